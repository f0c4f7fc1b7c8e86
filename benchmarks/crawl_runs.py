"""The documents that `benchmarks.crawl` measures with, the ways to read them, and what a run of each takes.

Of the documents, one in ten is a review page. They are read by the loop of `benchmarks.bare_loop`, by `crawl` with one
process and with two, and by Spark, each in processes of its own, in turn, in every round.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import zstandard

from benchmarks.bare_loop import bare_loop
from benchmarks.counting import Cold, Runs
from benchmarks.facts import critic_page, summary_page, user_page
from benchmarks.printing import text_of
from benchmarks.processes import descendants
from benchmarks.texts import PLAIN
from reviewparse.crawl import Options
from reviewparse.crawl.files import documents_of
from reviewparse.crawl.parts import crawled as crawled_table
from reviewparse.crawl.parts import make_part
from reviewparse.documents import pages_of
from reviewparse.health import health_as_read

__all__ = ["TEXTS", "Run", "by_rounds", "document", "held", "runs", "write_shards"]

LENGTHS: Final = (700, 1_500, 2_500, 4_000, 6_000, 15_000)
"""Characters of the documents that are no review pages; their mean is about that of a page of the web."""
SHARDS: Final = 16
"""In so many shards are the documents that are measured."""
ROOT: Final = Path(__file__).parents[1]
LOOP: Final = "import sys; from benchmarks.bare_loop import bare_loop; print(*bare_loop(sys.argv[1:]))"


class Run(NamedTuple):
    """What a run took: seconds of the clock, and seconds of CPU in all its processes."""

    seconds: float
    cpu: float


def _texts() -> list[str]:
    """Sixty texts, six of which are review pages."""
    made = [(critic_page(seed, 25), summary_page(seed, 7), user_page(seed, 40))[seed % 3] for seed in range(6)]
    pages = [text_of(page, 150 if seed % 3 == 1 else 0)[0] for seed, page in enumerate(made)]
    others = [PLAIN[name](LENGTHS[place % len(LENGTHS)]) for place in range(18) for name in PLAIN]
    return [pages[place // 10] if place % 10 == 3 else others.pop() for place in range(60)]


TEXTS: Final = _texts()


def document(number: int) -> dict[str, str]:
    """A document, each with a line of its own."""
    return {"id": f"{number:09}", "text": f"{TEXTS[number % len(TEXTS)]}\nDocument {number}\n"}


def write_shards(folder: Path, documents: int, shard: int) -> list[str]:
    """Write documents as gzipped JSON lines, so many to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for start in range(0, documents, shard):
        place = folder / f"{start:09}.jsonl.gz"
        with gzip.open(place, "wt", compresslevel=1, encoding="utf-8") as file:
            for number in range(start, min(start + shard, documents)):
                file.write(json.dumps(document(number)) + "\n")
        names.append(str(place))
    return names


# --- runs ------------------------------------------------------------------------------------------------------------


def _timed(*commands: Sequence[str]) -> Run:
    """A run of commands, all at once, each of which waits for the processes that it starts."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    nowhere = subprocess.DEVNULL
    processes = [
        subprocess.Popen(each, cwd=ROOT, env=_environment(), stdout=nowhere, stderr=nowhere) for each in commands
    ]
    statuses = [process.wait() for process in processes]
    if any(statuses):
        raise SystemExit(f"failed: {commands[0]}")
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "SPARK_LOCAL_IP": "127.0.0.1"}


def bare(shards: Sequence[str], processes: int) -> Run:
    """The loop, in processes that share nothing: each has its part of the shards. More than that no machine gives."""
    return _timed(*([sys.executable, "-c", LOOP, *shards[place::processes]] for place in range(processes)))


def crawled(shards: Sequence[str], out: Path, jobs: int) -> Run:
    """The command `reviewparse crawl`."""
    options = ["-o", str(out), "--id-field", "id", "--jobs", str(jobs)]
    return _timed([sys.executable, "-m", "reviewparse", "crawl", *options, *shards])


def in_spark(shards: Sequence[str], out: Path, python: str) -> Run:
    """Spark with two threads; it says itself what its processes have taken, as Java does not wait for all of them."""
    command = [python, "-m", "benchmarks.crawl_spark", str(out), *shards]
    environment = {**_environment(), "PYSPARK_PYTHON": python}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
    return Run(*map(float, done.stdout.strip().splitlines()[-1].split()))


def peaks(shard: str, out: Path) -> list[float]:
    """Megabytes that the worker of a crawl holds while it reads a shard, sampled five times a second."""
    command = [sys.executable, "-m", "reviewparse", "crawl", "-o", str(out), "--jobs", "1", shard]
    found: list[float] = []
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if any(out.glob("pages/.*")):  # the worker has begun to read
                found.append(max(map(_resident, descendants(process.pid)), default=0.0))
            time.sleep(0.2)
    assert process.returncode == 0
    return found


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 2**20


def by_rounds(documents: int, rounds: int, python: str | None) -> dict[str, list[tuple[Run, Run]]]:
    """The runs of each way to read the documents: in each round one of all shards, and one of a quarter of them."""
    ways: dict[str, Callable[[Sequence[str], Path], Run]] = {
        "bare loop": lambda shards, out: bare(shards, 1),
        "bare loop, 2 at once": lambda shards, out: bare(shards, 2),
        "crawl, 1 process": lambda shards, out: crawled(shards, out, 1),
        "crawl, 2 processes": lambda shards, out: crawled(shards, out, 2),
    }
    if python is not None:
        ways["Spark, 2 threads"] = lambda shards, out: in_spark(shards, out, python)
    found: dict[str, list[tuple[Run, Run]]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        shards = write_shards(Path(folder, "in"), documents, documents // SHARDS)
        for number in range(rounds):
            for name, way in ways.items():
                whole = way(shards, Path(folder, f"{name}{number}"))
                few = way(shards[: SHARDS // 4], Path(folder, f"{name}{number}, few"))
                found[name].append((whole, few))
                print(f"  {name}: {whole}, {few}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return found


def held(texts: Iterable[str]) -> list[float]:
    """The most megabytes that the worker of a crawl holds in each tenth of its way through a shard of these texts."""
    with tempfile.TemporaryDirectory() as folder:
        shard = Path(folder, "shard.jsonl.zst")
        with zstandard.open(shard, "wt", encoding="utf-8") as file:
            for number, text in enumerate(texts):
                file.write(json.dumps({"id": f"{number:09}", "text": f"{text}\nDocument {number}\n"}) + "\n")
        found = peaks(str(shard), Path(folder, "out"))
    return [max(found[len(found) * place // 10 : len(found) * (place + 1) // 10], default=0.0) for place in range(10)]


def runs(folder: str, shard: str) -> Runs:
    """The bare loop, a part of a crawl, and the steps of one, on the same shard; what is made at first use is there."""
    options = Options(id_field="id")
    texts = [each.content for each in documents_of(shard, options) if isinstance(each.content, str)]
    pages = [page for text in texts for page in pages_of(text)]
    rows = [(str(number), 1, page, health_as_read(page).status) for number, page in enumerate(pages)]
    made: dict[str, Callable[[], object]] = {
        "bare loop": partial(bare_loop, [shard]),
        "part of a crawl": partial(make_part, Path(folder), "part", [shard], options),
        "- to unpack and decode": lambda: list(documents_of(shard, options)),
        "- to dismiss or to parse": lambda: [pages_of(text) for text in texts],
        "- `health`": lambda: [health_as_read(page) for page in pages],
        "- columns of Arrow": lambda: crawled_table(rows, options),
    }
    for run in made.values():
        run()
    return {name: Cold(run) for name, run in made.items()}
