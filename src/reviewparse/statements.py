"""What the blocks of a text can say: values of a section, what the page is about, or nothing that is understood."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeAlias

from reviewparse.cards import SectionType
from reviewparse.identity import Identity
from reviewparse.records import CriticReview, Distribution

__all__ = ["FURNITURE", "OTHER", "PROFILE", "Said", "Statement", "Unnumbered"]

OTHER: Final = "other"
"""What a block says whose lines are not understood."""
FURNITURE: Final = "furniture"
"""What a block says that is understood and holds no value, such as a heading."""
PROFILE: Final = "profile"
"""What a block says that only the profile of a publication or a critic has. Its lines are listed as well."""


class Statement(NamedTuple):
    """What a block says of a section: `values` are fields of its record.

    `whole`: nothing is on its lines that was not understood. `begins`: with such a block a page begins. `distributes`:
    it is the place of the distribution, which a page has once for critics and once for users.
    """

    section: SectionType
    values: dict[str, Any]
    distribution: Distribution | None = None
    whole: bool = True
    begins: bool = True
    distributes: bool = False


class Unnumbered(NamedTuple):
    """What lines say that are reviews of critics without their numbers, if the next number is the one below them."""

    reviews: tuple[CriticReview, ...]


Said: TypeAlias = "Statement | Identity | Unnumbered | str"
