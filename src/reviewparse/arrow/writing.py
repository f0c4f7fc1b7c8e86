"""Pages to tables, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, Final

import pyarrow as pa
from attrs import fields_dict

from reviewparse.arrow.schemas import (
    DISTRIBUTION,
    LINE,
    OWN_COLUMNS,
    PAGES,
    REVIEW,
    REVIEWS,
    SECTION,
    SECTION_COLUMNS,
    TYPES,
)
from reviewparse.declared import check_is_page, check_page, check_pages
from reviewparse.errors import ReviewError, not_taken
from reviewparse.lines import Line, Lines
from reviewparse.records import CriticReview, CriticSection, Distribution, ReviewPage, UserReview, listed
from reviewparse.tabulation import (
    PAGE_COLUMNS,
    REVIEW_COLUMNS,
    Column,
    ReviewRow,
    columns_of,
    page_values,
    rows,
)

__all__ = ["coded", "page_columns", "to_arrow"]


def to_arrow(
    pages: Iterable[ReviewPage],
    schema: pa.Schema = REVIEWS,
    *,
    bounds: bool = False,
    ordered: bool = False,
    unrecognized: bool = True,
) -> pa.Table:
    """A table of all reviews of these pages (`REVIEWS`), or of the pages themselves (`PAGES`).

    `bounds` and `ordered` are those of `rows`, for a table of reviews. `unrecognized=False` leaves the lines that are
    not of the format out of a table of pages; they may be most of it.

    Raises `TypeError` for anything but an iterable of `ReviewPage`, `ValueError` for another schema, and `ReviewError`
    (code `bad-record`), which names the column, where a record holds what no table can: a value of the wrong type, a
    number of over 63 bits, half a surrogate pair.

    >>> from reviewparse import parse, samples
    >>> page = parse(samples.read("lantern-keepers"))
    >>> to_arrow([page]).select(["title", "side", "score"]).slice(6, 2).to_pylist()  # doctest: +NORMALIZE_WHITESPACE
    [{'title': 'Lantern Keepers', 'side': 'critics', 'score': 60},
     {'title': 'Lantern Keepers', 'side': 'users', 'score': 10}]
    >>> to_arrow([page], PAGES).select(["metascore", "user_score"]).to_pylist()
    [{'metascore': 81, 'user_score': Decimal('7.6')}]
    """
    check_pages("to_arrow", pages)
    if not isinstance(schema, pa.Schema):
        raise not_taken("to_arrow", "a schema, REVIEWS or PAGES", schema)
    if schema.equals(REVIEWS):
        table = list(chain.from_iterable(rows(page, bounds=bounds, ordered=ordered) for page in pages))
        return pa.Table.from_arrays(_arrays(REVIEW_COLUMNS, table), schema=REVIEWS)
    if schema.equals(PAGES):
        found = list(pages)
        for page in found:
            check_is_page("to_arrow", page)
            check_page(page)
        return pa.Table.from_arrays(page_columns(found, unrecognized), schema=PAGES)
    raise ValueError("to_arrow makes tables of two schemas: REVIEWS and PAGES")


def page_columns(pages: Sequence[ReviewPage], unrecognized: bool = True) -> list[pa.Array]:
    """The columns of `PAGES`, for pages that hold values of the right types, as those read do."""
    sections = [page.sections for page in pages]
    lines = [listed(page) if unrecognized else () for page in pages]
    said = list(zip(*map(page_values, pages), strict=True)) or [()] * len(PAGE_COLUMNS)
    return [
        *(_array(column, values) for column, values in zip(PAGE_COLUMNS, said, strict=True)),
        _lists("sections", map(len, sections), _sections(list(chain.from_iterable(sections)))),
        _lists("reviews", (sum(len(section.reviews) for section in each) for each in sections), _reviews(sections)),
        _lists("unrecognized_lines", map(len, lines), _lines(lines)),
    ]


def _sections(sections: list[Any]) -> pa.Array:
    critics = [isinstance(section, CriticSection) for section in sections]
    both: dict[str, list[Any]] = {
        "side": ["critics" if critic else "users" for critic in critics],
        "metascore": [section.score if critic else None for section, critic in zip(sections, critics, strict=True)],
        "user_score": [None if critic else section.score for section, critic in zip(sections, critics, strict=True)],
        "badge": [section.badge if critic else None for section, critic in zip(sections, critics, strict=True)],
    }
    return _struct(SECTION, SECTION_COLUMNS, sections, both)


def _reviews(sections: Iterable[Sequence[Any]]) -> pa.Array:
    """The reviews of the sections of each page, in order."""
    values: dict[str, list[Any]] = {column.name: [] for column in OWN_COLUMNS}
    for of_page in sections:
        for number, section in enumerate(of_page):
            reviews: Sequence[Any] = section.reviews
            size = len(reviews)
            kind = CriticReview if isinstance(section, CriticSection) else UserReview
            values["section"] += [number] * size
            values["side"] += ["critics" if kind is CriticReview else "users"] * size
            values["place"] += range(1, size + 1)
            columns = zip(*map(attrgetter(*_FIELDS[kind]), reviews), strict=True)
            for name, column in zip(_FIELDS[kind], columns, strict=False):  # of no review there is no column
                values[name] += column
            for name in _ABSENT[kind]:
                values[name] += [getattr(_BLANK, name)] * size
    for name, parts in _PARTS.items():
        records = values[name]
        for part, field in parts.items():
            values[part] = [None if record is None else getattr(record, field) for record in records]
    return _struct(REVIEW, OWN_COLUMNS, [], values)


_PARTS: Final = {
    "citation": {"citation": "text", "citation_date": "date", "citation_page": "page"},
    "helpful": {"helpful": "count", "helpful_total": "total"},
}
"""The columns that a record within a review becomes, by the field that holds it, and the fields of that."""
_PLACED: Final = {"section", "side", "place", "citation_date", "citation_page", "helpful_total"}
"""The columns of a review that are fields of no review."""
_FIELDS: Final = {
    kind: [column.name for column in OWN_COLUMNS if column.name in fields_dict(kind)]
    for kind in (CriticReview, UserReview)
}
"""The columns that are fields of a review."""
_ABSENT: Final = {
    kind: [column.name for column in OWN_COLUMNS if column.name not in _PLACED and column.name not in names]
    for kind, names in _FIELDS.items()
}
"""The columns that are fields of the other kind of review alone."""
_BLANK: Final = ReviewRow()


def _lines(lines: Iterable[Sequence[Line]]) -> pa.Array:
    numbers: list[int] = []
    texts: list[str] = []
    for each in lines:
        numbers += each.numbers if isinstance(each, Lines) else map(attrgetter("number"), each)
        texts += each.texts() if isinstance(each, Lines) else map(attrgetter("text"), each)
    return _struct(LINE, _LINE, [], {"number": numbers, "text": texts})


def _lists(name: str, sizes: Iterable[int], items: pa.Array) -> pa.Array:
    """The column of that name: one list a row, each of the size given, of the items."""
    offsets = pa.array(accumulate(sizes, initial=0), pa.int32())
    return pa.ListArray.from_arrays(offsets, items, type=PAGES.field(name).type)


def _struct(
    kind: pa.StructType, columns: Sequence[Column], records: list[Any], given: dict[str, list[Any]] | None = None
) -> pa.Array:
    """One struct of that kind a record; `given` holds the values of columns that are no fields of it."""
    arrays = [
        array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
        for array in _arrays(columns, records, given)
    ]
    return pa.StructArray.from_arrays(arrays, fields=list(kind))


def _arrays(columns: Sequence[Column], records: list[Any], given: dict[str, list[Any]] | None = None) -> list[pa.Array]:
    """The values of columns: those given, else those of the field of that name."""
    held = given or {}
    return [
        _array(column, held[column.name] if column.name in held else list(map(attrgetter(column.name), records)))
        for column in columns
    ]


def _array(column: Column, values: Sequence[Any]) -> pa.Array:
    try:
        if column.type is Distribution:
            return _distributions(values)
        if issubclass(column.type, StrEnum):
            return coded(column.type, values)
        return pa.array(values, TYPES[column.type])
    except (pa.ArrowException, TypeError, ValueError, OverflowError, KeyError) as error:
        raise ReviewError("bad-record", f"A record holds in `{column.name}` what no table can: {error}"[:300]) from None


def coded(kind: type[StrEnum], values: Sequence[Any]) -> pa.DictionaryArray:
    """Members of an enum as a dictionary that holds all of them, so that it is the same in each batch."""
    members, codes = _codes(kind)
    return pa.DictionaryArray.from_arrays(pa.array([codes[value] for value in values], pa.int8()), members)


@cache
def _codes(kind: type[StrEnum]) -> tuple[pa.Array, dict[Any, int | None]]:
    members = list(map(str, kind))
    return pa.array(members), {None: None, **{member: code for code, member in enumerate(members)}}


def _distributions(values: Sequence[Distribution | None]) -> pa.Array:
    absent = pa.array([value is None for value in values], pa.bool_())
    arrays = _arrays(_COUNTS, [_NOTHING if value is None else value for value in values])
    return pa.StructArray.from_arrays(arrays, fields=list(DISTRIBUTION), mask=absent)


_NOTHING: Final = Distribution()
_COUNTS: Final = columns_of(Distribution)
_LINE: Final = columns_of(Line)
