"""`parse` and `parse_all`: text in, pages out, or an error that says where and why."""

from __future__ import annotations

from reviewparse.assemble import Assembler
from reviewparse.errors import ReviewParseError
from reviewparse.read import scan
from reviewparse.records import ReviewPage

__all__ = ["parse"]


def parse(text: str, *, strict: bool = False) -> ReviewPage:
    """x"""
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        text += "\n"
    a = Assembler()
    last = scan(text, a)
    page = a.finish(last)[0]
    if not page.sections:
        raise ReviewParseError("no-review-section", "The text holds no review section.", 1, 1, 0, text.partition("\n")[0])
    return page
