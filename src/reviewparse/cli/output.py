"""Where results go, and where failures and progress are reported."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.text import Text

from reviewparse.cli.screens import console, printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, Self

    from rich.console import Console

UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters that can steer a terminal or turn a text around, or that cannot be seen; and halves of surrogate pairs."""


class Results:
    """Where results are written: to standard output, or to a file that is complete or not there at all.

    It is a context: within it, `put` takes bytes, and `screen` prints lines. A file gets its name when all is written:
    until then it stands beside it under another one, and what was there before is left alone.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = None if path is None else Path(os.path.realpath(path))  # the file behind a link, not the link
        self._beside: Path | None = None
        self._stream: BinaryIO | None = None

    @property
    def to_terminal(self) -> bool:
        """Whether a person sees the results as they come."""
        return self.path is None and sys.stdout.isatty()

    def __enter__(self) -> Self:
        if self.path is not None:
            if not self.path.exists() or self.path.is_file():
                self._beside = self.path.with_name(f".{self.path.name[:200]}.{os.getpid()}.part")
            try:
                self._stream = (self._beside or self.path).open("wb")  # a device or a pipe is written to as it is
            except BaseException:  # Ctrl-C may come when the file is there already
                self._clear_away()
                raise
        return self

    def put(self, data: bytes) -> None:
        """Write bytes."""
        if self._stream is None:
            write(data)
        else:
            self._stream.write(data)

    @cached_property
    def screen(self) -> Console:
        """What prints text for people: the terminal, or the file, where it prints no colors."""
        return console() if self.path is None else console(file=TextFile(self.put))

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
            self._clear_away()

    def _clear_away(self) -> None:
        """Remove what is not complete."""
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)


class TextFile:
    """A file of text, as `write_csv` and the screen want one: what is written goes to `put`, in UTF-8."""

    def __init__(self, put: Callable[[bytes], object]) -> None:
        self._put = put

    def write(self, text: str) -> int:
        """Write a text; half a surrogate pair, which UTF-8 cannot write, becomes an escape."""
        self._put(text.encode("utf-8", "backslashreplace"))
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


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
    """The messages on standard error: `quiet` leaves out notes and progress, `verbose` reports each failure.

    Else failures of one code are reported `SHOWN` times and then counted.
    """

    SHOWN = 3

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.screen = console(stderr=True)
        self.quiet = quiet
        self._verbose = verbose
        self._failures: Counter[str] = Counter()

    def failure(self, place: str, message: str, code: str = "") -> None:
        """Print what is wrong with a file, or with a line of it."""
        self._failures[code] += 1
        if self._verbose or not code or self._failures[code] <= self.SHOWN:
            self.screen.print(Text(f"{printable(place)}: ").append(printable(message), "red"), soft_wrap=True)

    def detail(self, place: str, message: str) -> None:
        """Print what is said of a file in verbose mode only."""
        if self._verbose:
            self.screen.print(Text(printable(f"{place}: {message}"), "dim"), soft_wrap=True)

    def note(self, message: str) -> None:
        """Print what was done."""
        if not self.quiet:
            self.screen.print(Text(printable(message), "dim"), soft_wrap=True)

    def conclude(self) -> None:
        """Say how many failures of each code were not reported."""
        for code, count in self._failures.items():
            if code and count > self.SHOWN and not self._verbose:
                more = f"... and {count - self.SHOWN:,} more like this: {code} (-v reports each)"
                self.screen.print(Text(more, "red"), soft_wrap=True)
