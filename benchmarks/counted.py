"""The sections of `docs/benchmarks.md` that count instructions, with valgrind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks import follow, growth, limit, shapes
from benchmarks.page import goal, table

__all__ = ["after_reading", "by_shape", "hostile_growth", "near_the_limit"]

LIMIT: Final = """\
How many instructions `parse` executes for a byte of the text. *By hand* are the regular expressions that a scraper's author
would write for the one extractor and layout of the text, to the same records; *copying* is a copy of the text's bytes.

"""
PARTS: Final = """
Of these instructions, the regular expression engine of Python takes a part, which is written in C. Before a text is read,
what its extractor did is *undone*: wrapped lines, numbers of links, Markdown, margins. Then the grammar's *blocks* are
found; the records take what is left.

"""
WHY: Final = """
What is not the engine is Python itself, which runs the library's code, searches strings and makes the records. `parse`
does more than the expressions by hand. Before it takes a field, it looks whether the lines below agree (a line is a
publication only if a date, a score or an author follows), so that no line of a changed page becomes a wrong value. It
allows for the margins, blank lines and marks of six extractors. And it keeps each line that it did not understand, with
its number.

Tried and not kept, with the change of the count of *25 reviews*: one look for brackets instead of two (-1.4 %), a plain
line that may begin as a link does (-0.1 %), one table of forms by first letters for all states (+0.5 %), the places of
brackets instead of two searches (-1 %, but citations +2.6 %). A wrapped text is measured line by line, in Python, before
it is joined; after that, to read an item costs as much as if it had not been wrapped.
"""
ALONE: Final = """\
If all but the engine cost nothing, `parse` would still execute {:.2f} to {:.2f} × what the expressions by hand do in all.
"""


def near_the_limit() -> str:
    """What a byte costs, and how much of it could be saved."""
    found = limit.measure()
    rows = [
        [name, f"{of.each:,.0f}", "" if of.by_hand is None else f"{of.by_hand:.2f}", f"{of.copying:,.0f}"]
        for name, of in found.items()
    ]
    parts = [
        [name, *("" if share is None else f"{100 * share:.0f} %" for share in (of.engine, of.undoing, of.blocks))]
        for name, of in found.items()
    ]
    alone = [of.engine * of.by_hand for of in found.values() if of.engine is not None and of.by_hand is not None]
    by_hand = {name: of.by_hand for name, of in found.items() if of.by_hand is not None}
    least = {name: of.smallest for name, of in found.items() if of.smallest is not None}
    return "\n".join(
        (
            "## The limit\n\n" + LIMIT + table(["Text", "a byte", "× by hand", "× copying"], rows),
            PARTS.lstrip() + table(["Text", "engine", "undone", "blocks"], parts) + WHY,
            *([ALONE.format(min(alone), max(alone))] if alone else []),
            goal("`parse` should execute {} × the instructions of the expressions by hand", 1.0, by_hand),
            goal("`parse` should execute {} × those of the least patterns that give tuples", 1.8, least),
        )
    )


def by_shape() -> str:
    """What a character costs, by the shape of the item that it stands in."""
    costs = shapes.in_instructions()
    times = shapes.ratios(costs)
    rows = [
        [name, *(cell for n in shapes.LENGTHS for cell in (f"{costs[n][name]:.0f}", f"{times[n][name]:.2f}"))]
        for name in shapes.SHAPES
    ]
    head = ["Shape", *(cell for n in shapes.LENGTHS for cell in (f"items of {n:,}", "×"))]
    all_times = {f"{name}, {n:,}": times[n][name] for name in shapes.SHAPES for n in shapes.LENGTHS}
    return (
        "## Shapes of items\n\nInstructions for a character in lists of reviews of one shape, all of the same length: "
        f"{shapes.LENGTHS[0]:,} and {shapes.LENGTHS[1]:,}\ncharacters. × compares with the cheapest shape of that length, "
        "so it shows on which pages reading is slow.\n\n"
        + table(head, rows)
        + "\n"
        + goal("An item should take {} × what the cheapest of its length takes", shapes.GOAL, all_times)
    )


def after_reading() -> str:
    """What is done with a page that was read."""
    found = follow.ratios()
    steps = list(follow.STEPS)
    parts = [
        table(
            ["Text", *map(_named, some)],
            [[name, *(f"{ratios[step]:.2f}" for step in some)] for name, ratios in found.items()],
        )
        for some in (steps[:3], steps[3:])
    ]
    goals = [
        goal(
            f"{_named(step)} should take {{}} × what `parse` does",
            of.goal,
            {name: ratios[step] for name, ratios in found.items()},
        )
        for step, of in follow.STEPS.items()
    ]
    return "\n".join(
        (
            "## After reading\n\nWhat is done with a page costs this part of what `parse` of it did (in instructions).\n",
            *parts,
            *goals,
        )
    )


def _named(step: str) -> str:
    return f"`{step}`" if step.isidentifier() else step


def hostile_growth(names: Sequence[str]) -> str:
    """What twice a hostile text costs."""
    found = {name: twice / once for name, (once, twice) in growth.measure(names).items()}
    html = sum(name.startswith("HTML") for name in found)
    steepest = sorted(found, key=found.__getitem__, reverse=True)[:5]
    return (
        f"## Hostile texts\n\n{len(found)} families of hostile texts ({html} of them HTML) are read at n and at 2n "
        f"characters, n = {growth.SIZE:,}. Where time is linear,\n2n takes 2 × the instructions. These are the steepest; "
        "`python -m benchmarks.growth` prints all.\n\n"
        + table(["Family", "2n / n"], [[name, f"{found[name]:.2f}"] for name in steepest])
        + "\n"
        + goal("2n characters should take {} × what n do", growth.LIMIT, found)
    )
