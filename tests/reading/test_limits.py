"""What is too long is refused by every reader, under one code, before it takes memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from benchmarks.memory import HOSTILE, peak

from commands import CRITICS, Run
from reviewparse import (
    ReviewError,
    ReviewPage,
    ReviewParseError,
    dump_lines,
    load_lines,
    parse,
    parse_all,
    parse_html,
    parsing,
    sniff,
    validate,
)
from reviewparse.cli.status import Status
from reviewparse.html import html_to_text
from reviewparse.pages import PageBuilder
from reviewparse.transformer import read_into
from reviewparse.values import LONGEST_REMEMBERED, count_of, date_of, number_of

MANY_RECORDS = ("reviews of one letter", "reviews with one number", "heads, over and over")
"""Texts that make a record of ten characters, which takes more."""
HTML = "<p>Metascore</p><p>74</p>"
READERS: dict[str, tuple[Callable[..., Any], str]] = {
    "parse": (parse, CRITICS),
    "parse_all": (lambda text, **limit: [*parse_all(text, **limit)], CRITICS),
    "parse_all of pieces": (lambda text, **limit: [*parse_all(iter(text), **limit)], CRITICS),
    "parse_html": (parse_html, f"<pre>{CRITICS}</pre>"),
    "html_to_text": (html_to_text, CRITICS),
    "load_lines": (lambda text, **limit: [*load_lines([text], **limit)], next(dump_lines([parse(CRITICS)]))),
}


@pytest.mark.parametrize("name", READERS)
def test_each_reader_has_a_limit(name: str) -> None:
    """What is as long as allowed is read, and what is longer is an error with the code `too-long`."""
    read, text = READERS[name]
    read(text, max_chars=None)
    read(text, max_chars=len(text) + 1)
    with pytest.raises(ReviewError) as caught:
        read(text, max_chars=len(text) // 2)
    assert caught.value.code == "too-long"


def test_place() -> None:
    """The error of a text stands at the first character that is too much."""
    with pytest.raises(ReviewParseError) as caught:
        parse("Metascore\n7" + "4" * 500, max_chars=15)
    error = caught.value
    assert (error.line, error.column, error.offset) == (2, 6, 15)
    assert str(error).splitlines()[2] == " " * 7 + "^"


def test_html() -> None:
    """HTML may be eight times as long as the text that it prints, in bytes or characters."""
    page = HTML.ljust(800)
    for html in (page, page.encode()):
        assert parse_html(html, max_chars=100).critics is not None
    for html in (page + " ", b" " * 3300):
        with pytest.raises(ReviewError) as caught:
            parse_html(html, max_chars=100)
        assert caught.value.code == "too-long"


def test_sniff() -> None:
    """A text that `parse` refuses for its length is none that it finds a section in."""
    assert sniff(CRITICS)
    assert sniff(CRITICS, max_chars=None)
    assert not sniff(CRITICS, max_chars=len(CRITICS) - 1)


def test_many_pages_may_be_longer_together() -> None:
    """The limit of `parse_all` is that of each page, not that of the text."""
    pages = [*parse_all(f"{CRITICS}\n\f\n" * 20, max_chars=len(CRITICS) + 9)]
    assert len(pages) == 20
    assert len([*parse_all((f"{CRITICS}\n" * 20), max_chars=2 * len(CRITICS))]) == 20
    with pytest.raises(ReviewError, match="The page from line 3 on ") as caught:
        list(parse_all(f"Slow.\n\f\n{CRITICS}", max_chars=len(CRITICS) // 2))
    long = f"{CRITICS}\n{'Slow. ' * 50}"
    for text in (long, long + "\n", "Slow.\n\f\n" + long):
        *_, last = parse_all(iter(text), max_chars=len(long))
        assert last.critics is not None
        with pytest.raises(ReviewError, match=r"The page from line [13] on"):
            list(parse_all(iter(text), max_chars=len(long) - 1))
    assert caught.value.line == 3


def test_command_line(run: Run, tmp_path: Path) -> None:
    """A file that is too long is reported like any other that cannot be read, and the others are read."""
    long, page, html = tmp_path / "long", tmp_path / "page", tmp_path / "html"
    long.write_text(CRITICS + "x\n" * 10_000, "utf-8")
    html.write_text("<p>" + "x" * 100_000, "utf-8")
    page.write_text(CRITICS, "utf-8")
    status, out, err = run("validate", long, html, page, "--max-chars", 5000)
    assert (status, out) == (Status.BAD_INPUT, "")
    assert [line.split(" ")[0] for line in err.splitlines()[:2]] == [f"{long}:", f"{html}:1:"]
    assert err.endswith("1 page, 0 problems\n")
    assert run("validate", long, "--max-chars", 0).status == Status.FINE


def no_page(text: str) -> None:
    with pytest.raises(ReviewParseError):
        parse(text)


def test_what_is_no_page_takes_little_memory() -> None:
    """Short lines are no page: that is told in less than 12 bytes a character, and no line becomes a record."""
    parse(CRITICS)
    for text in ("x\n" * 100_000, "\n" * 200_000, "\N{CRAB}\n" * 50_000, "<p>x</p>\n" * 20_000):
        assert peak(partial(no_page, text)) < 12 * len(text), text[:9]


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in MANY_RECORDS])
def test_reading_takes_little_memory(name: str) -> None:
    """However short the lines of a text are, `parse` and `validate` take less than 12 bytes a character."""
    text = HOSTILE[name](200_000)
    with suppress(ReviewError):
        validate(parse(text))  # what is compiled on first use
    assert peak(partial(parse, text)) < 12 * len(text)
    with suppress(ReviewError):
        assert peak(partial(validate, parse(text))) < 12 * len(text)


@pytest.mark.parametrize("name", MANY_RECORDS)
def test_many_records(name: str) -> None:
    """Where every few characters are a record, one of a review or a problem takes under 400 bytes, a head under 200."""
    text = HOSTILE[name](20_000)
    with suppress(ReviewError):
        validate(parse(text))  # what is compiled on first use
    page = parse(text)
    reviews, heads, problems = len(page.sections[0].reviews), text.count("ore\n"), len(validate(page))
    assert peak(partial(parse, text)) < 400 * reviews + 200 * heads
    assert peak(partial(validate, page)) < 400 * problems + 10_000


def test_what_is_too_long_takes_none() -> None:
    """A text is refused before any of it is copied."""
    text, html = "x\n" * 1_000_000, b"<p>x</p>" * 1_000_000
    for read in (partial(parse, text, max_chars=1000), partial(parse_html, html, max_chars=1000)):
        with pytest.raises(ReviewError):
            read()
        tracemalloc.start()
        with pytest.raises(ReviewError):
            read()
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 20_000


def test_no_text_is_kept() -> None:
    """What is remembered of numbers and dates is short, whatever white space a page has around them."""
    for read, printed in ((number_of, "74"), (count_of, " 1,007"), (date_of, "Oct 7, 2014")):
        kept: dict[str, object] = getattr(read, "__self__")  # noqa: B009 - a bound method of what is remembered
        read(" " * 100_000 + printed)
        assert max(map(len, kept)) <= LONGEST_REMEMBERED


@pytest.mark.parametrize("lines", [10, 30_000, 120_000, 150_000])
def test_each_page_is_read_at_most_twice(lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a page is that comes in pieces, what is read of it is at most twice its length."""
    read: list[int] = []
    whole = read_into

    def counted(page: PageBuilder, text: str, line: int = 1, start: int = 0, end: int | None = None) -> int:
        read.append((len(text) if end is None else end) - start)
        return whole(page, text, line, start, end)

    monkeypatch.setattr(parsing, "read_into", counted)
    text = CRITICS + "The pier is long and foggy.\n" * lines
    pieces: Iterator[str] = (text[start : start + 65_536] for start in range(0, len(text), 65_536))
    pages = [*parse_all(pieces, max_chars=5_000_000)]
    assert [type(page) for page in pages] == [ReviewPage]
    assert sum(read) <= 2 * len(text)


def test_a_text_as_long_as_the_limit_is_read() -> None:
    """`max_chars` is the most characters that a text may have."""
    text = "Metascore\n74\n"
    assert parse(text, max_chars=len(text)) == parse(text)
    with pytest.raises(ReviewParseError, match="more than 12 characters"):
        parse(text, max_chars=len(text) - 1)
