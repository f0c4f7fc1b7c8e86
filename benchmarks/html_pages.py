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
from typing import Any, Final, TypeAlias

from bs4 import BeautifulSoup
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from benchmarks.invented_html import PAGES, invented_page
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
