"""Can a text hold a review page? A quick no for nearly all texts that do not, to filter a crawl with."""

from __future__ import annotations

from typing import Final

from reviewparse.pages import PageBuilder, Said, SectionType, Statement
from reviewparse.parsing import apart, checked, ready
from reviewparse.records import Review
from reviewparse.review_grammar import terminal
from reviewparse.transformer import read_into
from reviewparse.unwrapping import unwrapped
from reviewparse.vocabulary import Layout

__all__ = ["MARKS", "sniff"]

MARKS: Final = (
    " reviews yet.", " score yet", "0 1 2 3 4 5 6 7 8 9 10", "CRITIC REVIEWS", "CRITIC SCORE DISTRIBUTION", "Critic Review", "Expand",
    "Full Review »", "METASCORE", "Metascore", "Mixed or average reviews", "Overwhelming dislike", "Read full review",
    "Reviewed by:", "This review contains spoilers", "USER REVIEWS", "USER SCORE", "Universal acclaim", "User Review",
    "User Score", "Write a Review", "core distribution:", "favorable reviews", "found this helpful", "said yes",
)  # fmt: skip
"""Strings of which each text has one that holds a section, unless all that tells is a print source in a list without a
head. A test computes them from the grammar and compares."""


def sniff(text: str) -> bool:
    """Whether `parse` finds a review section in a text, told without making a record.

    Nearly every text lacks all of the few strings of which each page has one: it is done with as soon as that is clear.
    The others are read down to the first line that makes a section. A text that holds several pages is told like one.

    Raises:
        TypeError: `text` is not a `str`.

    >>> sniff("Universal acclaim - based on 23 Critics")
    True
    >>> sniff("He wrote of universal acclaim, based on what 23 critics had said.")
    False
    """
    given = checked(text)
    if not any(mark in given for mark in MARKS) and not terminal("_PRINT_SOURCE").search(given):
        return False
    try:
        read_into(_Watch(), unwrapped(ready(given), apart)[0])
    except _Found:
        return True
    return False


class _Found(Exception):  # noqa: N818 - nothing is wrong
    """The text has a section."""


class _Watch(PageBuilder):
    """Keeps nothing, and ends the reading where there is a section."""

    def say(self, line: int, source: str, said: Said, layout: Layout = Layout.L1) -> None:
        if isinstance(said, Statement):
            raise _Found

    def add(self, kind: SectionType, review: Review, layout: Layout = Layout.L1) -> None:
        raise _Found
