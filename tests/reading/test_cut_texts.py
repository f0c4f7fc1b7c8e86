"""A text that was cut: its last line is no text of a review where it begins as a line of the format does."""

from __future__ import annotations

import pytest

from reviewparse import parse

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LINES = [
    *(f"{name}: 1,204 out of" for name in ("Positive", "Mixed", "Negative")),
    *(f"{name} 28, 201" for name in MONTHS),
    "Reviewed by",
    "This review contains spoilers, click expand to view",
]
"""Lines of the format, but for their ends."""


@pytest.mark.parametrize("line", LINES)
def test_beginnings_of_a_line_are_listed(line: str) -> None:
    """Wherever such a line was cut, it is listed, and the review above it is whole."""
    shortest = len("This revi") if line.startswith("This") else 1  # "This" begins many a sentence
    for end in range(shortest, len(line) + 1):
        last = f"    {line[:end]}".rstrip()
        page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n{last}")
        assert page.critics is not None
        assert [review.text for review in page.critics.reviews] == ["Slow, and worth it."], last
        assert [(found.number, found.text) for found in page.unrecognized] == [(3, last)]


@pytest.mark.parametrize("line", ["Posh.", "Maybe.", "Decades.", "Rewarding.", "This reviewer slept.", "Oct 7, 2014."])
def test_a_sentence_is_a_text(line: str) -> None:
    """A last line that only shares letters with one of the format is text."""
    page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n    {line}")
    assert page.critics is not None
    assert [review.text for review in page.critics.reviews] == [f"Slow, and worth it.\n{line}"]
    assert page.unrecognized == ()


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("publication", "The Dusty Reel\n    "), ("author", "Reviewed by: Ann Example\n    "),
        ("date", "Oct 7, 2014\n    "), ("score", "80\n    "),
    ],
)  # fmt: skip
def test_a_review_of_which_only_the_text_was_cut_is_kept(name: str, head: str) -> None:
    """Where the last line is no text, the review is kept for what else is known of it."""
    page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n  2. {head}Dec 1")
    assert page.critics is not None
    assert [review.text for review in page.critics.reviews] == ["Slow, and worth it.", None]
    assert getattr(page.critics.reviews[1], name) is not None


@pytest.mark.parametrize("below", ["", "\n", "\n\n", "\n  \n\t\n", "\n\u3000\n"])
def test_blank_lines_below_a_line_that_was_cut_are_in_no_list(below: str) -> None:
    """The line has its own number and the white space at its end, however many blank lines the text ends in."""
    page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n  2. Dec 1 {below}")
    assert [(line.number, line.text) for line in page.unrecognized] == [(3, "  2. Dec 1 ")]
