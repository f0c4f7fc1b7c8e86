"""The modules depend on each other in one direction."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import reviewparse

PACKAGE = Path(reviewparse.__file__).parent
LAZY = PACKAGE / "__init__.py"


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(path: Path) -> set[str]:
    """The modules of this package that a module imports anywhere, within functions and for types too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES else node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found & MODULES.keys() - {name_of(path), "reviewparse"}


def test_no_circle() -> None:
    """No module imports one that imports it, on whatever way; the package's own `__init__` only gives names."""
    graph = {name: imports_of(path) for name, path in MODULES.items() if path != LAZY}
    order = list(TopologicalSorter(graph).static_order())
    assert len(order) > 30


def test_only_the_reference_imports_lark() -> None:
    """Reading a text does without Lark; what shows how Lark reads it is one module."""
    with_lark = {
        name
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "lark")
        or (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "lark" for alias in node.names))
    }
    assert with_lark == {"reviewparse.reference"}
