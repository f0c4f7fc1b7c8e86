"""Prints pages of records as HTML: a class for each field, a menu, and links, as such pages are marked up."""

from __future__ import annotations

from html import escape

from benchmarks.facts import LONG
from benchmarks.printing import SPOILER, is_long, other_line, printed_day
from reviewparse import CriticReview, CriticSection, ReviewPage, UserReview, UserSection

__all__ = ["html_of"]


def html_of(page: ReviewPage, other_lines: int) -> str:
    """The page in HTML, marked up as such pages are: a class for each field, a menu, and links."""
    menu = "".join(
        f'<li class="nav_item"><a href="/{i}">{escape(other_line(i).strip())}</a></li>' for i in range(other_lines)
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Reviews</title></head><body>'
        f'<ul class="nav">{menu}</ul>{"".join(map(_section_html, page.sections))}</body></html>'
    )


def _section_html(section: CriticSection | UserSection) -> str:
    users = isinstance(section, UserSection)
    kind, who = ("user", "Ratings") if users else ("critic", "Critics")
    counts = section.distribution
    assert counts is not None
    bars = "".join(
        f'<li class="score_count"><span class="label">{name.capitalize()}:</span> <span class="data">'
        f'<span class="count">{getattr(counts, name):,}</span> out of <span class="total">{counts.total}</span></span></li>'
        for name in ("positive", "mixed", "negative")
    )
    reviews = "".join(map(_review_html, section.reviews))
    link = (
        ""
        if section.see_all is None
        else f'<p class="see_all"><a href="/all">See all {section.see_all} reviews</a></p>'
    )
    return (
        f'<div class="section {kind}_section"><div class="summary"><div class="metascore_w">{section.score}</div>'
        f'<span class="desc">{section.verdict}</span> - based on <span class="count"><a href="/all">'
        f'<span>{section.count:,}</span> {who}</a></span></div><ol class="score_counts">{bars}</ol>'
        f'<ol class="reviews">{reviews}</ol>{link}</div>'
    )


def _review_html(review: CriticReview | UserReview) -> str:
    assert review.text is not None
    source = review.publication if isinstance(review, CriticReview) else review.author
    author = ""
    body, actions = _body_html(review.text), "<li>All this publication's reviews</li>"
    if isinstance(review, CriticReview):
        if review.author is not None:
            author = f'<div class="author">Reviewed by:&nbsp; <a href="/c">{escape(review.author)}</a></div>'
        if review.citation is not None:
            body += f' [<span class="citation">{escape(review.citation.text)}</span>]'
    else:
        assert review.helpful is not None
        if review.spoiler:
            body = f'<span class="spoiler">{SPOILER}</span> <span class="blurb">{body}</span>'
        elif is_long(review):
            head = _body_html(review.text[: LONG // 2])
            body = (
                f'<span class="blurb_collapsed">{head}</span><span class="blurb">{body}</span> <a href="#">Expand</a>'
            )
        actions = (
            f'<li class="helpful"><span class="yes">{review.helpful.count}</span> of '
            f'<span class="all">{review.helpful.total}</span> users found this helpful</li>'
        )
    return (
        f'<li class="review"><div class="review_stats"><div class="source"><a href="/s">{escape(source or "")}</a></div>{author}'
        f'<div class="date">{printed_day(review)}</div></div><div class="review_grade"><div class="metascore_w">{review.score}'
        f'</div></div><div class="review_body">{body}</div><ul class="review_actions">{actions}<li><a href="/r">Read full '
        "review</a></li></ul></li>"
    )


def _body_html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
