"""The lock under which the package imports its own parts on first use, so that a process may be forked meanwhile.

Python holds a lock of its own while a module is imported. A process that is forked while another thread imports would
wait for ever for that module. `os.fork` waits for this lock first, and so for the import.
"""

from __future__ import annotations

import os
from threading import RLock
from typing import Final

__all__ = ["LOADING"]

LOADING: Final = RLock()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=LOADING.acquire, after_in_parent=LOADING.release, after_in_child=LOADING.release)
