"""The tables of `grammar/README.md` are those of the grammar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewparse.assemble import SECTION, manner
from reviewparse.grammar import FILES, plain_parser, source
from reviewparse.grammar_files import read
from reviewparse.notation import Symbol, definitions
from reviewparse.read import plan_of, state_after
from reviewparse.scanner import Rules, machine

pytestmark = pytest.mark.lint

README = read("README.md")
_, _, RULES = README.partition("\n## Every rule\n")
TABLES = re.split(r"^### (\w+)\.lark.*$", RULES.partition("\n## ")[0], flags=re.MULTILINE)
ROWS = [
    (file, *row)
    for file, table in zip(TABLES[1::2], TABLES[2::2], strict=True)
    for row in re.findall(r"^\| `(\w+)` \| (.+) \| `(.+)` \|$", table, re.MULTILINE)
]
ARGUMENTS = {"number": "FLUSH_NUMBER", "break": "_FLUSH_BREAK", "line": "CRITIC_LINE"}
STATES = {state.name for state in machine().states}


def test_each_rule_has_one_row() -> None:
    """Every rule of the grammar is in the tables exactly once, in the table of its file, and nothing else is."""
    for file in FILES:
        rules = re.findall(r"^(\w+)(?:\{[^}]*\})?:", read(f"{file}.lark"), re.MULTILINE)
        described = [name for place, name, _, _ in ROWS if place == file]
        assert sorted(described) == sorted(name for name in rules if name.islower())
    assert {name for _, name, _, _ in ROWS} == {name for name, *_ in definitions(source()) if not Symbol(name).is_term}


def test_no_row_is_lost() -> None:
    """Each line of the tables is one that these tests read."""
    lines = [line for table in TABLES[2::2] for line in table.splitlines() if line.startswith("| `")]
    assert len(lines) == len(ROWS) > 50


@pytest.mark.parametrize(("rule", "example"), [(rule, example) for _, rule, _, example in ROWS])
def test_each_example_is_read_by_its_rule(rule: str, example: str) -> None:
    """An example is what its rule reads: all that stands before `¦`, where what stands after it follows."""
    taken, _, ahead = example.replace("␣", " ").replace("↵", "\n").partition("¦")
    if rule in STATES:
        assert state_after(taken, len(taken)).name == rule
    if rule in {"start", "_page", *STATES}:
        assert plain_parser().parse(taken + ahead).children
        return
    rules = Rules()
    parameters, body = rules.rules[rule]
    pattern = rules.pattern(body, {name: ARGUMENTS[name] for name in parameters}, None)
    found = re.match(pattern, taken + ahead)
    assert found
    assert found[0] == taken != ""


def test_files_are_told_in_order() -> None:
    """The table of files names each of them, in the order in which they are read as one."""
    assert tuple(re.findall(r"^\| `(\w+)\.lark` \|", README, re.MULTILINE)) == FILES
    assert {path.stem for path in (Path(__file__).parents[1] / "grammar").glob("*.lark")} == set(FILES)


def test_tests_that_are_named_exist() -> None:
    """Who changes the grammar is sent to tests that are there."""
    names = re.findall(r"`((?:tests|src)/[\w/]+\.py)`", README)
    assert names
    assert [name for name in names if not (Path(__file__).parents[1] / name).is_file()] == []


def test_each_field_has_a_place() -> None:
    """What a block of a section captures is a value, a count or a total, or stands in another column: none is new."""
    for state in machine().states:
        for block in state.blocks:
            said = manner(block.name, block.fields)
            if said.target == SECTION and plan_of(block) is None:
                assert {said.fields[place] for place in said.beside} <= {"other_column"}, block.name


def test_each_field_of_a_review_has_a_place() -> None:
    """What a review's block captures is an argument of its builder."""
    for state in machine().states:
        for block in state.blocks:
            plan = plan_of(block)
            if plan is not None and plan.groups is not None:
                spares = [group for _, groups in plan.spares for group in groups]
                assert {*plan.groups, *spares} >= set(range(1, len(block.fields) + 1)), block.name
