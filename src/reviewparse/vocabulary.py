"""The fixed words and numbers of the field, each table once.

Source of the bands and class limits: the aggregator's own "How We Create the Metascore Magic" page, which prints one
table for films, TV and music and another for games.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final, NamedTuple

__all__ = [
    "KIND_WORDS",
    "L1",
    "L2",
    "L3",
    "MONTHS",
    "Badge",
    "Kind",
    "Layout",
    "ReviewClass",
    "Scale",
    "Verdict",
    "classify",
    "scales",
    "verdict_of",
]


MONTHS: Final = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
"""The months as a page prints them."""


class Verdict(StrEnum):
    """What the page says of a score; `str()` is the wording of layouts L1 and L2.

    >>> str(Verdict.UNIVERSAL_ACCLAIM)
    'Universal acclaim'
    """

    UNIVERSAL_ACCLAIM = "Universal acclaim"
    GENERALLY_FAVORABLE = "Generally favorable reviews"
    MIXED_OR_AVERAGE = "Mixed or average reviews"
    GENERALLY_UNFAVORABLE = "Generally unfavorable reviews"
    OVERWHELMING_DISLIKE = "Overwhelming dislike"


class Kind(StrEnum):
    """What a page reviews. Functions also accept the plain strings.

    >>> Kind("game") == "game"
    True
    """

    MOVIE = "movie"
    TV = "tv"
    MUSIC = "music"
    GAME = "game"


KIND_WORDS: Final = {
    "film": Kind.MOVIE,
    "movies": Kind.MOVIE,
    "series": Kind.TV,
    "show": Kind.TV,
    "television": Kind.TV,
    "album": Kind.MUSIC,
    "games": Kind.GAME,
    "videogame": Kind.GAME,
}
"""Other words for a kind, by which an error says which one is meant. They are not accepted in its place."""


class Layout(StrEnum):
    """The layout of a page.

    `L1`: pages from August 2010 to September 2023, of films until 2017. `L2`: pages of films from 2017 to September
    2023. `L3`: all pages since September 2023.

    >>> [str(layout) for layout in Layout]
    ['L1', 'L2', 'L3']
    """

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


L1: Final = Layout.L1
L2: Final = Layout.L2
L3: Final = Layout.L3
"""The layouts, for code that runs for each block: Python 3.11 calls a function where a member is named."""


class Badge(StrEnum):
    """The mark that the site gives to what critics praise most, as printed below the Metascore (layout L3).

    >>> str(Badge.MUST_PLAY)
    'must-play'
    """

    MUST_PLAY = "must-play"
    MUST_SEE = "must-see"
    MUST_WATCH = "must-watch"


class ReviewClass(StrEnum):
    """The three classes that a score distribution counts, best first.

    >>> [str(c) for c in ReviewClass]
    ['positive', 'mixed', 'negative']
    """

    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"


class Band(NamedTuple):
    """The scores from `low` to `high`, both included, in the unit of the scores they bound."""

    low: int
    high: int

    def __contains__(self, score: object) -> bool:
        return isinstance(score, int) and self.low <= score <= self.high


class Scale(Enum):
    """One of the two tables: what a Metascore (0-100) is called, and which class one review's score is in.

    `verdicts` bounds the Metascore of a page; a User Score has the same bands, divided by ten. `critic` bounds one
    critic's score (0-100), `user` one user's (0-10).
    """

    __hash__ = object.__hash__  # that of `Enum` is written in Python, and the tables below are looked up often

    FILM_TV_MUSIC = "film, TV, music"
    GAME = "game"

    @property
    def verdicts(self) -> dict[Verdict, Band]:
        """The Metascore band of each verdict."""
        return _VERDICTS[self]

    @property
    def critic(self) -> dict[ReviewClass, Band]:
        """The scores (0-100) of each class of critic review."""
        return _CRITIC[self]

    @property
    def user(self) -> dict[ReviewClass, Band]:
        """The scores (0-10) of each class of user review."""
        return _USER[self]


def _bands(best: int, *lows: int) -> list[Band]:
    """Adjoining bands from `best` down: one for each lower bound."""
    highs = (best, *(low - 1 for low in lows[:-1]))
    return [Band(low, high) for low, high in zip(lows, highs, strict=True)]


_SCALES: Final = tuple(Scale)
_VERDICTS: Final = {
    Scale.FILM_TV_MUSIC: dict(zip(Verdict, _bands(100, 81, 61, 40, 20, 0), strict=True)),
    Scale.GAME: dict(zip(Verdict, _bands(100, 90, 75, 50, 20, 0), strict=True)),
}
_CRITIC: Final = {
    Scale.FILM_TV_MUSIC: dict(zip(ReviewClass, _bands(100, 61, 40, 0), strict=True)),
    Scale.GAME: dict(zip(ReviewClass, _bands(100, 75, 50, 0), strict=True)),
}
_USER: Final = {
    Scale.FILM_TV_MUSIC: dict(zip(ReviewClass, _bands(10, 7, 4, 0), strict=True)),
    Scale.GAME: dict(zip(ReviewClass, _bands(10, 8, 5, 0), strict=True)),
}


def scales(kind: Kind | str | None) -> tuple[Scale, ...]:
    """The tables that can hold for a page of this kind: one, or both where the kind is not known.

    Raises `ValueError` for a string that is not a `Kind`.

    >>> scales("game")
    (<Scale.GAME: 'game'>,)
    >>> len(scales(None))
    2
    """
    if kind is None:
        return _SCALES
    return (Scale.GAME,) if Kind(kind) is Kind.GAME else (Scale.FILM_TV_MUSIC,)


def verdict_of(metascore: int, scale: Scale) -> Verdict | None:
    """The verdict whose band holds this Metascore (0-100; of a User Score, ten times it), `None` outside of 0-100.

    >>> verdict_of(85, Scale.GAME)
    <Verdict.GENERALLY_FAVORABLE: 'Generally favorable reviews'>
    """
    return next((verdict for verdict, band in scale.verdicts.items() if metascore in band), None)


def classify(score: int, bands: dict[ReviewClass, Band]) -> ReviewClass | None:
    """The class whose band holds this score, `None` where none does.

    >>> str(classify(7, Scale.FILM_TV_MUSIC.user))
    'positive'
    """
    return next((name for name, band in bands.items() if score in band), None)
