"""Lists of reviews that no record holds: where they stand above all sections."""

from __future__ import annotations

import pytest

from reviewparse import parse, validate

HEAD = "Universal acclaim - based on 4 Critics\n\nCritic score distribution:\n  1. Positive: 4 out of 4\n"
REVIEW = "  1. Reviewed by: Ann Example\n    90\n    Slow, and worth it.\n"


@pytest.mark.parametrize(
    ("above", "line", "count"),
    [
        ("  1. Dec 31, 2010\n    The fog never lifts.\n  2. Jan 3, 2011\n    A long season.\n", 2, 4),
        ("Watch On\n  1. Mar 6, 1999\n    The lamps go out.\n", 3, 2),
        ("Watch On\n    • All this publication's reviews\nWatch On\n", 3, 2),
    ],
)
def test_a_list_above_the_first_head_is_noted(above: str, line: int, count: int) -> None:
    """Nothing tells whose it is, so it is listed, but not without a word."""
    page = parse(f"Blue Harbor Image\n{above}{HEAD}{REVIEW}")
    were = "lines inside the review list were"
    said = f"{count} {were} not understood (critics, from line {line} on)."
    found = [(each.line, each.message) for each in validate(page) if each.code == "lines-not-understood"]
    assert found == [(line, said)]
    assert page.health.status == "partial"


@pytest.mark.parametrize(
    "above",
    [
        "  • Release Date: Mar 6, 2018\n  • Summary: A film of 1999, and of 2010.\n",
        "  1. Home\n  2. Movies\n",
        "  1. Published: June 8, 2011\n    The best of the summer, 2011.\n",
        "",
    ],
)
def test_other_lines_above_the_first_head_are_not_noted(above: str) -> None:
    assert validate(parse(f"Blue Harbor Image\n{above}{HEAD}{REVIEW}")) == ()
