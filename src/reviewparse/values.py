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
    "EXCERPT",
    "citation_of",
    "count_of",
    "date_of",
    "number_of",
    "remembering",
    "text_of",
    "user_score_of",
    "verdict_named",
    "without_excerpt",
]

Value = TypeVar("Value")

_MONTHS: Final = {form: n for n, name in enumerate(MONTHS, 1) for form in (name, name.upper())}
_VERDICTS: Final = {str(verdict).removesuffix(" reviews").casefold(): verdict for verdict in Verdict}
_LAST_DIGITS: Final = re.compile(r"[0-9][0-9,]*")

MOST_REMEMBERED: Final = 4096
"""How many texts are remembered, so that no input makes it grow without end."""

LONGEST_REMEMBERED: Final = 32
"""The longest text that is remembered, so that no input is kept alive by it."""

EXCERPT: Final = range(40, 1501)
"""How long, without white space, the excerpt of a long text can be that a page prints before the whole text.

On the pages looked at it had 110 to 374 such characters.
"""

COMPARED_FIRST: Final = 9
"""How many letters of an excerpt are compared with a place where the whole text may begin, before all of them are."""


class _Remembered(dict[str, Value]):
    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> Value:
        made = self._make(text)
        if len(self) < MOST_REMEMBERED and len(text) <= LONGEST_REMEMBERED:
            self[text] = made
        return made


def remembering(make: Callable[[str], Value]) -> Callable[[str], Value]:
    """A function that does what `make` does, once for each of the first `MOST_REMEMBERED` short texts.

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
def verdict_named(printed: str) -> Verdict:
    """The verdict with this wording: `Universal acclaim`, and `Universal Acclaim` in layout L3.

    >>> verdict_named("Generally favorable reviews") is verdict_named("Generally Favorable")
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


def without_excerpt(text: str) -> str:
    """The text of a long user review, which pages since 2013 print twice: an excerpt, then directly the whole of it.

    The excerpt is cut only where all of it, white space aside, is the beginning of what follows; else nothing is. The
    text of a writer who says something again and again has several such beginnings, and the longest one is the excerpt.
    A text that is nothing but one thing said three times or more has no excerpt for certain, and nothing is cut.

    >>> excerpt = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."
    >>> without_excerpt(excerpt + excerpt + " Then it did.") == excerpt + " Then it did."
    True
    >>> without_excerpt(excerpt + excerpt[:50] + excerpt * 3) == excerpt * 3
    True
    >>> without_excerpt(excerpt * 5) == excerpt * 5
    True
    """
    length = _excerpt_length(text, 2 * EXCERPT.stop)
    if length:
        return text[length:]
    if not _may_begin_again(text):
        return text
    length = _excerpt_length("".join(text[: 6 * EXCERPT.stop].split()), EXCERPT.stop + EXCERPT.start)
    return text[_position(text, length) :].lstrip() if length else text


def _excerpt_length(text: str, end: int) -> int:
    """How long the excerpt of a text is that is printed twice; 0 if it has none. The whole begins before `end`."""
    key = text[: EXCERPT.start]
    first = text.find(key, EXCERPT.start, end)
    if first == -1 or (3 * first <= len(text) + 1 and text.startswith(text[first:])):
        return 0
    length = text.rfind(key, first, end)
    while length != -1 and not text.startswith(text[:length].rstrip(), length):
        length = text.rfind(key, first, length + EXCERPT.start - 1)
    return max(length, 0)


def _may_begin_again(text: str) -> bool:
    """Whether the first letters of a text come once more where its excerpt may have ended, white space aside.

    Nearly all texts that are printed once have none such, and this is quicker than to take all white space out.
    """
    first, end = text[0], 6 * EXCERPT.stop
    place = text.find(first, EXCERPT.start, end)
    if place == -1:
        return False
    key = "".join(text[1 : EXCERPT.start].split())
    if len(key) < COMPARED_FIRST:
        return True
    letters = ("", key[0])
    while place != -1:
        place += 1
        if text[place : place + 1].strip() in letters and key.startswith(
            "".join(text[place : place + COMPARED_FIRST].split())
        ):
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
    from reviewparse.review_grammar import terminal_text

    date, mark, page = map(terminal_text, ("CITATION_DATE", "_CITATION_PAGE_MARK", "CITATION_PAGE"))
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
