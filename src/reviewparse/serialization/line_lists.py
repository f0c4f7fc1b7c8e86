"""The unrecognized lines of a page in JSON: there may be many, and no record is made of each."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from reviewparse.lines import Line, Lines
from reviewparse.serialization.forms import MOST, Json
from reviewparse.serialization.reading import list_reader
from reviewparse.serialization.writing import list_writer

__all__ = ["numbered_lines", "read_lines", "write_lines"]


def write_lines(lines: object) -> list[Json]:
    """The lines of a page, as it keeps them, as dicts; raises `Wrong` for what is not of the type."""
    if isinstance(lines, Lines):
        return [{"type": "line", "number": number, "text": text} for number, text in lines.pairs()]
    return list_writer(Line)(lines)


def read_lines(trees: Any) -> Any:
    """`Lines` of the dicts that `write_lines` made, and a tuple of any others; raises `Wrong` for other values."""
    return trees if isinstance(trees, Lines) else _of_dicts(trees) or list_reader(Line)(trees)


def _of_dicts(trees: Any) -> Lines | None:
    """The lines, where they are as a text has them."""
    if type(trees) is not list or {*map(type, trees)} != {dict} or {*map(len, trees)} != {3}:
        return None
    try:
        tags, *columns = zip(*map(itemgetter("type", "number", "text"), trees), strict=True)
    except KeyError:
        return None
    return _of_columns(*columns) if tags.count("line") == len(tags) else None


def _of_columns(numbers: Sequence[Any], texts: Sequence[Any]) -> Lines | None:
    if {*map(type, numbers)} != {int} or {*map(type, texts)} != {str}:
        return None
    return numbered_lines(numbers, "\n".join([*texts, ""]))


def numbered_lines(numbers: Sequence[int], text: str) -> Lines | None:
    """Lines with these numbers; `None` where they are not as a page has them: in order, and none of them blank."""
    in_order = [*numbers] == sorted(numbers) and numbers[0] >= 0 and numbers[-1] <= MOST
    return Lines.numbered(numbers, text) if in_order else None
