"""The unrecognized lines of a page in JSON: there may be many, and no record is made of each."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from reviewparse.lines import Line, Lines
from reviewparse.serialization.forms import MOST, Json
from reviewparse.serialization.reading import list_reader
from reviewparse.serialization.writing import list_writer

__all__ = ["read_lines", "write_lines"]


def write_lines(lines: object) -> list[Json]:
    """The lines of a page, as it keeps them, as dicts; raises `Wrong` for what is not of the type."""
    if isinstance(lines, Lines):
        return [{"type": "line", "number": number, "text": text} for number, text in lines.pairs()]
    return list_writer(Line)(lines)


def read_lines(trees: Any) -> Any:
    """`Lines` of the dicts that `write_lines` made, and a tuple of any others; raises `Wrong` for other values."""
    return _as_kept(trees) or list_reader(Line)(trees)


def _as_kept(trees: Any) -> Lines | None:
    """The lines, where they are as a text has them."""
    if type(trees) is not list or set(map(type, trees)) != {dict} or set(map(len, trees)) != {3}:
        return None
    try:
        tags, numbers, texts = ([*map(itemgetter(name), trees)] for name in ("type", "number", "text"))
    except KeyError:
        return None
    if tags.count("line") < len(tags) or set(map(type, numbers)) != {int} or set(map(type, texts)) != {str}:
        return None
    in_order = sorted(numbers) == numbers and numbers[0] >= 0 and numbers[-1] <= MOST
    return Lines.of_texts(numbers, texts) if in_order else None
