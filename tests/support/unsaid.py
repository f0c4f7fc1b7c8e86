"""What no spelling of a page can say: where its text would say something else, `respelled` draws another one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from reviewparse.records import Review, ReviewPage, Section, UserSection

__all__ = ["columns", "like_users", "looks_wrapped", "may_be_cut", "no_reviews"]

SENTENCE_ENDS: Final = tuple(".!?…\"”'’)]。！？」।؟۔")


def looks_wrapped(lines: list[str], measure: Callable[[str], int]) -> bool:
    """Whether some lines have, by chance, the lengths of lines that a terminal has wrapped: they are taken for such.

    At some width, the first word of the next line does not fit on three of them or more, at most one line is longer for
    each ten of these, and of the lines below them, a third begins as no sentence does.
    """
    lines = [line.rstrip() for line in lines]
    lengths = [measure(line) for line in lines]
    pairs = [
        (length, length + measure(below.split()[0]), not below.lstrip()[0].isupper())
        for length, below in zip(lengths, lines[1:], strict=False)
        if length >= 20 and below and below.lstrip()[0].isalpha()
    ]
    for width in {length for length in lengths if length >= 40}:
        going_on = [inside for shortest, longest, inside in pairs if shortest <= width <= longest]
        longer = sum(length > width for length in lengths)
        if len(going_on) >= max(3, 10 * longer) and 3 * sum(going_on) >= len(going_on):
            return True
    return False


def columns(line: str) -> int:
    """How many columns of a terminal a line takes."""
    return sum(
        2 if unicodedata.east_asian_width(letter) in "WF" else unicodedata.category(letter) not in ("Mn", "Me")
        for letter in line
    )


def like_users(page: ReviewPage) -> bool:
    """Whether a critic's text has what shows that a list is the users'; "Score distribution:" above that is theirs."""
    texts = [review.text or "" for review in page.critics.reviews] if page.critics else []
    return any(re.search("users? found|users? said|Expand|Full Review|contains spoilers", text) for text in texts)


def may_be_cut(section: Section) -> bool:
    """Whether the last item of a list is a line that ends as no sentence does, and each other one has a name or a date.

    A text that was cut ends in such a line, which is then a name: only what stands below the item shows that it is not.
    """
    reviews: tuple[Review, ...] = section.reviews
    *others, last = reviews
    text = last.text or ""
    if not others or last != type(last)(last.number, text=last.text):
        return False
    names = "author" if isinstance(section, UserSection) else "publication"
    return not ("\n" in text or text.endswith(SENTENCE_ENDS)) and any(
        all(getattr(review, name) for review in others) for name in (names, "date")
    )


def no_reviews(page: ReviewPage) -> bool:
    """Whether a page says that no critic has judged: the distribution below that is the users'."""
    return page.critics is not None and page.critics.no_score and page.critics.count == 0
