"""The quick way of reading and Lark's own: one grammar, equal pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from mutations import mutated
from reviewparse import ReviewPage, ReviewParseError, render
from reviewparse.parsing import read_page
from reviewparse.pages import PageBuilder
from reviewparse.reference import read_tree_into
from reviewparse.transformer import read_into
from reviewparse.samples import NAMES, read
from reviewparse.strategies import review_pages


def _both(text: str) -> tuple[tuple[ReviewPage, int | None], tuple[ReviewPage, int | None]]:
    """What each way makes of a text: the page, and the line where a second page begins."""
    ready = text.replace("\r\n", "\n").removeprefix("\ufeff")
    ready = ready if ready.endswith("\n") else ready + "\n"
    quick, plain = PageBuilder(), PageBuilder()
    read_into(quick, ready)
    read_tree_into(plain, ready)
    return (quick.finish(1), quick.boundary), (plain.finish(1), plain.boundary)


def _lines_of(page: ReviewPage) -> list[int | None]:
    """Where each section and review begins; lines take no part in the equality of records."""
    return [part.line for section in page.sections for part in (section, *section.reviews)]


def _outcome(text: str, reader: Callable[[PageBuilder, str], int]) -> object:
    """What a strict reading of a text gives: the page, or all that the error says."""
    try:
        return read_page(text, True, reader)
    except ReviewParseError as error:
        return type(error), error.__dict__


def _agree(text: str) -> None:
    (quick, quick_boundary), (plain, plain_boundary) = _both(text)
    assert quick == plain
    assert quick_boundary == plain_boundary
    assert _lines_of(quick) == _lines_of(plain)
    assert _outcome(text, read_into) == _outcome(text, read_tree_into)


@given(review_pages())
def test_generated_pages(page: ReviewPage) -> None:
    """The machine compiled from the grammar reads every page as Lark's parser of the same grammar does."""
    _agree(render(page))


@given(review_pages().map(render).flatmap(mutated))
@example("Metascore\n\nUser Score\n")
@example("  1. x\n")
@example("Critic score distribution:\nUSER SCORE\nCritic score distribution:\n")
@example("User Score\n    2. \x85 2017\n       9\n       Based on\n")
@example("User score distribution:\nx\n  2. The fog\n     Feb 31, 2014\n")
def test_mutated_pages(text: str) -> None:
    """Also what is nearly a page: with lines cut, moved, doubled, indented, and pieces of the format thrown in."""
    _agree(text)


def test_sample_pages() -> None:
    """Also the whole pages that come with the library."""
    for name in NAMES:
        _agree(read(name))


@given(st.data())
def test_mutated_sample_pages(data: st.DataObject) -> None:
    """Also whole pages that are nearly of the format."""
    _agree(data.draw(mutated(read(data.draw(st.sampled_from(NAMES))))))


def test_real_pages(corpus: Path) -> None:
    """Also real pages, in each dialect."""
    for path in sorted(corpus.glob("text/*/*.txt")):
        _agree(path.read_text(encoding="utf-8", errors="replace"))


@given(st.data())
def test_mutated_real_pages(corpus: Path, data: st.DataObject) -> None:
    """Also real pages that are nearly of the format."""
    path = data.draw(st.sampled_from(sorted(corpus.glob("text/*/*.txt"))))
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    start = data.draw(st.integers(0, max(0, len(lines) - 60)))
    _agree(data.draw(mutated("\n".join(lines[start : start + 60]))))
