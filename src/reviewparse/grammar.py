"""The grammar as Lark reads it: its files as one text, its definitions, and the plain parser made of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from reviewparse import grammar_files

if TYPE_CHECKING:
    from lark import Lark
    from lark.load_grammar import Grammar
    from lark.parsers.lalr_parser_state import ParserState

__all__ = ["FILES", "definitions", "plain_parser", "source"]

FILES = ("page", "l1", "l2", "details", "common")
"""The files of the grammar, in the order in which they are read as one."""

_building = Lock()


def source() -> str:
    """The whole grammar in Lark's notation."""
    return "\n".join(grammar_files.read(f"{name}.lark") for name in FILES)


@cache
def definitions() -> Grammar:
    """The rules and terminals as they are written, for `reviewparse.scanner` to compile."""
    from lark.load_grammar import load_grammar

    with _quick_lark():
        grammar, _ = load_grammar(source(), "<reviewparse>", [], False)
    return grammar


@cache
def plain_parser() -> Lark:
    """Lark's own LALR parser of the grammar: the slow way, which the quick one is held against.

    No `cache=True`: Lark would write a pickle of a predictable name into a temporary folder.

    What can be read next depends on the state of the page (a list ends, a number means another thing), but Lark's lexer
    chooses the next token before the parser has closed the block that has just ended, in a state which all pages share.
    So the blocks that are complete whatever follows are closed first.
    """
    from lark import Lark
    from lark.lexer import ContextualLexer, LexerState, Token
    from lark.parsers.lalr_parser_state import ParserState

    class Lexer(ContextualLexer):
        def lex(self, lexer_state: LexerState, parser_state: ParserState[Any]) -> Iterator[Token]:
            tokens = super().lex(lexer_state, parser_state)
            while True:
                _close(parser_state)
                try:
                    token = next(tokens)
                except StopIteration:
                    return
                yield token

    with _quick_lark():
        return Lark(source(), parser="lalr", propagate_positions=True, _plugins={"ContextualLexer": Lexer})


def _close(parser_state: ParserState[Any]) -> None:
    """Reduce what is complete: as long as the parser's state has one action, and that is to reduce by one rule."""
    configuration, stack, values = parser_state.parse_conf, parser_state.state_stack, parser_state.value_stack
    while len(actions := set(configuration.states[stack[-1]].values())) == 1:
        rule = actions.pop()[1]
        if not hasattr(rule, "expansion") or stack[-1] == configuration.end_state:
            return
        size = len(rule.expansion)
        taken = values[len(values) - size :]
        del stack[len(stack) - size :], values[len(values) - size :]
        values.append(configuration.callbacks[rule](taken))
        stack.append(configuration.states[stack[-1]][rule.origin.name][1])


@contextmanager
def _quick_lark() -> Iterator[None]:
    """Build without `interegular`'s search for colliding terminals.

    Where that package happens to be installed, Lark compares every pair of terminals, its own grammar's too, which takes
    longer than all the rest. The grammar's terminals collide on purpose: they are told apart by context and priority.
    """
    from lark import lexer

    with _building:
        installed = lexer.has_interegular
        lexer.has_interegular = False
        try:
            yield
        finally:
            lexer.has_interegular = installed
