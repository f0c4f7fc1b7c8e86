"""How long a page's HTML takes: `parse_html` beside a bare tree of lxml, and scripts that read by CSS selectors.

    python -m benchmarks.html_pages                    # invented pages of 120 kB, 170 kB and 400 kB
    python -m benchmarks.html_pages --corpus FOLDER    # each page of FOLDER/html, or of FOLDER
    python -m benchmarks.html_pages --rounds 25 --output FILE

The selector scripts know the class names of both layouts and take five fields of each review, and nothing else of the
page. A page is marked where their publications, authors, dates and scores differ from those of `parse_html`. All
ways run in turn, in every round; a time is the median over the rounds, and the ratios compare medians. It needs
the extra `bench`.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from bs4 import BeautifulSoup
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from benchmarks.timing import medians
from reviewparse.html import html_to_text, parse_html

Row: TypeAlias = tuple[str | None, ...]
"""Publication, author, date, score and text of one review, white space folded."""

# A review's element, then the elements of its five fields; of a field, the first selector that finds one counts.
SELECTORS = [
    ("li.critic_review", [".source"], [".author a", ".author"], [".date"], [".metascore_w"], [".review_body"]),
    (".critic_reviews div.review", [".source"], [".author"], [".date"], [".metascore_w"], [".summary a"]),
    ("li.user_review", [], [".name"], [".date"], [".metascore_w"], [".blurb_expanded", ".review_body"]),
    (".user_reviews div.review", [], [".author"], [".date"], [".metascore_w"], [".blurb_expanded", ".review_body"]),
]


def by_selectors(page: Any, select: Callable[[Any, str], list[Any]], text: Callable[[Any], str]) -> list[Row]:
    """The reviews of a parsed page: `select` finds elements below one, `text` gives an element's text."""
    rows = []
    for review, *fields in SELECTORS:
        for element in select(page, str(review)):
            row: list[str | None] = []
            for selectors in fields:
                found = next((hits[0] for selector in selectors if (hits := select(element, selector))), None)
                row.append(None if found is None else " ".join(text(found).split()).removeprefix("Reviewed by: "))
            if any(row):  # an advertisement has the same class
                rows.append(tuple(row))
    return rows


def with_beautifulsoup(html: str) -> list[Row]:
    """The reviews by BeautifulSoup over lxml."""
    return by_selectors(BeautifulSoup(html, "lxml"), lambda node, css: node.select(css), lambda node: node.get_text())


def with_selectolax(html: str) -> list[Row]:
    """The reviews by selectolax over Lexbor."""
    return by_selectors(LexborHTMLParser(html), lambda node, css: node.css(css), lambda node: node.text())


def lxml_tree(html: str) -> Any:
    """Nothing but the tree of a page: what reading HTML costs at least, with the parser that `parse_html` uses."""
    return etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


CONTENDERS: dict[str, Callable[[str], Any]] = {
    "parse_html": parse_html,
    "html_to_text": html_to_text,
    "lxml tree": lxml_tree,
    "selectolax": with_selectolax,
    "BeautifulSoup": with_beautifulsoup,
}


def rows_of(html: str) -> list[Row]:
    """The reviews of `parse_html`, as the selector scripts give them."""
    rows: list[Row] = []
    for section in parse_html(html).sections:
        for review in section.reviews:
            date = f"{review.date:%b} {review.date.day}, {review.date.year}" if review.date else None
            score = None if review.score is None else str(review.score)
            rows.append((getattr(review, "publication", None), review.author, date, score, review.text))
    return rows


def same_fields(html: str) -> bool:
    """Whether all three find the same reviews. Texts are not compared: the scripts take them with their furniture."""
    found = (rows_of(html), with_beautifulsoup(html), with_selectolax(html))
    first, *others = (sorted(str(row[:4]) for row in rows) for rows in found)
    return all(other == first for other in others)


# ---- pages ----------------------------------------------------------------------------------------------------------

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


def pages(corpus: Path | None) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page to measure."""
    if corpus is None:
        for name in PAGES:
            yield name, invented_page(name)
        return
    folder = corpus / "html" if (corpus / "html").is_dir() else corpus
    for path in sorted(folder.glob("*.htm*")):
        yield path.stem, path.read_text(encoding="utf-8", errors="replace")


# ---- the table ------------------------------------------------------------------------------------------------------


HEAD: Final = (
    "Page",
    "kB",
    "reviews",
    "ms",
    "pages/s",
    "× lxml tree",
    "× html_to_text",
    "× selectolax",
    "× BeautifulSoup",
)
"""Of `rows`; the ratios are how many times as long `parse_html` takes."""


def rows(corpus: Path | None, rounds: int) -> Iterator[list[str]]:
    """What was measured of each page, as text; the number of reviews has a star where the scripts find others."""
    for name, html in pages(corpus):
        same = same_fields(html)
        runs: dict[str, Callable[[], object]] = {key: partial(read, html) for key, read in CONTENDERS.items()}
        seconds = medians(runs, rounds=rounds, budget=4.0)
        ours = seconds.pop("parse_html")
        ratios = (ours / seconds[key] for key in ("lxml tree", "html_to_text", "selectolax", "BeautifulSoup"))
        cells = [f"{len(html.encode()) / 1000:.0f}", f"{len(rows_of(html))}{'' if same else ' *'}"]
        yield [name, *cells, f"{1000 * ours:.2f}", f"{1 / ours:,.0f}", *(f"{ratio:.2f}" for ratio in ratios)]


def table(corpus: Path | None, rounds: int) -> Iterator[str]:
    """The report in Markdown, line by line."""
    packages = [f"{name} {version(name)}" for name in ("lxml", "selectolax", "beautifulsoup4", "lark", "attrs")]
    yield f"{platform.machine()}, Python {platform.python_version()}, {', '.join(packages)}."
    yield "The milliseconds of `parse_html`, and how many times as long as another way it takes."
    yield ""
    yield "| " + " | ".join(HEAD) + " |"
    yield "|---|" + "--:|" * (len(HEAD) - 1)
    differ = False
    for row in rows(corpus, rounds):
        differ = differ or "*" in row[2]
        yield "| " + " | ".join(row) + " |"
    if differ:
        yield ""
        yield "*: the selector scripts do not find the same publications, authors, dates and scores."


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, help="a folder of real pages, or one with a folder html/")
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--output", type=Path, help="write the table here too")
    options = arguments.parse_args()
    lines = []
    for line in table(options.corpus, options.rounds):
        print(line, flush=True)
        lines.append(line)
    if options.output:
        options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
