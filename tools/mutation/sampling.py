"""Random texts of a grammar: each alternative of a rule or a terminal is as likely as the others.

They need not be read as what they were made from (a lookahead may forbid it): they are texts on which two grammars that
differ in one place are likely to differ.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Final

from tools.mutation.of_grammar import Alternative, Item, definitions

__all__ = ["Sampler"]

_DEEP: Final = 16
_DEEPEST: Final = 60
_LIKELY: Final = 0.7
_SELDOM: Final = 0.1
_LONG: Final = 4
"""Longer repeats of a character are words."""
_STANDS_FOR: Final = {
    "s": " \t\n\u00a0", "S": "aZ7.", "d": "079", "D": "a ", "w": "a_Z5", "W": " -", "b": ("",), "B": ("",), "n": "\n",
    "t": "\t", "f": "\f", "r": "\r", "A": ("",), "Z": ("",),
}  # fmt: skip
_ANY: Final = "aZé5 ,.-:[»…7\u00a0"
_PROSE: Final = "the fog came in over the pier and nobody left the ferry until it rained "


class Sampler:
    """Texts of a grammar; those that lead to the definition `target`, and there to `offset`, are likelier."""

    def __init__(self, source: str, target: str = "", offset: int = -1) -> None:
        self.offset = offset
        self.definitions = {definition.name: definition for definition in definitions(source)}
        self.leading = {target}
        """The names of the definitions that the target is a part of, and its own."""
        uses = {name: _names(definition.alternatives) for name, definition in self.definitions.items()}
        while more := {name for name, used in uses.items() if used & self.leading} - self.leading:
            self.leading |= more
        self._leads: dict[int, bool] = {}

    def text(self, name: str, random: Random, arguments: dict[str, str] | None = None, depth: int = 0) -> str:
        """A text of the rule or terminal `name`; `arguments` are those of a template."""
        definition = self.definitions.get(name)
        if definition is None:
            return ""
        return self._one_of(definition.alternatives, random, arguments or {}, depth)

    def _one_of(self, alternatives: list[Alternative], random: Random, given: dict[str, str], depth: int) -> str:
        if depth > _DEEP:  # a rule that holds itself: the shortest way out
            alternatives = sorted(alternatives, key=lambda alternative: len(alternative.items))[:1]
        if depth > _DEEPEST:
            return ""
        leading = [each for each in alternatives if each.start <= self.offset <= each.end]
        leading = leading or [each for each in alternatives if any(self._is_leading(item) for item in each.items)]
        chosen = random.choice(leading if leading and random.random() < _LIKELY else alternatives)
        return "".join(self._item(item, random, given, depth) for item in chosen.items)

    def _is_leading(self, item: Item) -> bool:
        if id(item) not in self._leads:
            self._leads[id(item)] = not _names_of(item).isdisjoint(self.leading)
        return self._leads[id(item)]

    def _item(self, item: Item, random: Random, given: dict[str, str], depth: int) -> str:
        least, most = _bounds(item)
        if item.opener in ("(?!", "(?<!", "(?<="):
            is_changed = item.start <= self.offset <= item.last.end
            least = most = int(random.random() < (_LIKELY if is_changed else _SELDOM))
        elif item.opener == "(?=":
            least = random.randint(0, 1)
        most = min(most, least + 3)
        if least == 0 and most and self._is_leading(item) and random.random() < _LIKELY:
            least = 1
        times = random.choice((least, least, most, random.randint(least, most)))
        if item.quantifier is not None and self._is_at(item.quantifier.start, item.quantifier.end):
            times = random.choice(_near(item.quantifier.text))
        if times > _LONG and not item.opener and (prose := _prose(item.tokens[0].text)):
            return "".join(prose[at % len(prose)] for at in range(times))
        return "".join(self._once(item, random, given, depth) for _ in range(times))

    def _is_at(self, start: int, end: int) -> bool:
        """Whether the changed place is there."""
        return start <= self.offset < end

    def _once(self, item: Item, random: Random, given: dict[str, str], depth: int) -> str:
        token = item.tokens[0]
        if item.opener:
            return self._one_of(item.alternatives, random, given, depth)
        if token.in_regex:
            letters = _characters(token.text)
            if token.text[0] == "[" and self._is_at(token.start, token.end):
                letters += tuple(token.text[1:-1].lstrip("^").replace("\\", "") + "\n \t")
            return random.choice(letters)
        if token.text[0] == '"':
            return token.text.rstrip("i")[1:-1]
        name, _, arguments = token.text.partition("{")
        name = given.get(name, name)
        values = [given.get(value, value) for value in re.findall(r"\w+", arguments)]
        parameters = self.definitions[name].parameters if name in self.definitions else []
        return self.text(name, random, dict(zip(parameters, values, strict=False)), depth + 1)


def _names(alternatives: list[Alternative]) -> set[str]:
    """The names of rules and terminals in the alternatives."""
    return {name for alternative in alternatives for item in alternative.items for name in _names_of(item)}


def _names_of(item: Item) -> set[str]:
    if item.opener:
        return _names(item.alternatives)
    token = item.tokens[0]
    return set() if token.in_regex or token.text[0] == '"' else set(re.findall(r"\w+", token.text))


def _bounds(item: Item) -> tuple[int, int]:
    if item.opener == "[" and not item.tokens[0].in_regex:
        return 0, 1
    return _repeats(item.quantifier.text if item.quantifier else "")


@cache
def _repeats(quantifier: str) -> tuple[int, int]:
    """How often a part stands, at least and at most.

    >>> _repeats("{2,5}+"), _repeats("~ 3"), _repeats("+")
    ((2, 5), (3, 3), (1, 3))
    """
    if found := re.match(r"(?:\{|~ ?)([0-9]*)((?:,|\.\.)?)([0-9]*)", quantifier):
        least = int(found[1] or 0)
        return least, int(found[3]) if found[3] else least + 3 * bool(found[2])
    return {"": (1, 1), "?": (0, 1), "*": (0, 3), "+": (1, 3)}[quantifier[:1]]


@cache
def _near(quantifier: str) -> tuple[int, ...]:
    """The numbers around the least and the most that a quantifier allows.

    >>> _near("{2,5}+"), _near("?")
    ((1, 2, 3, 4, 5, 6), (0, 1, 2))
    """
    least, most = _repeats(quantifier)
    return tuple(sorted({number + step for number in (least, most) for step in (-1, 0, 1) if number + step >= 0}))


@cache
def _prose(text: str) -> str:
    """What many characters of one kind are, where they can be letters: words.

    >>> _prose("[a-f]")[:8], _prose("[0-9]")
    ('efcaeeee', '')
    """
    return "".join(letter for letter in _PROSE if re.fullmatch(text, letter))


@cache
def _characters(text: str) -> tuple[str, ...]:
    """The characters to choose from for a part of a regular expression that matches one; `""` where it matches none.

    >>> _characters("[b-d]"), _characters(r"\\."), _characters("^")
    (('b', 'c', 'd'), ('.',), ('',))
    """
    if text[0] == "[":
        if text[1] == "^":
            return tuple(letter for letter in _ANY if re.match(text, letter)) or ("a",)
        found: list[str] = []
        for member in re.findall(r"(?:\\.|[^\\])(?:-(?:\\.|[^\\]))?", text[1:-1]):
            is_range = len(member) == 3 and member[1] == "-"
            found += map(chr, range(ord(member[0]), ord(member[2]) + 1)) if is_range else _characters(member)
        return tuple(found)
    if text[0] == "\\" and len(text) > 1:
        return tuple(_STANDS_FOR.get(text[1], (text[1],)))
    return tuple(_ANY) if text == "." else ("",) if text in "^$" else (text,)
