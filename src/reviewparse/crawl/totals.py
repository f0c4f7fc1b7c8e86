"""The summary of a crawl: each part added up by itself, and the sums added up."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reviewparse.aggregation import aggregate
from reviewparse.aggregation.summary import Summary
from reviewparse.arrow.reading import from_arrow
from reviewparse.errors import ReviewError
from reviewparse.limits import checked_jobs
from reviewparse.records import ReviewPage

__all__ = ["aggregate_parts"]

ROWS = 256
"""How many pages of a part are in memory at once."""
TOGETHER = 256
"""How many summaries of parts are."""


def aggregate_parts(out: str | os.PathLike[str], *, jobs: int = 1, **options: Any) -> Summary:
    """The summary of all pages that were crawled into a folder, with the options and errors of `aggregate`.

    It is the same, exactly, as that of all pages in one process (with `top`, but for the bounded tables), whatever
    `jobs`, the number of processes. With `distinct=True` a review counts once, in whatever parts its title stands. The
    parts of other programs that have the columns of `PAGES` are added up as well.

    Raises `ReviewError`: `no-input` where the folder has no part, `unreadable` where a part is damaged, `bad-table`
    where it holds something else than pages, and `worker-lost` where a process was killed. The processes are started
    afresh (`spawn`), so a script that calls this with more than one needs `if __name__ == "__main__"`.
    """
    jobs = checked_jobs(jobs)
    place = Path(out, "pages")
    parts = sorted(place.glob("*.parquet")) if place.is_dir() else []
    if not parts:
        raise ReviewError("no-input", f"There is no part of a crawl in {str(place)!r}.")
    summary = partial(_summary, options=options)
    if jobs == 1 or len(parts) < 2:
        return _added_up(map(summary, parts), options)
    try:
        with ProcessPoolExecutor(min(jobs, len(parts)), multiprocessing.get_context("spawn")) as pool:
            return _added_up(pool.map(summary, parts), options)
    except BrokenProcessPool:
        message = "A process was killed while it added up a part, perhaps for lack of memory."
        raise ReviewError("worker-lost", message) from None


def _added_up(summaries: Iterator[Summary], options: dict[str, Any]) -> Summary:
    total = aggregate([], **options)
    while some := list(islice(summaries, TOGETHER)):
        total = total.merge(*some)
    return total


def _summary(part: Path, options: dict[str, Any]) -> Summary:
    return aggregate(_pages(part), **options)


def _pages(part: Path) -> Iterator[ReviewPage]:
    try:
        with pq.ParquetFile(part) as file:
            for batch in file.iter_batches(ROWS):
                yield from from_arrow(batch)
    except ReviewError as error:
        raise ReviewError(error.code, f"{part}: {error.message}") from None
    except (OSError, ValueError, pa.ArrowException) as error:
        raise ReviewError("unreadable", f"{part} cannot be read: {error}") from None
