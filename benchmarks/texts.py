"""The texts to measure with: pages of `facts` as an extractor prints them and as HTML shows them, and hostile texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple

from attrs import evolve

from benchmarks.facts import (
    critic_page,
    doubled_page,
    l2_page,
    l3_page,
    plain_page,
    sentences,
    sparse_page,
    summary_page,
    user_page,
)
from benchmarks.markup import html_of
from benchmarks.printing import W3M, critic_lines, item, l2_text_of, l3_text_of, other_line, text_of
from reviewparse import CriticSection, Line, ReviewPage

__all__ = [
    "FAMILIES",
    "PLAIN",
    "SIZE",
    "Sample",
    "doubled",
    "headless",
    "hostile",
    "layout_2",
    "layout_3",
    "many_pages",
    "no_page",
    "sample",
    "samples",
    "sparse",
    "usual",
    "wrapped",
]


ALL: Final = ("a", "b-full", "c", "d", "e", "f", "g")
FEW: Final = ("a", "b-full", "c")
"""Who reads any layout and dialect; the others' grammars are of one."""


class Sample(NamedTuple):
    """A text, the HTML of each of its pages where there is HTML, and the pages that a contender has to find in it."""

    name: str
    text: str
    htmls: tuple[str, ...]
    pages: tuple[ReviewPage, ...]
    dialect: str = "resiliparse"
    """Which patterns by hand read the text: a key of `contenders.BY_HAND`."""

    contenders: tuple[str, ...] = ALL
    """Who can read the text: keys of `contenders.CONTENDERS`."""


# --- what is measured ------------------------------------------------------------------------------------------------

SIZE: Final = 1_000_000
"""The characters of the text of many pages."""


def sample(name: str, page: ReviewPage, other_lines: int = 0) -> Sample:
    """One page as a sample."""
    text, page = text_of(page, other_lines)
    return Sample(name, text, (html_of(page, other_lines),), (page,))


def many_pages(size: int, *, html: bool = True) -> Sample:
    """Pages of all documents, one below the other, of about that many characters; form feeds part them."""
    texts: list[str] = []
    htmls: list[str] = []
    pages: list[ReviewPage] = []
    length, line = 0, 0
    while length < size:
        seed = len(pages)
        made = (critic_page(seed, 25), summary_page(seed, 7), user_page(seed, 40))[seed % 3]
        others = 150 if seed % 3 == 1 else 0
        text, page = text_of(made, others)
        unrecognized = tuple(Line(found.number + line, found.text) for found in page.unrecognized)
        pages.append(evolve(page, unrecognized=unrecognized))
        texts.append(text)
        htmls += [html_of(made, others)] if html else []
        length += len(text) + 2
        line += text.count("\n") + 1
    return Sample("many pages", "\f\n".join(texts), tuple(htmls), tuple(pages))


FAMILIES: Final[dict[str, Callable[[int], str]]] = {
    "digits": lambda n: "7" * n,
    "spaces": lambda n: "x" + " " * n + "x",
    "brackets": lambda n: "[" * n,
    "citations": lambda n: "[May 2003, p.1] " * (n // 16) + "x",
    "item numbers": lambda n: "1. " * (n // 3),
    "expand": lambda n: "… Expand " * (n // 9) + "x",
}
"""Hostile lines of about `n` characters, by name. None of them is a line of the format, wherever it stands."""


def hostile(name: str, size: int) -> Sample:
    """A page with a hostile line of that size above its sections, and the same as a review's text."""
    line = FAMILIES[name](size // 2).rstrip()
    page = critic_page(5, 3)
    critics = page.critics
    assert critics is not None
    reviews = (*critics.reviews[:2], evolve(critics.reviews[2], text=line, citation=None))
    made = evolve(page, sections=(evolve(critics, reviews=reviews), *page.sections[1:]))
    text, _ = text_of(made, 0)
    return Sample(f"hostile: {name}", f"{line}\n\n{text}", (), (evolve(made, unrecognized=(Line(1, line),)),))


def sparse() -> Sample:
    """The page that is mostly items of one line. The patterns of `smallest` are for it; Lark's LALR stops at such an item."""
    text, page = text_of(sparse_page(6))
    return Sample(
        "items of one line", text.rstrip("\n"), (), (page,), "any fields", ("a", "b-full", "b-smallest", "b-records")
    )


def doubled(reviews: int) -> Sample:
    """User reviews that a page prints twice, each."""
    text, page = text_of(doubled_page(7, reviews))
    return Sample("texts printed twice", text, (), (page,))


def layout_2(reviews: int) -> Sample:
    """A page of layout L2."""
    page = l2_page(8, reviews)
    return Sample("layout L2", l2_text_of(page), (), (page,), "layout L2", FEW)


def layout_3(reviews: int) -> Sample:
    """A page of layout L3."""
    page = l3_page(10, reviews)
    return Sample("layout L3", l3_text_of(page), (), (page,), "layout L3", FEW)


def headless(reviews: int) -> Sample:
    """A list of critics' reviews whose head and counts an extractor left out, below a menu."""
    critics = critic_page(11, reviews).critics
    assert critics is not None
    menu = tuple(Line(number, other_line(number)) for number in range(1, 11))
    items = [line for review in critics.reviews for line in item(review.number, critic_lines(review))]
    page = ReviewPage((CriticSection(reviews=critics.reviews),), menu)
    return Sample(
        "list without a head", "\n".join([*(line.text for line in menu), *items, ""]), (), (page,), "", FEW[::2]
    )


def wrapped(reviews: int) -> Sample:
    """A page in the dialect of w3m, wrapped at 80 columns, which is what w3m and lynx do if not told otherwise."""
    text, page = text_of(plain_page(9, reviews), dialect=W3M._replace(width=79))
    return Sample("wrapped lines", text, (), (page,), "w3m, wrapped", FEW)


def _prose(size: int) -> str:
    paragraphs = range(size // 600 + 1)
    return "\n\n".join(sentences(seed, 400 + seed % 7 * 60) for seed in paragraphs)[:size]


def _changelog(size: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        n = len(parts)
        changes = "\n".join(f"- {sentences(10 * n + k, 60 + 25 * k)} (#{n}{k})" for k in range(4))
        parts.append(f"## [{n // 9}.{n % 9}.0] - 20{10 + n % 15}-0{1 + n % 9}-1{n % 10}\n\n### Fixed\n\n{changes}\n\n")
    return "# Changelog\n\n" + "".join(parts)[: size - 13]


def _source(size: int) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        n = len(parts)
        parts.append(
            f'def step_{n}(items: list[int], limit: int = {n}) -> int:\n    """{sentences(n, 70)}"""\n    total = 0\n'
            f"    for index, value in enumerate(items):\n        if value > limit and index % {n + 2}:\n"
            f"            total += value * {n}  # {sentences(n + 1, 40)}\n    return total\n\n\n"
        )
    return "from __future__ import annotations\n\n\n" + "".join(parts)[: size - 37]


PLAIN: Final[dict[str, Callable[[int], str]]] = {"prose": _prose, "changelog": _changelog, "source": _source}
"""Texts of about `n` characters that are no review page, by name."""


def no_page(name: str, size: int) -> Sample:
    """A text that is no review page: all of its lines are not of the format."""
    text = PLAIN[name](size).rstrip() + "\n"
    lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return Sample(f"no page: {name}", text, (), (ReviewPage((), lines),))


@cache
def usual() -> Sequence[Sample]:
    """One page of each kind, as large as real ones."""
    return (
        sample("25 reviews", critic_page(1, 25)),
        sample("summary, 300 other lines", summary_page(2, 7), 300),
        sample("100 user reviews", user_page(3, 100)),
        sparse(),
        doubled(40),
        layout_2(20),
        layout_3(20),
        wrapped(20),
        headless(20),
    )


@cache
def samples(size: int = SIZE, hostile_size: int = 20_000) -> Sequence[Sample]:
    """All that is measured."""
    return (
        *usual(),
        many_pages(size),
        *(no_page(name, 40_000) for name in PLAIN),
        *(hostile(name, hostile_size) for name in FAMILIES),
    )
