"""The steps in which a rule reads: written as one regular expression, or taken one after the other.

One expression reads quickest, but a long one takes as long to compile as hundreds of blocks to read. Most texts need
little of it: a step that is taken compiles only as much as matches.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, ClassVar, Final, TypeAlias

__all__ = [
    "UNBOUNDED",
    "Found",
    "Matcher",
    "Reading",
    "Span",
    "Step",
    "Steps",
    "TerminalPart",
    "Terminals",
    "fields_of",
    "looked_for",
    "openings_of",
    "regex_of",
    "repeats_of",
    "row",
    "split",
    "terminals_of",
]

Step: TypeAlias = "str | tuple[Any, ...]"
"""The name of a terminal, or a sign and what it stands for.

`(":", field, step)` is a field; `("", *steps)` are steps in a row; of `("|", *steps)` the first that matches is taken;
`("?", step)`, `("*", step)` and `("+", step)` may be taken or are repeated; `("&", step)` is only looked for. What has
been taken is never given back.
"""

TerminalPart: TypeAlias = "tuple[Any, ...]"
"""A part of a terminal: a sign and what it stands for; most signs are those of steps, with parts below them.

In others, `("=", *stages, regex)` is a regular expression behind shorter ones, if any, that match wherever it does;
`("'", letters)` are letters as they are; `("!", part)` must not be there; `("{1,3}", part)` is repeated so often; of
`("*?", part, following)` the first is repeated until the second is there.
"""

Span: TypeAlias = "tuple[int, int]"

COMPILED_AT_ONCE: Final = 60
"""A regular expression of no more characters is compiled when a text first needs it."""

TIMES_IN_STEPS: Final = 22
"""So often a longer one is read in steps before it is compiled: the first text in a process then compiles little."""

UNBOUNDED: Final = sys.maxsize
"""How often something is repeated that has no upper bound."""

NOWHERE: Final = (-1, -1)
"""The span of a group that takes no part, as in a match of the module `re`."""


def row(steps: Iterable[Step]) -> Step:
    """Steps in a row, one row within another being a part of it."""
    found: list[Step] = []
    for step in steps:
        found += step[1:] if step[0] == "" else (step,)
    return found[0] if len(found) == 1 else ("", *found)


def split(step: Step) -> tuple[Step, Step]:
    """What opens a step, and the rest: the terminal, or one of several, that it begins with; or they are looked for."""
    steps = step[1:] if step[0] == "" else (step,)
    return (steps[0], ("", *steps[1:])) if _is_terminal(steps[0]) else (looked_for(step), step)


def looked_for(step: Step) -> Step:
    """A look for the terminals with which a step can begin."""
    openings = openings_of(step)
    return "&", openings[0] if len(openings) == 1 else ("|", *openings)


def _is_terminal(step: Step) -> bool:
    if isinstance(step, str):
        return True
    return step[0] in (":", "|") and all(map(_is_terminal, _parts(step)))


def terminals_of(step: Step) -> Iterator[str]:
    """The terminals that a step names."""
    if isinstance(step, str):
        yield step
        return
    for part in _parts(step):
        yield from terminals_of(part)


def openings_of(step: Step) -> list[str]:
    """The terminals with which a step can begin."""
    if isinstance(step, str):
        return [step]
    found: list[str] = []
    for part in _parts(step):
        found += openings_of(part)
        if not step[0] and part[0] not in ("?", "*"):
            break
    return found


def fields_of(step: Step) -> list[str]:
    """The fields of a step, one for each group, in their order."""
    if isinstance(step, str):
        return []
    return [step[1]] if step[0] == ":" else [field for part in _parts(step) for field in fields_of(part)]


def regex_of(step: Step, terminal: Callable[[str], str], *, ends: bool = False) -> str:
    """A step as a regular expression, a group for each field; `terminal` has that of each terminal.

    `ends`: the step is the last one of a possessive repeat, so that nothing below it can fail and be tried in another
    way.
    """
    if isinstance(step, str):
        text = terminal(step)
        return f"(?:{text})" if "|" in text else text
    sign, parts = step[0], _parts(step)
    if sign == "":
        return "".join(_in_a_row(parts, terminal, ends=ends))
    if sign == ":":
        return f"({terminal(parts[0]) if isinstance(parts[0], str) else regex_of(parts[0], terminal)})"
    if sign == "|":
        return f"(?>{'|'.join(regex_of(part, terminal, ends=ends) for part in parts)})"
    if sign == "&":
        return f"(?={'|'.join(map(terminal, openings_of(parts[0])))})"
    repeated = regex_of(parts[0], terminal, ends=True)
    if ends and sign == "?":
        return f"(?:{_ungrouped(repeated)}|)"  # one more alternative is quicker than a repeat
    return f"(?:{repeated}){sign}+"


def _in_a_row(parts: Sequence[Step], terminal: Callable[[str], str], *, ends: bool) -> Iterator[str]:
    """The regular expressions of steps that follow one another.

    What a terminal looks ahead for is left out where that is just what is read next.
    """
    for place, part in enumerate(parts, 1):
        following = parts[place:]
        name = _name(part)
        is_last = ends and all(later[0] in ("?", "*") for later in following)
        text = regex_of(part, terminal, ends=is_last)
        ahead = ""
        for later in map(_name, following if name else ()):
            if not later:
                break
            ahead += terminal(later)
            if terminal(str(name)).endswith(f"(?={ahead})"):
                shorter = terminal(str(name)).removesuffix(f"(?={ahead})")
                text = regex_of(part, {name: shorter}.__getitem__)
                break
        yield text


def _name(step: Step) -> str | None:
    """The terminal that a step is, or the field that it is."""
    name = step[2] if step[0] == ":" else step
    return name if isinstance(name, str) else None


def _ungrouped(regex: str) -> str:
    """What stands in a group that is all of a regular expression and not needed: `a|b` of `(?:a|b)`."""
    while regex.startswith("(?:"):
        depths = accumulate(
            {"(": 1, ")": -1}.get(sign, 0) for sign in re.sub(r"\\.|\[\^?\]?[^\]]*\]", _as_letters, regex)
        )
        if list(depths).index(0) < len(regex) - 1:
            break
        regex = regex[3:-1]
    return regex


def _as_letters(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def _parts(step: tuple[Any, ...]) -> tuple[Step, ...]:
    return step[2:] if step[0] == ":" else step[1:]


class Reading:
    """What the steps of a rule have read, with all that is asked of a match of the module `re`."""

    __slots__ = ("regs", "string")

    re: ClassVar = None
    """It is of no one expression."""

    def __init__(self, string: str, regs: tuple[Span, ...]) -> None:
        self.string = string
        self.regs = regs

    def end(self) -> int:
        """Where it ends."""
        return self.regs[0][1]

    def groups(self) -> tuple[str | None, ...]:
        """The text of each group."""
        return tuple(None if start == -1 else self.string[start:end] for start, end in self.regs[1:])


Found: TypeAlias = "re.Match[str] | Reading"
Matcher: TypeAlias = "Callable[[str, int, int], Found | None]"
Taker: TypeAlias = "Callable[[str, int, int, list[Span]], int]"
"""Takes a step at a place of a text, sets the spans of groups, and gives where it ends; -1 where it cannot be taken."""


class Terminals:
    """The terminals of a grammar: their regular expressions, and what takes them.

    Args:
        regex: gives the regular expression of a terminal.
        parts: gives one in parts.
        hints: gives what of a long one matches wherever it does.
    """

    def __init__(
        self, regex: Callable[[str], str], parts: Callable[[str], TerminalPart], hints: Callable[[str], Sequence[str]]
    ) -> None:
        self.regex = regex
        self.parts = parts
        self.hints = hints
        self._takers: dict[Step | TerminalPart, Taker] = {}
        self._steps: dict[Step, Steps] = {}

    def taker(self, step: Step | TerminalPart) -> Taker:
        """What takes a terminal or a part of one, the same for all steps that do."""
        if step not in self._takers:
            self._takers[step] = self._taker(self.parts(step) if isinstance(step, str) else step)
        return self._takers[step]

    def _taker(self, part: TerminalPart) -> Taker:
        sign, *parts = part
        if sign == "'":
            return _letters(*parts)
        return _staged(parts) if sign == "=" else _signed(sign, list(map(self.taker, parts)))

    def steps(self, step: Step) -> Steps:
        """What takes a step, the same for all rules that go on in the same way."""
        if step not in self._steps:
            self._steps[step] = Steps(step, self)
        return self._steps[step]


def _letters(letters: str) -> Taker:
    length = len(letters)

    def take_letters(text: str, position: int, end: int, _: list[Span]) -> int:
        return position + length if text.startswith(letters, position, end) else -1

    return take_letters


def _staged(stages: Sequence[str]) -> Taker:
    """Takes a regular expression, of which more is compiled each time that all there is matches."""
    compiled: tuple[int, re.Pattern[str]] | None = None

    def take(text: str, position: int, end: int, _: list[Span]) -> int:
        nonlocal compiled
        stage, pattern = compiled or (0, re.compile(stages[0]))
        while found := pattern.match(text, position, end):
            if stage == len(stages) - 1:
                break
            stage += 1
            pattern = re.compile(stages[stage])
        compiled = stage, pattern  # another thread may do the same
        return found.end() if found else -1

    return take


class Steps:
    """Steps that are taken one after the other: `match` is as that of their regular expression.

    `left` is how often that is less work than to compile the expression.
    """

    def __init__(self, step: Step, terminals: Terminals) -> None:
        self._terminals = terminals
        self._groups = self._length = 0
        self._take = self._taker(step)
        self.left = 0 if self._length <= COMPILED_AT_ONCE else TIMES_IN_STEPS

    def match(self, text: str, position: int, end: int) -> Reading | None:
        """What is read from a place on; `None` where the steps cannot be taken."""
        self.left -= 1
        groups = [NOWHERE] * self._groups
        after = self._take(text, position, end, groups)
        return None if after == -1 else Reading(text, ((position, after), *groups))

    def _taker(self, step: Step) -> Taker:
        if isinstance(step, str):
            self._length += len(self._terminals.regex(step))
            return self._terminals.taker(step)
        sign = step[0]
        if sign == ":":
            group = self._groups
            self._groups += 1
            return _as_group(group, self._taker(step[2]))
        return _signed(sign, list(map(self._taker, step[1:])))


def _signed(sign: str, takers: list[Taker]) -> Taker:
    if sign == "|":
        return _first(takers)
    if sign in ("&", "!"):
        return _looked_for(takers[0], is_there=sign == "&")
    if not sign:
        return _all(takers)
    least, most = repeats_of(sign)
    return _until(most, *takers) if len(takers) > 1 else _repeated(least, most, takers[0])


def repeats_of(sign: str) -> tuple[int, int]:
    """How often at least and at most something is repeated.

    >>> repeats_of("*?") == (0, UNBOUNDED), repeats_of("{2,4}"), repeats_of("{2}")
    (True, (2, 4), (2, 2))
    """
    if sign[0] != "{":
        return int(sign[0] == "+"), 1 if sign[0] == "?" else UNBOUNDED
    least, comma, most = sign[1 : sign.index("}")].partition(",")
    return int(least or 0), int(most or UNBOUNDED) if comma else int(least)


def _as_group(group: int, take: Taker) -> Taker:
    def take_as_group(text: str, position: int, end: int, groups: list[Span]) -> int:
        after = take(text, position, end, groups)
        if after != -1:
            groups[group] = position, after
        return after

    return take_as_group


def _all(takers: list[Taker]) -> Taker:
    def take_all(text: str, position: int, end: int, groups: list[Span]) -> int:
        before = groups[:]
        for take in takers:
            position = take(text, position, end, groups)
            if position == -1:
                groups[:] = before
                break
        return position

    return take_all


def _first(takers: list[Taker]) -> Taker:
    def take_first(text: str, position: int, end: int, groups: list[Span]) -> int:
        for take in takers:
            if (after := take(text, position, end, groups)) != -1:
                return after
        return -1

    return take_first


def _looked_for(take: Taker, *, is_there: bool) -> Taker:
    def look(text: str, position: int, end: int, groups: list[Span]) -> int:
        return position if (take(text, position, end, groups) != -1) == is_there else -1

    return look


def _repeated(least: int, most: int, take: Taker) -> Taker:
    def take_repeated(text: str, position: int, end: int, groups: list[Span]) -> int:
        times = 0
        while times < most and (after := take(text, position, end, groups)) != -1:
            if after == position:
                return position  # as often as one likes
            position = after
            times += 1
        return position if times >= least else -1

    return take_repeated


def _until(most: int, take: Taker, following: Taker) -> Taker:
    def take_until(text: str, position: int, end: int, groups: list[Span]) -> int:
        times = 0
        while (after := following(text, position, end, groups)) == -1:
            before, position = position, take(text, position, end, groups) if times < most else -1
            if position in (before, -1):
                return -1
            times += 1
        return after

    return take_until
