"""A fixed sample of what a strategy gives, to be counted."""

from __future__ import annotations

from typing import Final, TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

__all__ = ["sample"]

Example = TypeVar("Example")


BATCH: Final = 40
"""So many examples are drawn from one seed: in a long run, Hypothesis gives variants of what it gave before."""


def sample(strategy: st.SearchStrategy[Example], size: int) -> list[Example]:
    """About `size` examples, the same ones in each run."""
    examples: list[Example] = []
    for number in range(-(-size // BATCH)):

        @seed(20230928 + number)
        @settings(
            max_examples=BATCH,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def collect(example: Example) -> None:
            examples.append(example)

        collect()
    return examples
