"""How a field of each declared type stands in JSON: one table, from which writers, readers and the schema are made.

A writer and a reader are written out for each class of records, as attrs writes an `__init__`: a loop over the fields
would take several times as long.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, AttrsInstance, fields

from reviewparse.making import unfrozen

__all__ = ["MOST", "Json", "Wrong", "named", "reader", "schema", "writer"]

Json: TypeAlias = dict[str, Any]

MOST: Final = 2**63 - 1
"""The highest number in JSON and in tables: what 64 bits hold, so that every reader of them can hold it."""

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
    """A value for a message, short whatever it is: no list is too deep for it, and no number too long."""
    if isinstance(value, bool | float | NoneType) or (isinstance(value, int) and -MOST <= value <= MOST):
        return repr(value)
    if isinstance(value, str):
        return repr(value[:60])[:60]
    names = {int: "a number of over 18 digits", list: "a list", dict: "an object"}
    return names.get(type(value), f"a value of type {type(value).__name__[:60]}")


class _Form(NamedTuple):
    """How values of one type stand in JSON. `holds`, `write` and `read` are expressions in `v`.

    `holds` tells whether a record's value can be written; `read` gives `None` for what is no value.
    """

    expected: str
    holds: str
    write: str
    read: str
    schema: Json


def _day(value: object) -> dt.date | None:
    if type(value) is str and re.fullmatch(_DAY, value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return None
    return None


def _user_score(value: object) -> Decimal | None:
    return Decimal(value) if type(value) is str and re.fullmatch(_USER_SCORE, value) else None


def _is_user_score(value: object) -> bool:
    return type(value) is Decimal and re.fullmatch(_USER_SCORE, str(value)) is not None


_FORMS: Final = {
    int: _Form(
        "a whole number from 0 to 2^63 - 1",
        f"type(v) is int and 0 <= v <= {MOST}",
        "v",
        f"v if type(v) is int and 0 <= v <= {MOST} else None",
        {"type": "integer", "minimum": 0, "maximum": MOST},
    ),
    str: _Form("a text", "type(v) is str", "v", "v if type(v) is str else None", {"type": "string"}),
    bool: _Form("true or false", "type(v) is bool", "v", "v if type(v) is bool else None", {"type": "boolean"}),
    dt.date: _Form(
        "a date such as 2014-10-07",
        "type(v) is _date",
        "v.isoformat()",
        "_day(v)",
        {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
    ),
    Decimal: _Form(
        'a User Score such as "6.5"',
        "_is_user_score(v)",
        "str(v)",
        "_user_score(v)",
        {"type": "string", "pattern": f"^{_USER_SCORE}$"},
    ),
}


def _form(kind: type[Any], names: dict[str, Any]) -> _Form:
    """The form of a type; what its expressions call is put into `names`."""
    if not issubclass(kind, StrEnum):
        return _FORMS[kind]
    members, classes = f"_members_of_{kind.__name__}", f"_classes_of_{kind.__name__}"
    names[members] = {str(member): member for member in kind}
    names[classes] = (str, kind)  # a plain string is taken wherever a member is
    return _Form(
        f"one of {', '.join(kind)}",
        f"type(v) in {classes} and v in {members}",
        "str(v)",
        f"{members}.get(v) if type(v) is str else None",
        {"enum": [str(member) for member in kind]},
    )


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


def no(key: str, expected: str, value: object) -> NoReturn:
    """Refuse the value of a field."""
    raise Wrong(expected, value, key)


def _nested(key: str, make: Callable[[Any], Any], value: Any) -> Any:
    try:
        return make(value)
    except Wrong as wrong:
        raise wrong.below(key) from None


def _list(key: str, make: Callable[[Any], Any], value: Any, kind: type[Any]) -> list[Any]:
    if type(value) is not kind:
        no(key, "a list" if kind is list else "a tuple", value)
    made: list[Any] = []
    try:
        for item in value:
            made.append(make(item))
    except Wrong as wrong:
        raise wrong.below(f"{key}[{len(made)}]") from None
    return made


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


_HELPERS: Final = {
    "_date": dt.date,
    "_day": _day,
    "_is_user_score": _is_user_score,
    "_list": _list,
    "_nested": _nested,
    "_user_score": _user_score,
    "no": no,
}


@cache
def writer(kind: type[AttrsInstance]) -> Callable[[Any], Json]:
    """A function that takes a record of this class and gives its dict; it raises `Wrong` for what no JSON can say."""
    names: dict[str, Any] = {**_HELPERS, "_kind": kind}
    lines = []
    for each in _fields(kind):
        if each.is_record:
            names[f"_write_{each.name}"] = _any_writer(each.kinds)
            value = (
                f"_list({each.name!r}, _write_{each.name}, r.{each.name}, tuple)"
                if each.is_list
                else f"None if (v := r.{each.name}) is None else _nested({each.name!r}, _write_{each.name}, v)"
            )
        else:
            form = _form(each.kinds[0], names)
            refused = f"no({each.name!r}, {form.expected!r}, v)"
            value = (
                f"{form.write} if (v := r.{each.name}) is not None and {form.holds} else {refused}"
                if each.required or each.default is False
                else f"None if (v := r.{each.name}) is None else {form.write} if {form.holds} else {refused}"
            )
        lines.append(f"        {each.name!r}: {value},\n")
    expected = f"a {kind.__name__}"
    source = (
        "def write(r):\n"
        f"    if type(r) is not _kind:\n        no('', {expected!r}, r)\n"
        f"    return {{\n        'type': {_tags[kind]!r},\n{''.join(lines)}    }}\n"
    )
    exec(source, names)
    made: Callable[[Any], Json] = names["write"]
    return made


@cache
def reader(kind: type[AttrsInstance], *, more: bool = False) -> Callable[[Any], Any]:
    """A function that takes a dict and gives the record of this class; it raises `Wrong` for what is none.

    A missing key is what `null` is: the field's default. `more` allows keys that are no fields.
    """
    tag = _tags[kind]
    names: dict[str, Any] = {**_HELPERS, "_kind": kind, "_unfrozen": unfrozen(kind), "_no_key": _no_key}
    names["_keys"] = frozenset(("type", *(each.name for each in _fields(kind))))
    lines = []
    for each in _fields(kind):
        name, missing = each.name, "None"
        if each.required:
            missing = f"no({name!r}, 'a value', None)"
        elif each.default is not None:
            names[f"_default_{name}"] = each.default
            missing = f"_default_{name}"
        if each.is_record:
            names[f"_read_{name}"] = _any_reader(each.kinds)
            call = f"_list({name!r}, _read_{name}, v, list)" if each.is_list else f"_nested({name!r}, _read_{name}, v)"
            value = f"tuple({call})" if each.is_list else call
        else:
            form = _form(each.kinds[0], names)
            value = f"w if (w := {form.read}) is not None else no({name!r}, {form.expected!r}, v)"
        lines.append(f"    r.{name} = {missing} if (v := get({name!r})) is None else {value}\n")
    source = (
        "def read(tree):\n"
        "    if type(tree) is not dict:\n        no('', 'an object', tree)\n"
        + ("" if more else f"    if not tree.keys() <= _keys:\n        _no_key(tree, _keys, {tag!r})\n")
        + "    get = tree.get\n"
        f"    if (v := get('type')) is not None and v != {tag!r}:\n        no('type', {json.dumps(tag)!r}, v)\n"
        f"    r = _unfrozen()\n{''.join(lines)}    r.__class__ = _kind\n    return r\n"
    )
    exec(source, names)
    made: Callable[[Any], Any] = names["read"]
    return made


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
            of = dict(_form(each.kinds[0], {}).schema)
            if not each.required and each.default is not False:
                of = {"enum": [*of["enum"], None]} if "enum" in of else {**of, "type": [of["type"], "null"]}
        properties[each.name] = of
        if each.required or each.is_list:
            required.append(each.name)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
