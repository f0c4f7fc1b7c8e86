"""A regular expression matcher that counts its steps, so that growth is measured without a clock.

It backtracks as CPython's does: alternatives in order, greedy repeats from the longest down, atomic groups and possessive
repeats without a way back. A step is one look at one character, or one attempt at one part of the pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, TypeAlias

from reviewparse.scanner import terminal

__all__ = ["Steps", "hostile", "parsed"]

Then: TypeAlias = Callable[[int], int]
"""What comes after a part: from a position to where the whole match ends, `NO` where it fails."""
Part: TypeAlias = Callable[[int, Then], int]

NO = -1
ENDLESS = 4294967295
"""How `re` says that a repeat has no bound."""


def parsed(name: str) -> list[Any]:
    """The tree of a terminal's pattern, as `re` itself parses it."""
    return list(import_module("re._parser").parse(terminal(name).pattern))


class Steps:
    """Matches one pattern at the beginning of texts; `taken` is the number of steps of the last match.

    A match that takes more than `most` steps is given up.
    """

    def __init__(self, tree: list[Any], most: int = 10_000_000) -> None:
        self.text = ""
        self.taken = 0
        self.most = most
        self._whole = self._sequence(tree)

    def match(self, text: str) -> int:
        """Where the match ends, `NO` where there is none."""
        self.text, self.taken = text, 0
        try:
            return self._whole(0, _here)
        except _GivenUp:
            return NO

    def _sequence(self, tree: list[Any]) -> Part:
        parts = [self._part(str(op), value) for op, value in tree]

        def sequence(position: int, then: Then, number: int = 0) -> int:
            self.taken += 1
            if number == len(parts):
                return then(position)
            return parts[number](position, lambda after: sequence(after, then, number + 1))

        return sequence

    def _part(self, op: str, value: Any) -> Part:
        if op in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            accepts = _accepts(op, value)
            return lambda position, then: then(position + 1) if self._look(position, accepts) else NO
        if op == "SUBPATTERN":
            return self._sequence(value[-1])
        if op == "BRANCH":
            return self._branch([self._sequence(alternative) for alternative in value[1]])
        if op in ("ASSERT", "ASSERT_NOT"):
            return self._assertion(value[0], value[1], op == "ASSERT")
        if op == "ATOMIC_GROUP":
            return self._atomic(self._sequence(value))
        low, high, body = value
        if op == "POSSESSIVE_REPEAT":
            return self._possessive(low, high, self._sequence(body))
        assert op == "MAX_REPEAT", f"the grammar uses {op}, which this matcher does not know"
        if len(body) == 1 and str(body[0][0]) in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            return self._run(low, high, _accepts(str(body[0][0]), body[0][1]))
        return self._greedy(low, high, self._sequence(body))

    def _look(self, position: int, accepts: Callable[[str], bool]) -> bool:
        self.taken += 1
        if self.taken > self.most:
            raise _GivenUp
        return 0 <= position < len(self.text) and accepts(self.text[position])

    def _branch(self, alternatives: list[Part]) -> Part:
        def branch(position: int, then: Then) -> int:
            for alternative in alternatives:
                if (end := alternative(position, then)) != NO:
                    return end
            return NO

        return branch

    def _assertion(self, direction: int, tree: list[Any], wanted: bool) -> Part:
        body = self._sequence(tree)
        width = tree_width(tree) if direction < 0 else 0

        def assertion(position: int, then: Then) -> int:
            found = position >= width and body(position - width, _here) != NO
            return then(position) if found == wanted else NO

        return assertion

    def _atomic(self, body: Part) -> Part:
        return lambda position, then: NO if (end := body(position, _here)) == NO else then(end)

    def _possessive(self, low: int, high: int, body: Part) -> Part:
        def possessive(position: int, then: Then) -> int:
            count = 0
            while count < high and (end := body(position, _here)) not in (NO, position):
                position, count = end, count + 1
            return then(position) if count >= low else NO

        return possessive

    def _run(self, low: int, high: int, accepts: Callable[[str], bool]) -> Part:
        def run(position: int, then: Then) -> int:
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

    def _greedy(self, low: int, high: int, body: Part) -> Part:
        def greedy(position: int, then: Then, count: int = 0) -> int:
            if count < high:
                end = body(position, lambda after: NO if after == position else greedy(after, then, count + 1))
                if end != NO:
                    return end
            return then(position) if count >= low else NO

        return greedy


class _GivenUp(Exception):
    pass


def _here(position: int) -> int:
    return position


def tree_width(tree: list[Any]) -> int:
    """How long a lookbehind is; `re` has seen to it that all its alternatives are as long."""
    return sum(tree_width(value[1][0]) if str(op) == "BRANCH" else 1 for op, value in tree)


_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_NOT_SPACE": lambda character: not character.isspace(),
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_WORD": lambda character: character.isalnum() or character == "_",
}


def _accepts(op: str, value: Any) -> Callable[[str], bool]:
    """Whether a character is one that this part of a pattern reads."""
    if op == "LITERAL":
        return lambda character: character == chr(value)
    if op == "NOT_LITERAL":
        return lambda character: character != chr(value)
    if op == "ANY":
        return lambda character: character != "\n"
    if op == "RANGE":
        return lambda character: value[0] <= ord(character) <= value[1]
    if op == "CATEGORY":
        return _CATEGORIES[str(value)]
    negated = str(value[0][0]) == "NEGATE"
    tests = [_accepts(str(inner), content) for inner, content in value[negated:]]
    return lambda character: any(test(character) for test in tests) != negated


_CHARACTERS = tuple("a1A") + tuple(map(chr, range(0x10000)))

# --- texts to be afraid of ---------------------------------------------------------------------------------------------


def hostile(tree: list[Any], fragments: tuple[str, ...]) -> Iterator[Callable[[int], str]]:
    """Texts that a pattern can lose itself in: it is led to one of its repeats, then fed `n` times with a fragment."""
    own = list(_words(tree))
    for place in range(len(list(_repeats(tree)))):
        before, body, after = _around(tree, place)
        for fragment in dict.fromkeys((body, *own, *fragments)):
            for tail in dict.fromkeys((after, "\n", "!\n")):
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
        if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
            accepts = _accepts(name, value)
            text += next(c for c in _CHARACTERS if accepts(c)) if name != "LITERAL" else chr(value)
        elif name.endswith("REPEAT"):
            text += example(value[2]) * max(value[0], 1)
        elif name in ("BRANCH", "SUBPATTERN", "ASSERT", "ATOMIC_GROUP") and not (name == "ASSERT" and value[0] < 0):
            text += example(_inner(name, value)[0])
    return text
