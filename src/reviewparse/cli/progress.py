"""The pages of a command, with a progress bar where the work is long and a person looks on."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewparse.cli.files import FileName
    from reviewparse.cli.inputs import Input, Inputs

PATIENCE = 0.5
"""Seconds of work before a progress bar appears."""


def watch(inputs: Inputs, *, aside: bool = True) -> Iterator[Input]:
    """The pages; with a progress bar, where the work is long and a person looks on.

    `aside`: the results do not go to the same terminal while the work goes on.
    """
    if inputs.messages.quiet or not (aside and inputs.messages.screen.is_terminal):
        yield from inputs.pages()
        return
    count = TextColumn("{task.completed:,.0f} of {task.total:,.0f} files, {task.fields[pages]:,} pages")
    columns = (SpinnerColumn(), BarColumn(), count, TimeRemainingColumn())
    progress = Progress(*columns, console=inputs.messages.screen, transient=True)
    task = progress.add_task("", total=len(inputs.files), pages=0)
    begin = monotonic()

    def files() -> Iterator[FileName]:
        for done, file in enumerate(inputs.files):
            progress.update(task, completed=done)
            yield file

    try:
        for pages, found in enumerate(inputs.pages(files()), 1):
            progress.update(task, pages=pages)
            if monotonic() - begin > PATIENCE:
                progress.start()
            yield found
    finally:
        progress.stop()
