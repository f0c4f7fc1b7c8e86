"""The marks of texts that stand on one line of a table: what is invisible, or ends a line, has a letter of its own."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["MARKS", "as_marked", "unmarked"]

MARKS: Final = {"↵": "\n", "→": "\t", "␣": " ", "⍽": "\u00a0", "␌": "\f", "∅": ""}
_READ: Final = str.maketrans(MARKS)
_WRITTEN: Final = str.maketrans({character: mark for mark, character in MARKS.items() if character.strip(" ")})
_EDGE: Final = re.compile(r"^ +| +$|(?<=[↵→]) +| +(?=[↵→])")


def unmarked(text: str) -> str:
    """The text itself.

    >>> unmarked("␣␣1. Fog↵")
    '  1. Fog\\n'
    """
    return text.translate(_READ)


def as_marked(text: str) -> str:
    """The text on one line, with its marks; spaces have theirs at the edge of a line.

    >>> as_marked("  1. Fog\\n"), as_marked("")
    ('␣␣1. Fog↵', '∅')
    """
    return _EDGE.sub(lambda space: "␣" * len(space[0]), text.translate(_WRITTEN)) or "∅"
