"""`parse_many`: many documents, each read for itself, as `read` and `parse_all` read it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from full_page import values_of
from reviewparse import ReviewError, ReviewPage, ReviewParseError, parse, parse_all, parse_html, parse_many, sniff
from reviewparse import read as reviewparse_read
from reviewparse.documents import page_of, pages_of
from reviewparse.samples import HTML_NAMES, NAMES, read, read_html
from reviewparse.strategies import review_pages
from writing import written

TEXT = read("lantern-keepers")
HTML = read_html("blue-harbor").replace(
    "<head>", '<head><link rel="canonical" href="https://example.org/movie/blue-harbor">'
)
TWO = TEXT + "\f\n" + read("blue-harbor")
SEA = "A text about the sea."


class Document(NamedTuple):
    """An object with what a document has."""

    id: str
    text: Any


def test_documents_are_read_each_for_itself() -> None:
    """Each document gives its id and its pages, or the error that says why it has none."""
    documents: list[Any] = [
        TEXT,
        {"id": "two", "text": TWO},
        Document("none", SEA),
        {"id": 4},
        None,
        {"id": "HTML", "text": HTML.encode()},
        Document("PDF", b"%PDF-1.7"),
    ]  # the place of the fifth is 4, too
    found = list(parse_many(documents))
    assert [name for name, _ in found] == [0, "two", "none", 4, 4, "HTML", "PDF"]
    assert [each.code if isinstance(each, ReviewError) else len(each) for _, each in found] == [
        1, 2, "no-review-section", "no-text", "no-text", 1, "pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (["Blue Harbor"], "This document, a list, is neither str nor bytes and has no text in 'text'."),
        ({"id": 4}, "This document, a dict, is neither str nor bytes and has no text in 'text'."),
        ({"text": 4}, "This document has 'text' of type int, which is neither str nor bytes."),
    ],
)
def test_a_document_without_text_is_described(document: Any, message: str) -> None:
    """The error says what the document is, and what is where its text should be."""
    [(_, error)] = parse_many([document])
    assert isinstance(error, ReviewError)
    assert (error.code, error.message, error.line) == ("no-text", message, None)


def test_the_fields_can_have_other_names() -> None:
    """`text` and `id` name the keys, or the attributes, of a document."""
    documents: list[Any] = [{"url": "a", "html": HTML}, Document("b", TEXT)]
    assert [name for name, _ in parse_many(documents, text="html", id="url")] == ["a", 1]
    assert [name for name, _ in parse_many([Document("b", "c")], text="id", id="text")] == ["c"]


@pytest.mark.parametrize("wrong", [TEXT, b"", {"id": 1, "text": ""}, 7])
def test_one_document_is_not_many(wrong: Any) -> None:
    """What is no iterable of documents is a `TypeError`, at once."""
    with pytest.raises(TypeError, match="iterable of documents"):
        parse_many(wrong)


@pytest.mark.parametrize("html", [HTML, *map(read_html, HTML_NAMES)])
def test_html_says_here_what_it_says_to_parse_html(html: str) -> None:
    """A page of HTML has its address and those of its reviews, as bytes and as characters."""
    page = parse_html(html)
    for document in (html, html.encode()):
        (found,) = pages_of(document)
        assert values_of(found) == values_of(page)
        assert values_of(page_of(document)) == values_of(page)
    if html is HTML:
        assert page.url == "https://example.org/movie/blue-harbor"


def test_html_of_two_pages() -> None:
    """Two pages in one document of HTML are two; the one page of that document there is not."""
    html = read_html("blue-harbor")
    both = html + html
    assert len(pages_of(both)) == 2
    with pytest.raises(ReviewParseError) as caught:
        page_of(both)
    assert caught.value.code == "several-pages"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [TEXT, TWO, HTML, SEA])
def test_bytes_hold_what_their_characters_hold(text: str, encoding: str) -> None:
    """Bytes of each encoding that `read` knows have the pages of their characters."""
    found = list(map(values_of, pages_of(text.encode(encoding))))
    assert found == list(map(values_of, pages_of(text)))
    if len(found) == 1:
        assert [values_of(page_of(text.encode(encoding)))] == found


def test_html_in_another_encoding() -> None:
    """Only of HTML may bytes be in any encoding."""
    html = "<meta charset=windows-1252><p>Café</p>" + read_html("blue-harbor")
    page = parse_html(html.encode("windows-1252", "xmlcharrefreplace"))
    for found in (page_of(html.encode("windows-1252", "xmlcharrefreplace")), *pages_of(html)):
        assert found is not None
        assert found.sections == page.sections


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (f"Café\n{TEXT}".encode("latin-1", "replace"), "not-utf-8"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (b"\0" + TEXT.encode(), "binary"),
        (b"PK\x03\x04" + TEXT.encode(), "zip"),
        (b" %PDF-1.7\n" + TEXT.encode(), "pdf"),
        (b"\x1f\x8b\x08" + TEXT.encode(), "gzip"),
    ],
)
def test_bytes_that_are_no_text(document: bytes, code: str) -> None:
    """Bytes that are neither text nor HTML raise what `read` raises for them."""
    for work in (pages_of, page_of, reviewparse_read):
        with pytest.raises(ReviewError) as caught:
            work(document)
        assert caught.value.code == code


@given(review_pages().map(written) | st.text() | st.sampled_from(list(map(read, NAMES))))
def test_a_text_has_the_pages_of_parse_all(text: str) -> None:
    """The pages are those of `parse_all` that have sections, and there are none where `sniff` says so."""
    pages = [page for page in parse_all(text) if page.sections]
    assert pages_of(text) == pages
    assert bool(pages) == sniff(text) or any(page.unsure for page in pages)
    if sniff(text):
        assert page_of(text) == parse(text)


@pytest.mark.parametrize("document", [TEXT, HTML, TEXT.encode(), HTML.encode(), SEA * 100])
def test_a_document_that_is_too_long(document: str | bytes) -> None:
    """What is longer than `max_chars` is an error, be it a page or not; `None` allows any length."""
    for work in (pages_of, page_of):
        with pytest.raises(ReviewError, match="max_chars"):
            work(document, 20)
        assert isinstance(work(document, None), ReviewPage | list | None)
    ((_, error),) = parse_many([document], max_chars=20)
    assert isinstance(error, ReviewError)
    assert error.code == "too-long"
