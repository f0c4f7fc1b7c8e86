"""What a page of HTML says of itself outside of its text."""

from __future__ import annotations

from typing import Final

from attrs import evolve, frozen

from reviewparse.html.encoding import preprocessed
from reviewparse.html.text import text_of
from reviewparse.html.tokens import END, RAW, START, TOKEN, attributes, characters

__all__ = ["PageMetadata", "page_metadata"]


@frozen
class PageMetadata:
    """Each field as the page prints it, white space folded; `None` where it is not printed or empty."""

    title: str | None = None
    """The `title` element."""
    heading: str | None = None
    """The text of the first `h1` element."""
    url: str | None = None
    """The address in `<link rel="canonical">`; it may be relative."""
    og_title: str | None = None
    """Open Graph's `og:title` (as `og_type` and `og_url`: https://ogp.me, "Basic Metadata")."""
    og_type: str | None = None
    og_url: str | None = None


_PROPERTIES: Final = {"og:title": "og_title", "og:type": "og_type", "og:url": "og_url"}


def page_metadata(html: str | bytes) -> PageMetadata:
    """What a page says of itself, up to the end of its first `h1`; of what is said twice, the first.

    Encodings and broken markup are read as `html_to_text` reads them. Raises `TypeError` for anything but `str` and
    `bytes`.

    >>> page_metadata("<title>Copper Lane\\nReviews</title><meta property=og:type content=video.movie><h1>Copper <i>Lane")
    PageMetadata(title='Copper Lane Reviews', heading='Copper Lane', url=None, og_title=None, og_type='video.movie', og_url=None)
    """
    page = preprocessed(html)
    found: dict[str, str] = {}
    drawing = False  # within svg, where a title is that of a picture
    heading = None  # where the content of the first h1 begins

    def say(field: str, value: str) -> None:
        if value := " ".join(value.split()):
            found.setdefault(field, value)

    for token in TOKEN.finditer(page):
        kind = token.lastindex
        if kind == RAW:
            if token[2].lower() == "title" and not drawing:
                say("title", characters(token[3]))
        elif kind == START:
            name = token[4].lower()
            if name == "meta":
                meta = attributes(token[5])
                if field := _PROPERTIES.get((meta.get("property") or meta.get("name", "")).lower()):
                    say(field, meta.get("content", ""))
            elif name == "link":
                link = attributes(token[5])
                if "canonical" in link.get("rel", "").lower().split():
                    say("url", link.get("href", ""))
            elif name == "h1" and heading is None:
                heading = token.end()
            elif name == "svg":
                drawing = not token[5].endswith("/")
        elif kind == END:
            if token[6].lower() == "svg":
                drawing = False
            elif heading is not None and token[6].lower() == "h1":
                say("heading", text_of(page[heading : token.start(6)-2]))
                break
    else:
        if heading is not None:
            say("heading", text_of(page[heading:]))
    return evolve(PageMetadata(), **found)
