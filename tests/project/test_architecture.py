"""The modules depend on each other in one direction."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import reviewparse

PACKAGE = Path(reviewparse.__file__).parent
LAZY = PACKAGE / "__init__.py"


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MADE = {"prepared.py"}
"""What the build of a wheel adds to the package."""

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


def tree_in_contributing() -> list[str]:
    """The modules and packages that CONTRIBUTING.md lists, from the bottom up, as the folder names them."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (tree,) = re.findall(r"^src/reviewparse/\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"^  ([\w./]+)", tree, re.MULTILINE)


def test_the_tree_in_contributing_is_the_package() -> None:
    """CONTRIBUTING.md lists each module and package of the library once, and none that is not there."""
    modules = {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("__")} - MADE
    assert sorted(tree_in_contributing()) == sorted(
        modules | {f"{p.parent.name}/" for p in PACKAGE.glob("*/__init__.py")}
    )


def test_modules_import_only_what_is_listed_above_them() -> None:
    """The list in CONTRIBUTING.md has each module below all those that it imports."""
    order = [name.removesuffix("/").removesuffix(".py") for name in tree_in_contributing()]
    upward = [
        f"{name} imports {imported}"
        for name, path in MODULES.items()
        if path.parent != PACKAGE or not path.name.startswith("__")
        for imported in imports_of(path)
        if order.index(imported.split(".")[1]) > order.index(name.split(".")[1])
    ]
    assert upward == []


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
