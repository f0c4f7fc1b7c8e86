"""What data is that may be the text or the HTML of a page: one of a few formats that are neither, or characters."""

from __future__ import annotations

import codecs
import re
from typing import Final

from reviewparse.errors import ReviewError

__all__ = ["HEAD", "check_format", "check_readable", "decoded", "is_marked_utf_16"]

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
_ANY: Final = re.compile(b"|".join(start for _, start, _ in _FORMATS), re.IGNORECASE)


def check_format(page: str | bytes) -> None:
    """Raise a `ReviewError` that names the format, if the data begins like one that is neither text nor HTML."""
    head = page[:HEAD].encode("latin-1", "replace") if isinstance(page, str) else page[:HEAD]
    if not _ANY.match(head):
        return
    for code, pattern, message in _PATTERNS:
        if pattern.match(head):
            raise ReviewError(code, f"This is {message}.")


def check_readable(page: str | bytes) -> None:
    """The same, also for data of no known format that is not text."""
    check_format(page)
    if isinstance(page, bytes) and not is_marked_utf_16(page) and b"\0" in (head := page[:HEAD]):
        nulls = [head[start::2].count(0) / max(1, len(head[start::2])) for start in (0, 1)]
        if len(page) % 2 == 0 and max(nulls) > 0.5 > min(nulls):  # of each two bytes one is 0: Latin letters
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
        raise ReviewError("not-utf-8", message, line) from None
