"""Reviews, and the parts of one: dates, citations, votes."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

from hypothesis import strategies as st

from reviewparse.records import Citation, CriticReview, Helpful, UserReview
from reviewparse.strategies.texts import Above, critic_texts, l2_critic_texts, l2_user_texts, user_texts
from reviewparse.strategies.words import SENTENCE_ENDS, names
from reviewparse.vocabulary import MONTHS, Layout

__all__ = ["citations", "critic_reviews", "helpful_votes", "user_reviews"]

LONG_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS: Final = (
    "Christmas", "Xmas", "Holiday", "Spring", "Summer", "Autumn", "Fall", "Winter", "Easter", "Halloween", "Annual",
)  # fmt: skip
"""What names an issue in place of a month."""

CITATION_FORMS: Final = (
    "day", "weekday", "month", "months", "month and day", "season", "numbered issue", "issue", "ISO date", "page alone",
)  # fmt: skip
"""The forms of a print source."""


def _last_day(year: int, month: int) -> dt.date:
    return (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


_RECENT: Final = st.dates(dt.date(1996, 1, 1), dt.date(2023, 9, 30))
_LAST_DAYS: Final = st.builds(_last_day, st.integers(1996, 2023), st.integers(1, 12))
_LEAP_DAYS: Final = st.sampled_from([dt.date(year, 2, 29) for year in (4, 1600, 1996, 2000, 2004, 2012, 2020)])
DATES: Final = st.one_of(_RECENT, _RECENT, _LAST_DAYS, _LEAP_DAYS, st.dates())
"""Days of the calendar, the last days of months and leap days among them often."""


def citations() -> st.SearchStrategy[Citation]:
    """Print sources in all their forms; `date` is set where a form names a day, and `page` where it names one.

    >>> from hypothesis import find
    >>> find(citations(), lambda citation: citation.page is not None and citation.date is not None).page is not None
    True
    """
    return _CITATIONS


@cache
def _citation(form: str) -> st.SearchStrategy[Citation]:
    """Citations of one form."""
    years, numbers = st.integers(1950, 2023), st.integers(1, 99_999)
    names_of_months = st.sampled_from((*LONG_MONTHS, *MONTHS, *(f"{month}." for month in MONTHS if month != "May")))
    pages = st.none() | st.tuples(st.sampled_from((", p.", ", p. ")), st.sampled_from(("54", "C3", "E-1", "C", "104")))
    if form in ("day", "weekday", "month and day"):
        days = st.tuples(st.dates(dt.date(1000, 1, 1)), st.sampled_from((0, 1, 2)))
        return st.builds(_dated, days, st.just(form), pages)
    sources: dict[str, st.SearchStrategy[str]] = {
        "month": st.builds("{} {}".format, names_of_months, years),
        "months": st.builds("{}{}{} {}".format, st.sampled_from(MONTHS), st.sampled_from("/-"),
                            st.sampled_from(MONTHS), years),
        "season": st.builds("{} {}".format, st.sampled_from(SEASONS), years),
        "numbered issue": st.builds("{}/{}".format, st.integers(1, 52), years),
        "issue": st.builds("{}{}".format, st.sampled_from(("Issue#", "Issue ", "No. ", "Vol. ", "#", "")), numbers),
        "ISO date": st.dates(dt.date(1950, 1, 1), dt.date(2023, 12, 31)).map(str),
        "page alone": st.just(""),
    }  # fmt: skip
    if form == "page alone":
        return st.sampled_from(("54", "C3", "E-1")).map(lambda page: Citation(f"p.{page}", page=page))
    return st.builds(lambda source, page: _paged(Citation(source), page), sources[form], pages)


def _dated(day: tuple[dt.date, int], form: str, page: tuple[str, str] | None) -> Citation:
    """The citation of a day, its month written in one of three ways."""
    date, way = day
    short = MONTHS[date.month - 1]
    month = (LONG_MONTHS[date.month - 1], short, short if date.month == 5 else f"{short}.")[
        way
    ]  # "May" is no short form
    if form == "month and day":
        return _paged(Citation(f"{month} {date.day}, {date.year}", date), page)
    weekday = ", Friday" if form == "weekday" else ""
    return _paged(Citation(f"{date.day} {month} {date.year}{weekday}", date), page)


def _paged(citation: Citation, page: tuple[str, str] | None) -> Citation:
    return Citation(citation.text + "".join(page), citation.date, page[1]) if page else citation


_RARE_FORMS: Final = ("season", "season", "month and day", "numbered issue", "ISO date")
_CITATIONS: Final = st.sampled_from((*CITATION_FORMS, *_RARE_FORMS)).flatmap(_citation)
_SOME: Final = st.integers(0, 1) | st.integers(0, 2_000)
_VOTES: Final = st.tuples(_SOME, _SOME).map(lambda votes: Helpful(min(votes), max(votes)))
_MAYBE_NAME: Final = st.none() | names()
_MAYBE_DATE: Final = st.none() | DATES
_MAYBE_CITATION: Final = st.none() | _CITATIONS
_MAYBE_VOTES: Final = st.none() | _VOTES
_CRITIC_SCORES: Final = st.integers(0, 100)
_L1_CRITIC_HEAD: Final = st.tuples(_MAYBE_NAME, _MAYBE_DATE, st.none() | _CRITIC_SCORES)
_L1_CRITIC_HEADS: Final = _L1_CRITIC_HEAD | _L1_CRITIC_HEAD | _L1_CRITIC_HEAD | st.just((None, None, None))
_USER_SCORES: Final = st.integers(0, 10)
_NOTICES: Final = st.sampled_from(((False, False), (False, False), (True, False), (False, True), (True, True)))


def helpful_votes() -> st.SearchStrategy[Helpful]:
    """Votes of which no more are helpful than there are.

    >>> from hypothesis import find
    >>> find(helpful_votes(), lambda votes: votes.count > 0).total > 0
    True
    """
    return _VOTES


def critic_reviews(layout: Layout = Layout.L1) -> st.SearchStrategy[CriticReview]:
    """Reviews of critics, with every subset of the fields that a page of the layout can print.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None, deadline=None)
    ... @given(critic_reviews())
    ... def has_a_number(review):
    ...     assert review.number >= 1
    >>> has_a_number()
    """
    return {Layout.L1: _l1_critic_reviews, Layout.L2: _l2_critic_reviews, Layout.L3: _l3_critic_reviews}[layout]()


def user_reviews(layout: Layout = Layout.L1) -> st.SearchStrategy[UserReview]:
    """Reviews of users, with every subset of the fields that a page of the layout can print.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None, deadline=None)
    ... @given(user_reviews())
    ... def has_a_score_of_users(review):
    ...     assert review.score is None or 0 <= review.score <= 10
    >>> has_a_score_of_users()
    """
    return {Layout.L1: _l1_user_reviews, Layout.L2: _l2_user_reviews, Layout.L3: _l3_user_reviews}[layout]()


@st.composite
def _l1_critic_reviews(draw: st.DrawFn) -> CriticReview:
    """An item has any subset of its fields. A publication needs something below it, or it would be text."""
    publication = draw(_MAYBE_NAME)
    author, date, score = draw(_L1_CRITIC_HEADS)
    headed = author is not None or date is not None or score is not None
    if publication is not None and not headed and publication.endswith(SENTENCE_ENDS):
        publication = f"{publication} Example"
    above: Above = "head" if headed else "nothing" if publication is None else "publication"
    texts = critic_texts(above, scored=score is not None)
    text = draw(texts | texts | st.none() if headed else texts)
    citation = draw(_MAYBE_CITATION)
    return CriticReview(1, publication, author, date, score, text, citation)


@st.composite
def _l1_user_reviews(draw: st.DrawFn) -> UserReview:
    """An item has any subset of its fields. A name needs a date or a score below it, or it would be text."""
    date = draw(_MAYBE_DATE)
    score = draw(st.none() | _USER_SCORES)
    author = draw(_MAYBE_NAME) if date is not None or score is not None else None
    headed = date is not None or score is not None
    texts = user_texts(
        "head" if headed else "nothing", scored=score is not None, dated=author is not None or date is not None
    )
    text = draw(texts | texts | st.none() if headed else texts)
    spoiler, full_review = draw(_NOTICES)
    return UserReview(1, author, date, score, text, draw(_MAYBE_VOTES), spoiler, full_review)


@st.composite
def _l2_critic_reviews(draw: st.DrawFn) -> CriticReview:
    """A score, a byline and a line of text are always there; the byline's fields may be run together."""
    date = draw(_MAYBE_DATE)
    publication = author = byline = None
    match draw(st.sampled_from(("publication and author", "publication", "byline", "date"))):
        case "publication and author":
            publication, author = draw(names()), draw(names())
        case "publication" if date is not None:
            publication = draw(names())
        case "date" if date is not None:
            pass
        case _:
            byline = draw(names())
    score, text, citation = draw(_CRITIC_SCORES), draw(l2_critic_texts()), draw(_MAYBE_CITATION)
    return CriticReview(None, publication, author, date, score, text, citation, byline)


@st.composite
def _l2_user_reviews(draw: st.DrawFn) -> UserReview:
    """Score and date are always printed. Votes end the text; without votes the text is one line."""
    helpful = draw(_MAYBE_VOTES)
    texts = l2_user_texts(voted=helpful is not None)
    text = draw(texts if helpful is None else texts | texts | st.none())
    author, date, score = draw(_MAYBE_NAME), draw(DATES), draw(_USER_SCORES)
    return UserReview(None, author, date, score, text, helpful, draw(st.booleans()))


PLATFORMS: Final = (
    "PC",
    "PlayStation 5",
    "PlayStation Vita",
    "Xbox Series X",
    "Nintendo Switch 2",
    "iOS (iPhone/iPad)",
)
NOTICE: Final = "[SPOILER ALERT: This review contains spoilers.]"
"""What layout L3 prints in place of a text that holds spoilers."""
_L3_NAMES: Final = names().map(lambda name: f"Pier {name}")
_L3_TEXTS: Final = l2_critic_texts().map(lambda text: f"Fog: {text}")
"""A name or a text of layout L3 is told by what it is not: no date, no heading, no footer."""


@st.composite
def _l3_critic_reviews(draw: st.DrawFn) -> CriticReview:
    """A date, a score and a text are always there, a name mostly; the footer has a platform or an author."""
    platform, author = draw(
        st.sampled_from(((None, None), (draw(st.sampled_from(PLATFORMS)), None), (None, "Ann Fog")))
    )
    return CriticReview(
        publication=draw(st.none() | _L3_NAMES), author=author, date=draw(DATES), score=draw(_CRITIC_SCORES),
        text=draw(_L3_TEXTS), citation=draw(_MAYBE_CITATION), platform=platform,
    )  # fmt: skip


@st.composite
def _l3_user_reviews(draw: st.DrawFn) -> UserReview:
    """A date, a score and a text are always there; the notice of a spoiler stands in place of the text."""
    spoiler = draw(st.booleans())
    return UserReview(
        author=draw(st.none() | _L3_NAMES), date=draw(DATES), score=draw(_USER_SCORES), spoiler=spoiler,
        text=NOTICE if spoiler else draw(_L3_TEXTS), platform=draw(st.none() | st.sampled_from(PLATFORMS)),
    )  # fmt: skip
