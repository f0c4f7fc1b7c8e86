"""Invented pages as records, the same each time: what each contender of the benchmark has to find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Final

from attrs import evolve

from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    ReviewPage,
    UserReview,
    UserSection,
    Verdict,
)

__all__ = ["LONG", "critic_page", "summary_page", "user_page"]

LONG: Final = 320
"""A user's text of this many characters or more is one that a page prints twice: its head, then the whole of it."""

WORDS: Final = (
    "tide lantern ferry harbor slow quiet careful score opening middle ending scene chorus level camera silence fog "
    "letter winter salt music sister captain ledger island never always rather almost nearly wholly gently keeps finds "
    "loses turns holds carries repeats forgives remembers and but or with without under over between every another "
    "its their her his this that one two third last first long short bright dark patient restless honest"
).split()
FIRST: Final = (
    "Ada Bas Cleo Doro Emil Fenna Gus Hedda Ivo June Kaspar Lotte Milo Nadia Odile Piet Rosa Sven Tilda".split()
)
LAST: Final = "Marrow Okafor Lindqvist Brandt Farrant Teng Molloy Rüdiger Vane Ashdown Keel Sorrel Thorne Wick".split()
PAPERS: Final = "Almanac Courier Dispatch Gazette Herald Ledger Monitor Observer Quarterly Register Review".split()
PLACES: Final = "Pixel Harbor Northern Lantern Coastal Evening Second Paper Winter Joypad Silver Corner".split()


def critic_page(seed: int, reviews: int) -> ReviewPage:
    """A `/critic-reviews` page: that many reviews by critics, then 3 by users."""
    random = Random(seed)
    return ReviewPage((_critics(random, reviews), _users(random, 3)))


def user_page(seed: int, reviews: int) -> ReviewPage:
    """A `/user-reviews` page: that many reviews by users, then 3 by critics."""
    random = Random(seed)
    return ReviewPage((_users(random, reviews), _critics(random, 3)))


def summary_page(seed: int, reviews: int) -> ReviewPage:
    """A summary page: that many reviews of each kind, and "See all"."""
    random = Random(seed)
    critics, users = _critics(random, reviews), _users(random, reviews)
    return ReviewPage((evolve(critics, see_all=reviews * 3), evolve(users, see_all=reviews * 5)))


def _critics(random: Random, count: int) -> CriticSection:
    reviews = tuple(_critic(random, number) for number in range(1, count + 1))
    shares = _shares([review.score for review in reviews], 61, 40)
    return CriticSection(
        random.randint(61, 80), Verdict.GENERALLY_FAVORABLE, count + 2, Distribution(*shares, count), reviews
    )


def _users(random: Random, count: int) -> UserSection:
    reviews = tuple(_user(random, number) for number in range(1, count + 1))
    shares = _shares([review.score for review in reviews], 7, 4)
    score = Decimal(f"{random.randint(61, 80) / 10:.1f}")
    return UserSection(score, Verdict.GENERALLY_FAVORABLE, 4 * count, Distribution(*shares, count), reviews)


def _shares(scores: Sequence[int | None], positive: int, mixed: int) -> tuple[int, int, int]:
    known = [score for score in scores if score is not None]
    above, below = sum(score >= positive for score in known), sum(score < mixed for score in known)
    return above, len(known) - above - below, below


def _critic(random: Random, number: int) -> CriticReview:
    day = _day(random)
    citation = None
    if random.random() < 0.2:
        page = f"p. C{random.randint(1, 9)}"
        citation = Citation(f"{day.day} {day:%B %Y}, {page}", day, page[2:].strip())
    return CriticReview(
        number,
        f"{random.choice(PLACES)} {random.choice(PAPERS)}",
        f"{random.choice(FIRST)} {random.choice(LAST)}" if random.random() < 0.6 else None,
        day,
        random.randint(0, 20) * 5,
        _sentence(random, 18, 45),
        citation,
    )


def _user(random: Random, number: int) -> UserReview:
    draw = random.random()
    if draw < 0.25:
        text = "\n\n".join(_sentence(random, 20, 60) for _ in range(3))
    else:
        text = _sentence(random, 8, 120 if draw > 0.6 else 35)
    total = random.randint(1, 40)
    return UserReview(
        number,
        f"{random.choice(FIRST)}{random.choice(WORDS)}{random.randint(1, 99)}",
        _day(random),
        random.randint(0, 10),
        text,
        Helpful(random.randint(0, total), total),
        spoiler=random.random() < 0.1,
    )


def _day(random: Random) -> dt.date:
    return dt.date(2010, 8, 1) + dt.timedelta(random.randrange(4000))


def _sentence(random: Random, fewest: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(fewest, most))).capitalize() + "."
