"""The forms in which `reviewparse parse` writes pages: JSON, rows of tables, CSV and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reviewparse.cli.output import dump
from reviewparse.errors import ReviewError
from reviewparse.serialization import to_dict
from reviewparse.tabulation import page_rows, rows, write_csv

if TYPE_CHECKING:
    from reviewparse.cli.inputs import Input
    from reviewparse.records import ReviewPage
    from reviewparse.tabulation import PageRow, ReviewRow

    Fail = Callable[[str, int | None, str], None]
    Put = Callable[[bytes], object]

FORMATS: Final = ("jsonl", "json", "rows", "csv", "parquet")
TABLES: Final = ("reviews", "pages")
AT_ONCE: Final = 256
"""How many pages are in memory before a piece of a Parquet file is written."""


def write_file(found: Iterable[Input], shape: str, table: str, output: Path, fail: Fail) -> None:
    """Write the pages to a file, which has its name when all of it is written. `fail` is told what cannot be."""
    other = output.with_name(f".{output.name}.tmp")
    try:
        if shape == "parquet":
            _write_parquet(found, table, other, fail)
        else:
            with other.open("wb") as file:
                write_pages(found, shape, table, file.write)
        other.replace(output)
    finally:
        other.unlink(missing_ok=True)


def write_pages(found: Iterable[Input], shape: str, table: str, put: Put) -> None:
    """Give the pages to `put`, piece by piece, in any of the forms that are text."""
    if shape == "csv":
        write_csv((row for _, page in found for row in _rows(page, table)), _Text(put))
    elif shape == "json":
        opening = b"[\n"
        for name, page in found:
            put(opening + dump({"file": name, **to_dict(page)}, indent=2))
            opening = b",\n"
        put(b"[]\n" if opening == b"[\n" else b"\n]\n")
    else:
        for name, page in found:
            for record in [page] if shape == "jsonl" else _rows(page, table):
                put(dump({"file": name, **to_dict(record)}) + b"\n")


class _Text:
    """What `write_csv` takes for a file: text in, bytes out."""

    def __init__(self, put: Put) -> None:
        self._put = put

    def write(self, text: str) -> None:
        """Write a text; half a surrogate pair, which UTF-8 cannot write, becomes an escape."""
        self._put(text.encode("utf-8", "backslashreplace"))


def _rows(page: ReviewPage, table: str) -> Iterable[ReviewRow | PageRow]:
    return page_rows([page]) if table == "pages" else rows(page)


def _write_parquet(found: Iterable[Input], table: str, place: Path, fail: Fail) -> None:
    import pyarrow.parquet as pq

    from reviewparse.arrow import PAGES, REVIEWS

    schema = PAGES if table == "pages" else REVIEWS
    pages = iter(found)
    with pq.ParquetWriter(place, schema, compression="zstd") as writer:
        while some := list(islice(pages, AT_ONCE)):
            for piece in _tables(some, schema, fail):
                writer.write_table(piece)


def _tables(found: list[Input], schema: Any, fail: Fail) -> Iterator[Any]:
    from reviewparse.arrow import to_arrow

    try:
        yield to_arrow([page for _, page in found], schema)
    except ReviewError as error:
        if len(found) == 1:
            ((name, page),) = found
            fail(name, page.first_line, error.message)
        else:
            for one in found:
                yield from _tables([one], schema, fail)
