"""Mutants on trial: a copy of the project, the change, the tests."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from tools.mutation import subset
from tools.mutation.mutants import Mutant
from tools.mutation.of_grammar import definition_at
from tools.mutation.reached import Reached, function_at, read_record, record_of
from tools.mutation.users import users_of

__all__ = ["Copy", "Outcome", "Trial", "copy_of"]

Outcome: TypeAlias = Literal["killed", "survived", "broken"]
_MEMORY: Final = 4 << 30  # bytes; a mutant may build a list that never ends
TOOL: Final = Path(__file__).parents[2]
"""Where this tool is found, also by a project that has none."""
BUDGET: Final = 6.0
"""How many seconds of tests that reach a mutant of the code are tried on it, those of its module apart from the others,
and the quickest first."""
FILES: Final = 8
"""How many files of tests are imported anew for a mutant, besides those of its module."""
UNKNOWN: Final = 100.0
"""Seconds of a test that was not recorded."""
DRAWING: Final = 150.0
"""Seconds that a sample of a strategy may take to be drawn."""
RECORDING: Final = threading.Lock()
"""Held by the copy that records what the tests of a file reach: the others wait for it, and read that."""


class Trial(NamedTuple):
    """What became of a mutant: `by` is the test that failed first, or `"time"` where the tests did not end."""

    outcome: Outcome
    by: str
    seconds: float


class _Round(NamedTuple):
    """Tests to run one after the other, and whether with the package imported anew."""

    names: list[str]
    fresh: bool


@contextmanager
def copy_of(root: Path) -> Iterator[Copy]:
    """A copy of the project in a temporary folder, which is removed in the end."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        place = Path(folder) / "tree"
        shutil.copytree(root, place, ignore=shutil.ignore_patterns(".*", "__pycache__", "dist", "site", "build"))
        samples = root / ".benchmarks" / "samples"
        samples.mkdir(parents=True, exist_ok=True)
        copy = Copy(place, samples)
        # Byte code that is told by the source's hash: two mutants may have one size and one second.
        command = ["-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "src"]
        copy.python(*command, seconds=120)
        try:
            yield copy
        finally:
            copy.close()


class Copy:
    """A copy of the project at `root`, in which one mutant at a time is tried.

    What the tests draw from the strategies is kept in the folder `samples`, so that it is drawn once.
    """

    def __init__(self, root: Path, samples: Path) -> None:
        self.root = root
        self.samples = samples.resolve()
        self.left_out: set[str] = set()
        """Tests that fail without any change, which say nothing of a mutant."""
        self.kills: Counter[str] = Counter()
        """How many mutants of the grammar each test has killed so far."""
        self._items: dict[str, list[str]] = {}
        self._recorded: dict[str, Reached] = {}
        self._read: set[str] = set()
        self._sound: set[tuple[str, bool]] = set()
        self._imported: frozenset[str] = frozenset()
        self._warm: subprocess.Popen[str] | None = None

    @contextmanager
    def changed(self, mutant: Mutant) -> Iterator[None]:
        """The copy with the mutant's edit, as long as the block runs."""
        path = self.root / mutant.file
        text = path.read_text("utf-8")
        path.write_text(mutant.edit.of(text), "utf-8")
        try:
            yield
        finally:
            path.write_text(text, "utf-8")

    def trial(self, mutant: Mutant) -> Trial:
        """The fast subset of the tests on the mutant.

        A mutant that cannot be imported, or whose grammar cannot be read, is `broken`: any test would see it.
        """
        begin = time.monotonic()
        self._server()
        was = (self.root / mutant.file).read_text("utf-8")
        rounds = list(self._rounds(mutant, was))
        verdict, by = "passed", ""
        with self.changed(mutant):
            for names, fresh in rounds:
                verdict, by = self._judge(mutant, was, names, fresh)
                if verdict != "passed":
                    break
        took = round(time.monotonic() - begin, 1)
        match verdict:
            case "passed":
                return Trial("survived", "", took)
            case "broken":
                return Trial("broken", "", took)
            case _:
                return Trial("killed", "time" if verdict == "time" else by, took)

    def _judge(self, mutant: Mutant, was: str, names: list[str], fresh: bool) -> tuple[str, str]:
        """What the server answers; where a test failed, it is one that passes without the change."""
        while True:
            names = [name for name in names if name not in self.left_out]
            verdict, by = self._ask(mutant.file, was, names, fresh)
            if verdict == "unlike":
                fresh = True
            elif verdict != "failed" or self._passes(by, fresh, mutant, was):
                return verdict, by
            else:
                self.left_out.add(by)

    def _passes(self, name: str, fresh: bool, mutant: Mutant, was: str) -> bool:
        """Whether a test that failed passes without any change."""
        if (name, fresh) not in self._sound:
            path = self.root / mutant.file
            changed = path.read_text("utf-8")
            path.write_text(was, "utf-8")
            try:
                if self._ask(None, "", [name], fresh)[0] != "passed":
                    return False
            finally:
                path.write_text(changed, "utf-8")
            self._sound.add((name, fresh))
        return True

    def _rounds(self, mutant: Mutant, text: str) -> Iterator[_Round]:
        """The tests to try a mutant on: those of its module first, then others that reach it."""
        self._read_records(make=not mutant.is_grammar)
        recorded = self._recorded
        if mutant.is_grammar:
            definition = definition_at(text, mutant.edit.start)
            names = self._of_files(subset.grammar(self.root), lambda name: "comes_up" not in name)
            first = [name for name in names if f"[{definition}]" in name or f"[{definition}-" in name]
            kills = self.kills
            rest = sorted(
                names, key=lambda name: (-kills[name], recorded[name].seconds if name in recorded else UNKNOWN)
            )
            yield _Round(list(dict.fromkeys([*first, *rest])), False)
            return
        function = function_at(text, mutant.edit.start)
        own = self._of_files(subset.own(self.root, mutant.file))
        others = [name for name in self._of_files(subset.files(self.root, mutant.file)) if name not in set(own)]
        if function is None:
            users = users_of(self.root, mutant.file, text, mutant.edit.start)
            yield _Round(self._cheapest(own, lambda test: True), True)
            names = self._cheapest(others, lambda test: not users.isdisjoint(test.functions))
            files = list(dict.fromkeys(name.partition("::")[0] for name in names))[:FILES]
            yield _Round([name for name in names if name.startswith(tuple(f"{file}::" for file in files))], True)
            return
        rounds = [self._cheapest(names, lambda test: test.sees(mutant.file, function)) for names in (own, others)]
        yield from (_Round(names, False) for names in rounds)
        if f"{mutant.file}:{function}" in self._imported:  # what it makes then is seen without calling it again
            yield _Round(self._cheapest(own, lambda test: True), True)
            yield _Round(rounds[1], True)

    def _of_files(self, files: list[str], chosen: Callable[[str], bool] = lambda name: True) -> list[str]:
        """The tests of some files, but for those that fail without any change."""
        return [
            name for file in files for name in self._items.get(file, ()) if name not in self.left_out and chosen(name)
        ]

    def _cheapest(self, names: list[str], sees: Callable[[Reached], bool]) -> list[str]:
        """Those that can see a change, the quickest first, for `BUDGET` seconds."""
        recorded = self._recorded
        seeing = sorted((recorded[name].seconds, name) for name in names if name in recorded and sees(recorded[name]))
        spent, chosen = 0.0, []
        for took, name in seeing:
            spent += took
            if spent < BUDGET:
                chosen.append(name)
        return chosen

    def _ask(
        self, file: str | None, was: str, names: list[str], fresh: bool, record: Path | None = None
    ) -> tuple[str, str]:
        """What the server answers: a verdict, and the test."""
        if not names and not fresh:  # anew, it may not start at all
            return "passed", ""
        server = self._server()
        chosen = {name: self._patience(name) for name in names}
        request = {"file": file, "was": was, "chosen": chosen, "fresh": fresh, "record": record and str(record)}
        assert server.stdin is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        verdict, *failed = self._answer(server)
        if record:
            self.left_out |= set(failed)
        return verdict, failed[0]

    def _patience(self, name: str) -> float:
        """How many seconds of the processor a test may take. One that needs a sample may have to draw it first."""
        recorded = self._recorded.get(name)
        took = UNKNOWN if recorded is None else recorded.seconds
        return 5 + 10 * took + (DRAWING if name.startswith(subset.DRAWS_A_SAMPLE) else 0)

    @staticmethod
    def _answer(server: subprocess.Popen[str]) -> list[Any]:
        assert server.stdout is not None
        answer: list[Any] = json.loads(server.stdout.readline())
        return answer

    def _server(self) -> subprocess.Popen[str]:
        """The process of which the tests are forks. It is started once."""
        if self._warm is None:
            command = [sys.executable, "-m", "tools.mutation.warm", *subset.every(self.root)]
            options: dict[str, Any] = {"cwd": self.root, "env": self._environment(), "text": True}
            options |= {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "start_new_session": True}
            self._warm = subprocess.Popen(command, **options)
            names, imported = self._answer(self._warm)
            self._imported = frozenset(imported)
            for name in names:
                self._items.setdefault(name.partition("::")[0], []).append(name)
        return self._warm

    def _read_records(self, make: bool) -> None:
        """Read what each test reaches; `make`: record it first, where its file is not the one that was recorded."""
        for file in self._items:
            path = record_of(self.root / file, self.samples.parent / "reached")
            if make:
                with RECORDING:
                    self._record(file, path)
            if file not in self._read and path.exists():
                self._recorded |= read_record(path)
                self._read.add(file)

    def _record(self, file: str, path: Path) -> None:
        """Record what the tests of a file reach, unless that was done."""
        if not path.exists():
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_text("", "utf-8")
            self._ask(None, "", self._items[file], False, unfinished)
            unfinished.rename(path)

    def close(self) -> None:
        """End the process of which the tests are forks."""
        if self._warm is not None:
            self._warm.kill()
            self._warm.communicate()
            self._warm = None

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("REVIEWPARSE_")}
        paths = os.pathsep.join((str(self.root / "src"), str(self.root), str(TOOL)))
        environment = {**inherited, "PYTHONPATH": paths, "HYPOTHESIS_PROFILE": "brief"}
        environment["REVIEWPARSE_SAMPLES"] = str(self.samples)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment.pop("PYTHONPYCACHEPREFIX", None)
        return environment

    def python(self, *arguments: str, seconds: float) -> _Done:
        """Python in the copy, with the copy's package. What it started is ended with it when time is up."""
        options: dict[str, Any] = {"cwd": self.root, "env": self._environment(), "text": True}
        options |= {"stdin": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "start_new_session": True}
        command = [sys.executable, *arguments]
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            process = subprocess.Popen(command, stdout=output, preexec_fn=_limit, **options)
            status: int | None
            try:
                status = process.wait(seconds)
            except subprocess.TimeoutExpired:
                status = None
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
            output.seek(0)
            return _Done(status, output.read())


class _Done(NamedTuple):
    returncode: int | None
    output: str


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
