"""The rules of the project that a program can check."""

from __future__ import annotations

import pydoc
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reviewparse

pytestmark = pytest.mark.lint

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "grammar", "tests", "docs", "benchmarks", "conformance", "fuzz", "tools")
CODE = (".py", ".lark", ".js", ".css")
LONGEST = 400
"""A file of code with more lines than this is asking to be two."""

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.)\]}])/(?:root|work|home|tmp|Users)/"),
    "a folder outside of the project": re.compile(r"\.\./shared"),
    "an unfinished place": re.compile(r"\b(?:TODO|FIXME|XXX)\b"),
}


def files(*suffixes: str) -> Iterator[Path]:
    """The project's own text files: those at its top, and those in its folders."""
    places = [path for path in ROOT.iterdir() if path.is_file()]
    places += [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return (path for path in places if path.suffix in suffixes)


@pytest.mark.parametrize("arguments", [["check"], ["format", "--check"]], ids=["check", "format"])
def test_ruff(arguments: list[str]) -> None:
    """Ruff finds nothing to change, in what the code says and in how it is laid out."""
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_files_are_short() -> None:
    """No file of code is longer than a reader can hold."""
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files(*CODE)}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_project_speaks_of_itself_alone() -> None:
    """No file names a place outside of the project."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {what}"
        for path in files(*CODE, ".md", ".toml", ".yml", ".txt", ".svg", ".json")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]
    assert found == []


def modules() -> list[Path]:
    return sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_modules_say_what_they_are(path: Path) -> None:
    """Each module opens with a docstring, and each that is not the command line's says its public names."""
    source = path.read_text("utf-8")
    assert source.startswith('"""')
    if "cli" not in path.parts and path.name != "__main__.py":
        assert re.search(r"^__all__\b", source, re.MULTILINE)


def test_every_public_name_is_in_the_reference() -> None:
    """`docs/api.md` shows each name that the package exports, and shows none twice."""
    paths = re.findall(r"^::: (reviewparse[\w.]*)$", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE)
    assert len(set(paths)) == len(paths)
    shown = [pydoc.locate(path) for path in paths]
    names = [name for name in reviewparse.__all__ if not name.startswith("__")]
    assert [name for name in names if getattr(reviewparse, name) not in shown] == []


def test_every_grammar_file_is_in_the_docs() -> None:
    """`docs/format.md` shows each file of the grammar by inclusion, so that it cannot go stale."""
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    names = [path.name for path in (ROOT / "grammar").glob("*.lark")]
    assert names
    assert [name for name in names if f'--8<-- "grammar/{name}"' not in page] == []


WRITTEN_BY_PROGRAMS = {"benchmarks.md", "mutation.md"}


def test_files_that_the_docs_name_exist() -> None:
    """A path of the project that README, docs or the grammar's manual names is a file or folder of it."""
    path = re.compile(r"`((?:src|tests|docs|grammar|benchmarks|conformance|tools|\.ci)/[\w./-]*)`")
    pages = [page for page in files(".md") if page.name not in WRITTEN_BY_PROGRAMS]
    named = [(page.name, name) for page in pages for name in path.findall(page.read_text("utf-8"))]
    assert len(named) > 20
    assert [(page, name) for page, name in named if not (ROOT / name).exists()] == []


def test_names_that_the_docs_use_exist() -> None:
    """A dotted name of the package that the docs use can be imported, but for what the page on moving calls old."""
    name = re.compile(r"`(reviewparse(?:\.\w+)+)")
    pages = [page for page in files(".md") if page.name not in WRITTEN_BY_PROGRAMS | {"migration.md", "CHANGELOG.md"}]
    used = {(page.name, found) for page in pages for found in name.findall(page.read_text("utf-8"))}
    assert len(used) > 5
    assert [(page, found) for page, found in sorted(used) if pydoc.locate(found) is None] == []


def test_the_version_has_a_changelog_entry() -> None:
    """The version that is built is the newest in the changelog."""
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    newest = re.search(r"^## \[(\d.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert newest[1] == version[1]
