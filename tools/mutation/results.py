"""The results of trials, one JSON object a line: they can be stopped, taken up again, and put together from shares."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from tools.mutation.mutants import Mutant
from tools.mutation.trials import Trial

__all__ = ["Evidence", "Results"]


class Evidence(NamedTuple):
    """How many texts a survivor of the grammar was compared on, and the first one that it reads otherwise."""

    texts: int
    difference: str | None


class Results:
    """Trials and evidence by mutant, read from a file; what is added is written to it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trials: dict[str, Trial] = {}
        self.evidence: dict[str, Evidence] = {}
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            entry = json.loads(line)
            if "outcome" in entry:
                self.trials[entry["key"]] = Trial(entry["outcome"], entry["by"], entry["seconds"])
            else:
                self.evidence[entry["key"]] = Evidence(entry["texts"], entry["difference"])

    def add_trial(self, mutant: Mutant, trial: Trial) -> None:
        self.trials[mutant.key] = trial
        self._write({"key": mutant.key, **trial._asdict()})

    def add_evidence(self, mutant: Mutant, evidence: Evidence) -> None:
        self.evidence[mutant.key] = evidence
        self._write({"key": mutant.key, **evidence._asdict()})

    def _write(self, entry: dict[str, object]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
