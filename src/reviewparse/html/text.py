"""Tokens to lines: which elements are open, and what of the page is written where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from reviewparse.html.elements import ELEMENTS, Element, Kind
from reviewparse.html.tokens import END, START, TOKEN, attributes, characters, without_controls

__all__ = ["Mark", "text_and_marks", "text_of"]

_NO_TAB_BEFORE: Final = frozenset("-.,:;!?…)]")
_DEEPEST: Final = 20
"""Lists nested deeper than this are indented no further: it would make the text grow with the square of the page."""

_SPACE: Final = " \t\n\f\r"  # HTML's white space: no-break spaces stay
_SPACES: Final = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")

_MARKED: Final = ("a", "li", "div")
_ID: Final = "data-mcrefid"
"""In this attribute layout L2 names a review."""

# The number of the last item of an open list, or one of these:
_BULLETS: Final = -1
_NO_LIST: Final = -2  # the item that stands in no list


def text_of(page: str) -> str:
    """The text of a page of HTML, whose line ends are line feeds.

    >>> text_of("<p>Warm &amp; <i>funny</i>.<ul><li>Dot Review</ul>")
    'Warm & funny.\\n\\n  • Dot Review'
    """
    return text_and_marks(page)[0]


class Mark(NamedTuple):
    """An element that holds an address or a name: the `line` of its first text, that `text`, and its start tag."""

    line: int
    text: str
    name: str
    attributes: str


def text_and_marks(page: str) -> tuple[str, list[Mark]]:
    """The text, and where in it links, list items and other elements with a name stand.

    >>> text_and_marks("<p>Warm <a href=/x>and funny</a>.")[1]
    [Mark(line=1, text='and funny', name='a', attributes=' href=/x')]
    """
    builder = _TextBuilder()
    start, end, data = builder.start, builder.end, builder.data
    for token in TOKEN.finditer(page):
        if text := token[1]:
            if text.strip(_SPACE) or builder.preformatted:
                data(text)
            elif not builder.dropped:
                builder.space = True
        kind = token.lastindex
        if kind == START and (element := ELEMENTS.get(token[4].lower())):
            start(element, token)
        elif kind == END and (element := ELEMENTS.get(token[6].lower())):
            end(element)
    return "".join(builder.out), builder.marks


class _TextBuilder:
    """Takes the tokens of a page in turn; its text is `out`.

    An element ends with its end tag, with that of an element around it, or with the start tag of one that cannot stand
    in it. An end tag without an open element does nothing. `places` has the places in `stack` of each name's open
    elements, so that nothing is searched for.
    """

    def __init__(self) -> None:
        self.out: list[str] = []
        self.line = 1
        self.marks: list[Mark] = []
        self.marking: list[re.Match[str]] = []  # start tags since the last text whose elements are marked
        self.last = ""  # the last character written
        self.breaks = 0  # line ends due before the next text
        self.space = False  # white space since the last text
        self.cell = False  # a table cell began since the last text
        self.left = False  # an element that is apart, and held the last text, has ended
        self.entered = 0  # elements that are apart, begun since the last text and not ended
        self.lists: list[int] = []  # the open lists, outermost first
        self.marker = ""  # an item's number or bullet that waits for the item's first text
        self.dropped = 0  # open elements, from the outermost one on whose content is dropped
        self.preformatted = 0  # open elements whose white space is the text's
        self.stack: list[tuple[Element, int]] = []  # the open elements, each with the place of the last of its name
        self.places = dict.fromkeys(ELEMENTS, -1)  # the place in `stack` of the innermost open element of each name

    # ---- elements ---------------------------------------------------------------------------------------------------

    def start(self, element: Element, token: re.Match[str]) -> None:
        """A start tag."""
        kind = element.kind
        if element.name in _MARKED and token[5] and not self.dropped and (element.name != "div" or _ID in token[5]):
            self.marking.append(token)
        if kind == "apart":
            self.entered += not self.dropped
            return
        if kind == "line break":
            self.breaks += not self.dropped
            return
        if kind == "image":
            if not self.dropped:
                self._write_words(attributes(token[5]).get("alt", ""))
            return
        line_ends = element.line_ends
        if element.closes:
            self._end_innermost(element.closes, element.within)
        places = self.places
        if line_ends:  # no block stands in a drawing or a paragraph
            if places["svg"] >= 0:
                self._end_innermost(("svg",), ELEMENTS["svg"].within)
            if places["p"] >= 0:
                self._end_innermost(("p",), ELEMENTS["p"].within)
        if kind == "rule":
            self._break(element)
            return
        if kind == "dropped" and token[5].endswith("/"):  # has no content, as XML writes it
            return
        name = element.name
        self.stack.append((element, places[name]))
        places[name] = len(self.stack) - 1
        if self.dropped or kind == "dropped":
            self.dropped += 1
            return
        if line_ends > self.breaks:
            self.breaks = line_ends
        if kind != "block":
            self._begin(kind)

    def end(self, element: Element) -> None:
        """An end tag."""
        if element.kind == "apart":
            if self.entered and not self.dropped:
                self.entered -= 1
            elif not self.dropped:
                self.left = True
        elif self.stack and self.stack[-1][0] is element:
            self._end()
        elif not self._end_innermost((element.name,), element.within):
            if element.name == "p":  # browsers take the end of no paragraph for an empty one, and </br> for <br>
                self._break(element)
            elif element.kind == "line break":
                self.breaks += not self.dropped

    def _begin(self, kind: Kind) -> None:
        if kind == "item":
            if not self.lists:
                self.lists.append(_NO_LIST)
            if self.lists[-1] < 0:
                self.marker = "• "
            else:
                self.lists[-1] += 1
                self.marker = f"{self.lists[-1]}. "
        elif kind == "numbered":
            self.lists.append(0)
        elif kind == "bulleted":
            self.lists.append(_BULLETS)
        elif kind == "cell":
            self.cell = True
        elif kind == "preformatted":
            self.preformatted += 1

    def _end(self) -> None:
        """End the innermost open element."""
        element, self.places[element.name] = self.stack.pop()
        kind = element.kind
        if self.dropped:
            self.dropped -= 1
            return
        if element.line_ends > self.breaks:
            self.breaks = element.line_ends
        if kind == "block":
            return
        if kind == "item":
            self.marker = ""  # an empty item prints nothing, and leaves its number out
            self.marking = []
            if self.lists[-1] == _NO_LIST and self.places["li"] < 0:  # an item may stand in another's table
                self.lists.pop()
        elif kind == "numbered" or kind == "bulleted":
            self.lists.pop()
        elif kind == "preformatted":
            self.preformatted -= 1

    def _end_innermost(self, names: Iterable[str], within: Iterable[str]) -> bool:
        """End the innermost open element of these names, if none of `within` stands between; whether there was one."""
        places = self.places
        place = max([places[name] for name in names])
        if place < 0 or place < max([places[name] for name in within]):
            return False
        while len(self.stack) > place:
            self._end()
        return True

    # ---- text -------------------------------------------------------------------------------------------------------

    def data(self, text: str) -> None:
        """Text between two tags."""
        if self.dropped:
            return
        if self.preformatted:
            for number, line in enumerate(characters(text).replace("\r", " ").split("\n")):
                self.breaks += number > 0
                self._write(line)
        elif "&" in text:
            self._write_words(characters(text))
        else:
            self._write_words(text)

    def _write_words(self, text: str) -> None:
        """Text whose white space is folded."""
        words = text.strip(_SPACE)
        if not words:
            self.space = self.space or text != ""
            return
        if text[0] in _SPACE:
            self.space = True
        if "  " in words or not words.isprintable():
            words = _SPACES.sub(" ", without_controls(words).strip(_SPACE))
        self._write(words)
        self.space = text[-1] in _SPACE

    def _write(self, text: str) -> None:
        if not text:
            return
        if self.breaks or not self.out:
            if self.out:
                self.out.append("\n" * self.breaks)
                self.line += self.breaks
            if self.lists:
                self.out.append("  " * min(len(self.lists), _DEEPEST) + (self.marker or "  "))
            self.marker = ""
        elif self.space:
            self.out.append(" ")
        elif self.cell or (self.left and self.entered and not self._joins(text[0])):
            self.out.append("\t")
        self.out.append(text)
        if self.marking:
            self.marks += [Mark(self.line, text, token[4].lower(), token[5]) for token in self.marking]
            self.marking = []
        self.last = text[-1]
        self.breaks = self.entered = 0
        self.space = self.cell = self.left = False

    def _break(self, element: Element) -> None:
        """The line ends around an element."""
        if element.line_ends > self.breaks and not self.dropped:
            self.breaks = element.line_ends

    def _joins(self, first: str) -> bool:
        """Whether a text with this first character belongs to the one before it: no tab between them."""
        return first in _NO_TAB_BEFORE or first.isspace() or self.last.isspace()
