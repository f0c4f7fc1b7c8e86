"""Lists of layout L1 without numbers, as BeautifulSoup's `get_text` and WET files print them, as the format has them.

No line has a margin, so nothing but its neighbors tells where an item begins. What stands below the text of a review is
right above the next item, whose first lines are a name, a date or an author, and a score:

    Read full review
    The Dusty Reel
    Oct 7, 2014
    80
    Slow, and worth it.
    All this publication's reviews
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reviewparse.linemap import Change, Join, changed
from reviewparse.review_grammar import terminal
from reviewparse.signs import compiled

__all__ = ["with_items"]

NO_NUMBER: Final = "  0. "
"""The mark of an item that has no number: no list counts from 0."""

MARGIN: Final = "    "
"""The margin of an item's other lines in the format."""

LONGEST_NAME: Final = 80
"""A line of more letters is no name."""

_LINE: Final = r"^[^\S\n]*+(\S[^\n]*(?<=\S))[^\S\n]*+$"
_NUMBER: Final = r"[0-9]{1,5}\.(?:\s|$)"
_OUT_OF: Final = r"(?:(?:Positive|Mixed|Negative): ?)?(?:[0-9][0-9,]*+ )?out of [0-9][0-9,]*+"
_ABOVE: Final = rf"{_OUT_OF}|per page|Critic Reviews|User Reviews|Write a Review"
_VOTES: Final = r"[0-9][0-9,]*+ of [0-9][0-9,]*+ users? (?:found this helpful|said yes)"
_ENDS_OF_VOTES: Final = ("found this helpful", "said yes")
_LINES_OF_VOTES: Final = (1, 4)
_OF_COUNTS: Final = r"[0-9]{1,2}\.|Positive:|Mixed:|Negative:|(?:Critic s|User s|S)core"
_COUNT: Final = r"(?:[0-9]{1,2}\. )?(?:Positive|Mixed|Negative): [0-9][0-9,]*+ out of(?: [0-9][0-9,]*+)?"
_HEADING: Final = r"(?:Critic s|User s|S)core distribution:"
_EXPAND: Final = "Expand"
_ELLIPSES: Final = ("…", "...")
_APART: Final = r"(?<=…)[^\S\n]{2,}+(?=Expand$)"
_PARTS_OF_VOTES: Final = ("of", *"0123456789", *_ENDS_OF_VOTES)
_SPOILERS: Final = "This review contains spoilers"
_LINES_OF_NOTICE: Final = 3
_AUTHOR: Final = "Reviewed by:"


class _Line(NamedTuple):
    """A line that is not blank: its words, where its margin begins, and where its words begin and end."""

    words: str
    line_start: int
    start: int
    end: int


class _Item(NamedTuple):
    """Where an item begins, its text, and what is below the text; where it ends, and whether it has votes."""

    start: int
    text: int
    below: int
    end: int
    votes: bool


def with_items(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text with its items at the margins of the format, and what moved by that and by `joins` before.

    A list in which an item may end at another line than it seems to stays as it is.

    >>> text = "out of 1\nReel\nOct 7, 2014\n80\nSlow.\nRead full review\nAbout\n"
    >>> with_items(text, ())[0]
    'out of 1\n  0. Reel\n    Oct 7, 2014\n    80\n    Slow.\n    Read full review\nAbout\n'
    """
    lines = [
        _Line(found[1], found.start(), found.start(1), found.end(1))
        for found in compiled(_LINE, re.MULTILINE).finditer(text)
    ]
    changes: list[Change] = []
    place = 0
    while place < len(lines):
        if compiled(_OF_COUNTS).fullmatch(lines[place].words):
            end = _end_of_count(lines, place)
            changes += _joined(lines, range(place, end))
        elif place and compiled(_ABOVE).fullmatch(lines[place - 1].words) and _text_of(lines, place):
            items, end = _items(lines, place)
            if items and not _goes_on(lines, end):
                changes += _moved(lines, items)
                if end < len(lines):
                    changes.append((lines[end].line_start, lines[end].start, ""))
        else:
            end = place + 1
        place = end
    return changed(text, joins, changes)


def _items(lines: Sequence[_Line], place: int) -> tuple[list[_Item], int]:
    """The items of the list that begins at a line, none if one is in doubt, and where the list ends."""
    items: list[_Item] = []
    certain = True
    while text := _text_of(lines, place):
        below = text
        while below < len(lines) and not _end_of_footer(lines, below) and not (below > text and _ends(lines, below)):
            below += 1
        end, votes = below, False
        while after := _end_of_footer(lines, end):
            votes = votes or lines[after - 1].words.endswith(_ENDS_OF_VOTES)
            end = after
        # Below each text of a user are votes. A critic's is one line: where there are more, they are of two items.
        certain = certain and (votes or (below <= text + 1 and below < len(lines)))
        items.append(_Item(place, text, below, end, votes))
        place = end
    return items if certain and len({item.votes for item in items}) == 1 else [], place


def _text_of(lines: Sequence[_Line], place: int) -> int:
    """Where the text of an item that begins at a line does; 0 if none begins there."""
    if place + 2 >= len(lines) or len(lines[place].words) > LONGEST_NAME or _end_of_footer(lines, place):
        return 0
    words = lines[place].words
    if compiled(_NUMBER).match(words) or terminal("_HEAD_LINE").match(words + "\n"):
        return 0
    place += 1
    sure = False
    if lines[place].words.startswith(_AUTHOR):
        place += 1 + (lines[place].words == _AUTHOR)
        sure = True
    if place < len(lines) and terminal("DATE").match(lines[place].words + "\n"):
        place += 1
        sure = True
    if not sure or place + 1 >= len(lines) or not terminal("SCORE").match(lines[place].words + "\n"):
        return 0
    return place + 1


def _end_of_footer(lines: Sequence[_Line], place: int) -> int:
    """Where a line, or the lines of votes, end that stand below a text; 0 if they do not."""
    if place >= len(lines):
        return 0
    words = lines[place].words
    if terminal("_ACTION").match(words + "\n"):
        return place + 1
    if words[0] in "0123456789":
        for count in _LINES_OF_VOTES:
            together = " ".join(line.words for line in lines[place : place + count])
            if compiled(_VOTES).fullmatch(together):
                return place + count
    return 0


def _ends(lines: Sequence[_Line], place: int) -> bool:
    """Whether an item ends above a line that is the next one's first, or the link to all reviews."""
    return terminal("_SEE_ALL_AHEAD").match(lines[place].words) is not None or _text_of(lines, place) > 0


def _goes_on(lines: Sequence[_Line], place: int) -> bool:
    """Whether what stands below a text comes again, so that the list has not ended above."""
    while place < len(lines) and not compiled(_ABOVE).fullmatch(lines[place].words):
        if _end_of_footer(lines, place):
            return True
        place += 1
    return False


def _end_of_count(lines: Sequence[_Line], place: int) -> int:
    """Where the lines of a count, or of the heading of counts, end that may begin at a line."""
    together = lines[place].words
    for end in range(place + 1, min(place + 3, len(lines))):
        together += f" {lines[end].words}"
        if compiled(f"{_COUNT}|{_HEADING}").fullmatch(together):
            return end + 1
    return place + 1


def _joined(lines: Sequence[_Line], places: range) -> Iterator[Change]:
    """What parts lines that are one."""
    return ((lines[place].end, lines[place + 1].start, " ") for place in places[:-1])


def _moved(lines: Sequence[_Line], items: Sequence[_Item]) -> Iterator[Change]:
    """The margins of the items' lines, and what parts lines that are one."""
    for item in items:
        for place in range(item.start, item.end):
            line = lines[place]
            if place == item.start:
                yield line.line_start, line.start, NO_NUMBER
            elif _is_one(lines, item, place):
                yield lines[place - 1].end, line.start, " "
            else:
                yield line.line_start, line.start, MARGIN
            if apart := compiled(_APART).search(line.words):
                yield line.start + apart.start(), line.start + apart.end(), " "


def _is_one(lines: Sequence[_Line], item: _Item, place: int) -> bool:
    """Whether a line of an item is one with the line above."""
    words, above = lines[place].words, lines[place - 1].words
    if above == _AUTHOR:
        return True
    if place >= item.below:
        return place > item.below and not _end_of_footer(lines, place) and words.endswith(_PARTS_OF_VOTES)
    if place <= item.text:
        return False
    if lines[item.below - 1].words == _EXPAND and place >= item.below - 1 - (words in _ELLIPSES):
        return True
    notice = lines[item.text].words == _SPOILERS
    return notice and place < item.text + _LINES_OF_NOTICE and words.startswith((",", "."))
