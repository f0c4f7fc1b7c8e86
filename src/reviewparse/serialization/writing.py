"""Writers: functions that make dicts of records. All raise `Wrong` for what cannot be in a record."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import AttrsInstance

from reviewparse.serialization.fields import Field, fields_of, tag_of
from reviewparse.serialization.forms import MOST, Json, Wrong, form_of, one_by_one

__all__ = ["list_writer", "writer"]


@cache
def writer(kind: type[AttrsInstance], *, without: str = "") -> Callable[[Any], Json]:
    """A function that takes a record of this class and returns its dict, which lacks the field `without`."""
    expected = f"a {kind.__name__}"
    written = [each for each in fields_of(kind) if each.name != without]
    steps = [(each.nullable, each.name, each.same, _write_value(each)) for each in written]
    values_of = attrgetter(*(each.name for each in written))
    empty = {"type": tag_of(kind), **dict.fromkeys(each.name for each in written)}

    def write(record: Any) -> Json:
        if type(record) is not kind:
            raise Wrong(expected, record)
        tree = empty.copy()
        name = ""
        try:
            for step, value in zip(steps, values_of(record), strict=True):
                if value is not None or not step[0]:
                    _, name, same, write_value = step
                    as_it_is = type(value) is same and (same is not int or 0 <= value <= MOST)
                    tree[name] = value if as_it_is else write_value(value)
        except Wrong as wrong:
            raise wrong.below(name) from None
        return tree

    return write


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


def _write_value(field: Field) -> Callable[[Any], Any]:
    if not field.is_record:
        return form_of(field.kinds[0]).write
    return list_writer(*field.kinds) if field.is_list else _any_writer(field.kinds)
