"""The ways to read a page that are measured side by side, each with the same records as its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from attrs import evolve

from benchmarks import smallest, with_beautifulsoup, with_parsimonious, with_pyparsing, with_selectolax
from benchmarks.by_hand import BY_HAND
from benchmarks.texts import Sample
from reviewparse import Citation, CriticSection, ReviewPage, UserSection, parse, parse_all
from reviewparse.pages import PageBuilder
from reviewparse.reference import read_tree_into

__all__ = ["CONTENDERS", "Contender", "agrees", "contenders_for"]


class Contender(NamedTuple):
    """A way to read a sample's pages: from text, or from HTML. `b-smallest` gives tuples, the others records."""

    name: str
    html: bool
    read: Callable[[Sample], Sequence[Any]]


def _reviewparse(sample: Sample) -> Sequence[ReviewPage]:
    """`parse` for one page; `parse_all` also for a text that is none, on which `parse` raises an error."""
    one = len(sample.pages) == 1 and sample.pages[0].sections
    return [parse(sample.text)] if one else list(parse_all(sample.text))


def _plainly(text: str) -> ReviewPage:
    page = PageBuilder(text)
    return page.finish(read_tree_into(page, text) - 1)


def _by_part(read: Callable[[str], ReviewPage]) -> Callable[[Sample], Sequence[ReviewPage]]:
    """A reader of one page as one of many that form feeds part; it counts each page's lines from 1."""
    return lambda sample: [read(part) for part in sample.text.split("\f\n")]


CONTENDERS: Final = {
    "a": Contender("reviewparse", False, _reviewparse),
    "b-full": Contender("regular expressions by hand", False, lambda sample: BY_HAND[sample.dialect](sample.text)),
    "b-smallest": Contender("the least patterns, tuples", False, lambda sample: [smallest.read(sample.text)]),
    "b-records": Contender("the least patterns, records", False, lambda sample: [smallest.records(sample.text)]),
    "c": Contender("Lark, same grammar, tree", False, _by_part(_plainly)),
    "d": Contender("pyparsing", False, _by_part(with_pyparsing.read)),
    "e": Contender("parsimonious", False, _by_part(with_parsimonious.read)),
    "f": Contender(
        "BeautifulSoup (lxml)", True, lambda sample: [with_beautifulsoup.read(html) for html in sample.htmls]
    ),
    "g": Contender("selectolax (lexbor)", True, lambda sample: [with_selectolax.read(html) for html in sample.htmls]),
}


def contenders_for(sample: Sample) -> dict[str, Contender]:
    """Those that can read the sample."""
    return {
        key: contender
        for key, contender in CONTENDERS.items()
        if key in sample.contenders and (sample.htmls or not contender.html)
    }


def agrees(key: str, sample: Sample) -> bool:
    """Whether a contender finds the sample's pages: all sections, and the lines that are in none.

    HTML has no such lines, and those who count each page's lines from 1 are asked for the texts of these alone. Where
    lines are wrapped, the line ends within a review's text count as blanks.
    """
    contender = CONTENDERS[key]
    found = contender.read(sample)
    if key == "b-smallest":
        return found == [_as_tuples(page) for page in sample.pages]
    wrapped = "wrapped" in sample.dialect
    if len(found) != len(sample.pages) or any(
        _sections(page, wrapped) != wanted.sections for page, wanted in zip(found, sample.pages, strict=True)
    ):
        return False
    if contender.html:
        return True
    numbered = key[0] in "ab" or len(found) == 1
    return all(
        page.unrecognized == wanted.unrecognized
        if numbered
        else [line.text for line in page.unrecognized] == [line.text for line in wanted.unrecognized]
        for page, wanted in zip(found, sample.pages, strict=True)
    )


def _sections(page: ReviewPage, wrapped: bool) -> tuple[CriticSection | UserSection, ...]:
    return tuple(map(_joined, page.sections)) if wrapped else page.sections


def _joined(section: CriticSection | UserSection) -> CriticSection | UserSection:
    if isinstance(section, CriticSection):
        return evolve(section, reviews=tuple(evolve(one, text=_one_line(one.text)) for one in section.reviews))
    return evolve(section, reviews=tuple(evolve(one, text=_one_line(one.text)) for one in section.reviews))


def _one_line(text: str | None) -> str | None:
    return None if text is None else text.replace("\n", " ")


def _as_tuples(page: ReviewPage) -> dict[str, Any]:
    """A page as `smallest.read` gives it."""
    critics, users = page.critics, page.users
    assert critics is not None
    assert users is not None
    return {
        "critics": _counts(critics)
        | {"reviews": [(r.number, r.author, r.score, r.text, _cited(r.citation)) for r in critics.reviews]},
        "users": _counts(users) | {"reviews": [(r.number, r.date, r.text, r.full_review) for r in users.reviews]},
    }


def _counts(section: CriticSection | UserSection) -> dict[str, Any]:
    counts = section.distribution
    assert counts is not None
    of_classes = {"positive": counts.positive, "mixed": counts.mixed, "negative": counts.negative}
    return {"verdict": section.verdict, "count": section.count, **of_classes, "total": counts.total}


def _cited(citation: Citation | None) -> tuple[str | None, date | None, str | None] | None:
    return None if citation is None else (citation.text, citation.date, citation.page)
