"""The releases of other packages that the documents name are those that the package asks for and is tried with."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.version import Version
from tools.releases import ROOT, newest, oldest, table

DEVELOPMENT = {"bench", "dev", "docs", "fuzz"}
"""Extras for a checkout alone."""


def test_oldest_releases() -> None:
    """The table of docs/platforms.md has every package that users install, and the oldest release that is asked for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in extras for line in extras[name] if name not in DEVELOPMENT)]
    asked = {needed.name: str(needed.specifier).removeprefix(">=") for needed in map(Requirement, lines)}
    del asked["reviewparse"]
    assert {name: oldest for name, (oldest, _) in table().items()} == asked == oldest()


def test_constraints() -> None:
    """What `.ci/run` installs for the oldest releases is what the table says, package by package."""
    command = [sys.executable, "tools/releases.py", "--lowest"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == [f"{name}=={oldest}.*" for name, (oldest, _) in table().items()]
    assert "tools/releases.py --lowest" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_newest_releases() -> None:
    """The newest release that was tried is newer than the oldest, and what is tested here is not older than that."""
    for name, (first, last) in table().items():
        assert Version(first) < Version(last), name
    here = newest()
    assert {"attrs", "lark"} <= here.keys()
    assert [name for name, release in here.items() if Version(release) < Version(table()[name][0])] == []
