"""Lines that are two in the format, where it takes more than their place to tell."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from reviewparse.extractors.dump_marks import without_link_numbers
from reviewparse.review_grammar import opening, required, terminal, terminal_text

__all__ = ["apart"]

APART: Final = ("_LINE_APART", "_LINK_APART")
"""The terminals of lines that neither go on below nor continue the one above."""


def apart(text: str, *, numbered: bool = False) -> set[int]:
    r"""Which lines of a text, counted from 0, are two with the next one in the format. There, widths cannot tell.

    Args:
        text: some lines, each with its line end.
        numbered: whether links have numbers.

    >>> apart("The pier is long,\nand the fog is thick.\nBay Weekly\nReviewed by: Ann Example\n")
    {2}
    """
    text = "\n" + (without_link_numbers(text) if numbered else text)
    starts: set[int] = set()  # of lines that may be one of a pair
    for end in _ends_by_one_apart(any(word in text for word in required("_LINK_APART"))).finditer(text):
        starts.add(end.end())
        if end.lastindex:
            starts.add(text.rfind("\n", 0, end.start()) + 1)
    two: set[int] = set()
    line, position = -1, 0
    for start in sorted(starts):
        line += text.count("\n", position, start)
        position = start
        words = text[start : text.find("\n", start) + 1]
        both = any(terminal(name).match(words) for name in APART)
        if both or terminal("_BEGINS_ITSELF").match(words):
            two.add(line - 1)
        if both or terminal("_ENDS_ITSELF").match(words):
            two.add(line)
    return two - {-1}


@cache
def _ends_by_one_apart(links: bool) -> re.Pattern[str]:
    """The end of a line above one that may be one of a pair that is apart; with a group where that line itself may.

    The letters that the next line begins with tell it, a digit at this one's end, since a day ends in one, a "w", since
    "Read full review" does, or what is asked for: a link.
    """
    begins = rf" *+[^\S\n]*+{opening('_LINE_APART', '_BEGINS_ITSELF')}"
    return re.compile(rf"\n(?:(?<=[0-9w\s]\n)()|(?={begins}{'|' + terminal_text('_LINK_APART') if links else ''}))")
