"""How quick and how exact `sniff` is on text that is no review page: `python -m benchmarks.sniff [FOLDER...]`.

Without a folder, the text is the code and the documents of this Python and of what is installed with it. Each way is
timed over all files, several times in turn, and the medians are shown as ratios to one `str.__contains__` of a phrase.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from sysconfig import get_paths
from time import perf_counter
from typing import Final

from reviewparse import ReviewParseError, parse, sniff
from reviewparse.marks import MARKS

__all__ = ["FILES", "main"]

FILES: Final = (".py", ".md", ".rst", ".txt", ".html", ".json", ".pyi")
PHRASE: Final = "Universal acclaim"
ROUNDS: Final = 7
MOST: Final = 30_000_000
"""How many characters are read at most."""


def _texts(folders: list[Path]) -> list[str]:
    texts: list[str] = []
    size = 0
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in FILES and path.is_file() and "reviewparse" not in str(path) and size < MOST:
                texts.append(path.read_text("utf-8", "replace"))
                size += len(texts[-1])
    return texts


def _found(text: str) -> bool:
    """Whether `parse` takes a text for a page."""
    try:
        parse(text)
    except ReviewParseError as error:
        return error.code == "several-pages"
    return True


def _seconds(ways: dict[str, Callable[[str], object]], texts: list[str]) -> dict[str, float]:
    """The median time of each way, all of them in turn in each round."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begin = perf_counter()
            for text in texts:
                way(text)
            times[name].append(perf_counter() - begin)
    return {name: median(some) for name, some in times.items()}


def main(arguments: list[str]) -> int:
    """Measure and print the table; the exit status."""
    paths = get_paths()
    texts = _texts([Path(name) for name in arguments or (paths["stdlib"], paths["purelib"])])
    size = sum(map(len, texts))
    held = [text for text in texts if any(literal in text for literal in MARKS)]
    said = [text for text in texts if sniff(text)]
    ways: dict[str, Callable[[str], object]] = {
        f"{PHRASE!r} in text": lambda text: PHRASE in text,
        "sniff": sniff,
        "parse": _found,
    }
    seconds = _seconds(ways, texts)
    one = next(iter(seconds.values()))
    print(f"{len(texts):,} texts, {size:,} characters; {len(MARKS)} strings to look for: {', '.join(MARKS)}\n")
    print("| way | MB/s | times one `in` |\n|---|---|---|")
    for name, time in seconds.items():
        print(f"| `{name}` | {size / time / 1e6:,.0f} | {time / one:.1f} |")
    print(f"\nWith one of the strings: {len(held):,} texts. Taken for a page: {len(said):,}, by `parse` too:", end=" ")
    print(f"{sum(map(_found, said)):,}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
