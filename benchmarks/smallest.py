"""The least code that reads one page: patterns for the page of `texts.sparse`, and for no field that it does not show.

This is what a user would write for a single crawl of such pages, and so the limit of what reading them can cost in
CPython: no publication, no date of a critic, no votes, no other dialect, no line numbers, no list of what is not
understood, no error. `read` gives tuples; `records` makes the library's records of them.

**Frozen**: the library is measured against it over time, so it does not change. `tests/project/test_benchmarks.py`
holds its hash, and that it agrees with the library on its page.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    ReviewPage,
    UserReview,
    UserSection,
    Verdict,
)

__all__ = ["read", "records"]

MONTHS: Final = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
COUNTS: Final = (
    r"score distribution:\n(?:  [0-9]\. Positive: ([0-9]+) out of ([0-9]+)\n)?"
    r"(?:  [0-9]\. Mixed: ([0-9]+) out of [0-9]+\n)?(?:  [0-9]\. Negative: ([0-9]+) out of [0-9]+\n)?"
)
CRITICS: Final = re.compile(r"(.+) - based on ([0-9]+) Critics\n\nCritic " + COUNTS)
USERS: Final = re.compile(r"User Score\n\n(.+)- based on ([0-9]+) Ratings\n\nUser " + COUNTS)
CRITIC: Final = re.compile(r"  ([0-9]+)\. (?:([0-9]{1,3})\n    |Reviewed by:\s*(.+)\n    )?(.+)\n")
USER: Final = re.compile(r"  ([0-9]+)\. (\w{3}) ([0-9]+), ([0-9]{4})\n    (.+)")
CITATION: Final = re.compile(r" \[(([0-9]+) (\w{3})\w* ([0-9]{4})(?:, \w+)?, p\. ?(\w+))\]$")


def read(text: str) -> dict[str, Any]:
    """The page's two sections, each a dict of its verdict, its counts and its reviews.

    A critic's review is its number, author, score, text and citation; a user's its number, date, text and whether it
    ends in `Full Review »`. A citation is its text, date and page. What is not printed is `None`.
    """
    critics, users = _heads(text)
    of_critics = CRITIC.findall(text, critics.end(), users.start())
    return {
        "critics": _counts(critics) | {"reviews": [_critic(*found) for found in of_critics]},
        "users": _counts(users) | {"reviews": [_user(*found) for found in USER.findall(text, users.end())]},
    }


def _heads(text: str) -> tuple[re.Match[str], re.Match[str]]:
    critics, users = CRITICS.search(text), USERS.search(text)
    assert critics
    assert users
    return critics, users


def _counts(found: re.Match[str]) -> dict[str, Any]:
    verdict, count, positive, total, mixed, negative = found.groups()
    return {
        "verdict": verdict,
        "count": int(count),
        "positive": int(positive) if positive else None,
        "mixed": int(mixed) if mixed else None,
        "negative": int(negative) if negative else None,
        "total": int(total) if total else None,
    }


def _critic(number: str, score: str, author: str, text: str) -> tuple[Any, ...]:
    citation = None
    if text[-1] == "]" and (found := CITATION.search(text)):
        cited, day, month, year, page = found.groups()
        citation = cited, date(int(year), MONTHS[month], int(day)), page
        text = text[: found.start()]
    return int(number), author or None, int(score) if score else None, text, citation


def _user(number: str, month: str, day: str, year: str, text: str) -> tuple[Any, ...]:
    whole = text.removesuffix(" Full Review »")
    return int(number), date(int(year), MONTHS[month], int(day)), whole, whole != text


def records(text: str) -> ReviewPage:
    """The same as the library's records."""
    page = read(text)
    critics, users = page["critics"], page["users"]
    of_critics = tuple(
        CriticReview(number, None, author, None, score, said, Citation(*cited) if cited else None)
        for number, author, score, said, cited in critics["reviews"]
    )
    of_users = tuple(
        UserReview(number, None, when, None, said, None, False, full) for number, when, said, full in users["reviews"]
    )
    return ReviewPage(
        (
            CriticSection(None, Verdict(critics["verdict"]), critics["count"], _distribution(critics), of_critics),
            UserSection(None, Verdict(users["verdict"]), users["count"], _distribution(users), of_users),
        )
    )


def _distribution(section: dict[str, Any]) -> Distribution:
    return Distribution(section["positive"], section["mixed"], section["negative"], section["total"])
