"""The transformer: what each block of a page's text says, one method for each rule that `grammar/page.lark` names.

A method takes the block and the text of each field of its rule, in the rule's order, `None` where a field is not
printed. To follow a line of a page: find its rule in `grammar/`, then the method of that name in the module here that
is named after the file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from reviewparse.pages import PageBuilder
from reviewparse.review_grammar import engine
from reviewparse.transformer.details import Details
from reviewparse.transformer.l1_reviews import L1Reviews
from reviewparse.transformer.l1_scores import L1Scores
from reviewparse.transformer.l2 import L2Blocks
from reviewparse.transformer.l3 import L3Blocks

__all__ = ["PageTransformer", "read_into"]


class PageTransformer(L1Scores, L1Reviews, L2Blocks, L3Blocks, Details):
    """Passes what each block says to a `PageBuilder`."""


def read_into(page: PageBuilder, text: str, line: int = 1, start: int = 0, end: int | None = None) -> int:
    """Read a text from `start` to `end`, where a line must end, into a page; `line` is the number of its first line.

    Returns the number of the line after the text, or after the block at which its first page has ended.
    """
    last = len(text) if end is None else end
    transformer, methods = PageTransformer(page), _methods()
    block = None
    for block in engine().blocks(text, line, start, last, sparing=True):
        form = block.form
        methods[form.number](*((transformer, block) + form.texts(block.opening, block.rest)))  # noqa: RUF005 - quicker
        if page.boundary is not None:
            return block.line
    if block is None:
        return line + text.count("\n", start, last)
    return block.line + text.count("\n", block.start, last)


@cache
def _methods() -> list[Callable[..., None]]:
    """The method of each rule, by the rule's number."""
    return [getattr(PageTransformer, rule.name) for rule in engine().rules]
