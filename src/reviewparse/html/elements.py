"""What each element of HTML does to the text: one table, `ELEMENTS`. What is not in it does nothing (`b`, `i`, `em`).

Which elements are blocks, and with how much space around them, is the suggested style sheet of the HTML standard
(section 15.3) as text extractors apply it: a line of their own, and a blank line around paragraphs and headings. Which
elements end others that were not closed is the standard's tree construction (section 13.2.6), cut down to what
changes lines: lists and their items, paragraphs, the rows and cells of tables.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from attrs import frozen

__all__ = ["APART", "BY_NAME", "DROPPED", "ELEMENTS", "ENDS_BY_NAME", "Element", "Kind"]


Kind: TypeAlias = Literal[
    "block",  # nothing but its line ends
    "paragraph",  # a block in which no block stands
    "numbered",  # a list whose items are numbered
    "bulleted",  # a list whose items have bullets
    "item",
    "cell",  # a tab parts it from what stands before it on its line
    "preformatted",  # its line ends and its white space are the text's
    "dropped",  # a reader of the page does not see its content as text: the choices of a form
    "drawing",  # the same, and no block stands in it
    # Two of these side by side without white space are two things that the page's style sheet keeps apart (a
    # publication, an author, a date), so a tab parts them. Elements that format running text (b, i, em, sup, q ...) are
    # not among them: they may meet inside a word.
    "apart",
    "line break",  # without content, as the two below
    "rule",
    "image",  # its alternative text is text
]
"""What an element does besides its line ends."""


@frozen(eq=False)
class Element:
    """What one element does."""

    name: str
    kind: Kind
    line_ends: int = 0
    """How many line ends stand before and after it; 2 make a blank line."""
    closes: tuple[str, ...] = ()
    """Its start tag ends the innermost open element of these names ..."""
    within: frozenset[str] = frozenset()
    """... but nothing that stands outside the innermost open element of these names, and nor does its end tag."""


_CELLS: Final = ("table", "caption", "td", "th", "template")
_TABLE: Final = ("table", "template")
_LISTS: Final = ("ol", "ul", "menu", "dir")

_TABLE_OF_ELEMENTS: Final[tuple[tuple[str, Kind, int, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("div", "block", 1, (), _CELLS),
    ("span a label time button data", "apart", 0, (), ()),
    ("li", "item", 1, ("li",), _LISTS + _CELLS),
    ("ul menu dir", "bulleted", 1, (), _CELLS),
    ("td th", "cell", 0, ("td", "th"), _TABLE),
    ("tr", "block", 1, ("tr",), _TABLE),
    ("br", "line break", 1, (), ()),
    ("p", "paragraph", 2, (), _CELLS),
    ("h1 h2 h3 h4 h5 h6", "block", 2, (), _CELLS),
    ("ol", "numbered", 1, (), _CELLS),
    ("table", "block", 1, (), ("template",)),
    ("caption", "block", 1, (), _TABLE),
    ("dt dd", "block", 1, ("dt", "dd"), ("dl", *_CELLS)),
    ("nav section form header footer article main address aside blockquote center details dialog dl fieldset "
     "figcaption figure hgroup legend search summary", "block", 1, (), _CELLS),
    ("pre", "preformatted", 1, (), _CELLS),
    ("datalist select template", "dropped", 0, (), _CELLS),
    ("svg", "drawing", 0, (), _CELLS),
    ("hr", "rule", 1, (), ()),
    ("img", "image", 0, (), ()),
)  # fmt: skip

ELEMENTS: Final = {
    name: Element(name, kind, line_ends, closes, frozenset(within))
    for names, kind, line_ends, closes, within in _TABLE_OF_ELEMENTS
    for name in names.split()
}
"""The most frequent ones first. Of elements whose content is characters, nothing is text: see `tokens`."""

APART: Final = frozenset(name for name, element in ELEMENTS.items() if element.kind == "apart")
DROPPED: Final = frozenset(name for name, element in ELEMENTS.items() if element.kind in ("dropped", "drawing"))

_MORE_THAN_THE_NAME: Final = DROPPED | {"a", "li", "h1", "img", "pre"}
_WITHOUT_EFFECT: Final = ("b", "i", "em", "strong", "option", "input", "tbody", "path", "use", "symbol")

BY_NAME: Final = (*(name for name in ELEMENTS if name not in _MORE_THAN_THE_NAME), *_WITHOUT_EFFECT)
"""Elements of whose start tag only the name counts, the most frequent ones first. Those that do nothing save time."""

ENDS_BY_NAME: Final = ("a", "li", *BY_NAME)
"""The same of end tags."""
