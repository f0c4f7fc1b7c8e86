"""Records of a page as they are made while it is read, which takes a third of the time of their classes' own calls.

A review, or a page, is filled by whoever reads it: a fresh one has all that only some layouts print, as absent. The
caller sets every field that has no default here, and then the class: `review.__class__ = CriticReview` freezes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.unfrozen import unfrozen

__all__ = [
    "fresh_critic_review",
    "fresh_page",
    "fresh_user_review",
    "new_citation",
    "new_distribution",
    "new_helpful",
    "new_section",
]


_CriticReview: Final = unfrozen(CriticReview)
_UserReview: Final = unfrozen(UserReview)
_Citation: Final = unfrozen(Citation)
_Distribution: Final = unfrozen(Distribution)
_Helpful: Final = unfrozen(Helpful)
_Page: Final = unfrozen(ReviewPage)
_SECTIONS: Final = {kind: unfrozen(kind) for kind in (CriticSection, UserSection)}


def fresh_critic_review(line: int) -> Any:
    """A critic's review that begins on a line, with what only some layouts print still absent."""
    review = _CriticReview()
    review.byline = review.platform = review.url = review.author_url = review.publication_url = review.id = None
    review.spoiler = False
    review.line = line
    return review


def fresh_user_review(line: int) -> Any:
    """A user's review that begins on a line, with what only some layouts print still absent."""
    review = _UserReview()
    review.platform = review.url = review.author_url = review.id = None
    review.line = line
    return review


def fresh_page() -> Any:
    """A page, with what only HTML has still absent."""
    page = _Page()
    page.url = None
    return page


def new_citation(text: str, date: dt.date | None, page: str | None) -> Citation:
    """A citation of these fields."""
    made = _Citation()
    made.text, made.date, made.page = text, date, page
    made.__class__ = Citation
    citation: Citation = made
    return citation


def new_helpful(count: int, total: int) -> Helpful:
    """The votes for a user's review."""
    made = _Helpful()
    made.count, made.total = count, total
    made.__class__ = Helpful
    helpful: Helpful = made
    return helpful


def new_distribution(
    counts: tuple[int | None, int | None, int | None],
    total: int | None = None,
    percents: tuple[int | None, int | None, int | None] = (None, None, None),
    short: tuple[str | None, str | None, str | None] = (None, None, None),
) -> Distribution:
    """A distribution; each triple is of the positive, the mixed and the negative reviews."""
    made = _Distribution()
    made.positive, made.mixed, made.negative = counts
    made.total = total
    made.positive_percent, made.mixed_percent, made.negative_percent = percents
    made.positive_short, made.mixed_short, made.negative_short = short
    made.__class__ = Distribution
    distribution: Distribution = made
    return distribution


def new_section(
    kind: type[CriticSection] | type[UserSection], said: Mapping[str, Any], distribution: Distribution | None,
    reviews: tuple[Any, ...], line: int,
) -> Any:  # fmt: skip
    """A section; `said` has the values of its other fields by name, without those that are not printed."""
    section = _SECTIONS[kind]()
    value = said.get
    section.score, section.verdict, section.count = value("score"), value("verdict"), value("count")
    section.distribution, section.reviews = distribution, reviews
    section.tbd, section.no_score = value("tbd", False), value("no_score", False)
    section.awaiting, section.no_reviews = value("awaiting"), value("no_reviews", False)
    section.see_all, section.showing = value("see_all"), value("showing")
    if kind is CriticSection:
        section.badge = value("badge")
    section.line = line
    section.__class__ = kind
    return section
