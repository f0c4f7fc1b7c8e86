"""Measures everything and writes the tables: `python -m benchmarks [--quick] [--output FILE]`, with the extra `bench`.

The page is written to `docs/benchmarks.md`. Before anything is timed, each contender has to find the same records.
Start-up is measured only where compiled modules may be written (`PYTHONDONTWRITEBYTECODE` is not set for it).
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import report
from benchmarks.texts import SIZE, samples

DOCS: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PACKAGES: Final = ("lark", "attrs", "pyparsing", "parsimonious", "beautifulsoup4", "lxml", "selectolax")
GROWTH: Final = (10_000, 100_000, 1_000_000, 10_000_000)

HEAD: Final = """\
# Benchmarks

How fast the library reads pages, compared with other ways to read them, and what it takes in memory and at the start.
`python -m benchmarks` writes this page. Only the ratios carry over to another machine.

{machine}

Every contender reads the same invented pages, and must find the same records before it is timed. In each round all run
in turn; a time is the median over the rounds.

- **Regular expressions by hand** are told which extractor printed the text.
- **Lark** reads the same grammar with its own parser, to a tree that then becomes records.
- **pyparsing** and **parsimonious** have a grammar for the text of one extractor.
- **BeautifulSoup** and **selectolax** read HTML with the same content.

Three more commands count instructions with valgrind, so a busy machine does not change the result:
`python -m benchmarks.guard` fails if a text takes over 3 % more than the ratio in `benchmarks/guard.json` (`--record`
writes a new ratio down), `python -m benchmarks.growth` reads hostile texts at two sizes, and
`python -m benchmarks.shapes --instructions` reads lists of each shape of review.
"""


def machine(rounds: int) -> str:
    """What it was measured on, and in how many rounds at most."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.partition(":")[2].strip() for line in info.read_text("utf-8").splitlines() if "model name" in line
        ]
        cpu = f"{len(models)} × {models[0]}" if models else cpu
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    where = f"{cpu}, {platform.system()}, with {python}, {packages}"
    return f"Measured {date.today().isoformat()} in up to {rounds} rounds on {where}."


def main() -> None:
    """Measure, print, write."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--quick", action="store_true", help="few rounds, small texts: to see that it works")
    arguments.add_argument("--output", type=Path, default=DOCS, help="where the page is written")
    given = arguments.parse_args()
    rounds = 5 if given.quick else 51
    measured = samples(50_000) if given.quick else samples(SIZE)
    named = {sample.name: sample for sample in measured}
    pages = [sample for sample in measured if sample.pages[0].sections and "hostile" not in sample.name]
    usual = [
        named[name] for name in ("25 reviews", "summary, 300 other lines", "100 user reviews", "items of one line")
    ]
    no_pages = [sample for sample in measured if not sample.pages[0].sections]
    sections: list[Callable[[], str]] = [
        lambda: report.speed(measured, rounds, 0.3 if given.quick else 4.0),
        lambda: report.by_shape(3 if given.quick else 21),
        lambda: report.sharing(rounds, named["25 reviews"], named["100 user reviews"]),
        lambda: report.of_no_pages(no_pages, rounds),
        lambda: report.of_html(3 if given.quick else 21),
        lambda: report.following(usual, rounds),
        lambda: report.starting(3 if given.quick else 21),
        lambda: report.remembering(pages, 5 if given.quick else 100),
        lambda: report.growing(GROWTH[:2] if given.quick else GROWTH, 3 if given.quick else 11),
    ]
    written = [HEAD.format(machine=machine(rounds))]
    for section in sections:
        written.append(section())
        print(written[-1])
    given.output.write_text("\n".join(written), encoding="utf-8")
    print(f"written: {given.output}")


if __name__ == "__main__":
    main()
