"""The commands, their options and their help."""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from collections import Counter
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import evolve
from rich.text import Text

from reviewparse import samples
from reviewparse.aggregation import aggregate
from reviewparse.cli.inputs import Input, Inputs
from reviewparse.cli.output import Messages, Results, dump, write
from reviewparse.cli.pictures import Pictures
from reviewparse.cli.report import show_report
from reviewparse.cli.screens import SEVERITIES, console, plural, printable, printable_lines
from reviewparse.cli.status import Status
from reviewparse.cli.totals import GROUPS, show_totals, totals_as_json
from reviewparse.errors import ReviewError
from reviewparse.parsing import parse
from reviewparse.problems import Severity
from reviewparse.rendering import render
from reviewparse.serialization import to_dict
from reviewparse.validation import validate
from reviewparse.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = TypeVar("Command", bound=Callable[..., Any])

PICTURES = (".svg", ".png")

EXIT_STATUS = """\b
Exit status:
  0    all is well
  1    validate found a problem of severity error
  2    the command line cannot be understood
  3    an input could not be read or parsed (the others were)
  4    the output could not be written, or an extra is not installed
  130  interrupted
  141  the reader of the output stopped reading
"""


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the version. A checkout that was never installed has none."""
    if wanted:
        try:
            click.echo(f"reviewparse {metadata.version('reviewparse')}")
        except metadata.PackageNotFoundError:
            click.echo("reviewparse, from a checkout")
        context.exit()


def _encoding(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Refuse a name that is not a text encoding's."""
    try:
        if value is not None:
            bytes(range(256)).decode(value, "replace")  # punycode, which is for names, can replace nothing
            getincrementaldecoder(value)
    except (LookupError, ValueError):  # ValueError: a codec of something else than text
        raise click.BadParameter(f"{value!r} is not the name of an encoding, such as cp1252 or utf-16") from None
    return value


def _picture(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    """Refuse other types of pictures before anything is read."""
    if value is not None and value.suffix.lower() not in PICTURES:
        raise click.BadParameter(f"the name of a picture ends in {' or '.join(PICTURES)}")
    return value


def _kind(_: click.Context, __: click.Parameter, value: str | None) -> Kind | None:
    return None if value is None else Kind(value)


def _reads(*, required: bool = True) -> Callable[[Command], Command]:
    """The argument and the option of every command that reads pages."""
    files = click.argument("files", nargs=-1, required=required, metavar="FILE...")
    encoding = click.option(
        "--encoding",
        metavar="NAME",
        callback=_encoding,
        help="Encoding of the files. Default: UTF-8; HTML names its own.",
    )
    return lambda command: files(encoding(command))


def _writes(command: Command) -> Command:
    """The option of every command whose results are for other programs."""
    option = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to this file instead of standard output. It appears only when it is complete.",
    )
    return option(command)


_kind_option = click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in Kind]),
    callback=_kind,
    help="What the pages review. Default: what each page says.",
)
_ordered_option = click.option(
    "--ordered", is_flag=True, help="The critics are listed by score, best first. No page says so itself."
)


@click.group(
    no_args_is_help=False,
    epilog=EXIT_STATUS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    callback=_version,
    is_eager=True,
    expose_value=False,
    help="Show the version and exit.",
)
def app() -> None:
    """Read review pages: scores, verdicts, distributions and reviews.

    FILE is a file, a folder (all files in it and below it that are not hidden), a quoted glob such as
    'pages/**/*.txt', or - for standard input. A file holds the text of one page or of many, the HTML of a page, or the
    JSON that "parse" prints; its type is detected from the content, not the file name.

    \b
    Examples:
      reviewparse report --sample
      reviewparse parse page.html > page.jsonl
      reviewparse validate pages/
      cat dump.txt | reviewparse aggregate --by author -
    """


@app.command(
    "report",
    short_help="Show pages in a readable form.",
    epilog="""\b
Examples:
  reviewparse report --sample
  reviewparse report page.txt --kind movie
  reviewparse report page.html --plot page.svg
""",
)
@_reads(required=False)
@click.option("--sample", is_flag=True, help="Show a sample page.")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PICTURE",
    callback=_picture,
    help="Draw the page to this file (.svg or .png); further pages to NAME-2.svg and so on.",
)
@_kind_option
@_ordered_option
def report(
    files: Sequence[str], encoding: str | None, sample: bool, plot: Path | None, kind: Kind | None, ordered: bool
) -> Status:
    """Show pages in a readable form: verdict, score, distribution, reviews, problems.

    A score or range in parentheses is not printed on the page, but implied by what is.
    """
    if not files and not sample:
        raise click.UsageError("Give a FILE, - for standard input, or --sample.")
    pictures = None if plot is None else Pictures(plot)
    messages = Messages()
    inputs = Inputs(files, messages.failure, encoding, kind)
    for name, page in chain(_samples(kind) if sample else (), messages.watch(inputs, aside=not sys.stdout.isatty())):
        show_report(name, page, ordered=ordered)
        if pictures is not None:
            messages.note(f"drawn: {pictures.draw(page, ordered=ordered)}")
    return _status(inputs)


@app.command(
    "parse",
    short_help="Print pages as JSON.",
    epilog="""\b
Examples:
  reviewparse parse page.txt
  reviewparse parse pages/ > pages.jsonl
  reviewparse parse --format json page.html | less
""",
)
@_reads()
@_writes
@click.option(
    "--format",
    "shape",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="JSON lines, one for each page, or one indented array of all pages.",
)
def parse_command(files: Sequence[str], encoding: str | None, output: Path | None, shape: str) -> Status:
    """Print pages as JSON, one object for each page.

    "file" names the input. Absent is null, a date is ISO 8601, and a User Score is a string, because 9.0 is not 9.
    """
    messages = Messages()
    inputs = Inputs(files, messages.failure, encoding)
    opening, results = b"[\n", Results(output)
    with results as put:
        for name, page in messages.watch(inputs, aside=not results.to_terminal):
            tree = {"file": name, **to_dict(page)}
            put(dump(tree) + b"\n" if shape == "jsonl" else opening + dump(tree, indent=2))
            opening = b",\n"
        if shape == "json":
            put(b"[]\n" if opening == b"[\n" else b"\n]\n")
    return _status(inputs)


@app.command(
    "validate",
    short_help="List the problems of pages.",
    epilog="""\b
Examples:
  reviewparse validate page.txt
  reviewparse validate pages/ --kind game && echo no errors
""",
)
@_reads()
@_kind_option
@_ordered_option
def validate_command(files: Sequence[str], encoding: str | None, kind: Kind | None, ordered: bool) -> Status:
    """List the problems of pages, as "file:line: code message". Exit with 1 if one is an error.

    The line is the one where the section or the review begins in the page's text.
    """
    messages = Messages()
    inputs = Inputs(files, messages.failure, encoding, kind)
    screen = console()
    pages = 0
    found: Counter[Severity] = Counter()
    for name, page in messages.watch(inputs, aside=not sys.stdout.isatty()):
        pages += 1
        for problem in validate(page, ordered=ordered):
            found[problem.severity] += 1
            line = Text(f"{printable(name)}:{problem.line or page.first_line or 1}: ")
            line.append(problem.code, SEVERITIES[problem.severity]).append(f" {printable(problem.message)}")
            screen.print(line.append(f" ({problem.severity}, {problem.path})", "dim"), soft_wrap=True)
    counts = ", ".join(f"{found[severity]:,} {severity}" for severity in Severity)
    messages.note(f"{plural(pages, 'page')}, {plural(found.total(), 'problem')}" + (f": {counts}" if found else ""))
    return Status.ERROR_FOUND if found[Severity.ERROR] and not inputs.failed else _status(inputs)


@app.command(
    "aggregate",
    short_help="Add up many pages.",
    epilog="""\b
Examples:
  reviewparse aggregate pages/
  reviewparse parse pages/ > pages.jsonl
  reviewparse aggregate pages.jsonl --by publication --top 10
  reviewparse aggregate --json 'pages/*.txt'
""",
)
@_reads()
@_kind_option
@_ordered_option
@click.option("--by", type=click.Choice(GROUPS), help="Add a table by author, publication or month.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="Limit that table to N rows, those with the most reviews."
)
@click.option("--fold-names", is_flag=True, help="Count names that differ only in case or white space as one.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Keep at most N names in memory. Counts are then bounds; the table says how wide.",
)
@click.option("--json", "as_json", is_flag=True, help='Print JSON. Its part "summary" can be added to others, exactly.')
def aggregate_command(
    files: Sequence[str],
    encoding: str | None,
    kind: Kind | None,
    ordered: bool,
    by: str | None,
    top: int | None,
    fold_names: bool,
    keep: int | None,
    as_json: bool,
) -> Status:
    """Add up many pages: reviews, printed scores, means and their bounds, classes, and what is missing."""
    messages = Messages()
    inputs = Inputs(files, messages.failure, encoding, kind)
    pages = (found.page for found in messages.watch(inputs))
    summary = aggregate(pages, ordered=ordered, top=keep, fold_names=fold_names)
    if as_json:
        write(dump(totals_as_json(summary, by, top), indent=2) + b"\n")
    else:
        show_totals(summary, by, top)
    return _status(inputs)


@app.command(
    "format",
    short_help="Print pages as canonical text.",
    epilog="""\b
Examples:
  reviewparse format page.html > page.txt
  reviewparse format pages.jsonl
""",
)
@_reads()
@_writes
def format_command(files: Sequence[str], encoding: str | None, output: Path | None) -> Status:
    """Print pages as canonical text, which parses to the same sections.

    Unrecognized lines are left out. A line with a form feed separates two pages. On a terminal, control characters are
    shown as spaces.
    """
    messages = Messages()
    inputs = Inputs(files, messages.failure, encoding)
    opening, results = b"", Results(output)
    with results as put:
        for name, page in messages.watch(inputs, aside=not results.to_terminal):
            try:
                text = render(page)
                data = (printable_lines(text) if results.to_terminal else text).encode("utf-8")
            except (ReviewError, UnicodeEncodeError) as error:
                inputs.fail(name, page.first_line, str(error))
            else:
                put(opening + data.rstrip(b"\n") + b"\n")
                opening = b"\f\n"  # always separates two pages
    return _status(inputs)


@app.command(
    "sample",
    short_help="Print a sample page.",
    epilog="""\b
Examples:
  reviewparse sample
  reviewparse sample lantern-keepers | reviewparse parse -
""",
)
@click.argument("name", type=click.Choice(samples.NAMES), default=samples.NAMES[0])
@click.option("--html", is_flag=True, help="Print the HTML that the text was made from.")
def sample_command(name: str, html: bool) -> Status:
    """Print a sample page, invented in the shape of real ones."""
    if html and name not in samples.HTML_NAMES:
        raise click.UsageError(f"There is HTML of {' and '.join(samples.HTML_NAMES)} only.")
    write((samples.read_html(name) if html else samples.read(name)).encode("utf-8"))
    return Status.FINE


def _samples(kind: Kind | None) -> list[Input]:
    page = parse(samples.read(samples.NAMES[0]))
    return [Input("a sample page", page if kind is None else evolve(page, kind=kind))]


def _status(inputs: Inputs) -> Status:
    return Status.BAD_INPUT if inputs.failed else Status.FINE
