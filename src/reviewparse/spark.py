"""Review pages in Spark (extra `spark`): documents in, pages out, and pages to reviews.

The workers need this package, which `addPyFile` takes as a zip file (a wheel is one), attrs, pandas and pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError('Spark needs pyarrow: pip install "reviewparse[spark]"', name=error.name) from error

from reviewparse.arrow import PARSED, REVIEWS, parse_batch
from reviewparse.arrow.batches import parsed_columns
from reviewparse.arrow.schemas import OF_PAGE
from reviewparse.errors import ReviewError
from reviewparse.limits import MAX_CHARS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["read", "read_archives", "reviews"]

TOGETHER = 512  # documents that are parsed at once: many more take more memory, and more time too


def read(
    documents: DataFrame, *, text: str = "text", id: str | None = None, max_chars: int | None = MAX_CHARS
) -> DataFrame:
    """The pages of documents, one row for each: the columns of `PARSED`, with strings for dictionaries.

    `documents` has a column `text` of texts or HTML (strings or binary), and `id`, where it is given, one that is
    carried along as `id`. Raises what Spark does for a column that is not there, and nothing for what documents hold.
    """
    chosen = documents.select(*([text] if id is None else [id, text]))
    return chosen.mapInArrow(partial(_parsed, text=text, id=id, max_chars=max_chars), _spark_schema())


def read_archives(
    spark: SparkSession, paths: Iterable[str], *, max_chars: int | None = MAX_CHARS, partitions: int | None = None
) -> DataFrame:
    """The pages in WARC and WET files: the columns of `read`, where `id` is the address of the document.

    The workers open each path and read it (extra `warc`). A file that is damaged or missing fails its task, and the
    error names it.
    """
    named = [(path,) for path in paths]
    table = spark.createDataFrame(named, "path string").repartition(partitions or max(1, len(named)))
    return table.mapInArrow(partial(_archived, max_chars=max_chars), _spark_schema())


def reviews(pages: DataFrame) -> DataFrame:
    """The reviews of pages that `read` gave, or that were read of a crawl's Parquet, one row each: `REVIEWS`."""
    from pyspark.sql import functions as sql

    kind: Any = pages.schema["reviews"].dataType
    own = {name: sql.col(f"review.{name}") for name in kind.elementType.names}
    own["platform"] = sql.coalesce(own["platform"], sql.col("platform"))
    columns = {**own, "page_url": sql.col("url")} | {name: sql.col(name) for name in OF_PAGE[1:]}
    reviews = pages.withColumn("review", sql.explode("reviews"))
    return reviews.select(*(columns.get(name, sql.lit(None).cast("bigint")).alias(name) for name in REVIEWS.names))


def _spark_schema() -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(PLAIN)


def _parsed(batches: Iterable[pa.RecordBatch], **options: Any) -> Iterator[pa.RecordBatch]:
    for some in (batch.slice(start, TOGETHER) for batch in batches for start in range(0, batch.num_rows, TOGETHER)):
        yield parse_batch(some, **options).cast(PLAIN)


def _archived(batches: Iterable[pa.RecordBatch], max_chars: int | None) -> Iterator[pa.RecordBatch]:
    from reviewparse.crawl.files import documents_of, unreadable
    from reviewparse.crawl.manifest import Options

    def documents_in(path: str) -> Iterator[Any]:
        try:
            yield from documents_of(path, Options(max_chars=max_chars))
        except unreadable() as error:
            raise ReviewError("unreadable", f"{path}: {error or type(error).__name__}") from None

    documents = (each for batch in batches for path in batch["path"].to_pylist() for each in documents_in(path))
    while some := list(islice(documents, TOGETHER)):
        columns = parsed_columns(pa.array([each.id for each in some]), [each.content for each in some], max_chars)
        yield pa.record_batch(columns, schema=PARSED).cast(PLAIN)


def _plain_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_dictionary(kind):
        return pa.string()
    if pa.types.is_list(kind):
        return pa.list_(_plain_type(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(each.name, _plain_type(each.type)) for each in kind])
    return kind


PLAIN = pa.schema([pa.field(each.name, _plain_type(each.type)) for each in PARSED])
"""`PARSED` with strings for dictionaries, which Spark has none of; each column can be null."""
