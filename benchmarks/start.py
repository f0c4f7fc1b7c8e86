"""What it costs to start: importing the library, and the first text in a process, each in fresh processes.

A wheel has what is worked out of the grammar, a checkout has not, so a wheel is built and installed for this.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

__all__ = ["FIRSTS", "measure"]

ROOT: Final = Path(__file__).parents[1]
FIRST: Final = (
    "import reviewparse; from reviewparse import samples; text = samples.read('lantern-keepers')",
    "reviewparse.parse(text)",
)
CHECKOUT: Final = "first parse, in a checkout"

FIRSTS: Final[dict[str, tuple[str, str]]] = {
    "import attrs": ("", "import attrs"),
    "import reviewparse": ("", "import reviewparse"),
    "import lark": ("", "import lark"),
    "first parse": FIRST,
    CHECKOUT: FIRST,
}
"""What comes before in the process, and what is measured."""

TIMED: Final = """\
from time import process_time
{before}
start = process_time()
{measured}
print(process_time() - start)
"""


def measure(rounds: int) -> Mapping[str, float]:
    """The median seconds of processor time of each of `FIRSTS`, one fresh process after the other in turn.

    Compiled modules have to be written once, so a first round is thrown away.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in FIRSTS}
    with TemporaryDirectory() as installed:
        options = ("-q", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--target", installed)
        subprocess.run([sys.executable, "-m", "pip", "install", *options, ROOT], check=True, capture_output=True)
        for _ in range(rounds + 1):
            for name, (before, measured) in FIRSTS.items():
                where = str(ROOT / "src") if name == CHECKOUT else installed
                code = TIMED.format(before=before, measured=measured)
                times[name].append(_seconds(code, environment | {"PYTHONPATH": where}))
    return {name: median(found[1:]) for name, found in times.items()}


def _seconds(code: str, environment: Mapping[str, str]) -> float:
    run = subprocess.run([sys.executable, "-P", "-c", code], check=True, capture_output=True, env=environment)
    return float(run.stdout)
