"""`parse_many`: many separate documents, most of which may not be review pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewparse.errors import ReviewError, ReviewParseError, not_taken
from reviewparse.formats import check_readable, decoded
from reviewparse.html import html_to_text, looks_like_html, parse_html_if
from reviewparse.limits import MAX_CHARS, checked_limit, within
from reviewparse.marks import has_mark
from reviewparse.parsing import parse, parse_all
from reviewparse.reading import read
from reviewparse.records import ReviewPage

__all__ = ["page_of", "pages_of", "parse_many"]


def parse_many(
    documents: Iterable[Any], *, text: str = "text", id: str = "id", max_chars: int | None = MAX_CHARS
) -> Iterator[tuple[Any, tuple[ReviewPage, ...] | ReviewError]]:
    r"""Read many separate documents, one at a time.

    Args:
        documents: each is text or HTML, as `str` or `bytes`; or a mapping or an object that has it, and an id, in the
            keys or attributes that `text` and `id` name. A document without an id gets its place, from 0, as its id.
        text: the key or attribute of the text or HTML.
        id: the key or attribute of the id.
        max_chars: how many characters each document may have, `None` for any number.

    Yields a pair for each document: its id, and its pages (one or more, as `parse_html` and `parse_all` find them) or
    the error that says why it has none: that of `read`, or `no-text` if the document has no text.

    Raises:
        TypeError: `documents` is not an iterable, or is a single `str`, `bytes` or mapping; `text` or `id` is no `str`.

    >>> documents = [{"id": "a1", "text": "Universal acclaim- based on 12 Ratings\n"}, {"id": "a2", "text": "Watch On"}]
    >>> for name, found in parse_many(documents):
    ...     print(name, found.code if isinstance(found, ReviewError) else len(found))
    a1 1
    a2 no-review-section
    """
    if isinstance(documents, str | bytes | bytearray | Mapping) or not isinstance(documents, Iterable):
        raise not_taken("parse_many", "an iterable of documents", documents)
    for name, value in (("text", text), ("id", id)):
        if not isinstance(value, str):
            raise not_taken("parse_many", f"the name of a key or an attribute as `{name}`", value)
    max_chars = checked_limit(max_chars)
    return (_document(place, each, text, id, max_chars) for place, each in enumerate(documents))


def _document(
    place: int, document: Any, text: str, id: str, max_chars: int | None
) -> tuple[Any, tuple[ReviewPage, ...] | ReviewError]:
    name: Any = None
    content: Any = document
    if isinstance(document, Mapping):
        name, content = document.get(id), document.get(text)
    elif not isinstance(document, str | bytes):
        name, content = getattr(document, id, None), getattr(document, text, None)
    name = place if name is None else name
    if not isinstance(content, str | bytes):
        return name, ReviewError("no-text", _no_text(document, content, text))
    try:
        return name, tuple(pages_of(content, max_chars)) or (read(content, max_chars=max_chars),)
    except ReviewError as error:
        return name, error


def _no_text(document: Any, content: object, text: str) -> str:
    if content is None:
        return f"This document, a {type(document).__name__}, is neither str nor bytes and has no text in {text!r}."
    return f"This document has {text!r} of type {type(content).__name__}, which is neither str nor bytes."


def pages_of(document: str | bytes, max_chars: int | None = MAX_CHARS) -> list[ReviewPage]:
    r"""The pages in a document, most often one or none. The content tells whether it is text or HTML.

    Raises `ReviewError` for bytes that are no text, as `read` does, and for a document that is too long (`too-long`).

    >>> len(pages_of("Universal acclaim - based on 9 Critics\n\f\nMixed or average reviews - based on 7 Critics"))
    2
    >>> pages_of(b"<p>A text about the sea.</p>")
    []
    """
    text = _text_in(document, max_chars)
    if text is None or "\f" not in text:  # which parts two pages whatever they hold
        try:
            page = _page_in(document, text, max_chars)
        except ReviewParseError as error:
            if error.code != "several-pages":
                raise
        else:
            return [] if page is None else [page]
    if text is None:
        text = html_to_text(document, max_chars=max_chars) + "\n"
    return [page for page in parse_all(text, max_chars=max_chars) if page.sections] if has_mark(text) else []


def page_of(document: str | bytes, max_chars: int | None = MAX_CHARS) -> ReviewPage | None:
    """The one page in a document, `None` where there is none.

    Raises what `pages_of` does, and `ReviewParseError` where there is another page in it (`several-pages`).

    >>> page_of("A text about the sea.") is None
    True
    """
    return _page_in(document, _text_in(document, max_chars), max_chars)


def _page_in(document: str | bytes, text: str | None, max_chars: int | None) -> ReviewPage | None:
    """The one page in a document, of which `text` is what `_text_in` says."""
    try:
        if text is None:
            return parse_html_if(document, has_mark, max_chars=max_chars)
        return parse(text, max_chars=max_chars) if has_mark(text) else None
    except ReviewParseError as error:
        if error.code in ("several-pages", "too-long"):
            raise
        return None


def _text_in(document: str | bytes, max_chars: int | None) -> str | None:
    """The text that a document is, `None` where it is HTML. Bytes of UTF-8 are decoded once, as most documents are."""
    if isinstance(document, str):
        return None if looks_like_html(document) else within(document, max_chars)
    try:
        text = document.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:  # HTML may be in any encoding
        return None if looks_like_html(document) else within(decoded(document), max_chars)
    if looks_like_html(text):
        return None
    check_readable(document)
    return within(text, max_chars)
