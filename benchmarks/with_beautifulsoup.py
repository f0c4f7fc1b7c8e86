"""The same page read from its HTML by CSS selectors, with BeautifulSoup and lxml."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from benchmarks.fields import critic, distribution, score, section, user
from reviewparse import CriticReview, ReviewPage, UserReview
from reviewparse.records import Section

__all__ = ["read"]


def read(html: str) -> ReviewPage:
    """The page that the HTML shows."""
    soup = BeautifulSoup(html, "lxml")
    return ReviewPage(tuple(_section(part) for part in soup.select("div.section")))


def _text(part: Tag, selector: str) -> str | None:
    found = part.select_one(selector)
    return None if found is None else found.get_text()


def _section(part: Tag) -> Section:
    users = "user_section" in part["class"]
    rows: Iterable[Tag] = part.select("ol.reviews > li.review")
    return section(
        users,
        score(users, _text(part, "div.summary > div.metascore_w")),
        _text(part, "div.summary > span.desc"),
        _text(part, "div.summary > span.count span"),
        distribution([(_text(row, ".count"), _text(row, ".total")) for row in part.select("ol.score_counts > li")]),
        tuple((_user if users else _critic)(number, row) for number, row in enumerate(rows, 1)),
        _text(part, "p.see_all > a"),
    )


def _paragraphs(part: Tag | None) -> str:
    if part is None:
        return ""
    for line_break in part.select("br"):
        line_break.replace_with("\n")
    return part.get_text()


def _critic(number: int, row: Tag) -> CriticReview:
    return critic(
        number,
        _text(row, ".source a"),
        _text(row, ".author a"),
        _text(row, ".date"),
        _text(row, ".review_grade .metascore_w"),
        _paragraphs(row.select_one(".review_body")),
        _text(row, ".citation"),
    )


def _user(number: int, row: Tag) -> UserReview:
    return user(
        number,
        _text(row, ".source a"),
        _text(row, ".date"),
        _text(row, ".review_grade .metascore_w"),
        _paragraphs(row.select_one(".blurb") or row.select_one(".review_body")),
        row.select_one(".spoiler") is not None,
        _text(row, ".helpful .yes"),
        _text(row, ".helpful .all"),
    )
