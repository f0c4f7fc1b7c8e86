"""Lines of layout L2 that an extractor prints apart, as BeautifulSoup's `get_text` does, as the format has them.

Above a text are a score and one line with names and a date. Here, each of these is a line of its own:

    80
    The Dusty Reel
    Ann Example
    Oct 7, 2014
    Slow, and worth it.
    Read full review
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reviewparse.linemap import Change, Join, changed
from reviewparse.review_grammar import terminal
from reviewparse.signs import compiled

__all__ = ["with_bylines"]

LONGEST_NAME: Final = 80
"""A line of more letters is no name."""

NAMES: Final = {"critics": (2, 1), "users": (1,)}
"""How many lines of names stand above a date."""

_LINE: Final = r"^[^\S\n]*+(\S[^\n]*(?<=\S))[^\S\n]*+$"
_LISTS: Final = {
    "CRITIC REVIEWS": "critics",
    "Critic Reviews": "critics",
    "USER REVIEWS": "users",
    "User Reviews": "users",
}
_ABOVE_A_USER: Final = ("USER REVIEWS", "User Reviews", "Most helpful", "All this user's reviews")
_EXPAND: Final = "Expand"
_ELLIPSES: Final = ("…", "...")
_VOTES: Final = r"[0-9][0-9,]*+ of [0-9][0-9,]*+ users? found this helpful(?: [0-9]+ [0-9]+)?"


def with_bylines(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text with what belongs on a line joined, names by tabs, and what moved by that and by `joins` before.

    >>> with_bylines("CRITIC REVIEWS\n80\nReel\nAnn Example\nOct 7, 2014\nSlow.\nRead full review\n", ())[0]
    'CRITIC REVIEWS\n80\nReel\tAnn Example\tOct 7, 2014\nSlow.\nRead full review\n'
    """
    return changed(text, joins, list(_joined(text)))


def _joined(text: str) -> Iterator[Change]:
    """What parts the lines that are one."""
    lines = list(compiled(_LINE, re.MULTILINE).finditer(text))
    words = [line[1] for line in lines]
    kind = ""  # of the list
    place = text_at = ended = 0  # where a text began, and where votes ended, and so a review of a user
    while place < len(lines):
        kind = _LISTS.get(words[place], kind)
        start, end, parting = place, place + 1, " "
        if votes := _end_of_votes(words, place):
            end = ended = votes
        elif words[place] == _EXPAND and words[place - 1] in _ELLIPSES and place - 2 >= text_at:
            start = place - 2
        elif date := _date_of(words, place, kind, place == ended):
            start, end, parting = place + 1, date + 1, "\t"
            text_at = end
        for one in range(start, end - 1):
            yield lines[one].end(1), lines[one + 1].start(1), parting
        place = end


def _end_of_votes(words: Sequence[str], place: int) -> int:
    """Where the lines of votes, and of the two numbers beside them, end; 0 if there are none."""
    if words[place][0] not in "0123456789":
        return 0
    for count in (6, 4, 3, 1):
        if compiled(_VOTES).fullmatch(" ".join(words[place : place + count])):
            return min(place + count, len(words))
    return 0


def _date_of(words: Sequence[str], place: int, kind: str, below_votes: bool) -> int:
    """The line with the date of a review whose score is at a line; 0 if there is none.

    A critic's text is one line, so nothing of it looks like this. A user's may be anything, so the line above must be
    one that stands above a review; a user may be called `7`.
    """
    if not kind or not terminal("SCORE").match(words[place] + "\n"):
        return 0
    if kind == "users" and not below_votes and words[place - 1] not in _ABOVE_A_USER:
        return 0
    for count in NAMES[kind]:
        date = place + count + 1
        if date + 1 < len(words) and terminal("DATE").match(words[date] + "\n"):
            names = words[place + 1 : date]
            head_line = terminal("DATE" if kind == "users" else "_DATE_OR_SCORE")
            is_name = (len(name) <= LONGEST_NAME and not head_line.match(name + "\n") for name in names)
            return date if all(is_name) else 0
    return 0
