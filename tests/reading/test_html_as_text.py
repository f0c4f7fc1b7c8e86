"""HTML that is given where text is read: it is refused or named, and nothing of it is taken for a value."""

from __future__ import annotations

import pytest

from reviewparse import Line, ReviewPage, ReviewParseError, parse, parse_all, parse_html, read, samples
from reviewparse.html import looks_like_html
from reviewparse.records import CriticSection
from reviewparse.validation import validate

HTML = samples.read_html("blue-harbor")
SOURCES = [
    f"<!DOCTYPE html>\n<h1>\n<span\nclass=title>Blue Harbor</span></h1>\n<h2>\nUser Reviews\n</h2>\n{HTML}",
    f"\n\n<html>\n<a>\nSee All 118 Critic Reviews\n</a>\n{HTML}",
    "\ufeff <div class=x>\nMetascore\n<b>\n74\n</b></div>\n",
    "<b>\nMetascore\n74\n</b>\n<p>\nSlow.\n</p>",
    HTML,
]


@pytest.mark.parametrize("source", SOURCES)
def test_parse_refuses_html(source: str) -> None:
    """The error says that it is HTML, and what reads it."""
    with pytest.raises(ReviewParseError, match="This is HTML and not text: `parse_html` reads it") as caught:
        parse(source)
    assert caught.value.code == "no-review-section"
    assert caught.value.source_line == source.removeprefix("\ufeff").split("\n")[caught.value.line - 1]
    assert looks_like_html(source)


def test_read_takes_html() -> None:
    """What `parse` refuses, `read` reads."""
    assert read(HTML).critics == parse_html(HTML).critics


@pytest.mark.parametrize("text", ["<3 it\nMetascore\n74\n", "< b >\nMetascore\n74\n", "<Blue Harbor>\nMetascore\n74\n"])
def test_a_text_may_begin_with_a_bracket(text: str) -> None:
    """What no tag begins is text."""
    assert parse(text).critics.score == 74  # type: ignore[union-attr]


@pytest.mark.parametrize("source", SOURCES[:2])
def test_parse_all_names_html(source: str) -> None:
    """`parse_all` refuses no text, so a page that it makes of HTML is not well read, and says why."""
    for page in parse_all(source):
        assert page.health.status == "partial" or not page.sections
        assert "text-is-html" in {problem.code for problem in validate(page)} or not page.sections


def test_a_tag_below_is_no_html() -> None:
    """A page whose text shows a tag further down is no HTML."""
    lines = Line(3, "About the film"), Line(4, "<p>Fog.</p>"), Line(5, "<p>Rain.</p>")
    page = ReviewPage((CriticSection(score=74, line=1),), unrecognized=lines)
    assert "text-is-html" not in {problem.code for problem in validate(page)}
