"""How often each field of pages and reviews is there, and found.

    python -m conformance.fields CORPUS... [--write]

Each CORPUS is a folder as `conformance` takes it. The truth is what CSS selectors find in the HTML, read by selectolax,
which shares no code with the library. A text has a title, a kind, a season or a platform where the HTML of its page
does; whether the text still shows it is not asked, so fewer are found than there are. All other fields are counted by
`conformance.measure`, by the truth of each folder; of a text, only what it still shows. `--write` writes the tables
into docs/layouts.md.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

import reviewparse
from conformance.measure import HTML, Tally, measure
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


def known_identity(corpus: Path, stem: str) -> dict[str, Any] | None:
    """What a page says of what it reviews; `None` where the selectors do not find it, or its words were replaced.

    Of layout L3 the truth of the folder says it, and nothing of addresses.
    """
    source, truth = corpus / "html" / f"{stem}.html", corpus / "truth" / f"{stem}.json"
    said = json.loads(truth.read_text("utf-8")) if truth.is_file() else {}
    if "page_kind" in said:
        whole = (said["title"] or "").endswith(" - Metacritic")
        return {"title": said["name"], "kind": said["kind"]} if whole else None
    if not source.is_file():
        return None
    found = identity_of(LexborHTMLParser(source.read_bytes()))
    return found if found["title"] and found["kind"] else None


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
    pages = 0
    for path in sorted((corpus / "html").glob("*.html")):
        identity = known_identity(corpus, path.stem)
        if identity is None:
            continue
        pages += 1
        tree, page = LexborHTMLParser(path.read_bytes()), reviewparse.parse_html(path.read_bytes())
        for field, truth in identity.items():
            count(counts, f"page {field}", truth, getattr(page, field))
        if "url" not in identity:
            continue
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
    return pages, counts


def text_counts(corpus: Path) -> Iterator[tuple[str, int, Counts]]:
    """For each folder of texts: its name, how many of them have a page of HTML, and the counts of what that says."""
    for folder in sorted((corpus / "text").iterdir()):
        counts: Counts = Counter()
        texts = 0
        for path in sorted(folder.glob("*.txt")):
            truths = known_identity(corpus, path.stem)
            if truths is None:
                continue
            texts += 1
            try:
                page = reviewparse.parse(path.read_bytes().decode("utf-8", "replace"))
            except ReviewParseError:
                page = ReviewPage()
            for field in IDENTITY:
                if field in truths:
                    count(counts, f"page {field}", truths[field], getattr(page, field))
        if texts:
            yield folder.name, texts, counts


def _cell(counts: Counts, field: str) -> str:
    there, found, wrong = (counts[field, what] for what in ("there", "found", "wrong"))
    return f"{found} of {there} ({wrong})" if there or wrong else ""


def all_counts(corpus: Path) -> tuple[int, int, Counts]:
    """How many texts and pages of HTML of a folder were measured, and each field that they show."""
    total, texts, pages = Tally(), 0, 0
    for one in measure(corpus):
        total += one.tally
        pages += one.source == HTML
        texts += one.source != HTML
    found = {"shown": "there", "right": "found", "wrong": "wrong"}
    return texts, pages, Counter({(field, found[what]): number for (field, what), number in total.fields.items()})


def all_fields(corpora: list[Path]) -> Iterator[str]:
    """The table of all that the truth of a folder says, with a column for each folder."""
    measured = [all_counts(corpus) for corpus in corpora]
    yield f"| field | {' | '.join(corpus.name for corpus in corpora)} |"
    yield "|---|" + "---:|" * len(corpora)
    yield f"| texts, pages of HTML | {' | '.join(f'{texts}, {pages}' for texts, pages, _ in measured)} |"
    for field in dict.fromkeys(name for _, _, counts in measured for name, _ in counts):
        cells = [
            f"{counts[field, 'found']} of {counts[field, 'there']} ({counts[field, 'wrong']})"
            if counts[field, "there"]
            else ""
            for _, _, counts in measured
        ]
        yield f"| {field} | {' | '.join(cells)} |"


def tables(corpora: list[Path]) -> str:
    """The three tables, in Markdown."""
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
            cells = [_cell(counts, f"page {field}") for field in IDENTITY]
            lines.append(f"| {corpus.name}: {name} | {number} | {' | '.join(cells)} |")
    lines += ["", "All other fields, found of shown (wrong):", "", *all_fields(corpora)]
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
