"""`parse` and `parse_all`: what they accept, and what an error says."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from io import StringIO

import pytest

from reviewparse import Layout, Line, ReviewError, ReviewParseError, parse, parse_all
from reviewparse.pages import PageBuilder
from reviewparse.parsing import read_page
from reviewparse.samples import read

VERDICT = "Universal acclaim - based on 23 Critics\n"
TWO_PAGES = """Universal acclaim - based on 23 Critics

Critic score distribution:
  1. Positive: 23 out of 23

Mixed or average reviews - based on 7 Critics

Critic score distribution:
  1. Positive: 2 out of 7
"""


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "offset", "source_line"),
    [
        ("", "empty-page", 1, 1, 0, ""),
        ("\n\n  Fog over the pier\n", "no-review-section", 1, 1, 0, ""),
        ("  Fog over the pier", "no-review-section", 1, 3, 2, "  Fog over the pier"),
        ("\ufeffFog", "no-review-section", 1, 1, 1, "Fog"),
        (TWO_PAGES, "several-pages", 6, 1, 97, "Mixed or average reviews - based on 7 Critics"),
    ],
)
def test_an_error_says_what_and_where(
    text: str, code: str, line: int, column: int, offset: int, source_line: str
) -> None:
    """`line` and `column` count from 1, `offset` from 0 in the text as it was given."""
    with pytest.raises(ReviewParseError) as raised:
        parse(text)
    error = raised.value
    assert isinstance(error, ReviewError)
    assert isinstance(error, ValueError)
    place = (error.code, error.line, error.column, error.offset, error.source_line)
    assert place == (code, line, column, offset, source_line)
    assert text[error.offset :].startswith(error.source_line[error.column - 1 :])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_strict_stops_at_the_first_line_that_is_not_of_the_format(newline: str) -> None:
    """The error shows the line with a marker, and says what could have stood there."""
    text = newline.join(("\ufeffUniversal acclaim - based on 23 Critics", "", "  Watch On", "Trailers"))
    assert parse(text).unrecognized == (Line(3, "  Watch On"), Line(4, "Trailers"))
    with pytest.raises(ReviewParseError) as raised:
        parse(text, strict=True)
    error = raised.value
    assert (error.code, error.line, error.column) == ("unrecognized-line", 3, 3)
    assert text[error.offset :].startswith("Watch On")
    first, snippet, marker = str(error).split("\n")
    assert first.startswith("line 3, column 3: Unrecognized line; expected ")
    assert "score distribution" in first
    assert (snippet, marker) == ("    Watch On", "    ^")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_long_line_is_shown_in_part() -> None:
    """An error of a page that stands on one line does not show all of it."""
    with pytest.raises(ReviewParseError) as raised:
        parse("x" * 100_000)
    assert len(str(raised.value)) < 1_000
    assert len(raised.value.source_line) == 100_000


@pytest.mark.parametrize("wrong", [None, b"Metascore", bytearray(b"Metascore"), 7, ["Metascore"]])
def test_what_is_not_a_str_is_told_what_to_give(wrong: object) -> None:
    """Bytes and file names are common slips."""
    with pytest.raises(TypeError, match=rf"str, not {type(wrong).__name__}"):
        parse(wrong)  # type: ignore[arg-type]


def test_white_space_of_any_kind_is_text() -> None:
    """Tabs, NO-BREAK SPACE and LINE SEPARATOR inside a text are characters like others; around a line they go."""
    text = "User score distribution:\n  1. Oct 7, 2014\n    9\n    \u00a0Zwei\u2028Zeilen\tund\u00a0mehr.\u00a0\n"
    assert parse(text, strict=True).users.reviews[0].text == "Zwei\u2028Zeilen\tund\u00a0mehr."  # type: ignore[union-attr]


def test_a_page_in_the_middle_of_anything() -> None:
    """What stands around the sections is listed, and each line only once."""
    around = ["Menu", "  1. First Review", "", "• 10", "0 out of 10"]
    page = parse("\n".join((*around, VERDICT, *around)))
    assert page.critics is not None
    assert page.critics.count == 23
    assert [line.text for line in page.unrecognized] == [line for line in around + around if line]
    assert (page.first_line, page.last_line) == (1, 12)


def test_the_samples_are_of_layout_l1_and_strict_where_they_are_only_sections() -> None:
    """The page of all critics' reviews has nothing but what is of the format."""
    assert parse(read("blue-harbor"), strict=True).layout is Layout.L1
    assert parse(read("lantern-keepers")).unrecognized


def test_pages_follow_one_another() -> None:
    """A second distribution of a kind begins another page, with the scores and verdicts above it."""
    pages = list(parse_all(TWO_PAGES))
    assert [(page.first_line, page.last_line) for page in pages] == [(1, 5), (6, 9)]
    assert [page.critics.count for page in pages if page.critics] == [23, 7]


def test_a_form_feed_ends_a_page() -> None:
    """Also where the two pages could be one."""
    whole = f"{VERDICT}\f\n\n\f\nFog\n \f\r\nUser Score\n6.5\n"
    pages = list(parse_all(whole))
    assert [(page.first_line, len(page.sections)) for page in pages] == [(1, 1), (5, 0), (7, 1)]
    assert pages[1].unrecognized == (Line(5, "Fog"),)


def test_a_stream_is_read_as_it_comes() -> None:
    """A page is given as soon as enough of what follows it has been read."""
    page = read("blue-harbor") + "\f\n"
    asked = 0

    def pieces() -> Iterator[str]:
        nonlocal asked
        for _ in range(2_000):
            asked += 1
            yield page

    first = next(parse_all(pieces()))
    assert first.critics is not None
    assert asked < 2_000
    assert len(list(parse_all(StringIO(page * 3)))) == 3


@pytest.mark.parametrize("wrong", [None, b"Metascore", 7])
def test_what_is_not_text_is_no_stream(wrong: object) -> None:
    """`parse_all` tells at once, not at the first page that is asked for."""
    with pytest.raises(TypeError, match="str"):
        parse_all(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="str"):
        list(parse_all(iter([wrong])))  # type: ignore[arg-type]


def test_a_text_without_a_mark_is_refused_before_it_is_read() -> None:
    """A text that has nothing of what each page has is refused at once, without the work of reading it."""

    def reader(_: PageBuilder, text: str) -> int:
        raise AssertionError(f"this is read: {text}")

    with pytest.raises(ReviewParseError) as caught:
        read_page("Fog over the pier\n", False, reader)
    assert caught.value.code == "no-review-section"
