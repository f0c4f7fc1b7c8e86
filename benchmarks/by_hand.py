"""The regular expressions by hand for each dialect; which one a text is in is known to them beforehand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from benchmarks import handwritten
from benchmarks.handwritten_dialects import ANY_FIELDS, W3M_WRAPPED, read_l2, read_l3
from reviewparse import ReviewPage

__all__ = ["BY_HAND"]

BY_HAND: Final[dict[str, Callable[[str], list[ReviewPage]]]] = {
    "resiliparse": lambda text: handwritten.read_all(text),
    "any fields": lambda text: handwritten.read_all(text, ANY_FIELDS),
    "w3m, wrapped": lambda text: handwritten.read_all(text, W3M_WRAPPED),
    "layout L2": lambda text: [read_l2(text)],
    "layout L3": lambda text: [read_l3(text)],
}
"""A reader for each dialect of `texts.Sample`."""
