"""Converts the rules and terminals of a grammar to regular expressions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reviewparse.engine.notation import Part, Symbol, Tree, definitions

__all__ = ["Fields", "Grammar", "grammar_of", "name_of", "parts_of"]

Scope = Mapping[str, str]
"""What the parameters of a template stand for."""


class Fields:
    """The fields of a rule in order of appearance, each once, and which of them each group of a pattern holds."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.slots: list[int] = []

    def add(self, name: str) -> None:
        """The next group holds the field `name`."""
        if name not in self.names:
            self.names.append(name)
        self.slots.append(self.names.index(name))


@lru_cache(maxsize=1)
def grammar_of(source: str) -> Grammar:
    """A `Grammar`; the one that was asked for last is kept."""
    return Grammar(source)


class Grammar:
    """The definitions of a grammar by name, and the regular expression of each part of them."""

    def __init__(self, source: str) -> None:
        self.rules: dict[str, tuple[tuple[str, ...], Tree]] = {}
        self.priorities: dict[str, int] = {}
        self._terminals: dict[str, Tree] = {}
        self._patterns: dict[str, str] = {}
        for name, parameters, priority, tree in definitions(source):
            if name in self.rules or name in self._terminals:
                raise ValueError(f"the grammar defines {name} twice")
            if Symbol(name).is_term:
                self._terminals[name] = tree
                self.priorities[name] = priority
            else:
                self.rules[name] = (parameters, tree)

    def terminal(self, name: str) -> str:
        """The regular expression of a terminal."""
        if name not in self._patterns:
            self._patterns[name] = "".join(self.pieces(name))
        return self._patterns[name]

    def pieces(self, name: str) -> list[str]:
        """The regular expressions of the parts of a terminal, one after the other."""
        tree = self._terminals[name]
        if len(tree.children) == 1:  # one alternative
            return [self._regex(part) for part in parts_of(tree.children[0])]
        return [self._regex(tree)]

    def _regex(self, part: Part) -> str:
        """The regular expression of a part of a terminal."""
        if isinstance(part, Symbol):
            return self.terminal(part.name)
        assert isinstance(part, Tree)
        if part.data == "literal":
            return str(part.children[0])
        if part.data == "expr":
            return f"(?:{self._regex(part.children[0])}){part.children[1]}"
        pieces = [self._regex(child) for child in part.children]
        if part.data == "expansions":
            return pieces[0] if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"
        return "".join(pieces)

    def pattern(self, part: Part, scope: Scope, fields: Fields | None) -> str:
        """The regular expression of a part of a rule.

        Terminals and rules that the part names become groups, and are added to `fields`; a name that begins with an
        underscore has none, and `fields=None` makes no groups at all.
        """
        if isinstance(part, Symbol):
            return self._named(scope.get(part.name, part.name), (), fields)
        assert isinstance(part, Tree)
        parts = part.children
        if part.data == "template_usage":
            name, *arguments = (name_of(child) for child in parts)
            return self._named(name, tuple(scope.get(argument, argument) for argument in arguments), fields)
        if part.data == "expansion":
            return "".join(self.pattern(child, scope, fields) for child in parts)
        if part.data == "expansions":
            if fields is not None and (field := self._one_field(part, scope)):
                return self._group(field, self.pattern(part, scope, None), fields)
            alternatives = [self.pattern(child, scope, fields) for child in parts]
            return alternatives[0] if len(alternatives) == 1 else f"(?>{'|'.join(alternatives)})"
        assert part.data == "expr", f"a rule of the grammar has a {part.data} of its own"
        return f"(?:{self.pattern(parts[0], scope, fields)}){parts[1]}+"

    def opening(self, part: Part, scope: Scope) -> list[str]:
        """The terminals with which a part of a rule can begin."""
        if isinstance(part, Symbol):
            name = scope.get(part.name, part.name)
            return [name] if name in self._terminals else self.opening(self.rules[name][1], {})
        assert isinstance(part, Tree)
        if part.data == "template_usage":
            template, *arguments = (name_of(child) for child in part.children)
            parameters, body = self.rules[template]
            given = (scope.get(argument, argument) for argument in arguments)
            return self.opening(body, dict(zip(parameters, given, strict=True)))
        if part.data == "expansions":
            return [name for child in part.children for name in self.opening(child, scope)]
        if part.data == "expr":
            return self.opening(part.children[0], scope)
        found: list[str] = []
        for child in part.children:
            found += self.opening(child, scope)
            if not (isinstance(child, Tree) and child.data == "expr" and child.children[1] in ("?", "*")):
                break
        return found

    def _one_field(self, part: Tree, scope: Scope) -> str | None:
        """The field that each of the alternatives is, where they are all the same."""
        fields = set()
        for alternative in part.children:
            (name, *others) = parts_of(alternative)
            if isinstance(name, Tree) and name.data == "template_usage":
                name = name.children[0]
            if others or not isinstance(name, Symbol) or name.name.startswith("_"):
                return None
            fields.add(scope.get(name.name, name.name))
        return fields.pop() if len(fields) == 1 else None

    def _named(self, name: str, arguments: tuple[str, ...], fields: Fields | None) -> str:
        if name in self._terminals:
            return self._group(name, self.terminal(name), fields)
        parameters, body = self.rules[name]
        inner = dict(zip(parameters, arguments, strict=True))
        if name.startswith("_"):
            return self.pattern(body, inner, fields)
        return self._group(name, self.pattern(body, inner, None), fields)

    def _group(self, name: str, pattern: str, fields: Fields | None) -> str:
        if fields is None or name.startswith("_"):
            return f"(?:{pattern})"
        fields.add(name)
        return f"({pattern})"


def name_of(part: Part) -> str:
    """The name that a part is."""
    assert isinstance(part, Symbol)
    return part.name


def parts_of(part: Part) -> tuple[Part, ...]:
    """The parts of a sequence or of alternatives."""
    assert isinstance(part, Tree)
    return part.children
