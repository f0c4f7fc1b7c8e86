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
    (
        "src/reviewparse/validation/extractors.py",
        "if named or not any(word in text for word in _WORDS) or not _stands(_REVIEW_WORDS, text):",
        "word in text",
    ): "the words only spare the search for the expression that holds them",
    (
        "src/reviewparse/cli/screens.py",
        'overflow: OverflowMethod = "crop" if screen.options.ascii_only else "ellipsis"',
        '"crop"',
    ): "rich cuts a text off for any word but two others",
    ("src/reviewparse/strategies/reviews.py", "_SOME: Final = st.integers(0, 1) | st.integers(0, 2_000)", "0"): (
        "the same numbers are drawn, some of them less often"
    ),
    ("src/reviewparse/crawl/running.py", "jobs: int = 1,", "1"): "more processes write the same files",
    (
        "src/reviewparse/strategies/reviews.py",
        'return st.builds(_dated, days, st.just(", Friday" if form == "weekday" else ""), pages)',
        '", Friday"',
    ): "behind the comma of a print source anything may stand",
}
"""By the file, the line and the part of it that is changed."""


def reason_for(mutant: Mutant, text: str) -> str | None:
    """Why a mutant of a file with this text changes nothing; `None` where that is not known."""
    start = text.rfind("\n", 0, mutant.edit.start) + 1
    line = text[start:].partition("\n")[0].strip()
    return REASONS.get((mutant.file, line, text[mutant.edit.start : mutant.edit.end]))
