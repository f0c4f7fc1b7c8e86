"""For the tests of the command line: the sample pages, and ways to run a command."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reviewparse import samples
from reviewparse.cli import main

CRITICS, GAME = (samples.read(name) for name in ("blue-harbor", "lantern-keepers"))
WRONG = CRITICS.replace("Positive: 10 out of 12", "Positive: 13 out of 12")
"""A page with a problem of severity error."""
READERS = ("report", "parse", "validate", "aggregate", "render")
"""Every command that reads pages."""


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]


def runner(capture: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(*arguments, stdin=..., width=...)` runs a command in this process; its output goes to no terminal."""

    def run(*arguments: str | Path, stdin: bytes = b"", width: int | str = 200) -> Result:
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = main([*map(str, arguments)])
        out, err = capture.readouterr()
        return Result(status, out.decode("utf-8"), err.decode("utf-8"))

    return run


def start(*arguments: str | Path, first: str = "", **options: Any) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own, which first runs some code."""
    code = f"import sys\n{first}\nfrom reviewparse.cli import main\nsys.exit(main())"
    path = os.pathsep.join(item for item in sys.path if item)
    environment = {**os.environ, "PYTHONPATH": path, "COLUMNS": "100", **options.pop("env", {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, **{**pipes, **options})


def finish(process: subprocess.Popen[bytes]) -> Result:
    """Wait for a command's end."""
    out, err = process.communicate(timeout=60)
    return Result(process.returncode, (out or b"").decode("utf-8"), (err or b"").decode("utf-8"))
