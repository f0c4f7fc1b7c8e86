"""Strings of which every text of a page holds one: nearly all other texts hold none, and are dismissed by them."""

from __future__ import annotations

from typing import Final

from reviewparse.review_grammar import terminal

__all__ = ["MARKS", "PROFILE_MARKS", "has_mark", "has_profile_mark"]

MARKS: Final = (
    " reviews yet.", " score yet", "% Mixed", "% Negative", "% Positive", "0 1 2 3 4 5 6 7 8 9 10", "CRITIC REVIEWS",
    "CRITIC SCORE DISTRIBUTION", "Critic Review", "Expand", "Full Review »", "METASCORE", "Metascore",
    "Mixed or Average Reviews", "Mixed or average reviews", "Overwhelming ", "Read full review", "Reviewed by:",
    "This review contains spoilers", "USER REVIEWS", "USER SCORE", "Universal ", "User Review", "User Score",
    "User score", "Write a Review", "avorable Reviews", "favorable reviews", "found this helpful", "istribution:",
    "said yes",
)  # fmt: skip
"""Strings of which each text has one that holds a section, or else a date with a score below it,
as reviews of layout L3 begin, or a print source. A test computes them from the grammar and compares."""

SHARED: Final = ("istribution:", "eview", "core", "SCORE", "REVIEWS", "%")
"""What many of them hold. A text without it holds none of these, which is one search instead of many.

The first one is a mark itself, and most pages hold it.
"""


def _shared(mark: str) -> str:
    return next((part for part in SHARED if part in mark), mark)


_GROUPS: Final = {
    shared: tuple(mark for mark in MARKS if _shared(mark) == shared)
    for shared in dict.fromkeys((*SHARED, *map(_shared, MARKS)))
}
"""The marks by what they share; one that shares nothing stands for itself."""

PROFILE_MARKS: Final = (" has graded", "review score")
"""Strings of which each profile of a publication or a critic has one; a text that has one is read as a whole."""


def has_mark(text: str) -> bool:
    """Whether a text has what each text of a page has, and few others: then it is worth reading.

    >>> has_mark("He wrote of Universal acclaim."), has_mark("He wrote of universal acclaim.")
    (True, False)
    """
    for shared, marks in _GROUPS.items():
        if shared in text and any(mark in text for mark in marks):
            return True
    if terminal("_L3_DATED_SCORE").search(text):
        return True
    return "[" in text and terminal("_PRINT_SOURCE").search(text) is not None


def has_profile_mark(text: str) -> bool:
    """Whether a text may be the profile of a publication or a critic.

    >>> has_profile_mark("The Dusty Reel has graded 40 films.")
    True
    """
    return any(mark in text for mark in PROFILE_MARKS)
