"""How work grows with the text, in instructions: `python -m benchmarks.growth [FAMILY...]`, with valgrind installed.

Each hostile family is read at n and at 2n under valgrind's callgrind, which counts the instructions that the machine
executes and so does not depend on how busy it is. One table is printed; the exit status is 1 where 2n costs `LIMIT`
times n or more. Building the parser is not counted.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from reviewparse import ReviewParseError, parse, parse_all

__all__ = ["FAMILIES", "LIMIT", "read"]

LIMIT: Final = 2.5
SIZE: Final = 5_000
"""About how many characters n is."""

MARK: Final = "getppid"
"""A function of the C library that nothing else calls: callgrind writes its counts down each time it is entered."""

CRITICS: Final = "Critic score distribution:\n  1. "
USERS: Final = "User score distribution:\n  1. "
PAGE: Final = "Metascore\n80\nCritic score distribution:\n  1. Positive: 1 out of 1\n  1. A Paper\n    80\n    Good.\n"


def _lines(line: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """A family: one line, or a few, over and over."""
    return lambda size: head + line * (size // len(line)) + tail


FAMILIES: Final[dict[str, Callable[[int], str]]] = {
    "digits": _lines("7"),
    "spaces": _lines(" ", "x", "x"),
    "no-break spaces": _lines("\N{NO-BREAK SPACE}", tail="x"),
    "one line": _lines("word "),
    "numbers on one line": _lines("1. "),
    "numbered items": _lines("  2. x\n", CRITICS + "x\n"),
    "numbers in an item": _lines("    1. x\n", USERS + "x\n"),
    "empty items": _lines("  1.\n", "Critic score distribution:\n"),
    "long item": _lines("    Another line of the text.\n", USERS + "x\n"),
    "long item, deep": _lines("       Another line of the text.\n", "User score distribution:\n    1. x\n"),
    "long text": _lines("word ", USERS),
    "wrapped text": _lines("    and on and on and on and on and on and on and on and on\n", USERS + "x\n"),
    "wrapped items": _lines("  • on and on and on and on and on and on and on and\n    on\n", USERS + "x\n"),
    "wrapped, wide letters": _lines("漢" * 39 + "\n", USERS + "x\n"),
    "brackets": _lines("[", CRITICS + "x "),
    "citations": _lines("[May 2003, p.1] ", CRITICS + "x ", "x\n"),
    "open citations": _lines("[May", CRITICS + "x "),
    "citation lines": _lines("    [May 2003, p.1]\n", CRITICS + "x\n"),
    "ellipses": _lines("… ", USERS + "x"),
    "ellipses and Expand": _lines("… Expand ", USERS, "x\n"),
    "Expand lines": _lines("    … Expand\n", USERS + "x\n"),
    "doubled head": _lines("a", USERS, " Expand\n"),
    "doubled heads": _lines("  2. " + "a" * 400 + " Expand\n", USERS + "x\n"),
    "actions": _lines("    Read full review\n", CRITICS + "x\n"),
    "actions, then text": _lines("    Read full review\n    x\n", CRITICS + "x\n"),
    "authors": _lines("    Reviewed by: Ann Example\n", CRITICS + "A Paper\n"),
    "helpful": _lines("    1 of 2 users found this helpful\n", USERS + "x\n"),
    "helpful, tabs": _lines("\t", USERS + "x\n    1 of 2 users found this helpful", "x\n"),
    "dates": _lines("    Oct 7, 2014\n", USERS + "x\n"),
    "dates on one line": _lines("Oct 7, 2014 ", "USER REVIEWS\n5\n", "x\n"),
    "scores": _lines("    80\n", CRITICS + "x\n"),
    "labels": _lines("    New Label: x\n", CRITICS + "A Paper\n", "    80\n"),
    "blank lines": _lines("\n", "x\n", "x\n"),
    "blank lines in an item": _lines("    \n", USERS + "x\n", "    y\n"),
    "paragraphs": _lines("\n\n    x\n", USERS + "x\n"),
    "dated scores": _lines("Oct 7, 2026\n80\n"),
    "dates of a list": _lines("Oct 7, 2026\n", "Showing 49 Critic Reviews\n"),
    "cards": _lines("Oct 7, 2026\n80\nA Paper\nGood, and long enough.\n"),
    "cards, one line short": _lines("Oct 7, 2026\n80\nGood, and long enough.\n"),
    "card without an end": _lines("Fog.\n", "Oct 7, 2026\n80\nA Paper\n"),
    "card with an end": _lines("Fog.\n", "Oct 7, 2026\n80\nA Paper\n", "Report\n"),
    "cards and links": _lines("Oct 7, 2026\n8\nFog.\nSee All 5 User Reviews\n", "86% Positive\n6 Ratings\n"),
    "footers": _lines("By A Fog FULL REVIEW\n", "Showing 49 Critic Reviews\n"),
    "heads without a verdict": _lines("User score\nMetascore\n"),
    "per cents": _lines("96% Positive\n43 Reviews\n"),
    "counts below a head": _lines("positive\n43(96%)\n", "90\nMetascore\n"),
    "headings": _lines("Metascore\n"),
    "distributions": _lines("Score distribution:\n"),
    "verdicts": _lines("Universal acclaim\n"),
    "verdicts and blank lines": _lines("No score yet" + "\n" * 50),
    "later items": _lines("  1. x\n", CRITICS + "x\nSee all 13 Critic Reviews\n"),
    "L2: scores": _lines("5\n", "USER REVIEWS\n"),
    "L2: scores and dates": _lines("5\nOct 7, 2014\n", "USER REVIEWS\n"),
    "L2: scores and blank lines": _lines("5\n\n\n", "USER REVIEWS\n"),
    "L2: one long review": _lines("word\n", "USER REVIEWS\n5\nAnn Oct 7, 2014\n"),
    "L2: reviews": _lines("90\nA Paper\nGood. Read full review\n", "CRITIC REVIEWS\n"),
    "L2: helpful": _lines("5\nAnn Oct 7, 2014\nGood.\n1 of 2 users found this helpful\n", "USER REVIEWS\n"),
    "L2: brackets": _lines("[x] ", "CRITIC REVIEWS\n90\nA Paper\n", "Read full review\n"),
    "L2: tabs": _lines("\t", "CRITIC REVIEWS\n90\nA Paper", "x\nGood.\n"),
    "pages": _lines(PAGE),
    "form feeds": _lines("\f\n"),
    "form feeds on one line": _lines("\f", tail="x"),
    "pages and form feeds": _lines(PAGE + "\f\n"),
}
"""Texts of about `size` characters that a reader could lose itself in, by name."""


def read(text: str) -> None:
    """Read a text in each way."""
    for _ in parse_all(text):
        pass
    for strict in (False, True):
        with suppress(ReviewParseError):
            parse(text, strict=strict)


# --- counting --------------------------------------------------------------------------------------------------------


def _child(names: list[str]) -> None:
    """What runs under callgrind: a mark before and after each text."""
    for name in names:
        texts = [FAMILIES[name](size) for size in (SIZE, 2 * SIZE)]
        read(FAMILIES[name](500))  # what is compiled when it is met for the first time
        for text in texts:
            os.getppid()
            read(text)
            os.getppid()


def _counts(names: list[str]) -> Iterator[int]:
    """How many instructions were executed between the marks."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "counts"
        command = ["valgrind", "--tool=callgrind", f"--dump-before={MARK}", f"--callgrind-out-file={out}"]
        subprocess.run(
            [*command, sys.executable, "-m", "benchmarks.growth", "--child", *names],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )
        for number in range(2, 4 * len(names) + 1, 2):
            found = re.search(r"^(?:totals|summary): (\d+)", Path(f"{out}.{number}").read_text("utf-8"), re.MULTILINE)
            assert found, f"callgrind wrote no total into part {number}"
            yield int(found[1])


def main(arguments: list[str]) -> int:
    """Count, print the table; the exit status."""
    if arguments[:1] == ["--child"]:
        _child(arguments[1:])
        return 0
    names = arguments or list(FAMILIES)
    counts = list(_counts(names))
    print(f"{'family':28} {'n':>14} {'2n':>14} {'ratio':>6}")
    worst = 0.0
    for name, once, twice in zip(names, counts[::2], counts[1::2], strict=True):
        worst = max(worst, twice / once)
        print(f"{name:28} {once:14,} {twice:14,} {twice / once:6.2f}")
    return int(worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
