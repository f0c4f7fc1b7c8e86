"""The grammar as Lark reads it: its files as one text, the plain parser made of it, and the trees that it makes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewparse import grammar_files

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = ["FILES", "plain_parser", "source", "tree"]

FILES = ("page", "l1_scores", "l1_reviews", "l2", "details", "common")
"""The files of the grammar, in the order in which they are read as one."""


def source() -> str:
    """The whole grammar in Lark's notation."""
    return "\n".join(grammar_files.read(f"{name}.lark") for name in FILES)


def tree(text: str) -> Tree[Token]:
    """How a text is read: its blocks of lines in order, each with its fields and where they stand.

    This is Lark's own tree, for those who look for more than the records hold, or change the grammar. Making it takes
    many times as long as `parse`, which does without. The tree of a text that holds several pages goes on.

    Raises:
        TypeError: `text` is not a `str`.

    A field is a token, or a tree where several terminals can print it or where it has several lines.

    >>> for block in tree("Metascore\\n74\\n\\nWatch On\\n").children:
    ...     print(block.data, [(field.data, str(field.children[0]), field.meta.line) for field in block.children])
    critic_score [(Token('RULE', 'score'), '74', 2)]
    other_line [(Token('RULE', 'any_line'), 'Watch On', 4)]
    """
    from reviewparse.parsing import checked, ready

    read: Tree[Token] = plain_parser().parse(ready(checked(text)))
    return read


@cache
def plain_parser() -> Lark:
    """Lark's own LALR parser of the grammar: the slow way, which the quick one is held against.

    No `cache=True`: Lark would write a pickle of a predictable name into a temporary folder.
    """
    from lark import Lark

    return Lark(source(), parser="lalr", propagate_positions=True)
