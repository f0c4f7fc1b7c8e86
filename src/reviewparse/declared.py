"""The types that the fields of records are declared to have, and whether the values of a record are of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from attrs import NOTHING, AttrsInstance, fields

from reviewparse.errors import holds_wrong_type, not_taken
from reviewparse.lines import Lines
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    ReviewPage,
    UserReview,
    UserSection,
    listed,
)

__all__ = ["all_of", "check_head", "check_is_page", "check_page", "check_pages", "declared", "taken", "usable"]

_REVIEWS: Final[dict[type[Any], tuple[type[Any], str, type[Any]]]] = {
    CriticSection: (CriticReview, "citation", Citation),
    UserSection: (UserReview, "helpful", Helpful),
}
"""For each section, its reviews, and the field of these that holds a record."""


@cache
def declared(kind: type[AttrsInstance]) -> dict[str, frozenset[type]]:
    """The classes that each field can hold: `int | None` is `int` and `NoneType`, `tuple[X, ...]` is `tuple`.

    >>> declared(Helpful) == {"count": {int}, "total": {int}}
    True
    """
    hints = get_type_hints(kind)
    return {
        field.name: frozenset({tuple} if get_origin(hint) is tuple else get_args(hint) or {hint})
        for field in fields(kind)
        for hint in [hints[field.name]]
    }


def usable(value: object, types: frozenset[type]) -> object:
    """The value if it is of one of these types, else `NOTHING`.

    >>> usable(True, frozenset([int]))
    NOTHING
    """
    if type(value) in types:
        return value
    if isinstance(value, bool | dt.datetime):  # an int and a date by inheritance, but no count and no day
        return NOTHING
    for enum in types:
        if issubclass(enum, StrEnum) and isinstance(value, str):
            return enum(value) if value in set(enum) else NOTHING
    return value if isinstance(value, tuple(types)) else NOTHING


def taken(types: frozenset[type]) -> str:
    """These types in words.

    >>> taken(frozenset([int, NoneType]))
    'None or int'
    """
    return " or ".join(sorted("None" if t is NoneType else t.__name__ for t in types))


class _Known:
    """The classes that the values of one class of records had together, where each was one that is declared.

    To compare them at once takes a third of the time of a look at each.
    """

    def __init__(self, kind: type[AttrsInstance]) -> None:
        self.kind = frozenset([kind])
        self.declared = dict(declared(kind))
        self.values: Callable[[Any], tuple[Any, ...]] = attrgetter(*self.declared)
        if self.declared.pop("unrecognized", None):  # which would make a record of each line
            others = attrgetter(*self.declared)
            self.values = lambda page: (*others(page), listed(page))
            self.declared["unrecognized"] = frozenset([tuple, Lines])
        self.together: set[tuple[type, ...]] = set()


@cache
def _known(kind: type[AttrsInstance]) -> _Known:
    return _Known(kind)


def all_of(records: Sequence[Any], kind: type[AttrsInstance]) -> bool:
    """Whether all records are of this very class, with values of the very classes declared.

    >>> all_of([Helpful(3, 4)], Helpful), all_of([Helpful(3, None)], Helpful)
    (True, False)
    """
    known = _known(kind)
    if not known.kind.issuperset(map(type, records)):
        return False
    found = [tuple(map(type, values)) for values in map(known.values, records)]
    if known.together.issuperset(found):
        return True
    for types in set(found) - known.together:
        if not all(map(frozenset.__contains__, known.declared.values(), types)):
            return False
        known.together.add(types)
    return True


def check_pages(function: str, pages: object) -> None:
    """Raise the `TypeError` of a function that takes pages, where it is given one page, a text, or no iterable.

    >>> check_pages("merge", ReviewPage())
    Traceback (most recent call last):
    TypeError: merge takes an iterable of ReviewPage, such as a list, not ReviewPage
    """
    if isinstance(pages, ReviewPage | str | bytes | bytearray) or not isinstance(pages, Iterable):
        raise not_taken(function, "an iterable of ReviewPage, such as a list", pages)


def check_is_page(function: str, page: object) -> None:
    """Raise the `TypeError` of such a function where one of the pages that it was given is none.

    >>> check_is_page("aggregate", None)
    Traceback (most recent call last):
    TypeError: aggregate takes ReviewPage records, not NoneType; parse a text first
    """
    if not isinstance(page, ReviewPage):
        raise not_taken(function, "ReviewPage records", page, "parse a text first")


def check_page(page: ReviewPage) -> None:
    """Raise `ReviewError` (code `bad-record`) where a page, or a record in it, holds a value of a wrong type.

    >>> check_page(ReviewPage((CriticSection(reviews=(CriticReview(score="80"),)),)))
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: A record holds a value of the wrong type: `score` of a CriticReview takes ...
    """
    check_head(page)
    for section in page.sections:
        review, name, inner = _REVIEWS[CriticSection if isinstance(section, CriticSection) else UserSection]
        reviews: tuple[Any, ...] = section.reviews
        _check(reviews, review)
        if held := [value for value in map(attrgetter(name), reviews) if value is not None]:
            _check(held, inner)


def check_head(page: ReviewPage) -> None:
    """What `check_page` does, for what a page says above its reviews.

    >>> check_head(ReviewPage(title=5))
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: A record holds a value of the wrong type: `title` of a ReviewPage takes ...
    """
    _check((page,), ReviewPage)
    for section in page.sections:
        _check((section,), CriticSection if isinstance(section, CriticSection) else UserSection)
        if section.distribution is not None:
            _check((section.distribution,), Distribution)


def _check(records: Sequence[Any], kind: type[AttrsInstance]) -> None:
    if all_of(records, kind):
        return
    known = _known(kind)
    for record in records:
        if not isinstance(record, kind):
            _wrong(f"a {kind.__name__} is expected", record)
        for (name, types), value in zip(known.declared.items(), known.values(record), strict=True):
            if usable(value, types) is NOTHING:
                _wrong(f"`{name}` of a {kind.__name__} takes {taken(declared(kind)[name])}", value)


def _wrong(expected: str, value: object) -> None:
    raise holds_wrong_type(f"{expected}, not {type(value).__name__}.")
