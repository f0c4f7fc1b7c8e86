"""`read`: what was saved of a page, whatever it is."""

from __future__ import annotations

import gzip
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewError, ReviewPage, parse, parse_html, read, samples

TEXT = samples.read("lantern-keepers")
HTML = samples.read_html("blue-harbor")


@pytest.mark.parametrize("encode", [str, str.encode, lambda text: ("\ufeff" + text).encode("utf-16-le")])
def test_text_and_html_are_told_by_their_content(encode: Any) -> None:
    """As characters and as bytes, a page reads as with the function that is made for it."""
    assert read(encode(TEXT)) == parse(TEXT)
    assert read(encode(HTML)) == parse_html(HTML)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (gzip.compress(HTML.encode(), mtime=0), "gzip"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"\x28\xb5\x2f\xfd\x04", "zstd"),
        (b"PAR1\x15\x04\x15", "parquet"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        ("%PDF-1.7\n", "pdf"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "warc"),
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "mhtml"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"\xff\0\1", "binary"),
        ("Slow.\nCaf\xe9".encode("cp1252"), "not-utf-8"),
    ],
)
def test_what_is_no_page_is_named(page: str | bytes, code: str) -> None:
    """An error names what it is, in a sentence on one line that a terminal can show."""
    with pytest.raises(ReviewError) as caught:
        read(page)
    assert caught.value.code == code
    assert str(caught.value).isprintable()
    assert re.fullmatch(r"(?:This is|Byte) [\w ,:./-]+\.", caught.value.message)


def test_bytes_of_another_encoding_have_a_line() -> None:
    """The error of bytes that are not UTF-8 says on which line the first of them is, as its message does."""
    with pytest.raises(ReviewError, match="on line 2 ") as caught:
        read("Slow.\nCaf\xe9".encode("cp1252"))
    assert (caught.value.line, caught.value.column) == (2, None)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"\xff\0\1", "binary"),
        (gzip.compress(b"<p>Fog.</p>", mtime=0), "gzip"),
        (b"%PDF-1.7\n", "pdf"),
        (b"Fog.", "no-review-section"),
    ],
)
def test_what_is_no_html_is_named(page: bytes, code: str) -> None:
    """`parse_html` names data that is not HTML as `read` does; text it calls a text."""
    with pytest.raises(ReviewError) as caught:
        parse_html(page)
    assert caught.value.code == code


@given(st.binary() | st.text())
def test_nothing_else_is_raised(page: str | bytes) -> None:
    """Whatever the bytes, there is a page or a `ReviewError`."""
    with suppress(ReviewError):
        assert isinstance(read(page), ReviewPage)


@pytest.mark.parametrize("page", [None, 7, bytearray(b"<p>")])
def test_other_types(page: Any) -> None:
    """Anything but `str` and `bytes` is a `TypeError` that names its type."""
    with pytest.raises(TypeError, match=type(page).__name__):
        read(page)
