"""What the methods of all rules share."""

from __future__ import annotations

from typing import Any, TypeAlias

from reviewparse.cards import SectionType
from reviewparse.fresh import new_distribution
from reviewparse.lines import Span
from reviewparse.lists import TextEnd
from reviewparse.pages import PageBuilder
from reviewparse.records import CriticSection, Distribution
from reviewparse.statements import FURNITURE, HEADS, SourceBlock, Statement
from reviewparse.values import count_of, number_of, user_score_of, verdict_named
from reviewparse.vocabulary import Badge, Layout

__all__ = ["BlockMethods", "Text", "distribution_of", "end_of", "optional_count"]

Text: TypeAlias = str | None
"""The text of a field, `None` where it is not printed."""


class BlockMethods:
    """Methods that take blocks and pass what they say to a `PageBuilder`."""

    def __init__(self, page: PageBuilder) -> None:
        self._page = page

    def _say(
        self, block: SourceBlock, section: SectionType, layout: Layout, *, whole: bool = True, begins: bool = True,
        distribution: Distribution | None = None, distributes: bool = False, **values: Any,
    ) -> None:  # fmt: skip
        """A block that says values of a section; what is `None` is not printed."""
        printed = {name: value for name, value in values.items() if value is not None}
        distributes = distributes or distribution is not None
        self._page.say(block, Statement(section, printed, distribution, whole, begins, distributes), layout)

    def _say_standing(
        self, block: SourceBlock, section: SectionType, layout: Layout, *, score: Text, verdict: Text,
        no_score: Text = None, tbd: Text = None, count: Text = None, awaiting: Text = None, no_reviews: Text = None,
        badge: Text = None, whole: bool = True, distribution: Distribution | None = None,
    ) -> None:  # fmt: skip
        """A block that says how a section stands: its score or that there is none, its verdict, what it is based on."""
        values: dict[str, Any] = {}
        if score:
            values["score"] = number_of(score) if section is CriticSection else user_score_of(score)
        if verdict:
            values["verdict"] = verdict_named(verdict)
        if count:
            values["count"] = count_of(count)
        if awaiting:
            values["awaiting"] = count_of(awaiting)
        if badge:
            values["badge"] = Badge(badge.strip())
        if tbd:
            values["tbd"] = True
        if no_score:
            values["no_score"] = True
        if no_reviews:
            values["no_reviews"] = True
        if values or distribution is not None or not whole:
            statement = Statement(section, values, distribution, whole, distributes=distribution is not None)
        else:
            statement = HEADS[section]
        self._page.say(block, statement, layout)

    def _see_all(self, block: SourceBlock, section: SectionType, layout: Layout, see_all: Text) -> None:
        if see_all is None:
            self._page.say(block, FURNITURE, layout)
        else:
            self._say(block, section, layout, begins=False, see_all=count_of(see_all))

    def _list_lines(self, block: SourceBlock, *spans: Span | None) -> None:
        """List the whole lines of a review in which these fields stand."""
        for span in spans:
            if span is not None:
                source, start = block.source, span[0] - block.start
                end = start + len(source[start : span[1] - block.start].rstrip())
                line = block.line + source.count("\n", 0, start)
                self._page.list_lines(line, span[0], block.start + source.find("\n", end) + 1)


def end_of(text: Text, expand: Text, once: Text, spoiler: Text) -> TextEnd | None:
    """How a user's text ends where the page's word for a long one stands right behind it; `None` where it is the
    page's for certain: on a line of its own, behind an ellipsis or two blanks, or below nothing. So is the word behind
    a text that is printed twice, which is another `once`, or that has the notice of a spoiler.
    """
    if text is None or once is None or expand is None:
        return None
    if "\n" in expand or not expand[:1].isspace() or expand[1:2].isspace() or not expand.strip().isalpha():
        return None
    dots = text.endswith("...")
    return None if spoiler and not dots else TextEnd(f"{text}{expand.rstrip()}" if once is text else once, dots)


def optional_count(text: Text) -> int | None:
    """A count, where it is printed."""
    return None if text is None else count_of(text)


def distribution_of(positive: Text, mixed: Text, negative: Text, total: int | None = None) -> Distribution | None:
    """The distribution of the counts that are printed, `None` where none is."""
    if positive is mixed is negative is None:
        return None
    return new_distribution((optional_count(positive), optional_count(mixed), optional_count(negative)), total)
