"""What a mutant is: one edit of one file."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tools.mutation import of_code, of_grammar
from tools.mutation.edits import Edit

__all__ = ["Mutant", "of_tree", "sample"]


class Mutant(NamedTuple):
    """An edit of the file `file` (a path below the project's root, with `/`).

    It changes a definition that begins at `start` and whose text has the digest `version`.
    """

    file: str
    start: int
    version: str
    edit: Edit

    @property
    def is_grammar(self) -> bool:
        return self.file.endswith(".lark")

    @property
    def key(self) -> str:
        """What tells a mutant from any other. It stays the same as long as the definition does."""
        start, end = self.edit.start - self.start, self.edit.end - self.start
        return f"{self.file}@{self.version}:{start}-{end} {self.edit.operator} {self.edit.new!r}"

    def place(self, text: str) -> str:
        """File, line and column (both from 1) of the edit in the file's text."""
        before = text[: self.edit.start]
        return f"{self.file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def of_tree(root: Path) -> list[Mutant]:
    """All mutants of the project at `root`: those of `grammar/*.lark`, then those of the modules below `src/`."""
    mutants = []
    for path in [*sorted((root / "grammar").glob("*.lark")), *sorted((root / "src").rglob("*.py"))]:
        text = path.read_text("utf-8")
        notation = of_grammar if path.suffix == ".lark" else of_code
        spans = notation.spans(text)
        starts = [start for start, _ in spans]
        same = Counter[str]()
        versions = []
        for start, end in spans:
            definition = text[start:end]
            versions.append(hashlib.sha256(f"{definition}{same[definition] or ''}".encode()).hexdigest()[:8])
            same[definition] += 1
        for edit in notation.edits(text):
            place = bisect_right(starts, edit.start) - 1
            mutants.append(Mutant(path.relative_to(root).as_posix(), starts[place], versions[place], edit))
    return mutants


def sample(mutants: Iterable[Mutant], size: int, seed: int) -> list[Mutant]:
    """A random sample. The same seed gives the same one, and a larger size gives the same mutants and more."""

    def rank(mutant: Mutant) -> str:
        return hashlib.sha256(f"{seed} {mutant.key}".encode()).hexdigest()

    return sorted(mutants, key=rank)[:size]
