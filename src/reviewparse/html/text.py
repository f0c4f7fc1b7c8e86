"""Tokens to lines: what of the page is written where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reviewparse.html.elements import DROPPED
from reviewparse.html.lines import LineWriter, Mark, Marks, Token, folded
from reviewparse.html.nesting import ACTING, APART_TAGS, BULLET, ENDED, Items, shared
from reviewparse.html.tokens import (
    END,
    IDENTIFIER,
    LINK,
    RAW,
    RUN,
    SPACE,
    START,
    TAG,
    TOKEN,
    attribute,
    characters,
    identified,
)  # fmt: skip

__all__ = ["Mark", "Marks", "Token", "text_and_marks", "text_of"]

_NOTICED: Final = frozenset({"meta", "link", "h1"})
_NOTICED_ENDS: Final = frozenset({"h1", "svg"})
_MARKED: Final = frozenset({"a", "li"})
_TAGS: Final = frozenset({END, RAW, START})


def text_of(page: str) -> str:
    r"""The text of a page of HTML, whose line ends are line feeds.

    >>> text_of("<p>Warm &amp; <i>funny</i>.<ul><li>Dot Review</ul>")
    'Warm & funny.\n\n  • Dot Review'
    """
    return text_and_marks(page)[0]


def text_and_marks(page: str, notice: Callable[[Token], object] = bool) -> tuple[str, Marks]:
    """The text, and where in it links, list items and other elements with a name stand.

    `notice` is called with each token that may say something of the page as a whole: tags of `meta`, `link`, `h1` and
    `svg`, and elements whose content is characters.

    >>> text, marks = text_and_marks("<p>Warm <a href=/x>and funny</a>.")
    >>> text, marks.of_lines(1)
    ('Warm and funny.', [('a', ' href=/x', 'and funny')])
    """
    builder = _TextBuilder(page, notice)
    builder.read()
    return builder.text(), Marks(builder.out, builder.marked)


class _TextBuilder(LineWriter):
    """Takes the tokens of a page in turn.

    Only elements that change lines are followed, and what parts two texts on one line.
    """

    def __init__(self, page: str, notice: Callable[[Token], object]) -> None:
        super().__init__(page)
        self.notice = notice
        self.numbers = [0]  # of the last item of each open list
        self.steps = shared()
        self.state = self.steps.outside

    def read(self) -> None:
        """Read the page.

        Nearly all of the time goes by in this loop. So `state` and `breaks` are variables of its own, and are written
        back for what is rare enough to be a method.
        """
        page, out, marked, of_run = self.page, self.out, self.marked, self.steps.of_run
        state, breaks = self.state, 0
        for token in (identified() if IDENTIFIER in page else TOKEN).finditer(page):
            text, run = token.group(1, RUN)
            if state.special:
                self.state, self.breaks = state, breaks
                self.take_special(token)
                state, breaks = self.state, self.breaks
                continue
            if text:
                words = text.rstrip(SPACE)
                if not breaks and token.start(1) > token.start():
                    self.space = True
                if "&" in words or "  " in words or not words.isprintable():
                    self.state, self.breaks = state, breaks
                    self.write_words(folded(words))
                    self.space = self.space or len(words) < len(text)
                    breaks = self.breaks
                else:
                    if breaks:
                        lead = state.lead if breaks == 1 else "\n" * breaks + state.margin
                        if self.marker:
                            lead = "\n" * breaks + state.margin[2:] + self.marker
                            self.marker = ""
                        out.append(lead)
                        breaks = 0
                    else:
                        out.append(self.parting(words))
                    out.append(words)
                    self.gap = None
                    self.space = len(words) < len(text)
            elif not breaks and token.start(1) > token.start():
                self.space = True
            while run:
                state, plus, least, gap, last, items = state.after.get(run) or of_run(state, run)
                breaks += plus
                if breaks < least:
                    breaks = least
                if gap and not breaks:
                    self.cross(gap)
                if items:
                    self.count(items)
                if not last:
                    break
                given, run = token.group(LINK, LINK + 1)
                if last == "img":
                    if given and not (' alt=""' in given and given.count("alt") == 1):  # most have an empty one
                        self.state, self.breaks = state, breaks
                        self.write_words(folded(attribute(given, "alt")))
                        breaks = self.breaks
                elif given:
                    marked.append((len(out), last, given))
            if token.lastindex in _TAGS:
                self.state, self.breaks = state, breaks
                self.tag(token)
                state, breaks = self.state, self.breaks

    # ---- tags -------------------------------------------------------------------------------------------------------

    def take_special(self, token: Token) -> None:
        """A token that begins within preformatted or dropped elements."""
        run = token[RUN]
        step = (self.state.after.get(run) or self.steps.of_run(self.state, run)) if run else None
        if self.state.dropped and token.lastindex == RUN and (not step or step[0].dropped):
            if step:
                self.state = step[0]
        else:
            for tag in TAG.finditer(self.page, token.start(), token.end()):
                self.take(tag)

    def take(self, token: Token) -> None:
        """Text and a tag, wherever they stand."""
        if not self.state.dropped:
            if self.state.preformatted:
                self.verbatim(token)
            elif text := token[1]:
                self.data(text, token)
            elif token.start(1) > token.start():
                self.space = True
        self.tag(token)

    def tag(self, token: Token) -> None:
        """A tag that stands alone."""
        kind = token.lastindex
        if kind == START:
            name = token[6].lower()
            given = token[7]
            if name in DROPPED:
                if not given.endswith("/"):  # else it has no content, as XML writes it
                    self.follow(name)
                    if name == "svg":
                        self.notice(token)
                return
            self.follow(name)
            if name in _NOTICED:
                self.notice(token)
            elif given and not self.state.dropped:
                if name in _MARKED or (name == "div" and IDENTIFIER in given):
                    self.marked.append((len(self.out), name, given))
                elif name == "img":
                    self.write_words(folded(attribute(given, "alt")))
        elif kind == END:
            name = token[3].lower()
            if name in _NOTICED_ENDS:
                self.notice(token)
            self.follow(f"/{name}")
        elif kind == RAW:
            self.notice(token)

    def follow(self, name: str) -> None:
        """Do what a tag does, but for its attributes."""
        state = self.state
        if name in ACTING:
            self.state, plus, least, gap, _, items = state.after.get(name) or self.steps.of_tag(state, name)
            self.breaks = max(self.breaks + plus, least)
            if gap:
                self.cross(gap)
            if items:
                self.count(items)
        elif not state.dropped and (gap := APART_TAGS.get(name)):
            self.cross(gap)

    def count(self, items: Items) -> None:
        """Do what tags do with items and lists."""
        numbers = self.numbers
        for item in items:
            if item == ENDED:
                self.marker = ""  # an empty item prints nothing, and leaves its number out
                while self.marked and self.marked[-1][0] == len(self.out):
                    self.marked.pop()
            elif item == BULLET:
                self.marker = "• "
            elif item > 0:
                numbers[item] += 1
                self.marker = f"{numbers[item]}. "
            else:
                numbers += [0] * (1 - item - len(numbers))
                numbers[-item] = 0

    # ---- text -------------------------------------------------------------------------------------------------------

    def data(self, text: str, token: Token) -> None:
        """The text of a token, whose white space is folded."""
        self.space = self.space or token.start(1) > token.start()
        self.write_words(folded(text))

    def verbatim(self, token: Token) -> None:
        """What stands in preformatted elements, with its white space."""
        text = self.page[token.start() : token.end(1)]
        for number, line in enumerate(characters(text).replace("\r", " ").split("\n")):
            self.breaks += number > 0
            if line:
                self.write(line)
