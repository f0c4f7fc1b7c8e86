"""Memory: what a parse needs at its peak and what its records keep, and a file of any size read page by page.

`python -m benchmarks.memory` prints what texts take that are made to take much, in bytes for each of their characters.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.counting import WARM
from benchmarks.texts import Sample, many_pages
from reviewparse import ReviewError, parse, parse_all, validate

__all__ = ["HOSTILE", "of_a_file", "of_a_text", "peak"]

MEGABYTE: Final = 1 << 20
SIZE: Final = 200_000
HEAD: Final = "Metascore\n74\n"
CRITICS: Final = "Critic score distribution:\n  1. Positive: 1 out of 1\n"


def _lines(head: str, line: str, end: str = "") -> Callable[[int], str]:
    return lambda size: head + line * (size // len(line)) + end


def _items(text: str) -> Callable[[int], str]:
    return lambda size: CRITICS + "".join(f"  {n}. {text}\n" for n in range(1, size // (len(text) + 8)))


HOSTILE: Final[dict[str, Callable[[int], str]]] = {
    "no page: lines of one letter": _lines("", "x\n"),
    "lines of one letter": _lines(HEAD, "x\n"),
    "lines of one letter, each below a blank one": _lines(HEAD, "\nx\n"),
    "lines of one letter outside the basic plane": _lines(HEAD, "\N{CRAB}\n"),
    "lines of 27 letters": _lines(HEAD, "The pier is long and foggy.\n"),
    "a review of lines of one letter": _lines(CRITICS + "  1. A Paper\n    80\n", "    x\n"),
    "a review of one long line": _lines(CRITICS + "  1. A Paper\n    80\n    ", "word ", "\n"),
    "reviews of one letter": _items("x"),
    "reviews of one sentence": _items("The pier is long and foggy, and nobody who walks it is in any hurry."),
    "reviews with one number": _lines(CRITICS, "  2. x\n"),
    "heads, over and over": _lines("", "User Score\nMetascore\n", HEAD),
}
"""Texts of about `size` characters that take much memory, by name."""
STREAM: Final = """\
import resource, sys
import reviewparse
from reviewparse import samples
reviewparse.parse(samples.read("lantern-keepers"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], encoding="utf-8") as file:
    pages = sum(1 for _ in reviewparse.parse_all(file))
print(pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def of_a_text(sample: Sample) -> tuple[float, float]:
    """Bytes at the peak of reading a sample, and bytes that its records keep, both for each byte of its text."""
    size = len(sample.text.encode())
    for _ in range(WARM):  # what is compiled is of no one text
        list(parse_all(sample.text))
    tracemalloc.start()
    try:
        pages = list(parse_all(sample.text))
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert pages
    return peak / size, kept / size


def peak(run: Callable[[], object]) -> int:
    """The most bytes that are taken at once; a `ReviewError` ends the run like any result."""
    tracemalloc.start()
    try:
        with suppress(ReviewError):
            run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def main() -> None:
    """Print the table: for each text the peaks of `parse` and `validate`, the page that `validate` has not counted."""
    print(f"{'text':46} {'parse':>6} {'validate':>9}")
    for name, make in HOSTILE.items():
        for _ in range(WARM):
            with suppress(ReviewError):
                validate(parse(make(2000)))  # what is compiled
        text = make(SIZE)
        parsed = peak(partial(parse, text)) / len(text)
        checked = ""
        with suppress(ReviewError):
            checked = f"{peak(partial(validate, parse(text))) / len(text):.1f}"
        print(f"{name:46} {parsed:6.1f} {checked:>9}")


def of_a_file(megabytes: int) -> tuple[int, float]:
    """Pages read from a file of that size, and the megabytes that it took more than reading one small page."""
    text = many_pages(MEGABYTE, html=False).text + "\f\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.txt"
        with path.open("w", encoding="utf-8") as file:
            for _ in range(megabytes):
                file.write(text)
        run = subprocess.run([sys.executable, "-c", STREAM, str(path)], check=True, capture_output=True, text=True)
    pages, kilobytes = map(int, run.stdout.split())
    return pages, kilobytes / 1024


if __name__ == "__main__":
    main()
