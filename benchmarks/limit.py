"""How near `parse` is to what is possible, in instructions: `python -m benchmarks.limit`, with valgrind installed.

For each text: the instructions of `parse` for a byte, how many of them the regular expression engine takes (the functions
of `re` that are written in C), which share undoing takes what an extractor did, and finding the blocks of the grammar, and
how many times as many they are as those of the regular expressions by hand, of the least patterns, and of copying the
bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from benchmarks import smallest
from benchmarks.by_hand import BY_HAND
from benchmarks.counting import Count, Runs, count
from benchmarks.texts import Sample, hostile, no_page, usual
from reviewparse import parse_all
from reviewparse.extractors import undone
from reviewparse.marks import may_be_page
from reviewparse.parsing import ready
from reviewparse.review_grammar import engine

__all__ = ["Limit", "measure", "runs"]

ENGINE: Final = re.compile(r"_?sre_|pattern_|state_(?:init|fini|reset)|match_(?:get|group|dealloc)")
"""How the names of the regular expression engine's functions begin in CPython."""


class Limit(NamedTuple):
    """What `parse` of a text takes for a byte, which share the engine and two stages, and the multiples of other ways."""

    each: float
    engine: float | None
    undoing: float | None
    blocks: float | None
    by_hand: float | None
    smallest: float | None
    copying: float


def _texts() -> tuple[Sample, ...]:
    return (*usual(), no_page("prose", 40_000), no_page("source", 40_000), hostile("citations", 20_000))


def runs() -> Runs:
    """Each way to read each text, and to copy it."""
    found: dict[str, Callable[[], object]] = {}
    for sample in _texts():
        found[f"parse: {sample.name}"] = partial(_read, sample.text)
        if may_be_page(sample.text):
            text, _ = undone(ready(sample.text))
            found[f"undoing: {sample.name}"] = partial(undone, ready(sample.text))
            found[f"blocks: {sample.name}"] = partial(_blocks, text)
        found[f"copying: {sample.name}"] = partial(bytearray, sample.text.encode())
        if sample.dialect in BY_HAND:
            found[f"by hand: {sample.name}"] = partial(BY_HAND[sample.dialect], sample.text)
        if "b-smallest" in sample.contenders:
            found[f"smallest: {sample.name}"] = partial(smallest.read, sample.text)
    return found


def _read(text: str) -> int:
    return sum(1 for _ in parse_all(text))


def _blocks(text: str) -> int:
    return sum(1 for _ in engine().blocks(text, sparing=True))


def measure() -> dict[str, Limit]:
    """The figures of each text, by its name. Raises `FileNotFoundError` where valgrind is not installed."""
    counts = count("benchmarks.limit:runs", functions=True)
    found = {}
    for sample in _texts():
        ours = counts[f"parse: {sample.name}"]
        ways = ("undoing", "blocks", "by hand", "smallest", "copying")
        others = {way: counts[key].instructions for way in ways if (key := f"{way}: {sample.name}") in counts}
        found[sample.name] = Limit(
            each=ours.instructions / len(sample.text.encode()),
            engine=_engine(ours),
            undoing=others["undoing"] / ours.instructions if "undoing" in others else None,
            blocks=others["blocks"] / ours.instructions if "blocks" in others else None,
            by_hand=ours.instructions / others["by hand"] if "by hand" in others else None,
            smallest=ours.instructions / others["smallest"] if "smallest" in others else None,
            copying=ours.instructions / others["copying"],
        )
    return found


def _engine(ours: Count) -> float | None:
    """Which share of a count the engine takes; `None` if this Python was stripped of its functions' names."""
    taken = sum(of for name, of in ours.functions.items() if ENGINE.match(name))
    return taken / ours.instructions if taken else None


if __name__ == "__main__":
    for text, found in measure().items():
        print(f"{text:26}", *(f"{name} {value or 0:8.2f}" for name, value in found._asdict().items()))
