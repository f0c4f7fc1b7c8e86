"""The forms in which `reviewparse parse` writes pages: JSON, rows of tables, CSV and Parquet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import RawIOBase
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from attrs import fields

from reviewparse.cli.output import TextFile, dump
from reviewparse.errors import ReviewError
from reviewparse.serialization import to_dict
from reviewparse.tabulation import page_rows, rows, write_csv

if TYPE_CHECKING:
    from reviewparse.cli.inputs import Input
    from reviewparse.records import ReviewPage
    from reviewparse.tabulation import PageRow, ReviewRow

    Fail = Callable[[str, int | None, str, str], None]
    Put = Callable[[bytes], object]

FORMATS: Final = ("jsonl", "json", "rows", "csv", "parquet")
OF_ROWS: Final = FORMATS[2:]
"""The forms that are tables."""
TABLES: Final = ("reviews", "pages")
HALF_PAIR: Final = re.compile("[\ud800-\udfff]")
AT_ONCE: Final = 256
"""How many pages are in memory before a piece of a Parquet file is written."""


def write_pages(found: Iterable[Input], shape: str, table: str, put: Put, fail: Fail) -> None:
    """Give the pages to `put`, piece by piece. `fail` is told of a page that the form cannot hold."""
    if shape == "parquet":
        _write_parquet(found, table, put, fail)
    elif shape == "csv":
        write_csv(_csv_rows(found, table, fail), TextFile(put))
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


class _Bytes(RawIOBase):
    """What a writer of Parquet takes for a file."""

    def __init__(self, put: Put) -> None:
        self._put = put

    def writable(self) -> bool:
        """Say that it is written, which `io` asks."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes."""
        self._put(bytes(data))
        return len(data)


def _rows(page: ReviewPage, table: str) -> Iterable[ReviewRow | PageRow]:
    return page_rows([page]) if table == "pages" else rows(page)


def _csv_rows(found: Iterable[Input], table: str, fail: Fail) -> Iterator[ReviewRow | PageRow]:
    """The rows of the pages that UTF-8 can hold. The others are reported, as they are for Parquet."""
    for name, page in found:
        some = list(_rows(page, table))
        column = next((column for row in some if (column := _not_utf_8(row))), None)
        if column is None:
            yield from some
        else:
            message = f"A record holds in `{column}` what no table can: half a surrogate pair"
            fail(name, page.first_line, message, "bad-record")


def _not_utf_8(row: ReviewRow | PageRow) -> str | None:
    """The column whose text cannot be written in UTF-8."""
    for each in fields(type(row)):
        value = getattr(row, each.name)
        if isinstance(value, str) and HALF_PAIR.search(value):
            return str(each.name)
    return None


def _write_parquet(found: Iterable[Input], table: str, put: Put, fail: Fail) -> None:
    from reviewparse.arrow import PAGES, REVIEWS  # first: it says which extra is missing

    import pyarrow.parquet as pq  # isort: skip

    schema = PAGES if table == "pages" else REVIEWS
    pages = iter(found)
    with pq.ParquetWriter(_Bytes(put), schema, compression="zstd") as writer:
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
            fail(name, page.first_line, error.message, error.code)
        else:
            for one in found:
                yield from _tables([one], schema, fail)
