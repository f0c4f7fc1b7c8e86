"""Texts that were cut: what is certain of the last review, whose lines may end anywhere, and of the last value."""

from __future__ import annotations

from itertools import chain
from typing import Final

from attrs import evolve

from reviewparse.lines import Lines
from reviewparse.lists import SENTENCE_ENDS
from reviewparse.records import Citation, CriticReview, Review, ReviewPage, Section, UserReview, listed
from reviewparse.review_grammar import terminal
from reviewparse.values import citation_of, without_excerpt
from reviewparse.vocabulary import L1, L3, Layout, ReviewClass

__all__ = ["ending", "without_cut_end"]

ABOVE_TEXT: Final = ("publication", "author", "date", "score")
"""What stands above the text of a review of layout L1."""

KNOWN: Final = ("date", "score", "text", "citation", "helpful")
"""What shows that an item of a list is a review. A name alone may be anything."""

WHOLE_ENDS: Final = (".", "!", '"', "”", ")", "]")
"""No line of the format that was cut ends in one of these."""

LONGEST_NAME: Final = 60
"""No name of a publication, a critic or a user is longer, so a longer line is a text."""

FEWEST_LETTERS: Final = 12
"""Fewer at the very end of a text, in an item that has nothing else, may be the beginning of anything."""

LONGEST_SOURCE: Final = 70
"""No print source and no link below a text is longer, so what is left of one that was cut begins so near the end."""


def ending(text: str) -> str:
    r"""The white space that a text ends with.

    >>> ending("Slow.\n  ")
    '\n  '
    """
    tail = text[-LONGEST_NAME:]  # what precedes it is copied only where all of it is white space
    while tail.isspace() and len(tail) < len(text):
        tail = text[-4 * len(tail) :]
    return tail[len(tail.rstrip()) :]


def without_cut_end(page: ReviewPage, text: str, last_line: int, *, in_review: bool, below: str) -> ReviewPage:
    r"""The page of a text as it is where the text was cut.

    A last line that only begins like something of the format, such as `Dec 1` or `Posi`, is listed and is no text. So
    is an item of one line that ends like no text, where each other item of the list begins with a name or has a date. A
    long text that was cut within its second copy, behind all that the first one has, is the second copy alone.

    Args:
        page: what was read of the text.
        text: the text, which ends in a line feed.
        last_line: the number of its last line.
        in_review: whether nothing was said below the last review.
        below: the white space at its end, as it was given. Without a line end, the last line may go on: a name or a
            number there that would be another one with one more letter is listed, and is no value.

    >>> from reviewparse import parse
    >>> page = parse("Critic score distribution:\n  1. Slow, and worth it.\n  2. Dec 1")
    >>> [review.text for review in page.critics.reviews], page.unrecognized
    (['Slow, and worth it.'], (Line(number=3, text='  2. Dec 1'),))
    >>> page = parse("Critic score distribution:\n  1. Slow, and worth it.\n  2. Reviewed by: Ann Ex")
    >>> len(page.critics.reviews), page.unrecognized
    (1, (Line(number=3, text='  2. Reviewed by: Ann Ex'),))
    """
    section = max(page.sections, key=_last_line, default=None)
    if section is None:
        return page
    end = len(text) - len(ending(text))
    last = text[text.rfind("\n", 0, end) + 1 :].strip()
    ended = "\n" in below
    goes_on = ended and not below.endswith("\n")  # the margin of the next line is there
    number = last_line - text.count("\n", end) + 1
    if section.reviews and in_review:
        review = section.reviews[-1]
        certain, listing = _certain(section, review, page.layout, last, ended, goes_on)
        if certain is not review and not _is_listed(page, number):
            first = (review.line or number) if certain is None else number
            page = _with_listed(page, text, first if listing else number + 1, number)
            kept = () if certain is None else (certain,)
            return _with_section(page, section, evolve(section, reviews=(*section.reviews[:-1], *kept)))  # type: ignore[arg-type]
        return page
    if not ended and terminal("_OPEN_COUNT").fullmatch(last):
        for each in page.sections:
            sure = _without_open_number(each, last)
            if sure is not each and not _is_listed(page, number):
                return _with_section(_with_listed(page, text, number, number), each, sure)
    return page


def _certain(
    section: Section, review: Review, layout: Layout | None, line: str, ended: bool, goes_on: bool
) -> tuple[Review | None, bool]:
    """What is certain of the last review, `None` where that is nothing; and whether its last line has to be listed."""
    if isinstance(review, UserReview) and review.helpful:
        return review, False  # votes stand below the text, so it is whole
    text = review.text or ""
    last = text.rpartition("\n")[2]
    if last and line.endswith(last):
        rest = text[: -len(last)].rstrip()
        if (
            isinstance(review, CriticReview)
            and rest.endswith("]")
            and terminal("_CUT_ACTION_WORDS").fullmatch(last)
            and (cited := _cited(rest))
        ):
            return evolve(review, text=cited[0], citation=cited[1]), True  # no text goes on below a print source
        whole = last.endswith(WHOLE_ENDS)
        cut = terminal("_CUT_LINE" if layout is L1 else "_CUT_BELOW")
        if (not whole and cut.fullmatch(last)) or _is_name(section, layout, last, ended, goes_on):
            if terminal("_CUT_HEAD").fullmatch(last) and _is_above_head(section, review, rest):
                rest = ""
            sure = evolve(review, text=rest or None)
            return sure if _has(sure, KNOWN + ABOVE_TEXT) else None, True
        text = _without_cut_words(text)
        if layout is L1 and isinstance(review, UserReview) and not review.full_review:
            once = without_excerpt(text)
            text = once if without_excerpt(once) == once else text  # else a writer says something again and again
        return (review if text == review.text else evolve(review, text=text)), False
    if ended:
        return review, False
    if review.author and terminal("_OPEN_AUTHOR").fullmatch(line) and (layout is L3 or not text):
        sure = evolve(review, author=None)
        return sure if _has(sure, KNOWN + ABOVE_TEXT) else None, True
    if not text and _is_open(review.score, line):
        sure = evolve(review, score=None)
        return sure if _has(sure, KNOWN) or (isinstance(sure, CriticReview) and sure.author) else None, True
    return review, False


def _without_cut_words(text: str) -> str:
    """A text without the beginning of a link or of a print source at its end."""
    if text.endswith(WHOLE_ENDS) and text.rfind("[") <= text.rfind("]"):
        return text
    cut = terminal("_CUT_END").search(text, max(0, len(text) - LONGEST_SOURCE))
    return text[: cut.start()] if cut else text


def _cited(text: str) -> tuple[str, Citation] | None:
    """A text and the print source that it ends with."""
    start = text.rfind("\n") + 1
    cited = terminal("CITED_LINE").match(text + "\n", start)
    return (text[: cited.end()].rstrip(), citation_of(text[cited.end() :])) if cited else None


def _is_above_head(section: Section, review: Review, rest: str) -> bool:
    """Whether what stands above a date or an author at the end of a text, in one line, is a name and no text."""
    if _has(review, ABOVE_TEXT) or "\n" in rest or len(rest) > LONGEST_NAME:
        return False
    dated = isinstance(review, UserReview) and all(each.date for each in section.reviews[:-1])
    return dated or not rest.endswith(SENTENCE_ENDS)


def _without_open_number(section: Section, line: str) -> Section:
    """A section without the number that the last line of a text has, which may go on."""
    if section.score and not section.reviews and _is_open(section.score, line):
        return evolve(section, score=None)
    counts = section.distribution
    if counts is None:
        return section
    known = [name for name in ReviewClass if getattr(counts, name) is not None]
    if known and counts.total is None and line.replace(",", "") == str(getattr(counts, known[-1])):
        return evolve(section, distribution=evolve(counts, **{known[-1]: None}))
    if len(known) == 1 and counts.total is not None and line.endswith(f" out of {counts.total}"):
        return evolve(section, distribution=evolve(counts, total=None))
    return section


def _is_open(value: object, line: str) -> bool:
    """Whether a score stands on the last line, and could be something else with one more letter."""
    return value is not None and line.endswith(str(value)) and terminal("_OPEN_NUMBER").fullmatch(line) is not None


def _is_name(section: Section, layout: Layout | None, last: str, ended: bool, goes_on: bool) -> bool:
    """Whether the last review of a list may be nothing but its name: the names, or the dates, of others are known, or
    too few letters are there to be anything else.

    What ends like a sentence may be a text all the same, but for a user's in a text that goes on below or behind it. In
    layout L3, extractors drop names, but then those of all reviews of a kind.
    """
    *others, review = section.reviews
    user = isinstance(review, UserReview)
    named = "author" if user else "publication"
    above = (named,) if layout is L3 else ABOVE_TEXT
    if review.text != last or len(last) > LONGEST_NAME or _has(review, above):
        return False
    if layout is L1 and not ended and len(last) < FEWEST_LETTERS and _like_name(last):
        return True
    if layout is L1 and goes_on and not (user and others):
        return user or _like_name(last)  # a critic's text is one line
    if not others:
        return layout is L3 and not ended and _like_name(last)
    if not (_like_name(last) or (user and (goes_on or (layout is L1 and not ended)))):
        return False
    shown = (named,) if layout is L3 else (named, "date")
    return any(all(getattr(each, name) for each in others) for name in shown)


def _like_name(line: str) -> bool:
    return len(line) <= LONGEST_NAME and "\n" not in line and not line.endswith(SENTENCE_ENDS)


def _has(review: Review, names: tuple[str, ...]) -> bool:
    return any(getattr(review, name, None) is not None for name in names)


def _last_line(section: Section) -> int:
    return (section.reviews[-1].line if section.reviews else section.line) or 0


def _is_listed(page: ReviewPage, number: int) -> bool:
    """Whether the last line of the text, which has this number, says nothing."""
    lines = listed(page)
    return lines.start_of(number) < len(lines.text)  # type: ignore[no-any-return]


def _with_listed(page: ReviewPage, text: str, first: int, last: int) -> ReviewPage:
    """The page with the lines from `first` to `last`, which is the last one of the text that is not blank, listed."""
    end = text.index("\n", len(text) - len(ending(text)))
    lines = text[:end].split("\n")[first - last - 1 :] if first <= last else ()
    known = {line.number for line in listed(page)} if first < last else set()
    parts = [(first + place, f"{line}\n") for place, line in enumerate(lines) if line and not line.isspace()]
    new = [part for part in parts if part[0] not in known]
    return evolve(page, unrecognized=Lines.of(sorted([*listed(page).parts(), *new])))


def _with_section(page: ReviewPage, section: Section, instead: Section) -> ReviewPage:
    """The page with another section in place of one, or with none where nothing is left of it."""
    kept = () if instead == type(instead)() else (instead,)
    sections = (kept if each is section else (each,) for each in page.sections)
    return evolve(page, unrecognized=listed(page), sections=tuple(chain.from_iterable(sections)))
