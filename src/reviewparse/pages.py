"""What the blocks of a text say becomes pages: sections are filled, and it is told where a second page begins."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeAlias

from reviewparse.cards import Card, Mark, SectionType, review_of, tell
from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.vocabulary import Kind, Layout

__all__ = ["FURNITURE", "OTHER", "PROFILE", "PageBuilder", "Said", "SectionType", "Statement", "Title"]

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


_L1: Final = Layout.L1
OTHER: Final = "other"
"""What a block says whose lines are not understood."""
FURNITURE: Final = "furniture"
"""What a block says that is understood and holds no value, such as a heading."""
PROFILE: Final = "profile"
"""What a block says that only the profile of a publication or a critic has. Its lines are listed as well."""

Said: TypeAlias = "Statement | Kind | Title | str"


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
        late = self.distributed or bool(self.reviews)
        self.distributed = self.distributed or statement.distributes
        if not self._agrees(statement.values):
            return False
        if late and "score" in statement.values and "score" not in self.said:
            return False  # a section's score stands above its distribution and its reviews: this is another title's
        self.said.update(statement.values)
        if statement.distribution is not None:
            self.distribution = statement.distribution
        return statement.whole

    def ratings(self) -> set[int]:
        """How many have judged, by what the section says."""
        counts = self.distribution
        known = [] if counts is None else [counts.positive, counts.mixed, counts.negative]
        summed = sum(count for count in known if count is not None)
        return {self.said.get("count", summed), summed} - {0}

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
        self._profile: int | None = None
        self._held: list[tuple[int, str, Said, Layout]] = []
        self._events: list[Card | Mark] = []

    def say(self, line: int, source: str, said: Said, layout: Layout = Layout.L1) -> None:
        """A block that is not a review: the number of its first line, its text, what it says, and its layout."""
        if not (isinstance(said, Statement) and said.distributes):
            self._held.append((line, source, said, layout))
            return
        section = self._sections.get(said.section)
        if section is not None and section.distributed and not self._repeats(section, said, layout):
            self._turn_page(line)
            return
        self._release()
        self._apply(line, source, said, layout)

    def add(self, kind: SectionType, review: CriticReview | UserReview, layout: Layout = Layout.L1) -> None:
        """A review, and whose layout it is of."""
        if self._held:
            self._release()
        if layout is not _L1:
            self._layout = layout
        section = self._sections.get(kind)
        if section is None:
            section = self._section(kind, review.line or 1)
        section.reviews.append(review)

    def card(self, card: Card) -> None:
        """A review of layout L3: whose it is can be told when the page has been read."""
        self._release()
        self._layout = Layout.L3
        self._events.append(card)

    def mark(self, mark: Mark) -> None:
        """A line of layout L3 that tells whose the reviews around it are."""
        self._events.append(mark)

    def unread(self, line: int, text: str) -> None:
        """Lines that are not understood, from the number of the first one."""
        for number, content in enumerate(text.split("\n"), line):
            if content and not content.isspace():
                listed = _UnfrozenLine()
                listed.number = number
                listed.text = content
                listed.__class__ = Line
                self._unrecognized.append(listed)

    @property
    def profile(self) -> int | None:
        """Where the text says, once it is read, that it is no review page but the profile of a publication or a critic.

        A page that has a verdict or a score is one whatever else stands on it.
        """
        judged = any({"verdict", "score"} & section.said.keys() for section in self._sections.values())
        return None if judged else self._profile

    def finish(self, last_line: int) -> ReviewPage:
        """The page; `last_line` is the number of the text's last line."""
        self._release()
        if self._events:
            self._tell_cards()
        return ReviewPage(
            sections=tuple(
                kind(
                    **section.said,
                    distribution=section.distribution,
                    reviews=tuple(section.reviews),
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

    def _repeats(self, section: _Section, said: Statement, layout: Layout) -> bool:
        """Whether a block of layout L3 says once more what was said: it is printed for two widths of screen."""
        return (
            layout is Layout.L3
            and said.distribution == section.distribution
            and not (self._events and isinstance(self._events[-1], Card))
        )

    def _tell_cards(self) -> None:
        """Give each review of layout L3 to its section; what is in doubt is listed."""
        for card, kind in tell(self._events):
            if kind is None:
                self.unread(card.line, card.source)
                continue
            section = self._section(kind, card.line)
            section.line = min(section.line, card.line)
            section.reviews.append(review_of(card, kind))
        if (users := self._sections.get(UserSection)) is not None and users.said.get("see_all") in users.ratings():
            del users.said["see_all"]  # the site prints the number of ratings there: it is no number of reviews
        self._sections = dict(sorted(self._sections.items(), key=lambda item: item[1].line))
        self._unrecognized.sort(key=lambda line: line.number)

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

    def _release(self) -> None:
        held, self._held = self._held, []
        for block in held:
            self._apply(*block)

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
            elif said is PROFILE:
                self._profile = self._profile or line


class _UnfrozenLine(Line):
    """A `Line` while it is filled: plain assignment takes a third of the time of its class, and there are many."""

    __slots__ = ()
    __setattr__ = object.__setattr__
    __init__ = object.__init__
