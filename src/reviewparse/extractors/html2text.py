"""The lists of html2text, which indents the number of an item and no other line of it, at the margins of the format.

In a text, html2text escapes what looks like the number of an item (`2\\. Fog`), so each of its numbers is one, and an
item ends at the next. The last one ends with what stands below its text:

    ␣␣7. The Dusty Reel

    Oct 7, 2014

    Slow, and worth it.

    ␣␣␣␣␣* Read full review
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Final

from reviewparse.extractors.items import line_below
from reviewparse.linemap import Change, Join, changed
from reviewparse.review_grammar import terminal
from reviewparse.signs import compiled

__all__ = ["is_html2text", "with_margins"]

MARGIN: Final = "    "
"""The margin of an item's other lines in the format."""

HARD: Final = "  "
"""A line that goes on below in the same paragraph, and not in the same line, ends in these blanks."""

_NUMBERS: Final = r"  (?=\S)((?:[0-9]{1,5}\. ++)++)(?=\S)"
_ANY_NUMBERS: Final = r" *+(?:[0-9]{1,5}\\?+\. ++)++"
_LAST_NUMBER: Final = r"  (?:[0-9]{1,5}\. ++)+(?=[0-9]{1,5}\. )"
_QUOTE: Final = "> "
_OTHER_ITEM: Final = r"^  [0-9]{1,5}\. [^\n]*\n\s*+(?<=\n    ) *+(?![*-] )\S"
_COUNT: Final = r"  [0-9]{1,2}\. "
_BULLET: Final = r" {4,}+[*-] "
_APART: Final = r"  [*-] |#{1,6} "
_LINK: Final = r"\[? ?"


def is_html2text(text: str) -> bool:
    """Whether no item goes on at a margin, as those of other extractors do.

    >>> is_html2text("# Blue Harbor\\n\\n  1. Fog\\n\\nOct 7, 2014\\n"), is_html2text("  1. Fog\\n    Oct 7, 2014\\n")
    (True, False)
    """
    return compiled(_OTHER_ITEM, re.MULTILINE).search(text) is None


def with_margins(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text with its items' lines at the margin of the format, and what moved by that and by `joins` before.

    The lines of a paragraph are joined. A list that may be one of reviews, and of which it is not certain where each
    item begins and ends, has no numbers.

    >>> text = "  1. Reel\n\n80\n\nSlow, and \nworth it.\n\n     * Read full review\n\nAbout\n"
    >>> with_margins(text, ())[0]
    '  1. Reel\n\n    80\n\n    Slow, and worth it.\n\n    * Read full review\n\nAbout\n'
    """
    lines = text.split("\n")
    lists: list[range] = []
    doubtful: list[range] = []
    counted = False  # whether the lines above are counts
    place = 0
    while place < len(lines):
        line = lines[place]
        if _numbers(line)[:1] == [1]:
            end, certain = _end_of_list(lines, place)
            found = range(place, end)
            if counted or _has_head(lines, found):
                (lists if certain and not _is_torn(lines, found) else doubtful).append(found)
            place, counted = end, False
        else:
            above = place > 0 and lines[place - 1].strip() != ""
            counted = _is_count(line) or (counted and (above or not line.strip()))
            place += 1
    return changed(text, joins, sorted([*_changes(lines, lists), *_without_numbers(lines, doubtful)]))


def _end_of_list(lines: Sequence[str], first: int) -> tuple[int, bool]:
    """The line below the list that begins at `first`, and whether that is certain."""
    last, ended = _numbers(lines[first])[-1], False
    for place in range(first + 1, len(lines)):
        line = lines[place]
        numbers = _numbers(line)
        if numbers:
            if numbers != [*range(last + 1, last + 1 + len(numbers))]:
                return place, ended and numbers[0] == 1
            last, ended = numbers[-1], False
        elif _is_count(line) or compiled(_APART).match(line):
            return place, ended and _next_number(lines, place) != last + 1
        elif _is_below_text(line, ended):
            ended = True
        elif ended and line.strip() and not lines[place - 1].strip():
            return place, _next_number(lines, place) != last + 1
    return len(lines), ended


def _numbers(line: str) -> list[int]:
    """The numbers of the item that begins at a line, behind those of items with nothing in them."""
    if not line.startswith("  ") or _is_count(line):
        return []
    found = compiled(_NUMBERS).match(line)
    return [int(number) for number in found[1].replace(".", " ").split()] if found else []


def _next_number(lines: Sequence[str], place: int) -> int:
    """The number of the next item, whatever its list; 0 if there is none."""
    return next((numbers[0] for below in range(place, len(lines)) if (numbers := _numbers(lines[below]))), 0)


def _is_count(line: str) -> bool:
    """Whether a line is the count of a class of reviews."""
    found = compiled(_COUNT).match(line)
    return found is not None and terminal("_CLASS_NAME").match(line, found.end()) is not None


def _is_below_text(line: str, ended: bool) -> bool:
    """Whether a line is one of those that stand below the text of a review; votes do in a list, or below another."""
    bullet = compiled(_BULLET).match(line)
    name = "_BELOW_TEXT" if bullet or ended else "_ACTION_WORDS"
    start = compiled(_LINK).match(line, bullet.end() if bullet else 0)
    return start is not None and terminal(name).match(line, start.end()) is not None


def _has_head(lines: Sequence[str], found: range) -> bool:
    """Whether the second line of an item is a date, a score or an author."""
    items = (place for place in found if _numbers(lines[place]))
    below = (line_below(lines, place) for place in items)
    return any(terminal("_HEAD_LINE").match(f"{line}\n") for line in below)


def _is_torn(lines: Sequence[str], found: range) -> bool:
    """Whether paragraphs are not parted by blank lines, or what ends a line within one is lost."""
    going_on = [place for place in found[:-1] if _goes_on(lines, place)]
    if going_on and not any(line.endswith(" ") for line in lines):
        return True
    return any(_numbers(lines[place]) and terminal("_HEAD_LINE").match(f"{lines[place + 1]}\n") for place in going_on)


def _goes_on(lines: Sequence[str], place: int) -> bool:
    """Whether the next line is one with this one."""
    line, below = lines[place], lines[place + 1]
    if not line.strip() or not below.strip() or line.endswith(HARD):
        return False
    return not _numbers(below) and compiled(_BULLET).match(below) is None


def _without_numbers(lines: Sequence[str], lists: Iterable[range]) -> Iterator[Change]:
    """The numbers of these lists, and what looks like one in a text, so that none begins an item."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for place in chain.from_iterable(lists):
        if numbers := compiled(_ANY_NUMBERS).match(lines[place]):
            yield starts[place], starts[place] + numbers.end(), ""


def _changes(lines: Sequence[str], lists: Iterable[range]) -> Iterator[Change]:
    """The line ends within paragraphs of these lists, the margins of their other lines, and numbers of empty items."""
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for found in lists:
        quoted = False  # each line of a paragraph that begins with `>` begins with it
        for place in found:
            line, start = lines[place], starts[place]
            if place > found.start and _goes_on(lines, place - 1):
                above = starts[place - 1] + len(lines[place - 1].rstrip())
                words = line.lstrip().removeprefix(_QUOTE if quoted else "")
                yield above, start + len(line) - len(words), " "
                continue
            quoted = line.startswith(_QUOTE)
            if last := compiled(_LAST_NUMBER).match(line):
                yield start + 2, start + last.end(), ""
            elif bullet := compiled(_BULLET).match(line):
                yield start, start + bullet.end(), f"{MARGIN}* "
            elif line.strip() and line[0] != " ":
                yield start, start, MARGIN
