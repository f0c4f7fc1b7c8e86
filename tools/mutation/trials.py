"""Mutants on trial: a copy of the project, the change, the tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from tools.mutation import subset
from tools.mutation.mutants import Mutant
from tools.mutation.of_grammar import definition_at
from tools.mutation.reached import Reached, function_at, read_record, record_of

__all__ = ["Copy", "Outcome", "Selection", "Trial", "copy_of"]

Outcome: TypeAlias = Literal["killed", "survived", "broken"]
_MEMORY: Final = 4 << 30  # bytes; a mutant may build a list that never ends
TOOL: Final = Path(__file__).parents[2]
"""Where this tool is found, also by a project that has none."""
SECONDS: Final = 120.0
"""The subset of the tests takes some 10 seconds of the processor."""
BUDGET: Final = 20.0
"""How many seconds of tests that reach a mutant are tried on it, the quickest first."""
_MARKED: Final = "not integration and not slow"
_FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)
_STARTS: Final = (
    "import importlib, reviewparse; list(reviewparse.parse_all('Metascore\\n74\\n')); importlib.import_module"
)


class Selection(NamedTuple):
    """Files of tests, and which of their tests to run, in that order; `None` for all."""

    files: list[str]
    names: list[str] | None = None


class Trial(NamedTuple):
    """What became of a mutant: `by` is the test that failed first, or `"time"` where the tests did not end."""

    outcome: Outcome
    by: str
    seconds: float


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
        self.left_out: list[str] = []
        """Tests that fail without any change, which say nothing of a mutant."""
        self._tried: set[str] = set()
        self._reached: dict[str, dict[str, Reached]] = {}
        self._warm: dict[bool, subprocess.Popen[str]] = {}

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

    def trial(self, mutant: Mutant, seconds: float = SECONDS) -> Trial:
        """The fast subset of the tests on the mutant, for at most so many seconds of the processor.

        A mutant that cannot be imported, or whose grammar cannot be read, is `broken`: any test would see it.
        """
        begin = time.monotonic()
        status: int | str | None = 0
        failed: list[str] = []
        for tests in self._likely(mutant):
            while True:
                with self.changed(mutant):
                    status, failed = self.tests(mutant.file, seconds, tests)
                if not failed or self._passes(failed[0], mutant.file):
                    break
            if status != 0:
                break
        took = round(time.monotonic() - begin, 1)
        if status in (0, "broken"):
            return Trial("broken" if status else "survived", "", took)
        return Trial("killed", "time" if status is None else (failed or [""])[0], took)

    def _likely(self, mutant: Mutant) -> Iterator[Selection]:
        """The tests to try a mutant on: those of its module first, then others that reach it."""
        names = subset.files(self.root, mutant.file)
        if mutant.is_grammar:
            definition = definition_at((self.root / mutant.file).read_text("utf-8"), mutant.edit.start)
            if definition.isupper():
                yield Selection(names[:1], [f"{names[0]}::test_terminal[{definition}]"])
            yield Selection(names)
            return
        function = function_at((self.root / mutant.file).read_text("utf-8"), mutant.edit.start)
        own = subset.own(self.root, mutant.file)
        if function is None:  # what a module holds can be seen without a call of its functions
            yield Selection(own)
        for files in (own, [name for name in names if name not in own]):
            reached = {name: test for file in files for name, test in self._recorded(file).items()}
            seeing = sorted((test.seconds, name) for name, test in reached.items() if test.sees(mutant.file, function))
            spent, chosen = 0.0, []
            for took, name in seeing:
                spent += took
                if spent < BUDGET:
                    chosen.append(name)
            yield Selection([file for file in files if any(name.startswith(f"{file}::") for name in chosen)], chosen)

    def _recorded(self, file: str) -> dict[str, Reached]:
        """What each test of a file reaches."""
        if file not in self._reached:
            path = record_of(self.root / file, self.samples.parent / "reached")
            if not path.exists():
                unfinished = path.with_suffix(".new")
                unfinished.write_text("", "utf-8")
                self.tests("src/reviewparse/__init__.py", 3000, Selection([file]), {"record": str(unfinished)})
                unfinished.rename(path)
            self._reached[file] = read_record(path)
        return self._reached[file]

    def _passes(self, name: str, changed: str) -> bool:
        """Whether a test that failed passes without any change. Where it does not, it is left out from now on."""
        file = name.partition("::")[0]
        if file not in self._tried:
            self._tried.add(file)
            self.left_out += self.tests(changed, 3000, Selection([file]), {"whole": True})[1]
        return name not in self.left_out

    def tests(
        self, changed: str, seconds: float, tests: Selection, request: dict[str, Any] | None = None
    ) -> tuple[int | str | None, list[str]]:
        """The exit status of the tests for a change of the file `changed`, and what failed.

        The status is `None` where time is up, and `"broken"` where the package does not start. The tests end with the
        first that fails, if the request does not say `whole`; with `record`, the file in which to record what they
        reach, too.

        Raises:
            RuntimeError: pytest could not run them.
        """
        files = [file for file in tests.files if file not in self.left_out]
        if not files:
            return 0, []
        is_grammar = changed.endswith(".lark")
        options = "-q -rfE --tb=line --no-header -p no:xdist -p no:cacheprovider -m".split()
        if is_grammar:  # how often something is drawn, no grammar changes
            options[-1:] = ["-k", "not comes_up", "-m"]
        options += [_MARKED, *([] if request else ["-x"]), *(f"--deselect={name}" for name in self.left_out)]
        output = self.root / "output.txt"
        request = (request or {}) | {
            "begin": f"{_STARTS}({_module(changed)!r})",
            "arguments": [*options, *files],
            "chosen": tests.names,
            "seconds": seconds,
            "output": str(output),
        }
        server = self._server(is_grammar)
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        status = json.loads(server.stdout.readline())
        printed = output.read_text("utf-8", "replace")
        if status == 5:  # none of the tests is for this Python or this machine
            return 0, []
        if status == 4:  # wrong options
            raise RuntimeError(f"pytest ended with {status}:\n{printed}")
        return status, _FAILED.findall(printed)

    def _server(self, is_grammar: bool) -> subprocess.Popen[str]:
        """The process of which the tests are forks."""
        if is_grammar not in self._warm:
            command = [
                sys.executable,
                "-m",
                "tools.mutation.warm",
                *(["--tests", *subset.grammar(self.root)] if is_grammar else []),
            ]
            options: dict[str, Any] = {"cwd": self.root, "env": self._environment(), "text": True}
            options |= {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "start_new_session": True}
            self._warm[is_grammar] = subprocess.Popen(command, **options)
        return self._warm[is_grammar]

    def close(self) -> None:
        """End the processes of which the tests are forks."""
        for server in self._warm.values():
            server.kill()
            server.communicate()
        self._warm.clear()

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


def _module(file: str) -> str:
    """The module of a file below `src/`; the package itself for any other.

    >>> _module("src/reviewparse/cli/screens.py"), _module("grammar/l1_scores.lark")
    ('reviewparse.cli.screens', 'reviewparse')
    """
    parts = list(Path(file).with_suffix("").parts[1:])
    if file.endswith(".lark") or parts[-1] == "__main__":
        return "reviewparse"
    return ".".join(parts).removesuffix(".__init__")
