"""The quick way of reading and Lark's own: one grammar, equal pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lark import Tree

from marks import unmarked
from mutations import mutated
from reviewparse import ReviewPage, ReviewParseError
from reviewparse.pages import PageBuilder
from reviewparse.parsing import read_page, ready
from reviewparse.reference import LarkTransformer, parser, read_tree_into
from reviewparse.review_grammar import FILES, engine, source
from reviewparse.review_grammar import read_file as read_grammar
from reviewparse.samples import NAMES, read
from reviewparse.strategies import review_pages
from reviewparse.transformer import read_into
from states import BLOCKS, STATES
from writing import written

OTHER = "other_line"
PAGES = Path(__file__).parents[1] / "pages"
GOLDEN = {f"{path.parent.name}/{path.stem}": path.read_bytes().decode() for path in sorted(PAGES.glob("*/*.txt"))}
Blocks: TypeAlias = list[tuple[str, int, dict[str, tuple[int, int]]]]
EXAMPLES = [example for file in FILES for example in re.findall(r"^//   (.*)$", read_grammar(f"{file}.lark"), re.M)]
PIECES = sorted({unmarked(text.replace("¦", "")).rstrip("\n") for text in EXAMPLES})
"""The grammar's own examples: lines, and the parts of a page."""
LINES = sorted({line for piece in PIECES for line in piece.split("\n")})
MARGINS = ("  1. ", "  2. ", "    ", "    1. ", "    3. ", "       ")
"""What stands in front of a line in a list, of both kinds of margin."""
NO_REVIEWS = [
    "Write a Review\n  7. Reviewed by: Ann Example",
    "Write a Review\n   7. Reviewed by: Ann Example",
    "Trailer\n  1. kimfog\n     Oct 7, 2014",
    "Trailer\n   1. kimfog\n      Oct 7, 2014",
    "Critic score distribution:\n  1. Slow. [4 March 1998]\n  1. It floats. [4 March 1998]",
    "Critic score distribution:\n  1. Slow. [4 March 1998]\n  1. It floats.",
    "Write a Review\nThe Dusty ReelOct 7, 2014\nSlow.\nRead full review",
    "Write a Review\nSlow.\nRead full review",
    "Write a Review\nBuy On\n  1. Slow.",
    "Write a Review\nOct 7, 2026\n80\nThe Dusty Reel\nSlow, and worth it, as I said.\n"
    "Oct 6, 2026\n75\nPier Weekly\nToo slow for my taste.",
    "Watch On\nOct 7, 2026\n80\nThe Dusty Reel",
]
"""What looks like a review where none can stand."""
TABLE = "Pier Films | CRITIC SCORE DISTRIBUTION | ||\nPositive:\n9"


def _quick_blocks(text: str) -> Blocks:
    """The blocks of the engine: each one's rule, start and fields; other lines one by one."""
    blocks = Blocks()
    for block in engine().blocks(text):
        if block.rule.name == OTHER:
            blocks += [(OTHER, block.start + line.start(), {}) for line in re.finditer(r"[^\n]*\S[^\n]*", block.source)]
            continue
        fields = zip(block.rule.fields, block.spans(), strict=True)
        blocks.append((block.rule.name, block.start, {name.lower(): span for name, span in fields if span is not None}))
    return blocks


def _lark_blocks(text: str) -> Blocks:
    """The same of Lark's tree, where a field that stands twice is the first; what an `other_line` holds is the line."""
    blocks = Blocks()
    for block in parser().parse(text).children:
        assert isinstance(block, Tree)
        spans: dict[str, tuple[int, int]] = {}
        for field in block.children if block.data != OTHER else ():
            if isinstance(field, Tree):
                spans.setdefault(str(field.data), (field.meta.start_pos, field.meta.end_pos))
            else:
                assert field.start_pos is not None
                assert field.end_pos is not None
                spans.setdefault(field.type.lower(), (field.start_pos, field.end_pos))
        blocks.append((str(block.data), block.meta.start_pos, spans))
    return blocks


def _at(margin: str, line: str) -> str:
    return margin + line.lstrip()


def _both(text: str) -> tuple[tuple[ReviewPage, int | None], tuple[ReviewPage, int | None]]:
    """What each way makes of a text: the page, and the line where a second page begins. Both end at the same line."""
    ready = text.replace("\r\n", "\n").removeprefix("\ufeff")
    ready = ready if ready.endswith("\n") else ready + "\n"
    quick, plain = PageBuilder(ready), PageBuilder(ready)
    assert read_into(quick, ready) == read_tree_into(plain, ready)
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


def _pages_agree(text: str) -> None:
    """Both ways find the same page of a text."""
    (quick, quick_boundary), (plain, plain_boundary) = _both(text)
    assert quick == plain
    assert quick_boundary == plain_boundary
    assert _lines_of(quick) == _lines_of(plain)


def _agree(text: str) -> None:
    """Both ways find the same page of a text, and a strict reading gives the same error."""
    _pages_agree(text)
    assert _outcome(text, read_into) == _outcome(text, read_tree_into)


def test_the_transformer_of_trees_says_what_it_takes() -> None:
    """What Lark's transformer takes is in its docstring, though its methods are those of another class."""
    assert "Lark's tree" in (LarkTransformer.__doc__ or "")


def _terminals(text: str) -> list[str]:
    """What Lark's lexer calls the tokens of a text."""
    return [token.type for token in parser().parse_interactive(ready(text)).iter_parse()]


def test_each_terminal_is_met() -> None:
    """Each terminal that a rule names is what Lark's lexer calls some token of a golden page, a sample or a block."""
    bodies = re.findall(r"^_?[a-z]\w*(?:\{.*\})?:(.*(?:\n .*)*)", source(), re.M)
    named = set(re.findall(r"\b_?[A-Z][A-Z0-9_]+", "".join(bodies)))
    assert len(named) > 200
    met = {
        name
        for text in (*GOLDEN.values(), *map(read, NAMES), *BLOCKS.values(), *NO_REVIEWS)
        for name in _terminals(text)
    }
    assert named - met == set()


@pytest.mark.parametrize(
    ("head", "item", "terminals"),
    [
        ("CRITIC", "Slow.", ["PLAIN_CRITIC_LINE", "_END_OF_ITEM"]),
        ("USER", "Slow.", ["PLAIN_USER_LINE", "_END_OF_ITEM"]),
        ("USER", "Slow. Full Review »", ["LINKED_LINE", "FULL_REVIEW", "_NL"]),
    ],
)
def test_terminals_of_an_item(head: str, item: str, terminals: list[str]) -> None:
    """The lines of most texts, and the ends of most items, are read by the terminals that cost least."""
    above = [f"_{head}_DISTRIBUTION_HEAD", "_NL", "FLUSH_NUMBER", "_DOT"]
    assert _terminals(f"{head.title()} score distribution:\n  1. {item}") == above + terminals


def test_a_link_beside_a_verdict() -> None:
    """Where several blanks stand before it, as in a text made of Markdown, it is that link, and no other column."""
    text = "Universal acclaim  -  based on  15  Critics   What's this?\n"
    assert _lark_blocks(text) == _quick_blocks(text)
    assert "_WHATS_THIS" in _terminals(text)


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_pages(name: str) -> None:
    """Lark finds the page that was written by hand from its text, and the same blocks as the engine."""
    text = GOLDEN[name]
    _pages_agree(text)
    if "\r" not in text:
        assert _lark_blocks(ready(text)) == _quick_blocks(ready(text))


@given(review_pages())
def test_generated_pages(page: ReviewPage) -> None:
    """The machine compiled from the grammar reads every page as Lark's parser of the same grammar does."""
    _pages_agree(written(page))


@given(review_pages().map(written).flatmap(mutated))
@example("Metascore\n\nUser Score\n")
@example("  1. x\n")
@example("Critic score distribution:\nUSER SCORE\nCritic score distribution:\n")
@example("User Score\n    2. \x85 2017\n       9\n       Based on\n")
@example("User score distribution:\nx\n  2. The fog\n     Feb 31, 2014\n")
def test_mutated_pages(text: str) -> None:
    """Also what is nearly a page: with lines cut, moved, doubled, indented, and pieces of the format thrown in."""
    _agree(text)


@given(st.lists(st.sampled_from(LINES) | st.sampled_from(LINES).map(lambda line: f"    {line.lstrip()}"), max_size=30))
@example(["No user score yet", "based on 46 Critics"])
@example(["  1. The Dusty Reel", "    80"])
@example(["METASCORE", "tbd", "8.6", "Positive:", "42", "No reviews yet."])
@example(
    ["8", "kimfogOct 7, 2014", "Fog.", "    • 12 of 15 users found this helpful", "1 of 2 users found this helpful"]
)
def test_lines_in_any_order(lines: list[str]) -> None:
    """Lark, with nothing added to it, reads any lines of the format into the same blocks with the same fields."""
    text = ready("\n".join(lines))
    assert _lark_blocks(text) == _quick_blocks(text)


@given(st.lists(st.sampled_from(PIECES) | st.builds(_at, st.sampled_from(MARGINS), st.sampled_from(LINES)), max_size=9))
@example(["Critic score distribution:", "Trailer", "  1. I liked it. Full Review »", "  2. Reviewed by: Ann Example"])
@example(["See All 6,444 User Reviews", "Watch On", "User Reviews", "  1. I liked the fog."])
@example(["86% Positive", "6325 Ratings", "Watch On", "Write a Review", "  1. I liked the fog."])
@example([TABLE, "Watch On", "Score distribution:"])
@example([TABLE, "|", "Negative:", "0"])
@example([TABLE, "  1. I liked it. Full Review »", "Read full review"])
@example([TABLE, "  7. Reviewed by: Ann Example Oct 7, 2014", "Slow.", "Read full review"])
@example(["tbd", "USER SCORE", "tbd", "USER SCORE"])
@example(["METASCORE", "89", "METASCORE", "8"])
@example(["User score distribution:", "Positive: 1 out of 2", "  1. Positive: 9 out of 12"])
@example(["Critic score distribution:", "  2. It floats.", "     Oct 7, 2014", "     1. kimfog", "     Oct 7, 2014"])
@example(["User score distribution:", "  2. kimfog", "     Oct 7, 2014Fog.", "     8"])
def test_pieces_in_any_order(pieces: list[str]) -> None:
    """Also the parts of a page in any order, and reviews with their fields in any order, at any margin."""
    text = ready("\n".join(pieces))
    assert _lark_blocks(text) == _quick_blocks(text)


@pytest.mark.parametrize("text", NO_REVIEWS)
def test_what_looks_like_a_review(text: str) -> None:
    """Also what looks like a review where none can stand: other lines, whatever Lark's lexer calls them."""
    blocks = _lark_blocks(text + "\n")
    assert blocks == _quick_blocks(text + "\n")
    assert blocks[-1][0] == OTHER


@pytest.mark.parametrize("state", STATES)
def test_each_block_in_each_state(state: str) -> None:
    """Also each block of the format below each text that leads to a state, where it may stand and where not."""
    for block in BLOCKS.values():
        text = STATES[state].partition("¦")[0] + block
        assert _lark_blocks(text) == _quick_blocks(text)


@given(st.sampled_from(NAMES).map(read).flatmap(mutated))
def test_blocks_of_mutated_pages(text: str) -> None:
    """Also whole pages that are nearly of the format."""
    assert _lark_blocks(ready(text)) == _quick_blocks(ready(text))


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
        text = path.read_text(encoding="utf-8", errors="replace")
        _pages_agree(text)
        assert _lark_blocks(ready(text)) == _quick_blocks(ready(text))


@given(st.data())
def test_mutated_real_pages(corpus: Path, data: st.DataObject) -> None:
    """Also real pages that are nearly of the format."""
    path = data.draw(st.sampled_from(sorted(corpus.glob("text/*/*.txt"))))
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    start = data.draw(st.integers(0, max(0, len(lines) - 60)))
    _agree(data.draw(mutated("\n".join(lines[start : start + 60]))))
