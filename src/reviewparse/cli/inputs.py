"""Reads the pages of a command from files, folders, globs and standard input, as text, HTML or JSON.

The type of a file is detected from its content, not its name. What cannot be read or parsed is reported as
`file:line: message`, and the next input is read.
"""

from __future__ import annotations

import json
import os
import re
import sys
from codecs import getincrementaldecoder
from contextlib import nullcontext
from functools import partial
from glob import escape, iglob
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from reviewparse.errors import ReviewError, ReviewParseError
from reviewparse.html import looks_like_html, parse_html
from reviewparse.parsing import parse_all
from reviewparse.reading import check_readable
from reviewparse.records import ReviewPage
from reviewparse.serialization import from_dict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from reviewparse.vocabulary import Kind

STDIN = "-"
STDIN_NAME = "<stdin>"
GLOB = re.compile(r"[*?[]")
ANY_DEPTH = re.compile(r"(?:^|(?<=[/\\]))(?:\*\*(?:[/\\]+|\Z))+")
"""The part of a glob that is any number of folders."""
JSON_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*+(?:\{\s*+(?:["}]|\Z)|\[\s*+(?:[\[\]{]|\Z))')
"""How JSON begins. The first bracket alone is not enough: a text may begin with `[sic]`."""
BLOCK = 1 << 20
"""How many bytes of a file are read at once."""
NO_SECTION = "there is no review section here: no verdict, no score, no distribution and no reviews"


class Input(NamedTuple):
    """A page, and the name of the file that it stands in."""

    name: str
    page: ReviewPage


class Inputs:
    """The pages of files, folders and globs: `names` are the files, `failed` is how many things could not be read.

    `report(place, message)` is told of each failure, where `place` is `file` or `file:line`. `kind`, where given, is
    set on every page.
    """

    def __init__(
        self,
        arguments: Iterable[str],
        report: Callable[[str, str], None],
        encoding: str | None = None,
        kind: Kind | None = None,
    ) -> None:
        self.failed = 0
        self._report = report
        self._encoding = encoding
        self._kind = kind
        self.names = [name for argument in arguments for name in self._expand(argument)]

    def fail(self, name: str, line: int | None, message: str) -> None:
        """Report what is wrong with a file, and remember that something is."""
        self.failed += 1
        self._report(name if line is None else f"{name}:{line}", message)

    def pages(self, names: Iterable[str] | None = None) -> Iterator[Input]:
        """The pages of these files (by default of all), one file open at a time."""
        for name in self.names if names is None else names:
            shown = STDIN_NAME if name == STDIN else name
            try:
                with _open(name) as stream:
                    for found in self._read(shown, stream):
                        yield found if self._kind is None else Input(found.name, evolve(found.page, kind=self._kind))
            except OSError as error:
                self.fail(shown, None, _cannot_read(error))

    def _expand(self, argument: str) -> list[str]:
        """The files that an argument names: itself, those in a folder, or those that a glob matches."""
        path = Path(argument)
        try:
            if argument != STDIN and path.is_dir():
                return self._walk(path) or self._nothing(argument, "there is no file in this folder")
            if argument != STDIN and not os.path.lexists(path) and GLOB.search(argument):
                names = sorted({name for name in _matches(argument) if _is_readable(name)})
                return names or self._nothing(argument, "no file matches")
        except (OSError, ValueError) as error:
            return self._nothing(argument, _cannot_read(error))
        return [argument]

    def _walk(self, folder: Path) -> list[str]:
        """The files in a folder and in the folders below it, sorted, without hidden ones."""
        names = []
        left = _entries(str(folder))
        while left:  # no recursion: a tree can be deeper than Python's stack
            place = left.pop()
            if not place.is_dir(follow_symlinks=False):
                if _is_readable(place.path):
                    names.append(place.path)
                continue
            try:
                left += _entries(place.path)
            except OSError as error:
                self.fail(place.path, None, _cannot_read(error))
        return names

    def _nothing(self, argument: str, message: str) -> list[str]:
        self.fail(argument, None, message)
        return []

    def _read(self, name: str, stream: BinaryIO) -> Iterator[Input]:
        """The pages of one file, as JSON where it begins as JSON does, as HTML where it looks so, else as text."""
        head = []
        for line in stream:
            head.append(line)
            if line.strip():
                break
        first = b"".join(head)
        if JSON_START.match(first):
            yield from self._read_json(name, len(head), first, stream)
            return
        try:
            for page in self._parse(first, stream):
                if page.sections:
                    yield Input(name, page)
                else:
                    self.fail(name, page.first_line, NO_SECTION)
        except ReviewParseError as error:
            self.fail(name, error.line, error.message)
        except ReviewError as error:
            self.fail(name, None, str(error))

    def _parse(self, first: bytes, stream: BinaryIO) -> Iterator[ReviewPage]:
        """The pages of a file of text or HTML. Text is streamed, so only a part of it is in memory."""
        head = first + stream.read(BLOCK)
        if not head.strip():
            raise ReviewError("empty", "this file is empty")
        if self._encoding is None:
            self._check_readable(head)
        if looks_like_html(head if self._encoding is None else head.decode(self._encoding, "replace")):
            data = head + stream.read()
            yield parse_html(data if self._encoding is None else data.decode(self._encoding, "replace"))
            return
        yield from parse_all(self._decode(chain((head,), iter(partial(stream.read, BLOCK), b""))))

    def _check_readable(self, head: bytes) -> None:
        try:
            check_readable(head)
        except ReviewError as error:
            hint = " If it is a text, --encoding says in which encoding." if error.code in ("binary", "utf-16") else ""
            raise ReviewError(error.code, error.message + hint) from None

    def _decode(self, blocks: Iterable[bytes]) -> Iterator[str]:
        decoder = getincrementaldecoder(self._encoding or "utf-8-sig")()
        number = 1
        for block in chain(blocks, (b"",)):
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                number += error.object.count(b"\n", 0, error.start)
                advice = f"not {self._encoding}" if self._encoding else "not UTF-8; say what it is with --encoding"
                byte = error.object[error.start]
                raise ReviewParseError("bad-byte", f"byte 0x{byte:02X} is {advice}", number, 1, 0, "") from None
            except UnicodeError as error:  # what no single byte is to blame for
                raise ReviewError("bad-byte", f"this is not {self._encoding}: {error}") from None
            number += text.count("\n")
            yield text

    def _read_json(self, name: str, number: int, first: bytes, stream: BinaryIO) -> Iterator[Input]:
        """Pages as `reviewparse parse` prints them: one on each line, or all in one array."""
        stripped = first.strip().removeprefix(b"\xef\xbb\xbf")
        if stripped[:1] == b"{" and stripped[-1:] == b"}":
            yield from self._load(name, number, stripped)
            for number, line in enumerate(stream, number + 1):  # noqa: B020 - goes on where the first line ended
                if line.strip():
                    yield from self._load(name, number, line.strip())  # else an error at its end is on the next line
        else:
            yield from self._load(name, 1, first + stream.read())

    def _load(self, name: str, number: int, data: bytes) -> Iterator[Input]:
        try:
            tree = json.loads(data)
        except json.JSONDecodeError as error:
            self.fail(name, number + error.lineno - 1, f"this is not JSON: {error.msg} at column {error.colno}")
            return
        except (RecursionError, ValueError) as error:
            self.fail(name, number, f"this JSON cannot be read: {error}")
            return
        for place, item in enumerate(tree) if isinstance(tree, list) else [(None, tree)]:
            try:
                if not isinstance(item, dict):
                    raise ReviewError("bad-json", f"a page should be an object, not {item!r:.60}")
                page = from_dict(item)
                if not isinstance(page, ReviewPage):
                    raise ReviewError("bad-json", f"this is no page, but a {item.get('type', 'summary')}")
            except ReviewError as error:
                self.fail(name, number, str(error) if place is None else f"[{place}]: {error}")
            else:
                source = item.get("file")
                yield Input(source if isinstance(source, str) else name, page)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """The entries of a folder that are not hidden, the last one first."""
    with os.scandir(folder or os.curdir) as entries:
        return sorted((each for each in entries if each.name[0] != "."), key=lambda each: each.name, reverse=True)


def _is_readable(name: str) -> bool:
    """Whether a name that was found, not given, is to be read: a file, or a link to none, which is then reported.

    A pipe is not: nobody may ever write to it.
    """
    return os.path.isfile(name) or not os.path.exists(name)  # noqa: PTH110, PTH113 - a Path takes long for deep names


def _matches(pattern: str) -> Iterator[str]:
    """The names that a glob matches, `**` being any number of folders.

    `**` does not follow links to folders, as the standard library's does: a link to a folder above has no end.
    """
    depth = ANY_DEPTH.search(pattern)
    if depth is None:
        yield from iglob(pattern)  # noqa: PTH207 - Path.glob takes no absolute pattern
        return
    above, below = pattern[: depth.start()], pattern[depth.end() :]
    for top in iglob(above) if above else ("",):  # noqa: PTH207
        left = [top]
        while left:
            folder = left.pop()
            try:
                entries = [] if folder and not Path(folder).is_dir() else _entries(folder)
            except OSError:
                continue  # as in a glob, what cannot be looked into does not match
            inside = [os.path.join(folder, each.name) for each in entries]  # noqa: PTH118
            if below:
                yield from _matches(os.path.join(escape(folder), below))  # noqa: PTH118
            else:
                yield from inside
            left += [name for name, each in zip(inside, entries, strict=True) if each.is_dir(follow_symlinks=False)]


def _open(name: str) -> AbstractContextManager[BinaryIO]:
    if name != STDIN:
        try:
            return Path(name).open("rb")
        except ValueError as error:  # a name that no file can have
            raise OSError(str(error)) from None
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return nullcontext(sys.stdin.buffer)


def _cannot_read(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or error}"
