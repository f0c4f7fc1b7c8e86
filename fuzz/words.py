"""The independent eye: which words of a text are neither in a page's values nor in its unrecognized lines.

It shares no code with the package, and knows of the format only the words that pages print beside their values.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

__all__ = ["lost_words"]

PRINTED: Final = frozenset(
    """
    metascore user score users critic critics rating ratings review reviews distribution based on out of positive mixed
    negative universal acclaim generally favorable unfavorable or average overwhelming dislike no yet be the first to
    awaiting more what s this tbd reviewed by all critic's publication's user's author's read full expand collapse
    helpful found said yes see write a contains spoilers click view summary vote now login log in full-review link
    there are is 100 spoiler only publications publication report
    available after button showing advertisement details platform latest whats
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """.split()
)
"""Words that pages print around their values, in lower case."""
TOKEN: Final = re.compile(r"[A-Z]*[^\W_A-Z0-9]+|[A-Z]+|[0-9]+")
"""A word; two that are run together, as in `walkerJan 3`, are two."""
THOUSANDS: Final = re.compile("(?<=[0-9]),(?=[0-9])")
VOTES: Final = re.compile("(?<= found this helpful)[0-9]+")
"""Layout L2 prints the votes for and against once more, run together."""
EMPTY_ITEM: Final = re.compile(r"^[^\S\n]*[0-9]+\.[^\S\n]*$", re.MULTILINE)
"""An item of a list that is empty says nothing with its number."""
JUDGES: Final = re.compile(r"(Based on [0-9,]+) [A-Z][a-z]+ [A-Z][a-z]+$", re.MULTILINE)
"""Those who have judged in layout L3, whatever they are called."""
ICON: Final = "report-review"
"""The name of an icon, which the name of a platform can be run into."""
SHORTEST: Final = 3
"""Shorter words are found in nearly any text, so that nothing is learned from them."""


def lost_words(text: str, *pages: Any) -> list[str]:
    """The words of a text that none of the pages made of it holds in any way."""
    held = "".join("".join(each for page in pages for each in _strings(page)).split())
    digits = THOUSANDS.sub("", held)
    lost = []
    said = JUDGES.sub(r"\1", EMPTY_ITEM.sub(" ", VOTES.sub(" ", text.replace(ICON, f" {ICON}"))))
    for token in dict.fromkeys(TOKEN.findall(THOUSANDS.sub("", said))):
        if len(token) < SHORTEST or token.lower() in PRINTED or len(set(token)) == 1:  # a row of one letter is no word
            continue
        if token not in held and token.lstrip("0") not in digits:
            lost.append(token)
    return lost


def _strings(value: Any) -> Iterator[str]:
    """All that a record holds, as strings; a mark between two values, so that no word is found across them."""
    if isinstance(value, dt.date):
        yield f"\0{value.year}\0{value.day}"
    elif attrs.has(type(value)):
        for name in (field.name for field in attrs.fields(type(value))):
            if name not in ("line", "first_line", "last_line"):
                yield from _strings(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
    elif value is not None:
        yield f"\0{value}"
