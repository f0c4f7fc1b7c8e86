"""What `json` makes of a page in JSON, in less time where the page is as `dump_lines` writes it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from reviewparse.lines import Lines
from reviewparse.records import CriticReview, UserReview
from reviewparse.serialization.fields import rare_fields_of
from reviewparse.serialization.line_lists import numbered_lines
from reviewparse.serialization.reading import SHORT

__all__ = ["tree_of"]

_BEGIN: Final = ', "unrecognized": [{"type": "line", "number": '
_TEXT: Final = ', "text": "'
_NEXT: Final = '"}, {"type": "line", "number": '
_END: Final = '"}]}'
"""What `dump_lines` writes before the first line, between its number and its text, between lines, and at the end."""
_LINE_FEED: Final = r"\n"
"""A line feed in a string of JSON."""
_OF_SHORT: Final = (SHORT[0], r"\u007")
"""What a line of JSON holds that has `SHORT` itself, by its letters or by their numbers."""


def tree_of(line: str) -> Any:
    r"""What `json.loads` makes of a line of JSON. Raises what that does; `None` where that may hold `SHORT` itself.

    Unrecognized lines at the end of a page are `Lines`. A review whose `rare_fields_of` are all absent is without them,
    and has `SHORT` in place of `line`.

    >>> page = '{"sections": [], "unrecognized": [{"type": "line", "number": 4, "text": "Fog."}]}'
    >>> list(tree_of(page)["unrecognized"])
    [Line(number=4, text='Fog.')]
    """
    if any(letters in line for letters in _OF_SHORT):
        return None
    # The lines are at the end. Where a page has none, the whole of it need not be searched for them.
    head, begun, listed = line.partition(_BEGIN) if line.endswith((_END, _END + "\n")) else (line, "", "")
    try:
        tree = json.loads(_shortened(head) + "}" if begun else _shortened(line))
        lines = _lines(listed.removesuffix("\n")) if begun else None
    except ValueError:
        return json.loads(line)
    if not begun:
        return tree
    if lines is None or not tree or "unrecognized" in tree:
        return json.loads(line)
    return {**tree, "unrecognized": lines}


def _shortened(page: str) -> str:
    """The JSON of a page without the fields of reviews that only some layouts print, where a review has none of them.

    Each place where they stood has a line feed, which `json` takes only between values, and a key of its own, which
    a review alone may have. So the JSON is as right or wrong as it was.
    """
    for absent in _absent():
        page = f',\n"{SHORT}": '.join(page.split(absent))
    return page


@cache
def _absent() -> list[str]:
    """What stands between the values of a review and its line, where all `rare_fields_of` are absent."""
    return [
        "".join(f', "{field.name}": {json.dumps(field.default)}' for field in rare_fields_of(kind)) + ', "line": '
        for kind in (CriticReview, UserReview)
    ]


def _lines(listed: str) -> Lines | None:
    """The lines of a page, of what stands behind `_BEGIN`; `None` where it is not as `dump_lines` writes it.

    `json` reads all texts as one string, in which line feeds part them: that takes a third less time. A quote that is
    left in a text is an error then, and a line feed makes one line more than there are numbers.
    """
    if not listed.endswith(_END) or "\n" in listed:
        return None
    marked = "\n,\n".join(listed.removesuffix(_END).split(_NEXT)).replace(_TEXT, "\n").split("\n")
    numbers, texts, between = marked[::3], marked[1::3], marked[2::3]
    text = _LINE_FEED.join([*texts, ""])
    if between != [","] * (len(numbers) - 1) or not "".join(numbers).isdecimal() or rf"\{_LINE_FEED}" in text:
        return None
    return numbered_lines(json.loads(f"[{','.join(numbers)}]"), json.loads(f'"{text}"'))
