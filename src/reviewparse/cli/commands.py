"""The commands, their options and their help."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve
from rich.text import Text

from reviewparse import samples
from reviewparse.aggregation import aggregate
from reviewparse.cli.crawling import crawl_command
from reviewparse.cli.formats import FORMATS, OF_ROWS, TABLES, write_pages
from reviewparse.cli.inputs import Input
from reviewparse.cli.options import forms, kind_option, ordered_option, picture, reads, version, writes
from reviewparse.cli.output import Results, dump
from reviewparse.cli.pictures import Pictures
from reviewparse.cli.progress import watch
from reviewparse.cli.report import show_report
from reviewparse.cli.screens import SEVERITIES, plural, printable, printable_lines
from reviewparse.cli.status import Status
from reviewparse.cli.totals import GROUPS, show_totals, totals_as_json
from reviewparse.cli.words import Choice, Group
from reviewparse.errors import ReviewError
from reviewparse.parsing import parse
from reviewparse.problems import Severity
from reviewparse.rendering import render
from reviewparse.validation import validate

if TYPE_CHECKING:
    from reviewparse.cli.inputs import Inputs
    from reviewparse.vocabulary import Kind


EXIT_STATUS = """\b
Exit status:
  0    all is well
  1    validate found a problem as severe as --fail-on says
  2    the command line cannot be understood
  3    an input could not be read or parsed (the others were)
  4    the output could not be written, or an extra is not installed
  130  interrupted
  141  the reader of the output stopped reading
  143  the process was asked to end (SIGTERM)
"""


@click.group(
    cls=Group,
    invoke_without_command=True,
    epilog=EXIT_STATUS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    callback=version,
    is_eager=True,
    expose_value=False,
    help="Show the version and exit.",
)
@click.pass_context
def app(context: click.Context) -> Status:
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
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return Status.FINE


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
@reads(required=False)
@writes
@click.option("--sample", is_flag=True, help="Show a sample page.")
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PICTURE",
    callback=picture,
    help="Draw the page to this file (.svg or .png); further pages to NAME-2.svg and so on.",
)
@kind_option
@ordered_option
def report(inputs: Inputs, output: Path | None, sample: bool, plot: Path | None, ordered: bool) -> Status:
    """Show pages in a readable form: verdict, score, distribution, reviews, problems.

    A score or range in parentheses is not printed on the page, but follows from what is printed.
    """
    if not inputs.named and not sample:
        raise click.UsageError("Give a FILE, - for standard input, or --sample.")
    pictures = None if plot is None else Pictures(plot)
    with Results(output) as results:
        found = watch(inputs, aside=not results.to_terminal)
        for name, page in chain(_samples(inputs.kind) if sample else (), found):
            show_report(results.screen, name, page, ordered=ordered)
            if pictures is not None:
                inputs.messages.note(f"drawn: {pictures.draw(page, ordered=ordered)}")
    return Status.FINE


@app.command(
    "parse",
    short_help="Print pages as JSON or as a table.",
    epilog="""\b
Examples:
  reviewparse parse page.txt
  reviewparse parse pages/ > pages.jsonl
  reviewparse parse --format json page.html | less
  reviewparse parse pages/ --format parquet -o reviews.parquet
""",
)
@reads()
@writes
@forms(*FORMATS, text="JSON: one page a line, or one array of all pages. A table: rows as JSON lines, CSV, or Parquet.")
@click.option("--table", type=Choice(TABLES), help="What a row of a table holds. Default: reviews.")
def parse_command(inputs: Inputs, output: Path | None, form: str, table: str | None) -> Status:
    """Print pages as JSON, one object for each page, or as a table.

    "file" names the input. Absent is null, a date is ISO 8601, and a User Score is a string, because 9.0 is not 9.
    Parquet needs the extra "arrow".
    """
    results = Results(output)
    if table is not None and form not in OF_ROWS:
        raise click.UsageError(f"--table is for tables: --format {', '.join(OF_ROWS[:-1])} or {OF_ROWS[-1]}.")
    if form == "parquet" and results.to_terminal:
        raise click.UsageError("Parquet is not for a screen: name a file with -o FILE.")
    with results:
        pages = watch(inputs, aside=not results.to_terminal)
        put = partial(_put_printable, results) if form == "csv" and results.to_terminal else results.put
        write_pages(pages, form, table or TABLES[0], put, inputs.fail)
    return Status.FINE


def _put_printable(results: Results, data: bytes) -> None:
    """Write a piece of CSV on a terminal: JSON escapes what could steer it, and CSV does not."""
    results.put(printable_lines(data.decode("utf-8").replace("\r\n", "\n")).encode("utf-8"))


@app.command(
    "validate",
    short_help="List the problems of pages.",
    epilog="""\b
Examples:
  reviewparse validate page.txt
  reviewparse validate pages/ --min-severity warning
  reviewparse validate pages/ --kind game --fail-on warning && echo fine
""",
)
@reads()
@writes
@forms("text", "jsonl", text="Lines for people, or one JSON object for each problem.")
@click.option(
    "--min-severity",
    "least",
    type=Choice(map(str, Severity)),
    default=str(Severity.INFO),
    show_default=True,
    help="List only problems that are at least so severe.",
)
@click.option(
    "--fail-on",
    type=Choice([*map(str, Severity), "never"]),
    default=str(Severity.ERROR),
    show_default=True,
    help="Exit with 1 if a problem is at least so severe.",
)
@kind_option
@ordered_option
def validate_command(inputs: Inputs, output: Path | None, form: str, least: str, fail_on: str, ordered: bool) -> Status:
    """List the problems of pages, as "file:line: code message". Exit with 1 if one is an error (see --fail-on).

    The line is the one where the section or the review begins in the page's text.
    """
    found: Counter[Severity] = Counter()
    with Results(output) as results:
        for name, page in watch(inputs, aside=not results.to_terminal):
            for problem in validate(page, ordered=ordered):
                found[problem.severity] += 1
                if problem.severity not in _at_least(least):
                    continue
                place, severity = problem.line or page.first_line or 1, problem.severity
                if form == "jsonl":
                    tree = {"file": name, "line": place, "code": problem.code, "severity": str(severity)}
                    results.put(dump({**tree, "path": problem.path, "message": problem.message}) + b"\n")
                    continue
                line = Text(f"{printable(name)}:{place}: ")
                line.append(problem.code, SEVERITIES[severity]).append(f" {printable(problem.message)}")
                results.screen.print(line.append(f" ({severity}, {problem.path})", "dim"), soft_wrap=True)
    counts = ", ".join(f"{found[severity]:,} {severity}" for severity in Severity)
    total = f"{plural(inputs.count, 'page')}, {plural(found.total(), 'problem')}"
    inputs.messages.note(total + (f": {counts}" if found else ""))
    return Status.PROBLEM_FOUND if any(found[severity] for severity in _at_least(fail_on)) else Status.FINE


@app.command(
    "aggregate",
    short_help="Add up many pages.",
    epilog="""\b
Examples:
  reviewparse aggregate pages/
  reviewparse parse pages/ > pages.jsonl
  reviewparse aggregate pages.jsonl --by publication --top 10
  reviewparse aggregate --format json 'pages/*.txt' -o totals.json
""",
)
@reads()
@writes
@forms("text", "json", text='Tables for people, or JSON. Its part "summary" can be added to others, exactly.')
@kind_option
@ordered_option
@click.option(
    "--by", type=Choice(GROUPS, {"outlet": "publication"}), help="Add a table by author, publication, month or year."
)
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="Limit that table to N rows, those with the most reviews."
)
@click.option("--fold-names", is_flag=True, help="Count names that differ only in case or white space as one.")
@click.option("--distinct", is_flag=True, help="Count the pages of a title as one, and each of its reviews once.")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    metavar="N",
    help="Keep at most N names in memory. Counts are then bounds; the table says how wide.",
)
def aggregate_command(
    inputs: Inputs,
    output: Path | None,
    form: str,
    ordered: bool,
    by: str | None,
    top: int | None,
    fold_names: bool,
    distinct: bool,
    keep: int | None,
) -> Status:
    """Add up many pages: reviews, scores, means and their bounds, classes, and what is not printed."""
    if top is not None and by is None:
        raise click.UsageError("--top limits the table of --by: say which one.")
    if ordered and distinct:
        raise click.UsageError("--ordered reads the order of each page's list, which --distinct does not keep.")
    with Results(output) as results:
        pages = (found.page for found in watch(inputs))
        summary = aggregate(pages, ordered=ordered, top=keep, fold_names=fold_names, distinct=distinct)
        if form == "json":
            results.put(dump(totals_as_json(summary, by, top), indent=2) + b"\n")
        else:
            show_totals(results.screen, summary, by, top)
    return Status.FINE


@app.command(
    "render",
    short_help="Print pages as canonical text.",
    epilog="""\b
Examples:
  reviewparse render page.html > page.txt
  reviewparse render pages.jsonl
""",
)
@reads()
@writes
def render_command(inputs: Inputs, output: Path | None) -> Status:
    """Print pages as canonical text, which parses to the same sections.

    Unrecognized lines are left out. A line with a form feed separates two pages. On a terminal, control characters are
    shown as spaces.
    """
    opening = b""
    with Results(output) as results:
        for name, page in watch(inputs, aside=not results.to_terminal):
            try:
                text = render(page)
                data = (printable_lines(text) if results.to_terminal else text).encode("utf-8")
            except (ReviewError, UnicodeEncodeError) as error:
                inputs.fail(name, page.first_line, str(error), getattr(error, "code", "bad-record"))
            else:
                results.put(opening + data.rstrip(b"\n") + b"\n")
                opening = b"\f\n"  # always separates two pages
    return Status.FINE


@app.command(
    "sample",
    short_help="Print a sample page.",
    epilog="""\b
Examples:
  reviewparse sample
  reviewparse sample lantern-keepers | reviewparse parse -
  reviewparse sample --format html -o page.html
""",
)
@click.argument("name", type=Choice(samples.NAMES), default=samples.NAMES[0])
@forms("text", "html", text="The text of the page, or the HTML that it was made from.")
@writes
def sample_command(name: str, form: str, output: Path | None) -> Status:
    """Print a sample page, invented in the shape of real ones."""
    if form == "html" and name not in samples.HTML_NAMES:
        raise click.UsageError(f"There is HTML of {' and '.join(samples.HTML_NAMES)} only.")
    with Results(output) as results:
        results.put((samples.read_html(name) if form == "html" else samples.read(name)).encode("utf-8"))
    return Status.FINE


app.add_command(crawl_command)


def _samples(kind: Kind | None) -> list[Input]:
    page = parse(samples.read(samples.NAMES[0]))
    return [Input("a sample page", page if kind is None else evolve(page, kind=kind))]


def _at_least(severity: str) -> list[Severity]:
    """The severities from the most severe down to this one; none for `never`."""
    severities = list(Severity)
    return severities[: severities.index(Severity(severity)) + 1] if severity in severities else []
