"""Finds unrecognized lines where reviews should be, as after a change of the layout."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from reviewparse.lines import Line, Lines, Whole, holding, whole_text
from reviewparse.problems import show
from reviewparse.records import Review, Section
from reviewparse.review_grammar import terminal
from reviewparse.validation.notes import Notes
from reviewparse.validation.types import well_typed

__all__ = ["Part", "check_lines", "in_order"]

NEAR: Final = 10
"""A numbered list this many lines after the head of a section that lists no review is taken for its list."""

SOON: Final = 4
"""A lone score among this many lines after an unnumbered list is taken for the beginning of a review."""

SIGNS: Final = ("_REVIEWED_BY", "_ACTION", "HELPFUL", "_POSITIVE", "_MIXED", "_NEGATIVE")
"""Terminals of the grammar that only a review or a distribution has."""

WORDS: Final = ("Reviewed by:", "All this ", "Read full review", "users ", "out of")
"""Each such line holds one of these strings. They are searched first, because most pages hold none."""


class Part(NamedTuple):
    """A section with its reviews, both of the declared types, and how many it counts, where it says so."""

    section: Section
    reviews: Sequence[Review]
    counted: int | None


def in_order(unrecognized: Sequence[object], about: Notes) -> Sequence[Line]:
    """The lines of the declared type, in their order."""
    if isinstance(unrecognized, Lines):
        return unrecognized
    typed = well_typed(unrecognized, Line, about, lambda i: (("unrecognized", i), None))
    lines = [line for line in typed if line is not None]
    numbers = [line.number for line in lines]
    if sorted(numbers) != numbers:
        lines.sort(key=lambda line: line.number)
    return lines


def check_lines(parts: Sequence[tuple[str, Part]], lines: Sequence[Line], about: Notes) -> None:
    """Lines that stand inside a list of reviews, or go on with it, and are not of the format."""
    if not lines:
        return
    numbers = lines.numbers if isinstance(lines, Lines) else [line.number for line in lines]
    places = [_place(part) for _, part in parts]
    starts = sorted({line for place in places for line in place[:2] if line is not None})
    ends = sorted({line for place in places for line in place if line is not None})
    covered = {last for _, _, last in places if last is not None}  # what comes below them is looked at once
    whole = whole_text(lines)
    telling = [i for i in holding(whole, WORDS) if _signs().match(lines[i].text + "\n")]
    for (path, part), (_, first, last) in zip(parts, places, strict=True):
        if first is None or last is None:
            continue
        # A review's own line is among them where it could not be read whole.
        inside = range(bisect_left(numbers, first), bisect_right(numbers, last)) if part.reviews else range(0)
        next_start = bisect_right(starts, last)
        end = len(lines) if next_start == len(starts) else bisect_left(numbers, starts[next_start])
        after = range(bisect_right(numbers, last), end)
        begun = ends[bisect_left(ends, first) - 1] if ends[0] < first else None
        before = range(0)
        if begun not in covered:
            before = range(0 if begun is None else bisect_right(numbers, begun), bisect_left(numbers, first))
        above = [i for i in telling if i in before] + _leading(lines, before, first)
        below = [*_continuation(lines, whole, after, part), *(i for i in telling if i in after)]
        lost = [
            *(range(min(above), before.stop) if above else ()),
            *inside,
            *(range(min(below), max(below) + 1) if below else ()),
        ]
        if lost:
            line = lines[lost[0]].number
            were = "line inside the review list was" if len(lost) == 1 else "lines inside the review list were"
            message = f"{len(lost)} {were} not understood ({path}, from line {show(line)} on)."
            about.add("lines-not-understood", message, "unrecognized", line=line)
        elif after and not part.reviews and part.counted and not part.section.no_reviews:
            message = f"No review of {path} is listed, and {len(after)} lines below the head were not understood."
            about.add("no-review-listed", message, "unrecognized", line=lines[after[0]].number)


def _place(part: Part) -> tuple[int | None, int | None, int | None]:
    """The lines of a section: where it begins, and where its first and its last review do."""
    line = part.section.line
    return (line, part.reviews[0].line, part.reviews[-1].line) if part.reviews else (line, line, line)


def _leading(lines: Sequence[Line], before: range, first: int) -> list[int]:
    """The numbered lines right above the first review that have a label and end in a number, as a count does."""
    found: list[int] = []
    for i in reversed(before):
        text = lines[i].text.rstrip()
        if lines[i].number != first - len(found) - 1 or _ordinal(text) is None:
            break
        if ":" not in text or not text[-1].isdecimal():
            break
        found.append(i)
    return found


@cache
def _signs() -> re.Pattern[str]:
    """What is printed for a review or a count alone, as a whole line, at the beginning of an item, or below a text."""
    begins = "|".join(terminal(name).pattern for name in SIGNS)
    item = r"[^\w\n]*+(?:[0-9]{1,5}[^\w\n]++)?"  # the numbers of a list may have changed, too
    return re.compile(
        f"{terminal('_UNKNOWN_COUNT').pattern}|{item}(?:{begins})|.*{terminal('_READ_FULL_REVIEW').pattern}$"
    )


def _continuation(lines: Sequence[Line], whole: Whole, after: range, part: Part) -> range:
    """Which of the lines after the last review, or after a section's head, go on with its list."""
    if part.reviews:
        number = part.reviews[-1].number
        return _unnumbered(lines, after) if number is None else _numbered(lines, whole, after, number)
    if not part.counted or part.section.line is None:
        return range(0)
    found = _numbered(lines, whole, after, 0)  # the distribution, maybe, and then the list
    if found and found.stop < after.stop and not _apart(lines, found.stop):
        found = range(found.start, _numbered(lines, whole, range(found.stop, after.stop), 0).stop or found.stop)
    return found if found and lines[found[0]].number <= part.section.line + NEAR else range(0)


def _numbered(lines: Sequence[Line], whole: Whole, after: range, number: int) -> range:
    """The lines that begin with the numbers after this one, and what follows each of them.

    The first line that begins with any ordinal must begin with the next one.
    """
    if not after or not 0 <= number < 100_000:
        return range(0)
    number += 1
    next_ones = (i for i in holding(whole, [f"{number}."], after) if _ordinal(lines[i].text) == number)
    begin = next(next_ones, None)
    if begin is None or any(_ordinal(lines[i].text) is not None for i in range(after.start, begin)):
        return range(0)
    stop = begin + 1
    while stop < after.stop:
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
