"""The bands of verdicts and of classes, as the site explains them (docs/format.md), score by score."""

from __future__ import annotations

import pytest

from reviewparse.vocabulary import ReviewClass, Scale, Verdict, verdict_of

FILM, GAME = Scale.FILM_TV_MUSIC, Scale.GAME
POSITIVE, MIXED, NEGATIVE = ReviewClass

LOWEST = {FILM: (81, 61, 40, 20, 0), GAME: (90, 75, 50, 20, 0)}
"""The lowest Metascore of each verdict, the best first."""

CLASSES = {
    FILM: (
        {POSITIVE: (61, 100), MIXED: (40, 60), NEGATIVE: (0, 39)},
        {POSITIVE: (7, 10), MIXED: (4, 6), NEGATIVE: (0, 3)},
    ),
    GAME: (
        {POSITIVE: (75, 100), MIXED: (50, 74), NEGATIVE: (0, 49)},
        {POSITIVE: (8, 10), MIXED: (5, 7), NEGATIVE: (0, 4)},
    ),
}
"""The scores of each class, of critics and of users."""


@pytest.mark.parametrize("scale", Scale)
def test_the_verdict_of_each_score(scale: Scale) -> None:
    """Each Metascore from 0 to 100 has the one verdict whose lowest score it reaches; no other has one."""
    for score in range(101):
        assert verdict_of(score, scale) is list(Verdict)[sum(score < lowest for lowest in LOWEST[scale])]
    assert (verdict_of(-1, scale), verdict_of(101, scale)) == (None, None)


@pytest.mark.parametrize("scale", Scale)
def test_the_scores_of_each_class(scale: Scale) -> None:
    """The classes of critics' scores and of users' part their scales without a gap."""
    found = tuple({name: tuple(band) for name, band in bands.items()} for bands in (scale.critic, scale.user))
    assert found == CLASSES[scale]
