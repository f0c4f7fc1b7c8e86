"""Converts the terminals of a grammar to regular expressions, and its rules to steps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reviewparse.engine.notation import Head, Part, Symbol, Tree, heads, literal, tokens_of, tree_of
from reviewparse.engine.steps import Step, row

__all__ = ["Grammar", "Scope", "grammar_of", "name_of", "parts_of"]

Scope = Mapping[str, str]
"""What the parameters of a template stand for."""


@lru_cache(maxsize=1)
def grammar_of(source: str) -> Grammar:
    """A `Grammar`; the one that was asked for last is kept."""
    return Grammar(source)


class Grammar:
    """The definitions of a grammar by name, each read when it is needed, and what they are made into."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._heads: dict[str, Head] = {}
        self._trees: dict[str, Tree] = {}
        self._patterns: dict[str, str] = {}
        self._steps: dict[tuple[object, ...], Step] = {}
        for head in heads(source):
            if head.name in self._heads:
                raise ValueError(f"the grammar defines {head.name} twice")
            self._heads[head.name] = head

    @property
    def rules(self) -> list[str]:
        """The names of the rules, in their order."""
        return [name for name in self._heads if not Symbol(name).is_term]

    @property
    def terminals(self) -> list[str]:
        """The names of the terminals, in their order."""
        return [name for name in self._heads if Symbol(name).is_term]

    def rule(self, name: str) -> tuple[tuple[str, ...], Tree]:
        """The parameters of a rule and what it is made of."""
        return self._heads[name].parameters, self._tree(name)

    def priority(self, name: str) -> int:
        """The priority of a terminal."""
        return self._heads[name].priority

    def _tree(self, name: str) -> Tree:
        if name not in self._trees:
            self._trees[name] = tree_of(self._source, self._heads[name])
        return self._trees[name]

    def terminal(self, name: str) -> str:
        """The regular expression of a terminal."""
        if name not in self._patterns:
            self._patterns[name] = "".join(self.pieces(name))
        return self._patterns[name]

    def pieces(self, name: str) -> list[str]:
        """The regular expressions of the parts of a terminal, one after the other.

        Nearly all terminals are literals and names in a row, or a few such rows, and need no tree.
        """
        alternatives: list[list[str]] = [[]]
        for token in tokens_of(self._source, self._heads[name]):
            if (regex := literal(token)) is not None:
                alternatives[-1].append(regex)
            elif token in self._heads:
                alternatives[-1].append(self.terminal(token))
            elif token == "|":
                alternatives.append([])
            else:
                return [self._regex(self._tree(name))]
        return alternatives[0] if len(alternatives) == 1 else [f"(?:{'|'.join(map(''.join, alternatives))})"]

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

    def step(self, part: Part, scope: Scope, *, with_fields: bool = True) -> Step:
        """The step that a part of a rule is; `scope` has what the parameters in it stand for.

        Terminals and rules that the part names are fields, unless their names begin with an underscore. Within a field
        there is no other.
        """
        if used := self._used(part, scope):
            return self._named(*used, with_fields)
        assert isinstance(part, Tree)
        if part.data == "expr":
            return str(part.children[1]), self.step(part.children[0], scope, with_fields=with_fields)
        if part.data == "expansions" and with_fields and (field := self._one_field(part, scope)):
            return ":", field, self.step(part, scope, with_fields=False)
        steps = [self.step(child, scope, with_fields=with_fields) for child in part.children]
        if part.data == "expansions":
            return ("|", *steps) if len(steps) > 1 else steps[0]
        assert part.data == "expansion", f"a rule of the grammar has a {part.data} of its own"
        return row(steps)

    def _used(self, part: Part, scope: Scope) -> tuple[str, Scope] | None:
        """The name of the rule or terminal that a part is, and what the parameters of that stand for."""
        if isinstance(part, Symbol):
            return scope.get(part.name, part.name), {}
        assert isinstance(part, Tree)
        if part.data != "template_usage":
            return None
        name, *arguments = map(name_of, part.children)
        name = scope.get(name, name)
        given = (scope.get(argument, argument) for argument in arguments)
        return name, dict(zip(self._heads[name].parameters, given, strict=True))

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

    def _named(self, name: str, scope: Scope, with_fields: bool) -> Step:
        is_field = with_fields and not name.startswith("_")
        inner = with_fields and not is_field
        key = name, *scope.values(), inner
        if key not in self._steps:
            self._steps[key] = name if name.isupper() else self.step(self._tree(name), scope, with_fields=inner)
        return (":", name, self._steps[key]) if is_field else self._steps[key]


def name_of(part: Part) -> str:
    """The name that a part is."""
    assert isinstance(part, Symbol)
    return part.name


def parts_of(part: Part) -> tuple[Part, ...]:
    """The parts of a sequence or of alternatives."""
    assert isinstance(part, Tree)
    return part.children
