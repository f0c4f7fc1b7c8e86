"""Tries mutants of the grammar and of the code on a fast subset of the tests.

    python -m tools.mutation --grammar 60 --code 60

tries a random sample in copies of the project in a temporary folder, and writes what becomes of each to `--results`.
What stands there is not tried again, so a run can be stopped and taken up, or cut into shares (`--share 1/4` to
`--share 4/4`, each with a file of its own; several files are put together by `cat`). `--again` tries the survivors of
the file again, after a test was added. `--equivalence 100000` compares each survivor of the grammar with the grammar as
it is, on that many texts. `--rules` tries each alternative of each rule of the grammar in place of a sample. `--named`
tries the mutants of `named.py` and no others. `--write` writes the page `docs/mutation.md` from the results: those of
the sample, or all where no size of a sample is given.
"""

from __future__ import annotations

import argparse
import math
import queue
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tools.mutation.equivalence import Comparison
from tools.mutation.mutants import Mutant, of_tree, sample
from tools.mutation.named import NAMED, named
from tools.mutation.of_grammar import definition_at
from tools.mutation.report import report
from tools.mutation.results import Results
from tools.mutation.trials import Copy, Trial, copy_of

__all__ = ["main"]

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "mutation.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status, 0."""
    options = _options(arguments)
    if options.named:
        return _try_named()
    mutants = of_tree(ROOT)
    sampled = [
        *sample((mutant for mutant in mutants if mutant.is_grammar), options.grammar, options.seed),
        *sample((mutant for mutant in mutants if not mutant.is_grammar), options.code, options.seed),
    ]
    if options.rules:
        sampled = [mutant for mutant in mutants if mutant.is_grammar and _is_of_a_rule(mutant)]
    share, shares = map(int, options.share.split("/"))
    mine = sampled[share - 1 :: shares]
    results = Results(options.results)
    end = time.monotonic() + 60 * (options.minutes or math.inf)
    todo = [mutant for mutant in mine if _is_open(mutant, results, options.again)]
    print(f"{len(mutants)} mutants, {len(sampled)} in the sample, {len(mine)} in the share, {len(todo)} to try")
    if todo and options.minutes > 0:
        _try(todo, results, options.jobs, end)
    if options.equivalence:
        _compare(mine, results, options.equivalence, options.jobs, end)
    page = report(ROOT, mutants, sampled or mutants, results)
    if options.write:
        PAGE.write_text(page, "utf-8")
    else:
        print(page)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    formatter = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python -m tools.mutation", description=__doc__, formatter_class=formatter)
    parser.add_argument("--grammar", type=int, default=0, help="mutants of the grammar in the sample")
    parser.add_argument("--code", type=int, default=0, help="mutants of the code in the sample")
    parser.add_argument("--rules", action="store_true", help="all alternatives of rules, in place of a sample")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (default: 1)")
    parser.add_argument("--share", default="1/1", help="which share of the sample to try, as 1/4")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants at once (default: 1)")
    parser.add_argument("--minutes", type=float, default=600, help="begin no other mutant after that; 0: try none")
    parser.add_argument("--results", type=Path, default=ROOT / ".benchmarks" / "mutation.jsonl", help="a file of JSON")
    parser.add_argument("--again", action="store_true", help="try the survivors again")
    parser.add_argument("--equivalence", type=int, default=0, help="texts to compare the grammar's survivors on")
    parser.add_argument("--named", action="store_true", help="try those of named.py, and no others")
    parser.add_argument("--write", action="store_true", help="write docs/mutation.md")
    return parser.parse_args(arguments)


def _try_named() -> int:
    """Try the mutants that have names. The exit status: 1 where one survives."""
    alive = 0
    with copy_of(ROOT) as copy:
        for name, mutant in sorted(named(ROOT).items(), key=lambda item: not item[1].is_grammar):
            trial = copy.trial(mutant)
            alive += trial.outcome != "killed"
            print(f"{trial.outcome:8} {name}: {trial.by}", flush=True)
    print(f"{len(NAMED) - alive} of {len(NAMED)} are killed")
    return int(alive > 0)


def _is_of_a_rule(mutant: Mutant) -> bool:
    """Whether an alternative of a rule is gone, and not one of a terminal."""
    source = (ROOT / mutant.file).read_text("utf-8")
    return mutant.edit.operator == "alternative" and not definition_at(source, mutant.edit.start).isupper()


def _is_open(mutant: Mutant, results: Results, again: bool) -> bool:
    trial = results.trials.get(mutant.key)
    return trial is None or (again and trial.outcome == "survived")


def _try(mutants: Sequence[Mutant], results: Results, jobs: int, end: float) -> None:
    """Try the mutants, several at once."""
    with ExitStack() as stack:
        copies: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        kills = Counter(trial.by for trial in results.trials.values())
        for _ in range(jobs):
            copy = stack.enter_context(copy_of(ROOT))
            copy.kills = kills
            copies.put(copy)

        def tried(mutant: Mutant) -> Trial | None:
            if time.monotonic() > end:
                return None
            copy = copies.get()
            try:
                return copy.trial(mutant)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            running = {pool.submit(tried, mutant): mutant for mutant in mutants}
            for done in as_completed(running):
                mutant, trial = running[done], done.result()
                if trial is not None:
                    kills[trial.by] += 1
                    results.add_trial(mutant, trial)
                    place = mutant.place((ROOT / mutant.file).read_text("utf-8"))
                    print(
                        f"{trial.outcome:8} {trial.seconds:5} s  {place} {mutant.edit.operator} {trial.by}", flush=True
                    )


def _compare(mutants: Sequence[Mutant], results: Results, texts: int, jobs: int, end: float) -> None:
    """Compare the survivors of the grammar that were not compared on as many texts."""

    def is_open(mutant: Mutant) -> bool:
        trial, evidence = results.trials.get(mutant.key), results.evidence.get(mutant.key)
        if not mutant.is_grammar or trial is None or trial.outcome != "survived":
            return False
        return evidence is None or (evidence.difference is None and evidence.texts < texts)

    todo = [mutant for mutant in mutants if is_open(mutant)]
    if not todo:
        return
    with copy_of(ROOT) as copy:
        comparison = Comparison(copy)
        for mutant in todo:
            if time.monotonic() > end:
                return
            evidence = comparison.of(mutant, texts)
            results.add_evidence(mutant, evidence)
            place = mutant.place((ROOT / mutant.file).read_text("utf-8"))
            print(
                f"{place} {mutant.edit.operator}: {evidence.difference or f'no difference in {texts} texts'}",
                flush=True,
            )


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was begun is ended, the copies are removed
    raise SystemExit(main())
