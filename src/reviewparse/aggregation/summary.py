"""What many pages say together, as a frozen record that adds up exactly.

Every field is an int or a table of ints, and two summaries are added field by field, so neither the split of the pages
nor the order of the parts matters. Means are computed on access, as exact fractions.
"""

from __future__ import annotations

from functools import reduce
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import attrs
from attrs import field, frozen

from reviewparse.aggregation.tables import ClassCount, CountTable, NameTable, RowTable, add_rows, fraction
from reviewparse.errors import not_taken

if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Self

__all__ = ["CriticSummary", "SectionSummary", "Summary", "UserSummary"]

R = TypeVar("R")


def _none_of(*names: str) -> CountTable[str]:
    return CountTable.of(dict.fromkeys(names, 0))


_SECTION_FIELDS = _none_of("score", "verdict", "count", "positive", "mixed", "negative", "total")
_CRITIC_FIELDS = _none_of("publication", "author", "date", "score", "text", "citation")
_USER_FIELDS = _none_of("author", "date", "score", "text", "helpful")


@frozen
class SectionSummary:
    """What is known of all critics or of all users: the fields that both have. All are ints, or tables of ints.

    - `pages`: how many sections there were, one a page; `reviews`: how many reviews they list.
    - `scores`: how many reviews print each score; `off_scale`: how many print a number that no score can be, and so
      counts as none (`validate` reports it).
    - `low_sum`, `high_sum`: the lowest and the highest that the scores of all listed reviews can add up to.
    - `positive`, `mixed`, `negative`, `total`: the distributions' counts, as printed and as completed.
    - `missing_on_pages`: how many sections do not print a field of the section.
    - `by_author`, `by_month`: a row for each; months are written `2012-11`.

    >>> CriticSummary(scores=CountTable.of({60: 2, 90: 1})).printed
    3
    """

    pages: int = 0
    reviews: int = 0
    scores: CountTable[int] = field(factory=CountTable)
    off_scale: int = 0
    low_sum: int = 0
    high_sum: int = 0
    positive: ClassCount = field(factory=ClassCount)
    mixed: ClassCount = field(factory=ClassCount)
    negative: ClassCount = field(factory=ClassCount)
    total: ClassCount = field(factory=ClassCount)
    missing_on_pages: CountTable[str] = _SECTION_FIELDS
    by_author: NameTable = field(factory=NameTable)
    by_month: RowTable[str] = field(factory=RowTable)

    BINS: ClassVar[range]
    """Where each part of the histogram begins."""

    @property
    def printed(self) -> int:
        """How many reviews print their score."""
        return sum(self.scores.values())

    @property
    def sum(self) -> int:
        """What the printed scores add up to."""
        return sum(score * count for score, count in self.scores.pairs)

    @property
    def minimum(self) -> int | None:
        """The lowest printed score, `None` where there is none."""
        return min(self.scores, default=None)

    @property
    def maximum(self) -> int | None:
        """The highest printed score, `None` where there is none."""
        return max(self.scores, default=None)

    @property
    def mean(self) -> Fraction | None:
        """The mean of the printed scores, `None` where there is none. It is not the Metascore, which is weighted."""
        return fraction(self.sum, self.printed)

    @property
    def mean_bounds(self) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest mean that all listed reviews can have, `None` where none is listed.

        Both are reached by some scores that agree with all pages; see `score_bounds`.
        """
        low, high = fraction(self.low_sum, self.reviews), fraction(self.high_sum, self.reviews)
        return None if low is None or high is None else (low, high)

    @property
    def median(self) -> Fraction | None:
        """The median of the printed scores (of an even number, the mean of the middle two), `None` without any."""
        printed = self.printed
        if not printed:
            return None
        ends = list(zip(accumulate(self.scores.values()), self.scores, strict=True))
        middle = [next(score for end, score in ends if end > place) for place in ((printed - 1) // 2, printed // 2)]
        return fraction(sum(middle), 2)

    @property
    def histogram(self) -> CountTable[int]:
        """How many printed scores are in each part of the scale, by the part's lowest score.

        Critics: by ten, and 100 is in the last part, 90-100. Users: by one.
        """
        counts = dict.fromkeys(self.BINS, 0)
        for score, count in self.scores.pairs:
            counts[min(score // self.BINS.step * self.BINS.step, self.BINS[-1])] += count
        return CountTable.of(counts)

    @property
    def by_year(self) -> RowTable[int]:
        """A row for each year: its months together."""
        return RowTable.of(add_rows((int(month.partition("-")[0]), row) for month, row in self.by_month.pairs))

    def __add__(self, other: Self) -> Self:
        return _added(self, other)


@frozen
class CriticSummary(SectionSummary):
    """What is known of all critics; see `SectionSummary`. Scores are 0-100.

    `by_publication` has a row for each publication; `missing` is how many reviews do not print a field.

    >>> CriticSummary(scores=CountTable.of({60: 2, 90: 2})).mean
    Fraction(75, 1)
    """

    by_publication: NameTable = field(factory=NameTable)
    missing: CountTable[str] = _CRITIC_FIELDS

    BINS = range(0, 100, 10)


@frozen
class UserSummary(SectionSummary):
    """What is known of all users; see `SectionSummary`. Scores are 0-10.

    `missing` is how many reviews do not print a field.

    >>> UserSummary(scores=CountTable.of({6: 1, 9: 1})).median
    Fraction(15, 2)
    """

    missing: CountTable[str] = _USER_FIELDS

    BINS = range(11)


@frozen
class Summary:
    """What many pages say together: how many `pages`, and what is known of the `critics` and of the `users`.

    `+`, `merge` and `sum` add summaries exactly: in any order, however the pages were split, with `Summary()` as the
    one that changes nothing. Tables that `top` bounds keep to what `NameTable` says, and all other fields are exact.

    `to_dict` and `from_dict` convert it to JSON and back, without computed values (means, medians, years).

    >>> sum([Summary(pages=2), Summary(pages=1)]) == Summary(pages=3)
    True
    """

    pages: int = 0
    critics: CriticSummary = field(factory=CriticSummary)
    users: UserSummary = field(factory=UserSummary)

    def merge(self, *others: Summary) -> Summary:
        """This summary and the others, as one. Raises `TypeError` for anything but a `Summary`.

        >>> Summary(pages=1).merge(Summary(pages=1), Summary(pages=1)).pages
        3
        """
        for other in others:
            if not isinstance(other, Summary):
                raise not_taken("merge", "summaries", other, "aggregate the pages first")
        return reduce(add, others, self)

    def __repr__(self) -> str:
        """The summary on one line; each side and table has a `repr` of its own."""
        try:
            sides = f"critics {_in_short(self.critics)}; users {_in_short(self.users)}"
            return f"<Summary of {self.pages:,} page{'s' * (self.pages != 1)}: {sides}>"
        except (AttributeError, ArithmeticError, TypeError, ValueError):
            return "<Summary of values that cannot be>"  # built by hand

    def __add__(self, other: Summary) -> Summary:
        return _added(self, other)

    def __radd__(self, other: int) -> Summary:
        """`sum` begins with 0."""
        return self if other == 0 else NotImplemented


def _added(mine: R, other: R) -> R:
    """Two records of one class, added field by field."""
    if type(mine) is not type(other):
        return NotImplemented  # type: ignore[no-any-return]
    sums = {name: getattr(mine, name) + getattr(other, name) for name in _names(mine)}
    return type(mine)(**sums)


def _in_short(side: SectionSummary) -> str:
    mean = "" if side.mean is None else f", mean {float(side.mean):.2f}"
    return f"{side.reviews:,} reviews, {side.printed:,} scores{mean}"


def _names(record: Any) -> list[str]:
    return [item.name for item in attrs.fields(type(record))]
