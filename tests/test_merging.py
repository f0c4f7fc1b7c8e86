"""`merge`: several pages of one title, as one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from reviewparse import CriticReview, CriticSection, ReviewError, ReviewPage, UserReview, UserSection, merge
from reviewparse.strategies import review_pages

DAY = dt.date(2014, 10, 7)
FOG = CriticReview(1, "The Dusty Reel", "Ann Example", DAY, 80, "Slow, and worth it.")
LAMP = CriticReview(2, "Lone Reel", None, DAY, 70, "The lamps burn low.")
WALKER = UserReview(1, "walker", DAY, 9, "I liked the fog.", id="user_review_1")
SUMMARY = ReviewPage(
    (CriticSection(score=74, count=2, reviews=(FOG,)), UserSection(score=Decimal("7.1"), reviews=(WALKER,))),
    title="Copper Lane",
)


def test_sections_are_joined_and_each_review_is_there_once() -> None:
    """A review is known by its id, or by author, date and text; its place on one page is left out."""
    doubled = evolve(WALKER, text="I liked the fog", number=7)
    critics = ReviewPage((CriticSection(score=74, see_all=2, reviews=(evolve(FOG, number=3, url="/fog"), LAMP)),))
    users = ReviewPage((UserSection(reviews=(doubled, evolve(WALKER, id="user_review_2"))),))
    merged = merge([SUMMARY, critics, users])
    assert merged.page.title == "Copper Lane"
    assert merged.page.critics == CriticSection(
        score=74, count=2, see_all=2, reviews=(evolve(FOG, number=None), evolve(LAMP, number=None))
    )
    assert merged.page.critics.reviews[0].url == "/fog"
    assert merged.page.users is not None
    assert [review.id for review in merged.page.users.reviews] == ["user_review_1", "user_review_2"]
    assert list(map(str, merged.differences)) == [
        "users.reviews[0].text: page 0 says I liked the fog., page 2 says I liked the fog"
    ]


def test_what_differs_is_reported() -> None:
    """The first page holds, and each other value is named with its page."""
    later = ReviewPage((CriticSection(score=75, count=2),))
    merged = merge([SUMMARY, later])
    assert merged.page.critics is not None
    assert merged.page.critics.score == 74
    assert [(found.path, found.values) for found in merged.differences] == [("critics.score", ((0, 74), (1, 75)))]


@pytest.mark.parametrize(
    ("pages", "code"), [([], "no-pages"), ([SUMMARY, ReviewPage(title="Blue Harbor")], "several-titles")]
)
def test_what_cannot_be_merged(pages: list[ReviewPage], code: str) -> None:
    """Pages of two titles are an error, and so are none."""
    with pytest.raises(ReviewError) as caught:
        merge(pages)
    assert caught.value.code == code


def test_other_types() -> None:
    """What is no page is a `TypeError` that names its type."""
    wrong: Any = ["Blue Harbor"]
    with pytest.raises(TypeError, match="str"):
        merge(wrong)


@given(review_pages())
def test_a_page_merged_with_itself_says_nothing_else(page: ReviewPage) -> None:
    """To merge again adds nothing and finds no difference."""
    once = merge([page]).page
    twice = merge([once, once])
    assert (twice.page, twice.differences) == (once, ())
