"""Builds pages from what the blocks of a text say: fills sections, and finds where a second page begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from attrs import evolve

from reviewparse.cards import Card, Clue, Printed, SectionType, review_of, tell
from reviewparse.fresh import fresh_page, new_section
from reviewparse.identity import Identity, agreed
from reviewparse.lines import Listing
from reviewparse.lists import TextEnd, with_lost_numbers, with_own_words
from reviewparse.records import CriticReview, CriticSection, ReviewPage, UserReview, UserSection
from reviewparse.sections import SectionBuilder
from reviewparse.statements import FURNITURE, OTHER, PROFILE, Said, SourceBlock, Statement, Unnumbered
from reviewparse.vocabulary import L1, L3, Layout

__all__ = ["PageBuilder"]

SIDE_MODULE: Final = 7
"""The most reviews of a list beside a page's main one (3 on most pages)."""


class _Held:
    """A block that is held: where it stands, what it says, and its layout."""

    __slots__ = ("end", "layout", "line", "said", "start")

    def __init__(self, line: int, start: int, end: int, said: Said, layout: Layout) -> None:
        self.line = line
        self.start = start
        self.end = end
        self.said = said
        self.layout = layout


class PageBuilder:
    """Takes what the blocks of a text say, in order, and builds a page.

    What follows a review or a distribution is held until it is clear whose it is: the next page begins with the first
    score or verdict of it where

    - a kind's distribution is printed a second time: a page has one of the critics and one of the users;
    - another title or another verdict or count is printed, and then a distribution or a review;
    - a review or a distribution is of another layout.

    `identities` are what is known of the page from elsewhere.
    """

    def __init__(self, text: str, first_line: int = 1, identities: Iterable[Identity] = ()) -> None:
        self.boundary: int | None = None
        """The line where the next page begins; once it is set, nothing more is taken."""
        self.next_boundary: int | None = None
        """The line where the page after that begins, where it is known: the next one may be a part of either."""
        self.unsure = False
        """Whether it cannot be told if what the page says is a part of the page before it or after it."""
        self.ends_in_review = False
        """Whether nothing was said below the last review so far."""
        self._layout = L1
        self._first_line = first_line
        self._sections: dict[SectionType, SectionBuilder] = {}
        self._unrecognized = Listing(text)
        self._profile: int | None = None
        self._identities = [(first_line, identity) for identity in identities]
        self._held: list[_Held] = []
        self._paragraphs: dict[int, Callable[[], tuple[CriticReview, ...]]] = {}
        self._ends: dict[int, TextEnd | None] = {}
        self._list_layout: Layout | None = None  # of the last review or distribution
        self._events: list[Printed | Clue] = []

    def say(self, block: SourceBlock, said: Said, layout: Layout = L1) -> None:
        """Take a block that is not a review: where it stands, what it says, and its layout."""
        self.ends_in_review = False
        if said is FURNITURE and layout is L1:
            return  # it says nothing, and the layout is that of a page which says nothing else
        line, start, end = block.line, block.start, block.end
        if isinstance(said, Statement):
            if said.distributes:
                self._distribute(line, start, end, said, layout)
                return
            if layout is not L1 and self._list_layout not in (None, layout):
                self._turn_page(line)
                return
        last = self._held[-1] if self._held else None
        if last is None or last.end != start:
            self._held.append(_Held(line, start, end, said, layout))
        elif last.layout is layout and _is_once_more(last.said, said):
            last.end = end
        else:
            self._held.append(_Held(line, last.end, end, said, layout))  # the same number, not one that is equal

    def _distribute(self, line: int, start: int, end: int, said: Statement, layout: Layout) -> None:
        """Take a distribution: what is held is of its page, which is the next one where it cannot be this one."""
        section = self._sections.get(said.section)
        if section is not None and section.distributed and not self._repeats(section, said, layout):
            self._turn_page(line)
            self._part_from(said.section)
        elif self._of_another_layout(layout) or self._differs():
            self._turn_page(line)
        else:
            part = self._held[cut].line if (cut := self._cut()) < len(self._held) else line
            others = {kind: other.said.copy() for kind, other in self._sections.items()}
            self._release()
            self._list_layout = layout
            self._apply(line, start, end, said, layout)
            section = self._sections[said.section]
            section.part, section.distribution_line, section.others = part, line, others

    def add(self, kind: SectionType, review: CriticReview | UserReview, layout: Layout = L1) -> None:
        """Take a review, and the layout that it is printed in."""
        if self._list_layout is not layout and self._of_another_layout(layout):
            self._turn_page(review.line or 1)
            return
        if self._held:
            if self._differs():
                self._turn_page(review.line or 1)
                return
            self._release(review)
        self.ends_in_review = True
        self._list_layout = layout
        if layout is not L1:
            self._layout = layout
        section = self._sections.get(kind)
        if section is None:
            section = self._section(kind, review.line or 1)
        section.reviews.append(review)

    def say_paragraphs(self, review: CriticReview, lines: Callable[[], tuple[CriticReview, ...]]) -> None:
        """That the text of the last review has several lines; `lines` gives each as a review of its own."""
        self._paragraphs[id(review)] = lines

    def say_end(self, review: UserReview, end: TextEnd | None) -> None:
        """That the text of the last review ends as the page ends long ones, `end` where that may be its own words."""
        self._ends[id(review)] = end

    def add_card(self, card: Printed) -> None:
        """A review of layout L3: whose it is may be told only when the page has been read."""
        if self._of_another_layout(L3):
            self._turn_page(card.line or 1)
            return
        self._release()
        self.ends_in_review = True
        self._layout = self._list_layout = L3
        self._events.append(card)

    def add_clue(self, clue: Clue) -> None:
        """A line of layout L3 that tells whose the reviews around it are."""
        self.ends_in_review = False
        self._events.append(clue)

    def list_lines(self, line: int, start: int, end: int) -> None:
        """List the lines of the text from `start` to `end`; `line` is the number of the first."""
        if self.boundary is None or line < self.boundary:
            self._unrecognized.add(line, start, end)

    @property
    def has_sections(self) -> bool:
        """Whether a section may be told of what was said; where not, none can."""
        return bool(self._sections or self._events) or any(isinstance(held.said, Statement) for held in self._held)

    @property
    def profile(self) -> int | None:
        """Where the text says, once it is read, that it is no review page but a profile or a front page.

        A page that has a verdict or a score is one whatever else stands on it.
        """
        line = self._profile or next((held.line for held in self._held if held.said is PROFILE), None)
        if line and any({"verdict", "score"} & section.said.keys() for section in self._sections.values()):
            return None
        return line

    def finish(self, last_line: int) -> ReviewPage:
        """The page; `last_line` is the number of the text's last line."""
        self._release()
        if self._events:
            self._tell_cards()
        page = fresh_page()
        page.sections = tuple(
            new_section(kind, section.said, section.distribution, self._listed(kind, section.reviews), section.line)
            for kind, section in self._sections.items()
        )
        page.unrecognized = self._unrecognized.lines()  # a tuple is made when it is asked for
        page.layout = self._layout
        page.kind, page.title, page.season, page.platform, _ = agreed(identity for _, identity in self._identities)
        page.unsure = self.unsure
        page.first_line, page.last_line = self._first_line, self.boundary - 1 if self.boundary else last_line
        page.__class__ = ReviewPage
        made: ReviewPage = page
        return made

    def _listed(self, kind: SectionType, reviews: list[Any]) -> tuple[Any, ...]:
        """The reviews of a section, with what is certain of them now that all are known."""
        if kind is CriticSection and self._paragraphs:
            return tuple(with_lost_numbers(reviews, self._paragraphs))
        if kind is UserSection and any(self._ends.values()):
            return tuple(with_own_words(reviews, self._ends))
        return tuple(reviews)

    def _section(self, kind: SectionType, line: int) -> SectionBuilder:
        if kind not in self._sections:
            self._sections[kind] = SectionBuilder(line)
        return self._sections[kind]

    # --- where a page ends --------------------------------------------------------------------------------------------

    def _of_another_layout(self, layout: Layout) -> bool:
        """Whether a list or distribution of a layout is of another page; heads of L1 stand on pages of each."""
        if self._list_layout is not None:
            return self._list_layout is not layout
        before = 0
        for place, held in enumerate(self._held, 1):
            if held.layout is not L1 and held.layout is not layout:
                before = place
        if before:
            self._release_first(before)  # these are of the page before
        return self._layout not in (L1, layout)

    def _differs(self) -> bool:
        """Whether what is held cannot be of this page: another title, verdict or count."""
        if self._list_layout is None:
            return self._heads_differ()
        return any(self._is_of_another(held.said) for held in self._held)

    def _heads_differ(self) -> bool:
        """Whether heads without a list between them are of two pages; what is held of the first one is taken.

        Their counts tell: a page may say of another title that there is no score yet.
        """
        statements = [held.said for held in self._held if isinstance(held.said, Statement)]
        if len({said.values["count"] for said in statements if "count" in said.values}) < 2:
            return False
        heads: dict[SectionType, dict[str, Any]] = {}
        second: int | None = None
        for place, held in enumerate(self._held):
            said = held.said
            if not (isinstance(said, Statement) and said.begins and said.values):
                continue
            head = heads.get(said.section)
            if head is None:
                heads[said.section] = said.values.copy()
                continue
            if second is None and not head.keys().isdisjoint(said.values):
                second = place
            count, first_count = said.values.get("count"), head.get("count")
            if second is not None and count is not None and first_count not in (None, count):
                self._release_first(second)
                return True
            heads[said.section] = said.values | head
        return False

    def _is_of_another(self, said: Said) -> bool:
        if isinstance(said, Statement):
            section = self._sections.get(said.section)
            return said.begins and section is not None and section.differs(said.values)
        if not isinstance(said, Identity) or not (said.title or said.whole_title):
            return False
        known = [identity for _, identity in self._identities]
        return agreed(known).title is not None and agreed([*known, said]).title is None

    def _cut(self) -> int:
        """What is held from here on is of the next page, if one begins."""
        for n, held in enumerate(self._held):
            said = held.said
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
                isinstance(later.said, Statement) and later.said.begins and later.said.section is CriticSection
                for later in self._held[place + 1 :]
            )
        )

    def _repeats(self, section: SectionBuilder, said: Statement, layout: Layout) -> bool:
        """Whether a block of layout L3 says once more what was said: it is printed for two widths of screen."""
        return (
            layout is L3
            and said.distribution == section.distribution
            and (not self._events or isinstance(self._events[-1], Clue))  # no review stands in between
        )

    def _tell_cards(self) -> None:
        """Give each review of layout L3 to its section; what is in doubt is listed."""
        review: Any
        for review, kind in tell(self._events):
            if kind is None:
                self.list_lines(review.line, *review.span)
                continue
            section = self._section(kind, review.line)
            if review.line < section.line:
                section.line = review.line
            section.reviews.append(review_of(review, kind) if type(review) is Card else review)
        if (users := self._sections.get(UserSection)) is not None and users.said.get("see_all") in users.ratings():
            del users.said["see_all"]  # the site prints the number of ratings there: it is no number of reviews
        self._sections = dict(sorted(self._sections.items(), key=lambda item: item[1].line))

    def _turn_page(self, line: int) -> None:
        """The page ends above what is held of the next one, or else above this line."""
        held = self._held
        cut = self._cut()
        self.boundary = held[cut].line if cut < len(held) else line
        # A kind or a title there may be that of either page: its lines are listed, and it tells nothing.
        self._held = held[:cut]
        for each in self._held:
            if isinstance(each.said, Identity):
                each.said = OTHER

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
        self._unrecognized.cut(other.part)
        self._identities = [(line, identity) for line, identity in self._identities if line < other.part]

    def _release_first(self, count: int) -> None:
        """Apply so much of what is held, and hold the rest."""
        later, self._held = self._held[count:], self._held[:count]
        self._release()
        self._held = later

    def _release(self, review: CriticReview | UserReview | None = None) -> None:
        """Apply what is held; `review` is the one that follows it."""
        held, self._held = self._held, []
        for each in held:
            said = each.said
            if isinstance(said, Unnumbered) and review is not None and review.number == len(said.reviews) + 1:
                for number, critic in enumerate(said.reviews, 1):
                    self._section(CriticSection, critic.line or 1).reviews.append(evolve(critic, number=number))
            else:
                self._apply(each.line, each.start, each.end, said, each.layout)

    def _apply(self, line: int, start: int, end: int, said: Said, layout: Layout) -> None:
        """Take what a block says that is of this page for certain."""
        if layout is not L1:
            self._layout = layout
        if isinstance(said, Statement):
            if not self._section(said.section, line).take(said):
                self.list_lines(line, start, end)
        elif said is not FURNITURE:
            self.list_lines(line, start, end)
            if isinstance(said, Identity):
                self._identities.append((line, said))
            elif said is PROFILE:
                self._profile = self._profile or line


def _is_once_more(held: Said, said: Said) -> bool:
    """Whether a block says what the one above it says, so that the two can be held as one."""
    if isinstance(held, Statement):
        return held.says_as(said)
    return held == said and not isinstance(said, Unnumbered)
