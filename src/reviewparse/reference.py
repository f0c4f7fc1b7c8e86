"""Lark itself as the reader: the parser of the grammar, the tree of a text, and the transformer of that tree.

`parse` does not use it, and it takes many times as long. It shows how a text is read, to those who change the grammar
or need more than the records hold; and the tests compare the engine with it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lark import Lark, Token, Transformer, Tree, v_args
from lark.tree import Meta

from reviewparse.lines import Span
from reviewparse.pages import PageBuilder
from reviewparse.parsing import checked, ready
from reviewparse.review_grammar import engine, source
from reviewparse.transformer import PageTransformer

__all__ = ["LarkTransformer", "parser", "read_tree_into", "tree"]


@cache
def parser() -> Lark:
    """Lark's LALR parser of the grammar.

    >>> parser().options.parser
    'lalr'
    """
    return Lark(source(), parser="lalr", propagate_positions=True)


def tree(text: str) -> Tree[Token]:
    """How a text is read: its blocks of lines in order, each with its fields and where they stand.

    A field is a token, or a tree where several terminals can print it or where it has several lines. A text that holds
    several pages has one tree.

    Raises:
        TypeError: `text` is not a `str`.

    >>> for block in tree("Metascore\\n74\\n\\nWatch On\\n").children:
    ...     print(block.data, [(field.data, str(field.children[0]), field.meta.line) for field in block.children])
    critic_score [(Token('RULE', 'score'), '74', 2)]
    other_line [(Token('RULE', 'any_line'), 'Watch On', 4)]
    """
    read: Tree[Token] = parser().parse(ready(checked(text)))
    return read


class TreeBlock:
    """A block of Lark's tree, as the methods of `PageTransformer` take it."""

    def __init__(self, text: str, rule: str, children: list[Token | Tree[Token]], meta: Meta) -> None:
        self.rule = rule
        self.line = meta.line
        self.start = meta.start_pos
        self.end = meta.end_pos
        self.source = text[meta.start_pos : meta.end_pos]
        self._text = text
        self._places = {_name(child): _place(child) for child in reversed(children)}

    def spans(self) -> tuple[Span | None, ...]:
        """Where in the text each of its fields stands."""
        return tuple(self._places.get(field) for field in _fields()[self.rule])

    def texts(self) -> list[str | None]:
        """The text of each of its fields."""
        return [None if span is None else self._text[span[0] : span[1]] for span in self.spans()]


def _of_tree(method: Any, rule: str, children: list[Token | Tree[Token]], meta: Meta) -> None:
    """Call a method of `PageTransformer` with what Lark gives to one of its own."""
    block = TreeBlock(method.__wrapped__.__self__.source, str(rule), children, meta)
    method(block, *block.texts())


class _Base(PageTransformer):
    """Takes the blocks of Lark's tree of `source` as `PageTransformer` takes the engine's."""

    def __init__(self, page: PageBuilder, source: str) -> None:
        super().__init__(page)
        self.source = source


LarkTransformer: Any = type(
    "LarkTransformer",
    (_Base, Transformer),
    {"__doc__": _Base.__doc__}
    | {rule.name: v_args(wrapper=_of_tree)(getattr(PageTransformer, rule.name)) for rule in engine().rules},
)


def read_tree_into(page: PageBuilder, text: str) -> int:
    """What `transformer.read_into` does, with Lark's parser and the tree that it makes."""
    transformer = LarkTransformer(page, text)
    block: Any
    for block in parser().parse(text).children:
        transformer.transform(block)
        if page.boundary is not None:
            return int(block.meta.line)
    return text.count("\n") + 1


def _name(field: Token | Tree[Token]) -> str:
    return str(field.data) if isinstance(field, Tree) else field.type


def _place(field: Token | Tree[Token]) -> Span:
    place: Any = field.meta if isinstance(field, Tree) else field
    return place.start_pos, place.end_pos


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    return {rule.name: rule.fields for rule in engine().rules}
