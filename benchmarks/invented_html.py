"""Invented pages of HTML as large as real ones."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["PAGES", "Page", "invented_page"]

WORDS = "a slow and patient film about the sea that never says more than it has to and never looks away from it".split()


class Page(NamedTuple):
    """What a page is made of: how many reviews of each kind, and about how many characters in all."""

    critics: int
    users: int
    size: int


PAGES: Final = {
    "summary, 14 reviews": Page(7, 7, 120_000),
    "critic reviews": Page(40, 3, 170_000),
    "user reviews": Page(3, 100, 400_000),
}
"""Pages as large as real ones, and as empty: nearly half of them is white space, and most elements hold no review."""


def invented_page(name: str) -> str:
    """One of `PAGES`. What is not reviews is navigation, modules that link to other titles, and scripts."""
    page = PAGES[name]
    critics = _list("critic", "Metascore", "71", "Critics", [_critic(number) for number in range(1, page.critics + 1)])
    users = _list("user", "User Score", "7.4", "Ratings", [_user(number) for number in range(1, page.users + 1)])
    script = "<script>" + "window.queue.push(function () { return 0; });\n" * (page.size // 450) + "</script>\n"
    modules: list[str] = []
    length = len(script) + len(critics) + len(users)
    while length < page.size:
        modules.append(_module(len(modules)))
        length += len(modules[-1])
    half = len(modules) // 2
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Copper Lane</title>{script}</head><body>
<div id="site"><ul class="nav">{"".join(modules[:half])}</ul><h1>Copper Lane</h1>
{critics}{users}<ul class="more">{"".join(modules[half:])}</ul></div></body></html>"""


def _list(kind: str, head: str, score: str, who: str, reviews: list[str]) -> str:
    count = len(reviews)
    return f"""<div class="module"><div class="label">{head}</div><div class="metascore">{score}</div>
<p>Generally favorable reviews - based on {count} {who}</p><div>{kind.capitalize()} score distribution:</div>
<ol class="score_counts"><li>Positive: {count} out of {count}</li></ol>
<ol class="reviews {kind}_reviews">{"".join(reviews)}</ol></div>
"""


def _module(number: int) -> str:
    """One of the many boxes around the reviews."""
    return f"""
                    <li class="product_item product_title has_tooltip">
                        <div class="basic_stat product_title">
                            <a href="/title/{number}?ref=side" class="title_link"><span class="text">{_words(number, 4)}</span></a>
                        </div>
                        <div class="brief_metascore">
                            <span class="small_label">Out {number % 28 + 1} days ago</span>
                        </div>
                        <img class="product_image" alt="" src="/images/{number}.jpg" width="53" height="53" />
                    </li>
"""


def _words(number: int, count: int) -> str:
    return " ".join(WORDS[(number + n) % len(WORDS)] for n in range(count)).capitalize()


def _critic(number: int) -> str:
    return f"""<li class="review critic_review">
        <div class="review_btm review_btm_r"><div class="review_btm review_btm_l"><div class="review_top">
            <div class="review_content"><div class="review_section"><div class="review_stats">
                <div class="review_critic has_author">
                    <div class="source"><a href="/publication/{number}?filter=movies">Paper {number}</a></div>
                    <div class="author"><span class="label">Reviewed by:&nbsp;</span> <a href="/critic/{number}">Ida
                        Quill</a></div>
                    <div class="date">Mar {number % 28 + 1}, 2014</div></div>
                <div class="review_grade has_author">
                    <div class="metascore_w medium movie positive indiv">{61 + number % 40}</div></div></div>
            <div class="review_body">
                {_words(number, 20 + number % 30)} &mdash; {number} times over.
            </div></div>
            <div class="review_section review_actions"><ul class="review_actions">
                <li class="review_action author_reviews"><a href="/critic/{number}">All this critic's reviews</a></li>
                <li class="review_action full_review"><a rel="popup:external" class="external"
                    href="http://example.com/{number}">Read full review</a></li></ul></div>
        </div></div></div></div>
    </li>
    """


def _user(number: int) -> str:
    return f"""<li class="review user_review">
        <div class="review_btm review_btm_r"><div class="review_btm review_btm_l"><div class="review_top">
            <div class="review_content"><div class="review_section"><div class="review_stats">
                <div class="review_critic">
                    <div class="name"><a href="/user/{number}">copper{number}</a></div>
                    <div class="date">Apr {number % 28 + 1}, 2014</div></div>
                <div class="review_grade">
                    <div class="metascore_w user medium movie positive indiv">{7 + number % 4}</div></div></div>
            <div class="review_body">
                <span>{_words(number, 20 + number % 160)} &mdash; {number} times over.</span>
            </div></div>
            <div class="review_section review_actions"><ul class="review_actions">
                <li class="review_action review_helpful"><div class="helpful_summary"><span class="total_ups">{number}</span>
                    of <span class="total_thumbs">{number + 2}</span> users found this helpful</div></li>
                <li class="review_action"><a href="/user/{number}">All this user's reviews</a></li></ul></div>
        </div></div></div></div>
    </li>
    """
