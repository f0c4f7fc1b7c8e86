"""Reads grammar files: the part of Lark's notation that they use.

Lark reads them as well, for its own parser of them, and both read the same: a test holds the two against each other.
But Lark reads a grammar by a grammar of grammars, and that would be most of the time that the first text in a process
takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

__all__ = ["Head", "Part", "Symbol", "Tree", "heads", "literal", "tokens_of", "tree_of"]


class Symbol(NamedTuple):
    """The name of a rule, of a terminal or of a template's parameter; a terminal's is in capitals."""

    name: str

    @property
    def is_term(self) -> bool:
        return self.name.isupper()


class Tree(NamedTuple):
    """What a definition is made of: `data` is its kind, as Lark names it, and `children` are its parts.

    `expansions` are alternatives, each an `expansion`, a sequence; `expr` is a part and how often it stands (`?`, `*`
    or `+`); `template_usage` is a template and its arguments; `literal` is a regular expression,
    that of a word's letters too.
    """

    data: str
    children: tuple[Part, ...]


Part: TypeAlias = "Tree | Symbol | str"


class Head(NamedTuple):
    """The head of a definition: its name, a template's parameters, a terminal's priority, and where its parts stand."""

    name: str
    parameters: tuple[str, ...]
    priority: int
    start: int
    end: int


_DEFINITION: Final = re.compile(r"^([A-Za-z_]\w*)(?:\{([^}]*)\})?(?:\.(-?[0-9]+))?:", re.MULTILINE)
_TOKEN: Final = re.compile(r"""(?:\s|//[^\n]*|\\[ ]*\n)*+((?:/(?:\\.|[^/\\\n])+/|"[^"\\\n]+")(?!\w)|\w+|\S|\Z)""")
"""The next token, a character that is none, or the end, which is empty."""


def heads(source: str) -> Iterator[Head]:
    """The heads of a grammar's definitions in their order. Raises `ValueError` where another text stands above them.

    >>> [(head.name, head.priority) for head in heads("PAGE.2: /p[.] ?/ NUMBER?  // of a print source")]
    [('PAGE', 2)]
    """
    found = list(_DEFINITION.finditer(source))
    starts = [*(head.start() for head in found), len(source)]
    if any(_TOKEN.findall(source, 0, starts[0])):
        raise ValueError("the grammar does not begin with a rule, a terminal or a comment: not of the notation")
    for head, end in zip(found, starts[1:], strict=True):
        parameters = tuple(name.strip() for name in head[2].split(",")) if head[2] else ()
        yield Head(head[1], parameters, int(head[3] or 0), head.end(), end)


def tokens_of(source: str, head: Head) -> list[str]:
    """The words, signs and literals that a definition is written in."""
    return list(filter(None, _TOKEN.findall(source, head.start, head.end)))


def literal(token: str) -> str | None:
    """The regular expression that a token is, or the word that it is as one; `None` where it is neither."""
    if len(token) == 1:
        return None
    if token[0] == "/":
        return token[1:-1]
    return re.escape(token[1:-1]) if token[0] == '"' else None


def tree_of(source: str, head: Head) -> Tree:
    """The alternatives of a definition. Raises `ValueError` where its text is not of the notation."""
    tokens = tokens_of(source, head)[::-1]  # the last one first
    tree = _alternatives(tokens)
    if tokens:
        raise ValueError(f"{head.name} of the grammar goes on with {tokens[-1]!r}, which is not of the notation")
    return tree


def _alternatives(tokens: list[str]) -> Tree:
    sequences = [_sequence(tokens)]
    while tokens and tokens[-1] == "|":
        tokens.pop()
        sequences.append(_sequence(tokens))
    return Tree("expansions", tuple(sequences))


def _sequence(tokens: list[str]) -> Tree:
    parts = []
    while tokens and tokens[-1] not in "|)":
        part = _part(tokens)
        while tokens and tokens[-1] in "?*+":
            part = Tree("expr", (part, tokens.pop()))
        parts.append(part)
    return Tree("expansion", tuple(parts))


def _part(tokens: list[str]) -> Tree | Symbol:
    token = tokens.pop()
    if token == "(":
        group = _alternatives(tokens)
        if not tokens or tokens.pop() != ")":
            raise ValueError("a parenthesis of the grammar is not closed")
        return group
    if (regex := literal(token)) is not None:
        return Tree("literal", (regex,))
    if not (token[0].isalpha() or token[0] == "_"):
        raise ValueError(f"not of the notation: {token!r}")
    if not tokens or tokens[-1] != "{":
        return Symbol(token)
    arguments = []
    while tokens.pop() != "}":
        arguments.append(Symbol(tokens.pop()))
    return Tree("template_usage", (Symbol(token), *arguments))
