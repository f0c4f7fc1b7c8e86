"""Extractors and years spell a page in many ways; its records are the same."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respelling import Respelled, respelled
from reviewparse import ReviewPage, parse
from reviewparse.strategies import review_pages
from reviewparse.vocabulary import Layout
from sampling import sample

BOTH: Final = (Layout.L1, Layout.L2)
"""The layouts that each extractor and each year spells in its own way."""

SIZE: Final = 400
"""How many texts of each layout are looked at."""
pytestmark = pytest.mark.timeout(900)  # the sample is drawn once, by the first test that asks for it
LEAST: Final = 0.002
"""The least share of the texts in which a spelling has to come up."""


@given(st.sampled_from(BOTH).flatmap(review_pages), st.data())
def test_each_spelling_of_a_page_says_the_same(page: ReviewPage, data: st.DataObject) -> None:
    """Margins, bullets, blank lines, links, commas and words change with the extractor and the year, records do not."""
    _says_the_same(page, data.draw(respelled(page)))


def _says_the_same(page: ReviewPage, spelled: Respelled) -> None:
    read = parse(spelled.text)
    assert read.sections == page.sections, spelled.text
    assert [line.text.strip() for line in read.unrecognized] == spelled.foreign, spelled.text
    assert read.layout == page.layout


@cache
def texts() -> tuple[tuple[ReviewPage, Respelled], ...]:
    """Pages of layouts L1 and L2, and one spelling of each."""
    pages = st.sampled_from(BOTH).flatmap(review_pages)
    pairs = pages.flatmap(lambda page: respelled(page).map(lambda spelled: (page, spelled)))
    return tuple(sample("spellings", pairs, 2 * SIZE))


@pytest.mark.slow
def test_a_sample_of_spellings_says_the_same() -> None:
    """So does each text of the sample in which the spellings are counted."""
    for page, spelled in texts():
        _says_the_same(page, spelled)


SPELLINGS: Final = {
    Layout.L1: (
        r"^  [0-9]+\. \S", r"^ [0-9]\. \S", r"^    [0-9]\. \S", r"^   [0-9]{2}\. \S", r"^       \S", r"\n\n\n",
        r"^Score distribution:", r"^Critic score distribution:", r"^User score distribution:",
        r"- based on 1 Critic\b", r"- based on 1 Critic Review\b", r"- based on [0-9,]+ Critics",
        r"- based on [0-9,]+ Critic Reviews", r"[0-9]- based on|s- based on 1 Rating\b",
        r"\S- based on [0-9,]+ Ratings", r"based on [0-9]+,[0-9]+ ", r"What's this\?", r"Critics?  +[0-9]+\s*$",
        r"Ratings?  +[0-9]+\.[0-9]\s*$", r"Be the first to review!", r"No score yet - based on",
        r"No user score yet- based on", r"more reviews",
        r"Positive: [0-9]+,[0-9]+ out of", r"Mixed: .* out of $", r"^ +Negative: [0-9,]+ out of", r"^ +3\. Negative:",
        r"^ +2\. Negative:", r"Reviewed by:\u00a0\S", r"Reviewed by: ", r"[A-Z][a-z]{2}  [0-9], ",
        r"[A-Z][a-z]{2} 0[0-9], ", r"\S… Expand$", r"\S…Expand$", r"\w Expand$|[.!] Expand$", r"^ +Expand$",
        r"^ +… Expand$", r"…\n +Expand$", r"[^ …] Collapse$", r"… Collapse$", r"^ +Collapse$", r"^ +… Collapse$",
        r"• All this critic's reviews", r"□ All this publication's reviews", r"\+ Read full review",
        r"^ +All this user's reviews", r"[0-9] users found this helpful$", r" 1 user found this helpful",
        r"users found this helpful3$", r"users found this helpful\t12$", r"Helpful\? [0-9,]+ of",
        r"[0-9] users said yes", r"^ +Full Review »$", r"\S Full Review »$", r"\S\[[^\]\n]+\]$", r"^ +\[[^\]\n]+\]$",
        r"to view\. \S", r"to view\.\n +\S", r"See all 1 Critic Review\b", r"See all 1 User Review\b",
        r"See all [0-9,]+ User Reviews", r"See all critic reviews »", r"See all user reviews", r"Your Score",
        r"1\. Check Spelling", r"Buy On", r"^    $", r"[0-9]\u00a0$", r"[0-9]  $", r"(?s)(.{40,})\1",
    ),
    Layout.L2: (
        r"METASCORE", r"USER SCORE", r"^(?:[0-9]+\.[0-9]|tbd)\s+USER SCORE", r"^[0-9]+\.[0-9]\s+User Score",
        r"See All", r"WRITE A REVIEW", r"CRITIC RATING DISTRIBUTION", r"USER SCORE DISTRIBUTION",
        r" based on 1 Critic\b", r"^ *based on [0-9,]+ Critics", r"[a-z] based on [0-9,]+ Critic Reviews",
        r"[a-z] based on [0-9,]+ Ratings", r"based on [0-9]+,[0-9]+ ",
        r"Critic.*  +[0-9]+\s*$", r"Rating.*  +[0-9]+\.[0-9]\s*$", r"Positive:\s*\n\s*[0-9]+,[0-9]+",
        r"Positive:\s+[0-9,]+\s+Negative:", r"No reviews yet\.", r"No reviews yet\s*$", r"VOTE NOW\s+0 1 2",
        r"\S\t[A-Z][a-z]{2} [0-9]+, [0-9]{4}$", r"[a-z][A-Z][a-z]{2} [0-9]+, [0-9]{4}$",
        r"[a-z)] [A-Z][a-z]{2} [0-9]+, [0-9]{4}$", r"Read full review$", r"\] Read full review$",
        r"\w Expand$|[.!] Expand$", r"… Expand$", r"^ *Expand$", r"^ *… Expand$", r"users found this helpful$",
        r" 1 user found this helpful", r"helpful\t12$", r"helpful3$", r"to view\. \S", r"to view\.\n +\S",
        r"All this user's reviews", r"SEE ALL 1 REVIEW\b", r"SEE ALL [0-9,]+ REVIEWS", r"Awaiting [0-9]+ more",
        r"Advertisement", r"^   \S", r"(?s)(.{40,})\1",
    ),
}  # fmt: skip
"""Each way to spell something, as a regular expression that finds it in a text."""


@pytest.mark.slow
def test_each_spelling_comes_up() -> None:
    """Of the texts of a layout, at least 0.2 % hold each spelling, or nearly each."""
    rare = {}
    for layout, spellings in SPELLINGS.items():
        of_layout = [spelled.text for page, spelled in texts() if page.layout is layout]
        for spelling in spellings:
            share = sum(bool(re.search(spelling, text, re.MULTILINE)) for text in of_layout) / len(of_layout)
            if share < LEAST:
                rare[layout, spelling] = share
    assert len(rare) < 3, rare  # what is drawn depends on what else is loaded
