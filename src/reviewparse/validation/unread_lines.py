"""Finds unrecognized lines where reviews should be, as after a change of the layout."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from reviewparse.lines import Line, Lines, MadeLines, Span
from reviewparse.problems import show
from reviewparse.records import Review, Section
from reviewparse.review_grammar import terminal_text
from reviewparse.validation.notes import Notes
from reviewparse.validation.types import well_typed

__all__ = ["Part", "check_lines", "in_order"]

NEAR: Final = 10
"""A numbered list this many lines after the head of a section that lists no review is taken for its list."""

SOON: Final = 4
"""A lone score among this many lines after an unnumbered list is taken for the beginning of a review."""

SIGNS: Final = ("_REVIEWED_BY", "_ACTION", "HELPFUL", "_POSITIVE", "_MIXED", "_NEGATIVE")
"""Terminals of the grammar that only a review or a distribution has."""

WORDS: Final = ("Reviewed by:", "All this ", "Read full review", "users ", "out of", ", 19", ", 20")
"""Each such line holds one of these strings. They are searched first, because most pages hold none."""


_FILLED: Final = re.compile(r"\S[^\n]*")
"""A line that is not blank, without the white space that it begins with."""


class Part(NamedTuple):
    """A section with its reviews, both of the declared types, and how many it counts, where it says so."""

    section: Section
    reviews: Sequence[Review]
    counted: int | None


def in_order(unrecognized: Sequence[object], about: Notes) -> Lines:
    """The lines of the declared type, in their order."""
    if isinstance(unrecognized, Lines):
        return unrecognized
    typed = well_typed(unrecognized, Line, about, lambda i: (("unrecognized", i), None))
    lines = [line for line in typed if line is not None]
    return MadeLines(sorted(lines, key=lambda line: line.number))


def check_lines(parts: Sequence[tuple[str, Part]], lines: Lines, about: Notes) -> None:
    """Lines that stand inside a list of reviews, or go on with it, and are not of the format.

    Most pages hold none, so the text is searched, and only what is found there is looked at line by line.
    """
    if not lines:
        return
    places = [_place(part) for _, part in parts]
    starts = sorted({line for place in places for line in place[:2] if line is not None})
    ends = sorted({line for place in places for line in place if line is not None})
    covered = {last for _, _, last in places if last is not None}  # what comes below them is looked at once
    telling = lines.holding(WORDS, like=lambda line: _signs().match(f"{line}\n"))
    for (path, part), (_, first, last) in zip(parts, places, strict=True):
        if first is None or last is None:
            continue
        start, end = lines.start_of(first), lines.start_of(last + 1)
        next_start = bisect_right(starts, last)
        after = end, len(lines.text) if next_start == len(starts) else lines.start_of(starts[next_start])
        begun = ends[bisect_left(ends, first) - 1] if ends[0] < first else None
        before = 0 if begun is None else lines.start_of(begun + 1), start
        if begun in covered:
            before = start, start
        # A review's own line is among them where it could not be read whole.
        inside = lines.within((start, end)) if part.reviews and start < end else ()
        above = _within(lines, before, telling) + _leading(lines, before, first)
        # Above the head of the first section, a list may be anyone's.
        top = (0, lines.start_of(starts[0])) if telling and starts[0] == part.section.line else (0, 0)
        topmost = _within(lines, top, telling)
        below = [*_continuation(lines, after, part), *_within(lines, after, telling)]
        lost = [
            *(range(topmost[0], lines.within(top).stop) if topmost else ()),
            *(range(min(above), lines.within(before).stop) if above else ()),
            *inside,
            *(range(min(below), max(below) + 1) if below else ()),
        ]
        if lost:
            line = lines[lost[0]].number
            were = "line inside the review list was" if len(lost) == 1 else "lines inside the review list were"
            message = f"{len(lost)} {were} not understood ({path}, from line {show(line)} on)."
            about.add("lines-not-understood", message, "unrecognized", line=line)
        elif not part.reviews and part.counted and not part.section.no_reviews and (unread := lines.within(after)):
            message = f"No review of {path} is listed, and {len(unread)} lines below the head were not understood."
            about.add("no-review-listed", message, "unrecognized", line=lines[unread[0]].number)


def _place(part: Part) -> tuple[int | None, int | None, int | None]:
    """The lines of a section: where it begins, and where its first and its last review do."""
    line = part.section.line
    return (line, part.reviews[0].line, part.reviews[-1].line) if part.reviews else (line, line, line)


def _within(lines: Lines, span: Span, telling: Sequence[int]) -> list[int]:
    """Which of these lines stand there. Where there are none, no line is looked at."""
    if not telling:
        return []
    there = lines.within(span)
    return [i for i in telling if i in there]


def _leading(lines: Lines, before: Span, first: int) -> list[int]:
    """The lines right above the first review that are numbered as counts are."""
    start, end = before
    if start == end:
        return []
    last = max(start, lines.text.rfind("\n", start, end - 1) + 1)
    if not _is_count(lines.text[last:end]):
        return []
    found: list[int] = []
    for i in reversed(lines.within(before)):
        if lines[i].number != first - len(found) - 1 or not _is_count(lines[i].text):
            break
        found.append(i)
    return found


def _is_count(line: str) -> bool:
    """Whether a line has a number as in a list, a label, and a number at its end."""
    return ":" in line and line.rstrip()[-1].isdecimal() and _ordinal(line) is not None


@cache
def _signs() -> re.Pattern[str]:
    """What is printed for a review or a count alone, as a whole line, at the beginning of an item, or below a text."""
    begins = "|".join(map(terminal_text, SIGNS))
    item = r"[^\w\n]*+(?:[0-9]{1,5}[^\w\n]++)?"  # the numbers of a list may have changed, too
    dated = rf" *+[0-9]{{1,5}}\. ++{terminal_text('_DAY')}\s*+$"  # the first line of a review that has no name
    count, link = map(terminal_text, ("_UNKNOWN_COUNT", "_READ_FULL_REVIEW"))
    return re.compile(f"{count}|{dated}|{item}(?:{begins})|.*{link}$")


def _continuation(lines: Lines, after: Span, part: Part) -> range:
    """Which of the lines after the last review, or after a section's head, go on with its list."""
    start, end = after
    if start == end:
        return range(0)
    if part.reviews:
        number = part.reviews[-1].number
        return _unnumbered(lines, after) if number is None else _numbered(lines, after, number)
    if not part.counted or part.section.line is None:
        return range(0)
    found = _numbered(lines, after, 0)  # the distribution, maybe, and then the list
    if found and found.stop < lines.within(after).stop and not _apart(lines, found.stop):
        found = range(found.start, _numbered(lines, (lines.starts[found.stop], end), 0).stop or found.stop)
    return found if found and lines[found[0]].number <= part.section.line + NEAR else range(0)


def _numbered(lines: Lines, after: Span, number: int) -> range:
    """The lines that begin with the numbers after this one, and what follows each of them.

    The first line that begins with any ordinal must begin with the next one.
    """
    if not 0 <= number < 100_000:
        return range(0)
    number += 1
    next_ones = lines.holding([f"{number}."], after, like=lambda line: _ordinal(line) == number)
    if not next_ones:
        return range(0)
    begin = next_ones[0]
    start, end = lines.within(after).start, lines.within(after).stop
    if any(_ordinal(lines[i].text) is not None for i in range(start, begin)):
        return range(0)
    stop = begin + 1
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


def _unnumbered(lines: Lines, after: Span) -> range:
    """All lines up to the first gap, if one of the first is a number alone: there a review begins with its score."""
    first = islice(_FILLED.finditer(lines.text, *after), SOON)
    if not any(line[0].rstrip().isdecimal() for line in first):
        return range(0)
    all_of_them = lines.within(after)
    stop = next((i for i in all_of_them[1:] if _apart(lines, i)), all_of_them.stop)
    return range(all_of_them.start, stop)


def _apart(lines: Sequence[Line], i: int) -> bool:
    """Whether more than a blank line lies between this line and the one before it."""
    return lines[i].number > lines[i - 1].number + 2


def _ordinal(text: str) -> int | None:
    """The number of a line such as `  8. A list item`."""
    head, dot, rest = text.lstrip()[:12].partition(".")
    if dot and head.isdecimal() and (not rest or rest[0].isspace()):
        return int(head)
    return None
