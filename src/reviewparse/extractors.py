"""Which extractor printed a text whose lists are not as the format has them, and that text as the format has it.

A quick look for a sign is enough for nearly every text. What reads those of a few extractors is imported when needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reviewparse.linemap import Join
from reviewparse.loading import LOADING
from reviewparse.markdown import in_paragraphs, is_markdown, without_markdown
from reviewparse.unwrapping import Apart

__all__ = ["as_the_format"]

HTML2TEXT: Final = "\n  1. "
"""In Markdown, the number of html2text's first item; markdownify prints it at no margin."""

INSCRIPTIS: Final = "      1. "
"""The least margin of inscriptis' first number is more than that of any list that the format knows."""

L2: Final = ("METASCORE", "USER SCORE", "CRITIC REVIEWS", "USER REVIEWS")
"""Lines that layout L2 alone has."""

BELOW: Final = ("Read full review", "users found this helpful", "All this ")
"""What stands below a review, and at no margin where an extractor prints neither margins nor numbers."""

NUMBER_ALONE: Final = ("\n1. \n", "\n1.\n")
FLUSH: Final = ("\n1. ", "\n2. ", "\n3. ")
_COUNTS: Final = (". Positive:", ". Mixed:", ". Negative:")
_OF_L1: Final = ("core distribution:", "core Distribution:")
_BEFORE_VOTES: Final = "0123456789,of "


def as_the_format(text: str, joins: Sequence[Join], apart: Apart, *, numbered: bool) -> tuple[str, Sequence[Join]]:
    """A text with the lists of its extractor as the format has them, and what moved by that and by `joins` before.

    Args:
        text: the text, whose wrapped lines were joined.
        joins: these lines.
        apart: which lines of a text are two with the next one.
        numbered: whether its links had numbers.
    """
    if not numbered and is_markdown(text):
        if HTML2TEXT not in text:
            text, joins = in_paragraphs(*without_markdown(text, joins), apart)
        else:
            with LOADING:
                from reviewparse.html2text import is_html2text, with_margins
            if is_html2text(text):
                return without_markdown(*with_margins(text, joins))
    elif INSCRIPTIS in text:
        with LOADING:
            from reviewparse.inscriptis import without_margins
        return without_margins(text, joins)
    if _has_apart_lines(text):
        with LOADING:
            from reviewparse.apart_lines import with_bylines
        text, joins = with_bylines(text, joins)
    elif _lacks_numbers(text):
        with LOADING:
            from reviewparse.unnumbered import with_items
        text, joins = with_items(text, joins)
    if any(sign in text for sign in FLUSH) and any(sign in text for sign in _OF_L1):
        with LOADING:
            from reviewparse.run_on import without_torn_lists
        return without_torn_lists(text, joins)
    return text, joins


def _has_apart_lines(text: str) -> bool:
    """Whether lines of layout L2 that belong on one may be apart."""
    if not any(_begins_line(text, words) for words in BELOW[:2]) or not any(head in text for head in L2):
        return False
    return not any(sign in text for sign in _OF_L1)


def _lacks_numbers(text: str) -> bool:
    """Whether reviews of layout L1 may have no numbers, or the numbers of counts be on lines of their own."""
    if any(sign in text for sign in _COUNTS):
        return False
    return any(_begins_line(text, words, _BEFORE_VOTES) for words in BELOW) or any(
        sign in text for sign in NUMBER_ALONE
    )


def _begins_line(text: str, words: str, before: str = " ") -> bool:
    """Whether these words are where a line begins, at most a blank behind its start, or letters of `before`."""
    place = text.find(words)
    start = text.rfind("\n", 0, place) + 1
    return place != -1 and not text.startswith("  ", start) and not text[start:place].strip(before)
