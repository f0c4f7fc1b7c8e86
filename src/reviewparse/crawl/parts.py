"""The two tables that a shard becomes, its pages and its problems, and how they come to the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from reviewparse.arrow.schemas import PAGES, schema_of
from reviewparse.arrow.writing import coded, page_columns
from reviewparse.crawl.files import Document, documents_of, unreadable
from reviewparse.crawl.manifest import Options
from reviewparse.crawl.shards import holds_many
from reviewparse.documents import pages_of
from reviewparse.errors import ReviewError
from reviewparse.health import HealthStatus, health_as_read
from reviewparse.records import ReviewPage

__all__ = ["CRAWLED", "PROBLEMS", "Finished", "crawled", "is_there", "make_part"]

TOGETHER: Final = 256
"""How many pages, or problems, are in memory as records before they become a table."""
CHARACTERS: Final = 1 << 23
"""How many characters the documents of these pages have at most, but for the last one: a page may have millions."""
GROUP: Final = 1 << 24
"""How many bytes of tables are in memory before they are written, as one row group. Of each row group that it has
written, a writer keeps 75 kB until the end, so many small ones would take the memory that grows."""

_NAMED: Final = [
    pa.field("id", pa.string(), False, {"doc": "what the document is called"}),
    pa.field("page", pa.int64(), True, {"doc": "which of the pages in the document, from 1"}),
]
_HEALTH: Final = pa.field("health", pa.dictionary(pa.int8(), pa.string()), metadata={"doc": "how the page was read"})

CRAWLED: Final = schema_of("crawled", [*_NAMED, *PAGES, _HEALTH])
"""The schema of crawled pages: `id` and `page` of the document, the columns of `PAGES`, and `health`."""

PROBLEMS: Final = schema_of(
    "problems",
    [
        *_NAMED,
        _HEALTH,
        pa.field("code", pa.string(), metadata={"doc": "code of the error, or of the problem"}),
        pa.field("message", pa.string(), metadata={"doc": "what is wrong, in words"}),
        pa.field("line", pa.int64(), metadata={"doc": "line of the text, from 1"}),
    ],
)
"""The schema of what went wrong: a row for each document that could not be read (its `health` is null), and for each
page whose health is not `ok` one for each problem that put it there, or one row where none did."""


@frozen
class Finished:
    """What was found in a shard, and how many of its files were `unreadable`.

    `error` says why it could not be read to its end, and so has no part.
    """

    documents: int = 0
    pages: int = 0
    problems: int = 0
    unreadable: int = 0
    error: str | None = None


def is_there(out: Path, name: str) -> bool:
    """Whether the part of that name is made. Its pages come last."""
    return _place(out, "pages", name).exists()


def make_part(out: Path, name: str, files: Sequence[str], options: Options) -> Finished:
    """Read a shard and write its part: `problems/NAME.parquet` first, and last of all `pages/NAME.parquet`.

    Raises `OSError` where the part cannot be written, and `ImportError` where the shard needs an extra that is not
    installed.
    """
    pages = _Table(_place(out, "pages", name), CRAWLED, lambda rows: crawled(rows, options))
    problems = _Table(_place(out, "problems", name), PROBLEMS, _problems)
    documents = closed = 0
    with pages, problems:
        found = _Found(options, pages, problems)
        try:
            for alone, document in _documents(files, options):
                documents += 1
                closed += alone and _is_unreadable(document.content)
                found.read(document)
        except _DamagedError as damage:
            return Finished(documents, error=str(damage))
        found.flush()
        problems.commit()
        pages.commit()
    return Finished(documents, pages.rows, problems.rows, closed)


class _DamagedError(Exception):
    """A file cannot be read to its end. What fails while the part is written is something else, and ends the crawl."""


def _documents(files: Sequence[str], options: Options) -> Iterator[tuple[bool, Document]]:
    """The documents of the files, each with whether its file is for it alone."""
    for file in files:
        alone = not holds_many(file)
        try:
            for document in documents_of(file, options):
                yield alone, document
        except unreadable() as error:
            raise _DamagedError(f"{file}: {error or type(error).__name__}") from None


def _is_unreadable(content: str | bytes | ReviewError) -> bool:
    return isinstance(content, ReviewError) and content.code == "unreadable"


class _Found:
    """What is found in documents, until it becomes tables: many pages at once, which is quicker."""

    def __init__(self, options: Options, pages: _Table, problems: _Table) -> None:
        self._options = options
        self._pages = pages
        self._problems = problems
        self._waiting: list[tuple[str, int | None, ReviewPage | ReviewError]] = []
        self._characters = 0

    def read(self, document: Document) -> None:
        """Find the pages of a document, or why it has none to be found."""
        content = document.content
        try:
            if isinstance(content, ReviewError):
                raise content
            pages = pages_of(content, self._options.max_chars)
        except ReviewError as error:
            self._waiting.append((document.id, None, error))
        else:
            if not pages:
                return
            self._waiting += [(document.id, number, page) for number, page in enumerate(pages, 1)]
            self._characters += len(content)
        if len(self._waiting) >= TOGETHER or self._characters >= CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Put what waits into the tables."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        pages: list[Any] = []
        problems: list[Any] = []
        for name, number, found in waiting:
            if isinstance(found, ReviewError):
                problems.append((name, None, None, found))
                continue
            health = health_as_read(found)
            if health.status is not HealthStatus.OK:
                problems += [(name, number, health.status, problem) for problem in health.problems or (None,)]
            pages.append((name, number, found, health.status))
        for (name, number, _, status), error in self._pages.add(pages):
            problems.append((name, number, status, error))
        self._problems.add(problems)


def crawled(rows: list[Any], options: Options) -> pa.Table:
    """The table (`CRAWLED`) of pages, each with the name of its document, its place in it and its status."""
    names, numbers, found, health = (list(column) for column in zip(*rows, strict=True))
    pages: list[ReviewPage] = found
    said = page_columns(pages, options.unrecognized)
    columns = [pa.array(map(_plain, names)), pa.array(numbers), *said, coded(HealthStatus, health)]
    return pa.Table.from_arrays(columns, schema=CRAWLED)


def _problems(rows: list[Any]) -> pa.Table:
    names, numbers, health, problems = (list(column) for column in zip(*rows, strict=True))
    said = [
        pa.array([None if each is None else _plain(getattr(each, field)) for each in problems], pa.string())
        for field in ("code", "message")
    ]
    lines = pa.array([getattr(each, "line", None) for each in problems], pa.int64())
    columns = [pa.array(map(_plain, names)), pa.array(numbers, pa.int64()), coded(HealthStatus, health), *said, lines]
    return pa.Table.from_arrays(columns, schema=PROBLEMS)


def _plain(text: str) -> str:
    """The text with an escape for half a surrogate pair, which no table can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _place(out: Path, table: str, name: str) -> Path:
    return out / table / f"{name}.parquet"


class _Table:
    """A Parquet file that is written piece by piece, under another name until all of it is on the disk."""

    def __init__(self, place: Path, schema: pa.Schema, make: Callable[[list[Any]], pa.Table]) -> None:
        self.rows = 0
        self._place = place
        self._other = place.with_name(f".{place.name}.{os.getpid()}.tmp")
        self._make = make
        self._tables: list[pa.Table] = []
        self._schema = schema

    def __enter__(self) -> None:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        self._writer = pq.ParquetWriter(self._other, self._schema, compression="zstd")

    def __exit__(self, *_: object) -> None:
        try:
            self._writer.close()
        finally:
            self._other.unlink(missing_ok=True)

    def add(self, rows: list[Any]) -> list[tuple[Any, ReviewError]]:
        """Add rows. Returns those that no table can hold, each with the reason; the others are not touched by them."""
        refused: list[tuple[Any, ReviewError]] = []
        try:
            tables = [self._make(rows)] if rows else []
        except ReviewError:
            tables = []
            for row in rows:
                try:
                    tables.append(self._make([row]))
                except ReviewError as error:
                    refused.append((row, error))
        self._tables += tables
        self.rows += len(rows) - len(refused)
        if sum(table.nbytes for table in self._tables) >= GROUP:
            self._write()
        return refused

    def commit(self) -> None:
        """Bring all rows to the disk, and give the file its name."""
        self._write()
        self._writer.close()
        with self._other.open("rb") as file:
            os.fsync(file.fileno())
        self._other.replace(self._place)
        _sync_folder(self._place.parent)

    def _write(self) -> None:
        if self._tables:
            self._writer.write_table(pa.concat_tables(self._tables))
            self._tables = []


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
