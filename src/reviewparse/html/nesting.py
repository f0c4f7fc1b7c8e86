"""Which elements are open, and what the tags between two texts change: worked out once for the same tags at a place.

A page opens and closes the same elements over and over: what a run of tags does within the same open elements is
remembered. So most of a page is looked up, tag by tag only what is new in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from reviewparse.html.elements import ELEMENTS, Element
from reviewparse.html.tokens import TAGS

__all__ = ["BULLET", "IDENTIFIER", "MOST", "More", "Open", "Step", "step"]

MOST: Final = 10_000
"""So many steps are remembered. A page has a few hundred; one that has more is read tag by tag from there on."""

BULLET: Final = -1
"""Instead of a number, of a list whose items have bullets."""

_DEEPEST: Final = 20
"""Lists nested deeper than this are indented no further: it would make the text grow with the square of the page."""

IDENTIFIER: Final = "data-mcrefid"
"""In this attribute of a `div` layout L2 names a review."""

_ON_A_LINE: Final = ("apart", "image")
"""What these kinds of elements do is no matter of lines."""

_BITS: Final = {name: 1 << number for number, name in enumerate(ELEMENTS)}
_HIDES: Final = {
    name: sum(_BITS[other] for other, element in ELEMENTS.items() if name in element.within) for name in ELEMENTS
}
"""Whose elements no tag within an element can end: `Element.within`, the other way round."""


class Open:
    """An open element, and through `around` all elements around it. Nothing of it changes but what is remembered."""

    __slots__ = (
        "after", "around", "bulleted", "dropped", "element", "inner", "lists", "margin", "preformatted", "reached",
        "special", "unblocked",
    )  # fmt: skip

    def __init__(self, element: Element | None, around: Open | None) -> None:
        self.element = element
        self.around = around
        self.after: dict[str, Step] = {}
        """The steps from here, by the tags as they are written."""
        self.inner: dict[Element, Open] = {}
        """The elements that were opened in it, so that the same one is not made twice."""
        self.reached = 0
        """The names, as `_BITS`, of which a tag can end an open element."""
        self.unblocked = 0
        """The open elements in which no block stands: paragraphs and drawings."""
        self.dropped = False
        """Whether its text is none of the page's."""
        self.preformatted = False
        """Whether its white space is the text's."""
        self.lists = 0
        """The open lists. An item without one opens one."""
        self.bulleted = True
        """Whether the items of the innermost list have bullets."""
        if element and around:
            kind = element.kind
            self.reached = around.reached & ~_HIDES[element.name] | _BITS[element.name]
            self.unblocked = around.unblocked + (kind in ("paragraph", "drawing"))
            self.dropped = around.dropped or kind in ("dropped", "drawing")
            self.preformatted = around.preformatted or (kind == "preformatted" and not self.dropped)
            self.lists, self.bulleted = around.lists, around.bulleted
            if not self.dropped:
                if kind in ("numbered", "bulleted"):
                    self.lists, self.bulleted = self.lists + 1, kind == "bulleted"
                elif kind == "item" and not self.lists:
                    self.lists = 1
        self.special = self.dropped or self.preformatted
        self.margin = "  " * (min(self.lists, _DEEPEST) + 1) if self.lists else ""
        """The white space before a line of it."""


class More:
    """What some tags do besides closing and opening elements and ending lines."""

    __slots__ = ("cell", "ends_item", "item", "names", "opened")

    def __init__(self) -> None:
        self.ends_item = False
        """Whether an item has ended: one without a text prints nothing."""
        self.opened: list[int] = []
        """The lists that were opened, each by how many were then open; numbers begin again."""
        self.item = 0
        """The list, as in `opened`, of the item that has begun, or `BULLET`; 0 for none."""
        self.cell = False
        """Whether a cell of a table has begun."""
        self.names: list[str] = []
        """The attributes of tags that name a review."""

    def __bool__(self) -> bool:
        return self.ends_item or bool(self.opened) or self.item != 0 or self.cell or bool(self.names)


Step: TypeAlias = tuple[Open, int, int, bool, More | None]
"""What is open after some tags; the line ends that they add, and how many are due at least; whether the last one is a
tag whose attributes count; and what else they do."""


def step(state: Open, tags: str, remember: bool) -> Step:
    """What these tags do there, as it is then remembered."""
    way = _Way(state, remember)
    last = ""
    for name, given in TAGS.findall(tags):
        last = name
        if name[0] == "/":
            way.end(name[1:])
        else:
            way.start(name)
            if name == "div" and IDENTIFIER in given and not way.state.dropped:
                way.more.names.append(given)
    counts = last in ("a", "li", "img") and not way.state.dropped
    made = (way.state, way.plus, way.least, counts, way.more if way.more else None)
    if remember:
        state.after[tags] = made
    return made


class _Way:
    """Goes from tag to tag.

    An element ends with its end tag, with that of an element around it, or with the start tag of one that cannot stand
    in it. An end tag without an open element does nothing.
    """

    def __init__(self, state: Open, remember: bool) -> None:
        self.state = state
        self.remember = remember
        self.plus = 0
        self.least = 0
        self.more = More()

    def start(self, name: str) -> None:
        element = ELEMENTS.get(name)
        if element is None or element.kind in _ON_A_LINE:
            return
        kind = element.kind
        if kind == "line break":
            self._break()
            return
        if element.closes:
            self._end_innermost(element.closes)
        if self.state.unblocked and element.line_ends:
            self._end_innermost(("svg",))
            self._end_innermost(("p",))
        if kind != "rule":
            self._open(element)
        if self.state.dropped:
            return
        self.least = max(self.least, element.line_ends)
        state, more = self.state, self.more
        if kind == "item":
            more.item = BULLET if state.bulleted else state.lists
        elif kind == "numbered" or kind == "bulleted":
            more.opened.append(state.lists)
        elif kind == "cell":
            more.cell = True

    def end(self, name: str) -> None:
        element = ELEMENTS.get(name)
        if element is None or element.kind in _ON_A_LINE or element.kind == "rule":
            return
        if element.kind == "line break":  # browsers take </br> for <br>
            self._break()
        elif not self._end_innermost((name,)) and element.kind == "paragraph" and not self.state.dropped:
            self.least = max(self.least, element.line_ends)  # browsers take the end of no paragraph for an empty one

    def _break(self) -> None:
        if not self.state.dropped:
            self.plus += 1
            self.least += 1

    def _open(self, element: Element) -> None:
        inner = self.state.inner.get(element)
        if inner is None:
            inner = Open(element, self.state)
            if self.remember:
                self.state.inner[element] = inner
        self.state = inner

    def _end_innermost(self, names: Iterable[str]) -> bool:
        """End the innermost open element of these names that a tag can end here; whether there was one."""
        if not any(self.state.reached & _BITS[name] for name in names):
            return False
        while True:
            ended = self._end()
            if ended.name in names:
                return True

    def _end(self) -> Element:
        """End the innermost open element."""
        state = self.state
        element = state.element
        assert element is not None and state.around is not None
        self.state = state.around
        if not state.dropped:
            self.least = max(self.least, element.line_ends)
            if element.kind == "item":
                more = self.more
                more.ends_item, more.item, more.names = True, 0, []
        return element
