"""What is certain of a list of reviews only when all of it has been read: lost numbers, and texts' own last words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from attrs import evolve

from reviewparse.records import CriticReview

__all__ = ["TextEnd", "with_lost_numbers", "with_own_words"]

LONG: Final = 600
"""A page ends each text that is longer. Those looked at end all of over 400 characters, and some shorter ones."""

LONGEST_NAME: Final = 30
"""No name of a publication that ends in an exclamation mark is longer."""

SENTENCE_ENDS: Final = (".", "!", "?", "…", '"', "”", "'", "’", ")", "]", "。", "！", "？", "」", "।", "؟", "۔")


class TextEnd(NamedTuple):
    """The end of a user's text, where it may be the writer's own words.

    `whole` is the text as it is if `Expand` or `Collapse` at its end is not the page's. `dots` says that three full
    stops stand before such a word, which may be the page's ellipsis.
    """

    whole: str
    dots: bool = False


def with_lost_numbers(
    reviews: list[Any], paragraphs: Mapping[int, Callable[[], tuple[CriticReview, ...]]]
) -> Iterator[Any]:
    """The reviews, with those that lost their numbers and stand as lines of the text of the one above.

    A critic's text is one paragraph. Where as many numbers are missing as there are more paragraphs, each of these is a
    review. Where none is missing, a single word with an exclamation mark above a paragraph is the publication.
    `paragraphs` give, by the `id` of a review, the lines of its text as reviews of their own.
    """
    for review, below in zip_longest(reviews, reviews[1:]):
        missing = 0 if below is None else (below.number or 0) - (review.number or 0)
        lines = paragraphs[id(review)]() if missing > 0 and id(review) in paragraphs else ()
        if len(lines) > 1 and missing == len(lines) and all(map(_ends, lines[:-1])):
            first, *others = lines
            last = review.citation
            yield evolve(review, text=first.text, citation=first.citation)
            for number, each in enumerate(others, review.number + 1):
                yield evolve(each, number=number, citation=last if each is others[-1] else each.citation)
        elif missing == 1 and len(lines) == 2 and _is_name(lines[0]) and not _has_head(review):
            yield evolve(review, publication=lines[0].text, text=lines[1].text)
        else:
            yield review


def _ends(paragraph: CriticReview) -> bool:
    """Whether a paragraph ends as a text does: a line of another kind does not."""
    return paragraph.citation is not None or (paragraph.text or "").endswith(SENTENCE_ENDS)


def _is_name(paragraph: CriticReview) -> bool:
    """Whether a paragraph is one word, which is no sentence but a name such as `Yahoo!`."""
    text = paragraph.text or ""
    return text.endswith("!") and " " not in text and len(text) < LONGEST_NAME


def _has_head(review: CriticReview) -> bool:
    return bool(review.publication or review.author or review.date or review.score is not None)


def with_own_words(reviews: Sequence[Any], ends: Mapping[int, TextEnd | None]) -> Iterator[Any]:
    """The reviews of users, each with the words at the end of its text that are its own.

    A page ends each long text with `Expand`. So where a longer text ends without, the word is the writer's; the last
    text does not count, for it may be cut. Where each of two texts or more has three full stops before the word, they
    are the page's ellipsis. `ends` are, by the `id` of a review, the ends of all texts that end as the page ends long
    ones, `None` where that cannot be the writer's words.
    """
    longest = max((len(review.text or "") for review in reviews[:-1] if id(review) not in ends), default=0)
    found = [ends[id(review)] for review in reviews if id(review) in ends]
    dotted = len(found) > 1 and all(end is not None and end.dots for end in found)
    for review in reviews:
        end = ends.get(id(review))
        if end is not None and not end.dots and longest > max(len(end.whole), LONG):
            yield evolve(review, text=end.whole)
        elif end is not None and dotted:
            yield evolve(review, text=review.text.removesuffix("...").rstrip() or None)
        else:
            yield review
