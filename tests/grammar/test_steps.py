"""What is long is read in small steps at first: they read what the whole expression does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewparse.engine import Engine, compiler
from reviewparse.engine.steps import (
    Step,
    Steps,
    Terminals,
    fields_of,
    openings_of,
    regex_of,
    row,
    split,
    stages_of,
)
from reviewparse.review_grammar import source

PAGES = sorted((Path(__file__).parents[1] / "pages").rglob("*.txt"))
REGEXES = {"A": "a", "B": "b", "_AB": "(?:a(?=b)|b)", "_C": "c", "_NL": "\n"}
TERMINALS = Terminals(REGEXES.__getitem__, {})
ALWAYS = 10**9


@contextmanager
def of_long(long: int, worth: float) -> Iterator[Engine]:
    """An engine that reads an expression of `long` characters in steps, until one block for each `worth` was read."""
    with patch.object(compiler, "LONG", long), patch.object(compiler, "WORTH", worth):
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
    with of_long(ALWAYS, 1) as engine:
        expected = read(engine, text)
    with of_long(0, 1 / ALWAYS) as engine:
        assert read(engine, text) == expected
        assert all(form.whole is None for state in engine.states for form in state.forms if len(form.patterns) > 1)
    with of_long(0, 1000) as engine:
        assert read(engine, text) == expected
        assert read(engine, text) == expected


STEPS: st.SearchStrategy[Step] = st.recursive(
    st.sampled_from([*REGEXES, (":", "A", "A"), (":", "both", ("|", "A", "B"))]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(row),
        st.lists(inner, min_size=2, max_size=3).map(lambda steps: ("|", *steps)),
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
    found = Steps(step, TERMINALS, 1).match(text, 0, len(text))
    assert (found is None) == (wanted is None)
    if found and wanted:
        assert (found.end(), found.groups(), found.regs) == (wanted.end(), wanted.groups(), wanted.regs)
        assert found.string == text
        assert len(found.groups()) == len(fields_of(step))


def test_more_is_compiled_where_what_there_is_matches() -> None:
    """Of a long terminal, a part is compiled first, all of it where that matches, and none of what is not tried."""
    long = "x" * 1000
    terminals = Terminals({"LONG": f"{long}y", "NEVER": "z"}.__getitem__, {})
    steps = Steps(("|", "LONG", "NEVER"), terminals, 4)
    re.purge()
    with patch.object(re, "compile", wraps=re.compile) as compiled:
        assert steps.match("y", 0, 1) is None
        assert steps.match("y", 0, 1) is None
        assert [len(call.args[0]) for call in compiled.call_args_list] == [200, 1]
        found = steps.match(f"{long}y", 0, 1001)
        assert found is not None
        assert found.end() == 1001
        assert [len(call.args[0]) for call in compiled.call_args_list] == [200, 1, 600, 1001]
    assert steps.left == 1


def test_stages_match_wherever_the_whole_does() -> None:
    """The last stage is the whole, and each one matches what the next one matches."""
    whole = f"(?:a{'b' * 300}|c)(?=[0-9]{{3}})"
    *shorter, last = stages_of(whole)
    assert last == whole
    assert [re.match(stage, "c123") is not None for stage in shorter] == [True]


def test_what_a_step_begins_with() -> None:
    """A step begins with the terminals that can stand first; it is split behind them if one of them always does."""
    step = row([("|", "A", "B"), row(["_C", "_NL"])])
    assert step == ("", ("|", "A", "B"), "_C", "_NL")
    assert openings_of(step) == ["A", "B"]
    assert split(step) == (("|", "A", "B"), ("", "_C", "_NL"))
    maybe = row([("?", "A"), "B", "_C"])
    assert openings_of(maybe) == ["A", "B"]
    assert split(maybe) == (("",), maybe)
