"""For the tests of the package as it is built and installed, without the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["ROOT", "copy_source", "pip_install", "run"]

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, **environ: str) -> str:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = {**inherited, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environ}
    done = subprocess.run([*map(str, command)], env=environment, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip_install(*arguments: str | Path) -> None:
    run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", *arguments)


def copy_source(copy: Path) -> Path:
    """A copy of what the package is built from."""
    for folder in ("src", "grammar"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, copy)
    return copy
