"""Strings of which every text of a page holds one: nearly all other texts hold none, and are dismissed by them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reviewparse.extractors.dump_marks import has_references, without_link_numbers
from reviewparse.review_grammar import terminal, terminal_text
from reviewparse.signs import compiled

__all__ = [
    "FRONT_PAGE_MARK",
    "MARKS",
    "PROFILE_MARKS",
    "begins_with_mark",
    "has_mark",
    "has_profile_mark",
    "may_be_page",
]

MARKS: Final = (
    " reviews yet.", " score yet", "% Mixed", "% Negative", "% Positive", "0 1 2 3 4 5 6 7 8 9 10", "CRITIC REVIEWS",
    "CRITIC SCORE DISTRIBUTION", "Critic Review", "Expand", "Full Review »", "METASCORE", "Metascore",
    "Mixed or Average Reviews", "Mixed or average reviews", "Overwhelming ", "Read full review", "Reviewed by:",
    "This review contains spoilers", "USER REVIEWS", "USER SCORE", "Universal ", "User Review", "User Score",
    "User score", "Write a Review", "avorable Reviews", "critic reviews for this ", "favorable reviews",
    "found this helpful", "istribution:", "said yes",
)  # fmt: skip
"""Strings of which each text has one that holds a section, or else a date with a score below it,
as reviews of layout L3 begin, or a list that cites a print source. A test computes them from the grammar."""

FREQUENT: Final = ("istribution:", "Metascore", "Read full review", "User score", "found this helpful")
"""Most pages hold one of these at their top."""

TOP: Final = 1000
"""So many characters at the top of a text are looked at first: there most pages hold one of `FREQUENT`."""

LETTERS: Final = "MU%CE"
"""Finding one letter is the quickest search there is, and few texts have many of these. So the strings that begin with
one are looked for where it stands."""

SPARSE: Final = 750
"""Only where that many characters or more fall on each such letter is it quicker than one search for an expression."""

SHARED: Final = ("istribution:", "eview")
"""What many of the others hold. A text without it holds none of these, which is one search instead of many.

The first one is a mark itself, and most pages hold it.
"""


def _shared(mark: str) -> str:
    return next((part for part in SHARED if part in mark), mark)


_BY_LETTER: Final = {letter: tuple(mark for mark in MARKS if mark[0] == letter) for letter in LETTERS}
_OTHERS: Final = [mark for mark in MARKS if mark[0] not in LETTERS]
_GROUPS: Final = {
    shared: tuple(mark for mark in _OTHERS if _shared(mark) == shared)
    for shared in dict.fromkeys((*SHARED, *map(_shared, _OTHERS)))
}
"""The other strings by what they share; one that shares nothing stands for itself."""

PROFILE_MARKS: Final = (" has graded", "review score")
"""Strings of which each profile of a publication or a critic has one; a text that has one is read as a whole."""

FRONT_PAGE_MARK: Final = "The Gold Standard in "
"""What each front page has, which also has one of `MARKS`; it is read as a whole, too."""


def has_mark(text: str) -> bool:
    """Whether a text has what each text of a page has, and few others: then it is worth reading.

    >>> has_mark("He wrote of Universal acclaim."), has_mark("He wrote of universal acclaim.")
    (True, False)
    """
    for shared, marks in _GROUPS.items():
        if shared in text and any(mark in text for mark in marks):
            return True
    for letter, marks in _BY_LETTER.items():
        if letter in text and _has_one(text, letter, marks):
            return True
    if terminal("_L3_DATED_SCORE").search(without_link_numbers(text) if has_references(text) else text):
        return True
    return "]" in text and compiled(_END_OF_SOURCE).search(text) is not None and _has_list_with_source(text)


def begins_with_mark(text: str) -> bool:
    r"""Whether one of the strings that most pages hold stands where a text begins: quick where a text is a page.

    >>> begins_with_mark("Metascore\n74\n"), begins_with_mark(1000 * " " + "Metascore\n74\n")
    (True, False)
    """
    return any(text.find(mark, 0, TOP) != -1 for mark in FREQUENT)


def may_be_page(text: str) -> bool:
    """Whether a text has a mark, at its top or elsewhere: a text without one has no section.

    >>> may_be_page("Metascore\\n74\\n"), may_be_page("He wrote of universal acclaim.")
    (True, False)
    """
    return begins_with_mark(text) or has_mark(text)


def _has_one(text: str, letter: str, marks: tuple[str, ...]) -> bool:
    """Whether a text has one of the strings, all of which begin with the letter."""
    start = -1
    for _ in range(len(text) // SPARSE):
        start = text.find(letter, start + 1)
        if start < 0 or text.startswith(marks, start):
            return start >= 0
    return _one_of(marks).search(text, start + 1) is not None


@cache
def _one_of(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, marks)))  # `re` searches for what they begin with


_END_OF_SOURCE: Final = r"\][^\S\n]*+(?:\n|\Z)"
"""What stands at the end of a line that ends in a print source, or of a text."""


def _has_list_with_source(text: str) -> bool:
    """Whether a line ends in a print source, and one begins with the number of an item: no list cites without both."""
    source, number = _of_list_with_source()
    lines = f"\n{text}\n"
    return source.search(lines) is not None and number.search(lines) is not None


@cache
def _of_list_with_source() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The two patterns, made of the grammar's."""
    source, number = (
        "".join(map(terminal_text, names.split()))
        for names in ("_UP_TO_LAST_BRACKET _IN_BRACKETS _EOL", "_FLUSH_MARGIN _NUMBER _DOT")
    )
    return re.compile(rf"\n{source}"), re.compile(rf"\n\ufeff?+{number}")


def has_profile_mark(text: str) -> bool:
    """Whether a text may be the profile of a publication or a critic.

    >>> has_profile_mark("The Dusty Reel has graded 40 films.")
    True
    """
    return any(mark in text for mark in PROFILE_MARKS)
