"""A user's own `…` where a text was cut, told from the page's, which Resiliparse's main content leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reviewparse.linemap import Join, changed
from reviewparse.lines import Span

__all__ = ["with_own_ellipses"]

ELLIPSIS: Final = "…"
SPELLINGS: Final = (ELLIPSIS, "...")
EXPAND: Final = "Expand\n"
MARGIN: Final = 16
"""At most so much white space is in front of `Expand`."""


def with_own_ellipses(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    """A text with the page's `…` behind each of a user's own, and what moved by that and by `joins` before.

    The page has `… Expand` below every text that it cuts. Where others have `Expand` alone, each `…` is a user's own.

    >>> with_own_ellipses("Slow. Expand\\nFine! Expand\\nI wonder… Expand\\n", ())[0]
    'Slow. Expand\\nFine! Expand\\nI wonder…… Expand\\n'
    >>> with_own_ellipses("Slow.… Expand\\nI wonder…… Expand\\n", ())[0]
    'Slow.… Expand\\nI wonder…… Expand\\n'
    """
    if ELLIPSIS not in text:
        return text, joins
    gaps = [*_gaps(text)]
    own = [start for start, end in gaps if text.endswith(ELLIPSIS, 0, start) and _is_plain(text[start:end])]
    alone = sum(not text.endswith(SPELLINGS, 0, start) for start, _ in gaps)
    if own and (alone > 1 or alone > len(own)):
        return changed(text, joins, [(start, start, ELLIPSIS) for start in own])
    return text, joins


def _gaps(text: str) -> Iterator[Span]:
    """The white space in front of each `Expand`."""
    place = text.find(EXPAND)
    while place != -1:
        before = text[max(0, place - MARGIN) : place]
        if words := before.rstrip():
            yield place - len(before) + len(words), place
        place = text.find(EXPAND, place + 1)


def _is_plain(gap: str) -> bool:
    """Whether a gap is a blank or a line end: behind more, the grammar takes no `…` for the page's."""
    return len(gap) == 1 or gap.count("\n") == 1
