"""Lists of layout L1 without numbers are read where the lines around an item tell where it begins and ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import CriticReview, ReviewPage, parse, validate
from reviewparse.linemap import LineMap
from reviewparse.unnumbered import with_items

CRITICS = "Critic score distribution:\nPositive:\n9\nout of 12\n"
USERS = "User score distribution:\nPositive:\n1\nout of 2\n"
FIRST = "The Dusty Reel\nReviewed by:\nAnn Example\nOct 7, 2014\n80\nSlow, and worth it.\nAll this critic's reviews\n"
SECOND = "Bay Weekly\nOct 9, 2014\n70\nIt floats.\nRead full review\n"
VOTES = "3\nof\n4\nusers found this helpful\n"
END = "See all 12 Critic Reviews\n"


def reviews(page: ReviewPage) -> list[tuple[object, ...]]:
    found = [review for section in page.sections for review in section.reviews]
    return [
        (review.publication if isinstance(review, CriticReview) else review.author, review.score, review.text)
        for review in found
    ]


def test_items_are_told_by_the_lines_around_them() -> None:
    """Below what ends a review are a name, a date or an author, and a score: they begin the next one."""
    page = parse(CRITICS + FIRST + SECOND + END)
    assert reviews(page) == [("The Dusty Reel", 80, "Slow, and worth it."), ("Bay Weekly", 70, "It floats.")]
    assert page.critics is not None
    assert [(review.author, review.number, review.line) for review in page.critics.reviews] == [
        ("Ann Example", None, 5),
        (None, None, 12),
    ]
    assert page.critics.distribution is not None
    assert (page.critics.distribution.positive, page.critics.distribution.total) == (9, 12)


def test_a_users_text_is_whole() -> None:
    """A text of several lines ends at its votes, and its link at its end is no part of it."""
    first = f"kimfog\nOct 7, 2014\n8\nReasons:\n1. Fog.\n\nOct 7, 2014\nPier.\n…\nExpand\n{VOTES}"
    page = parse(USERS + first + f"walker\nOct 8, 2014\n2\n10\n{VOTES}" + "See all 2 User Reviews\n")
    assert reviews(page) == [("kimfog", 8, "Reasons:\n1. Fog.\n\nOct 7, 2014\nPier."), ("walker", 2, "10")]


def test_the_notice_of_a_spoiler_is_one_line() -> None:
    """`get_text` breaks a line at each element."""
    notice = "This review contains spoilers\n, click expand to view\n.\n"
    page = parse(USERS + f"kimfog\nOct 7, 2014\n8\n{notice}It sinks.\n{VOTES}")
    assert page.users is not None
    (review,) = page.users.reviews
    assert (review.spoiler, review.text) == (True, "It sinks.")


@pytest.mark.parametrize(
    "items",
    [
        FIRST + SECOND.replace("70\n", ""),  # an item that has no score is not told from a text
        FIRST.replace("All this critic's reviews\n", "") + "Bay Weekly\nOct 9, 2014\nIt floats.\nRead full review\n",
        FIRST.replace("worth it.", "worth it.\nOr not.") + SECOND,  # the text of one item, or of two
        f"kimfog\nOct 7, 2014\n8\nSlow.\nwalker\nOct 8, 2014\n9\nFine.\n{VOTES}",  # votes below one of two
        f"kimfog\nOct 7, 2014\n8\nSlow.\n{VOTES}And long.\n{VOTES}",  # a text goes on below votes
        SECOND.replace("Read full review\n", ""),  # nothing shows where the last text ends
    ],
)
def test_a_list_in_doubt_is_not_read(items: str) -> None:
    """No review is read where an item may begin or end at another line than it seems to."""
    page = parse(CRITICS + items + "About\n")
    assert reviews(page) == []


def test_validate_names_a_list_that_is_not_read() -> None:
    """Where one of several reviews has no score, the problem says why none is read."""
    items = FIRST + SECOND.replace("70\n", "") + FIRST + SECOND
    page = parse(CRITICS + items + END)
    assert reviews(page) == []
    assert "no-list-numbers" in {problem.code for problem in validate(page)}
    assert page.health.status == "partial"


def test_a_name_and_a_number_are_no_review() -> None:
    """A list begins right below counts or a heading, and with a date or an author; titles with a score are none."""
    menu = "Harbor Nine\n85\nPier Notes\n84\nRead full review\n"
    assert with_items(f"About\n{SECOND}{menu}", ()) == (f"About\n{SECOND}{menu}", ())
    assert with_items(f"Critic Reviews\n{menu}", ()) == (f"Critic Reviews\n{menu}", ())


def test_a_numbered_item_keeps_its_number() -> None:
    """Where a list has numbers and no counts above it, it is read by them."""
    text = "Critic Reviews\n  1. Reel\n    Oct 7, 2014\n    80\n    Slow.\n    Read full review\nAll this and more.\n"
    assert with_items(text, ()) == (text, ())
    page = parse(text)
    assert page.critics is not None
    assert (page.critics.reviews[0].number, page.critics.reviews[0].publication) == (1, "Reel")


@pytest.mark.parametrize("between", ["\n", "\n    ", "\n \n "])
def test_counts_on_several_lines(between: str) -> None:
    """trafilatura prints a number, and the heading of the counts, on lines of their own."""
    counts = "".join(
        f"{n}. {between}{name}: {n} out of 6\n" for n, name in enumerate(("Positive", "Mixed", "Negative"), 1)
    )
    text = f"About\n\nScore{between}distribution:\n\n{counts}\n1. {between}Slow.\n"
    page = parse(text)
    assert page.critics is not None
    assert page.critics.distribution is not None
    assert (page.critics.distribution.negative, page.critics.distribution.total) == (3, 6)
    assert reviews(page) == []


def test_items_of_one_line_are_not_read() -> None:
    """Where a list has no margin at all, fields run on into the text, and a text's own list is as the reviews' is."""
    counts = "Score distribution:\n\n1. Positive: 2 out of 2\n\n"
    for items in ("1. Bay WeeklySlow.\n2. ReelOct 7, 2014Fog.\n", "1. Oct 7, 2014Reasons:\n1. Fog.\n2. Pier.\n"):
        page = parse(counts + items)
        assert reviews(page) == []
        assert [line.text for line in page.unrecognized] == items.split("\n")[:-1]


def test_lines_are_those_of_the_given_text() -> None:
    """The first letter of each line that is read has its place in the text as it was given."""
    text = (Path(__file__).parents[1] / "pages" / "l1" / "printed-without-numbers.txt").read_text("utf-8")
    read, joins = with_items(text, ())
    places = LineMap(text, joins)
    for number, line in enumerate(read.split("\n"), 1):
        words = line.removeprefix("  0. ").lstrip(" ")
        if words:
            place = places.place(number, len(line) - len(words) + 1)
            assert text[place.offset] == words[0]
            assert text.count("\n", 0, place.offset) + 1 == place.line


PARTS = [
    "out of 2\n",
    "Fog\n",
    "Oct 7, 2014\n",
    "80\n",
    "Reviewed by:\n",
    "Read full review\n",
    " \n",
    "Positive:\n",
    "1. \n",
]


@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_no_words_are_lost(parts: list[str]) -> None:
    """Whatever the text, its words are kept, in order."""
    text = "".join(parts)
    read, _ = with_items(text, ())
    assert [word for word in read.split() if word != "0."] == text.split()
