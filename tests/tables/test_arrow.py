"""Arrow tables: the columns of the rows, and pages that come back as they were."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from full_page import FULL, pages, values_of
from mutations import mutated
from reviewparse import CriticReview, CriticSection, Distribution, ReviewPage, UserReview, UserSection, parse, spark
from reviewparse.arrow import PAGES, PARSED, REVIEWS, from_arrow, parse_batch, to_arrow
from reviewparse.arrow.batches import parsed_columns
from reviewparse.errors import ReviewError
from reviewparse.health import HealthStatus
from reviewparse.samples import NAMES, read, read_html
from reviewparse.strategies import review_pages
from reviewparse.tabulation import PAGE_COLUMNS, REVIEW_COLUMNS, page_rows, rows
from writing import written

STORABLE = attrs.evolve(FULL, unrecognized=FULL.unrecognized[:1])
"""A page in which no field has its default; the line with half a character aside, which no Arrow string can hold."""

tables = st.lists(pages | st.just(STORABLE), max_size=4)


@given(tables)
def test_pages_come_back(found: list[ReviewPage]) -> None:
    """Pages of any kind come back from a table as they were, the line numbers and addresses too."""
    table = to_arrow(found, PAGES)
    table.validate(full=True)
    assert [values_of(page) for page in from_arrow(table)] == [values_of(page) for page in found]


@given(tables)
def test_pages_come_back_from_parquet(found: list[ReviewPage]) -> None:
    """A Parquet file holds the schema and the pages as they were."""
    file = io.BytesIO()
    pq.write_table(to_arrow(found, PAGES), file)
    table = pq.read_table(io.BytesIO(file.getvalue()))
    assert table.schema.equals(PAGES, check_metadata=True)
    assert list(from_arrow(table)) == found


@given(tables, st.integers(1, 3))
def test_pages_come_back_from_row_groups(found: list[ReviewPage], size: int) -> None:
    """A Parquet file of several row groups is read as a whole, too."""
    file = io.BytesIO()
    pq.write_table(to_arrow(found, PAGES), file, row_group_size=size)
    assert list(from_arrow(pq.read_table(io.BytesIO(file.getvalue())))) == found


@given(tables)
def test_pages_come_back_from_other_programs(found: list[ReviewPage]) -> None:
    """Polars holds strings as another type of Arrow's, and gives the pages back all the same."""
    frame: Any = pl.from_arrow(to_arrow(found, PAGES))
    assert list(from_arrow(frame.to_arrow())) == found


@given(tables, st.booleans(), st.booleans())
def test_a_table_of_reviews_is_the_rows(found: list[ReviewPage], bounds: bool, ordered: bool) -> None:
    """Each row and column of a table of reviews is what `rows` gives."""
    table = to_arrow(found, REVIEWS, bounds=bounds, ordered=ordered)
    table.validate(full=True)
    wanted = [attrs.asdict(row) for page in found for row in rows(page, bounds=bounds, ordered=ordered)]
    assert table.to_pylist() == wanted


@given(tables)
def test_a_table_of_pages_begins_with_the_page_rows(found: list[ReviewPage]) -> None:
    """The first columns of a table of pages are what `page_rows` gives."""
    table = to_arrow(found, PAGES).select([column.name for column in PAGE_COLUMNS])
    assert table.to_pylist() == [attrs.asdict(row) for row in page_rows(found)]


@pytest.mark.parametrize(("schema", "columns"), [(REVIEWS, REVIEW_COLUMNS), (PAGES, PAGE_COLUMNS)])
def test_schemas_are_the_columns(schema: pa.Schema, columns: Any) -> None:
    """A schema has the columns of the rows, in their order, and says what they hold and of which version it is."""
    for column, field in zip(columns, schema, strict=False):
        assert (field.name, field.nullable) == (column.name, column.nullable)
        assert field.metadata == {b"doc": column.doc.encode()}
    assert schema.metadata[b"reviewparse.version"] == b"1"
    assert schema.field("user_score" if schema is PAGES else "date").type in (pa.decimal128(3, 1), pa.date32())


def leaves(kind: pa.DataType) -> list[str]:
    """The names of the columns within a column."""
    if pa.types.is_list(kind):
        return leaves(kind.value_type)
    if pa.types.is_struct(kind):
        return [name for each in kind for name in (each.name, *leaves(each.type))]
    return []


def test_each_field_of_a_record_is_a_column() -> None:
    """A field that a record is given later is a column of the tables of pages, or this fails."""
    said: dict[str, tuple[str, ...]] = {
        "score": ("metascore", "user_score"),
        "unrecognized": ("unrecognized_lines",),
    }
    said |= {"citation": ("citation", "citation_date", "citation_page"), "helpful": ("helpful", "helpful_total")}
    for record, within in [
        (ReviewPage, PAGES.names),
        (CriticSection, leaves(PAGES.field("sections").type)),
        (UserSection, leaves(PAGES.field("sections").type)),
        (CriticReview, leaves(PAGES.field("reviews").type)),
        (UserReview, leaves(PAGES.field("reviews").type)),
        (Distribution, leaves(PAGES.field("sections").type)),
    ]:
        other: dict[str, tuple[str, ...]] = {}
        if record in (CriticSection, UserSection):
            other = {"reviews": ()}
        elif record in (CriticReview, UserReview):
            other = {"score": ("score",)}
        names = {field.name for field in attrs.fields(record)}
        wanted = {column for name in names for column in {**said, **other}.get(name, (name,))}
        assert wanted <= set(within), record


@pytest.mark.parametrize(
    ("page", "column"),
    [
        (FULL, "text"),
        (ReviewPage((CriticSection(count=2**63),)), "critic_count"),
        (ReviewPage((UserSection(score=Decimal("7.25")),)), "user_score"),
        (ReviewPage((CriticSection(reviews=(CriticReview(score="80"),)),)), "score"),  # type: ignore[arg-type]
        (ReviewPage(kind="podcast"), "kind"),  # type: ignore[arg-type]
        (ReviewPage(title=["Blue Harbor"]), "title"),  # type: ignore[arg-type]
        (ReviewPage(kind=["movie"]), "kind"),  # type: ignore[arg-type]
    ],
)
def test_what_no_table_can_hold(page: ReviewPage, column: str) -> None:
    """A value that a column cannot hold is an error that names the column, and never another value."""
    with pytest.raises(ReviewError, match=f"`{column}`") as caught:
        to_arrow([page], PAGES)
    assert caught.value.code == "bad-record"


def test_lines_can_be_left_out() -> None:
    """Without the unrecognized lines, the rest of a page comes back, and their number stands in the table."""
    table = to_arrow([STORABLE], PAGES, unrecognized=False)
    assert list(from_arrow(table)) == [attrs.evolve(STORABLE, unrecognized=())]
    assert table.column("unrecognized").to_pylist() == [1]


def test_wrong_arguments() -> None:
    """What is no iterable of pages, no table and no schema of the library's is refused in words."""
    with pytest.raises(TypeError, match="to_arrow takes an iterable of ReviewPage"):
        to_arrow(FULL)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="rows takes a ReviewPage"):
        to_arrow(["text"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="to_arrow takes ReviewPage records"):
        to_arrow([None], PAGES)  # type: ignore[list-item]
    with pytest.raises(TypeError, match="to_arrow takes a schema"):
        to_arrow([], None)
    with pytest.raises(TypeError, match="parse_batch takes a pyarrow"):
        parse_batch(None)
    with pytest.raises(TypeError, match="max_chars takes a whole number"):
        parse_batch(pa.record_batch({"text": ["fog"]}), max_chars="9")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="REVIEWS and PAGES"):
        to_arrow([], PARSED)
    with pytest.raises(TypeError, match="from_arrow takes a table"):
        next(from_arrow([]))
    with pytest.raises(ReviewError, match=re.escape("no column url, kind")):
        next(from_arrow(pa.table({"title": ["Blue Harbor"]})))
    columns = {name: pa.array(["x"]) for name in PAGES.names}
    with pytest.raises(ReviewError, match="no table of pages"):
        next(from_arrow(pa.table(columns)))


@given(st.lists(review_pages().map(written) | st.text() | st.none() | st.binary(), max_size=6), st.booleans())
def test_a_batch_has_a_row_for_each_document(documents: list[Any], whole: bool) -> None:
    """Each document has its row, in order: a page, none, or an error; whatever the documents are."""
    data = [each.encode("utf-8", "surrogatepass") if isinstance(each, str) else each for each in documents]
    arrays = {"name": pa.array(range(len(data)), pa.int64()), "text": pa.array(data, pa.binary())}
    batch = pa.table(arrays) if whole else pa.record_batch(arrays)
    parsed = parse_batch(batch, id="name")
    parsed.validate(full=True)
    assert type(parsed) is type(batch)
    assert parsed.schema.equals(PARSED, check_metadata=True)
    assert parsed.column("id").to_pylist() == [str(number) for number in range(len(documents))]
    found = parsed.select(["health", "error", "sections"]).to_pylist()
    for row, document in zip(found, documents, strict=True):
        said = [name for name in ("health", "error") if row[name] is not None]
        assert len(said) == (document is not None)
        assert (row["sections"] is not None) == (row["health"] not in (None, HealthStatus.NOT_A_REVIEW_PAGE))
    wanted = [parse(row) for row, got in zip(documents, found, strict=True) if got["sections"] is not None]
    assert list(from_arrow(parsed)) == wanted


@given(st.sampled_from(NAMES).map(read).flatmap(mutated))
def test_no_document_makes_a_batch_raise(text: str) -> None:
    """Damaged pages, as text and in a wrong encoding, are pages, none, or errors."""
    documents = [b"\x81" + text.encode("utf-8", "replace"), text.encode("utf-8", "replace")]
    batch = pa.record_batch({"text": pa.array(documents, pa.binary())})
    parsed = parse_batch(batch)
    assert parsed.num_rows == 2
    assert parsed.column("error").is_null().to_pylist()[0] is False


def test_a_large_batch_in_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark gets the rows of `parse_batch`, in order, however few documents are parsed at once."""
    texts = [read("blue-harbor"), "A text about the sea.", None, read("salt-road"), read("blue-harbor") * 2]
    batch = pa.record_batch({"name": list("abcde"), "text": texts})
    monkeypatch.setattr(spark, "TOGETHER", 2)
    found = list(spark._parsed([batch, batch.slice(1, 1)], text="text", id="name", max_chars=None))
    assert [each.num_rows for each in found] == [2, 2, 1, 1]
    wanted = parse_batch(pa.Table.from_batches([batch, batch.slice(1, 1)]), id="name").cast(spark.PLAIN)
    assert pa.Table.from_batches(found).equals(wanted)


def test_errors_of_a_batch() -> None:
    """An error says its code and message, and its line where it has one; the other rows are not touched."""
    two = read("blue-harbor") + "\f\n" + read("lantern-keepers")
    texts = [two, "x" * 30, read_html("blue-harbor"), None, b"caf\xe9"]
    batch = pa.record_batch({"text": pa.array(texts, pa.binary())})
    errors = parse_batch(batch, max_chars=10**6).column("error").to_pylist()
    assert [error and error["code"] for error in errors] == ["several-pages", None, None, None, "not-utf-8"]
    assert errors[0]["line"] > 1
    errors = parse_batch(batch, max_chars=20).column("error").to_pylist()
    assert [error and error["code"] for error in errors] == ["too-long", "too-long", "too-long", None, "not-utf-8"]


def test_columns_of_a_batch() -> None:
    """A column that is not there, or holds no texts, is an error that names it."""
    batch = pa.record_batch({"text": ["x"], "number": [[1]]})
    with pytest.raises(ValueError, match="no column 'html', but 'text', 'number'"):
        parse_batch(batch, text="html")
    with pytest.raises(ValueError, match="column 'number' cannot be read"):
        parse_batch(batch, text="number")


def test_a_document_that_could_not_be_read_is_a_row() -> None:
    """Where an error stands for a document, its row says which, and the others are read."""
    error = ReviewError("unreadable", "This document is cut.")
    columns = parsed_columns(pa.array(["a", "b"]), [error, read("blue-harbor")], None)
    rows = pa.record_batch(columns, schema=PARSED).select(["id", "health", "error"]).to_pylist()
    wrong = {"code": "unreadable", "message": "This document is cut.", "line": None}
    assert rows == [{"id": "a", "health": None, "error": wrong}, {"id": "b", "health": "ok", "error": None}]


def test_what_is_said_of_a_table_is_short() -> None:
    """A table of other types is refused in at most 300 characters, however long its types are."""
    wide = pa.struct([(f"column {number}", pa.int64()) for number in range(99)])
    table = pa.table({name: pa.nulls(1, wide) if name == "title" else pa.array([None]) for name in PAGES.names})
    table = table.set_column(table.schema.get_field_index("sections"), "sections", pa.array([[]]))
    with pytest.raises(ReviewError) as caught:
        list(from_arrow(table))
    assert caught.value.code == "bad-table"
    assert len(caught.value.message) == 300


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "film"},
        {"layout": "L9"},
        {"reviews": [{"section": 2}]},
        {"reviews": [{"section": -1}]},
        {"reviews": [{"side": "readers"}]},
        {"sections": [{"side": "readers"}], "reviews": []},
        {"sections": [{"verdict": "Fine"}], "reviews": []},
    ],
)
def test_a_table_that_holds_what_no_page_can(wrong: dict[str, Any]) -> None:
    """What another program wrote into the columns of `PAGES` is an error where it is no value of a page."""
    (row,) = to_arrow([parse(read("salt-road"))], PAGES).to_pylist()
    for name, value in wrong.items():
        row[name] = [row[name][0] | each for each in value] if isinstance(value, list) else value
    with pytest.raises(ReviewError) as caught:
        list(from_arrow(pa.Table.from_pylist([row], schema=PAGES)))
    assert caught.value.code == "bad-table"
