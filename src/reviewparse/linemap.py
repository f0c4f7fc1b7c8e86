"""Maps places in the text that was read to places in the text that was given.

A text is read with lines joined that an extractor had wrapped, and without the marks that one gave to links. What is
reported, a record's line or an error's place, counts in the text as it was given. `LineMap` converts one to the other.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias, overload

__all__ = ["BOM", "Change", "Join", "Joins", "LineMap", "Place", "changed"]

BOM: Final = "\ufeff"


Change: TypeAlias = tuple[int, int, str]
"""Where something begins and ends in a text, and what is read instead, which holds no line end."""


class Join(NamedTuple):
    """A line of the given text that was joined to the one above it, or what stands behind something left out of a line.

    Its first character, white space at a margin aside, stands at `line` and `column` of the text that was read, and at
    column `given_column` of the text that was given. All three count from 1, whatever number the first line has. Up to
    here, `joined` lines of the text were joined to the one above them.
    """

    line: int
    column: int
    given_column: int
    joined: int


class Joins(Sequence[Join]):
    """Lines that were joined, in order, and nothing else. Most texts need no more than the numbers of these lines.

    Args:
        lines: the number of the line of the text that was read to which each was joined.
        make: gives the joins. It is called once, when one is asked for.

    >>> joins = Joins([1, 1], lambda: [Join(1, 11, 3, 1), Join(1, 21, 3, 2)])
    >>> len(joins), joins[0].column
    (2, 11)
    """

    def __init__(self, lines: Sequence[int], make: Callable[[], Iterable[Join]]) -> None:
        self.lines = lines
        self._make = make

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, index: int) -> Join: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Join]: ...
    def __getitem__(self, index: int | slice) -> Join | Sequence[Join]:
        return self._made[index]

    @cached_property
    def _made(self) -> Sequence[Join]:
        return tuple(self._make())


class Place(NamedTuple):
    """A place in the text that was given: `line` and `column` from 1, `offset` from 0, and the whole line."""

    line: int
    column: int
    offset: int
    source_line: str


class LineMap:
    r"""Lines and columns of a text that was read, as lines, columns and offsets of the text that was given.

    A line ends in a line feed. A carriage return before it belongs to the line end, and a byte order mark at the
    beginning is no part of the first line.

    Args:
        given: the text that was given.
        joins: the lines that were joined, and what was left out of lines, in order.
        first_line: the number of the first line, in both texts.

    A line is looked up in O(log joins), and what it needs of the given text is computed
    on the first request for an offset or a source line.

    >>> lines = LineMap("Slow, and\n  worth it.\nFog.", [Join(1, 11, 3, 1)])
    >>> lines.line(1), lines.line(2)
    (1, 3)
    >>> lines.place(1, 17)
    Place(line=2, column=9, offset=18, source_line='  worth it.')
    >>> lines.source(2, 4)
    '  worth it.\nFog.\n'
    """

    __slots__ = ("_given", "_joined", "_lines", "_starts", "first_line", "joins")

    def __init__(self, given: str, joins: Sequence[Join] = (), first_line: int = 1) -> None:
        self.joins = joins
        self.first_line = first_line
        self._lines: Sequence[int]
        self._joined: Sequence[int]
        if isinstance(joins, Joins):
            self._lines, self._joined = joins.lines, range(len(joins) + 1)
        else:
            self._lines, self._joined = [join.line for join in joins], [0, *[join.joined for join in joins]]
        self._given = given
        self._starts: array[int] | None = None

    def line(self, line: int) -> int:
        """The number of the given line where a line of the read text begins."""
        return line + self._joined[bisect_left(self._lines, line - self.first_line + 1)]

    def place(self, line: int, column: int = 1) -> Place:
        """The place in the given text of a line and column of the read text.

        The blank that joins two lines stands at the end of the first.
        """
        place = line - self.first_line + 1
        count = bisect_right(self.joins, (place, column, len(self._given)))
        if count:
            join = self.joins[count - 1]
            line += join.joined
            column += join.given_column - join.column if join.line == place else 0
        return Place(line, column, self._start(line) + column - 1, self.source_line(line))

    def moved(self, first: int, end: int) -> bool:
        """Whether something was left out of the read lines from `first` to before `end`, or joined to them."""
        shift = 1 - self.first_line
        return bisect_left(self._lines, first + shift) < bisect_left(self._lines, end + shift)

    def source_line(self, line: int) -> str:
        """A line of the given text, without its line end; `line` is its number there."""
        start = self._start(line)
        end = self._given.find("\n", start)
        return self._given[start : len(self._given) if end == -1 else end].removesuffix("\r")

    def source(self, first: int, end: int) -> str:
        """The lines of the given text from `first` to before `end`, each with a line feed as its end."""
        last = self._given.find("\n", self._start(end - 1))
        text = self._given[self._start(first) : len(self._given) if last == -1 else last]
        return f"{text}\n".replace("\r\n", "\n")

    def _start(self, line: int) -> int:
        """Where a line of the given text begins."""
        if line == self.first_line:
            return int(self._given.startswith(BOM))
        if self._starts is None:
            # Eight bytes a line: a list of numbers takes five times as much, and the lines themselves more.
            self._starts = array("Q", chain((0,), (found.end() for found in re.finditer("\n", self._given))))
        return self._starts[line - self.first_line]


def changed(text: str, joins: Sequence[Join], changes: Sequence[Change]) -> tuple[str, Sequence[Join]]:
    r"""A text with `changes`, which are in order and apart, and what moved by them and by `joins` before.

    >>> changed("[Fog\n  and pier](#)\n", (), [(0, 1, ""), (4, 7, " "), (15, 19, "")])[0]
    'Fog and pier\n'
    """
    if not changes:
        return text, joins
    parts: list[str] = []
    done = 0
    for start, end, instead in changes:
        parts += (text[done:start], instead)
        done = end
    return "".join((*parts, text[done:])), list(_moved(text, joins, changes))


def _moved(text: str, joins: Sequence[Join], changes: Sequence[Change]) -> Iterator[Join]:
    """Joins and changes in one list, with the places that are left."""
    # Of what is in one place, a join comes first: it is before what begins there, and within what ends there.
    events = merge(((join.line, join.column, 0, join) for join in joins), _ends(text, changes), key=itemgetter(0, 1))
    current = shift = moved = joined = gone = place = 0
    within = False
    for line, column, count, join in events:
        if line != current:
            current, shift, moved = line, 0, 0
        if join is not None:
            shift, joined = join.given_column - column, join.joined
        elif within:
            within, moved, gone = False, place - column, gone + count
        else:
            within, place = True, column + moved + count
        if not within:
            yield Join(line - gone, column + moved, column + shift, joined + gone)


def _ends(text: str, changes: Sequence[Change]) -> Iterator[tuple[int, int, int, None]]:
    """Where each change starts, with the length of what is read instead, and where it ends, with its line ends."""
    line, line_start, done = 1, 0, 0
    for start, end, instead in changes:
        for place, count in ((start, len(instead)), (end, text.count("\n", start, end))):
            line_ends = text.count("\n", done, place)
            if line_ends:
                line += line_ends
                line_start = text.rfind("\n", done, place) + 1
            done = place
            yield line, place - line_start + 1, count, None
