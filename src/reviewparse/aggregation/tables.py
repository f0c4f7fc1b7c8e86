"""The parts of a summary that add up: rows, counts and tables, each with `+`, each frozen and exact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from operator import add
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar

from attrs import astuple, field, frozen

from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = ["ClassCount", "CountTable", "NameTable", "Row", "RowTable", "fraction"]

K = TypeVar("K", bound="int | str")
V = TypeVar("V")
Figures: TypeAlias = tuple[int, ...]
"""The fields of a `Row` in their order: tables hold rows as plain tuples, which are made and added much faster."""


def fraction(numerator: int, denominator: int) -> Fraction | None:
    """The exact quotient, `None` of nothing.

    >>> fraction(1770, 23), fraction(0, 0)
    (Fraction(1770, 23), None)
    """
    from fractions import Fraction

    return Fraction(numerator, denominator) if denominator else None


@frozen
class ClassCount:
    """How many reviews are in one class, over all pages: as printed, and as `complete` knows it.

    `printed_pages` and `completed_pages` say on how many pages each of the two stands.

    >>> ClassCount(printed=21, printed_pages=1, completed=21, completed_pages=1) + ClassCount(0, 0, 2, 1)
    ClassCount(printed=21, printed_pages=1, completed=23, completed_pages=2)
    """

    printed: int = 0
    printed_pages: int = 0
    completed: int = 0
    completed_pages: int = 0

    def __add__(self, other: ClassCount) -> ClassCount:
        return ClassCount(
            self.printed + other.printed,
            self.printed_pages + other.printed_pages,
            self.completed + other.completed,
            self.completed_pages + other.completed_pages,
        )


@frozen
class Row:
    """The reviews of one author, publication, month or year.

    `reviews` is how many, `printed` how many of them print a score, and `sum` what these scores add up to.
    `positive`, `mixed` and `negative` are how many printed scores are in each class; where the kind is not known, a
    score is in one only if both tables put it there. `lead` and `pairs` compare with the others: over each pair of a
    review of this row and another review of the same page's section, both with a printed score, `lead` adds up the
    differences (own less other's) and `pairs` counts them.

    `missed` is 0 in an exact table; see `NameTable`.

    >>> row = Row(reviews=3, printed=2, sum=150, positive=1, mixed=1, lead=-30, pairs=4)
    >>> row.mean, row.mean_difference, row.share("mixed"), row.share("negative")
    (Fraction(75, 1), Fraction(-15, 2), Fraction(1, 2), Fraction(0, 1))
    """

    reviews: int = 0
    printed: int = 0
    sum: int = 0
    positive: int = 0
    mixed: int = 0
    negative: int = 0
    lead: int = 0
    pairs: int = 0
    missed: int = 0

    @property
    def mean(self) -> Fraction | None:
        """The mean of the printed scores, `None` where there is none."""
        return fraction(self.sum, self.printed)

    @property
    def mean_difference(self) -> Fraction | None:
        """The mean of (own score - another's score on the same page) over all such pairs; `None` without any."""
        return fraction(self.lead, self.pairs)

    @property
    def unclear(self) -> int:
        """How many printed scores are in a class that depends on the kind, which is not known."""
        return self.printed - self.positive - self.mixed - self.negative

    def share(self, review_class: ReviewClass | str) -> Fraction | None:
        """The part of the printed scores that is in this class (0 to 1), `None` where no score is printed.

        Raises `ValueError` for a string that is not a `ReviewClass`.
        """
        return fraction(getattr(self, ReviewClass(review_class)), self.printed)

    @property
    def figures(self) -> Figures:
        """All fields in their order."""
        return astuple(self)


REVIEWS, MISSED = 0, 8
"""Where these fields stand in a row's figures."""


@frozen(repr=False)
class SortedTable(Mapping[K, V], Generic[K, V]):
    """A frozen, hashable mapping in the order of its keys, made by `of`. Adding two adds key by key."""

    pairs: tuple[tuple[K, Any], ...] = ()

    @classmethod
    def of(cls, mapping: Mapping[K, Any]) -> Self:
        """The table of a mapping's items."""
        return cls(tuple(sorted(mapping.items())))  # keys differ, so values are never compared

    def __iter__(self) -> Iterator[K]:
        return (key for key, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self)})"

    def _find(self, key: K) -> Any:
        place = bisect_left(self.pairs, key, key=_key)
        if place == len(self.pairs) or self.pairs[place][0] != key:
            raise KeyError(key)
        return self.pairs[place][1]


def _key(pair: tuple[K, Any]) -> K:
    return pair[0]


@frozen(repr=False)
class CountTable(SortedTable[K, int]):
    """A frozen mapping from scores or names to how many there are.

    >>> table = CountTable.of({90: 1, 60: 2}) + CountTable.of({90: 4})
    >>> table, table[90], table.get(50, 0)
    (CountTable({60: 2, 90: 5}), 5, 0)
    """

    def __getitem__(self, key: K) -> int:
        count: int = self._find(key)
        return count

    def __add__(self, other: CountTable[K]) -> CountTable[K]:
        merged = dict(self.pairs)
        for key, count in other.pairs:
            merged[key] = merged.get(key, 0) + count
        return CountTable.of(merged)


@frozen(repr=False)
class RowTable(SortedTable[K, Row]):
    """A frozen mapping from names, months or years to rows. `pairs` holds each row as a tuple of its fields.

    >>> table = RowTable.of({2012: (3, 2, 150, 1, 1, 0, 0, 0, 0)})
    >>> (table + table)[2012].reviews
    6
    """

    def __getitem__(self, key: K) -> Row:
        return Row(*self._find(key))

    def __add__(self, other: RowTable[K]) -> RowTable[K]:
        return RowTable.of(add_rows([*self.pairs, *other.pairs]))


def add_row(rows: dict[K, Figures], key: K, row: Figures) -> None:
    """Add a row to that of its key, if there is one. Each figure is named here, which is twice as quick as a loop."""
    mine = rows.get(key)
    if mine is not None:
        a1, a2, a3, a4, a5, a6, a7, a8, a9 = mine
        b1, b2, b3, b4, b5, b6, b7, b8, b9 = row
        row = (a1 + b1, a2 + b2, a3 + b3, a4 + b4, a5 + b5, a6 + b6, a7 + b7, a8 + b8, a9 + b9)
    rows[key] = row


def add_rows(pairs: Iterable[tuple[K, Figures]]) -> dict[K, Figures]:
    """The rows of each key, added up."""
    merged: dict[K, Figures] = {}
    for key, row in pairs:
        add_row(merged, key, row)
    return merged


@frozen(repr=False)
class NameTable(Mapping[str, Row]):
    """A row for each name, or, where `top` is set, for at most that many names that have the most reviews.

    Without `top` it is exact. With it, rows are given up on the way, so it is a Misra-Gries summary, and says how far
    it may be off:

    - What a row counts is so. A name may have up to the row's `missed` reviews more; where that is 0, the row is exact.
    - A name without a row has at most `error` reviews, and `error` is at most (reviews with a name) / (`top` + 1).
    - `rest` adds up all reviews that are in no row: rows and rest together are exact.

    Adding two keeps all three, in either order; the smaller `top` holds for the sum.

    >>> ann, bo, cy = (Row(reviews=count).figures for count in (5, 2, 1))
    >>> table = NameTable.of({"Ann Lee": ann, "Bo Dahl": bo, "Cy Orr": cy}, top=1)
    >>> table["Ann Lee"].reviews, table.error, table.rest.reviews
    (5, 2, 3)
    >>> table += NameTable.of({"Bo Dahl": Row(reviews=9).figures})
    >>> table["Bo Dahl"].reviews, table["Bo Dahl"].missed, table.error, table.rest.reviews
    (9, 2, 5, 8)
    """

    rows: RowTable[str] = field(factory=RowTable)
    top: int | None = None
    error: int = 0
    rest: Row = field(factory=Row)

    @classmethod
    def of(cls, rows: Mapping[str, Figures], top: int | None = None, error: int = 0, rest: Row = Row()) -> NameTable:
        """The table of these rows, less those that `top` leaves no room for."""
        if top is None or len(rows) <= top:
            return cls(RowTable.of(rows), top, error, rest)
        # What a name can have at most decides: to give up the rows from there on costs the fewest reviews.
        ranked = sorted(
            rows.items(), key=lambda item: (-item[1][REVIEWS] - item[1][MISSED], -item[1][REVIEWS], item[0])
        )
        given_up = [row for _, row in ranked[top:]]
        error = given_up[0][REVIEWS] + given_up[0][MISSED]
        sums = [sum(column) for column in zip(rest.figures, *given_up, strict=True)]
        return cls(RowTable.of(dict(ranked[:top])), top, error, Row(*sums[:MISSED]))

    def __getitem__(self, name: str) -> Row:
        return self.rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __add__(self, other: NameTable) -> NameTable:
        if other == _EMPTY:
            return self
        if self == _EMPTY:
            return other
        pairs = [*self.rows.pairs, *other.rows.pairs]
        # Of a name that has no row, a table may have given up as many reviews as its error says.
        for table, rows in ((self, other.rows), (other, self.rows)):
            if table.error:
                known = dict(table.rows.pairs)
                pairs += [(name, Row(missed=table.error).figures) for name in rows if name not in known]
        tops = [top for top in (self.top, other.top) if top is not None]
        rest = Row(*map(add, self.rest.figures, other.rest.figures))
        return NameTable.of(add_rows(pairs), min(tops, default=None), self.error + other.error, rest)

    def __repr__(self) -> str:
        bounds = "" if self.top is None else f", top={self.top}, error={self.error}, rest={self.rest}"
        return f"NameTable({dict(self)}{bounds})"


_EMPTY = NameTable()
