"""Lists of which nothing can be read for certain, because fields run on into each other: they lose their numbers.

Without their numbers, no rule of the format reads them, and their lines are listed.

trafilatura prints an item on one line and leaves out its links: `1. Bay WeeklyOct 7, 2014Slow, and worth it.`, or
`1. Bay WeeklySlow.` where there was no date. A list in a user's text has the margin of the list of reviews.

Printers of Markdown that know of no blocks print several fields on the first line of an item: `1. [Reel](/reel)80`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from reviewparse.linemap import Change, Join, changed
from reviewparse.lines import Span
from reviewparse.signs import compiled

__all__ = ["without_lists_of_one_line", "without_torn_lists"]

GAP: Final = 2
"""The number of an item is at most so much higher than that above it, and than 0."""

_COUNT: Final = r"^(?:Critic s|User s|S)core distribution:\s++(?<=\n)[1-3]\. ++(?:Positive|Mixed|Negative):"
"""A count at no margin: so the reviews below have none, either, unless their other lines have."""

_ITEM: Final = r"^((?:[0-9]{1,5}\. ++)++)(?!(?:Positive|Mixed|Negative):)[^\n]*\n((?:[^\S\n]*+\n)*+ {3,}+(?=\S))?"
"""The numbers of an item that is no count, the rest of its line, and the margin of its other lines if it has any."""

_NUMBER: Final = r"^([0-9]{1,5})\. "
_ANY_NUMBER: Final = r"^ {0,4}(?:[0-9]{1,5}\\?+\. ++)++"
_FIELDS: Final = (
    r"[^\n]*(?:\]\([^()\s]++\)(?:[^\W_]|[^\S\n]*+(?:Reviewed by:|[A-Z][a-z]{2} [0-9]{1,2}, [0-9]{4}))"
    r"|[^\s(\[*]Reviewed by:|[A-Z][a-z]{2} [0-9]{1,2}, [0-9]{5})"
)
"""Several fields on the first line of an item in Markdown."""


def without_lists_of_one_line(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text without the numbers of trafilatura's lists, and what moved by that and by `joins` before.

    >>> counts = "Score distribution:\n1. Positive: 1 out of 2\n"
    >>> without_lists_of_one_line(f"{counts}1. ReelOct 7, 2014Slow.\n2. PierFog.\n", ())[0].split("\n")[2:4]
    ['ReelOct 7, 2014Slow.', 'PierFog.']
    """
    if compiled(_COUNT, re.MULTILINE).search(text) is None:
        return text, joins
    return changed(text, joins, list(_numbers_of_one_line(text)))


def without_torn_lists(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text without the numbers of lists of Markdown in which an item has several fields on its first line.

    The numbers in the texts of such a list are left out, too.

    >>> without_torn_lists("1. [Reel](/reel)Oct 7, 2014\n2. [Pier](/pier)\n", ())[0]
    '[Reel](/reel)Oct 7, 2014\n[Pier](/pier)\n'
    """
    return changed(text, joins, list(_numbers_of_torn_lists(text)))


def _numbers_of_one_line(text: str) -> Iterator[Change]:
    """The numbers of lists whose items are one line each."""
    numbers: list[Span] = []
    one_line = True
    for item in chain(compiled(_ITEM, re.MULTILINE).finditer(text), (None,)):
        if item is None or item[1].startswith("1. "):
            yield from ((start, end, "") for start, end in numbers if one_line)
            numbers, one_line = [], True
        if item is not None:
            numbers.append(item.span(1))
            one_line = one_line and item[2] is None


def _numbers_of_torn_lists(text: str) -> Iterator[Change]:
    """The numbers in lists of which an item holds several fields on a line, and in the texts of these."""
    start, last, torn = 0, 0, False
    for found in chain(compiled(_NUMBER, re.MULTILINE).finditer(text), (None,)):
        number = int(found[1]) if found else 0
        if number <= min(last, GAP):
            end = found.start() if found else len(text)
            for other in compiled(_ANY_NUMBER, re.MULTILINE).finditer(text, start, end) if torn else ():
                yield *other.span(), ""
            start, last = end, 0  # a list in a text of a torn one begins anew, so what follows is no more certain
        if found and last < number <= last + GAP:
            start = start if last else found.start()
            last = number
            torn = torn or compiled(_FIELDS).match(text, found.end()) is not None
