"""Which elements are open, and what the tags between two texts change: worked out once for the same tags at a place.

A page opens and closes the same elements over and over: what a run of tags does within the same open elements is
remembered. So most of a page is looked up, tag by tag only what is new in it.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from attrs import frozen

from reviewparse.html.elements import APART, ELEMENTS, Element
from reviewparse.html.tokens import NAMES, TAGS

__all__ = ["ACTING", "APART_TAGS", "BULLET", "Gap", "More", "Open", "Step", "Steps"]

MOST: Final = 10_000
"""So many steps are remembered. A page has a few hundred; one that has more is read tag by tag from there on."""

BULLET: Final = -1
"""Instead of a number, of a list whose items have bullets."""

_DEEPEST: Final = 20
"""Lists nested deeper than this are indented no further: it would make the text grow with the square of the page."""

_IN_A_LINE: Final = ("apart", "image")
"""What elements of these kinds do is no matter of lines."""

ACTING: Final = frozenset(
    slash + name
    for name, element in ELEMENTS.items()
    if element.kind not in _IN_A_LINE
    for slash in ("", "/")
    if slash + name != "/hr"
)
"""The names of the tags, those of end tags with their slash, that do something to lines."""

APART_TAGS: Final[dict[str, Gap]] = {
    **dict.fromkeys(APART, (False, 0, 1)),
    **dict.fromkeys((f"/{name}" for name in APART), (False, 1, 0)),
}
"""What the tags put between two texts that keep them apart on a line."""

_BITS: Final = {name: 1 << number for number, name in enumerate(ELEMENTS)}
_LEAVES: Final = {
    name: sum(_BITS[other] for other, element in ELEMENTS.items() if name not in element.within) for name in ELEMENTS
}
"""Of which elements around it a tag within an element can end one: `Element.within`, the other way round."""


_NO_STEPS: Final[dict[str, Step]] = {}
_NONE_INNER: Final[dict[Element, Open]] = {}
"""Of all elements that remember nothing: a hostile page may open millions."""


class Open:
    """An open element, and through `around` all elements around it. Nothing of it changes but what is remembered."""

    __slots__ = (
        "after", "around", "bulleted", "dropped", "element", "inner", "lists", "margin", "preformatted", "reached",
        "special", "unblocked",
    )  # fmt: skip

    def __init__(self, element: Element | None = None, around: Open | None = None, remembers: bool = True) -> None:
        self.element = element
        self.around = around
        self.after: dict[str, Step] = {} if remembers else _NO_STEPS
        """The steps from here, by the tags as they are written."""
        self.inner: dict[Element, Open] = {} if remembers else _NONE_INNER
        """The elements that were opened in it, so that the same one is not made twice."""
        if element is None or around is None:
            self.reached = self.unblocked = self.lists = 0
            self.dropped = self.preformatted = self.special = False
            self.bulleted = True
            self.margin = ""
            return
        kind = element.kind
        self.reached = around.reached & _LEAVES[element.name] | _BITS[element.name]
        """The names, as `_BITS`, of which a tag can end an open element."""
        self.unblocked = around.unblocked + (kind in ("paragraph", "drawing"))
        """The open elements in which no block stands: paragraphs and drawings."""
        self.dropped = around.dropped or kind in ("dropped", "drawing")
        """Whether its text is none of the page's."""
        self.preformatted = around.preformatted or (kind == "preformatted" and not self.dropped)
        """Whether its white space is the text's."""
        self.special = self.dropped or self.preformatted
        self.lists = around.lists
        """The open lists. An item without one opens one."""
        self.bulleted = around.bulleted
        """Whether the items of the innermost list have bullets."""
        self.margin = around.margin
        """The white space before a line of it."""
        if self.dropped:
            return
        if kind in ("numbered", "bulleted") or (kind == "item" and not self.lists):
            self.lists += 1
            self.bulleted = kind != "numbered"
            self.margin = "  " * (min(self.lists, _DEEPEST) + 1)


@frozen
class More:
    """What some tags do besides closing and opening elements and ending lines."""

    ends_item: bool = False
    """Whether an item has ended: one without a text prints nothing."""
    opened: tuple[int, ...] = ()
    """The lists that were opened, each by how many were then open; numbers begin again."""
    item: int = 0
    """The list, as in `opened`, of the item that has begun, or `BULLET`; 0 for none."""
    cell: bool = False
    """Whether a cell of a table has begun."""


Gap: TypeAlias = tuple[bool, int, int]
"""What some tags put between two texts on a line: whether there is white space, and how many elements that are apart
end and begin there, without those that do both."""

Step: TypeAlias = tuple[Open, int, int, Gap | None, str, More | None]
"""What is open after some tags; the line ends that they add, and how many are due at least; where there are none, what
else parts the texts; the name of the last tag, if its attributes count; and what else they do."""


class Steps:
    """Works out steps, and remembers them as long as they are not too many."""

    def __init__(self) -> None:
        self.left = MOST
        self.outside = Open()
        self._from: list[Open] = []

    def of_run(self, state: Open, run: str) -> Step:
        """What the tags of a run do there."""
        first = state
        plus = least = item = 0
        ends_item = cell = False
        opened: list[int] = []
        name = ""
        for name in NAMES.findall(run):
            if name in ACTING:
                state, added, due, _, _, also = state.after.get(name) or self.of_tag(state, name)
                plus += added
                least = max(least + added, due)
                if also:
                    opened += also.opened
                    item = also.item if also.ends_item else also.item or item
                    ends_item, cell = ends_item or also.ends_item, cell or also.cell
        more = More(ends_item, tuple(opened), item, cell) if ends_item or opened or item or cell else None
        gap = _gap(run) if plus == least == 0 and not first.dropped else None
        last = name if name in _WITH_ATTRIBUTES and not state.dropped else ""
        made = (state, plus, least, gap, last, more)
        self._remember(first, run, made)
        return made

    def of_tag(self, state: Open, name: str) -> Step:
        """What a tag does there."""
        way = _Way(state, self.left > 0)
        if name[0] == "/":
            way.end(name[1:])
        else:
            way.start(name)
        more = None
        if way.ends_item or way.opened or way.item or way.cell:
            more = More(way.ends_item, way.opened, way.item, way.cell)
        made = (way.state, way.plus, way.least, None, "", more)
        self._remember(state, name, made)
        return made

    def _remember(self, state: Open, tags: str, made: Step) -> None:
        if self.left:
            self.left -= 1
            if not state.after:
                self._from.append(state)
            state.after[tags] = made

    def forget(self) -> None:
        """Forget all steps, which refer to each other."""
        for state in self._from:
            state.after.clear()
            state.inner.clear()


_WITH_ATTRIBUTES: Final = ("a", "li", "img")


def _gap(run: str) -> Gap | None:
    """What the tags of a run put between two texts on a line, if anything."""
    space = False
    ended = begun = 0
    for name, _, spaces in TAGS.findall(run):
        space = space or spaces != ""
        if name in APART:
            begun += 1
        elif name[1:] in APART and name[0] == "/":
            if begun:
                begun -= 1
            else:
                ended += 1
    return (space, ended, begun) if space or ended or begun else None


class _Way:
    """Takes one tag.

    An element ends with its end tag, with that of an element around it, or with the start tag of one that cannot stand
    in it. An end tag without an open element does nothing.
    """

    def __init__(self, state: Open, remember: bool) -> None:
        self.state = state
        self.remember = remember
        self.plus = 0
        self.least = 0
        self.ends_item = False
        self.opened: tuple[int, ...] = ()
        self.item = 0
        self.cell = False

    def start(self, name: str) -> None:
        element = ELEMENTS[name]
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
        state = self.state
        if state.dropped:
            return
        self.least = max(self.least, element.line_ends)
        if kind == "item":
            self.item = BULLET if state.bulleted else state.lists
        elif kind == "numbered" or kind == "bulleted":
            self.opened = (state.lists,)
        elif kind == "cell":
            self.cell = True

    def end(self, name: str) -> None:
        element = ELEMENTS[name]
        if element.kind == "line break":  # browsers take </br> for <br>
            self._break()
        elif not self._end_innermost((name,)) and element.kind == "paragraph" and not self.state.dropped:
            self.least = max(self.least, element.line_ends)  # browsers take the end of no paragraph for an empty one

    def _break(self) -> None:
        if not self.state.dropped:
            self.plus += 1

    def _open(self, element: Element) -> None:
        inner = self.state.inner.get(element)
        if inner is None:
            inner = Open(element, self.state, self.remember)
            if self.remember:
                self.state.inner[element] = inner
        self.state = inner

    def _end_innermost(self, names: tuple[str, ...]) -> bool:
        """End the innermost open element of these names that a tag can end here; whether there was one."""
        if not any(self.state.reached & _BITS[name] for name in names):
            return False
        while self._end().name not in names:
            pass
        return True

    def _end(self) -> Element:
        """End the innermost open element."""
        state = self.state
        element = state.element
        assert element is not None
        assert state.around is not None
        self.state = state.around
        if not state.dropped:
            self.least = max(self.least, element.line_ends)
            self.ends_item = self.ends_item or element.kind == "item"
        return element
