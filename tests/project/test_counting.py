"""Instructions are those of a run and of nothing else, and the guard compares them only where that says something."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks import guard
from benchmarks.counting import available, count
from benchmarks.families import FAMILIES, PAGES
from benchmarks.page import assembled, goal, sections_of

needs_valgrind = pytest.mark.skipif(not available(), reason="valgrind is not installed")


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that is counted finds the modules of the tests."""
    support = str(Path(__file__).parents[1] / "support")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([support, os.environ.get("PYTHONPATH", "")]))


@needs_valgrind
@pytest.mark.integration
@pytest.mark.usefixtures("modules")
def test_counts() -> None:
    """Twice the work takes twice the instructions, and a second count says the same."""
    found, again = (count("counted_runs:some", "20000", functions=True) for _ in range(2))
    assert 1.95 < found["twice"].instructions / found["once"].instructions < 2.05
    assert again["once"].instructions == pytest.approx(found["once"].instructions, rel=0.005)
    assert max(found["once"].functions.values()) <= found["once"].instructions
    assert found["cold"].instructions < found["once"].instructions


@needs_valgrind
@pytest.mark.integration
@pytest.mark.usefixtures("modules")
def test_a_run_that_fails() -> None:
    """A run that raises an error is not counted, and the error is named."""
    with pytest.raises(RuntimeError, match="ValueError: invalid literal"):
        count("counted_runs:failing")


def test_guarded() -> None:
    """The guard has a count on record for each run, and for nothing else."""
    recorded = json.loads(guard.RECORD.read_text("utf-8"))["instructions"]
    firsts = {"first parse", "first parse, of a wheel"}
    assert firsts <= recorded.keys()
    assert recorded.keys() - firsts == guard.runs().keys() - firsts


def test_compare() -> None:
    """The guard names what has grown by more than 3 %, and what was never recorded."""
    assert guard.compare({"x": 1000, "y": 1030}, {"x": 1000, "y": 1000}) == []
    found = guard.compare({"x": 1000, "y": 1031, "z": 1}, {"x": 1000, "y": 1000})
    assert [line.split(":")[0] for line in found] == ["y", "z"]


@pytest.fixture
def run_guard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """A guard that counts this in each layout, with 1,000 instructions on record: its status and its last line."""

    def run(*counts: dict[str, int], versions: str | None = None) -> tuple[int, str]:
        record = tmp_path / "guard.json"
        recorded = {"versions": versions or guard.versions(), "instructions": {"calibration": 1000, "x": 1000}}
        record.write_text(json.dumps(recorded), "utf-8")
        monkeypatch.setattr(guard, "RECORD", record)
        monkeypatch.setattr(guard, "available", lambda: True)
        monkeypatch.setattr(guard, "counts", lambda layout: dict(counts[layout]))
        return guard.main([]), capsys.readouterr().out.splitlines()[-1]

    return run


def test_guard(run_guard: Callable[..., tuple[int, str]]) -> None:
    """The guard fails if a text takes more in each layout of memory."""
    more, less = {"calibration": 1019, "x": 1031}, {"calibration": 1000, "x": 1030}
    assert run_guard(more, more, more) == (1, "x: 1,000 instructions were recorded, 1,031 are executed now (+3.1 %)")
    assert run_guard(less) == (0, "nothing has grown by more than 3 %")
    assert run_guard(more, more, less) == (0, "nothing has grown by more than 3 %")


def test_guard_elsewhere(run_guard: Callable[..., tuple[int, str]]) -> None:
    """On another Python, and on another build of the same, the guard says that it is skipped."""
    assert run_guard(versions="Python 2") == (0, f"skipped: recorded on Python 2; this is {guard.versions()}")
    another = {"calibration": 1021, "x": 2000}
    assert run_guard(another) == (0, "skipped: this build of Python executes +2.1 % instructions for the same code")


def test_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded is the median of three layouts of memory."""
    monkeypatch.setattr(guard, "RECORD", tmp_path / "guard.json")
    monkeypatch.setattr(guard, "available", lambda: True)
    monkeypatch.setattr(guard, "counts", lambda layout: {"x": (7, 9, 8)[layout]})
    assert guard.main(["--record"]) == 0
    recorded = json.loads((tmp_path / "guard.json").read_text("utf-8"))
    assert recorded == {"versions": guard.versions(), "instructions": {"x": 8}}


@pytest.mark.parametrize("same", [True, False])
def test_recorded_in_two_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, same: bool) -> None:
    """What the other run counted, that of a wheel or of a checkout, is kept where it was the same Python."""
    record = tmp_path / "guard.json"
    before = {"versions": guard.versions() if same else "another", "instructions": {"x": 5, "y": 6}}
    record.write_text(json.dumps(before), "utf-8")
    monkeypatch.setattr(guard, "RECORD", record)
    monkeypatch.setattr(guard, "available", lambda: True)
    monkeypatch.setattr(guard, "counts", lambda layout: {"x": 7})
    assert guard.main(["--record"]) == 0
    assert json.loads(record.read_text("utf-8"))["instructions"] == ({"x": 7, "y": 6} if same else {"x": 7})


def test_guard_without_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that has nothing to compare with does not pass."""
    monkeypatch.setattr(guard, "RECORD", tmp_path / "guard.json")
    monkeypatch.setattr(guard, "available", lambda: True)
    with pytest.raises(FileNotFoundError):
        guard.main([])


def test_guard_without_valgrind(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without valgrind the guard says that it is skipped."""
    monkeypatch.setattr(guard, "available", lambda: False)
    assert guard.main([]) == 0
    assert capsys.readouterr().out == "skipped: valgrind is not installed\n"


@pytest.mark.parametrize("name", [*FAMILIES, *PAGES])
def test_families(name: str) -> None:
    """A hostile text is about as long as was asked for, and twice as long at twice the size."""
    make = {**FAMILIES, **PAGES}[name]
    assert 1.9 < (len(make(40_000)) - len(make(20_000))) / (len(make(20_000)) - len(make(10_000))) < 2.1


def test_goals() -> None:
    """A goal is reached if everything measured is within it, and the page names those that are missed."""
    reached = goal("Reading should take {} s", 2, {"x": 1.0, "y": 2.0})
    assert reached == "**Reached.** Reading should take at most 2 s: all do, the most is 2 (y).\n"
    missed = goal("Writing should take {} s", 2, {"x": 1.0, "y": 2.1}, least=True)
    assert missed == "**Missed.** Writing should take at least 2 s: 1 of 2 do, the least is 1 (x).\n"
    assert (
        goal("Starting should take {} s", 2, {"start": 3}) == "**Missed.** Starting should take at most 2 s: it is 3.\n"
    )
    page = assembled("# Title\n", {"One": f"## One\n\n{reached}", "Two": f"## Two\n\n{missed}"})
    assert "Of 2 goals, 1 are reached" in page
    assert page.count("- Writing should take at least 2 s") == 1
    assert "- Reading" not in page


def test_sections_stay() -> None:
    """A section that is not measured again stays on the page as it was."""
    sections = {"One": "## One\n\nText.\n", "Two": "## Two\n\n**Reached.** It is {0}: the most is 1 (x).\n"}
    found = sections_of(assembled("# Title\n", sections))
    assert {name: found[name] for name in sections} == sections
