"""What the strings of fields become."""

from __future__ import annotations

import datetime as dt

import pytest

from reviewparse import Citation
from reviewparse.lines import CHUNK
from reviewparse.values import citation_of, text_of, without_head


@pytest.mark.parametrize(
    ("printed", "date", "page"),
    [
        ("12 June 1997, p. B5", dt.date(1997, 6, 12), "B5"),
        ("12 Sep. 2003, p. B5", dt.date(2003, 9, 12), "B5"),
        ("12 Sep. 2003", dt.date(2003, 9, 12), None),
        ("12 sep. 2003", None, None),
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
    assert without_head(head + between + again) == again


@pytest.mark.parametrize("lines", [2, CHUNK])
def test_the_lines_of_a_text_lose_the_white_space_around_them(lines: int) -> None:
    """However long a text is, its lines and the blank ones between its paragraphs stay."""
    assert text_of("\n" + "    The fog. \n  \n" * lines) == "\n\n".join(["The fog."] * lines)
