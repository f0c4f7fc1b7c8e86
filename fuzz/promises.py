"""What holds for any input, as code: `check_NAME(data)` raises where a promise of `SECURITY.md` is broken.

`check_NAME(data, dear=False)` leaves out what costs several times as much as reading the input once.
"""

from __future__ import annotations

import io
import json
import pickle
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import Final

from attrs import evolve

from fuzz.words import TOKEN, lost_words
from reviewparse import (
    ReviewError,
    ReviewPage,
    ReviewParseError,
    Summary,
    aggregate,
    from_dict,
    load_lines,
    parse,
    parse_all,
    parse_html,
    render,
    score_bounds,
    sniff,
    to_dict,
    validate,
)
from reviewparse.cli import main
from reviewparse.cli.status import Status
from reviewparse.html import html_to_text

__all__ = ["CHECKS", "DEAR_EVERY"]

DEAR_EVERY: Final = 16
"""Of one input in so many, by its checksum, everything is checked; of the others, what costs little."""

RAW: Final = re.compile(
    r"&|<(?:[!?]|/?(?:script|style|title|textarea|xmp|iframe|no|plaintext|svg|math|template))", re.IGNORECASE
)
"""HTML in which what a reader sees cannot be told by taking the tags out."""
HIDING: Final = re.compile("hidden|display|select|option|head|img|input|frame|object|video|audio|canvas", re.IGNORECASE)
TAG: Final = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s+[a-zA-Z]+=\"[^\"<>]*\")*\s*>")
TOLD: Final = ("kind", "title", "season", "platform")
"""What the head of an HTML page tells, too, and no text has to."""
STEERING: Final = re.compile("[^\n -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\U0010ffff]")
"""What can steer a terminal or turn a line around."""
COMMANDS: Final = tuple(
    line.split()
    for line in """
    parse
    parse
    parse
    parse --format json
    parse --format csv
    parse --format rows --table pages
    parse --encoding cp1252 --verbose
    parse --encoding utf-16
    parse --max-chars 50 --quiet
    parse --ordered
    validate
    validate
    validate --format jsonl --kind game
    validate --ordered --fail-on info
    render
    render
    report --ordered
    aggregate --by author --fold-names
    aggregate --format json --by month --top 2 --keep 1 --distinct
    """.strip().splitlines()
)
"""What is done with an input: its first byte chooses. What is quick stands here more than once, and one is wrong."""


def check_text(data: bytes, dear: bool = True) -> None:
    """Any text is a page of which nothing is lost, or an error that says where it is wrong."""
    text = _text(data)
    try:
        page = parse(text)
    except ReviewParseError as error:
        _is_whole(error, text, dear)
        found = error.code == "several-pages"
        if sniff(text) != found:
            raise AssertionError("sniff and parse do not agree") from error
        return
    assert sniff(text), "sniff finds no section where parse finds one"
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    numbers = [line.number for line in page.unrecognized]
    assert numbers == sorted(set(numbers)), "an unrecognized line is listed twice, or too early"
    assert all(lines[line.number - 1] == line.text for line in page.unrecognized), "an unrecognized line is another"
    if not dear:
        return
    assert not (lost := lost_words(text, page)), f"lost: {lost}"
    try:
        parse(text, strict=True)
    except ReviewParseError as error:
        _is_whole(error, text)
        assert page.unrecognized, "strict refuses a text of which every line is read"
    else:
        assert not page.unrecognized, "strict takes a text with lines that are not read"
    if "\f" not in text:  # which parts two pages for `parse_all` alone
        assert [each.sections for each in parse_all(text)] == [page.sections], "parse_all reads otherwise"
    if "\r" not in text:
        assert parse(text.replace("\n", "\r\n")).sections == page.sections, "line ends change what is read"
    _answers(page)


def check_html(data: bytes, dear: bool = True) -> None:
    """Any bytes are a page of HTML, whose text is read like any text, and no word that it shows is lost."""
    error = None
    try:
        page = parse_html(data)
    except ReviewParseError as refused:
        error = refused
    except ReviewError:  # no HTML at all
        return
    if not dear:
        return
    text = html_to_text(data)
    with suppress(UnicodeDecodeError):
        if not data.startswith(b"\xef\xbb\xbf"):
            assert html_to_text(data.decode()) == text, "bytes and characters are read otherwise"
    if error:
        _is_whole(error, text)
    else:
        told = {name: getattr(page, name) for name in TOLD}
        # What HTML ends with was not cut, whether or not its text has a line end.
        assert page == evolve(parse(f"{text}\n"), **told), "parse_html reads otherwise than parse"
        assert not (lost := lost_words(text, page)), f"lost: {lost}"
    markup = data.decode("ascii", "ignore")
    if len(markup) == len(data) and not RAW.search(markup) and not HIDING.search(markup):
        shown = TAG.sub(" ", markup)
        if "<" not in shown and ">" not in shown:
            bare = "".join(text.split())
            assert not (lost := [word for word in TOKEN.findall(shown) if word not in bare]), f"lost: {lost}"


def check_json(data: bytes, dear: bool = True) -> None:
    """Any JSON is a record that comes back as it was, or an error of the family."""
    with suppress(ReviewError):
        for record in load_lines(io.BytesIO(data)):
            tree = to_dict(record)
            assert from_dict(json.loads(json.dumps(tree))) == record, "a record does not come back"
            if isinstance(record, ReviewPage):
                _answers(record, dear)
            elif isinstance(record, Summary):
                assert record + Summary() == record, "a summary is changed by an empty one"
                with suppress(ReviewError):
                    to_dict(record + record)
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return
    with suppress(ReviewError):
        if isinstance(tree, dict):
            from_dict(tree)


def check_pieces(data: bytes, dear: bool = True) -> None:
    """A text gives the same pages however it is cut, and they hold all of its lines."""
    size = 1 + data[0] % 97 if data else 1
    text = _text(data[1:])
    pages = [*parse_all(text)]
    cut = [*parse_all(text[start : start + size] for start in range(0, len(text), size))]
    assert cut == pages, "pieces change what is read"
    if dear:
        assert not (lost := lost_words(text, *pages)), f"lost: {lost}"
    last = 0
    for page in pages:
        assert page.first_line is not None, "a page begins nowhere"
        assert page.last_line is not None, "a page ends nowhere"
        assert last < page.first_line <= page.last_line, "pages overlap"
        last = page.last_line
        assert all(page.first_line <= line.number <= last for line in page.unrecognized), "a line is of another page"


def check_command(data: bytes, dear: bool = True) -> None:
    """Any command ends with one of its statuses, and what it prints for programs is whole."""
    choice, stdin = (data[0], data[1:]) if data else (0, b"")
    command, *options = COMMANDS[choice % len(COMMANDS)]
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
    written, said = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in (written, said))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            status = main([command, "-", *options])
            out.flush()
    finally:
        sys.stdin = before
    assert status in set(Status), "a status that is none"
    assert b"Traceback" not in said.getvalue().replace(stdin, b""), "a traceback"
    printed = written.getvalue().decode("utf-8")
    if command != "render" and "csv" not in options:
        assert not STEERING.search(printed), "what steers a terminal is printed"
    if command == "parse" and status != Status.USAGE and not {"csv", "rows"}.intersection(options):
        trees = json.loads(printed) if "json" in options else [*map(json.loads, printed.splitlines())]
        for tree in trees:
            assert to_dict(from_dict(tree)) == {key: value for key, value in tree.items() if key != "file"}


CHECKS: Final[dict[str, Callable[..., None]]] = {
    "text": check_text,
    "html": check_html,
    "json": check_json,
    "pieces": check_pieces,
    "command": check_command,
}


def _text(data: bytes) -> str:
    """Bytes as a text: UTF-8, in which halves of surrogate pairs may stand."""
    return data.decode("utf-8", "surrogateescape" if data[-1:] == b"\xff" else "replace")


def _is_whole(error: ReviewParseError, text: str, dear: bool = True) -> None:
    """The error says where, and keeps all of it in a pickle."""
    assert text[error.offset :].startswith(error.source_line[error.column - 1 :]), "the error is at another place"
    assert 1 <= error.line <= text.count("\n") + 1, "the error is in no line"
    if dear:
        copy = pickle.loads(pickle.dumps(error))
        assert (str(copy), copy.__dict__) == (str(error), error.__dict__), "a pickle loses something of the error"


def _answers(page: ReviewPage, dear: bool = True) -> None:
    """A page through all that takes one: an answer or an error of the family."""
    validate(page)
    if not dear:
        return
    with suppress(ReviewError):
        assert from_dict(to_dict(page)) == page, "JSON changes the page"
    repr(page)
    with suppress(ReviewError):
        aggregate([page])
    for section in page.sections:
        with suppress(ReviewError):
            score_bounds(section)
    with suppress(ReviewError):
        assert len(parse(render(page)).sections) == len(page.sections), "what is rendered reads back otherwise"
