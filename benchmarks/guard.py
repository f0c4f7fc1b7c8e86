"""A guard against getting slower that a busy machine cannot mislead: `python -m benchmarks.guard [--record]`.

Counted in instructions, with valgrind: what reading executes for each text, as a multiple of what something else does
for the same text that does not change. That is the regular expressions by hand for `parse`, one `in` for `sniff`, and
lxml's bare tree for `parse_html`. The ratios are kept in `guard.json`; where one has grown by more than `SLACK`, the
exit status is 1. `--record` writes the ratios down, to be kept with the change that explains them.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.contenders import CONTENDERS
from benchmarks.counting import count, marked
from benchmarks.html_pages import PAGES, invented_page, lxml_tree
from benchmarks.texts import samples
from reviewparse import parse_html, sniff

__all__ = ["compare", "main", "pairs"]

RECORD: Final = Path(__file__).with_name("guard.json")
SLACK: Final = 1.03
SIZE: Final = 30_000
PHRASE: Final = "Universal acclaim"

Pair = tuple[Callable[[], object], Callable[[], object]]
"""What the library does, and what it is measured against."""


def pairs() -> dict[str, Pair]:
    """All that is guarded, by name: each text beside each of the patterns by hand that read it, `sniff`, and HTML."""
    found: dict[str, Pair] = {}
    for sample in samples(SIZE, 5_000):
        ours = partial(CONTENDERS["a"].read, sample)
        for key in ("b-full", "b-smallest", "b-records"):
            if key in sample.contenders:
                name = sample.name if key == "b-full" else f"{sample.name} ({key})"
                found[name] = (ours, partial(CONTENDERS[key].read, sample))
        if sample.name.startswith("no page"):
            found[f"sniff: {sample.name}"] = (partial(sniff, sample.text), partial(sample.text.__contains__, PHRASE))
    for name in PAGES:
        html = invented_page(name)
        found[f"HTML: {name}"] = (partial(parse_html, html), partial(lxml_tree, html))
    return found


def _child() -> None:
    """What runs under callgrind: each of a pair once, after what is compiled at first use.

    Without the collection of garbage, which comes at another place in each process.
    """
    gc.disable()
    for pair in pairs().values():
        for run in pair:
            run()
            run()
            with marked():
                run()


def ratios() -> dict[str, float]:
    """For each of `pairs`, the instructions of the library as a multiple of the other's.

    Raises `FileNotFoundError` where valgrind is not installed.
    """
    names = list(pairs())
    counts = count(["-m", "benchmarks.guard", "--child"], 2 * len(names))
    return {name: round(ours / other, 3) for name, ours, other in zip(names, counts[::2], counts[1::2], strict=True)}


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
        print(f"{name:36} {ratio:7.2f}")
    if arguments == ["--record"]:
        RECORD.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        return 0
    worse = compare(found, json.loads(RECORD.read_text("utf-8")))
    print(*worse, sep="\n")
    return int(bool(worse))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
