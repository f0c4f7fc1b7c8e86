"""What a page implies: every bound is held by all scores that agree with the page, and reached by some."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import oracle_inference as oracle
from reviewparse.aggregation import aggregate
from reviewparse.errors import ReviewError
from reviewparse.inference import ScoreRange, complete, contradictions, score_bounds
from reviewparse.records import (
    CriticReview,
    CriticSection,
    Distribution,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
)
from reviewparse.validation import validate
from reviewparse.vocabulary import Kind

KINDS = st.sampled_from([None, *[str(kind) for kind in Kind]])
NAMES = ("positive", "mixed", "negative")


def section_of(facts: oracle.Facts) -> Section:
    positive, mixed, negative = map(facts.counts.get, NAMES)
    distribution = Distribution(positive, mixed, negative, facts.total)
    if facts.side == "critics":
        return CriticSection(distribution=distribution, reviews=tuple(CriticReview(score=s) for s in facts.scores))
    return UserSection(distribution=distribution, reviews=tuple(UserReview(score=s) for s in facts.scores))


@st.composite
def facts(draw: st.DrawFn, side: str, most: int, most_hidden: int) -> oracle.Facts:
    """A list that agrees with itself, as a page shows it: some scores and counts are lost. Then, maybe, one lie."""
    best = 100 if side == "critics" else 10
    near = st.sampled_from([s for edge in oracle.EDGES for s in (edge - 1, edge, edge + 1) if 0 <= s <= 100])
    score = st.integers(0, best) | near if side == "critics" else st.integers(0, best)
    truth = sorted(draw(st.lists(score, max_size=most)), reverse=True)
    classes = [oracle.CLASSES[side, draw(st.sampled_from(["film", "game"]))](s) for s in truth]
    if draw(st.integers(0, 2)) == 0:
        truth = draw(st.permutations(truth))
    hidden = draw(st.sets(st.integers(0, most - 1), max_size=most_hidden))
    scores = [None if place in hidden else s for place, s in enumerate(truth)]
    printed = draw(st.sampled_from([(), NAMES, NAMES[:2], NAMES[1:], NAMES[::2], *((name,) for name in NAMES)]))
    counts = {name: classes.count(name) if name in printed else None for name in NAMES}
    lie = draw(st.sampled_from(["", "", "", "count", "score", "total"]))
    total: int | None = draw(st.sampled_from([len(truth), len(truth), len(truth), None]))
    if lie == "count":
        counts[draw(st.sampled_from(NAMES))] = draw(st.integers(0, most))
    elif lie == "score" and scores:
        scores[draw(st.integers(0, len(scores) - 1))] = draw(score)
    elif lie == "total":
        total = draw(st.integers(0, most + 1))
    return oracle.Facts(side, scores, counts, total)


def check(facts: oracle.Facts, kind: str | None, ordered: bool, every_score: bool) -> None:
    section = section_of(facts)
    known = oracle.known(facts, kind, ordered, every_score)
    bounds = score_bounds(section, kind=kind, ordered=ordered)
    assert [(bound.low, bound.high) for bound in bounds] == known.ranges
    assert contradictions(section, kind=kind, ordered=ordered) == known.dropped


@given(facts("users", most=4, most_hidden=3), KINDS, st.booleans())
def test_bounds_of_users_are_sound_and_tight(facts: oracle.Facts, kind: str | None, ordered: bool) -> None:
    """Every assignment of scores that agrees with the page lies within, and each end is reached by some assignment.

    Where the facts contradict each other, the assumption that is contradicted is dropped.
    """
    check(facts, kind, ordered, every_score=True)


@given(facts("critics", most=5, most_hidden=2), KINDS, st.booleans())
def test_bounds_of_critics_are_sound_and_tight(facts: oracle.Facts, kind: str | None, ordered: bool) -> None:
    """The same for critics, with every score from 0 to 100."""
    check(facts, kind, ordered, every_score=sum(score is None for score in facts.scores) < 2)


@given(facts("critics", most=6, most_hidden=3), KINDS, st.booleans())
def test_bounds_of_longer_lists_are_sound_and_tight(facts: oracle.Facts, kind: str | None, ordered: bool) -> None:
    """The same for more critics, with the scores at which a class begins or ends."""
    check(facts, kind, ordered, every_score=False)


@given(facts("users", most=4, most_hidden=3) | facts("critics", most=6, most_hidden=3), KINDS, st.booleans())
def test_mean_bounds_are_sound_and_tight(facts: oracle.Facts, kind: str | None, ordered: bool) -> None:
    """The mean of all listed reviews lies within its bounds, and each is reached by scores that hold all at once.

    `ordered=True` speaks of the critics' lists alone.
    """
    assume(None in facts.scores)
    summary = aggregate([ReviewPage(sections=(section_of(facts),))], kind=kind, ordered=ordered)
    critics = facts.side == "critics"
    low, high = oracle.known(facts, kind, ordered=ordered and critics, every_score=not critics).sums
    side = summary.critics if facts.side == "critics" else summary.users
    assert side.mean_bounds == (Fraction(low, len(facts.scores)), Fraction(high, len(facts.scores)))


@given(st.data(), st.sampled_from(["critics", "users"]), st.sampled_from(["movie", "game"]))
def test_no_order_of_the_list_makes_a_range_false(data: st.DataObject, side: str, kind: str) -> None:
    """The true scores lie within the ranges, however the site sorted the list and whatever of the page was lost.

    So does their mean within its bounds. Where the list is in the order by score, that holds with `ordered=True`, too.
    """
    truth = data.draw(st.lists(st.integers(0, 100 if side == "critics" else 10), min_size=1, max_size=12))
    in_order = data.draw(st.booleans())
    truth.sort(reverse=True)
    if not in_order:
        truth = data.draw(st.permutations(truth))
    classes = [oracle.CLASSES[side, "game" if kind == "game" else "film"](score) for score in truth]
    counts = {name: data.draw(st.sampled_from([None, classes.count(name)])) for name in NAMES}
    scores = [data.draw(st.sampled_from([None, None, score])) for score in truth]
    section = section_of(oracle.Facts(side, scores, counts, len(truth)))
    known = data.draw(st.sampled_from([kind, None]))
    bounds = score_bounds(section, kind=known, ordered=in_order)
    assert [s for s, bound in zip(truth, bounds, strict=True) if not bound.low <= s <= bound.high] == []
    assert contradictions(section, kind=known, ordered=in_order) == ()
    summary = aggregate([ReviewPage(sections=(section,))], kind=known, ordered=in_order)
    low, high = (summary.critics if side == "critics" else summary.users).mean_bounds or (0, 0)
    assert low <= Fraction(sum(truth), len(truth)) <= high


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((3, 1, 0), 150 + 61 + 61, 150 + 100 + 100),
        ((2, 1, 1), 150 + 61 + 0, 150 + 100 + 39),
        ((1, None, None), 150 + 0 + 0, 150 + 60 + 60),
        ((None, 2, None), 150 + 40 + 0, 150 + 60 + 100),
        ((None, None, 1), 150 + 0 + 40, 150 + 39 + 100),
    ],
)
def test_mean_bounds_of_a_list_in_any_order(counts: tuple[int | None, ...], low: int, high: int) -> None:
    """Where the order does not hold, not all reviews can be at an end at once, and the bounds of the mean say so."""
    page = ReviewPage(sections=(critics([60, 90, None, None], *counts, 4),))
    assert aggregate([page], kind="movie").critics.mean_bounds == (Fraction(low, 4), Fraction(high, 4))


COUNTS = st.none() | st.integers(0, 6)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_complete(positive: int | None, mixed: int | None, negative: int | None, total: int | None) -> None:
    """The missing count is added where exactly one is missing and the total is printed; else nothing changes."""
    before = Distribution(positive, mixed, negative, total)
    after = complete(before)
    possible = [
        (p, m, n)
        for p in ([positive] if positive is not None else range(7))
        for m in ([mixed] if mixed is not None else range(7))
        for n in ([negative] if negative is not None else range(7))
        if p + m + n == total
    ]
    one_missing = [positive, mixed, negative].count(None) == 1
    if one_missing and possible:
        assert [(after.positive, after.mixed, after.negative)] == possible
        assert after.total == total
    else:
        assert after == before


def critics(scores: Sequence[int | None], *counts: int | None) -> CriticSection:
    return CriticSection(
        distribution=Distribution(*counts) if counts else None,
        reviews=tuple(CriticReview(score=score) for score in scores),
    )


def runs(section: Section, **options: Any) -> list[tuple[int, int, int, int]]:
    """The bounds as (first review, last review, low, high), reviews with equal bounds together."""
    found: list[tuple[int, int, int, int]] = []
    for number, bound in enumerate(score_bounds(section, **options), 1):
        if found and found[-1][2:] == (bound.low, bound.high):
            found[-1] = (found[-1][0], number, bound.low, bound.high)
        else:
            found.append((number, number, bound.low, bound.high))
    return found


def test_page_with_four_scores_of_twenty_three() -> None:
    """Of 23 critics a page prints 4 scores and no mixed count; the counts bound all others, and the order if told."""
    scores = [{1: 100, 5: 90, 13: 88, 15: 80}.get(number) for number in range(1, 24)]
    section = critics(scores, 21, None, 0, 23)
    assert complete(Distribution(positive=21, negative=0, total=23)).mixed == 2
    assert complete(Distribution(positive=11, negative=3, total=16)).mixed == 2
    assert {bounds[2:] for bounds in runs(section, kind="movie")} == {
        (40, 100),
        *((score, score) for score in scores if score),
    }
    assert runs(section, kind="movie", ordered=True) == [
        (1, 1, 100, 100),
        (2, 4, 90, 100),
        (5, 5, 90, 90),
        (6, 12, 88, 90),
        (13, 13, 88, 88),
        (14, 14, 80, 88),
        (15, 15, 80, 80),
        (16, 21, 61, 80),
        (22, 23, 40, 60),
    ]
    page = ReviewPage(sections=(section,))
    assert aggregate([page], kind="movie", ordered=True).critics.mean_bounds == (
        Fraction(1770, 23),
        Fraction(1976, 23),
    )
    assert runs(section, ordered=True)[-2:] == [(16, 21, 61, 80), (22, 23, 40, 74)]


@pytest.mark.parametrize(
    ("scores", "counts", "kind", "expected"),
    [
        ([None, 70, None], (), None, [(70, 100), (70, 70), (0, 70)]),  # the order alone
        ([None, 70, None], (9, 0, 0, 9), None, [(70, 100), (70, 70), (0, 70)]),  # the counts are of more reviews
        ([None, 70, None], (None, None, None, 3), None, [(70, 100), (70, 70), (0, 70)]),
        ([None, 70, None], (1, 1, 1, None), "game", [(70, 100), (70, 70), (0, 70)]),  # no total: whole or not?
        ([None, 70, None], (1, None, None, 3), "game", [(75, 100), (70, 70), (0, 70)]),
        ([None, 70, None], (1, None, None, 3), "movie", [(0, 60), (70, 70), (0, 60)]),  # 70 is the positive one
        ([None, 70, None], (1, None, None, 3), None, [(75, 100), (70, 70), (0, 70)]),  # so it is a game
        ([None, None, None], (None, 1, None, 3), "movie", [(40, 100), (0, 100), (0, 60)]),
        ([None, None, None], (None, 3, None, 3), None, [(40, 74), (40, 74), (40, 74)]),
        ([50, None, None], (None, 1, None, 3), "movie", [(50, 50), (0, 39), (0, 39)]),
        ([None, None, 50], (None, 1, None, 3), "movie", [(61, 100), (61, 100), (50, 50)]),
        ([None, None], (0, 0, 2, 2), "game", [(0, 49), (0, 49)]),
        ([None, None], (None, -1, None, 2), "game", [(0, 100), (0, 100)]),
        ([60, 90, None], (1, 1, 1, 3), "movie", [(60, 60), (90, 90), (0, 39)]),  # the order does not hold
        ([90, None], (0, 1, 1, 2), "movie", [(90, 90), (0, 90)]),  # the counts do not hold
        ([90, None], (5, 5, None, 2), "movie", [(90, 90), (0, 90)]),
        ([60, 90, None], (0, 0, 3, 3), "movie", [(60, 60), (90, 90), (0, 100)]),  # neither
        ([None, 30, None], (2, 0, 1, 3), "movie", [(61, 100), (30, 30), (61, 100)]),  # not both
        ([200, None], (1, 0, 1, 2), "movie", [(61, 100), (0, 39)]),  # 200 is no score
        ([], (0, 0, 0, 0), None, []),
    ],
)
def test_each_kind_of_fact(
    scores: list[int | None], counts: tuple[int | None, ...], kind: str | None, expected: list[tuple[int, int]]
) -> None:
    """In a list that is said to be sorted, each fact bounds as it should, and one that is contradicted is dropped."""
    bounds = score_bounds(critics(scores, *counts), kind=kind, ordered=True)
    assert bounds == tuple(ScoreRange(*ends) for ends in expected)


@pytest.mark.parametrize(
    ("scores", "counts", "expected"),
    [
        ([None, 70, None], (), [(0, 100), (70, 70), (0, 100)]),
        ([None, 70, None], (None, None, None, 3), [(0, 100), (70, 70), (0, 100)]),
        ([None, 70, None], (3, 0, 0, 4), [(0, 100), (70, 70), (0, 100)]),  # not whole
        ([None, 70, None], (1, None, None, 3), [(0, 60), (70, 70), (0, 60)]),
        ([None, 70, None], (2, 1, 0, 3), [(40, 100), (70, 70), (40, 100)]),
        ([None, 70, None], (3, None, None, 3), [(61, 100), (70, 70), (61, 100)]),
        ([60, 90, None], (1, 1, 1, 3), [(60, 60), (90, 90), (0, 39)]),
        ([60, 90, None], (0, 0, 3, 3), [(60, 60), (90, 90), (0, 100)]),  # the counts do not hold
    ],
)
def test_the_order_is_used_where_the_caller_says_so_alone(
    scores: list[int | None], counts: tuple[int | None, ...], expected: list[tuple[int, int]]
) -> None:
    """By default the place in the list says nothing of a score, for no page says how it is sorted."""
    assert score_bounds(critics(scores, *counts), kind="movie") == tuple(ScoreRange(*ends) for ends in expected)


def test_printed_scores_win_over_the_word_of_the_caller() -> None:
    """A list that is said to be sorted and is not is taken as it is, and that is reported, here and by `validate`."""
    section = critics([60, 90, None], 1, 1, 1, 3)
    assert contradictions(section, kind="movie") == ()
    assert contradictions(section, kind="movie", ordered=True) == ("order",)
    assert score_bounds(section, kind="movie", ordered=True) == score_bounds(section, kind="movie")
    page = ReviewPage(sections=(section,))
    assert "not-descending" in [problem.code for problem in validate(page, ordered=True)]
    assert "not-descending" not in [problem.code for problem in validate(page)]


class Counted(int):
    """A score that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) < int(other)

    def __gt__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) > int(other)

    def __le__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) <= int(other)

    def __ge__(self, other: int) -> bool:
        Counted.compared += 1
        return int(self) >= int(other)


@pytest.mark.parametrize("counts", [(1, None, 1), (None, 2, None), (None, None, None), (99999, 0, 0)])
def test_work_grows_with_the_number_of_reviews(counts: tuple[int | None, ...]) -> None:
    """The work for twice as many reviews is about twice as much."""

    def work(size: int) -> int:
        scores = [Counted(100 - 100 * place // size) if place % 3 else None for place in range(size)]
        Counted.compared = 0
        assert len(score_bounds(critics(scores, *counts, size))) == size
        return Counted.compared

    assert 0 < work(2000) < 2.1 * work(1000)


def test_wrong_arguments() -> None:
    """A wrong type is a `TypeError` that says what to give; an unknown kind is an error of the library."""
    with pytest.raises(TypeError, match=r"page\.critics, not None"):
        score_bounds(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"page\.critics\.distribution, not a tuple"):
        complete((1, 2, 3))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="kind must be"):
        score_bounds(CriticSection(), kind=1)  # type: ignore[arg-type]
    with pytest.raises(ReviewError, match="There is no kind 'film': use 'movie'") as caught:
        score_bounds(CriticSection(), kind="film")
    assert caught.value.code == "unknown-kind"
