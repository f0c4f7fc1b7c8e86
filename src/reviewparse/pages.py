"""What the blocks of a text say becomes pages: sections are filled, and it is told where a second page begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import evolve

from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.vocabulary import Kind, Layout

__all__ = ["FURNITURE", "OTHER", "PageBuilder", "Said", "SectionType", "Statement", "Title", "Unnumbered"]

SectionType: TypeAlias = "type[CriticSection] | type[UserSection]"

CONTRADICTIONS: Final = {
    "score": ("tbd", "no_score"),
    "verdict": ("no_score",),
    "tbd": ("score",),
    "no_score": ("verdict", "score"),
}
"""What a section cannot say beside each value."""


class Statement(NamedTuple):
    """What a block says of a section: `values` are fields of its record.

    `whole`: nothing is on its lines that was not understood. `begins`: with such a block a page begins. `distributes`:
    it is the place of the distribution, which a page has once for critics and once for users.
    """

    section: SectionType
    values: dict[str, Any]
    distribution: Distribution | None = None
    whole: bool = True
    begins: bool = True
    distributes: bool = False


class Title(NamedTuple):
    """What a block says of the page: its title. Its lines are listed as well."""

    title: str


class Unnumbered(NamedTuple):
    """What lines say that are reviews of critics without their numbers, if the next number is the one below them."""

    reviews: tuple[CriticReview, ...]


_L1: Final = Layout.L1
OTHER: Final = "other"
"""What a block says whose lines are not understood."""
FURNITURE: Final = "furniture"
"""What a block says that is understood and holds no value, such as a heading."""

Said: TypeAlias = "Statement | Kind | Title | Unnumbered | str"


class _Section:
    """What has been read of one section so far. What is printed first holds."""

    __slots__ = ("distributed", "distribution", "line", "reviews", "said")

    def __init__(self, line: int) -> None:
        self.line = line
        self.said: dict[str, Any] = {}
        self.distributed = False
        self.distribution: Distribution | None = None
        self.reviews: list[Any] = []

    def take(self, statement: Statement) -> bool:
        """Take what a block says; `False` where that contradicts what was said before, or does not say all of it."""
        self.distributed = self.distributed or statement.distributes
        if not self._agrees(statement.values):
            return False
        self.said.update(statement.values)
        if statement.distribution is not None:
            self.distribution = statement.distribution
        return statement.whole

    def _agrees(self, values: dict[str, Any]) -> bool:
        said = self.said
        return not said or all(
            said.get(name, value) == value and not any(other in said for other in CONTRADICTIONS.get(name, ()))
            for name, value in values.items()
        )


class PageBuilder:
    """Takes what the blocks of a text say, in order, and makes a page of it.

    A kind's distribution is printed once on a page: a second one belongs to the next page, which begins with the first
    score or verdict since the last review or distribution. So what follows these is held until that is clear.
    """

    def __init__(self, first_line: int = 1) -> None:
        self.boundary: int | None = None
        """The line where the next page begins; once it is set, nothing more is taken."""
        self._layout = Layout.L1
        self._first_line = first_line
        self._sections: dict[SectionType, _Section] = {}
        self._unrecognized: list[Line] = []
        self._kinds: set[Kind] = set()
        self._title: str | None = None
        self._held: list[tuple[int, str, Said, Layout]] = []
        self._paragraphs: dict[int, tuple[CriticReview, ...]] = {}

    def say(self, line: int, source: str, said: Said, layout: Layout = Layout.L1) -> None:
        """A block that is not a review: the number of its first line, its text, what it says, and its layout."""
        if not (isinstance(said, Statement) and said.distributes):
            self._held.append((line, source, said, layout))
            return
        section = self._sections.get(said.section)
        if section is not None and section.distributed:
            self._turn_page(line)
            return
        self._release()
        self._apply(line, source, said, layout)

    def add(self, kind: SectionType, review: CriticReview | UserReview, layout: Layout = Layout.L1) -> None:
        """A review, and whose layout it is of."""
        if self._held:
            self._release(review)
        if layout is not _L1:
            self._layout = layout
        section = self._sections.get(kind)
        if section is None:
            section = self._section(kind, review.line or 1)
        section.reviews.append(review)

    def say_paragraphs(self, review: CriticReview, lines: tuple[CriticReview, ...]) -> None:
        """That the text of the last review has several lines, and what each would be as a review of its own."""
        self._paragraphs[id(review)] = lines

    def unread(self, line: int, text: str) -> None:
        """Lines that are not understood, from the number of the first one."""
        for number, content in enumerate(text.split("\n"), line):
            if content and not content.isspace():
                listed = _UnfrozenLine()
                listed.number = number
                listed.text = content
                listed.__class__ = Line
                self._unrecognized.append(listed)

    def finish(self, last_line: int) -> ReviewPage:
        """The page; `last_line` is the number of the text's last line."""
        self._release()
        return ReviewPage(
            sections=tuple(
                kind(
                    **section.said,
                    distribution=section.distribution,
                    reviews=tuple(self._numbered(section.reviews) if self._paragraphs else section.reviews),
                    line=section.line,
                )
                for kind, section in self._sections.items()
            ),
            unrecognized=tuple(self._unrecognized),  # in order: all that is held is released before a review is taken
            layout=self._layout,
            kind=next(iter(self._kinds)) if len(self._kinds) == 1 else None,
            title=self._title,
            first_line=self._first_line,
            last_line=self.boundary - 1 if self.boundary else last_line,
        )

    def _section(self, kind: SectionType, line: int) -> _Section:
        if kind not in self._sections:
            self._sections[kind] = _Section(line)
        return self._sections[kind]

    def _turn_page(self, line: int) -> None:
        """The page ends here; of what is held, the first score or verdict begins the next one."""
        held = self._held
        begins = (n for n, (_, _, said, _) in enumerate(held) if isinstance(said, Statement) and said.begins)
        cut = next(begins, len(held))
        self.boundary = held[cut][0] if cut < len(held) else line
        # A kind or a title there may be that of either page: its lines are listed, and it tells nothing.
        self._held = [
            (at, source, OTHER if isinstance(said, Kind | Title) else said, layout)
            for at, source, said, layout in held[:cut]
        ]

    def _release(self, review: CriticReview | UserReview | None = None) -> None:
        """Apply what is held; `review` is the one that follows it."""
        held, self._held = self._held, []
        for line, source, said, layout in held:
            if isinstance(said, Unnumbered) and review is not None and review.number == len(said.reviews) + 1:
                for number, each in enumerate(said.reviews, 1):
                    self._section(CriticSection, each.line or 1).reviews.append(evolve(each, number=number))
            else:
                self._apply(line, source, said, layout)

    def _numbered(self, reviews: list[Any]) -> Iterator[Any]:
        """The reviews, with those that lost their numbers and stand as lines of the text of the one above.

        A critic's text is one paragraph. Where as many numbers are missing as there are more paragraphs, each of these
        is a review.
        """
        for review, below in zip_longest(reviews, reviews[1:]):
            lines = self._paragraphs.get(id(review), ())
            if lines and below is not None and below.number == (review.number or 0) + len(lines):
                first, *others = lines
                last = review.citation
                yield evolve(review, text=first.text, citation=first.citation)
                for number, each in enumerate(others, review.number + 1):
                    yield evolve(each, number=number, citation=last if each is others[-1] else each.citation)
            else:
                yield review

    def _apply(self, line: int, source: str, said: Said, layout: Layout) -> None:
        if layout is not _L1:
            self._layout = layout
        if isinstance(said, Statement):
            if not self._section(said.section, line).take(said):
                self.unread(line, source)
        elif said is not FURNITURE:
            self.unread(line, source)
            if isinstance(said, Kind):
                self._kinds.add(said)
            elif isinstance(said, Title):
                self._title = self._title or said.title


class _UnfrozenLine(Line):
    """A `Line` while it is filled: plain assignment takes a third of the time of its class, and there are many."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __init__ = object.__init__
