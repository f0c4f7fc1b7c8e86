"""A page's HTML as a text of the format, so that one grammar reads both.

The text looks like that of Resiliparse's full extraction (see the format's dialects): list items carry their number or
bullet, blocks stand on lines of their own, and nothing that a reader of the page can see is dropped. No class names and
no page's structure are known here.

| module | holds |
|---|---|
| `encoding` | bytes to characters |
| `elements` | what each element does to the text, in one table |
| `tokens` | characters to tags and text, by one regular expression |
| `nesting` | which elements are open, and what tags change: worked out once for the same tags at a place |
| `lines` | lines, their margins, and what parts two texts on one |
| `text` | tags and text to lines |
| `metadata` | title, address and type of a page |
| `links` | the addresses and names of reviews |

Why the HTML is not tokenized by a library. The ways to read HTML without lxml were measured on CPython 3.11.7, 3.12.1
and 3.13.0:

- The standard library's `html.parser` is quadratic on all three in comments, CDATA, instructions, tags and quotes
  without end (`<a x="` over and over: 0.9 s for 20 kB, 3.9 s for 40 kB). With handlers that do nothing it takes more
  than twice as long for a page as all of `html_to_text`.
- lxml's parser target (lxml 6.1) is quadratic in end tags without an open element (`<b>` 24,000 times, then `</i>` as
  often: 1.1 s; here 0.02 s). Of 20,000 generated pages of broken markup it read 1,710 with other words than this
  package, so the text of a page would depend on what is installed.
- To drop those end tags for lxml, or to bound what `html.parser` sees, takes a tokenizer that knows comments, quotes
  and scripts. That is this one, and it takes 0.6 times as long as lxml takes for a bare tree.

The other reader is in the tests: on 60,000 such pages the words and lines were those of Resiliparse's parser (Lexbor).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reviewparse.errors import ReviewParseError
from reviewparse.formats import check_format, check_readable
from reviewparse.html.encoding import decoded, preprocessed
from reviewparse.html.links import give_links
from reviewparse.html.metadata import MetadataReader, PageMetadata, identities_of, page_metadata
from reviewparse.html.text import text_and_marks, text_of
from reviewparse.limits import MAX_CHARS, html_within, within
from reviewparse.loading import LOADING
from reviewparse.markup import is_markup
from reviewparse.records import ReviewPage

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PageMetadata", "html_to_text", "looks_like_html", "page_metadata", "parse_html", "parse_html_if"]

NOTHING_FOUND: Final = ("layout-not-known", "no-review-section")
NO_HTML: Final = "This is text and not HTML: nothing in it is marked up. `parse` reads the text of a page."


def parse_html(html: str | bytes, *, max_chars: int | None = MAX_CHARS) -> ReviewPage:
    """Read a review page from its HTML.

    Args:
        html: the whole page, as `bytes` in any encoding that browsers know, or as `str`.
        max_chars: how many characters the text of the page may have, `None` for any number; the HTML itself may be 8
            times as long.

    The page is that of `parse(html_to_text(html) + "\\n")`, with what only HTML holds: the `url` of the page, the
    addresses and the `id` of each review, and title, kind, season and platform from the elements `title`, `h1` and
    `meta`. Lines are numbered in that text, from 1.

    Raises:
        ReviewParseError: the page holds no review section, or is not one page; the codes are those of `parse`.
        ReviewError: the page is longer than `max_chars` allows (`too-long`), or it is data that is neither HTML nor
            text, with a code that names it, as `read` does.
        TypeError: `html` is neither `str` nor `bytes`.

    >>> page = parse_html("<div>Metascore</div><div>74</div><p>Mixed or average reviews - based on 9 Critics</p>")
    >>> page.critics.score, page.critics.count
    (74, 9)
    """
    page = parse_html_if(html, lambda text: True, max_chars=max_chars)
    assert page is not None
    return page


def parse_html_if(
    html: str | bytes, may_hold: Callable[[str], bool], *, max_chars: int | None = MAX_CHARS
) -> ReviewPage | None:
    """What `parse_html` does, where the text of the HTML may hold a page; else `None`.

    >>> parse_html_if("<p>A text about the sea.</p>", lambda text: "Metascore" in text) is None
    True
    """
    with LOADING:
        from reviewparse.parsing import read_page
        from reviewparse.transformer import read_into

    if isinstance(html, str | bytes):
        html_within(html, max_chars)
    page = preprocessed(html)
    reader = MetadataReader()
    text, marks = text_and_marks(page, reader.take)
    text = within(text, max_chars)
    if not may_hold(text):
        return None
    check_format(html)  # an archive of a page holds its HTML in another notation, which would be read wrong
    metadata = reader.metadata(page)
    url = metadata.url if metadata.url and not metadata.url.startswith("#") else None
    try:
        read = read_page(f"{text}\n", False, read_into, identities_of(metadata))  # the last line was not cut
    except ReviewParseError as error:
        if error.code not in NOTHING_FOUND or looks_like_html(html):
            raise
        check_readable(html)
        raise ReviewParseError(
            "no-review-section", NO_HTML, error.line, error.column, error.offset, error.source_line
        ) from None
    object.__setattr__(read, "url", url)  # nobody has seen it so far
    give_links(read, marks)
    return read


def html_to_text(html: str | bytes, *, max_chars: int | None = MAX_CHARS) -> str:
    """The text of an HTML page or fragment, of any size and however broken; the last line has no line end.

    A `str` is taken as it is. Of `bytes` the encoding is that of a byte order mark, else UTF-8 where the page is valid
    UTF-8, else the declared one, else UTF-8 in which each byte that does not fit is Windows-1252. An image prints its
    `alt`. Control characters print nothing. The time grows with the size of the page alone, whatever it holds.

    Raises `TypeError` for anything but `str` and `bytes`, `ReviewError` (`too-long`) for a text of more than
    `max_chars` characters or HTML of more than eight times as many; `None` allows any number.

    >>> print(html_to_text("<ol><li>The Valley Gazette<div>80</div>Warm &amp; funny.</li><li>Dot Review</li></ol>"))
      1. The Valley Gazette
        80
        Warm & funny.
      2. Dot Review
    """
    if isinstance(html, str | bytes):
        html_within(html, max_chars)
    return within(text_of(preprocessed(html)), max_chars)


def looks_like_html(text: str | bytes) -> bool:
    """Whether the content is HTML, a document or a fragment, and not the text of a page.

    Markup begins with a document type, a comment or the tag of a block, or else with another tag and holds the end of
    a block. A text that shows a tag somewhere is not markup. Raises `TypeError` for anything but `str` and `bytes`.

    >>> looks_like_html("<li>Dot Review<div>80</div></li>"), looks_like_html("1. Dot Review\\n   <b>Bold</b> and slow.")
    (True, False)
    """
    return is_markup(decoded(text))
