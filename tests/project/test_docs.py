"""Every example in README, docs and docstrings is executed, and prints what it is shown to print.

In a page of Markdown, blocks marked `python` share one namespace, from the top of the page to its end; where they
show a prompt, what they print is compared. In blocks marked `console` each `$ command` runs as it stands. Blocks
marked `sh` are set-up for a fresh machine: .ci/run executes those.
"""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import pkgutil
import pydoc
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import reviewparse
from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import ReviewClass, Scale, Verdict

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<language>[\w-]*)[^\n]*\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
LANGUAGES = {"python", "console", "sh", "lark", "json", "text", "toml", "html"}
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def modules() -> list[str]:
    """Each module of the package."""
    found = pkgutil.walk_packages(reviewparse.__path__, "reviewparse.")
    return ["reviewparse", *(module.name for module in found if not module.name.endswith("__main__"))]


@pytest.mark.parametrize("name", modules())
def test_docstrings(name: str) -> None:
    """The examples in a module's docstrings print what they are shown to print."""
    module = importlib.import_module(name)
    failures, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert failures == 0


def run_console(block: str, folder: Path) -> None:
    """Run each `$ command` of a block, and compare what it prints with the lines below it."""
    command_line = f'reviewparse() {{ "{sys.executable}" -m reviewparse "$@"; }}\n'  # installed as a command or not
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "COLUMNS": "100"}
    for command, shown in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ ).*\n?)*)", block, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", command_line + command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        want, got = ("\n".join(line.rstrip() for line in text.rstrip().splitlines()) for text in (shown, done.stdout))
        flags = doctest.ELLIPSIS | doctest.DONT_ACCEPT_BLANKLINE
        assert doctest.OutputChecker().check_output(want, got, flags), (
            f"$ {command}\n{done.stdout}\n(exit status {done.returncode})"
        )


def run_python(source: str, namespace: dict[str, Any], page: str, line: int) -> None:
    if ">>>" not in source:
        exec(compile("\n" * line + source, page, "exec", dont_inherit=True), namespace)
        return
    test = doctest.DocTestParser().get_doctest(source, namespace, page, page, line)
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    runner.run(test, clear_globs=False)
    namespace.update(test.globs)  # the test has a copy
    assert runner.failures == 0


STARTS_MANY_PROCESSES = ("cli.md", "crawl.md")


@pytest.mark.timeout(400)  # the command line's page starts some fifty processes
@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[pytest.mark.slow] * (page.name in STARTS_MANY_PROCESSES), id=page.name)
        for page in PAGES
    ],
)
def test_markdown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every code block of a page says its language, runs, and prints what it is shown to print."""
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    text = page.read_text("utf-8")
    for block in BLOCK.finditer(text):
        language, body = block["language"], block["body"]
        assert language in LANGUAGES, f"{page.name}: a block of {language or 'no language'}"
        if language == "python":
            run_python(body, namespace, str(page), text.count("\n", 0, block.start("body")))
        elif language == "console":
            run_console(body, tmp_path)


def test_readme_sets_up_with_two_commands() -> None:
    """README names two commands: one runs the main job on a sample, one runs the tests as .ci/run does."""
    commands = [
        b["body"].strip() for b in BLOCK.finditer((ROOT / "README.md").read_text("utf-8")) if b["language"] == "sh"
    ]
    assert len(commands) == 2
    assert all(len(command.splitlines()) == 1 for command in commands)
    sample, tests = commands
    assert "--sample" in sample
    assert "pytest" in tests.rpartition("&&")[2]


def test_bands_in_the_docs_are_those_of_the_table() -> None:
    """The tables of bands and classes in docs/format.md say what the library goes by."""
    page = (ROOT / "docs" / "format.md").read_text("utf-8")
    film, game = Scale.FILM_TV_MUSIC, Scale.GAME
    for verdict in Verdict:
        bands = [film.verdicts[verdict], game.verdicts[verdict]]
        assert f"| {verdict} | " + " | ".join(f"{low}-{high}" for low, high in bands) + " |\n" in page
    for name in ReviewClass:
        bands = [film.critic[name], game.critic[name], film.user[name], game.user[name]]
        assert f"| {name} | " + " | ".join(f"{low}-{high}" for low, high in bands) + " |\n" in page


RECORDS = [Citation, CriticReview, CriticSection, Distribution, Helpful, Line, ReviewPage, UserReview, UserSection]


def rows_of(record: Any) -> list[list[str]]:
    """The rows of a record's table in docs/records.md, as the texts of their cells."""
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    (table,) = re.findall(rf"^## {record.__name__}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return [row.split(" | ") for row in re.findall(r"^\| (`.*) \|$", table, re.MULTILINE)]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_the_tables_of_fields_are_those_of_the_records(record: Any) -> None:
    """docs/records.md lists each field of each record, in order, with its type, and marks those outside of equality."""
    rows = [(name, kind) for name, kind, *_ in rows_of(record)]
    fields = [
        (f"`{field.name}`" + " °" * (not field.eq), f"`{field.type}`".replace(" | None`", "` or `None`"))
        for field in attrs.fields(record)
    ]
    assert rows == fields
    assert all(all(cells) and len(cells) == 5 for cells in rows_of(record))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_fields_that_are_never_absent_have_no_default(record: Any) -> None:
    """docs/records.md says "never" of the fields of a part of a record that have no default, and of the layout."""
    never = {name.strip("`") for name, _, _, absent, _ in rows_of(record) if absent.startswith("never")}
    required = {field.name for field in attrs.fields(record) if field.default is attrs.NOTHING}
    assert never - required == ({"sections", "layout"} if record is ReviewPage else set())
    assert required <= never


RAISED = re.compile(r"(?:Review(?:Parse|Render)?Error|_error|Refusal)\(\s*(?:code=)?\"([a-z-]+)\"")

NAMED = re.compile(r'"([a-z]+)",\s+rb"')
"""A code beside the bytes by which a file is known."""


def test_the_docs_list_every_error_code() -> None:
    """docs/errors.md has a row for each code that the library raises, and for no other."""
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    listed = {
        code for cell in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for code in re.findall(r"`([a-z-]+)`", cell)
    }
    package = Path(reviewparse.__file__).parent
    sources = [path.read_text("utf-8") for path in package.rglob("*.py") if path.name != "errors.py"]
    assert listed == {code for source in sources for code in (*RAISED.findall(source), *NAMED.findall(source))}


NEED_FILES = ("reviewparse.crawl.", "reviewparse.spark.")
"""What reads folders and clusters has its examples in docs/crawl.md."""


def test_public_names_say_what_they_are() -> None:
    """Each name of the package and of docs/api.md has a docstring with an example; a function's says what it raises."""
    listed = re.findall(r"^::: (reviewparse[\w.]*)$", (ROOT / "docs" / "api.md").read_text("utf-8"), re.MULTILINE)
    public = {f"reviewparse.{name}": getattr(reviewparse, name) for name in reviewparse.__all__}
    public |= {path: pydoc.locate(path) for path in listed}
    named = {path: value for path, value in public.items() if inspect.isroutine(value) or inspect.isclass(value)}
    assert len(named) > 80
    docstrings = {path: value.__doc__ or "" for path, value in named.items() if not path.startswith(NEED_FILES)}
    assert [path for path, docstring in docstrings.items() if ">>>" not in docstring] == []
    raising = {path for path in docstrings if inspect.isfunction(named[path]) and ".strategies." not in path}
    assert [path for path in sorted(raising) if "raise" not in docstrings[path].lower()] == []
