"""Blocks to pages: what each block of lines says is put into the section that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeAlias

from reviewparse.making import maker
from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.transform import count_of, lines_of, number_of, user_score_of, verdict_of_words
from reviewparse.vocabulary import Kind, Layout, ReviewClass

__all__ = ["Assembler", "Manner", "manner"]

SAYS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "metascore": ("score", number_of),
    "metascore_beside": ("score", number_of),
    "user_score": ("score", user_score_of),
    "user_score_beside": ("score", user_score_of),
    "user_score_above": ("score", user_score_of),
    "tbd": ("tbd", bool),
    "tbd_above": ("tbd", bool),
    "verdict": ("verdict", verdict_of_words),
    "critic_verdict": ("verdict", verdict_of_words),
    "user_verdict": ("verdict", verdict_of_words),
    "no_score": ("no_score", bool),
    "no_critic_score": ("no_score", bool),
    "no_user_score": ("no_score", bool),
    "no_critic_reviews": ("no_score", bool),
    "count": ("count", count_of),
    "awaiting": ("awaiting", count_of),
    "no_reviews": ("no_reviews", bool),
    "see_all": ("see_all", count_of),
}
"""What each terminal of a section says: the field of the record, and how its text becomes the value."""

TOTALS: Final = frozenset(f"{name}_total" for name in ReviewClass)
COUNTS: Final = frozenset(str(name) for name in ReviewClass)
CONTRADICTIONS: Final = {
    "score": ("tbd", "no_score"),
    "verdict": ("no_score",),
    "tbd": ("score",),
    "no_score": ("verdict", "score"),
}
KINDS: Final = {"movie_line": Kind.MOVIE, "tv_line": Kind.TV, "music_line": Kind.MUSIC, "game_line": Kind.GAME}


_L1: Final = Layout.L1
_NUMBER: Final = attrgetter("number")


class Manner(NamedTuple):
    """What the blocks of a rule do to a page: a `target`, and `section`, whose they speak of.

    `says` has for each of a block's fields where its text goes (`VALUE`, `COUNT`, `TOTAL` or `BESIDE`), the name of the
    record's field, and how the text becomes its value.
    """

    rule: str
    target: int
    section: type[CriticSection] | type[UserSection]
    distribution: bool
    counts: bool
    says: Says


Says: TypeAlias = "tuple[tuple[int, str, Callable[[str], Any]], ...]"
OTHER, KIND, TITLE, NOTHING, SECTION = range(5)
VALUE, COUNT, TOTAL, BESIDE = range(4)


@cache
def manner(rule: str, fields: tuple[str, ...] = ()) -> Manner:
    """What the blocks of a rule do that have these fields."""
    section = UserSection if "user" in rule or rule == "l2_vote" else CriticSection
    if rule in ("other_line", "unknown_count"):
        target = OTHER
    elif rule in ("kind_line", "title_line"):
        target = KIND if rule == "kind_line" else TITLE
    elif rule.endswith("heading") or (rule.startswith("see_all") and not fields):
        target = NOTHING
    else:
        target = SECTION
    counts = not COUNTS.isdisjoint(fields)
    return Manner(rule, target, section, "distribution" in rule, counts, tuple(map(_says, fields)))


def _says(field: str) -> tuple[int, str, Callable[[str], Any]]:
    if field in SAYS:
        return VALUE, *SAYS[field]
    if field in COUNTS or field in TOTALS:
        return COUNT if field in COUNTS else TOTAL, field, count_of
    return BESIDE, field, str.strip


_OTHER: Final = manner("other_line")


_distribution, _page = maker(Distribution), maker(ReviewPage)
_SECTIONS: Final[dict[type, Callable[..., CriticSection | UserSection]]] = {
    kind: maker(kind) for kind in (CriticSection, UserSection)
}


class _Section:
    """What has been read of one section so far. What is printed first holds."""

    __slots__ = ("distributed", "distribution", "line", "reviews", "said")

    def __init__(self, line: int) -> None:
        self.line = line
        self.said: dict[str, Any] = {}
        self.distributed = False
        self.distribution: Distribution | None = None
        self.reviews: list[Any] = []

    def take(self, says: Says, texts: Sequence[str | None]) -> bool:
        """Take what a block says; `False` where that contradicts what was said before, or does not say all of it."""
        values: dict[str, Any] = {}
        counts: dict[str, int] = {}
        totals: set[int] = set()
        all_of_it = True
        for (target, name, convert), text in zip(says, texts, strict=False):
            if text is None:
                continue
            if target == VALUE:
                values[name] = convert(text)
            elif target == COUNT:
                counts[name] = convert(text)
            elif target == TOTAL:
                totals.add(convert(text))
            elif text:
                all_of_it = False
        self.distributed = self.distributed or bool(counts)
        if (values and not self._say(values)) or len(totals) > 1:
            return False
        if counts:
            self.distribution = _distribution(**counts, total=totals.pop() if totals else None)
        return all_of_it

    def _say(self, values: dict[str, Any]) -> bool:
        said = self.said
        if said:
            for name, value in values.items():
                if said.get(name, value) != value:
                    return False
                for other in CONTRADICTIONS.get(name, ()):
                    if other in said:
                        return False
        said.update(values)
        return True

    def record(self, kind: type[CriticSection] | type[UserSection]) -> CriticSection | UserSection:
        return _SECTIONS[kind](**self.said, distribution=self.distribution, reviews=tuple(self.reviews), line=self.line)


class _Page:
    """What has been read of one page so far."""

    __slots__ = ("_in_order", "first_line", "kinds", "layout", "sections", "title", "unrecognized")

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.sections: dict[type[CriticSection] | type[UserSection], _Section] = {}
        self.unrecognized: list[Line] = []
        self._in_order = True
        self.layout = _L1
        self.kinds: set[Kind] = set()
        self.title: str | None = None

    def section(self, kind: type[CriticSection] | type[UserSection], line: int) -> _Section:
        section = self.sections.get(kind)
        if section is None:
            section = self.sections[kind] = _Section(line)
        return section

    def list_lines(self, source: str, line: int) -> None:
        """List the lines of a text, of which the first has this number, as unrecognized."""
        listed = self.unrecognized
        if listed and line < listed[-1].number:
            self._in_order = False
        listed += lines_of(source, line)

    def record(self, last_line: int) -> ReviewPage:
        if not self._in_order:
            self.unrecognized.sort(key=_NUMBER)
        return _page(
            tuple([section.record(kind) for kind, section in self.sections.items()]),
            tuple(self.unrecognized),
            self.layout,
            next(iter(self.kinds)) if len(self.kinds) == 1 else None,
            self.title,
            self.first_line,
            last_line,
        )


_Statement: TypeAlias = "tuple[Manner, int, str, Sequence[str | None]]"
"""A block that is not a review: what it does, where it begins, its source, and its fields' texts."""


class Assembler:
    """Takes the blocks of a text in order and makes a page of them.

    A kind's distribution is printed once on a page: a second one belongs to the next page, which begins with the first
    score or verdict since the last review or distribution. So what follows these is held until that is clear.
    """

    __slots__ = ("_held", "_page", "boundary")

    def __init__(self, first_line: int = 1) -> None:
        self.boundary: int | None = None
        """The line where the next page begins; once it is set, nothing more is taken."""
        self._page = _Page(first_line)
        self._held: list[_Statement] = []

    # --- what a reader of the text calls ------------------------------------------------------------------------------

    def critic_reviews(self, line: int) -> list[CriticReview]:
        """Where the critics' reviews are appended that follow."""
        return self._reviews(CriticSection, line)

    def user_reviews(self, line: int) -> list[UserReview]:
        """Where the users' reviews are appended that follow."""
        return self._reviews(UserSection, line)

    def l2(self) -> None:
        """A block of layout L2 was read."""
        self._page.layout = Layout.L2

    def take(self, manner: Manner, line: int, source: str, texts: Sequence[str | None] = ()) -> None:
        """A block that is not a review: what it does, where it begins, its source, and its fields' texts in order."""
        statement = (manner, line, source, texts)
        if not manner.distribution and not (manner.counts and _has_counts(manner, texts)):
            self._held.append(statement)
            return
        section = self._page.sections.get(manner.section)
        if section is not None and section.distributed:
            self._turn_page(line)
            return
        self._release()
        self._apply(statement)

    def lost(self, line: int, text: str) -> None:
        """Lines of a review that are not of the format."""
        self._page.list_lines(text, line)

    def finish(self, last_line: int) -> ReviewPage:
        """The page; `last_line` is the number of the text's last line."""
        self._release()
        return self._page.record(self.boundary - 1 if self.boundary else last_line)

    def _reviews(self, kind: type[CriticSection] | type[UserSection], line: int) -> list[Any]:
        self._release()
        return self._page.section(kind, line).reviews

    def _turn_page(self, line: int) -> None:
        """The page ends here; of what is held, the first score or verdict begins the next one."""
        held = self._held
        cut = next((n for n, (manner, *_) in enumerate(held) if manner.rule.endswith(("score", "verdict"))), len(held))
        self.boundary = held[cut][1] if cut < len(held) else line
        # What tells a kind or a title there may be of either page: its lines are listed, and it tells nothing.
        self._held = [
            (_OTHER if manner.target in (KIND, TITLE) else manner, at, source, texts)
            for manner, at, source, texts in held[:cut]
        ]

    def _release(self) -> None:
        held, self._held = self._held, []
        for statement in held:
            self._apply(statement)

    def _apply(self, statement: _Statement) -> None:
        (_, target, kind, distribution, _, says), line, source, texts = statement
        page = self._page
        if target == SECTION:
            section = page.section(kind, line)
            if not section.take(says, texts):
                page.list_lines(source, line)
            section.distributed = section.distributed or distribution
        elif target != NOTHING:
            page.list_lines(source, line)
            if target == KIND:
                page.kinds.update(
                    KINDS[name] for (_, name, _), text in zip(says, texts, strict=False) if text is not None
                )
            elif target == TITLE:
                page.title = page.title or next(text.strip() for text in texts if text is not None)


def _has_counts(manner: Manner, texts: Sequence[str | None]) -> bool:
    """Whether a block prints one of the three counts of a distribution."""
    return any(target == COUNT and text for (target, _, _), text in zip(manner.says, texts, strict=False))
