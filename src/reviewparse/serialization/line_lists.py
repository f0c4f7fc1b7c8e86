"""The unrecognized lines of a page in JSON: there may be many, so they are written and read all at once."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Final

from reviewparse.lines import Line, Lines
from reviewparse.serialization.fields import MOST, Json, one_by_one, reader, writer

__all__ = ["read_lines", "write_lines"]

_NAMES: Final = ("type", "number", "text")


def write_lines(lines: object) -> list[Json]:
    """The lines of a page, as it keeps them, as dicts; raises `Wrong` for what is not of the type."""
    if isinstance(lines, Lines):
        return [{"type": "line", "number": number, "text": text} for number, text in lines.pairs()]
    return one_by_one(writer(Line), tuple, list)(lines)  # type: ignore[no-any-return]


def read_lines(trees: Any) -> Any:
    """`Lines` of the dicts that `write_lines` made, and a tuple of any others; raises `Wrong` for other values."""
    return _lines_of(trees) or one_by_one(reader(Line), list, tuple)(trees)


def _lines_of(trees: Any) -> Lines | None:
    """The lines, where all of them are as a text has them."""
    if type(trees) is not list or set(map(type, trees)) != {dict} or set(map(len, trees)) != {len(_NAMES)}:
        return None
    try:
        tags, numbers, texts = ([*map(itemgetter(name), trees)] for name in _NAMES)
    except KeyError:
        return None
    if set(map(type, numbers)) != {int} or {*map(type, tags), *map(type, texts)} != {str} or {*tags} != {"line"}:
        return None
    if not 0 <= numbers[0] <= numbers[-1] <= MOST or sorted(numbers) != numbers:
        return None
    return Lines.of_texts(numbers, texts)
