"""The options that several commands share, and what each of them refuses."""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from functools import wraps
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from reviewparse.cli.files import id_of
from reviewparse.cli.inputs import Inputs
from reviewparse.cli.output import Messages
from reviewparse.cli.status import Status
from reviewparse.cli.words import Choice
from reviewparse.limits import MAX_CHARS
from reviewparse.vocabulary import KIND_WORDS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = TypeVar("Command", bound=Callable[..., Any])

PICTURES = (".svg", ".png")


def version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
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


def picture(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    """Refuse other types of pictures before anything is read."""
    if value is not None and value.suffix.lower() not in PICTURES:
        raise click.BadParameter(f"the name of a picture ends in {' or '.join(PICTURES)}")
    return value


def _output(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    """Take `-` for standard output."""
    return None if value == Path("-") else value


def _kind(_: click.Context, __: click.Parameter, value: str | None) -> Kind | None:
    return None if value is None else Kind(value)


def reads(*, required: bool = True) -> Callable[[Command], Command]:
    """The argument and the options of every command that reads pages.

    The command is given `inputs`. Its exit status says where something could not be read, else it is the command's.
    """
    files = click.argument("files", nargs=-1, required=required, metavar="FILE...")
    encoding = click.option(
        "--encoding",
        metavar="NAME",
        callback=_encoding,
        help="Encoding of the files. Default: UTF-8, or what HTML declares.",
    )
    max_chars = max_chars_option("Refuse a page with more characters; 0 refuses none.")
    verbose = click.option(
        "-v", "--verbose", is_flag=True, help="Report every file that could not be read or holds no page."
    )

    def decorate(command: Command) -> Command:
        @wraps(command)
        def call(
            *, files: Sequence[str], encoding: str | None, max_chars: int, quiet: bool, verbose: bool, **options: Any
        ) -> Status:
            messages = Messages(quiet=quiet, verbose=verbose)
            output = options.get("output")
            written = id_of(sys.stdout if output is None else output)
            inputs = Inputs(files, messages, encoding, max_chars or None, options.pop("kind", None), written)
            _keep(inputs, {"--output": output, "--plot": options.get("plot")})
            status: Status = command(inputs=inputs, **options)
            inputs.conclude()
            return Status.BAD_INPUT if inputs.failed else status

        return cast("Command", files(encoding(max_chars(verbose(quiet_option(call))))))

    return decorate


def _keep(inputs: Inputs, places: dict[str, Path | None]) -> None:
    """Refuse to write over a file that is an input."""
    for option, place in places.items():
        known = None if place is None else id_of(place)
        if known is not None and any(id_of(file.name) == known for file in inputs.files if not file.found):
            raise click.UsageError(f"{option} would overwrite {str(place)!r}, which is read.")


def max_chars_option(text: str) -> Callable[[Command], Command]:
    """The option of every command that reads; 0 stands for any number."""
    return click.option(
        "--max-chars", type=click.IntRange(min=0), default=MAX_CHARS, show_default=True, metavar="N", help=text
    )


def writes(command: Command) -> Command:
    """The option of every command that prints results."""
    option = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
        metavar="FILE",
        callback=_output,
        help="Write to this file instead of standard output. The file appears when it is complete.",
    )
    return option(command)


def forms(*names: str, text: str) -> Callable[[Command], Command]:
    """The option of every command that prints results in several forms; the first one is the default."""
    return click.option("--format", "form", type=Choice(names), default=names[0], show_default=True, help=text)


quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print no counts, notes or progress, only failures.")
kind_option = click.option(
    "--kind",
    type=Choice(list(map(str, Kind)), {word: str(kind) for word, kind in KIND_WORDS.items()}),
    callback=_kind,
    help="What the pages review. Default: what each page says.",
)
ordered_option = click.option(
    "--ordered", is_flag=True, help="Take the critics as listed by score, best first. Pages do not say so."
)
