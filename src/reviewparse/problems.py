"""What `validate` can find on a page: the record of one problem, the table of all codes, and a page's health."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple

from attrs import frozen

__all__ = ["CODES", "RULES", "Code", "Health", "HealthStatus", "Problem", "Severity", "show"]


class Severity(StrEnum):
    """How serious a problem is.

    `error`: the page contradicts itself or holds an impossible value, so at least one value is wrong. `warning`: the
    value is unlikely, but a page can print it. `info`: nothing is wrong, but a reader may want to know.

    >>> [str(severity) for severity in Severity]
    ['error', 'warning', 'info']
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(NamedTuple):
    """One row of `CODES`: the severity of every problem of this code, and what it means, in one sentence."""

    severity: Severity
    meaning: str


_error, _warning, _info = (partial(Code, severity) for severity in Severity)

CODES: Final[dict[str, Code]] = {
    "bad-value": _error("A field holds something that is not of its type."),
    "score-out-of-range": _error("A score lies outside of its scale: 0-100 for critics, 0-10 for users."),
    "percent-out-of-range": _error("A per cent of a distribution is not 0 to 100."),
    "count-out-of-range": _error("A count or a review's number is below 0."),
    "verdict-contradicts-score": _error("The verdict is not the one that the printed score has."),
    "class-above-total": _error("The distribution counts more reviews of one class than in total."),
    "counts-do-not-add-up": _error("The counts of the three classes do not add up to the distribution's total."),
    "reviews-above-total": _error("More reviews are listed than the section counts."),
    "scores-contradict-counts": _error("The listed scores of a class are more than the distribution leaves room for."),
    "helpful-above-total": _error("More users found a review helpful than were asked."),
    "score-decimals": _warning("The User Score has not exactly one decimal."),
    "tables-disagree": _warning("No single table of score bands fits everything that the page says."),
    "count-below-total": _warning("There are fewer ratings than user reviews."),
    "count-differs-from-total": _warning("The number of critics is not the total of their distribution."),
    "unscored-above-total": _warning("More critic reviews are listed than counted, but no more that print a score."),
    "number-not-increasing": _warning("A review's number is not above that of the review before it."),
    "not-descending": _warning("With `ordered=True`: the list of critics is not sorted by score."),
    "order-contradicts-counts": _warning("With `ordered=True`: no sorted list has these counts and scores."),
    "date-in-future": _warning("A review is dated later than today."),
    "date-before-site": _warning("A review is dated before 2001, when the site opened."),
    "doubled-review": _warning("Two reviews of a section have the same text and author."),
    "state-contradicted": _warning("A section says that it has no score or no reviews, but prints one."),
    "see-all-too-low": _warning('The number in "See all" or "Showing" is lower than the number of reviews.'),
    "section-repeated": _warning("The page holds more than one section of critics, or of users."),
    "layout-not-known": _warning("Headings or lines of layout L3 were read, but not what belongs to them."),
    "headline-not-understood": _warning("A line that resembles a headline, such as a verdict, is in no section."),
    "headline-not-taken": _warning("A headline is in no section: it contradicts another, or does not say whose it is."),
    "review-in-doubt": _warning("A review of layout L3 may be a critic's or a user's, and is in neither section."),
    "pages-may-be-mixed": _warning("Sections may belong to the page before or to the page after: no line says which."),
    "text-is-html": _warning("The text is HTML, which only `parse_html` reads."),
    "text-is-markdown": _warning("The text is Markdown whose lists are not read."),
    "list-not-known": _warning(
        "Numbered items are indented in an unknown way, or their numbers are on separate lines."
    ),
    "no-list-numbers": _warning("Reviews are printed without list numbers, so it is not known where each begins."),
    "lines-taken-apart": _warning("Parts of a review of layout L2 are on several lines, not on one."),
    "lines-not-understood": _warning("Lines inside the list of reviews were not understood."),
    "number-gap": _info("The numbering does not start at 1 or leaves numbers out, as when an extractor drops items."),
    "unsorted-list": _info("A list is not sorted by score."),
    "users-by-scores": _info("A list of layout L3 is taken to be the users' only because all scores are at most 10."),
    "no-review-listed": _info("A section counts reviews but lists none, and lines below it were not understood."),
    "section-empty": _info("A section, or the page, prints nothing at all."),
}
"""Every code that a problem can have. Codes and severities are stable; messages are for people and may change."""


@frozen
class Problem:
    """One thing on a page that is wrong, unlikely or worth knowing.

    `code` is a key of `CODES`, `message` says in plain English what was found, `path` names the place in the
    `ReviewPage` (`critics.reviews[3].score`), and `line` is the line of the text (from 1) where the review or section
    begins, `None` where the records know none.

    >>> problem = Problem("doubled-review", Severity.WARNING, "Same as review 1.", "users.reviews[1].text", 40)
    >>> print(problem)
    line 40: warning doubled-review at users.reviews[1].text: Same as review 1.
    """

    code: str
    severity: Severity
    message: str
    path: str
    line: int | None = None

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {show(self.line)}: "
        return f"{where}{self.severity} {self.code} at {self.path}: {self.message}"


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
    HealthStatus.PARTIAL: "A line of a list or a headline was not understood (`lines-not-understood`, "
    "`headline-not-understood`), the text is HTML (`text-is-html`), the lists of an extractor were not "
    "(`text-is-markdown`, `list-not-known`, `no-list-numbers`, `lines-taken-apart`), or a problem is an error.",
    HealthStatus.EMPTY: "No section prints a score, a verdict, a count above 0 or a review.",
    HealthStatus.OK: "None of these.",
}
"""Which status a page has: the first of these that fits."""


@frozen
class Health:
    """How well a page was read: its `status`, and the `problems` behind it (none for `ok` and `empty`).

    >>> from reviewparse import CriticSection, ReviewPage
    >>> page = ReviewPage((CriticSection(count=-4),))
    >>> print(page.health)
    partial: error count-out-of-range at critics.count: A count is 0 or more, not -4.
    """

    status: HealthStatus
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        return ": ".join([str(self.status), "; ".join(map(str, self.problems))][: 2 if self.problems else 1])


_HOLDERS: Final = (list, tuple, dict, set, frozenset)


def show(value: object) -> str:
    """A value for a message, always short: Python cannot print an int of thousands of digits, nor a very deep list."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else f"a number of over 18 digits{' below 0' if value < 0 else ''}"
    if isinstance(value, _HOLDERS):
        return f"a {type(value).__name__}"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}..."
