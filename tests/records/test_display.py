"""Records show themselves on one line, and as safe HTML in a notebook."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import attrs
import pytest
from hypothesis import given

from full_page import FULL, WRONG
from reviewparse import Summary, aggregate, parse, samples
from reviewparse.records import CriticReview, CriticSection, Distribution, ReviewPage, UserReview, UserSection
from reviewparse.strategies import review_pages
from reviewparse.vocabulary import Verdict


@given(review_pages())
def test_a_page_shows_itself_on_one_line(page: ReviewPage) -> None:
    """However many reviews it has: what it is of, its scores, and how much was read."""
    line = repr(page)
    assert len(line) <= 250
    assert line.isprintable()
    assert line.startswith("<ReviewPage ")


def test_what_the_line_says() -> None:
    """Layout, kind, title, scores, and how many reviews and other lines."""
    page = parse(samples.read("lantern-keepers"))
    assert repr(page) == (
        "<ReviewPage L1 game 'Lantern Keepers': critics 81, 7 reviews; users 7.6, 5 reviews; 52 unrecognized lines>"
    )
    summary = aggregate([page])
    assert repr(summary) == (
        "<Summary of 1 page: critics 7 reviews, 7 scores, mean 81.86; users 5 reviews, 5 scores, mean 6.80>"
    )
    assert repr(Summary()) == "<Summary of 0 pages: critics 0 reviews, 0 scores; users 0 reviews, 0 scores>"


@pytest.mark.parametrize("wrong", WRONG)
def test_no_wrong_value_keeps_a_page_from_showing_itself(wrong: str) -> None:
    """A record is what a person looks at who looks for what is wrong with it, so its line always comes."""
    for field in attrs.fields(ReviewPage):
        assert repr(attrs.evolve(FULL, **{field.name: WRONG[wrong]})).startswith("<ReviewPage")
    for name in ("score", "reviews"):
        section = attrs.evolve(FULL.sections[0], **{name: WRONG[wrong]})
        assert repr(ReviewPage((section,))).startswith("<ReviewPage")
    for change in ({"pages": WRONG[wrong]}, {"critics": WRONG[wrong]}):
        assert repr(Summary(**change)).startswith("<Summary")


def cells(html: str) -> list[str]:
    """What the cells of the tables show."""
    return [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL)]


def test_html_shows_verdict_distribution_and_the_first_reviews() -> None:
    """What a person looks for on a page, and how many reviews are left out."""
    html = parse(samples.read("lantern-keepers"))._repr_html_()
    assert "<h3>Lantern Keepers <small>(game, L1)</small></h3>" in html
    assert "<b>Critics</b>: Generally favorable reviews, Metascore 81, based on 19</p>" in html
    assert "<p>15 positive, 4 mixed, 0 negative, 19 total</p>" in html
    assert cells(html)[:3] == ["95", "Pixel Almanac", "2018-03-06"]
    assert html.count("<tr>") == 2 * (1 + 5)
    assert "<p>and 2 more</p>" in html


HOSTILE = "<script>alert('fog')</script>&amp;\"><img src=x onerror=y>"


def test_html_is_escaped() -> None:
    """Whatever a page holds, in whichever field, its HTML has no other tags than its own."""
    text: Any = HOSTILE
    counts = Distribution(text, text, text, text)
    review = CriticReview(publication=text, author=text, byline=text, score=text, date=text, text=text)
    critics = CriticSection(text, text, text, counts, (review,))
    users = UserSection(verdict=Verdict.UNIVERSAL_ACCLAIM, reviews=(UserReview(author=HOSTILE, text=HOSTILE * 99),))
    page = ReviewPage((critics, users), (), text, text, text, season=text, platform=text)
    html = page._repr_html_()
    assert set(re.findall(r"<(/?\w+)", html)) <= {
        f"{end}{name}" for end in ("", "/") for name in ("div", "h3", "small", "p", "b", "table", "tr", "th", "td")
    }
    assert html.count("&lt;script&gt;") > 8
    assert max(map(len, cells(html))) < 400
