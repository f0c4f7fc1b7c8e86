"""The fast subset of the tests that the mutants are tried on: no real pages, no other program's checks.

The tests that find most in the least time come first, for a mutant is killed by the first that fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["CODE", "GRAMMAR", "files"]

GRAMMAR: Final = """
    test_golden_pages test_documents test_layout_change test_parsing test_grammar_readme test_respelling test_strategies
    test_round_trip test_unwrapping test_never_raises
""".split()
"""What judges the grammar: pages and the records that they are, by hand and by property."""

CODE: Final = """
    test_records test_values test_display test_linemap test_expectations test_notation test_engine test_transformer
    test_validate test_serialization test_json_schema test_summary test_tables test_tabulation test_health test_sniff
    test_inference test_html test_html_tokens test_html_metadata test_aggregate test_validate_properties test_threads
    test_two_ways test_cli test_cli_inputs test_plot test_import
""".split()
"""What judges the code as well."""

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
}
"""Modules and packages with tests that do not bear their name."""


def files(root: Path, changed: str) -> list[str]:
    """The test files for a mutant of the file `changed`, as paths below `root`.

    Those of the changed module come first: they are the likeliest to fail.

    >>> files(Path("nowhere"), "src/reviewparse/records.py")
    []
    """
    paths = {path.stem: path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")}
    if changed.endswith(".lark"):
        return [paths[name] for name in GRAMMAR if name in paths]
    parts = [part for part in Path(changed).with_suffix("").parts[2:] if part != "__init__"]
    likely = {f"test_{name}" for part in parts for name in BEARS_ANOTHER_NAME.get(part, ())}
    names = [name for name in GRAMMAR + CODE if name in paths]
    first = [name for name in names if name in likely or any(part in name for part in parts)]
    return [paths[name] for name in [*first, *(name for name in names if name not in first)]]
