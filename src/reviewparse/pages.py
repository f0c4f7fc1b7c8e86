"""Builds pages from what the blocks of a text say: fills sections, and finds where a second page begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import evolve

from reviewparse.cards import Card, Mark, SectionType, review_of, tell
from reviewparse.identity import Identity, agreed
from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.vocabulary import Layout

__all__ = ["FURNITURE", "OTHER", "PROFILE", "PageBuilder", "Said", "SectionType", "Statement", "Unnumbered"]

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


class Unnumbered(NamedTuple):
    """What lines say that are reviews of critics without their numbers, if the next number is the one below them."""

    reviews: tuple[CriticReview, ...]


_L1: Final = Layout.L1
OTHER: Final = "other"
"""What a block says whose lines are not understood."""
FURNITURE: Final = "furniture"
"""What a block says that is understood and holds no value, such as a heading."""
PROFILE: Final = "profile"
"""What a block says that only the profile of a publication or a critic has. Its lines are listed as well."""
_HEAD: Final = {"verdict": "no_score", "no_score": "verdict", "count": None}
"""What two heads of one section have in common, and what none of them has beside it.

A score is not among it: a score alone may be that of another title.
"""

Said: TypeAlias = "Statement | Identity | Unnumbered | str"

SIDE_MODULE: Final = 7
"""The most reviews of a list beside a page's main one (3 on most pages)."""


class _Section:
    """What has been read of one section so far. What is printed first holds."""

    __slots__ = ("distributed", "distribution", "distribution_line", "line", "others", "part", "reviews", "said")

    def __init__(self, line: int) -> None:
        self.line = line
        self.said: dict[str, Any] = {}
        self.distributed = False
        self.distribution: Distribution | None = None
        self.distribution_line = 0
        self.part = line  # the line where what stands around the distribution begins
        self.others: dict[SectionType, dict[str, Any]] = {}  # what was said of the other section above that
        self.reviews: list[Any] = []

    def take(self, statement: Statement) -> bool:
        """Take what a block says. Returns `False` where it contradicts an earlier one, or was not all understood."""
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
    """Takes what the blocks of a text say, in order, and builds a page.

    What follows a review or a distribution is held until it is clear whose it is: the next page begins with the first
    score or verdict of it where

    - a kind's distribution is printed a second time: a page has one of the critics and one of the users;
    - another title or another verdict or count is printed, and then a distribution or a review;
    - a review or a distribution is of another layout.

    `identities` are what is known of the page from elsewhere.
    """

    def __init__(self, first_line: int = 1, identities: Iterable[Identity] = ()) -> None:
        self.boundary: int | None = None
        """The line where the next page begins; once it is set, nothing more is taken."""
        self.next_boundary: int | None = None
        """The line where the page after that begins, where it is known: the next one may be a part of either."""
        self.unsure = False
        """Whether it cannot be told if what the page says is a part of the page before it or after it."""
        self._layout = Layout.L1
        self._first_line = first_line
        self._sections: dict[SectionType, _Section] = {}
        self._unrecognized: list[Line] = []
        self._profile: int | None = None
        self._identities = [(first_line, identity) for identity in identities]
        self._held: list[tuple[int, str, Said, Layout]] = []
        self._paragraphs: dict[int, tuple[CriticReview, ...]] = {}
        self._list_layout: Layout | None = None  # of the last review or distribution
        self._events: list[Card | Mark] = []

    def say(self, line: int, source: str, said: Said, layout: Layout = Layout.L1) -> None:
        """Take a block that is not a review: the number of its first line, its text, what it says, and its layout."""
        if said is FURNITURE and layout is _L1:
            return  # it says nothing, and the layout is that of a page which says nothing else
        if not (isinstance(said, Statement) and said.distributes):
            self._held.append((line, source, said, layout))
            return
        section = self._sections.get(said.section)
        if section is not None and section.distributed and not self._repeats(section, said, layout):
            self._turn_page(line)
            self._part_from(said.section)
        elif self._list_layout is not None and (self._list_layout is not layout or self._differs()):
            self._turn_page(line)
        else:
            part = self._held[cut][0] if (cut := self._cut()) < len(self._held) else line
            others = {kind: dict(other.said) for kind, other in self._sections.items()}
            self._release()
            self._list_layout = layout
            self._apply(line, source, said, layout)
            section = self._sections[said.section]
            section.part, section.distribution_line, section.others = part, line, others

    def add(self, kind: SectionType, review: CriticReview | UserReview, layout: Layout = Layout.L1) -> None:
        """Take a review, and the layout that it is printed in."""
        if self._list_layout is not layout:
            if self._list_layout is not None:
                self._turn_page(review.line or 1)
                return
            self._list_layout = layout
        if self._held:
            if self._differs():
                self._turn_page(review.line or 1)
                return
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

    def card(self, card: Card) -> None:
        """A review of layout L3: whose it is can be told when the page has been read."""
        self._release()
        self._layout = Layout.L3
        self._events.append(card)

    def mark(self, mark: Mark) -> None:
        """A line of layout L3 that tells whose the reviews around it are."""
        self._events.append(mark)

    def unread(self, line: int, text: str) -> None:
        """List lines that were not understood; `line` is the number of the first."""
        for number, content in enumerate(text.split("\n"), line):
            if content and not content.isspace():
                listed = _UnfrozenLine()
                listed.number = number
                listed.text = content
                listed.__class__ = Line
                self._unrecognized.append(listed)

    @property
    def has_sections(self) -> bool:
        """Whether a section may be told of what was said; where not, none can."""
        return bool(self._sections or self._events) or any(isinstance(said, Statement) for _, _, said, _ in self._held)

    @property
    def profile(self) -> int | None:
        """Where the text says, once it is read, that it is no review page but the profile of a publication or a critic.

        A page that has a verdict or a score is one whatever else stands on it.
        """
        judged = any({"verdict", "score"} & section.said.keys() for section in self._sections.values())
        held = next((line for line, _, said, _ in self._held if said is PROFILE), None)
        return None if judged else self._profile or held

    def finish(self, last_line: int) -> ReviewPage:
        """The page; `last_line` is the number of the text's last line."""
        self._release()
        if self._events:
            self._tell_cards()
        identity = agreed(identity for _, identity in self._identities)
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
            kind=identity.kind,
            title=identity.title,
            season=identity.season,
            platform=identity.platform,
            unsure=self.unsure,
            first_line=self._first_line,
            last_line=self.boundary - 1 if self.boundary else last_line,
        )

    def _section(self, kind: SectionType, line: int) -> _Section:
        if kind not in self._sections:
            self._sections[kind] = _Section(line)
        return self._sections[kind]

    # --- where a page ends --------------------------------------------------------------------------------------------

    def _differs(self) -> bool:
        """Whether what is held cannot be of this page: another title, verdict or count."""
        return any(self._is_of_another(said) for _, _, said, _ in self._held)

    def _is_of_another(self, said: Said) -> bool:
        if isinstance(said, Statement):
            section = self._sections.get(said.section)
            return (
                said.begins
                and section is not None
                and any(
                    section.said.get(name, value) != value or _HEAD.get(name) in section.said
                    for name, value in said.values.items()
                    if name in _HEAD
                )
            )
        if not isinstance(said, Identity) or not (said.title or said.whole_title):
            return False
        known = [identity for _, identity in self._identities]
        return agreed(known).title is not None and agreed([*known, said]).title is None

    def _cut(self) -> int:
        """What is held from here on is of the next page, if one begins."""
        for n, (_, _, said, _) in enumerate(self._held):
            if isinstance(said, Statement):
                if said.begins and not self._ends_page(said, n):
                    return n
            elif self._is_of_another(said):
                return n
        return len(self._held)

    def _ends_page(self, said: Statement, place: int) -> bool:
        """Whether it is the head of users who have no list, below the critics of the same page."""
        return (
            said.section is UserSection
            and UserSection not in self._sections
            and CriticSection in self._sections
            and any(
                isinstance(later, Statement) and later.begins and later.section is CriticSection
                for _, _, later, _ in self._held[place + 1 :]
            )
        )

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
        """The page ends above what is held of the next one, or else above this line."""
        held = self._held
        cut = self._cut()
        self.boundary = held[cut][0] if cut < len(held) else line
        # A kind or a title there may be that of either page: its lines are listed, and it tells nothing.
        self._held = [
            (at, source, OTHER if isinstance(said, Identity) else said, layout)
            for at, source, said, layout in held[:cut]
        ]

    def _part_from(self, repeated: SectionType) -> None:
        """Where a distribution is repeated: whether the other kind's list, in between, is of this page or the next one.

        A `/user-reviews` page has some of its critics below its users, and a `/critic-reviews` page a few users below
        all critics. Where the list is neither, it is a page of its own, and which one it is a part of is not told.
        """
        first = self._sections[repeated]
        kind: SectionType = UserSection if repeated is CriticSection else CriticSection
        other = self._sections.get(kind)
        if other is None or other.distribution_line < first.distribution_line or other.line < first.distribution_line:
            return
        listed, total = len(other.reviews), other.distribution.total if other.distribution else None
        if listed <= SIDE_MODULE and (kind is UserSection or (total is not None and listed < total)):
            return
        if not (kind is CriticSection and listed == total):
            self.next_boundary, self.unsure = self.boundary, True
        self.boundary = other.part
        self._held = []
        del self._sections[kind]
        first.said = other.others.get(repeated, first.said)
        self._unrecognized = [line for line in self._unrecognized if line.number < other.part]
        self._identities = [(line, identity) for line, identity in self._identities if line < other.part]

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
            if len(lines) > 1 and below is not None and below.number == (review.number or 0) + len(lines):
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
            if isinstance(said, Identity):
                self._identities.append((line, said))
            elif said is PROFILE:
                self._profile = self._profile or line


class _UnfrozenLine(Line):
    """A `Line` while it is filled: plain assignment takes a third of the time of its class, and there are many."""

    __slots__ = ()
    __setattr__, __delattr__ = object.__setattr__, object.__delattr__  # Python is slow where only one is replaced
    __init__ = object.__init__
