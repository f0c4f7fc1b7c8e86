"""Tokens to lines: what of the page is written where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reviewparse.html.elements import DROPPED
from reviewparse.html.lines import SPACE, LineWriter, Mark, Token, folded
from reviewparse.html.nesting import ACTING, BULLET, IDENTIFIER, More, Steps
from reviewparse.html.tokens import END, LINK, RAW, RUN, START, TAG, TOKEN, attributes, characters

__all__ = ["Mark", "Token", "text_and_marks", "text_of"]

_NOTICED: Final = frozenset({"meta", "link", "h1"})
_NOTICED_ENDS: Final = frozenset({"h1", "svg"})
_MARKED: Final = frozenset({"a", "li"})


def text_of(page: str) -> str:
    """The text of a page of HTML, whose line ends are line feeds.

    >>> text_of("<p>Warm &amp; <i>funny</i>.<ul><li>Dot Review</ul>")
    'Warm & funny.\n\n  • Dot Review'
    """
    return text_and_marks(page)[0]


def text_and_marks(page: str, notice: Callable[[Token], object] = bool) -> tuple[str, list[Mark]]:
    """The text, and where in it links, list items and other elements with a name stand.

    `notice` is called with each token that may say something of the page as a whole: tags of `meta`, `link`, `h1` and
    `svg`, and elements whose content is characters.

    >>> text_and_marks("<p>Warm <a href=/x>and funny</a>.")
    ('Warm and funny.', [(1, 'and funny', [('a', ' href=/x')])])
    """
    builder = _TextBuilder(page, notice)
    steps = builder.steps
    for token in TOKEN.finditer(page):
        state = builder.state
        text, tags = token.group(1, 2)
        step = state.after.get(tags) or steps.of_run(state, tags)
        if state.special:
            if state.dropped and step[0].dropped and token.lastindex == RUN:
                builder.state = step[0]
            else:
                for tag in TAG.finditer(page, token.start(), token.end()):
                    builder.take(tag)
            continue
        if text:
            builder.data(text, token)
        builder.state, plus, least, counts, more = step
        breaks = builder.breaks + plus
        builder.breaks = breaks if breaks > least else least
        if more:
            builder.more(more)
        if counts and (given := token[LINK]):
            builder.link(tags, given, token)
        if RUN < token.lastindex < LINK:
            builder.tag(token)
    return "".join(builder.out), builder.marks


class _TextBuilder(LineWriter):
    """Takes the tokens of a page in turn; its text is `out`.

    Only elements that change lines are followed. What parts two texts on one line is looked up when the second one
    comes (`look`), which is seldom.
    """

    def __init__(self, page: str, notice: Callable[[Token], object]) -> None:
        super().__init__(page)
        self.notice = notice
        self.numbers = [0]  # of the last item of each open list
        self.steps = Steps()

    # ---- tags -------------------------------------------------------------------------------------------------------

    def take(self, token: Token) -> None:
        """Text and a tag, wherever they stand."""
        state = self.state
        if not state.dropped:
            if state.preformatted:
                self.verbatim(token)
            elif text := token[1]:
                self.data(text, token)
        self.tag(token)
        if state.dropped and not self.state.dropped:
            self.seen = token.end()

    def tag(self, token: Token) -> None:
        """A tag that stands alone."""
        kind = token.lastindex
        if kind == START:
            name = token[6].lower()
            given = token[7]
            if name in DROPPED:
                self.drop(name, given, token)
                return
            self.follow(name)
            if name in _NOTICED:
                self.notice(token)
            elif given and not self.state.dropped:
                if name in _MARKED or (name == "div" and IDENTIFIER in given):
                    self.marking.append((name, given))
                elif name == "img":
                    self.image(given, token.end(2), token)
        elif kind == END:
            name = token[3].lower()
            if name in _NOTICED_ENDS:
                self.notice(token)
            self.follow(f"/{name}")
        elif kind == RAW:
            self.notice(token)

    def link(self, tags: str, given: str, token: Token) -> None:
        """The attributes of the last tag of a run."""
        if tags[-1] == "g":
            self.image(given, token.end(2) - len("<img"), token)
        else:
            self.marking.append(("a" if tags[-1] == "a" else "li", given))

    def image(self, given: str, start: int, token: Token) -> None:
        """The alternative text; most images have an empty one."""
        if ' alt=""' in given and given.count("alt") == 1:
            return
        self.write_words(folded(attributes(given).get("alt", "")), start, token.end())

    def drop(self, name: str, given: str, token: Token) -> None:
        """The start of an element whose content is dropped."""
        if given.endswith("/"):  # has no content, as XML writes it
            return
        dropped = self.state.dropped
        self.follow(name)
        if name == "svg":
            self.notice(token)
        if not dropped and not self.breaks:
            self.look(token.end(2))

    # ---- what tags do -----------------------------------------------------------------------------------------------

    def follow(self, name: str) -> None:
        """Do what a tag does, but for its attributes."""
        if name in ACTING:
            state = self.state
            self.state, plus, least, _, more = state.after.get(name) or self.steps.of_tag(state, name)
            self.breaks = max(self.breaks + plus, least)
            if more:
                self.more(more)

    def more(self, more: More) -> None:
        if more.ends_item:
            self.marker = ""  # an empty item prints nothing, and leaves its number out
            self.marking = []
        numbers = self.numbers
        for lists in more.opened:
            while len(numbers) <= lists:
                numbers.append(0)
            numbers[lists] = 0
        if item := more.item:
            if item == BULLET:
                self.marker = "• "
            else:
                numbers[item] += 1
                self.marker = f"{numbers[item]}. "
        if more.cell:
            self.cell = True
        for given in more.names:
            self.marking.append(("div", given))

    # ---- text -------------------------------------------------------------------------------------------------------

    def data(self, text: str, token: Token) -> None:
        """The text of a token, whose white space is folded."""
        words = text.rstrip(SPACE)
        if "&" in words or "  " in words or not words.isprintable():
            self.write_words(folded(text), token.start(1), token.end(1))
        else:
            self.write(words, token.start(1))
            self.space = len(words) < len(text)
            self.seen = token.end(1)

    def verbatim(self, token: Token) -> None:
        """What stands in preformatted elements, with its white space."""
        text = self.page[token.start() : token.end(1)]
        if not text:
            return
        self.look(token.start())
        for number, line in enumerate(characters(text).replace("\r", " ").split("\n")):
            self.breaks += number > 0
            if line:
                self.write(line, token.start())
        self.seen = token.end(1)
