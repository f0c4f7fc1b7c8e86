"""What a field's text means: strings of the grammar's terminals to the values of records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from reviewparse.making import maker, remembering, unfrozen
from reviewparse.records import Citation, CriticReview, Helpful, Line, UserReview
from reviewparse.vocabulary import MONTHS, Verdict

__all__ = [
    "CRITIC",
    "HEAD",
    "L2_CRITIC",
    "USER",
    "citation_of",
    "count_of",
    "critic_review",
    "date_of",
    "l2_critic_review",
    "lines_of",
    "number_of",
    "text_of",
    "user_review",
    "user_score_of",
    "verdict_of_words",
    "without_head",
]

CRITIC: Final = (
    "number", "publication", "author", "unknown", "date", "unknown_below", "score", "critic_text", "citation",
    "trailing",
)  # fmt: skip
USER: Final = (
    "number", "name", "unknown", "date", "unknown_below", "score", "spoiler", "user_text", "expand", "full_review",
    "helpful", "helpful_total", "trailing",
)  # fmt: skip
L2_CRITIC: Final = ("score", "publication", "author", "date", "byline", "text", "citation")
"""The fields of each kind of review, in the order in which its function takes their texts; that of the rule in L1.

After them comes one that is `None`.
"""

_citation, _helpful = maker(Citation), maker(Helpful)
_critic_review, _user_review = maker(CriticReview), maker(UserReview)
_Line = unfrozen(Line)
_MONTHS: Final = {name: n for n, name in enumerate(MONTHS, 1)}
_VERDICTS: Final = {str(verdict): verdict for verdict in Verdict}
HEAD: Final = range(40, 1501)
"""How long, without white space, the head of a long text can be that a page prints before the whole text.

On the pages looked at it had 110 to 374 such characters.
"""


@remembering
def date_of(printed: str) -> dt.date | None:
    """`Oct 7, 2014` as a date; also `7 October 2014`, as print citations say it; `None` for a day of no calendar."""
    first, second, year = printed.replace(",", "").split()
    month, day = (second, first) if first.isdigit() else (first, second)
    try:
        return dt.date(int(year), _MONTHS[month[:3]], int(day))
    except (KeyError, ValueError):
        return None


@remembering
def count_of(printed: str) -> int:
    """A count with or without a comma for the thousands; what stands before the last word is furniture."""
    if printed.isdecimal():
        return int(printed)
    last = printed.rpartition(" ")[2]
    return int(last) if last.isdecimal() else int(printed.rsplit(None, 1)[-1].replace(",", ""))


number_of: Final = remembering(int)


def user_score_of(printed: str) -> Decimal:
    """A User Score."""
    return Decimal(printed.strip())


def verdict_of_words(printed: str) -> Verdict:
    """The verdict that is worded so."""
    return _VERDICTS[printed.strip()]


def text_of(printed: str) -> str:
    """A review's text: each line without the white space around it, paragraphs kept."""
    text = printed.strip()
    if "\n" not in text:
        return text
    return "\n".join(map(str.strip, text.split("\n")))


def without_head(text: str) -> str:
    """The text of a long user review, which pages since 2013 print twice: its head, then directly the whole of it.

    The head is cut only where all of it, white space aside, is the beginning of what follows; else nothing is.

    >>> head = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."
    >>> without_head(head + head + " Then it did.") == head + " Then it did."
    True
    """
    start = text.find(text[: HEAD.start], HEAD.start, 2 * HEAD.stop)
    if start != -1 and text.startswith(text[:start].rstrip(), start):  # nearly always
        return text[start:]
    bare = "".join(text[: 6 * HEAD.stop].split())
    key = bare[: HEAD.start]
    length = bare.find(key, HEAD.start, HEAD.stop + len(key))
    while length != -1:
        if bare.startswith(bare[:length], length):
            return text[_position(text, length) :].lstrip()
        length = bare.find(key, length + 1, HEAD.stop + len(key))
    return text


def _position(text: str, length: int) -> int:
    """Where in a text the first `length` characters end that are not white space."""
    position = length
    while missing := length - len("".join(text[:position].split())):
        position += missing
    return position


def lines_of(text: str, number: int) -> list[Line]:
    """The lines of a text that are not blank; `number` is the first one's."""
    lines = []
    for number, content in enumerate(text.split("\n"), number):  # noqa: B020
        if content and not content.isspace():
            line = _Line()  # written out: of no record are there as many
            line.number = number
            line.text = content
            line.__class__ = Line
            lines.append(line)
    return lines


@cache
def _citation_parts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    from reviewparse.scanner import terminal

    return terminal("CITATION_DATE"), terminal("_CITATION_PAGE_MARK"), terminal("CITATION_PAGE")


def citation_of(printed: str) -> Citation:
    """A citation in its brackets; date and page where it has them.

    >>> citation_of(" [12 June 1997, p. B5]")
    Citation(text='12 June 1997, p. B5', date=datetime.date(1997, 6, 12), page='B5')
    """
    text = printed.strip()[1:-1]
    date_pattern, mark_pattern, page_pattern = _citation_parts()
    day, mark = date_pattern.match(text), mark_pattern.search(text)
    page = page_pattern.match(text, mark.end()) if mark else None
    date = date_of(day[0].replace(".", "")) if day else None
    return _citation(text, date, page[0].strip() if page else None)


def critic_review(line: int, values: Sequence[str | None]) -> CriticReview:
    """A critic's item of layout L1, of the fields that `CRITIC` names."""
    number, publication, author, _, date, _, score, text, citation, _, _ = values
    return _critic_review(
        number_of(number) if number else None,
        publication,
        author.rstrip() if author else None,
        date_of(date) if date else None,
        number_of(score) if score else None,
        text_of(text) if text else None,
        citation_of(citation) if citation else None,
        None,
        line,
    )


def user_review(line: int, values: Sequence[str | None]) -> UserReview:
    """A user's item of either layout, of the fields that `USER` names."""
    number, name, _, date, _, score, spoiler, text, expand, full_review, helpful, helpful_total, _, _ = values
    if text:
        text = text_of(text)
        if expand:
            text = without_head(text)
    return _user_review(
        number_of(number) if number else None,
        name.strip() if name else None,
        date_of(date) if date else None,
        number_of(score) if score else None,
        text,
        _helpful(count_of(helpful), count_of(helpful_total)) if helpful and helpful_total else None,
        spoiler is not None,
        full_review is not None,
        line,
    )


def l2_critic_review(line: int, values: Sequence[str | None]) -> CriticReview:
    """A critic's item of layout L2, of the fields that `L2_CRITIC` names.

    It has no number; its byline may be one that cannot be told apart.
    """
    score, publication, author, date, byline, text, citation, _ = values
    return _critic_review(
        None,
        publication.strip() if publication else None,
        author.strip() if author else None,
        date_of(date) if date else None,
        number_of(score) if score else None,
        text.strip() if text else None,
        citation_of(citation) if citation else None,
        byline.strip() if byline else None,
        line,
    )
