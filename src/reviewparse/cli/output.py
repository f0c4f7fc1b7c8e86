"""Where results go, and where failures and progress are reported."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from reviewparse.cli.screens import console, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from reviewparse.cli.inputs import Input, Inputs

PATIENCE = 0.5
"""Seconds of work before a progress bar appears."""


UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that can steer a terminal or turn a text around, or that cannot be seen; and halves of surrogate pairs."""


class Results:
    """Where results are written: to standard output, or to a file that is complete or not there at all.

    As a context, it gives the function that takes the bytes. A file gets its name when all is written: until then it
    stands beside it under another one, and what was there before is left alone.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = None if path is None else Path(os.path.realpath(path))  # the file behind a link, not the link
        self._beside: Path | None = None
        self._stream: BinaryIO | None = None

    @property
    def to_terminal(self) -> bool:
        """Whether a person sees the results as they come."""
        return self.path is None and sys.stdout.isatty()

    def __enter__(self) -> Callable[[bytes], object]:
        if self.path is None:
            return write
        if not self.path.exists() or self.path.is_file():
            self._beside = self.path.with_name(f".{self.path.name[:200]}.{os.getpid()}.part")
        self._stream = (self._beside or self.path).open("wb")  # a device or a pipe is written to as it is
        return self._stream.write

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.path is None or self._stream is None:
            return
        try:
            self._stream.close()
            if kind is None and self._beside is not None:
                with suppress(OSError):
                    self._beside.chmod(self.path.stat().st_mode & 0o777)
                self._beside.replace(self.path)
        finally:
            if self._beside is not None:
                self._beside.unlink(missing_ok=True)


def write(data: bytes) -> None:
    """Write bytes to standard output, whatever encoding it has for text."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # in a notebook, say
        sys.stdout.write(data.decode("utf-8"))
    else:
        sys.stdout.flush()
        buffer.write(data)


def dump(tree: Any, indent: int | None = None) -> bytes:
    """The tree as JSON in UTF-8; characters that could control a terminal are escaped."""
    text = json.dumps(tree, ensure_ascii=False, indent=indent)
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text).encode("utf-8")


class Messages:
    """The messages on standard error."""

    def __init__(self) -> None:
        self.screen = console(stderr=True)

    def failure(self, place: str, message: str) -> None:
        """Print what is wrong with a file, or with a line of it."""
        self.screen.print(Text(f"{printable(place)}: ").append(printable(message), "red"), soft_wrap=True)

    def note(self, message: str) -> None:
        """Print what was done."""
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
