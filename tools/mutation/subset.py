"""The tests that the mutants are tried on: no real pages, no other program's checks.

The tests that find most in the least time come first, for a mutant is killed by the first that fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["DRAWS_A_SAMPLE", "GRAMMAR", "every", "files", "grammar", "own"]

GRAMMAR: Final = """
    terminals golden_pages states readings grammar_readme white_space cut_texts parsing l1_documents respelling
    unwrapping two_ways
""".split()
"""What judges the grammar: the table of its terminals, pages and the records that they are, and properties."""

DRAWS_A_SAMPLE: Final = ("tests/reading/test_respelling.py::", "tests/rendering/test_strategies.py::")
"""How the names of tests begin that look at many examples of a strategy, which are drawn once."""

LEFT_OUT: Final = frozenset(
    f"test_{name}"
    for name in """
    mutation packaging style architecture linear html_linear benchmarks counting spark import conformance
    two_ways types extractor_round_trip extractor_round_trip_l3 threads fuzz grammar_readme playground
    playground_browser playground_build notebook site users_types extras
""".split()
)
"""Of a mutant of the code, these say nothing, or take long, or start other programs."""

BEARS_ANOTHER_NAME: Final = {
    "display": ("serialization", "tabulation", "tables"),
    "marks": ("sniff",),
    "html": ("identity",),
    "hypothesis_plugin": ("round_trip",),
    "fresh": ("l1_documents", "golden_pages"),
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
    "problems": ("validate", "health", "docs"),
    "linemap": ("markdown", "dump_marks", "unwrapping"),
    "columns": ("unwrapping",),
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


def grammar(root: Path) -> list[str]:
    """The test files for a mutant of the grammar, as paths below `root`."""
    return _there(root, [f"test_{name}" for name in GRAMMAR])


def every(root: Path) -> list[str]:
    """All test files that any mutant is tried on."""
    names = {path.stem for path in (root / "tests").rglob("test_*.py")} - LEFT_OUT
    likely = {f"test_{name}" for names in BEARS_ANOTHER_NAME.values() for name in names}
    return _there(root, sorted({*names, *likely, *(f"test_{name}" for name in GRAMMAR)}))


def own(root: Path, changed: str) -> list[str]:
    """The test files of the module `changed`: they are the likeliest to fail."""
    parts = [part for part in Path(changed).with_suffix("").parts[2:] if part != "__init__"]
    likely = {f"test_{name}" for part in parts for name in BEARS_ANOTHER_NAME.get(part, ())}
    names = [path.stem for path in (root / "tests").rglob("test_*.py")]
    mine = (name for name in names if name in likely or any(part in name for part in parts))
    return _there(root, sorted(name for name in mine if name in likely or name not in LEFT_OUT or name[5:] in parts))


def files(root: Path, changed: str) -> list[str]:
    """The test files for a mutant of the file `changed`, those of its own first.

    >>> files(Path("nowhere"), "src/reviewparse/records.py")
    []
    """
    if changed.endswith(".lark"):
        return grammar(root)
    others = sorted({path.stem for path in (root / "tests").rglob("test_*.py")} - LEFT_OUT)
    return list(dict.fromkeys([*own(root, changed), *_there(root, others)]))


def _there(root: Path, names: list[str]) -> list[str]:
    paths = {path.stem: path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")}
    return [paths[name] for name in names if name in paths]
