"""The pool: each shard is one task, and whatever ends this process ends its workers."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from reviewparse.crawl.manifest import Options, locked, planned
from reviewparse.crawl.parts import Finished, is_there, make_part
from reviewparse.crawl.shards import files_of
from reviewparse.errors import ReviewError
from reviewparse.limits import checked_jobs

__all__ = ["Progress", "crawl"]

AHEAD: Final = 4
"""So many shards for each process are given out at once: to wait for one of 100,000 takes 0.2 s, each time."""
RARELY: Final = 100_000
"""After how many new objects a worker looks for cycles."""


@frozen
class Progress:
    """How far a crawl has come: of `shards`, `before` had a part when it began, and `done` have been read since.

    `documents`, `pages` and rows of `problems` are what was found in those that were read. `failed` are the messages
    of those that could not be read to their end; they have no part, and are read again by the next crawl.
    """

    shards: int = 0
    before: int = 0
    done: int = 0
    documents: int = 0
    pages: int = 0
    problems: int = 0
    unreadable: int = 0
    failed: tuple[str, ...] = ()

    def after(self, shard: Finished) -> Progress:
        """The same, and one shard more."""
        return evolve(
            self,
            done=self.done + 1,
            documents=self.documents + shard.documents,
            pages=self.pages + shard.pages,
            problems=self.problems + shard.problems,
            unreadable=self.unreadable + shard.unreadable,
            failed=self.failed if shard.error is None else (*self.failed, shard.error),
        )


def crawl(
    inputs: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    jobs: int = 1,
    options: Options | None = None,
    every: float | None = None,
) -> Iterator[Progress]:
    """Read files and folders of documents into Parquet, and tell the progress: first, after each shard, and at the end.

    Args:
        inputs: files and folders. The name of a file tells what it is: `.jsonl`, `.json`, `.parquet`, `.warc`, `.wet`,
            and else one document, a text or HTML; each but Parquet may be compressed (`.gz`, `.zst`).
        out: the folder of the parts: `pages/` (schema `CRAWLED`) and `problems/` (schema `PROBLEMS`).
        jobs: how many processes read (1 or more).
        options: how documents are read.
        every: seconds after which the progress is told again, where no shard is done meanwhile.

    Nothing is read before the first progress is asked for. A part that is there is not made again, so a crawl that was
    stopped goes on; a file that has changed since is not read again either. The processes are started afresh
    (`spawn`), so a script that calls this needs `if __name__ == "__main__"`.

    Raises `ReviewError`: `no-input` for a name without a file and for a pipe, `other-crawl` where `out` was crawled
    with another version or other options, `bad-manifest` where it holds parts and no manifest of theirs,
    `crawl-running` where another crawl is at work in it, `worker-lost` where a process was killed, as by a system that
    lacks memory, and `bad-limit` where `jobs` is below 1. Raises `TypeError` for one name in place of a list,
    `OSError` where `out` cannot be written, and
    `ImportError` where a file needs an extra that is not installed. The parts that are done stay.
    """
    jobs = checked_jobs(jobs)
    place = Path(out)
    files = files_of(inputs, place)
    place.mkdir(parents=True, exist_ok=True)
    chosen = Options() if options is None else options
    with locked(place):
        shards = planned(place, files, chosen)
        todo = {name: group for name, group in shards.items() if not is_there(place, name)}
        progress = Progress(len(shards), len(shards) - len(todo))
        yield progress
        for shard in _run(place, todo, chosen, jobs, every):
            progress = progress if shard is None else progress.after(shard)
            yield progress


def _run(
    out: Path, shards: dict[str, list[str]], options: Options, jobs: int, every: float | None
) -> Iterator[Finished | None]:
    """What was found in each shard, as they are done; `None` where `every` seconds have gone by."""
    if not shards:
        return
    context = multiprocessing.get_context("spawn")
    # Each worker listens at one end of a pipe. Nobody writes: when the other end is closed, by whatever way this
    # process ends, the workers end too.
    ear, mouth = context.Pipe(duplex=False)
    left = iter(shards.items())

    def given_out(number: int) -> set[Future[Finished]]:
        """The next shards, as the pool begins with them; it may start processes for them."""
        with _uninterrupted():
            return {pool.submit(make_part, out, name, files, options) for name, files in islice(left, number)}

    with ear, mouth:
        pool = ProcessPoolExecutor(min(jobs, len(shards)), context, _begin, (ear,))
        try:
            waiting = given_out(AHEAD * jobs)
            while waiting:
                done, waiting = wait(waiting, every, FIRST_COMPLETED)
                waiting |= given_out(len(done))
                for future in done:
                    yield future.result()
                if not done:
                    yield None
            pool.shutdown()
        except BrokenProcessPool:
            message = "A process was killed while it read a shard, perhaps for lack of memory. Run again to go on."
            raise ReviewError("worker-lost", message) from None
        finally:
            mouth.close()
            pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back while processes are started, where the system can: what they import does not expect it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which the processes inherit
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(ear: Connection) -> None:
    """What each worker does first: leave Ctrl-C to the process that started it, and end with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom_collected()
    threading.Thread(target=_end_with, args=(ear,), daemon=True).start()


def seldom_collected() -> None:
    """Look for cycles of objects seldom in this process: records have none, and a look goes through all of them."""
    gc.freeze()
    gc.set_threshold(RARELY)


def _end_with(ear: Connection) -> None:
    ear.poll(None)
    os._exit(1)
