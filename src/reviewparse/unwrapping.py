"""Lines that an extractor has wrapped, joined again.

lynx and w3m print a page as a terminal shows it: a paragraph is broken into lines of at most so many columns, 80 less
a margin by default, and about 1,000 where they are told to break nothing. A line was wrapped where the first word of
the next line would not have fitted. So the text itself tells at which width it was wrapped, and where.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, TypeAlias

from reviewparse.linemap import Join

__all__ = ["unwrapped"]

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

MANY: Final = 32
"""Where so many lines go on below, nothing is known of the width before the lines are measured."""

FEWEST: Final = 3
"""So many lines have to agree on any other width."""

EXCESS: Final = 10
"""For one line that is longer than the width, so many have to agree on it: a table or a listing is not wrapped."""

BULLETS: Final = "*+•□·"
_OPENING: Final = r"(?:[0-9]{1,5}\.|[*+•□·o#@-])[ \xa0]++(?=\S)"
_MARKER: Final = re.compile(_OPENING)
"""What opens an item of a list. The item's other lines begin below its text."""

_FIRST_OF_MARKER: Final = frozenset("0123456789*+•□·o#@-")
"""The characters that `_MARKER` begins with: most lines are dismissed by them."""

_TWO_WORDS: Final = re.compile(rf"\s*+(?:{_OPENING})?+\S++\s++\S")

_ADDRESS: Final = re.compile(r" *+[0-9]{1,5}\. [a-z]++:\S")
"""A line of the list of addresses below a text."""

WIDE: Final = (
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]"
)
"""Letters that take two columns of a terminal (Unicode's East Asian Width, without the rare blocks and the emoji)."""

ZERO_WIDTH: Final = ("Mn", "Me")
"""Unicode's categories of the letters that take none: marks on another letter."""

LATIN: Final = "\u02ff"
"""All letters up to here take one column."""

_ASCII: Final = bytes(range(128))
_WORD: Final = re.compile(r"\S++")
_GOING_ON: Final = re.compile(r"\n *+[^\W\d_A-Z]")
"""The end of a line, and the beginning of one that looks as if it went on from there."""

Apart: TypeAlias = "Callable[[Sequence[str], Sequence[range]], Collection[int]]"
"""Of the lines of a text, and the places of some of them in runs, those that the next line does not continue."""

_Measure: TypeAlias = "Callable[[str], int]"

_Span: TypeAlias = tuple[int, int]

_Pair: TypeAlias = tuple[int, int, int, int]
"""The number of a line that the one below may continue, the shortest width at which it was wrapped, the longest, and the
margin of the line below.

The shortest is its own length; with the longest, the next word would not have fitted.
"""

_Wrapped: TypeAlias = dict[int, int]
"""The numbers of lines that go on below, in order, each with the margin of the next line."""


def unwrapped(text: str, apart: Apart | None = None) -> tuple[str, Sequence[Join]]:
    r"""A text with its wrapped lines joined, and which lines these are.

    Args:
        text: a text whose lines end in a line feed.
        apart: which lines the next one does not continue. It is called with those of which the widths say that it does.

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
    going_on = list(islice(_going_on(text), MANY))
    most = _most(text, going_on, long)
    lines: list[str] = []
    stripped: list[str] = []
    wrapped: _Wrapped = {}
    width: int = 0
    measure: _Measure = len
    if most:
        lines = text.split("\n")  # made late: of short lines, it takes twenty times the memory of their text
        stripped = [*map(str.rstrip, lines)]
        width, measure, wrapped = max(
            (_agreed(stripped, measure, most) for measure in _measures(stripped)), key=lambda agreed: len(agreed[2])
        )
    if (not wrapped or width in LIMITS) and _widest(text, going_on) >= LIMITS.start and _may_be_full(text):
        lines = lines or text.split("\n")
        stripped = stripped or [*map(str.rstrip, lines)]
        wrapped = dict(sorted({**_full_in_bytes(stripped), **wrapped}.items()))
    if wrapped and apart is not None:
        for number in apart(stripped, _runs(wrapped)):
            del wrapped[number]
    return _joined(lines, stripped, wrapped, width, measure) if wrapped else (text, ())


def _longer(text: str, length: int) -> list[_Span]:
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


def _going_on(text: str) -> Iterator[_Span]:
    """Where the lines end that are not short and look as if they went on in the next one, and where that begins."""
    for found in _GOING_ON.finditer(text):
        end, word = found.span()
        if text.rfind("\n", max(0, end - SHORTEST), end) == -1 and end >= SHORTEST:
            yield end, word - 1


def _widest(text: str, going_on: Iterable[_Span]) -> int:
    """The greatest width that lines fit which go on: of those, where they end, and where the next word begins.

    A letter takes a byte at least, and never more columns than bytes.
    """
    widest = 0
    for end, begin in going_on:
        word = _WORD.match(text, begin)
        line = text[text.rfind("\n", 0, end) + 1 : end]
        widest = max(widest, _bytes(line) + _bytes(word[0] if word else ""))
    return widest


def _most(text: str, going_on: Sequence[_Span], long: Sequence[_Span]) -> int:
    """How many lines can have been wrapped at one width, at most: none in nearly all texts that were not wrapped."""
    if _reaches_limit(text, long) or len(going_on) == MANY:
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


def _reaches_limit(text: str, long: Sequence[_Span]) -> bool:
    """Whether lines of a text show that it was wrapped at one of `LIMITS`, in letters or in columns."""
    if not long:
        return False
    lines = [text[start:end].rstrip() for start, end in long]
    for measure in _measures(lines):
        if any(measure(line) in LIMITS and _breakable(line) for line in lines):
            near = _longer(text, LONG - 1)
            over = sum(measure(line) > WIDEST for line in lines)
            if over * EXCESS <= len(near):
                return True
    return False


def _may_be_full(text: str) -> bool:
    """Whether the line of most bytes has as many as fill lynx's buffer: then it may have overflowed."""
    long = [text[start:end] for start, end in _longer(text, LIMITS.start // 4)]
    return max((_bytes(line) for line in long if _breakable(line)), default=0) in LIMITS


def _pairs(
    lines: Sequence[str], numbers: Iterable[int], lengths: Sequence[int], measure: _Measure, width: int = 0
) -> list[_Pair]:
    """Each line that the next one may continue, by its margin: of these `numbers`, and without white space at the end.

    Those are left out with which the next word would have fitted at each width from `width` on.
    """
    wide = measure is _columns  # no blank is needed before a wide letter, so two columns have to be free
    pairs = []
    next_number = next_margin = -1
    for number in numbers:
        shortest = lengths[number]
        if shortest + lengths[number + 1] < width:
            continue
        below = lines[number + 1]
        content = below.lstrip(" ")
        if not content or (first := content[0]).isspace():
            continue
        margin = next_margin if number == next_number else _margin(lines[number])
        next_number, next_margin = number + 1, len(below) - len(content)
        longest = shortest + (1 if wide and _is_wide(first) else measure(content.split(None, 1)[0]))
        if longest >= width and (
            (next_margin == margin and first not in _FIRST_OF_MARKER)
            or _goes_on(lines[number], margin, content, next_margin)
        ):
            pairs.append((number, shortest, longest, next_margin))
    return pairs


def _margin(line: str) -> int:
    return 0 if line[0] != " " else len(line) - len(line.lstrip(" \xa0"))  # elinks prints both


def _goes_on(line: str, margin: int, content: str, below_margin: int) -> bool:
    """Whether a line may go on in the one below, by their margins and by what opens items."""
    opens = _MARKER.match(content)
    if opens and content[0] in BULLETS:
        return False
    item = _MARKER.match(line, margin)
    if below_margin == margin:
        return not (opens and item)  # the next item
    return item is not None and margin < below_margin <= item.end()


def _agreed(lines: Sequence[str], measure: _Measure, most: int) -> tuple[int, _Measure, _Wrapped]:
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
        return 0, measure, {}
    narrowest = breakable[-1]
    if breakable[0] in LIMITS:
        long = [number for number in long if lengths[number] >= LONG]
    pairs = _pairs(lines, long, lengths, measure, narrowest)
    shortest = sorted(pair[1] for pair in pairs)
    longest = sorted(pair[2] for pair in pairs)
    breakable.reverse()
    best = count = 0
    for width in sorted({*shortest, *breakable}):
        if narrowest <= width <= WIDEST:
            agreeing = bisect_right(shortest, width) - bisect_left(longest, width)
            over = len(breakable) - bisect_right(breakable, width)
            if agreeing > count and over * EXCESS <= agreeing:
                best, count = width, agreeing
    wrapped = {number: margin for number, shortest, longest, margin in pairs if shortest <= best <= longest}
    if best not in LIMITS and (count < FEWEST or _go_on(lines, wrapped) * SHARE < count):
        return 0, measure, {}
    return best, measure, wrapped


def _full_in_bytes(lines: Sequence[str]) -> _Wrapped:
    """The lines that lynx wrapped because more would not have fitted into its buffer."""
    lengths = [*map(_bytes, lines)]
    long = [number for number, length in enumerate(lengths) if length in LIMITS]
    return {number: margin for number, _, longest, margin in _pairs(lines, long, lengths, _bytes) if longest >= BUFFER}


def _breakable(line: str) -> bool:
    """Whether a line has a blank between words, at which it could have been wrapped; lynx leaves addresses whole."""
    return (len(line.split(None, 2)) == 3 or _TWO_WORDS.match(line) is not None) and not (
        ":" in line and _ADDRESS.match(line)
    )


def _go_on(lines: Sequence[str], wrapped: _Wrapped) -> int:
    """How many of these lines have one below that begins with no capital, as no sentence, name or item does."""
    first = "".join([lines[number + 1][margin] for number, margin in wrapped.items()])
    return sum(map(str.isalpha, first)) - sum(map(str.isupper, first))


def _runs(numbers: Iterable[int]) -> list[range]:
    """The numbers, which are in order, as ranges of those that follow one another."""
    runs = []
    start = end = -1
    for number in numbers:
        if number != end:
            runs.append(range(start, end))
            start = number
        end = number + 1
    return [*runs[1:], range(start, end)]


def _joined(
    lines: Sequence[str], stripped: Sequence[str], wrapped: _Wrapped, width: int, measure: _Measure
) -> tuple[str, Sequence[Join]]:
    """The text with each of these lines joined to the next one."""
    new = tuple.__new__
    read: list[str] = []
    joins: list[Join] = []
    full = width - (measure is _columns)  # a wide letter does not fit into one column
    joined = done = 0
    for run in _runs(wrapped):
        read += lines[done : run.start]
        line = stripped[run.start]
        parts = [line]
        column = len(line) + 1
        place = run.start - joined + 1
        done = run.stop + 1
        for number in run:
            margin = wrapped[number]
            below = stripped[number + 1] if number + 2 < done else lines[number + 1]
            if (measure(line) >= full or line[-1] == "/") and _broken(line, below[margin:], width, measure):
                pass
            else:
                parts.append(" ")
                column += 1
            joined += 1
            joins.append(new(Join, (place, column, margin + 1, joined)))
            column += len(below) - margin
            parts.append(below[margin:])
            line = below
        read.append("".join(parts))
    read += lines[done:]
    return "\n".join(read), joins


def _broken(line: str, content: str, width: int, measure: _Measure) -> bool:
    """Whether nothing stood where a line was wrapped: a word was broken, or a script has no blanks."""
    if line[-1] == "/" and line[-2:-1].strip():
        return True  # w3m breaks words behind it
    if measure(line) + measure(content[0]) <= width:
        return False
    return not _breakable(line) or (_is_wide(line[-1]) and _is_wide(content[0]))


def _measures(lines: Sequence[str]) -> tuple[_Measure, ...]:
    """lynx counts letters, w3m columns."""
    letters = set(_not_ascii("".join([line for line in lines if not line.isascii() and len(line) >= SHORTEST])))
    return (_columns, len) if any(map(_excess, letters)) else (len,)


def _not_ascii(text: str) -> str:
    """The letters that are not of ASCII."""
    coded = text.encode(errors="surrogatepass").translate(None, _ASCII)  # quicker than any expression
    return coded.decode(errors="surrogatepass")


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for a mark on another one."""
    return len(text) if text.isascii() else len(text) + sum(map(_excess, _not_ascii(text)))


@lru_cache(maxsize=4096)
def _excess(letter: str) -> int:
    """How many columns more than one a letter takes."""
    return letter > LATIN and _is_wide(letter) - (unicodedata.category(letter) in ZERO_WIDTH)


def _is_wide(letter: str) -> bool:
    return re.match(WIDE, letter) is not None  # compiled where it is needed: that takes long, and most texts have none
