"""Checks that the values of a record are of the types that its class declares.

Records check nothing when they are built, so a record built by hand can hold anything. `well_typed` reports what is
not of its type and takes it out, so that every later check can trust the declared types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar

from attrs import NOTHING, AttrsInstance, fields

from reviewparse.declared import all_of, declared, taken, usable
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
    if notes.trusted or all_of(records, kind):
        return records
    return [_repaired(record, kind, notes, at(i)) for i, record in enumerate(records)]


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
        types = declared(kind)[field.name]
        value = getattr(record, field.name)
        kept = usable(value, types)
        if kept is NOTHING:
            found = f"{show(repr(value))}, a {type(value).__name__}" if isinstance(value, str) else type(value).__name__
            notes.add("bad-value", f"This holds {found}; it takes {taken(types)}.", *steps, field.name, line=line)
            kept = field.default
        values[field.name] = kept
    return None if NOTHING in values.values() else kind(**values)
