"""The addresses and names that a page's HTML has for its reviews: which of them stand on a review's lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from reviewparse.html.lines import Marks
from reviewparse.html.tokens import IDENTIFIER, attribute
from reviewparse.records import CriticReview, Review, ReviewPage, numbers_of
from reviewparse.review_grammar import terminal

__all__ = ["give_links"]

_PAGES: Final = {"publication": "publication_url", "critic": "author_url", "user": "author_url"}
"""What the path of an address begins with, and the field that it is."""

_FIRST_OF_PATH: Final = re.compile(r"(?:[^:/?#]++:)?+(?://[^/?#]*+)?+/*+([^/?#]*+)")
"""The first part of the path of an address (RFC 3986, appendix B)."""


def give_links(page: ReviewPage, marks: Marks) -> None:
    """Give the reviews of a page, which nobody has seen so far, the addresses and names of the marks on their lines.

    A review's lines end where the next one begins, a section, or a line that is not of the format.
    """
    reviews = [review for section in page.sections for review in section.reviews if review.line is not None]
    starts = {section.line for section in page.sections} | {review.line for review in reviews} | {*numbers_of(page)}
    ends = sorted(line for line in starts if line is not None)
    link_to_review = terminal("LINK_TO_REVIEW")
    for review in reviews:
        assert review.line is not None
        found: dict[str, str] = {}
        place = bisect_right(ends, review.line)
        for element, given, text in marks.of_lines(review.line, ends[place] if place < len(ends) else None):
            if element == "a":
                address = attribute(given, "href").strip()
                field = _field(address, link_to_review.fullmatch(text.strip()) is not None)
                if field and address:
                    found.setdefault(field, address)
            elif name := attribute(given, IDENTIFIER) or attribute(given, "id"):
                found.setdefault("id", name)
        _give(review, found)


def _field(address: str, links_to_review: bool) -> str | None:
    """The field that an address is, if any."""
    if address.startswith("#"):  # a place in the page
        return None
    if links_to_review:
        return "url"
    first = _FIRST_OF_PATH.match(address)
    return _PAGES.get(first[1]) if first else None


def _give(review: Review, found: dict[str, str]) -> None:
    for field, value in found.items():
        if field != "publication_url" or isinstance(review, CriticReview):
            object.__setattr__(review, field, value)
