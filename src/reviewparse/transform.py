"""What a field's text means: strings of the grammar's terminals to the values of records."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from reviewparse.records import Citation, CriticReview, Helpful, UserReview
from reviewparse.vocabulary import Verdict

__all__ = [
    "citation_of",
    "count_of",
    "critic_review",
    "date_of",
    "l2_critic_review",
    "metascore_of",
    "text_of",
    "user_review",
    "user_score_of",
    "verdict_of_words",
    "without_head",
]

_MONTHS: Final = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_VERDICTS: Final = {str(verdict): verdict for verdict in Verdict}
_HEAD: Final = range(40, 1501)
"""How long, without white space, the head of a long text can be that a page prints before the whole text.

On the pages looked at it had 110 to 374 such characters.
"""


@lru_cache(maxsize=4096)
def date_of(printed: str) -> dt.date:
    """`Oct 7, 2014` as a date; also `7 October 2014`, as print citations say it."""
    first, second, year = printed.replace(",", "").split()
    month, day = (second, first) if first.isdigit() else (first, second)
    return dt.date(int(year), _MONTHS[month[:3]], int(day))


def count_of(printed: str) -> int:
    """A count with or without a comma for the thousands; what stands before the last word is furniture."""
    return int(printed.rsplit(None, 1)[-1].replace(",", ""))


def metascore_of(printed: str) -> int:
    """A Metascore or one review's score."""
    return int(printed)


def user_score_of(printed: str) -> Decimal:
    """A User Score."""
    return Decimal(printed.strip())


def verdict_of_words(printed: str) -> Verdict:
    """The verdict that is worded so."""
    return _VERDICTS[printed.strip()]


def text_of(printed: str) -> str:
    """A review's text: each line without the white space around it, paragraphs kept."""
    if "\n" not in printed:
        return printed.strip()
    return "\n".join([line.strip() for line in printed.split("\n")]).strip("\n")


def without_head(text: str) -> str:
    """The text of a long user review, which pages since 2013 print twice: its head, then directly the whole of it.

    The head is cut only where all of it, white space aside, is the beginning of what follows; else nothing is.

    >>> head = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."
    >>> without_head(head + head + " Then it did.") == head + " Then it did."
    True
    """
    bare = "".join(text[: 6 * _HEAD.stop].split())
    key = bare[: _HEAD.start]
    length = bare.find(key, _HEAD.start, _HEAD.stop + len(key))
    while length != -1:
        if bare.startswith(bare[:length], length):
            return text[_position(text, length) :].lstrip()
        length = bare.find(key, length + 1, _HEAD.stop + len(key))
    return text


def _position(text: str, length: int) -> int:
    """Where in a text the first `length` characters end that are not white space."""
    position = 0
    for position, character in enumerate(text, 1):  # noqa: B007
        length -= not character.isspace()
        if not length:
            break
    return position


@cache
def _citation_parts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    from reviewparse.scanner import terminal

    return terminal("CITATION_DATE"), terminal("CITATION_PAGE")


def citation_of(printed: str) -> Citation:
    """A citation in its brackets; date and page where it has them.

    >>> citation_of(" [27 October 1995, p. C3]")
    Citation(text='27 October 1995, p. C3', date=datetime.date(1995, 10, 27), page='C3')
    """
    text = printed.strip()[1:-1]
    date_pattern, page_pattern = _citation_parts()
    day, page = date_pattern.match(text), page_pattern.search(text)
    try:
        date = date_of(day[0].replace(".", "")) if day else None
    except ValueError:  # a day that is in no calendar, as 31 June: the text keeps it
        date = None
    return Citation(text, date, page[0].strip() if page else None)


def critic_review(
    line: int,
    number: str | None,
    publication: str | None,
    author: str | None,
    date: str | None,
    score: str | None,
    critic_text: str | None,
    citation: str | None,
) -> CriticReview:
    """A critic's item of layout L1."""
    return CriticReview(
        int(number) if number else None,
        publication,
        author.rstrip() if author else None,
        date_of(date) if date else None,
        int(score) if score else None,
        text_of(critic_text) if critic_text else None,
        citation_of(citation) if citation else None,
        None,
        line,
    )


def user_review(
    line: int,
    number: str | None,
    name: str | None,
    date: str | None,
    score: str | None,
    spoiler: str | None,
    user_text: str | None,
    expand: str | None,
    full_review: str | None,
    helpful: str | None,
    helpful_total: str | None,
) -> UserReview:
    """A user's item of either layout."""
    text = text_of(user_text) if user_text else None
    return UserReview(
        int(number) if number else None,
        name.strip() if name else None,
        date_of(date) if date else None,
        int(score) if score else None,
        without_head(text) if text and expand else text,
        Helpful(count_of(helpful), count_of(helpful_total)) if helpful and helpful_total else None,
        spoiler is not None,
        full_review is not None,
        line,
    )


def l2_critic_review(
    line: int,
    score: str,
    publication: str | None,
    author: str | None,
    date: str | None,
    byline: str | None,
    text: str,
    citation: str | None,
) -> CriticReview:
    """A critic's item of layout L2, which has no number; its byline may be one that cannot be told apart."""
    return CriticReview(
        None,
        publication.strip() if publication else None,
        author.strip() if author else None,
        date_of(date) if date else None,
        int(score),
        text.strip(),
        citation_of(citation) if citation else None,
        byline.strip() if byline else None,
        line,
    )
