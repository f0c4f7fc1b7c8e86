"""What all tests share: Hypothesis profiles, the corpus of real pages, and the extractors that print pages as text."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from building import copy_source, run
from extractors import Extract, resiliparse_014, resiliparse_2

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands import Run

settings.register_profile(
    "fast",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("brief", settings.get_profile("fast"), max_examples=10)
settings.register_profile("thorough", settings.get_profile("fast"), max_examples=3000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages that `REVIEWPARSE_CORPUS` names; a test that asks for it is skipped without one."""
    folder = os.environ.get("REVIEWPARSE_CORPUS")
    if not folder:
        pytest.skip("REVIEWPARSE_CORPUS names no folder of real pages")
    path = Path(folder)
    assert any((path / "text").glob("*/*.txt")), f"REVIEWPARSE_CORPUS: no text/DIALECT/NAME.txt below {path}"
    return path


@pytest.fixture(name="run")
def run_command(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(*arguments)` runs a command of the command line: see `commands.runner`."""
    from commands import runner

    return runner(capsysbinary, monkeypatch)


@pytest.fixture(scope="session", params=["2.x", "0.14"])
def extract(request: pytest.FixtureRequest) -> Iterator[Extract]:
    """`extract(html, main_content=...) -> text`, once by each release of Resiliparse whose lists differ."""
    if request.param == "2.x":
        yield resiliparse_2
        return
    python = os.environ.get("REVIEWPARSE_RESILIPARSE_014")
    if not python:
        pytest.skip("REVIEWPARSE_RESILIPARSE_014 names no Python that has Resiliparse 0.14")
    with resiliparse_014(python) as extract:
        yield extract


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the package is built from."""
    return copy_source(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "-q", "-n", "--wheel", "--sdist", "-o", folder, checkout)
    return folder
