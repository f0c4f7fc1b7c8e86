"""JSON lines: what `dump_lines` writes is the JSON of the dicts, and `load_lines` reads what `json` does."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from full_page import FULL, WRONG, changes, pages
from reviewparse import aggregate, page_rows, rows
from reviewparse.errors import ReviewError
from reviewparse.lines import Lines
from reviewparse.records import CriticReview, CriticSection, Helpful, Line, ReviewPage, UserReview, UserSection
from reviewparse.serialization import dump_lines, from_dict, load_lines, to_dict
from reviewparse.serialization.fields import fields_of, rare_fields_of
from reviewparse.serialization.forms import MOST
from reviewparse.serialization.line_lists import write_lines
from reviewparse.serialization.reading import SHORT
from reviewparse.serialization.texts import lines_text
from reviewparse.serialization.written import tree_of


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
    "\\n",
    ",",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\n,\n",
    "}, {",
    "]}",
    "4",
    "04",
    "-1",
    "null",
    '""',
    ' "text": ',
    "u2028",
    ', "text": "',
    '"}, {"type": "line", "number": ',
    ', "unrecognized": [{"type": "line", "number": ',
    '"}]}',
    '"byline": "By", ',
    '"spoiler": true, ',
    ', "id": null, "line": ',
    ', "byline": null, "spoiler": false, "platform": null, "url": null, "author_url": null, "publication_url": null, '
    '"id": null, "line": ',
    f'"{SHORT}": 3, ',
]
SECTIONS = (
    CriticSection(reviews=(CriticReview(text="Slow.", line=4), CriticReview(score=80, byline="A byline", line=9))),
    UserSection(
        reviews=(UserReview(author="fog", helpful=Helpful(1, 2)), UserReview(date=dt.date(2014, 10, 7), line=12))
    ),
)


def read(line: str | bytes) -> Any:
    """The record of a line as a dict, which has line numbers too, or the message of the error."""
    try:
        return [to_dict(record) for record in load_lines([line])]
    except ReviewError as error:
        return error.message


@given(
    st.lists(st.text(st.characters() | st.sampled_from('\\"{}[], \n\u2028\x7f')), max_size=4),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(["", *PIECES])), max_size=3),
)
@example(["Fog.", "Slow."], [])
def test_a_page_is_read_as_json_reads_it(texts: list[str], edits: list[tuple[float, int, str]]) -> None:
    """Whatever is changed in the JSON of a page, it is read as `json` reads its bytes, or refused in the same words."""
    lines = tuple(Line(number, text) for number, text in enumerate(texts, 4))
    page = next(dump_lines([ReviewPage(SECTIONS, unrecognized=lines)]))
    for part, length, piece in edits:
        place = int(part * len(page))
        page = page[:place] + piece + page[place + length :]
    if page.startswith("{"):  # else the bytes may be of another encoding
        assert read(page) == read(page.encode(errors="surrogatepass"))


def test_what_is_read_in_less_time() -> None:
    """Lines become no dicts, and a review lacks the fields of rare layouts, if all are absent."""
    lines = (Line(4, "Fog."), Line(7, "\u2022 Watch On"))
    tree = tree_of(next(dump_lines([ReviewPage(SECTIONS, unrecognized=lines)])))
    assert isinstance(tree["unrecognized"], Lines)
    assert [SHORT in review for section in tree["sections"] for review in section["reviews"]] == [
        True,
        False,
        True,
        True,
    ]


@given(st.lists(pages, max_size=3))
def test_json_lines(records: list[ReviewPage]) -> None:
    """A record is a line, and the lines give the records back."""
    lines = list(dump_lines([*records, aggregate(records)]))
    assert [line.index("\n") for line in lines] == [len(line) - 1 for line in lines]
    assert list(load_lines(["\n", *lines])) == [*records, aggregate(records)]
    marked = "\ufeff" + "".join(lines)  # as editors of Windows save a file
    for saved in (marked.splitlines(keepends=True), marked.encode().splitlines(keepends=True), ["\ufeff\n", *lines]):
        assert list(load_lines(saved)) == [*records, aggregate(records)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON: "),
        ('{"title": 3\n', "line 2: not JSON: Expecting ',' delimiter at column 12"),
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


@pytest.mark.parametrize("spelled", [SHORT, SHORT.replace("\x7f", r"\u007f"), SHORT.replace("\x7f", r"\u007F")])
def test_what_stands_for_a_key_is_no_key(spelled: str) -> None:
    """The key that stands for `line` while JSON is read is an unknown one to whoever writes it, in a line or a dict."""
    names = [field.name for field in fields_of(CriticReview) if field not in rare_fields_of(CriticReview)]
    review = {"type": "critic-review", **dict.fromkeys(names[:-1]), SHORT: 3}
    page = {"type": "page", "sections": [{"type": "critics", "reviews": [review]}]}
    with pytest.raises(ReviewError, match="expected a key of"):
        from_dict(page)
    with pytest.raises(ReviewError, match="expected a key of"):
        list(load_lines([json.dumps(page).replace(SHORT, spelled)]))
