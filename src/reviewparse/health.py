"""`health_of`: whether a page was read well, in one word, for programs that read many pages."""

from __future__ import annotations

import datetime as dt
from typing import Final

from attrs import evolve

from reviewparse.problems import RULES, Health, HealthStatus, Problem, Severity
from reviewparse.records import CriticSection, ReviewPage, Section, UserSection
from reviewparse.validation import problems_of_health, validate

__all__ = ["RULES", "Health", "HealthStatus", "health_as_read", "health_from", "health_of"]

LOST: Final = (
    "headline-not-understood",
    "lines-not-understood",
    "text-is-html",
    "text-is-markdown",
    "list-not-known",
    "no-list-numbers",
    "lines-taken-apart",
)
"""What says that something of the page was not read."""


def health_of(page: ReviewPage, *, today: dt.date | None = None) -> Health:
    """How well a page was read, by `RULES`; `ReviewPage.health` is the same.

    It is computed from what `validate` finds. `today` is that of `validate`.

    Raises `TypeError` where `page` is not a `ReviewPage`, and nothing else, whatever the page holds.

    >>> str(health_of(ReviewPage((CriticSection(score=74),))))
    'ok'
    >>> str(health_of(ReviewPage((CriticSection(no_score=True), UserSection(tbd=True)))))
    'empty'
    """
    return health_from(page, validate(page, today=today))


def health_as_read(page: ReviewPage) -> Health:
    """The same of a page as `parse` and its like return it, in less time: its values are of the types declared.

    >>> str(health_as_read(ReviewPage((CriticSection(score=74),))))
    'ok'
    """
    return health_from(page, problems_of_health(page))


def health_from(page: ReviewPage, problems: tuple[Problem, ...]) -> Health:
    """The health of a page in which `validate` found these problems."""
    if not page.sections:
        return Health(HealthStatus.NOT_A_REVIEW_PAGE, _of(problems, "section-empty"))
    if changed := _of(problems, "layout-not-known"):
        return Health(HealthStatus.LAYOUT_CHANGED, changed)
    if lost := tuple(p for p in problems if p.severity is Severity.ERROR or p.code in LOST):
        return Health(HealthStatus.PARTIAL, lost)
    if all(map(_says_nothing, page.sections)):
        return Health(HealthStatus.EMPTY)
    return Health(HealthStatus.OK)


def _of(problems: tuple[Problem, ...], code: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.code == code)


def _says_nothing(section: Section) -> bool:
    """Whether a section prints no score, verdict, review or count above 0; it may print that there is none yet."""
    counts = section.distribution
    if counts is not None and any((counts.positive, counts.mixed, counts.negative, counts.total)):
        return False
    if section.count or section.see_all or section.showing:
        return False
    said = evolve(section, count=None, see_all=None, showing=None, distribution=None, awaiting=None, line=None)
    said = evolve(said, tbd=False, no_score=False, no_reviews=False)
    return said in (CriticSection(), UserSection())
