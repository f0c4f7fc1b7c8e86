"""Sections and pages: what a page says above and below its reviews, and in which order the sections stand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st

from reviewparse.records import (
    CriticReview,
    CriticSection,
    Distribution,
    Line,
    Review,
    ReviewPage,
    Section,
    UserSection,
)
from reviewparse.strategies.reviews import critic_reviews, user_reviews
from reviewparse.strategies.words import lines_of_any_characters, names
from reviewparse.vocabulary import Badge, Kind, Layout, ReviewClass, Verdict

__all__ = ["critic_sections", "distributions", "lines", "review_pages", "user_sections"]

ORDERS: Final = ("critics only", "users only", "critics first", "users first")
"""Which sections a page has, and which of them comes first: a `/user-reviews` page begins with the users."""

COUNTS: Final = st.just(1) | st.integers(0, 1) | st.integers(0, 9) | st.integers(0, 20_000) | st.integers(1_000, 20_000)
FIRST_NUMBERS: Final = (1, 1, 1, 2, 9, 98)
STEPS: Final = (1, 1, 1, 2)
"""The numbers of a list rise by one, or by more where an extractor left an item out."""


def distributions(*, total: bool = True) -> st.SearchStrategy[Distribution]:
    """Distributions with at least one count; layout L2 prints no total (`total=False`).

    >>> from hypothesis import find
    >>> find(distributions(), bool).positive is not None
    True
    """
    classes = st.lists(st.sampled_from(("positive", "mixed", "negative")), min_size=1, max_size=3, unique=True)
    totals = st.none() | COUNTS if total else st.none()

    def build(names: list[str], counts: list[int], total: int | None) -> Distribution:
        given = dict(zip(names, counts, strict=False))
        return Distribution(given.get("positive"), given.get("mixed"), given.get("negative"), total)

    return st.builds(build, classes, st.lists(COUNTS, min_size=3, max_size=3), totals)


def lines() -> st.SearchStrategy[Line]:
    """Lines of any text but white space, with any number.

    >>> from hypothesis import find
    >>> find(lines(), lambda line: line.number > 1).text.strip() != ""
    True
    """
    return st.builds(Line, st.integers(1, 100_000), lines_of_any_characters(40))


def critic_sections(layout: Layout = Layout.L1) -> st.SearchStrategy[CriticSection]:
    """Sections of critics, as pages of a layout print them.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None, deadline=None)
    ... @given(critic_sections())
    ... def does_not_say_where_it_stood(section):
    ...     assert section.line is None
    >>> does_not_say_where_it_stood()
    """
    said = _said(st.integers(0, 100), layout, users=False)
    return st.builds(_section(CriticSection), said, _numbered(critic_reviews(layout), layout))


def user_sections(layout: Layout = Layout.L1) -> st.SearchStrategy[UserSection]:
    """Sections of users, as pages of a layout print them.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5, database=None, deadline=None)
    ... @given(user_sections())
    ... def does_not_say_where_it_stood(section):
    ...     assert section.line is None
    >>> does_not_say_where_it_stood()
    """
    scores = st.integers(0, 100).map(lambda tenths: Decimal(tenths).scaleb(-1).quantize(Decimal("0.1")))
    said = _said(scores, layout, users=True)
    return st.builds(_section(UserSection), said, _numbered(user_reviews(layout), layout))


def review_pages(layout: Layout | None = None) -> st.SearchStrategy[ReviewPage]:
    """Pages of a layout or of all, each of which can be written and is read back with the same sections.

    >>> from hypothesis import given, settings
    >>> from reviewparse import parse, render
    >>> @settings(max_examples=5, database=None, deadline=None)
    ... @given(review_pages())
    ... def comes_back(page):
    ...     assert parse(render(page)).sections == page.sections
    >>> comes_back()
    """
    return st.sampled_from(Layout).flatmap(_pages) if layout is None else _pages(layout)


@cache
def _pages(layout: Layout) -> st.SearchStrategy[ReviewPage]:
    critics, users = critic_sections(layout), user_sections(layout)
    orders: dict[str, st.SearchStrategy[tuple[Section, ...]]] = {
        "critics only": st.tuples(critics),
        "users only": st.tuples(users),
        "critics first": st.tuples(critics, users),
        "users first": st.tuples(users, critics),
    }
    sections = st.sampled_from(ORDERS).flatmap(orders.__getitem__)
    unrecognized = st.lists(st.builds(Line, st.integers(1, 400), lines_of_any_characters(10)), max_size=2).map(tuple)
    return st.builds(
        ReviewPage,
        sections=sections,
        unrecognized=unrecognized,
        layout=st.just(layout),
        kind=st.none() | st.sampled_from(Kind),
        title=st.none() | names(),
    )


def _said(scores: st.SearchStrategy[Any], layout: Layout, *, users: bool) -> st.SearchStrategy[dict[str, Any]]:
    """What a section says beside its reviews, as fields of the record.

    A count, and how many reviews are awaited, stand in the line of a verdict or of "No score yet".
    """
    if layout is Layout.L3:
        return _l3_said(scores, users=users)
    l2 = layout is Layout.L2
    awaiting = st.integers(0, 1) | st.integers(0, 12)
    verdicts = st.sampled_from(Verdict)
    usual = st.fixed_dictionaries({"verdict": verdicts, "score": scores, "count": COUNTS})
    judged = st.fixed_dictionaries(
        {"verdict": verdicts}, optional={"score": scores, "count": COUNTS, "awaiting": awaiting}
    )
    scored = st.fixed_dictionaries({"score": scores})
    to_be_decided = st.fixed_dictionaries({"tbd": st.just(True)}, optional={"verdict": verdicts})
    # "No score yet" has no count in layout L2.
    unscored = st.fixed_dictionaries(
        {"no_score": st.just(True)},
        optional={"tbd": st.just(True), "awaiting": awaiting} | ({} if l2 else {"count": COUNTS}),
    )
    state = st.one_of(
        usual, usual, usual, judged, judged, judged, scored, to_be_decided, unscored, unscored, st.just({})
    )
    other: dict[str, st.SearchStrategy[Any]] = {
        "distribution": distributions(total=not l2),
        "see_all": COUNTS,
    }
    if users or not l2:  # no page of layout L2 says so of critics
        other["no_reviews"] = st.sampled_from((True, False))
    return st.builds(dict.__or__, state, st.fixed_dictionaries({}, optional=other))


def _l3_said(scores: st.SearchStrategy[Any], *, users: bool) -> st.SearchStrategy[dict[str, Any]]:
    """What a section of layout L3 says beside its reviews; a verdict or a count shows whose layout it is."""
    verdicts = st.sampled_from(Verdict)
    badges = {} if users else {"badge": st.sampled_from(Badge)}
    judged = st.fixed_dictionaries({"verdict": verdicts}, optional={"score": scores, "count": COUNTS, **badges})
    counted = st.fixed_dictionaries({"count": COUNTS}, optional={"score": scores})
    to_be_decided = st.just({"tbd": True})
    other = {"distribution": l3_distributions(), "showing": COUNTS}
    if not users:  # of users, it may be the number of ratings, which is no number of reviews
        other["see_all"] = COUNTS
    said = st.one_of(judged, judged, counted, to_be_decided)
    return st.builds(dict.__or__, said, st.fixed_dictionaries({}, optional=other))


def l3_distributions() -> st.SearchStrategy[Distribution]:
    """Distributions of layout L3: each class has a per cent, and its count or a shortened one."""
    percents = st.integers(0, 100)
    shortened = st.builds("{}.{}k".format, st.integers(1, 99), st.integers(0, 9))
    parts = st.tuples(COUNTS, st.none()) | st.tuples(COUNTS, st.none()) | st.tuples(st.none(), shortened)

    def build(classes: list[ReviewClass], some: list[tuple[tuple[int | None, str | None], int]]) -> Distribution:
        fields: dict[str, Any] = {}
        for name, ((count, short), percent) in zip(classes, some, strict=False):
            fields |= {str(name): count, f"{name}_short": short, f"{name}_percent": percent}
        return Distribution(**fields)

    classes = st.lists(st.sampled_from(ReviewClass), min_size=1, max_size=3, unique=True)
    return st.builds(build, classes, st.lists(st.tuples(parts, percents), min_size=3, max_size=3))


def _numbered(reviews: st.SearchStrategy[Any], layout: Layout) -> st.SearchStrategy[tuple[Any, ...]]:
    """Lists of reviews, mostly of several, in layout L1 with rising numbers."""
    some = st.integers(0, 6).flatmap(lambda size: st.lists(reviews, min_size=size, max_size=size))
    if layout is not Layout.L1:
        return some.map(tuple)
    steps = st.lists(st.sampled_from(STEPS), min_size=6, max_size=6)

    def number(some: list[Review], first: int, steps: list[int]) -> tuple[Review, ...]:
        # Below a critic's text of several lines none is left out: its lines would be the reviews that are missing.
        rises = (1 if isinstance(above, CriticReview) and "\n" in (above.text or "") else step
                 for above, step in zip(some, steps, strict=False))  # fmt: skip
        numbers = accumulate(rises, initial=first)
        return tuple(evolve(review, number=number) for review, number in zip(some, numbers, strict=False))

    return st.builds(number, some, st.sampled_from(FIRST_NUMBERS), steps)


def _section(record: Callable[..., Any]) -> Callable[[dict[str, Any], tuple[Any, ...]], Any]:
    """A section with these values and reviews; one that prints "No reviews yet." has none."""

    def build(said: dict[str, Any], reviews: tuple[Any, ...]) -> Any:
        return record(**said, reviews=() if said.get("no_reviews") else reviews)

    return build
