"""The JSON of a record as a text, without the dicts that `json` would make it of, in two thirds of the time.

Around its values stands what all records have in common whose values are of the same classes: the names of the fields,
and `null` where nothing is. That is put together once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from attrs import AttrsInstance

from reviewparse.lines import Line, Lines
from reviewparse.records import ReviewPage, listed
from reviewparse.serialization.fields import Field, fields_of, tag_of
from reviewparse.serialization.forms import SHAPES, Wrong, form_of, quoted

__all__ = ["lines_text", "text_of"]

Write: TypeAlias = Callable[[Any], str]


class Shape(NamedTuple):
    """What stands around the values of a record, at even indexes, and what writes each of the values that it has."""

    around: list[str]
    values: list[tuple[int, Write]]


def text_of(record: AttrsInstance, version: int, *, unrecognized: bool = True) -> str:
    """The JSON of a page or a row, with the number of its format: `json.dumps` of what `to_dict` returns.

    Raises `Wrong` where a value is not of the very class declared. `to_dict` says whether it can be written.
    """
    if not isinstance(record, ReviewPage):
        return _writer(type(record), version)(record)
    head = _writer(ReviewPage, version, without="unrecognized")(record)
    if not unrecognized:
        return head
    lines = listed(record)
    text = lines_text(lines) if isinstance(lines, Lines) else _list_writer(Line)(lines)
    return f'{head.removesuffix("}")}, "unrecognized": {text}}}'  # the last of a page's fields


def lines_text(lines: Lines) -> str:
    r"""The JSON of unrecognized lines.

    >>> lines_text(Lines("Fog.\n\nWatch \"On\"\n", [4], [0]))
    '[{"type": "line", "number": 4, "text": "Fog."}, {"type": "line", "number": 6, "text": "Watch \\"On\\""}]'
    """
    items = [f'{{"type": "line", "number": {number}, "text": {quoted(text)}}}' for number, text in lines.pairs()]
    return f"[{', '.join(items)}]"


@cache
def _writer(kind: type[AttrsInstance], version: int | None = None, *, without: str = "") -> Write:
    """What writes records of this class."""
    fields = [field for field in fields_of(kind) if field.name != without]
    head = {"type": tag_of(kind)} if version is None else {"type": tag_of(kind), "format": version}
    begin = json.dumps(head).removesuffix("}")
    values_of = attrgetter(*(field.name for field in fields))

    @lru_cache(SHAPES)
    def shape_of(classes: tuple[type[Any], ...]) -> Shape:
        return _shape(begin, fields, classes)

    def write(record: Any) -> str:
        values = values_of(record)
        around, present = shape_of(tuple(map(type, values)))
        text = around.copy()
        text[1::2] = [write_value(values[place]) for place, write_value in present]
        return "".join(text)

    return write


def _shape(begin: str, fields: Sequence[Field], classes: Sequence[type[Any]]) -> Shape:
    """The shape of records that begin so and whose values in these fields are of these classes."""
    around = [begin]
    values: list[tuple[int, Write]] = []
    for place, (field, of) in enumerate(zip(fields, classes, strict=True)):
        around[-1] += f", {json.dumps(field.name)}: "
        if field.is_absent(of):
            around[-1] += "null"
        elif field.is_list or of in field.kinds:
            values.append((place, _value_writer(field, of)))
            around += ["", ""]
        else:
            raise Wrong("a value of the type declared", of)
    around[-1] += "}"
    return Shape(around, values)


def _value_writer(field: Field, of: Any) -> Write:
    if field.is_list:
        return _list_writer(*field.kinds)
    return _writer(of) if field.is_record else form_of(of).text


@cache
def _list_writer(*kinds: type[AttrsInstance]) -> Write:
    """What writes a tuple of records of any of these classes."""
    writers = {kind: _writer(kind) for kind in kinds}

    def write(records: Any) -> str:
        if type(records) is not tuple or not writers.keys() >= {*map(type, records)}:
            raise Wrong("a tuple of such records", records)
        return f"[{', '.join([writers[type(record)](record) for record in records])}]"

    return write
