"""What many documents cost: `python -m benchmarks.crawl [--documents N] [--spark PYTHON] [--memory N] [--output FILE]`.

Of the documents, one in ten is a review page. They are read by the loop of `benchmarks.bare_loop`, by `crawl` with one
process and with two, and by Spark, each in processes of its own, in turn, in every round. What a document costs is the
difference between a run of all shards and one of a quarter of them, so that no start is in it. `--spark` names a Python
that has the extra `spark`; `--memory` is how many documents are read to see that memory does not grow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import zstandard

from benchmarks.bare_loop import bare_loop
from benchmarks.counting import Cold, Runs, count
from benchmarks.facts import critic_page, summary_page, user_page
from benchmarks.printing import text_of
from benchmarks.processes import descendants
from benchmarks.texts import PLAIN
from reviewparse.crawl import Options
from reviewparse.crawl.parts import make_part

__all__ = ["document", "write_shards"]

LENGTHS: Final = (700, 1_500, 2_500, 4_000, 6_000, 15_000)
"""Characters of the documents that are no review pages; their mean is about that of a page of the web."""
SHARD: Final = 2_000
"""Documents in a shard."""
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


def write_shards(folder: Path, documents: int, shard: int = SHARD) -> list[str]:
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
    """Megabytes that the worker of a crawl holds while it reads a shard, sampled twice a second."""
    command = [sys.executable, "-m", "reviewparse", "crawl", "-o", str(out), "--jobs", "1", shard]
    found = []
    with subprocess.Popen(command, cwd=ROOT, env=_environment(), stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            found.append(max(map(_resident, descendants(process.pid)), default=0.0))
            time.sleep(0.5)
    assert process.returncode == 0
    return found


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * resource.getpagesize() / 2**20


# --- tables ----------------------------------------------------------------------------------------------------------


def measured(documents: int, rounds: int, python: str | None) -> tuple[dict[str, list[Run]], int]:
    """The runs of each way to read the documents: what those of three quarters of the shards took, without a start.

    The whole runs are in the list of the same name with `(whole)`.
    """
    ways: dict[str, Callable[[Sequence[str], Path], Run]] = {
        "bare loop": lambda shards, out: bare(shards, 1),
        "bare loop, 2 at once": lambda shards, out: bare(shards, 2),
        "crawl, 1 process": lambda shards, out: crawled(shards, out, 1),
        "crawl, 2 processes": lambda shards, out: crawled(shards, out, 2),
    }
    if python is not None:
        ways["Spark, 2 threads"] = lambda shards, out: in_spark(shards, out, python)
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        shards = write_shards(Path(folder, "in"), documents)
        few = shards[: len(shards) // 4]
        for number in range(rounds):
            for name, way in ways.items():
                whole = way(shards, Path(folder, f"{name}{number}"))
                start = way(few, Path(folder, f"{name}{number}, few"))
                runs.setdefault(f"{name} (whole)", []).append(whole)
                runs.setdefault(name, []).append(Run(whole.seconds - start.seconds, whole.cpu - start.cpu))
                print(f"  {name}: {whole}, {start}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return runs, documents - len(few) * SHARD


def costs(runs: dict[str, list[Run]], documents: int) -> str:
    """What a document costs in each way."""
    lines = []
    least = median(run.cpu for run in runs["bare loop"])
    for name, found in runs.items():
        if name.endswith("(whole)"):
            continue
        seconds, cpu = (median(values) for values in zip(*found, strict=True))
        fixed = median(run.cpu for run in runs[f"{name} (whole)"]) - cpu * (documents * 4 / 3) / documents
        row = [
            name,
            f"{documents / seconds:,.0f}",
            f"{cpu / documents * 1e6:.0f}",
            f"{cpu / least:.2f}",
            f"{fixed:.1f}",
        ]
        lines.append("| " + " | ".join(row) + " |")
    head = ["", "documents a second", "CPU-µs a document", "times the bare loop", "CPU-s to start"]
    return "\n".join(["| " + " | ".join(head) + " |", "|---|--:|--:|--:|--:|", *lines]) + "\n"


def tables(rounds: int) -> str:
    """What tables and frames of pages take, beside the parsing of these pages."""
    from benchmarks.timing import medians
    from reviewparse import parse
    from reviewparse.arrow import PAGES, to_arrow
    from reviewparse.frames import to_pandas, to_polars

    texts = [text for place, text in enumerate(TEXTS) if place % 10 == 3]
    pages = [parse(text) for text in texts] * 20
    times = medians(
        {
            "parse": lambda: [parse(text) for text in texts * 20],
            "to_arrow": lambda: to_arrow(pages),
            "to_arrow(pages, PAGES)": lambda: to_arrow(pages, PAGES),
            "to_pandas": lambda: to_pandas(pages),
            "to_polars": lambda: to_polars(pages),
        },
        rounds=rounds,
        budget=10,
    )
    lines = [
        f"| `{name}` | {seconds / len(pages) * 1e6:.0f} | {seconds / times['parse']:.2f} |"
        for name, seconds in times.items()
    ]
    return "\n".join(["| | CPU-µs a page | times parsing |", "|---|--:|--:|", *lines]) + "\n"


def by_kind(rounds: int) -> str:
    """What a document costs that is a page, and one that is none, in a part of a crawl; and what a page takes on disk."""
    from benchmarks.timing import medians
    from reviewparse.crawl import Options
    from reviewparse.crawl.parts import make_part

    numbers = {"no review page": [n for n in range(600) if n % 10 != 3], "review page": list(range(3, 6000, 10))}
    with tempfile.TemporaryDirectory() as folder:
        runs: dict[str, Callable[[], object]] = {}
        for name, chosen in numbers.items():
            shard = Path(folder, f"{name}.jsonl.gz")
            with gzip.open(shard, "wt", encoding="utf-8") as file:
                file.writelines(json.dumps(document(number)) + "\n" for number in chosen)
            runs[name] = partial(make_part, Path(folder), name, [str(shard)], Options(id_field="id"))
        times = medians(runs, rounds=rounds, budget=30)
        different = Path(folder, "different.jsonl")
        pages = [(critic_page(seed, 25), summary_page(seed, 7), user_page(seed, 40))[seed % 3] for seed in range(120)]
        different.write_text("".join(json.dumps({"text": text_of(page)[0]}) + "\n" for page in pages), "utf-8")
        make_part(Path(folder), "different", [str(different)], Options())
        size = (Path(folder) / "pages" / "different.parquet").stat().st_size / len(pages)
    lines = [
        f"| {name} | {sum(len(document(n)['text']) for n in chosen) / len(chosen):,.0f} | "
        f"{times[name] / len(chosen) * 1e6:.0f} |"
        for name, chosen in numbers.items()
    ]
    head = ["| document | characters | CPU-µs |", "|---|--:|--:|"]
    return "\n".join([*head, *lines]) + f"\n\nA review page takes {size:,.0f} bytes of Parquet.\n"


def memory(documents: int) -> str:
    """How many megabytes the worker holds in each tenth of its way through one shard of short documents, one in 100 a page."""
    page, other = text_of(critic_page(1, 3))[0], PLAIN["prose"](300)
    with tempfile.TemporaryDirectory() as folder:
        shard = Path(folder, "shard.jsonl.zst")
        with zstandard.open(shard, "wt", encoding="utf-8") as file:
            for number in range(documents):
                text = f"{page if number % 100 == 3 else other}\nDocument {number}\n"
                file.write(json.dumps({"id": f"{number:09}", "text": text}) + "\n")
        found = peaks(str(shard), Path(folder, "out"))
    tenths = [found[len(found) * place // 10 : len(found) * (place + 1) // 10] for place in range(10)]
    return f"{documents:,} documents in one shard: " + ", ".join(f"{max(tenth):.0f}" for tenth in tenths) + " MB\n"


def runs(folder: str, *shards: str) -> Runs:
    """The bare loop, and a part of a crawl, on the same shards; what is made at first use is there."""
    loop = partial(bare_loop, shards)
    part = partial(make_part, Path(folder), "part", shards, Options(id_field="id"))
    loop()
    part()
    return {"loop": Cold(loop), "part": Cold(part)}


def instructions(documents: int) -> str:
    """How many instructions a part takes, times those of the bare loop: a busy machine does not change them."""
    with tempfile.TemporaryDirectory() as folder:
        shards = write_shards(Path(folder, "in"), documents)
        found = count("benchmarks.crawl:runs", str(Path(folder, "out")), *shards)
        loop, part = found["loop"].instructions, found["part"].instructions
    return (
        f"Instructions a document: {loop / documents:,.0f} in the bare loop, {part / documents:,.0f} for a part of a "
        f"crawl, {part / loop:.2f} times as many\n"
    )


def main() -> None:
    """Measure, and print the tables."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    arguments.add_argument("--documents", type=int, default=40_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--spark", metavar="PYTHON")
    arguments.add_argument("--memory", type=int, metavar="N")
    arguments.add_argument("--instructions", type=int, metavar="N", help="count those of N documents, and nothing else")
    given = arguments.parse_args()
    if given.instructions:
        print(instructions(given.instructions))
        return
    print(tables(5 * given.rounds))
    print(by_kind(3 * given.rounds))
    print(costs(*measured(given.documents, given.rounds, given.spark)))
    if given.memory:
        print(memory(given.memory))


if __name__ == "__main__":
    main()
