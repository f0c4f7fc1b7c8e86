"""Readers: functions that make records of dicts. All raise `Wrong` for a dict that is not such a record's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, NoReturn

from attrs import NOTHING, AttrsInstance

from reviewparse.serialization.fields import Field, fields_of, tag_of
from reviewparse.serialization.forms import MOST, Json, Wrong, form_of, one_by_one
from reviewparse.unfrozen import maker

__all__ = ["list_reader", "reader"]


@cache
def reader(kind: type[AttrsInstance], *, more: bool = False, **lists: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function that takes a dict and returns a record of this class.

    A missing key is what `null` is: the field's default. `more` allows keys that are no fields. `lists` are what reads
    the fields of these names.
    """
    tag = tag_of(kind)
    names = [each.name for each in fields_of(kind)]
    steps = [
        (each.default, each.name, each.same, lists.get(each.name) or _read_value(each)) for each in fields_of(kind)
    ]
    keys = frozenset(("type", *names))
    values_of: Callable[[Json], tuple[Any, ...]] = itemgetter("type", *names)
    make = maker(kind, names)

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        try:
            its_tag, *values = values_of(tree)
            known = len(tree) == len(keys)
        except KeyError:  # fields are left out
            its_tag, *values = map(tree.get, ("type", *names))
            known = tree.keys() <= keys
        if not (known or more):
            _no_key(tree, keys, tag)
        if its_tag is not None and its_tag != tag:
            raise Wrong(json.dumps(tag), its_tag, "type")
        name = ""
        try:
            for place, value in enumerate(values):
                step = steps[place]
                if value is not None:
                    _, name, same, read_value = step
                    if type(value) is not same or (same is int and not 0 <= value <= MOST):
                        values[place] = read_value(value)
                elif step[0] is not None:
                    default, name, *_ = step
                    if default is NOTHING:
                        raise Wrong("a value", None)
                    values[place] = default
        except Wrong as wrong:
            raise wrong.below(name) from None
        return make(*values)

    return read


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


def _read_value(field: Field) -> Callable[[Any], Any]:
    if not field.is_record:
        return form_of(field.kinds[0]).read
    return list_reader(*field.kinds) if field.is_list else _any_reader(field.kinds)


def _no_key(tree: Json, keys: frozenset[str], tag: str) -> NoReturn:
    unknown = next(key for key in tree if key not in keys)
    raise Wrong(f"a key of {json.dumps(tag)}", unknown, unknown[:60] if type(unknown) is str else "")
