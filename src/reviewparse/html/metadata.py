"""What HTML says about its page outside of the text: title, heading, address, type."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from reviewparse.html.encoding import preprocessed
from reviewparse.html.text import Token, text_of
from reviewparse.html.tokens import END, RAW, START, TAG, attributes, characters
from reviewparse.identity import Identity, of_document_title, of_heading
from reviewparse.vocabulary import Kind

__all__ = ["MetadataReader", "PageMetadata", "identities_of", "page_metadata"]


@frozen
class PageMetadata:
    """What the head of a page of HTML says: each field as it is printed, white space folded; `None` where it is not.

    >>> PageMetadata(title="Copper Lane Reviews", og_type="game").heading is None
    True
    """

    title: str | None = None
    """The `title` element."""
    heading: str | None = None
    """The text of the first `h1` element."""
    url: str | None = None
    """The address in `<link rel="canonical">`; it may be relative."""
    og_title: str | None = None
    """Open Graph's `og:title` (https://ogp.me, "Basic Metadata")."""
    og_type: str | None = None
    """Open Graph's `og:type`, such as `game`, `music.album`, `video.movie` and `video.tv_show`."""
    og_url: str | None = None
    """Open Graph's `og:url`."""


_PROPERTIES: Final = {"og:title": "og_title", "og:type": "og_type", "og:url": "og_url"}


def page_metadata(html: str | bytes) -> PageMetadata:
    """What a page says about itself, up to the end of its first `h1`; of repeated values, the first.

    Encodings and broken markup are read as `html_to_text` reads them. Raises `TypeError` for anything but `str` and
    `bytes`.

    >>> page = page_metadata("<title>Copper Lane Reviews</title><meta property=og:type content=game><h1>Copper Lane")
    >>> page.title, page.heading, page.og_type, page.url
    ('Copper Lane Reviews', 'Copper Lane', 'game', None)
    """
    page = preprocessed(html)
    reader = MetadataReader()
    for token in TAG.finditer(page):
        if reader.heading_end is not None:
            break
        reader.take(token)
    return reader.metadata(page)


class MetadataReader:
    """Takes the tokens of a page in turn."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.drawing = False  # within svg, whose title is that of a picture
        self.heading: int | None = None  # where the content of the first h1 begins
        self.heading_end: int | None = None  # and where it ends

    def take(self, token: Token) -> None:
        """Take a token. Only those of `meta`, `link`, `svg`, `h1` and `title` say something."""
        if self.heading_end is not None:
            return
        kind = token.lastindex
        if kind == RAW:
            if token[4].lower() == "title" and not self.drawing:
                self._say("title", characters(token[5]))
        elif kind == START:
            name = token[6].lower()
            if name == "meta":
                meta = attributes(token[7])
                if field := _PROPERTIES.get(meta.get("property", meta.get("name", "")).lower()):
                    self._say(field, meta.get("content", ""))
            elif name == "link":
                link = attributes(token[7])
                if "canonical" in link.get("rel", "").lower().split():
                    self._say("url", link.get("href", ""))
            elif name == "svg":
                self.drawing = not token[7].endswith("/")
            elif name == "h1" and self.heading is None:
                self.heading = token.end()
        elif kind == END:
            name = token[3].lower()
            if name == "svg":
                self.drawing = False
            elif name == "h1" and self.heading is not None:
                self.heading_end = token.end(1)

    def metadata(self, page: str) -> PageMetadata:
        """What was said in the page."""
        if self.heading is not None:
            self._say("heading", text_of(page[self.heading : self.heading_end]))
        return PageMetadata(**self.found)

    def _say(self, field: str, value: str) -> None:
        if value := " ".join(value.split()):
            self.found.setdefault(field, value)


_KINDS: Final = {
    "game": Kind.GAME,
    "music.album": Kind.MUSIC,
    "video.movie": Kind.MOVIE,
    "video.tv_show": Kind.TV,
}
"""Open Graph's types (https://ogp.me, "Object Types") that are those of a page."""


def identities_of(metadata: PageMetadata) -> tuple[Identity, ...]:
    """What each element says of what the page reviews.

    >>> said = identities_of(PageMetadata(title="Dot for PC Reviews - Metacritic", heading="Dot"))
    >>> [fact.title for fact in said], said[0].platform
    (['Dot', 'Dot'], 'PC')
    """
    said = [of_document_title(title) for title in (metadata.title, metadata.og_title) if title]
    if metadata.heading:
        said.append(of_heading(metadata.heading))
    if metadata.og_type in _KINDS:
        said.append(Identity(kind=_KINDS[metadata.og_type]))
    return tuple(said)
