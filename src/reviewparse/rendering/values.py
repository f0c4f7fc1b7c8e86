"""The values that all layouts write alike, or the error that says why one cannot be written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from reviewparse.errors import ReviewRenderError
from reviewparse.records import Section, UserSection
from reviewparse.vocabulary import MONTHS, Verdict

__all__ = ["awaiting_of", "check_section", "count_of", "date_of", "each_review", "score_of"]

_USER_SCORE: Final = re.compile(r"[0-9]{1,2}\.[0-9]")


def awaiting_of(section: Section) -> str:
    """The words after a verdict where more reviews are awaited; empty where they are not."""
    if section.awaiting is None:
        return ""
    more = "rating" if isinstance(section, UserSection) else "review"
    return f" Awaiting {section.awaiting} more {more}{'s' * (section.awaiting != 1)}"


def count_of(count: object, path: str) -> str:
    if type(count) is not int or not 0 <= count < 10**12:
        raise ReviewRenderError("count", "A count is an int of 0 or more, with at most twelve digits.", path)
    return str(count)


def date_of(date: object, path: str) -> str:
    if type(date) is not dt.date:
        raise ReviewRenderError("date", "A date is a datetime.date.", path)
    return _printed_day(date)


@lru_cache(4096)  # many reviews have one of few days
def _printed_day(date: dt.date) -> str:
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year:04}"


def score_of(score: object, path: str) -> str:
    if type(score) is not int or not 0 <= score <= 999:
        raise ReviewRenderError("score", "A review's score is an int of at most three digits.", path)
    return str(score)


def each_review(reviews: Iterable[Any], which: str, write: Callable[[Any, int], str]) -> Iterator[str]:
    """What `write` makes of each review and its index. An error that it raises names a field; the review is added."""
    index = 0
    try:
        for index, review in enumerate(reviews):
            yield write(review, index)
    except ReviewRenderError as error:
        raise ReviewRenderError(error.code, error.message, f"{which}.reviews[{index}].{error.path}") from None


def check_section(section: Section, which: str) -> None:
    for one, other in (("tbd", "score"), ("no_score", "verdict"), ("no_score", "score")):
        if getattr(section, one) and getattr(section, other) is not None:
            message = f"It contradicts `{other}`: a page prints only one of the two."
            raise ReviewRenderError("contradiction", message, f"{which}.{one}")
    score, users = section.score, which == "users"
    if score is not None and not (
        (type(score) is Decimal and _USER_SCORE.fullmatch(str(score)))
        if users
        else (type(score) is int and 0 <= score <= 999)
    ):
        message = (
            "A User Score is a Decimal with one decimal." if users else "A Metascore is an int of at most three digits."
        )
        raise ReviewRenderError("score", message, f"{which}.score")
    if section.verdict is not None and not isinstance(section.verdict, Verdict):
        raise ReviewRenderError("verdict", "A verdict is one of `Verdict`.", f"{which}.verdict")
    for name in ("count", "see_all"):
        if getattr(section, name) is not None:
            count_of(getattr(section, name), f"{which}.{name}")
    if section.awaiting is not None and (type(section.awaiting) is not int or not 0 <= section.awaiting <= 9999):
        raise ReviewRenderError("count", "A count is an int, here of at most four digits.", f"{which}.awaiting")
    for name in ("tbd", "no_score", "no_reviews"):
        if type(getattr(section, name)) is not bool:
            raise ReviewRenderError("wrong-type", "The value must be True or False.", f"{which}.{name}")
