"""How many texts that are no review page are taken for one.

    python -m conformance.none FOLDER... [--most N]

Reads the texts below the folders: documentation, changelogs, sources, pages of other sites. None of them is a review
page, so `parse` must find none in any of them, and `sniff` must say the same. It prints how many texts were read, and
how many of them have a numbered list, or a line that begins or ends in a date, which is what reviews are told by. The
exit status is 0 only where no page was found.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from reviewparse import ReviewParseError, parse, sniff

__all__ = ["Count", "count", "main", "texts"]

LARGEST: Final = 1 << 20
"""Of a file, no more bytes than this are read."""

NUMBERED: Final = re.compile(r"^[^\S\n]{0,4}1\.[^\S\n]+\S.*\n(?:.*\n){0,20}?[^\S\n]{0,4}2\.[^\S\n]+\S", re.MULTILINE)
DATED: Final = re.compile(
    r"^.*\b(?:[A-Z][a-z][a-z] [0-9]{1,2}, [0-9]{4}|[0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\b",
    re.MULTILINE,
)


class Count(NamedTuple):
    """How many texts were read, and in which of them a page was found."""

    read: int
    numbered: int
    dated: int
    found: tuple[Path, ...]

    def __str__(self) -> str:
        return (
            f"{self.read} texts, {self.numbered} with a numbered list, {self.dated} with dates: "
            f"{len(self.found)} taken for a review page"
        )


def texts(folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file below the folders that is a text, with its text. Links are not followed; a gzipped file is unpacked."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            try:
                with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                    given = file.read(LARGEST)
            except (OSError, EOFError):
                continue
            if given and b"\0" not in given[:4096]:
                yield path, given.decode("utf-8", "replace")


def count(some: Iterable[tuple[Path, str]]) -> Count:
    """Read texts that are no review page."""
    read = numbered = dated = 0
    found = []
    for path, text in some:
        read += 1
        numbered += NUMBERED.search(text) is not None
        dated += DATED.search(text) is not None
        if sniff(text) or _has_page(text):
            found.append(path)
    return Count(read, numbered, dated, tuple(found))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read folders, print the counts; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m conformance.none", description="Look for pages where none is.")
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--most", type=int, help="read no more texts than this")
    options = parser.parse_args(arguments)
    some = texts(options.folder)
    counted = count(
        some if options.most is None else (text for text, _ in zip(some, range(options.most), strict=False))
    )
    for path in counted.found:
        print(path)
    print(counted)
    return int(bool(counted.found))


def _has_page(text: str) -> bool:
    try:
        return parse(text).sections != ()
    except ReviewParseError as error:
        return error.code == "several-pages"


if __name__ == "__main__":
    sys.exit(main())
