"""JSON lines: what `dump_lines` writes is the JSON of the dicts, and `load_lines` reads what `json` does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from full_page import FULL, WRONG, changes, pages
from reviewparse import aggregate, page_rows, rows
from reviewparse.errors import ReviewError
from reviewparse.lines import Lines
from reviewparse.records import (
    Line,
    ReviewPage,
)
from reviewparse.serialization import dump_lines, load_lines, to_dict
from reviewparse.serialization.forms import MOST
from reviewparse.serialization.line_lists import lines_apart, write_lines
from reviewparse.serialization.texts import lines_text


def written(record: Any, unrecognized: bool) -> str:
    """The line of a record, or the message of the error."""
    try:
        return next(dump_lines([record], unrecognized=unrecognized))
    except ReviewError as error:
        return error.message


def encoded(record: Any, unrecognized: bool) -> str:
    """The same by way of its dict."""
    try:
        return json.dumps(to_dict(record, unrecognized=unrecognized)) + "\n"
    except ReviewError as error:
        return error.message


@given(pages, st.booleans())
@example(FULL, True)
@example(FULL, False)
def test_records_are_written_as_their_dicts_are(page: ReviewPage, unrecognized: bool) -> None:
    """The JSON of a page or a row, of which no dicts are made, is that of its dict."""
    for record in (page, *page_rows([page]), *rows(page)):
        assert written(record, unrecognized) == encoded(record, unrecognized)


OTHERS: dict[str, Any] = {
    **WRONG,
    "kind": "movie",
    "none": (),
    "a number": (3,),
    "a line": (Line(3, "Fog"),),
    "most": MOST,
}


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_no_value_of_a_field_is_written_or_refused_as_in_a_dict(other: str) -> None:
    """Whatever field of a record holds another value, `dump_lines` writes, or refuses, what `to_dict` does."""
    for page, _ in changes(FULL, OTHERS[other]):
        assert written(page, True) == encoded(page, True)


@given(st.lists(st.text(st.characters(exclude_characters="\n") | st.sampled_from('\\"\u2028\x85\r '))))
def test_lines_are_written_as_their_dicts_are(texts: list[str]) -> None:
    """The JSON of unrecognized lines, of which no dicts are made, is that of their dicts, whatever they hold."""
    lines = Lines("".join(f"{text}\n" for text in texts), [7], [0])
    assert lines_text(lines) == json.dumps(write_lines(lines))


PIECES = [
    '"',
    "\\",
    "\n",
    ",",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "],[",
    "],\n[",
    "}, {",
    "]}",
    "4",
    "-1",
    "null",
    '""',
    ' "text": ',
    "u2028",
]
PIECES += [', "text": ', '}, {"type": "line", "number": ', ', "unrecognized": [{"type": "line", "number": ', "}]}"]


@given(
    st.lists(st.text(st.characters() | st.sampled_from('\\"{}[], \n\u2028')), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40), st.sampled_from(["", *PIECES])), max_size=3),
)
@example(["Fog.", "Slow."], [])
def test_lines_are_read_apart_as_json_reads_them(texts: list[str], edits: list[tuple[int, int, str]]) -> None:
    """Whatever is changed in the JSON of lines, they are read as `json` does, or left to it."""
    made = tuple(Line(number, text) for number, text in enumerate(texts, 4))
    page = next(dump_lines([ReviewPage(unrecognized=made)]))
    begin = page.index('"unrecognized"')
    for place, length, piece in edits:
        page = page[: begin + place] + piece + page[begin + place + length :]
    tree = lines_apart(page)
    if tree is not None:
        assert write_lines(tree.pop("unrecognized")) == (expected := json.loads(page)).pop("unrecognized")
        assert tree == expected
    elif not edits:
        assert any(not text.strip() or "\n" in text for text in texts)


@given(st.lists(pages, max_size=3))
def test_json_lines(records: list[ReviewPage]) -> None:
    """A record is a line, and the lines give the records back."""
    lines = list(dump_lines([*records, aggregate(records)]))
    assert [line.index("\n") for line in lines] == [len(line) - 1 for line in lines]
    assert list(load_lines(["\n", *lines])) == [*records, aggregate(records)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON: "),
        ("3", "line 2: the whole: expected an object, not 3"),
        ('{"sections": 3}', "line 2: sections: expected a list, not 3"),
        ("[" * 200_000, "line 2: "),
        ('{"sections": [], "first_line": ' + "9" * 5000 + "}", "line 2: "),
        (b'{"sections": [], "title": "\xff"}', "line 2: "),
        ('{"format": 3}', "line 2: This JSON is of format 3"),
    ],
)
def test_a_line_that_is_no_record_is_named(line: str | bytes, message: str) -> None:
    """The error says which line it is, whatever is wrong with it."""
    with pytest.raises(ReviewError) as caught:
        list(load_lines(["\n", line]))
    assert caught.value.message.startswith(message)
    assert caught.value.line == 2
