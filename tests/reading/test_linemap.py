"""Places of the text that was read are places of the text that was given."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import trace
from reviewparse.linemap import BOM, Join, Joins, LineMap, Place

CONTENTS = st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=6)
MARGINS = st.integers(0, 4).map(" ".__mul__)
GROUPS = st.lists(st.lists(st.tuples(MARGINS, CONTENTS), min_size=1, max_size=4), min_size=1, max_size=6)
"""The lines of a text, each a margin and a content. Those of a group were joined."""


@given(GROUPS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", BOM]), st.integers(1, 100))
def test_each_letter_is_found_where_it_was_given(
    groups: list[list[tuple[str, str]]], line_end: str, mark: str, first_line: int
) -> None:
    """For each letter that was read, `place` tells line, column, offset and source line in the text as it was given."""
    whole = mark
    joins: list[Join] = []
    expected: list[tuple[int, int, Place]] = []
    number = first_line
    for line, group in enumerate(groups, first_line):
        read = ""
        for place, (margin, content) in enumerate(group):
            if place:
                read += " "
                joins.append(Join(line - first_line + 1, len(read) + 1, len(margin) + 1, len(joins) + 1))
            else:
                read += margin
            for letter in range(len(content)):
                column = len(margin) + letter + 1
                at = Place(number, column, len(whole) + column - 1, margin + content)
                expected.append((line, len(read) + letter + 1, at))
            read += content
            whole += margin + content + line_end
            number += 1
    lines = LineMap(whole, joins, first_line)
    for line, column, at in expected:
        assert lines.place(line, column) == at
        assert lines.line(line) <= at.line < lines.line(line + 1)
        assert whole[at.offset] == at.source_line[at.column - 1]


@given(GROUPS)
def test_the_lines_of_the_given_text_are_shared_out(groups: list[list[tuple[str, str]]]) -> None:
    """Each line of the given text belongs to one line of the read text, in order, and so does its source."""
    places = [(line, 10 * n) for line, group in enumerate(groups, 1) for n in range(1, len(group))]
    joins = [Join(line, column, 1, joined) for joined, (line, column) in enumerate(places, 1)]
    count = sum(map(len, groups))
    lines = LineMap("".join(f"{number}\r\n" for number in range(1, count + 1)), joins)
    ends = [lines.line(line) for line in range(1, len(groups) + 2)]
    assert ends[0] == 1
    assert ends[-1] == count + 1
    for group, (first, end) in zip(groups, pairwise(ends), strict=True):
        assert end - first == len(group)
        assert lines.source(first, end) == "".join(f"{number}\n" for number in range(first, end))


@given(st.lists(st.integers(1, 9), max_size=9).map(sorted), st.integers(1, 10), st.integers(1, 40))
def test_joins_are_made_when_they_are_asked_for(numbers: list[int], line: int, column: int) -> None:
    """The numbers of lines need none of them; a place is the same whether they are made before or then."""
    joins = [Join(number, 10 * joined, 3, joined) for joined, number in enumerate(numbers, 1)]
    made: list[Join] = []

    def make() -> list[Join]:
        made.extend(joins)
        return joins

    later = Joins(numbers, make)
    given = "".join(f"   line {number} of the text, which has some words\n" for number in range(1, 20))
    early, late = LineMap(given, joins), LineMap(given, later)
    assert [late.line(number) for number in range(1, 11)] == [early.line(number) for number in range(1, 11)]
    assert late.moved(line, line + 1) == early.moved(line, line + 1) == (line in numbers)
    assert not made
    assert late.place(line, column) == early.place(line, column)
    assert list(later) == joins
    assert later[:2] == tuple(joins[:2])
    assert made == joins


def test_the_blank_between_two_lines_is_the_end_of_the_first() -> None:
    """A place where nothing was given is where the line ends above."""
    lines = LineMap("Slow, and\n  worth it.\n", [Join(1, 11, 3, 1)])
    assert lines.place(1, 10) == Place(1, 10, 9, "Slow, and")


@pytest.mark.parametrize("text", ["", "a", "a\nb\n", "a\r\n\r\nb", BOM + "a\nb"])
def test_where_nothing_was_joined_nothing_is_changed(text: str) -> None:
    """Lines and columns are those of the given text, and an offset counts the byte order mark."""
    lines = LineMap(text)
    for number, content in enumerate(text.removeprefix(BOM).replace("\r\n", "\n").split("\n"), 1):
        place = lines.place(number)
        assert lines.line(number) == number
        assert (place.line, place.column, place.source_line) == (number, 1, content)
        assert text.startswith(content, place.offset)


@pytest.mark.parametrize("text", ["Metascore\n74", "\ufeffUser score\r\nAvailable after 4 ratings\r\ntbd", "Watch On"])
def test_a_traced_block_ends_where_the_text_does(text: str) -> None:
    """Where the last line has no line end, its block ends with the text, and not behind it."""
    assert trace(text)[-1].end == len(text)
    assert trace(f"{text}\n")[-1].end == len(text) + 1
