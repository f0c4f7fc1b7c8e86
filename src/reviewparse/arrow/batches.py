"""A column of documents to a column of pages: what engines that run over many documents call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias, TypeVar

import pyarrow as pa

from reviewparse.arrow.schemas import PAGES, schema_of
from reviewparse.arrow.writing import coded, page_columns
from reviewparse.documents import page_of
from reviewparse.errors import ReviewError, not_taken
from reviewparse.health import HealthStatus, health_as_read
from reviewparse.limits import MAX_CHARS, checked_limit
from reviewparse.records import ReviewPage

__all__ = ["PARSED", "parse_batch"]

Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)
Document: TypeAlias = "str | bytes | ReviewError | None"

ERROR: Final = pa.struct([("code", pa.string()), ("message", pa.string()), ("line", pa.int64())])

PARSED: Final = schema_of(
    "parsed",
    [
        pa.field("id", pa.string(), metadata={"doc": "what the document is called"}),
        *(column.with_nullable(True) for column in PAGES),
        pa.field("health", pa.dictionary(pa.int8(), pa.string()), metadata={"doc": "how well the page was read"}),
        pa.field("error", ERROR, metadata={"doc": "why the document was not read"}),
    ],
)
"""The schema of parsed documents: `id`, the columns of `PAGES` (null where there is no page), `health`, `error`."""


def parse_batch(batch: Batch, *, text: str = "text", id: str | None = None, max_chars: int | None = MAX_CHARS) -> Batch:
    """The review pages of a batch of documents, one row for each row of the batch, with the schema `PARSED`.

    Args:
        batch: a `pyarrow.RecordBatch`, or a `pyarrow.Table`, of which a table is made.
        text: the column of documents, each a text or HTML, as strings or bytes; the content tells which.
        id: a column that is carried along as `id`, as a string.
        max_chars: a document of more characters is an error instead of being read; `None` allows any number.

    A row holds a page and its `health`; or, where there is no page, `health` `not-a-review-page`; or, where the
    document could not be read, an `error`: its code (`too-long`, `several-pages`, `bad-record` for a value that no
    table can hold, or one of those that `read` has for bytes that are no text), message and line. A row without a
    document is null in all columns but `id`.

    Raises `ValueError` for a column that is not there or is of another type, and nothing else whatever the documents
    hold.

    >>> from reviewparse import samples
    >>> texts = [samples.read("blue-harbor"), "A text about the sea.", samples.read_html("blue-harbor")]
    >>> parsed = parse_batch(pa.record_batch({"text": texts}))
    >>> parsed.select(["critic_count", "health"]).to_pylist()  # doctest: +NORMALIZE_WHITESPACE
    [{'critic_count': 12, 'health': 'ok'},
     {'critic_count': None, 'health': 'not-a-review-page'},
     {'critic_count': 12, 'health': 'ok'}]
    """
    if not isinstance(batch, pa.RecordBatch | pa.Table):
        raise not_taken("parse_batch", "a pyarrow.RecordBatch or a pyarrow.Table", batch)
    max_chars = checked_limit(max_chars)
    documents: list[bytes | None] = _column(batch, text, pa.large_binary()).to_pylist()
    names = pa.nulls(len(documents), pa.string()) if id is None else _column(batch, id, pa.string())
    columns = parsed_columns(names, documents, max_chars)
    kind: type[Batch] = pa.Table if isinstance(batch, pa.Table) else pa.RecordBatch
    return kind.from_arrays(columns, schema=PARSED)


def parsed_columns(names: pa.Array, documents: Sequence[Document], max_chars: int | None) -> list[pa.Array]:
    """The columns of `PARSED` for documents of these names; an error stands for one that could not be read."""
    try:
        return [names, *_parsed(documents, max_chars, page_of)]
    except ReviewError:  # a page holds what no table can: which one?
        return [names, *_parsed(documents, max_chars, _storable_page_of)]


def _parsed(
    documents: Sequence[Document], max_chars: int | None, read: Callable[..., ReviewPage | None]
) -> list[pa.Array]:
    """The columns of `PARSED` but for `id`."""
    pages: list[ReviewPage] = []
    rows: list[int | None] = []
    health: list[HealthStatus | None] = []
    errors: list[dict[str, Any] | None] = []
    for document in documents:
        page = status = problem = None
        try:
            if isinstance(document, ReviewError):
                raise document
            if document is not None:
                page = read(document, max_chars)
                status = HealthStatus.NOT_A_REVIEW_PAGE if page is None else health_as_read(page).status
        except ReviewError as error:
            problem = {"code": error.code, "message": error.message, "line": getattr(error, "line", None)}
        rows.append(None if page is None else len(pages))
        health.append(status)
        errors.append(problem)
        if page is not None:
            pages.append(page)
    found = pa.RecordBatch.from_arrays(page_columns(pages), schema=PAGES).take(pa.array(rows, pa.int64()))
    return [*found.columns, coded(HealthStatus, health), pa.array(errors, ERROR)]


def _storable_page_of(document: str | bytes, max_chars: int | None) -> ReviewPage | None:
    page = page_of(document, max_chars)
    if page is not None:
        page_columns([page])
    return page


def _column(batch: pa.RecordBatch | pa.Table, name: str, kind: pa.DataType) -> pa.Array:
    if name not in batch.schema.names:
        raise ValueError(f"there is no column {name!r}, but {', '.join(map(repr, batch.schema.names))}")
    column = batch.column(name)
    try:
        column = column.cast(kind)
    except pa.ArrowException as error:
        raise ValueError(f"column {name!r} cannot be read as {kind}: {error}") from None
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
