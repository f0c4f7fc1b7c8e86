"""The ways to read a page that are measured side by side, each with the same records as its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from benchmarks import handwritten, with_beautifulsoup, with_parsimonious, with_pyparsing, with_selectolax
from benchmarks.texts import Sample
from reviewparse import ReviewPage, parse, parse_all
from reviewparse.assemble import Assembler
from reviewparse.read import read_plainly

__all__ = ["CONTENDERS", "Contender", "agrees", "contenders_for"]


class Contender(NamedTuple):
    """A way to read a sample's pages: from text, or from HTML."""

    name: str
    html: bool
    read: Callable[[Sample], Sequence[ReviewPage]]


def _reviewparse(sample: Sample) -> Sequence[ReviewPage]:
    return [parse(sample.text)] if len(sample.pages) == 1 else list(parse_all(sample.text))


def _plainly(text: str) -> ReviewPage:
    assembler = Assembler()
    return assembler.finish(read_plainly(text, assembler) - 1)


def _by_part(read: Callable[[str], ReviewPage]) -> Callable[[Sample], Sequence[ReviewPage]]:
    """A reader of one page as one of many that form feeds part; it counts each page's lines from 1."""
    return lambda sample: [read(part) for part in sample.text.split("\f\n")]


CONTENDERS: Final = {
    "a": Contender("reviewparse", False, _reviewparse),
    "b": Contender("regular expressions by hand", False, lambda sample: handwritten.read_all(sample.text)),
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
    return {key: contender for key, contender in CONTENDERS.items() if sample.htmls or not contender.html}


def agrees(key: str, sample: Sample) -> bool:
    """Whether a contender finds the sample's pages: all sections, and the lines that are in none.

    HTML has no such lines, and those who count each page's lines from 1 are asked for the texts of these alone.
    """
    found = CONTENDERS[key].read(sample)
    if len(found) != len(sample.pages) or any(
        page.sections != wanted.sections for page, wanted in zip(found, sample.pages, strict=True)
    ):
        return False
    if CONTENDERS[key].html:
        return True
    numbered = key in "ab" or len(found) == 1
    return all(
        page.unrecognized == wanted.unrecognized
        if numbered
        else [line.text for line in page.unrecognized] == [line.text for line in wanted.unrecognized]
        for page, wanted in zip(found, sample.pages, strict=True)
    )
