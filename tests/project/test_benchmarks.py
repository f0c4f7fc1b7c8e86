"""The benchmark measures what it says: its pages hold the facts they were made of, and every contender finds these."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from reviewparse import Layout, ReviewParseError, parse, parse_all, parse_html, sniff, validate

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import smallest
from benchmarks.by_hand import BY_HAND
from benchmarks.contenders import CONTENDERS, agrees, contenders_for
from benchmarks.invented_html import PAGES, invented_page
from benchmarks.shapes import LENGTHS, SHAPES
from benchmarks.shapes import text_of as shaped
from benchmarks.texts import FAMILIES, PLAIN, Sample, many_pages, samples
from benchmarks.timing import medians

SLOWEST = "c"
"""Lark's own parser of the grammar, which takes seconds to make."""
FROZEN = "64ce515f6c390ca103f5e4728e7b896ca5a2823cee66ecc7f4d85fa212156c0d"
SAMPLES = {sample.name: sample for sample in samples(40_000, 2_000)}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", [pytest.param(key, marks=[pytest.mark.slow] * (key == SLOWEST)) for key in CONTENDERS])
def test_contenders_agree(name: str, key: str) -> None:
    """Each contender finds the records that a text was printed from, and the lines that are in none of them."""
    sample = SAMPLES[name]
    if key in contenders_for(sample):
        assert agrees(key, sample)


def test_a_contender_that_misses_a_field_is_found_out() -> None:
    """What `agrees` compares are all fields: with one word of the text changed, nobody agrees."""
    sample = SAMPLES["25 reviews"]
    wrong = sample._replace(text=sample.text.replace("Oct ", "Nov ", 1))
    assert wrong.text != sample.text
    assert not any(agrees(key, wrong) for key, contender in contenders_for(wrong).items() if not contender.html)


@pytest.mark.parametrize(
    ("printed", "instead"), [("    Reviewed by", "    Read by"), ("p. D6]", "p. D7]"), ("  5. 90\n", "  5. 89\n")]
)
def test_the_smallest_is_found_out(printed: str, instead: str) -> None:
    """Nor does anyone agree on the page of items of one line, `b-smallest` included."""
    sample = SAMPLES["items of one line"]
    wrong = sample._replace(text=sample.text.replace(printed.removeprefix("    "), instead.removeprefix("    "), 1))
    assert wrong.text != sample.text
    assert not any(agrees(key, wrong) for key in contenders_for(wrong))


def test_the_smallest_is_frozen() -> None:
    """What the library is measured against over time stays as it was: a change makes all older ratios void."""
    source = Path(smallest.__file__).read_bytes()
    assert hashlib.sha256(source).hexdigest() == FROZEN


@pytest.mark.parametrize("name", SAMPLES)
def test_lines(name: str) -> None:
    """By hand, sections and reviews are found on the lines on which the library finds them."""

    def lines(pages: object) -> list[list[int | None]]:
        return [
            [part.line for section in page.sections for part in (section, *section.reviews)]
            for page in pages  # type: ignore[attr-defined]
        ]

    sample = SAMPLES[name]
    if sample.dialect not in BY_HAND:
        pytest.skip("nobody reads it by hand")
    assert lines(BY_HAND[sample.dialect](sample.text)) == lines(parse_all(sample.text))


def test_samples() -> None:
    """The texts are what their names say, and pages that `validate` finds no error in."""
    found = parse(SAMPLES["25 reviews"].text)
    assert found.critics is not None
    assert len(found.critics.reviews) == 25
    summary = parse(SAMPLES["summary, 300 other lines"].text)
    assert len(summary.unrecognized) == 300
    assert [len(section.reviews) for section in summary.sections] == [7, 7]
    users = parse(SAMPLES["100 user reviews"].text).users
    assert users is not None
    assert len(users.reviews) == 100
    assert not [problem for problem in validate(found) if problem.severity == "error"]


def test_items_of_one_line() -> None:
    """Of 23 critics' reviews, 4 show a score, 9 an author, 2 a print source; 10 are a line of text."""
    (page,) = SAMPLES["items of one line"].pages
    assert page.critics is not None
    reviews = page.critics.reviews
    assert len(reviews) == 23
    assert [sum(getattr(one, name) is not None for one in reviews) for name in ("score", "author", "citation")] == [
        4,
        9,
        2,
    ]
    assert not any(one.publication or one.date for one in reviews)
    assert sum(one.score is None and one.author is None for one in reviews) == 10
    assert page.users is not None
    assert [one.full_review for one in page.users.reviews] == [True, True]


def test_texts_printed_twice() -> None:
    """The beginning of each text stands twice on its page, and a text is read once."""
    sample = SAMPLES["texts printed twice"]
    users = parse(sample.text).users
    assert users is not None
    texts = [review.text or "" for review in users.reviews]
    assert [sample.text.count(text[:60]) for text in texts] == [2] * len(texts)
    assert [text.count(text[:60]) for text in texts] == [1] * len(texts)


def test_wrapped_lines() -> None:
    """No line is longer than the width, and hardly a text is not wrapped."""
    sample = SAMPLES["wrapped lines"]
    assert max(map(len, sample.text.split("\n"))) <= 79
    assert sum(len(line) >= 60 for line in sample.text.split("\n")) > 40


def test_layouts() -> None:
    """The pages of layouts L2 and L3 are such pages."""
    assert parse(SAMPLES["layout L2"].text).layout is Layout.L2
    assert parse(SAMPLES["layout L3"].text).layout is Layout.L3


def test_list_without_a_head() -> None:
    """The list without a head has no line that tells whose it is, and is read as critics' reviews."""
    sample = SAMPLES["list without a head"]
    assert not any(word in sample.text for word in ("Metascore", "distribution", "based on", "Critic Reviews"))
    critics = parse(sample.text).critics
    assert critics is not None
    assert len(critics.reviews) == 20


@pytest.mark.parametrize("name", PLAIN)
def test_texts_that_are_no_page(name: str) -> None:
    """A text that is no page is of the length that was asked for, `sniff` says so, and `parse` raises an error."""
    text = SAMPLES[f"no page: {name}"].text
    assert 38_000 < len(text) <= 41_000
    assert not sniff(text)
    with pytest.raises(ReviewParseError):
        parse(text)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("length", LENGTHS)
def test_shapes(name: str, length: int) -> None:
    """Each item of a list of one shape has the length that was asked for, and is read as one review with its text."""
    text = shaped(name, length, 10 * length)
    page = parse(text)
    assert page.unrecognized == ()
    (section,) = page.sections
    assert len(section.reviews) == 10
    assert all(review.text for review in section.reviews)
    assert 0.99 < (len(text) - len(SHAPES[name][0])) / (10 * length) < 1.01


def test_many_pages() -> None:
    """A text of many pages is as long as was asked for, and made of whole pages."""
    sample: Sample = many_pages(30_000, html=False)
    assert 30_000 <= len(sample.text) < 100_000
    assert tuple(parse_all(sample.text)) == sample.pages


@pytest.mark.parametrize("name", FAMILIES)
def test_families(name: str) -> None:
    """A hostile line is one line of about the size that was asked for."""
    line = FAMILIES[name](10_000)
    assert "\n" not in line
    assert 9_000 <= len(line) <= 11_000


@pytest.mark.parametrize("name", PAGES)
def test_html_pages(name: str) -> None:
    """An invented page of HTML is as long as it says, and has the reviews that it says."""
    html = invented_page(name)
    assert PAGES[name].size <= len(html) < PAGES[name].size + 2_000
    found = parse_html(html)
    assert found.critics is not None
    assert found.users is not None
    assert (len(found.critics.reviews), len(found.users.reviews)) == PAGES[name][:2]


def test_the_page_is_narrow() -> None:
    """No table of `docs/benchmarks.md` has more than 5 columns: that is what a page of 1280 px has room for."""
    page = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text("utf-8")
    columns = [line.count("|") - 1 for line in page.splitlines() if line.startswith("|")]
    assert len(columns) > 50
    assert max(columns) <= 5


def test_medians() -> None:
    """Every run is timed, also one that uses up its budget at once."""
    assert set(medians({"one": list, "two": dict}, rounds=3, budget=0)) == {"one", "two"}
