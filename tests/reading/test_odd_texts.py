"""Names and texts that look like something else are read as what their place says, or listed."""

from __future__ import annotations

from reviewparse import parse, validate

CRITICS = "Critic score distribution:\n  1. Positive: 2 out of 9\n"


# --- layout L1 -------------------------------------------------------------------------------------------------------


def test_a_second_paragraph_of_a_critic_is_told() -> None:
    """A critic's text is one paragraph: a second one, which no gap in the numbers explains, is a problem."""
    items = "  1. A slow film.\n  2. The fog is thick.\n    The lamps burn low, and nobody is in any hurry.\n"
    assert "lines-not-understood" in {problem.code for problem in validate(parse(CRITICS + items))}
    apart = parse(CRITICS + items + "  4. A fine pier.\n")
    assert "lines-not-understood" not in {problem.code for problem in validate(apart)}
    assert apart.critics is not None
    assert [review.number for review in apart.critics.reviews] == [1, 2, 3, 4]
