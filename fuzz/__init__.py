"""A fuzz harness: inputs that are made to break the promises of `SECURITY.md`, guided by what code they reach.

`python -m fuzz` runs every target for a while, and goes on where it was stopped the next time (extra `fuzz`).

| module | holds |
|---|---|
| `promises` | what holds for any input, as code, one function a target |
| `words` | the independent eye: which words of a text a page has lost |
| `mutation` | seeds, and how an input is made of others |
| `planted` | faults that the harness must find, to show that it can |
| `worker` | one target in one process, with atheris |
| `findings/` | inputs that once broke a promise, as small as they get; the tests replay them |
"""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["kind_of", "tried"]


def kind_of(error: Exception) -> str:
    """What a broken promise has in common with those that are broken the same way."""
    return f"{type(error).__name__}: {error}".partition("\n")[0][:30]


def tried(target: str, state: Path) -> dict[str, float]:
    """How many inputs a target has had so far, and how many seconds it has taken for them."""
    path = state / f"{target}.json"
    return {"inputs": 0, "seconds": 0.0} | (json.loads(path.read_text("utf-8")) if path.exists() else {})
