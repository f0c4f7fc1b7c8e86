"""What the page of the playground asks, answered without a browser; test_playground_browser.py opens the page."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from docs.playground.playground import GROUPS, LINES, LONGEST, PAGES, SHOWN, Playground, definitions, group_of
from hypothesis import given
from hypothesis import strategies as st

import reviewparse
from reviewparse import samples
from reviewparse.engine.notation import Tree, heads, tree_of
from reviewparse.review_grammar import engine, source
from reviewparse.tabulation import REVIEW_COLUMNS

GOLDEN = sorted((Path(__file__).parents[1] / "pages").rglob("*.txt"))


class Asked:
    """A playground that was asked to read a text."""

    def __init__(self, text: str, *, kind: str = "", ordered: bool = False) -> None:
        self._playground = Playground()
        self.read = self.ask("read", source=text, kind=kind, ordered=ordered)

    def ask(self, question: str, **more: Any) -> Any:
        answer = self._playground.answer(json.dumps({"ask": question, **more}))
        assert answer.isascii()
        return json.loads(answer)

    def lines(self, first: int = 1) -> Any:
        return self.ask("lines", first=first)["lines"]

    def all_lines(self) -> list[Any]:
        return [line for first in range(1, self.read["lines"] + 1, LINES) for line in self.lines(first)]


def text_of(line: Any) -> str:
    return "".join(piece[0] for piece in line["pieces"])


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_lines_are_those_of_the_text(path: Path) -> None:
    """The pieces of the lines make the text; those not of the format are marked, and each rule is in the grammar."""
    text = path.read_text("utf-8")
    asked = Asked(text)
    lines = asked.all_lines()
    assert [text_of(line) for line in lines] == [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert {line["rule"] for line in lines} - {None} <= definitions().keys()
    pages = [page for page in reviewparse.parse_all(text) if page.unrecognized]
    unread = [line.number for page in pages for line in page.unrecognized]
    assert [line["number"] for line in lines if line["unread"]] == unread
    assert asked.read["unread"] == len(unread)


def test_a_piece_is_the_field_that_it_became() -> None:
    """Each value of a review stands in a piece of its own, named after the field of the grammar."""
    asked = Asked(samples.read("lantern-keepers"))
    (first, *_) = asked.read["rows"]
    row = dict(zip(asked.read["columns"], first, strict=True))
    block = [line for line in asked.all_lines() if line["block"] == int(row["line"])]
    pieces = {field: text for line in block for text, field, _ in line["pieces"] if field is not None}
    assert pieces == {
        "number": row["number"],
        "publication": row["publication"],
        "date": "Mar 6, 2018",
        "score": row["score"],
        "critic_text": row["text"],
    }


UNREAD = """above_author above_mixed above_negative above_positive any_line l2_other_date l2_tabs l2_trailing
    other_column other_line profile_line report table_line season_review trailing unknown unknown_below
    without_numbers"""


def test_each_field_has_a_colour_or_becomes_no_value() -> None:
    """Each field of the grammar is in one group, but for those that hold what is not read; no group has another."""
    fields = {field.lower() for rule in engine().rules for field in rule.fields}
    grouped = [field for text in GROUPS.values() for field in text.split()]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= fields
    assert {field for field in fields if group_of(field) is None} == set(UNREAD.split())


def test_each_definition_of_the_grammar_is_found_whole() -> None:
    """The definitions are those that the engine reads, each with its own text."""
    found = definitions()
    read = trees(source())
    assert found.keys() == dict(read).keys()
    assert {name: trees(found[name]["text"]) for name in found} == {name: [(name, tree)] for name, tree in read}


def trees(grammar: str) -> list[tuple[str, Tree]]:
    return [(head.name, tree_of(grammar, head)) for head in heads(grammar)]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_the_table_is_the_csv(path: Path) -> None:
    """The rows are the cells of the CSV, which is that of `write_csv`."""
    text = path.read_text("utf-8")
    asked = Asked(text)
    written = asked.ask("csv")["csv"]
    file = io.StringIO(newline="")
    reviewparse.write_csv(
        (row for page in reviewparse.parse_all(text) for row in reviewparse.rows(page)),
        file,
    )
    assert written == file.getvalue()
    head, *rows = list(csv.reader(io.StringIO(written, newline=""))) or [[column.name for column in REVIEW_COLUMNS]]
    assert (asked.read["columns"], asked.read["rows"]) == (head, rows)


@pytest.mark.parametrize("name", samples.NAMES)
def test_the_records_are_those_of_parse(name: str) -> None:
    """The tree is the page as JSON, without its unrecognized lines."""
    tree = reviewparse.to_dict(reviewparse.parse(samples.read(name)), unrecognized=False)
    (page,) = Asked(samples.read(name)).read["pages"]
    for section in page["sections"]:
        assert section.pop("review_count") == len(section["reviews"])
    assert page == tree


def test_html_is_read_as_html() -> None:
    """HTML is told from text; its lines are those of the text that is made of it, its records those of `parse_html`."""
    html = samples.read_html("blue-harbor")
    asked = Asked(html)
    assert asked.read["html"] is True
    assert [text_of(line) for line in asked.all_lines()] == reviewparse.html.html_to_text(html).split("\n")
    assert asked.read["pages"][0]["url"] == reviewparse.parse_html(html).url


def test_ranges_follow_the_choices() -> None:
    """The ranges are those of `score_bounds` for the kind and the order that were chosen."""
    text = samples.read("blue-harbor")
    section = reviewparse.parse(text).critics
    assert section is not None
    for kind, ordered in (("", False), ("movie", False), ("movie", True)):
        critics, _ = Asked(text, kind=kind, ordered=ordered).read["ranges"]
        expected = reviewparse.score_bounds(section, kind=kind or None, ordered=ordered)
        assert [(each["low"], each["high"]) for each in critics["reviews"]] == [
            (each.low, each.high) for each in expected
        ]
        assert critics["ignored"] == []


def test_an_order_that_the_scores_contradict_is_named() -> None:
    """Where the list is not sorted, the ranges say that the order is ignored."""
    text = "Critic score distribution:\n  1. Positive: 1 out of 3\n  1. Dot\n    60\n  2. Dot\n    90\n"
    assert Asked(text, ordered=True).read["ranges"][0]["ignored"] == ["order"]


def test_problems_name_their_lines() -> None:
    """Each problem of `validate` is listed with its line and what its code means."""
    text = samples.read("blue-harbor").replace("Positive: 10 out of 12", "Positive: 13 out of 12")
    found = Asked(text).read["problems"]
    problems = reviewparse.validate(reviewparse.parse(text))
    assert [(each["code"], each["line"], each["message"]) for each in found] == [
        (each.code, each.line, each.message) for each in problems
    ]
    assert found
    assert all(each["meaning"] for each in found)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-page", None),
        ("Blue Harbor\nis closed.", "no-review-section", 1),
        ("%PDF-1.7\n", "pdf", None),
        ("<p>Blue Harbor</p>", "no-review-section", 1),
        ("x" * 4_000_001, "too-long", None),
    ],
    ids=["empty", "no page", "PDF", "HTML", "too long"],
)
def test_an_error_is_the_first_problem(text: str, code: str, line: int | None) -> None:
    """What is no page has the error as its problem, and its lines are shown as not of the format."""
    asked = Asked(text)
    assert [(each["code"], each["severity"]) for each in asked.read["problems"]] == [(code, "error")]
    if line is not None:
        assert asked.read["problems"][0]["line"] == line
        assert all(each["unread"] for each in asked.all_lines())
    assert asked.read["pages"] == asked.read["rows"] == asked.read["ranges"] == []
    assert asked.ask("csv")["csv"] == ""


def test_each_page_of_a_text_is_traced_by_itself() -> None:
    """In a text of several pages, the lines of each are read as they are alone, lines before the first page as well."""
    pages = [samples.read(name).removesuffix("\n") for name in ("lantern-keepers", "blue-harbor")]
    apart = [[line["rule"] for line in Asked(page).all_lines()] for page in pages]
    together = Asked("\n\f\n".join(pages))
    assert together.read["page_count"] == 2
    rules = [line["rule"] for line in together.all_lines()]
    assert rules == [*apart[0], None, *apart[1]]
    assert together.all_lines()[len(apart[0]) + 1]["block"] == len(apart[0]) + 2


REVIEW = "  {}. Dot Review\n    80\n    Slow.\n"


def test_what_is_shown_of_a_large_text_is_bounded() -> None:
    """Of a large text, each list is cut, its whole size is told, and the CSV holds all."""
    text = "Critic score distribution:\n" + "".join(map(REVIEW.format, range(1, 5001)))
    asked = Asked(text)
    read = asked.read
    assert (read["row_count"], len(read["rows"])) == (5000, SHOWN)
    assert (read["ranges"][0]["count"], len(read["ranges"][0]["reviews"])) == (5000, SHOWN)
    (section,) = read["pages"][0]["sections"]
    assert (section["review_count"], len(section["reviews"])) == (5000, SHOWN)
    assert (read["lines"], len(asked.lines())) == (15001, LINES)
    assert [line["number"] for line in asked.lines(15000)] == [15000, 15001]
    assert len(asked.ask("csv")["csv"].splitlines()) == 5001


def test_a_long_line_is_cut() -> None:
    """Of a line of a million characters the first are shown, and how many more there are is told."""
    (line,) = Asked("x" * 1_000_000).all_lines()
    assert (len(text_of(line)), line["more"]) == (LONGEST, 1_000_000 - LONGEST)


def test_of_many_pages_the_first_are_shown() -> None:
    """Of a text of many pages, the records and ranges are those of the first; the rows and the CSV are of all."""
    asked = Asked("\f\n".join(["Critic score distribution:\n" + REVIEW.format(1)] * 30))
    assert (asked.read["page_count"], len(asked.read["pages"]), len(asked.read["ranges"])) == (30, PAGES, PAGES)
    assert asked.read["row_count"] == 30


LETTERS = st.sampled_from("a1 .:\t\n\r\f\x00\x1c\u2028\ud800<>&\"'«😀é")
WORDS = st.sampled_from(
    ["Metascore\n", "Critic score distribution:\n", "  1. ", "Positive: 1 out of 2\n", "80\n", "<li>"]
)


@given(st.lists(LETTERS | WORDS, max_size=40).map("".join))
def test_any_text_is_answered(text: str) -> None:
    """Whatever the text, all questions are answered, and no character of a line is lost."""
    asked = Asked(text)
    lines = asked.all_lines()
    if not asked.read["html"] and text and asked.read["lines"]:
        shown = text.removesuffix("\n").split("\n")
        assert [text_of(line) for line in lines] == [line.rstrip("\r") for line in shown]
    asked.ask("csv")
