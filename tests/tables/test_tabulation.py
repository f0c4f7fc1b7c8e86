"""Rows: the same flat columns for every layout and side, and nothing lost on the way into them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from full_page import FULL, pages
from reviewparse import score_bounds
from reviewparse.errors import ReviewError
from reviewparse.records import CriticReview, CriticSection, Distribution, ReviewPage, UserReview, UserSection
from reviewparse.serialization import dump_lines, from_dict, json_schema, load_lines, to_dict
from reviewparse.tabulation import (
    PAGE_COLUMNS,
    REVIEW_COLUMNS,
    Column,
    PageRow,
    ReviewRow,
    page_rows,
    rows,
    write_csv,
)

DOCS = Path(__file__).parents[2] / "docs" / "rows.md"


@given(pages, st.booleans())
def test_each_value_of_a_review_is_in_its_row(page: ReviewPage, ordered: bool) -> None:
    """A row is a review, in the page's order, with each of its fields and those of its page."""
    table = rows(page, bounds=True, ordered=ordered)
    reviews: list[tuple[Any, int, Any]] = [
        (section, place, review) for section in page.sections for place, review in enumerate(section.reviews, 1)
    ]
    assert len(table) == len(reviews)
    for row, (section, place, review) in zip(table, reviews, strict=True):
        critics = isinstance(section, CriticSection)
        assert (row.side, row.place) == ("critics" if critics else "users", place)
        assert (row.title, row.kind, row.page_url, row.layout) == (page.title, page.kind, page.url, page.layout)
        bound = score_bounds(section, kind=page.kind, ordered=ordered and critics)[place - 1]
        assert (row.low, row.high) == (bound.low, bound.high)
        for name, value in attrs.asdict(review, recurse=False).items():
            if name == "citation":
                found: Any = (row.citation, row.citation_date, row.citation_page)
                assert found == ((value.text, value.date, value.page) if value else (None, None, None))
            elif name == "helpful":
                assert (row.helpful, row.helpful_total) == ((value.count, value.total) if value else (None, None))
            else:
                assert getattr(row, name) == (value or page.platform if name == "platform" else value)


@given(pages)
def test_a_row_holds_what_its_columns_say(page: ReviewPage) -> None:
    """Each value is of the type of its column, and missing only where that can be."""
    for table, columns in ((rows(page), REVIEW_COLUMNS), (page_rows([page]), PAGE_COLUMNS)):
        for row in table:
            assert [column.name for column in columns] == [field.name for field in attrs.fields(type(row))]
            for column in columns:
                value = getattr(row, column.name)
                assert type(value) is column.type or (value is None and column.nullable)


def test_a_full_page_fills_every_column() -> None:
    """No column of the table is forgotten."""
    table = rows(FULL, bounds=True)
    for column in REVIEW_COLUMNS:
        assert any(getattr(row, column.name) not in (None, False, "") for row in table), column.name
    (row,) = page_rows([FULL])
    empty = [column.name for column in PAGE_COLUMNS if getattr(row, column.name) is None]
    assert empty == []


def test_a_row_of_a_page() -> None:
    """What stands above the reviews, of both sides; an absent section leaves its columns empty."""
    critics = CriticSection(score=81, count=19, distribution=Distribution(15, 4, 0, 19), reviews=(CriticReview(),))
    (row,) = page_rows(iter([ReviewPage((critics,), title="Lantern Keepers")]))
    assert row == PageRow(
        title="Lantern Keepers",
        metascore=81,
        critic_count=19,
        critic_positive=15,
        critic_mixed=4,
        critic_negative=0,
        critic_total=19,
        critic_reviews=1,
    )


def test_bounds_are_asked_for() -> None:
    """By default no bound is worked out; the order is used where the caller says so, of critics alone."""
    counts = Distribution(2, 0, 0, 2)
    page = ReviewPage(
        (
            CriticSection(distribution=counts, reviews=(CriticReview(score=80), CriticReview())),
            UserSection(distribution=counts, reviews=(UserReview(score=8), UserReview())),
        )
    )
    assert {(row.low, row.high) for row in rows(page)} == {(None, None)}
    assert [(row.low, row.high) for row in rows(page, bounds=True)] == [(80, 80), (61, 100), (8, 8), (7, 10)]
    assert [row.high for row in rows(page, bounds=True, ordered=True)] == [80, 80, 8, 10]


@given(st.lists(pages, max_size=3))
def test_rows_go_through_csv(some: list[ReviewPage]) -> None:
    """Every value can be read again from CSV, whatever is in a text; what is absent is empty."""
    for table in ([row for page in some for row in rows(page)], list(page_rows(some))):
        file = io.StringIO(newline="")
        write_csv(table, file)
        read = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
        assert len(read) == len(table)
        for row, cells in zip(table, read, strict=True):
            for name, cell in cells.items():
                value = getattr(row, name)
                assert cell == ("" if value is None else str(value).lower() if type(value) is bool else str(value))


@given(st.lists(pages, max_size=3))
def test_rows_go_through_json(some: list[ReviewPage]) -> None:
    """A row is a line of JSON, of the schema, with one type a column on every page, and comes back as it was."""
    table: list[Any] = [*(row for page in some for row in rows(page, bounds=True)), *page_rows(some)]
    assert list(load_lines(dump_lines(table))) == table
    validator = jsonschema.Draft202012Validator(json_schema())
    for row in table:
        tree = to_dict(row)
        validator.validate(json.loads(json.dumps(tree)))
        assert tree.keys() == {"type", "format"} | {field.name for field in attrs.fields(type(row))}


def test_what_is_no_row_is_refused() -> None:
    """A value of the wrong type is an error of the library; another argument is a `TypeError`."""
    with pytest.raises(ReviewError, match="score: expected a whole number"):
        to_dict(ReviewRow(score="90"))  # type: ignore[arg-type]
    with pytest.raises(ReviewError, match="score: expected a whole number"):
        from_dict({"type": "review-row", "format": 2, "score": "90"})
    with pytest.raises(ReviewError, match=r"colour: expected a key of .review-row"):
        from_dict({"type": "review-row", "format": 2, "colour": "red"})
    with pytest.raises(ReviewError, match="wrong type"):
        rows(ReviewPage(sections=(3,)))  # type: ignore[arg-type]
    for wrong in ("text", None, [ReviewPage()]):
        with pytest.raises(TypeError, match="rows takes a ReviewPage"):
            rows(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="page_rows takes an iterable"):
        page_rows(ReviewPage())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="page_rows takes ReviewPage records"):
        list(page_rows([None]))  # type: ignore[list-item]
    with pytest.raises(TypeError, match="rows of one kind"):
        write_csv([ReviewRow(), PageRow()], io.StringIO())
    with pytest.raises(TypeError, match="takes a file, such as open"):
        write_csv([ReviewRow()], "rows.csv")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"takes a file, such as open.*, not BytesIO"):
        write_csv([ReviewRow()], io.BytesIO())  # type: ignore[arg-type]


NAMES = {str: "text", int: "number", bool: "true or false", dt.date: "date", Decimal: "decimal"}


def shown(column: Column) -> str:
    """A column as the documentation has it."""
    words = ", ".join(f"`{word}`" for word in column.type) if issubclass(column.type, StrEnum) else NAMES[column.type]
    return f"| `{column.name}` | {words}{' or none' if column.nullable else ''} | {column.doc} |"


@pytest.mark.parametrize(("heading", "columns"), [("Reviews", REVIEW_COLUMNS), ("Pages", PAGE_COLUMNS)])
def test_docs_list_the_columns(heading: str, columns: tuple[Column, ...]) -> None:
    """The tables of the documentation are those of the code."""
    part = re.split(r"^## ", DOCS.read_text("utf-8"), flags=re.MULTILINE)
    text = next(each for each in part if each.startswith(heading))
    listed = [line for line in text.splitlines() if line.startswith("| `")]
    assert listed == [shown(column) for column in columns]


@pytest.mark.parametrize(("row", "columns"), [("ReviewRow", REVIEW_COLUMNS), ("PageRow", PAGE_COLUMNS)])
def test_the_terms_of_schema_org_are_of_columns(row: str, columns: tuple[Column, ...]) -> None:
    """docs/rows.md maps columns that exist, each once, to properties of `Review` and `AggregateRating`."""
    page = DOCS.read_text("utf-8")
    (table,) = re.findall(rf"^\| column of `{row}` \|.*\n\|.*\n((?:\|.*\n?)+)", page, re.MULTILINE)
    mapped = re.findall(r"^\| `(\w+)` \| (.+) \|$", table, re.MULTILINE)
    names = [name for name, _ in mapped]
    assert len(names) >= 5
    assert len(set(names)) == len(names)
    assert set(names) <= {column.name for column in columns}
    assert all(re.search(r"`(?:Review|AggregateRating)\.", terms) for _, terms in mapped)


@pytest.mark.parametrize(
    ("function", "given", "message"),
    [
        (rows, [7], "rows takes a ReviewPage, not list; parse a text first"),
        (page_rows, [7], "page_rows takes ReviewPage records, not int; parse a text first"),
    ],
)
def test_what_is_no_page_has_no_rows(function: Any, given: Any, message: str) -> None:
    """What is no page is refused with what is taken, what was given, and what to do."""
    with pytest.raises(TypeError) as caught:
        list(function(given))
    assert str(caught.value) == message
