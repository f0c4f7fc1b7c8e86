"""Tokens to lines: which elements are open, and what of the page is written where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from reviewparse.html.elements import ELEMENTS, Element, Kind
from reviewparse.html.tokens import END, RAW, START, TAG, TOKEN, attributes, characters, without_controls

__all__ = ["Mark", "Token", "text_and_marks", "text_of"]

Token: TypeAlias = re.Match[str]
"""A match of `TOKEN`."""

Mark: TypeAlias = tuple[int, str, list[Token]]
"""Elements that hold an address or a name: the line of their first text, that text, and their start tags."""

_NO_TAB_BEFORE: Final = frozenset("-.,:;!?…)]")
_DEEPEST: Final = 20
"""Lists nested deeper than this are indented no further: it would make the text grow with the square of the page."""

_SPACE: Final = " \t\n\f\r"  # HTML's white space: no-break spaces stay
_TABS_AND_LINE_ENDS: Final = re.compile(r"[\t\n\f\r]++")
_SPACES: Final = re.compile("  ++")

_ID: Final = "data-mcrefid"
"""In this attribute of a `div` layout L2 names a review."""

# The number of the last item of an open list, or one of these:
_BULLETS: Final = -1
_NO_LIST: Final = -2  # the item that stands in no list


def text_of(page: str) -> str:
    """The text of a page of HTML, whose line ends are line feeds.

    >>> text_of("<p>Warm &amp; <i>funny</i>.<ul><li>Dot Review</ul>")
    'Warm & funny.\\n\\n  • Dot Review'
    """
    return text_and_marks(page)[0]


def text_and_marks(page: str, notice: Callable[[Token], object] = bool) -> tuple[str, list[Mark]]:
    """The text, and where in it links, list items and other elements with a name stand.

    `notice` is called with each token that may say something of the page as a whole: tags of `meta`, `link`, `h1` and
    `svg`, and elements whose content is characters.

    >>> text, [(line, words, [tag])] = text_and_marks("<p>Warm <a href=/x>and funny</a>.")
    >>> line, words, tag[0]
    (1, 'and funny', 'Warm <a href=/x>')
    """
    builder = _TextBuilder(page, notice)
    starts, ends = _STARTS.get, _ENDS.get
    for token in TOKEN.finditer(page):
        dropped = builder.dropped
        if dropped:
            pass
        elif builder.preformatted:
            builder.verbatim(token.start(), token.end(1))
        elif token[1]:
            builder.data(token)
        kind = token.lastindex
        if kind == START:
            if act := starts(token[5].lower()):
                act[0](builder, act[1], token)
        elif kind == END:
            if act := ends(token[2].lower()):
                act[0](builder, act[1], token)
        elif kind == RAW:
            notice(token)
        if dropped and not builder.dropped:
            builder.seen = token.end()
    return "".join(builder.out), builder.marks


class _TextBuilder:
    """Takes the tokens of a page in turn; its text is `out`.

    An element ends with its end tag, with that of an element around it, or with the start tag of one that cannot stand
    in it. An end tag without an open element does nothing. `places` has the places in `stack` of each name's open
    elements, so that nothing is searched for.
    """

    def __init__(self, page: str, notice: Callable[[Token], object]) -> None:
        self.page = page
        self.notice = notice
        self.identified = _ID in page
        self.seen = 0  # up to here it is known what stands between the last text and the next
        self.out: list[str] = []
        self.line = 1
        self.marks: list[Mark] = []
        self.marking: list[Token] = []  # start tags since the last text whose elements are marked
        self.last = ""  # the last character written
        self.breaks = 0  # line ends due before the next text
        self.space = False  # white space since the last text
        self.cell = False  # a table cell began since the last text
        self.left = False  # an element that is apart, and held the last text, has ended
        self.entered = 0  # elements that are apart, begun since the last text and not ended
        self.lists: list[int] = []  # the open lists, outermost first
        self.margin = ""  # the white space before a line
        self.marker = ""  # an item's number or bullet that waits for the item's first text
        self.dropped = 0  # open elements, from the outermost one on whose content is dropped
        self.preformatted = 0  # open elements whose white space is the text's
        self.unblocked = 0  # open elements in which no block stands: paragraphs and drawings
        self.stack: list[tuple[Element, int]] = []  # the open elements, each with the place of the last of its name
        self.places = dict.fromkeys(ELEMENTS, -1)  # the place in `stack` of the innermost open element of each name

    # ---- start tags: one method for each kind of element -------------------------------------------------------------

    def link(self, element: Element, token: Token) -> None:
        if not self.dropped and token[6]:
            self.marking.append(token)

    def line_break(self, element: Element, token: Token) -> None:
        if not self.dropped:
            self.breaks += 1

    def image(self, element: Element, token: Token) -> None:
        if not self.dropped and "alt" in token[6].lower():
            words = _folded(attributes(token[6]).get("alt", ""))
            if words.strip(_SPACE):
                if words[0] in _SPACE:
                    self.space = True
                self._write(words.strip(_SPACE), token.end(1))
                self.space = words[-1] in _SPACE
                self.seen = token.end()
            elif words:
                self.space = True

    def metadata(self, element: Element, token: Token) -> None:
        self.notice(token)

    def rule(self, element: Element, token: Token) -> None:
        if self.unblocked:
            self._end_what_no_block_is_in()
        if element.line_ends > self.breaks and not self.dropped:
            self.breaks = element.line_ends

    def block(self, element: Element, token: Token) -> None:
        """Most elements: nothing but line ends."""
        if self.identified and not self.dropped and element.name == "div" and _ID in token[6]:
            self.marking.append(token)
        if element.closes:
            self._end_innermost(element.closes, element.within)
        if self.unblocked and element.line_ends:
            self._end_what_no_block_is_in()
        name, places, stack = element.name, self.places, self.stack
        stack.append((element, places[name]))
        places[name] = len(stack) - 1
        if self.dropped:
            self.dropped += 1
        elif element.line_ends > self.breaks:
            self.breaks = element.line_ends

    def heading(self, element: Element, token: Token) -> None:
        self.notice(token)
        self.block(element, token)

    def paragraph(self, element: Element, token: Token) -> None:
        self.block(element, token)
        self.unblocked += 1

    def item(self, element: Element, token: Token) -> None:
        if token[6] and not self.dropped:
            self.marking.append(token)
        self.block(element, token)
        if self.dropped:
            return
        lists = self.lists
        if not lists:
            self._open_list(_NO_LIST)
        if lists[-1] < 0:
            self.marker = "• "
        else:
            lists[-1] += 1
            self.marker = f"{lists[-1]}. "

    def numbered(self, element: Element, token: Token) -> None:
        self.block(element, token)
        if not self.dropped:
            self._open_list(0)

    def bulleted(self, element: Element, token: Token) -> None:
        self.block(element, token)
        if not self.dropped:
            self._open_list(_BULLETS)

    def cell_(self, element: Element, token: Token) -> None:
        self.block(element, token)
        if not self.dropped:
            self.cell = True

    def preformatted_(self, element: Element, token: Token) -> None:
        self.block(element, token)
        if not self.dropped:
            self.preformatted += 1

    def dropped_(self, element: Element, token: Token) -> None:
        if token[6].endswith("/"):  # has no content, as XML writes it
            return
        self.block(element, token)
        if not self.dropped:
            if not self.breaks:
                self._look(token.end(1))
            self.dropped = 1

    def drawing(self, element: Element, token: Token) -> None:
        self.notice(token)
        if token[6].endswith("/"):
            return
        self.unblocked += 1
        self.block(element, token)
        if not self.dropped:
            if not self.breaks:
                self._look(token.end(1))
            self.dropped = 1

    # ---- end tags -----------------------------------------------------------------------------------------------------

    def end(self, element: Element, token: Token) -> None:
        stack = self.stack
        if stack and stack[-1][0] is element:
            self._end()
        else:
            self._end_innermost((element.name,), element.within)

    def end_noticed(self, element: Element, token: Token) -> None:
        self.notice(token)
        self.end(element, token)

    def end_paragraph(self, element: Element, token: Token) -> None:
        """Browsers take the end of no paragraph for an empty one."""
        if not self._end_innermost((element.name,), element.within) and not self.dropped:
            self.breaks = max(self.breaks, element.line_ends)

    # ---- open elements -----------------------------------------------------------------------------------------------

    def _end(self) -> None:
        """End the innermost open element."""
        element, self.places[element.name] = self.stack.pop()
        kind = element.kind
        if kind == "paragraph" or kind == "drawing":
            self.unblocked -= 1
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
                self._close_list()
        elif kind == "numbered" or kind == "bulleted":
            self._close_list()
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

    def _end_what_no_block_is_in(self) -> None:
        for name in ("svg", "p"):
            if self.places[name] >= 0:
                self._end_innermost((name,), ELEMENTS[name].within)

    def _open_list(self, number: int) -> None:
        self.lists.append(number)
        self.margin = "  " * (min(len(self.lists), _DEEPEST) + 1)

    def _close_list(self) -> None:
        self.lists.pop()
        self.margin = "  " * (min(len(self.lists), _DEEPEST) + 1) if self.lists else ""

    # ---- text -------------------------------------------------------------------------------------------------------

    def data(self, token: Token) -> None:
        """The text of a token, whose white space is folded."""
        text = token[1]
        words = text.rstrip(_SPACE)
        after = len(words) < len(text)
        if "&" in words or "  " in words or not words.isprintable():
            words = _folded(words)
            if words[:1] == " ":
                self.space = True
            after = after or words[-1:] == " "
            words = words.strip(_SPACE)
            if not words:
                self._look(token.start(1))
                self.space = self.space or after
                self.seen = token.end(1)
                return
        self._write(words, token.start(1))
        self.space = after
        self.seen = token.end(1)

    def verbatim(self, start: int, end: int) -> None:
        """What stands in preformatted elements, with its white space."""
        self._look(start)
        for tag in TAG.finditer(self.page, start, end):
            for number, line in enumerate(characters(tag[1]).replace("\r", " ").split("\n")):
                self.breaks += number > 0
                if line:
                    self._write(line, self.seen)
            self._pass(tag)
        self.seen = end

    def _write(self, text: str, start: int) -> None:
        """Text of one line, that begins there."""
        if self.breaks or not self.out:
            margin = self.margin[2:] + self.marker if self.marker else self.margin
            if self.out:
                self.line += self.breaks
                self.out.append("\n" * self.breaks + margin + text)
            else:
                self.out.append(margin + text)
        else:
            space = self.space or (start > self.seen and self.page[start - 1] in _SPACE)
            if not space:
                self._look(start)
            if space or self.space:
                self.out.append(" " + text)
            elif self.cell or (self.left and self.entered and not self._joins(text[0])):
                self.out.append("\t" + text)
            else:
                self.out.append(text)
        self.marker = ""
        if self.marking:
            self.marks.append((self.line, text, self.marking))
            self.marking = []
        self.last = text[-1]
        self.breaks = self.entered = 0
        self.space = self.cell = self.left = False

    def _look(self, end: int) -> None:
        """Look at what stands between the last text and there: white space, and elements that are apart."""
        if end > self.seen:
            for tag in TAG.finditer(self.page, self.seen, end):
                if tag[1]:
                    self.space = True
                self._pass(tag)
            self.seen = end

    def _pass(self, tag: Token) -> None:
        kind = tag.lastindex
        if kind == START:
            self.entered += tag[5].lower() in _APART
        elif kind == END and tag[2].lower() in _APART:
            if self.entered:
                self.entered -= 1
            else:
                self.left = True

    def _joins(self, first: str) -> bool:
        """Whether a text with this first character belongs to the one before it: no tab between them."""
        return first in _NO_TAB_BEFORE or first.isspace() or self.last.isspace()


_START: Final[dict[Kind, Any]] = {
    "block": _TextBuilder.block,
    "heading": _TextBuilder.heading,
    "paragraph": _TextBuilder.paragraph,
    "numbered": _TextBuilder.numbered,
    "bulleted": _TextBuilder.bulleted,
    "item": _TextBuilder.item,
    "cell": _TextBuilder.cell_,
    "preformatted": _TextBuilder.preformatted_,
    "dropped": _TextBuilder.dropped_,
    "drawing": _TextBuilder.drawing,
    "link": _TextBuilder.link,
    "line break": _TextBuilder.line_break,
    "rule": _TextBuilder.rule,
    "image": _TextBuilder.image,
    "metadata": _TextBuilder.metadata,
}
_END: Final[dict[Kind, Any]] = {
    "heading": _TextBuilder.end_noticed,
    "drawing": _TextBuilder.end_noticed,
    "paragraph": _TextBuilder.end_paragraph,
    "line break": _TextBuilder.line_break,  # browsers take </br> for <br>
}
_STARTS = {name: (_START[element.kind], element) for name, element in ELEMENTS.items() if element.kind in _START}
_ENDS = {
    name: (_END.get(element.kind, _TextBuilder.end), element)
    for name, element in ELEMENTS.items()
    if element.kind not in ("apart", "link", "image", "rule", "metadata")
}
_APART = {name for name, element in ELEMENTS.items() if element.kind in ("apart", "link")}


def _folded(text: str) -> str:
    text = characters(text)
    if not text.isprintable():
        text = _TABS_AND_LINE_ENDS.sub(" ", text)
    return _SPACES.sub(" ", text) if "  " in text else text
