"""Which functions each test reaches: a mutant of the code is tried on the tests that can see it, and on no other.

Where a function is run, and for how long a test runs, is recorded once for each file of tests. A mutant outside of any
function, as a constant of a module is, is tried on the tests that reach any function of its module.
"""

from __future__ import annotations

import ast
import cProfile
import hashlib
import json
import os
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, Final, NamedTuple

import pytest

__all__ = ["Chosen", "Reached", "Recorder", "forget", "function_at", "names_of", "read_record", "record_of"]

PACKAGE: Final = "/src/reviewparse/"
MADE_ONCE: Final = ("reviewparse.review_grammar", "reviewparse.reference")
"""The modules that keep the engine and Lark's parser: to make these for each test takes too long."""
WHAT_MAKES_IT: Final = ("src/reviewparse/engine/", "src/reviewparse/review_grammar.py")
READING: Final = "src/reviewparse/engine/machine.py:Engine.blocks"


class Reached(NamedTuple):
    """A test: how long it took, and the functions that it reached, as `module path:name`."""

    seconds: float
    functions: frozenset[str]

    def sees(self, file: str, function: str | None) -> bool:
        """Whether it can see a change in that function of a file, or anywhere in the file."""
        if file.startswith(WHAT_MAKES_IT) and READING in self.functions:
            return True
        if function is not None:
            return f"{file}:{function}" in self.functions
        return any(name.startswith(f"{file}:") for name in self.functions)


class Recorder:
    """A plug-in of pytest: writes the functions that each test reaches to `path`, one test a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        forget(MADE_ONCE)  # what is kept from an earlier test is reached by this one as well
        others: set[CodeType] = set()
        profile = cProfile.Profile(builtins=False)
        begin = _used()
        threading.setprofile(lambda frame, event, argument: others.add(frame.f_code))
        profile.enable()
        try:
            yield
        finally:
            profile.disable()
            threading.setprofile(None)
        seconds = round(_used() - begin, 3)
        names = sorted(names_of(profile) | {name for code in others if (name := _name(code))})
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([item.nodeid, seconds, names]) + "\n")


def _used() -> float:
    """The seconds of the processor that this process and those it started have taken."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def names_of(profile: cProfile.Profile) -> set[str]:
    """The functions of the package that were called."""
    codes = (entry.code for entry in profile.getstats())
    return {name for code in codes if isinstance(code, CodeType) and (name := _name(code))}


def forget(but: Sequence[str] = ()) -> None:
    """Forget all that the package keeps from one call to the next, but for what the modules `but` keep."""
    for name, module in list(sys.modules.items()):
        for value in list(vars(module).values()) if name.partition(".")[0] == "reviewparse" and name not in but else ():
            kept = getattr(value, "__self__", None)  # a function that is the method of a `dict` which remembers
            if hasattr(value, "cache_clear") and value.__module__ not in but:
                value.cache_clear()
            elif isinstance(kept, dict) and type(kept).__module__.startswith("reviewparse."):
                kept.clear()


def _name(code: CodeType) -> str | None:
    """`src/reviewparse/plot.py:Chart.draw`, the name of what stands at the top of a module or a class."""
    file = code.co_filename.replace("\\", "/")
    _, found, inside = file.rpartition(PACKAGE)
    name = code.co_qualname.partition(".<locals>")[0] if sys.version_info >= (3, 11) else code.co_name
    return f"{PACKAGE[1:]}{inside}:{name}" if found and name[:1] != "<" else None


def function_at(source: str, offset: int) -> str | None:
    """The name of the function or method of a module that the character at `offset` is in.

    >>> source = "A = 1\\nclass B:\\n    def c(self):\\n        return A\\n"
    >>> function_at(source, source.index("return")), function_at(source, 0)
    ('B.c', None)
    """
    line = source.count("\n", 0, offset) + 1

    def inside(body: list[ast.stmt], name: str) -> str | None:
        for node in body:
            if node.lineno <= line <= (node.end_lineno or 0):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    # A default is read when the module is.
                    return f"{name}{node.name}" if line >= node.body[0].lineno else None
                if isinstance(node, ast.ClassDef):
                    return inside(node.body, f"{name}{node.name}.")
        return None

    return inside(ast.parse(source).body, "")


class Chosen:
    """A plug-in of pytest: runs the tests of that name alone, in that order.

    A test that is not `known` bears a constant in its name which the mutant has changed: it is run with the others of
    its function.
    """

    def __init__(self, names: list[str], known: Collection[str]) -> None:
        self.places = {name: place for place, name in enumerate(names)}
        self.functions = {_function(name): place for name, place in self.places.items()}
        self.known = known

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        places = [self._place(item.nodeid) for item in items]
        left = [item for item, place in zip(items, places, strict=True) if place is None]
        chosen = [(place, item) for item, place in zip(items, places, strict=True) if place is not None]
        items[:] = [item for _, item in sorted(chosen, key=lambda pair: pair[0])]
        config.hook.pytest_deselected(items=left)

    def _place(self, name: str) -> int | None:
        return self.places.get(name) if name in self.known else self.functions.get(_function(name))


def _function(name: str) -> str:
    """The name of a test without its parameters."""
    return name.partition("[")[0]


def record_of(test: Path, folder: Path) -> Path:
    """Where what a file of tests reaches is recorded, for as long as the file does not change."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{test.stem}-{hashlib.sha256(test.read_bytes()).hexdigest()[:12]}.jsonl"


def read_record(path: Path) -> dict[str, Reached]:
    """The tests of a record by name."""
    entries: list[Any] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {name: Reached(seconds, frozenset(functions)) for name, seconds, functions in entries}
