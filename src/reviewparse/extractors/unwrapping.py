"""Lines that an extractor has wrapped, joined again.

lynx and w3m print a page as a terminal shows it: a paragraph is broken into lines of at most so many columns, 80 less
a margin by default, and about 1,000 where they are told to break nothing. A line was wrapped where the first word of
the next line would not have fitted. So the text itself tells at which width it was wrapped, and where.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Final, TypeAlias

from reviewparse.extractors.columns import Measure, has_no_case, in_bytes, in_columns, is_wide, measures
from reviewparse.linemap import Join, Joins
from reviewparse.lines import Span
from reviewparse.signs import compiled

__all__ = ["Apart", "unwrapped"]

NARROWEST: Final = 40
"""No text was wrapped at fewer columns than this: shorter lines are lists."""

BUFFER: Final = 1024
"""In so many bytes lynx keeps a line."""

WIDEST: Final = BUFFER + 7
"""No line of lynx or w3m is longer, whatever the width (measured with lynx 2.9.0, w3m 0.5.3)."""

LIMITS: Final = range(990, WIDEST + 1)
"""The widths at which lynx and w3m wrap when they are given none, or a great one: one line is enough to tell it."""

LONGEST_WORD: Final = 200
"""A line of a text that was wrapped at one of `LIMITS` is at most so much shorter: no word of a page is longer."""

LONG: Final = LIMITS.start - LONGEST_WORD
"""So many letters a line has at least that was wrapped at one of `LIMITS`."""

SHORTEST: Final = NARROWEST // 2
"""So many letters a line has at least that was wrapped at any width."""

SHARE: Final = 3
"""Of so many lines below wrapped ones, one at least begins as no sentence does."""

MOST_GOING_ON: Final = 16
"""Where so many lines go on below, nothing is known of the width before the lines are measured."""

FEWEST_AGREEING: Final = 3
"""So many lines have to agree on any other width."""

EXCESS: Final = 10
"""For one line that is longer than the width, so many have to agree on it: a table or a listing is not wrapped."""

BULLETS: Final = "*+•□·"
_OPENING: Final = r"(?:[0-9]{1,5}\.|[*+•□·o#@-])[ \xa0]++(?=\S)"
_FIRST_OF_MARKER: Final = frozenset("0123456789*+•□·o#@-")
"""The characters that `_OPENING` begins with: most lines are dismissed by them."""

_WORD: Final = re.compile(r"\S++")
_GOING_ON: Final = re.compile(r"\n *+[^\W\d_A-Z]")
"""The end of a line, and the beginning of one that looks as if it went on from there."""
_TWO_WORDS: Final = rf"\s*+(?:{_OPENING})?+\S++\s++\S"
_ADDRESS: Final = r" *+[0-9]{1,5}\. [a-z]++:\S"
"""A line of the list of addresses below a text."""

Apart: TypeAlias = "Callable[[str], Collection[int]]"
"""The lines of a text, counted from 0, that the next one does not continue."""

_Pair: TypeAlias = tuple[int, int, int, int, str]
"""The number of a line that the one below may continue, the shortest width at which it was wrapped, the longest, the
margin of the line below, and its first letter.

The shortest is its own length; with the longest, the next word would not have fitted.
"""


_Run: TypeAlias = tuple[int, int, int, str]
"""Lines that go on below, from a number to before another one, the margin of the lines below, and what joins them.

That is a blank, or nothing where a word was broken, or where a script has no blanks.
"""


def unwrapped(text: str, apart: Apart | None = None) -> tuple[str, Sequence[Join]]:
    r"""A text with its wrapped lines joined, and which lines these are.

    Args:
        text: a text whose lines end in a line feed.
        apart: which lines of a text the next one does not continue. It is called once, with the lines that go on by
            their widths and those that continue them.

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
    long = _longer(text, LIMITS.start - 1)
    going_on = list(islice(_going_on(text), MOST_GOING_ON))
    most = _most(text, going_on, long)
    lines: list[str] = []
    stripped: list[str] = []
    pairs: list[_Pair] = []
    width: int = 0
    measure: Measure = len
    if most:
        lines = text.split("\n")  # made late: of short lines, it takes twenty times the memory of their text
        stripped = [*map(str.rstrip, lines)]
        width, measure, pairs = max(
            (_agreed(stripped, measure, most) for measure in measures(stripped, SHORTEST)),
            key=lambda agreed: len(agreed[2]),
        )
    if (not pairs or width in LIMITS) and _widest(text, going_on) >= LIMITS.start and _may_be_full(text):
        lines = lines or text.split("\n")
        stripped = stripped or [*map(str.rstrip, lines)]
        by_number = {pair[0]: pair for pair in (*_full_in_bytes(stripped), *pairs)}
        pairs = [by_number[number] for number in sorted(by_number)]
    runs = _runs(stripped, pairs, width, measure)
    blocks = _blocks(lines, stripped, runs)
    if runs and apart is not None and (two := apart("\n".join([*blocks, ""]))):
        numbers = [*chain.from_iterable([(*range(run[0], run[1]), -1) for run in runs])]
        ended = {numbers[place] for place in two}
        runs = _runs(stripped, [pair for pair in pairs if pair[0] not in ended], width, measure)
        blocks = _blocks(lines, stripped, runs)
    return _joined(lines, stripped, runs, blocks) if runs else (text, ())


def _longer(text: str, length: int) -> list[Span]:
    """Where the lines of more letters than that begin and end. The others are passed by many at once."""
    longer = []
    start, last = 0, len(text) - length
    find, rfind = text.find, text.rfind
    while start < last:
        end = rfind("\n", start, start + length + 1)
        if end == -1:
            end = find("\n", start + length)
            end = len(text) if end == -1 else end
            longer.append((start, end))
        start = end + 1
    return longer


def _going_on(text: str) -> Iterator[Span]:
    """Where the lines end that are not short and look as if they went on in the next one, and where that begins."""
    for found in _GOING_ON.finditer(text):
        end, word = found.span()
        if end >= SHORTEST and "\n" not in text[end - SHORTEST : end]:
            yield end, word - 1


def _widest(text: str, going_on: Iterable[Span]) -> int:
    """The greatest width that lines fit which go on: of those, where they end, and where the next word begins.

    A letter takes a byte at least, and never more columns than bytes.
    """
    widest = 0
    for end, begin in going_on:
        word = _WORD.match(text, begin)
        line = text[text.rfind("\n", 0, end) + 1 : end]
        widest = max(widest, in_bytes(line) + in_bytes(word[0] if word else ""))
    return widest


def _most(text: str, going_on: Sequence[Span], long: Sequence[Span]) -> int:
    """How many lines can have been wrapped at one width, at most: none in nearly all texts that were not wrapped."""
    if _reaches_limit(text, long) or len(going_on) == MOST_GOING_ON:
        return len(text)
    most = len(going_on) * SHARE
    width = min(_widest(text, going_on), WIDEST)
    if width < NARROWEST:
        return 0
    over = 0
    for start, end in _longer(text, width):
        line = text[start:end]
        # A letter of ASCII takes a column.
        over += (line.isascii() or len(line.encode("ascii", "ignore")) > width) and _breakable(line)
        if over * EXCESS > most:
            return 0
    return most


def _reaches_limit(text: str, long: Sequence[Span]) -> bool:
    """Whether lines of a text show that it was wrapped at one of `LIMITS`, in letters or in columns."""
    if not long:
        return False
    lines = [text[start:end].rstrip() for start, end in long]
    for measure in measures(lines):
        if any(measure(line) in LIMITS and _breakable(line) for line in lines):
            near = _longer(text, LONG - 1)
            over = sum(measure(line) > WIDEST for line in lines)
            if over * EXCESS <= len(near):
                return True
    return False


def _may_be_full(text: str) -> bool:
    """Whether the line of most bytes has as many as fill lynx's buffer: then it may have overflowed."""
    long = [text[start:end] for start, end in _longer(text, LIMITS.start // 4)]
    return max((in_bytes(line) for line in long if _breakable(line)), default=0) in LIMITS


def _pairs(
    lines: Sequence[str], numbers: Iterable[int], lengths: Sequence[int], measure: Measure, width: int = 0
) -> list[_Pair]:
    """Each line that the next one may continue, by its margin: of these `numbers`, and without white space at the end.

    Those are left out with which the next word would have fitted at each width from `width` on.
    """
    wide = measure is in_columns  # no blank is needed before a wide letter, so two columns have to be free
    pairs = []
    next_number = next_margin = -1
    for number in numbers:
        shortest = lengths[number]
        if shortest + lengths[number + 1] < width:
            continue
        below = lines[number + 1]
        content = below.lstrip(" ")
        if not content or (first := content[0]).isspace() or "\t" in below or "\t" in lines[number]:
            continue  # lynx and w3m print no tabs
        longest = shortest + (1 if wide and is_wide(first) else measure(content.split(None, 1)[0]))
        if longest < width:
            continue
        margin = next_margin if number == next_number else _margin(lines[number])
        next_number, next_margin = number + 1, len(below) - len(content)
        if (next_margin == margin and first not in _FIRST_OF_MARKER) or _goes_on(
            lines[number], margin, content, next_margin
        ):
            pairs.append((number, shortest, longest, next_margin, first))
    return pairs


def _margin(line: str) -> int:
    return 0 if line[0] != " " else len(line) - len(line.lstrip(" \xa0"))  # elinks prints both


def _goes_on(line: str, margin: int, content: str, below_margin: int) -> bool:
    """Whether a line may go on in the one below, by their margins and by what opens items."""
    opens = compiled(_OPENING).match(content)
    if opens and content[0] in BULLETS:
        return False
    item = compiled(_OPENING).match(line, margin)
    if below_margin == margin:
        return not (opens and item)  # the next item
    return item is not None and margin < below_margin <= item.end()


def _agreed(lines: Sequence[str], measure: Measure, most: int) -> tuple[int, Measure, list[_Pair]]:
    """The width on which most pairs agree, and their lines; 0 and none where too few do.

    `most` is how many can agree at most.
    """
    lengths = [*map(measure, lines)]
    long = [number for number, length in enumerate(lengths) if length >= SHORTEST]
    most = min(most, len(long))
    falling = sorted(long, key=lengths.__getitem__, reverse=True)
    breakable: list[int] = []  # the longest lines that are: at a width below the last, too many would be longer
    for number in falling:
        if lengths[number] < NARROWEST or len(breakable) * EXCESS > most:
            break
        if _breakable(lines[number]):
            breakable.append(lengths[number])
    if not breakable:
        return 0, measure, []
    narrowest = breakable[-1]
    if breakable[0] in LIMITS:
        long = [number for number in long if lengths[number] >= LONG]
    pairs = _pairs(lines, long, lengths, measure, narrowest)
    shortest = sorted([pair[1] for pair in pairs])
    longest = sorted([pair[2] for pair in pairs])
    breakable.reverse()
    best = greatest = 0
    for width in sorted({*shortest, *breakable}):
        if narrowest <= width <= WIDEST:
            agreeing = bisect_right(shortest, width) - bisect_left(longest, width)
            over = len(breakable) - bisect_right(breakable, width)
            if agreeing > greatest and over * EXCESS <= agreeing:
                best, greatest = width, agreeing
    agreed = [pair for pair in pairs if pair[1] <= best <= pair[2]]
    if best not in LIMITS and (greatest < FEWEST_AGREEING or _going_on_in(lines, agreed) * SHARE < greatest):
        return 0, measure, []
    return best, measure, agreed


def _full_in_bytes(lines: Sequence[str]) -> list[_Pair]:
    """The lines that lynx wrapped because more would not have fitted into its buffer."""
    lengths = [*map(in_bytes, lines)]
    long = [number for number, length in enumerate(lengths) if length in LIMITS]
    return [pair for pair in _pairs(lines, long, lengths, in_bytes) if pair[2] >= BUFFER]


def _breakable(line: str) -> bool:
    """Whether a line has a blank between words, at which it could have been wrapped; lynx leaves addresses whole."""
    return (len(line.split(None, 2)) == 3 or compiled(_TWO_WORDS).match(line) is not None) and not (
        ":" in line and (compiled(_ADDRESS).match(line) or "](" in line)
    )


def _going_on_in(lines: Sequence[str], pairs: Iterable[_Pair]) -> int:
    """How many lines go on in a small letter, as no sentence, name or item begins.

    A script without capitals begins all of these with the same letters: there, the line has to end in such a letter,
    too, and not as a sentence or as a line in another script.
    """
    return sum(
        first.islower() or (has_no_case(first) and has_no_case(lines[number][-1])) for number, _, _, _, first in pairs
    )


def _runs(lines: Sequence[str], pairs: Iterable[_Pair], width: int, measure: Measure) -> list[_Run]:
    """The lines of pairs that were wrapped at a width, in runs of those that go on in the same way."""
    full = width - (measure is in_columns)  # a wide letter does not fit into one column
    runs: list[_Run] = []
    start = stop = margin = -1
    blank = ""
    for number, length, _, below, first in pairs:
        line = lines[number]
        broken = (length >= full or line[-1] == "/") and _broken(line, first, width, measure)
        if number != stop or below != margin or broken == (blank != ""):
            runs.append((start, stop, margin, blank))
            start, margin, blank = number, below, "" if broken else " "
        stop = number + 1
    runs.append((start, stop, margin, blank))
    return runs[1:]


def _blocks(lines: Sequence[str], stripped: Sequence[str], runs: Iterable[_Run]) -> list[str]:
    """The lines of each run, and the one that continues the last of them."""
    return ["\n".join([*stripped[start:stop], lines[stop]]) for start, stop, _, _ in runs]


def _joined(
    lines: Sequence[str], stripped: Sequence[str], runs: Sequence[_Run], blocks: Sequence[str]
) -> tuple[str, Sequence[Join]]:
    """The text with the lines of each block joined."""
    read: list[str] = []
    parts: list[str] = []  # of the last of these lines
    places: list[int] = []
    joined = done = place = 0
    for (start, stop, margin, blank), block in zip(runs, blocks, strict=True):
        if start < done:
            parts[-1] = parts[-1].rstrip()
            block = block[len(stripped[start]) :]
        else:
            read += ("".join(parts), *lines[done:start])
            parts = []
            place = start - joined + 1
        parts.append(block.replace("\n" + " " * margin, blank))
        done = stop + 1
        joined += stop - start
        places += [place] * (stop - start)
    read += ("".join(parts), *lines[done:])
    return "\n".join(read[1:]), Joins(places, partial(_joins, stripped, runs))


def _joins(lines: Sequence[str], runs: Sequence[_Run]) -> Iterator[Join]:
    """Where the lines of runs were joined to those below them."""
    joined = done = place = column = 0
    for start, stop, margin, blank in runs:
        if start >= done:
            place, column = start - joined + 1, len(lines[start]) + 1
        for line in lines[start + 1 : stop + 1]:
            joined += 1
            column += len(blank)
            yield Join(place, column, margin + 1, joined)
            column += len(line) - margin
        done = stop + 1


def _broken(line: str, letter: str, width: int, measure: Measure) -> bool:
    """Whether nothing stood where a line was wrapped, before a letter: a word was broken, or a script has no blanks."""
    if line[-1] == "/" and line[-2:-1].strip():
        return True  # w3m breaks words behind it
    if measure(line) + measure(letter) <= width:
        return False
    return not _breakable(line) or (is_wide(line[-1]) and is_wide(letter))
