"""The releases that the package is tried with: of the dependencies and of each extra that users install.

    python tools/releases.py --lowest   the oldest, which pyproject.toml names, as constraints for `pip -c`
    python tools/releases.py            the newest: those that this Python has
    python tools/releases.py --write    put these into the table of docs/platforms.md

What only development needs is left out.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "platforms.md"
DEVELOPMENT = ("bench", "dev", "docs", "fuzz")
ROW = re.compile(r"^\| `(?P<name>[a-z-]+)` \| (?P<oldest>[0-9.]+) \| (?P<newest>[0-9.]+) \|$", re.MULTILINE)


def oldest() -> dict[str, str]:
    """The oldest release of each package, as pyproject.toml has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = list(project["dependencies"])
    for extra, requirements in project["optional-dependencies"].items():
        needed += requirements if extra not in DEVELOPMENT else []
    others = [line for line in needed if not line.startswith("reviewparse[")]
    return dict(sorted(line.split(">=") for line in others))


def newest() -> dict[str, str]:
    """The releases that this Python has."""
    found = {}
    for name in oldest():
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def table() -> dict[str, tuple[str, str]]:
    """The oldest and the newest release of each package, as docs/platforms.md has them."""
    return {row["name"]: (row["oldest"], row["newest"]) for row in ROW.finditer(DOCUMENT.read_text("utf-8"))}


def main(arguments: list[str]) -> None:
    """Print releases, or write them down."""
    if arguments == ["--lowest"]:
        print("\n".join(f"{name}=={release}.*" for name, release in oldest().items()))
    elif arguments == ["--write"]:
        written, bounds = {name: newest for name, (_, newest) in table().items()} | newest(), oldest()
        rows = "".join(f"| `{name}` | {bounds[name]} | {written[name]} |\n" for name in bounds)
        text = DOCUMENT.read_text("utf-8")
        found = [*ROW.finditer(text)]
        DOCUMENT.write_text(text[: found[0].start()] + rows + text[found[-1].end() + 1 :], "utf-8")
    else:
        print(", ".join(f"{name} {release}" for name, release in newest().items()))


if __name__ == "__main__":
    main(sys.argv[1:])
