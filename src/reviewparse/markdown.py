"""What extractors that print Markdown print besides a page's own text: links, images, headings, bold words and escapes.

Links are most of such a text: the names of publications, critics and users are links, and what stands below a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reviewparse.linemap import Change, Join, changed
from reviewparse.signs import compiled, holds

__all__ = ["is_markdown", "without_markdown"]

FEW: Final = 2
"""A sign that stands in fewer places than this may be of a review's text."""

_OF_HTML2TEXT: Final = "\n  1. "
"""html2text indents the items of a list, and nothing of what stands below: so nothing shows where an item ends."""

_ESCAPE: Final = r"\\(?=[!-/:-@\[-`{-~])"
_ADDRESS: Final = r"(?:[^()\s]++|(?<=-)[ \n](?=[^()\s]))*+"  # html2text breaks an address behind a hyphen
_LINK_END: Final = rf"\]\({_ADDRESS}(?:\({_ADDRESS}\){_ADDRESS})*+(?:\s++\"[^\"]{{0,300}}+\")?+\)"
_BREAK: Final = r"(?<=\S)[^\S\n]*+\n[^\S\n]*+(?=\S)"
_SIGN: Final = r"(\]\([/#h]|^#{1,6} \S)|\\[\[\]_*#]"
_MARK: Final = (
    rf"(?P<escape>{_ESCAPE}[^\n])|(?P<opens>!?+\[)|(?P<ends>{_LINK_END})|(?P<closes>\])"
    rf"|(?P<bold>\*\*)|(?P<heading>(?<![^\n])#{{1,6}}+[^\S\n]++)|(?P<breaks>{_BREAK})|(?P<margin>(?<=\n)   (?=\S))"
)


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown in which lists can be read.

    >>> is_markdown("# Blue Harbor\\n\\n1. [The Dusty Reel](/publication/the-dusty-reel)\\n")
    True
    >>> is_markdown("It is slow [sic](and long).")
    False
    """
    if not (holds(text, "](") or holds(text, "# ")) or _OF_HTML2TEXT in text:
        return False
    certain = False  # a line of a text may hold a backslash, too
    for signs, sign in enumerate(compiled(_SIGN, re.MULTILINE).finditer(text), 1):
        certain = certain or sign[1] is not None
        if signs >= FEW and certain:
            return True
    return False


def without_markdown(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text as it is without the marks of Markdown, and what moved by that and by `joins` before.

    The words of a link are on one line. A list whose items go on at column 3 goes on at column 4, as the format has it.

    >>> without_markdown("1. [The Dusty\n   Reel](/reel)\n\n   Slow \\[sic\\].\n", ())[0]
    '1. The Dusty Reel\n\n    Slow [sic].\n'
    """
    return changed(text, joins, sorted(_marks(text)))


def _marks(text: str) -> Iterator[Change]:
    """Where the marks of Markdown begin and end, and what is read instead."""
    opened: list[tuple[int, int]] = []  # brackets, and where the words behind them begin
    breaks: list[tuple[int, int]] = []  # line ends that may stand within a link
    changes: list[Change] = []
    for mark in compiled(_MARK).finditer(text):
        start, end = mark.span()
        match mark.lastgroup:
            case "escape":
                changes.append((start, start + 1, ""))
            case "opens":
                opened.append((start, end))
            case "closes":
                del opened[-1:]
            case "breaks":
                breaks.append((start, end))
            case "margin":
                changes.append((end, end, " "))
            case "ends" if opened:
                opens, words = opened.pop()
                image = text[opens] == "!"
                while image and changes and changes[-1][0] > opens:
                    changes.pop()
                while breaks and breaks[-1][0] > opens:
                    within = breaks.pop()
                    changes += () if image else ((*within, " "),)
                changes += ((opens, end, ""),) if image else ((opens, words, ""), (start, end, ""))
            case "bold" | "heading":
                changes.append((start, end, ""))
    yield from changes
    yield from ((end, end, " ") for start, end in breaks if text[start:end].endswith("\n   "))
