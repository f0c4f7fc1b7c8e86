"""What is done with a page after it was read, beside the time of reading it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from benchmarks.texts import Sample
from benchmarks.timing import medians
from reviewparse import ReviewPage, aggregate, parse, render, score_bounds, validate
from reviewparse.jsonio import dumps, loads

__all__ = ["measure"]


def _bounds(page: ReviewPage) -> None:
    for section in page.sections:
        score_bounds(section)


def _written_and_read(page: ReviewPage) -> None:
    loads(ReviewPage, dumps(page))


STEPS: Final[dict[str, Callable[[ReviewPage], object]]] = {
    "render": render,
    "validate": validate,
    "aggregate": lambda page: aggregate([page]),
    "score_bounds": _bounds,
    "JSON, written": dumps,
    "JSON, written and read": _written_and_read,
}


def measure(sample: Sample, rounds: int) -> dict[str, float]:
    """The time of each step as a multiple of that of `parse`."""
    page = parse(sample.text)
    runs: dict[str, Callable[[], object]] = {"parse": partial(parse, sample.text)}
    runs |= {name: partial(step, page) for name, step in STEPS.items()}
    times = medians(runs, rounds=rounds, budget=2.0)
    return {name: times[name] / times["parse"] for name in STEPS}
