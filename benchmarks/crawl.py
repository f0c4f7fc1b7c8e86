"""What many documents cost: `python -m benchmarks.crawl [SECTION...] [--spark PYTHON]` writes `docs/scale.md`.

Where sections are named, these alone are measured, and the others stay as they are on the page. `--spark` names a Python
that has the extra `spark`; without it, Spark is not in the table of documents. The section `steps` needs valgrind, and
is left as it is where that is not installed. All sections take about eleven minutes on two cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import page
from benchmarks.counting import available, count
from benchmarks.crawl_runs import TEXTS, by_rounds, document, held, write_shards
from benchmarks.facts import critic_page, summary_page, user_page
from benchmarks.page import goal, table
from benchmarks.printing import text_of
from benchmarks.texts import PLAIN
from benchmarks.timing import medians

DOCS: Final = Path(__file__).parents[1] / "docs" / "scale.md"

HEAD: Final = """\
# What a crawl costs

How fast documents by the million are read, and what that takes of processors, memory and disk. `python -m benchmarks.crawl`
writes this page. All texts are invented, in the shape of real pages. Only the ratios carry over to another machine.
[Many documents](crawl.md) shows how to start a crawl, how it goes on after a stop, and what it reports.

{machine}
"""

DOCUMENTS: Final = """\
## A document

One document in ten is a review page, which is far more than in any crawl of the web: it shows what a page costs. The
bare loop is `benchmarks/bare_loop.py`: it reads gzipped JSON lines, asks `sniff`, and calls `parse` and `rows`. It checks
no page and writes nothing. A crawl checks each page (`ReviewPage.health`), builds the columns of all its fields, and
writes Parquet to the disk. The times are medians of {rounds} rounds of {documents:,} documents, without what a start takes: the
first quarter of them is read as part of it, for that long Java compiles most of what Spark runs.

"""

STEPS: Final = """\
## The steps of a crawl

Instructions that each step takes, of a shard of {documents:,} documents. A busy machine does not change them. In time, a step
may take more or less than its share of the instructions.

"""

KINDS: Final = """\
## What a page costs

In a crawl with one process, as part of a shard of such documents alone:

"""

SCALE: Final = """\

## A thousand million documents

Suppose 10⁹ documents of this kind, which is what about 30,000 WET files of Common Crawl hold, and one review page in a
thousand. These are the hours of processor time that they take, and what they cost is these hours times the price of one:

```python
>>> documents, pages = 10**9, 10**6
>>> other, page = {other}e-6, {page}e-6  # seconds, from the table above
>>> hours = (documents * other + pages * page) / 3600
>>> round(hours, 1)
{hours}

```

Documents that are no pages take {share:.0%} of that, so what counts is how quickly they are dismissed. On one machine of 64
cores it is {minutes:.0f} minutes, if the disk or the network delivers {terabytes:.1f} TB of unpacked text in that time; at 1 GB a
second it takes {slow:.1f} hours, and then more cores do not help. Unpacking is in these figures, fetching is not.

```python
>>> round(hours / 64, 2), round(documents * {characters} / 10**9 / 3600, 2)  # hours of 64 cores; of 1 GB a second
({cores}, {source})

```

The pages take {gigabytes:.1f} GB of Parquet. A plain summary of them (`aggregate_parts`) keeps a row for each author, publication
and month, which `top` limits. With `distinct=True` it keeps 230 bytes for each different review, in memory:

```python
>>> pages * {size} / 10**9  # GB of Parquet
{gigabytes}
>>> pages * 30 * 230 / 10**9  # GB of memory, if a page lists 30 reviews and no two pages overlap
6.9

```

Who has less memory adds up the titles by the first letter, a run each: no review of one run is in another.
"""

TABLES: Final = """\
## Tables

Tables and frames of pages, beside the parsing of these pages:

"""

MEMORY: Final = """\
## Memory

A worker holds up to {together} pages as records, or as many as {characters:,} characters of text hold, up to {group} MB of tables,
and what Parquet needs for the part that it writes. These are the most megabytes that it held in each tenth of its way
through one shard:

"""


def documents(number: int, rounds: int, python: str | None) -> str:
    """What a document costs in each way, the difference between a run of all shards and one of a quarter of them."""
    runs = by_rounds(number, rounds, python)
    less = number * 3 // 4
    seconds = {name: median(whole.seconds - few.seconds for whole, few in found) for name, found in runs.items()}
    cpu = {name: median(whole.cpu - few.cpu for whole, few in found) for name, found in runs.items()}
    start = {
        name: median(whole.cpu - (whole.cpu - few.cpu) * number / less for whole, few in found)
        for name, found in runs.items()
    }
    rows = [
        [
            name,
            f"{less / seconds[name]:,.0f}",
            f"{cpu[name] / less * 1e6:.0f}",
            f"{cpu[name] / cpu['bare loop']:.2f}",
            f"{max(0.0, start[name]):.1f}",
        ]
        for name in runs
    ]
    head = ["", "documents a second", "CPU-µs a document", "times the bare loop", "CPU-s to start"]
    one, two = "crawl, 1 process", "crawl, 2 processes"
    goals = [
        goal("A crawl should take {} × the CPU of the bare loop", 1.15, {one: cpu[one] / cpu["bare loop"]}),
        goal(
            "Two processes should read {} × as many documents a second as one",
            1.8,
            {two: seconds[one] / seconds[two]},
            least=True,
        ),
    ]
    for name in runs.keys() & {"Spark, 2 threads"}:
        goals.append(goal("Spark should take {} × the CPU of a crawl", 1.7, {name: cpu[name] / cpu[one]}))
    words = DOCUMENTS.format(rounds=rounds, documents=number)
    return "\n".join([words + table(head, rows), *goals])


def steps(number: int) -> str:
    """How many instructions a part takes, times those of the bare loop, and for what."""
    with tempfile.TemporaryDirectory() as folder:
        (shard,) = write_shards(Path(folder, "in"), number, number)
        found = count("benchmarks.crawl_runs:runs", str(Path(folder, "out")), shard)
    costs = {name: each.instructions for name, each in found.items()}
    loop, part, *parts = costs.values()
    costs["- Parquet, and the rest"] = part - sum(parts)
    rows = [[name, f"{cost / number:,.0f}", f"{cost / loop:.2f}"] for name, cost in costs.items()]
    return STEPS.format(documents=number) + table(["", "instructions a document", "times the bare loop"], rows)


def kinds(rounds: int, budget: float) -> str:
    """What a document costs that is a page, and one that is none, in a part of a crawl; and what 10⁹ of them do."""
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
        times = medians(runs, rounds=rounds, budget=budget)
        different = Path(folder, "different.jsonl")
        pages = [(critic_page(seed, 25), summary_page(seed, 7), user_page(seed, 40))[seed % 3] for seed in range(120)]
        different.write_text("".join(json.dumps({"text": text_of(each)[0]}) + "\n" for each in pages), "utf-8")
        make_part(Path(folder), "different", [str(different)], Options())
        size = round((Path(folder) / "pages" / "different.parquet").stat().st_size / len(pages))
    characters = {
        name: round(sum(len(document(n)["text"]) for n in each) / len(each)) for name, each in numbers.items()
    }
    costs = {name: round(times[name] / len(each) * 1e6) for name, each in numbers.items()}
    rows = [[name, f"{characters[name]:,}", f"{costs[name]:,}"] for name in numbers]
    words = f"\nA review page takes {size:,} bytes of Parquet, compressed, with all its reviews and lines.\n"
    scale = of_a_thousand_million(costs["no review page"], costs["review page"], characters["no review page"], size)
    return KINDS + table(["document", "characters", "CPU-µs"], rows) + words + scale


def of_a_thousand_million(other: int, page: int, characters: int, size: int) -> str:
    """What 10⁹ documents cost, of so many microseconds and characters each, of pages of so many bytes of Parquet."""
    documents, pages = 10**9, 10**6
    hours = (documents * (other * 1e-6) + pages * (page * 1e-6)) / 3600
    return SCALE.format(
        other=other,
        page=page,
        hours=round(hours, 1),
        share=documents * other * 1e-6 / 3600 / hours,
        minutes=hours / 64 * 60,
        terabytes=characters / 1000,
        slow=characters / 3600,
        characters=characters,
        cores=round(hours / 64, 2),
        source=round(documents * characters / 10**9 / 3600, 2),
        gigabytes=pages * size / 10**9,
        size=size,
    )


def tables(rounds: int, budget: float) -> str:
    """What tables and frames of pages take, beside the parsing of these pages."""
    from reviewparse import parse
    from reviewparse.arrow import PAGES, to_arrow
    from reviewparse.frames import to_pandas, to_polars

    texts = [text for place, text in enumerate(TEXTS) if place % 10 == 3]
    pages = [parse(text) for text in texts] * 20
    times = medians(
        {
            "`parse`": lambda: [parse(text) for text in texts * 20],
            "`to_arrow`": lambda: to_arrow(pages),
            "`to_arrow(pages, PAGES)`": lambda: to_arrow(pages, PAGES),
            "`to_pandas`": lambda: to_pandas(pages),
            "`to_polars`": lambda: to_polars(pages),
        },
        rounds=rounds,
        budget=budget,
    )
    ratios = {name: seconds / times["`parse`"] for name, seconds in times.items()}
    rows = [[name, f"{seconds / len(pages) * 1e6:.0f}", f"{ratios[name]:.2f}"] for name, seconds in times.items()]
    goals = [
        goal("A table should take {} × `parse`", 0.5, {name: ratios[name] for name in list(ratios)[1:3]}),
        goal("A frame should take {} × `parse`", 0.6, {name: ratios[name] for name in list(ratios)[3:]}),
    ]
    return "\n".join([TABLES + table(["", "CPU-µs a page", "times parsing"], rows), *goals])


def memory(number: int) -> str:
    """How many megabytes a worker holds on its way through short documents, pages, and pages of a million characters."""
    from reviewparse.crawl import parts

    pages = [text_of(critic_page(seed, 3 + seed % 9))[0] for seed in range(97)]
    other = PLAIN["prose"](300)
    long = pages[0] + "A line that is not of the format.\n" * 30_000
    few, longs = number // 20, max(10, number // 10_000)
    shards = {
        f"{number:,} short documents, one in a hundred a page": (
            other if place % 100 else pages[place // 100 % 97] for place in range(number)
        ),
        f"{few:,} review pages": (pages[place % 97] for place in range(few)),
        f"{longs:,} review pages of a million characters": (long for _ in range(longs)),
    }
    found = {name: held(texts) for name, texts in shards.items()}
    rows = [[name, " ".join(f"{most:.0f}" for most in tenths)] for name, tenths in found.items()]
    ratios = {name: max(tenths[5:]) / max(1.0, *tenths[:5]) for name, tenths in found.items()}
    words = MEMORY.format(together=parts.TOGETHER, characters=parts.CHARACTERS, group=parts.GROUP >> 20)
    return "\n".join(
        [
            words + table(["shard", "MB in each tenth"], rows),
            goal("The second half of a shard should take {} × the memory of the first", 1.2, ratios),
        ]
    )


def machine(load: float) -> str:
    """What it was measured on, and the load of the machine before that."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "polars", "pandas"))
    where = f"{page.processors()} and {packages}"
    return f"Measured {date.today().isoformat()} on {where}. Other work was a load of {load:.1f}."


def main() -> None:
    """Measure, print, write."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description=__doc__)
    arguments.add_argument("sections", nargs="*", metavar="SECTION", help="all unless named")
    arguments.add_argument("--documents", type=int, default=128_000, help="how many are read in each way")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--spark", metavar="PYTHON", help="a Python that has the extra `spark`")
    arguments.add_argument(
        "--memory", type=int, default=1_000_000, metavar="N", help="documents of the section `memory`"
    )
    arguments.add_argument("--quick", action="store_true", help="few documents: to see that it works")
    arguments.add_argument("--output", type=Path, default=DOCS, help="where the page is written")
    given = arguments.parse_args()
    number, held_of, rounds = (320, 2_000, 1) if given.quick else (given.documents, given.memory, given.rounds)
    budget = 0.1 if given.quick else 15.0
    known: dict[str, Callable[[], str]] = {
        "documents": lambda: documents(number, rounds, given.spark),
        "steps": lambda: steps(20 if given.quick else 1_000),
        "kinds": lambda: kinds(3 * rounds, budget),
        "tables": lambda: tables(5 * rounds, budget),
        "memory": lambda: memory(held_of),
    }
    if not available():
        del known["steps"]
    if unknown := set(given.sections) - set(known):
        arguments.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    head = HEAD.format(machine=machine(os.getloadavg()[0]))
    page.write(given.output, head, known, given.sections, keep=True)


if __name__ == "__main__":
    main()
