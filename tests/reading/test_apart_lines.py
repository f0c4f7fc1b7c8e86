"""Lines of layout L2 that an extractor prints apart are joined where they stand between a score and a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import CriticReview, ReviewPage, parse
from reviewparse.apart_lines import with_bylines
from reviewparse.parsing import undone

CRITICS = "METASCORE\nUniversal acclaim\nbased on 46 Critics\nCRITIC REVIEWS\n"
USERS = "USER SCORE\nMixed or average reviews\nbased on 31 Ratings\nUSER REVIEWS\n"
VOTES = "3\nof\n4\nusers found this helpful\n3\n1\n"


def reviews(page: ReviewPage) -> list[tuple[object, ...]]:
    found = [review for section in page.sections for review in section.reviews]
    return [
        (isinstance(review, CriticReview) and review.publication, review.author, review.score, review.text, review.line)
        for review in found
    ]


def test_names_and_a_date_are_one_line() -> None:
    """A critic's review has one or two names above its date, a user's has one."""
    critics = "100\nBay Weekly\nAnn Example\nDec 18, 2013\nIt floats.\nRead full review\n"
    critics += "90\nPier Notes\nJan  9, 2014\nLong, and worth it.\nRead full review\n"
    users = f"10\nwalker\nJan 3, 2015\nSlow.\n\nAnd fine.\n \n…\n \nExpand\n{VOTES}7\n7\nJan 4, 2015\nFog.\n{VOTES}"
    text = CRITICS + critics + USERS + users
    page = parse(text)
    assert reviews(page) == [
        ("Bay Weekly", "Ann Example", 100, "It floats.", 5),
        ("Pier Notes", None, 90, "Long, and worth it.", 11),
        (False, "walker", 10, "Slow.\n\nAnd fine.", 20),
        (False, "7", 7, "Fog.", 36),
    ]
    assert page.users is not None
    assert str(page.users.reviews[0].helpful) == "Helpful(count=3, total=4)"
    assert page.unrecognized == ()


def test_a_users_text_is_no_byline() -> None:
    """What looks like the lines above a text within one stays as it is."""
    text = USERS + f"10\nwalker\nJan 3, 2015\nScores:\n9\nFog\nJan 4, 2015\nPier.\n{VOTES}"
    assert reviews(parse(text)) == [(False, "walker", 10, "Scores:\n9\nFog\nJan 4, 2015\nPier.", 5)]


@pytest.mark.parametrize("head", ["Critic score distribution:\n", "Score Distribution:\n"])
def test_texts_of_layout_l1_stay(head: str) -> None:
    """In layout L1 a short text can stand between a score and a name."""
    text = f"{head}80\nSlow.\nBay Weekly\nOct 7, 2014\nRead full review\nCRITIC REVIEWS\n"
    assert undone(text) == (text, ())


PARTS = [
    "CRITIC REVIEWS\n",
    "USER REVIEWS\n",
    "80\n",
    "Fog\n",
    "Oct 7, 2014\n",
    "3\nof\n4\n",
    "users found this helpful\n",
]


@given(st.lists(st.sampled_from([*PARTS, "…\n", "Expand\n", " \n"]), max_size=60))
def test_no_words_are_lost(parts: list[str]) -> None:
    """Whatever the text, its words are kept, in order."""
    text = "".join(parts)
    assert with_bylines(text, ())[0].split() == text.split()
