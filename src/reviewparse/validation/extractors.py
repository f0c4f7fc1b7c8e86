"""What an extractor made of a page that the format does not know: lists in Markdown, at other margins, without numbers.

Such a text keeps the words of a page and loses what tells its reviews apart. The problem names the cause, so that a
reader can take another extractor, or give the HTML.
"""

from __future__ import annotations

import re
from typing import Final

from reviewparse.lines import Lines
from reviewparse.markup import is_markup
from reviewparse.validation.notes import Notes
from reviewparse.vocabulary import Layout, Verdict

__all__ = ["check_extractor"]

FEW: Final = 2
"""A sign that stands on fewer lines than this may be of a review's text."""

MOST_WORDS: Final = 4
"""A review prints no more lines of its own words than this, beside one number."""

_MARKDOWN: Final = re.compile(r"\]\([^)\s]|^#{1,6} \S|^\|.*\|[^\S\n]*$", re.MULTILINE)
_OF_MARKDOWN: Final = ("](", "# ", "|")
"""Where none of these is, neither is the sign of Markdown; that is quick to see, most of all of the first letter."""
# It begins with a line end, and not with the beginning of a line, because that is quick to search.
_ITEM_ELSEWHERE: Final = re.compile(r"\n(?:[^\S\n]{5,}[0-9]{1,5}\.[^\S\n]|[^\S\n]*[0-9]{1,5}\.[^\S\n]*$)", re.MULTILINE)
_NUMBERED: Final = re.compile(r"^[^\S\n]{0,4}[0-9]{1,5}\.[^\S\n]+\S", re.MULTILINE)
_WORDS: Final = (
    "Reviewed by:",
    "All this ",
    "Read full review",
    "users found this helpful",
    "itive:",
    "ixed:",
    "ative:",
)
_REVIEW_WORDS: Final = re.compile(
    r"^[^\w\n]*(?:Reviewed by:|All this (?:critic|publication|user)['’]s reviews|Read full review"
    r"|users found this helpful|(?:Positive|Mixed|Negative):[^\S\n]*$)",
    re.MULTILINE,
)

_VERDICTS: Final = "|".join(str(verdict).removesuffix(" reviews") for verdict in Verdict)
_CONTENT: Final = re.compile(
    rf"(?i:{_VERDICTS})|^\s*[0-9]\.[0-9]\s*$|^[^:\n]*[A-Z][a-z][a-z] [0-9]{{1,2}}, [0-9]{{4}}[^\S\n]*$"
)


def check_extractor(lines: Lines, layout: Layout, reviewless: bool, about: Notes) -> bool:
    """Name what lines that are not of the format have in common, and whether there is a name for it.

    `reviewless`: a section of the page lists no review.
    """
    if not reviewless:
        return False
    text = lines.text
    if is_markup(text):
        message = "The text is HTML: give it to parse_html."
        about.add("text-is-html", message, "unrecognized")
        return True
    named = False
    if any(sign[0] in text and sign in text for sign in _OF_MARKDOWN) and _stands(_MARKDOWN, text):
        message = "The text is Markdown whose lists are not read: give the HTML of the page to parse_html."
        about.add("text-is-markdown", message, "unrecognized")
        named = True
    if _stands(_ITEM_ELSEWHERE, f"\n{text}"):
        message = "Numbered items are indented in an unknown way, or their numbers are on separate lines."
        about.add("list-not-known", message, "unrecognized")
        return True
    if named or not any(word in text for word in _WORDS) or not _stands(_REVIEW_WORDS, text):
        return named
    if layout is Layout.L2:
        message = "Parts of a review that belong on one line are on several lines."
        about.add("lines-taken-apart", message, "unrecognized")
    elif len(_REVIEW_WORDS.findall(text)) > MOST_WORDS * len(_NUMBERED.findall(text)):
        message = "Reviews are printed without list numbers, so it is not known where each begins."
        about.add("no-list-numbers", message, "unrecognized")
    else:
        return False
    return True


def hold_content(lines: Lines) -> bool:
    """Whether lines say what sections say: a verdict in any spelling, a User Score, or a date that has no label."""
    return any(_CONTENT.search(line.text) for line in lines)


def _stands(sign: re.Pattern[str], text: str) -> bool:
    """Whether a sign stands on more than a line or so."""
    return sum(1 for _, _ in zip(range(FEW), sign.finditer(text), strict=False)) == FEW
