"""What extractors print besides a page's own text: the numbers or addresses of links, and margins that are no blanks.

lynx and elinks print `[12]` in front of each link, unless they are told not to. elinks prints an item's number between
two no-break spaces (U+00A0). Resiliparse prints `(/critic/ann-example)` behind each link if it is told to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import Final

from reviewparse.linemap import Change, Join, changed
from reviewparse.signs import compiled

__all__ = ["has_link_numbers", "has_references", "plain", "without_link_numbers"]

FEWEST_NUMBERS: Final = 10
"""So often a number has to be the next one of that before it where no list of addresses shows that they are links'."""

SPREAD: Final = 50
"""elinks prints a table by its rows and numbers its links by its cells: so far from its place a number may stand."""

FEWEST_ADDRESSES: Final = 3
"""So many addresses in brackets, of pages of the site itself, are no review's own words, whatever they are of."""

_OF_THE_SITE: Final = (" (/", " (#", " (https://www.metacritic.com/", " (http://www.metacritic.com/")

_PAGE_OF_THE_SITE: Final = (
    r" \(/(?:(?:critic|publication|user|movie|tv|game|music|person|company)/|[^()\s]*(?:critic|user)-reviews\b)"
)
"""An address of which one is enough: nobody writes it so."""

TOP: Final = 4_000
"""Among so many letters at the top of a page is a link."""

_FIRST_OF_ELINKS: Final = "\xa01.\xa0"
_TENTH: Final = r"\[[0-9]{0,4}0\]"
"""One of ten numbers of which each is the next one."""

_NUMBER: Final = r"\[([0-9]{1,5})\]"
_ADDRESSES: Final = r"\n *+References\n\s*+(?:Visible links:?\s*+)?[0-9]{1,5}\. "
"""What stands above the list of the addresses, at the end of a text."""

_ADDRESS: Final = r"(?<![^\S\n])[^\S\n]++\((?:/|[a-z]{4,10}+:|#)[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+\)"
_WIDE: Final = rf"{_ADDRESS}|(?<=\S) (?P<wide> ++)(?=\S)"
"""Where Resiliparse prints addresses, it prints all the blanks of HTML in front of a link."""

_MARGIN: Final = r"^([ \t\xa0]*+)(?:[0-9]{1,5}\.([ \t\xa0]++))?+(?=\S)"
"""The blanks in front of a line's first word, before and behind the number of an item."""

_TABS: Final = (" " * 4, " " * 8)
"""A tab in front of the number of an item, and in front of its other lines: at such a margin each is what it is."""

_ITEM_WITH_TABS: Final = r"^[ \t]{0,4}+[0-9]{1,5}\.[ \t][^\n]*+\n\s*+(?<=\t)"


def has_link_numbers(text: str) -> bool:
    r"""Whether the links of a text are numbered.

    >>> has_link_numbers("[1]Fog, [2]Pier and [3]Boat.\n\nReferences\n\n   1. fog.html\n   2. pier.html\n")
    True
    >>> has_link_numbers("Slow [1], and worth it [2].\n")
    False
    """
    if "[" not in text or not (compiled(_TENTH).search(text) or (has_references(text) and "[1]" in text)):
        return False
    numbers = [int(found[1]) for found in compiled(_NUMBER).finditer(text)]
    counting = sum(after == number + 1 for number, after in pairwise(numbers))
    return counting >= FEWEST_NUMBERS or (numbers != [] and compiled(_ADDRESSES).search(text) is not None)


def has_references(text: str) -> bool:
    """Whether a text may end in the list of its links' addresses, and so number them."""
    return "[" in text and "\nReferences" in text


def without_link_numbers(text: str) -> str:
    """A text without any number that may be a link's.

    >>> without_link_numbers("  + [12]Read full review")
    '  + Read full review'
    """
    return compiled(_NUMBER).sub("", text)


def plain(text: str, joins: Sequence[Join], *, numbered: bool) -> tuple[str, Sequence[Join]]:
    r"""A text as it is without these marks, and what moved by that and by `joins` before.

    Args:
        text: the text, whose wrapped lines were joined.
        joins: these lines.
        numbered: whether its links have numbers.

    >>> plain("[1]Fog and [2]pier [1998]\n", (), numbered=True)[0]
    'Fog and pier [1998]\n'
    >>> plain("Fog (/fog) and pier (/pier)\n  • Boat     (/boat)\nRope (/rope)\n", (), numbered=False)[0]
    'Fog and pier\n  • Boat\nRope\n'
    >>> plain("   \xa01.\xa0Fog\n", (), numbered=False)[0]
    '    1. Fog\n'
    """
    changes = list(_link_numbers(text)) if numbered else []
    if not changes and _has_addresses(text):
        found = compiled(_WIDE, re.ASCII).finditer(text)
        changes = [(*(each.span("wide") if each["wide"] else each.span()), "") for each in found]
    if _has_other_margins(text):
        changes = sorted(_with_margins(text, changes))
    return changed(text, joins, changes)


def _with_margins(text: str, changes: Sequence[Change]) -> Iterator[Change]:
    """The changes that leave something out, and margins as blanks. Where one follows the other, they are one change."""
    ends = {start: end for start, end, _ in changes}
    for margin in compiled(_MARGIN, re.MULTILINE).finditer(text):
        for group in (1, 2):
            start, end = margin.span(group)
            blanks = text[start:end].replace("\xa0", " ").replace("\t", _TABS[margin[2] is None])
            if blanks != text[start:end] and start not in ends:  # an address that begins a line has its blanks
                yield start, ends.pop(end, end), blanks
    yield from ((start, end, "") for start, end in ends.items())


def _has_other_margins(text: str) -> bool:
    """Whether lines of lists have margins of tabs or of blanks that do not break, as elinks and editors print them."""
    place = text.find("\xa0")  # in such a text, the first of them is at a margin
    if place != -1 and (text.startswith("\n", place - 1) or text.find(_FIRST_OF_ELINKS, place) != -1):
        return True
    return "\t" in text and compiled(_ITEM_WITH_TABS, re.MULTILINE).search(text) is not None


def _has_addresses(text: str) -> bool:
    """Whether the addresses of links are printed."""
    place = text.find("(", 0, TOP)
    while place != -1 and not text.startswith(_OF_THE_SITE, place - 1):
        place = text.find("(", place + 1, TOP)
    return place != -1 and (
        sum(map(text.count, _OF_THE_SITE)) >= FEWEST_ADDRESSES
        or compiled(_PAGE_OF_THE_SITE).search(text, place - 1) is not None
    )


def _link_numbers(text: str) -> Iterator[Change]:
    """The numbers that count up from 1, or from the first where the top of the text is missing; they can begin anew."""
    found = [*compiled(_NUMBER).finditer(text)]
    missing = _first([int(each[1]) for each in found])
    last = missing - 1
    seen: set[int] = set()  # of those above the first that is missing
    for here, after in zip_longest(found, found[1:]):
        number = int(here[1])
        if number == 1 and after is not None and after[1] == "2":
            missing, seen = 1, set()
        if (number == last + 1 or missing <= number <= missing + SPREAD) and number not in seen:
            yield here.start(), here.end(), ""
            last = number
            seen.add(number)
            missing = max(missing, number - SPREAD)
            while missing in seen:
                seen.remove(missing)
                missing += 1


def _first(numbers: Sequence[int]) -> int:
    """The number of the first link: 1, or that from which the numbers count up where none of them begins at 1."""
    if any(number == 1 and after == 2 for number, after in pairwise(numbers)):
        return 1
    last, count = 0, 0
    for place, number in enumerate(numbers):
        count = count + 1 if number == last + 1 else 1
        last = number
        if count == FEWEST_NUMBERS:
            first = number - FEWEST_NUMBERS + 1
            for above in reversed(numbers[: place - FEWEST_NUMBERS + 1]):
                first -= above == first - 1
            return first
    return 1
