"""What the texts of fields mean, for the contenders that find these by other means than the library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    UserReview,
    UserSection,
    Verdict,
)

__all__ = ["citation", "critic", "day", "distribution", "score", "section", "user", "whole_text"]

MONTHS: Final = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
VERDICTS: Final = {str(verdict): verdict for verdict in Verdict}


@lru_cache(maxsize=4096)
def day(printed: str) -> date:
    """`Oct 7, 2014` as a date."""
    month, number, year = printed.split()
    return date(int(year), MONTHS[month], int(number[:-1]))


def score(users: bool, printed: str | None) -> int | Decimal | None:
    """A section's score."""
    if printed is None:
        return None
    return Decimal(printed) if users else int(printed)


def count(printed: str | None) -> int | None:
    """A count, with a comma for the thousands."""
    return None if printed is None else int(printed.replace(",", ""))


def distribution(counts: Sequence[tuple[str | None, str | None]]) -> Distribution:
    """The three counts and the total of each."""
    positive, mixed, negative = (count(found) for found, _ in counts)
    return Distribution(positive, mixed, negative, count(counts[0][1]))


def citation(printed: str | None) -> Citation | None:
    """`27 October 1995, p. C3`, without its brackets."""
    if printed is None:
        return None
    when, _, page = printed.partition(", p.")
    number, month, year = when.split()
    return Citation(printed, date(int(year), MONTHS[month[:3]], int(number)), page.strip())


def whole_text(text: str) -> str:
    """A user's text without the head that the page prints before it."""
    second = text.find(text[:40], 40)
    return text[second:] if second > 0 and text.startswith(text[:second], second) else text


def section(
    users: bool,
    score: int | Decimal | None,
    verdict: str | None,
    based_on: str | None,
    distribution: Distribution | None,
    reviews: tuple[Any, ...],
    see_all: str | None,
) -> CriticSection | UserSection:
    """A section of its fields."""
    kind: Any = UserSection if users else CriticSection
    made: CriticSection | UserSection = kind(
        score,
        VERDICTS[verdict] if verdict else None,
        count(based_on),
        distribution,
        reviews,
        see_all=None if see_all is None else int("".join(filter(str.isdigit, see_all))),
    )
    return made


def critic(
    number: int,
    publication: str | None,
    author: str | None,
    when: str | None,
    printed_score: str | None,
    text: str,
    cited: str | None,
) -> CriticReview:
    """A critic's review of its fields; the text may still end in what is cited."""
    if cited is not None:
        text = text.removesuffix(f"[{cited}]")
    return CriticReview(
        number,
        publication,
        author.strip() if author else None,
        day(when) if when else None,
        count(printed_score),
        text.strip(),
        citation(cited),
    )


def user(
    number: int,
    author: str | None,
    when: str | None,
    printed_score: str | None,
    text: str,
    spoiler: bool,
    yes: str | None,
    of: str | None,
) -> UserReview:
    """A user's review of its fields."""
    helpful = Helpful(int(yes), int(of)) if yes and of else None
    return UserReview(number, author, day(when) if when else None, count(printed_score), text.strip(), helpful, spoiler)
