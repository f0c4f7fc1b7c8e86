"""The oldest releases that the package says it works with: `python tools/lowest.py > constraints.txt`, for `pip -c`.

Of the dependencies and of each extra that users install; what only development needs is left out.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

DEVELOPMENT = ("bench", "dev", "docs", "fuzz")

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
needed = list(project["dependencies"])
for extra, requirements in project["optional-dependencies"].items():
    needed += requirements if extra not in DEVELOPMENT else []
bounds = {found[1]: found[2] for line in needed if (found := re.fullmatch("([a-z][a-z0-9-]*)>=([0-9.]+)", line))}
for name, version in sorted(bounds.items()):
    print(f"{name}=={version}.*")
