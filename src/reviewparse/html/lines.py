"""Lines of text: what is written of a page, and what parts one text from the next."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from reviewparse.html.nesting import Gap, Open
from reviewparse.html.tokens import characters

__all__ = ["SPACE", "LineWriter", "Mark", "Named", "Token", "folded"]

Token: TypeAlias = re.Match[str]
"""A match of `TOKEN`."""

Named: TypeAlias = tuple[str, str]
"""An element that may hold an address or a name: what it is, and its attributes."""

Mark: TypeAlias = tuple[int, str, list[Named]]
"""Such elements: the line of their first text, that text, and the elements."""

_NO_TAB_BEFORE: Final = frozenset("-.,:;!?…)]")

SPACE: Final = " \t\n\f\r"  # HTML's white space: no-break spaces stay
_TABS_AND_LINE_ENDS: Final = re.compile(r"[\t\n\f\r]++")
_SPACES: Final = re.compile("  ++")


class LineWriter:
    """Writes the texts of a page, each on the line where it belongs, with its margin; the whole text is `out`."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.state = Open()
        self.out: list[str] = []
        self.line = 1
        self.marks: list[Mark] = []
        self.marking: list[Named] = []  # since the last text
        self.last = ""  # the last text written
        self.breaks = 0  # line ends due before the next text
        self.space = False  # white space since the last text
        self.cell = False  # a table cell began since the last text
        self.left = False  # an element that is apart, and held the last text, has ended
        self.entered = 0  # elements that are apart, begun since the last text and not ended
        self.marker = ""  # an item's number or bullet that waits for the item's first text

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
        out, breaks = self.out, self.breaks
        if breaks or not out:
            margin = self.state.margin
            if self.marker:
                margin = margin[2:] + self.marker
            if out:
                self.line += breaks
                margin = "\n" * breaks + margin
            self.breaks = 0
            out.append(margin + text if margin else text)
        elif self.space:
            out.append(" " + text)
        elif self.cell or (self.left and self.entered and not self._joins(text[0])):
            out.append("\t" + text)
        else:
            out.append(text)
        self.marker = ""
        if self.marking and text.strip(SPACE):
            self.marks.append((self.line, text, self.marking))
            self.marking = []
        self.last = text
        self.entered = 0
        self.space = self.cell = self.left = False

    def cross(self, gap: Gap) -> None:
        """Go on from the last text, over what may part it from the next."""
        space, ended, begun = gap
        self.space = self.space or space
        if ended > self.entered:
            self.left = True
            self.entered = begun
        else:
            self.entered += begun - ended

    def _joins(self, first: str) -> bool:
        """Whether a text with this first character belongs to the one before it: no tab between them."""
        return first in _NO_TAB_BEFORE or first.isspace() or self.last[-1].isspace()


def folded(text: str) -> str:
    """A text with its character references replaced, and each run of white space as one space."""
    text = characters(text)
    if not text.isprintable():
        text = _TABS_AND_LINE_ENDS.sub(" ", text)
    return _SPACES.sub(" ", text) if "  " in text else text
