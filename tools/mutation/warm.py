"""Runs tests in forks of one process that has imported what they need.

    python -m tools.mutation.warm [--tests FILE...]

Each line of its input is a request as JSON: `begin`, a program to run first; `arguments` of pytest; `chosen`, the
names of the tests to run, or `null` for all; `seconds` of the processor to run at most; `output`, a file for what is
printed; maybe `record`, a file in which to record what each test reaches. Each line of its output answers one: the exit
status, `null` where time was up, or `"broken"` where the program that comes first failed.

With `--tests`, those tests are collected first, and the package is imported with them: that is right for mutants of the
grammar, which is read when the first text is. Without, only other packages are imported.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import math
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from tools.mutation.reached import Chosen, Recorder, forget

__all__ = ["main"]

MEMORY: Final = 4 << 30  # bytes; a mutant may build a list that never ends
PATIENCE: Final = 20
"""A test that waits takes no time of the processor, and a busy machine has little of it: so much longer may it last."""
BROKEN: Final = 99
READERS: Final = ("test_grammar_readme", "reviewparse.reference")
"""Modules that read the grammar when they are imported."""
PACKAGES: Final = "attrs lark hypothesis hypothesis.strategies jsonschema click rich.console click.testing".split()


def main(arguments: list[str]) -> None:
    """Answer each request."""
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"  # the plug-in of the package that is installed would import that
    if arguments:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
            pytest.main(["--collect-only", "-q", "-p", "no:xdist", *arguments[1:]])
        _forget()
    for name in PACKAGES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    del os.environ["HYPOTHESIS_NO_PLUGINS"]
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _forget() -> None:
    """Forget what was read from the grammar while the tests were collected."""
    for name in READERS:
        sys.modules.pop(name, None)
    forget()


def _answer(request: dict[str, Any]) -> int | str | None:
    child = os.fork()
    if not child:
        _run(request)
    end = time.monotonic() + PATIENCE * request["seconds"]
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            _stop(child)  # what it started and left behind
            code = os.waitstatus_to_exitcode(status)
            return None if code == -signal.SIGXCPU else "broken" if code == BROKEN else code
        time.sleep(0.02)
    _stop(child)
    os.waitpid(child, 0)
    return None


def _stop(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _run(request: dict[str, Any]) -> None:
    """Run the tests, as a process group of its own, and end with their status."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seconds = math.ceil(request["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = BROKEN
    try:
        exec(request["begin"], {})
        plugins: list[object] = []
        if request["chosen"] is not None:
            plugins.append(Chosen(request["chosen"]))
        if "record" in request:
            plugins.append(Recorder(Path(request["record"])))
        code = int(pytest.main(request["arguments"], plugins))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
