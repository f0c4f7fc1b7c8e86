"""Instructions instead of seconds: what a run executes under valgrind's callgrind, which no other process disturbs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["count", "marked"]

MARK: Final = "getppid"
"""A function of the C library that nothing else calls: callgrind writes its counts down each time it is entered."""


class marked:  # noqa: N801 (it reads as a statement: `with marked():`)
    """What is done inside counts as one run; for the process that `count` starts."""

    def __enter__(self) -> None:
        os.getppid()

    def __exit__(self, *_: object) -> None:
        os.getppid()


def count(arguments: Sequence[str], runs: int) -> list[int]:
    """The instructions of each of the `marked` runs of `python ARGUMENTS...`.

    Raises `FileNotFoundError` where valgrind is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "counts"
        command = ["valgrind", "--tool=callgrind", f"--dump-before={MARK}", f"--callgrind-out-file={out}"]
        subprocess.run(
            [*command, sys.executable, *arguments],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        return [_total(Path(f"{out}.{part}")) for part in range(2, 2 * runs + 1, 2)]


def _total(path: Path) -> int:
    found = re.search(r"^(?:totals|summary): (\d+)", path.read_text("utf-8"), re.MULTILINE)
    assert found, f"callgrind wrote no total into {path.name}"
    return int(found[1])
