"""The addresses and names that a page's HTML has for its reviews: which of them stand on a review's lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import evolve

from reviewparse.html.lines import Mark
from reviewparse.html.tokens import attributes
from reviewparse.records import CriticReview, Review, ReviewPage, Section, listed, numbers_of
from reviewparse.review_grammar import terminal

__all__ = ["with_links"]

_PAGES: Final = {"publication": "publication_url", "critic": "author_url", "user": "author_url"}
"""What the path of an address begins with, and the field that it is."""


def with_links(page: ReviewPage, marks: Iterable[Mark]) -> ReviewPage:
    """The page, each review with the addresses and the name of the marks on its lines.

    A review's lines end where the next one begins, a section, or a line that is not of the format.
    """
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark[0], []).append(mark)
    starts = [section.line for section in page.sections] + [*numbers_of(page)]
    starts += [review.line for section in page.sections for review in section.reviews]
    lines = {line for line in starts if line is not None}
    ends = sorted({*lines, max([0, *by_line, *lines]) + 1})
    sections = tuple(_linked(section, by_line, ends) for section in page.sections)
    return evolve(page, unrecognized=listed(page), sections=sections)


def _linked(section: Section, by_line: Mapping[int, list[Mark]], ends: list[int]) -> Section:
    reviews: tuple[Review, ...] = section.reviews
    linked: Any = tuple(_with_links(review, by_line, ends) for review in reviews)
    return evolve(section, reviews=linked)


def _with_links(review: Review, by_line: Mapping[int, list[Mark]], ends: list[int]) -> Review:
    if review.line is None:
        return review
    found: dict[str, Any] = {}
    for line in range(review.line, ends[bisect_right(ends, review.line)]):
        for mark in by_line.get(line, ()):
            for field, value in _said(mark):
                found.setdefault(field, value)
    if not isinstance(review, CriticReview):
        found.pop("publication_url", None)
    return evolve(review, **found) if found else review


def _said(mark: Mark) -> Iterable[tuple[str, str]]:
    """The field that a mark says, and its value."""
    _, text, elements = mark
    for element, tag in elements:
        given = attributes(tag)
        if element != "a":
            if name := given.get("data-mcrefid") or given.get("id"):
                yield "id", name
        elif (address := given.get("href", "").strip()) and not address.startswith("#"):  # that is a place in the page
            if terminal("LINK_TO_REVIEW").fullmatch(text.strip()):
                yield "url", address
            elif field := _PAGES.get(_path(address)):
                yield field, address


def _path(address: str) -> str:
    """The first part of the path of an address."""
    try:
        return urlsplit(address).path.strip("/").partition("/")[0]
    except ValueError:  # no address
        return ""
