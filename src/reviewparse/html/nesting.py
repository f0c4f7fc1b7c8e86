"""Which elements are open, and what the tags between two texts change: worked out once for the same tags at a place.

A page opens and closes the same elements over and over, and so do the pages of a site: what a run of tags does within
the same open elements is remembered. So most of a page is looked up, tag by tag only what is new in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from reviewparse.html.elements import APART, ELEMENTS, Element
from reviewparse.html.tokens import NAMES, SPACED

__all__ = ["ACTING", "APART_TAGS", "BULLET", "ENDED", "Gap", "Items", "Open", "Step", "Steps", "joined", "shared"]

ROOM: Final = 1 << 22
"""So much is remembered: of each step its tags, counted in characters, and `STEP`. A page has a few hundred steps. One
that has more than there is room for is read tag by tag from there on."""

STEP: Final = 256
"""What a step takes besides its tags."""

BULLET: Final = 0
"""Instead of a number, of a list whose items have bullets."""

ENDED: Final = 1 << 62
"""Instead of a list: an item has ended."""

DEEPEST: Final = 1024
"""So many elements may be open, twice as many as in Blink. A block that begins or ends deeper only ends lines, so that
a page of open elements alone takes neither the memory nor the time of a million of them."""

_DEEPEST_MARGIN: Final = 20
"""Lists nested deeper than this are indented no further: it would make the text grow with the square of the page."""

_LISTS: Final = ("numbered", "bulleted", "item")

_SPECIAL: Final = ("dropped", "drawing", "preformatted")
"""Text in elements of these kinds is none of the page's, or is so with its white space."""

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

_APART_ENDS: Final = frozenset(f"/{name}" for name in APART)

APART_TAGS: Final[dict[str, Gap]] = {
    **dict.fromkeys(APART, (False, 0, 1, False)),
    **dict.fromkeys(_APART_ENDS, (False, 1, 0, False)),
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
        "after", "around", "bulleted", "depth", "dropped", "element", "inner", "lead", "lists", "margin",
        "preformatted", "reached", "special", "unblocked",
    )  # fmt: skip

    def __init__(self, element: Element | None = None, around: Open | None = None, remembers: bool = True) -> None:
        self.element = element
        self.around = around
        self.after: dict[str, Step] = {} if remembers else _NO_STEPS
        """The steps from here, by the tags as they are written."""
        self.inner: dict[Element, Open] = {} if remembers else _NONE_INNER
        """The elements that were opened in it, so that the same one is not made twice."""
        if element is None or around is None:
            self.depth = self.reached = self.unblocked = self.lists = 0
            self.dropped = self.preformatted = self.special = False
            self.bulleted = True
            self.margin = ""
            self.lead = "\n"
            return
        kind = element.kind
        self.depth = around.depth + 1
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
        self.lead = around.lead
        """A line end and that."""
        if self.dropped:
            return
        if kind in ("numbered", "bulleted") or (kind == "item" and not self.lists):
            self.lists += 1
            self.bulleted = kind != "numbered"
            self.margin = "  " * (min(self.lists, _DEEPEST_MARGIN) + 1)
            self.lead = f"\n{self.margin}"


Items: TypeAlias = tuple[int, ...]
"""What some tags do with items and lists, in order. Where an item begins, it is the number of its list, counted from 1
for the outermost open one, or `BULLET`; where a list begins, its number below zero; where an item ends, `ENDED`."""

Gap: TypeAlias = tuple[bool, int, int, bool]
"""What some tags put between two texts on a line: whether there is white space, how many elements that are apart end
and begin there, without those that do both, and whether a cell of a table begins."""

Step: TypeAlias = tuple[Open, int, int, Gap | None, str, Items]
"""What is open after some tags; the line ends that they add, and how many are due at least; where there are none, what
else parts the texts; the name of the last tag, if its attributes count; and what they do with items."""


class Steps:
    """Works out steps, and remembers them as long as there is room."""

    def __init__(self) -> None:
        self.room = ROOM
        self.outside = Open()
        self._from: list[Open] = []

    def of_run(self, state: Open, run: str) -> Step:
        """What the tags of a run do there."""
        names = NAMES.findall(run)
        spaced = SPACED.match(run) is not None
        linked = run[-1].isalpha()
        alike = f"{' '.join(names)},{spaced:d}{linked:d}"  # runs that differ in attributes do the same
        made = state.after.get(alike)
        if made is None:
            made = self._of_names(state, names, spaced, linked)
            self._remember(state, alike, made)
        self._remember(state, run, made)
        return made

    def _of_names(self, state: Open, names: Sequence[str], spaced: bool, linked: bool) -> Step:
        first = state
        plus = least = 0
        cell = False
        items: list[int] = []
        for name in names:
            if name in ACTING:
                state, added, due, cells, _, also = state.after.get(name) or self.of_tag(state, name)
                plus += added
                least = max(least + added, due)
                cell = cell or cells is not None
                items += also
        gap = _gap(names, spaced, cell) if plus == least == 0 and not first.dropped else None
        return state, plus, least, gap, names[-1] if linked and not state.dropped else "", tuple(items)

    def of_tag(self, state: Open, name: str) -> Step:
        """What a tag does there."""
        way = _Way(state, self.room > 0)
        if name[0] == "/":
            way.end(name[1:])
        else:
            way.start(name)
        made = (way.state, way.plus, way.least, _CELL if way.cell else None, "", tuple(way.items))
        self._remember(state, name, made)
        return made

    def _remember(self, state: Open, tags: str, made: Step) -> None:
        needed = STEP + len(tags)
        if needed <= self.room:
            self.room -= needed
            if not state.after:
                self._from.append(state)
            state.after[tags] = made

    def forget(self) -> None:
        """Forget all steps, which refer to each other."""
        for state in self._from:
            state.after.clear()
            state.inner.clear()


_shared = Steps()


def shared() -> Steps:
    """The steps that pages share, as those of a site have the same tags; new ones where half of the room is filled.

    Threads may use the same ones: what one has not seen yet of another's, it works out again.
    """
    global _shared
    steps = _shared
    if steps.room < ROOM // 2:
        _shared = Steps()
        steps.forget()
        steps = _shared
    return steps


_CELL: Final = (False, 0, 0, True)


def joined(first: Gap, then: Gap) -> Gap:
    """What one gap and then another put between two texts."""
    both = min(first[2], then[1])
    return first[0] or then[0], first[1] + then[1] - both, first[2] - both + then[2], first[3] or then[3]


def _gap(names: Sequence[str], spaced: bool, cell: bool) -> Gap | None:
    """What tags put between two texts on a line, if anything."""
    ended = begun = 0
    for name in names:
        if name in APART:
            begun += 1
        elif name in _APART_ENDS:
            if begun:
                begun -= 1
            else:
                ended += 1
    return (spaced, ended, begun, cell) if spaced or ended or begun or cell else None


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
        self.items: list[int] = []
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
        opened = kind != "rule" and self._open(element)
        state = self.state
        if state.dropped:
            return
        self.least = max(self.least, element.line_ends)
        if not opened:
            return
        if kind == "item":
            self.items.append(BULLET if state.bulleted else state.lists)
        elif kind == "numbered" or kind == "bulleted":
            self.items.append(-state.lists)
        elif kind == "cell":
            self.cell = True

    def end(self, name: str) -> None:
        element = ELEMENTS[name]
        if element.kind == "line break":  # browsers take </br> for <br>
            self._break()
        elif element.kind == "block" and self.state.depth >= DEEPEST:
            self.least = max(self.least, 0 if self.state.dropped else element.line_ends)
        elif not self._end_innermost((name,)) and element.kind == "paragraph" and not self.state.dropped:
            self.least = max(self.least, element.line_ends)  # browsers take the end of no paragraph for an empty one

    def _break(self) -> None:
        if not self.state.dropped:
            self.plus += 1

    def _open(self, element: Element) -> bool:
        """Open an element; whether that could be done."""
        state = self.state
        if state.depth >= DEEPEST and (
            element.kind == "block"
            or (element.kind in _LISTS and state.lists >= DEEPEST)
            or (element.kind in _SPECIAL and state.special)
        ):
            return False
        inner = state.inner.get(element)
        if inner is None:
            inner = Open(element, state, self.remember)
            if self.remember:
                state.inner[element] = inner
        self.state = inner
        return True

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
            if element.kind == "item":
                self.items.append(ENDED)
        return element
