"""Time grows with the length of a text and no faster, whatever the text is."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from benchmarks.families import FAMILIES
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewparse import ReviewParseError, parse, parse_all
from reviewparse.engine.expressions import in_parts, stages_of
from reviewparse.engine.patterns import Grammar
from reviewparse.engine.steps import COMPILED_AT_ONCE
from reviewparse.extractors import undone
from reviewparse.review_grammar import engine, source, terminal
from steps import NO, Steps, hostile, parsed

pytestmark = pytest.mark.lint

LIMIT = 2.5
"""Twice the text may take this many times the work."""

FRAGMENTS = (
    " ", "\t", "\n", "a", "1", "[", "] ", "[x]", ", ", "…", " …", "1. ", "a\n    ", "1\n    ", " \n", "a\n",
    "Oct 7, 2014 ", "Oct 7, 2014\n", "5\nOct 7, 2014\n", "80\n    ", "Read full review\n", " Expand",
    "1 of 2 users found this helpful",
)  # fmt: skip
TERMINALS = Grammar(source()).terminals


# --- each terminal, by the number of its steps ------------------------------------------------------------------------


def growth(steps: Steps, attack: Callable[[int], str], small: int) -> float:
    """How many times more steps twice as many fragments take."""
    taken = []
    for n in (small, 2 * small):
        steps.match(attack(n))
        taken.append(steps.taken)
    return taken[1] / max(1, taken[0]) if math.isfinite(taken[1]) else math.inf


def worst(tree: list[Any]) -> tuple[float, str]:
    """The steepest growth that the attacks on a pattern find, and the text that shows it.

    Windows of a fixed width, such as "a line of up to 80 characters", look steep as long as they fill: what does is
    tried again with a text that they are small in.
    """
    steps = Steps(tree, most=1_000_000)
    found = (0.0, "")
    for attack in hostile(tree, FRAGMENTS):
        if growth(steps, attack, 24) > 2.2:
            found = max(found, (growth(steps, attack, 400), attack(3)))
    return found


@pytest.mark.parametrize("name", TERMINALS)
def test_steps_are_those_of_re(name: str) -> None:
    """The matcher that counts reads what `re` reads, so its steps are those of the grammar's patterns."""
    pattern = terminal(name)
    tree = parsed(pattern.pattern)
    leads = dict.fromkeys(["", *(attack(1) for attack in hostile(tree, ("",)))])

    @settings(max_examples=5)
    @given(st.lists(st.sampled_from([*leads, *FRAGMENTS]), max_size=8).map("".join))
    def reads_the_same(text: str) -> None:
        match = pattern.match(text)
        assert Steps(tree).match(text) == (match.end() if match else NO)

    reads_the_same()


@pytest.mark.parametrize("pattern", [r"[\t0-9]*\s*\n", r"x[^\n]*y[^\n]*z"])
def test_attacks_find_what_is_not_linear(pattern: str) -> None:
    """The attacks are worth something: they find patterns that are known to take more than linear time."""
    assert worst(parsed(pattern))[0] > LIMIT


@pytest.mark.parametrize("name", TERMINALS)
def test_terminal_is_linear(name: str) -> None:
    """Each terminal's pattern runs in linear time on any input."""
    ratio, text = worst(parsed(terminal(name).pattern))
    assert ratio < LIMIT, f"{name} on texts such as {text!r}"


def expressions_of(part: Any) -> list[str]:
    """What is compiled of a terminal that is taken in parts."""
    sign, *parts = part
    if sign in ("=", "'"):
        return parts if sign == "=" else []
    return [regex for each in parts for regex in expressions_of(each)]


HINTS = {
    f"{opening}, {len(hint)}": hint
    for state in engine().states
    for form in state.forms
    for opening in form.openings
    for hint in form.hints
} | {
    f"{name}, {number}": regex
    for name in TERMINALS
    for number, regex in enumerate(expressions_of(stages_of(in_parts(terminal(name).pattern))))
    if len(regex) > COMPILED_AT_ONCE
}


@pytest.mark.parametrize("name", HINTS)
def test_hint_is_linear(name: str) -> None:
    """What is compiled of a terminal at first runs in linear time, too, though it is a part or leaves something out."""
    ratio, text = worst(parsed(HINTS[name]))
    assert ratio < LIMIT, f"{name} on texts such as {text!r}"


# --- the whole way, by the processor's time ---------------------------------------------------------------------------
# Python's own work, and that of the C code below it, cannot be counted here without a clock; `benchmarks/growth.py`
# counts it in instructions. What makes these tests steady: the time is the process's own and the least of several, and
# the text grows eightfold, where linear work grows by 8, quadratic work by 64, and the limit is 15.6.

DOUBLINGS = 3
LEAST = 0.0005
"""Seconds that the smaller text has to take, so that the clock's grain and what a call costs anyway do not matter."""


def read(text: str) -> None:
    for _ in parse_all(text):
        pass
    for strict in (False, True):
        with suppress(ReviewParseError):
            parse(text, strict=strict)


def seconds(text: str, reader: Callable[[str], object] = read) -> float:
    """The least processor time of five readings."""
    times = []
    for _ in range(5):
        begin = time.process_time()
        reader(text)
        times.append(time.process_time() - begin)
    return min(times)


@pytest.mark.parametrize("name", FAMILIES)
def test_family_is_linear(name: str) -> None:
    """For each hostile family, work at 2n is under 2.5 times that at n."""
    size = 2000
    while seconds(FAMILIES[name](size)) < LEAST and size < 50_000:
        size *= 2
    ratios = []
    for _ in range(5):
        ratios.append(seconds(FAMILIES[name](size << DOUBLINGS)) / seconds(FAMILIES[name](size)))
        if ratios[-1] < LIMIT**DOUBLINGS:
            return
    pytest.fail(f"{name}: {2**DOUBLINGS} times the text took {min(ratios):.1f} times as long")


@pytest.mark.parametrize(
    "piece",
    [
        "  1. [Fog](/fog)\n\n",
        "  1. [Fog](/fog)\n\n80\n\n     * [Read full review](/a)\n\n",
        "      1. Fog\n         80\n     x\n",
    ],
)
def test_lists_of_extractors_are_linear(piece: str) -> None:
    """A text of very many lists, as html2text and inscriptis print them, is made ready in linear time."""

    def least(count: int) -> float:
        return seconds(f"Score distribution:\n      1. Positive: 1 out of 1\n{piece * count}", undone)

    ratios: list[float] = []
    while len(ratios) < 3 and not (ratios and ratios[-1] < LIMIT**DOUBLINGS):
        ratios.append(least(2000 << DOUBLINGS) / least(2000))
    assert min(ratios) < LIMIT**DOUBLINGS, ratios


def test_no_family_is_empty() -> None:
    """Each family has texts of about the size that is asked for."""
    sizes = {name: len(family(10_000)) for name, family in FAMILIES.items()}
    assert len(sizes) >= 14
    assert all(9_000 < size < 12_000 for size in sizes.values()), sizes
