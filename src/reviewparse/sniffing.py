"""Can a text hold a review page? A quick no for nearly all texts that do not, to filter a crawl with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Never

from reviewparse.assemble import SECTION, Assembler, Manner
from reviewparse.literals import literals
from reviewparse.parsing import apart, checked, ready
from reviewparse.read import scan
from reviewparse.unwrapping import unwrapped

__all__ = ["sniff"]


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
    if not any(literal in given for literal in literals()):
        return False
    try:
        scan(unwrapped(ready(given), apart)[0], _Watch())
    except _Found:
        return True
    return False


class _Found(Exception):  # noqa: N818 - nothing is wrong
    """The text has a section."""


class _Watch(Assembler):
    """Keeps nothing, and ends the reading where there is a section."""

    __slots__ = ()

    def take(self, manner: Manner, line: int, source: str, texts: Sequence[str | None] = ()) -> None:
        if manner.target == SECTION:
            raise _Found

    def critic_reviews(self, line: int) -> Never:
        raise _Found

    def user_reviews(self, line: int) -> Never:
        raise _Found
