"""What it costs to start: importing the library, and the first text in a process, each in fresh processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from statistics import median
from typing import Final

__all__ = ["FIRSTS", "measure"]

FIRSTS: Final[dict[str, tuple[str, str]]] = {
    "import attrs": ("", "import attrs"),
    "import reviewparse": ("", "import reviewparse"),
    "import lark": ("", "import lark"),
    "first parse": (
        "import reviewparse; from reviewparse import samples; text = samples.read('lantern-keepers')",
        "reviewparse.parse(text)",
    ),
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
    for _ in range(rounds + 1):
        for name, (before, measured) in FIRSTS.items():
            code = TIMED.format(before=before, measured=measured)
            run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment)
            times[name].append(float(run.stdout))
    return {name: median(found[1:]) for name, found in times.items()}
