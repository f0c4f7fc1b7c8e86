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
    Layout,
    ReviewPage,
    UserReview,
    UserSection,
    Verdict,
)

__all__ = [
    "LONG",
    "critic_page",
    "doubled_page",
    "l2_page",
    "l3_page",
    "plain_page",
    "sentences",
    "sparse_page",
    "summary_page",
    "user_page",
]

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


def sparse_page(seed: int) -> ReviewPage:
    """A `/critic-reviews` page of which an extractor left little: most items are one line, 4 of 23 have a score.

    It has no publications, no dates but those of users and print sources, and no counts of mixed reviews.
    """
    random = Random(seed)
    scores = {1: 100, 5: 90, 13: 88, 15: 80}
    authors = (3, 6, 7, 8, 10, 11, 18, 22, 23)
    cited = {
        9: Citation("14 March 1998, p. D6", dt.date(1998, 3, 14), "D6"),
        12: Citation("20 March 1998, Friday, p.B", dt.date(1998, 3, 20), "B"),
    }
    reviews = tuple(
        CriticReview(
            number=number,
            author=f"{random.choice(FIRST)} {random.choice(LAST)}" if number in authors else None,
            score=scores.get(number),
            text=_sentence(random, 8, 34),
            citation=cited.get(number),
        )
        for number in range(1, 24)
    )
    users = tuple(
        UserReview(number=number, date=_day(random), text=_sentence(random, 30, 90), full_review=True)
        for number in (1, 2)
    )
    return ReviewPage(
        (
            CriticSection(None, Verdict.UNIVERSAL_ACCLAIM, 23, Distribution(21, None, 0, 23), reviews),
            UserSection(None, Verdict.GENERALLY_FAVORABLE, 49, Distribution(11, None, 3, 16), users),
        )
    )


def doubled_page(seed: int, reviews: int) -> ReviewPage:
    """A `/user-reviews` page whose every text is so long that it is printed twice."""
    random = Random(seed)
    page = user_page(seed, reviews)
    users, critics = page.users, page.critics
    assert users is not None
    assert critics is not None
    long = tuple(
        evolve(review, text="\n\n".join(_sentence(random, 60, 150) for _ in range(2)), spoiler=False)
        for review in users.reviews
    )
    return ReviewPage((evolve(users, reviews=long), critics))


def plain_page(seed: int, reviews: int) -> ReviewPage:
    """A summary page, its texts of one paragraph, printed once, and without a print source or a spoiler."""
    page = summary_page(seed, reviews)
    assert page.critics is not None
    assert page.users is not None
    critics = tuple(evolve(review, citation=None) for review in page.critics.reviews)
    users = tuple(evolve(review, text=_shortened(review.text or ""), spoiler=False) for review in page.users.reviews)
    return ReviewPage((evolve(page.critics, reviews=critics), evolve(page.users, reviews=users)))


def _shortened(text: str) -> str:
    return text.replace("\n\n", " ")[: LONG - 20].rsplit(" ", 1)[0] + "."


def l2_page(seed: int, reviews: int) -> ReviewPage:
    """A summary page of layout L2: no numbers, no totals, and a byline in which publication and author are run together."""
    page = plain_page(seed, reviews)
    assert page.critics is not None
    assert page.users is not None
    critics = tuple(
        evolve(review, number=None, publication=None, author=None, byline=f"{review.publication}{review.author or ''}")
        for review in page.critics.reviews
    )
    users = tuple(evolve(review, number=None) for review in page.users.reviews)
    return ReviewPage(
        (
            evolve(page.critics, reviews=critics, distribution=_without_total(page.critics)),
            evolve(page.users, reviews=users, distribution=_without_total(page.users), verdict=None, count=None),
        )
    )


def l3_page(seed: int, reviews: int) -> ReviewPage:
    """A summary page of layout L3: no numbers, and a per cent with each count."""
    page = plain_page(seed, reviews)
    assert page.critics is not None
    assert page.users is not None
    critics = tuple(evolve(review, number=None) for review in page.critics.reviews)
    users = tuple(evolve(review, number=None, helpful=None) for review in page.users.reviews)
    return ReviewPage(
        (
            evolve(page.critics, reviews=critics, distribution=_with_percents(page.critics)),
            evolve(page.users, reviews=users, distribution=_with_percents(page.users)),
        ),
        layout=Layout.L3,
    )


def _with_percents(section: CriticSection | UserSection) -> Distribution:
    counts = _without_total(section)
    shares = {name: getattr(counts, name) for name in ("positive", "mixed", "negative")}
    total = sum(shares.values())
    return evolve(counts, **{f"{name}_percent": round(100 * count / total) for name, count in shares.items()})


def _without_total(section: CriticSection | UserSection) -> Distribution:
    counts = section.distribution
    assert counts is not None
    return evolve(counts, total=None)


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


def sentences(seed: int, size: int) -> str:
    """Prose of exactly that many characters, without a line's end."""
    random = Random(seed)
    made: list[str] = []
    length = 0
    while length < size:
        made.append(_sentence(random, 6, 20))
        length += len(made[-1]) + 1
    return " ".join(made)[: size - 1].rstrip(" .").ljust(size - 1, "s") + "."


def _sentence(random: Random, fewest: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(fewest, most))).capitalize() + "."
