"""The unrecognized lines of a page in JSON: there may be many, and no record is made of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Final

from reviewparse.lines import Line, Lines
from reviewparse.serialization.forms import MOST, Json
from reviewparse.serialization.reading import list_reader
from reviewparse.serialization.writing import list_writer

__all__ = ["lines_apart", "read_lines", "write_lines"]

_BEGIN: Final = ', "unrecognized": [{"type": "line", "number": '
_TEXT: Final = ', "text": '
_NEXT: Final = '}, {"type": "line", "number": '
_END: Final = "}]}"
"""What `dump_lines` writes before the first line, between its number and its text, between lines, and at the end."""


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
    in_order = [*numbers] == sorted(numbers) and numbers[0] >= 0 and numbers[-1] <= MOST
    return Lines.of_texts(numbers, texts) if in_order else None


def lines_apart(page: str) -> Json | None:
    r"""What `json` makes of the JSON of a page, with `Lines`, where those stand at its end as `dump_lines` writes them.

    That takes a quarter less time: each dict becomes a list of a number and a text before `json` reads it. A line feed
    marks each place that was changed, and `json` takes none within a string. So all these places are between values,
    and there are as many as between the values of such lists.

    >>> page = lines_apart('{"sections": [], "unrecognized": [{"type": "line", "number": 4, "text": "Fog."}]}\n')
    >>> list(page["unrecognized"])
    [Line(number=4, text='Fog.')]
    """
    head, begun, listed = page.rstrip().partition(_BEGIN)
    if not begun or not listed.endswith(_END) or "\n" in listed:
        return None
    items = listed.removesuffix(_END).split(_NEXT)
    dicts = "],\n[".join(items)
    lists = dicts.replace(_TEXT, ",\n")
    if len(dicts) - len(lists) != len(items) * (len(_TEXT) - 2):  # one in each
        return None
    try:
        tree = json.loads(head + "}")
        lines = _of_columns(*zip(*json.loads(f"[[{lists}]]"), strict=True))
    except (ValueError, TypeError, RecursionError):
        return None
    if lines is None or not tree or "unrecognized" in tree:
        return None
    return {**tree, "unrecognized": lines}
