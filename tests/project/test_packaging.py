"""The four ways to have the package: wheel, sdist, editable install, plain checkout.

Each is made from a copy of the project's source, without the network, and asked the same questions in a fresh Python.
What the package depends on comes from the Python that runs the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email import message_from_string
from pathlib import Path
from typing import Any

import pytest

from building import ROOT, pip_install, run

pytestmark = pytest.mark.integration

QUESTIONS = """
import json, sys
import reviewparse
from reviewparse import samples
from reviewparse.review_grammar import read_file
print(json.dumps({
    "file": reviewparse.__file__,
    "grammar": {name: read_file(name) for name in sys.argv[1:]},
    "pages": {name: repr(reviewparse.parse(samples.read(name))) for name in samples.NAMES},
}))
"""


def ask(python: str | Path, **environ: str) -> dict[str, Any]:
    """What a fresh Python finds that imports the package, outside of any checkout."""
    names = sorted(path.name for path in (ROOT / "grammar").iterdir())
    answers: dict[str, Any] = json.loads(run(python, "-P", "-c", QUESTIONS, *names, **environ))
    return answers


@pytest.fixture(scope="module")
def expected(checkout: Path) -> dict[str, Any]:
    return ask(sys.executable, PYTHONPATH=str(checkout / "src"))


def check(answers: dict[str, Any], expected: dict[str, Any], folder: Path) -> None:
    assert Path(answers["file"]).resolve().is_relative_to(folder.resolve())
    assert answers["grammar"] == {path.name: path.read_text("utf-8") for path in (ROOT / "grammar").iterdir()}
    assert answers["pages"] == expected["pages"]


def test_plain_checkout(checkout: Path, expected: dict[str, Any]) -> None:
    """From a checkout that was never installed, `src` on the path is enough."""
    check(expected, expected, checkout)


@pytest.mark.parametrize("pattern", ["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
def test_installed(pattern: str, built: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    """An installed wheel or sdist holds the grammar and the samples, and needs nothing of the checkout."""
    (archive,) = built.glob(pattern)
    pip_install("--target", tmp_path, archive)
    check(ask(sys.executable, PYTHONPATH=str(tmp_path)), expected, tmp_path)


PREPARED = """
from reviewparse import prepared, review_grammar
from reviewparse.engine import Engine
assert review_grammar._PREPARED is prepared
assert review_grammar.engine().outline == prepared.OUTLINE == Engine(review_grammar.source()).outline
assert review_grammar.prepared().endswith(f"OUTLINE = {prepared.OUTLINE!r}\\nTERMINALS = {prepared.TERMINALS!r}\\n")
"""
CHANGED = """
from reviewparse import review_grammar
assert review_grammar._PREPARED is None
assert [rule.name for rule in review_grammar.engine().rules].count("a_new_line") == 1
"""


def test_a_wheel_has_what_is_worked_out_of_its_grammar(built: Path, tmp_path: Path) -> None:
    """A wheel has all that its grammar says, and compiles it only where a file was changed."""
    (archive,) = built.glob("*.whl")
    pip_install("--target", tmp_path, archive)
    run(sys.executable, "-P", "-c", PREPARED, PYTHONPATH=str(tmp_path))
    grammar = tmp_path / "reviewparse" / "grammar"
    page = (grammar / "page.lark").read_text("utf-8")
    (grammar / "page.lark").write_text(page.replace("| list_heading", "| a_new_line | list_heading"), "utf-8")
    with (grammar / "l2.lark").open("a", encoding="utf-8") as file:
        file.write('\na_new_line: _NEW_LINE _NL\n_NEW_LINE: "What is new" _EOL\n')
    run(sys.executable, "-P", "-c", CHANGED, PYTHONPATH=str(tmp_path))


def test_editable(checkout: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    """An editable install runs the checkout's own files, the grammar at its top among them."""
    editable = shutil.copytree(checkout, tmp_path / "checkout")
    venv.create(tmp_path / "venv")
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(site) / "zz_dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--ignore-installed", "-e", editable)
    check(ask(python), expected, editable)
    with (editable / "grammar" / "README.md").open("a", encoding="utf-8") as readme:
        readme.write("edited\n")
    code = "from reviewparse.review_grammar import read_file; print(read_file('README.md').splitlines()[-1])"
    assert run(python, "-P", "-c", code) == "edited\n"


def test_wheel_contents(built: Path) -> None:
    """The wheel holds the package, its type marker, the grammar, what is worked out of it, and the samples."""
    (archive,) = built.glob("*.whl")
    with zipfile.ZipFile(archive) as wheel:
        names = [name for name in wheel.namelist() if ".dist-info/" not in name]
        (metadata_name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_string(wheel.read(metadata_name).decode("utf-8"))
    source = [path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*") if path.is_file()]
    package = {path.as_posix() for path in source if not any(part.startswith((".", "__pyc")) for part in path.parts)}
    grammar = {f"reviewparse/grammar/{path.name}" for path in (ROOT / "grammar").iterdir()}
    assert sorted(names) == sorted(package | grammar | {"reviewparse/prepared.py"})
    assert "reviewparse/py.typed" in names
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert sorted(line.split(">")[0] for line in needed) == ["attrs", "lark"]


def test_sdist_contents(built: Path, checkout: Path) -> None:
    """The sdist holds the checkout's files and what says which package it is, and nothing else."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    files = {path.relative_to(checkout).as_posix() for path in checkout.rglob("*") if path.is_file()}
    assert names == files | {"PKG-INFO"}


def test_two_builds_are_equal(built: Path, checkout: Path, tmp_path: Path) -> None:
    """The same files make the same wheel and sdist, byte for byte, wherever and whenever they are built."""
    copy = shutil.copytree(checkout, tmp_path / "elsewhere", copy_function=shutil.copyfile)
    run(sys.executable, "-m", "build", "-q", "-n", "--wheel", "--sdist", "-o", tmp_path / "again", copy)
    for archive in built.iterdir():
        assert (tmp_path / "again" / archive.name).read_bytes() == archive.read_bytes(), archive.name


def test_command(built: Path, tmp_path: Path) -> None:
    """Installing the wheel installs the command."""
    (archive,) = built.glob("*.whl")
    pip_install("--target", tmp_path, archive)
    shown = run(tmp_path / "bin" / "reviewparse", "sample", "blue-harbor", PYTHONPATH=str(tmp_path))
    assert shown.strip() == (ROOT / "src" / "reviewparse" / "samples" / "blue-harbor.txt").read_text("utf-8").strip()


FROM_TYPE = """
import reviewparse
from hypothesis import given, settings, strategies as st

@settings(max_examples=10, deadline=None, database=None)
@given(st.from_type(reviewparse.ReviewPage))
def check(page):
    try:
        text = reviewparse.render(page)
    except reviewparse.ReviewRenderError:
        return
    assert reviewparse.parse(text).sections == page.sections

check()
"""


def test_hypothesis_knows_the_types(built: Path, tmp_path: Path) -> None:
    """Once the wheel is installed, `st.from_type` gives pages of the format, without any set-up."""
    (archive,) = built.glob("*.whl")
    pip_install("--target", tmp_path, archive)
    run(sys.executable, "-P", "-c", FROM_TYPE, PYTHONPATH=str(tmp_path))


def test_zip(built: Path, expected: dict[str, Any]) -> None:
    """The wheel works unpacked or not: straight from the zip, as tools that bundle applications use it."""
    (archive,) = built.glob("*.whl")
    check(ask(sys.executable, PYTHONPATH=str(archive)), expected, archive)
