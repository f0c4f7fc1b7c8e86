"""For the tests of the command line: the sample pages, and ways to run a command."""

from __future__ import annotations

import io
import json
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
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
"""How a picture begins."""


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


def on_terminal(*arguments: str | Path, first: str = "", **env: str) -> str:
    """What a command prints on a terminal, its standard error among it."""
    import pty

    leader, follower = pty.openpty()
    process = start(*arguments, first=first, stdout=follower, stderr=follower, env={"TERM": "xterm", **env})
    os.close(follower)
    out = b""
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not data:
            break
        out += data
    os.close(leader)
    process.wait(60)
    return out.decode("utf-8")


def scores(result: Result) -> list[list[str | int | None]]:
    """Of the pages that `parse` printed, the file and the number of critics' reviews."""
    trees = [json.loads(line) for line in result.out.splitlines()]
    return [[tree["file"], len(tree["sections"][0]["reviews"])] for tree in trees if tree["sections"]]
