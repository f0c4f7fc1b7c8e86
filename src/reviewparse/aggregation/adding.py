"""Pages added up, one by one, in memory that does not grow with the number of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from reviewparse.aggregation.summary import CriticSummary, SectionSummary, Summary, UserSummary
from reviewparse.aggregation.tables import ClassCount, CountTable, Figures, NameTable, Row, RowTable, add_row
from reviewparse.declared import check_is_page
from reviewparse.errors import WRONG_TYPE, holds_wrong_type
from reviewparse.inference import complete, limits, printed_scores, sum_bounds
from reviewparse.records import CriticSection, Distribution, Review, ReviewPage, Section
from reviewparse.vocabulary import Kind

__all__ = ["BATCH", "added_up"]

K = TypeVar("K", bound="int | str")
S = TypeVar("S", bound=SectionSummary)

BATCH = 1024
"""How many new names a bounded table takes in before it is cut down, so that cutting costs little per review."""


def added_up(
    pages: Iterable[ReviewPage],
    *,
    kind: Kind | str | None = None,
    ordered: bool = False,
    top: int | None = None,
    fold: Callable[[str], str] | None = None,
) -> Summary:
    """The summary of these pages; `fold` makes one of the names that are to be counted as one. See `aggregate`."""
    critics = _Side(CriticSummary, ("author", "publication"), ("text", "citation"), top)
    users = _Side(UserSummary, ("author",), ("text", "helpful"), top)
    count = 0
    for page in pages:
        check_is_page("aggregate", page)
        count += 1
        page_kind = page.kind if kind is None else kind
        try:
            for section in page.sections:
                if isinstance(section, CriticSection):
                    critics.add(section, page_kind, ordered, fold)
                else:
                    users.add(section, page_kind, False, fold)
        except WRONG_TYPE as error:
            raise holds_wrong_type(error, f"Page {count}") from error
    try:
        return Summary(count, critics.freeze(), users.freeze())
    except WRONG_TYPE as error:
        raise holds_wrong_type(error, "A page") from error


class _Names:
    """A `NameTable` while it grows: the rows of a batch of names, and the table of what went before."""

    def __init__(self, top: int | None) -> None:
        self.top = top
        self.limit = None if top is None else max(top, BATCH)
        self.table = NameTable()
        self.rows: dict[str, Figures] = {}

    def cut(self) -> None:
        """Keep within the bound. Called once a page."""
        if self.limit is not None and len(self.rows) > self.limit:
            self.table = self.freeze()
            self.rows = {}

    def freeze(self) -> NameTable:
        return self.table + NameTable.of(self.rows, self.top)


class _Side(Generic[S]):
    """The summary of one side, critics or users, while it grows."""

    def __init__(
        self, record: Callable[..., S], names: tuple[str, ...], others: tuple[str, ...], top: int | None
    ) -> None:
        self.record = record
        self.names = {name: _Names(top) for name in names}
        self.others = others
        self.months: dict[int, Figures] = {}
        self.scores: defaultdict[int, int] = defaultdict(int)
        # For each count: its sum and its pages as printed, then as completed.
        self.counts = {name: [0, 0, 0, 0] for name in ("positive", "mixed", "negative", "total")}
        self.missing = dict.fromkeys((*names, "date", "score", *others), 0)
        self.missing_on_pages = dict.fromkeys(("score", "verdict", "count", *self.counts), 0)
        self.pages = self.reviews = self.off_scale = self.low_sum = self.high_sum = 0

    def add(self, section: Section, kind: Kind | str | None, ordered: bool, fold: Callable[[str], str] | None) -> None:
        scores = printed_scores(section, kind)
        self.pages += 1
        self.reviews += len(scores)
        low_sum, high_sum = sum_bounds(section, kind, ordered, scores)
        self.low_sum += low_sum
        self.high_sum += high_sum
        self._add_fields(section)
        self._add_reviews(section.reviews, scores, _classes(isinstance(section, CriticSection), kind), fold)
        for names in self.names.values():
            names.cut()

    def _add_fields(self, section: Section) -> None:
        missing = self.missing_on_pages
        missing["score"] += section.score is None
        missing["verdict"] += section.verdict is None
        missing["count"] += section.count is None
        printed = _NOTHING if section.distribution is None else section.distribution
        completed = complete(printed)
        for name, sums in self.counts.items():
            count = getattr(printed, name)
            if count is None:
                missing[name] += 1
                count = getattr(completed, name)
            else:
                sums[0] += count
                sums[1] += 1
            if count is not None:
                sums[2] += count
                sums[3] += 1

    def _add_reviews(
        self,
        reviews: Iterable[Review],
        scores: list[int | None],
        classes: list[tuple[int, int, int]],
        fold: Callable[[str], str] | None,
    ) -> None:
        tables = [(name, names.rows) for name, names in self.names.items()]
        missing = self.missing
        printed = [score for score in scores if score is not None]
        size, total = len(printed), sum(printed)
        for review, score in zip(reviews, scores, strict=True):
            if score is not None:
                # Own score less each other's: own is taken once too often, and once too often taken away.
                row: Figures = (1, 1, score, *classes[score], score * size - total, size - 1, 0)
                self.scores[score] += 1
            else:
                row = _UNSCORED
                if review.score is None:
                    missing["score"] += 1
                else:
                    self.off_scale += 1
            for field, rows in tables:
                name = getattr(review, field)
                if name is None:
                    missing[field] += 1
                else:
                    add_row(rows, name if fold is None else fold(name), row)
            date = review.date
            if date is None:
                missing["date"] += 1
            else:
                add_row(self.months, date.year * 12 + date.month - 1, row)
            for field in self.others:
                if getattr(review, field) is None:
                    missing[field] += 1

    def freeze(self) -> S:
        months = {f"{month // 12:04}-{month % 12 + 1:02}": row for month, row in self.months.items()}
        return self.record(
            pages=self.pages,
            reviews=self.reviews,
            scores=CountTable.of(self.scores),
            off_scale=self.off_scale,
            low_sum=self.low_sum,
            high_sum=self.high_sum,
            missing=CountTable.of(self.missing),
            missing_on_pages=CountTable.of(self.missing_on_pages),
            by_month=RowTable.of(months),
            **{f"by_{name}": names.freeze() for name, names in self.names.items()},
            **{name: ClassCount(*sums) for name, sums in self.counts.items()},
        )


_NOTHING = Distribution()
_UNSCORED = Row(reviews=1).figures


@lru_cache(maxsize=32)
def _classes(critics: bool, kind: Kind | str | None) -> list[tuple[int, int, int]]:
    """For each score, what it adds to a row's positive, mixed and negative: 1 where all tables that can hold agree."""
    _, best, tables = limits(critics, kind)
    return [
        (
            int(all(score >= cuts.positive for cuts in tables)),
            int(all(cuts.mixed <= score < cuts.positive for cuts in tables)),
            int(all(score < cuts.mixed for cuts in tables)),
        )
        for score in range(best + 1)
    ]
