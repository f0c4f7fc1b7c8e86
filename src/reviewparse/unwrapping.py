"""Lines that an extractor has wrapped, joined again.

lynx and w3m print a page as a terminal shows it: a paragraph is broken into lines of at most so many columns, 80 less
a margin by default, and about 1,000 where they are told to break nothing. A line was wrapped where the first word of
the next line would not have fitted. So the text itself tells at which width it was wrapped, and where.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, TypeAlias

from reviewparse.linemap import Join
from reviewparse.lines import pieces

__all__ = ["unwrapped"]

NARROWEST: Final = 40
"""No text was wrapped at fewer columns than this: shorter lines are lists."""

BUFFER: Final = 1024
"""In so many bytes lynx keeps a line."""

WIDEST: Final = BUFFER + 7
"""No line of lynx or w3m is longer, whatever the width (measured with lynx 2.9.0, w3m 0.5.3)."""

LIMITS: Final = range(990, WIDEST + 1)
"""The widths at which lynx and w3m wrap when they are given none, or a great one: one line is enough to tell it."""

WORD: Final = 16
"""How much shorter than the width a wrapped line may be for `_may_be_wrapped`: a word, as a rule."""

LONGEST_WORD: Final = 200
"""A line of a text that was wrapped at one of `LIMITS` is at most so much shorter: no word of a page is longer."""

FEWEST: Final = 3
"""So many lines have to agree on any other width."""

EXCESS: Final = 10
"""For one line that is longer than the width, so many have to agree on it: a table or a listing is not wrapped."""

BULLETS: Final = "*+•□·"
_OPENING: Final = r"(?:[0-9]{1,5}\.|[*+•□·o#@-]) ++(?=\S)"
_MARKER: Final = re.compile(_OPENING)
"""What opens an item of a list. The item's other lines begin below its text."""

_FIRST_OF_MARKER: Final = frozenset("0123456789*+•□·o#@-")
"""The characters that `_MARKER` begins with: most lines are dismissed by them."""

_TWO_WORDS: Final = re.compile(rf"\s*+(?:{_OPENING})?+\S++\s++\S")

WIDE: Final = (
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]"
)
"""Letters that take two columns of a terminal (Unicode's East Asian Width, without the rare blocks and the emoji)."""

ZERO_WIDTH: Final = ("Mn", "Me")
"""Unicode's categories of the letters that take none: marks on another letter."""

_NOT_LATIN: Final = re.compile("[^\0-\u02ff]")
"""The letters of which some take two columns, or none: all below take one."""

_NOT_ASCII: Final = bytes(range(128, 256))
_GOING_ON: Final = re.compile(r"\n *+[^\W\d_A-Z]")
"""The end of a line, and the beginning of one that looks as if it went on from there."""

_Measure: TypeAlias = "Callable[[str], int]"


_Pair: TypeAlias = tuple[int, int, int]
"""The number of a line that the one below may continue, the shortest width at which it was wrapped, and the longest.

The shortest is its own length; with the longest, the next word would not have fitted.
"""


def unwrapped(text: str, apart: Callable[[str, str], bool] | None = None) -> tuple[str, Sequence[Join]]:
    r"""A text with its wrapped lines joined, and which lines these are.

    Args:
        text: a text whose lines end in a line feed.
        apart: whether, of two lines without their ends, the lower one does not continue the other. It is called only
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
    full = _full_lines(text)
    may_be_wrapped = (_goes_on_below(text) or _reaches_limit(full)) and _may_be_wrapped(text)
    may_be_full = not text.isascii() and _may_be_full(full)  # lynx counts bytes, so other letters can overflow it
    if not (may_be_wrapped or may_be_full):
        return text, ()  # before a list of all lines is made: short ones take twenty times the memory of their text
    lines = text.split("\n")
    wrapped: set[int] = set()
    width: int = 0
    measure: _Measure = len
    if may_be_wrapped:
        width, measure, wrapped = max(
            (_agreed(lines, measure) for measure in _measures(lines)), key=lambda agreed: len(agreed[2])
        )
    if may_be_full and (not wrapped or width in LIMITS):
        wrapped |= _full_in_bytes(lines)
    numbers = [at for at in sorted(wrapped) if apart is None or not apart(lines[at], lines[at + 1])]
    return _joined(lines, numbers, width, measure) if numbers else (text, ())


def _full_lines(text: str) -> list[bytes]:
    """The lines that take as many bytes as the least of `LIMITS`. The others are passed by many at once."""
    coded = text.encode(errors="surrogatepass")
    full = []
    start = 0
    while start + LIMITS.start <= len(coded):
        last = coded.rfind(b"\n", start, start + LIMITS.start)
        if last == -1:
            last = coded.find(b"\n", start)
            last = len(coded) if last == -1 else last
            full.append(coded[start:last])
        start = last + 1
    return full


def _goes_on_below(text: str) -> bool:
    """Whether a line that is not short looks as if it went on in the next one."""
    ends = (found.start() for found in _GOING_ON.finditer(text))
    return any(end - text.rfind("\n", 0, end) > NARROWEST // 2 for end in ends)


def _reaches_limit(full: Sequence[bytes]) -> bool:
    """Whether one of the lines is as long as one of `LIMITS`, in letters or in columns."""
    for coded in map(bytes.rstrip, full):
        # Each ASCII letter takes one column. Nearly all lines that are too long have too many of these.
        if len(coded if coded.isascii() else coded.translate(None, _NOT_ASCII)) <= WIDEST:
            line = _decoded(coded).rstrip()
            if len(line) in LIMITS or _columns(line) in LIMITS:
                return True
    return False


def _decoded(line: bytes) -> str:
    return line.decode(errors="surrogatepass")


def _long_lines(text: str) -> Iterator[str]:
    """The lines of at least `NARROWEST` letters; the shorter ones are never all in memory."""
    for piece in pieces(text, 0, len(text)):
        yield from [line for line in piece.split("\n") if len(line) >= NARROWEST]


def _may_be_wrapped(text: str) -> bool:
    """A quick no for nearly all texts that were not wrapped: their long lines differ in length by more than a word."""
    falling = sorted(_long_lines(text), key=len, reverse=True)
    count = text.count("\n") + 1
    over = 0
    for place, line in enumerate(falling):
        length = len(line)
        if over * EXCESS > count:
            return False
        last = place + max(1 if length in LIMITS else FEWEST, over * EXCESS) - 1  # of the lines that have to be near
        if length <= WIDEST and last < len(falling) and len(falling[last]) >= length - WORD:
            return True
        over += _breakable(line)
    return False


def _may_be_full(full: Sequence[bytes]) -> bool:
    """Whether the line of most bytes has as many as fill lynx's buffer: then it may have overflowed."""
    longer = [coded for coded in full if len(coded) > WIDEST]
    others = [coded for coded in full if len(coded) <= WIDEST]
    return not any(_breakable(_decoded(coded)) for coded in longer) and any(
        _breakable(_decoded(coded)) for coded in others
    )


def _pairs(
    lines: Sequence[str], lengths: Iterable[tuple[int, int]], measure: _Measure, width: int = 0
) -> Iterator[_Pair]:
    """Each line that the next one may continue, by its margin; `lengths` are the numbers and lengths of those to try.

    Those are left out with which the next word would have fitted at each width from `width` on.
    """
    for number, shortest in lengths:
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if shortest + measure(below) < width or not (content := below.lstrip(" ")) or content[0].isspace():
            continue
        line = lines[number]
        margin = 0 if line[0] != " " else len(line) - len(line.lstrip(" "))
        below_margin = len(below) - len(content)
        opens = content[0] in _FIRST_OF_MARKER and _MARKER.match(content) is not None
        if opens and content[0] in BULLETS:
            continue
        if below_margin == margin:
            if opens and _MARKER.match(line, margin):
                continue  # the next item
        elif (
            below_margin < margin
            or line[margin] not in _FIRST_OF_MARKER
            or not ((marker := _MARKER.match(line, margin)) and below_margin <= marker.end())
        ):
            continue
        longest = shortest + _first_word(content, measure)
        if longest >= width:
            yield number, shortest, longest


def _first_word(content: str, measure: _Measure) -> int:
    """The length of what had to fit; a blank before it is counted where there was one."""
    if measure is _columns and _is_wide(content[0]):
        return 1  # no blank is needed, so two columns have to be free
    return measure(content.split(None, 1)[0])


def _agreed(lines: Sequence[str], measure: _Measure) -> tuple[int, _Measure, set[int]]:
    """The width on which most pairs agree, and the numbers of their lines; 0 and none where too few do."""
    long = [line for line in lines if len(line) >= LIMITS.start]
    longest_line = max(map(len, filter(_breakable, long)), default=0)
    least = LIMITS.start - LONGEST_WORD if longest_line in LIMITS else NARROWEST // 2
    lengths = _lengths(lines, measure, least)
    breakable, narrowest = _longest_breakable(lines, lengths)
    pairs = list(_pairs(lines, lengths, measure, narrowest))
    shortest = sorted(pair[1] for pair in pairs)
    longest = sorted(pair[2] for pair in pairs)
    best = count = 0
    for width in sorted({length for length in (*shortest, *breakable) if NARROWEST <= length <= WIDEST}):
        agreeing = bisect_right(shortest, width) - bisect_left(longest, width)
        over = len(breakable) - bisect_right(breakable, width)
        if agreeing > count and over * EXCESS <= agreeing:
            best, count = width, agreeing
    wrapped = {number for number, shortest, longest in pairs if shortest <= best <= longest}
    goes_on = sum(_goes_on(lines[number + 1].lstrip()) for number in wrapped)
    if best not in LIMITS and (count < FEWEST or goes_on * 3 < count):
        return 0, measure, set()
    return best, measure, wrapped


def _lengths(lines: Sequence[str], measure: _Measure, least: int) -> list[tuple[int, int]]:
    """The number and the length of each line of at least so many letters."""
    stripped = [(number, line.rstrip()) for number, line in enumerate(lines) if len(line) >= least]
    return [(number, measure(line)) for number, line in stripped if len(line) >= least]


def _longest_breakable(lines: Sequence[str], lengths: Sequence[tuple[int, int]]) -> tuple[list[int], int]:
    """The lengths of the breakable lines in order, and 0; or those of the longest ones, and the least of these.

    At a width below it, more lines would be longer than the pairs of all the lines allow for.
    """
    found: list[int] = []
    for number, length in sorted(lengths, key=itemgetter(1), reverse=True):
        if _breakable(lines[number]):
            found.append(length)
            if len(found) * EXCESS > len(lengths):
                return found[::-1], length
    return found[::-1], 0


def _full_in_bytes(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that lynx wrapped because more would not have fitted into its buffer."""
    pairs = _pairs(lines, _lengths(lines, _bytes, LIMITS.start // 4), _bytes)
    return {number for number, shortest, longest in pairs if shortest in LIMITS and longest >= BUFFER}


def _breakable(line: str) -> bool:
    """Whether a line has a blank between words, at which it could have been wrapped."""
    return len(line.split(None, 2)) == 3 or _TWO_WORDS.match(line) is not None


def _goes_on(content: str) -> bool:
    """Whether a line begins with a letter that is not a capital, as no sentence, name or item does."""
    return content[0].isalpha() and not content[0].isupper()


def _joined(lines: Sequence[str], wrapped: list[int], width: int, measure: _Measure) -> tuple[str, Sequence[Join]]:
    """The text with each of these lines joined to the next one."""
    read: list[str] = []
    joins: list[Join] = []
    done = 0
    for first, last in _runs(wrapped):
        read += lines[done:first]
        parts: list[str] = []
        column, content = 0, lines[first]
        for number in range(first, last + 1):
            above, below = content.rstrip(), lines[number + 1]
            content = below.lstrip(" ")
            blank = "" if _broken(lines[number].rstrip(), content, width, measure) else " "
            parts += (above, blank)
            column += len(above) + len(blank)
            joins.append(Join(len(read) + 1, column + 1, len(below) - len(content) + 1))
        read.append("".join((*parts, content)))
        done = last + 2
    read += lines[done:]
    return "\n".join(read), joins


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of numbers without a gap."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number > last + 1:
            yield first, last
            first = number
        last = number
    yield first, last


def _broken(line: str, content: str, width: int, measure: _Measure) -> bool:
    """Whether nothing stood where a line was wrapped: a word was broken, or a script has no blanks."""
    if line[-1] == "/" and line[-2:-1].strip():
        return True  # w3m breaks words behind it
    if measure(line) + measure(content[0]) <= width:
        return False
    return not _breakable(line) or (_is_wide(line[-1]) and _is_wide(content[0]))


def _measures(lines: Sequence[str]) -> tuple[_Measure, ...]:
    """lynx counts letters, w3m columns."""
    letters = {letter for line in lines if not line.isascii() for letter in _NOT_LATIN.findall(line)}
    return (_columns, len) if any(map(_excess, letters)) else (len,)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for a mark on another one."""
    return len(text) if text.isascii() else len(text) + sum(map(_excess, _NOT_LATIN.findall(text)))


@lru_cache(maxsize=4096)
def _excess(letter: str) -> int:
    """How many columns more than one a letter takes."""
    return _is_wide(letter) - (unicodedata.category(letter) in ZERO_WIDTH)


def _is_wide(letter: str) -> bool:
    return re.match(WIDE, letter) is not None  # compiled where it is needed: that takes long, and most texts have none
