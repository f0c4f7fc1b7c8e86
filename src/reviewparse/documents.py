"""Documents of a crawl, most of which are no review pages: text or HTML in, the pages in it out."""

from __future__ import annotations

from reviewparse.errors import ReviewError
from reviewparse.html import html_to_text, looks_like_html
from reviewparse.parsing import parse, parse_all
from reviewparse.records import ReviewPage
from reviewparse.sniffing import sniff

__all__ = ["page_of", "pages_of", "text_of"]


def text_of(document: str | bytes, max_chars: int | None = None) -> str:
    """The text of a document: itself, or that of its HTML. The content tells which.

    Raises `ReviewError`: code `too-long` for a document of more characters (of `bytes`: bytes) than `max_chars`, and
    code `bad-byte` for one that is neither HTML nor UTF-8.

    >>> text_of(b"<p>Universal acclaim")
    'Universal acclaim'
    """
    if max_chars is not None and len(document) > max_chars:
        raise ReviewError("too-long", f"This document is {len(document):,} long; at most {max_chars:,} are read.")
    if looks_like_html(document):
        return html_to_text(document)
    if isinstance(document, str):
        return document
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"Byte {error.start + 1:,} is not UTF-8: 0x{document[error.start]:02X}."
        raise ReviewError("bad-byte", message) from None


def page_of(document: str | bytes, max_chars: int | None = None) -> ReviewPage | None:
    """The one page in a document, `None` where there is none. Raises what `text_of` and `parse` do.

    >>> page_of("A text about the sea.") is None
    True
    """
    text = text_of(document, max_chars)
    return parse(text) if sniff(text) else None


def pages_of(document: str | bytes, max_chars: int | None = None) -> list[ReviewPage]:
    r"""The pages in a document, most often one or none. Raises what `text_of` does.

    >>> len(pages_of("Universal acclaim - based on 9 Critics\n\f\nMixed or average reviews - based on 7 Critics"))
    2
    """
    text = text_of(document, max_chars)
    return [page for page in parse_all(text) if page.sections] if sniff(text) else []
