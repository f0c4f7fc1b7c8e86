"""The engine keeps its contract on a grammar that has nothing to do with reviews: that of an INI file."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st
from lark import Lark, Token, Tree

import reviewparse.engine
from reviewparse.engine import Block, Engine, expressions, forms, steps
from reviewparse.engine.beginnings import _one_of_these, beginnings
from reviewparse.engine.expressions import FIRST_HINT, alternatives_of, shortened
from reviewparse.engine.patterns import Grammar
from reviewparse.engine.steps import regex_of
from reviewparse.review_grammar import engine, source
from reviewparse.vocabulary import Kind, Verdict

INI = r"""
start: _BLANK? _file
_file: _top | _settings
_top: | _top (setting | comment | other_line)
_settings: _file section | _settings (setting | comment | other_line)

section: _OPEN NAME _CLOSE _NL
setting: KEY _EQUALS value _NL (_AND AGAIN _NL)?
value: NUMBER | WORDS
comment: _HASH TEXT _NL | _SEMICOLON TEXT _NL
other_line: OTHER_LINE _NL

_BLANK: /(?:[^\S\n]*+\n)++/
_NL: /(?>\s*\n)/
_OPEN.5: /\[(?=\w++\][^\S\n]*+\n)/
NAME: /\w++/
_CLOSE: /\]/
KEY.4: /\w++(?=[ ]?=[ ]?\S)/
_EQUALS: /[ ]?=[ ]?/
NUMBER.2: /[0-9]++(?=[^\S\n]*+\n)/
WORDS: /\S[^\n]*+/
_AND.6: /&(?=\w)/
AGAIN: /\w[^\n]*+/
_HASH.3: /#(?=[^\n])/
_SEMICOLON.3: /;(?=[^\n])/
TEXT: /[^\n]++/
OTHER_LINE.-9: /[^\n]++/
"""
ENGINE = Engine(INI)
LARK = Lark(INI, parser="lalr", propagate_positions=True)
PIECES = (
    "[a]",
    "[a b]",
    "k = 1",
    "k=one",
    "k =",
    "# note",
    "; note",
    "#",
    "&more",
    "&",
    "",
    " ",
    "words",
    "\u00a0",
    "\x85x",
)

Read = list[tuple[str, int, list[tuple[str, int, int]]]]


def of_engine(text: str) -> Read:
    """Each block as its rule, its line, and its fields with their places; other lines one by one."""
    read: Read = []
    for block in ENGINE.blocks(text):
        if block.rule.name == "other_line":
            lines = re.finditer(r"[^\n]*\S[^\n]*", block.source)
            for found in lines:
                line = block.line + block.source.count("\n", 0, found.start())
                span = (block.start + found.start(), block.start + found.end())
                read.append(("other_line", line, [("OTHER_LINE", *span)]))
        else:
            fields = zip(block.rule.fields, block.spans(), strict=True)
            read.append((block.rule.name, block.line, [(name, *span) for name, span in fields if span is not None]))
    return read


def of_lark(text: str) -> Read:
    """The same, of Lark's own tree."""
    read: Read = []
    for block in LARK.parse(text).children:
        assert isinstance(block, Tree)
        fields = []
        for child in block.children:
            if isinstance(child, Token):
                assert child.start_pos is not None
                assert child.end_pos is not None
                fields.append((child.type, child.start_pos, child.end_pos))
            else:
                fields.append((str(child.data), child.meta.start_pos, child.meta.end_pos))
        read.append((str(block.data), block.meta.line, fields))
    return read


@given(st.lists(st.sampled_from(PIECES) | st.text("[]=#;& \ta1é\u2028", max_size=6), max_size=9).map("\n".join))
@example("k = 1\n&more\n[a]\nk = 1\n&more\n")
@example("\n\n[a]\n\n\nwords\n \nwords\n")
def test_it_reads_what_lark_reads(text: str) -> None:
    """The stream of blocks is that of Lark's own parse of the same grammar: rules, lines, fields and their places."""
    text += "\n"
    assert of_engine(text) == of_lark(text)


@given(st.text("[]=#;&\n \ta1\u2028\x85", max_size=40))
def test_it_tiles_any_text(text: str) -> None:
    """The blocks follow each other without a gap, from what may stand before them all to the end, whatever the text."""
    text += "\n"
    blocks = list(ENGINE.blocks(text))
    place = blocks[0].start if blocks else len(text)
    assert not text[:place].strip()
    for block in blocks:
        assert block.start == place
        assert block.line == 1 + text.count("\n", 0, place)
        place += len(block.source)
    assert place == len(text)


def test_a_field_of_either_alternative_is_one_field() -> None:
    """What several alternatives of a rule name is one field of it."""
    (first, second) = ENGINE.blocks("# one\n; two\n")
    assert first.rule is second.rule
    assert first.rule.fields == ("TEXT",)
    assert [block.texts() for block in (first, second)] == [(" one",), (" two",)]


def test_absent_fields_are_none() -> None:
    """A field that a block does not print is `None`, its text and its place."""
    blocks: list[Block] = list(ENGINE.blocks("[a]\nk = 1\n"))
    assert blocks[1].rule.fields == ("KEY", "value", "AGAIN")
    assert blocks[1].texts() == ("k", "1", None)
    assert blocks[1].spans() == ((4, 5), (8, 9), None)


PARTS = r"""
votes: (VOTES _OF TOTAL _END)?
total: (VOTES _OF _END)?
names: (NAME _BREAK? _BREAK?)+
pair: (NAME _BREAK? TOTAL)?
last: NAME _BREAK?
VOTES: /[0-9]++/ /(?=/ _OF TOTAL /)/
_OF: " of "
TOTAL: /[0-9]++/
_END: /\.|!/
NAME: /[a-z]++/
_BREAK: /(?:\n|;\n)/
"""


def expression(rule: str) -> str:
    """The regular expression of a rule of these."""
    rules = Grammar(PARTS)
    return regex_of(rules.step(rules.rule(rule)[1], {}), rules.terminal)


def test_a_lookahead_is_left_out_where_it_is_read_next() -> None:
    """What a terminal looks ahead for is left out where the rule reads just that next, and stays where it does not."""
    assert expression("votes") == r"(?:([0-9]++)\ of\ ([0-9]++)(?:\.|!))?+"
    assert expression("total") == r"(?:([0-9]++(?=\ of\ [0-9]++))\ of\ (?:\.|!))?+"


def test_an_option_is_an_alternative_where_nothing_below_it_can_fail() -> None:
    """An optional part is an alternative at the end of a repeat, where it is never tried again, and there alone."""
    assert expression("names") == r"(?:([a-z]++)(?:\n|;\n|)(?:\n|;\n|))++"
    assert expression("pair") == r"(?:([a-z]++)(?:(?:(?:\n|;\n)))?+([0-9]++))?+"
    assert expression("last") == r"([a-z]++)(?:(?:(?:\n|;\n)))?+"


def test_a_part_of_a_text_has_its_own_lines() -> None:
    """Reading can begin and end at any line, with the number that it is given."""
    text = "[a]\nk = 1\nwords\n"
    assert [(block.rule.name, block.line) for block in ENGINE.blocks(text, 40, 4, 10)] == [("setting", 40)]


def test_the_state_is_that_of_what_was_read() -> None:
    """The state at a place is what the grammar's state rules say of the blocks above it."""
    assert ENGINE.state_at("[a]\nk = 1\n", 0).name == "_top"
    assert ENGINE.state_at("[a]\nk = 1\n", 4).name == "_settings"


STORY = Engine(
    r"""
start: _BLANK? _story
_story: _top
_top: | _top (title | ending | other_line)

title: _TITLE _NL
ending: _ENDING _NL
other_line: OTHER_LINE _NL

_BLANK: /(?:[^\S\n]*+\n)++/
_NL: /(?>\s*\n)/
_TITLE.2: /(?<![\s\S])[^\S\n]*+\S[^\n]*+/
_ENDING.1: /[^\S\n]*+\S[^\n]*+(?<=, the end)/
OTHER_LINE.-9: /[^\n]++/
"""
)


@given(st.lists(st.sampled_from(["Fog", "Fog, the end", ", the end", "x, the end.", "  Pier, the end"]), min_size=1))
@example(["Fog", "Fog", "Fog, the end", "Fog", "Fog"])
def test_a_line_is_known_by_a_word_or_by_its_place(lines: list[str]) -> None:
    """A block is found that no first letters tell: by a word on its line, or as the first line of a text."""
    text = "\n".join(lines) + "\n"
    found = {block.line: block.rule.name for block in STORY.blocks(text) if block.rule.name != "other_line"}
    endings = {number: "ending" for number, line in enumerate(lines, 1) if line.endswith(", the end")}
    assert found == {**endings, 1: "title"}


PAGES = sorted((Path(__file__).parents[1] / "pages").rglob("*.txt"))
SOURCES = sorted(Path(reviewparse.engine.__file__).parent.glob("*.py"))


def test_as_many_letters_of_an_opening_are_taken_apart_as_its_beginnings_need() -> None:
    """What the lines of each form begin with is the same where its openings are taken apart to their ends."""
    openings = {opening for state in engine().states for form in state.forms for opening in form.patterns}
    for opening in openings:
        whole = _one_of_these(alternatives_of(opening), [()])
        letters = [tuple(letter for letter in some if letter not in ("", " ")) for some in whole]
        assert beginnings(opening) == (list(dict.fromkeys(letters)) if all(letters) else [])


def test_a_shortened_expression_matches_wherever_the_whole_does() -> None:
    """Of every opening that a page has, each shorter beginning matches there as well, and some are far shorter."""
    texts = [path.read_text(encoding="utf-8") for path in PAGES]
    opened = {
        (opening, text, block.start)
        for text in texts
        for block in engine().blocks(text)
        for opening in block.form.patterns
        if re.compile(opening).match(text, block.start)
    }
    assert len({opening for opening, _, _ in opened}) > 40
    for most in (10, 40, FIRST_HINT, 400):
        for opening, text, start in opened:
            assert re.compile(shortened(opening, most)).match(text, start), opening
    longest = max((opening for opening, _, _ in opened), key=len)
    assert 10 * len(shortened(longest, FIRST_HINT)) < len(longest)


LETTERS = st.sampled_from(["a", "b", "[ab]", r"\\n", "a?", "b*", "[ab]*+", "a++", "[ab]{1,2}"])
EXPRESSIONS = st.recursive(
    LETTERS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=5).map("".join),
        st.builds(
            "{}{}){}".format,
            st.sampled_from(["(", "(?:", "(?>", "(?i:", "(?:"]),
            st.lists(inner, min_size=1, max_size=3).map("|".join),
            st.sampled_from(["", "", "", "?", "?+", "{1,2}"]),
        ),
        st.builds(
            "{}{})".format, st.sampled_from(["(?=", "(?!"]), st.lists(inner, min_size=1, max_size=2).map("|".join)
        ),
        st.sampled_from(["(?<=a)", "(?<!b)"]),
    ),
    max_leaves=16,
)


@example("(?>a(?!b{1,2}a{1,2})|ab)ba", "abba", 15)  # with less in the atomic group, its first alternative matches
@example("(?:a(?!bbbbbbbb)){2}b", "aab", 9)
@given(st.lists(EXPRESSIONS, min_size=1, max_size=4).map("".join), st.text("ab\n", max_size=9), st.integers(0, 60))
def test_any_shortened_expression_matches_wherever_the_whole_does(whole: str, text: str, most: int) -> None:
    """Whatever is cut, looked for, atomic or possessive: where an expression matches, each shorter one does."""
    with patch.object(expressions, "SHORTEST_ALTERNATIVE", 1):
        shorter = re.compile(shortened(whole, most))
    for place in range(len(text) + 1):
        if re.compile(whole).match(text, place):
            assert shorter.match(text, place), (whole, shorter.pattern)


@patch.object(steps, "COMPILED_AT_ONCE", 10**9)  # nothing is read in steps
def test_a_hint_that_another_thread_replaces_is_no_opening() -> None:
    """A line that only begins like a block is none, even if the whole expression is set while its beginning matches."""
    own = Engine(source())
    form = next(form for rule in own.rules if rule.name == "critics_list_heading" for form in rule.forms)
    text = "Critic Reviews\n  1. Positive: 3 out of 5\n"
    hinted = re.compile(shortened(form.patterns[0], FIRST_HINT)).match
    assert hinted(text, 0, len(text)), "its beginning is there"
    assert form.opens.match(text) is None

    def replaced_meanwhile(text: str, position: int, end: int) -> re.Match[str] | None:
        found = hinted(text, position, end)
        form.whole_opening_at(text, position, end)
        return found

    form.opening_at = replaced_meanwhile
    assert [block.rule.name for block in own.blocks(text)] == ["critics_heading", "other_line"]
    assert form.opening_at != replaced_meanwhile, "it was tried"


@patch.object(steps, "COMPILED_AT_ONCE", 10**9)  # nothing is read in steps
def test_a_hint_that_another_thread_sets_late_opens_no_block() -> None:
    """A list is read by the whole expression, even if another thread sets its beginning while the list is read."""
    own = Engine(source())
    card = "Oct 7, 2026\n80\nPier Weekly\nThe lamps burn low.\nPC FULL REVIEW\n"
    text = f"Showing 3 Critic Reviews\n{card * 3}Oct 8, 2026\nMetascore\n"
    expected = [(block.rule.name, block.source) for block in own.blocks(text)]
    found = []
    for block in own.blocks(text):
        if block.form.whole:
            block.form.opening_at = re.compile(shortened(block.form.patterns[0], FIRST_HINT)).match
        found.append((block.rule.name, block.source))
    assert found == expected
    assert [name for name, _ in expected].count("next_l3_review") == 3


NEVER_IN_ONE = Engine(source())
ALWAYS_IN_ONE = Engine(source())
LIST_LINES = (
    "Critic Reviews\n  1. Slow.",
    "User score distribution:\n  1. kimfog",
    "Critic score distribution:\n   1. Slow.",
    "  2. The Dusty Reel\n    Reviewed by: Ann Example\n    Oct 7, 2014\n    80\n    It floats.",
    "  3. It floats. [4 March 1998]",
    "   2. The Dusty Reel\n       80\n       It floats.",
    "   3. kimfog\n       Oct 7, 2014\n       8\n       It floats. Expand",
    "  4.",
    "   4.",
    "  1. Other films",
    "Season 2 trailer",
    "    It floats.",
    "CRITIC REVIEWS\n80\nThe Dusty Reel\nSlow. Read full review",
    "80\nThe Dusty ReelOct 7, 2014\nSlow. Read full review",
    "80\nMETASCORE\nSlow. Read full review",
    "USER REVIEWS\n8\nkimfogOct 7, 2014\nFog.\n1 of 2 users found this helpful",
    "8\nkimfogOct 7, 2014\nFog. Read full review\nIt floats.\n1 of 2 users found this helpful",
    "8 METASCORE\nUniversal acclaim based on 46 Critics",
    "Pier Films | CRITIC SCORE DISTRIBUTION | ||\nPositive:\n9",
    "Showing 3 Critic Reviews\nOct 7, 2026\n80\nPier Weekly\nThe lamps burn low.\nPC FULL REVIEW",
    "Oct 7, 2026\n80\nPier Weekly\nThe lamps burn low.",
)


@given(st.lists(st.sampled_from(LIST_LINES), min_size=2).map("\n".join))
@example("\n".join(LIST_LINES * 3))
def test_a_list_is_read_in_one_step_as_it_is_in_two(text: str) -> None:
    """Once many lists were read, their blocks are read in one step, with the same fields in the same places."""
    text += "\n"
    with patch.object(forms, "BLOCKS_IN_TWO_STEPS", 1):
        again = [[_read(block) for block in ALWAYS_IN_ONE.blocks(text)] for _ in range(2)]
    with patch.object(forms, "BLOCKS_IN_TWO_STEPS", 10**9):
        assert again == [[_read(block) for block in NEVER_IN_ONE.blocks(text)]] * 2


def _read(block: Block) -> tuple[object, ...]:
    return (block.rule.name, block.line, block.start, block.end, block.texts(), block.spans())


def test_blocks_of_a_list_have_one_match() -> None:
    """A block of a list is read in one step; one that stands below others, or where a better one opens, is not."""
    text = "Critic score distribution:\n" + "".join(f"   {number}. It floats.\n" for number in range(1, 7))
    own = Engine(source())
    with patch.object(forms, "BLOCKS_IN_TWO_STEPS", 3):
        in_one = [[block.opening is block.rest for block in own.blocks(text)] for _ in range(2)]
    assert in_one == [[False] * 6 + [True], [False] * 3 + [True] * 4]


def test_it_knows_nothing_of_reviews() -> None:
    """The engine imports nothing else of the package, and none of its words is one of the review format."""
    assert len(SOURCES) > 3
    words = "metacritic|metascore|verdict|critic|publication|citation|distribution|" + "|".join([*Kind, *Verdict])
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reviewparse"):
                assert (node.module or "").startswith("reviewparse.engine"), path.name
        assert re.findall(rf"\b(?:{words})s?\b", source.replace("game", ""), re.IGNORECASE) == [], path.name
