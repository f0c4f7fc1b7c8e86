"""Bytes to characters: which encoding a page is in."""

from __future__ import annotations

import codecs
import re
from typing import Final

__all__ = ["decoded", "preprocessed"]

_DECLARED: Final = re.compile(
    rb"""<(?:meta[^<>]*?charset|\?xml[^<>]*?encoding)\s*+=\s*+["']?([-\w.:]{2,40})""", re.IGNORECASE
)
# Python has codecs that no page is in (idna, unicode_escape, zip, ...). Those that a page can be in are named so:
_CODECS: Final = ("ascii", "big5", "cp", "euc", "gb", "iso", "koi8", "mac", "shift")
# What a page calls by the left name is the right one's, wherever the two differ (WHATWG, Encoding Standard).
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_CP1252: Final = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]


def _byte_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """An error handler for `bytes.decode`: one byte that does not fit, as Windows-1252 (its five gaps as controls)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _CP1252[error.object[error.start]], error.start + 1


codecs.register_error("reviewparse.cp1252", _byte_as_cp1252)


def decoded(page: str | bytes) -> str:
    """The characters of a page: a `str` as it is, of `bytes` in their encoding, without byte order mark.

    The encoding is that of a byte order mark, else UTF-8 where all bytes are valid UTF-8, else the declared one (`<meta
    charset>`, `http-equiv`, an XML declaration), else UTF-8 in which each byte that does not fit is Windows-1252. No
    bytes are an error. Raises `TypeError` for anything but `str` and `bytes`.

    >>> decoded(b"<meta charset=koi8-r>\\xd4\\xc9\\xc8\\xcf"), decoded(b"It\\x92s caf\\xc3\\xa9")
    ('<meta charset=koi8-r>тихо', 'It’s café')
    """
    if isinstance(page, str):
        return page.removeprefix("\ufeff")
    if isinstance(page, bytes):
        return _decode(page).removeprefix("\ufeff")
    raise TypeError(f"HTML is str or bytes, not {type(page).__name__}; of a file, give what its read() returns.")


def _decode(page: bytes) -> str:
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page.decode("utf-16", "replace")
    try:
        return page.decode()  # whatever is declared: text in another encoding is hardly ever valid UTF-8
    except UnicodeDecodeError:
        declared = _DECLARED.search(page)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
        if name.startswith(_CODECS):
            name = _SUPERSETS.get(name, name)
            return page.decode(name, "reviewparse.cp1252" if name == "cp1252" else "strict")
    except (LookupError, UnicodeError):
        pass
    return page.decode("utf-8", "reviewparse.cp1252")


def preprocessed(page: str | bytes) -> str:
    """The characters that a tokenizer reads (HTML standard, section 13.2.3.5): line feeds as the only line ends, no
    lone surrogates, and no NUL."""
    text = decoded(page)
    if isinstance(page, str):
        try:
            page = text.encode()
        except UnicodeEncodeError:  # a pair of surrogates is a character, a single one is not
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            page = text.encode()
    if b"\0" in page:  # found there at once, but in a text of wide characters not
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
