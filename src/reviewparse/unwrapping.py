"""Lines that an extractor has wrapped, joined again.

lynx and w3m print a page as a terminal shows it: a paragraph is broken into lines of at most so many columns, 80 less
a margin by default, and about 1,000 where they are told to break nothing. A line was wrapped where the first word of
the next line would not have fitted. So the text itself tells at which width it was wrapped, and where.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple, TypeAlias

from reviewparse.linemap import Join

__all__ = ["unwrapped"]

NARROWEST: Final = 40
"""No text was wrapped at fewer columns than this: shorter lines are lists."""

WIDEST: Final = 1031
"""lynx and w3m keep a line in 1,024 bytes: no width is greater (measured with lynx 2.9.0, w3m 0.5.3)."""

LIMITS: Final = range(990, WIDEST + 1)
"""The widths at which lynx and w3m wrap when they are given none, or a great one: one line is enough to tell it."""

WORD: Final = 40
"""How much shorter than the width a wrapped line may be for `_may_be_wrapped`: as long as a long word."""

FEWEST: Final = 3
"""So many lines have to agree on any other width."""

EXCESS: Final = 10
"""For one line that is longer than the width, so many have to agree on it: a table or a listing is not wrapped."""

BULLETS: Final = "*+•□·"
_MARKER: Final = re.compile(r"(?:[0-9]{1,5}\.|[*+•□·o#@-]) +(?=\S)")
"""What opens an item of a list. The item's other lines begin below its text."""

_NOT_ONE_COLUMN: Final = re.compile("[\u0300-\u036f\u1100-\u115f\u2e80-\uffef]")
"""Letters that take no column of a terminal, or two (most of them; where a text has none, lengths are columns)."""

_Measure: TypeAlias = "Callable[[str], int]"


class _Pair(NamedTuple):
    """A line, and one below it that may continue it.

    It was wrapped if the width was at least `shortest`, which is its own length, and at most `longest`, with which
    the next word would not have fitted.
    """

    number: int
    shortest: int
    longest: int


def unwrapped(text: str, apart: Callable[[str, str], bool] | None = None) -> tuple[str, Sequence[Join]]:
    r"""A text with its wrapped lines joined, and which lines these are.

    Args:
        text: a text whose lines end in a line feed.
        apart: tells of two lines, without their ends, that the lower one does not continue the other. It is asked only
            where the widths say that it does.

    A text that was not wrapped is returned as it is. So is one in which too little shows that it was: three lines have
    to agree on a width, and a third of the lines below them has to begin as no sentence does. Time is linear in the
    text, but for the sorting of line lengths.

    A wrapped line and the next one are joined by one blank, or by none where a word was broken because it was longer
    than the width, or between two characters of a script that has no blanks.

    >>> text = '''1. The pier is long, the fog is thick, and
    ...    nobody who walks it is in any hurry to
    ...    get back to the town before the lamps go
    ...    out.
    ... 2. Slow.
    ... '''
    >>> joined, joins = unwrapped(text)
    >>> joined.split("\n")[1:], len(joins)
    (['2. Slow.', ''], 3)
    >>> unwrapped("Slow, and worth it.\n")
    ('Slow, and worth it.\n', ())
    """
    lines = text.split("\n")
    lengths = list(map(len, lines))
    if not _may_be_wrapped(lines, lengths):
        return text, ()
    best: tuple[int, int, _Measure, list[_Pair]] | None = None
    for measure in (len, _columns) if _NOT_ONE_COLUMN.search(text) else (len,):
        pairs = _pairs(lines, measure)
        width, count = _width(lines, pairs, measure)
        if count and (best is None or count > best[1]):
            best = width, count, measure, pairs
    if best is None:
        return text, ()
    width, _, measure, pairs = best
    wrapped = [pair.number for pair in pairs if pair.shortest <= width <= pair.longest]
    if apart is not None:
        wrapped = [number for number in wrapped if not apart(lines[number], lines[number + 1])]
    return _joined(lines, wrapped, width, measure) if wrapped else (text, ())


def _may_be_wrapped(lines: Sequence[str], lengths: list[int]) -> bool:
    """A quick no for nearly all texts that were not wrapped: their long lines differ in length by more than a word."""
    negated = sorted([-length for length in lengths])
    for over, length in enumerate(negated[: len(lines) // EXCESS + 1]):
        if -length < NARROWEST:
            return False
        near = bisect_right(negated, length + WORD) - over
        if -length <= WIDEST and (-length in LIMITS or near >= max(FEWEST, EXCESS * over)):
            return True
    return False


def _pairs(lines: Sequence[str], measure: _Measure) -> list[_Pair]:
    """Each line that the next one may continue, by its margin."""
    pairs = []
    for number in range(len(lines) - 1):
        line, below = lines[number].rstrip(), lines[number + 1]
        if len(line) < NARROWEST // 2 or not (content := below.lstrip(" ")) or content[0].isspace():
            continue
        margin, below_margin = len(line) - len(line.lstrip(" ")), len(below) - len(content)
        marker = _MARKER.match(line, margin)
        if below_margin != margin and not (marker and margin < below_margin <= marker.end()):
            continue
        if content[0] in BULLETS and _MARKER.match(content):
            continue
        if marker and below_margin == margin and _MARKER.match(content):
            continue  # the next item
        shortest = measure(line)
        pairs.append(_Pair(number, shortest, shortest + _first_word(content, measure)))
    return pairs


def _first_word(content: str, measure: _Measure) -> int:
    """The length of what had to fit; a blank before it is counted where there was one."""
    if measure is _columns and _is_wide(content[0]):
        return 1  # no blank is needed, so two columns have to be free
    return measure(content.split(None, 1)[0])


def _width(lines: Sequence[str], pairs: list[_Pair], measure: _Measure) -> tuple[int, int]:
    """The width on which most pairs agree, and how many do; 0 where there is none."""
    shortest = sorted(pair.shortest for pair in pairs)
    longest = sorted(pair.longest for pair in pairs)
    breakable = sorted(measure(line.rstrip()) for line in lines if len(line) >= NARROWEST and _breakable(line))
    best = count = 0
    for width in sorted({length for length in breakable if NARROWEST <= length <= WIDEST}):
        agreeing = bisect_right(shortest, width) - bisect_left(longest, width)
        over = len(breakable) - bisect_right(breakable, width)
        if agreeing > count and over * EXCESS <= agreeing:
            best, count = width, agreeing
    if best not in LIMITS:
        below = [lines[pair.number + 1].lstrip() for pair in pairs if pair.shortest <= best <= pair.longest]
        if count < FEWEST or sum(map(_goes_on, below)) * 3 < count:
            return 0, 0
    return best, count


def _breakable(line: str) -> bool:
    """Whether a line has a blank between words, at which it could have been wrapped."""
    margin = len(line) - len(line.lstrip())
    marker = _MARKER.match(line, margin)
    return len(line[marker.end() if marker else margin :].split(None, 1)) > 1


def _goes_on(content: str) -> bool:
    """Whether a line begins as no sentence, name or item does: with a letter that is not a capital."""
    return content[0].isalpha() and not content[0].isupper()


def _joined(lines: Sequence[str], wrapped: list[int], width: int, measure: _Measure) -> tuple[str, Sequence[Join]]:
    """The text with each of these lines joined to the next one."""
    read: list[str] = []
    joins: list[Join] = []
    done = 0
    for first, last in _runs(wrapped):
        read += lines[done:first]
        parts = [lines[first]]
        column = len(lines[first])
        for number in range(first, last + 1):
            line, content = lines[number].rstrip(), lines[number + 1].lstrip(" ")
            column -= len(parts[-1]) - len(parts[-1].rstrip())
            parts[-1] = parts[-1].rstrip()
            if not _broken(line, content, width, measure):
                parts.append(" ")
                column += 1
            joins.append(Join(len(read) + 1, column + 1, len(lines[number + 1]) - len(content) + 1))
            parts.append(content)
            column += len(content)
        read.append("".join(parts))
        done = last + 2
    read += lines[done:]
    return "\n".join(read), joins


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of numbers without a gap."""
    for _, run in groupby(enumerate(numbers), key=lambda numbered: numbered[1] - numbered[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def _broken(line: str, content: str, width: int, measure: _Measure) -> bool:
    """Whether nothing stood where a line was wrapped: there was no room for a single character more."""
    if measure(line) + measure(content[0]) <= width:
        return False
    return not _breakable(line) or (_is_wide(line[-1]) and _is_wide(content[0]))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for a mark on another one."""
    if text.isascii():
        return len(text)
    return sum(2 if _is_wide(letter) else not unicodedata.combining(letter) for letter in text)


def _is_wide(letter: str) -> bool:
    return "\u1100" <= letter <= "\uffff" and unicodedata.east_asian_width(letter) in "WF"
