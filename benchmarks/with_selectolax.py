"""The same page read from its HTML by CSS selectors, with selectolax (lexbor)."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from benchmarks.fields import critic, distribution, score, section, user
from reviewparse import CriticReview, ReviewPage, UserReview
from reviewparse.records import Section

__all__ = ["read"]


def read(html: str) -> ReviewPage:
    """The page that the HTML shows."""
    return ReviewPage(tuple(_section(part) for part in LexborHTMLParser(html).css("div.section")))


def _text(part: LexborNode, selector: str) -> str | None:
    found = part.css_first(selector)
    return None if found is None else found.text()


def _section(part: LexborNode) -> Section:
    users = "user_section" in (part.attributes["class"] or "")
    return section(
        users,
        score(users, _text(part, "div.summary > div.metascore_w")),
        _text(part, "div.summary > span.desc"),
        _text(part, "div.summary > span.count span"),
        distribution([(_text(row, ".count"), _text(row, ".total")) for row in part.css("ol.score_counts > li")]),
        tuple(
            (_user if users else _critic)(number, row)
            for number, row in enumerate(part.css("ol.reviews > li.review"), 1)
        ),
        _text(part, "p.see_all > a"),
    )


def _paragraphs(part: LexborNode | None) -> str:
    if part is None:
        return ""
    for line_break in part.css("br"):
        line_break.replace_with("\n")
    return part.text()


def _critic(number: int, row: LexborNode) -> CriticReview:
    return critic(
        number,
        _text(row, ".source a"),
        _text(row, ".author a"),
        _text(row, ".date"),
        _text(row, ".review_grade .metascore_w"),
        _paragraphs(row.css_first(".review_body")),
        _text(row, ".citation"),
    )


def _user(number: int, row: LexborNode) -> UserReview:
    return user(
        number,
        _text(row, ".source a"),
        _text(row, ".date"),
        _text(row, ".review_grade .metascore_w"),
        _paragraphs(row.css_first(".blurb") or row.css_first(".review_body")),
        row.css_first(".spoiler") is not None,
        _text(row, ".helpful .yes"),
        _text(row, ".helpful .all"),
    )
