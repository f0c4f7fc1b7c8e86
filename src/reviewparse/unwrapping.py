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
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

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

PIECE: Final = 1 << 16
"""How many characters are split into lines at once, where the short ones are not kept."""

_GOING_ON: Final = re.compile(rf"\n(?<=[^\n]{{{NARROWEST // 2}}}\n) *+[^\W\d_A-Z]")
"""The end of a line that is not short, and the beginning of one that looks as if it went on from there."""

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
    may_be_wrapped = (_GOING_ON.search(text) is not None or _reaches_limit(full)) and _may_be_wrapped(text)
    may_be_full = not text.isascii() and _may_be_full(full)  # lynx counts bytes, so other letters can overflow it
    if not (may_be_wrapped or may_be_full):
        return text, ()  # before a list of all lines is made: short ones take twenty times the memory of their text
    lines = text.split("\n")
    wrapped: set[int] = set()
    width: int = 0
    measure: _Measure = len
    if may_be_wrapped:
        width, measure, wrapped = max(
            (_agreed(lines, measure) for measure in _measures(text)), key=lambda agreed: len(agreed[2])
        )
    if may_be_full and (not wrapped or width in LIMITS):
        wrapped |= _full_in_bytes(lines)
    numbers = [at for at in sorted(wrapped) if apart is None or not apart(lines[at], lines[at + 1])]
    return _joined(lines, numbers, width, measure) if numbers else (text, ())


def _full_lines(text: str) -> list[str]:
    """The lines that take as many bytes as the least of `LIMITS`. The others are passed by many at once."""
    full = []
    short = LIMITS.start if text.isascii() else LIMITS.start // 4  # a letter takes four bytes at most
    start = 0
    while start + short <= len(text):
        last = text.rfind("\n", start, start + short)
        if last == -1:
            last = text.find("\n", start + short)
            last = len(text) if last == -1 else last
            if _bytes(line := text[start:last]) >= LIMITS.start:
                full.append(line)
        start = last + 1
    return full


def _reaches_limit(full: Sequence[str]) -> bool:
    """Whether one of the lines is as long as one of `LIMITS`, in letters or in columns."""
    for line in map(str.rstrip, full):
        least = len(line) if line.isascii() else len(line.encode("latin-1", "ignore"))  # these take one column each
        if len(line) in LIMITS or (least <= WIDEST and _columns(line) in LIMITS):
            return True
    return False


def _long_lines(text: str) -> Iterator[str]:
    """The lines of at least `NARROWEST` letters; the shorter ones are never all in memory."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + PIECE)
        end = len(text) if end == -1 else end
        yield from [line for line in text[start:end].split("\n") if len(line) >= NARROWEST]
        start = end + 1


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


def _may_be_full(full: Sequence[str]) -> bool:
    """Whether the line of most bytes has as many as fill lynx's buffer: then it may have overflowed."""
    return max((_bytes(line) for line in full if _breakable(line)), default=0) in LIMITS


def _pairs(lines: Sequence[str], measure: _Measure, least: int, width: int = 0) -> list[_Pair]:
    """Each line of at least so many letters that the next one may continue, by its margin.

    Those are left out with which the next word would have fitted at each width from `width` on.
    """
    pairs = []
    for number, long in enumerate(lines[:-1]):
        if len(long) < least or len(line := long.rstrip()) < least:
            continue
        below = lines[number + 1]
        shortest = measure(line)
        if shortest + measure(below) < width or not (content := below.lstrip(" ")) or content[0].isspace():
            continue
        margin, below_margin = len(line) - len(line.lstrip(" ")), len(below) - len(content)
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
            pairs.append(_Pair(number, shortest, longest))
    return pairs


def _first_word(content: str, measure: _Measure) -> int:
    """The length of what had to fit; a blank before it is counted where there was one."""
    if measure is _columns and _is_wide(content[0]):
        return 1  # no blank is needed, so two columns have to be free
    return measure(content.split(None, 1)[0])


def _agreed(lines: Sequence[str], measure: _Measure) -> tuple[int, _Measure, set[int]]:
    """The width on which most pairs agree, and the numbers of their lines; 0 and none where too few do."""
    longest_line = max((len(line) for line in lines if len(line) >= LIMITS.start and _breakable(line)), default=0)
    least = LIMITS.start - LONGEST_WORD if longest_line in LIMITS else NARROWEST // 2
    breakable, narrowest = _longest_breakable([line for line in lines if len(line) >= least], measure)
    pairs = _pairs(lines, measure, least, narrowest)
    shortest = sorted(pair.shortest for pair in pairs)
    longest = sorted(pair.longest for pair in pairs)
    best = count = 0
    for width in sorted({length for length in (*shortest, *breakable) if NARROWEST <= length <= WIDEST}):
        agreeing = bisect_right(shortest, width) - bisect_left(longest, width)
        over = len(breakable) - bisect_right(breakable, width)
        if agreeing > count and over * EXCESS <= agreeing:
            best, count = width, agreeing
    wrapped = {pair.number for pair in pairs if pair.shortest <= best <= pair.longest}
    goes_on = sum(_goes_on(lines[number + 1].lstrip()) for number in wrapped)
    if best not in LIMITS and (count < FEWEST or goes_on * 3 < count):
        return 0, measure, set()
    return best, measure, wrapped


def _longest_breakable(lines: Sequence[str], measure: _Measure) -> tuple[list[int], int]:
    """The lengths of the breakable lines in order, and 0; or those of the longest ones, and the least of these.

    At a width below it, more lines would be longer than the pairs of all the lines allow for.
    """
    found: list[int] = []
    measured = zip(map(measure, map(str.rstrip, lines)), lines, strict=True)
    for length, line in sorted(measured, key=itemgetter(0), reverse=True):
        if _breakable(line):
            found.append(length)
            if len(found) * EXCESS > len(lines):
                return found[::-1], length
    return found[::-1], 0


def _full_in_bytes(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that lynx wrapped because more would not have fitted into its buffer."""
    pairs = _pairs(lines, _bytes, LIMITS.start // 4)
    return {pair.number for pair in pairs if pair.shortest in LIMITS and pair.longest >= BUFFER}


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
    """Whether nothing stood where a line was wrapped: a word was broken, or a script has no blanks."""
    if line[-1] == "/" and line[-2:-1].strip():
        return True  # w3m breaks words behind it
    if measure(line) + measure(content[0]) <= width:
        return False
    return not _breakable(line) or (_is_wide(line[-1]) and _is_wide(content[0]))


def _measures(text: str) -> tuple[_Measure, ...]:
    """lynx counts letters, w3m columns."""
    if text.isascii() or not any(map(_excess, set(_NOT_LATIN.findall(text)))):
        return (len,)
    return _columns, len


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
