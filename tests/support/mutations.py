"""Texts that are nearly pages: what a strategy of texts does to a text."""

from __future__ import annotations

from hypothesis import strategies as st

from reviewparse.strategies.words import AWKWARD

PIECES = (
    *AWKWARD,
    "", " ", "    ", "   ", "\f", "\u00a0", "\x85", "Score distribution:", "User score distribution:", "  1. ",
    "  2. 88", "  2. The fog",
    "    1. a", "    3. Oct 7, 2014", "       Dec 3, 2013", "    90", "    Expand", "    … Expand", "METASCORE",
    "USER SCORE",
    "CRITIC REVIEWS", "USER REVIEWS", "VOTE NOW", "0 1 2 3 4 5 6 7 8 9 10", "8.6", "10", "100", "Lone ReelKim Fog",
    "walkerJan 3, 2015", "Lone Reel\tKim Fog\tDec 1, 2013", "3 of 4 users found this helpful12", "SEE ALL 46 REVIEWS",
    "See All", "WRITE A REVIEW", "No reviews yet.", "Positive:", "42", "  1. Positive: 1,007 out of 1102",
    "  2. Mixed: 2 out of",
    "No score yet - based on 0 Critics Awaiting 4 more reviews What's this?",
    "No user score yet- Be the first to review!",
    "Director: Kim Fog", "Record Label: Pier", "Log in to finish rating Fog",
    "This review contains spoilers, click expand to view.",
    "    Mixed or average reviews- based on 31 Ratings       2", "Universal acclaim", "based on 46 Critics", "  12.",
    "    3.",
    "A fine film. Read full review", "Critic Reviews", "User Reviews", "Write a Review", "See all 13 Critic Reviews",
)  # fmt: skip
"""Lines and pieces of lines of the format."""


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """The text with some of its lines cut, doubled, moved, indented or replaced, and pieces of the format thrown in."""
    lines = text.split("\n")
    piece = st.sampled_from(PIECES) | st.text(max_size=8)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(lines) - 1)))
        here = lines[place] if lines else ""
        match draw(st.integers(0, 7)):
            case 0:
                lines[place : place + 1] = []
            case 1:
                lines.insert(place, here)
            case 2:
                lines.insert(place, draw(piece))
            case 3:
                lines[place : place + 1] = [here + draw(piece)]
            case 4:
                lines[place : place + 1] = [" " * draw(st.integers(0, 8)) + here.lstrip()]
            case 5:
                lines.insert(draw(st.integers(0, len(lines))), here)
            case 6:
                cut = draw(st.integers(0, len(here)))
                lines[place : place + 1] = [here[:cut], here[cut:]]
            case _:
                lines[place : place + 1] = [draw(piece) + here]
    return "\n".join(lines)
