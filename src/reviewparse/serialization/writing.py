"""Writers: functions that make dicts of records. All raise `Wrong` for what cannot be in a record."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeAlias

from attrs import AttrsInstance

from reviewparse.serialization.fields import Field, fields_of, tag_of
from reviewparse.serialization.forms import SHAPES, Json, Wrong, form_of, one_by_one, refuse

__all__ = ["list_writer", "writer"]

Write: TypeAlias = Callable[[Any], Any]


@cache
def writer(kind: type[AttrsInstance], *, without: str = "") -> Callable[[Any], Json]:
    """A function that takes a record of this class and returns its dict, which lacks the field `without`."""
    expected = f"a {kind.__name__}"
    fields = [field for field in fields_of(kind) if field.name != without]
    values_of = attrgetter(*(field.name for field in fields))
    empty = {"type": tag_of(kind), **dict.fromkeys(field.name for field in fields)}

    @lru_cache(SHAPES)
    def steps_of(classes: tuple[type[Any], ...]) -> list[tuple[int, str, Write]]:
        """For values of these classes, the place and the name of each that is not absent, and what writes it."""
        found = enumerate(zip(fields, classes, strict=True))
        return [(place, field.name, _writer_of(field, of)) for place, (field, of) in found if not field.is_absent(of)]

    def write(record: Any) -> Json:
        if type(record) is not kind:
            raise Wrong(expected, record)
        values = values_of(record)
        tree = empty.copy()
        name = ""
        try:
            for place, name, write_value in steps_of(tuple(map(type, values))):
                tree[name] = write_value(values[place])
        except Wrong as wrong:
            raise wrong.below(name) from None
        return tree

    return write


def _writer_of(field: Field, of: Any) -> Write:
    """What writes a value of this class in a field."""
    if field.is_list:
        return list_writer(*field.kinds)
    if field.is_record:
        return _any_writer(field.kinds)
    form = form_of(field.kinds[0])
    if of in field.kinds:
        return form.write
    if of is str and issubclass(field.kinds[0], StrEnum):  # a plain string is taken wherever a member is
        return lambda value: str(form.read(value))
    return refuse(form.expected)


@cache
def list_writer(*kinds: type[AttrsInstance]) -> Callable[[Any], list[Json]]:
    """A function that takes a tuple of records of any of these classes and returns a list of their dicts."""
    return one_by_one(_any_writer(kinds), tuple, list)


def _any_writer(kinds: tuple[Any, ...]) -> Callable[[Any], Json]:
    """What writes a record of any of these classes."""
    writers = {kind: writer(kind) for kind in kinds}
    expected = " or ".join(f"a {kind.__name__}" for kind in kinds)

    def write(record: Any) -> Json:
        if type(record) not in writers:
            raise Wrong(expected, record)
        return writers[type(record)](record)

    return write if len(writers) > 1 else writers[kinds[0]]
