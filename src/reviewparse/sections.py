"""What has been read of one section of a page so far."""

from __future__ import annotations

from typing import Any, Final

from reviewparse.cards import SectionType
from reviewparse.records import Distribution
from reviewparse.statements import Statement

__all__ = ["SectionBuilder"]

CONTRADICTIONS: Final = {
    "score": ("tbd", "no_score"),
    "verdict": ("no_score",),
    "tbd": ("score",),
    "no_score": ("verdict", "score"),
}
"""What a section cannot say beside each value."""

_HEAD: Final = {"verdict": "no_score", "no_score": "verdict", "count": None}
"""What two heads of one section have in common, and what none of them has beside it.

A score is not among it: a score alone may be that of another title.
"""


class SectionBuilder:
    """What has been read of one section so far. What is printed first holds."""

    __slots__ = ("distributed", "distribution", "distribution_line", "line", "others", "part", "reviews", "said")

    def __init__(self, line: int) -> None:
        self.line = line
        self.said: dict[str, Any] = {}
        self.distributed = False
        self.distribution: Distribution | None = None
        self.distribution_line = 0
        self.part = line  # the line where what stands around the distribution begins
        self.others: dict[SectionType, dict[str, Any]] = {}  # what was said of the other section above that
        self.reviews: list[Any] = []

    def take(self, statement: Statement) -> bool:
        """Take what a block says. Returns `False` where it contradicts an earlier one, or was not all understood."""
        late = self.distributed or bool(self.reviews)
        if statement.distributes:
            self.distributed = True
        values = statement.values
        if values:
            if not self._agrees(values):
                return False
            if late and "score" in values and "score" not in self.said:
                return False  # a section's score stands above its distribution and its reviews: it is another title's
            self.said.update(values)
        if statement.distribution is not None:
            self.distribution = statement.distribution
        return statement.whole

    def ratings(self) -> set[int]:
        """How many have judged, by what the section says."""
        counts = self.distribution
        known = [] if counts is None else [counts.positive, counts.mixed, counts.negative]
        summed = sum(count for count in known if count is not None)
        return {self.said.get("count", summed), summed} - {0}

    def differs(self, values: dict[str, Any]) -> bool:
        """Whether the values of a head are of another page: they are others, or stand below the list a second time.

        A score alone may be that of another title, which a page names beside its own.
        """
        if "count" in values and ("verdict" in values or "no_score" in values):
            score = values.get("score")
            if self.reviews or (score is not None and self.said.get("score", score) != score):
                return True
        said = self.said
        for name, value in values.items():
            if name in _HEAD and (said.get(name, value) != value or _HEAD[name] in said):
                return True
        return False

    def _agrees(self, values: dict[str, Any]) -> bool:
        said = self.said
        for name, value in values.items() if said else ():
            if said.get(name, value) != value:
                return False
            for other in CONTRADICTIONS.get(name, ()):
                if other in said:
                    return False
        return True
