"""The grammar as Lark reads it: its files as one text, the plain parser made of it, and the trees that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from reviewparse.review_grammar import source

if TYPE_CHECKING:
    from lark import Lark, Token, Tree
    from lark.parsers.lalr_parser_state import ParserState

__all__ = ["plain_parser", "tree"]

_building = Lock()


def tree(text: str) -> Tree[Token]:
    """How a text is read: its blocks of lines in order, each with its tokens and where they stand.

    This is Lark's own tree, for those who look for more than the records hold, or change the grammar. Making it takes
    many times as long as `parse`, which does without. The tree of a text that holds several pages goes on.

    Raises:
        TypeError: `text` is not a `str`.

    >>> for block in tree("Metascore\\n74\\n\\nWatch On\\n").children:
    ...     print(block.data, [(token.type, str(token), token.line) for token in block.children])
    critic_score [('METASCORE', '74', 2)]
    other_line [('OTHER_LINE', 'Watch On', 4)]
    """
    from reviewparse.parsing import checked, ready

    read: Tree[Token] = plain_parser().parse(ready(checked(text)))
    return read


@cache
def plain_parser() -> Lark:
    """Lark's own LALR parser of the grammar: the slow way, which the quick one is held against.

    No `cache=True`: Lark would write a pickle of a predictable name into a temporary folder.

    What can be read next depends on the state of the page, but Lark's lexer looks at the parser's topmost state alone,
    which many places of a page share while a block is about to end. So this one asks the whole stack, and passes over a
    terminal that the parser could not take.
    """
    from copy import copy

    from lark import Lark
    from lark.common import LexerConf
    from lark.lexer import BasicLexer, ContextualLexer, LexerState

    class Lexer(ContextualLexer):
        def __init__(self, conf: LexerConf, *arguments: Any, **keywords: Any) -> None:
            super().__init__(conf, *arguments, **keywords)
            self._conf = conf
            self._without: dict[tuple[int, frozenset[str]], BasicLexer] = {}

        def lex(self, lexer_state: LexerState, parser_state: ParserState[Any]) -> Iterator[Token]:
            while True:
                refused: frozenset[str] = frozenset()
                while True:
                    here = copy(lexer_state.line_ctr)
                    try:
                        token = self._lexer(parser_state.position, refused).next_token(lexer_state, parser_state)
                    except EOFError:
                        return
                    if _takes(parser_state, token.type):
                        break
                    lexer_state.line_ctr = here
                    refused |= {token.type}
                yield token

        def _lexer(self, position: int, refused: frozenset[str]) -> Any:
            lexer: Any = self.lexers[position]
            if not refused:
                return lexer
            if (position, refused) not in self._without:
                conf = copy(self._conf)
                conf.terminals = [terminal for terminal in lexer.terminals if terminal.name not in refused]
                self._without[position, refused] = BasicLexer(conf)
            return self._without[position, refused]

    with _quick_lark():
        return Lark(source(), parser="lalr", propagate_positions=True, _plugins={"ContextualLexer": Lexer})


def _takes(parser_state: ParserState[Any], terminal: str) -> bool:
    """Whether the parser can shift a terminal next, after the reductions that it calls for."""
    states, stack = parser_state.parse_conf.states, list(parser_state.state_stack)
    while (action := states[stack[-1]].get(terminal)) is not None:
        _, rule = action
        if not hasattr(rule, "expansion"):
            return True
        del stack[len(stack) - len(rule.expansion) :]
        stack.append(states[stack[-1]][rule.origin.name][1])
    return False


@contextmanager
def _quick_lark() -> Iterator[None]:
    """Build without `interegular`'s search for colliding terminals.

    Where that package happens to be installed, Lark compares every pair of terminals, its own grammar's too, which
    takes longer than all the rest. The grammar's terminals collide on purpose: they are told apart by context and
    priority.
    """
    from lark import lexer

    with _building:
        installed = lexer.has_interegular
        lexer.has_interegular = False
        try:
            yield
        finally:
            lexer.has_interegular = installed
