"""The lines of an item, whatever its margins."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["line_below"]


def line_below(lines: Sequence[str], place: int) -> str:
    """The next line that is not blank; nothing where there is none.

    >>> line_below(["  1. kimfog", "", "Oct 7, 2014"], 0)
    'Oct 7, 2014'
    """
    return next((lines[below] for below in range(place + 1, len(lines)) if lines[below].strip()), "")
