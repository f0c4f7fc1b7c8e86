"""The lines of an item, whatever its margins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

__all__ = ["line_below"]


def line_below(lines: Sequence[str], place: int) -> str:
    """The next line that is not blank; nothing where there is none.

    >>> line_below(["  1. kimfog", "", "Oct 7, 2014"], 0)
    'Oct 7, 2014'
    """
    return next((line for line in islice(lines, place + 1, None) if line.strip()), "")
