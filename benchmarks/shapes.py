"""What an item costs by its shape: `python -m benchmarks.shapes [--instructions]`.

Each text is a list of one shape of review over and over, and every item of a column has the same length. So no shape
should cost much more than another. Printed are nanoseconds a character, or instructions a character (counted by
valgrind, which a busy machine cannot mislead), and how many times as much as the cheapest shape of the column.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from benchmarks.counting import count, marked
from benchmarks.facts import sentences
from benchmarks.printing import LYNX, RESILIPARSE, W3M, Dialect, item
from benchmarks.timing import medians
from reviewparse import parse

__all__ = ["LENGTHS", "SHAPES", "text_of"]

LENGTHS: Final = (300, 2_000)
"""Characters of an item: about as many as a critic's review has, and as a user's long one."""

SIZE: Final = 60_000
"""About how many characters a text has that is timed."""

COUNTED: Final = 12_000
"""The same where instructions are counted, which takes some 50 times as long."""

DATE: Final = "Oct 7, 2014"
AUTHOR: Final = "Reviewed by:\N{NO-BREAK SPACE} Ann Example"
LINKS: Final = ("All this publication's reviews", "All this critic's reviews", "Read full review")
VOTES: Final = "12 of 15 users found this helpful"

Shape = Callable[[int, int], str]
"""A shape: the text of its item of a number, of exactly that many characters."""


def _l1(
    dialect: Dialect, *above: str, below: Iterable[str] = (), end: str = "", halves: int = 1, twice: bool = False
) -> Shape:
    """An item of layout L1: lines above its text and below; the text may be in paragraphs, or be printed twice."""

    def make(number: int, length: int) -> str:
        def printed(text: str) -> str:
            size = len(text) // halves
            parts = [text[size * n : size * (n + 1) if n + 1 < halves else None].strip() for n in range(halves)]
            shown = "\n\n".join(parts)
            shown = shown[: len(shown) // 3] + shown if twice else shown
            lines = [*above, *(shown + end).split("\n"), *(f"{dialect.bullet}{line}" for line in below)]
            lines += ["… Expand"] if twice else []
            return "\n".join(item(number, lines, dialect)) + "\n"

        return _filled(printed, number, length)

    return make


def _l2(*above: str, end: str) -> Shape:
    """An item of layout L2."""

    def make(number: int, length: int) -> str:
        return _filled(lambda text: "\n".join([*above, text + end]) + "\n", number, length)

    return make


def _filled(printed: Callable[[str], str], number: int, length: int) -> str:
    """An item whose text is as long as makes it that length."""
    size = length
    for _ in range(4):  # a text printed twice grows by more than a character for each
        size += length - len(printed(sentences(number, size)))
    return printed(sentences(number, size))


CRITICS: Final = "Critic score distribution:\n"
USERS: Final = "User score distribution:\n"
FULL: Final = ("Harbor Ledger", AUTHOR, DATE, "80")
USER: Final = ("kimfog", DATE, "8")

SHAPES: Final[Mapping[str, tuple[str, Shape]]] = {
    "text": (CRITICS, _l1(RESILIPARSE)),
    "text, print source": (CRITICS, _l1(RESILIPARSE, end=" [12 June 1997, p. B5]")),
    "author, text": (CRITICS, _l1(RESILIPARSE, AUTHOR)),
    "score, text": (CRITICS, _l1(RESILIPARSE, "80")),
    "publication, score, text": (CRITICS, _l1(RESILIPARSE, "Harbor Ledger", "80")),
    "all fields": (CRITICS, _l1(RESILIPARSE, *FULL, end=" [12 June 1997, p. B5]")),
    "all fields, links": (CRITICS, _l1(RESILIPARSE, *FULL, below=LINKS)),
    "all fields, links, w3m": (CRITICS, _l1(W3M, *FULL, below=LINKS)),
    "all fields, links, lynx": (CRITICS, _l1(LYNX, *FULL, below=LINKS)),
    "all fields, w3m, wrapped": (CRITICS, _l1(W3M._replace(width=79), *FULL)),
    "user: date, text": (USERS, _l1(RESILIPARSE, DATE, end=" Full Review »")),
    "user: all fields": (USERS, _l1(RESILIPARSE, *USER, below=(VOTES,))),
    "user: paragraphs": (USERS, _l1(RESILIPARSE, *USER, halves=3)),
    "user: printed twice": (USERS, _l1(RESILIPARSE, *USER, twice=True)),
    "user: all fields, w3m": (USERS, _l1(W3M, *USER, below=(VOTES,))),
    "user: all fields, lynx": (USERS, _l1(LYNX, *USER, below=(VOTES,))),
    "L2: critics": ("CRITIC REVIEWS\n", _l2("80", f"Harbor LedgerAnn Example{DATE}", end=" Read full review")),
    "L2: users": ("USER REVIEWS\n", _l2("8", f"kimfog{DATE}", end=f"\n{VOTES}123")),
}
"""What stands above a list, and the shape of its items, by name."""


def text_of(name: str, length: int, size: int = SIZE) -> str:
    """A list of items of that shape and length, of about `size` characters."""
    head, shape = SHAPES[name]
    return head + "".join(shape(number, length) for number in range(1, size // length + 1))


# --- measuring -------------------------------------------------------------------------------------------------------

Costs = Mapping[int, Mapping[str, float]]
"""What a character costs, by the items' length and shape."""


def in_seconds(rounds: int) -> Costs:
    """Nanoseconds a character, the median of that many rounds."""
    found = {}
    for length in LENGTHS:
        texts = {name: text_of(name, length) for name in SHAPES}
        times = medians({name: partial(parse, text) for name, text in texts.items()}, rounds=rounds, budget=2.0)
        found[length] = {name: times[name] / len(text) * 1e9 for name, text in texts.items()}
    return found


def in_instructions() -> Costs:
    """Instructions a character. Raises `FileNotFoundError` where valgrind is not installed."""
    runs = [(length, name, len(text_of(name, length, COUNTED))) for length in LENGTHS for name in SHAPES]
    counts = count(["-m", "benchmarks.shapes", "--child"], len(runs))
    found: dict[int, dict[str, float]] = {length: {} for length in LENGTHS}
    for (length, name, size), instructions in zip(runs, counts, strict=True):
        found[length][name] = instructions / size
    return found


def _child() -> None:
    """What runs under callgrind: each text once, after what is compiled at first use."""
    for length in LENGTHS:
        for name in SHAPES:
            text = text_of(name, length, COUNTED)
            parse(text)
            with marked():
                parse(text)


def rows(costs: Costs) -> list[list[str]]:
    """The table's rows: for each length, what a character costs, and how many times as much as the cheapest shape."""
    least = {length: min(of.values()) for length, of in costs.items()}
    return [
        [name, *(cell for n in LENGTHS for cell in (f"{costs[n][name]:.3g}", f"{costs[n][name] / least[n]:.2f}"))]
        for name in SHAPES
    ]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.shapes", description=__doc__)
    arguments.add_argument("--instructions", action="store_true", help="count instructions, with valgrind")
    arguments.add_argument("--rounds", type=int, default=21)
    arguments.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.child:
        _child()
        return
    unit = "instructions" if given.instructions else "ns"
    head = ["Shape", *(cell for n in LENGTHS for cell in (f"{unit} a character, items of {n:,}", "×"))]
    print("| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|", sep="\n")
    for row in rows(in_instructions() if given.instructions else in_seconds(given.rounds)):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
