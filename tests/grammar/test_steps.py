"""What is long is read in small steps at first: they read what the whole expression does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewparse.engine import Engine, expressions, steps
from reviewparse.engine.expressions import in_parts, stages_of
from reviewparse.engine.steps import (
    TIMES_IN_STEPS,
    Step,
    Steps,
    Terminals,
    fields_of,
    openings_of,
    regex_of,
    row,
    split,
)
from reviewparse.review_grammar import source

PAGES = sorted((Path(__file__).parents[1] / "pages").rglob("*.txt"))
REGEXES = {"A": "a", "B": "b", "_AB": "(?:a(?=b)|b)", "_C": "c", "_NL": "\n"}


def terminals_of(regex: Callable[[str], str]) -> Terminals:
    return Terminals(regex, parts=lambda name: stages_of(in_parts(regex(name))), hints=lambda _: ())


TERMINALS = terminals_of(REGEXES.__getitem__)
UNBOUNDED = 10**9


@contextmanager
def in_steps(short: int, often: int) -> Iterator[Engine]:
    """An engine that reads what has more than `short` characters in steps at first, so often."""
    with patch.multiple(steps, COMPILED_AT_ONCE=short, TIMES_IN_STEPS=often):
        yield Engine(source())


def read(engine: Engine, text: str) -> list[object]:
    return [
        (block.rule.name, block.line, block.start, block.source, block.texts(), block.spans())
        for block in engine.blocks(text)
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    """Read in steps alone, at first in steps, or never in steps: a page has the same blocks and fields."""
    text = path.read_text("utf-8") + "\n"
    with in_steps(UNBOUNDED, 0) as engine:
        expected = read(engine, text)
    with in_steps(0, UNBOUNDED) as engine:
        assert read(engine, text) == expected
        assert [form.rule.name for rule in engine.rules for form in rule.forms if form.whole] == []
    with in_steps(0, 1) as engine:
        assert read(engine, text) == expected
        assert read(engine, text) == expected


STEPS: st.SearchStrategy[Step] = st.recursive(
    st.sampled_from([*REGEXES, (":", "A", "A"), (":", "both", ("|", "A", "B"))]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(row),
        st.lists(inner, min_size=2, max_size=3).map(lambda inner: ("|", *inner)),
        # What is repeated has no field of its own: Python 3.11 puts groups in it at a wrong place.
        st.tuples(st.sampled_from("?*+"), inner).filter(lambda step: step[0] == "?" or not fields_of(step)),
    ),
    max_leaves=8,
)


@example(("|", ("", (":", "A", "A"), "B"), "A"), "ac")  # the field of what was not read is not set
@example(("", (":", "A", "A"), ("?", ("", (":", "A", "A"), "B"))), "aaa")
@given(STEPS, st.text("abc\n", max_size=8))
def test_any_steps(step: Step, text: str) -> None:
    """Steps read to the same place as their expression, with the same groups, where nothing is given back."""
    # An atomic group around each terminal: an expression may try a terminal's other alternative, which no step does.
    atomic = re.compile(regex_of(step, lambda name: f"(?>{REGEXES[name]})"))
    wanted = atomic.match(text)
    found = Steps(step, TERMINALS).match(text, 0, len(text))
    assert (found is None) == (wanted is None)
    if found and wanted:
        assert (found.end(), found.groups(), found.regs) == (wanted.end(), wanted.groups(), wanted.regs)
        assert found.string == text
        assert len(found.groups()) == len(fields_of(step))


def test_more_is_compiled_where_what_there_is_matches() -> None:
    """Of a long terminal, a part is compiled first, all of it where that matches, and none of what is not tried."""
    terminals = terminals_of({"LONG": "[xz]" * 250 + "[y]", "NEVER": "z"}.__getitem__)
    long = "x" * 250
    own = Steps(("|", "LONG", "NEVER"), terminals)
    left = own.left
    assert left == TIMES_IN_STEPS
    re.purge()
    with patch.object(re, "compile", wraps=re.compile) as compiled:
        assert own.match("y", 0, 1) is None
        assert own.match("y", 0, 1) is None
        assert [len(call.args[0]) for call in compiled.call_args_list] == [200, 1]
        found = own.match(f"{long}y", 0, 251)
        assert found is not None
        assert found.end() == 251
        assert [len(call.args[0]) for call in compiled.call_args_list] == [200, 1, 600, 1003]
    assert own.left == left - 3


def test_what_is_long_is_read_in_steps() -> None:
    """If the expression of steps is long, they are taken several times first; what is short is compiled at once."""
    terminals = terminals_of(lambda name: "x" * int(name[1:]))
    assert [Steps(f"X{length}", terminals).left for length in (10, 60, 61, 5000)] == [
        0,
        0,
        TIMES_IN_STEPS,
        TIMES_IN_STEPS,
    ]
    assert Steps(row(["X30"] * 4), terminals).left == TIMES_IN_STEPS


PARTS = st.one_of(
    st.sampled_from(
        ["a", "b", "ab", "aab", "\\.", "[ab]", "a*+", "[^\n]++", "a{1,2}", "a{2}", "b?", "(?<=a)", "(?<!b)", "\n"]
    ),
)
EXPRESSIONS = st.recursive(
    PARTS,
    lambda inner: st.builds(
        "{}{}){}".format,
        st.sampled_from(["(?:", "(?>", "(?=", "(?!"]),
        st.lists(st.lists(inner, max_size=3).map("".join), min_size=1, max_size=3).map("|".join),
        st.sampled_from(["", "", "?", "?+", "*+", "++", "{1,2}", "{1,2}+", "{2}+", "*?", "??", "{0,2}?", "+?"]),
    ),
    max_leaves=10,
)


@example(["a*+", "(?=b|a)", "(?:a|ab)", "b"], "aab")
@example(["(?:a|ab)"], "ab")
@example(["a{1,2}", "(?=ab|b)", "a"], "aab")
@example(["(?:[ab]){0,2}+", "b"], "abb")
@example(["(?:a){2}+", "a"], "aa")
@example(["(?:ab|a)", "b"], "ab")
@example(["(?:a|ba)", "b"], "bab")
@example(["(?>a|ab)*?", "(?:b|\n)"], "aab")
@example(["(?:ab){0,2}?", "b"], "ababab")
@given(st.lists(EXPRESSIONS, min_size=1, max_size=4), st.text("ab\n", max_size=8))
def test_any_expression_taken_apart(pieces: list[str], text: str) -> None:
    """Taken in parts, an expression matches where the whole does and to the same place."""
    regex = re.compile("".join(pieces))
    with patch.object(expressions, "COMPARED", 1):
        terminals = terminals_of({"ANY": regex.pattern}.__getitem__)
        own = Steps("ANY", terminals)
    for place in range(len(text) + 1):
        wanted = regex.match(text, place)
        found = own.match(text, place, len(text))
        assert (found and found.end()) == (wanted and wanted.end()), in_parts(regex.pattern)


def test_what_a_step_begins_with() -> None:
    """A step begins with the terminals that can stand first; it is split behind them, or, if something else can
    stand there, they are looked for."""
    step = row([("|", "A", "B"), row(["_C", "_NL"])])
    assert step == ("", ("|", "A", "B"), "_C", "_NL")
    assert openings_of(step) == ["A", "B"]
    assert split(step) == (("|", "A", "B"), ("", "_C", "_NL"))
    maybe = row([("?", "A"), "B", "_C"])
    assert openings_of(maybe) == ["A", "B"]
    assert split(maybe) == (("&", ("|", "A", "B")), maybe)


def test_the_first_lines_that_fit_nowhere_may_come_one_by_one() -> None:
    """Where it is asked for, an engine reads so many lines one by one that fit nowhere; then, and else, in one go."""
    text = "The fog\nis real\nand slow\n" * 30
    own = Engine(source())
    with patch.object(re, "compile", wraps=re.compile) as compiled:
        first = [block.source for block in own.blocks(text, sparing=True)]
        assert len(first) > 60
        assert first[:2] == ["The fog\n", "is real\n"]
        later = [block.source for block in own.blocks(text, sparing=True)]
        assert later == [block.source for block in own.blocks(text)] == [text]
        assert "".join(first) == text
        assert len([call for call in compiled.call_args_list if len(call.args[0]) > 900]) == 1
