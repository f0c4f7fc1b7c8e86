"""Can a text hold a review page? A quick no for nearly all that does not, to filter a crawl with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, Never

from reviewparse.assemble import SAYS, Assembler, Statement
from reviewparse.parsing import _checked, _ready
from reviewparse.read import scan
from reviewparse.scanner import OTHER, Block, State, machine

__all__ = ["sniff"]

SHORTEST: Final = 6
"""A literal of fewer characters is in too many texts to tell anything."""


def sniff(text: str) -> bool:
    """Whether `parse` finds a review section in a text, told without making any record.

    Most texts lack all of the few literals of which each page has one, and are done with as soon as that is clear.
    The others are read down to the first line that makes a section.

    Raises:
        TypeError: `text` is not a `str`.

    >>> sniff("Universal acclaim - based on 23 Critics")
    True
    >>> sniff("A conclusion based on 23 critics, but no verdict")
    False
    """
    given = _checked(text)
    if not any(literal in given for literal in literals()):
        return False
    try:
        scan(_ready(given), _Watch())
    except _Found:
        return True
    return False


class _Found(Exception):  # noqa: N818 - it is no error
    """The text holds a section."""


class _Watch(Assembler):
    """An assembler that ends the reading as soon as there is a section."""

    def take(self, statement: Statement) -> None:
        if statement.rule != OTHER:
            self._apply(statement)
            if self._page.sections:
                raise _Found

    def critic_reviews(self, line: int) -> Never:
        raise _Found

    def user_reviews(self, line: int) -> Never:
        raise _Found


# --- literals, from the grammar ------------------------------------------------------------------------------------------


@cache
def literals() -> tuple[str, ...]:
    """A few strings, of which at least one is in each text that holds a section."""
    found: set[str] = set()
    for state, block in _first():
        choice = _required(block)
        if choice:
            found |= choice
        else:
            pass
    return tuple(found)
