"""Hypothesis strategies of all records, for the tests of this library and of those who use it.

They need Hypothesis (extra `dev`). With Hypothesis installed, `st.from_type(ReviewPage)` works in any test without an
import of this module: it is registered as an entry point.

Each page that is generated can be written: `parse(render(page)).sections == page.sections`. They are as awkward as that
allows: texts that hold lone numbers, dates, list items, brackets and any script, missing fields, empty states, either
order of the sections, both layouts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st

from reviewparse.errors import ReviewRenderError
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.rendering import render
from reviewparse.transform import citation_of
from reviewparse.vocabulary import Kind, Layout, Verdict

__all__ = [
    "citations",
    "critic_reviews",
    "critic_sections",
    "distributions",
    "helpful_votes",
    "lines",
    "names",
    "review_pages",
    "texts",
    "user_reviews",
    "user_sections",
]

DAYS: Final = st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))
AWKWARD: Final = (
    "7", "100", "10/10", "Oct 7, 2014", "Feb 31, 2014", "1. The lamps", "  2. The fog", "Positive: 3 out of 4",
    "Mixed:", "[sic]", "[Reissue]", "A [tidy] bracket]", "Reviewed by: nobody", "Expand", "All this critic's reviews",
    "Read full review", "12 of 15 users found this helpful", "Metascore", "User Score", "tbd", "• a bullet",
    "Universal acclaim - based on 23 Critics", "Critic score distribution:", "Label: value", "…", "Full Review »",
    "The fog\u00a0stays.", "Zwei\u2028Zeilen.", "Ночь, фонарь.", "霧が深い。", "ضباب", "🎬 Fog!",
    "See all 3 User Reviews",
)  # fmt: skip
"""Lines of a text that stand somewhere else on a page as well."""


def _tidy(text: str) -> str:
    """A text as the format can hold one: no white space around a line, no blank lines around the text."""
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def _lines(characters: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.text(characters, min_size=1, max_size=most).map(str.strip).filter(bool)


_CHARACTERS: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\n")
_PLAIN: Final = st.sampled_from(
    ("The lamps burn low.", "A quiet, patient film about fog.", "Nobody leaves the pier!", "I left twice; why not you?")
)


def texts() -> st.SearchStrategy[str]:
    """Texts of reviews: one or more lines, some blank, of any script and as awkward as can be.

    >>> from hypothesis import find
    >>> find(texts(), lambda text: "Oct 7, 2014" in text.split("\\n")) is not None
    True
    """
    line = _PLAIN | st.sampled_from(AWKWARD).map(str.strip) | _lines(_CHARACTERS, 12)
    many = st.lists(line | st.just(""), min_size=1, max_size=4).map("\n".join).map(_tidy).filter(bool)
    return _PLAIN | line | many


def names() -> st.SearchStrategy[str]:
    """Names of publications, critics and users."""
    simple = st.sampled_from(
        ("The Dusty Reel", "Ann Example", "pier_watcher", "O'Fogg & Sons", "Ōno Kiri", "Q-9", "88mph")
    )
    return simple | _lines(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), 10)


def citations() -> st.SearchStrategy[Citation]:
    """Citations as `parse` reads them: the date and the page are set where the text has them."""
    month = st.sampled_from(("January", "May", "October", "Dec"))
    dated = st.tuples(st.integers(1, 31), month, st.integers(1950, 2023)).map(lambda t: f"{t[0]} {t[1]} {t[2]}")
    page = st.sampled_from(("", ", p.54", ", p. C3", ", p.E-1", ", Friday, p.C"))
    other = st.sampled_from(("Dec 2007, p.61", "Christmas 2009, p.88", "11/2009, p.40", "Issue#41, p.72", "Issue#58"))
    return (st.tuples(dated, page).map("".join) | other).map(lambda text: citation_of(f"[{text}]"))


def distributions(*, total: bool = True) -> st.SearchStrategy[Distribution]:
    """Distributions with at least one count; layout L2 prints no total (`total=False`)."""
    count = st.none() | st.integers(0, 20_000)
    counts = st.builds(Distribution, count, count, count, count if total else st.none())
    return counts.filter(lambda d: (d.positive, d.mixed, d.negative) != (None, None, None))


def helpful_votes() -> st.SearchStrategy[Helpful]:
    """Votes of which no more are helpful than there are."""
    return st.tuples(st.integers(0, 2_000), st.integers(0, 2_000)).map(lambda votes: Helpful(min(votes), max(votes)))


def lines() -> st.SearchStrategy[Line]:
    """Lines of any text but white space, with any number."""
    return st.builds(Line, st.integers(1, 100_000), _lines(_CHARACTERS, 40))


def critic_reviews(layout: Layout = Layout.L1) -> st.SearchStrategy[CriticReview]:
    """Reviews of critics, with every subset of the fields that a page of the layout can print."""
    scores = st.integers(0, 100)
    if layout is Layout.L2:
        bylined = st.builds(CriticReview, date=st.none() | DAYS, byline=names(), score=scores, text=texts())
        parted = st.builds(
            CriticReview, publication=names(), author=names(), date=st.none() | DAYS, score=scores, text=texts()
        )
        dated = st.builds(
            CriticReview, publication=names(), date=DAYS, score=scores, text=texts(), citation=st.none() | citations()
        )
        return (bylined | parted | dated).filter(_can_be_written(layout))
    reviews = st.builds(
        CriticReview,
        number=st.just(1),
        publication=st.none() | names(),
        author=st.none() | names(),
        date=st.none() | DAYS,
        score=st.none() | scores,
        text=st.none() | texts(),
        citation=st.none() | citations(),
    )
    return reviews.filter(_can_be_written(layout))


def user_reviews(layout: Layout = Layout.L1) -> st.SearchStrategy[UserReview]:
    """Reviews of users, with every subset of the fields that a page of the layout can print."""
    present = layout is Layout.L2
    reviews = st.builds(
        UserReview,
        number=st.none() if present else st.just(1),
        author=st.none() | names(),
        date=DAYS if present else st.none() | DAYS,
        score=st.integers(0, 10) if present else st.none() | st.integers(0, 10),
        text=texts() if present else st.none() | texts(),
        helpful=st.none() | helpful_votes(),
        spoiler=st.booleans(),
        full_review=st.just(False) if present else st.booleans(),
    )
    return reviews.filter(_can_be_written(layout))


def critic_sections(layout: Layout = Layout.L1) -> st.SearchStrategy[CriticSection]:
    """Sections of critics."""
    return _sections(CriticSection, st.integers(0, 100), critic_reviews(layout), layout)


def user_sections(layout: Layout = Layout.L1) -> st.SearchStrategy[UserSection]:
    """Sections of users."""
    scores = st.integers(0, 100).map(lambda tenths: Decimal(tenths).scaleb(-1).quantize(Decimal("0.1")))
    return _sections(UserSection, scores, user_reviews(layout), layout)


def review_pages() -> st.SearchStrategy[ReviewPage]:
    """Pages of both layouts, each of which can be written and is read back with the same sections."""
    return st.sampled_from((Layout.L1, Layout.L2)).flatmap(_pages)


def _can_be_written(layout: Layout) -> Callable[[Any], bool]:
    """Whether `render` takes a review or a section that stands alone."""

    def can(record: Any) -> bool:
        section: CriticSection | UserSection
        if isinstance(record, CriticReview):
            section = CriticSection(reviews=(record,))
        elif isinstance(record, UserReview):
            section = UserSection(reviews=(record,))
        else:
            section = record
        try:
            render(ReviewPage(sections=(section,), layout=layout))
        except ReviewRenderError:
            return False
        return True

    return can


def _sections(
    kind: Callable[..., Any], scores: st.SearchStrategy[Any], reviews: st.SearchStrategy[Any], layout: Layout
) -> st.SearchStrategy[Any]:
    """Sections of one kind: what stands together on a page, and its reviews with rising numbers."""
    l2 = layout is Layout.L2
    counts = st.integers(0, 20_000)
    scored = st.fixed_dictionaries(
        {},
        optional={"score": scores, "verdict": st.sampled_from(Verdict), "count": counts, "awaiting": st.integers(0, 3)},
    )
    empty = st.fixed_dictionaries(
        {"no_score": st.just(True)}, optional={"tbd": st.just(True), "count": counts, "awaiting": st.integers(1, 4)}
    )
    plain = st.fixed_dictionaries({}, optional={"tbd": st.just(True), "verdict": st.sampled_from(Verdict)})
    listed = st.lists(reviews, max_size=3)
    gaps = st.lists(st.sampled_from((1, 1, 1, 2)), min_size=4, max_size=4)

    def build(said: dict[str, Any], some: list[Any], steps: list[int], other: dict[str, Any]) -> Any:
        number, numbered = 0, []
        for review, step in zip(some, steps, strict=False):
            number += step
            numbered.append(review if l2 else evolve(review, number=number))
        return kind(**said, **other, reviews=tuple(numbered))

    other = st.fixed_dictionaries(
        {"distribution": st.none() | distributions(total=not l2), "see_all": st.none() | counts},
        optional={"no_reviews": st.booleans()} if l2 else {},
    )
    return st.builds(build, scored | empty | plain, listed, gaps, other).filter(_can_be_written(layout))


@cache
def _pages(layout: Layout) -> st.SearchStrategy[ReviewPage]:
    critics, users = critic_sections(layout), user_sections(layout)
    sections = st.one_of(st.tuples(critics, users), st.tuples(users, critics), st.tuples(critics), st.tuples(users))
    lines = st.lists(st.builds(Line, st.integers(1, 400), _lines(_CHARACTERS, 10)), max_size=2).map(tuple)
    pages: st.SearchStrategy[ReviewPage] = st.builds(
        ReviewPage,
        sections=sections,
        unrecognized=lines,
        layout=st.just(layout),
        kind=st.none() | st.sampled_from(Kind),
        title=st.none() | names(),
    )
    return pages.filter(_whole)


def _whole(page: ReviewPage) -> bool:
    """Whether `render` takes the page as a whole: in layout L2, one section can end where the next one begins."""
    try:
        render(page)
    except ReviewRenderError:
        return False
    return True
