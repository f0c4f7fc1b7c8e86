"""The numbers of links are left out, and what is reported stays in the text as it was given."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewPage, parse, parse_all, samples, sniff, trace
from reviewparse.extractors import undone
from reviewparse.extractors.dump_marks import has_link_numbers, plain, without_link_numbers
from reviewparse.linemap import LineMap
from wrappers import wrapped

MENU = "".join(f"   {word}\n" for word in "Fog Pier Boat Lamp Gull Rope Tide Mist Sail Buoy Wharf Anchor".split())
PAGE = MENU + samples.read("blue-harbor")
ADDRESSES = "\nReferences\n\n   Visible links:\n   1. https://example.org/\n   2. javascript:void(0);\n"


def numbered(text: str, seed: int = 0) -> str:
    """The text with the number of a link in front of the first word of the menu's lines, and of some others."""
    random, numbers = Random(seed), count(1)

    def marked(number: int, line: str) -> str:
        opening = re.match(r"\s*(?:[0-9]+\.\s+|[•*+□]\s+)?", line)
        assert opening is not None
        content = line[opening.end() :]
        if content and (number < MENU.count("\n") or random.random() < 0.4):
            content = f"[{next(numbers)}]{content}"
        return opening[0] + content

    return "\n".join(marked(number, line) for number, line in enumerate(text.split("\n")))


def of_elinks(text: str) -> str:
    """The text with the numbers of its items as elinks prints them."""
    return re.sub(
        r"^( *)([0-9]+\.) ", lambda item: f"{item[1][:-1]}\xa0{item[2]}\xa0" if item[1] else item[0], text, flags=re.M
    )


@given(st.integers(0, 1000), st.sampled_from(["", ADDRESSES]))
def test_a_page_with_link_numbers_is_read_as_the_page(seed: int, addresses: str) -> None:
    """All but the columns and the unrecognized lines is that of the page without them."""
    text = numbered(PAGE, seed) + addresses
    page = parse(text)
    assert page.sections == parse(PAGE).sections
    assert sniff(text)
    lines = text.split("\n")
    assert all(lines[line.number - 1] == line.text for line in page.unrecognized)


@pytest.mark.parametrize("width", range(50, 92, 7))
def test_numbers_take_their_columns_where_lines_are_wrapped(width: int) -> None:
    """The width is found with the numbers, and the lines are joined as without."""
    whole = numbered("".join(f"{line}\n" for line in PAGE.split("\n")))
    assert has_link_numbers(whole)
    page = parse(wrapped(whole, width))
    assert _placeless(page).sections == _placeless(parse(PAGE)).sections


def test_the_items_of_elinks_are_items() -> None:
    """The blanks around an item's number do not break, and lines are reported as they were given."""
    menu = "   1. Fog\n   2. Pier\n\n"
    page, of_others = parse(text := of_elinks(menu + PAGE)), parse(menu + PAGE)
    assert "\xa01.\xa0" in text
    assert page.sections == of_others.sections
    assert [line.text for line in page.unrecognized[:2]] == ["  \xa01.\xa0Fog", "  \xa02.\xa0Pier"]


@pytest.mark.parametrize(("blanks", "instead"), [(" ", "\xa0"), ("    ", "\t")])
def test_margins_of_other_white_space(blanks: str, instead: str) -> None:
    """Tabs and blanks that do not break are margins like blanks, and lines are reported as they were given."""
    page = parse(PAGE)
    text = re.sub("^ +", lambda margin: margin[0].replace(blanks, instead), PAGE, flags=re.M)
    assert instead in text
    other = parse(text)
    assert other.sections == page.sections
    lines = text.split("\n")
    assert [line.text for line in other.unrecognized] == [lines[line.number - 1] for line in page.unrecognized]


def test_margins_of_tabs_around_addresses() -> None:
    """A margin and an address behind it are each what it is."""
    read = "Critics (/movie/fog/critic-reviews)\n  1. 80\n\tSlow (/critic/kim-fog)\n\t(/user/fog)\n"
    assert undone(read)[0] == "Critics\n  1. 80\n        Slow\n\n"


def test_pages_with_numbers_that_begin_anew() -> None:
    """Each page of a text may count its own links."""
    text = numbered(PAGE) + "\n\f\n" + numbered(PAGE, 1)
    first, second = parse_all(text)
    assert _placeless(first).sections == _placeless(second).sections == _placeless(parse(PAGE)).sections


def test_the_addresses_of_links_are_left_out() -> None:
    """Resiliparse prints them behind each link, if it is told to; a review's own words in brackets stay."""
    words = r"(All this .*|Read full review|The Dusty .*|.* Critics|User Reviews|.* helpful)$"
    text = "".join(f"{line}     (/x/{n}?y=z)\n" for n, line in enumerate(MENU.split("\n"))) + re.sub(
        words, r"\1 (https://www.metacritic.com/x_(film))", samples.read("blue-harbor"), flags=re.M
    )
    page = parse(text)
    assert _placeless(page).sections == _placeless(parse(samples.read("blue-harbor"))).sections
    lines = text.split("\n")
    assert all(lines[line.number - 1] == line.text for line in page.unrecognized)
    one = "Universal acclaim - based on 12 Critics     (/movie/blue-harbor/critic-reviews)\n"
    assert undone(one)[0] == "Universal acclaim - based on 12 Critics\n"
    own = "Slow (/see above), (http://example.org/), (http://example.org/a) and (/s).\n"
    assert undone(own) == (own, ())


def test_the_blanks_in_front_of_a_link_are_one() -> None:
    """Where Resiliparse prints addresses, it keeps blanks of the HTML that it folds elsewhere."""
    text = (
        "User score distribution:\n  1. Positive: 1 out of 1\n  1. kimfog     (/user/kimfog)\n    Oct 7, 2014\n    8\n"
        "    I liked the fog.…     Expand     (/movie/blue-harbor?user_review_id=1)\n"
        "    • 3 of 4 users found this helpful       (https://secure.metacritic.com/login)\n"
    )
    assert [review.text for review in parse(text).sections[0].reviews] == ["I liked the fog."]


def test_numbers_out_of_their_place_are_left_out() -> None:
    """elinks numbers the links of a table by its cells, and prints them by its rows."""
    row = [*range(1, 13), 25, 26, 13, 27, 14, 28, *range(15, 25), *range(29, 60)]
    text = "".join(f"[{number}]Fog\n" for number in row)
    assert undone(text)[0] == "Fog\n" * len(row)


def test_a_text_without_its_top_begins_at_a_later_number() -> None:
    """Where the numbers count up, the first of them are links', too; others between them stay."""
    text = "".join(f"[{number}]Fog\n" for number in range(57, 80)).replace("[59]Fog", "[59]Fog [1998] [7]")
    assert undone(text)[0] == "".join("Fog [1998] [7]\n" if number == 59 else "Fog\n" for number in range(57, 80))
    page = parse(numbered(PAGE).split("\n", 5)[-1])
    assert _placeless(page).sections == _placeless(parse(samples.read("blue-harbor"))).sections


@pytest.mark.parametrize(
    "text",
    [
        "Slow [1], and worth it [2], but [3] nobody [4] knows [5] why.\n",
        "Graphics [10]\nSound [9]\nStory [10]\nFog [8]\nPier [7]\n" * 5,
        "In [1987] the pier was long, in [1998] it was not.\n" * 9,
        "".join(f"[{number}] of ten\n" for number in (30, 17, 23, 31, 32, 33, 34, 35, 36, 37, 38, 39)),
        "[10]\n",
    ],
)
def test_other_numbers_in_brackets_stay(text: str) -> None:
    """They do not count up, or they are few."""
    assert not has_link_numbers(text)
    assert undone(text) == (text, ())


def test_a_year_or_a_grade_within_a_numbered_text_stays() -> None:
    """Only the number whose turn it is is a link's."""
    menu = "".join(f"[{number}]Fog\n" for number in range(1, 20))
    text = "".join(f"[{number}]Fog [1998], and [3] of five\n" for number in range(20, 40))
    assert undone(menu + text)[0] == "Fog\n" * 19 + "Fog [1998], and [3] of five\n" * 20


@given(st.lists(st.sampled_from("[1],[2],[10],Fog ,\n,  ,\xa01.\xa0,1. ,é,\t,\xa0".split(",")), max_size=40))
def test_each_letter_is_found_where_it_was_given(parts: Sequence[str]) -> None:
    """Whatever the text, a letter that is read stands in the given text at the place that is told."""
    text = "".join(parts) + "\n"
    read, joins = plain(text, (), numbered=True)
    lines = LineMap(text, joins)
    for number, line in enumerate(read.split("\n"), 1):
        for column, letter in enumerate(line, 1):
            place = lines.place(number, column)
            assert place.line == number
            if letter != " ":  # a margin has more blanks than what it was given as has letters
                assert text[place.offset].replace("\xa0", " ") == letter.replace("\xa0", " ")
    assert without_link_numbers(read).count("\n") == text.count("\n")


def test_a_trace_points_into_the_given_text() -> None:
    """Each field is found with its numbers around it."""
    text = numbered(PAGE)
    fields = [text[field.start : field.end] for block in trace(text) for field in block.fields]
    expected = [PAGE[field.start : field.end] for block in trace(PAGE) for field in block.fields]
    assert len(fields) == len(expected)
    assert [without_link_numbers(field) for field in fields if "\n" not in field] == [
        field for field in expected if "\n" not in field
    ]


@pytest.mark.parametrize("width", [60, 80, 132])
def test_lynx_numbers_links_so(width: int, tmp_path: Path) -> None:
    """The sections of a page are the same with the numbers and the list of addresses as without."""
    if shutil.which("lynx") is None:
        pytest.skip("lynx is not installed")
    page = tmp_path / "page.html"
    page.write_text(samples.read_html("blue-harbor"), encoding="utf-8")

    def text(*options: str) -> str:
        command = ["lynx", "-dump", "-assume_charset=utf-8", "-display_charset=utf-8", f"-width={width}", *options]
        environment = {"LANG": "C.UTF-8", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
        done = subprocess.run([*command, str(page)], capture_output=True, check=True, env=environment)
        return done.stdout.decode("utf-8")

    assert _placeless(parse(text())).sections == _placeless(parse(text("-nolist"))).sections


def _placeless(page: ReviewPage) -> ReviewPage:
    """The page without the numbers of lines."""

    def other(record: Any) -> Any:
        return evolve(record, line=None)

    sections = [evolve(other(section), reviews=tuple(map(other, section.reviews))) for section in page.sections]
    return evolve(page, sections=tuple(sections))


def test_the_numbers_of_a_second_page() -> None:
    """Where the numbers begin anew, the first of them is left out, too."""
    read, _ = plain("[1]Fog [2]and\n[3]pier\n[1]Rope [2]tide\n", (), numbered=True)
    assert read == "Fog and\npier\nRope tide\n"
