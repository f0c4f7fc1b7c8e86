"""A guard against getting slower that a busy machine cannot mislead: `python -m benchmarks.guard [--record]`.

Counted in instructions, with valgrind: what `parse` executes for each text, as a ratio to the regular expressions by hand
for the same text. The ratios are kept in `guard.json`; where one has grown by
more than `SLACK`, the exit status is 1. `--record` writes the ratios down, to be kept with the change that explains them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from benchmarks import handwritten
from benchmarks.counting import count, marked
from benchmarks.texts import Sample, samples
from reviewparse import parse_all

__all__ = ["compare", "main"]

RECORD: Final = Path(__file__).with_name("guard.json")
SLACK: Final = 1.05
SIZE: Final = 30_000


def _measured() -> list[Sample]:
    return list(samples(SIZE, 5_000))


def _child() -> None:
    """What runs under callgrind: each text once in each way, after what is compiled at first use."""
    for sample in _measured():
        for _ in range(2):
            list(parse_all(sample.text))
            handwritten.read_all(sample.text)
        with marked():
            list(parse_all(sample.text))
        with marked():
            handwritten.read_all(sample.text)


def ratios() -> dict[str, float]:
    """For each text, the instructions of reading it as a multiple of those of the regular expressions by hand."""
    names = [sample.name for sample in _measured()]
    counts = count(["-m", "benchmarks.guard", "--child"], 2 * len(names))
    return {name: round(ours / theirs, 3) for name, ours, theirs in zip(names, counts[::2], counts[1::2], strict=True)}


def compare(found: dict[str, float], recorded: dict[str, float]) -> list[str]:
    """A line for each text whose ratio has grown, or that was not recorded.

    >>> compare({"a page": 1.4, "another": 1.0}, {"a page": 1.2, "another": 1.1})
    ['a page: 1.2 was recorded, 1.4 is it now']
    """
    return [
        f"{name}: {recorded.get(name, 'nothing')} was recorded, {ratio} is it now"
        for name, ratio in found.items()
        if ratio > recorded.get(name, 0) * SLACK
    ]


def main(arguments: list[str]) -> int:
    """Count and compare, or record; the exit status."""
    if arguments == ["--child"]:
        _child()
        return 0
    found = ratios()
    for name, ratio in found.items():
        print(f"{name:28} {ratio:6.2f}")
    if arguments == ["--record"]:
        RECORD.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        return 0
    worse = compare(found, json.loads(RECORD.read_text("utf-8")))
    print(*worse, sep="\n")
    return int(bool(worse))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
