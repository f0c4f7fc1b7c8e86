"""Texts that were cut: what is certain of the last review, whose lines may end anywhere."""

from __future__ import annotations

from itertools import chain
from typing import Final, TypeVar

from attrs import evolve

from reviewparse.lines import Lines
from reviewparse.lists import SENTENCE_ENDS
from reviewparse.records import CriticReview, ReviewPage, Section, UserReview, listed
from reviewparse.review_grammar import terminal
from reviewparse.values import without_head
from reviewparse.vocabulary import Layout

__all__ = ["without_cut_end"]

Reviewed = TypeVar("Reviewed", CriticReview, UserReview)

HEAD_FIELDS: Final = ("publication", "author", "date", "score", "citation", "helpful")
LONGEST_NAME: Final = 60


def without_cut_end(page: ReviewPage, text: str) -> ReviewPage:
    r"""The page of a text that ends in a review, with that as it is where the text was cut within it.

    A last line that only begins like something of the format, such as `Dec 1` or `Posi`, is listed and is no text. So
    is an item of one line that ends like no text, where each other item of the list begins with a name. A
    long text that was cut within its second copy, behind all that the first one has, is the second copy alone.

    Args:
        page: what was read of the text.
        text: the text; its last line is `page.last_line` but for blank lines.

    >>> from reviewparse import parse
    >>> page = parse("Critic score distribution:\n  1. Slow, and worth it.\n  2. Dec 1")
    >>> [review.text for review in page.critics.reviews], page.unrecognized
    (['Slow, and worth it.'], (Line(number=3, text='  2. Dec 1'),))
    """
    section = max(page.sections, key=_last_line, default=None)
    if section is None or not section.reviews or page.layout is not Layout.L1 or page.last_line is None:
        return page
    review = section.reviews[-1]
    end = len(text.rstrip())
    line = text[text.rfind("\n", 0, end) + 1 :]  # blank lines below are with it, and are in no list
    last = (review.text or "").rpartition("\n")[2]
    if not last or not line.rstrip().endswith(last):
        return page
    if terminal("_CUT_LINE").fullmatch(last) or _is_name(section, last):
        number = page.last_line - text[end:].count("\n") + text.endswith("\n")
        rest = (review.text or "")[: -len(last)].rstrip() or None
        kept = rest is not None or any(getattr(review, name, None) is not None for name in HEAD_FIELDS)
        page = evolve(page, unrecognized=Lines.of(chain(listed(page).parts(), ((number, f"{line}\n"),))))
        return _with_last(page, section, (evolve(review, text=rest),) if kept else ())
    if isinstance(review, UserReview) and not review.full_review:
        whole = without_head(review.text or "")
        if without_head(whole) == whole:  # else a writer says something again and again
            return _with_last(page, section, (evolve(review, text=whole),))
    return page


def _is_name(section: Section, last: str) -> bool:
    """Whether the last review of a list is nothing but its name: the names of all others are known."""
    *others, review = section.reviews
    if len(last) > LONGEST_NAME or last.endswith(SENTENCE_ENDS) or review.text != last or not others:
        return False
    named = "author" if isinstance(review, UserReview) else "publication"
    return not any(getattr(review, name, None) for name in HEAD_FIELDS) and all(getattr(each, named) for each in others)


def _last_line(section: Section) -> int:
    return (section.reviews[-1].line if section.reviews else section.line) or 0


def _with_last(page: ReviewPage, section: Section, last: tuple[CriticReview | UserReview, ...]) -> ReviewPage:
    """The page with other reviews in place of the last one of a section."""
    changed = evolve(section, reviews=(*section.reviews[:-1], *last))  # type: ignore[arg-type]
    sections = tuple(changed if each is section else each for each in page.sections)
    return evolve(page, unrecognized=listed(page), sections=sections)
