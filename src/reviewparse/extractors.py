"""Which extractor printed a text whose lists are not as the format has them, and that text as the format has it.

A quick look for a sign is enough for nearly every text. What reads those of a few extractors is imported when needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reviewparse.linemap import Join
from reviewparse.loading import LOADING
from reviewparse.markdown import in_paragraphs, is_markdown, without_markdown
from reviewparse.signs import compiled
from reviewparse.unwrapping import Apart

__all__ = ["as_the_format"]

HTML2TEXT: Final = "\n  1. "
"""In Markdown, the number of html2text's first item; markdownify prints it at no margin."""

INSCRIPTIS: Final = "      1. "
"""The least margin of inscriptis' first number is more than that of any list that the format knows."""

DEEP: Final = 3
"""The least margin of the counts above such a list."""

MOST_HEADINGS: Final = 3
"""Counts stand below one of the first headings of counts, or below none."""

L2_LISTS: Final = ("CRITIC REVIEWS", "USER REVIEWS", "Most helpful")
"""What stands above a list of layout L2."""

_COUNTS: Final = "istribution:"
_BELOW_HEADING: Final = (
    r"istribution:[^\S\n]*+\n(?:[^\S\n]*+\n)*+(?P<margin>[^\S\n]*+)(?P<number>[0-9]{1,2}\.)?+[^\S\n]*+"
    r"(?P<rest>(?:Positive|Mixed|Negative):|\n)?+"
)
_APART: Final = (
    r"[^\n]*+\n\s*+[0-9]{1,3}\s*+(?<=\n)(?:[^\S\n]*+[^\n]{1,90}+\n\s*+){1,2}?"
    r"[A-Z][a-z]{2} [ ]?[0-9]{1,2}, [0-9]{4}[^\S\n]*+\n"
)
"""A score, one or two names, and a date, each on a line of its own."""


def as_the_format(text: str, joins: Sequence[Join], apart: Apart, *, numbered: bool) -> tuple[str, Sequence[Join]]:
    """A text with the lists of its extractor as the format has them, and what moved by that and by `joins` before.

    Args:
        text: the text, whose wrapped lines were joined.
        joins: these lines.
        apart: which lines of a text are two with the next one.
        numbered: whether its links had numbers.
    """
    markdown = not numbered and is_markdown(text)
    if markdown:
        if HTML2TEXT not in text:
            text, joins = in_paragraphs(*without_markdown(text, joins), apart)
        else:
            with LOADING:
                from reviewparse.html2text import is_html2text, with_margins
            if is_html2text(text):
                return without_markdown(*with_margins(text, joins))
    counts = _first_counts(text)
    if counts is None:
        return _with_bylines(text, joins)
    if counts["number"] is None or counts["rest"] == "\n":
        with LOADING:
            from reviewparse.unnumbered import with_items
        return _without_torn_lists(*with_items(text, joins))
    if not markdown and len(counts["margin"]) >= DEEP and INSCRIPTIS in text:
        with LOADING:
            from reviewparse.inscriptis import without_margins
        return without_margins(text, joins)
    return (text, joins) if counts["margin"] else _without_torn_lists(text, joins)


def _first_counts(text: str) -> re.Match[str] | None:
    """The first line below a heading of counts that is a count, or begins one; none in layouts L2 and L3."""
    place = text.find(_COUNTS)
    for _ in range(MOST_HEADINGS):
        if place == -1:
            return None
        found = compiled(_BELOW_HEADING).match(text, place)
        if found and found["rest"]:
            return found
        place = text.find(_COUNTS, place + 1)
    return None


def _without_torn_lists(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    with LOADING:
        from reviewparse.run_on import without_torn_lists
    return without_torn_lists(text, joins)


def _with_bylines(text: str, joins: Sequence[Join]) -> tuple[str, Sequence[Join]]:
    """A text of layout L2 with the lines joined that belong on one; any other text as it is."""
    if "SCORE" in text:
        for above in L2_LISTS:
            place = text.find(above)
            if place != -1 and compiled(_APART).match(text, place):
                with LOADING:
                    from reviewparse.apart_lines import with_bylines
                return with_bylines(text, joins)
    return text, joins
