"""What `import reviewparse` does, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reviewparse
from reviewparse import samples
from reviewparse.review_grammar import read_file
from reviewparse.vocabulary import Layout

PACKAGE = Path(reviewparse.__file__).parent


def python(code: str, **environ: str) -> str:
    """What a fresh Python prints that runs `code`."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environ}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_import_is_light() -> None:
    """`import reviewparse` imports attrs, but neither lark, what only an extra needs, nor what reads a page."""
    loaded = python("import sys, reviewparse; print(*sys.modules)").split()
    assert {"reviewparse", "attrs"} <= {*loaded}
    assert {"reviewparse.records", "reviewparse.parsing", "reviewparse.engine"}.isdisjoint(loaded)
    assert {"lark", "click", "rich", "matplotlib", "hypothesis"}.isdisjoint(loaded)


def test_star_import_gives_every_public_name() -> None:
    """Each name in `__all__` stands once and resolves, and `dir()` shows it."""
    names = reviewparse.__all__
    assert len(set(names)) == len(names)
    assert set(names) <= set(dir(reviewparse))
    for name in names:
        assert getattr(reviewparse, name) is not None
    assert python("from reviewparse import *; print(parse.__name__)") == "parse\n"


def test_no_module_hides_a_public_name() -> None:
    """A public name is the same thing whichever of the package's modules were imported before it was asked for."""
    module = "m.name for m in pkgutil.walk_packages(reviewparse.__path__, 'reviewparse.') if '__main__' not in m.name"
    code = f"""
import importlib, inspect, pkgutil, reviewparse
for name in [{module}]:
    importlib.import_module(name)
print([name for name in reviewparse.__all__ if inspect.ismodule(getattr(reviewparse, name))])
"""
    assert python(code) == "[]\n"


def test_unknown_name_is_an_attribute_error() -> None:
    """A name the package does not have is an `AttributeError` that names it, lazily loaded names or not."""
    with pytest.raises(AttributeError, match="no_such_name"):
        reviewparse.no_such_name  # noqa: B018


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "__pycache__" not in path.parts}


def test_no_cache_files(tmp_path: Path) -> None:
    """The parser is built without writing a file: not beside the package, not at home, not in the temporary folder."""
    before = files_below(PACKAGE)
    python(
        "import reviewparse, reviewparse.samples as s, os; os.chdir(os.environ['HOME'])\n"
        "for name in s.NAMES: reviewparse.parse(s.read(name))\n"
        "from reviewparse.reference import tree; tree('Metascore')",
        **dict.fromkeys(("HOME", "TMPDIR", "TEMP", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path)),
    )
    assert files_below(PACKAGE) == before
    assert not files_below(tmp_path)


def test_parse_is_light() -> None:
    """A first `parse` reads the grammar without Lark, so that packages beside Lark cannot slow it down either."""
    loaded = python(
        "import sys, reviewparse, reviewparse.samples as samples\n"
        "reviewparse.parse(samples.read('lantern-keepers')); print(*sys.modules)"
    ).split()
    assert "reviewparse.engine" in loaded
    assert {"lark", "interegular"}.isdisjoint(loaded)


@pytest.mark.parametrize("name", samples.NAMES)
def test_samples_are_pages(name: str) -> None:
    """Each sample that is shipped is a page with critics and users, and nothing is wrong with it."""
    page = reviewparse.parse(samples.read(name))
    assert page.critics is not None
    assert page.users is not None
    assert page.critics.reviews
    assert page.users.reviews
    assert [problem for problem in reviewparse.validate(page) if problem.severity == "error"] == []


def test_samples_of_each_layout() -> None:
    """There is a sample of each layout that is read."""
    assert {reviewparse.parse(samples.read(name)).layout for name in samples.NAMES} == set(Layout)


def test_unknown_sample() -> None:
    """The error for a sample that is not there names those that are."""
    with pytest.raises(ValueError, match="blue-harbor"):
        samples.read("no-such-page")


def test_every_sample_file_has_a_name() -> None:
    """`samples.NAMES` and the files are the same list."""
    assert {path.stem for path in (PACKAGE / "samples").glob("*.txt")} == set(samples.NAMES)


def test_missing_grammar_file() -> None:
    """A grammar file that does not exist is a `FileNotFoundError` that names it."""
    with pytest.raises(FileNotFoundError, match=r"no-such-file\.lark"):
        read_file("no-such-file.lark")


AUDITED = """
import sys
import reviewparse
from reviewparse import samples

texts, pages = [samples.read(name) for name in samples.NAMES], [samples.read_html("blue-harbor")]
events = []

def audit(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.")):
        events.append(event)
    elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        events.append(f"open {arguments[0]} {arguments[1]}")

sys.addaudithook(audit)
read = [reviewparse.parse(text) for text in texts] + [reviewparse.parse_html(page) for page in pages]
for page in read:
    reviewparse.validate(page), reviewparse.render(page), reviewparse.to_dict(page), reviewparse.rows(page)
reviewparse.aggregate(read)
print(events)
"""


def test_no_connection_no_process_no_file_written() -> None:
    """Reading, judging, writing and adding up pages opens no connection, starts no process and writes no file."""
    assert python(AUDITED) == "[]\n"
