"""Which lines that are not of the format stand where reviews should: what a changed layout looks like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from reviewparse.fieldtypes import well_typed
from reviewparse.problems import Notes, show
from reviewparse.records import Line, Review, Section

__all__ = ["Part", "check_lines"]

NEAR: Final = 10
"""A numbered list this many lines after the head of a section that lists no review is taken for its list."""

SOON: Final = 4
"""A lone score among this many lines after an unnumbered list is taken for the beginning of a review."""


class Part(NamedTuple):
    """A section with its reviews, both of the declared types, and how many it counts, where it says so."""

    section: Section
    reviews: Sequence[Review]
    counted: int | None


def check_lines(parts: Sequence[tuple[str, Part]], unrecognized: Sequence[object], about: Notes) -> None:
    """Lines that stand inside a list of reviews, or go on with it, and are not of the format."""
    typed = well_typed(unrecognized, Line, about, lambda i: (("unrecognized", i), None))
    lines = [line for line in typed if line is not None]
    if not lines:
        return
    numbers = [line.number for line in lines]
    if (ascending := sorted(numbers)) != numbers:
        lines.sort(key=lambda line: line.number)
        numbers = ascending
    begins = [part.section.line for _, part in parts]
    begins += [part.reviews[0].line for _, part in parts if part.reviews]
    starts = sorted(line for line in begins if line is not None)
    for path, part in parts:
        first = part.reviews[0].line if part.reviews else part.section.line
        last = part.reviews[-1].line if part.reviews else part.section.line
        if first is None or last is None:
            continue
        inside = range(bisect_right(numbers, first), bisect_left(numbers, last))
        next_start = bisect_right(starts, last)
        end = len(lines) if next_start == len(starts) else bisect_left(numbers, starts[next_start])
        after = range(bisect_right(numbers, last), end)
        further = _continuation(lines, after, part)
        if count := len(inside) + len(further):
            line = lines[(inside or further)[0]].number
            were = "line inside the review list was" if count == 1 else "lines inside the review list were"
            message = f"{show(count)} {were} not understood ({path}, from line {show(line)} on)."
            about.add("lines-not-understood", message, "unrecognized", line=line)
        elif after and not part.reviews and part.counted and not part.section.no_reviews:
            message = f"No review of {path} is listed, and {len(after)} lines after its head are not understood."
            about.add("no-review-listed", message, "unrecognized", line=lines[after[0]].number)


def _continuation(lines: Sequence[Line], after: range, part: Part) -> range:
    """Which of the lines after the last review, or after a section's head, go on with its list."""
    if part.reviews:
        number = part.reviews[-1].number
        return _unnumbered(lines, after) if number is None else _numbered(lines, after, number)
    if not part.counted or part.section.line is None:
        return range(0)
    found = _numbered(lines, after, 0)  # the distribution, maybe, and then the list
    if found and found.stop < after.stop and not _apart(lines, found.stop):
        found = range(found.start, _numbered(lines, range(found.stop, after.stop), 0).stop or found.stop)
    return found if found and lines[found[0]].number <= part.section.line + NEAR else range(0)


def _numbered(lines: Sequence[Line], after: range, number: int) -> range:
    """The lines that begin with the numbers after this one, and what follows each of them.

    The first line that begins with any ordinal must begin with the next one.
    """
    if not 0 <= number < 100_000:
        return range(0)
    following = f"{number + 1}."  # a quick look, since nearly always there is none
    begin, end = after.start, after.stop
    while begin < end and not (following in lines[begin].text and _ordinal(lines[begin].text) == number + 1):
        begin += 1
    if begin >= end or any(_ordinal(lines[i].text) is not None for i in range(after.start, begin)):
        return range(0)
    stop = begin + 1
    number += 1
    while stop < end:
        ordinal = _ordinal(lines[stop].text)
        if ordinal is None and _apart(lines, stop):
            break
        if ordinal is not None:
            if ordinal != number + 1:
                break
            number = ordinal
        stop += 1
    return range(begin, stop)


def _unnumbered(lines: Sequence[Line], after: range) -> range:
    """All lines up to the first gap, if one of the first is a number alone: there a review begins with its score."""
    if not any(lines[i].text.strip().isdecimal() for i in after[:SOON]):
        return range(0)
    stop = next((i for i in after[1:] if _apart(lines, i)), after.stop)
    return range(after.start, stop)


def _apart(lines: Sequence[Line], i: int) -> bool:
    """Whether more than a blank line lies between this line and the one before it."""
    return lines[i].number > lines[i - 1].number + 2


def _ordinal(text: str) -> int | None:
    """The number of a line such as `  8. A list item`."""
    head, dot, rest = text.lstrip()[:12].partition(".")
    if dot and head.isdecimal() and (not rest or rest[0].isspace()):
        return int(head)
    return None
