"""`python -m fuzz`: run the targets one after the other, each for some time, and go on where the last run ended.

    python -m fuzz                          every target for ten minutes
    python -m fuzz text json --minutes 60   these two for an hour each
    python -m fuzz --inputs 1000000         each until it has had so many inputs, with those of earlier runs
    python -m fuzz --planted                see that every planted fault is found
    python -m fuzz --figures                what has been tried so far, as a table

Of the inputs that break a promise in one way, the first is made as small as it gets and written to
`fuzz/findings/TARGET/`, where the tests replay it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from fuzz import kind_of, tried
from fuzz.planted import FAULTS
from fuzz.promises import CHECKS

ROOT = Path(__file__).parent.parent
FINDINGS = ROOT / "fuzz" / "findings"


def main() -> int:
    """Run what the command line asks for; 1 where a promise was broken, or a planted fault was not found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Try to break what SECURITY.md promises.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(CHECKS))
    parser.add_argument("--minutes", type=float, default=10, help="for each target (default: 10)")
    parser.add_argument("--inputs", type=int, help="for each target in all, instead of minutes")
    parser.add_argument("--state", type=Path, default=ROOT / "build" / "fuzz", help="where to go on from")
    parser.add_argument("--planted", action="store_true", help="see that every planted fault is found")
    parser.add_argument("--figures", action="store_true", help="only print what has been tried so far")
    arguments = parser.parse_args()
    if not arguments.figures and find_spec("atheris") is None:
        parser.error('this needs atheris: pip install "reviewparse[fuzz]"')
    arguments.state.mkdir(parents=True, exist_ok=True)
    if arguments.planted:
        missed = [name for name in FAULTS if not found(name, arguments.minutes)]
        return int(bool(missed))
    broken = 0
    for target in [] if arguments.figures else arguments.targets or CHECKS:
        limit = f"-max_total_time={round(60 * arguments.minutes)}"
        if arguments.inputs is not None:
            left = arguments.inputs - tried(target, arguments.state)["inputs"]
            if left <= 0:
                continue
            limit = f"--inputs={left}"
        worker(target, arguments.state, limit)
        for finding in sorted(arguments.state.glob(f"broken-{target}-*")):
            data, message = smallest(target, finding.read_bytes())
            place = FINDINGS / target / finding.name.removeprefix(f"broken-{target}-")
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(data)
            finding.unlink()
            print(f"{target}: {message}: {place}")
            broken += 1
    print(figures(arguments.state))
    return int(broken > 0)


def worker(target: str, state: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """One target in a process of its own."""
    command = [sys.executable, "-m", "fuzz.worker", target, str(state), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)


def found(name: str, minutes: float) -> bool:
    """Whether the harness finds a planted fault, from the seeds alone; it says after how many inputs."""
    with tempfile.TemporaryDirectory() as state:
        options = ("--plant", name, f"-max_total_time={round(60 * minutes)}", "-seed=1")
        worker(FAULTS[name].target, Path(state), *options)
        was_found = any(Path(state).glob("broken-*"))
        inputs = tried(FAULTS[name].target, Path(state))["inputs"]
    print(f"{name}: {'found' if was_found else 'NOT FOUND'}, {inputs} inputs", flush=True)
    return was_found


def broken_by(target: str, data: bytes) -> str | None:
    """What an input breaks, `None` where all promises hold."""
    try:
        CHECKS[target](data)
    except Exception as error:
        return kind_of(error)
    return None


def smallest(target: str, data: bytes) -> tuple[bytes, str]:
    """The input without what it can lose and still break something the same way, and what it breaks."""
    message = broken_by(target, data) or "nothing any more"

    def still(part: bytes) -> bool:
        return broken_by(target, part) == message

    data = _without(data.splitlines(keepends=True), still)
    return _without([data[i : i + 1] for i in range(len(data))], still), message


def _without(parts: list[bytes], still: Callable[[bytes], bool]) -> bytes:
    size = len(parts)
    while size:
        start = 0
        while start < len(parts):
            rest = parts[:start] + parts[start + size :]
            if still(b"".join(rest)):
                parts = rest
            else:
                start += size
        size //= 2
    return b"".join(parts)


def figures(state: Path) -> str:
    """What has been tried so far, as a table."""
    rows = ["| target | inputs | hours |", "|---|--:|--:|"]
    for target in CHECKS:
        had = tried(target, state)
        rows.append(f"| {target} | {had['inputs']:,.0f} | {had['seconds'] / 3600:.2f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
