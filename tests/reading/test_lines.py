"""Unrecognized lines: kept as text, and the tuple of records that they are as soon as anyone asks."""

from __future__ import annotations

import copy
import pickle
from array import array
from itertools import islice

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commands import CRITICS
from reviewparse import Line, ReviewPage, dump_lines, from_dict, parse, parse_all, to_dict
from reviewparse.lines import CHUNK, PARTS_AT_ONCE, Lines, Listing, MadeLines, pieces
from reviewparse.records import listed, numbers_of

TEXTS = st.text(st.sampled_from("a 9\t\u2028\r\x1c\N{CRAB}")).map(lambda line: line.replace("\n", ""))
LINES = ("  Fog.", "Watch On", "\N{CRAB}")


def page_with_lines() -> ReviewPage:
    return parse("\n\n".join(LINES) + "\n" + CRITICS)


@given(st.lists(TEXTS), st.integers(1, 10**12))
@example(["a", "9"], 2**32 - 1)
def test_lines_are_the_lines_of_the_text(texts: list[str], first: int) -> None:
    """Each line that is not blank is there once, with its number, by iteration, by its place and by its numbers."""
    text = "".join(f"{line}\n" for line in texts)
    lines = Lines(text, [first], [0])
    wanted = [Line(number, line) for number, line in enumerate(texts, first) if line.strip()]
    assert [*lines] == wanted
    assert [lines[place] for place in range(len(lines))] == wanted
    assert lines[-3:] == tuple(wanted[-3:])
    assert [*lines.numbers] == [line.number for line in wanted]
    assert bool(lines) == bool(wanted)
    assert [*Lines.of((line.number, f"{line.text}\n") for line in wanted)] == wanted
    assert [text[start:].partition("\n")[0] for start in lines.starts] == [line.text for line in wanted]
    assert [*MadeLines(wanted)] == wanted


@given(st.lists(st.tuples(st.integers(0, 2), st.lists(TEXTS, min_size=1, max_size=3))), st.data())
def test_lines_are_found_by_their_numbers(parts: list[tuple[int, list[str]]], data: st.DataObject) -> None:
    """The lines from one number up to another one are those within a part of the text, however they are kept."""
    numbered, number = [], 1
    for gap, texts in parts:
        number += gap
        numbered.append((number, "".join(f"{line}\n" for line in texts)))
        number += len(texts)
    lines: Lines = Lines.of(numbered)
    first, end = sorted(data.draw(st.tuples(st.integers(-1, number + 1), st.integers(-1, number + 1))))
    wanted = [line for line in lines if first <= line.number < end]
    for kept in (lines, MadeLines([*lines])):
        span = kept.start_of(first), kept.start_of(end)
        assert [kept[place] for place in kept.within(span)] == wanted
        word = data.draw(TEXTS.filter(str.strip))
        holding = [line for line in wanted if word in line.text]
        assert [kept[place] for place in kept.holding([word], span)] == holding
        even = kept.holding([word], span, like=lambda text: len(text) % 2 == 0)
        assert [kept[place] for place in even] == [line for line in holding if len(line.text) % 2 == 0]
        for start, line in zip(kept.starts, lines, strict=True):
            for place in (start, start + len(line.text)):
                assert (kept[kept.index_at(place)], kept.text_at(place)) == (line, line.text)


@given(st.lists(TEXTS, min_size=1), st.data())
def test_parts_are_listed_in_order_and_each_line_once(texts: list[str], data: st.DataObject) -> None:
    """Parts of a text, in any order and beginning and ending anywhere in their lines, are whole lines in order."""
    text = "".join(f"{line}\n" for line in texts)
    listing = Listing(text)
    touched: set[int] = set()
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        first, last = text.count("\n", 0, start), text.count("\n", 0, end - 1)
        listing.add(first + 1, start, end)
        touched.update(range(first, last + 1))
    assert [*listing.lines()] == [Line(n + 1, texts[n]) for n in sorted(touched) if texts[n].strip()]


@pytest.mark.parametrize("length", [1, CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_pieces_end_where_lines_do(length: int) -> None:
    """The pieces are the text, and each but the last ends where a line does, however long the lines are."""
    for text in ("x" * length + "\n" + "y" * length, "x\n" * length, "x" * length):
        found = [*pieces(text, 0, len(text))]
        assert "".join(found) == text
        assert all(piece.endswith("\n") for piece in found[:-1])


def test_many_parts() -> None:
    """More parts than are joined at once are all listed."""
    listing = Listing("x\n" * (2 * PARTS_AT_ONCE + 1))
    for number in range(2 * PARTS_AT_ONCE + 1):
        listing.add(number + 1, 2 * number, 2 * number + 2)
    lines = listing.lines()
    assert [*lines.numbers] == [*range(1, 2 * PARTS_AT_ONCE + 2)]
    assert isinstance(lines.numbers, array)
    assert lines.numbers.itemsize == array("I").itemsize


def test_a_tuple_is_made_when_it_is_asked_for() -> None:
    """`unrecognized` is a tuple of `Line`, always the same one, and nothing shows that it was not there before."""
    page = page_with_lines()
    assert type(listed(page)) is Lines
    assert page.unrecognized == (Line(1, LINES[0]), Line(3, LINES[1]), Line(5, LINES[2]))
    assert type(page.unrecognized) is tuple
    assert page.unrecognized is page.unrecognized is listed(page)
    assert numbers_of(page) == [1, 3, 5] == [*numbers_of(page_with_lines())]


def test_a_page_is_the_same_before_and_after() -> None:
    """Equality, hash, copies, pickles, JSON and changes of a page are those of a page that holds the tuple."""
    made = page_with_lines()
    assert made.unrecognized
    assert page_with_lines() == made
    assert hash(page_with_lines()) == hash(made)
    assert repr(page_with_lines()) == repr(made)
    for copied in (copy.copy, copy.deepcopy, lambda page: pickle.loads(pickle.dumps(page)), attrs.evolve):
        again = copied(page_with_lines())
        assert (again, type(again.unrecognized)) == (made, tuple)
    assert attrs.asdict(page_with_lines()) == attrs.asdict(made)
    assert to_dict(page_with_lines()) == to_dict(made)
    assert from_dict(to_dict(page_with_lines())) == made
    assert [*dump_lines([page_with_lines()])] == [*dump_lines([made])]


def test_a_page_does_not_keep_the_text_that_it_was_in() -> None:
    """A page of `parse_all` keeps its own unrecognized lines, not the text of the pages around it."""
    page, *_ = parse_all(f"Fog.\n{CRITICS}\n\f\n" * 50)
    assert listed(page).text == "Fog.\n"


def test_a_long_line_below_others_is_one_piece() -> None:
    """A line that is longer than a piece is looked at from where it begins."""
    short, long = "x\n" * CHUNK, "y" * 3 * CHUNK + "\n"
    found = [*islice(pieces(short + long + "z\n", 0, len(short + long) + 2), 9)]
    assert found == ["x\n" * (CHUNK // 2)] * 2 + [long, "z\n"]
