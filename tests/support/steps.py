"""A regular expression matcher that counts its steps, so that growth is measured without a clock.

It backtracks as CPython's does: alternatives in order, greedy repeats from the longest down, lazy ones from the
shortest up, atomic groups and possessive repeats without a way back. A step is one look at one character, or one end of
a repeat that is tried.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, TypeAlias

__all__ = ["NO", "Steps", "hostile", "parsed"]

Then: TypeAlias = Callable[[int], int]
"""What comes next: from a position to where the whole match ends, `NO` where it fails."""

NO = -1
ENDLESS = 4294967295
"""How `re` says that a repeat has no bound."""
ONE = frozenset({"LITERAL", "NOT_LITERAL", "IN", "ANY"})
"""The parts that read one character."""


def parsed(pattern: str) -> list[Any]:
    """The tree of a pattern, as `re` itself parses it."""
    return list(import_module("re._parser").parse(pattern))


class Steps:
    """Matches one pattern at the beginning of texts; `taken` is the number of steps of the last match.

    A match that takes more than `most` steps, or is nested too deeply, is given up, and `taken` is infinite.
    """

    def __init__(self, tree: list[Any], most: float = math.inf) -> None:
        self.taken = 0.0
        self._most = most
        self._text = ""
        self._folded = False  # whether the part that is being made reads letters of either case
        self._whole = self._sequence(tree, _here)

    def match(self, text: str) -> int:
        """Where the match ends, `NO` where there is none."""
        self._text, self.taken = text, 0
        try:
            return self._whole(0)
        except (_GivenUpError, RecursionError):
            self.taken = math.inf
            return NO

    def _sequence(self, tree: list[Any], then: Then) -> Then:
        for op, value in reversed(tree):
            then = self._part(str(op), value, then)
        return then

    def _part(self, op: str, value: Any, then: Then) -> Then:
        if op in ONE:
            return self._one(_accepts(op, value, folded=self._folded), then)
        if op == "SUBPATTERN":
            _, added, removed, tree = value
            before = self._folded
            self._folded = bool((before or added & re.IGNORECASE) and not removed & re.IGNORECASE)
            part = self._sequence(tree, then)
            self._folded = before
            return part
        if op == "BRANCH":
            return self._branch([self._sequence(alternative, then) for alternative in value[1]])
        if op in ("ASSERT", "ASSERT_NOT"):
            return self._assertion(value[0], value[1], op == "ASSERT", then)
        if op == "ATOMIC_GROUP":
            return self._atomic(self._sequence(value, _here), then)
        low, high, body = value
        if op == "POSSESSIVE_REPEAT":
            return self._possessive(low, high, self._sequence(body, _here), then)
        assert op in ("MAX_REPEAT", "MIN_REPEAT"), f"the grammar uses {op}, which this matcher does not know"
        if op == "MIN_REPEAT":
            return self._repeat(low, high, body, then, lazy=True)
        if len(body) == 1 and str(body[0][0]) in ONE:
            accepts = _accepts(str(body[0][0]), body[0][1], folded=self._folded)
            return self._run(low, high, accepts, then)
        return self._repeat(low, high, body, then, lazy=False)

    def _look(self, position: int, accepts: Callable[[str], bool]) -> bool:
        self.taken += 1
        if self.taken > self._most:
            raise _GivenUpError
        return position < len(self._text) and accepts(self._text[position])

    def _one(self, accepts: Callable[[str], bool], then: Then) -> Then:
        return lambda position: then(position + 1) if self._look(position, accepts) else NO

    def _branch(self, alternatives: list[Then]) -> Then:
        def branch(position: int) -> int:
            for alternative in alternatives:
                if (end := alternative(position)) != NO:
                    return end
            return NO

        return branch

    def _assertion(self, direction: int, tree: list[Any], wanted: bool, then: Then) -> Then:
        body = self._sequence(tree, _here)
        width = _width(tree) if direction < 0 else 0

        def assertion(position: int) -> int:
            found = position >= width and body(position - width) != NO
            return then(position) if found == wanted else NO

        return assertion

    def _atomic(self, body: Then, then: Then) -> Then:
        return lambda position: NO if (end := body(position)) == NO else then(end)

    def _possessive(self, low: int, high: int, body: Then, then: Then) -> Then:
        def possessive(position: int) -> int:
            count = 0
            while count < high and (end := body(position)) not in (NO, position):
                position, count = end, count + 1
            return then(position) if count >= low else NO

        return possessive

    def _run(self, low: int, high: int, accepts: Callable[[str], bool], then: Then) -> Then:
        def run(position: int) -> int:
            last = position
            while last - position < high and self._look(last, accepts):
                last += 1
            while last - position >= low:
                self.taken += 1
                if (end := then(last)) != NO:
                    return end
                last -= 1
            return NO

        return run

    def _repeat(self, low: int, high: int, body: list[Any], then: Then, *, lazy: bool) -> Then:
        """A repeat of more than a character: as many copies as it has, one inside of another."""
        again: Then
        order = -1 if lazy else 1
        if high == ENDLESS:
            again = self._branch([self._sequence(body, lambda position: again(position)), then][::order])
        else:
            again = then
            for _ in range(high - low):
                again = self._branch([self._sequence(body, again), then][::order])
        for _ in range(low):
            again = self._sequence(body, again)
        return again


class _GivenUpError(Exception):
    pass


def _here(position: int) -> int:
    return position


def _width(tree: list[Any]) -> int:
    """How long a lookbehind is; `re` has seen to it that all its alternatives are as long."""
    return sum(_width(value[1][0]) if str(op) == "BRANCH" else 1 for op, value in tree)


_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_NOT_SPACE": lambda character: not character.isspace(),
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_WORD": lambda character: character.isalnum() or character == "_",
    "CATEGORY_NOT_WORD": lambda character: not (character.isalnum() or character == "_"),
}


def _accepts(op: str, value: Any, *, folded: bool = False) -> Callable[[str], bool]:
    """Whether a character is one that this part of a pattern reads, in either case if `folded`."""
    if op == "NOT_LITERAL":
        wanted = _accepts("LITERAL", value, folded=folded)
        return lambda character: not wanted(character)
    if op == "ANY":
        return lambda character: character != "\n"
    if op == "CATEGORY":
        return _CATEGORIES[str(value)]
    if op == "IN":
        negated = str(value[0][0]) == "NEGATE"
        tests = [_accepts(str(inner), content, folded=folded) for inner, content in value[negated:]]
        return lambda character: any(test(character) for test in tests) != negated
    low, high = (value, value) if op == "LITERAL" else value
    if not folded:
        return lambda character: low <= ord(character) <= high
    return lambda character: any(low <= ord(form) <= high for form in {*character.lower(), *character.upper()})


_CHARACTERS = tuple("a1A") + tuple(map(chr, range(0x10000)))

# --- texts to be afraid of -------------------------------------------------------------------------------------------


def hostile(tree: list[Any], fragments: tuple[str, ...]) -> Iterator[Callable[[int], str]]:
    """Texts that a pattern can lose itself in: it is led to one of its repeats, then fed `n` times with a fragment."""
    own = list(_words(tree))
    for place in range(len(list(_repeats(tree)))):
        before, body, after = _around(tree, place)
        for fragment in dict.fromkeys((body, *own, *fragments)):
            for tail in dict.fromkeys((after, "!\n")):
                yield lambda n, b=before, f=fragment, t=tail: b + f * n + t  # type: ignore[misc]


def _repeats(tree: list[Any]) -> Iterator[Any]:
    """The repeats without a bound, in order."""
    for op, value in tree:
        if str(op).endswith("REPEAT"):
            if value[1] == ENDLESS:
                yield value
            yield from _repeats(value[2])
        else:
            for inner in _inner(str(op), value):
                yield from _repeats(inner)


def _words(tree: list[Any]) -> Iterator[str]:
    """The words that a pattern spells out."""
    word = ""
    for op, value in tree:
        if str(op) == "LITERAL":
            word += chr(value)
            continue
        if word:
            yield word
        word = ""
        for inner in [value[2]] if str(op).endswith("REPEAT") else _inner(str(op), value):
            yield from _words(inner)
    if word:
        yield word


def _inner(op: str, value: Any) -> list[Any]:
    if op == "BRANCH":
        return list(value[1])
    if op == "ATOMIC_GROUP":
        return [value]
    return [value[-1]] if op in ("SUBPATTERN", "ASSERT", "ASSERT_NOT") else []


def _around(tree: list[Any], place: int) -> tuple[str, str, str]:
    """What leads a pattern to its repeat number `place`, what that repeats, and what the pattern reads after it."""
    wanted = list(_repeats(tree))[place]
    before, after = "", ""
    found = False
    for op, value in tree:
        inner = [value[2]] if str(op).endswith("REPEAT") else _inner(str(op), value)
        holder = next((part for part in inner if any(repeat is wanted for repeat in _repeats(part))), None)
        if value is wanted:
            found = True
        elif holder is not None:
            number = next(n for n, repeat in enumerate(_repeats(holder)) if repeat is wanted)
            first, _, last = _around(holder, number)
            before, after, found = before + first, last, True
        elif found:
            after += example([(op, value)])
        else:
            before += example([(op, value)])
    return before, example(wanted[2]), after


def example(tree: list[Any]) -> str:
    """A short text that leads through a pattern, lookaheads included."""
    text = ""
    for op, value in tree:
        name = str(op)
        if name in ONE:
            accepts = _accepts(name, value)
            text += next(c for c in _CHARACTERS if accepts(c)) if name != "LITERAL" else chr(value)
        elif name.endswith("REPEAT"):
            text += example(value[2]) * max(value[0], 1)
        elif name in ("BRANCH", "SUBPATTERN", "ASSERT", "ATOMIC_GROUP") and not (name == "ASSERT" and value[0] < 0):
            text += example(_inner(name, value)[0])
    return text
