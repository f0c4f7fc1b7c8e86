"""The published schemas, made of the columns of `reviewparse.tabulation` and the fields of the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Final

import pyarrow as pa

from reviewparse.records import CriticSection, Distribution, Line
from reviewparse.tabulation import PAGE_COLUMNS, REVIEW_COLUMNS, Column, columns_of

__all__ = ["OWN_COLUMNS", "PAGES", "REVIEWS", "SECTION_COLUMNS", "VERSION"]

VERSION: Final = 1
"""The version of the schemas."""

OF_PAGE: Final = ("page_url", "title", "kind", "season", "layout")
"""The columns of a review that say of which page it is; in `PAGES` the page says that."""
BOUNDS: Final = ("low", "high")
"""The columns of a review that only `bounds=True` fills."""

TYPES: Final = {
    int: pa.int64(),
    str: pa.string(),
    bool: pa.bool_(),
    dt.date: pa.date32(),
    Decimal: pa.decimal128(3, 1),
}


def field_of(column: Column, nested: bool = False) -> pa.Field:
    """The field of a column. Within a list there are no dictionaries: pyarrow reads no file of several row groups
    that has them there."""
    if issubclass(column.type, StrEnum):
        kind = pa.string() if nested else pa.dictionary(pa.int8(), pa.string())
    elif column.type is Distribution:
        kind = DISTRIBUTION
    else:
        kind = TYPES[column.type]
    return pa.field(column.name, kind, column.nullable, {"doc": column.doc} if column.doc else None)


def struct_of(columns: Iterable[Column]) -> pa.StructType:
    return pa.struct([field_of(column, nested=True) for column in columns])


DISTRIBUTION: Final = struct_of(columns_of(Distribution))
LINE: Final = struct_of(columns_of(Line))

SECTION_COLUMNS: Final = (
    Column("side", str, False, "whose section: `critics` or `users`"),
    Column("metascore", int, True, "Metascore, 0-100"),
    Column("user_score", Decimal, True, "User Score, 0.0-10.0"),
    *(column for column in columns_of(CriticSection) if column.name not in ("score", "reviews")),
)
"""The columns of the sections of a page: the fields of both kinds of section, whose scores are of two types."""

OWN_COLUMNS: Final = (
    Column("section", int, False, "place of its section among those of the page, from 0"),
    *(column for column in REVIEW_COLUMNS if column.name not in OF_PAGE + BOUNDS),
)
"""The columns of the reviews of a page: what they say themselves."""


SECTION: Final = struct_of(SECTION_COLUMNS)
REVIEW: Final = struct_of(OWN_COLUMNS)
"""What the lists of a table of pages hold."""


def list_of(of: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("element", of, nullable=False))


def schema_of(name: str, columns: Iterable[pa.Field]) -> pa.Schema:
    return pa.schema(columns, {"reviewparse": name, "reviewparse.version": str(VERSION)})


REVIEWS: Final = schema_of("reviews", map(field_of, REVIEW_COLUMNS))
"""The schema of a table of reviews: one row each, with the columns of `REVIEW_COLUMNS`."""

PAGES: Final = schema_of(
    "pages",
    [
        *map(field_of, PAGE_COLUMNS),
        pa.field("sections", list_of(SECTION), False),
        pa.field("reviews", list_of(REVIEW), False),
        pa.field("unrecognized_lines", list_of(LINE), False),
    ],
)
"""The schema of a table of pages: the columns of `PAGE_COLUMNS`, and lists of its sections, reviews and lines."""
