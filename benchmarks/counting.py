"""Instructions instead of seconds: what a run executes under valgrind's cachegrind, which no busy machine changes.

A process under cachegrind makes the runs and does each a few times, so that what is made at first use is there, and also
what is made only after many pages. Then it forks twice for each run: once to do it and once to do nothing. The
difference is the run. Every fork begins in the same state, so no run depends on those before it.

Counts are equal, to the last one, wherever Python, the packages and the C library are the same files in the same folder.
Another folder changes them by up to 1.5 %, since other addresses fall together in Python's own tables. What else would
change them is fixed: the seed of hashes, the environment, the collection of garbage, and which of its variants of
`memchr` and the like the C library takes, which otherwise depends on the processor.
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
from unittest.mock import patch

__all__ = ["Cold", "Count", "Runs", "available", "count"]

ROOT: Final = Path(__file__).parents[1]
VARIANTS: Final = (
    "AVX512VL AVX2 AVX AVX_Fast_Unaligned_Load BMI2 ERMS FSRM LZCNT MOVBE SSE4_2 SSE4_1 SSSE3 SSE3".split()
)
"""What an x86 processor may have and the C library (glibc) chooses by."""

FIXED: Final = {
    "PYTHONHASHSEED": "0",
    "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={','.join(f'-{name}' for name in VARIANTS)}:"
    "glibc.cpu.x86_non_temporal_threshold=0xc0000:glibc.cpu.x86_rep_movsb_threshold=0x800",
}
"""The environment of the process that is counted, besides where it finds programs and modules."""

WARM: Final = 30
"""How often a run is done before it is counted. The engine compiles an expression when its steps were taken up to 22
times, and CPython 3.11 to 3.14 specialize a function's code after 2 to 8 calls."""

Runs = Mapping[str, Callable[[], object]]
"""What is counted, by name."""


class Cold:
    """A run that is not done before it is counted, nor is any other: it makes what is made at first use."""

    def __init__(self, run: Callable[[], object]) -> None:
        self.run = run

    def __call__(self) -> object:
        return self.run()


class Count(NamedTuple):
    """The instructions of a run, and how many of them were in each function of C, where that was asked for."""

    instructions: int
    functions: Mapping[str, int] = {}


def available() -> bool:
    """Whether valgrind is installed."""
    return shutil.which("valgrind") is not None


def count(runs: str, *arguments: str, functions: bool = False, layout: int = 0) -> dict[str, Count]:
    """The instructions of each of the runs that a function makes, given as `module:function`, with its arguments.

    Another `layout` is another order of the same objects in memory, which changes counts by about 1 %: some of Python's
    own tables are filled by addresses.

    Raises `FileNotFoundError` where valgrind is not installed, and `RuntimeError` where a run fails.
    """
    environment = FIXED | {f"LAYOUT_{number}": "x" * 40 * number for number in range(layout)}
    environment |= {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    with tempfile.TemporaryDirectory() as folder:
        environment["PYTHONPYCACHEPREFIX"] = f"{folder}/modules"
        child = [sys.executable, "-c", "from benchmarks.counting import child; child()", runs, *arguments]
        valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={folder}/%p"]
        for command in (child, [*valgrind, *child]):  # the first one compiles the modules that the second one reads
            done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment)
            if done.returncode:
                raise RuntimeError(f"{runs} could not be counted: {done.stderr}")
        found = {}
        for line in done.stdout.splitlines():
            without, with_run, name = line.split("\t", 2)
            found[name] = _difference(Path(folder, without), Path(folder, with_run), functions)
        return found


def _difference(without: Path, with_run: Path, functions: bool) -> Count:
    instructions = _total(with_run) - _total(without)
    if not functions:
        return Count(instructions)
    taken = _by_function(with_run)
    taken.subtract(_by_function(without))
    return Count(instructions, taken)


def _total(path: Path) -> int:
    found = re.search(r"^summary: (\d+)", path.read_text("utf-8"), re.MULTILINE)
    assert found, f"cachegrind wrote no summary into {path.name}"
    return int(found[1])


def _by_function(path: Path) -> Counter[str]:
    """Of what cachegrind wrote, the instructions of each function."""
    found: Counter[str] = Counter()
    name = ""
    for line in path.read_text("utf-8").splitlines():
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
    others = {name: run for name, run in runs.items() if name not in cold}
    _print_forks(cold)
    forms = importlib.import_module("reviewparse.engine.forms")
    with patch.object(forms, "BLOCKS_IN_TWO_STEPS", WARM):  # what is compiled after many pages is compiled now
        for run in others.values():
            for _ in range(WARM):
                run()
    _print_forks(others)


def _print_forks(runs: Runs) -> None:
    for name, run in runs.items():
        print(_forked(lambda: None), _forked(run), name, sep="\t", flush=True)
