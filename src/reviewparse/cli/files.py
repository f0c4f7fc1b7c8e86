"""Files, folders and globs of a command line -> the names of the files to read."""

from __future__ import annotations

import os
import re
import stat
from glob import escape, iglob
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewparse.folders import entries, files_below, is_readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    FileId = tuple[int, int]
    """What the system knows a file by, whatever links lead to it: its device and its number there."""
    Fail = Callable[[str, str], None]

STDIN = "-"
GLOB = re.compile(r"[*?[]")
ANY_DEPTH = re.compile(r"(?:^|(?<=[/\\]))(?:\*\*(?:[/\\]+|\Z))+")
"""The part of a glob that is any number of folders."""


class FileName(NamedTuple):
    """The name of a file, and whether it was found in a folder or by a glob (`False`: the user named it)."""

    name: str
    found: bool


def file_names(argument: str, fail: Fail) -> list[FileName]:
    """The files that an argument names: itself, those in a folder, or those that a glob matches.

    `fail(name, message)` is told of an empty folder, a glob that matches nothing, and a folder that cannot be read.
    """
    if not argument:  # an unset variable of the shell, not the current folder
        fail("''", "a name is empty")
        return []
    path = Path(argument)
    try:
        if argument != STDIN and path.is_dir():
            names = files_below(str(path), lambda name, error: fail(name, cannot_read(error)))
            missing = "there is no file in this folder"
        elif argument != STDIN and not os.path.lexists(path) and GLOB.search(argument):
            names = sorted({name for name in _matches(argument) if is_readable(name)})
            missing = "no file matches"
        else:
            return [FileName(argument, found=False)]
    except (OSError, ValueError) as error:
        fail(argument, cannot_read(error))
        return []
    if not names:
        fail(argument, missing)
    return [FileName(name, found=True) for name in names]


def cannot_read(error: Exception) -> str:
    """The message for a file or folder that the system does not let us read."""
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or error}"


def id_of(file: Any) -> FileId | None:
    """What a path or an open stream is known by; `None` for what is no regular file, such as a pipe or a terminal."""
    try:
        found = os.stat(file) if isinstance(file, str | Path) else os.fstat(file.fileno())  # noqa: PTH116
    except (OSError, ValueError, AttributeError):  # there is none, or it is closed or not of the system
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _matches(pattern: str) -> Iterator[str]:
    """The names that a glob matches, `**` being any number of folders.

    `**` does not follow links to folders, as the standard library's does: a link to a folder above has no end.
    """
    depth = ANY_DEPTH.search(pattern)
    if depth is None:
        yield from iglob(pattern)  # noqa: PTH207 - Path.glob takes no absolute pattern
        return
    above, below = pattern[: depth.start()], pattern[depth.end() :]
    for top in iglob(above) if above else ("",):  # noqa: PTH207
        left = [top]
        while left:
            folder = left.pop()
            try:
                inside_it = [] if folder and not Path(folder).is_dir() else entries(folder)
            except OSError:
                continue  # as in a glob, what cannot be looked into does not match
            inside = [os.path.join(folder, each.name) for each in inside_it]  # noqa: PTH118
            if below:
                yield from _matches(os.path.join(escape(folder), below))  # noqa: PTH118
            else:
                yield from inside
            left += [name for name, each in zip(inside, inside_it, strict=True) if each.is_dir(follow_symlinks=False)]
