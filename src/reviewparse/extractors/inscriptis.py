"""The margins of inscriptis, which are those of the page's blocks, as the margins of a list that the format knows.

inscriptis ends the number of an item where the item's first line begins. Lines in fewer blocks, the text of a review
most of all, begin left of its number, as no other extractor prints them:

    ␣␣␣␣␣␣1. The Dusty Reel
    ␣␣␣␣␣␣␣␣␣Oct 7, 2014
    ␣␣␣␣␣Slow, and worth it.
    ␣␣␣␣␣␣2. Bay Weekly
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reviewparse.extractors.items import line_below
from reviewparse.linemap import Change, Join, changed
from reviewparse.review_grammar import terminal
from reviewparse.signs import compiled

__all__ = ["without_margins"]

NUMBER: Final = 2
"""The margin of an item's number in the format."""

LINE: Final = 4
"""The margin of an item's other lines in the format. Those of the extractor have no lower one."""

MOST: Final = 8
"""So far left of an item's first line its text begins at most: it is in fewer blocks, each of two blanks."""

GAP: Final = 2
"""A number is at most so much higher than that above: versions before 2.3 leave out an item without a line."""

_FIRST: Final = r" {6,}+1\. \S"
_NUMBERED: Final = r" *+([0-9]{1,5})\.(?:\s*+$| )"
_BULLETS: Final = ("* ", "+ ")


def without_margins(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text with the lists of inscriptis at the margins of the format, and what moved by that and by `joins` before.

    A list of which it is not certain where each of its items begins stays as it is.

    >>> page = "      1. Bay Weekly\n         80\n     Slow.\n      2. Reel\n         70\n     Long.\nAbout\n"
    >>> without_margins(page, ())[0]
    '  1. Bay Weekly\n    80\n    Slow.\n  2. Reel\n    70\n    Long.\nAbout\n'
    """
    lines = text.split("\n")
    margins: dict[int, int] = {}
    place = 0
    above = -1  # the margin of the line above; it tells nothing where that is the last one of another list
    while place < len(lines):
        line = lines[place]
        if compiled(_FIRST).match(line):
            place, found = _list_at(lines, place, above)
            margins.update(found)
            above = -1
        else:
            above = _margin(line) if line.strip() else above
            place += 1
    return changed(text, joins, list(_changes(lines, margins)))


def _list_at(lines: Sequence[str], first: int, above: int) -> tuple[int, dict[int, int]]:
    """The line below the list that begins at `first`, and the margins that its lines have in the format.

    There are none where it is not certain at which line each item begins. Of a review's text, nothing begins left or
    right of its other lines, as the numbers up to 9 and from 100 on do. One of two digits may begin like a line of the
    text, and what tells it is the line below: a date or a score begins right of the text.
    """
    column = _margin(lines[first]) + len("1. ")  # where the first line of each item begins
    body = 0  # where the texts begin, as soon as there is one
    margins = {first: NUMBER}
    last, end, below = 1, len(lines), ""
    in_doubt = False
    maybe: set[int] = set()  # numbers above that may be those of the next items
    for place in range(first + 1, len(lines)):
        line, upper = lines[place], below
        if not line.strip():
            continue
        below = line
        margin, number = _margin(line), _number(line, column)
        if not number and margin != body and compiled(_FIRST).match(line):
            end, in_doubt = place, True  # another list
            break
        body = body or (margin if margin < column - len("1. ") and not number else 0)
        if number and (margin != body or _goes_on(lines, place, body) or _ends_item(upper)):
            if last < number <= last + GAP:
                in_doubt = in_doubt or any(other < number for other in maybe)
                maybe.clear()
                last = number
                margins[place] = NUMBER
                continue
            end, in_doubt = place, in_doubt or (margin >= body and number != 1)
            break
        if margin < body:
            end = place
            break
        if last < number <= last + GAP:
            maybe.add(number)
        margins[place] = LINE
    if in_doubt or maybe or not max(above + 1, LINE, column - MOST) <= body or not _has_head(lines, margins, body):
        return end, {}
    return end, margins | {end: 0}


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _number(line: str, column: int) -> int:
    """The number of an item that may begin at a line: nothing else is there, or its first line is at `column`."""
    numbered = compiled(_NUMBERED).match(line)
    return int(numbered[1]) if numbered and numbered.end() in (column, len(line)) else 0


def _goes_on(lines: Sequence[str], place: int, body: int) -> bool:
    """Whether the next line is one more of those above the text of a review."""
    line = line_below(lines, place)
    return _margin(line) > body and not line.lstrip(" ").startswith(_BULLETS)


def _ends_item(line: str) -> bool:
    """Whether a line stands below the text of a review."""
    return terminal("_ACTION").match(f"{line.lstrip(' ')}\n") is not None


def _has_head(lines: Sequence[str], margins: Mapping[int, int], body: int) -> bool:
    """Whether the second line of an item, right of its text, is a date, a score or an author."""
    below = (line_below(lines, place) for place, margin in margins.items() if margin == NUMBER)
    return any(_margin(line) > body and terminal("_HEAD_LINE").match(f"{line.lstrip(' ')}\n") for line in below)


def _changes(lines: Sequence[str], margins: Mapping[int, int]) -> Iterator[Change]:
    """What is left out of the lines, so that they have these margins."""
    start = 0
    for place, line in enumerate(lines):
        margin = _margin(line)
        if margins.get(place, margin) < margin:
            yield start + margins[place], start + margin, ""
        start += len(line) + 1
