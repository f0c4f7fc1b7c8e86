"""The margins of inscriptis are undone where it is certain at which line each item of a list begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewPage, parse
from reviewparse.extractors.inscriptis import without_margins
from reviewparse.linemap import LineMap

HEAD = "          User score distribution:\n           1. Positive: 9 out of 12\n"


def item(number: int, name: str, *texts: str, head: tuple[str, ...] = ("Oct 7, 2014", "8")) -> str:
    """An item as inscriptis prints it: its number ends where its first lines begin, and its text begins left of it."""
    marker = f"{number}. ".rjust(24)
    lines = [
        f"{marker}{name}",
        *(" " * 24 + line for line in head),
        *(" " * 20 + text if text else "" for text in texts),
    ]
    return "".join(f"{line}\n" for line in [*lines, " " * 26 + "+ 3 of 4 users found this helpful"])


def users(page: ReviewPage) -> list[tuple[object, ...]]:
    assert page.users is not None
    return [(review.number, review.author, review.score, review.text) for review in page.users.reviews]


def test_items_are_told_by_their_margins() -> None:
    """A number that stands in a text begins where the text does, and that of an item does not, up to 9 and from 100."""
    texts = ("Reasons:", "1. Fog.", "2. Pier.", "", "3. Boat.")
    text = HEAD + item(1, "kimfog", *texts) + item(2, "walker", "Slow.") + "        Write a Review\n"
    assert users(parse(text)) == [
        (1, "kimfog", 8, "Reasons:\n1. Fog.\n2. Pier.\n\n3. Boat."),
        (2, "walker", 8, "Slow."),
    ]


def test_a_number_of_two_digits_is_told_by_the_line_below() -> None:
    """From 10 on, a number of an item begins like a line of a text; a date is then right of the text."""
    items = [item(number, f"user{number}", "Slow.") for number in range(1, 9)]
    nine = item(9, "user9", "Ten reasons:", "10. Fog.", "11. Pier.")
    page = parse(HEAD + "".join(items) + nine + item(10, "user10", "Fine.") + "   About\n")
    assert users(page)[8:] == [(9, "user9", 8, "Ten reasons:\n10. Fog.\n11. Pier."), (10, "user10", 8, "Fine.")]


def test_a_list_in_doubt_stays_as_it_is() -> None:
    """Nothing below tells whether `10. Fog.` is the last item's text or an item of its own: no review is read."""
    items = "".join(item(number, f"user{number}", "Slow.") for number in range(1, 9))
    text = HEAD + items + item(9, "user9", "Ten reasons:", "10. Fog.") + "   About\n"
    assert without_margins(text, ()) == (text, ())
    assert users(parse(text)) == []


def test_an_empty_item_keeps_its_number() -> None:
    """An advertisement is an item with nothing in it; earlier versions leave it out."""
    first, last = item(1, "kimfog", "Slow."), item(3, "walker", "Fine.")
    for between in ("          2. \n", ""):
        page = parse(HEAD + first + between + last + "   About\n")
        assert users(page) == [(1, "kimfog", 8, "Slow."), (3, "walker", 8, "Fine.")]


@pytest.mark.parametrize("blanks", [" ", "  ", "\t"])
def test_blanks_at_the_ends_of_lines_change_nothing(blanks: str) -> None:
    """An empty item's number may have more than one blank behind it."""
    text = HEAD + item(1, "kimfog", "Slow.") + "          2. \n" + item(3, "walker", "Fine.") + "   About\n"
    assert users(parse(text.replace("\n", f"{blanks}\n"))) == [(1, "kimfog", 8, "Slow."), (3, "walker", 8, "Fine.")]


@pytest.mark.parametrize(
    "text",
    [
        "           1. Fog\n              80\n   About\n",  # no text left of the lines above
        "           1. Fog\n              Pier\n          Slow.\n",  # no date, score or author
        "              above\n           1. Fog\n              80\n          Slow.\n",  # within another text
        "           1. Fog\n              80\n          Slow.\n           4. Pier\n              70\n",  # not in order
    ],
)
def test_other_lists_stay(text: str) -> None:
    """A list of another extractor, or of the site's navigation, keeps its margins."""
    assert without_margins(text, ()) == (text, ())


def test_no_list_is_read_twice() -> None:
    """However many lists begin and are in doubt, each line is looked at a few times only."""
    lines = "           1. Fog\n              80\n" * 3
    assert without_margins(lines, ()) == (lines, ())


def test_lines_are_those_of_the_given_text() -> None:
    """What is reported of the golden page has its place in the text as inscriptis printed it."""
    text = (Path(__file__).parents[1] / "pages" / "l1" / "printed-by-inscriptis.txt").read_text("utf-8")
    read, joins = without_margins(text, ())
    places = LineMap(text, joins)
    for number, line in enumerate(read.split("\n"), 1):
        words = line.lstrip(" ")
        if words:
            place = places.place(number, len(line) - len(words) + 1)
            assert text[place.offset :].startswith(words)
            assert place.line == number


PARTS = ["      1. ", "      2. ", "         ", "     ", "Fog", "80", "\n", "\n", "+ ", "Oct 7, 2014"]


@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_nothing_but_margins_is_changed(parts: list[str]) -> None:
    """Whatever the text, its lines stay, and so do their words."""
    text = "".join(parts)
    read, _ = without_margins(text, ())
    assert [line.lstrip(" ") for line in read.split("\n")] == [line.lstrip(" ") for line in text.split("\n")]
