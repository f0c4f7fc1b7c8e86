"""The addresses and names that a page's HTML has for its reviews: which of them stand on a review's lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from reviewparse.html.lines import Mark
from reviewparse.html.tokens import attributes
from reviewparse.records import CriticReview, Review, ReviewPage, numbers_of
from reviewparse.review_grammar import terminal

__all__ = ["give_links"]

_PAGES: Final = {"publication": "publication_url", "critic": "author_url", "user": "author_url"}
"""What the path of an address begins with, and the field that it is."""

_FIRST_OF_PATH: Final = re.compile(r"(?:[^:/?#]++:)?+(?://[^/?#]*+)?+/*+([^/?#]*+)")
"""The first part of the path of an address (RFC 3986, appendix B)."""


def give_links(page: ReviewPage, marks: Iterable[Mark]) -> None:
    """Give the reviews of a page, which nobody has seen so far, the addresses and names of the marks on their lines.

    A review's lines end where the next one begins, a section, or a line that is not of the format.
    """
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark[0], []).append(mark)
    reviews = [review for section in page.sections for review in section.reviews if review.line is not None]
    starts = {section.line for section in page.sections} | {review.line for review in reviews} | {*numbers_of(page)}
    ends = sorted(line for line in starts if line is not None)
    ends.append(max([0, *by_line, *ends[-1:]]) + 1)
    link_to_review = terminal("LINK_TO_REVIEW")
    for review in reviews:
        assert review.line is not None
        found: dict[str, str] = {}
        for line in range(review.line, ends[bisect_right(ends, review.line)]):
            for _, text, elements in by_line.get(line, ()):
                for element, tag in elements:
                    field, value = _said(element, tag, text, link_to_review)
                    if value:
                        found.setdefault(field, value)
        _give(review, found)


def _give(review: Review, found: dict[str, str]) -> None:
    for field, value in found.items():
        if field != "publication_url" or isinstance(review, CriticReview):
            object.__setattr__(review, field, value)


def _said(element: str, tag: str, text: str, link_to_review: re.Pattern[str]) -> tuple[str, str]:
    """The field that the attributes of an element give, and its value; none where that is empty."""
    given = attributes(tag)
    if element != "a":
        return "id", given.get("data-mcrefid") or given.get("id", "")
    address = given.get("href", "").strip()
    if address.startswith("#"):  # a place in the page
        return "url", ""
    if link_to_review.fullmatch(text.strip()):
        return "url", address
    first = _FIRST_OF_PATH.match(address)
    field = _PAGES.get(first[1]) if first else None
    return (field, address) if field else ("url", "")
