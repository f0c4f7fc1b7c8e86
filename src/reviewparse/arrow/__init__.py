"""Pages as Arrow tables and back (extra `arrow`): for data frames, Parquet, and engines that run over many documents.

`REVIEWS` has one row for each review, `PAGES` one for each page with all that it says, so `from_arrow` returns equal
pages. `PARSED` is what `parse_batch` returns for a column of documents. The columns of reviews and of pages are those
of `reviewparse.tabulation`. Each schema says in its metadata what it is and of which version; a column that is added,
taken away or given another type makes a new version.

Numbers are int64, days date32, the User Score is decimal128(3, 1), and what has few values (kinds, layouts, verdicts,
badges, statuses) is a dictionary, and within lists a string.
"""

from __future__ import annotations

try:
    import pyarrow  # noqa: F401 - so that what is missing is said here
except ImportError as error:
    raise ImportError('Arrow tables need pyarrow: pip install "reviewparse[arrow]"', name=error.name) from error

from reviewparse.arrow.batches import PARSED, parse_batch
from reviewparse.arrow.reading import from_arrow
from reviewparse.arrow.schemas import PAGES, REVIEWS, VERSION
from reviewparse.arrow.writing import to_arrow

__all__ = ["PAGES", "PARSED", "REVIEWS", "VERSION", "from_arrow", "parse_batch", "to_arrow"]
