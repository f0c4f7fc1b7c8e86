"""What extractors that print Markdown print besides a page's own text: links, images, headings, bold words and escapes.

Links are most of such a text: the names of publications, critics and users are links, and what stands below a review.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from reviewparse.extractors.torn_lists import without_torn_lists
from reviewparse.extractors.unwrapping import Apart
from reviewparse.linemap import Change, Join, changed
from reviewparse.lines import Span
from reviewparse.review_grammar import terminal
from reviewparse.signs import compiled, holds

__all__ = ["in_paragraphs", "is_markdown", "without_markdown"]

FEWEST_SIGNS: Final = 2
"""A sign that stands in fewer places than this may be of a review's text."""

BEHIND: Final = 20
"""Signs with the same so many characters behind them are one: a long text may be printed twice."""

_NUMBER: Final = r"[0-9]{1,5}\. "
_ESCAPE: Final = r"\\(?=[!-/:-@\[-`{-~])"
_ADDRESS: Final = r"(?:[^()\s]++|(?<=-)[ \n](?=[^()\s]))*+"  # html2text breaks an address behind a hyphen
_LINK_END: Final = rf"\]\({_ADDRESS}(?:\({_ADDRESS}\){_ADDRESS})*+(?:\s++\"[^\"]{{0,300}}+\")?+\)"
_BREAK: Final = r"(?<=\S)[^\S\n]*+\n[^\S\n]*+(?=\S)"
_SIGN: Final = (
    r"(\]\((?:[/#]|h[^()\s]*metacritic\.com/)|^#{1,6} {1,2}\S|^(?:Critic|User)\s(?:Reviews|REVIEWS)\n-{5}"
    r"|\\\[(?=[^\[\]\\\n]{1,80}+\\\])|^METASCORE __ |^__ [0-9,]++ of )|\]\(h|\\[\[\]_*#]"
)
_BRACKET: Final = "\\["
_RULE: Final = "\n-----"
_BOLD: Final = r"(?<![\w*])\*\*(?=[^\s*])[^*\n]*+(?:(?<=\S)|(?<=\. ))\*\*(?![\w*])"  # not the stars of s**t
_ICON: Final = (  # html2text prints an element without words so: in a link or behind one, and around numbers
    r"(?<=[\s\[])__(?=\]\()|(?<=full review )__"
    r"|(?<![^\n])__ (?=[0-9])|(?<= )__(?=[0-9]++[ \n])|(?<=[0-9] )__(?=\n)|(?<=\nMETASCORE )__ "
)
_MARK: Final = (
    rf"(?P<escape>{_ESCAPE}[^\n])|(?P<icon>{_ICON})"
    rf"|(?P<opens>!?+\[)|(?P<ends>{_LINK_END})|(?P<closes>\])"
    rf"|(?P<bold>{_BOLD})|(?P<heading>(?<![^\n])#{{1,6}}+[^\S\n]++)|(?P<breaks>{_BREAK})|(?P<margin>(?<=\n)   (?=\S))"
    r"|(?P<hard>\\(?=\n))"
)
_HARD_LINE: Final = r"\n *+\\\n"
_HARD_BREAK: Final = "  \n"
_GOING_ON: Final = r" {3,}+(?![*+-] |[0-9]{1,5}\. |\|)\S"
_BULLETS: Final = ("* ", "+ ", "- ")
_OF_ITEM: Final = r"(?: {3,}+| *+[0-9]{1,5}\. )\S"


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown in which lists can be read.

    >>> is_markdown("# Blue Harbor\\n\\n1. [The Dusty Reel](/publication/the-dusty-reel)\\n")
    True
    >>> is_markdown("It is slow [sic](and long).")
    False
    """
    if not (holds(text, "](") or holds(text, "# ") or holds(text, _BRACKET) or _RULE in text):
        return False
    certain = False  # a line of a text may hold a backslash, too, or a link to elsewhere
    signs: set[str] = set()
    for sign in compiled(_SIGN, re.MULTILINE).finditer(text):
        certain = certain or sign[1] is not None
        signs.add(text[sign.start() : sign.end() + BEHIND])
        if len(signs) >= FEWEST_SIGNS and certain:
            return True
    return False


def without_markdown(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    r"""A text as it is without the marks of Markdown, and what moved by that and by `joins` before.

    The words of a link are on one line. A list whose items go on at column 3 goes on at column 4, as the format has it.

    >>> without_markdown("1. [The Dusty\n   Reel](/reel)\n\n   Slow \\[sic\\].\n", ())[0]
    '1. The Dusty Reel\n\n    Slow [sic].\n'
    """
    text, joins = without_torn_lists(text, joins)
    return changed(text, joins, sorted([*_marks(text), *_scores_in_links(text)]))


def _scores_in_links(text: str) -> Iterator[Change]:
    """The blanks behind scores of layout L3 that stand in one link with a name, and a tab instead of each."""
    for found in terminal("_L3_SCORE_IN_LINK").finditer(text):
        yield found.end() - 1, found.end(), "\t"


def in_paragraphs(text: str, joins: Sequence[Join], apart: Apart) -> tuple[str, Sequence[Join]]:
    r"""A text with the lines joined that are one paragraph of an item, and what moved by that and by `joins` before.

    Two blanks at the end of a line break it in Markdown. Where there are none at all, something may have taken them, so
    only the lines below a bullet are joined: none of these is a text.

    >>> text = "1. Reel\n\n    Slow,\n    and worth it.  \n    Fog.\n"
    >>> in_paragraphs(text, (), lambda text: ())[0]
    '1. Reel\n\n    Slow, and worth it.  \n    Fog.\n'
    """
    lines = text.split("\n")
    going_on, of_item = compiled(_GOING_ON), compiled(_OF_ITEM)
    places: list[int] = []
    joined: set[int] = set()
    bullet = ""  # the margin of the bullet that a line is below, and a blank
    in_item = False
    for place, (line, below) in enumerate(pairwise(lines)):
        words = line.lstrip()
        if words and not line.startswith("   "):
            in_item = compiled(_NUMBER).match(line) is not None
        if words.startswith(_BULLETS):
            bullet = " " * (len(line) - len(words) + 1)
        elif not (bullet and line.startswith(bullet) and words):
            bullet = ""
        if in_item and going_on.match(below) and of_item.match(line) and not line.endswith("  "):
            (joined.add if bullet and below.startswith(bullet) else places.append)(place)
    joined.update(places if _HARD_BREAK in text else ())
    joined -= _ended([*map(str.strip, lines)], places, apart)
    changes: list[Change] = []
    start = 0
    for place, line in enumerate(lines):
        if place in joined:
            below = lines[place + 1]
            end = start + len(line)
            changes.append((start + len(line.rstrip()), end + 1 + len(below) - len(below.lstrip()), " "))
        start += len(line) + 1
    return changed(text, joins, changes)


def _ended(lines: Sequence[str], numbers: Collection[int], apart: Apart) -> set[int]:
    """Of these lines, by their numbers from 0, those that the next one does not continue, as `apart` says."""
    looked_at = sorted({*numbers, *[number + 1 for number in numbers]})
    two = apart("\n".join([*map(lines.__getitem__, looked_at), ""]))
    return {looked_at[place] for place in two}


def _marks(text: str) -> Iterator[Change]:
    """Where the marks of Markdown begin and end, and what is read instead."""
    opened: list[Span] = []  # brackets, and where the words behind them begin
    breaks: list[Span] = []  # line ends that may stand within a link
    changes: list[Change] = []
    hard = _HARD_BREAK not in text or compiled(_HARD_LINE).search(text) is not None
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
                image = text[opens] == "!" and not terminal("BADGE").match(f"{text[words:start]}\n")
                while image and changes and changes[-1][0] > opens:
                    changes.pop()
                while breaks and breaks[-1][0] > opens:
                    within = breaks.pop()
                    changes += () if image else ((*within, " "),)
                changes += ((opens, end, ""),) if image else ((opens, words, ""), (start, end, ""))
            case "bold":
                changes += ((start, start + 2, ""), (end - 2, end, ""))
            case "heading" | "icon":
                changes.append((start, end, ""))
            case "hard" if hard:  # a backslash breaks a line, as two blanks do
                changes.append((start, end, "  "))
    yield from changes
    yield from ((end, end, " ") for start, end in breaks if text[start:end].endswith("\n   "))
