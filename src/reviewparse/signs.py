"""Signs of what few texts hold: a quick look for one, and the expressions that are compiled where a text has it."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["compiled", "holds"]


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression of which few texts need anything: it is compiled when one does.

    >>> compiled("fog", re.IGNORECASE) is compiled("fog", re.IGNORECASE)
    True
    """
    return re.compile(pattern, flags)


def holds(text: str, sign: str) -> bool:
    """Whether a text has a sign of several letters. One is far quicker to find, and many texts do not have the first.

    >>> holds("It is slow [sic](and long).", "]("), holds("It is slow [sic].", "](")
    (True, False)
    """
    place = text.find(sign[0])
    return place != -1 and text.find(sign, place) != -1
