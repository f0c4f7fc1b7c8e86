"""Checks scores, verdict, counts and order against each other, by each table of bands that the page can use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import partial
from operator import lt
from typing import Final, NamedTuple

from reviewparse.problems import show
from reviewparse.records import CriticSection, Distribution, Review, Section
from reviewparse.validation.notes import Notes
from reviewparse.vocabulary import Kind, ReviewClass, Scale, Verdict, scales, verdict_of

__all__ = [
    "Counts",
    "Scores",
    "Tables",
    "check_order",
    "check_scores",
    "check_verdict",
    "known_counts",
    "usable_scores",
]


_POSITIVE, _MIXED, _ = ReviewClass
_CLASSES: Final = tuple(map(str, ReviewClass))
"""Their names, which are those of the fields of a distribution."""
_LOWEST: Final = {
    (scale, critics): (bands[_MIXED].low, bands[_POSITIVE].low)
    for scale in Scale
    for critics, bands in ((True, scale.critic), (False, scale.user))
}
"""The lowest mixed score and the lowest positive one in each table, of critics and of users."""


class Counts(NamedTuple):
    """The class counts that can be relied on: those printed, or certain since the others and the total are."""

    positive: int | None = None
    mixed: int | None = None
    negative: int | None = None
    total: int | None = None


class Scores(NamedTuple):
    """The usable scores of a list: one for each review in the list's order, and the printed ones in ascending order."""

    listed: list[int | None]
    ascending: list[int]


class Tables:
    """The tables of bands that the page can use, and those of them that fit every fact seen so far."""

    def __init__(self, kind: Kind | None) -> None:
        self.kind = kind
        self.allowed = scales(kind)
        self._left = self.allowed

    def take(self, fitting: Sequence[Scale], notes: Notes, *place: str | int) -> None:
        """Add a fact that these tables fit; note a problem where no table fits all facts any more."""
        left = tuple(scale for scale in self._left if scale in fitting)
        if left or not fitting:
            self._left = left or self._left
            return
        message = (
            f"This fits only the {_named(fitting)} table; the facts before it need the {_named(self._left)} table."
        )
        notes.add("tables-disagree", message, *place)


def check_verdict(section: Section, verdict: Verdict, metascore: int, tables: Tables, notes: Notes) -> None:
    """The verdict against the printed score (as a Metascore, 0-100)."""
    fitting = [scale for scale in tables.allowed if metascore in scale.verdicts[verdict]]
    tables.take(fitting, notes, "verdict")
    if fitting:
        return
    calls = " and ".join(f'"{verdict_of(metascore, scale)}" in the {scale.value} table' for scale in Scale)
    others = [scale for scale in Scale if verdict_of(metascore, scale) is verdict]
    fits = f"the {_named(others)} table fits, but the page is of kind {tables.kind}" if others else "neither table fits"
    message = f'The page says "{verdict}", but {section.score} is {calls}: {fits}.'
    notes.add("verdict-contradicts-score", message, "verdict")


def known_counts(distribution: Distribution | None, notes: Notes) -> Counts:
    """The counts of a distribution; wrong ones are noted as problems and left out."""
    if distribution is None:
        return Counts()
    percents = distribution.positive_percent, distribution.mixed_percent, distribution.negative_percent
    if percents != (None, None, None):
        _check_percents(percents, notes)
    counts = Counts(distribution.positive, distribution.mixed, distribution.negative, distribution.total)
    if [count for count in counts if count is not None and count < 0]:
        counts = Counts(*map(partial(_count, notes), counts, Counts._fields))
    classes, total = counts[:3], counts.total
    known = [count for count in classes if count is not None]
    if total is None:
        # Layout L2 prints no total. A page without any review prints counts of 0 "out of" nothing: that says nothing.
        if not any(known):
            return Counts()
        return counts._replace(total=sum(known)) if len(known) == len(classes) else counts
    rest = total - sum(known)
    if rest < 0 or (rest and len(known) == len(classes)):
        _note_wrong_counts(classes, total, notes)
        return Counts(total=total)
    if len(known) == len(classes) - 1:
        return Counts._make([*(rest if count is None else count for count in classes), total])
    return counts


def _check_percents(percents: Sequence[int | None], notes: Notes) -> None:
    for name, percent in zip(_CLASSES, percents, strict=True):
        if percent is not None and not 0 <= percent <= 100:
            message = f"A per cent is 0 to 100, not {show(percent)}."
            notes.add("percent-out-of-range", message, "distribution", f"{name}_percent")


def _note_wrong_counts(classes: Sequence[int | None], total: int, notes: Notes) -> None:
    """Note each count above the total, or else that they do not add up to it."""
    above = [
        (name, count) for name, count in zip(_CLASSES, classes, strict=True) if count is not None and count > total
    ]
    for name, count in above:
        message = f"The {name} count is {show(count)}, but the total is {show(total)}."
        notes.add("class-above-total", message, "distribution", name)
    if not above:
        together = sum(count for count in classes if count is not None)
        message = f"The counts are {_listed(classes)}, together {show(together)}, but the total is {show(total)}."
        notes.add("counts-do-not-add-up", message, "distribution")


def usable_scores(reviews: Sequence[Review], best: int, notes: Notes) -> Scores:
    """The scores of a list; those outside of 0 to `best` are noted as problems and left out."""
    listed = [review.score for review in reviews]
    ascending = sorted([score for score in listed if score is not None])
    if not ascending or (ascending[0] >= 0 and ascending[-1] <= best):
        return Scores(listed, ascending)
    for i, score in enumerate(listed):
        if score is not None and not 0 <= score <= best:
            message = f"The score of a review is 0 to {best} here, not {show(score)}."
            notes.add("score-out-of-range", message, "reviews", i, "score", line=reviews[i].line)
            listed[i] = None
    return Scores(listed, [score for score in ascending if 0 <= score <= best])


def check_order(scores: Scores, ordered: bool, reviews: Sequence[Review], notes: Notes) -> bool:
    """Check whether the printed scores descend; with `ordered`, the caller says that they do."""
    listed = scores.listed
    whole = len(listed) == len(scores.ascending)
    printed = listed if whole else [score for score in listed if score is not None]
    if printed == scores.ascending[::-1]:
        return True
    rises = [*map(lt, printed, printed[1:])]  # type: ignore[arg-type]
    first, times = rises.index(True), rises.count(True)
    before, score = printed[first : first + 2]
    i = first + 1 if whole else [i for i, score in enumerate(listed) if score is not None][first + 1]
    more = f", and so on in {times} places" if times > 1 else ""
    message = f"A score of {score} follows one of {before}{more}: the list is not sorted by score."
    code = "not-descending" if ordered else "unsorted-list"
    notes.add(code, message, "reviews", i, "score", line=reviews[i].line)
    return False


def check_scores(
    section: Section, scores: Scores, counts: Counts, whole_and_sorted: bool, tables: Tables, notes: Notes
) -> None:
    """The printed scores against the counts of the distribution, and against the order they stand in."""
    known = counts[:3]
    if not scores.ascending or known == (None, None, None):
        return
    printed = {scale: _classes(scores.ascending, section, scale) for scale in tables.allowed}
    fitting = [scale for scale, classes in printed.items() if _has_room(counts, classes)]
    tables.take(fitting, notes, "distribution")
    if not fitting:
        found = ", or ".join(f"{_listed(classes)} in the {scale.value} table" for scale, classes in printed.items())
        message = f"The printed scores are {found}; the distribution leaves room for {_listed(known)}."
        notes.add("scores-contradict-counts", message, "distribution")
    elif whole_and_sorted:
        places = [i for i, score in enumerate(scores.listed) if score is not None]
        if not any(_order_fits(places, printed[scale], counts, len(scores.listed)) for scale in fitting):
            message = f"A sorted list with {_listed(known)} cannot have these scores in these places."
            notes.add("order-contradicts-counts", message, "reviews")


def _has_room(counts: Counts, printed: Sequence[int]) -> bool:
    """Whether so many reviews of each class, and maybe others whose score is not printed, make up the counts."""
    least = 0
    for known, here in zip(counts, printed, strict=False):  # all but the total
        if known is not None and here > known:
            return False
        least += here if known is None else known
    return counts.total is None or least <= counts.total


def _order_fits(places: Sequence[int], printed: Sequence[int], counts: Counts, size: int) -> bool:
    """Whether a list of `size` reviews, best first, can hold the counts where its printed scores stand.

    `places` are the indexes of the printed scores, `printed` says how many of them are in each class. Two borders
    divide the list into its classes: each lies after the last score known above it and not after the first below it.
    """

    def border(above: int) -> tuple[int, int]:
        return places[above - 1] + 1 if above else 0, places[above] if above < len(places) else size

    first_low, first_high = border(printed[0])
    second_low, second_high = border(printed[0] + printed[1])
    if counts.positive is not None:
        first_low, first_high = max(first_low, counts.positive), min(first_high, counts.positive)
    if counts.negative is not None:
        second = size - counts.negative
        second_low, second_high = max(second_low, second), min(second_high, second)
    if first_low > first_high or second_low > second_high:
        return False
    if counts.mixed is None:
        return True
    return max(first_low + counts.mixed, second_low) <= min(first_high + counts.mixed, second_high)


def _classes(ascending: Sequence[int], section: Section, scale: Scale) -> tuple[int, int, int]:
    """How many of the scores are positive, mixed and negative."""
    mixed, positive = _LOWEST[scale, isinstance(section, CriticSection)]
    negative = bisect_left(ascending, mixed)
    not_positive = bisect_left(ascending, positive)
    return len(ascending) - not_positive, not_positive - negative, negative


def _count(notes: Notes, count: int | None, name: str) -> int | None:
    """A count that can be relied on."""
    if count is None or count >= 0:
        return count
    notes.add("count-out-of-range", f"A count is 0 or more, not {show(count)}.", "distribution", name)
    return None


def _named(tables: Iterable[Scale]) -> str:
    return " or ".join(scale.value for scale in tables)


def _listed(classes: Sequence[int | None]) -> str:
    """Such as "3 positive, 0 mixed"; a count that is not known is left out."""
    pairs = zip(ReviewClass, classes, strict=True)
    return ", ".join(f"{show(count)} {name}" for name, count in pairs if count is not None)
