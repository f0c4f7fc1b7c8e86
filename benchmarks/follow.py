"""What is done with a page after it was read, as a multiple of reading it, in instructions: `python -m benchmarks.follow`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final, NamedTuple

from benchmarks.counting import Runs, count
from benchmarks.texts import usual
from reviewparse import ReviewPage, aggregate, parse, render, rows, score_bounds, validate
from reviewparse.serialization import dump_lines, load_lines

__all__ = ["STEPS", "all_runs", "ratios", "runs"]

PAGES: Final = 20
"""How many pages are aggregated at once."""


class Step(NamedTuple):
    """What is done with a page, to how many at once, and what one may cost as a multiple of `parse`."""

    run: Callable[[ReviewPage, str], object]
    goal: float
    pages: int = 1


def _bounds(page: ReviewPage, _: str) -> None:
    for section in page.sections:
        score_bounds(section)


@cache
def _written(text: str) -> str:
    return next(dump_lines([parse(text)]))


# JSON is written and read as lines are.
STEPS: Final[Mapping[str, Step]] = {
    "validate": Step(lambda page, _: validate(page), 0.35),
    "score_bounds": Step(_bounds, 0.35),
    "rows": Step(lambda page, _: rows(page), 0.3),
    "JSON, written": Step(lambda page, _: next(dump_lines([page])), 0.8),
    "JSON, read": Step(lambda _, text: next(load_lines([_written(text)])), 0.8),
    "render": Step(lambda page, _: render(page), 1.0),
    "aggregate": Step(lambda page, _: aggregate([page] * PAGES), 0.35, PAGES),
}


def runs(name: str, text: str) -> Runs:
    """`parse` of a text, and each of `STEPS` with a page that has just been read."""
    steps = {f"{step}: {name}": partial(_read_and, step, text) for step in STEPS}
    return {f"parse: {name}": partial(parse, text), **steps}


def _read_and(step: str, text: str) -> object:
    return STEPS[step].run(parse(text), text)


def all_runs() -> Runs:
    """The `runs` of all texts."""
    return {name: run for sample in usual() for name, run in runs(sample.name, sample.text).items()}


def ratios() -> dict[str, dict[str, float]]:
    """For each text what each of `STEPS` costs, as a multiple of `parse`. `FileNotFoundError` without valgrind."""
    counts = {name: found.instructions for name, found in count("benchmarks.follow:all_runs").items()}
    found = {}
    for sample in usual():
        reading = counts[f"parse: {sample.name}"]
        both = {step: counts[f"{step}: {sample.name}"] for step in STEPS}
        found[sample.name] = {step: (both[step] - reading) / reading / of.pages for step, of in STEPS.items()}
    return found


if __name__ == "__main__":
    for text, of_text in ratios().items():
        print(f"{text:26}", *(f"{step} {ratio:5.2f}" for step, ratio in of_text.items()))
