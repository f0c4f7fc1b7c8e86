"""The options that several commands share, and what each of them refuses."""

from __future__ import annotations

from codecs import getincrementaldecoder
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reviewparse.limits import MAX_CHARS
from reviewparse.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _kind(_: click.Context, __: click.Parameter, value: str | None) -> Kind | None:
    return None if value is None else Kind(value)


def reads(*, required: bool = True) -> Callable[[Command], Command]:
    """The argument and the option of every command that reads pages."""
    files = click.argument("files", nargs=-1, required=required, metavar="FILE...")
    encoding = click.option(
        "--encoding",
        metavar="NAME",
        callback=_encoding,
        help="Encoding of the files. Default: UTF-8; HTML names its own.",
    )
    max_chars = click.option(
        "--max-chars",
        type=click.IntRange(min=0),
        default=MAX_CHARS,
        show_default=True,
        metavar="N",
        help="Refuse a page with more characters; 0 refuses none.",
    )
    return lambda command: files(encoding(max_chars(command)))


def writes(command: Command) -> Command:
    """The option of every command whose results are for other programs."""
    option = click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write to this file, which is there only when it is complete; by default to standard output.",
    )
    return option(command)


kind_option = click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in Kind]),
    callback=_kind,
    help="What the pages review. Default: what each page says.",
)
ordered_option = click.option(
    "--ordered", is_flag=True, help="The critics are listed by score, best first. No page says so itself."
)
