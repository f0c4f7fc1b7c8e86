"""The fast subset of the tests that the mutants are tried on: no real pages, no other program's checks.

The tests that find most in the least time come first, for a mutant is killed by the first that fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["CODE", "GRAMMAR", "files"]

GRAMMAR: Final = """
    test_golden_pages test_white_space test_cut_texts test_parsing test_l1_documents test_respelling
""".split()
"""What judges the grammar: pages and the records that they are, by hand and by property."""

CODE: Final = """
    test_golden_pages test_records test_parsing test_l1_documents test_serialization test_validate test_tabulation
    test_transformer test_sniff test_expectations test_respelling test_strategies
""".split()
"""What judges any module of the code, below the tests of its own."""

BEARS_ANOTHER_NAME: Final = {
    "display": ("serialization", "tabulation", "tables"),
    "fresh": ("documents", "golden_pages"),
    "serialization": ("serialization", "json_schema", "summary"),
    "rendering": ("round_trip", "golden_pages"),
    "aggregation": ("aggregate", "summary", "tables"),
    "validation": ("validate", "validate_properties"),
    "engine": ("engine", "notation", "two_ways"),
    "reference": ("two_ways",),
    "review_grammar": ("two_ways", "notation"),
    "pages": ("golden_pages", "documents", "layout_change"),
    "strategies": ("strategies", "respelling"),
    "tracing": ("transformer", "parsing"),
    "errors": ("parsing", "documents"),
    "inputs": ("cli",),
    "commands": ("cli", "cli_inputs"),
    "output": ("cli", "cli_inputs"),
    "pictures": ("cli", "plot"),
    "report": ("cli",),
    "screens": ("cli", "cli_inputs"),
    "status": ("cli", "cli_inputs"),
    "totals": ("cli", "cli_inputs"),
}
"""Modules and packages with tests that do not bear their name."""


def files(root: Path, changed: str) -> list[str]:
    """The test files for a mutant of the file `changed`, as paths below `root`.

    Those of a changed module come first: they are the likeliest to fail.

    >>> files(Path("nowhere"), "src/reviewparse/records.py")
    []
    """
    paths = {path.stem: path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")}
    if changed.endswith(".lark"):
        own = ["test_unwrapping"] if Path(changed).stem == "common" else []  # what tells a wrapped line is there
        return [paths[name] for name in [*GRAMMAR, *own] if name in paths]
    parts = [part for part in Path(changed).with_suffix("").parts[2:] if part != "__init__"]
    likely = {f"test_{name}" for part in parts for name in BEARS_ANOTHER_NAME.get(part, ())}
    own = sorted(name for name in paths if name in likely or any(part in name for part in parts))
    return [paths[name] for name in dict.fromkeys([*own, *(name for name in CODE if name in paths)])]
