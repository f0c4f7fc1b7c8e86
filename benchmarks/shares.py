"""Where the time of a parse goes, beside that of the regular expressions by hand: the steps of reading one review."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from benchmarks import handwritten
from benchmarks.texts import Sample
from benchmarks.timing import medians
from reviewparse import parse
from reviewparse.engine import Block, Form
from reviewparse.pages import PageBuilder
from reviewparse.review_grammar import engine
from reviewparse.transformer import PageTransformer

__all__ = ["STEPS", "measure"]

STEPS: Final = ("finding it", "its lines and fields", "its record", "the page around, for each review")


def measure(sample: Sample, users: bool, rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """The seconds of each of `STEPS` for one review of a page's longest list: reviewparse's, and by hand.

    The steps are run again by themselves on what they are given in a parse; what is left of a parse is the page around.
    """
    text = sample.text
    form = engine().form(f"next_{'user' if users else 'critic'}_review")
    transformer = PageTransformer(PageBuilder(text))
    build: Callable[..., None] = transformer.user_review if users else transformer.critic_review
    start = text.index("\n  2. ", text.index("Negative:", text.index("User Score" if users else "Metascore"))) + 1
    by_hand: Any = handwritten.USER if users else handwritten.CRITIC
    make: Callable[..., object] = handwritten.user if users else handwritten.critic
    ours = _found(form, text, start)
    theirs = list(iter(by_hand.scanner(text, start).match, None))
    assert len(ours) == len(theirs) > 20
    fields = [(Block(form, 1, *found), *form.texts(*found)) for found in ours]
    their_fields = [found.groups() for found in theirs]
    runs: dict[str, Callable[[], object]] = {
        "parse": partial(parse, text),
        "finding it": partial(_found, form, text, start),
        "its lines and fields": lambda: [_fields(text, form, *found) for found in ours],
        "its record": lambda: _built(build, fields),
        "parse by hand": partial(handwritten.read, text),
        "finding it by hand": lambda: list(iter(by_hand.scanner(text, start).match, None)),
        "its lines and fields by hand": lambda: [
            (found.groups(), found[0].count("\n"), found.end()) for found in theirs
        ],
        "its record by hand": lambda: [make(1, *values) for values in their_fields],
    }
    times = {name: seconds / len(ours) for name, seconds in medians(runs, rounds=rounds, budget=4.0).items()}
    return _steps(times, ""), _steps(times, " by hand")


def _found(form: Form, text: str, start: int) -> list[tuple[re.Match[str], re.Match[str]]]:
    found = []
    opens, goes_on = form.opens.match, form.rest.match
    while (opening := opens(text, start)) and (rest := goes_on(text, opening.end())):
        found.append((opening, rest))
        start = rest.end()
    return found


def _fields(text: str, form: Form, opening: re.Match[str], rest: re.Match[str]) -> object:
    return form.texts(opening, rest), text.count("\n", opening.start(), rest.end()), rest.end()


def _built(build: Callable[..., None], fields: list[tuple[Any, ...]]) -> None:
    for values in fields:
        build(*values)


def _steps(times: dict[str, float], whose: str) -> dict[str, float]:
    inner = {step: times[step + whose] for step in STEPS[:-1]}
    return inner | {STEPS[-1]: times["parse" + whose] - sum(inner.values())}
