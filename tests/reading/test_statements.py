"""What the blocks of a section say, and when two of them say the same."""

from __future__ import annotations

import pytest

from reviewparse.records import CriticSection, Distribution, UserSection
from reviewparse.statements import Statement

COUNTS = Distribution(positive=3, total=4)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Statement(CriticSection, {"score": 81}, Distribution(positive=3, total=4)), True),
        (Statement(UserSection, {"score": 81}, COUNTS), False),
        (Statement(CriticSection, {"score": 80}, COUNTS), False),
        (Statement(CriticSection, {"score": 81}, Distribution(positive=2, total=4)), False),
        (Statement(CriticSection, {"score": 81}), False),
        (Statement(CriticSection, {"score": 81}, COUNTS, whole=False), False),
        (Statement(CriticSection, {"score": 81}, COUNTS, begins=False), False),
        (Statement(CriticSection, {"score": 81}, COUNTS, distributes=True), False),
        ("score", False),
    ],
)
def test_blocks_say_the_same_where_all_that_they_say_is_equal(other: object, is_same: bool) -> None:
    """Blocks that differ in their section, in one value or in the distribution do not say the same."""
    assert Statement(CriticSection, {"score": 81}, COUNTS).says_as(other) is is_same
