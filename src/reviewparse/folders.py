"""The files in a folder and below it, for the command line and for crawls alike."""

from __future__ import annotations

import os
from collections.abc import Callable

__all__ = ["entries", "files_below", "is_readable"]


def files_below(folder: str, fail: Callable[[str, OSError], None], without: str | None = None) -> list[str]:
    """The files in a folder and in the folders below it, without hidden ones and those in the folder `without`.

    They are in the order of their names, folder by folder. Links to folders are not followed. `fail` is told of each
    folder below that cannot be looked into; `OSError` is raised where the folder itself cannot.
    """
    names: list[str] = []
    left = [] if folder == without else entries(folder)
    while left:  # no recursion: a tree can be deeper than Python's stack
        place = left.pop()
        if not place.is_dir(follow_symlinks=False):
            if is_readable(place.path):
                names.append(place.path)
        elif place.path != without:
            try:
                left += entries(place.path)
            except OSError as error:
                fail(place.path, error)
    return names


def entries(folder: str) -> list[os.DirEntry[str]]:
    """The entries of a folder that are not hidden, the last one first."""
    with os.scandir(folder or os.curdir) as found:
        return sorted((each for each in found if each.name[0] != "."), key=lambda each: each.name, reverse=True)


def is_readable(name: str) -> bool:
    """Whether a file that was found, not named, is read: a regular file, or a broken link, which is then reported.

    A pipe is not read: nobody may ever write to it.
    """
    return os.path.isfile(name) or not os.path.exists(name)  # noqa: PTH110, PTH113 - a Path takes long for deep names
