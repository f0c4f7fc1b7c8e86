"""Which functions use what a module defines outside of any function: a constant, a field of a record, a default."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

__all__ = ["users_of"]


def users_of(root: Path, file: str, source: str, offset: int) -> frozenset[str]:
    """The functions, as `module path:name`, that name what the statement at `offset` of a module defines, or a constant
    that is made of it.

    Where it defines nothing that has a name, all functions of the module.
    """
    names = _with_made_of(root, _defined(ast.parse(source).body, source.count("\n", 0, offset) + 1))
    pattern = _any_of(names) if names else None
    return frozenset(
        name
        for path, functions in _functions(root).items()
        for name, text in functions.items()
        if (pattern.search(text) if pattern else path == file)
    )


def _any_of(names: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _with_made_of(root: Path, names: list[str]) -> list[str]:
    """These names, and those of the constants of any module that are made of them, one by the other."""
    known, added = list(names), names
    while added:
        pattern = _any_of(added)
        added = [name for name, text in _constants(root) if name not in known and pattern.search(text)]
        known += added
    return known


@cache
def _constants(root: Path) -> list[tuple[str, str]]:
    """The name and the text of each constant of a module below `src/`."""
    found = []
    for path in sorted((root / "src").rglob("*.py")):
        source = path.read_text("utf-8")
        body = ast.parse(source).body
        for node in body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                text = ast.get_source_segment(source, node.value) or ""
                found += [(name, text) for name in _defined(body, node.lineno) if name != "__all__"]
    return found


def _defined(body: list[ast.stmt], line: int) -> list[str]:
    """The names that the statement of that line defines: in a class, those of the class's own statement."""
    for node in body:
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        if not first <= line <= (node.end_lineno or 0):
            continue
        match node:
            case ast.ClassDef():
                return _defined(node.body, line) or [node.name]
            case ast.FunctionDef():
                return [node.name]
            case ast.Assign(targets=targets):
                return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                return [name]
            case _:
                return []
    return []


@cache
def _functions(root: Path) -> dict[str, dict[str, str]]:
    """The text of each function below `src/`, by file and name."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((root / "src").rglob("*.py")):
        source = path.read_text("utf-8")
        lines = source.splitlines()
        file = path.relative_to(root).as_posix()
        functions = found[file] = {}
        for node, name in _named(ast.parse(source).body, ""):
            functions[f"{file}:{name}"] = "\n".join(lines[node.lineno - 1 : node.end_lineno])
    return found


def _named(body: list[ast.stmt], name: str) -> list[tuple[ast.stmt, str]]:
    found: list[tuple[ast.stmt, str]] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append((node, name + node.name))
        elif isinstance(node, ast.ClassDef):
            found += _named(node.body, f"{name}{node.name}.")
    return found
