"""White space at the ends of lines says nothing: the golden pages are the same records with it.

Extractors print what a browser would not show: a blank behind a link's words, a no-break space that pads a cell.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve

from reviewparse import ReviewPage, parse_all

TEXTS = sorted((Path(__file__).parent / "pages").glob("*/*.txt"))
ENDS = (" ", "\u00a0", " \u00a0  ")
AT_THE_LIMIT = {"later-reviews-of-long-lines"}
"""Pages with lines as long as a line can be, the blanks at its end among its letters."""


def read(text: str) -> list[ReviewPage]:
    """The pages of a text; the lines that are not understood without the blanks at their ends."""
    return [
        evolve(page, unrecognized=tuple(evolve(line, text=line.text.rstrip()) for line in page.unrecognized))
        for page in parse_all(text)
    ]


@pytest.mark.parametrize(
    "path",
    [path for path in TEXTS if path.stem not in AT_THE_LIMIT],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_white_space_at_the_ends_of_lines(path: Path) -> None:
    """Blanks of each kind behind each line of a page, and on its blank lines, change no record."""
    text = re.sub(r"[^\S\n\f]+$", "", path.read_bytes().decode("utf-8").replace("\r\n", "\n"), flags=re.MULTILINE)
    pages = read(text)
    for end in ENDS:
        assert read(re.sub(r"(?<!\f)(?<!Read full review)\n", f"{end}\n", text)) == pages
