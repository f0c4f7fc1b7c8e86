"""Blocks to pages: what each block of lines says is put into the section that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from reviewparse.making import maker
from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.transform import count_of, lines_of, number_of, user_score_of, verdict_of_words
from reviewparse.vocabulary import Kind, Layout, ReviewClass

__all__ = ["Assembler", "Manner", "manner"]

SAYS: Final[dict[str, Callable[[str], Any]]] = {
    "tbd": bool,
    "verdict": verdict_of_words,
    "no_score": bool,
    "count": count_of,
    "awaiting": count_of,
    "no_reviews": bool,
    "see_all": count_of,
}
"""How the text of a field of a section becomes the value of the record's field of that name."""

SCORES: Final[dict[type, Callable[[str], Any]]] = {CriticSection: number_of, UserSection: user_score_of}

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


class Manner(NamedTuple):
    """What the blocks of a rule do to a page: a `target`, and `section`, whose they speak of.

    `begins` where they say how a page stands, with which it begins. `fields` are the block's fields. `values`,
    `counts`, `totals` and `beside` have the places among them of what is a value of the section (with the name of the
    record's field, and how the text becomes its value), a count of a distribution (with its name), what a count is out
    of, and what stands in another column.
    """

    target: int
    section: type[CriticSection] | type[UserSection]
    begins: bool
    distribution: bool
    fields: tuple[str, ...]
    values: tuple[tuple[int, str, Callable[[str], Any]], ...]
    counts: tuple[tuple[int, str], ...]
    totals: tuple[int, ...]
    beside: tuple[int, ...]


OTHER, KIND, TITLE, NOTHING, SECTION = range(5)


@cache
def manner(rule: str, fields: tuple[str, ...] = ()) -> Manner:
    """What the blocks of a rule do that have these fields."""
    section = UserSection if "user" in rule or rule == "l2_vote" else CriticSection
    if rule in ("other_line", "unknown_count"):
        target = OTHER
    elif rule in KINDS or rule == "title_line":
        target = KIND if rule in KINDS else TITLE
    elif rule.endswith("heading") or (rule.startswith("see_all") and not fields):
        target = NOTHING
    else:
        target = SECTION
    places = tuple(enumerate(fields))
    says = {**SAYS, "score": SCORES[section]}
    return Manner(
        target,
        section,
        rule.endswith(("score", "verdict")) or rule == "no_critic_reviews",
        "distribution" in rule,
        fields,
        tuple((place, field, says[field]) for place, field in places if field in says),
        tuple((place, field) for place, field in places if field in COUNTS),
        tuple(place for place, field in places if field in TOTALS),
        tuple(place for place, field in places if not (field in says or field in COUNTS or field in TOTALS)),
    )


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

    def take(self, manner: Manner, texts: Sequence[str | None]) -> bool:
        """Take what a block says; `False` where that contradicts what was said before, or does not say all of it."""
        values: dict[str, Any] = {}
        for place, name, convert in manner.values:
            if (text := texts[place]) is not None:
                values[name] = convert(text)
        counts = {}
        for place, name in manner.counts:
            if (text := texts[place]) is not None:
                counts[name] = count_of(text)
        total = None
        agree = True
        for place in manner.totals:
            if (text := texts[place]) is not None:
                agree = agree and total in (None, count_of(text))
                total = count_of(text)
        if counts:
            self.distributed = True
        if (values and not self._say(values)) or not agree:
            return False
        if counts:
            self.distribution = _distribution(**counts, total=total)
        return not any(texts[place] for place in manner.beside) if manner.beside else True

    def _say(self, values: dict[str, Any]) -> bool:
        said = self.said
        if said:
            for name, value in values.items():
                if name in said and said[name] != value:
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

    __slots__ = ("first_line", "kinds", "layout", "sections", "title", "unrecognized")

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.sections: dict[type[CriticSection] | type[UserSection], _Section] = {}
        self.unrecognized: list[Line] = []
        self.layout = _L1
        self.kinds: set[Kind] = set()
        self.title: str | None = None

    def section(self, kind: type[CriticSection] | type[UserSection], line: int) -> _Section:
        section = self.sections.get(kind)
        if section is None:
            section = self.sections[kind] = _Section(line)
        return section

    def record(self, last_line: int) -> ReviewPage:
        return _page(
            tuple([section.record(kind) for kind, section in self.sections.items()]),
            tuple(self.unrecognized),  # in order: all that is held is released before a review is taken
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
        if not manner.distribution and all(texts[place] is None for place, _ in manner.counts):
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
        self._page.unrecognized += lines_of(text, line)

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
        cut = next((n for n, (manner, *_) in enumerate(held) if manner.begins), len(held))
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
        manner, line, source, texts = statement
        page, target = self._page, manner.target
        if target == SECTION:
            section = page.section(manner.section, line)
            if not section.take(manner, texts):
                page.unrecognized += lines_of(source, line)
            section.distributed = section.distributed or manner.distribution
        elif target != NOTHING:
            page.unrecognized += lines_of(source, line)
            if target == KIND:
                page.kinds.update(KINDS[manner.fields[place]] for place in manner.beside if texts[place] is not None)
            elif target == TITLE:
                page.title = page.title or next(text.strip() for text in texts if text is not None)
