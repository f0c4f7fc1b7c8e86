"""`page.health`: one answer to how well a page was read, by documented rules."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reviewparse
from mutations import mutated
from reviewparse import parse, samples
from reviewparse.declared import check_page
from reviewparse.health import RULES, Health, HealthStatus, health_as_read, health_of
from reviewparse.problems import Severity
from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.review_grammar import terminal
from reviewparse.strategies import review_pages
from reviewparse.validation.headlines import IN_ANY_CASE, beginnings

DOCS = Path(__file__).parents[2] / "docs" / "problems.md"

TWO = (CriticReview(1, text="Slow.", line=3), CriticReview(2, text="Wry.", line=7))
CASES: list[tuple[str, list[str], ReviewPage]] = [
    ("not-a-review-page", ["section-empty"], ReviewPage()),
    ("layout-changed", ["layout-not-known"], ReviewPage((CriticSection(line=1),), (Line(2, "Universal Acclaim"),))),
    ("partial", ["lines-not-understood"], ReviewPage((CriticSection(reviews=TWO, line=1),), (Line(5, "Verified"),))),
    (
        "partial",
        ["list-not-known"],
        ReviewPage((CriticSection(score=74),), tuple(Line(n, f"          {n}. The Dusty Reel") for n in (2, 3))),
    ),
    (
        "partial",
        ["no-list-numbers"],
        ReviewPage((CriticSection(score=74),), tuple(Line(n, "Reviewed by: Ann Example") for n in range(2, 8))),
    ),
    (
        "partial",
        ["text-is-markdown"],
        ReviewPage((CriticSection(score=74),), tuple(Line(n, "  1. [The Dusty Reel](/x)") for n in (2, 3))),
    ),
    ("partial", ["text-is-html"], ReviewPage((CriticSection(score=74),), (Line(1, "<!DOCTYPE html>"),))),
    ("partial", ["class-above-total"], ReviewPage((CriticSection(distribution=Distribution(3, 0, 0, 2)),))),
    ("empty", [], ReviewPage((CriticSection(),))),
    ("empty", [], ReviewPage((CriticSection(no_score=True, count=0, awaiting=4), UserSection(tbd=True)))),
    ("empty", [], ReviewPage((CriticSection(no_reviews=True, distribution=Distribution(0, 0, 0)),))),
    ("ok", [], ReviewPage((CriticSection(no_score=True), UserSection(score=Decimal("6.5"))))),
    ("ok", [], ReviewPage((CriticSection(no_score=True, reviews=TWO[:1]),))),
    ("ok", [], ReviewPage((UserSection(distribution=Distribution(total=2)),), (Line(1, "Watch On"),))),
]


@pytest.mark.parametrize(("status", "codes", "page"), CASES)
def test_each_rule(status: str, codes: list[str], page: ReviewPage) -> None:
    """A page has the status of the first rule that fits, with the problems that put it there."""
    health = page.health
    assert (health.status, [problem.code for problem in health.problems]) == (status, codes)
    assert str(health).startswith(status)


def test_every_status_has_a_case() -> None:
    """The cases above and the rules are of the same statuses."""
    assert {status for status, _, _ in CASES} == set(HealthStatus) == set(RULES)


def test_a_later_rule_does_not_hide_an_earlier_one() -> None:
    """A page of which nothing was understood is not `partial` for an error."""
    page = attrs.evolve(CASES[1][2], kind="opera")  # type: ignore[arg-type]
    assert {problem.severity for problem in reviewparse.validate(page)} >= {Severity.ERROR}
    assert page.health.status == "layout-changed"


@given(review_pages())
def test_a_status_is_what_its_problems_say(page: ReviewPage) -> None:
    """The problems are among those of `validate`, and `ok` and `empty` have none."""
    health = health_of(page)
    assert set(health.problems) <= set(reviewparse.validate(page))
    assert bool(health.problems) == (health.status in ("not-a-review-page", "layout-changed", "partial"))
    assert health == page.health


@given(review_pages())
def test_the_quick_way_is_the_same(page: ReviewPage) -> None:
    """Where values are of the types declared, the health of a page that was read is that of any page."""
    assert health_as_read(page) == page.health


@given(st.data(), st.sampled_from(samples.NAMES))
def test_pages_that_are_read_hold_values_of_the_types_declared(data: st.DataObject, name: str) -> None:
    """So the quick way is right for them, whatever the text."""
    for page in reviewparse.parse_all(data.draw(mutated(samples.read(name)))):
        check_page(page)
        assert "bad-value" not in {problem.code for problem in reviewparse.validate(page)}
        assert health_as_read(page) == page.health


@given(st.data())
def test_the_first_letters_of_headlines_are_searched_in_any_case(data: st.DataObject) -> None:
    """Each line that resembles a headline begins as the search says by which lines are dismissed."""
    pattern = terminal("_HEADLINE_LIKE").pattern
    greedy = re.sub(r"([*+?}])\+", r"\1", pattern)  # Hypothesis knows no possessive repeats
    line = data.draw(st.from_regex(greedy))
    for like in re.finditer(pattern, line):
        assert beginnings().match("\n" + like[0])


def test_the_cases_of_a_letter_are_those_of_regular_expressions() -> None:
    """For each letter of a-z all are known that `re.IGNORECASE` takes for it."""
    every = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        pair = f"[{letter.upper()}{letter}]"
        assert re.findall(letter, every, re.IGNORECASE) == re.findall(IN_ANY_CASE.get(pair, pair), every)


@pytest.mark.parametrize("name", samples.NAMES)
def test_sample_pages_are_well(name: str) -> None:
    """A page as a real one is has nothing to report."""
    assert parse(samples.read(name)).health == Health(HealthStatus.OK)


NO_REVIEW: Any = "a"
ANYTHING: list[Any] = ["critics", (3,), ((),), (CriticSection(reviews=(NO_REVIEW,)),), (UserReview(),)]


@pytest.mark.parametrize("sections", ANYTHING)
def test_what_is_wrong_with_a_record_is_partial(sections: Any) -> None:
    """A page built by hand of anything has a status, and raises nothing."""
    assert ReviewPage(sections=sections).health.status in ("partial", "not-a-review-page")


def test_docs_say_the_rules() -> None:
    """The rules of the documentation are those of the code, in their order."""
    listed = re.findall(r"^\d\. \*\*`([\w-]+)`\*\* (.+)$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert listed == [(str(status), rule) for status, rule in RULES.items()]


def test_real_pages_are_well(corpus: Path) -> None:
    """No real page in HTML of a known layout is called unwell."""
    found = {path.name: reviewparse.parse_html(path.read_bytes()).health.status for path in corpus.glob("html/*.html")}
    assert found
    assert {name: status for name, status in found.items() if status != "ok"} == {}


def test_a_headline_is_on_the_line_that_it_fills() -> None:
    """A line that is a headline and nothing else is named, and not the line below."""
    page = ReviewPage((CriticSection(score=74, reviews=TWO),), (Line(9, "User Score"), Line(10, "Watch On")))
    assert [(problem.code, problem.line) for problem in reviewparse.validate(page)] == [("headline-not-taken", 9)]
