"""Whose is a review of layout L3? Its pages print critics and users in one list, and an extractor may drop the footer.

A review of which neither footer nor score tells it is a `Card` until the whole page has been read; `tell` then says
whose each is. What is in doubt is nobody's: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, Final, TypeAlias

from reviewparse.fresh import fresh_critic_review, fresh_user_review
from reviewparse.lines import Span
from reviewparse.records import Citation, CriticReview, CriticSection, UserReview, UserSection
from reviewparse.review_grammar import terminal
from reviewparse.values import citation_of

__all__ = ["Card", "Clue", "ClueKind", "Printed", "SectionType", "printed", "review_of", "tell"]

SectionType: TypeAlias = "type[CriticSection] | type[UserSection]"

HIGHEST_USER_SCORE: Final = 10
BELOW_COUNTS: Final = 2
"""So many reviews of a kind stand directly below its counts on a summary page."""
ABOVE_LINK: Final = 5
"""So many stand above its link "See All", if there are as many."""
FEWEST_NAMELESS: Final = 2
MOST_NAMED: Final = 4
"""Names are dropped where at least two users, and one of four, have none."""


class Card:
    """A review of layout L3 as it is printed, of which nothing on it tells whose it is; `span` is where in the text."""

    __slots__ = ("date", "line", "name", "platform", "score", "span", "spoiler", "text")

    def __init__(
        self, line: int, span: Span, name: str | None, date: dt.date | None, score: int | None,
        text: str | None, spoiler: bool, platform: str | None,
    ) -> None:  # fmt: skip
        self.line = line
        self.span = span
        self.name = name
        self.date = date
        self.score = score
        self.text = text
        self.spoiler = spoiler
        self.platform = platform


class ClueKind(Enum):
    """What a line between reviews tells of those around it."""

    COUNTS = "the counts of a kind"
    SHOWING = "Showing 49 Critic Reviews"
    SEE_ALL = "See All 45 Critic Reviews"


class Clue:
    """A line that tells whose the reviews around it are."""

    __slots__ = ("kind", "section")

    def __init__(self, kind: ClueKind, section: SectionType) -> None:
        self.kind = kind
        self.section = section


Printed: TypeAlias = "CriticReview | UserReview | Card"
"""A review as it is printed: a record where it shows whose it is."""
Told: TypeAlias = "list[SectionType | None]"

_SECTIONS: Final[dict[type, SectionType]] = {CriticReview: CriticSection, UserReview: UserSection}


def printed(
    line: int, span: Span, section: SectionType | None = None, name: str | None = None,
    author: str | None = None, date: dt.date | None = None, score: int | None = None, text: str | None = None,
    spoiler: bool = False, platform: str | None = None,
) -> Printed:  # fmt: skip
    """A review of layout L3; `section` is that of its footer, where it has one that tells.

    Without one, a score above 10 tells, which no user gives.
    """
    if section is None and (score is None or score <= HIGHEST_USER_SCORE):
        return Card(line, span, name, date, score, text, spoiler, platform)
    review: Any
    if section is UserSection:
        review = fresh_user_review(line)
        review.number = review.helpful = None
        review.full_review = False
        review.author, review.text = name, text
    else:
        review = fresh_critic_review(line)
        review.number = None
        review.publication, review.author = name, author
        review.text, review.citation = _cited(text)
    review.date, review.score, review.spoiler, review.platform = date, score, spoiler, platform
    review.__class__ = UserReview if section is UserSection else CriticReview
    made: CriticReview | UserReview = review
    return made


def tell(events: Sequence[Printed | Clue]) -> Iterator[tuple[Printed, SectionType | None]]:
    """Each review with the section that it is of, `None` where that is in doubt.

    In this order of trust: its footer or score; the line "Showing 49 Critic Reviews" above; the notice of a spoiler,
    which users' reviews have; its place directly below the counts of a kind; its place above a link "See All". By its
    place, a score of at most 10 is a critic's only where footers show that other reviews are users'. Below the users'
    counts, a review without a score is a user's only where links show the ends of lists: users may rate and write
    nothing. A list of scores of at most 10 that nothing else is said of is the users'.

    >>> reviews = [printed(1, (0, 40), score=80), printed(5, (40, 79), score=8)]
    >>> [section and section.__name__ for _, section in tell(reviews)]
    ['CriticSection', None]
    """
    reviews = [event for event in events if not isinstance(event, Clue)]
    told: Told = [_SECTIONS.get(type(review)) for review in reviews]
    if None in told:
        told = _in_doubt(events, reviews, told)
        told_of = zip(reviews, told, strict=True)
        _give_back_lines([review for review, section in told_of if section is not CriticSection])
    return zip(reviews, told, strict=True)


def _in_doubt(events: Sequence[Printed | Clue], reviews: Sequence[Printed], told: Told) -> Told:
    """Whose each review is, where it is not told of all of them."""
    below, above = _by_place(events, reviews, told)
    for number, section in enumerate(told):
        if section is None:
            claims = {claim for claim in (below[number], above[number]) if claim is not None}
            told[number] = claims.pop() if len(claims) == 1 else None
    critics = any(section is CriticSection for section in told) or any(
        isinstance(event, Clue) and event.section is CriticSection for event in events
    )
    if not critics and len(reviews) > 1 and all(map(_a_users_score, reviews)):
        return [UserSection] * len(reviews)
    return told


def _give_back_lines(users: Sequence[Printed]) -> None:
    """Give each text its first line back where an extractor drops the names of users, which that line is taken for.

    It does so where reviews without footers have no names, unless these are few: a text may be one odd line.
    """
    nameless = sum(type(review) is Card and review.name is None for review in users)
    if nameless < FEWEST_NAMELESS or nameless * MOST_NAMED < len(users):
        return
    for review in users:
        if type(review) is Card and review.name is not None:
            review.text = review.name if review.text is None else f"{review.name}\n{review.text}"
            review.name = None


def _a_users_score(review: Printed) -> bool:
    return review.score is not None and review.score <= HIGHEST_USER_SCORE


def _fits(review: Printed, section: SectionType, reported: bool) -> bool:
    """Whether its place may tell whose it is: a critic's score of at most 10 is rarer than a user's out of place."""
    return section is UserSection or reported or not _a_users_score(review)


def _by_place(events: Sequence[Printed | Clue], reviews: Sequence[Printed], told: Told) -> tuple[Told, Told]:
    """For each review, whose it is by what stands above it, and by what stands below it.

    One below "Showing 49 Critic Reviews", or with the notice of a spoiler, is told at once.
    """
    below: Told = [None] * len(told)
    above: Told = [None] * len(told)
    showing: SectionType | None = None
    counts: SectionType | None = None
    reported = UserSection in told  # users' footers are printed, and so all of them
    linked = any(isinstance(event, Clue) and event.kind is ClueKind.SEE_ALL for event in events)
    number = begin = begin_below = 0
    for event in events:
        if not isinstance(event, Clue):
            if told[number] is None:
                if showing is not None:
                    told[number] = showing
                elif event.spoiler:
                    told[number] = UserSection
                elif counts is not None and number < begin_below + BELOW_COUNTS:
                    certain = linked or counts is CriticSection or event.score is not None
                    below[number] = counts if certain and _fits(event, counts, reported) else None
            number += 1
            continue
        if event.kind is ClueKind.SHOWING:
            showing = event.section
        elif event.kind is ClueKind.COUNTS:
            showing, counts, begin_below = None, event.section, number
            begin = number
        else:
            for place in range(max(begin, number - ABOVE_LINK), number):
                if told[place] is None and _fits(reviews[place], event.section, reported):
                    above[place] = event.section
            begin, counts = number, None
    return below, above


def review_of(card: Card, section: SectionType) -> Printed:
    """The record that a card is in a section."""
    return printed(
        card.line, card.span, section, card.name, None, card.date, card.score, card.text, card.spoiler, card.platform
    )


def _cited(text: str | None) -> tuple[str | None, Citation | None]:
    """A critic's text, and the print source at its end."""
    if text is None:
        return None, None
    text = text.replace("\n", " ")  # it is one paragraph: where it has several lines, it was wrapped
    if text.endswith("]"):
        start = text.rfind("[")
        if terminal("_PRINT_SOURCE").fullmatch(text[start:]):
            return text[:start].rstrip() or None, citation_of(text[start:])
    return text, None
