"""The documents of a file, one at a time, each with its name."""

from __future__ import annotations

import io
import json
import stat
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple, cast

import pyarrow as pa
import pyarrow.parquet as pq

from reviewparse.crawl.framing import Framed
from reviewparse.crawl.shards import holds_many, kind_of
from reviewparse.crawl.unpacking import Unpacked
from reviewparse.errors import ReviewError
from reviewparse.html import looks_like_html
from reviewparse.limits import MARKUP

if TYPE_CHECKING:
    from reviewparse.crawl.manifest import Options

__all__ = ["Document", "documents_of", "unreadable"]

READ: Final = ("text/html", "application/xhtml+xml", "text/plain")
"""The types of content that are read of a WARC."""
BLOCK: Final = 1 << 16
"""How many bytes are read at once."""
PACKED: Final = ("Transfer-Encoding", "Content-Encoding")
"""The headers that say how a server has packed its answer."""
TEXTS: Final = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view", "null")
"""The types of Arrow that a column of texts may have."""
ROWS: Final = 64
"""How many rows of a Parquet file are in memory at once."""


class Document(NamedTuple):
    """A document: what it is called, and its content, or else why there is none."""

    id: str
    content: str | bytes | ReviewError


def documents_of(file: str, options: Options) -> Iterator[Document]:
    """The documents of a file, whose name tells what it is.

    Raises what `unreadable` names, where the file cannot be read to its end, and `ImportError` where an extra is
    needed that is not installed.
    """
    ending, compression = kind_of(file)
    if ending == ".parquet":
        yield from _rows(file, options)
    elif ending in (".warc", ".wet"):
        yield from _records(file, compression, options)
    elif not holds_many(file):
        yield Document(file, _whole(file, compression, options))
    else:
        with _opened(file, compression) as stream:
            yield from _lines(file, stream, options)


def unreadable() -> tuple[type[Exception], ...]:
    """What a file raises that is damaged, cut off, or not what its name says."""
    errors: list[type[Exception]] = [OSError, EOFError, ValueError, zlib.error, pa.ArrowException]
    try:
        from zstandard import ZstdError
    except ImportError:
        return tuple(errors)
    return (*errors, ZstdError)


def _whole(file: str, compression: str, options: Options) -> bytes | ReviewError:
    try:
        with _opened(file, compression) as stream:
            return _read(stream, _most(options))
    except unreadable() as error:
        return ReviewError("unreadable", f"This file cannot be read: {error or type(error).__name__}")


def _most(options: Options) -> int:
    """How many bytes a document may have, -1 for any number: a line of JSON may hold 6 bytes for each character."""
    return -1 if options.max_chars is None else 6 * MARKUP * options.max_chars


def _read(stream: Any, most: int) -> bytes | ReviewError:
    """What a stream holds; an error where that is more than `most` bytes, of which no more are read."""
    content: bytes = stream.read(most + 1 if most >= 0 else -1)
    return _too_long(most) if 0 <= most < len(content) else content


def _too_long(most: int) -> ReviewError:
    return ReviewError("too-long", f"This document has over {most:,} bytes; a greater `max_chars` allows more.")


@contextmanager
def _opened(file: str, compression: str) -> Iterator[BinaryIO]:
    """A file, unpacked. Reading one that was cut off raises an error where it was cut, and never just ends."""
    _check_kind(file)
    with Path(file).open("rb") as packed:
        if compression:
            with io.BufferedReader(Unpacked(packed, compression), BLOCK) as stream:
                yield cast(BinaryIO, stream)
        else:
            yield packed


def _check_kind(file: str) -> None:
    """Refuse what is no file, before it is opened: a pipe may never be written to, and so never open."""
    mode = Path(file).stat().st_mode
    if stat.S_ISDIR(mode):
        raise OSError("this folder cannot be looked into")
    if not stat.S_ISREG(mode):
        raise OSError("this is a pipe or a device, not a file")


def _lines(file: str, stream: BinaryIO, options: Options) -> Iterator[Document]:
    most = _most(options)
    number = 0
    absent: set[str] | None = None
    wrong: ReviewError | None = None
    while line := stream.readline(most + 1 if most >= 0 else -1):
        number += 1
        place = f"{file}:{number}"
        if 0 <= most < len(line):
            while line and not line.endswith(b"\n"):
                line = stream.readline(BLOCK)
            yield Document(place, _too_long(most))
            continue
        if number == 1:
            line = line.removeprefix(BOM_UTF8)
        if not line.strip():
            continue
        tree = _object(line)
        if isinstance(tree, ReviewError):
            wrong = wrong or tree
            yield Document(place, tree)
            continue
        if absent is None or absent:
            absent = {name for name in _fields(options) if name not in tree and (absent is None or name in absent)}
        yield _document(tree, place, options)
    if absent:
        raise ValueError(f"no line has the field {', '.join(map(repr, sorted(absent)))}")
    if wrong and absent is None:
        raise ValueError(f"no line is an object of JSON: {wrong.message}")


def _object(line: bytes) -> dict[str, Any] | ReviewError:
    """What a line of JSON holds."""
    try:
        tree = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        return ReviewError("bad-json", f"This line is not JSON: {error}")
    return tree if isinstance(tree, dict) else ReviewError("bad-json", "This line is not an object.")


def _fields(options: Options) -> list[str]:
    return [options.text_field, *([] if options.id_field is None else [options.id_field])]


def _document(tree: dict[str, Any], place: str, options: Options) -> Document:
    name = None if options.id_field is None else tree.get(options.id_field)
    content = tree.get(options.text_field)
    if not isinstance(content, str | bytes):
        content = ReviewError("no-text", f"There is no text in {options.text_field!r}.")
    if isinstance(name, bytes):  # as some programs write strings to Parquet
        name = name.decode("utf-8", "backslashreplace")
    return Document(place if name is None else str(name), content)


def _rows(file: str, options: Options) -> Iterator[Document]:
    names = _fields(options)
    _check_kind(file)
    with pq.ParquetFile(file) as table:
        missing = [name for name in names if name not in table.schema_arrow.names]
        if missing:
            raise ValueError(f"there is no column {', '.join(map(repr, missing))}")
        kind = table.schema_arrow.field(options.text_field).type
        if str(kind.value_type if pa.types.is_dictionary(kind) else kind) not in TEXTS:
            raise ValueError(f"column {options.text_field!r} holds {kind}, not texts")
        number = 0
        for batch in table.iter_batches(ROWS, columns=names):
            for tree in batch.to_pylist():
                yield _document(tree, f"{file}:{number}", options)
                number += 1


def _records(file: str, compression: str, options: Options) -> Iterator[Document]:
    """The pages of a WARC and the texts of a WET: answers of HTML and text, and what was made of them."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ImportError('WARC and WET need FastWARC: pip install "reviewparse[warc]"', name=error.name) from error
    kinds = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    most = _most(options)
    with _opened(file, compression) as unpacked:  # unpacked here, for FastWARC takes a cut for the file's end
        stream = Framed(unpacked)
        for record in ArchiveIterator(cast(BinaryIO, stream), record_types=kinds, parse_http=True, auto_decode="none"):
            kind = record.http_content_type if record.is_http else record.headers.get("Content-Type")
            if (kind or "text/html").partition(";")[0].strip().lower() not in READ:
                continue
            content = _read(record.reader, most)
            if isinstance(content, bytes) and len(content) < record.content_length:
                raise EOFError("the file ends within a record")
            name = str(record.headers.get("WARC-Target-URI") or record.record_id)
            headers = record.http_headers if record.is_http else None
            packed = {} if headers is None else {name: headers[name] for name in PACKED if name in headers}
            if packed and isinstance(content, bytes):
                content = _unpacked(content, packed, most)
            yield Document(name, content)
        stream.check()


def _unpacked(content: bytes, packed: dict[str, str], most: int) -> bytes | ReviewError:
    """What a server has packed as its headers say; or the content, where it is HTML already and they are left over."""
    from fastwarc.warc import WarcRecord

    head = "".join(f"{name}: {value}\r\n" for name, value in packed.items())
    record = WarcRecord()
    record.is_http = True
    record.set_bytes_content(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + content)
    try:
        record.parse_http(auto_decode="all")
        return _read(record.reader, most)
    except OSError as error:
        if looks_like_html(content):
            return content
        return ReviewError("unreadable", f"This document is not packed as its headers say: {error}")
