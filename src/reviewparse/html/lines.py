"""Lines of text: what is written of a page, and what parts one text from the next."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, repeat
from typing import Final, TypeAlias

from reviewparse.html.nesting import Gap, Open, joined
from reviewparse.html.tokens import characters

__all__ = ["LineWriter", "Mark", "Marks", "Token", "folded"]

Token: TypeAlias = re.Match[str]
"""A match of `TOKEN` or `TAG`."""

_NO_TAB_BEFORE: Final = frozenset("-.,:;!?…)]")

_TABS_AND_LINE_ENDS: Final = re.compile(r"[\t\n\f\r]++")
_SPACES: Final = re.compile("  ++")


Mark: TypeAlias = tuple[str, str, str]
"""An element that may hold an address or a name: what it is, its attributes, and the first text behind its tag."""


class Marks:
    """Which elements with an address or a name stand on which lines of a text.

    Args:
        out: what parts each text from the one before it, and that text, in turn.
        marked: the elements: where the first text behind each stands in `out`, its name and its attributes.
    """

    def __init__(self, out: list[str], marked: list[tuple[int, str, str]]) -> None:
        self._out = out
        self._marked = marked
        self._lines: list[int] | None = None

    def of_lines(self, first: int, end: int | None = None) -> list[Mark]:
        """The elements on the lines from `first` to before `end`, or to the last one; lines count from 1."""
        out, marked = self._out, self._marked
        if self._lines is None:
            self._lines = [*accumulate(map(str.count, out[::2], repeat("\n")), initial=1)][1:]
        start = 2 * bisect_left(self._lines, first)
        stop = len(out) if end is None else 2 * bisect_left(self._lines, end)
        found = marked[bisect_left(marked, (start,)) : bisect_left(marked, (stop,))]
        return [(element, attributes, out[place + 1]) for place, element, attributes in found]


class LineWriter:
    """Writes the texts of a page, each on the line where it belongs, with its margin."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.state = Open()
        self.out: list[str] = []  # what parts each text from the one before it, and that text, in turn
        self.marked: list[tuple[int, str, str]] = []  # elements that `Marks` tells of
        self.breaks = 0  # line ends due before the next text
        self.space = False  # white space since the last text
        self.gap: Gap | None = None  # what else may part it from the next one on its line
        self.marker = ""  # an item's number or bullet that waits for the item's first text

    def text(self) -> str:
        """All that was written."""
        if self.out:
            self.out[0] = self.out[0].lstrip("\n")
        return "".join(self.out)

    def write_words(self, text: str) -> None:
        """Text whose white space has been folded to single spaces."""
        words = text.strip(" ")
        if words:
            self.space = self.space or text[0] == " "
            self.write(words)
            self.space = text[-1] == " "
        else:
            self.space = self.space or text != ""

    def write(self, text: str) -> None:
        """Text of one line."""
        if self.breaks:
            margin = self.state.margin
            if self.marker:
                margin = margin[2:] + self.marker
                self.marker = ""
            self.out.append("\n" * self.breaks + margin)
            self.breaks = 0
        else:
            self.out.append(self.parting(text))
        self.out.append(text)
        self.space = False
        self.gap = None

    def cross(self, gap: Gap) -> None:
        """Go on from the last text, over what may part it from the next."""
        self.gap = joined(self.gap, gap) if self.gap else gap

    def parting(self, text: str) -> str:
        """What parts a text from the one before it on its line."""
        if not self.out:
            return ""
        if self.space:
            return " "
        if self.gap:
            space, ended, begun, cell = self.gap
            if space:
                return " "
            if cell or (ended and begun and not self._joins(text[0])):
                return "\t"
        return ""

    def _joins(self, first: str) -> bool:
        """Whether a text with this first character belongs to the one before it: no tab between them."""
        return first in _NO_TAB_BEFORE or first.isspace() or self.out[-1][-1].isspace()


def folded(text: str) -> str:
    """A text with its character references replaced, and each run of white space as one space."""
    text = characters(text)
    if not text.isprintable():
        text = _TABS_AND_LINE_ENDS.sub(" ", text)
    return _SPACES.sub(" ", text) if "  " in text else text
