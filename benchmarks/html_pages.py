"""How long a page's HTML takes: `parse_html` beside scripts that read the same page by CSS selectors.

    python -m benchmarks.html_pages                    # invented pages of 100 kB, 300 kB and 1 MB
    python -m benchmarks.html_pages --corpus FOLDER    # each page of FOLDER/html, or of FOLDER
    python -m benchmarks.html_pages --rounds 25 --output FILE

The selector scripts know the class names of both layouts and take five fields of each review, and nothing else of the
page. A page is marked where their publications, authors, dates and scores differ from those of `parse_html`. All
contenders run in turn, in every round; a time is the median over the rounds, and the ratios compare medians. It needs
the extra `bench`.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from bs4 import BeautifulSoup
from selectolax.lexbor import LexborHTMLParser

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


CONTENDERS: dict[str, Callable[[str], Any]] = {
    "parse_html": parse_html,
    "html_to_text": html_to_text,
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


def invented_page(size: int) -> str:
    """A page of about `size` characters, critics first, whose markup is as bulky as that of real ones."""
    navigation = "".join(f'<li class="nav"><a href="/{n}"><span>Section {n}</span></a></li>\n' for n in range(40))
    script = "<script>" + "window.queue.push(function () { return 0; });\n" * 200 + "</script>\n"
    number, reviews, length = 0, [], len(navigation) + len(script)
    while length < size:
        number += 1
        reviews.append(_critic(number))
        length += len(reviews[-1])
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Copper Lane</title>{script}</head><body>
<ul>{navigation}</ul><h1>Copper Lane</h1><div class="label">Metascore</div><div class="metascore">71</div>
<p>Generally favorable reviews - based on {number} Critics</p><div>Critic score distribution:</div>
<ol><li>Positive: {number} out of {number}</li></ol>
<ol class="reviews critic_reviews">{"".join(reviews)}</ol></body></html>"""


def _critic(number: int) -> str:
    words = " ".join(WORDS[(number + n) % len(WORDS)] for n in range(20 + number % 30)).capitalize()
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
                {words} &mdash; {number} times over.
            </div></div>
            <div class="review_section review_actions"><ul class="review_actions">
                <li class="review_action author_reviews"><a href="/critic/{number}">All this critic's reviews</a></li>
                <li class="review_action full_review"><a rel="popup:external" class="external"
                    href="http://example.com/{number}">Read full review</a></li></ul></div>
        </div></div></div></div>
    </li>
    """


def pages(corpus: Path | None) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page to measure."""
    if corpus is None:
        for size in (100_000, 300_000, 1_000_000):
            yield f"invented, {size // 1000} kB", invented_page(size)
        return
    folder = corpus / "html" if (corpus / "html").is_dir() else corpus
    for path in sorted(folder.glob("*.htm*")):
        yield path.stem, path.read_text(encoding="utf-8", errors="replace")


# ---- the table ------------------------------------------------------------------------------------------------------


def measure(html: str, rounds: int) -> dict[str, float]:
    """The median seconds of each contender, all of them in turn in each round."""
    times: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, contender in CONTENDERS.items():
            begin = time.perf_counter()
            contender(html)
            times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(values) for name, values in times.items()}


def table(corpus: Path | None, rounds: int) -> Iterator[str]:
    """The report in Markdown, line by line."""
    packages = [f"{name} {version(name)}" for name in ("lxml", "selectolax", "beautifulsoup4", "lark", "attrs")]
    yield f"{platform.machine()}, Python {platform.python_version()}, {', '.join(packages)}."
    yield f"Medians of {rounds} rounds, in ms; ÷ is the ratio to `parse_html`, which reads the whole page."
    yield ""
    yield "| page | kB | reviews | " + " | ".join(CONTENDERS) + " | selectolax ÷ | BeautifulSoup ÷ |"
    yield "|---|" + "--:|" * (len(CONTENDERS) + 4)
    differ = False
    for name, html in pages(corpus):
        same = same_fields(html)  # before the clock: the first call builds the parser
        differ = differ or not same
        seconds = measure(html, rounds)
        cells = [f"{len(html.encode()) / 1000:.0f}", f"{len(rows_of(html))}{'' if same else ' *'}"]
        cells += [f"{1000 * value:.1f}" for value in seconds.values()]
        cells += [f"{seconds[other] / seconds['parse_html']:.2f}" for other in ("selectolax", "BeautifulSoup")]
        yield f"| {name} | " + " | ".join(cells) + " |"
    if differ:
        yield ""
        yield "*: the three do not find the same publications, authors, dates and scores."


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
