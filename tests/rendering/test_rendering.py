"""What `render` writes, word for word: a parser that takes more than one spelling does not tell which one it was."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reviewparse import ReviewPage, ReviewRenderError, parse, render
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Layout, Verdict

COUNT = "A count is an int of 0 or more, with at most twelve digits."
FOUR_DIGITS = "A count is an int, here of at most four digits."
NO_LINE = "In layout L1, `render` writes no line for this."
NUMBER = "A review's number is an int of at most five digits, and only the first can have the number 1."
NO_NUMBER = "In layout L1 a review has a number, and this one has none."
WRONG: Any = "fine"
DAY = dt.date(2014, 10, 7)
SOURCE = Citation("4 March 1998, p. B5", dt.date(1998, 3, 4), "B5")
FAVORABLE, MIXED = Verdict.GENERALLY_FAVORABLE, Verdict.MIXED_OR_AVERAGE

WRITTEN: dict[str, tuple[Layout, CriticSection | UserSection, str]] = {
    "L1, critics": (
        Layout.L1,
        CriticSection(
            verdict=FAVORABLE,
            count=12,
            score=74,
            distribution=Distribution(positive=9, negative=0, total=12),
            reviews=(
                CriticReview(1, "The Dusty Reel", "Ann Example", date=DAY, score=80, text="Slow.", citation=SOURCE),
                CriticReview(2, "Pier Weekly", score=0, text="The fog\nis real."),
            ),
            see_all=12,
        ),
        "Metascore\n74\n\nGenerally favorable reviews - based on 12 Critics\n\nCritic score distribution:\n"
        "  1. Positive: 9 out of 12\n  2. Negative: 0 out of 12\n"
        "  1. The Dusty Reel\n    Reviewed by:\u00a0Ann Example\n    Oct 7, 2014\n    80\n"
        "    Slow. [4 March 1998, p. B5]\n"
        "  2. Pier Weekly\n    0\n    The fog\n    is real.\n"
        "\nSee all 12 Critic Reviews\n",
    ),
    "L1, users": (
        Layout.L1,
        UserSection(
            verdict=MIXED,
            count=31,
            score=Decimal("6.4"),
            distribution=Distribution(mixed=2, total=3),
            reviews=(
                UserReview(1, "kimfog", date=DAY, score=7, text="He wakes.", spoiler=True, helpful=Helpful(2, 3)),
                UserReview(2, "walker", score=10, text="I liked it", full_review=True),
            ),
            see_all=3,
        ),
        "User Score\n6.4\n\nMixed or average reviews- based on 31 Ratings\n\nUser score distribution:\n"
        "  1. Mixed: 2 out of 3\n"
        "  1. kimfog\n    Oct 7, 2014\n    7\n    This review contains spoilers, click expand to view. He wakes.\n"
        "    • 2 of 3 users found this helpful\n"
        "  2. walker\n    10\n    I liked it Full Review »\n"
        "\nSee all 3 User Reviews\n",
    ),
    "L1, paragraphs": (
        Layout.L1,
        UserSection(reviews=(UserReview(7, text="Slow.\n\n\n\nFog.\nRain.\n\nHe wakes."),)),
        "User Score\n\nUser score distribution:\n  7. Slow.\n\n\n\n    Fog.\n    Rain.\n\n    He wakes.\n",
    ),
    "L1, no score of critics": (
        Layout.L1,
        CriticSection(no_score=True, count=3, awaiting=1, tbd=True),
        "Metascore\ntbd\n\nNo score yet - based on 3 Critics Awaiting 1 more review\n\n",
    ),
    "L1, a verdict and its count": (
        Layout.L1,
        CriticSection(verdict=FAVORABLE, count=12),
        "Generally favorable reviews - based on 12 Critics\n\n",
    ),
    "L1, a verdict without a count": (
        Layout.L1,
        CriticSection(verdict=FAVORABLE),
        "Metascore\n\nGenerally favorable reviews\n\n",
    ),
    "L1, no score of critics and no count": (
        Layout.L1,
        CriticSection(no_score=True),
        "Metascore\n\nNo score yet\n\n",
    ),
    "L1, no score of users": (
        Layout.L1,
        UserSection(no_score=True),
        "User Score\n\nNo user score yet- Be the first to review!\n\n",
    ),
    "L1, ratings awaited": (
        Layout.L1,
        UserSection(no_score=True, awaiting=2),
        "User Score\n\nNo user score yet- Awaiting 2 more ratings\n\n",
    ),
    "L2, critics": (
        Layout.L2,
        CriticSection(
            verdict=FAVORABLE,
            count=12,
            score=74,
            distribution=Distribution(positive=9, negative=0),
            reviews=(
                CriticReview(
                    publication="The Dusty Reel",
                    author="Ann Example",
                    date=DAY,
                    score=80,
                    text="Slow.",
                    citation=SOURCE,
                ),
                CriticReview(byline="Pier WeeklyBo Example", date=DAY, score=40, text="It floats."),
            ),
            see_all=12,
        ),
        "METASCORE\nGenerally favorable reviews\nbased on 12 Critics\n74\nPositive:\n9\nNegative:\n0\nCRITIC REVIEWS\n"
        "80\nThe Dusty Reel\tAnn Example\tOct 7, 2014\nSlow. [4 March 1998, p. B5] Read full review\n"
        "40\nPier WeeklyBo ExampleOct 7, 2014\nIt floats. Read full review\n"
        "SEE ALL 12 REVIEWS\n",
    ),
    "L2, users": (
        Layout.L2,
        UserSection(
            verdict=MIXED,
            count=31,
            score=Decimal("6.4"),
            reviews=(
                UserReview(author="kimfog", date=DAY, score=7, text="He wakes.", spoiler=True, helpful=Helpful(2, 3)),
                UserReview(author="walker", date=DAY, score=10, text="I liked it.", helpful=Helpful(0, 1)),
            ),
            see_all=3,
        ),
        "USER SCORE\nMixed or average reviews\nbased on 31 Ratings\n6.4\nUSER REVIEWS\n"
        "7\nkimfog\tOct 7, 2014\nThis review contains spoilers, click expand to view. He wakes.\n"
        "2 of 3 users found this helpful\n"
        "10\nwalker\tOct 7, 2014\nI liked it.\n0 of 1 users found this helpful\n"
        "SEE ALL 3 REVIEWS\n",
    ),
    "L1, no reviews of critics": (
        Layout.L1,
        CriticSection(no_score=True, count=0, no_reviews=True),
        "No score yet - based on 0 Critics\n\nThere are no critic reviews yet.\n",
    ),
    "L1, no reviews of users": (
        Layout.L1,
        UserSection(no_reviews=True, see_all=2),
        "User Score\n\nThere are no user reviews yet.\n\nSee all 2 User Reviews\n",
    ),
    "L2, no reviews": (Layout.L2, UserSection(tbd=True, no_reviews=True), "USER SCORE\ntbd\nNo reviews yet.\n"),
    "L2, no score": (
        Layout.L2,
        CriticSection(no_score=True, count=2, awaiting=2),
        "METASCORE\nNo score yet\nbased on 2 Critics Awaiting 2 more reviews\n",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_words_of_a_section(name: str) -> None:
    """A section is written with these words, and is read back from them."""
    layout, section, text = WRITTEN[name]
    assert render(ReviewPage((section,), layout=layout)) == text
    assert parse(text, strict=True).sections == (section,)


L3_REVIEW = "Oct 7, 2014\n80\nThe Dusty Reel\nSlow.\nBy Ann Example FULL REVIEW\n"


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (
            CriticSection(
                reviews=(CriticReview(None, "The Dusty Reel", "Ann Example", date=DAY, score=80, text="Slow."),)
            ),
            L3_REVIEW,
        ),
        (CriticSection(showing=2), "Showing 2 Critic Reviews\n"),
        (UserSection(see_all=3), "See All 3 User Reviews\n"),
        (
            CriticSection(distribution=Distribution(positive=3, positive_percent=100)),
            "100% Positive\n3 Reviews\n",
        ),
        (
            UserSection(verdict=MIXED, count=31, score=Decimal("6.4")),
            "User score\nMixed or Average\nBased on 31 User Ratings\n6.4\n",
        ),
        (
            UserSection(
                distribution=Distribution(positive_short="1.2k", positive_percent=97, mixed=37, mixed_percent=3)
            ),
            "User Score\npositive\n1.2k(97%)\nmixed\n37(3%)\n",
        ),
        (CriticSection(verdict=FAVORABLE, count=12, score=74), None),
    ],
)
def test_a_head_of_layout_l3_stands_where_it_says_something(
    section: CriticSection | UserSection, text: str | None
) -> None:
    """A section of layout L3 has a head where it has a verdict, a count or a score, and none where it has not."""
    text = text or "Metascore\nGenerally Favorable\nBased on 12 Critic Reviews\n74\n"
    assert render(ReviewPage((section,), layout=Layout.L3)) == text


@pytest.mark.parametrize(
    ("section", "code", "path", "message"),
    [
        (CriticSection(tbd=WRONG), "wrong-type", "critics.tbd", "The value must be True or False."),
        (UserSection(no_score=WRONG), "wrong-type", "users.no_score", "The value must be True or False."),
        (CriticSection(score=1000), "score", "critics.score", "A Metascore is an int of at most three digits."),
        (UserSection(score=Decimal(8)), "score", "users.score", "A User Score is a Decimal with one decimal."),
        (CriticSection(verdict=WRONG), "verdict", "critics.verdict", "A verdict is one of `Verdict`."),
        (UserSection(see_all=-1), "count", "users.see_all", COUNT),
        (CriticSection(verdict=MIXED, count=10**12), "count", "critics.count", COUNT),
        (
            CriticSection(awaiting=10_000),
            "count",
            "critics.awaiting",
            "A count is an int, here of at most four digits.",
        ),
        (
            CriticSection(distribution=Distribution(total=1)),
            "empty-distribution",
            "critics.distribution",
            "A distribution needs the count of a class. Use `None` where the page prints no distribution.",
        ),
        (CriticSection(reviews=(CriticReview(text="Fog."),)), "number", "critics.reviews[0].number", NO_NUMBER),
        (
            UserSection(count=3),
            "no-verdict",
            "users.count",
            "A page prints this beside the verdict, and the section has no verdict.",
        ),
        (
            CriticSection(tbd=True, score=7),
            "contradiction",
            "critics.tbd",
            "It contradicts `score`: a page prints only one of the two.",
        ),
        (
            CriticSection(reviews=(CriticReview(1, score=WRONG),)),
            "score",
            "critics.reviews[0].score",
            "A review's score is an int of at most three digits.",
        ),
        (
            UserSection(reviews=(UserReview(1, date=WRONG),)),
            "date",
            "users.reviews[0].date",
            "A date is a datetime.date.",
        ),
        (
            CriticSection(reviews=(CriticReview(1, byline="Pier"),)),
            "byline",
            "critics.reviews[0].byline",
            "Only layout L2 prints a byline.",
        ),
    ],
)
def test_what_cannot_be_written(section: Any, code: str, path: str, message: str) -> None:
    """A value that no page can print is an error that says where it is and what can stand there."""
    with pytest.raises(ReviewRenderError) as caught:
        render(ReviewPage((section,)))
    assert (caught.value.code, caught.value.path, caught.value.message) == (code, path, message)


def test_a_date_that_is_none_is_an_error_with_its_place_in_layout_l3() -> None:
    """What stands in place of a review's date is named by the field that holds it."""
    with pytest.raises(ReviewRenderError) as caught:
        render(ReviewPage((UserSection(reviews=(UserReview(date=WRONG),)),), layout=Layout.L3))
    assert (caught.value.code, caught.value.path) == ("date", "users.reviews[0].date")


@pytest.mark.parametrize(("awaiting", "is_written"), [(-1, False), (0, True), (1, True), (9999, True), (10_000, False)])
def test_how_many_can_be_awaited(awaiting: int, is_written: bool) -> None:
    """A page says of up to four digits of reviews that they are awaited."""
    page = ReviewPage((CriticSection(no_score=True, count=3, awaiting=awaiting),))
    if is_written:
        assert f" Awaiting {awaiting} more review{'s' * (awaiting != 1)}\n" in render(page)
    else:
        with pytest.raises(ReviewRenderError, match="four digits"):
            render(page)
