"""The fast subset of the tests that the mutants are tried on: no real pages, no other program's checks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["CODE", "GRAMMAR", "files"]

GRAMMAR: Final = """
    test_golden_pages test_grammar_readme test_grammar_examples test_parsing test_documents test_layout_change
    test_round_trip test_strategies test_respelling test_spellings test_wrapped test_unwrap test_never_raises
""".split()
"""What judges the grammar: pages and the records that they are, by hand and by property."""

CODE: Final = """
    test_records test_validate test_serialization test_jsonio test_rows test_sniff test_beginnings test_expectations
    test_english test_notation test_engine test_transform test_transformer test_reference test_two_ways test_bounds
    test_inference test_aggregate test_summary test_tables test_html test_validate_properties
    test_threads test_cli test_cli_inputs test_plot test_import
""".split()
"""What judges the code as well. Names of tests that are not there yet, or no longer, are passed over."""


def files(root: Path, changed: str) -> list[str]:
    """The test files for a mutant of the file `changed`, as paths below `root`.

    Those that bear the name of the changed module come first: they are the likeliest to fail.

    >>> files(Path("nowhere"), "src/reviewparse/records.py")
    []
    """
    paths = {path.stem: path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py")}
    if changed.endswith(".lark"):
        return [paths[name] for name in GRAMMAR if name in paths]
    parts = [part for part in Path(changed).with_suffix("").parts[2:] if part != "__init__"]
    names = [name for name in GRAMMAR + CODE if name in paths]
    return [paths[name] for name in sorted(names, key=lambda name: not any(part in name for part in parts))]
