"""Whether a survivor of the grammar reads any text otherwise than the grammar does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tools.mutation.mutants import Mutant
from tools.mutation.of_grammar import definition_at
from tools.mutation.results import Evidence
from tools.mutation.texts import pages_of
from tools.mutation.trials import Copy

__all__ = ["Comparison"]

_RENDERED: Final = 1000
_STEP: Final = 10_000
_SECONDS: Final = 1200


class Comparison:
    """Compares mutants, tried in `copy`, with the grammar as it is."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        done = copy.python("-m", "tools.mutation.outcomes", "--pages", str(_RENDERED), seconds=_SECONDS)
        if done.returncode != 0:
            raise RuntimeError(done.output)
        self.pages = [*pages_of(copy.root), *json.loads(done.output.splitlines()[-1])]

    def of(self, mutant: Mutant, texts: int) -> Evidence:
        """The evidence of so many texts, up to the first that is read otherwise."""
        mutated = self.copy.root / mutant.file
        source = mutated.read_text("utf-8")
        others = [path.read_text("utf-8") for path in sorted(mutated.parent.glob("*.lark")) if path != mutated]
        grammars = ["\n".join([*others, text]) for text in (source, mutant.edit.of(source))]
        file = self.copy.root / "texts.json"
        definition = definition_at(source, mutant.edit.start)
        file.write_text(json.dumps({"pages": self.pages, "grammars": grammars, "definition": definition}), "utf-8")
        for first in range(0, texts, _STEP):
            end = min(first + _STEP, texts)
            original, changed = (self._outcomes(file, first, end, each) for each in (None, mutant))
            for number, (one, other) in enumerate(zip(original, changed, strict=True), first):
                if one != other:
                    return Evidence(number + 1, self._difference(file, number, mutant))
        return Evidence(texts, None)

    def _outcomes(self, file: Path, first: int, end: int, mutant: Mutant | None, *options: str) -> list[str]:
        with ExitStack() as stack:
            if mutant is not None:
                stack.enter_context(self.copy.changed(mutant))
            arguments = ["-m", "tools.mutation.outcomes", str(file), str(first), str(end), *options]
            done = self.copy.python(*arguments, seconds=_SECONDS)
        if done.returncode != 0:
            return [f"status {done.returncode}"] * (end - first)
        return done.output.splitlines()

    def _difference(self, file: Path, number: int, mutant: Mutant) -> str:
        """The text, and the first line of what is read from it that differs."""
        shown = [self._outcomes(file, number, number + 1, each, "--show")[0] for each in (None, mutant)]
        if any(line.startswith("status") for line in shown):
            return f"text {number}: {' / '.join(line for line in shown if line.startswith('status'))}"
        (text, one), (_, other) = (json.loads(line) for line in shown)
        was, now = next(_different(one, other))
        return f"text {number}, {text!r}: {was!r} became {now!r}"


def _different(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Where two texts differ, from twenty characters before."""
    ones, others = one.split("\n"), other.split("\n")
    for was, now in zip(ones + [""] * len(others), others + [""] * len(ones), strict=True):
        if was != now:
            at = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
            yield was[max(0, at - 20) : at + 60], now[max(0, at - 20) : at + 60]
