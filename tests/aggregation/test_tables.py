"""Tables are mappings that add up, and bounded ones say how far they are off."""

from __future__ import annotations

import importlib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages_of_records import PAGES
from reviewparse.aggregation import aggregate
from reviewparse.aggregation.summary import Summary
from reviewparse.aggregation.tables import NameTable, Row
from reviewparse.records import CriticReview, CriticSection, ReviewPage


@given(PAGES)
def test_tables_are_mappings(pages: list[ReviewPage]) -> None:
    """A table is a mapping in the order of its keys, and `repr` shows it as one."""
    table = aggregate(pages).critics.by_author
    assert list(table) == sorted(table)
    assert len(table) == len(set(table)) == len(dict(table))
    assert repr(dict(table)) in repr(table)
    assert table.get("Nobody") is None
    with pytest.raises(KeyError):
        table["Nobody"]


def test_a_row_knows_three_classes() -> None:
    """A row has a share for each class, and a `ValueError` for any other word."""
    assert Row(printed=4, mixed=1).share("mixed") == Row(printed=8, negative=2).share("negative")
    with pytest.raises(ValueError, match="good"):
        Row().share("good")


def check_bound(table: NameTable, exact: NameTable, top: int) -> None:
    assert len(table) <= top
    named = sum(row.reviews for row in exact.values())
    for name, row in exact.items():
        if name in table:
            assert table[name].reviews <= row.reviews <= table[name].reviews + table[name].missed
            if not table[name].missed:
                assert table[name] == row
        else:
            assert row.reviews <= table.error
    assert set(table) <= set(exact)
    assert table.error * (top + 1) <= named
    assert total(table) == total(exact)
    if not table.error:
        assert table.rows == exact.rows


COUNTS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), min_size=1), min_size=1, max_size=8)


@given(COUNTS, st.lists(st.none() | st.integers(1, 4), min_size=8, max_size=8))
def test_sums_of_bounded_tables(counts: list[dict[str, int]], tops: list[int | None]) -> None:
    """However many tables are added, with whatever bounds, the sum says how far it is off; the smallest bound holds."""
    exact, table = NameTable(), NameTable()
    for part, top in zip(counts, tops, strict=False):
        rows = {name: Row(reviews=count, sum=10 * count).figures for name, count in part.items()}
        exact += NameTable.of(rows)
        table += NameTable.of(rows, top)
    bounds = [top for top in tops[: len(counts)] if top is not None]
    check_bound(table, exact, min(bounds, default=8))


def total(table: NameTable) -> tuple[int, ...]:
    rows = [table.rest, *table.values()]
    return tuple(sum(column) for column in zip(*[attrs.astuple(row)[:8] for row in rows], strict=True))


BUSY = st.lists(
    st.lists(st.tuples(st.sampled_from("aaabbcdefgh"), st.none() | st.integers(0, 100)), max_size=8), max_size=8
)


@given(BUSY, st.integers(1, 4), st.integers(1, 3), st.integers(0, 8))
def test_bounded_tables_say_how_far_they_are_off(
    names: list[list[tuple[str, int | None]]], top: int, batch: int, cut: int
) -> None:
    """With `top`, a name's true count lies in what its row says, and a name without one has at most `error` reviews.

    `error` is at most the reviews that have a name, divided by `top` + 1; rows and rest together are exact; so is
    everything else. It holds for one pass and for sums, which can be in either order.
    """
    pages = [
        ReviewPage(sections=(CriticSection(reviews=tuple(CriticReview(author=name, score=s) for name, s in page)),))
        for page in names
    ]
    exact = aggregate(pages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("reviewparse.aggregation.adding"), "BATCH", batch)
        whole = aggregate(pages, top=top)
        first, second = aggregate(pages[:cut], top=top), aggregate(pages[cut:], top=top)
    assert first + second == second + first
    assert whole + Summary() == Summary() + whole == whole
    for summary in (whole, first + second, first + aggregate(pages[cut:])):
        check_bound(summary.critics.by_author, exact.critics.by_author, top)
        empty = NameTable()
        plain = attrs.evolve(summary.critics, by_author=empty, by_publication=empty)
        assert plain == attrs.evolve(exact.critics, by_author=empty)
    for _ in range(2):
        whole += whole
        assert total(whole.critics.by_author) == tuple(2 * figure for figure in total(exact.critics.by_author))
        exact += exact
        check_bound(whole.critics.by_author, exact.critics.by_author, top)


def test_a_frequent_name_is_not_lost() -> None:
    """A name with more than one of `top` + 1 of all reviews has a row, however many other names there are."""
    pages = (
        ReviewPage(sections=(CriticSection(reviews=(CriticReview(author="Ann Lee"), CriticReview(author=f"{n}"))),))
        for n in range(5000)
    )
    table = aggregate(pages, top=3).critics.by_author
    assert table["Ann Lee"].reviews + table["Ann Lee"].missed >= 5000
    assert table["Ann Lee"].reviews > 2500
    assert len(table) == 3


def test_a_table_shows_its_rows() -> None:
    """A table of names is shown as a mapping of its rows, with what bounds it where it is bounded."""
    row = Row(reviews=2, printed=1)
    assert repr(NameTable.of({"Ann Lee": row.figures})) == f"NameTable({{'Ann Lee': {row!r}}})"
    assert repr(NameTable.of({}, top=3)) == f"NameTable({{}}, top=3, error=0, rest={Row()!r})"
