"""Errors name what could have stood at a place in plain English."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewParseError, parse
from reviewparse.english import ENGLISH, GROUPS, describe
from reviewparse.grammar import plain_parser, source
from reviewparse.notation import Symbol, definitions
from reviewparse.scanner import machine

pytestmark = pytest.mark.lint

DEFINED = {name for name, *_ in definitions(source()) if Symbol(name).is_term}
OPENINGS = [sorted({name for block in state.blocks for name in block.openings}) for state in machine().states]
PAGE = """Universal acclaim - based on 12 Critics

Critic score distribution:
  1. Positive: 9 out of 12
  1. The Dusty Reel
    80
    Slow, and worth it.
"""


def words(text: str) -> set[str]:
    """What could be a terminal's name."""
    return set(re.findall(r"\w+", text))


def test_table_has_the_terminals_of_the_grammar() -> None:
    """Every terminal of the grammar has an English name, and nothing else has one."""
    assert {terminal.name for terminal in plain_parser().terminals} <= DEFINED
    assert set(ENGLISH) == DEFINED


def test_groups_are_of_terminals() -> None:
    """A group is of terminals that the grammar has, and none is in two groups."""
    members = [name for names in GROUPS.values() for name in names.split()]
    assert set(members) <= DEFINED
    assert len(members) == len(set(members))


@pytest.mark.parametrize("text", sorted({*ENGLISH.values(), *GROUPS}))
def test_english_is_english(text: str) -> None:
    """No name says a terminal's, and each can stand in the middle of a sentence."""
    assert not words(text) & DEFINED
    assert "_" not in text
    assert text == text.strip(" .")
    assert text[0].islower() or text[0] == "'"
    assert len(text) <= 100


@given(st.sets(st.sampled_from(sorted(ENGLISH)), min_size=1))
def test_description_names_each_once(terminals: set[str]) -> None:
    """Nothing is left out and nothing said twice."""
    said = describe(terminals)
    phrases = [phrase for phrase in {*ENGLISH.values(), *GROUPS} if said.count(phrase)]
    for name in terminals:
        groups = [phrase for phrase, names in GROUPS.items() if name in names.split()]
        assert {ENGLISH[name], *groups} & set(phrases), name
    parts = re.split(r", (?=(?:an?|the) |')", said)
    assert len(parts) == len(set(parts))


@pytest.mark.parametrize("names", OPENINGS, ids=[state.name for state in machine().states])
def test_what_can_stand_in_a_state_is_short(names: list[str]) -> None:
    """Whatever the place, what could stand there is told in about eight things that a person can take in."""
    said = describe(set(names))
    assert len(re.split(r", | or (?=an? |the )", said)) <= 9
    assert len(said) < 500


def test_order_does_not_depend_on_the_process() -> None:
    """The same error has the same text in each process, whatever the hashes of strings are there."""
    code = f"from reviewparse.english import describe; print(describe(set({OPENINGS[0]!r})))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in "12"
    }
    assert outputs == {describe(set(OPENINGS[0])) + "\n"}


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("Watch On\n" + PAGE, 1, ["a verdict such as", "a line 'Metascore' or 'User Score'", "a distribution"]),
        (PAGE.replace("  1. The", "Watch On\n  1. The"), 5, ["a numbered review such as '  3. A Paper'"]),
        (PAGE + "Watch On\n", 8, ["a numbered review such as '  3. A Paper'", "a link such as"]),
        (PAGE + "See all 12 Critic Reviews\nWatch On\n", 9, ["a numbered review with a date or a score"]),
        ("CRITIC REVIEWS\n80\nA Paper\nGood. Read full review\nWatch On\n", 5, ["a score with a review below it"]),
    ],
)
def test_strict_error_says_what_could_stand(text: str, line: int, expected: list[str]) -> None:
    """A strict error tells in plain English what could have stood at the line, and never names a terminal."""
    with pytest.raises(ReviewParseError) as caught:
        parse(text, strict=True)
    error = caught.value
    assert (error.code, error.line, error.source_line) == ("unrecognized-line", line, "Watch On")
    assert [part for part in expected if part not in error.message] == []
    assert not words(error.message) & DEFINED
    assert re.search(r" Here could stand an? [^_]+ or an? [^_]+\.$", error.message)


def test_module_is_loaded_on_an_error_only() -> None:
    """`import reviewparse` and a parse that finds no fault do without this table."""
    code = "import sys, reviewparse; reviewparse.parse('Metascore\\n80\\n', strict=True); print(*sys.modules)"
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=paths, capture_output=True, check=True, text=True)
    assert "reviewparse.parsing" in done.stdout
    assert "reviewparse.english" not in done.stdout
