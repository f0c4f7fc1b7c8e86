"""Checks that the values of a record are of the types that its class declares.

Records check nothing when they are built, so a record built by hand can hold anything. `well_typed` reports what is
not of its type and takes it out, so that every later check can trust the declared types.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from attrs import NOTHING, AttrsInstance, fields

from reviewparse.problems import show
from reviewparse.validation.notes import Notes

__all__ = ["Place", "well_typed"]

Place: TypeAlias = tuple[tuple[str | int, ...], int | None]
"""The steps from a part of a page to a record there, and the line where what holds the record begins."""

Record = TypeVar("Record", bound=AttrsInstance)


def well_typed(
    records: Sequence[Any], kind: type[Record], notes: Notes, at: Callable[[int], Place]
) -> Sequence[Record | None]:
    """The records, with each value of a wrong type noted as a problem and replaced by its default.

    `at` gives the place of the record with an index. `None` stands for what is no record of this kind, or lacks a
    value that it cannot be without.
    """
    if _checked(kind).hold(records):
        return records
    return [_repaired(record, kind, notes, at(i)) for i, record in enumerate(records)]


@cache
def _declared(kind: type[AttrsInstance]) -> dict[str, frozenset[type]]:
    """The classes that each field can hold: `int | None` is `int` and `NoneType`, `tuple[X, ...]` is `tuple`."""
    hints = get_type_hints(kind)
    return {
        field.name: frozenset({tuple} if get_origin(hint) is tuple else get_args(hint) or {hint})
        for field in fields(kind)
        for hint in [hints[field.name]]
    }


class _Checked:
    """The types that the values of records of one class are declared to have."""

    def __init__(self, kind: type[AttrsInstance]) -> None:
        self._kind = frozenset([kind])
        self._declared = [(attrgetter(name), types) for name, types in _declared(kind).items()]

    def hold(self, records: Sequence[Any]) -> bool:
        """Whether all records are of this very class, with values of the very classes declared."""
        return self._kind.issuperset(map(type, records)) and all(
            types.issuperset(map(type, map(value, records))) for value, types in self._declared
        )


@cache
def _checked(kind: type[AttrsInstance]) -> _Checked:
    return _Checked(kind)


def _repaired(record: object, kind: type[Record], notes: Notes, place: Place) -> Record | None:
    steps, line = place
    if not isinstance(record, kind):
        message = f"This is a {show(type(record).__name__)}, not a {kind.__name__}."
        notes.add("bad-value", message, *steps, line=line)
        return None
    values = {}
    own_line = getattr(record, "line", None)
    line = own_line if type(own_line) is int else line
    for field in fields(kind):
        types = _declared(kind)[field.name]
        value = getattr(record, field.name)
        usable = _usable(value, types)
        if usable is NOTHING:
            takes = " or ".join(sorted("None" if t is NoneType else t.__name__ for t in types))
            found = f"{show(repr(value))}, a {type(value).__name__}" if isinstance(value, str) else type(value).__name__
            notes.add("bad-value", f"This holds {found}; it takes {takes}.", *steps, field.name, line=line)
            usable = field.default
        values[field.name] = usable
    return None if NOTHING in values.values() else kind(**values)


def _usable(value: object, types: frozenset[type]) -> object:
    """The value if it is of one of these types, else `NOTHING`."""
    if type(value) in types:
        return value
    if isinstance(value, bool | dt.datetime):  # an int and a date by inheritance, but no count and no day
        return NOTHING
    for enum in types:
        if issubclass(enum, StrEnum) and isinstance(value, str):
            return enum(value) if value in set(enum) else NOTHING
    return value if isinstance(value, tuple(types)) else NOTHING
