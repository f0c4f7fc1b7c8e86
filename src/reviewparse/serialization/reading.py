"""Readers: functions that make records of dicts. All raise `Wrong` for a dict that is not such a record's."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter
from types import NoneType
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias

from attrs import AttrsInstance

from reviewparse.serialization.fields import Field, fields_of, rare_fields_of, tag_of
from reviewparse.serialization.forms import MOST, SHAPES, Json, Wrong, form_of, number, one_by_one, refuse, unchanged
from reviewparse.unfrozen import filled

__all__ = ["SHORT", "list_reader", "reader"]

SHORT: Final = "\x7fline"
"""The key that stands for `line` in a review of which all `rare_fields_of` are left out. No JSON is written with it."""

Read: TypeAlias = Callable[[Any], Any]
Step: TypeAlias = tuple[int, Read]
"""The place of a value that does not stay as it is, and what reads it."""


@cache
def reader(
    kind: type[AttrsInstance], *, more: bool = False, short: bool = False, **lists: Callable[[Any], Any]
) -> Callable[[Any], Any]:
    """A function that takes a dict and returns a record of this class.

    A missing key is what `null` is: the field's default. `more` allows keys that are no fields, `short` allows `SHORT`
    in reviews. `lists` are what reads the fields of these names.
    """
    fields, rare = fields_of(kind), rare_fields_of(kind) if short else []
    readers = partial(_reader_of, lists=lists, short=short)
    whole = _shape(kind, fields, readers)
    shapes = {len(whole.keys): whole}
    if rare:
        without = _shape(kind, [field for field in fields if field not in rare], readers, last=SHORT)
        shapes[len(without.keys)] = without
    tag = tag_of(kind)

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        try:
            keys, values_of, steps_of, unfrozen = shapes[len(tree)]
            values = [*values_of(tree)]
        except KeyError:  # other fields are left out
            keys, _, steps_of, unfrozen = whole
            values = [*map(tree.get, keys)]
            if not (more or tree.keys() <= {*keys}):
                _no_key(tree, keys, tag)
        its_tag = values.pop()
        if its_tag != tag and its_tag is not None:
            raise Wrong(json.dumps(tag), its_tag, "type")
        place = 0
        try:
            for place, read_value in steps_of[tuple(map(type, values))]:
                value = values[place]
                if read_value is not number or not 0 <= value <= MOST:  # a call for each number would take longer
                    values[place] = read_value(value)
        except Wrong as wrong:
            raise wrong.below(keys[place]) from None
        record = unfrozen(*values)
        record.__class__ = kind
        return record

    return read


class _Shape(NamedTuple):
    """The keys of a dict, with `type` as the last, and how a record is made of it."""

    keys: Sequence[str]
    values_of: Callable[[Json], tuple[Any, ...]]
    steps_of: Mapping[tuple[type[Any], ...], Sequence[Step]]
    """What is to be done with values of these classes."""
    unfrozen: Any


class _Steps(dict[tuple[type[Any], ...], Sequence[Step]]):
    """What is to be done with values of these classes in these fields, worked out when they are first met."""

    def __init__(self, fields: Sequence[Field], reader_of: Callable[[Field, Any], Read]) -> None:
        super().__init__()
        self._fields = fields
        self._reader_of = reader_of

    def __missing__(self, classes: tuple[type[Any], ...]) -> Sequence[Step]:
        readers = map(self._reader_of, self._fields, classes)
        steps = [(place, read_value) for place, read_value in enumerate(readers) if read_value is not unchanged]
        if len(self) < SHAPES:
            self[classes] = steps
        return steps


def _shape(
    kind: type[AttrsInstance], fields: Sequence[Field], reader_of: Callable[[Field, Any], Read], last: str = ""
) -> _Shape:
    """The shape of a dict that has these fields; `last` is the key of the last one, where that is not its name."""
    names = [field.name for field in fields]
    keys = [*names[:-1], last or names[-1], "type"]
    return _Shape(keys, itemgetter(*keys), _Steps(fields, reader_of), filled(kind, names))


def _reader_of(field: Field, of: Any, *, lists: Mapping[str, Read], short: bool) -> Read:
    """What reads a value of this class in a field."""
    if of is NoneType:
        if field.required:
            return refuse("a value")
        return unchanged if field.default is None else lambda _: field.default
    if field.is_list:
        return lists.get(field.name) or list_reader(*field.kinds, short=short)
    if field.is_record:
        return _any_reader(field.kinds, short)
    form = form_of(field.kinds[0])
    return form.read if of is form.json else refuse(form.expected)


@cache
def list_reader(*kinds: type[AttrsInstance], short: bool = False) -> Callable[[Any], tuple[Any, ...]]:
    """A function that takes a list of dicts of records of any of these classes and returns a tuple of the records."""
    return one_by_one(_any_reader(kinds, short), list, tuple)


def _any_reader(kinds: tuple[Any, ...], short: bool) -> Callable[[Any], Any]:
    """What reads a record of any of these classes, which must say its `type` where there are several."""
    readers: Mapping[Any, Callable[[Any], Any]] = {tag_of(kind): reader(kind, short=short) for kind in kinds}
    expected = " or ".join(f'"{tag}"' for tag in readers)

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        tag = tree.get("type")
        if type(tag) is not str or tag not in readers:
            raise Wrong(expected, tag, "type")
        return readers[tag](tree)

    return read if len(readers) > 1 else next(iter(readers.values()))


def _no_key(tree: Json, keys: Collection[str], tag: str) -> NoReturn:
    unknown = next(key for key in tree if key not in keys)
    raise Wrong(f"a key of {json.dumps(tag)}", unknown, unknown[:60] if type(unknown) is str else "")
