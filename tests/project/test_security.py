"""`SECURITY.md` is a table of promises: each has its limit, a test that there is, and a figure."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from benchmarks.memory import HOSTILE
from fuzz.__main__ import figures
from fuzz.promises import CHECKS, DEAR_EVERY

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
TABLES = [
    [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()]
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.MULTILINE)
]
PROMISES = TABLES[0][2:]


def test_promises_are_a_table() -> None:
    """Each row of the first table has a promise, a limit, a test and a figure."""
    assert TABLES[0][0] == ["promise", "limit", "test", "figure"]
    assert len(PROMISES) >= 10
    assert [row for row in PROMISES if len(row) != 4 or not all(row)] == []


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: row[0][:30])
def test_tests_are_there(row: list[str]) -> None:
    """Each test that a row names is a file of tests, or a function in one."""
    named = re.findall("`(tests/[^`]+)`", row[2])
    assert named
    for file, _, function in (name.partition("::") for name in named):
        tree = ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
        tests = {node.name for node in tree if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
        assert function in tests if function else tests, file


def test_other_tables() -> None:
    """The other two tables are those that `python -m benchmarks.memory` and `python -m fuzz --figures` print."""
    _, memory, tried = TABLES
    assert [row[0] for row in memory[2:]] == [*HOSTILE]
    assert [row[0] for row in tried[2:]] == [*CHECKS]
    assert "| " + " | ".join(tried[0]) + " |" == figures(ROOT / "nowhere").splitlines()[0]
    assert f"one in {DEAR_EVERY} inputs" in TEXT
