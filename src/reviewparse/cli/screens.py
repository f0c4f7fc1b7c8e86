"""What all screens share: the terminal, text that is safe to show on it, bars and tables."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import OverflowMethod

DIM = "dim"
STYLES = {ReviewClass.POSITIVE: "green", ReviewClass.MIXED: "yellow", ReviewClass.NEGATIVE: "red"}
SEVERITIES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
INDENT = "  "
SIZES = ("COLUMNS", "LINES")
SIZE = re.compile("[1-9][0-9]{0,3}")
"""What these variables of the environment may say. Anything else is as if they were not set."""
NARROWEST = 8
"""The last column of a table is never narrower than this, however narrow the terminal."""


class Screen(Console):
    """A console that lets `run` handle a closed pipe."""

    def on_broken_pipe(self) -> None:
        """Called where the error is handled: let it go on."""
        raise


def console(*, stderr: bool = False, file: Any = None) -> Console:
    """The terminal, or, where the output goes elsewhere, plain text without colors, as wide as `COLUMNS` says."""
    environment = {name: value for name, value in os.environ.items() if name not in SIZES or SIZE.fullmatch(value)}
    return Screen(stderr=stderr, file=file, highlight=False, markup=False, emoji=False, _environ=environment)


def printable(text: str) -> str:
    """The text with a space for each unprintable character, which could control a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def printable_lines(text: str) -> str:
    """`printable`, line by line."""
    return "\n".join(map(printable, text.split("\n")))


def plural(count: int, noun: str) -> str:
    """`1 review`, `2,340 reviews`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def bar(screen: Console, share: float, width: int, style: str = "") -> Text:
    """A bar of this share (0 to 1) of the width; any share above 0 is visible."""
    eighths = max(round(share * width * 8), share > 0)
    if screen.options.ascii_only:
        return Text(("#" * -(-eighths // 8)).ljust(width), style)
    whole, rest = divmod(eighths, 8)
    part = chr(ord("█") + 8 - rest) if rest else ""  # ▏ to ▉ stand behind █, the narrowest last
    return Text(("█" * whole + part).ljust(width), style)


def show_rows(
    screen: Console, heads: Sequence[str], rows: Sequence[Sequence[Text]], right: Collection[str] = ()
) -> None:
    """Rows below their heads; `right` are the heads of the columns that are flush right.

    No column but the last is wider than a third of the screen, the last takes what is left, and what does not fit is
    cut off. Each row is laid out once, so that ten thousand of them take no long time.
    """
    most = screen.width // 3
    widths = [max([cell_len(head), *(min(row[i].cell_len, most) for row in rows)]) for i, head in enumerate(heads)]
    left = screen.width - len(INDENT) - sum(width + 2 for width in widths[:-1])
    widths[-1] = max(left, NARROWEST)
    overflow: OverflowMethod = "crop" if screen.options.ascii_only else "ellipsis"
    for row in ([Text(head, DIM) for head in heads], *rows):
        line = Text(INDENT)
        for cell, head, width in zip(row, heads, widths, strict=True):
            cell.truncate(width, overflow=overflow)
            room = " " * (width - cell.cell_len)
            line.append(room if head in right else "").append_text(cell).append("" if head in right else room)
            line.append("  ")
        line.rstrip()
        screen.print(line, no_wrap=True, overflow="ignore", crop=False)
