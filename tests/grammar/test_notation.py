"""The grammar's files say the same to the library's own reader of them and to Lark."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lark import load_grammar as loader
from lark.load_grammar import PrepareLiterals, TerminalTreeToPattern

from reviewparse.engine.notation import Part, Symbol, Tree, heads, tree_of
from reviewparse.engine.patterns import Grammar
from reviewparse.review_grammar import engine, source

LARKS: Any = loader.load_grammar(source(), "the grammar", [], False)[0]  # type: ignore[no-untyped-call]


def of_lark(tree: Any) -> Any:
    """A tree of Lark's as nested tuples; its `value` says nothing."""
    if not hasattr(tree, "data"):
        return getattr(tree, "name", str(tree))
    parts = tuple(of_lark(child) for child in tree.children)
    return parts[0] if tree.data == "value" else (str(tree.data), *parts)


def of_ours(part: Part) -> Any:
    if isinstance(part, Tree):
        return (part.data, *(of_ours(child) for child in part.children))
    return part.name if isinstance(part, Symbol) else part


def test_the_same_rules() -> None:
    """Each rule has the parameters and the parts that Lark reads, in the same order."""
    ours = {
        head.name: (head.parameters, of_ours(tree_of(source(), head)))
        for head in heads(source())
        if not Symbol(head.name).is_term
    }
    assert ours == {str(name): (tuple(given), of_lark(tree)) for name, given, tree, _ in LARKS.rule_defs}
    assert len(ours) > 50


def test_the_same_terminals() -> None:
    """Each terminal has the regular expression and the priority that Lark makes of it."""
    rules = Grammar(source())
    evaluated: Any = loader.eval_escaping  # the escapes that Lark evaluates in a regular expression
    ours = {
        head.name: (evaluated(rules.terminal(head.name)), head.priority)
        for head in heads(source())
        if Symbol(head.name).is_term
    }
    larks = {}
    for name, (tree, priority) in LARKS.term_defs:
        pattern = (PrepareLiterals() * TerminalTreeToPattern()).transform(tree)
        larks[str(name)] = pattern.to_regexp(), int(priority)
    assert ours == larks
    assert len(ours) > 100


def test_terminals_begin_with_a_whole_expression() -> None:
    """The first piece of a terminal that opens a block is a regular expression: what begins alike is tried once."""
    rules = Grammar(source())
    openings = {opening for state in engine().states for form in state.forms for opening in form.openings}
    assert len(openings) > 50
    for opening in openings:
        re.compile(rules.pieces(opening)[0])


@pytest.mark.parametrize(
    "grammar",
    [
        "start: (A",
        'start: ""',
        "start: 'word'",
        'start: "word"i',
        "start: /word/i",
        "start: A~2",
        "start: [A]",
        "start: A B)",
        "start: A\n%ignore A",
        "?start: A",
        "1: A",
    ],
)
def test_other_notation(grammar: str) -> None:
    """What is not of the part of the notation that the files are written in is refused, not read as something else."""
    with pytest.raises(ValueError, match=r"notation|not closed"):
        [tree_of(grammar, head) for head in heads(grammar)]
