"""The grammar as Lark reads it: its files as one text, its definitions, and the plain parser made of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from reviewparse import grammar_files

if TYPE_CHECKING:
    from lark import Lark
    from lark.load_grammar import Grammar

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
    """
    from lark import Lark

    with _quick_lark():
        return Lark(source(), parser="lalr", propagate_positions=True)


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
