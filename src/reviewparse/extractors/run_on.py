"""Lists of trafilatura, which prints an item on one line: nothing of them can be read for certain.

The links of an item are left out, and the other fields run on into its text: `1. Bay WeeklyOct 7, 2014Slow, and worth
it.`, or `1. Bay WeeklySlow.` where there was no date. A list in a user's text has the margin of the list of reviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from reviewparse.linemap import Change, Join, changed
from reviewparse.lines import Span
from reviewparse.signs import compiled

__all__ = ["without_torn_lists"]

_COUNT: Final = r"^(?:Critic s|User s|S)core distribution:\s++(?<=\n)[1-3]\. ++(?:Positive|Mixed|Negative):"
"""A count at no margin: so the reviews below have none, either, unless their other lines have."""

_NUMBER: Final = r"^((?:[0-9]{1,5}\. ++)++)(?!(?:Positive|Mixed|Negative):)[^\n]*\n((?:[^\S\n]*+\n)*+ {3,}+(?=\S))?"


def without_torn_lists(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text without the numbers of such lists, and what moved by that and by `joins` before.

    >>> counts = "Score distribution:\n1. Positive: 1 out of 2\n"
    >>> without_torn_lists(f"{counts}1. ReelOct 7, 2014Slow.\n2. PierFog.\n", ())[0].split("\n")[2:4]
    ['ReelOct 7, 2014Slow.', 'PierFog.']
    """
    if compiled(_COUNT, re.MULTILINE).search(text) is None:
        return text, joins
    return changed(text, joins, list(_numbers(text)))


def _numbers(text: str) -> Iterator[Change]:
    """The numbers of lists whose items are one line each."""
    numbers: list[Span] = []
    one_line = True
    for item in chain(compiled(_NUMBER, re.MULTILINE).finditer(text), (None,)):
        if item is None or item[1].startswith("1. "):
            yield from ((start, end, "") for start, end in numbers if one_line)
            numbers, one_line = [], True
        if item is not None:
            numbers.append(item.span(1))
            one_line = one_line and item[2] is None
