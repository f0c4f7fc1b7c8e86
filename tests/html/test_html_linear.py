"""The work for a page of HTML grows with its length and no faster: counted, not timed."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import reviewparse.html
from reviewparse.html import nesting
from reviewparse.html.tokens import TOKEN, identified
from steps import NO, Steps, Then, hostile, parsed

pytestmark = pytest.mark.lint

LIMIT = 2.2
"""Twice the page may take this many times the work."""

PACKAGE = str(Path(reviewparse.html.__file__).parent)
GROWTH = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "html_growth.py"))
FAMILIES: dict[str, Callable[[int], bytes]] = GROWTH["FAMILIES"]
FRAGMENTS = ("<", "<a x='", " x=y", "-", "<!--", "<script>", " ")


class TokenSteps(Steps):
    """Counts the steps of patterns that refer to what a group has matched, too."""

    def _part(self, op: str, value: Any, then: Then) -> Then:
        if op == "AT":
            return lambda position: then(position) if position == len(self._text) else NO
        if op == "GROUPREF":
            return self._reference(then)
        if op == "SUBPATTERN" and value[0] == 2:  # the name that the end tag has to repeat
            return self._remember(value[-1], then)
        return super()._part(op, value, then)

    def _remember(self, tree: list[Any], then: Then) -> Then:
        def end(position: int) -> int:
            self._name = self._text[self._begin : position]
            return then(position)

        body = self._sequence(tree, end)

        def begin(position: int) -> int:
            self._begin = position
            return body(position)

        return begin

    def _reference(self, then: Then) -> Then:
        def reference(position: int) -> int:
            end = position + len(self._name)
            self.taken += len(self._name)
            return then(end) if self._text[position:end].lower() == self._name.lower() else NO

        return reference


COUNTER = TokenSteps(parsed(f"(?:{TOKEN.pattern})*+"), most=2_000_000)
"""Counts for a whole page: token after token."""


def lines(page: bytes) -> int:
    """How many lines of the package's code a page takes, if none was read before it."""
    count = 0
    nesting._shared = nesting.Steps()

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        GROWTH["read"](page)
    finally:
        sys.settrace(before)
    return count


def steps(page: str, counter: TokenSteps = COUNTER) -> float:
    """How many steps the tokenizer's pattern takes for a page."""
    counter.match(page)
    return counter.taken


@pytest.mark.parametrize("name", FAMILIES)
def test_lines_are_linear(name: str) -> None:
    """For each hostile family, a page twice as long takes at most 2.2 times as many lines of Python."""
    once, twice = (lines(FAMILIES[name](size)) for size in (4000, 8000))
    assert twice < LIMIT * once + 50


@pytest.mark.parametrize("name", FAMILIES)
def test_steps_are_linear(name: str) -> None:
    """For each hostile family, a page twice as long takes at most 2.2 times as many steps of the pattern."""
    once, twice = (steps(FAMILIES[name](size).decode("latin-1")) for size in (2000, 4000))
    assert twice < LIMIT * once


@pytest.mark.parametrize("pattern", [TOKEN.pattern, identified().pattern], ids=["all", "identified"])
def test_tokens_are_linear_whatever_the_page(pattern: str) -> None:
    """So do pages that are computed from the pattern: each of its repeats, fed with each of its words."""
    counter = TokenSteps(parsed(f"(?:{pattern})*+"), most=2_000_000)
    steep = [
        attack(3)
        for attack in hostile(parsed(pattern), FRAGMENTS)
        if steps(attack(24), counter) > LIMIT * steps(attack(12), counter)
        and steps(attack(400), counter) > LIMIT * steps(attack(200), counter)
    ]
    assert steep == []


@pytest.mark.parametrize(("pattern", "piece"), [(r"(?:<[^>]*>|<)*+", "<"), (r"(?:<!--[^>]*>|<|!|-)*+", "<!--")])
def test_steps_find_what_is_not_linear(pattern: str, piece: str) -> None:
    """The counter is worth something: it finds patterns that are known to take more than linear time."""
    counter = TokenSteps(parsed(pattern))
    taken = []
    for times in (100, 200):
        counter.match(piece * times)
        taken.append(counter.taken)
    assert taken[1] > 3 * taken[0]


def test_no_family_is_empty() -> None:
    """There are at least 48 families, each has pages of about the size that is asked for, and no two are the same."""
    pages = {name: family(10_000) for name, family in FAMILIES.items()}
    assert len(set(pages.values())) == len(pages) >= 48
    assert all(8_000 < len(page) < 12_000 for page in pages.values()), {name: len(p) for name, p in pages.items()}
