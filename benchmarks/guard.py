"""A guard against getting slower that a busy machine cannot mislead: `python -m benchmarks.guard [--record]`.

Counted in instructions, with valgrind: what the library executes for one text of each kind. The counts are kept in
`guard.json` with the Python that they were recorded on. Where one has grown by more than `SLACK`, the exit status is 1.
`--record` writes the counts down, to be kept with the change that explains them. The first parse of an installed wheel
and that of a checkout are recorded apart.

Another Python, or another build of it, executes other instructions. So the guard first compares versions, then counts
`calibration`, which does not touch the library; where either differs, it says so in a line and compares nothing.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks import follow
from benchmarks.counting import Cold, Runs, available, count
from benchmarks.facts import critic_page, summary_page, user_page
from benchmarks.invented_html import invented_page
from benchmarks.texts import Sample, doubled, headless, hostile, layout_2, layout_3, no_page, sample, sparse, wrapped
from reviewparse import ReviewPage, ReviewParseError, parse, parse_html, parse_many, sniff

__all__ = ["compare", "main", "runs", "versions"]

RECORD: Final = Path(__file__).with_name("guard.json")
SLACK: Final = 1.03
SAME: Final = 0.02
"""By which share `calibration` may differ where Python is the same: it depends on where objects are in memory, too."""

LAYOUTS: Final = 3
"""How many layouts of memory are counted: what is recorded is their median, and what has grown has done so in each."""

CALIBRATION: Final = "calibration"

WHEEL: Final = "reviewparse.prepared"
"""The module that a wheel has, and a checkout has not: the first parse executes far less there."""


def texts() -> dict[str, Sample]:
    """One small text of each kind, by name."""
    found = (
        sample("critics", critic_page(1, 12)),
        sample("users", user_page(3, 15)),
        sample("summary, 60 other lines", summary_page(2, 4), 60),
        sparse(),
        doubled(8),
        layout_2(6),
        layout_3(6),
        wrapped(5),
        headless(8),
        no_page("source", 8_000),
        hostile("citations", 4_000),
    )
    return {one.name: one for one in found}


def runs() -> Runs:
    """All that is guarded, by name, and `calibration`."""
    samples = texts()
    critics = samples["critics"].text
    prose = no_page("prose", 20_000).text
    some = [prose[:2_000]] * 9 + [critics]
    return {
        "first parse, of a wheel" if find_spec(WHEEL) else "first parse": Cold(partial(parse, critics)),
        CALIBRATION: calibration,
        **{name: partial(_read, sample.text) for name, sample in samples.items()},
        "sniff: prose": partial(sniff, prose),
        "parse_many: 10 texts, 1 page": lambda: list(parse_many(some)),
        "HTML: summary, 14 reviews": partial(parse_html, invented_page("summary, 14 reviews")),
        **{f"{step}: critics": partial(_follow, step, critics) for step in follow.STEPS},
    }


def _read(text: str) -> None:
    with suppress(ReviewParseError):
        parse(text)


def _follow(step: str, text: str) -> object:
    return follow.STEPS[step].run(_page(text), text)


@cache
def _page(text: str) -> ReviewPage:
    return parse(text)


@frozen
class Entry:
    """What `calibration` makes."""

    number: int
    words: list[str]


def calibration() -> list[Entry]:
    """What executes the same wherever Python does: its interpreter, regular expressions, attrs, strings and lists.

    Not to be changed: the count on record is of this.
    """
    text = "  12. a line of a list\n\n" * 200
    found = re.compile(r"[ ]*+([0-9]+)\. (?=a)(.++)\n*").finditer(text)
    entries = [Entry(int(match[1]) + place, match[2].split()) for place, match in enumerate(found)]
    return sorted(entries, key=lambda entry: -entry.number)


def counts(layout: int) -> dict[str, int]:
    """The instructions of each of `runs`. Raises `FileNotFoundError` where valgrind is not installed."""
    return {name: found.instructions for name, found in count("benchmarks.guard:runs", layout=layout).items()}


def medians() -> dict[str, int]:
    """The median of all layouts."""
    all_counts = [counts(layout) for layout in range(LAYOUTS)]
    return {name: sorted(found[name] for found in all_counts)[LAYOUTS // 2] for name in all_counts[0]}


def versions() -> str:
    """The Python, the kind of machine and the C library, on which counts depend."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return ", ".join((python, platform.machine(), " ".join(platform.libc_ver())))


def compare(found: Mapping[str, int], recorded: Mapping[str, int]) -> list[str]:
    """A line for each count that has grown, and for each that is not on record.

    >>> compare({"a page": 1040, "another": 1020}, {"a page": 1000, "another": 1000})
    ['a page: 1,000 instructions were recorded, 1,040 are executed now (+4.0 %)']
    >>> compare({"a new page": 1000}, {})
    ['a new page: not on record']
    """
    grown = []
    for name, now in found.items():
        if name not in recorded:
            grown.append(f"{name}: not on record")
        elif now > recorded[name] * SLACK:
            more = 100 * (now / recorded[name] - 1)
            grown.append(
                f"{name}: {recorded[name]:,} instructions were recorded, {now:,} are executed now (+{more:.1f} %)"
            )
    return grown


def main(arguments: Sequence[str] | None = None) -> int:
    """Count and compare, or record; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.guard", description=__doc__)
    parser.add_argument("--record", action="store_true", help="write the counts down instead of comparing them")
    record = parser.parse_args(arguments).record
    if not available():
        print("skipped: valgrind is not installed")
        return 0
    if record:
        _record()
        return 0
    recorded = json.loads(RECORD.read_text("utf-8"))
    if recorded["versions"] != versions():
        print(f"skipped: recorded on {recorded['versions']}; this is {versions()}")
        return 0
    return _compared(recorded["instructions"])


def _record() -> None:
    """Write the counts down; one of a wheel alone, or of a checkout alone, is kept where the other is counted."""
    kept: dict[str, int] = {}
    if RECORD.exists():
        recorded = json.loads(RECORD.read_text("utf-8"))
        kept = recorded["instructions"] if recorded["versions"] == versions() else {}
    whole = {"versions": versions(), "instructions": {**kept, **medians()}}
    RECORD.write_text(json.dumps(whole, indent=2) + "\n", "utf-8")


def _compared(recorded: Mapping[str, int]) -> int:
    """Count, and print what has changed; the exit status. Where something has grown, another layout may explain it."""
    found = counts(0)
    differs = found.pop(CALIBRATION) / recorded[CALIBRATION] - 1
    if abs(differs) > SAME:
        print(f"skipped: this build of Python executes {100 * differs:+.1f} % instructions for the same code")
        return 0
    layouts = iter(range(1, LAYOUTS))
    while compare(found, recorded) and (layout := next(layouts, None)):
        again = counts(layout)
        found = {name: min(now, again[name]) for name, now in found.items()}
    for name, now in found.items():
        print(f"{name:30} {now:14,} {100 * (now / recorded.get(name, now) - 1):+6.1f} %")
    grown = compare(found, recorded)
    print(*(grown or ["nothing has grown by more than 3 %"]), sep="\n")
    return int(bool(grown))


if __name__ == "__main__":
    sys.exit(main())
