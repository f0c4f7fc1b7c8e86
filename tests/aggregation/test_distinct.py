"""`aggregate(distinct=True)`: each review once, whatever pages of its title list it, and sums that stay exact."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections.abc import Iterable
from itertools import pairwise, permutations
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from pages_of_records import OPTIONS, PAGE
from reviewparse import aggregate, merge, parse, samples
from reviewparse.aggregation import distinct
from reviewparse.aggregation.adding import added_up
from reviewparse.aggregation.distinct import DistinctSummary
from reviewparse.aggregation.summary import Summary
from reviewparse.errors import ReviewError
from reviewparse.merging import same
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.serialization import from_dict, to_dict
from reviewparse.vocabulary import Kind

TITLED = st.builds(
    lambda page, title, season, platform: evolve(page, title=title, season=season, platform=platform),
    PAGE,
    st.sampled_from([None, "Copper Lane", "Salt"]),
    st.none() | st.integers(1, 2),
    st.sampled_from([None, "PC"]),
)
"""Pages of few titles, so that they overlap; some contradict each other."""
PAGES = st.lists(TITLED, max_size=5)
TOP = st.none() | st.integers(1, 3)
REVIEWS = st.lists(
    st.builds(
        UserReview,
        author=st.sampled_from([None, "walker", "oarlock"]),
        date=st.sampled_from([None, dt.date(2014, 10, 7)]),
        text=st.sampled_from([None, "Slow.", "Worth it."]),
        id=st.sampled_from([None, "u1", "u2"]),
    ),
    max_size=6,
)


@given(PAGES, st.lists(st.integers(0, 6), max_size=3).map(sorted), OPTIONS, TOP)
def test_every_split_gives_the_same_summary(pages: list[ReviewPage], cuts: list[int], options: Any, top: Any) -> None:
    """However the pages are split, also between the pages of one title, the parts add up to the whole exactly."""
    ends = [0, *cuts, len(pages)]
    parts = [aggregate(pages[start:end], distinct=True, top=top, **options) for start, end in pairwise(ends)]
    whole = aggregate(pages, distinct=True, top=top, **options)
    assert sum(parts) == whole
    assert Summary().merge(*parts) == whole
    assert parts[0].merge(*parts[1:]) == whole
    assert hash(sum(parts)) == hash(whole)


@pytest.mark.parametrize("add", [sum, lambda parts: Summary().merge(*parts), lambda parts: parts[0].merge(*parts[1:])])
def test_sums_of_many_are_added_up_once(add: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """To add many summaries one by one only brings together what was seen: the titles are added up once, at the end."""
    pages = [evolve(parse(samples.read("lantern-keepers")), title=f"Copper Lane {number}") for number in range(100)]
    parts = [aggregate([page], distinct=True) for page in pages]
    whole = aggregate(pages, distinct=True)
    made: list[Summary] = []

    def counted(pages: Iterable[ReviewPage], **options: Any) -> Summary:
        made.append(added_up(pages, **options))
        return made[-1]

    monkeypatch.setattr(distinct, "added_up", counted)
    total = add(parts)
    assert made == []
    sizes = [len(each) for each in total._held()[1]]
    assert isinstance(whole, DistinctSummary)
    assert sum(sizes) == len(whole.seen)
    assert all(size >= 2 * smaller for size, smaller in pairwise(sizes))
    assert total.pages == 100
    assert total == whole
    assert len(made) == 1
    assert total + parts[0] == whole


@given(PAGES, PAGES, st.randoms())
def test_laws_of_addition(first: list[ReviewPage], second: list[ReviewPage], chance: Any) -> None:
    """To add is commutative, to add again changes nothing, and neither does the order of the pages."""
    a, b = aggregate(first, distinct=True), aggregate(second, distinct=True)
    assert a + b == b + a
    assert a + b + b == a + b
    assert a + Summary() == Summary() + a == a
    shuffled = first + second
    chance.shuffle(shuffled)
    assert aggregate(shuffled, distinct=True) == a + b


@given(PAGES)
def test_pickle_and_json_keep_everything(pages: list[ReviewPage]) -> None:
    """A summary that was pickled or written as JSON is the same, and adds up as before."""
    summary = aggregate(pages, distinct=True)
    for again in (pickle.loads(pickle.dumps(summary)), from_dict(json.loads(json.dumps(to_dict(summary))))):
        assert again == summary
        assert again + again == summary


def cut(page: ReviewPage, places: list[list[int]]) -> list[ReviewPage]:
    """Pages of one title that list some of its reviews each, and all together each of them."""
    parts = []
    for chosen in [*places, list(range(99))]:
        whole: tuple[Any, ...] = page.sections
        sections: list[Any] = [
            evolve(section, reviews=tuple(review for n, review in enumerate(section.reviews) if n in chosen))
            for section in whole
        ]
        parts.append(evolve(page, sections=tuple(sections)))
    return parts


@given(TITLED, st.lists(st.lists(st.integers(0, 3)), max_size=3), st.randoms())
def test_pages_that_overlap_are_the_one_that_merge_makes(page: ReviewPage, places: Any, chance: Any) -> None:
    """Of pages that list parts of one page, the summary is that of the page that `merge` makes of them."""
    sections: list[Any] = []
    for section in page.sections:
        known: list[Any] = [evolve(each, author="Ann") for each in section.reviews if each.text]
        changed: Any = section
        sections.append(evolve(changed, reviews=tuple(known)))
    named = evolve(page, title="Copper Lane", sections=tuple(sections))
    parts = cut(named, places)
    chance.shuffle(parts)
    # Two reviews that are the same but for their score: which one holds is not told by `merge` and here alike.
    lists = [each for section in named.sections for each in section.reviews]
    scores: dict[Any, set[Any]] = {}
    for each in lists:
        scores.setdefault((type(each), getattr(each, "publication", None), each.date, each.text), set()).add(each.score)
    if all(len(found) == 1 for found in scores.values()) and len({type(s) for s in named.sections}) == len(
        named.sections
    ):
        whole = aggregate([merge(parts).page])
        found = aggregate(parts, distinct=True)
        assert (found.pages, found.critics, found.users) == (1, whole.critics, whole.users)


@given(REVIEWS, st.randoms())
def test_which_reviews_are_one_does_not_hang_on_their_order(reviews: list[UserReview], chance: Any) -> None:
    """The groups are the same in any order, each review is in one, and no two ids are in one."""

    def groups(order: list[int]) -> set[frozenset[int]]:
        return {frozenset(order[place] for place in group) for group in same([reviews[n] for n in order])}

    order = list(range(len(reviews)))
    found = groups(order)
    assert sorted(place for group in found for place in group) == order
    assert all(len({reviews[n].id for n in group} - {None}) < 2 for group in found)
    chance.shuffle(order)
    assert groups(order) == found


FOG = CriticReview(1, "The Dusty Reel", "Ann Example", dt.date(2014, 10, 7), 80, "Slow.", Citation("May 2003"))
WALKER = UserReview(1, "walker", None, 9, "I liked the fog.", Helpful(1, 2))
COUNTS = Distribution(5, 1, 0, 6)
SUMMARY = ReviewPage(
    (
        CriticSection(score=74, distribution=COUNTS, reviews=(FOG, evolve(FOG, publication="Lone Reel", score=None))),
        UserSection(reviews=(WALKER,)),
    ),
    title="Copper Lane",
)


def test_a_review_counts_once() -> None:
    """The summary page, its list of critics with more of them, and the same page again, are one title."""
    listed = evolve(FOG, number=9, line=40)
    more = ReviewPage(
        (CriticSection(distribution=COUNTS, reviews=(listed, evolve(FOG, publication="Salt", score=60))),),
        kind=Kind.MOVIE,
        title="Copper Lane",
    )
    for pages in permutations([SUMMARY, more, SUMMARY]):
        found = aggregate(pages, distinct=True)
        assert (found.pages, found.critics.pages, found.critics.reviews, found.users.reviews) == (1, 1, 3, 1)
        assert dict(found.critics.scores) == {60: 1, 80: 1}
        assert found.critics.positive.printed == 5
        assert found.critics.missing["citation"] == 0
        assert found.users.missing["helpful"] == 0
        assert found.critics.by_author["Ann Example"].reviews == 3
    assert aggregate([SUMMARY, more, SUMMARY]).critics.reviews == 6


@pytest.mark.parametrize(
    ("others", "titles"),
    [
        ([evolve(SUMMARY, kind=Kind.MOVIE)], 1),  # one of the pages does not say its kind
        ([evolve(SUMMARY, kind=Kind.MOVIE), evolve(SUMMARY, kind=Kind.GAME)], 3),  # of which is the first?
        ([evolve(SUMMARY, season=2)], 1),
        ([evolve(SUMMARY, season=1), evolve(SUMMARY, season=2)], 3),
        ([evolve(SUMMARY, title="Salt")], 2),
        ([evolve(SUMMARY, title=None)], 2),
        ([evolve(SUMMARY, title=None), evolve(SUMMARY, title=None)], 2),
        ([evolve(SUMMARY, title=None), evolve(SUMMARY, title=None, kind=Kind.MOVIE)], 3),
    ],
)
def test_titles(others: list[ReviewPage], titles: int) -> None:
    """Pages are of one title where nothing that they say of it differs, and it can be told which of several."""
    assert aggregate([SUMMARY, *others], distinct=True).pages == titles


def test_reviews_that_say_nothing_count_where_they_stand() -> None:
    """A review without id, name, date and text is no other page's, but the same where the page is."""
    page = ReviewPage((CriticSection(reviews=(CriticReview(score=80), CriticReview(score=80))),), title="Salt")
    other = ReviewPage((CriticSection(score=1, reviews=(CriticReview(score=80),)),), title="Salt")
    assert aggregate([page, page], distinct=True).critics.reviews == 2
    assert aggregate([page, other], distinct=True).critics.reviews == 3


def test_the_greatest_counts_hold() -> None:
    """Of two distributions of one title, that with the greater total is added, in either order."""
    later = evolve(SUMMARY, sections=(CriticSection(distribution=Distribution(4, 3, 0, 7)),))
    for pages in ([SUMMARY, later], [later, SUMMARY]):
        found = aggregate(pages, distinct=True).critics
        assert (found.positive.printed, found.mixed.printed, found.total.printed) == (4, 3, 7)


def test_texts_are_not_kept() -> None:
    """What is kept of a review does not grow with its text."""
    long = evolve(SUMMARY, sections=(CriticSection(reviews=(evolve(FOG, text="Slow. " * 9999),)),))
    summary: Any = aggregate([long], distinct=True)
    assert max(map(len, summary.seen)) < 300


def test_samples_are_themselves() -> None:
    """Of one page, all but the order of its list counts as without `distinct`."""
    for name in samples.NAMES:
        page = parse(samples.read(name))
        found, plain = aggregate([page, page], distinct=True), aggregate([page])
        assert (found.pages, found.critics, found.users) == (1, plain.critics, plain.users)


def test_what_does_not_add_up() -> None:
    """A summary of pages that may overlap is refused, and so is the order of a list, and what is no summary."""
    summary = aggregate([SUMMARY], distinct=True)
    plain = aggregate([SUMMARY])
    for first, second in ((summary, plain), (plain, summary)):
        with pytest.raises(ReviewError, match="distinct=True") as caught:
            first + second
        assert caught.value.code == "not-distinct"
    with pytest.raises(TypeError, match="order"):
        aggregate([SUMMARY], distinct=True, ordered=True)
    with pytest.raises(TypeError, match="aggregate the pages first"):
        summary.merge(SUMMARY)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        summary + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        1 + summary


@pytest.mark.parametrize(
    "page",
    [
        ReviewPage(title=["Salt"]),  # type: ignore[arg-type]
        ReviewPage(sections=(3,)),  # type: ignore[arg-type]
        ReviewPage((CriticSection(reviews=(CriticReview(score="90"),)),), title="Salt"),  # type: ignore[arg-type]
        ReviewPage((CriticSection(reviews=(CriticReview(author=["Ann"]),)),), title="Salt"),  # type: ignore[arg-type]
        ReviewPage((CriticSection(reviews=(CriticReview(date="May 2003"),)),), title="Salt"),  # type: ignore[arg-type]
        ReviewPage((CriticSection(reviews=(CriticReview(text=b"Slow."),)),), title="Salt"),  # type: ignore[arg-type]
        ReviewPage((CriticSection(distribution=Distribution("2")),), title="Salt"),  # type: ignore[arg-type]
    ],
)
def test_records_of_wrong_types(page: ReviewPage) -> None:
    """A record whose field holds what it is not for is an error of the library."""
    with pytest.raises(ReviewError) as caught:
        aggregate([page], distinct=True)
    assert caught.value.code == "bad-record"
    with pytest.raises(ReviewError, match="podcast"):
        aggregate([SUMMARY, evolve(SUMMARY, kind="podcast")], distinct=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "seen", [7, [7], ["{}"], ["["], ["[]"], ["[" * 99999], ['["Salt", null, null, null, "critics", null, true]'], []]
)
def test_json_that_is_no_summary(seen: Any) -> None:
    """What `seen` cannot hold, or what does not add up to the figures, is an error that says where."""
    tree = {**to_dict(aggregate([SUMMARY], distinct=True)), "seen": seen}
    with pytest.raises(ReviewError, match="seen: expected") as caught:
        from_dict(tree)
    assert caught.value.code == "bad-json"


def test_it_is_a_summary() -> None:
    """The result is a `Summary` with a short `repr`."""
    summary = aggregate([SUMMARY], distinct=True)
    assert isinstance(summary, DistinctSummary)
    assert (
        repr(summary)
        == "<Summary of 1 page: critics 2 reviews, 1 scores, mean 80.00; users 1 reviews, 1 scores, mean 9.00>"
    )
