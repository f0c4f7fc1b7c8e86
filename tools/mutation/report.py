"""The results as a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tools.mutation.mutants import Mutant
from tools.mutation.of_grammar import definition_at
from tools.mutation.results import Results

__all__ = ["report"]

_INTRODUCTION: Final = """\
# Mutation tests

A mutant is the project with one place changed: in the grammar an alternative, a quantifier, a lookahead, a priority or
a word, in the code a comparison, a condition, a constant, a return or a statement. A test that fails *kills* it. What
*survives* shows either a test that is missing or a place that does nothing. A mutant is *broken* where the package
cannot be imported or the grammar cannot be read: any test would see that, so it counts neither way.

The page is written by `python -m tools.mutation`, from a random sample of all the places that can be changed, and
tests that have no real pages in them (`tools/mutation/subset.py`). A mutant of the grammar is tried on the tests of the
grammar, one of the code on those that reach it: first those of its module, then the quickest others.
"""


def report(root: Path, every: Sequence[Mutant], sampled: Sequence[Mutant], results: Results) -> str:
    """The page, of the mutants in the sample that were tried: tables by the kind of change and by place, each survivor.

    A survivor has its place, and what the comparison with the grammar as it is has shown.
    """
    parts = [_INTRODUCTION]
    for title, is_grammar in (("The grammar", True), ("The code", False)):
        mutants = [mutant for mutant in sampled if mutant.is_grammar == is_grammar and mutant.key in results.trials]
        if mutants:
            places = sum(mutant.is_grammar == is_grammar for mutant in every)
            parts += [
                f"## {title}\n",
                f"Tried: {len(mutants):,} of {places:,}.\n",
                _table("change", mutants, results, lambda mutant: mutant.edit.operator),
                _table("place", mutants, results, _part),
                _survivors(root, mutants, results),
            ]
    return "\n".join(parts)


def _part(mutant: Mutant) -> str:
    """The grammar's file, or the package or module of the code."""
    parts = mutant.file.split("/")
    return parts[-1] if mutant.is_grammar else parts[2]


def _table(title: str, mutants: Sequence[Mutant], results: Results, kind: Callable[[Mutant], str]) -> str:
    rows = [f"| {title} | tried | killed | survived | broken | killed of those not broken |"]
    rows.append("|---|--:|--:|--:|--:|--:|")
    for name in [*sorted({kind(mutant) for mutant in mutants}), "all"]:
        found = [results.trials[each.key].outcome for each in mutants if name in (kind(each), "all")]
        killed, survived, broken = (found.count(outcome) for outcome in ("killed", "survived", "broken"))
        share = f"{killed / (killed + survived):.0%}" if killed + survived else ""
        rows.append(f"| {name} | {len(found)} | {killed} | {survived} | {broken} | {share} |")
    return "\n".join(rows) + "\n"


def _survivors(root: Path, mutants: Sequence[Mutant], results: Results) -> str:
    lines = []
    for mutant in sorted(mutants, key=lambda mutant: (mutant.file, mutant.edit.start)):
        if results.trials[mutant.key].outcome != "survived":
            continue
        text = (root / mutant.file).read_text("utf-8")
        old = text[mutant.edit.start : mutant.edit.end]
        name = f" ({definition_at(text, mutant.edit.start)})" if mutant.is_grammar else ""
        line = f"- {mutant.place(text)}{name}, {mutant.edit.operator}: {_code(old)} → {_code(mutant.edit.new)}"
        if evidence := results.evidence.get(mutant.key):
            found = "read otherwise" if evidence.difference else "no difference"
            line += f"; {found} in {evidence.texts:,} texts"
        lines.append(line)
    return "\n".join(["Survivors:\n", *lines, ""]) if lines else "No survivors.\n"


def _code(text: str) -> str:
    """A text as code on one line, at most 80 characters of it.

    >>> _code("a | `b`\\n  c"), _code("")
    ('`` a | `b` c ``', 'nothing')
    """
    short = " ".join(text.split()) if text.strip() else text.replace("\n", "↵")
    short = short if len(short) <= 80 else short[:77] + "..."
    if not short:
        return "nothing"
    return f"`` {short} ``" if "`" in short else f"`{short}`"
