"""What Hypothesis calls when it is imported, so that `st.from_type` knows the records.

It is a module of its own because `reviewparse.strategies` may be what imports Hypothesis: then the strategies are not
yet there. So they are imported only when a test needs one.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["register"]

STRATEGIES = {
    "Citation": "citations",
    "CriticReview": "critic_reviews",
    "CriticSection": "critic_sections",
    "Distribution": "distributions",
    "Helpful": "helpful_votes",
    "Line": "lines",
    "ReviewPage": "review_pages",
    "UserReview": "user_reviews",
    "UserSection": "user_sections",
}
"""The strategy of each record."""


def register() -> None:
    """Make `st.from_type` know the records."""
    from hypothesis import strategies as st

    from reviewparse import records

    def strategy_of(record: type) -> Any:
        return getattr(import_module("reviewparse.strategies"), STRATEGIES[record.__name__])()

    for name in STRATEGIES:
        st.register_type_strategy(getattr(records, name), strategy_of)
