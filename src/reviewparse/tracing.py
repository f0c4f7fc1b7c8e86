"""`trace`: which part of a text became which field."""

from __future__ import annotations

import re
from bisect import bisect_right

from attrs import frozen

from reviewparse.extractors import undone
from reviewparse.linemap import LineMap
from reviewparse.marks import may_be_page
from reviewparse.parsing import checked, ready
from reviewparse.review_grammar import engine

__all__ = ["TracedBlock", "TracedField", "trace"]


@frozen
class TracedField:
    """A field of a block: its `name` in the grammar, in lower case, and where in the text it stands.

    `start` and `end` are offsets from 0: the field is `text[start:end]`.

    >>> TracedField("score", 10, 12)
    TracedField(name='score', start=10, end=12)
    """

    name: str
    start: int
    end: int


@frozen
class TracedBlock:
    """A block of lines: the `rule` of the grammar that read it, where in the text it stands, and its fields.

    `line` is the number of its first line, from 1. An unrecognized line is a block of the rule `other_line`.

    >>> TracedBlock("critics_heading", 3, 20, 35, ()).rule
    'critics_heading'
    """

    rule: str
    line: int
    start: int
    end: int
    fields: tuple[TracedField, ...]


def trace(text: str) -> tuple[TracedBlock, ...]:
    """How a text is read: all its lines as blocks, in order, and the place of each field in its block.

    It shows which part of the text became which value. A text that holds several pages is traced as one.

    Raises:
        TypeError: `text` is not a `str`.

    >>> for block in trace("Metascore\\n74\\n\\nWatch On\\n"):
    ...     print(block.line, block.rule, [(field.name, field.start, field.end) for field in block.fields])
    1 critic_score [('score', 10, 12)]
    4 other_line [('any_line', 14, 22)]
    """
    given = checked(text)
    read = ready(given)
    read, joins = undone(read) if may_be_page(read) else (read, ())
    lines = LineMap(given, joins)
    starts = [0, *(found.end() for found in re.finditer("\n", read))]

    def place(position: int) -> int:
        number = bisect_right(starts, position)
        return min(lines.place(number, position - starts[number - 1] + 1).offset, len(given))

    traced = []
    for block in engine().blocks(read):
        fields = tuple(
            TracedField(name.lower(), place(span[0]), place(span[1] - 1) + 1)
            for name, span in zip(block.rule.fields, block.spans(), strict=True)
            if span is not None
        )
        line, end = lines.line(block.line), block.end
        end = min(place(end - 1) + 1, len(given))  # the last line end may not be in the text
        traced.append(TracedBlock(block.rule.name, line, place(block.start), end, fields))
    return tuple(traced)
