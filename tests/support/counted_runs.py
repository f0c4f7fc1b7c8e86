"""Runs for `tests/project/test_counting.py`, which a process under cachegrind imports."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.counting import Cold

__all__ = ["failing", "some"]

DONE: list[str] = []


def some(size: str) -> dict[str, Callable[[], object]]:
    """Loops of that length and of twice that, and a run that takes long if anything was done before it."""
    return {"once": partial(_loop, int(size)), "twice": partial(_loop, 2 * int(size)), "cold": Cold(_first)}


def failing() -> dict[str, Callable[[], object]]:
    """A run that fails."""
    return {"failing": Cold(partial(int, "fog"))}


def _loop(size: int) -> int:
    DONE.append("loop")
    total = 0
    for number in range(size):
        total += number
    return total


def _first() -> int:
    return _loop(10**6) if DONE else 0
