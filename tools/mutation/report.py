"""The results as a page of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tools.mutation.equivalent import reason_for
from tools.mutation.mutants import Mutant
from tools.mutation.of_grammar import definition_at
from tools.mutation.results import Results

__all__ = ["report"]

ENOUGH: Final = 100_000
"""So many texts without a difference show that a mutant of the grammar changes nothing."""
_INTRODUCTION: Final = """\
# Mutation tests

A mutant is the project with one place changed: in the grammar an alternative, a quantifier, a lookahead, a priority or
a word, in the code a comparison, a condition, a constant, a return or a statement. A test that fails *kills* it. What
*survives* shows either a test that is missing or a place that does nothing. A mutant is *broken* where the package
cannot be imported or the grammar cannot be read: any test would see that, so it counts neither way.

The page is written by `python -m tools.mutation`, from a random sample of all the places that can be changed, and
tests that have no real pages in them (`tools/mutation/subset.py`). A mutant of the grammar is tried on the tests of the
grammar, one of the code on those that reach it: first those of its module, then the quickest others.

*Equivalent* is a mutant that survives and changes nothing: one of the grammar with which 100,000 generated and mutated
texts are read as without it, or of which the library makes the same machine; one of the code for which a reason is
known (`tools/mutation/equivalent.py`). The last column leaves these and the broken ones aside.
"""


def report(root: Path, every: Sequence[Mutant], sampled: Sequence[Mutant], results: Results) -> str:
    """The page, of the mutants in the sample that were tried: tables by the kind of change and by place, each survivor.

    A survivor has its place, and what the comparison with the grammar as it is has shown.
    """
    parts = [_INTRODUCTION]
    for title, is_grammar in (("The grammar", True), ("The code", False)):
        mutants = [mutant for mutant in sampled if mutant.is_grammar == is_grammar and mutant.key in results.trials]
        if mutants:
            outcomes = {mutant.key: _outcome(root, mutant, results) for mutant in mutants}
            places = sum(mutant.is_grammar == is_grammar for mutant in every)
            parts += [
                f"## {title}\n",
                f"Tried: {len(mutants):,} of {places:,}.\n",
                _table("change", mutants, outcomes, lambda mutant: mutant.edit.operator),
                _table("place", mutants, outcomes, _part),
                _listed("Survivors", "survived", root, mutants, results, outcomes),
                _listed("Equivalent", "equivalent", root, mutants, results, outcomes),
            ]
    return "\n".join(parts)


def _part(mutant: Mutant) -> str:
    """The grammar's file, or the package or module of the code."""
    parts = mutant.file.split("/")
    return parts[-1] if mutant.is_grammar else parts[2]


def _outcome(root: Path, mutant: Mutant, results: Results) -> str:
    outcome = results.trials[mutant.key].outcome
    evidence = results.evidence.get(mutant.key)
    changes_nothing = evidence is not None and evidence.difference is None and evidence.texts >= ENOUGH
    if outcome == "survived" and (changes_nothing or reason_for(mutant, (root / mutant.file).read_text("utf-8"))):
        return "equivalent"
    return outcome


def _table(title: str, mutants: Sequence[Mutant], outcomes: dict[str, str], kind: Callable[[Mutant], str]) -> str:
    rows = [f"| {title} | tried | killed | survived | equivalent | broken | killed of the rest |"]
    rows.append("|---|--:|--:|--:|--:|--:|--:|")
    for name in [*sorted({kind(mutant) for mutant in mutants}), "all"]:
        found = [outcomes[each.key] for each in mutants if name in (kind(each), "all")]
        killed, survived, equivalent, broken = map(found.count, ("killed", "survived", "equivalent", "broken"))
        share = f"{killed / (killed + survived):.0%}" if killed + survived else ""
        rows.append(f"| {name} | {len(found)} | {killed} | {survived} | {equivalent} | {broken} | {share} |")
    return "\n".join(rows) + "\n"


def _listed(
    title: str, wanted: str, root: Path, mutants: Sequence[Mutant], results: Results, outcomes: dict[str, str]
) -> str:
    """The mutants of one outcome, each with its place and what is known of it."""
    lines = []
    for mutant in sorted(mutants, key=lambda mutant: (mutant.file, mutant.edit.start)):
        if outcomes[mutant.key] != wanted:
            continue
        text = (root / mutant.file).read_text("utf-8")
        old = text[mutant.edit.start : mutant.edit.end]
        name = f" ({definition_at(text, mutant.edit.start)})" if mutant.is_grammar else ""
        line = f"- {mutant.place(text)}{name}, {mutant.edit.operator}: {_code(old)} → {_code(mutant.edit.new)}"
        if evidence := results.evidence.get(mutant.key):
            found = "read otherwise" if evidence.difference else "no difference"
            line += f"; {found} in {evidence.texts:,} texts"
        elif reason := reason_for(mutant, text):
            line += f"; {reason}"
        lines.append(line)
    return "\n".join([f"{title}:\n", *lines, ""]) if lines else f"{title}: none.\n"


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
