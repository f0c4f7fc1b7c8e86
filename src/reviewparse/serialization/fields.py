"""The fields of records as JSON has them, and the schema that says so: all from the types that are declared."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, AttrsInstance, fields

from reviewparse.serialization.forms import Json, form_of

__all__ = ["Field", "fields_of", "named", "rare_fields_of", "schema", "tag_of"]


class Field(NamedTuple):
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

    def is_absent(self, of: type[Any]) -> bool:
        """Whether a value of this class says that the field is not printed."""
        return of is NoneType and self.nullable


_tags: dict[type[Any], str] = {}


def tag_of(kind: type[Any]) -> str:
    """What stands in JSON under `type` for a class of records."""
    return _tags[kind]


def named(**records: type[Any]) -> None:
    """Say what stands in JSON under `type` for each class of records; `_` is a hyphen there."""
    _tags.update({kind: tag.replace("_", "-") for tag, kind in records.items()})


@cache
def fields_of(kind: type[AttrsInstance]) -> list[Field]:
    """The fields in the order in which JSON has them: lists, which are long, behind all others."""
    hints = get_type_hints(kind)
    in_order = [_field(each, hints[each.name]) for each in fields(kind)]
    return sorted(in_order, key=lambda each: each.is_list)


@cache
def rare_fields_of(kind: type[AttrsInstance]) -> list[Field]:
    """Those that only some layouts print: all between the record that a review holds and the number of its line."""
    each_of = fields_of(kind)
    first = next((place for place, field in enumerate(each_of, 1) if field.is_record), len(each_of))
    return each_of[first:-1]


def _field(each: Attribute[Any], hint: Any) -> Field:
    is_list = get_origin(hint) is tuple
    inner = get_args(hint)[0] if is_list else hint
    kinds = get_args(inner) if isinstance(inner, UnionType) else (inner,)
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    return Field(each.name, each.default, kinds, is_list, kinds[0] in _tags)


def schema(kind: type[AttrsInstance]) -> Json:
    """The JSON Schema of what `writer` makes of this class; other records are referred to below `#/$defs`."""
    properties: Json = {"type": {"const": _tags[kind]}}
    required = ["type"]
    for each in fields_of(kind):
        if each.is_record:
            refs = [{"$ref": f"#/$defs/{_tags[inner]}"} for inner in each.kinds]
            held: Json = refs[0] if len(refs) == 1 else {"oneOf": refs}
            of: Json = {"type": "array", "items": held} if each.is_list else {"anyOf": [held, {"type": "null"}]}
        else:
            of = dict(form_of(each.kinds[0]).schema)
            if each.nullable:
                of = {"enum": [*of["enum"], None]} if "enum" in of else {**of, "type": [of["type"], "null"]}
        properties[each.name] = of
        if each.required or each.is_list:
            required.append(each.name)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
