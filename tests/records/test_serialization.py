"""Records as JSON and back."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from full_page import FULL, WRONG, changes, pages, places, values_of
from reviewparse import aggregate, rows, validate
from reviewparse.errors import ReviewError
from reviewparse.records import (
    CriticReview,
    CriticSection,
    Line,
    ReviewPage,
    is_as_read,
)
from reviewparse.serialization import FORMAT, from_dict, load_lines, to_dict
from reviewparse.serialization.forms import form_of


def test_full_page_is_full() -> None:
    """The page that the tests below rely on has a value other than the default in each field of each record."""
    seen: dict[tuple[str, str], set[bool]] = {}
    for record in (value for value in values_of(FULL) if attrs.has(type(value))):
        for field in attrs.fields(type(record)):
            place = type(record).__name__, field.name
            seen.setdefault(place, set()).add(getattr(record, field.name) != field.default)
    assert {place for place, said in seen.items() if False in said} == set()


def through_text(page: ReviewPage) -> ReviewPage:
    read: ReviewPage = from_dict(json.loads(json.dumps(to_dict(page))))
    return read


@pytest.mark.parametrize("page", [FULL, ReviewPage()], ids=["full", "empty"])
def test_round_trip(page: ReviewPage) -> None:
    """Every field of every record comes back from JSON as it was, the line numbers too."""
    assert values_of(through_text(page)) == values_of(page)


@given(pages)
def test_round_trip_of_any_page(page: ReviewPage) -> None:
    """Any page comes back from JSON as it was, the line numbers too."""
    assert values_of(through_text(page)) == values_of(page)


@given(pages)
def test_json_is_plain(page: ReviewPage) -> None:
    """The tree holds dicts with `str` keys, lists, `str`, `int`, `bool` and `None`, and nothing that only looks so."""
    todo: list[Any] = [to_dict(page)]
    while todo:
        value = todo.pop()
        assert value is None or type(value) in {dict, list, str, int, bool}
        if isinstance(value, dict):
            assert {type(key) for key in value} == {str}
            todo += value.values()
        elif isinstance(value, list):
            todo += value


@pytest.mark.parametrize("wrong", WRONG)
def test_every_wrong_value_is_refused(wrong: str) -> None:
    """Whatever value of the tree is replaced by one of another type, the error says where, and is a `ReviewError`."""
    size = len(list(places(to_dict(FULL))))
    assert size > 100
    for number in range(size):
        tree = to_dict(FULL)
        holder, key = list(places(tree))[number]
        if type(holder[key]) is type(WRONG[wrong]) and wrong != "below 0" and "over" not in wrong:
            continue  # a list where there is a list: what is in it is another place
        holder[key] = WRONG[wrong]
        with pytest.raises(ReviewError, match=r"expected |format unknown") as caught:
            from_dict(tree)
        if caught.value.code == "unknown-format":
            assert key == "format"
            continue
        assert caught.value.code == "bad-json"
        assert caught.value.message.split(":")[0].endswith(f"[{key}]" if isinstance(key, int) else key)
        assert len(caught.value.message) < 250


@pytest.mark.parametrize("wrong", WRONG)
def test_no_wrong_value_is_written(wrong: str) -> None:
    """Whatever field of a record holds a wrong value, `to_dict` raises a `ReviewError` that says where."""

    changed = list(changes(FULL, WRONG[wrong]))
    assert len(changed) > 80
    for page, path in changed:
        with pytest.raises(ReviewError) as caught:
            to_dict(page)
        assert caught.value.code == "bad-record"
        assert caught.value.message.startswith(f"{path}: expected ")


@given(pages, st.data())
def test_what_is_read_from_any_json_can_be_written(page: ReviewPage, data: st.DataObject) -> None:
    """JSON with any value anywhere is a page or a `ReviewError`, and no other exception."""
    tree = json.loads(json.dumps(to_dict(page)))
    holder, key = data.draw(st.sampled_from(list(places(tree))))
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    )
    holder[key] = data.draw(values | st.sampled_from([holder[key] for holder, key in places(to_dict(FULL))]))
    with contextlib.suppress(ReviewError):
        read = from_dict(tree)
        assert values_of(from_dict(to_dict(read))) == values_of(read)


LINE = {"type": "line", "number": 7, "text": "Watch On"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "opera"}, "kind: expected one of movie, tv, music, game, not 'opera'"),
        ({"title": True}, "title: expected a text, not True"),
        ({"first_line": True}, "first_line: expected a whole number from 0 to 2^63 - 1, not True"),
        ({"sections": [{}]}, 'sections[0].type: expected "critics" or "users", not None'),
        ({"sections": ["critics"]}, "sections[0]: expected an object, not 'critics'"),
        ({"sections": [{"type": "users", "score": "NaN"}]}, "sections[0].score: expected a User Score such as"),
        ({"sections": [{"type": "users", "score": "high"}]}, "sections[0].score: expected a User Score such as"),
        (
            {"sections": [{"type": "users", "socre": "9.0"}]},
            "sections[0].socre: expected a key of \"users\", not 'socre'",
        ),
        ({"sections": [{"type": "users", "reviews": [{"date": "Oct 7"}]}]}, "sections[0].reviews[0].date: expected a"),
        (
            {"sections": [{"type": "users", "reviews": [{"type": "critic-review"}]}]},
            "sections[0].reviews[0].type: expected \"user-review\", not 'critic-review'",
        ),
        ({"unrecognized": [{"number": 1}]}, "unrecognized[0].text: expected a value, not None"),
        (
            {"unrecognized": [LINE, {**LINE, "number": True}]},
            "unrecognized[1].number: expected a whole number from 0 to",
        ),
        ({"unrecognized": [LINE, {**LINE, "number": -1}]}, "unrecognized[1].number: expected a whole number from 0 to"),
        ({"unrecognized": [{**LINE, "number": 2**63}]}, "unrecognized[0].number: expected a whole number from 0 to"),
        ({"unrecognized": [LINE, {**LINE, "text": 7}]}, "unrecognized[1].text: expected a text, not 7"),
        ({"unrecognized": [LINE, {**LINE, "type": "page"}]}, "unrecognized[1].type: expected \"line\", not 'page'"),
        (
            {"unrecognized": [LINE, {"type": "line", "number": 1, "txet": ""}]},
            "unrecognized[1].txet: expected a key of",
        ),
        ({"unrecognized": [LINE, []]}, "unrecognized[1]: expected an object, not a list"),
        ({"unrecognized": LINE}, "unrecognized: expected a list, not an object"),
        ({"type": "pgae"}, 'type: expected "page", "review-row", "page-row" or "summary", not \'pgae\''),
        ({"format": "2"}, "format: expected the number of a format, not '2'"),
        ({"format": True}, "format: expected the number of a format, not True"),
    ],
)
def test_error_says_where_and_what(change: dict[str, Any], message: str) -> None:
    """The error for a dict that is no page names the place, and what was expected there."""
    with pytest.raises(ReviewError) as caught:
        from_dict({"sections": [], **change})
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("version", [FORMAT + 1, 10**5000], ids=["next", "huge"])
def test_json_of_a_later_version_is_refused_by_its_version(version: int) -> None:
    """What a later release wrote is not read as something else."""
    for tree in (to_dict(FULL), to_dict(aggregate([FULL]))):
        with pytest.raises(ReviewError, match="this release reads 1 to 2") as caught:
            from_dict({**tree, "format": version})
        assert caught.value.code == "unknown-format"


OLD = Path(__file__).parents[1] / "old"


def kept(old: Any, new: Any) -> bool:
    """Whether all that the old tree says is in the new one."""
    if isinstance(old, dict):
        return all(key in new and kept(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return len(old) == len(new) and all(map(kept, old, new))
    return bool(old == new)


def test_json_of_release_0_1_0_is_read() -> None:
    """All that release 0.1.0 wrote of pages and of their summary is read, and written again by this one."""
    lines = (OLD / "0.1.0-pages.jsonl").read_text("utf-8").splitlines()
    trees = [json.loads(line) for line in lines]
    read = list(load_lines(lines))
    assert [page.critics.count for page in read] == [12, 19]
    for tree, page in zip(trees, read, strict=True):
        del tree["file"]  # whoever wrote the line added it
        assert kept(tree, to_dict(page))
    tree = json.loads((OLD / "0.1.0-summary.json").read_text("utf-8"))
    assert from_dict(tree).critics.reviews == 19
    assert kept(tree, to_dict(from_dict(tree)))


@given(pages)
def test_unrecognized_lines_can_be_left_out(page: ReviewPage) -> None:
    """Without them the page is the same but for them."""
    tree = to_dict(page, unrecognized=False)
    assert "unrecognized" not in tree
    assert values_of(from_dict(tree)) == values_of(attrs.evolve(page, unrecognized=()))


@pytest.mark.parametrize(
    "lines",
    [
        (), (Line(0, "Fog."), Line(0, " a\r\x0bb\u2028c "), Line(2**63 - 1, "\N{CRAB}")), (Line(2, "b"), Line(1, "a")),
        (Line(1, "a\nb"),), (Line(1, "a"), Line(2, " \t")), (Line(1, ""),), (Line(1, "\n"), Line(2, "a")),
    ],
)  # fmt: skip
def test_any_lines_come_back(lines: tuple[Line, ...]) -> None:
    """Lines come back from JSON as they were: also those that no text has, and those in another order."""
    for page in (ReviewPage(unrecognized=lines), through_text(ReviewPage(unrecognized=lines))):
        assert json.dumps(to_dict(page)) == json.dumps(to_dict(ReviewPage(unrecognized=lines)))
        assert through_text(page).unrecognized == lines


@given(pages)
def test_problems_and_rows_of_what_was_read_are_those_of_an_equal_page(page: ReviewPage) -> None:
    """A page whose types are trusted, since it is as it was read, has the problems and rows of one that is checked."""
    line = Line(3, "Watch On")
    read = through_text(attrs.evolve(page, unrecognized=(line,)))
    assert is_as_read(read)
    found = validate(read, ordered=True), rows(read, bounds=True)
    assert read.unrecognized == (line,)
    assert not is_as_read(read)  # its lines were asked for
    assert (validate(read, ordered=True), rows(read, bounds=True)) == found


@given(pages)
def test_what_was_read_is_as_any_other_record(page: ReviewPage) -> None:
    """Each record that was read is of the class it was, equal, of the same hash, and frozen."""
    made, read = values_of(page), values_of(through_text(page))
    assert [type(value) for value in read] == [type(value) for value in made]
    assert hash(through_text(page)) == hash(page)
    for record in (value for value in read if attrs.has(type(value))):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(record, attrs.fields(type(record))[0].name, None)


def test_sections_must_be_there() -> None:
    """A dict without sections is no page: it is another thing, or a misspelling."""
    with pytest.raises(ReviewError, match=r"^sections: "):
        from_dict({"section": []})


def test_what_is_left_out_is_absent_and_more_is_left_alone() -> None:
    """A missing key is what `null` is; further keys of the outermost object belong to the user."""
    tree = {"url": "https://example.org/", "sections": [{"type": "critics", "reviews": [{"score": 60}]}]}
    assert from_dict(tree) == ReviewPage(sections=(CriticSection(reviews=(CriticReview(score=60),)),))


@pytest.mark.parametrize("wrong", [None, "{}", [], 1])
def test_wrong_type(wrong: Any) -> None:
    """An argument of another type is a `TypeError` that says what to do."""
    with pytest.raises(TypeError, match="parse a text first"):
        to_dict(wrong)
    with pytest.raises(TypeError, match=r"json\.loads"):
        from_dict(wrong)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ([1], "a list"), ({"a": 1}, "an object"), (10**30, "a number of over 18 digits"), (7, "7"), (1.5, "1.5"),
        (True, "True"), ("x" * 99, "'" + "x" * 59),
    ],
)  # fmt: skip
def test_an_error_shows_a_value_in_short(value: Any, shown: str) -> None:
    """A wrong value is named by its type where it has parts, and shown with at most sixty letters where not."""
    tree = {**to_dict(ReviewPage((CriticSection(score=7),))), "kind": value}
    with pytest.raises(ReviewError) as caught:
        from_dict(tree)
    assert caught.value.message == f"kind: expected one of movie, tv, music, game, not {shown}"


@pytest.mark.parametrize("number", [0, 1, 2**63 - 1])
def test_numbers_stand_in_json_as_they_are(number: int) -> None:
    """From 0 to the highest of a signed integer of 64 bits, both ends included."""
    form = form_of(int)
    assert (form.write(number), form.read(number)) == (number, number)
