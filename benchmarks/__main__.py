"""Measures everything and writes the tables: `python -m benchmarks [--quick] [--output FILE]`, with the extra `bench`.

The page is written to `docs/benchmarks.md`. Before anything is timed, each contender has to find the same records.
Start-up is measured only where compiled modules may be written (`PYTHONDONTWRITEBYTECODE` is not set for it).
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import follow, memory, shares, start
from benchmarks.contenders import CONTENDERS, agrees, contenders_for
from benchmarks.texts import SIZE, Sample, many_pages, samples
from benchmarks.timing import medians
from reviewparse import parse_all

DOCS: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PACKAGES: Final = ("lark", "attrs", "pyparsing", "parsimonious", "beautifulsoup4", "lxml", "selectolax")
GOALS: Final = {"b": 1.0, "c": 4, "d": 30, "e": 30, "f": 50}
"""How many times as long as reviewparse each contender is meant to take."""

GROWTH: Final = (10_000, 100_000, 1_000_000, 10_000_000)

HEAD: Final = """\
# Benchmarks

How long reading takes, beside the other ways to read such a page, and what it costs in memory and at the start. The page
is written by `python -m benchmarks`, which anyone can run; only the ratios carry over to another machine.

{machine}

Two more commands count instructions with valgrind, which a busy machine cannot mislead: `python -m benchmarks.growth`
for texts that are made to be slow, and `python -m benchmarks.guard` beside what was recorded with the code.

Every contender reads the same invented pages, and has to find the same records before it is timed. They run in turn, in
every round, and a time is the median over the rounds. The regular expressions by hand know the one dialect that the
benchmark's texts are in; Lark reads the same grammar as the library, in its own way, to a tree that then becomes records;
the grammars for pyparsing and parsimonious are of that one dialect; BeautifulSoup and selectolax read HTML that shows the
same content.
"""

SHARES: Final = """\
## Where the time goes

The reviews of the longest list, one step at a time. Finding a review takes longer than by hand: before a field is taken,
the grammar looks ahead whether the lines below agree (a publication is one where a date, a score or an author follows), so
that no line of a page that has changed becomes a wrong value, and it tries the margins, the blank lines and the marks of
six extractors, where the patterns by hand know one. Making the records takes less.

"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, its first column to the left."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def machine() -> str:
    """What it was measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.partition(":")[2].strip() for line in info.read_text("utf-8").splitlines() if "model name" in line
        ]
        cpu = f"{len(models)} × {models[0]}" if models else cpu
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Measured {date.today().isoformat()} on {cpu}, {platform.system()}, with {python}, {packages}."


def speed(measured: Sequence[Sample], rounds: int, budget: float) -> str:
    """All contenders on all texts."""
    times: dict[str, dict[str, float]] = {}
    for sample in measured:
        found = contenders_for(sample)
        for key in found:
            if not agrees(key, sample):
                raise SystemExit(f"{CONTENDERS[key].name} does not find the records of {sample.name}")
        runs: dict[str, Callable[[], object]] = {key: partial(one.read, sample) for key, one in found.items()}
        times[sample.name] = medians(runs, rounds=rounds, budget=budget)
        print(f"  {sample.name}", file=sys.stderr)
    head = ["Text", "characters", *(f"{key}. {one.name}" for key, one in CONTENDERS.items())]
    rows = []
    for sample in measured:
        of = times[sample.name]
        cells = [_ms(of["a"]), *(f"{_ms(of[key])} ({of[key] / of['a']:.2g})" if key in of else "" for key in "bcdefg")]
        rows.append([sample.name, f"{len(sample.text):,}", *cells])
    goals = [(key, goal, [of[key] / of["a"] for of in times.values() if key in of]) for key, goal in GOALS.items()]
    met = [
        [
            f"{key}. {CONTENDERS[key].name}",
            f"{min(ratios):.3g}",
            f"{max(ratios):.3g}",
            f"{goal:g}",
            f"{sum(ratio >= goal for ratio in ratios)} of {len(ratios)}",
        ]
        for key, goal, ratios in goals
    ]
    return (
        "## Speed\n\nMilliseconds; in brackets, how many times as long as reviewparse takes.\n\n"
        + table(head, rows)
        + "\n"
        + table(["Times as long as reviewparse", "least", "most", "goal", "texts that reach it"], met)
    )


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.3g}"


def sharing(rounds: int, critics: Sample, users: Sample) -> str:
    """What the time goes for."""
    columns = [found for sample in (critics, users) for found in shares.measure(sample, sample is users, rounds)]
    rows = [[step, *(f"{column[step] * 1e6:.2f}" for column in columns)] for step in shares.STEPS]
    rows.append(["in all", *(f"{sum(column.values()) * 1e6:.2f}" for column in columns)])
    head = [name + whose for name in (critics.name, users.name) for whose in ("", ", by hand")]
    return SHARES + table(["Microseconds for each review", *head], rows)


def starting(rounds: int) -> str:
    """Start-up, in fresh processes."""
    found = start.measure(rounds)
    rows = [[name, _ms(seconds)] for name, seconds in found.items()]
    rows.append(
        ["import reviewparse / import attrs (goal: 1.3)", f"{found['import reviewparse'] / found['import attrs']:.2f}"]
    )
    rows.append(["first parse / import lark (goal: 2)", f"{found['first parse'] / found['import lark']:.2f}"])
    return "## Start\n\nMilliseconds in a fresh process.\n\n" + table(["", "ms"], rows)


def remembering(measured: Sequence[Sample], megabytes: int) -> str:
    """Memory."""
    rows = []
    for sample in measured:
        peak, kept = memory.of_a_text(sample)
        rows.append([sample.name, f"{peak:.1f}", f"{kept:.1f}"])
    pages, more = memory.of_a_file(megabytes)
    head = ["Text", "peak (goal: 12)", "records (goal: 3)"]
    return (
        "## Memory\n\nBytes for each byte of the text.\n\n"
        + table(head, rows)
        + f"\n`parse_all` over a file of {megabytes} MB, {pages:,} pages: {more:.0f} MB more than after one small page.\n"
        "\nA line that is not of the format is kept as a record and a string, some 160 bytes however short it is. So a page of\n"
        "nothing but short lines keeps more than its text.\n"
    )


def growing(sizes: Sequence[int], rounds: int) -> str:
    """Time for each character, of texts of very different size."""
    texts = {f"{size:,}": many_pages(size, html=False).text for size in sizes}
    runs: dict[str, Callable[[], object]] = {name: partial(_read_through, text) for name, text in texts.items()}
    times = medians(runs, rounds=rounds, budget=20.0)
    each = {name: times[name] / len(text) for name, text in texts.items()}
    first = next(iter(each.values()))
    rows = [[name, f"{seconds * 1e9:.0f}", f"{seconds / first:.2f}"] for name, seconds in each.items()]
    head = ["Characters", "ns a character", "ratio (goal: 1.3)"]
    return "## Growth\n\nMany pages in one text, read by `parse_all`.\n\n" + table(head, rows)


def _read_through(text: str) -> None:
    for _ in parse_all(text):
        pass


def following(measured: Sequence[Sample], rounds: int) -> str:
    """What is done with a page that was read."""
    found = {sample.name: follow.measure(sample, rounds) for sample in measured}
    steps = list(next(iter(found.values())))
    rows = [[step, *(f"{ratios[step]:.2f}" for ratios in found.values())] for step in steps]
    return "## After reading\n\nEach as a multiple of the time of `parse` of the same page (goal: 1).\n\n" + table(
        ["", *found], rows
    )


def main() -> None:
    """Measure, print, write."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="few rounds, small texts: to see that it works")
    arguments.add_argument("--output", type=Path, default=DOCS, help="where the page is written")
    given = arguments.parse_args()
    rounds = 5 if given.quick else 51
    measured = samples(50_000) if given.quick else samples(SIZE)
    usual = [sample for sample in measured if sample.htmls]
    one_page = [sample for sample in usual if len(sample.pages) == 1]
    sections: list[Callable[[], str]] = [
        lambda: speed(measured, rounds, 0.3 if given.quick else 4.0),
        lambda: sharing(rounds, measured[0], measured[2]),
        lambda: starting(3 if given.quick else 21),
        lambda: remembering(usual, 5 if given.quick else 100),
        lambda: growing(GROWTH[:2] if given.quick else GROWTH, 3 if given.quick else 11),
        lambda: following(one_page, rounds),
    ]
    written = [HEAD.format(machine=machine())]
    for section in sections:
        written.append(section())
        print(written[-1])
    given.output.write_text("\n".join(written), encoding="utf-8")
    print(f"written: {given.output}")


if __name__ == "__main__":
    main()
