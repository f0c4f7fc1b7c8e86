"""Can a text hold a review page? A quick no for nearly all texts that do not, to filter a crawl with."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reviewparse.cards import Card, SectionType
from reviewparse.errors import ReviewError
from reviewparse.limits import MAX_CHARS, checked_limit
from reviewparse.linemap import BOM
from reviewparse.loading import LOADING
from reviewparse.pages import PageBuilder
from reviewparse.parsing import apart, checked, ready
from reviewparse.records import Review
from reviewparse.review_grammar import terminal
from reviewparse.statements import Said, SourceBlock, Statement
from reviewparse.transformer import read_into
from reviewparse.unwrapping import unwrapped
from reviewparse.vocabulary import Layout

__all__ = ["MARKS", "has_mark", "sniff"]

MARKS: Final = (
    " reviews yet.", " score yet", "% Mixed", "% Negative", "% Positive", "0 1 2 3 4 5 6 7 8 9 10", "CRITIC REVIEWS",
    "CRITIC SCORE DISTRIBUTION", "Critic Review", "Expand", "Full Review »", "METASCORE", "Metascore",
    "Mixed or Average Reviews", "Mixed or average reviews", "Overwhelming ", "Read full review", "Reviewed by:",
    "This review contains spoilers", "USER REVIEWS", "USER SCORE", "Universal ", "User Review", "User Score",
    "User score", "Write a Review", "avorable Reviews", "favorable reviews", "found this helpful", "istribution:",
    "said yes",
)  # fmt: skip
"""Strings of which each text has one that holds a section, or else a date with a score below it,
as reviews of layout L3 begin, or a list that cites a print source. A test computes them from the grammar."""

LETTERS: Final = "MU%"
"""Finding one letter is the quickest search there is, and few texts have many of these. So the strings that begin with
one are looked for where it stands."""

SPARSE: Final = 100
"""Only where that many characters or more fall on each such letter is it quicker than to search for each string."""

SHARED: Final = ("eview", "CRITIC ")
"""What many of the others hold. A text without it holds none of these, which is one search instead of many."""

_BY_LETTER: Final = {letter: tuple(mark for mark in MARKS if mark[0] == letter) for letter in LETTERS}
_OTHERS: Final = [mark for mark in MARKS if mark[0] not in LETTERS]
_GROUPS: Final = {
    shared: tuple(mark for mark in _OTHERS if next((part for part in SHARED if part in mark), mark) == shared)
    for shared in dict.fromkeys(next((part for part in SHARED if part in mark), mark) for mark in _OTHERS)
}
"""The other strings by what they share; one that shares nothing stands for itself."""

PROFILE_MARKS: Final = (" has graded", "review score")
"""Strings of which each profile of a publication or a critic has one; a text that has one is read as a whole."""


def sniff(page: str | bytes, *, max_chars: int | None = MAX_CHARS) -> bool:
    """Whether a text, or the HTML of a page, holds a review section. No record is made: it is much faster than `parse`.

    Args:
        page: a text as `str`, which may hold several pages, or HTML as `bytes`.
        max_chars: the answer for a longer one is `False`, as `parse` and `parse_html` would refuse it; `None` for any
            number.

    Every page holds one of a few strings. Nearly all other texts hold none of them and are dismissed at once; the rest
    are read up to the first line of a section. HTML has to be made a text first, as `html_to_text` does.

    Raises:
        TypeError: `page` is neither `str` nor `bytes`.

    >>> sniff("Universal acclaim - based on 23 Critics"), sniff(b"<p>Universal <b>acclaim</b> - based on 23 Critics")
    (True, True)
    >>> sniff("He wrote of universal acclaim, based on what 23 critics had said.")
    False
    """
    if isinstance(page, bytes):
        with LOADING:
            from reviewparse.html import html_to_text
        try:
            page = html_to_text(page, max_chars=max_chars)
        except ReviewError as error:
            if error.code != "too-long":
                raise
            return False
    given, max_chars = checked(page), checked_limit(max_chars)
    if max_chars is not None and len(given) > max_chars:
        return False
    if not has_mark(given):
        return False
    read = unwrapped(ready(given), apart)[0]
    if any(mark in read for mark in PROFILE_MARKS):
        builder = PageBuilder(read)
        read_into(builder, read)
        return builder.finish(1).sections != () and builder.profile is None
    try:
        read_into(_Watch(""), read)
    except _Found:
        return True
    return False


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
    if terminal("_L3_DATED_SCORE").search(text):
        return True
    return "[" in text and _has_list_with_source(text)


def _has_one(text: str, letter: str, marks: tuple[str, ...]) -> bool:
    """Whether a text has one of the strings, all of which begin with the letter."""
    start = -1
    for _ in range(len(text) // SPARSE):
        start = text.find(letter, start + 1)
        if start < 0 or text.startswith(marks, start):
            return start >= 0
    return any(mark in text for mark in marks)


def _has_list_with_source(text: str) -> bool:
    """Whether a line ends in a print source, and one begins with the number of an item: no list cites without both."""
    source, number = _of_list_with_source()
    lines = f"\n{text.removeprefix(BOM)}\n"
    return source.search(lines) is not None and number.search(lines) is not None


@cache
def _of_list_with_source() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The two patterns, made of the grammar's."""
    source, number = (
        "".join(terminal(name).pattern for name in names.split())
        for names in ("_PRINT_SOURCE _EOL", "_FLUSH_MARGIN _NUMBER _DOT")
    )
    return re.compile(source), re.compile(rf"\n{number}")


class _Found(Exception):  # noqa: N818 - nothing is wrong
    """The text has a section."""


class _Watch(PageBuilder):
    """Keeps nothing, and ends the reading where there is a section."""

    def say(self, block: SourceBlock, said: Said, layout: Layout = Layout.L1) -> None:
        if isinstance(said, Statement):
            raise _Found

    def add(self, kind: SectionType, review: Review, layout: Layout = Layout.L1) -> None:
        raise _Found

    def card(self, card: Card) -> None:
        raise _Found
