"""Mutants of the code that were found to change nothing, and why; `report` counts them apart."""

from __future__ import annotations

from typing import Final

from tools.mutation.mutants import Mutant

__all__ = ["REASONS", "reason_for"]

REASONS: Final[dict[tuple[str, str, str], str]] = {
    (
        "src/reviewparse/lines.py",
        'code: Any = "I" if max(self._firsts, default=0) + len(self.text) < 1 << 32 else "Q"',
        "0",
    ): "the default is for a text without lines, which needs no room for its numbers",
    ("src/reviewparse/html/links.py", "ends = sorted({*lines, max([0, *by_line, *lines]) + 1})", "0"): (
        "no line has a number below 1"
    ),
}
"""By the file, the line and the part of it that is changed."""


def reason_for(mutant: Mutant, text: str) -> str | None:
    """Why a mutant of a file with this text changes nothing; `None` where that is not known."""
    start = text.rfind("\n", 0, mutant.edit.start) + 1
    line = text[start:].partition("\n")[0].strip()
    return REASONS.get((mutant.file, line, text[mutant.edit.start : mutant.edit.end]))
