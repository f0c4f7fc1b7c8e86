"""One answer to whether a page was read as it should be, for programs that read many."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from reviewparse.records import CriticSection, ReviewPage, Section, UserSection
from reviewparse.validation import validate
from reviewparse.validation.problems import Problem, Severity

__all__ = ["RULES", "Health", "HealthStatus", "health_of"]


class HealthStatus(StrEnum):
    """How well a page was read; `RULES` says which status a page has.

    >>> [str(status) for status in HealthStatus]
    ['not-a-review-page', 'layout-changed', 'partial', 'empty', 'ok']
    """

    NOT_A_REVIEW_PAGE = "not-a-review-page"
    LAYOUT_CHANGED = "layout-changed"
    PARTIAL = "partial"
    EMPTY = "empty"
    OK = "ok"


RULES: Final[dict[HealthStatus, str]] = {
    HealthStatus.NOT_A_REVIEW_PAGE: "The page holds no section.",
    HealthStatus.LAYOUT_CHANGED: "Headings were read, and nothing below them was understood (`layout-not-known`).",
    HealthStatus.PARTIAL: "Lines inside a list were not understood (`lines-not-understood`), or a problem is an error.",
    HealthStatus.EMPTY: "No section prints a score, a verdict, a count above 0 or a review.",
    HealthStatus.OK: "None of these.",
}
"""Which status a page has: the first of these that fits."""


@frozen
class Health:
    """How well a page was read: its `status`, and the `problems` that put it there (none of `ok` and `empty`).

    >>> page = ReviewPage((CriticSection(count=-4),))
    >>> print(page.health)
    partial: error count-out-of-range at critics.count: A count is 0 or more, not -4.
    """

    status: HealthStatus
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return ": ".join([str(self.status), "; ".join(map(str, self.problems))][: 2 if self.problems else 1])


def health_of(page: ReviewPage, *, today: dt.date | None = None) -> Health:
    """How well a page was read, by `RULES`; `ReviewPage.health` is the same.

    It is worked out of what `validate` finds each time that it is asked for. `today` is that of `validate`.

    Raises `TypeError` where `page` is no `ReviewPage`, and nothing else whatever the page holds.

    >>> str(health_of(ReviewPage((CriticSection(score=74),))))
    'ok'
    >>> str(health_of(ReviewPage((CriticSection(no_score=True), UserSection(tbd=True)))))
    'empty'
    """
    problems = validate(page, today=today)
    if not page.sections:
        return Health(HealthStatus.NOT_A_REVIEW_PAGE, _of(problems, "section-empty"))
    if changed := _of(problems, "layout-not-known"):
        return Health(HealthStatus.LAYOUT_CHANGED, changed)
    if lost := tuple(p for p in problems if p.severity is Severity.ERROR or p.code == "lines-not-understood"):
        return Health(HealthStatus.PARTIAL, lost)
    if all(map(_says_nothing, page.sections)):
        return Health(HealthStatus.EMPTY)
    return Health(HealthStatus.OK)


def _of(problems: tuple[Problem, ...], code: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.code == code)


def _says_nothing(section: Section) -> bool:
    """Whether a section prints no score, verdict, count above 0 or review: at most that there is none yet."""
    counts = section.distribution
    if counts is not None and any((counts.positive, counts.mixed, counts.negative, counts.total)):
        return False
    if section.count or section.see_all or section.showing:
        return False
    said = evolve(section, count=None, see_all=None, showing=None, distribution=None, awaiting=None, line=None)
    said = evolve(said, tbd=False, no_score=False, no_reviews=False)
    return said in (CriticSection(), UserSection())
