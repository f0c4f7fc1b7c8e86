"""Tokens to lines: which elements are open, and what of the page is written where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from reviewparse.html.elements import APART, DROPPED, ELEMENTS, Element, Kind
from reviewparse.html.tokens import END, NAMES, RAW, RUN, START, TAG, TOKEN, attributes, characters

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

_MOST_RUNS: Final = 2_000
"""So many runs of tags are remembered: a page repeats few of them over and over."""

_NOTICED: Final = frozenset({"h1", "svg"})
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
    (1, 'and funny', '<a href=/x>')
    """
    builder = _TextBuilder(page, notice)
    identified = _ID in page
    runs: dict[str, list[tuple[_Act, Element]]] = {}  # what the tags of a run do: a page repeats few runs
    for token in TOKEN.finditer(page):
        run = token[2]
        acts = runs.get(run)
        if acts is None:
            acts = [act for name in NAMES.findall(run) if (act := _ACTS.get(name))]
            if len(runs) < _MOST_RUNS:
                runs[run] = acts
        dropped = builder.dropped
        if (dropped and acts) or builder.preformatted or (identified and _ID in run):
            for tag in TAG.finditer(page, token.start(), token.end()):
                builder.take(tag)
            continue
        if token[1] and not dropped:
            builder.data(token)
        for method, element in acts:
            method(builder, element)
        if token.lastindex != RUN:
            builder.tag(token)
        if dropped and not builder.dropped:
            builder.seen = token.end()
    return "".join(builder.out), builder.marks


class _TextBuilder:
    """Takes the tokens of a page in turn; its text is `out`.

    An element ends with its end tag, with that of an element around it, or with the start tag of one that cannot stand
    in it. An end tag without an open element does nothing. `places` has the places in `stack` of each name's open
    elements, so that nothing is searched for.

    Only elements that change lines are followed. What parts two texts on one line is looked up when the second one
    comes (`_look`), which is seldom.
    """

    def __init__(self, page: str, notice: Callable[[Token], object]) -> None:
        self.page = page
        self.notice = notice
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

    # ---- tags -------------------------------------------------------------------------------------------------------

    def take(self, token: Token) -> None:
        """Text and a tag, wherever they stand."""
        dropped = self.dropped
        if not dropped:
            if self.preformatted:
                self.verbatim(token)
            elif token[1]:
                self.data(token)
        self.tag(token)
        if dropped and not self.dropped:
            self.seen = token.end()

    def tag(self, token: Token) -> None:
        """A tag of which more than the name may count."""
        kind = token.lastindex
        if kind == START:
            name = token[6].lower()
            if act := _ACTS.get(name):
                act[0](self, act[1])
            if look := _OF_TAGS.get(name):
                look(self, token)
        elif kind == END:
            name = token[3].lower()
            if name in _NOTICED:
                self.notice(token)
            if act := _ACTS.get("/" + name):
                act[0](self, act[1])
        elif kind == RAW:
            self.notice(token)

    # ---- start tags of which more than the name counts --------------------------------------------------------------

    def noticed(self, token: Token) -> None:
        self.notice(token)

    def mark(self, token: Token) -> None:
        if token[7] and not self.dropped:
            self.marking.append(token)

    def mark_division(self, token: Token) -> None:
        if _ID in token[7] and not self.dropped:
            self.marking.append(token)

    def start_dropped(self, token: Token) -> None:
        if token[7].endswith("/"):  # has no content, as XML writes it
            return
        element = ELEMENTS[token[6].lower()]
        self.block(element)
        if element.kind == "drawing":
            self.notice(token)
            self.unblocked += 1
        if not self.dropped:
            if not self.breaks:
                self._look(token.end(2))
            self.dropped = 1

    def image(self, token: Token) -> None:
        """The alternative text; most images have an empty one."""
        if self.dropped or (' alt=""' in token[7] and token[7].count("alt") == 1):
            return
        self._write_words(_folded(attributes(token[7]).get("alt", "")), token.end(2), token.end())

    # ---- start tags: one method for each kind of element ------------------------------------------------------------

    def block(self, element: Element) -> None:
        """Most elements: nothing but line ends."""
        if element.closes and self.stack and self.stack[-1][0].name not in element.within:
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

    def paragraph(self, element: Element) -> None:
        self.block(element)
        self.unblocked += 1

    def item(self, element: Element) -> None:
        self.block(element)
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

    def numbered(self, element: Element) -> None:
        self.block(element)
        if not self.dropped:
            self._open_list(0)

    def bulleted(self, element: Element) -> None:
        self.block(element)
        if not self.dropped:
            self._open_list(_BULLETS)

    def start_cell(self, element: Element) -> None:
        self.block(element)
        if not self.dropped:
            self.cell = True

    def start_preformatted(self, element: Element) -> None:
        self.block(element)
        if not self.dropped:
            self.preformatted += 1

    def line_break(self, element: Element) -> None:
        if not self.dropped:
            self.breaks += 1

    def rule(self, element: Element) -> None:
        if self.unblocked:
            self._end_what_no_block_is_in()
        if element.line_ends > self.breaks and not self.dropped:
            self.breaks = element.line_ends

    # ---- end tags ---------------------------------------------------------------------------------------------------

    def end(self, element: Element) -> None:
        stack = self.stack
        if stack and stack[-1][0] is element:
            self._end()
        else:
            self._end_innermost((element.name,), element.within)

    def end_paragraph(self, element: Element) -> None:
        """Browsers take the end of no paragraph for an empty one."""
        if not self._end_innermost((element.name,), element.within) and not self.dropped:
            self.breaks = max(self.breaks, element.line_ends)

    # ---- open elements ----------------------------------------------------------------------------------------------

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
        """End open drawings and paragraphs."""
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
        if "&" in words or "  " in words or not words.isprintable():
            self._write_words(_folded(text), token.start(1), token.end(1))
        else:
            self._write(words, token.start(1))
            self.space = len(words) < len(text)
            self.seen = token.end(1)

    def _write_words(self, text: str, start: int, end: int) -> None:
        """Text that stands from `start` to `end`, whose white space has been folded to single spaces."""
        words = text.strip(" ")
        if words:
            self.space = self.space or text[0] == " "
            self._write(words, start)
            self.space = text[-1] == " "
        else:
            self._look(start)
            self.space = self.space or text != ""
        self.seen = end

    def verbatim(self, token: Token) -> None:
        """What stands in preformatted elements, with its white space."""
        text = self.page[token.start() : token.end(1)]
        if not text:
            return
        self._look(token.start())
        for number, line in enumerate(characters(text).replace("\r", " ").split("\n")):
            self.breaks += number > 0
            if line:
                self._write(line, token.start())
        self.seen = token.end(1)

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
        if self.marking and text.strip(_SPACE):
            self.marks.append((self.line, text, self.marking))
            self.marking = []
        self.last = text[-1]
        self.breaks = self.entered = 0
        self.space = self.cell = self.left = False

    def _look(self, end: int) -> None:
        """Look at what stands between the last text and there: white space, and elements that are apart."""
        if end <= self.seen:
            return
        for tag in TAG.finditer(self.page, self.seen, end):
            if tag[1] or tag.start(1) > tag.start():
                self.space = True
            kind = tag.lastindex
            if kind == START:
                self.entered += tag[6].lower() in APART
            elif kind == END and tag[3].lower() in APART:
                if self.entered:
                    self.entered -= 1
                else:
                    self.left = True
        self.seen = end

    def _joins(self, first: str) -> bool:
        """Whether a text with this first character belongs to the one before it: no tab between them."""
        return first in _NO_TAB_BEFORE or first.isspace() or self.last.isspace()


_Act: TypeAlias = Callable[[_TextBuilder, Element], None]

_STARTS: Final[dict[Kind, _Act]] = {
    "block": _TextBuilder.block,
    "paragraph": _TextBuilder.paragraph,
    "numbered": _TextBuilder.numbered,
    "bulleted": _TextBuilder.bulleted,
    "item": _TextBuilder.item,
    "cell": _TextBuilder.start_cell,
    "preformatted": _TextBuilder.start_preformatted,
    "line break": _TextBuilder.line_break,
    "rule": _TextBuilder.rule,
}
_ENDS: Final[dict[Kind, _Act]] = {
    **dict.fromkeys(_STARTS, _TextBuilder.end),
    "dropped": _TextBuilder.end,
    "drawing": _TextBuilder.end,
    "paragraph": _TextBuilder.end_paragraph,
    "line break": _TextBuilder.line_break,  # browsers take </br> for <br>
}
_ACTS: Final[dict[str, tuple[_Act, Element]]] = {
    slash + name: (acts[element.kind], element)
    for slash, acts in (("", _STARTS), ("/", _ENDS))
    for name, element in ELEMENTS.items()
    if element.kind in acts and slash + name != "/hr"
}
_OF_TAGS: Final[dict[str, Callable[[_TextBuilder, Token], None]]] = {
    "a": _TextBuilder.mark,
    "li": _TextBuilder.mark,
    "div": _TextBuilder.mark_division,
    "img": _TextBuilder.image,
    **dict.fromkeys(("meta", "link", "h1"), _TextBuilder.noticed),
    **dict.fromkeys(DROPPED, _TextBuilder.start_dropped),
}


def _folded(text: str) -> str:
    """A text with its character references replaced, and each run of white space as one space."""
    text = characters(text)
    if not text.isprintable():
        text = _TABS_AND_LINE_ENDS.sub(" ", text)
    return _SPACES.sub(" ", text) if "  " in text else text
