"""Random texts of a grammar: each alternative of a rule or a terminal is as likely as the others.

They need not be read as what they were made from (a lookahead may forbid it): they are texts on which two grammars that
differ in one place are likely to differ.
"""

from __future__ import annotations

import re
from random import Random
from typing import Final

from tools.mutation.of_grammar import Alternative, Definition, Item, definitions

__all__ = ["Sampler"]

_DEEP: Final = 16
_DEEPEST: Final = 60
_STANDS_FOR: Final = {
    "s": " \t\n\u00a0", "S": "aZ7.", "d": "079", "D": "a ", "w": "a_Z5", "W": " -", "b": ("",), "B": ("",), "n": "\n",
    "t": "\t", "f": "\f", "r": "\r", "A": ("",), "Z": ("",),
}  # fmt: skip
_ANY: Final = "aZé5 ,.-:[»…7\u00a0"


class Sampler:
    """Texts of the grammar that the sources hold."""

    def __init__(self, *sources: str) -> None:
        self.definitions: dict[str, Definition] = {}
        for source in sources:
            for definition in definitions(source):
                self.definitions[definition.name] = definition

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
        chosen = random.choice(alternatives)
        return "".join(self._item(item, random, given, depth) for item in chosen.items)

    def _item(self, item: Item, random: Random, given: dict[str, str], depth: int) -> str:
        least, most = _bounds(item)
        if item.opener in ("(?!", "(?<!", "(?<="):
            least, most = 0, int(random.random() < 0.1)
        elif item.opener == "(?=":
            least = random.randint(0, 1)
        most = min(most, least + 3)
        times = random.choice((least, least, most, random.randint(least, most)))
        return "".join(self._once(item, random, given, depth) for _ in range(times))

    def _once(self, item: Item, random: Random, given: dict[str, str], depth: int) -> str:
        token = item.tokens[0]
        if item.opener:
            return self._one_of(item.alternatives, random, given, depth)
        if token.in_regex:
            return _character(token.text, random)
        if token.text[0] == '"':
            return token.text.rstrip("i")[1:-1]
        name, _, arguments = token.text.partition("{")
        name = given.get(name, name)
        values = [given.get(value, value) for value in re.findall(r"\w+", arguments)]
        parameters = self.definitions[name].parameters if name in self.definitions else []
        return self.text(name, random, dict(zip(parameters, values, strict=False)), depth + 1)


def _bounds(item: Item) -> tuple[int, int]:
    if item.opener == "[" and not item.tokens[0].in_regex:
        return 0, 1
    quantifier = item.quantifier.text if item.quantifier else ""
    if found := re.match(r"(?:\{|~ ?)([0-9]*)((?:,|\.\.)?)([0-9]*)", quantifier):
        least = int(found[1] or 0)
        return least, int(found[3]) if found[3] else least + 3 * bool(found[2])
    return {"": (1, 1), "?": (0, 1), "*": (0, 3), "+": (1, 3)}[quantifier[:1]]


def _character(text: str, random: Random) -> str:
    """A character that a part of a regular expression may match.

    >>> _character("[b-b]", Random(1)), _character(r"\\.", Random(1))
    ('b', '.')
    """
    if text[0] == "[":
        if text[1] == "^":
            allowed = [letter for letter in _ANY if re.match(text, letter)]
            return random.choice(allowed or ["a"])
        member = random.choice(re.findall(r"(?:\\.|[^\\])(?:-(?:\\.|[^\\]))?", text[1:-1]))
        if len(member) == 3 and member[1] == "-":
            return chr(random.randint(ord(member[0]), ord(member[2])))
        return _character(member, random)
    if text[0] == "\\" and len(text) > 1:
        return random.choice(_STANDS_FOR.get(text[1], (text[1],)))
    return random.choice(_ANY) if text == "." else "" if text in "^$" else text
