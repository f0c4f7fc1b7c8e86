"""Instructions instead of seconds: what a run executes under valgrind's cachegrind, which no busy machine changes.

A process under cachegrind makes the runs and does each a few times, so that what is made at first use is there. Then it
forks twice for each run: once to do it and once to do nothing. The difference is the run. Every fork begins in the same
state, so no run depends on those before it.

Counts are equal, to the last one, wherever Python, the packages and the C library are the same files in the same folder.
Another folder or user changes them by up to 0.3 %. What else would change them is fixed: the seed of hashes, the
environment, the collection of garbage, and which of its variants of `memchr` and the like the C library takes, which
otherwise depends on the processor.
"""

from __future__ import annotations

import gc
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

__all__ = ["Cold", "Count", "Runs", "available", "count"]

ROOT: Final = Path(__file__).parents[1]
VARIANTS: Final = "AVX512VL AVX2 AVX AVX_Fast_Unaligned_Load BMI2 ERMS FSRM LZCNT MOVBE SSE4_2 SSE4_1 SSSE3 SSE3".split()
"""What an x86 processor may have and the C library (glibc) chooses by."""

FIXED: Final = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={','.join(f'-{name}' for name in VARIANTS)}:"
    "glibc.cpu.x86_non_temporal_threshold=0xc0000:glibc.cpu.x86_rep_movsb_threshold=0x800",
}
"""The environment of the process that is counted, besides where it finds programs and modules."""

WARM: Final = 9
"""How often a run is done before it is counted. CPython 3.11 to 3.14 specialize a function's code after 2 to 8 calls."""

Runs = Mapping[str, Callable[[], object]]
"""What is counted, by name."""


class Cold(NamedTuple):
    """A run that is not done before it is counted, nor is any other: it makes what is made at first use."""

    run: Callable[[], object]

    def __call__(self) -> object:
        """Do it."""
        return self.run()


class Count(NamedTuple):
    """The instructions of a run, and how many of them were in each function of C, where that was asked for."""

    instructions: int
    functions: Mapping[str, int] = {}


def available() -> bool:
    """Whether valgrind is installed."""
    return shutil.which("valgrind") is not None


def count(runs: str, *arguments: str, functions: bool = False) -> dict[str, Count]:
    """The instructions of each of the runs that a function makes, given as `module:function`, with its arguments.

    Raises `FileNotFoundError` where valgrind is not installed, and `CalledProcessError` where a run fails.
    """
    environment = FIXED | {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    with tempfile.TemporaryDirectory() as folder:
        files = f"--cachegrind-out-file={folder}/%p"
        done = subprocess.run(
            ["valgrind", "--tool=cachegrind", "--cache-sim=no", files]
            + [sys.executable, "-c", "from benchmarks.counting import child; child()", runs, *arguments],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        found = {}
        for line in done.stdout.splitlines():
            without, with_run, name = line.split("\t", 2)
            found[name] = _difference(*(Path(folder, pid).read_text("utf-8") for pid in (without, with_run)), functions)
        return found


def _difference(without: str, with_run: str, functions: bool) -> Count:
    totals = []
    for text in (without, with_run):
        summary = re.search(r"^summary: (\d+)", text, re.MULTILINE)
        assert summary, "cachegrind wrote no summary"
        totals.append(int(summary[1]))
    if not functions:
        return Count(totals[1] - totals[0])
    more = _by_function(with_run)
    more.subtract(_by_function(without))
    return Count(totals[1] - totals[0], {name: taken for name, taken in more.items() if taken})


def _by_function(text: str) -> Counter[str]:
    """Of what cachegrind wrote, the instructions of each function."""
    found: Counter[str] = Counter()
    name = ""
    for line in text.splitlines():
        if line.startswith("fn="):
            name = line[3:]
        elif line[:1].isdigit():
            found[name] += int(line.split()[1])
    return found


# --- the process that is counted -------------------------------------------------------------------------------------


def _forked(run: Callable[[], object]) -> int:
    """The id of a process that does this and ends."""
    pid = os.fork()
    if pid == 0:
        try:
            run()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(pid, 0)[1]:
        sys.exit("a run failed")
    return pid


def child() -> None:
    """Count the runs that the command line names, and print the ids of the forks."""
    module, function = sys.argv[1].split(":")
    gc.disable()  # it would come at another place in each process
    runs: Runs = getattr(importlib.import_module(module), function)(*sys.argv[2:])
    cold = {name: run for name, run in runs.items() if isinstance(run, Cold)}
    for name, run in cold.items():
        _print_forks(name, run)
    warm = {name: run for name, run in runs.items() if name not in cold}
    for run in warm.values():
        for _ in range(WARM):
            run()
    for name, run in warm.items():
        _print_forks(name, run)


def _print_forks(name: str, run: Callable[[], object]) -> None:
    print(_forked(lambda: None), _forked(run), name, sep="\t", flush=True)
