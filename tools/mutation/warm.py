"""Runs tests in forks of one process that has collected them all.

    python -m tools.mutation.warm FILE...

collects the tests in these files. Then each line of its input is a request as JSON:

- `file`: the file of the project that was changed, and `was`, its text before; no file where nothing was changed.
- `chosen`: the names of the tests to run, in that order, each with the seconds of the processor that it may take.
- `fresh`: whether the package and the tests are imported anew. Else the changed code is put into the functions that are
  there, which takes a hundredth of the time, but shows no change in what is done while a module is imported.
- `record`: a file in which to write what each test reaches, or `null`. With one, all tests run, whatever fails.

Each line of its output answers one request: `["passed", ""]`; `["failed", test]`; `["time", test]`, where the test took
longer; `["broken", error]`, where the package cannot be imported or the grammar cannot be read; `["unlike", ""]`, where
the tests must be run `fresh`.
"""

from __future__ import annotations

import contextlib
import cProfile
import importlib
import json
import math
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import pytest

from tools.mutation.live import UnlikeError, put_in
from tools.mutation.reached import MADE_ONCE, Chosen, Recorder, forget, names_of

__all__ = ["main"]

MEMORY: Final = 8 << 30  # bytes; a mutant may build a list that never ends
PATIENCE: Final = 20
"""A test that waits takes no time of the processor, and a busy machine has little of it: so much longer may it last."""
OPTIONS: Final = ("-q", "--tb=no", "--no-header", "-p", "no:xdist", "-p", "no:cacheprovider", "-o", "timeout=0")
MARKED: Final = "not integration"
MAKES_IT: Final = (
    "src/reviewparse/engine/", "src/reviewparse/review_grammar.py", "src/reviewparse/reference.py", "grammar/",
)  # fmt: skip
"""What the engine and Lark's parser are made of."""
READS_THE_GRAMMAR: Final = "test_grammar_readme"
"""A module of tests that does so when it is imported."""


class Server:
    """A plug-in of pytest: answers requests where the tests would be run."""

    def __init__(self, requests: Any, answers: Any, profile: cProfile.Profile) -> None:
        self.requests = requests
        self.answers = answers
        self.profile = profile

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.profile.disable()
        imported = sorted(names_of(self.profile))
        with contextlib.suppress(ImportError, AttributeError):  # a project of the tests has less
            importlib.import_module("reviewparse").parse("Metascore\n74\n")
            importlib.import_module("reviewparse.reference").parser()
        items = {item.nodeid: item for item in session.items}
        self._say([list(items), imported])
        for line in self.requests:
            self._say(_answer(json.loads(line), items))
        return True

    def _say(self, answer: object) -> None:
        self.answers.write(json.dumps(answer) + "\n")
        self.answers.flush()


def main(files: list[str]) -> None:
    """Answer each request."""
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"  # the plug-in of the package that is installed would import that
    profile = cProfile.Profile(builtins=False)
    profile.enable()
    pytest.main([*OPTIONS, "-m", MARKED, *files], [Server(requests, answers, profile)])


def _answer(request: dict[str, Any], items: dict[str, pytest.Item]) -> list[str]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        return _answer_by(said, request, items)


def _answer_by(said: Any, request: dict[str, Any], items: dict[str, pytest.Item]) -> list[str]:
    """The answer, which a fork of this process writes as the last line of a file."""
    child = os.fork()
    if not child:
        _run(request, items, said)
    end = time.monotonic() + PATIENCE * (10 + sum(request["chosen"].values()))
    status = None
    while status is None and time.monotonic() < end:
        done, code = os.waitpid(child, os.WNOHANG)
        if done:
            status = code
        else:
            time.sleep(0.005)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # with what it started and left behind
    if status is None:
        os.waitpid(child, 0)
    said.seek(0)
    lines = said.read().splitlines()
    if lines and lines[-1][0] == "[":
        answer: list[str] = json.loads(lines[-1])
        return answer
    return ["time", lines[-1] if lines else ""]  # the test that was begun last


def _run(request: dict[str, Any], items: dict[str, pytest.Item], answer: Any) -> None:
    """Run the tests, as a process group of its own, and end."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    said = ["broken", ""]
    try:
        judge = Judge(request["chosen"], answer, ends=not request["record"])
        if request["fresh"]:
            said = _run_fresh(request, judge, items)
        else:
            _change(request)
            plugins = [judge, Recorder(Path(request["record"]))] if request["record"] else [judge]
            manager = next(iter(items.values())).config.pluginmanager
            for plugin in plugins:
                manager.register(plugin)
            chosen = [items[name] for name in request["chosen"]]
            for item, following in zip(chosen, [*chosen[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if judge.failed and judge.ends:
                    break
            said = judge.verdict()
    except UnlikeError:
        said = ["unlike", ""]
    except BaseException as error:
        said = ["broken", f"{type(error).__name__}: {error}"[:200]]
    finally:
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            answer.write(json.dumps(said) + "\n")
            answer.flush()
        os._exit(0)


def _change(request: dict[str, Any]) -> None:
    """Make the change in the modules that are there."""
    file = request["file"]
    if file is None:
        return
    if file.endswith(".py"):
        put_in(file, request["was"], Path(file).read_text("utf-8"))
    forget(() if file.startswith(MAKES_IT) else MADE_ONCE)
    if file.endswith(".lark"):
        _limit(30)
        list(importlib.import_module("reviewparse").parse_all("Metascore\n74\n"))
        if READS_THE_GRAMMAR in sys.modules:
            importlib.reload(sys.modules[READS_THE_GRAMMAR])


def _run_fresh(request: dict[str, Any], judge: Judge, known: Collection[str]) -> list[str]:
    """Run the tests with a package and with tests that are imported anew."""
    here = f"{Path.cwd()}{os.sep}"
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(here):
            del sys.modules[name]
    _limit(30)
    list(importlib.import_module("reviewparse").parse_all("Metascore\n74\n"))
    file = request["file"] or ""
    if file.endswith(".py") and not file.endswith("__main__.py"):
        parts = Path(file).with_suffix("").parts[1:]
        importlib.import_module(".".join(parts).removesuffix(".__init__"))
    files = list(dict.fromkeys(name.partition("::")[0] for name in request["chosen"]))
    _limit(60)
    if files:
        pytest.main([*OPTIONS, "-x", "-m", MARKED, *files], [judge, Chosen(list(request["chosen"]), known)])
    return judge.verdict()


def _limit(seconds: float) -> None:
    """End this process when it has taken so many more seconds of the processor."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


class Judge:
    """A plug-in of pytest: notes what fails, and holds each test to its time."""

    def __init__(self, seconds: dict[str, float], answer: Any, ends: bool) -> None:
        self.seconds = seconds
        self.answer = answer
        self.ends = ends
        self.failed: list[str] = []

    def verdict(self) -> list[str]:
        return ["failed", *self.failed] if self.failed else ["passed", ""]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.answer.write(item.nodeid.replace("\n", " ") + "\n")
        self.answer.flush()
        _limit(self.seconds.get(item.nodeid, 60))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


if __name__ == "__main__":
    main(sys.argv[1:])
