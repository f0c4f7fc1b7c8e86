"""Reads the pages of a command from files, folders, globs and standard input, as text, HTML or JSON.

The type of a file is detected from its content, not its name. What cannot be read or parsed is reported as
`file:line: message`, and the next input is read.
"""

from __future__ import annotations

import json
import re
import sys
from codecs import getincrementaldecoder
from contextlib import nullcontext
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from reviewparse.cli.advice import ADVICE, OTHER_FILES, is_documents
from reviewparse.cli.files import STDIN, FileName, cannot_read, file_names, id_of
from reviewparse.errors import ReviewError, ReviewParseError
from reviewparse.formats import check_readable, is_marked_utf_16
from reviewparse.html import looks_like_html, parse_html
from reviewparse.limits import MARKUP, MAX_CHARS
from reviewparse.parsing import parse_all
from reviewparse.records import ReviewPage
from reviewparse.serialization import from_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import Any, BinaryIO

    from reviewparse.cli.files import FileId
    from reviewparse.cli.output import Messages
    from reviewparse.vocabulary import Kind

STDIN_NAME = "<stdin>"
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
    """The pages of files, folders and globs.

    `named` are the arguments, and `files` the files that these name. While the pages are read, `count` is how many
    there were, `failed` how many things could not be read, and `others` how many files hold no review page, of those
    that were found in a folder or by a glob. `kind`, where given, is set on every page.

    The file that the results go to, `written`, is not read: it would grow while it is read, or count what an earlier
    run has written.
    """

    def __init__(
        self,
        arguments: Iterable[str],
        messages: Messages,
        encoding: str | None = None,
        max_chars: int | None = MAX_CHARS,
        kind: Kind | None = None,
        written: FileId | None = None,
    ) -> None:
        self.named = tuple(arguments)
        self.failed = self.others = self.count = 0
        self.messages = messages
        self.kind = kind
        self._encoding = encoding
        self._max_chars = max_chars
        self._written = written
        self.files = [file for argument in self.named for file in file_names(argument, self._fail_to_find)]

    def fail(self, name: str, line: int | None, message: str, code: str = "") -> None:
        """Report what is wrong with a file, and remember that something is. Failures of one `code` are alike."""
        self.failed += 1
        self.messages.failure(name if line is None else f"{name}:{line}", message, code)

    def pages(self, files: Iterable[FileName] | None = None) -> Iterator[Input]:
        """The pages of these files (by default of all), one file open at a time."""
        for file in self.files if files is None else files:
            shown = STDIN_NAME if file.name == STDIN else file.name
            try:
                with _open(file.name) as stream:
                    if self._written is not None and id_of(stream) == self._written:
                        self._pass_over(shown, found=file.found)
                        continue
                    for name, page in self._read(FileName(shown, file.found), stream):
                        self.count += 1
                        yield Input(name, page if self.kind is None else evolve(page, kind=self.kind))
            except OSError as error:
                self.fail(shown, None, cannot_read(error), "unreadable")

    def conclude(self) -> None:
        """Say at the end what was counted and not reported one by one."""
        self.messages.conclude()
        if not self.others:
            return
        if self.count or self.failed:
            self.messages.note(f"{self.others:,} of {len(self.files):,} files hold no review page (-v lists them)")
        else:
            self.fail("no page", None, f"none of the {len(self.files):,} files holds a review page (-v lists them)")

    def _pass_over(self, name: str, *, found: bool) -> None:
        """Say that a file is not read because the results go there; it is a failure only where the user named it."""
        if found:
            self.messages.note(f"{name}: not read, because the output goes there")
        else:
            self.fail(name, None, "is not read, because the output goes there", "is-output")

    def _fail_to_find(self, name: str, message: str) -> None:
        self.fail(name, None, message, "unreadable")

    def _read(self, file: FileName, stream: BinaryIO) -> Iterator[Input]:
        """The pages of one file, as JSON where it begins as JSON does, as HTML where it looks so, else as text."""
        head = []
        for line in stream:
            head.append(line)
            if line.strip():
                break
        first = b"".join(head)
        if is_marked_utf_16(first):  # as PowerShell saves what a command prints
            first += stream.read(BLOCK)
            if JSON_START.match(first.decode("utf-16", "ignore").encode()):
                yield from self._read(file, BytesIO((first + stream.read()).decode("utf-16", "replace").encode()))
                return
        before, apart = self.count, []
        try:
            if JSON_START.match(first):
                yield from self._read_json(file, len(head), first, stream)
                return
            for page in self._parse(first, stream):
                if page.sections:
                    yield Input(file.name, page)
                else:
                    apart.append(page.first_line)
            if apart and file.found and self.count == before:
                self._refuse(file, apart[0], NO_SECTION, "no-review-section")
            else:
                for line_number in apart:
                    self.fail(file.name, line_number, NO_SECTION, "no-review-section")
        except ReviewParseError as error:
            self._refuse(file, error.line, error.message, error.code)
        except ReviewError as error:
            self._refuse(file, None, ADVICE.get(error.code, error.message), error.code)

    def _refuse(self, file: FileName, line: int | None, message: str, code: str) -> None:
        """Report a file that is not read, or only count it, if it was not named and holds no review page."""
        if file.found and code in OTHER_FILES:
            self.others += 1
            self.messages.detail(file.name, message)
        else:
            self.fail(file.name, line, message, code)

    def _parse(self, first: bytes, stream: BinaryIO) -> Iterator[ReviewPage]:
        """The pages of a file of text or HTML. Text is streamed, so only a part of it is in memory."""
        head = first + stream.read(BLOCK)
        if not head.strip():
            raise ReviewError("empty", "this file is empty")
        if self._encoding is None:
            check_readable(head)
        if looks_like_html(head if self._encoding is None else head.decode(self._encoding, "replace")):
            most = self._max_chars
            data = head + (stream.read() if most is None else stream.read(4 * MARKUP * most + 1))
            html = data if self._encoding is None else data.decode(self._encoding, "replace")
            yield parse_html(html, max_chars=most)
            return
        blocks = chain((head,), iter(partial(stream.read, BLOCK), b""))
        yield from parse_all(self._decode(blocks, marked=is_marked_utf_16(head)), max_chars=self._max_chars)

    def _decode(self, blocks: Iterable[bytes], *, marked: bool) -> Iterator[str]:
        """The text of a file: in the encoding that was named, else in UTF-16 where it is `marked` so, else in UTF-8."""
        utf_16 = marked and self._encoding is None
        name = self._encoding or ("utf-16" if utf_16 else "utf-8-sig")
        decoder = getincrementaldecoder(name)("replace" if utf_16 else "strict")  # as `read` does
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

    def _read_json(self, file: FileName, number: int, first: bytes, stream: BinaryIO) -> Iterator[Input]:
        """Pages as `reviewparse parse` prints them: one on each line, or all in one array."""
        stripped = first.strip().removeprefix(b"\xef\xbb\xbf")
        if stripped[:1] == b"{" and stripped[1:]:  # JSON of several lines begins with a bracket alone
            yield from self._load(file, number, stripped)
            for number, line in enumerate(stream, number + 1):  # noqa: B020 - goes on where the first line ended
                if line.strip():
                    yield from self._load(file, number, line.strip())  # else an error at its end is on the next line
        else:
            yield from self._load(file, 1, first + stream.read())

    def _load(self, file: FileName, number: int, data: bytes) -> Iterator[Input]:
        try:
            tree = json.loads(data)
        except json.JSONDecodeError as error:
            line = number + error.lineno - 1
            self.fail(file.name, line, f"this is not JSON: {error.msg} at column {error.colno}", "not-json")
            return
        except (RecursionError, ValueError) as error:
            self.fail(file.name, number, f"this JSON cannot be read: {error}", "not-json")
            return
        for place, item in enumerate(tree) if isinstance(tree, list) else [(None, tree)]:
            try:
                page = _page(item)
            except ReviewError as error:
                if error.code in ("documents", "other-json"):
                    raise  # the whole file is like that
                self.fail(file.name, number, str(error) if place is None else f"[{place}]: {error}", error.code)
            else:
                source = item.get("file")
                yield Input(source if isinstance(source, str) else file.name, page)


def _page(item: Any) -> ReviewPage:
    """The page that an object of JSON is."""
    if not isinstance(item, dict):
        raise ReviewError("bad-json", f"a page should be an object, not {item!r:.60}")
    if item.get("type") in ("review-row", "page-row"):
        raise ReviewError("other-json", "these are rows of a table. 'reviewparse parse --format jsonl' writes pages")
    if item.get("type") == "summary" or "summary" in item:
        raise ReviewError("other-json", "these are the totals of 'reviewparse aggregate', not pages")
    if "sections" not in item and item.get("type") != "page":
        if is_documents(item):
            raise ReviewError("documents", ADVICE["documents"])
        raise ReviewError("other-json", "this JSON holds no page: a page has the key 'sections'")
    record = from_dict(item)
    if not isinstance(record, ReviewPage):
        raise ReviewError("other-json", "this JSON is a summary, not a page")
    return record


def _open(name: str) -> AbstractContextManager[BinaryIO]:
    if name != STDIN:
        try:
            return Path(name).open("rb")
        except ValueError as error:  # a name that no file can have
            raise OSError(str(error)) from None
        except FileNotFoundError:
            if name.startswith(("http://", "https://")):
                raise OSError("nothing is fetched from the web; save the page, and name the file") from None
            raise
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return nullcontext(sys.stdin.buffer)
