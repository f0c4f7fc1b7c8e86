"""A user's program is checked by mypy and pyright against the wheel, as it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from building import pip_install

pytestmark = pytest.mark.integration

PROGRAM = """from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import assert_type

import reviewparse
from reviewparse import CriticReview, ReviewPage, ReviewParseError, samples


def scores(page: ReviewPage) -> dict[str, int]:
    if page.critics is None:
        return {}
    reviews = page.critics.reviews
    return {r.publication: r.score for r in reviews if r.publication is not None and r.score is not None}


def table(pages: list[ReviewPage]) -> str:
    file = io.StringIO(newline="")
    reviewparse.write_csv((row for page in pages for row in reviewparse.rows(page, bounds=True)), file)
    return file.getvalue()


try:
    page = reviewparse.parse(samples.read("lantern-keepers"), strict=False)
except ReviewParseError as error:
    assert_type(error.code, str)
    assert_type(error.line, int)
    raise

assert_type(page, ReviewPage)
assert_type(page.title, str | None)
assert page.critics
assert page.users
assert_type(page.users.score, Decimal | None)
assert_type(page.critics.reviews, tuple[CriticReview, ...])
assert_type(page.users.reviews[0].date, dt.date | None)
assert_type(page.health.problems, tuple[reviewparse.Problem, ...])
assert_type([row.low for row in reviewparse.rows(page)], list[int | None])
assert_type(reviewparse.aggregate([page]), reviewparse.Summary)
assert_type(reviewparse.merge([page]).page, ReviewPage)
by_hand = ReviewPage((reviewparse.CriticSection(score=74),), title="Blue Harbor")
print(scores(page), table([page, by_hand]), reviewparse.render(page))
"""
WRONG = {
    "a field that is not there": "page.critics.mean",
    "a value that may be missing": "page.critics.score + 1",
    "an argument of a wrong type": "reviewparse.parse(7)",
    "a field that is set": "page.title = 'Blue Harbor'",
}
"""Lines that are wrong, each alone, below the program."""

Checker = Callable[[Path, Path], list[int]]


@pytest.fixture(scope="module")
def python(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and beside it what this environment has."""
    place = tmp_path_factory.mktemp("venv")
    venv.create(place)
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    (archive,) = built.glob("*.whl")
    pip_install("--target", site, archive)
    here = Path(sysconfig.get_path("purelib"))
    for name in ("attr", "attrs", "lark"):
        (site / name).symlink_to(here / name)
    return python


def mypy(program: Path, python: Path) -> list[int]:
    """The lines of the program in which mypy finds an error."""
    options = ["--strict", "--no-incremental", "--config-file", os.devnull, "--python-executable", str(python)]
    printed = output_of([sys.executable, "-m", "mypy", *options, "-O", "json", program.name], program.parent)
    return [json.loads(line)["line"] for line in printed.splitlines() if line.startswith("{")]


def pyright(program: Path, python: Path) -> list[int]:
    """The same, of pyright."""
    command = os.environ.get("REVIEWPARSE_PYRIGHT") or shutil.which("pyright")
    if command is None:
        pytest.skip("there is no pyright on this machine, and REVIEWPARSE_PYRIGHT names none")
    (program.parent / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    printed = output_of([command, "--pythonpath", str(python), "--outputjson", program.name], program.parent)
    found = json.loads(printed)["generalDiagnostics"]
    return [each["range"]["start"]["line"] + 1 for each in found if each["severity"] == "error"]


def output_of(command: list[str], folder: Path) -> str:
    """What a checker prints, which ends with 1 where it finds errors."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "MYPYPATH")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=110)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("checker", [mypy, pyright], ids=["mypy", "pyright"])
def test_a_users_program(checker: Checker, python: Path, tmp_path: Path) -> None:
    """Both checkers, at their strictest, find no error in the program, and the one in each line that is wrong."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    assert checker(program, python) == []
    wrong = PROGRAM + "".join(f"\n{line}" for line in WRONG.values()) + "\n"
    program.write_text(wrong, encoding="utf-8")
    first = PROGRAM.count("\n") + 2
    assert sorted({*checker(program, python)}) == list(range(first, first + len(WRONG)))


def test_the_program_runs(python: Path, tmp_path: Path) -> None:
    """The program does what its types promise."""
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run([python, tmp_path / "program.py"], env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "Pixel Almanac" in done.stdout
