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
from reviewparse.aggregation.summary import CriticSummary, Summary, UserSummary
from reviewparse.aggregation.tables import CountTable, NameTable
from reviewparse.errors import ReviewError
from reviewparse.records import CriticReview, CriticSection, ReviewPage
from reviewparse.serialization import from_dict, to_dict


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
    read: Summary = from_dict(json.loads(json.dumps(to_dict(summary))))
    return read


@given(PAGES, st.none() | st.integers(1, 3))
def test_pickle_and_json_keep_everything(pages: list[ReviewPage], top: int | None) -> None:
    """A summary that was pickled, copied or written as JSON is the same summary, and adds up as before."""
    summary = aggregate(pages, top=top)
    for again in (pickle.loads(pickle.dumps(summary)), there_and_back(summary), copy.deepcopy(summary)):
        assert again == summary
        assert hash(again) == hash(summary)
        assert again + again == summary + summary
    assert json.dumps(to_dict(there_and_back(summary))) == json.dumps(to_dict(summary))


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
    assert {type(leaf) for leaf in leaves(to_dict(summary))} <= {int, str, type(None)}
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
    tree = to_dict(aggregate([ReviewPage(sections=(CriticSection(reviews=(review,)),))]))
    change(tree)
    return tree


NATURAL = "expected a whole number from 0 to 2^63 - 1, not"


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        ({"type": "summary"}, "the whole: expected an object with the keys pages, critics, users, not an object"),
        (broken(lambda t: t.update(pages="3")), f"pages: {NATURAL} '3'"),
        (broken(lambda t: t.update(pages=3.0)), f"pages: {NATURAL} 3.0"),
        (broken(lambda t: t.update(pages=True)), f"pages: {NATURAL} True"),
        (broken(lambda t: t.update(pages=-1)), f"pages: {NATURAL} -1"),
        (broken(lambda t: t.update(pages=10**5000)), f"pages: {NATURAL} a number of over 18 digits"),
        (broken(lambda t: t.update(users=[])), "users: expected an object with the keys pages, reviews,"),
        (broken(lambda t: t["critics"].pop("mixed")), "critics: expected an object with the keys pages, reviews,"),
        (broken(lambda t: t["critics"]["scores"].update({"070": 1})), "critics.scores: expected a score from 0 to 100"),
        (broken(lambda t: t["critics"]["scores"].update({"70": -1})), f"critics.scores.70: {NATURAL} -1"),
        (
            broken(lambda t: t["critics"]["scores"].update({"95": 1})),
            "critics: expected at most 1 reviews that print a",
        ),
        (broken(lambda t: t["users"]["scores"].update({"11": 1})), "users.scores: expected a score from 0 to 10, not"),
        (
            broken(lambda t: t["critics"]["by_month"].update({"May": 1})),
            "critics.by_month.May: expected an object with",
        ),
        (
            broken(lambda t: t["critics"]["by_month"].update({"2012-13": t["critics"]["by_month"]["2012-11"]})),
            "critics.by_month: expected a month such as 2012-11, not '2012-13'",
        ),
        (
            broken(lambda t: t["critics"]["by_publication"].update(top=-1)),
            "critics.by_publication.top: expected a whole",
        ),
        (broken(lambda t: t["critics"]["missing"].pop("text")), "critics.missing: expected the keys author, citation,"),
        (
            broken(lambda t: t["critics"]["by_author"]["rows"]["Ann Lee"].update(lead=None)),
            "critics.by_author.rows.Ann Lee.lead: expected a whole number from -2^63 + 1 to 2^63 - 1, not None",
        ),
        (
            broken(lambda t: t["critics"]["by_author"]["rows"]["Ann Lee"].update(printed=2)),
            "critics.by_author.rows.Ann Lee: expected at most 1 reviews that print a score, not 2",
        ),
    ],
)
def test_json_that_is_no_summary(tree: Any, message: str) -> None:
    """What is no summary is an error that says where and what was expected."""
    with pytest.raises(ReviewError) as caught:
        from_dict(tree)
    assert caught.value.code == "bad-json"
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    "summary",
    [
        Summary(pages=-1),
        Summary(critics=None),  # type: ignore[arg-type]
        Summary(critics=UserSummary()),  # type: ignore[arg-type]
        Summary(users=UserSummary(scores=CountTable.of({11: 1}), reviews=1)),
        Summary(users=UserSummary(by_author=NameTable.of({}, top=0))),
        Summary(users=UserSummary(low_sum=2, high_sum=1)),
    ],
)
def test_a_summary_that_cannot_be_is_not_written(summary: Summary) -> None:
    """What is written can be read: a summary that was built by hand and cannot be is an error of the library."""
    with pytest.raises(ReviewError) as caught:
        to_dict(summary)
    assert caught.value.code == "bad-record"
