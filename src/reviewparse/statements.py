"""What the blocks of a text say, as the transformer passes it on."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypeAlias

from reviewparse.cards import SectionType
from reviewparse.identity import Identity
from reviewparse.lines import Span
from reviewparse.records import CriticReview, CriticSection, Distribution, UserSection

__all__ = ["FURNITURE", "HEADS", "OTHER", "PROFILE", "Said", "SourceBlock", "Statement", "Unnumbered"]

OTHER: Final = "other"
"""What a block says whose lines are not understood."""
FURNITURE: Final = "furniture"
"""What a block says that is understood and holds no value, such as a heading."""
PROFILE: Final = "profile"
"""What a block says that only the profile of a publication or a critic, or a front page, has. It is listed as well."""


class SourceBlock(Protocol):
    """Where a block stands in the text: a block of the engine, or one of Lark's trees."""

    @property
    def line(self) -> int:
        """The number of its first line."""

    @property
    def start(self) -> int:
        """Where in the text it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def source(self) -> str:
        """Its text."""

    def spans(self) -> tuple[Span | None, ...]:
        """Where in the text each of its fields begins and ends."""


class Statement:
    """What a block says of a section: `values` are fields of its record.

    `whole`: nothing is on its lines that was not understood. `begins`: with such a block a page begins. `distributes`:
    it is the place of the distribution, which a page has once for critics and once for users.
    """

    __slots__ = ("begins", "distributes", "distribution", "section", "values", "whole")

    def __init__(
        self, section: SectionType, values: dict[str, Any], distribution: Distribution | None = None,
        whole: bool = True, begins: bool = True, distributes: bool = False,
    ) -> None:  # fmt: skip
        self.section = section
        self.values = values
        self.distribution = distribution
        self.whole = whole
        self.begins = begins
        self.distributes = distributes

    def says_as(self, other: object) -> bool:
        """Whether another block says the same."""
        return (
            isinstance(other, Statement)
            and self.section is other.section
            and self.values == other.values
            and self.distribution == other.distribution
            and (self.whole, self.begins, self.distributes) == (other.whole, other.begins, other.distributes)
        )


HEADS: Final = {section: Statement(section, {}) for section in (CriticSection, UserSection)}
"""What a head says that stands alone. A text can print many, and shares these."""


class Unnumbered:
    """What lines say that are reviews of critics without their numbers, if the next number is the one below them."""

    __slots__ = ("reviews",)

    def __init__(self, reviews: tuple[CriticReview, ...]) -> None:
        self.reviews = reviews


Said: TypeAlias = "Statement | Identity | Unnumbered | str"
