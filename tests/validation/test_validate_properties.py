"""`validate` on any page: it reports exactly what cannot be, raises nothing, and its work grows with the page."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import combinations_with_replacement
from types import FrameType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewparse import validate
from reviewparse.problems import CODES, Problem
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Kind, Layout, Verdict

TODAY = dt.date(2020, 6, 1)


def codes(page: ReviewPage, *, ordered: bool = False) -> list[str]:
    return [problem.code for problem in validate(page, today=TODAY, ordered=ordered)]


def critics(*scores: int | None, **facts: Any) -> CriticSection:
    """A section with a list of these scores, numbered from 1."""
    return CriticSection(reviews=tuple(CriticReview(number=i, score=s) for i, s in enumerate(scores, 1)), **facts)


def users(*scores: int | None, **facts: Any) -> UserSection:
    return UserSection(reviews=tuple(UserReview(number=i, score=s) for i, s in enumerate(scores, 1)), **facts)


def within(count: int | None, real: int) -> bool:
    return count is None or count == real


SCORES = (90, 70, 55, 45, 20)
"""A score of each class in the one table and class in the other: no fact tells it from others of the same two."""


def possible(floors: Iterable[tuple[int, int]], scores: list[int | None], counts: Distribution, ordered: bool) -> bool:
    """By trying each sorted list: can one hold these counts, and these scores (in order if that is said)?"""
    size = counts.total or 0
    printed = Counter(score for score in scores if score is not None)
    for tried in combinations_with_replacement(SCORES, size):
        for positive, mixed in floors:
            classes = (
                sum(score >= positive for score in tried),
                sum(mixed <= score < positive for score in tried),
                sum(score < mixed for score in tried),
            )
            if not all(map(within, (counts.positive, counts.mixed, counts.negative), classes)):
                continue
            if all(map(within, scores, tried)) if ordered and len(scores) == size else printed <= Counter(tried):
                return True
    return False


FLOORS = {Kind.MOVIE: [(61, 40)], Kind.GAME: [(75, 50)], None: [(61, 40), (75, 50)]}


@st.composite
def nearly_true(draw: st.DrawFn) -> tuple[list[int | None], Distribution]:
    """A sorted list of scores, some of them lost, and its counts, some of them lost and some off by one."""
    scores = sorted(draw(st.lists(st.sampled_from([90, *SCORES]), min_size=2, max_size=4)), reverse=True)
    high, low = draw(st.sampled_from(FLOORS[None]))
    true = (sum(s >= high for s in scores), sum(low <= s < high for s in scores), sum(s < low for s in scores))
    known = draw(st.sampled_from([{0}, {1}, {2}, {0, 1}, {0, 2}, {0, 1, 2}]))
    errors = draw(st.lists(st.sampled_from([0, 1, 2, -1]), min_size=3, max_size=3))
    counts = [max(0, true[i] + errors[i]) if i in known else None for i in range(3)]
    counts.append(len(scores) + draw(st.sampled_from([0, 0, 0, 1])))
    return [draw(st.sampled_from([None, score])) for score in scores], Distribution(*counts)


@pytest.mark.slow
@settings(max_examples=6 * settings().max_examples)
@given(kind=st.sampled_from(list(FLOORS)), facts=nearly_true(), ordered=st.booleans())
def test_counts_scores_and_order_are_reported_exactly_where_nothing_fits_them(
    kind: Kind | None, facts: tuple[list[int | None], Distribution], ordered: bool
) -> None:
    """Contradictory facts are reported by `validate`; facts that some list of scores agrees with are not."""
    scores, counts = facts
    page = ReviewPage(sections=(critics(*scores, distribution=counts),), kind=kind)
    wrong = {"class-above-total", "counts-do-not-add-up", "scores-contradict-counts", "order-contradicts-counts"}
    assert bool(set(codes(page, ordered=ordered)) & wrong) == (not possible(FLOORS[kind], scores, counts, ordered))


@given(data=st.data(), game=st.booleans(), known=st.booleans())
def test_nothing_true_is_called_an_error(data: st.DataObject, game: bool, known: bool) -> None:
    """A page whose scores and counts were true, and of which an extractor lost any part, has no error."""
    scores = sorted(data.draw(st.lists(st.integers(0, 100), max_size=12)), reverse=True)
    positive, mixed = (75, 50) if game else (61, 40)
    all_counts = [
        sum(s >= positive for s in scores),
        sum(mixed <= s < positive for s in scores),
        sum(s < mixed for s in scores),
    ]
    counts = [data.draw(st.sampled_from([None, count])) for count in [*all_counts, len(scores)]]
    lost = data.draw(st.sets(st.integers(0, 12)))
    kept = [data.draw(st.sampled_from([None, score])) for i, score in enumerate(scores) if i not in lost]
    section = critics(*kept, distribution=Distribution(*counts), count=len(scores))
    page = ReviewPage(sections=(section,), kind=Kind.GAME if known and game else Kind.TV if known else None)
    assert codes(page) == codes(page, ordered=True) == []


texts = st.text() | st.sampled_from(["1. ", "[sic]", "\u2028", "\ud800", "7" * 50])
wild = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-3, 12),
    st.just(10**5000),
    st.floats(),
    st.decimals(),
    st.sampled_from([Decimal("sNaN"), Decimal("1E+999999"), Decimal("6.5"), dt.datetime(2012, 1, 1), object, [], {}]),
    st.dates(),
    texts,
    st.sampled_from([*Verdict, *Kind, *Layout]),
)


def build(kind: type[Any], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of this kind with any value in any field, and often a value of the right type in those given."""
    values = {field.name: fields[field.name] | wild if field.name in fields else wild for field in attrs.fields(kind)}
    return st.builds(kind, **values)


def rows(*records: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.one_of(*records), max_size=4).map(tuple)


numbers = st.none() | st.integers(-1, 5)
facts = {"score": numbers, "number": numbers, "line": numbers, "date": st.dates(), "text": st.sampled_from(["a", "b"])}
counts = build(Distribution, positive=numbers, mixed=numbers, negative=numbers, total=numbers)
critic_reviews = build(CriticReview, **facts, citation=build(Citation))
user_reviews = build(UserReview, **facts, helpful=build(Helpful, count=numbers, total=numbers))
section_facts = {"line": numbers, "distribution": counts, "count": numbers, "verdict": st.sampled_from(Verdict)}
critic_sections = build(CriticSection, **section_facts, score=numbers, reviews=rows(critic_reviews, user_reviews, wild))
user_sections = build(UserSection, **section_facts, score=st.decimals(0, 10, places=1), reviews=rows(user_reviews))
pages = build(
    ReviewPage,
    sections=rows(critic_sections, user_sections, wild),
    unrecognized=rows(build(Line, number=numbers, text=texts), wild),
    kind=st.sampled_from(Kind),
)


def place(page: ReviewPage, path: str) -> list[int]:
    """Walk a path through a page; where each step stands among the fields of its record."""
    value: Any = page
    order = []
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        if index:
            value = value[int(index)]
            order.append(int(index))
        elif name in ("critics", "users"):
            kind: type[Section] = CriticSection if name == "critics" else UserSection
            where = next(i for i, section in enumerate(page.sections) if isinstance(section, kind))
            value = page.sections[where]
            order += [0, where]
        else:
            order.append([field.name for field in attrs.fields(type(value))].index(name))
            value = getattr(value, name)
    return order


@settings(max_examples=5 * settings().max_examples)
@given(pages, st.none() | st.dates())
def test_any_record_is_judged_and_none_raises(page: ReviewPage, today: dt.date | None) -> None:
    """`validate` returns all problems of a page, in its order, each with code, severity, message and a path."""
    problems = validate(page, today=today)
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.severity is CODES[problem.code].severity
        assert problem.message.endswith(".")
        assert f"{problem.severity} {problem.code} at {problem.path}: " in str(problem)
    places = [place(page, problem.path) for problem in problems]
    assert places == sorted(places)


@pytest.mark.parametrize("number", [10**5000, -(10**5000)], ids=["high", "low"])
def test_numbers_too_long_for_python_to_print(number: int) -> None:
    """No number is too long for a message: Python itself refuses to print one of over 4300 digits."""
    facts: dict[str, Any] = {"count": number, "see_all": number, "awaiting": number, "line": number}
    helpful = (UserReview(number=number, helpful=Helpful(number, 3)), UserReview(number=1, helpful=Helpful(4, number)))
    for counts in (Distribution(number, 2, 1, number), Distribution(number, 2, 1, 3), Distribution(total=number)):
        section = critics(number, number, score=number, distribution=counts, **facts)
        sections = (section, UserSection(reviews=helpful, distribution=counts, **facts))
        problems = validate(ReviewPage(sections=sections, unrecognized=(Line(number, ""),)))
        assert "score-out-of-range" in {problem.code for problem in problems}
        assert all(len(str(problem)) < 500 for problem in problems)


def with_reviews(count: int, **change: Callable[[int], Any]) -> ReviewPage:
    reviews = (
        UserReview(
            **{"number": i + 1, "score": 5, "text": str(i), "line": 5 * i, **{k: f(i) for k, f in change.items()}}
        )
        for i in range(count)
    )
    return ReviewPage(sections=(UserSection(distribution=Distribution(total=count), reviews=tuple(reviews)),))


GROWING: dict[str, Callable[[int], ReviewPage]] = {
    "nothing wrong": with_reviews,
    "no number increases": lambda n: with_reviews(n, number=lambda _: 1),
    "gaps": lambda n: with_reviews(n, number=lambda i: 3 * i),
    "ascending": lambda n: with_reviews(n, score=lambda i: 10 * i // n),
    "all doubled": lambda n: with_reviews(n, text=lambda _: "Same."),
    "all in the future": lambda n: with_reviews(n, date=lambda _: dt.date.max),
    "all of a wrong type": lambda n: with_reviews(n, score=str, date=str),
    "out of range": lambda n: with_reviews(n, score=lambda i: -i),
    "lines in a list": lambda n: attrs.evolve(
        with_reviews(n), unrecognized=tuple(Line(5 * i + 1, "x") for i in range(n))
    ),
    "lines after a list": lambda n: attrs.evolve(
        with_reviews(n), unrecognized=tuple(Line(5 * n + i, f"{n + i + 1}. x") for i in range(n))
    ),
    "sections": lambda n: ReviewPage(sections=tuple(CriticSection(score=i, line=i) for i in range(n))),
    "sections and lines": lambda n: ReviewPage(
        sections=tuple(critics(50, distribution=Distribution(total=1), line=2 * i) for i in range(n)),
        unrecognized=tuple(Line(2 * i + 1, "1. x") for i in range(n)),
    ),
}


def work(page: ReviewPage) -> int:
    """How many lines of Python `validate` runs, loops on one line included: the same on every run, unlike time."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        validate(page, today=TODAY)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("family", GROWING)
def test_work_grows_with_the_page_and_no_faster(family: str) -> None:
    """The work for twice as many reviews is under 2.5 times the work."""
    make = GROWING[family]
    validate(make(1))  # what is compiled once
    half, whole = work(make(100)), work(make(200))
    assert 100 < half < whole < 2.5 * half
