"""One odd line costs one line: put anywhere on a page, it invents nothing, and takes nothing along that has marks.

A line that is not of the format is put at every position of every golden page, with the margin of the line below it.
Within a text any line is text. Some values are told by nothing but the order of the lines; where a line between them
reads as one of them, the place is listed in `BY_ORDER` (what is invented there) or `TAKEN_ALONG` (what is lost there).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from reviewparse import Layout, ReviewPage, parse_all

FOLDER = Path(__file__).parents[1] / "pages"
MARKDOWN: Final = ("printed-by-html2text", "printed-by-markdownify")
"""In Markdown, a line right below another one is of the same paragraph."""

PAGES = {
    path.stem: text
    for path in sorted(FOLDER.glob("l[12]/*.txt"))
    if "\r" not in (text := path.read_text("utf-8")) and path.stem not in MARKDOWN
}

KINDS: Final = ("Advertisement", "Seen on: a ferry", "Summary:", "~ ~ ~", "tbd")
"""Plain words, labels with and without a value, symbols, and a word of the format in a place that it does not have."""

VALUES: Final = ("7", "Oct 9, 2013")
"""Lines that are a score or a date where an item or a head has none: they are put where neither stands."""

HEAD: Final = re.compile(r"\s*(?:Metascore|User Score)\s*$", re.IGNORECASE)


BY_ORDER: Final = {
    "author-in-a-users-text": {8, 18},  # right below a score, the words of an author are a text's
    "counts-of-users-alone": {8},  # nothing else shows whose they are than the end of a text in the list right below
    "cut-within-a-date": {5},  # a last line is cut, and one that is not the last is a text
    "fields-of-a-critic": {15, 28},  # a line above another one is the publication, and the other one is the text
    "fields-of-a-user": {23},  # a number is a name right above a date, and else a score
    "lines-with-a-date-and-no-plain-name": {9},  # a byline with a date of another form is none below another line
    "list-right-below-the-critics": {3},  # the list below the counts is theirs: below another line, the second one
    "marked-list-right-below-the-users": {7},  # below another line, a list goes on whose next number it is
    "spoiler-notice-below-a-name": {8, 16},  # the notice is the page's right below a head, and else a line of a text
}
"""Lines before which another line makes something else of what stands around it: no mark tells them apart."""

RIGHT_BELOW: Final = re.compile(
    r"\s*(?:Metascore|User Score|.*distribution:|(?:[0-9]+\. )?[A-Z]\w+: .* out of.*|.* based on.*"
    r"|(?:Critic|User) Reviews|Write a Review)\s*$",
    re.IGNORECASE,
)
"""A line that says what the next one is: a score, counts, or a list, which below another line could be another list."""

DATED_ITEM: Final = re.compile(r" {0,4}[0-9]+\. [A-Z][a-z]{2} [ 0-9]?[0-9], [0-9]{4}$")
"""An item of a date alone: a score or a date right below it, at no margin, shows an item that is torn apart."""

TAKEN_ALONG: Final = {
    "based-on-how-many": {15},  # the second line of a verdict
    "block-heads": {3, 6, 10, 13, 17, 20},  # a verdict that does not say whose it is
    "fields-of-a-critic": {24},  # a print source below no text, where the line is the text
    "fields-of-a-user": {23},
    "lines-between-the-counts": {5, 6, 7, 8, 9},  # one line between two counts is no matter, two may be
}
"""Lines before which another line hides what stands below it, which only its place tells."""


def positions(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a line can be put: the number of lines above, the line above and the line below, blank ones left out."""
    lines = text.split("\n")
    for at in range(len(lines)):
        below = next((line for line in lines[at:] if line.strip()), "")
        above = next((line for line in reversed(lines[:at]) if line.strip()), "")
        yield at, above, below


def with_line(text: str, at: int, below: str, line: str) -> str:
    """The text with a line before the line `at`, at the margin of an item's other lines where such a line follows."""
    lines = text.split("\n")
    margin = "" if re.match(r" {0,4}[0-9]+\. ", below) else below[: len(below) - len(below.lstrip(" "))]
    return "\n".join([*lines[:at], margin + line, *lines[at:]])


def in_texts(pages: list[ReviewPage], text: str) -> set[int]:
    """The positions between the first line of a review's text and the next review: there any line is text."""
    lines = text.split("\n")
    found: set[int] = set()
    for page in pages:
        starts = sorted(review.line or 0 for section in page.sections for review in section.reviews)
        for review in (review for section in page.sections for review in section.reviews if review.text):
            assert review.line
            assert review.text
            first = next(at for at in range(review.line - 1, len(lines)) if review.text.split()[0] in lines[at])
            while not lines[first - 1].strip():
                first -= 1
            found |= set(range(first, next((line for line in starts if line > review.line), len(lines))))
    return found


def values(pages: list[ReviewPage], line: str, *, words: bool) -> set[tuple[str, str]]:
    """Each value of each record with the name of its field; of texts the words, where they are asked for."""
    found = set()
    records: list[Any] = [section for page in pages for section in page.sections]
    records += [section.distribution for section in records if section.distribution]
    records += [review for page in pages for section in page.sections for review in section.reviews]
    for record in records:
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if field.name not in ("line", "reviews", "text", "distribution", "byline") and value != field.default:
                found.add((f"{type(record).__name__}.{field.name}", str(value)))
        if words and (text := getattr(record, "text", None)):
            found |= {("text", word) for word in text.replace(line, " ").split()}
    return found


def test_there_are_pages_to_read() -> None:
    """The folder is not empty, and both layouts are there."""
    assert len(PAGES) > 60
    assert {page.layout for text in PAGES.values() for page in parse_all(text)} == {Layout.L1, Layout.L2}


@pytest.mark.parametrize("name", PAGES)
def test_an_unknown_line_invents_nothing(name: str) -> None:
    """Wherever an unknown line stands, each value that is read is one that is read without it."""
    text = PAGES[name]
    without = list(parse_all(text))
    within = in_texts(without, text)
    for line in KINDS:
        known = values(without, line, words=True)
        for at, above, below in positions(text):
            if at in within and below.startswith("    "):
                below = "    " + below.lstrip(" 0123456789.")  # within the item
            if line == "tbd" and (HEAD.match(above) or HEAD.match(below)):
                continue  # there it says that there is no score yet
            if at + 1 in BY_ORDER.get(name, ()):
                continue
            pages = list(parse_all(with_line(text, at, below, line)))
            assert values(pages, line, words=at not in within) - known == set(), (line, at + 1)


def said(pages: list[ReviewPage]) -> list[Any]:
    """What pages say, without the numbers of lines and without what is listed."""
    found: list[Any] = []
    for page in pages:
        for section in page.sections:
            found.append(attrs.evolve(section, line=None, reviews=()))  # type: ignore[arg-type]
            found += [attrs.evolve(review, line=None) for review in section.reviews]
    return found


L1: Final = [name for name, text in PAGES.items() if all(page.layout is Layout.L1 for page in parse_all(text))]


@pytest.mark.parametrize("name", L1)
def test_an_unknown_line_changes_nothing_else(name: str) -> None:
    """In layout L1 an unknown line outside of texts is listed, and all that is read is as it was."""
    text = PAGES[name]
    without = list(parse_all(text))
    within = in_texts(without, text)
    lost = TAKEN_ALONG.get(name, set()) | BY_ORDER.get(name, set())
    for line in (*KINDS, *VALUES):
        for at, above, below in positions(text):
            if at in within or RIGHT_BELOW.match(above) or (line == "tbd" and HEAD.match(below)):
                continue
            if line in VALUES and (below.startswith("    ") or DATED_ITEM.match(above)):
                continue  # in an item, where it would be its score or date
            pages = list(parse_all(with_line(text, at, below, line)))
            if at + 1 not in lost:
                assert said(pages) == said(without), (line, at + 1)
                assert any(line == each.text.strip() for page in pages for each in page.unrecognized)
