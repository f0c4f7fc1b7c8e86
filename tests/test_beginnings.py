"""No line is dismissed by its first letters that the grammar could read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse.beginnings import beginnings, one_of
from reviewparse.read import FIRST_LETTERS
from reviewparse.scanner import LETTERS, machine

PIECES = st.sampled_from(["a", "b", "[0-9]", "[ab]", " ", "x", "\\.", "[^\\S\\n]", "[^a\\n]", "\\S", "1"])


def grouped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sequences, alternatives and repeats of regular expressions."""
    sequences = st.lists(inner, min_size=1, max_size=4).map("".join)
    alternatives = st.lists(inner, min_size=1, max_size=3).map(lambda given: f"(?:{'|'.join(given)})")
    counts = st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,3}"])
    return sequences | alternatives | st.tuples(alternatives, counts).map("".join)


@given(st.recursive(PIECES, grouped, max_leaves=8), st.data())
def test_what_matches_has_a_beginning(pattern: str, data: st.DataObject) -> None:
    """A line that a regular expression matches begins with one of its beginnings, however long these may be."""
    line = data.draw(st.from_regex(rf"\A[ ]*(?:{pattern})\Z"))
    rest = data.draw(st.sampled_from(["", "b", " .x", "  a1  b"]))
    length = data.draw(st.integers(1, LETTERS))
    found = FIRST_LETTERS.match(f"{line}{rest}\n")
    if found and "\n" not in line:
        assert re.match(one_of(beginnings(pattern, length), cut=True), found[1])


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (r"[0-9]{1,2}(?=[^\S\n]*+\n)", "7\n"),
        (r"[0-9]{1,2}(?=[^\S\n]*+\n)", "  42  \n"),
        (r"[0-9]{1,2}(?=\.[ ]++\S)", "42.   x\n"),
        (r"[^\S\n]*+(?:[*+][^\S\n]++)?Director:", "*      Director: x\n"),
        (r"(?!1\.)[0-9]++", "2\n"),
    ],
)
def test_lookaheads_and_line_ends(pattern: str, line: str) -> None:
    """What a pattern looks ahead for belongs to the beginning of its line, and so does the end of the line."""
    found = FIRST_LETTERS.match(line)
    assert found
    assert re.match(one_of(beginnings(pattern, LETTERS), cut=True), found[1])


def test_most_lines_are_dismissed() -> None:
    """No block opens at a line of everyday text, and each block says what it begins with."""
    blocks = [block for state in machine().states for block in state.blocks]
    assert all(() not in block.beginnings() for block in blocks)
    for words in ("Watch On", "Games", "• New releases", "12 people", "Home > Movies", "霧が深い。"):
        assert not any(block.can_begin(words[:LETTERS]) for block in blocks), words
