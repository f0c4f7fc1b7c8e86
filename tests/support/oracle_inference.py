"""What can be known of a small list of reviews, found by trying every assignment of scores.

It shares no code with the library: the class limits are written out again, and nothing is worked out that could be
tried instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias

Assignment: TypeAlias = tuple[int, ...]

CLASSES: dict[tuple[str, str], Callable[[int], str]] = {
    ("critics", "film"): lambda s: "positive" if s >= 61 else "mixed" if s >= 40 else "negative",
    ("critics", "game"): lambda s: "positive" if s >= 75 else "mixed" if s >= 50 else "negative",
    ("users", "film"): lambda s: "positive" if s >= 7 else "mixed" if s >= 4 else "negative",
    ("users", "game"): lambda s: "positive" if s >= 8 else "mixed" if s >= 5 else "negative",
}
TABLES = {"movie": ["film"], "tv": ["film"], "music": ["film"], "game": ["game"], None: ["film", "game"]}
EDGES = (0, 39, 40, 49, 50, 60, 61, 74, 75, 100)
"""Where a class of critic reviews begins or ends. No fact of a page tells scores between two of these apart, but for
the printed scores: so it is enough to try these and those."""


class Facts(NamedTuple):
    """What a page says of a list: scores and counts (by class), `None` where they are not printed."""

    side: str
    scores: Sequence[int | None]
    counts: dict[str, int | None]
    total: int | None


class Known(NamedTuple):
    """All assignments that agree with the facts, and what had to be given up for there to be one."""

    assignments: list[Assignment]
    dropped: tuple[str, ...]

    @property
    def ranges(self) -> list[tuple[int, int]]:
        return [(min(scores), max(scores)) for scores in zip(*self.assignments, strict=True)]

    @property
    def sums(self) -> tuple[int, int]:
        sums = [sum(scores) for scores in self.assignments]
        return min(sums), max(sums)


def known(facts: Facts, kind: str | None, ordered: bool, every_score: bool) -> Known:
    """Try all scores (`every_score`), or all that can make a difference."""
    scale: Iterable[int] = range(101 if facts.side == "critics" else 11)
    valid = set(scale)
    scores = [score if score in valid else None for score in facts.scores]
    if not every_score:
        scale = sorted({*EDGES, *(score for score in scores if score is not None)})
    everything = list(product(*[scale if score is None else [score] for score in scores]))
    whole = facts.total == len(scores)
    has_counts = whole and any(count is not None for count in facts.counts.values())
    in_order = [scores for scores in everything if list(scores) == sorted(scores, reverse=True)]
    in_order = in_order if ordered else everything
    counted = counted_ones(everything, facts, kind) if has_counts else everything
    both = sorted(set(in_order) & set(counted))
    if both:
        return Known(both, ())
    if has_counts and counted:
        return Known(counted, ("order",))
    if in_order:
        return Known(in_order, ("counts",))
    return Known(everything, ("order", "counts") if has_counts else ("order",))


def counted_ones(assignments: list[Assignment], facts: Facts, kind: str | None) -> list[Assignment]:
    """Those whose classes are as many as the page says, in one of the tables."""
    found = []
    for scores in assignments:
        for table in TABLES[kind]:
            classes = [CLASSES[facts.side, table](score) for score in scores]
            if all(count is None or classes.count(name) == count for name, count in facts.counts.items()):
                found.append(scores)
                break
    return found
