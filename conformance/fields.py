"""How often the fields of a page's identity and of a review's addresses are there, and found.

    python -m conformance.fields CORPUS... [--write]

Each CORPUS is a folder as `conformance` takes it. The truth is what CSS selectors find in the HTML, read by selectolax,
which shares no code with the library. A text has a title, a kind, a season or a platform where the HTML of its page
does; whether the text still shows it is not asked, so fewer are found than there are. `--write` writes the tables into
docs/layouts.md.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

import reviewparse
from reviewparse import CriticReview, ReviewPage, ReviewParseError

DOCS: Final = Path(__file__).parents[1] / "docs" / "layouts.md"
BEGIN: Final = "<!-- fields: begin -->"
END: Final = "<!-- fields: end -->"
IDENTITY: Final = ("title", "kind", "season", "platform")
ADDRESSES: Final = ("url", "author_url", "publication_url", "id")
KINDS: Final = {"game": "game", "music.album": "music", "video.movie": "movie", "video.tv_show": "tv"}
CARDS: Final = {
    "critics": "li.critic_review, .critic_reviews div.review",
    "users": "li.user_review, .user_reviews div.review",
}
ADVERTISEMENT: Final = "native_top"

Counts = Counter[tuple[str, str]]
"""For each field, how often it is `there`, `found`, and found as something else (`wrong`)."""


def attribute(tree: LexborHTMLParser | LexborNode, selector: str, name: str) -> str | None:
    """An attribute of the first element that a selector finds."""
    node = tree.css_first(selector)
    return (node.attributes.get(name) or None) if node else None


def identity_of(tree: LexborHTMLParser) -> dict[str, Any]:
    """What the HTML of a page says of what it reviews."""
    heading = tree.css_first("h1")
    words = " ".join(heading.text().split()) if heading else ""
    name = re.sub(r" : Season \d+$", "", words) or attribute(tree, "meta[name='og:title']", "content")
    title = tree.css_first("title")
    document = title.text() if title else ""
    season = re.search(r"Season (\d+)", f"{words} {document}")
    platform = re.search(r" (?:for|on) ([^ ]+(?: \d+)?)(?: Reviews)? - Metacritic", document)
    types = [attribute(tree, f"meta[{key}='og:type']", "content") for key in ("property", "name")]
    kind = next((KINDS[said] for said in types if said in KINDS), None)
    address = attribute(tree, "h1 a", "href") or ""
    kind = kind or re.sub(r"^/(game|music|movie|tv)/.*|.*", r"\1", address) or None
    return {
        "title": name,
        "kind": kind,
        "season": int(season[1]) if season else None,
        "platform": platform[1] if platform and kind == "game" else None,
        "url": attribute(tree, "link[rel=canonical]", "href"),
    }


def addresses_of(card: LexborNode, side: str) -> dict[str, str | None]:
    """What the HTML of a review says of it."""
    said = {
        "url": attribute(card, ".full_review a, a.read_full", "href"),
        "author_url": attribute(card, "a[href^='/critic/']" if side == "critics" else "a[href^='/user/']", "href"),
        "publication_url": attribute(card, "a[href^='/publication/']", "href"),
        "id": card.attributes.get("id") or attribute(card, "[data-mcrefid]", "data-mcrefid"),
    }
    return {field: value for field, value in said.items() if value and not value.startswith("#")}


def count(counts: Counts, field: str, truth: object, read: object) -> None:
    """One value of the truth beside what was read."""
    counts[field, "there"] += truth is not None
    counts[field, "found"] += truth is not None and read == truth
    counts[field, "wrong"] += read is not None and read != truth


def html_counts(corpus: Path) -> tuple[int, Counts]:
    """How many pages of HTML a corpus has, and the counts of all fields on them."""
    counts: Counts = Counter()
    paths = sorted((corpus / "html").glob("*.html"))
    for path in paths:
        tree, page = LexborHTMLParser(path.read_bytes()), reviewparse.parse_html(path.read_bytes())
        for field, truth in identity_of(tree).items():
            count(counts, f"page {field}", truth, getattr(page, field))
        for side, selector in CARDS.items():
            section = getattr(page, side)
            cards = [
                addresses_of(card, side) for card in tree.css(selector) if card.attributes.get("id") != ADVERTISEMENT
            ]
            listed = list(section.reviews) if section else []
            for number in range(max(len(cards), len(listed))):
                truths = cards[number] if number < len(cards) else {}
                review = listed[number] if number < len(listed) else CriticReview()
                for field in ADDRESSES:
                    count(counts, f"review {field}", truths.get(field), getattr(review, field, None))
    return len(paths), counts


def text_counts(corpus: Path) -> Iterator[tuple[str, int, Counts]]:
    """For each folder of texts: its name, how many of them have a page of HTML, and the counts of what that says."""
    for folder in sorted((corpus / "text").iterdir()):
        counts: Counts = Counter()
        texts = 0
        for path in sorted(folder.glob("*.txt")):
            source = corpus / "html" / f"{path.stem}.html"
            if not source.is_file():
                continue
            texts += 1
            try:
                page = reviewparse.parse(path.read_bytes().decode("utf-8", "replace"))
            except ReviewParseError:
                page = ReviewPage()
            truths = identity_of(LexborHTMLParser(source.read_bytes()))
            for field in IDENTITY:
                count(counts, f"page {field}", truths[field], getattr(page, field))
        if texts:
            yield folder.name, texts, counts


def tables(corpora: list[Path]) -> str:
    """The two tables, in Markdown."""
    total: Counts = Counter()
    pages = 0
    for corpus in corpora:
        number, counts = html_counts(corpus)
        pages += number
        total += counts
    lines = [f"Of {pages} pages of HTML:", "", "| field | there | found | wrong |", "|---|---:|---:|---:|"]
    for field in dict.fromkeys(name for name, _ in total):
        lines.append(f"| {field} | {total[field, 'there']} | {total[field, 'found']} | {total[field, 'wrong']} |")
    lines += [
        "",
        "Of their texts, found of there (wrong):",
        "",
        "| texts | number | title | kind | season | platform |",
    ]
    lines.append("|---|---:|---:|---:|---:|---:|")
    for corpus in corpora:
        for name, number, counts in text_counts(corpus):
            cells = [
                f"{counts[f'page {field}', 'found']} of {counts[f'page {field}', 'there']} "
                f"({counts[f'page {field}', 'wrong']})"
                for field in IDENTITY
            ]
            lines.append(f"| {name} | {number} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the tables, or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    measured = tables(given.corpora)
    if given.write:
        before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
        DOCS.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{rest.partition(END)[2]}", "utf-8")
    else:
        print(measured)


if __name__ == "__main__":
    main()
