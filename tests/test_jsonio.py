"""Records as JSON and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse.errors import ReviewError
from reviewparse.jsonio import page_from_json, page_to_json
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
from reviewparse.strategies import review_pages
from reviewparse.vocabulary import Kind, Layout, Verdict

numbers = st.none() | st.integers(1, 10**6)
pages = st.builds(
    attrs.evolve,
    review_pages(),
    unrecognized=st.lists(st.builds(Line, st.integers(1, 10**6), st.text())).map(tuple),
    layout=st.sampled_from(Layout),
    kind=st.none() | st.sampled_from(Kind),
    title=st.none() | st.text(),
    first_line=numbers,
    last_line=numbers,
)

FULL = ReviewPage(
    sections=(
        CriticSection(
            score=81,
            verdict=Verdict.GENERALLY_FAVORABLE,
            count=19,
            distribution=Distribution(15, 4, 0, 19),
            reviews=(
                CriticReview(
                    number=1,
                    publication="Joypad Quarterly",
                    author="Ingrid Molloy",
                    date=dt.date(2018, 3, 6),
                    score=85,
                    text="Warm, sly\n\nand lovely to hold. \u2028 ☂",
                    citation=Citation("Apr 2018, p.62", dt.date(2018, 4, 1), "62"),
                    byline="Joypad Ingrid",
                    line=50,
                ),
            ),
            tbd=True,
            no_score=True,
            awaiting=4,
            no_reviews=True,
            see_all=19,
            line=20,
        ),
        UserSection(
            score=Decimal("9.0"),
            verdict=Verdict.UNIVERSAL_ACCLAIM,
            count=212,
            distribution=Distribution(41, 11, 6, 58),
            reviews=(
                UserReview(
                    number=1,
                    author="foghorn_annie",
                    date=dt.date(2018, 3, 8),
                    score=10,
                    text="That first lantern.",
                    helpful=Helpful(12, 15),
                    spoiler=True,
                    full_review=True,
                    line=90,
                ),
            ),
            tbd=True,
            no_score=True,
            awaiting=1,
            no_reviews=True,
            see_all=58,
            line=24,
        ),
    ),
    unrecognized=(Line(1, "Search"), Line(2, "\ud800 is half a character")),
    layout=Layout.L2,
    kind=Kind.GAME,
    title="Lantern Keepers",
    first_line=1,
    last_line=120,
)
"""A page in which no field has its default."""


def values(record: Any) -> list[Any]:
    """All that a record holds, what takes no part in equality among it."""
    return [record] + [
        value
        for field in attrs.fields(type(record))
        for item in (lambda held: held if isinstance(held, tuple) else (held,))(getattr(record, field.name))
        for value in (values(item) if attrs.has(type(item)) else [repr(item)])
    ]


def test_full_page_is_full() -> None:
    """The page that the tests below rely on has a value other than the default in each field of each record."""
    seen: dict[tuple[str, str], set[bool]] = {}
    for record in (value for value in values(FULL) if attrs.has(type(value))):
        for field in attrs.fields(type(record)):
            place = type(record).__name__, field.name
            seen.setdefault(place, set()).add(getattr(record, field.name) != field.default)
    assert {place for place, said in seen.items() if False in said} == set()


def through_text(page: ReviewPage) -> ReviewPage:
    return page_from_json(json.loads(json.dumps(page_to_json(page))))


@pytest.mark.parametrize("page", [FULL, ReviewPage()], ids=["full", "empty"])
def test_round_trip(page: ReviewPage) -> None:
    """Every field of every record comes back from JSON as it was, the line numbers too."""
    assert values(through_text(page)) == values(page)


@given(pages)
def test_round_trip_of_any_page(page: ReviewPage) -> None:
    """Any page comes back from JSON as it was, the line numbers too."""
    assert values(through_text(page)) == values(page)


@given(pages)
def test_json_is_plain(page: ReviewPage) -> None:
    """The tree holds dicts with `str` keys, lists, `str`, `int`, `bool` and `None`, and nothing that only looks so."""
    todo: list[Any] = [page_to_json(page)]
    while todo:
        value = todo.pop()
        assert value is None or type(value) in {dict, list, str, int, bool}
        if isinstance(value, dict):
            assert {type(key) for key in value} == {str}
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each place of a tree: the dict or list, and the key or index in it."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        yield tree, key
        yield from places(value)


def test_every_wrong_value_is_refused() -> None:
    """Whatever value of the tree is replaced by one of another type, the error says where, and is a `ReviewError`."""
    size = len(list(places(page_to_json(FULL))))
    assert size > 60
    for number in range(size):
        tree = page_to_json(FULL)
        holder, key = list(places(tree))[number]
        holder[key] = 1.5
        with pytest.raises(ReviewError, match="should stand here") as caught:
            page_from_json(tree)
        assert caught.value.code == "bad-json"
        assert caught.value.message.split(":")[0].endswith(f"[{key}]" if isinstance(key, int) else key)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "opera"}, "kind: one of movie, tv, music, game should stand here, not 'opera'"),
        ({"title": True}, "title: a text should stand here, not True"),
        ({"first_line": True}, "first_line: a whole number should stand here, not True"),
        ({"sections": [{}]}, 'sections[0].type: "critics" or "users" should stand here, not None'),
        ({"sections": ["critics"]}, "sections[0]: an object should stand here, not 'critics'"),
        ({"sections": [{"type": "users", "score": "NaN"}]}, "sections[0].score: a User Score such as"),
        ({"sections": [{"type": "users", "score": "high"}]}, "sections[0].score: a User Score such as"),
        ({"sections": [{"type": "users", "socre": "9.0"}]}, "sections[0].socre: there is no such key in this place"),
        ({"sections": [{"type": "users", "reviews": [{"date": "Oct 7"}]}]}, "sections[0].reviews[0].date: a date such"),
        ({"unrecognized": [{"number": 1}]}, "unrecognized[0].text: a value should stand here, and there is none"),
    ],
)
def test_error_says_where_and_what(change: dict[str, Any], message: str) -> None:
    """The error for a dict that is no page names the place, and what should stand there."""
    with pytest.raises(ReviewError) as caught:
        page_from_json({"sections": [], **change})
    assert str(caught.value).startswith(message)


def test_sections_must_be_there() -> None:
    """A dict without sections is no page: it is another thing, or a misspelling."""
    with pytest.raises(ReviewError, match=r"^sections: "):
        page_from_json({"section": []})


def test_what_is_left_out_is_absent_and_more_is_left_alone() -> None:
    """A missing key is what `null` is; further keys of the outermost object belong to the user."""
    tree = {"url": "https://example.org/", "sections": [{"type": "critics", "reviews": [{"score": 60}]}]}
    assert page_from_json(tree) == ReviewPage(sections=(CriticSection(reviews=(CriticReview(score=60),)),))


@pytest.mark.parametrize("wrong", [None, "{}", [], 1])
def test_wrong_type(wrong: Any) -> None:
    """An argument of another type is a `TypeError` that says what to do."""
    with pytest.raises(TypeError, match="parse the text first"):
        page_to_json(wrong)
    with pytest.raises(TypeError, match=r"json\.loads"):
        page_from_json(wrong)
