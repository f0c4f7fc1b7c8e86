"""The lock under which the package imports its own parts on first use, so that a process may be forked meanwhile.

Python holds a lock of its own while a module is imported. A process that is forked while another thread imports would
wait for ever for that module. `os.fork` waits for this lock first, and so for the import.
"""

from __future__ import annotations

import os
from threading import RLock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LOADING", "views"]

LOADING: Final = RLock()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=LOADING.acquire, after_in_parent=LOADING.release, after_in_child=LOADING.release)

views: Final[dict[str, Callable[[Any], Any]]] = {}
"""The functions behind `ReviewPage.health`, `repr(page)` and its HTML, by name. Their modules import that of the page,
so it cannot import them; the package's `__init__` registers them."""
