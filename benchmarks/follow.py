"""What is done with a page after it was read, beside the time of reading it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Final

from benchmarks.texts import Sample
from benchmarks.timing import medians
from reviewparse import ReviewPage, aggregate, parse, render, score_bounds, validate
from reviewparse.serialization import from_dict, to_dict

__all__ = ["measure"]


def _bounds(page: ReviewPage) -> None:
    for section in page.sections:
        score_bounds(section)


PAGES: Final = 20
"""How many pages are aggregated at once: what is measured is what each of them costs."""

STEPS: Final[dict[str, tuple[Callable[[ReviewPage], object], int]]] = {
    "render": (render, 1),
    "validate": (validate, 1),
    "aggregate": (lambda page: aggregate([page] * PAGES), PAGES),
    "score_bounds": (_bounds, 1),
    "JSON, written": (lambda page: json.dumps(to_dict(page)), 1),
}
"""Each step, and how many pages it is done to."""


def measure(sample: Sample, rounds: int) -> dict[str, float]:
    """The time of each step as a multiple of that of `parse`."""
    page = parse(sample.text)
    runs: dict[str, Callable[[], object]] = {"parse": partial(parse, sample.text)}
    runs |= {name: partial(step, page) for name, (step, _) in STEPS.items()}
    written = json.dumps(to_dict(page))
    runs["JSON, read"] = lambda: from_dict(json.loads(written))
    times = medians(runs, rounds=rounds, budget=2.0)
    each = {name: times[name] / count for name, (_, count) in STEPS.items()} | {"JSON, read": times["JSON, read"]}
    return {name: seconds / times["parse"] for name, seconds in each.items()}
