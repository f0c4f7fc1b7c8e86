"""What the strings of fields become."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest

from reviewparse import Citation
from reviewparse.lines import CHUNK
from reviewparse.values import citation_of, text_of, without_excerpt


@pytest.mark.parametrize(
    ("printed", "date", "page"),
    [
        ("12 June 1997, p. B5", dt.date(1997, 6, 12), "B5"),
        ("12 Sep. 2003, p. B5", dt.date(2003, 9, 12), "B5"),
        ("12 Sep. 2003", dt.date(2003, 9, 12), None),
        ("12 sep. 2003", None, None),
        ("Sep 12, 2003, p. B5", dt.date(2003, 9, 12), "B5"),
        ("September 12, 2003", dt.date(2003, 9, 12), None),
        ("June 31, 2003", None, None),
        ("May 2003, p.121", None, "121"),
        ("p. 7", None, "7"),
        ("31 June 2003, p. 7", None, "7"),
        ("Spring 2003", None, None),
        ("p.", None, None),
    ],
)
def test_citations(printed: str, date: dt.date | None, page: str | None) -> None:
    """A print source has the date and the page that stand in it, and nothing that only looks like one."""
    assert citation_of(f" [{printed}]") == Citation(printed, date, page)


@pytest.mark.parametrize("between", ["", " ", "\n"])
@pytest.mark.parametrize("space", [" ", "  ", "\n"])
def test_a_head_that_is_printed_twice_is_cut_whatever_white_space_it_has(between: str, space: str) -> None:
    """What stays is the second copy, as it is printed."""
    head = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."
    again = head.replace(" ", space, 3) + " Then it did."
    assert without_excerpt(head + between + again) == again


@pytest.mark.parametrize("lines", [2, CHUNK])
def test_the_lines_of_a_text_lose_the_white_space_around_them(lines: int) -> None:
    """However long a text is, its lines and the blank ones between its paragraphs stay."""
    assert text_of("\n" + "    The fog. \n  \n" * lines) == "\n\n".join(["The fog."] * lines)


SAID: Final = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."


@pytest.mark.parametrize("between", ["", " ", "\n", "\n\n"])
@pytest.mark.parametrize("behind", ["", " Then it did."])
@pytest.mark.parametrize("times", [2, 3, 10])
@pytest.mark.parametrize("cut", [41, 60, 78 + 60])
def test_the_head_of_a_text_that_says_something_again_and_again_is_cut(
    between: str, behind: str, times: int, cut: int
) -> None:
    """Its head ends within a sentence, so it is told from what the writer repeats."""
    whole = between.join([SAID] * times) + behind
    head = " ".join(whole.split())[:cut].rstrip()
    assert without_excerpt(head + whole) == whole


@pytest.mark.parametrize("times", [3, 4, 10])
def test_a_text_that_is_nothing_but_repeats_stays(times: int) -> None:
    """No head can be told from what the writer repeats."""
    for between in ("", " ", "\n"):
        text = between.join([SAID] * times)
        assert without_excerpt(text) == text
