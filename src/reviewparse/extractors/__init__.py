"""What an extractor did to the text of a page, undone, so that its lists are as the format has them.

Extractors wrap lines, print the numbers and the addresses of links, print Markdown, or set the margins of lists by the
blocks of the page. A quick look for a sign is enough for nearly every text; what only a few extractors need is imported
where it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from reviewparse.extractors.apart import apart
from reviewparse.extractors.dump_marks import has_link_numbers, plain
from reviewparse.extractors.markdown import in_paragraphs, is_markdown, without_markdown
from reviewparse.extractors.torn_lists import without_lists_of_one_line
from reviewparse.extractors.unwrapping import unwrapped
from reviewparse.linemap import Join
from reviewparse.loading import LOADING
from reviewparse.signs import compiled

__all__ = ["undone"]

HTML2TEXT: Final = "\n  1. "
"""In Markdown, the number of html2text's first item; markdownify prints it at no margin."""

INSCRIPTIS: Final = "      1. "
"""The least margin of inscriptis' first number is more than that of any list that the format knows."""

DEEP: Final = 3
"""The least margin of the counts above such a list."""

MOST_HEADINGS: Final = 3
"""Counts stand below one of the first headings of counts, or below none."""

_COUNTS: Final = "istribution:"
_BELOW_HEADING: Final = (
    r"istribution:[^\S\n]*+\n(?:[^\S\n]*+\n)*+(?P<margin>[^\S\n]*+)(?:[0-9]{1,2}\.)?+[^\S\n]*+"
    r"(?P<count>(?:Positive|Mixed|Negative):)?+"
)


def undone(text: str) -> tuple[str, Sequence[Join]]:
    """A text as the format has it, and what moved by that; its lines end in a line feed."""
    numbered = has_link_numbers(text)  # the numbers took their columns when lines were wrapped
    read, joins = unwrapped(text, partial(apart, numbered=numbered))
    read, joins = plain(read, joins, numbered=numbered)
    markdown = not numbered and is_markdown(read)
    if markdown:
        if HTML2TEXT not in read:
            read, joins = in_paragraphs(*without_markdown(read, joins), apart)
        else:
            with LOADING:
                from reviewparse.extractors.html2text import is_html2text, with_margins
            if is_html2text(read):
                return without_markdown(*with_margins(read, joins))
    margin = _margin_of_counts(read)
    if margin == 0:
        return without_lists_of_one_line(read, joins)
    if margin is not None and margin >= DEEP and not markdown and INSCRIPTIS in read:
        with LOADING:
            from reviewparse.extractors.inscriptis import without_margins
        return without_margins(read, joins)
    return read, joins


def _margin_of_counts(text: str) -> int | None:
    """The margin of the first count below a heading of counts; `None` in layouts L2 and L3, which have none such."""
    place = text.find(_COUNTS)
    for _ in range(MOST_HEADINGS):
        if place == -1:
            return None
        found = compiled(_BELOW_HEADING).match(text, place)
        if found and found["count"]:
            return len(found["margin"])
        place = text.find(_COUNTS, place + 1)
    return None
