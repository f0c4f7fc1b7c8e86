"""Where results go, and where failures and progress are reported."""

from __future__ import annotations

import json
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from reviewparse.cli.screens import console, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewparse.cli.inputs import Input, Inputs

PATIENCE = 0.5
"""Seconds of work before a progress bar appears."""


def write(data: bytes) -> None:
    """Write bytes to standard output, whatever encoding it has for text."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # in a notebook, say
        sys.stdout.write(data.decode("utf-8"))
    else:
        sys.stdout.flush()
        buffer.write(data)


def dump(tree: Any, indent: int | None = None) -> bytes:
    """The tree as JSON in UTF-8; half a surrogate pair, which UTF-8 cannot write, becomes an escape."""
    try:
        return json.dumps(tree, ensure_ascii=False, indent=indent).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(tree, indent=indent).encode("ascii")


class Messages:
    """The messages on standard error."""

    def __init__(self) -> None:
        self.screen = console(stderr=True)

    def failure(self, place: str, message: str) -> None:
        """Say what is wrong with a file, or with a line of it."""
        self.screen.print(Text(f"{printable(place)}: ").append(printable(message), "red"), soft_wrap=True)

    def note(self, message: str) -> None:
        """Say what was done."""
        self.screen.print(Text(printable(message), "dim"), soft_wrap=True)

    def watch(self, inputs: Inputs, *, aside: bool = True) -> Iterator[Input]:
        """The pages; with a progress bar, where the work is long and a person looks on.

        `aside`: the results do not go to the same terminal while the work goes on.
        """
        if not (aside and self.screen.is_terminal):
            yield from inputs.pages()
            return
        count = TextColumn("{task.completed:,.0f} of {task.total:,.0f} files, {task.fields[pages]:,} pages")
        columns = (SpinnerColumn(), BarColumn(), count, TimeRemainingColumn())
        progress = Progress(*columns, console=self.screen, transient=True)
        task = progress.add_task("", total=len(inputs.names), pages=0)
        begin = monotonic()

        def names() -> Iterator[str]:
            for done, name in enumerate(inputs.names):
                progress.update(task, completed=done)
                yield name

        try:
            for pages, found in enumerate(inputs.pages(names()), 1):
                progress.update(task, pages=pages)
                if monotonic() - begin > PATIENCE:
                    progress.start()
                yield found
        finally:
            progress.stop()
