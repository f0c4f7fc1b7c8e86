"""Whether a survivor of the grammar reads any text otherwise than the grammar does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import Any, Final

from tools.mutation.blocks import MOST
from tools.mutation.mutants import Mutant
from tools.mutation.of_grammar import definition_at
from tools.mutation.results import Evidence
from tools.mutation.texts import Texts, pages_of
from tools.mutation.trials import Copy

__all__ = ["Comparison"]

_POOL: Final = 1000
_STEP: Final = 10_000
_SECONDS: Final = 1200


class Comparison:
    """Compares mutants, tried in `copy`, with the grammar as it is.

    The texts are made from `pool` rendered pages, and as many pages and pieces that the grammar gives.
    """

    def __init__(self, copy: Copy, pool: int = _POOL) -> None:
        self.copy = copy
        self.pool = pool

    @cached_property
    def pages(self) -> list[str]:
        """The pages of the samples and the tests, and rendered ones."""
        done = self.copy.python("-m", "tools.mutation.outcomes", "--pages", str(self.pool), seconds=_SECONDS)
        if done.returncode != 0:
            raise RuntimeError(done.output)
        return [*pages_of(self.copy.root), *json.loads(done.output.splitlines()[-1])]

    def of(self, mutant: Mutant, count: int) -> Evidence:
        """The evidence of so many texts, up to the first that is read otherwise."""
        mutated = self.copy.root / mutant.file
        source = mutated.read_text("utf-8")
        others = [path.read_text("utf-8") for path in sorted(mutated.parent.glob("*.lark")) if path != mutated]
        grammars = ["\n".join([*others, text]) for text in (source, mutant.edit.of(source))]
        offset = len(grammars[0]) - len(source) + mutant.edit.start
        definition = definition_at(source, mutant.edit.start)
        request = {"grammars": grammars, "definition": definition, "offset": offset, "pool": self.pool}
        if self._differing(request, 0, 0) == "none":
            return Evidence(count, None)
        texts = Texts(self.pages, grammars, definition, offset, self.pool)
        first = 0
        while first < count:
            numbers, first = self._suspects(request, first, count)
            step = [texts.text(number) for number in numbers]
            for number, text, one, other in zip(numbers, step, *self._outcomes(step, mutant), strict=True):
                if one != other:
                    return Evidence(number + 1, self._difference(text, mutant))
        return Evidence(count, None)

    def _suspects(self, request: dict[str, object], first: int, count: int) -> tuple[Sequence[int], int]:
        """The numbers of texts that the two grammars may read otherwise, and the number to go on from."""
        said = self._differing(request | {"pages": self.pages}, first, count)
        if said == "all":
            end = min(first + _STEP, count)
            return range(first, end), end
        return said, said[-1] + 1 if len(said) == MOST else count

    def _differing(self, request: dict[str, object], first: int, end: int) -> Any:
        """What `blocks` says of the texts of these numbers."""
        file = self.copy.root / "request.json"
        file.write_text(json.dumps(request | {"numbers": [first, end]}), "utf-8")
        done = self.copy.python("-m", "tools.mutation.blocks", str(file), seconds=_SECONDS)
        if done.returncode != 0:
            raise RuntimeError(done.output)
        return json.loads(done.output.splitlines()[-1])

    def _outcomes(self, texts: list[str], mutant: Mutant, *options: str) -> tuple[list[str], list[str]]:
        """What is said of the texts without the mutant, and with it."""
        if not texts:
            return [], []
        file = self.copy.root / "texts.json"
        file.write_text(json.dumps(texts), "utf-8")
        said = []
        for change in (nullcontext(), self.copy.changed(mutant)):
            with change:
                done = self.copy.python("-m", "tools.mutation.outcomes", str(file), *options, seconds=_SECONDS)
            failed = json.dumps(f"ended with {done.returncode}")
            said.append(done.output.splitlines() if done.returncode == 0 else [failed] * len(texts))
        return said[0], said[1]

    def _difference(self, text: str, mutant: Mutant) -> str:
        """The text, and the first line of what is read from it that differs."""
        one, other = (json.loads(said[0]) for said in self._outcomes([text], mutant, "--show"))
        was, now = next(_different(one, other), ("", ""))
        return f"{text!r}: {was!r} became {now!r}"


def _different(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Where two texts differ, from twenty characters before."""
    ones, others = one.split("\n"), other.split("\n")
    for was, now in zip(ones + [""] * len(others), others + [""] * len(ones), strict=True):
        if was != now:
            at = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
            yield was[max(0, at - 20) : at + 60], now[max(0, at - 20) : at + 60]
