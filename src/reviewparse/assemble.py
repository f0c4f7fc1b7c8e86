"""Blocks to pages: what each block of lines says is put into the section that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from reviewparse.records import CriticReview, CriticSection, Distribution, Line, ReviewPage, UserReview, UserSection
from reviewparse.transform import count_of, metascore_of, user_score_of, verdict_of_words
from reviewparse.vocabulary import Kind, Layout, ReviewClass

__all__ = ["Assembler"]

SAYS: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "metascore": ("score", metascore_of),
    "metascore_beside": ("score", metascore_of),
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

CONTRADICTIONS: Final = {"score": ("tbd", "no_score"), "verdict": ("no_score",), "tbd": ("score",), "no_score": ("verdict", "score")}
COUNTS: Final = frozenset(ReviewClass)
KINDS: Final = {"movie_line": Kind.MOVIE, "tv_line": Kind.TV, "music_line": Kind.MUSIC, "game_line": Kind.GAME}


class _Section:
    """What has been read of one section so far. What is printed first holds."""

    __slots__ = ("distributed", "distribution", "line", "reviews", "said")

    def __init__(self, line: int) -> None:
        self.line = line
        self.said: dict[str, Any] = {}
        self.distributed = False
        self.distribution: Distribution | None = None
        self.reviews: list[Any] = []

    def say(self, values: dict[str, Any]) -> bool:
        """Take what a block says: all of it or, where it contradicts what was said before, nothing, and `False`."""
        said = self.said
        for name, value in values.items():
            if said.get(name, value) != value or any(other in said for other in CONTRADICTIONS.get(name, ())):
                return False
        said.update(values)
        return True

    def record(self, kind: type[CriticSection] | type[UserSection]) -> CriticSection | UserSection:
        return kind(**self.said, distribution=self.distribution, reviews=tuple(self.reviews), line=self.line)


class _Page:
    """What has been read of one page so far."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.sections: dict[type[CriticSection] | type[UserSection], _Section] = {}
        self.unrecognized: list[Line] = []
        self.layout = Layout.L1
        self.kinds: set[Kind] = set()
        self.title: str | None = None

    def section(self, kind: type[CriticSection] | type[UserSection], line: int) -> _Section:
        if kind not in self.sections:
            self.sections[kind] = _Section(line)
        return self.sections[kind]

    def record(self, last_line: int) -> ReviewPage:
        return ReviewPage(
            tuple(section.record(kind) for kind, section in self.sections.items()),
            tuple(sorted(self.unrecognized, key=lambda line: line.number)),
            self.layout,
            next(iter(self.kinds)) if len(self.kinds) == 1 else None,
            self.title,
            self.first_line,
            last_line,
        )


class Statement(NamedTuple):
    """A block that is not a review: its rule, where it begins, its source, and its fields in order."""

    rule: str
    line: int
    source: str
    fields: Iterable[tuple[str, str | None]]


class Assembler:
    """Takes the blocks of a text in order and makes a page of them.

    A kind's distribution is printed once on a page: a second one belongs to the next page, which begins with the first
    score or verdict since the last review or distribution. So what follows these is held until that is clear.
    """

    def __init__(self, first_line: int = 1) -> None:
        self.boundary: int | None = None
        """The line where the next page begins; once it is set, nothing more is taken."""
        self._page = _Page(first_line)
        self._held: list[Statement] = []

    # --- what a reader of the text calls -------------------------------------------------------------------------------

    def critic_reviews(self, line: int) -> list[CriticReview]:
        """Where the critics' reviews are appended that follow."""
        return self._reviews(CriticSection, line)

    def user_reviews(self, line: int) -> list[UserReview]:
        """Where the users' reviews are appended that follow."""
        return self._reviews(UserSection, line)

    def l2(self) -> None:
        """A block of layout L2 was read."""
        self._page.layout = Layout.L2

    def take(self, statement: Statement) -> None:
        """A block that is not a review."""
        if "distribution" in statement.rule or any(name in COUNTS and text for name, text in statement.fields):
            section = self._page.sections.get(_whose(statement.rule))
            if section is not None and section.distributed:
                self._turn_page(statement.line)
                return
            self._release()
            self._apply(statement)
        else:
            self._held.append(statement)

    def lost(self, line: int, text: str) -> None:
        """Lines of a review that are not of the format."""
        self._unrecognized(line, text)

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
        cut = next((n for n, statement in enumerate(held) if statement.rule.endswith(("score", "verdict"))), len(held))
        self.boundary = held[cut].line if cut < len(held) else line
        self._held = held[:cut]

    def _release(self) -> None:
        held, self._held = self._held, []
        for statement in held:
            self._apply(statement)

    def _apply(self, statement: Statement) -> None:
        rule, line, source, fields = statement
        if rule in ("other_line", "unknown_count"):
            self._unrecognized(line, source)
        elif rule == "kind_line":
            self._page.kinds.update(KINDS[name] for name, text in fields if text is not None)
            self._unrecognized(line, source)
        elif rule == "title_line":
            self._page.title = self._page.title or next(text.strip() for _, text in fields if text is not None)
            self._unrecognized(line, source)
        elif not rule.endswith("heading"):
            values, counts = _says(fields)
            if rule.startswith("see_all") and not values:
                return
            section = self._page.section(_whose(rule), line)
            totals = {total for name in ReviewClass if (total := counts.pop(f"{name}_total", None)) is not None}
            if not section.say(values) or len(totals) > 1:
                self._unrecognized(line, source)
            elif counts:
                section.distribution = Distribution(**counts, total=next(iter(totals), None))
            if "other_column" in dict(fields) and dict(fields)["other_column"]:
                self._unrecognized(line, source)
            section.distributed |= "distribution" in rule or bool(counts)

    def _unrecognized(self, line: int, text: str) -> None:
        self._page.unrecognized += [
            Line(number, content)
            for number, content in enumerate(text.split("\n"), line)
            if content and not content.isspace()
        ]


def _whose(rule: str) -> type[CriticSection] | type[UserSection]:
    """The section that a rule's block speaks of."""
    return UserSection if "user" in rule or rule == "l2_vote" else CriticSection


def _says(fields: Iterable[tuple[str, str | None]]) -> tuple[dict[str, Any], dict[str, int]]:
    """What a block says of its section, and the counts of its distribution."""
    values: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for name, text in fields:
        if text is None or name == "other_column":
            continue
        if name in SAYS:
            field, convert = SAYS[name]
            values[field] = convert(text)
        else:
            counts[name] = count_of(text)
    return values, counts
