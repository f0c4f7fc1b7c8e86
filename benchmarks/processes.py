"""What processes have taken, as Linux tells it in `/proc`: for programs that do not wait for what they started."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["cpu_of", "descendants"]


def _fields(process: int | str) -> list[str]:
    """The fields of a process's `stat` behind its name; none where it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


def descendants(process: int) -> list[int]:
    """The processes that a process has started, those that these have started, and so on."""
    parents = {int(path.name): _fields(path.name)[1:2] for path in Path("/proc").glob("[0-9]*")}
    found = [process]
    for each in found:
        found += [child for child, parent in parents.items() if parent == [str(each)]]
    return found[1:]


def cpu_of(process: int) -> float:
    """Seconds of CPU that a process and its descendants have taken, those that have ended included."""
    ticks = sum(sum(map(int, _fields(each)[11:15])) for each in (process, *descendants(process)))
    return ticks / os.sysconf("SC_CLK_TCK")
