"""What the methods of all rules share."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

from reviewparse.pages import FURNITURE, PageBuilder, SectionType, Statement
from reviewparse.records import CriticSection, Distribution
from reviewparse.values import count_of, number_of, user_score_of, verdict_of
from reviewparse.vocabulary import Badge, Layout

__all__ = ["BlockMethods", "SourceBlock", "Text", "distribution_of", "optional_count"]

Text: TypeAlias = str | None
"""The text of a field, `None` where it is not printed."""
Span: TypeAlias = tuple[int, int]


class SourceBlock(Protocol):
    """Where a block stands in the text: a block of the engine, or one of Lark's trees."""

    @property
    def line(self) -> int:
        """The number of its first line."""

    @property
    def source(self) -> str:
        """Its text."""

    @property
    def start(self) -> int:
        """Where in the text it begins."""

    def spans(self) -> tuple[Span | None, ...]:
        """Where in the text each of its fields begins and ends."""


class BlockMethods:
    """Methods that take blocks and pass what they say to a `PageBuilder`."""

    def __init__(self, page: PageBuilder) -> None:
        self._page = page

    def _say(
        self, block: SourceBlock, section: SectionType, values: dict[str, Any], layout: Layout = Layout.L1, *,
        whole: bool = True, begins: bool = True, distribution: Distribution | None = None, distributes: bool = False,
    ) -> None:  # fmt: skip
        """A block that says values of a section."""
        distributes = distributes or distribution is not None
        statement = Statement(section, values, distribution, whole, begins, distributes)
        self._page.say(block.line, block.source, statement, layout)

    def _say_standing(
        self, block: SourceBlock, section: SectionType, layout: Layout = Layout.L1, *, score: Text, verdict: Text,
        no_score: Text = None, tbd: Text = None, count: Text = None, awaiting: Text = None, no_reviews: Text = None,
        badge: Text = None, whole: bool = True, distribution: Distribution | None = None,
    ) -> None:  # fmt: skip
        """A block that says how a section stands: its score or that there is none, its verdict, what it is based on."""
        values: dict[str, Any] = {}
        if score:
            values["score"] = number_of(score) if section is CriticSection else user_score_of(score)
        if tbd:
            values["tbd"] = True
        if verdict:
            values["verdict"] = verdict_of(verdict)
        if no_score:
            values["no_score"] = True
        if count:
            values["count"] = count_of(count)
        if awaiting:
            values["awaiting"] = count_of(awaiting)
        if no_reviews:
            values["no_reviews"] = True
        if badge:
            values["badge"] = Badge(badge.strip())
        self._say(block, section, values, layout, whole=whole, distribution=distribution)

    def _see_all(self, block: SourceBlock, section: SectionType, see_all: Text, layout: Layout = Layout.L1) -> None:
        if see_all is None:
            self._page.say(block.line, block.source, FURNITURE, layout)
        else:
            self._say(block, section, {"see_all": count_of(see_all)}, layout, begins=False)

    def _unread(self, block: SourceBlock, *spans: Span | None) -> None:
        """List the whole lines of a review in which these fields stand."""
        for span in spans:
            if span is not None:
                source, start = block.source, span[0] - block.start
                end = start + len(source[start : span[1] - block.start].rstrip())
                first = source.rfind("\n", 0, start) + 1
                self._page.unread(block.line + source.count("\n", 0, first), source[first : source.find("\n", end)])


def optional_count(text: Text) -> int | None:
    """A count, where it is printed."""
    return None if text is None else count_of(text)


def distribution_of(positive: Text, mixed: Text, negative: Text, total: int | None = None) -> Distribution | None:
    """The distribution of the counts that are printed, `None` where none is."""
    if positive is mixed is negative is None:
        return None
    return Distribution(optional_count(positive), optional_count(mixed), optional_count(negative), total)
