"""How work grows with the text, in instructions: `python -m benchmarks.growth [FAMILY...]`, with valgrind installed.

Each hostile family is read at n and at 2n: texts by `parse_all` and `parse`, pages of HTML by `parse_html`. One table is
printed; the exit status is 1 where 2n costs `LIMIT` times n or more.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

from benchmarks import html_growth
from benchmarks.counting import Cold, Runs, count
from benchmarks.families import FAMILIES, PAGES
from reviewparse import ReviewParseError, parse, parse_all, parse_html

__all__ = ["ALL", "LIMIT", "measure", "read", "runs"]

LIMIT: Final = 2.5
SIZE: Final = 5_000
"""About how many characters n is."""

ALL: Final[dict[str, Callable[[int], str | bytes]]] = {
    **FAMILIES,
    **PAGES,
    **{f"HTML: {name}": make for name, make in html_growth.FAMILIES.items()},
}


def read(text: str | bytes) -> None:
    """Read a text in each way, or a page of HTML."""
    if isinstance(text, bytes) or text.startswith("<html>"):
        html_growth.read(text if isinstance(text, bytes) else text.encode())
        with suppress(ReviewParseError):
            parse_html(text)
        return
    for _ in parse_all(text):
        pass
    for strict in (False, True):
        with suppress(ReviewParseError):
            parse(text, strict=strict)


def runs(*names: str) -> Runs:
    """Each of the families at n and at 2n; what is made at first use is there."""
    for name in names:
        read(ALL[name](500))
    return {f"{name}: {size}": Cold(partial(read, ALL[name](size))) for name in names for size in (SIZE, 2 * SIZE)}


def measure(names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The instructions of each family at n and at 2n. Raises `FileNotFoundError` where valgrind is not installed."""
    counts = count("benchmarks.growth:runs", *names)
    return {
        name: (counts[f"{name}: {SIZE}"].instructions, counts[f"{name}: {2 * SIZE}"].instructions) for name in names
    }


def main(names: Sequence[str]) -> int:
    """Count, print the table; the exit status."""
    print(f"{'family':42} {'n':>14} {'2n':>14} {'ratio':>6}")
    worst = 0.0
    for name, (once, twice) in measure(names or tuple(ALL)).items():
        worst = max(worst, twice / once)
        print(f"{name:42} {once:14,} {twice:14,} {twice / once:6.2f}{' <--' if twice / once >= LIMIT else ''}")
    return int(worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
