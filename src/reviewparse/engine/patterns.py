"""Converts the rules and terminals of a grammar to regular expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from reviewparse.engine.expressions import ungrouped
from reviewparse.engine.notation import Head, Part, Symbol, Tree, heads, literal, tokens_of, tree_of

__all__ = ["Fields", "Grammar", "Scope", "grammar_of", "name_of", "parts_of"]

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
    """The definitions of a grammar by name, each read when it is needed, and the regular expressions of their parts."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._heads: dict[str, Head] = {}
        self._trees: dict[str, Tree] = {}
        self._patterns: dict[str, str] = {}
        self._inlined: dict[tuple[object, ...], tuple[str, list[str]]] = {}
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

    def pattern(self, part: Part, scope: Scope, fields: Fields | None, *, ends: bool = False) -> str:
        """The regular expression of a part of a rule.

        Terminals and rules that the part names become groups, and are added to `fields`; a name that begins with an
        underscore has none, and `fields=None` makes no groups at all. `ends`: the part is the last one of a possessive
        repeat, so that nothing below it can fail and be tried in another way.
        """
        if used := self._used(part, scope):
            return self._named(*used, fields, ends=ends)
        parts = parts_of(part)
        assert isinstance(part, Tree)
        if part.data == "expansion":
            return self._sequence(parts, scope, fields, ends=ends)
        if part.data == "expansions":
            if fields is not None and (field := self._one_field(part, scope)):
                return self._group(field, self.pattern(part, scope, None), fields)
            alternatives = [self.pattern(child, scope, fields, ends=ends) for child in parts]
            return alternatives[0] if len(alternatives) == 1 else f"(?>{'|'.join(alternatives)})"
        assert part.data == "expr", f"a rule of the grammar has a {part.data} of its own"
        repeated = self.pattern(parts[0], scope, fields, ends=True)
        if ends and parts[1] == "?":
            return f"(?:{ungrouped(repeated)}|)"  # one more alternative is quicker than a repeat
        return f"(?:{repeated}){parts[1]}+"

    def _sequence(self, parts: Sequence[Part], scope: Scope, fields: Fields | None, *, ends: bool) -> str:
        """The regular expression of parts that follow one another."""
        made = []
        for place, part in enumerate(parts, 1):
            following = parts[place:]
            used = self._used(part, scope)
            if used and self._is_terminal(used[0]):
                made.append(self._group(used[0], self._before(used[0], following, scope), fields))
            else:
                is_last = ends and all(_may_be_absent(later) for later in following)
                made.append(self.pattern(part, scope, fields, ends=is_last))
        return "".join(made)

    def _before(self, name: str, following: Sequence[Part], scope: Scope) -> str:
        """The regular expression of a terminal, without what it looks ahead for if that is just what is read next."""
        text, ahead = self.terminal(name), ""
        for part in following:
            used = self._used(part, scope)
            if not used or not self._is_terminal(used[0]):
                break
            ahead += self.terminal(used[0])
            if text.endswith(f"(?={ahead})"):
                return text.removesuffix(f"(?={ahead})")
        return text

    def opening(self, part: Part, scope: Scope) -> list[str]:
        """The terminals with which a part of a rule can begin."""
        if used := self._used(part, scope):
            name, inner = used
            return [name] if self._is_terminal(name) else self.opening(self._tree(name), inner)
        assert isinstance(part, Tree)
        if part.data == "expansions":
            return [name for child in part.children for name in self.opening(child, scope)]
        if part.data == "expr":
            return self.opening(part.children[0], scope)
        found: list[str] = []
        for child in part.children:
            found += self.opening(child, scope)
            if not _may_be_absent(child):
                break
        return found

    def sequence(self, part: Part, scope: Scope) -> list[tuple[Part, Scope]]:
        """A part of a rule as its own parts, each with what the parameters stand for; the first one is a smallest."""
        if used := self._used(part, scope):
            name, inner = used
            return self.sequence(self._tree(name), inner) if self._is_inlined(name) else [(part, scope)]
        first, *others = parts_of(part)
        assert isinstance(part, Tree)
        if part.data == "expansion" or (part.data == "expansions" and not others):
            return [*self.sequence(first, scope), *((other, scope) for other in others)]
        return [(part, scope)]

    def is_terminal(self, part: Part, scope: Scope) -> bool:
        """Whether a part of a rule is a terminal, or one of several."""
        if used := self._used(part, scope):
            name, inner = used
            return self._is_terminal(name) or self.is_terminal(self._tree(name), inner)
        assert isinstance(part, Tree)
        if part.data == "expansion" and len(part.children) > 1:
            return False
        return part.data != "expr" and all(self.is_terminal(child, scope) for child in part.children)

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

    def _is_terminal(self, name: str) -> bool:
        return name.isupper()

    def _is_inlined(self, name: str) -> bool:
        return name.startswith("_") and not self._is_terminal(name)

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

    def _named(self, name: str, scope: Scope, fields: Fields | None, *, ends: bool) -> str:
        if self._is_terminal(name):
            return self._group(name, self.terminal(name), fields)
        if not self._is_inlined(name):
            return self._group(name, self.pattern(self._tree(name), scope, None), fields)
        key = name, *scope.values(), fields is None, ends
        if key not in self._inlined:
            own = None if fields is None else Fields([])
            text = self.pattern(self._tree(name), scope, own, ends=ends)
            self._inlined[key] = text, [own.names[slot] for slot in own.slots] if own else []
        text, names = self._inlined[key]
        for each in names:
            assert fields is not None
            fields.add(each)
        return text

    def _group(self, name: str, pattern: str, fields: Fields | None) -> str:
        if fields is None or name.startswith("_"):
            return f"(?:{pattern})" if "|" in pattern else pattern
        fields.add(name)
        return f"({pattern})"


def name_of(part: Part) -> str:
    """The name that a part is."""
    assert isinstance(part, Symbol)
    return part.name


def _may_be_absent(part: Part) -> bool:
    """Whether a part of a rule may match nothing, wherever it stands."""
    return isinstance(part, Tree) and part.data == "expr" and part.children[1] in ("?", "*")


def parts_of(part: Part) -> tuple[Part, ...]:
    """The parts of a sequence or of alternatives."""
    assert isinstance(part, Tree)
    return part.children
