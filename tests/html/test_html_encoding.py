"""HTML from bytes: which characters they are, whatever is declared."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse.html import html_to_text


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_unicode_bytes_are_their_characters(text: str, encoding: str) -> None:
    """UTF-8, with or without byte order mark, and UTF-16 with one."""
    page = f"<p>é {escape(text)}</p>"
    assert html_to_text(page.encode(encoding)) == html_to_text(page)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8-r"),
        ("GB2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("Big5", "big5"),
    ],
)
@pytest.mark.parametrize(
    "head", ['<meta charset="{}">', '<META http-equiv=x content="text/html; charset={}">', '<?xml encoding="{}"?>']
)
def test_a_declared_encoding(declared: str, encoding: str, head: str) -> None:
    text = {"cp1251": "Тихая гавань", "koi8-r": "Тихая гавань"}.get(encoding, "“Café”")
    text = {"gb18030": "静かな港", "cp932": "静かな港", "big5": "靜港"}.get(encoding, text)
    assert html_to_text(head.format(declared).encode() + text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declared", "encoding", "beyond"),
    [
        ("us-ascii", "cp1252", "’Ã©"), ("iso-8859-1", "cp1252", "’Ã©"), ("iso-8859-9", "cp1254", "’ı"),
        ("gb2312", "gb18030", "镕"), ("gbk", "gb18030", "€"), ("shift_jis", "cp932", "①"), ("euc-kr", "cp949", "똠"),
    ],
)  # fmt: skip
def test_a_declared_encoding_is_the_larger_one_of_its_name(declared: str, encoding: str, beyond: str) -> None:
    """What a page calls by an old name is the larger encoding that the web means by it: its characters are read."""
    assert beyond.encode(encoding).decode(declared, "replace") != beyond
    assert html_to_text(f"<meta charset={declared}>".encode() + beyond.encode(encoding)) == beyond


@pytest.mark.parametrize("declared", ["", "<meta charset=utf-8>", "<meta charset=latin-1>", "<meta charset=utf-16>"])
def test_valid_utf_8_is_utf_8_whatever_is_declared(declared: str) -> None:
    assert html_to_text(declared.encode() + "“Café” 港".encode()) == "“Café” 港"


@pytest.mark.parametrize(
    "declared", ["", *map("<meta charset={}>".format, ["utf-8", "utf-16", "unheard-of", "unicode_escape", "hex"])]
)
def test_bytes_that_are_not_utf_8_are_windows_1252_one_by_one(declared: str) -> None:
    """Windows-1252 bytes in a page that says UTF-8, or says nothing that helps: no character is lost."""
    page = declared.encode() + "“港” ".encode() + b"It\x92s caf\xe9\x97\xe2\x80 \x81."
    assert html_to_text(page) == "“港” It’s café—â€ \x81."


@given(st.binary())
def test_no_byte_becomes_a_replacement_character(data: bytes) -> None:
    """Each byte that does not fit is Windows-1252, so that no U+FFFD appears that the page does not hold."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"<" not in data and b"&" not in data:
        assert html_to_text(data).count("\ufffd") == data.count("\ufffd".encode())


def test_surrogates_are_a_pair_or_nothing() -> None:
    assert html_to_text("a \ud83d\ude00 \ud83d") == "a \U0001f600 \ufffd"
