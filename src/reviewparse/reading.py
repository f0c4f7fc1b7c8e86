"""`read`: a page that was saved as text or as HTML, given as `str` or `bytes`."""

from __future__ import annotations

import codecs
import re
from typing import Final

from reviewparse.errors import ReviewError, not_taken
from reviewparse.html import looks_like_html, parse_html
from reviewparse.limits import MAX_CHARS
from reviewparse.parsing import parse
from reviewparse.records import ReviewPage

__all__ = ["HEAD", "check_readable", "decoded", "is_marked_utf_16", "read"]

HEAD: Final = 1024
"""So many bytes at the beginning are enough to tell what a file is."""

_FORMATS: Final = (
    ("gzip", rb"\x1f\x8b", "data compressed by gzip: give what gzip.decompress makes of it"),
    ("zip", rb"PK\x03\x04", "a ZIP archive: give a file of it"),
    ("zstd", rb"\x28\xb5\x2f\xfd", "data compressed by Zstandard: decompress it first"),
    ("parquet", rb"PAR1", "a Parquet table: give parse_many the texts of a column"),
    ("pdf", rb"\s*+%PDF-", "a PDF document: save the page as HTML"),
    ("warc", rb"\s*+WARC/[0-9]", "a WARC archive of web pages: give the HTML of one record"),
    (
        "mhtml",
        rb"(?:[!-9;-~]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?Content-Type:\s*+multipart/related",
        "an MHTML archive: give its part of type text/html, or save the page as HTML",
    ),
)
"""Formats that are not pages but may hold one: a code, how the data begins, and the message."""
_PATTERNS: Final = [(code, re.compile(start, re.IGNORECASE), message) for code, start, message in _FORMATS]


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


def check_readable(page: str | bytes) -> None:
    """Raise a `ReviewError` that names the format, if the data begins like something that is not text."""
    head = page[:HEAD].encode("latin-1", "replace") if isinstance(page, str) else page[:HEAD]
    for code, pattern, message in _PATTERNS:
        if pattern.match(head):
            raise ReviewError(code, f"This is {message}.")
    if isinstance(page, bytes) and not is_marked_utf_16(page) and b"\0" in head:
        nulls = [head[start::2].count(0) / max(1, len(head[start::2])) for start in (0, 1)]
        if max(nulls) > 0.5 > min(nulls):  # of each two bytes one is 0: Latin letters
            raise ReviewError("utf-16", "This is a text in UTF-16 without a byte order mark: decode it first.")
        raise ReviewError("binary", "This is a binary file.")


def is_marked_utf_16(page: bytes) -> bool:
    """Whether bytes begin with the byte order mark of UTF-16."""
    return page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def decoded(page: bytes) -> str:
    """The text that bytes hold, in UTF-8, or in UTF-16 with a byte order mark; raises what `read` does for others."""
    check_readable(page)
    if is_marked_utf_16(page):
        return page.decode("utf-16", "replace")
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = page.count(b"\n", 0, error.start) + 1
        message = f"Byte 0x{page[error.start]:02X} on line {line} is not UTF-8: decode the text first."
        raise ReviewError("not-utf-8", message) from None
