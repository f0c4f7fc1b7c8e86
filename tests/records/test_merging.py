"""`merge`: several pages of one title, as one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given

from reviewparse import (
    CriticReview,
    CriticSection,
    ReviewError,
    ReviewPage,
    UserReview,
    UserSection,
    aggregate,
    merge,
    parse,
    parse_html,
    samples,
)
from reviewparse.merging import same
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
    """To merge again adds nothing and finds no difference, where each review says what tells it from others."""
    once = merge([page]).page
    names = ("publication", "byline", "author", "date", "text")
    reviews = [review for section in once.sections for review in section.reviews]
    assume(all(any(getattr(review, name, None) is not None for name in names) for review in reviews))
    twice = merge([once, once])
    assert (twice.page, twice.differences) == (once, ())


def test_a_copy_that_lost_its_names_is_the_same_review() -> None:
    """A page's HTML and its text, which lost names and scores, list each review once, in either order."""
    both = [evolve(page, title="Blue Harbor") for page in (
        parse_html(samples.read_html("blue-harbor")), parse(samples.read("blue-harbor"))
    )]  # fmt: skip
    for pages in (both, both[::-1]):
        page = merge(pages).page
        assert page.critics is not None
        assert page.users is not None
        assert [review.score for review in page.critics.reviews] == [r.score for r in both[0].sections[0].reviews]
        assert [review.author for review in page.users.reviews] == ["pierwatcher", "Ottoline_B"]
        found = aggregate(pages, distinct=True)
        assert (found.critics.reviews, found.users.reviews) == (12, 2)


NAMELESS = evolve(WALKER, author=None, id=None)


@pytest.mark.parametrize(
    ("others", "groups"),
    [
        ([NAMELESS], [[0, 1]]),
        ([evolve(NAMELESS, score=None), NAMELESS], [[0, 1, 2]]),
        ([evolve(NAMELESS, text="Fog.")], [[0], [1]]),
        ([evolve(NAMELESS, date=None)], [[0], [1]]),
        ([evolve(NAMELESS, score=3)], [[0], [1]]),
        ([evolve(NAMELESS, text=None)], [[0], [1]]),
        ([evolve(WALKER, id="user_review_2")], [[0], [1]]),
        ([evolve(NAMELESS, author="oarlock"), NAMELESS], [[0], [1], [2]]),  # whose is the last one?
        ([evolve(NAMELESS, author="oarlock"), evolve(WALKER, id=None, score=None), NAMELESS], [[0, 2], [1], [3]]),
    ],
)
def test_which_copies_are_the_same(others: list[UserReview], groups: list[list[int]]) -> None:
    """A review without a name is another one where text and date agree, nothing differs, and only one fits."""
    assert same([WALKER, *others]) == groups


def test_one_text_of_an_agency_in_two_publications() -> None:
    """The same text under two publications is two reviews, and each copy without its author is that of one."""
    lone = evolve(FOG, publication="Lone Reel")
    reviews = [FOG, lone, evolve(lone, author=None), evolve(FOG, author=None)]
    assert same(reviews) == [[0, 3], [1, 2]]


def test_pages_with_wrong_records_are_not_merged() -> None:
    """A record of a wrong type is `bad-record`, with what was expected."""
    wrong: Any = [
        ReviewPage(sections=(1,)),  # type: ignore[arg-type]
        ReviewPage(sections=None),  # type: ignore[arg-type]
        ReviewPage((CriticSection(reviews=(FOG, None)),)),  # type: ignore[arg-type]
        ReviewPage((UserSection(reviews=(FOG,)),)),  # type: ignore[arg-type]
        ReviewPage(title=5),  # type: ignore[arg-type]
    ]
    for page in wrong:
        with pytest.raises(ReviewError, match="wrong type") as caught:
            merge([page])
        assert caught.value.code == "bad-record"
