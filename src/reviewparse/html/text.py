"""Tokens to lines: what of the page is written where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reviewparse.html.elements import DROPPED
from reviewparse.html.lines import SPACE, LineWriter, Mark, Token, folded
from reviewparse.html.nesting import ACTING, APART_TAGS, BULLET, More, Steps
from reviewparse.html.tokens import END, LINK, RAW, RUN, START, TAG, TOKEN, attributes, characters

__all__ = ["Mark", "Token", "text_and_marks", "text_of"]

_NOTICED: Final = frozenset({"meta", "link", "h1"})
_NOTICED_ENDS: Final = frozenset({"h1", "svg"})
_IDENTIFIER: Final = "data-mcrefid"
"""In this attribute of a `div` layout L2 names a review."""

_MARKED: Final = frozenset({"a", "li"})


def text_of(page: str) -> str:
    r"""The text of a page of HTML, whose line ends are line feeds.

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
    identified = _IDENTIFIER in page
    for token in TOKEN.finditer(page):
        state = builder.state
        text, run = token.group(1, 2)
        step = (state.after.get(run) or steps.of_run(state, run)) if run else None
        if state.special or (identified and _IDENTIFIER in run):
            if state.dropped and token.lastindex == RUN and (not step or step[0].dropped):
                builder.state = step[0] if step else state
            else:
                for tag in TAG.finditer(page, token.start(), token.end()):
                    builder.take(tag)
            continue
        if text:
            builder.data(text, token)
        elif not builder.breaks and token.start(1) > token.start():
            builder.space = True
        if step:
            builder.state, plus, least, gap, counts, more = step
            breaks = builder.breaks + plus
            builder.breaks = breaks = breaks if breaks > least else least
            if gap and not breaks:
                builder.cross(gap)
            if more:
                builder.more(more)
            if counts and (given := token[LINK]):
                builder.link(run, given)
        if RUN != token.lastindex != LINK:
            builder.tag(token)
    steps.forget()
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
        self.state = self.steps.outside

    # ---- tags -------------------------------------------------------------------------------------------------------

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
                if name in _MARKED or (name == "div" and _IDENTIFIER in given):
                    self.marking.append((name, given))
                elif name == "img":
                    self.image(given)
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
            self.state, plus, least, _, _, more = state.after.get(name) or self.steps.of_tag(state, name)
            self.breaks = max(self.breaks + plus, least)
            if more:
                self.more(more)
        elif not state.dropped and (gap := APART_TAGS.get(name)):
            self.cross(gap)

    def link(self, run: str, given: str) -> None:
        """The attributes of the last tag of a run."""
        if run[-1] == "g":
            self.image(given)
        else:
            self.marking.append(("a" if run[-1] == "a" else "li", given))

    def image(self, given: str) -> None:
        """The alternative text; most images have an empty one."""
        if ' alt=""' in given and given.count("alt") == 1:
            return
        self.write_words(folded(attributes(given).get("alt", "")))

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

    # ---- text -------------------------------------------------------------------------------------------------------

    def data(self, text: str, token: Token) -> None:
        """The text of a token, whose white space is folded."""
        words = text.rstrip(SPACE)
        if not self.breaks and token.start(1) > token.start():
            self.space = True
        if "&" in words or "  " in words or not words.isprintable():
            self.write_words(folded(text))
        else:
            self.write(words)
            self.space = len(words) < len(text)

    def verbatim(self, token: Token) -> None:
        """What stands in preformatted elements, with its white space."""
        text = self.page[token.start() : token.end(1)]
        for number, line in enumerate(characters(text).replace("\r", " ").split("\n")):
            self.breaks += number > 0
            if line:
                self.write(line)
