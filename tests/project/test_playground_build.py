"""The command that builds the documentation with the playground: what it fetches is checked, and failures are told."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from tools.playground import __main__ as tool

ROOT = Path(__file__).parents[2]


def test_without_npm_nothing_is_built(tmp_path: Path) -> None:
    """On a machine without npm the command says so, with a status of its own, and builds nothing."""
    site = tmp_path / "site"
    command = [sys.executable, "-m", "tools.playground", "--site", str(site)]
    done = subprocess.run(command, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (tool.UNREACHABLE, "")
    assert done.stderr == "The playground was not built: there is no npm on this machine\n"
    assert not site.exists()


def test_another_archive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of Pyodide with another hash than the recorded one is not unpacked."""

    def pack(*command: str) -> None:
        with tarfile.open(Path(command[-1]) / "pyodide.tgz", "w:gz") as archive:
            archive.add(__file__, "package/pyodide.mjs")

    monkeypatch.setattr(tool, "run", pack)
    with pytest.raises(tool.BuildError, match="has the SHA-512"):
        tool.fetch_pyodide(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("printed", "status"),
    [("no route to host", tool.UNREACHABLE), ("THESE PACKAGES DO NOT MATCH THE HASHES", 1)],
    ids=["no network", "another hash"],
)
def test_what_pip_cannot_fetch_is_told_from_what_it_refuses(
    printed: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wheel that cannot be fetched is one failure, and one with another hash is another."""

    def fail(*command: str) -> None:
        raise tool.BuildError(printed)

    monkeypatch.setattr(tool, "fetch_pyodide", lambda folder: None)
    monkeypatch.setattr(tool, "run", fail)
    assert tool.main(["--site", str(tmp_path / "site")]) == status
    assert printed in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_each_wheel_is_pinned_with_its_hash() -> None:
    """What the library depends on is named with one version and one hash each."""
    lines = (ROOT / "tools" / "playground" / "requirements.txt").read_text("utf-8").splitlines()
    assert [re.fullmatch(r"(\w+)==[\d.]+ --hash=sha256:[0-9a-f]{64}", line)[1] for line in lines] == ["attrs", "lark"]  # type: ignore[index]
