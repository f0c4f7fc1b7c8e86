"""Summaries add up exactly, however the pages were split, and keep everything on the way between machines."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages_of_records import OPTIONS, PAGES
from reviewparse.aggregation import aggregate
from reviewparse.errors import ReviewError
from reviewparse.records import CriticReview, CriticSection, ReviewPage
from reviewparse.aggregation.summary import CriticSummary, Summary, UserSummary


@given(PAGES, st.lists(st.integers(0, 6), max_size=3).map(sorted), OPTIONS)
def test_every_split_gives_the_same_summary(pages: list[ReviewPage], cuts: list[int], options: Any) -> None:
    """`aggregate(all) == aggregate(part1) + aggregate(part2) + ...` for every split."""
    ends = [0, *cuts, len(pages)]
    parts = [aggregate(pages[start:end], **options) for start, end in pairwise(ends)]
    whole = aggregate(pages, **options)
    assert sum(parts, Summary()) == whole
    assert sum(parts) == whole
    assert Summary().merge(*parts) == whole
    assert hash(sum(parts)) == hash(whole)


@given(PAGES, PAGES, PAGES)
def test_laws_of_addition(first: list[ReviewPage], second: list[ReviewPage], third: list[ReviewPage]) -> None:
    """`merge` is associative and commutative, and the empty summary changes nothing."""
    a, b, c = aggregate(first), aggregate(second, kind="game"), aggregate(third, fold_names=True)
    assert a + b == b + a == a.merge(b)
    assert (a + b) + c == a + (b + c)
    assert a + Summary() == Summary() + a == a
    assert aggregate([]) == Summary()


def there_and_back(summary: Summary) -> Summary:
    return Summary.from_json(json.loads(json.dumps(summary.to_json())))


@given(PAGES, st.none() | st.integers(1, 3))
def test_pickle_and_json_keep_everything(pages: list[ReviewPage], top: int | None) -> None:
    """A summary that was pickled, copied or written as JSON is the same summary, and adds up as before."""
    summary = aggregate(pages, top=top)
    for again in (pickle.loads(pickle.dumps(summary)), there_and_back(summary), copy.deepcopy(summary)):
        assert again == summary
        assert hash(again) == hash(summary)
        assert again + again == summary + summary
    assert json.dumps(there_and_back(summary).to_json()) == json.dumps(summary.to_json())


@given(PAGES)
def test_no_float_anywhere(pages: list[ReviewPage]) -> None:
    """A summary holds whole numbers and names and nothing else."""

    def leaves(value: Any) -> Iterator[Any]:
        if isinstance(value, dict | list | tuple):
            for item in value.values() if isinstance(value, dict) else value:
                yield from leaves(item)
        else:
            yield value

    summary = aggregate(pages)
    assert {type(leaf) for leaf in leaves(summary.to_json())} <= {int, type(None)}
    assert {type(leaf) for leaf in leaves(attrs.astuple(summary))} <= {int, str, type(None)}


def test_only_summaries_add_up() -> None:
    """What is no summary of the same make is a `TypeError`."""
    with pytest.raises(TypeError, match="aggregate the pages first"):
        Summary().merge(ReviewPage())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Summary() + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        1 + Summary()
    with pytest.raises(TypeError):
        CriticSummary() + UserSummary()  # type: ignore[operator]


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    review = CriticReview(author="Ann Lee", date=dt.date(2012, 11, 15), score=70)
    tree = aggregate([ReviewPage(sections=(CriticSection(reviews=(review,)),))]).to_json()
    change(tree)
    return tree


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({}, "a summary: the keys pages, critics, users should stand here"),
        (broken(lambda t: t.update(pages="3")), "pages: a whole number should stand here, not '3'"),
        (broken(lambda t: t.update(pages=3.0)), "pages: a whole number should stand here, not 3.0"),
        (broken(lambda t: t.update(pages=True)), "pages: a whole number should stand here, not True"),
        (broken(lambda t: t.update(users=[])), "users: an object should stand here"),
        (broken(lambda t: t["critics"].pop("mixed")), "critics: the keys pages, reviews,"),
        (broken(lambda t: t["critics"]["scores"].update({"070": 1})), "critics.scores: a score should stand here"),
        (broken(lambda t: t["critics"]["by_month"].update({"May": 1})), "critics.by_month: a month such as 2012-11"),
        (
            broken(lambda t: t["critics"]["by_author"]["rows"]["Ann Lee"].update(lead=None)),
            "critics.by_author.rows.Ann Lee.lead: a whole number should stand here, not None",
        ),
    ],
)
def test_json_that_is_no_summary(tree: Any, message: str) -> None:
    """What is no summary is an error that says where and what should stand there."""
    with pytest.raises(ReviewError) as caught:
        Summary.from_json(tree)
    assert caught.value.code == "bad-json"
    assert caught.value.message.startswith(message)


def test_json_that_was_not_loaded() -> None:
    """A text is a `TypeError` that says to load it."""
    with pytest.raises(TypeError, match=r"json\.loads"):
        Summary.from_json("{}")  # type: ignore[arg-type]
