"""Measures everything and writes `docs/benchmarks.md`: `python -m benchmarks [SECTION ...]`, with the extra `bench`.

Where sections are named, these alone are measured, and the others stay as they are on the page. Before anything is timed,
each contender has to find the same records. Sections that count instructions are left out where valgrind is not
installed. Start-up is measured only where compiled modules may be written (`PYTHONDONTWRITEBYTECODE` is not set for it).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks import counted, page, report
from benchmarks.counting import available
from benchmarks.growth import ALL
from benchmarks.texts import SIZE, samples

PACKAGES: Final = ("lark", "attrs", "pyparsing", "parsimonious", "beautifulsoup4", "lxml", "selectolax")
GROWTH: Final = (10_000, 100_000, 1_000_000, 10_000_000)

HEAD: Final = """\
# Benchmarks

How fast the library reads pages, compared with other ways to read them, and what it takes in memory and at the start.
`python -m benchmarks` writes this page, and `python -m benchmarks SECTION` one section of it. All texts are invented, in
the shape of real pages. Only the ratios carry over to another machine.

{machine}

Times are processor time, the median over the rounds; all that is compared runs in turn, in every round. Instructions are
counted with valgrind, so a busy machine does not change them.
"""


def machine(rounds: int) -> str:
    """What it was measured on, and in how many rounds at most."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"Measured {date.today().isoformat()} in up to {rounds} rounds on {page.processors()}, {packages}."


def ways(rounds: int, quick: bool) -> dict[str, Callable[[], str]]:
    """What measures each section, by the name that the command line has for it."""
    measured = samples(50_000) if quick else samples(SIZE)
    pages = [sample for sample in measured if sample.pages[0].sections and "hostile" not in sample.name]
    no_pages = [sample for sample in measured if not sample.pages[0].sections]
    few = max(3, rounds // 2)
    by_time: dict[str, Callable[[], str]] = {
        "speed": lambda: report.speed(measured, rounds, 0.3 if quick else 2.0),
        "sniff": lambda: report.of_no_pages(no_pages, rounds),
        "html": lambda: report.of_html(few),
        "start": lambda: report.starting(few),
        "memory": lambda: report.remembering(pages, 5 if quick else 100),
        "long": lambda: report.growing(GROWTH[:2] if quick else GROWTH, max(3, rounds // 4)),
    }
    by_instructions: dict[str, Callable[[], str]] = {
        "limit": counted.near_the_limit,
        "shapes": counted.by_shape,
        "after": counted.after_reading,
        "hostile": lambda: counted.hostile_growth(list(ALL)[::20] if quick else list(ALL)),
    }
    order = ("speed", "limit", "shapes", "after", "sniff", "html", "start", "memory", "long", "hostile")
    found = by_time | (by_instructions if available() else {})
    return {name: found[name] for name in order if name in found}


def main() -> None:
    """Measure, print, write."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("sections", nargs="*", metavar="SECTION", help="all unless named")
    arguments.add_argument("--quick", action="store_true", help="few rounds, small texts: to see that it works")
    arguments.add_argument("--rounds", type=int, default=31)
    arguments.add_argument("--output", type=Path, default=page.DOCS, help="where the page is written")
    given = arguments.parse_args()
    rounds = 5 if given.quick else given.rounds
    known = ways(rounds, given.quick)
    if unknown := set(given.sections) - set(known):
        arguments.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    page.write(given.output, HEAD.format(machine=machine(rounds)), known, given.sections, keep=bool(given.sections))


if __name__ == "__main__":
    main()
