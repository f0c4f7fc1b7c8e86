"""Times side by side on a machine that does other things as well: all in turn, in every round, and medians of that."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter, process_time

from benchmarks.counting import WARM

__all__ = ["medians"]

LEAST = 0.002
"""Seconds below which a run is repeated within a round, so that the clock's steps do not show."""

WARMING = 0.5
"""Seconds for which a run goes before it is timed, at most: the engine compiles what a text needs while it reads."""


def medians(
    runs: Mapping[str, Callable[[], object]], *, rounds: int, budget: float, fewest: int = 3
) -> dict[str, float]:
    """The median seconds of each run: `rounds` of each, in turn, fewer where one has used up its `budget` of seconds.

    Time of this process is counted, not of the others on the machine. Before each run, what the one before left is
    cleared away, so that nobody pays for another's garbage; each pays for the collection of its own. Each run goes some
    times before it is timed, and a short one once in each round, so that it does not pay for the caches that another
    has filled.
    """
    repeats = {}
    for name, run in runs.items():
        warm = perf_counter() + WARMING
        for _ in range(WARM):
            run()
            if perf_counter() > warm:
                break
        start = perf_counter()
        run()
        repeats[name] = max(1, int(LEAST / max(perf_counter() - start, 1e-7)))
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds):
        for name, run in runs.items():
            if number >= fewest and sum(times[name]) * repeats[name] > budget:
                continue
            gc.collect()
            if repeats[name] > 1:
                run()
            start = process_time()
            for _ in range(repeats[name]):
                run()
            times[name].append((process_time() - start) / repeats[name])
    gc.unfreeze()
    return {name: median(found) for name, found in times.items()}
