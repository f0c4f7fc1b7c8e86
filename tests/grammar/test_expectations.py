"""Errors name what could have stood at a place in plain English."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from reviewparse import ReviewParseError, parse
from reviewparse.expectations import EXPECTED, describe
from reviewparse.review_grammar import engine

pytestmark = pytest.mark.lint

OTHERS = {"other_line"}
RULES = {rule.name for rule in engine().rules} - OTHERS
OPENINGS = [sorted({form.rule.name for form in state.forms}) for state in engine().states]
PAGE = """Universal acclaim - based on 12 Critics

Critic score distribution:
  1. Positive: 9 out of 12
  1. The Dusty Reel
    80
    Slow, and worth it.
"""


def words(text: str) -> set[str]:
    """What could be a rule's name."""
    return set(re.findall(r"\w*_\w*", text))


def test_each_rule_is_in_one_phrase() -> None:
    """Every rule that reads a block is in one phrase, and nothing else is."""
    members = [name for names in EXPECTED.values() for name in names.split()]
    assert sorted(members) == sorted(RULES)


@pytest.mark.parametrize("phrase", EXPECTED)
def test_phrases_are_english(phrase: str) -> None:
    """Each phrase can stand in the middle of a sentence, and says no rule's name."""
    assert not words(phrase)
    assert phrase == phrase.strip(" .")
    assert phrase.startswith("a ")
    assert len(phrase) <= 100


@pytest.mark.parametrize("names", OPENINGS, ids=[state.name for state in engine().states])
def test_what_can_stand_in_a_state_is_short(names: list[str]) -> None:
    """Whatever the place, what could stand there is told in about eight things that a person can take in."""
    said = describe(set(names))
    assert len(re.split(r", | or (?=an? |the )", said)) <= 9
    assert len(said) < 500


def test_order_does_not_depend_on_the_process() -> None:
    """The same error has the same text in each process, whatever the hashes of strings are there."""
    code = f"from reviewparse.expectations import describe; print(describe(set({OPENINGS[0]!r})))"
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
        (PAGE + "See all 12 Critic Reviews\nWatch On\n", 9, ["a numbered review with its date"]),
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
    assert not words(error.message)
    assert re.search(r"; expected a [^_]+ or a [^_]+\.$", error.message)


def test_module_is_loaded_on_an_error_only() -> None:
    """`import reviewparse` and a parse that finds no fault do without this table."""
    code = "import sys, reviewparse; reviewparse.parse('Metascore\\n80\\n', strict=True); print(*sys.modules)"
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=paths, capture_output=True, check=True, text=True)
    assert "reviewparse.parsing" in done.stdout
    assert "reviewparse.expectations" not in done.stdout
