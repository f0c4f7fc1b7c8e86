"""How a field of each declared type stands in JSON: one table, from which writers, readers and the schema are made."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, AttrsInstance, fields

from reviewparse.unfrozen import maker

__all__ = ["MOST", "Json", "Wrong", "named", "one_by_one", "reader", "schema", "writer"]

Json: TypeAlias = dict[str, Any]

MOST: Final = 2**63 - 1
"""The highest number in JSON and in tables: the highest of a signed integer of 64 bits, which every reader can hold."""

_USER_SCORE: Final = r"[0-9]{1,2}(?:\.[0-9]{1,9})?"
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Wrong(Exception):  # noqa: N818 - it never leaves the package
    """A value that cannot be where it is. `path` is filled in from the inside out, as the error goes up."""

    def __init__(self, expected: str, value: object, path: str = "") -> None:
        super().__init__(expected, value, path)
        self.expected = expected
        self.value = value
        self.path = path

    def below(self, step: str) -> Wrong:
        """The same, seen from the record that holds the place in its field or list `step`."""
        self.path = step + ("." if self.path and not self.path.startswith("[") else "") + self.path
        return self

    def __str__(self) -> str:
        return f"{self.path or 'the whole'}: expected {self.expected}, not {_shown(self.value)}"


def _shown(value: object) -> str:
    """A value for a message, always short, even for deep lists and long numbers."""
    if isinstance(value, bool | float | NoneType) or (isinstance(value, int) and -MOST <= value <= MOST):
        return repr(value)
    if isinstance(value, str):
        return repr(value[:60])[:60]
    names = {int: "a number of over 18 digits", list: "a list", dict: "an object"}
    return names.get(type(value), f"a value of type {type(value).__name__[:60]}")


class _Form(NamedTuple):
    """How values of one type stand in JSON. `write` and `read` raise `Wrong` for a value that is not of the type."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    schema: Json
    same: bool = False  # each value of the type stands as it is


def _whole_number(value: Any) -> int:
    if type(value) is int and 0 <= value <= MOST:
        return value
    raise Wrong("a whole number from 0 to 2^63 - 1", value)


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    raise Wrong("a text", value)


def _truth(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise Wrong("true or false", value)


_A_DATE: Final = "a date such as 2014-10-07"
_A_USER_SCORE: Final = 'a User Score such as "6.5"'


_DAYS: Final = 4096
"""So many days are remembered in each form, since many reviews have one of few."""
_iso_of: Final = lru_cache(_DAYS)(dt.date.isoformat)


@lru_cache(_DAYS)
def _day_of(iso: str) -> dt.date | None:
    """The day, `None` where it is not written so, or no calendar has it."""
    try:
        return dt.date.fromisoformat(iso) if re.fullmatch(_DAY, iso) else None
    except ValueError:
        return None


def _write_date(value: Any) -> str:
    if type(value) is dt.date:
        return _iso_of(value)
    raise Wrong(_A_DATE, value)


def _read_date(value: Any) -> dt.date:
    if type(value) is str and len(value) == len("2014-10-07") and (day := _day_of(value)):
        return day
    raise Wrong(_A_DATE, value)


def _write_user_score(value: Any) -> str:
    if type(value) is Decimal and re.fullmatch(_USER_SCORE, text := str(value)):
        return text
    raise Wrong(_A_USER_SCORE, value)


def _read_user_score(value: Any) -> Decimal:
    if type(value) is str and re.fullmatch(_USER_SCORE, value):
        return Decimal(value)
    raise Wrong(_A_USER_SCORE, value)


_FORMS: Final = {
    int: _Form(_whole_number, _whole_number, {"type": "integer", "minimum": 0, "maximum": MOST}),
    str: _Form(_text, _text, {"type": "string"}, same=True),
    bool: _Form(_truth, _truth, {"type": "boolean"}, same=True),
    dt.date: _Form(_write_date, _read_date, {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}),
    Decimal: _Form(_write_user_score, _read_user_score, {"type": "string", "pattern": f"^{_USER_SCORE}$"}),
}


def _form(kind: type[Any]) -> _Form:
    """The form of a type: one of the table, or that of an enumeration, which stands as its member's text."""
    if not issubclass(kind, StrEnum):
        return _FORMS[kind]
    members = {str(member): member for member in kind}
    expected = f"one of {', '.join(members)}"

    def write(value: Any) -> str:
        if type(value) in (str, kind) and value in members:  # a plain string is taken wherever a member is
            return str(value)
        raise Wrong(expected, value)

    def read(value: Any) -> StrEnum:
        if type(value) is str and value in members:
            return members[value]
        raise Wrong(expected, value)

    return _Form(write, read, {"enum": list(members)})


class _Field(NamedTuple):
    """A field of a record: its type, or the records that it holds one of, or a list of."""

    name: str
    default: Any
    kinds: tuple[Any, ...]
    is_list: bool
    is_record: bool

    @property
    def required(self) -> bool:
        """Whether a record cannot be without it."""
        return self.default is NOTHING

    @property
    def nullable(self) -> bool:
        """Whether the field can be `None`."""
        return not self.required and self.default is not False


_tags: dict[type[Any], str] = {}


def named(**records: type[Any]) -> None:
    """Say what stands in JSON under `type` for each class of records; `_` is a hyphen there."""
    _tags.update({kind: tag.replace("_", "-") for tag, kind in records.items()})


@cache
def _fields(kind: type[AttrsInstance]) -> list[_Field]:
    """The fields in the order in which JSON has them: lists, which are long, behind all others."""
    hints = get_type_hints(kind)
    in_order = [_field(each, hints[each.name]) for each in fields(kind)]
    return sorted(in_order, key=lambda each: each.is_list)


def _field(each: Attribute[Any], hint: Any) -> _Field:
    is_list = get_origin(hint) is tuple
    inner = get_args(hint)[0] if is_list else hint
    kinds = get_args(inner) if isinstance(inner, UnionType) else (inner,)
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    return _Field(each.name, each.default, kinds, is_list, kinds[0] in _tags)


def one_by_one(convert: Callable[[Any], Any], given: type[Any], result: type[Any]) -> Callable[[Any], Any]:
    """What converts each item of a `given` (a list or a tuple) and makes a `result` of them."""
    expected = f"a {given.__name__}"

    def convert_all(items: Any) -> Any:
        if type(items) is not given:
            raise Wrong(expected, items)
        converted: list[Any] = []
        try:
            for item in items:
                converted.append(convert(item))
        except Wrong as wrong:
            raise wrong.below(f"[{len(converted)}]") from None
        return converted if result is list else result(converted)

    return convert_all


def _any_writer(kinds: tuple[Any, ...]) -> Callable[[Any], Json]:
    """What writes a record of any of these classes."""
    writers = {kind: writer(kind) for kind in kinds}
    expected = " or ".join(f"a {kind.__name__}" for kind in kinds)

    def write(record: Any) -> Json:
        if type(record) not in writers:
            raise Wrong(expected, record)
        return writers[type(record)](record)

    return write if len(writers) > 1 else writers[kinds[0]]


def _any_reader(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    """What reads a record of any of these classes, which must say its `type` where there are several."""
    readers: Mapping[Any, Callable[[Any], Any]] = {_tags[kind]: reader(kind) for kind in kinds}
    expected = " or ".join(f'"{tag}"' for tag in readers)

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        tag = tree.get("type")
        if type(tag) is not str or tag not in readers:
            raise Wrong(expected, tag, "type")
        return readers[tag](tree)

    return read if len(readers) > 1 else next(iter(readers.values()))


def _write_value(field: _Field) -> Callable[[Any], Any]:
    if not field.is_record:
        return _form(field.kinds[0]).write
    write = _any_writer(field.kinds)
    return one_by_one(write, tuple, list) if field.is_list else write


def _read_value(field: _Field) -> Callable[[Any], Any]:
    if not field.is_record:
        return _form(field.kinds[0]).read
    read = _any_reader(field.kinds)
    return one_by_one(read, list, tuple) if field.is_list else read


def _same(field: _Field) -> type[Any] | None:
    """The type of a field's values where each stands in JSON as it is, which is quick to see; else `None`."""
    kind: type[Any] = field.kinds[0]
    return kind if not field.is_record and kind in _FORMS and _FORMS[kind].same else None


@cache
def writer(kind: type[AttrsInstance], *, without: str = "") -> Callable[[Any], Json]:
    """A function that takes a record of this class and returns its dict; it raises `Wrong` for a wrong value.

    The dict lacks the field `without`.
    """
    expected = f"a {kind.__name__}"
    written = [each for each in _fields(kind) if each.name != without]
    steps = [(each.name, None if each.nullable else NOTHING, _same(each), _write_value(each)) for each in written]
    values_of = attrgetter(*(each.name for each in written))
    empty = {"type": _tags[kind], **dict.fromkeys(each.name for each in written)}

    def write(record: Any) -> Json:
        if type(record) is not kind:
            raise Wrong(expected, record)
        tree = empty.copy()
        name = ""
        try:
            for (name, absent, same, write_value), value in zip(steps, values_of(record), strict=True):
                if value is not absent:
                    tree[name] = value if type(value) is same else write_value(value)
        except Wrong as wrong:
            raise wrong.below(name) from None
        return tree

    return write


@cache
def reader(kind: type[AttrsInstance], *, more: bool = False, **lists: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function that takes a dict and returns a record of this class; it raises `Wrong` for any other dict.

    A missing key is what `null` is: the field's default. `more` allows keys that are no fields. `lists` are what reads
    fields of this name.
    """
    tag = _tags[kind]
    names = [each.name for each in _fields(kind)]
    steps = [(each.name, each.default, _same(each), lists.get(each.name, _read_value(each))) for each in _fields(kind)]
    keys = frozenset(("type", *names))
    values_of: Callable[[Json], tuple[Any, ...]] = itemgetter("type", *names)
    make = maker(kind, names)

    def read(tree: Any) -> Any:
        if type(tree) is not dict:
            raise Wrong("an object", tree)
        try:
            its_tag, *given = values_of(tree)
            no_more = len(tree) == len(keys)
        except KeyError:  # fields are left out
            its_tag, *given = map(tree.get, ("type", *names))
            no_more = tree.keys() <= keys
        if not (no_more or more):
            _no_key(tree, keys, tag)
        if its_tag is not None and its_tag != tag:
            raise Wrong(json.dumps(tag), its_tag, "type")
        values: list[Any] = []
        name = ""
        try:
            for value, (name, default, same, read_value) in zip(given, steps, strict=True):
                if value is None:
                    if default is NOTHING:
                        raise Wrong("a value", None)
                    value = default
                elif type(value) is not same:
                    value = read_value(value)
                values.append(value)
        except Wrong as wrong:
            raise wrong.below(name) from None
        return make(*values)

    return read


def _no_key(tree: Json, keys: frozenset[str], tag: str) -> NoReturn:
    unknown = next(key for key in tree if key not in keys)
    raise Wrong(f"a key of {json.dumps(tag)}", unknown, unknown[:60] if type(unknown) is str else "")


def schema(kind: type[AttrsInstance]) -> Json:
    """The JSON Schema of what `writer` makes of this class; other records are referred to below `#/$defs`."""
    properties: Json = {"type": {"const": _tags[kind]}}
    required = ["type"]
    for each in _fields(kind):
        if each.is_record:
            refs = [{"$ref": f"#/$defs/{_tags[inner]}"} for inner in each.kinds]
            held: Json = refs[0] if len(refs) == 1 else {"oneOf": refs}
            of: Json = {"type": "array", "items": held} if each.is_list else {"anyOf": [held, {"type": "null"}]}
        else:
            of = dict(_form(each.kinds[0]).schema)
            if each.nullable:
                of = {"enum": [*of["enum"], None]} if "enum" in of else {**of, "type": [of["type"], "null"]}
        properties[each.name] = of
        if each.required or each.is_list:
            required.append(each.name)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
