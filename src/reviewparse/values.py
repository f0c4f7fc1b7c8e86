"""Converts the text of a field to the value of a record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Final, TypeVar

from reviewparse.fresh import new_citation
from reviewparse.lines import CHUNK, pieces
from reviewparse.records import Citation
from reviewparse.vocabulary import MONTHS, Verdict

__all__ = [
    "HEAD",
    "citation_of",
    "count_of",
    "date_of",
    "number_of",
    "remembering",
    "text_of",
    "user_score_of",
    "verdict_of",
    "without_head",
]

Value = TypeVar("Value")

_MONTHS: Final = {name: n for n, name in enumerate(MONTHS, 1)}
_VERDICTS: Final = {str(verdict).removesuffix(" reviews").casefold(): verdict for verdict in Verdict}
_LAST_DIGITS: Final = re.compile(r"[0-9][0-9,]*")
MOST: Final = 4096
"""How many texts are remembered, so that no input makes it grow without end."""
LONGEST: Final = 32
"""The longest text that is remembered, so that no input is kept alive by it."""
HEAD: Final = range(40, 1501)
"""How long, without white space, the head of a long text can be that a page prints before the whole text.

On the pages looked at it had 110 to 374 such characters.
"""


_SHORTEST: Final = HEAD.start
_FARTHEST: Final = 2 * HEAD.stop
FEW: Final = 9
"""How many letters are compared first."""


class _Remembered(dict[str, Value]):
    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Value:
        made = self._make(text)
        if len(self) < MOST and len(text) <= LONGEST:
            self[text] = made
        return made


def remembering(make: Callable[[str], Value]) -> Callable[[str], Value]:
    """A function that does what `make` does, once for each of the first `MOST` short texts.

    It is quicker than `functools.lru_cache`, for it forgets nothing and orders nothing.

    >>> number = remembering(int)
    >>> number(" 80"), number(" 80")
    (80, 80)
    """
    return _Remembered(make).__getitem__


@remembering
def date_of(printed: str) -> dt.date | None:
    """`Oct 7, 2014` as a date; also `7 October 2014`, as in print citations; `None` for a day that does not exist."""
    first, second, year = printed.replace(",", "").replace(".", "").split()
    month, day = (second, first) if first.isdigit() else (first, second)
    try:
        return dt.date(int(year), _MONTHS[month[:3]], int(day))
    except (KeyError, ValueError):
        return None


@remembering
def count_of(printed: str) -> int:
    """A count with or without a comma for the thousands; what stands before its digits is furniture.

    >>> count_of("1,376"), count_of(" •07")
    (1376, 7)
    """
    return int(_LAST_DIGITS.findall(printed)[-1].replace(",", ""))


@remembering
def number_of(printed: str) -> int:
    """A number. White space is what `str.isspace` says, as in the grammar; `int` knows less of it."""
    return int(printed.strip())


@remembering
def user_score_of(printed: str) -> Decimal:
    """A User Score."""
    return Decimal(printed.strip())


@remembering
def verdict_of(printed: str) -> Verdict:
    """The verdict with this wording: `Universal acclaim`, and `Universal Acclaim` in layout L3.

    >>> verdict_of("Generally favorable reviews") is verdict_of("Generally Favorable")
    True
    """
    return _VERDICTS[printed.strip().casefold().removesuffix(" reviews")]


def text_of(printed: str) -> str:
    """A review's text: each line without the white space around it, paragraphs kept."""
    text = printed.strip()
    if "\n" not in text:
        return text
    if len(text) <= CHUNK:
        return "\n".join(map(str.strip, text.split("\n")))
    parts = pieces(text, 0, len(text))
    return "\n".join("\n".join(map(str.strip, part.removesuffix("\n").split("\n"))) for part in parts)


def without_head(text: str) -> str:
    """The text of a long user review, which pages since 2013 print twice: its head, then directly the whole of it.

    The head is cut only where all of it, white space aside, is the beginning of what follows; else nothing is. A text
    that begins three times in the same way is a writer's who says something again and again: nothing of it is cut.

    >>> head = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."
    >>> without_head(head + head + " Then it did.") == head + " Then it did."
    True
    >>> without_head(head * 5) == head * 5
    True
    """
    again = _same_head(text, 0)
    if again != -1:
        return text[again:] if _same_head(text, again) == -1 else text
    rest = _behind_spaced_head(text)
    return rest if rest == text or _behind_spaced_head(rest) == rest else text


def _same_head(text: str, start: int) -> int:
    """Where the text from `start` begins once more, letter for letter, as most that are printed twice; else -1."""
    key = start + _SHORTEST
    again = text.find(text[start:key], key, start + _FARTHEST)
    return again if again != -1 and text.startswith(text[start:again].rstrip(), again) else -1


def _behind_spaced_head(text: str) -> str:
    """The text from where it begins once more, whatever white space it has there."""
    if not _may_begin_again(text):
        return text
    bare = "".join(text[: 6 * HEAD.stop].split())
    key = bare[: HEAD.start]
    length = bare.find(key, HEAD.start, HEAD.stop + len(key))
    while length != -1:
        if bare.startswith(bare[:length], length):
            return text[_position(text, length) :].lstrip()
        length = bare.find(key, length + 1, HEAD.stop + len(key))
    return text


def _may_begin_again(text: str) -> bool:
    """Whether the first letters of a text come once more where its head may have ended, white space aside.

    Nearly all texts that are printed once have none such, and this is quicker than to take all white space out.
    """
    first, end = text[0], 6 * HEAD.stop
    place = text.find(first, HEAD.start, end)
    if place == -1:
        return False
    key = "".join(text[1 : HEAD.start].split())
    if len(key) < FEW:
        return True
    letters = ("", key[0])
    while place != -1:
        place += 1
        if text[place : place + 1].strip() in letters and key.startswith("".join(text[place : place + FEW].split())):
            return True
        place = text.find(first, place, end)
    return False


def _position(text: str, length: int) -> int:
    """Where in a text the first `length` characters end that are not white space."""
    position = length
    while missing := length - len("".join(text[:position].split())):
        position += missing
    return position


@cache
def _citation() -> re.Pattern[str]:
    """What a citation says: its date, and its page behind the first mark of one."""
    from reviewparse.review_grammar import terminal

    date, mark, page = (terminal(name).pattern for name in ("CITATION_DATE", "_CITATION_PAGE_MARK", "CITATION_PAGE"))
    return re.compile(rf"({date})?+(?:[^p]*+(?:(?!{mark})p[^p]*+)*+{mark}({page})?+)?+")


def citation_of(printed: str) -> Citation:
    """A citation in its brackets; date and page where it has them.

    >>> citation_of(" [12 June 1997, p. B5]")
    Citation(text='12 June 1997, p. B5', date=datetime.date(1997, 6, 12), page='B5')
    """
    text = printed.strip()[1:-1]
    found = _citation().match(text)
    assert found is not None, "each part of it may be absent"
    day, page = found.groups()
    return new_citation(text, date_of(day) if day else None, page.strip() if page else None)
