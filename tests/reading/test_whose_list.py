"""Whose a list of reviews is: what stands above it tells, or marks that only the reviews of one kind have."""

from __future__ import annotations

import datetime as dt

import pytest

from reviewparse import Distribution, ReviewPage, parse

COUNTS = "Critic score distribution:\n  1. Positive: 9 out of 12\n"
CRITICS = "  1. The Dusty Reel\n    Reviewed by: Ann Example\n    80\n    Slow.\n  2. The Pier\n    70\n    Wet.\n"
USERS = "  1. kimfog\n    Oct 7, 2014\n    8\n    Fog.\n  2. walker\n    Oct 8, 2014\n    7\n    More fog.\n"
VOTES = "    2 of 3 users found this helpful\n"
RATING = "  1. Your Score\n    0 out of 10\n    Rate this:\n  2. Submit\n  3. Check Spelling\n"
FORM = "User Reviews\nWrite a Review\n"


def whose(page: ReviewPage) -> dict[str, int]:
    """How many reviews each section has."""
    return {type(section).__name__: len(section.reviews) for section in page.sections}


def unread(page: ReviewPage) -> list[str]:
    return [line.text.strip() for line in page.unrecognized]


@pytest.mark.parametrize("between", [FORM, "User Reviews\n", "User Reviews\nBuy On\n", f"{FORM}Buy On\nWatch On\n"])
def test_a_list_below_the_users_heading_is_theirs(between: str) -> None:
    """Below the critics' list, a heading "User Reviews" gives the list below it to the users, lines between or not."""
    page = parse(COUNTS + CRITICS + between + USERS)
    assert whose(page) == {"CriticSection": 2, "UserSection": 2}
    assert set(unread(page)) <= {"Buy On", "Watch On"}


def test_a_list_below_no_heading_is_nobodys() -> None:
    """Nothing tells whose a second list is where no heading stands above it, and no review of it has a mark."""
    assert whose(parse(COUNTS + CRITICS + "Buy On\n" + USERS)) == {"CriticSection": 2}
    below = parse(COUNTS + CRITICS + FORM + "Critic Reviews\nBuy On\n" + USERS)
    assert whose(below) == {"CriticSection": 2}  # "Critic Reviews" stands between


@pytest.mark.parametrize(
    "items", [USERS, "  1. Oct 7, 2014\n    Fog.\n\n    More fog.\n", "  1. kimfog\n    Oct 7, 2014\n"]
)
def test_a_list_above_the_words_for_no_critics_is_the_users(items: str) -> None:
    """A list with a date, and then that there are no critic reviews: all that is left of a page of users."""
    none = "There are no critic reviews yet.\n"
    page = parse(f"{items}\n{none}")
    assert list(whose(page)) == ["UserSection", "CriticSection"]
    assert page.users
    assert len(page.users.reviews) == items.count("Oct")
    assert unread(page) == []
    for other in (f"{items}Watch On\n{none}", f"  1. Games\n  2. Music\n{none}", f"  1. First Review\n{none}"):
        assert whose(parse(other)) == {"CriticSection": 0}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (USERS, {"CriticSection": 0}),
        (USERS + VOTES, {"CriticSection": 0, "UserSection": 2}),
        (CRITICS, {"CriticSection": 2}),
        (CRITICS + VOTES, {"CriticSection": 2}),
    ],
)
def test_a_list_below_critics_counts_and_the_users_heading(items: str, expected: dict[str, int]) -> None:
    """Counts of critics and a heading of users: the upper mark of the list tells, and without one it is nobody's."""
    page = parse(f"{COUNTS}User Reviews\nBuy On\n{items}")
    assert whose(page) == expected
    assert unread(page)[0] == "Buy On"


def test_a_list_with_a_score_of_critics_is_not_the_users() -> None:
    """Above what looks like a user's, a score of more than 10 tells that the list is of critics, and no name does."""
    item = "  1. {}\n    {}\n    They hope for a\n    Full Review »\n"
    page = parse(f"{COUNTS}Advertisement\n{item.format('The Dusty Reel', 80)}")
    assert whose(page) == {"CriticSection": 1}
    assert whose(parse(item.format("The Dusty Reel", 80) + "Metascore\n74\n")) == {"CriticSection": 0}
    assert whose(parse(item.format(80, "Oct 7, 2014"))) == {"UserSection": 1}


@pytest.mark.parametrize(
    "items",
    [
        "  1. 80\n    Slow.\n  2. Wet.\n",
        "  1. Oct 7, 2014\n    Slow.\n\n    It floats.\n  2. Wet.\n\n",
        "  1. Reviewed by: Ann Example\n    Slow.\n  2. The Pier\n    8\n    Wet.\n",
    ],
)
def test_a_list_without_a_head_right_above_the_users_is_the_critics(items: str) -> None:
    """Where a text begins with two lists and the lower one is the users', the upper one is the critics'."""
    users = "  1. kimfog\n    Oct 7, 2014\n    Fog. Full Review »\n  2. More fog.\n"
    page = parse(f"Blue Harbor Image\n{items}{users}")
    assert whose(page) == {"CriticSection": 2, "UserSection": 2}
    assert unread(page) == ["Blue Harbor Image"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (RATING, ""),
        ("  1. New Games\n  2. New Films\n", ""),
        ("  1. Slow.\n    80\n", "Advertisement\n"),
        ("  1. Slow.\n    80\n  1. Wet.\n", ""),
    ],
)
def test_other_lists_above_the_users_are_nobodys(above: str, below: str) -> None:
    """Those without a date, score or author, and those that do not stand right above the users'."""
    page = parse(f"{above}{below}  1. kimfog\n    8\n    Fog. Full Review »\n")
    assert whose(page) == {"UserSection": 1}
    assert unread(page) == [line.strip() for line in f"{above}{below}".splitlines()]


def test_a_side_list_of_other_titles_is_nobodys() -> None:
    """In 2010, a list of titles with the Metascore of each stood below the users, who may have written nothing."""
    titles = "  1. Copper Lane\n    Metascore:\n    7\n  2. Salt\n    Metascore:\n    6\n"
    page = parse(f"User Reviews\nUser score distribution:\n  1. Positive: 5 out of 5\nSee all 5 User Reviews\n{titles}")
    assert whose(page) == {"UserSection": 0}
    assert unread(page)[:3] == ["1. Copper Lane", "Metascore:", "7"]


@pytest.mark.parametrize(
    "item",
    [
        "  1. kimfog\n    8\n    Fog.\n    Reviewed by: me\n",
        "  1. Fog.\n    More fog.\n    Reviewed by: me\n    Reviewed by: you\n",
        f"  1. {'Fog. ' * 18}\n    Reviewed by: me\n",
        "  1. kimfog\n    Oct 7, 2014\n    Fog.\n\n    Reviewed by: me Full Review »\n",
    ],
)
@pytest.mark.parametrize("between", [RATING, "Advertisement\n"])
def test_an_author_in_a_users_text_makes_no_critics_of_the_list(between: str, item: str) -> None:
    """Critics' authors stand in the first line of an item, or right below a name: elsewhere, `Reviewed by:` is text."""
    text = f"User score distribution:\n  1. Positive: 9 out of 12\n{between}{item}  2. Wet. Full Review »\n"
    assert whose(parse(text)) == {"UserSection": 2}
    assert "CriticSection" in whose(parse(f"{text}{CRITICS}"))


@pytest.mark.parametrize(("margin", "expected"), [("", "UserSection"), ("    ", "CriticSection")])
def test_a_link_to_the_users_reviews_tells_whose_list_is_above_it(margin: str, expected: str) -> None:
    """It stands below the list: at the margin of an item, it is a text's line."""
    link = f"{margin}See all 3 User Reviews\n"
    assert whose(parse(f"Score distribution:\n  1. Fog.\n  2. The Pier.\n{link}")) == {expected: 2}


@pytest.mark.parametrize("items", [CRITICS + VOTES, "  1. The Dusty Reel\n    80\n    Slow. Full Review »\n"])
def test_a_list_right_below_counts_is_theirs(items: str) -> None:
    """Below counts and lines that are no heading, words that users' reviews end in are words of a critic."""
    page = parse(f"{COUNTS}Buy On\n{items}")
    assert whose(page)["CriticSection"] > 0
    assert page.users is None


def test_a_label_alone_may_begin_a_text() -> None:
    """`Mixed:` on a line of its own is a count that was lost, or the first line of a text where lines follow."""
    page = parse("User score distribution:\n  1. Mixed:\n    Lovely to see. Full Review »\n  2. Mixed:\n")
    assert page.users is not None
    assert [review.text for review in page.users.reviews] == ["Mixed:\nLovely to see."]
    assert unread(page) == ["2. Mixed:"]
    counted = parse("User score distribution:\n  1. Mixed:\n    4 out of 12\n  1. Wet. Full Review »\n")
    assert [review.text for section in counted.sections for review in section.reviews] == ["Wet."]


# --- dates in other forms --------------------------------------------------------------------------------------------

OTHER_DATES = [
    "2014-10-07",
    "7 October 2014",
    "7 Oct 2014",
    "Oct 7 2014",
    "October 7, 2014",
    "Oct. 7, 2014",
    "10/7/2014",
]


@pytest.mark.parametrize("date", OTHER_DATES)
def test_a_date_in_another_form_costs_its_line(date: str) -> None:
    """Such a date is listed; it is no name, and no part of the text."""
    critics = parse(f"{COUNTS}  1. The Pier\n    {date}\n    80\n    Slow.\n  2. {date}\n    60\n    Wet.\n")
    assert critics.critics is not None
    assert [(each.publication, each.date, each.score, each.text) for each in critics.critics.reviews] == [
        ("The Pier", None, 80, "Slow."),
        (None, None, 60, "Wet."),
    ]
    assert unread(critics) == [date, f"2. {date}"]
    users = parse(f"User score distribution:\n  1. kimfog\n    {date}\n    Fog.\n    And fog.\n")
    assert users.users is not None
    assert [(each.author, each.date, each.text) for each in users.users.reviews] == [("kimfog", None, "Fog.\nAnd fog.")]
    assert unread(users) == [date]


@pytest.mark.parametrize("date", OTHER_DATES)
def test_a_users_date_in_another_form_in_layout_l2(date: str) -> None:
    """Name and date run together: the line is listed, and the review is read."""
    one, two = "1 of 2 users found this helpful\n", "0 of 1 users found this helpful\n"
    page = parse(f"USER REVIEWS\n8\nkimfog{date}\nFog.\n{one}7\nwalkerOct 8, 2014\nMore fog.\n{two}")
    assert page.users is not None
    assert [(each.author, each.date, each.score, each.text) for each in page.users.reviews] == [
        (None, None, 8, "Fog."),
        ("walker", dt.date(2014, 10, 8), 7, "More fog."),
    ]
    assert unread(page) == [f"kimfog{date}"]


EMPTY = "Score distribution:\n  1. Positive: 0 out of\n  2. Mixed: 0 out of \n  3. Negative: 0 out of\n"


@pytest.mark.parametrize(
    "between", ["", "User Reviews\n", "Rate this:\n  • 10\n", "There are no critic reviews yet.\n"]
)
@pytest.mark.parametrize(
    "below", ["", "  1. Positive: 9 out of 11\n  2. Mixed: 1 out of 11\n  3. Negative: 1 out of 11\n"]
)
@pytest.mark.parametrize("more", ["", " Expand\n  2. Oct 6, 2014\n    They smoke.\n"])
def test_an_empty_distribution_of_critics_above_that_of_the_users(between: str, below: str, more: str) -> None:
    """A page that has no critic reviews yet may print both distributions; the empty one is the critics'."""
    head = "No score yet - based on 0 Critics Awaiting 4 more reviews\nUser Score\n7.1\n"
    users = f"Score distribution:\n{below}  1. Oct 7, 2014\n    The lamps burn low.{more or chr(10)}"
    page = parse(head + between + EMPTY + users)
    assert page.critics
    assert page.critics.distribution == Distribution(positive=0, mixed=0, negative=0)
    assert page.critics.reviews == ()
    assert page.users
    assert page.users.distribution == (Distribution(positive=9, mixed=1, negative=1, total=11) if below else None)
    assert [review.text for review in page.users.reviews][:1] == ["The lamps burn low."]


def test_an_empty_distribution_of_both() -> None:
    """Of two empty ones, the second is the users'."""
    page = parse(f"No score yet - based on 0 Critics\nNo user score yet- Be the first to review!\n{EMPTY}{EMPTY}")
    assert [section.distribution for section in page.sections] == [Distribution(positive=0, mixed=0, negative=0)] * 2
