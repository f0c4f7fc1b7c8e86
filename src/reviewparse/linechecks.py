"""Which lines that are not of the format stand inside a list of reviews."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewparse.fieldtypes import well_typed
from reviewparse.problems import Notes, show
from reviewparse.records import Line, Review, Section

__all__ = ["Part", "check_lines"]


class Part(NamedTuple):
    """A section with its reviews, both of the declared types."""

    section: Section
    reviews: Sequence[Review]


def check_lines(parts: Iterable[tuple[str, Part]], unrecognized: Sequence[object], about: Notes) -> None:
    """Lines that stand inside a list of reviews, or go on with it, and are not of the format."""
    lines = [
        line
        for line in well_typed(unrecognized, Line, about, lambda i: (("unrecognized", i), None))
        if line is not None
    ]
    if not lines:
        return
    numbers = [line.number for line in lines]
    if (ascending := sorted(numbers)) != numbers:
        lines.sort(key=lambda line: line.number)
        numbers = ascending
    parts = list(parts)
    begins = [part.section.line for _, part in parts]
    begins += [part.reviews[0].line for _, part in parts if part.reviews]
    starts = sorted(line for line in begins if line is not None)
    for path, (section, reviews) in parts:
        if reviews:
            first, last, number = reviews[0].line, reviews[-1].line, reviews[-1].number
        elif section.distribution is not None and not section.no_reviews:
            first, last, number = section.line, section.line, 0
        else:
            continue
        if first is None or last is None:
            continue
        inside = range(bisect_right(numbers, first), bisect_left(numbers, last))
        after = bisect_right(numbers, last)
        next_start = bisect_right(starts, last)
        end = len(lines) if next_start == len(starts) else bisect_left(numbers, starts[next_start])
        further = _continuation(lines, after, end, number)
        if count := len(inside) + len(further):
            line = lines[(inside or further)[0]].number
            were = "line inside the review list was" if count == 1 else "lines inside the review list were"
            message = f"{show(count)} {were} not understood ({path}, from line {show(line)} on)."
            about.add("lines-not-understood", message, "unrecognized", line=line)


def _continuation(lines: Sequence[Line], start: int, end: int, number: int | None) -> range:
    """Which of the lines from `start` to `end` go on with a list whose last review has this number.

    The first of them that begins with any ordinal must begin with the next one.
    """
    if number is None or not 0 <= number < 100_000:
        return range(0)
    # That is rare, so a quick look at the lines goes first.
    following = f"{number + 1}."
    begin = start
    while begin < end and not (following in lines[begin].text and _ordinal(lines[begin].text) == number + 1):
        begin += 1
    if begin == end or any(_ordinal(lines[i].text) is not None for i in range(start, begin)):
        return range(0)
    stop = begin
    while stop < end:
        ordinal = _ordinal(lines[stop].text)
        if ordinal is None:
            # A line of the item before it, with at most one blank line between them.
            if lines[stop].number > lines[stop - 1].number + 2:
                break
        elif ordinal == number + 1:
            number = ordinal
        else:
            break
        stop += 1
    return range(begin, stop)


def _ordinal(text: str) -> int | None:
    """The number of a line such as `  8. A list item`."""
    head, dot, rest = text.lstrip()[:12].partition(".")
    if dot and head.isdecimal() and (not rest or rest[0].isspace()):
        return int(head)
    return None
