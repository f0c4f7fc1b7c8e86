"""Readers: functions that make records of dicts. All raise `Wrong` for a dict that is not such a record's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from operator import itemgetter
from types import NoneType
from typing import Any, NoReturn, TypeAlias

from attrs import AttrsInstance

from reviewparse.serialization.fields import Field, fields_of, tag_of
from reviewparse.serialization.forms import MOST, SHAPES, Json, Wrong, form_of, number, one_by_one, refuse, unchanged
from reviewparse.unfrozen import maker

__all__ = ["list_reader", "reader"]

Read: TypeAlias = Callable[[Any], Any]
Step: TypeAlias = tuple[int, Read]
"""The place of a value that does not stay as it is, and what reads it."""


@cache
def reader(kind: type[AttrsInstance], *, more: bool = False, **lists: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function that takes a dict and returns a record of this class.

    A missing key is what `null` is: the field's default. `more` allows keys that are no fields. `lists` are what reads
    the fields of these names.
    """
    fields = fields_of(kind)
    names = [field.name for field in fields]
    tag, keys = tag_of(kind), frozenset(("type", *names))
    values_of: Callable[[Json], tuple[Any, ...]] = itemgetter(*names)
    make = maker(kind, names)

    @lru_cache(SHAPES)
    def steps_of(classes: tuple[type[Any], ...]) -> list[Step]:
        """What is to be done with values of these classes."""
        steps = [_reader_of(field, of, lists) for field, of in zip(fields, classes, strict=True)]
        return [(place, read_value) for place, read_value in enumerate(steps) if read_value is not unchanged]

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        its_tag = tree.get("type")
        try:
            values = values_of(tree)
            known = len(tree) == len(keys) and its_tag is not None
        except KeyError:  # fields are left out
            values = tuple(map(tree.get, names))
            known = False
        if not (known or more or tree.keys() <= keys):
            _no_key(tree, keys, tag)
        if its_tag != tag and its_tag is not None:
            raise Wrong(json.dumps(tag), its_tag, "type")
        steps = steps_of(tuple(map(type, values)))
        converted = [*values]
        place = 0
        try:
            for place, read_value in steps:
                value = values[place]
                if read_value is not number or not 0 <= value <= MOST:  # a call for each number would take longer
                    converted[place] = read_value(value)
        except Wrong as wrong:
            raise wrong.below(names[place]) from None
        return make(*converted)

    return read


def _reader_of(field: Field, of: Any, lists: Mapping[str, Read]) -> Read:
    """What reads a value of this class in a field."""
    if of is NoneType:
        if field.required:
            return refuse("a value")
        return unchanged if field.default is None else lambda _: field.default
    if field.is_list:
        return lists.get(field.name) or list_reader(*field.kinds)
    if field.is_record:
        return _any_reader(field.kinds)
    form = form_of(field.kinds[0])
    return form.read if of is form.json else refuse(form.expected)


@cache
def list_reader(*kinds: type[AttrsInstance]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that takes a list of dicts of records of any of these classes and returns a tuple of the records."""
    return one_by_one(_any_reader(kinds), list, tuple)


def _any_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    """What reads a record of any of these classes, which must say its `type` where there are several."""
    readers: Mapping[Any, Callable[[Any], Any]] = {tag_of(kind): reader(kind) for kind in kinds}
    expected = " or ".join(f'"{tag}"' for tag in readers)

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        tag = tree.get("type")
        if type(tag) is not str or tag not in readers:
            raise Wrong(expected, tag, "type")
        return readers[tag](tree)

    return read if len(readers) > 1 else next(iter(readers.values()))


def _no_key(tree: Json, keys: frozenset[str], tag: str) -> NoReturn:
    unknown = next(key for key in tree if key not in keys)
    raise Wrong(f"a key of {json.dumps(tag)}", unknown, unknown[:60] if type(unknown) is str else "")
