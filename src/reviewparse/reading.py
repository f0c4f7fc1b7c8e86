"""`read`: a page that was saved as text or as HTML, given as `str` or `bytes`."""

from __future__ import annotations

from reviewparse.errors import not_taken
from reviewparse.formats import check_readable, decoded
from reviewparse.html import looks_like_html, parse_html
from reviewparse.limits import MAX_CHARS
from reviewparse.parsing import parse
from reviewparse.records import ReviewPage

__all__ = ["read"]


def read(page: str | bytes, *, max_chars: int | None = MAX_CHARS) -> ReviewPage:
    r"""Read a review page from text or HTML, whichever it is: `parse_html` or `parse`, by the content.

    Bytes are HTML in any encoding that `parse_html` knows, or text in UTF-8, or in UTF-16 with a byte order mark.
    `max_chars` is that of `parse_html` and of `parse`.

    Raises:
        ReviewParseError: as `parse` and `parse_html` do.
        ReviewError: the data is not text; the code names what it is: `gzip`, `zip`, `zstd`, `parquet`, `pdf`, `warc`,
            `mhtml`, `utf-16` (without a byte order mark) or `binary`, and `not-utf-8` for text in another encoding.
        TypeError: `page` is neither `str` nor `bytes`.

    >>> read(b"<p>Mixed or average reviews - based on 9 Critics</p>").critics.count
    9
    >>> read("Mixed or average reviews - based on 9 Critics\n").critics.count
    9
    >>> read(b"%PDF-1.7\n")
    Traceback (most recent call last):
        ...
    reviewparse.errors.ReviewError: This is a PDF document: save the page as HTML.
    """
    if not isinstance(page, str | bytes):
        raise not_taken("read", "str or bytes", page, "for a file, pass file.read()")
    check_readable(page)
    if looks_like_html(page):
        return parse_html(page, max_chars=max_chars)
    return parse(page if isinstance(page, str) else decoded(page), max_chars=max_chars)
