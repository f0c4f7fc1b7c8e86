"""Pages to tables, column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import pyarrow as pa

from reviewparse.arrow.schemas import (
    DISTRIBUTION,
    OWN_COLUMNS,
    PAGES,
    REVIEWS,
    SECTION_COLUMNS,
    TYPES,
    list_of,
    struct_of,
)
from reviewparse.declared import check_pages
from reviewparse.errors import ReviewError, not_taken
from reviewparse.records import CriticSection, Distribution, Line, ReviewPage
from reviewparse.tabulation import PAGE_COLUMNS, REVIEW_COLUMNS, Column, columns_of, page_rows, rows

__all__ = ["coded", "to_arrow"]


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
        return pa.Table.from_arrays(_page_arrays(list(pages), unrecognized), schema=PAGES)
    raise ValueError("to_arrow makes tables of two schemas: REVIEWS and PAGES")


def _page_arrays(pages: list[ReviewPage], unrecognized: bool) -> list[pa.Array]:
    reviews = [rows(page) for page in pages]  # which also finds what is no page
    sections = [page.sections for page in pages]
    lines = [page.unrecognized if unrecognized else () for page in pages]
    return [
        *_arrays(PAGE_COLUMNS, list(page_rows(pages))),
        _lists(sections, _sections),
        _lists(reviews, lambda flat: _reviews(flat, sections)),
        _lists(lines, _lines),
    ]


def _sections(sections: list[Any]) -> pa.Array:
    critics = [isinstance(section, CriticSection) for section in sections]
    both: dict[str, list[Any]] = {
        "side": ["critics" if critic else "users" for critic in critics],
        "metascore": [section.score if critic else None for section, critic in zip(sections, critics, strict=True)],
        "user_score": [None if critic else section.score for section, critic in zip(sections, critics, strict=True)],
        "badge": [section.badge if critic else None for section, critic in zip(sections, critics, strict=True)],
    }
    return _struct(SECTION_COLUMNS, sections, both)


def _reviews(flat: list[Any], sections: Sequence[Sequence[Any]]) -> pa.Array:
    """The rows of reviews, less what their pages say, and with what a row does not keep apart."""
    numbered = [(place, each) for found in sections for place, section in enumerate(found) for each in section.reviews]
    citations = [getattr(review, "citation", None) for _, review in numbered]
    exact = {
        "section": [place for place, _ in numbered],
        "platform": [review.platform for _, review in numbered],
        "citation": [None if citation is None else citation.text for citation in citations],
    }
    return _struct(OWN_COLUMNS, flat, exact)


def _lines(lines: list[Line]) -> pa.Array:
    return _struct(columns_of(Line), lines)


def _lists(lists: Sequence[Sequence[Any]], make: Callable[[list[Any]], pa.Array]) -> pa.Array:
    """One list a row, of the array that `make` gives for all their items together."""
    offsets = [0]
    for each in lists:
        offsets.append(offsets[-1] + len(each))
    items = make(list(chain.from_iterable(lists)))
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), items, type=list_of(items.type))


def _struct(columns: Sequence[Column], records: list[Any], given: dict[str, list[Any]] | None = None) -> pa.Array:
    """One struct a record; `given` holds the values of columns that are no fields of it."""
    arrays = [
        array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
        for array in _arrays(columns, records, given)
    ]
    return pa.StructArray.from_arrays(arrays, fields=list(struct_of(columns)))


def _arrays(columns: Sequence[Column], records: list[Any], given: dict[str, list[Any]] | None = None) -> list[pa.Array]:
    return [_array(column, (given or {}).get(column.name), records) for column in columns]


def _array(column: Column, values: list[Any] | None, records: list[Any]) -> pa.Array:
    """The values of a column: those given, else those of the field of that name."""
    if values is None:
        values = list(map(attrgetter(column.name), records))
    try:
        if column.type is Distribution:
            return _distributions(values)
        if issubclass(column.type, StrEnum):
            return coded(column.type, values)
        return pa.array(values, TYPES[column.type])
    except (pa.ArrowException, TypeError, ValueError, OverflowError, KeyError) as error:
        raise ReviewError("bad-record", f"A record holds in `{column.name}` what no table can: {error}"[:300]) from None


def coded(kind: type[StrEnum], values: list[Any]) -> pa.DictionaryArray:
    """Members of an enum as a dictionary that holds all of them, so that it is the same in each batch."""
    members = list(map(str, kind))
    codes: dict[Any, int | None] = {None: None, **{member: code for code, member in enumerate(members)}}
    return pa.DictionaryArray.from_arrays(pa.array([codes[value] for value in values], pa.int8()), members)


def _distributions(values: list[Distribution | None]) -> pa.Array:
    absent = pa.array([value is None for value in values], pa.bool_())
    arrays = _arrays(columns_of(Distribution), [_NOTHING if value is None else value for value in values])
    return pa.StructArray.from_arrays(arrays, fields=list(DISTRIBUTION), mask=absent)


_NOTHING: Final = Distribution()
