"""What an item costs by its shape, in instructions: `python -m benchmarks.shapes`, with valgrind installed.

Each text is a list of one shape of review over and over, and every item of a column has the same length. So no shape
should cost much more than another. Printed are instructions a character, and how many times as many they are as those of
the cheapest shape of the column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from benchmarks.counting import Runs, count
from benchmarks.facts import sentences
from benchmarks.printing import LYNX, RESILIPARSE, W3M, Dialect, item
from reviewparse import parse

__all__ = ["GOAL", "LENGTHS", "SHAPES", "in_instructions", "ratios", "runs", "text_of"]

LENGTHS: Final = (300, 2_000)
"""Characters of an item: about as many as a critic's review has, and as a user's long one."""

GOAL: Final = 2.0
"""How many times as much as the cheapest shape one may cost."""

SIZE: Final = 12_000
"""About how many characters a text has."""

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


def _unnumbered(*above: str, end: str) -> Shape:
    """An item of layout L2 or L3, whose lines begin at the margin."""

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
L3_CRITICS: Final = "Metascore\nUniversal Acclaim\nBased on 45 Critic Reviews\n90\nShowing 45 Critic Reviews\n"
L3_USERS: Final = "User score\nUniversal Acclaim\nBased on 45 User Ratings\n8.9\nShowing 45 User Reviews\n"
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
    "all fields, lynx, wrapped": (CRITICS, _l1(LYNX._replace(width=79), *FULL)),
    "all fields, no head": ("", _l1(RESILIPARSE, *FULL)),
    "user: date, text": (USERS, _l1(RESILIPARSE, DATE, end=" Full Review »")),
    "user: all fields": (USERS, _l1(RESILIPARSE, *USER, below=(VOTES,))),
    "user: paragraphs": (USERS, _l1(RESILIPARSE, *USER, halves=3)),
    "user: printed twice": (USERS, _l1(RESILIPARSE, *USER, twice=True)),
    "user: all fields, w3m": (USERS, _l1(W3M, *USER, below=(VOTES,))),
    "user: all fields, lynx": (USERS, _l1(LYNX, *USER, below=(VOTES,))),
    "user: all fields, w3m, wrapped": (USERS, _l1(W3M._replace(width=79), *USER, below=(VOTES,))),
    "L2: critics": ("CRITIC REVIEWS\n", _unnumbered("80", f"Harbor LedgerAnn Example{DATE}", end=" Read full review")),
    "L2: users": ("USER REVIEWS\n", _unnumbered("8", f"kimfog{DATE}", end=f"\n{VOTES}123")),
    "L3: critics": (L3_CRITICS, _unnumbered(DATE, "80", "Harbor Ledger", end="\nBy Ann Example FULL REVIEW")),
    "L3: critics, no footer": (L3_CRITICS, _unnumbered(DATE, "80", "Harbor Ledger", end="")),
    "L3: users": (L3_USERS, _unnumbered(DATE, "8", "kimfog", end="\nReport")),
    "L3: users, no footer": (L3_USERS, _unnumbered(DATE, "8", "kimfog", end="")),
}
"""What stands above a list, and the shape of its items, by name."""


def text_of(name: str, length: int, size: int = SIZE) -> str:
    """A list of items of that shape and length, of about `size` characters."""
    head, shape = SHAPES[name]
    return head + "".join(shape(number, length) for number in range(1, size // length + 1))


# --- measuring -------------------------------------------------------------------------------------------------------

Costs = Mapping[int, Mapping[str, float]]
"""What a character costs, by the items' length and shape."""


def runs() -> Runs:
    """`parse` of each shape in each length."""
    return {f"{name}: {length}": partial(parse, text_of(name, length)) for length in LENGTHS for name in SHAPES}


def in_instructions() -> Costs:
    """Instructions a character. Raises `FileNotFoundError` where valgrind is not installed."""
    counts = count("benchmarks.shapes:runs")
    return {
        length: {name: counts[f"{name}: {length}"].instructions / len(text_of(name, length)) for name in SHAPES}
        for length in LENGTHS
    }


def ratios(costs: Costs) -> dict[int, dict[str, float]]:
    """How many times as much each shape costs as the cheapest of its length."""
    return {length: {name: each / min(of.values()) for name, each in of.items()} for length, of in costs.items()}


def main() -> None:
    """Count and print."""
    costs = in_instructions()
    times = ratios(costs)
    for name in SHAPES:
        print(f"{name:30}", *(f"{costs[length][name]:8.1f} {times[length][name]:6.2f}" for length in LENGTHS))


if __name__ == "__main__":
    main()
