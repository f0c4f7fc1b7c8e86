"""Pages as data frames of pandas (extra `pandas`) and Polars (extra `polars`), by way of Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

try:
    from reviewparse.arrow import REVIEWS, to_arrow
except ImportError as error:
    message = 'Data frames need pyarrow: pip install "reviewparse[pandas]" or pip install "reviewparse[polars]"'
    raise ImportError(message, name=error.name) from error

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from reviewparse.records import ReviewPage

__all__ = ["to_pandas", "to_polars"]


def to_pandas(pages: Iterable[ReviewPage], schema: pa.Schema = REVIEWS, **options: Any) -> pd.DataFrame:
    """A data frame of pandas: the table that `to_arrow` makes, with the same options. Raises what `to_arrow` raises.

    Each type knows what is missing, so that a score stays a whole number: `Int64`, `boolean`, `string`, a category for
    what has few values, and Arrow's own types for days, User Scores and lists.

    >>> from reviewparse import parse, samples
    >>> frame = to_pandas([parse(samples.read("blue-harbor"))])
    >>> print(frame[["side", "score", "author"]].head(3))
          side  score         author
    0  critics    100           <NA>
    1  critics   <NA>  Odile Farrant
    2  critics   <NA>           <NA>
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError('A frame of pandas needs it: pip install "reviewparse[pandas]"', name=error.name) from error
    import pyarrow as pa

    types: dict[pa.DataType, Any] = {
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
    }

    def typed(kind: pa.DataType) -> Any:
        return None if pa.types.is_dictionary(kind) else types.get(kind) or pd.ArrowDtype(kind)

    return to_arrow(pages, schema, **options).to_pandas(types_mapper=typed)


def to_polars(pages: Iterable[ReviewPage], schema: pa.Schema = REVIEWS, **options: Any) -> pl.DataFrame:
    """A data frame of Polars: the table that `to_arrow` makes, with the same options. Raises what `to_arrow` raises.

    >>> from reviewparse import parse, samples
    >>> to_polars([parse(samples.read("blue-harbor"))])["score"].mean()
    81.8
    """
    try:
        import polars as pl
    except ImportError as error:
        raise ImportError('A frame of Polars needs it: pip install "reviewparse[polars]"', name=error.name) from error
    frame = pl.from_arrow(to_arrow(pages, schema, **options))
    assert isinstance(frame, pl.DataFrame)
    return frame
