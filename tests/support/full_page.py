"""A page in which no field has its default, the places of a tree, and values that cannot be in any of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.strategies import review_pages
from reviewparse.vocabulary import Badge, Kind, Layout, Verdict

numbers = st.none() | st.integers(1, 10**6)
pages = st.builds(
    attrs.evolve,
    review_pages(),
    unrecognized=st.lists(st.builds(Line, st.integers(1, 10**6), st.text())).map(tuple),
    layout=st.sampled_from(Layout),
    kind=st.none() | st.sampled_from(Kind),
    title=st.none() | st.text(),
    first_line=numbers,
    last_line=numbers,
)

FULL_DISTRIBUTION = Distribution(
    positive=15,
    mixed=4,
    negative=0,
    total=19,
    positive_percent=79,
    mixed_percent=21,
    negative_percent=0,
    positive_short="1.5k",
    mixed_short="4k",
    negative_short="0k",
)
FULL = ReviewPage(
    sections=(
        CriticSection(
            score=81,
            verdict=Verdict.GENERALLY_FAVORABLE,
            count=19,
            distribution=FULL_DISTRIBUTION,
            reviews=(
                CriticReview(
                    number=1,
                    publication="Joypad Quarterly",
                    author="Ingrid Molloy",
                    date=dt.date(2018, 3, 6),
                    score=85,
                    text="Warm, sly\n\nand lovely to hold. \u2028 ☂",
                    citation=Citation("Apr 2018, p.62", dt.date(2018, 4, 1), "62"),
                    byline="Joypad Ingrid",
                    spoiler=True,
                    platform="PC",
                    url="https://joypad.example/lantern",
                    author_url="/critic/ingrid-molloy",
                    publication_url="/publication/joypad-quarterly",
                    id="c1",
                    line=50,
                ),
            ),
            tbd=True,
            no_score=True,
            awaiting=4,
            no_reviews=True,
            see_all=19,
            showing=21,
            badge=Badge.MUST_PLAY,
            line=20,
        ),
        UserSection(
            score=Decimal("9.0"),
            verdict=Verdict.UNIVERSAL_ACCLAIM,
            count=212,
            distribution=FULL_DISTRIBUTION,
            reviews=(
                UserReview(
                    number=1,
                    author="foghorn_annie",
                    date=dt.date(2018, 3, 8),
                    score=10,
                    text="That first lantern.",
                    helpful=Helpful(12, 15),
                    spoiler=True,
                    full_review=True,
                    platform="PC",
                    url="https://reviews.example/1",
                    author_url="/user/foghorn_annie",
                    id="u1",
                    line=90,
                ),
            ),
            tbd=True,
            no_score=True,
            awaiting=1,
            no_reviews=True,
            see_all=58,
            showing=60,
            line=24,
        ),
    ),
    unrecognized=(Line(1, "Search"), Line(2, "\ud800 is half a character")),
    layout=Layout.L2,
    kind=Kind.GAME,
    title="Lantern Keepers",
    season=2,
    platform="PC",
    url="https://reviews.example/",
    unsure=True,
    first_line=1,
    last_line=120,
)
"""A page in which no field has its default."""


def values_of(record: Any) -> list[Any]:
    """All that a record holds, what takes no part in equality among it."""
    return [record] + [
        value
        for field in attrs.fields(type(record))
        for item in (lambda held: held if isinstance(held, tuple) else (held,))(getattr(record, field.name))
        for value in (values_of(item) if attrs.has(type(item)) else [repr(item)])
    ]


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each place of a tree: the dict or list, and the key or index in it."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield tree, key
        yield from places(value)


def deep() -> list[Any]:
    """A list in a list, 5,000 deep, which neither `repr` nor `==` can go through."""
    value: list[Any] = []
    for _ in range(5000):
        value = [value]
    return value


WRONG: dict[str, Any] = {
    "float": 1.5,
    "below 0": -1,
    "over 63 bits": 2**63,
    "over 4,300 digits": 10**5000,
    "deep": deep(),
    "list": [1],
    "object": {"a": 1},
    "no JSON": object,
}


def changes(record: Any, value: object, path: str = "") -> Iterator[tuple[Any, str]]:
    """The record with this value in place of another one, for each place in it, and the place."""
    for field in attrs.fields(type(record)):
        held, below = getattr(record, field.name), f"{path}.{field.name}".lstrip(".")
        yield attrs.evolve(record, **{field.name: value}), below
        for place, item in enumerate(held if isinstance(held, tuple) else ()):
            for changed, where in changes(item, value, f"{below}[{place}]"):
                items = (*held[:place], changed, *held[place + 1 :])
                yield attrs.evolve(record, **{field.name: items}), where
        if attrs.has(type(held)):
            for changed, where in changes(held, value, below):
                yield attrs.evolve(record, **{field.name: changed}), where
