"""White space at the ends of lines says nothing: the golden pages are the same records with it.

Extractors print what a browser would not show: a blank behind a link's words, a no-break space that pads a cell.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from reviewparse import Helpful, ReviewPage, parse, parse_all

TEXTS = sorted((Path(__file__).parents[1] / "pages").glob("*/*.txt"))
ENDS = (" ", "\u00a0", " \u00a0  ")
AT_THE_LIMIT = {"later-reviews-of-long-lines"}
"""Pages with lines as long as a line can be, the blanks at its end among its letters."""

MARKDOWN = {"printed-by-html2text", "printed-by-markdownify"}
"""Pages in which two blanks at the end of a line break it."""


def read(text: str) -> list[ReviewPage]:
    """The pages of a text; the lines that are not understood without the blanks at their ends."""
    return [
        evolve(page, unrecognized=tuple(evolve(line, text=line.text.rstrip()) for line in page.unrecognized))
        for page in parse_all(text)
    ]


@pytest.mark.parametrize(
    "path",
    [path for path in TEXTS if path.stem not in AT_THE_LIMIT | MARKDOWN],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_white_space_at_the_ends_of_lines(path: Path) -> None:
    """Blanks of each kind behind each line of a page, and on its blank lines, change no record."""
    text = re.sub(r"[^\S\n\f]+$", "", path.read_bytes().decode("utf-8").replace("\r\n", "\n"), flags=re.MULTILINE)
    pages = read(text)
    for end in ENDS:
        assert read(re.sub(r"(?<!\f)\n", f"{end}\n", text)) == pages


BULLETS = "•+□*·◦‣▪○●–-"


@pytest.mark.parametrize("bullet", ["", *BULLETS])
@pytest.mark.parametrize("space", ["", " ", "\u00a0 "])
def test_bullets(bullet: str, space: str) -> None:
    """Links and votes below a review are the same with each bullet that an extractor prints, or with none."""
    mark = f"    {bullet}{space}"
    critics = (
        "Critic score distribution:\n  1. Positive: 3 out of 3\n"
        f"  1. The Dusty Reel\n    80\n{mark}Read full review\n"
        f"  2. Pier Weekly\n    Reviewed by: Ann Example\n    90\n    Slow.\n{mark}All this critic's reviews\n"
        f"{mark}All this publication's reviews\n  3. The fog is real.\n{mark}Read full review\n"
    )
    users = (
        "User score distribution:\n  1. Positive: 2 out of 2\n"
        f"  1. kimfog\n    Oct 7, 2014\n    9\n    I liked it.\n{mark}2 of 3 users found this helpful\n"
        f"{mark}All this user's reviews\n  2. walker\n    Oct 8, 2014\n    8\n{mark}0 of 1 users found this helpful\n"
    )
    of_critics, of_users = parse(critics, strict=True).critics, parse(users, strict=True).users
    assert of_critics
    assert [(review.publication, review.score, review.text) for review in of_critics.reviews] == [
        ("The Dusty Reel", 80, None), ("Pier Weekly", 90, "Slow."), (None, None, "The fog is real."),
    ]  # fmt: skip
    assert of_users
    assert [(review.score, review.text, review.helpful) for review in of_users.reviews] == [
        (9, "I liked it.", Helpful(2, 3)), (8, None, Helpful(0, 1)),
    ]  # fmt: skip
