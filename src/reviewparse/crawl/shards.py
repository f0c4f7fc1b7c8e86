"""Which files are read together: a file of many documents by itself, files of one document a thousand at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from reviewparse.errors import ReviewError, not_taken
from reviewparse.folders import files_below

__all__ = ["files_of", "grouped", "holds_many"]

TOGETHER: Final = 1000
"""How many files of one document make a shard."""
MANY: Final = (".json", ".jsonl", ".ndjson", ".parquet", ".warc", ".wet")
COMPRESSED: Final = (".gz", ".zst")


def kind_of(file: str) -> tuple[str, str]:
    """The ending of a file's name without that of its compression, and that one.

    >>> kind_of("crawl/part-1.jsonl.zst"), kind_of("page.html")
    (('.jsonl', '.zst'), ('.html', ''))
    """
    path = Path(file.lower())
    compression = path.suffix if path.suffix in COMPRESSED else ""
    return Path(path.stem if compression else path.name).suffix, compression


def holds_many(file: str) -> bool:
    """Whether a file holds many documents; its name tells."""
    return kind_of(file)[0] in MANY


def files_of(inputs: Iterable[str | os.PathLike[str]], out: Path | None = None) -> list[str]:
    """The files that are named, and those in and below the folders that are, sorted, each once; hidden ones are not.

    Pipes and devices in a folder are passed over, and so is the folder `out`, which a crawl writes. Links to folders
    are not followed. A link to nothing and a folder that cannot be looked into are among the files, so that reading
    them fails and is reported.

    Raises `ReviewError` (code `no-input`) for a name without a file, for a pipe or a device, and where there is no file
    at all, and `TypeError` for one name in place of a list.
    """
    if isinstance(inputs, str | bytes) or not isinstance(inputs, Iterable):
        raise not_taken("crawl", "an iterable of files and folders, such as a list", inputs)
    found: set[str] = set()
    written = None if out is None else os.path.abspath(out)  # noqa: PTH100 - as below
    for name in inputs:
        path = Path(os.path.abspath(name))  # noqa: PTH100 - links stay what they are called
        if path.is_dir():
            found.update(_below(str(path), written))
        elif path.is_file() or (path.is_symlink() and not path.exists()):
            found.add(str(path))
        elif path.exists():
            raise ReviewError("no-input", f"{os.fspath(name)!r} is a pipe or a device, not a file or folder.")
        else:
            raise ReviewError("no-input", f"There is no file or folder {os.fspath(name)!r}.")
    if not found:
        raise ReviewError("no-input", "There is no file to read; those in the folder that the crawl writes are not.")
    return sorted(found)


def _below(folder: str, written: str | None) -> list[str]:
    closed: list[str] = []
    try:
        names = files_below(folder, lambda name, _: closed.append(name), written)
    except OSError:
        return [folder]
    return names + closed


def grouped(files: Iterable[str]) -> Iterator[list[str]]:
    """The files that are read together, in order.

    >>> list(grouped(["a.txt", "b.jsonl", "c.html"]))
    [['b.jsonl'], ['a.txt', 'c.html']]
    """
    single = []
    for file in files:
        if holds_many(file):
            yield [file]
        else:
            single.append(file)
    for start in range(0, len(single), TOGETHER):
        yield single[start : start + TOGETHER]
