"""A fixed sample of what a strategy gives, to be counted.

Drawing takes longer than what is then tested. Where `REVIEWPARSE_SAMPLES` names a folder, a sample is drawn once and
kept there, for as long as nothing changes that it is drawn by.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import hypothesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

__all__ = ["sample"]

Example = TypeVar("Example")

BATCH: Final = 40
"""Examples drawn from one seed. Hypothesis varies what it has drawn before, so a long run holds less variety."""

ROOT: Final = Path(__file__).parents[2]
DRAWN_BY: Final = (
    "src/reviewparse/strategies/*.py", "src/reviewparse/records.py", "src/reviewparse/vocabulary.py",
    "tests/support/respelling.py", "tests/support/sampling.py",
)  # fmt: skip


def sample(name: str, strategy: st.SearchStrategy[Example], size: int) -> list[Example]:
    """About `size` examples, the same ones in each run; `name` tells them from other samples."""
    folder = os.environ.get("REVIEWPARSE_SAMPLES")
    if folder is None:
        return _drawn(strategy, size)
    kept = Path(folder) / hashlib.sha256(f"{name} {size} {_version()}".encode()).hexdigest()[:16]
    if kept.exists():
        return cast("list[Example]", pickle.loads(kept.read_bytes()))
    examples = _drawn(strategy, size)
    writing = kept.with_suffix(f".{os.getpid()}")
    writing.write_bytes(pickle.dumps(examples))
    writing.replace(kept)
    return examples


def _version() -> str:
    """What changes with each text that the examples are drawn by."""
    files = [path for pattern in DRAWN_BY for path in sorted(ROOT.glob(pattern))]
    return f"{hypothesis.__version__} {hashlib.sha256(b''.join(path.read_bytes() for path in files)).hexdigest()}"


def _drawn(strategy: st.SearchStrategy[Any], size: int) -> list[Any]:
    examples: list[Any] = []
    for number in range(-(-size // BATCH)):

        @seed(20230928 + number)
        @settings(
            max_examples=BATCH,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def collect(example: Any) -> None:
            examples.append(example)

        collect()
    return examples
