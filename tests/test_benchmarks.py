"""The benchmark measures what it says: its pages hold the facts they were made of, and every contender finds these."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reviewparse import parse, parse_all, validate

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import guard, handwritten
from benchmarks.contenders import CONTENDERS, agrees, contenders_for
from benchmarks.texts import FAMILIES, Sample, many_pages, samples
from benchmarks.timing import medians

SAMPLES = {sample.name: sample for sample in samples(40_000, 2_000)}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", CONTENDERS)
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
    assert not any(agrees(key, wrong) for key, contender in CONTENDERS.items() if not contender.html)


@pytest.mark.parametrize("name", SAMPLES)
def test_lines(name: str) -> None:
    """By hand, sections and reviews are found on the lines on which the library finds them."""

    def lines(pages: object) -> list[list[int | None]]:
        return [
            [part.line for section in page.sections for part in (section, *section.reviews)]
            for page in pages  # type: ignore[attr-defined]
        ]

    assert lines(handwritten.read_all(SAMPLES[name].text)) == lines(parse_all(SAMPLES[name].text))


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


def test_medians() -> None:
    """Every run is timed, also one that uses up its budget at once."""
    assert set(medians({"one": list, "two": dict}, rounds=3, budget=0)) == {"one", "two"}


def test_guard() -> None:
    """The guard names what has grown by more than its slack, and what was never recorded."""
    assert guard.compare({"x": 1.0, "y": 1.04}, {"x": 1.0, "y": 1.0}) == []
    assert [line.split(":")[0] for line in guard.compare({"x": 1.0, "y": 2.0, "z": 1.0}, {"x": 1.0, "y": 1.0})] == [
        "y",
        "z",
    ]
