"""The summary of titles: what their pages say, where several of them list the same reviews."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from reviewparse.aggregation.adding import added_up
from reviewparse.aggregation.summary import Summary
from reviewparse.declared import check_is_page
from reviewparse.errors import WRONG_TYPE, ReviewError, holds_wrong_type, not_taken, too_many_digits
from reviewparse.merging import merged
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Review,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Kind, Verdict

__all__ = ["DistinctSummary"]


class _Waiting(Summary):
    """Where a sum keeps what it adds up when it is asked for: sets of what was seen, and the smallest `top`."""

    __slots__ = ("_sets", "_top")
    _sets: tuple[frozenset[str], ...]
    _top: int | None


@frozen(repr=False)
class DistinctSummary(_Waiting):
    """What the pages of many titles say together, each review counted once: `aggregate` gives it with `distinct=True`.

    The pages of one title are read as the one that `merge` makes of them: `pages` is how many titles there are, and two
    reviews are one where `merge` says so. Pages are of one title where `title` is the same and `kind`, `season` and
    `platform` do not differ, as far as all pages of that title tell. A page without a title is one by itself, and the
    same one where it says the same. Where two pages print a distribution differently, that with the greater total
    holds; where they print a review's score differently, one of the two, whatever their order.

    Summaries add up exactly, in any order and however the pages were split, because `seen` keeps what was added: a
    string for each side of a title and for each different review, which holds all but its text, of which there is a
    digest. That takes about 230 bytes a review. `+` and `merge` only bring that together; the titles are added up when
    a figure of the sum is asked for, once.

    >>> from reviewparse import aggregate, parse, samples
    >>> page = parse(samples.read("lantern-keepers"))
    >>> once, twice = (aggregate(pages, distinct=True) for pages in ([page], [page, page]))
    >>> once == twice == once + twice, once.critics.reviews, aggregate([page, page]).critics.reviews
    (True, 7, 14)
    """

    seen: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        pages: Iterable[ReviewPage],
        *,
        kind: Kind | str | None = None,
        top: int | None = None,
        fold: Callable[[str], str] | None = None,
    ) -> DistinctSummary:
        """The summary of the titles of these pages, with the options of `added_up`."""
        seen: set[str] = set()
        for number, page in enumerate(pages, 1):
            check_is_page("aggregate", page)
            try:
                seen.update(_lines(page, kind, fold))
            except WRONG_TYPE as error:
                raise holds_wrong_type(error, f"Page {number}") from error
        return cls.of_seen(seen, top)

    @classmethod
    def of_seen(cls, seen: Iterable[str], top: int | None = None) -> DistinctSummary:
        """The summary of what was seen."""
        kept = frozenset(seen)
        try:
            figures = added_up(_pages(sorted(kept)), top=top)
        except WRONG_TYPE as error:
            raise holds_wrong_type(error, "A page") from error
        return cls(figures.pages, figures.critics, figures.users, kept)

    def merge(self, *others: Summary) -> DistinctSummary:
        """This summary and the others, as one.

        Raises `TypeError` for anything but a `Summary`, and `ReviewError` (code `not-distinct`) for one of pages that
        were added up without `distinct`, of which nobody knows which reviews they hold.
        """
        summaries = [self, *(other for other in others if other != Summary())]
        for other in summaries:
            if not isinstance(other, Summary):
                raise not_taken("merge", "summaries", other, "aggregate the pages first")
            if not isinstance(other, DistinctSummary):
                message = "A summary of distinct reviews adds up with others of its kind: aggregate with distinct=True."
                raise ReviewError("not-distinct", message)
        made = DistinctSummary.__new__(DistinctSummary)
        held = [other._held() for other in summaries if isinstance(other, DistinctSummary)]
        tops = [top for top, _ in held if top is not None]
        object.__setattr__(made, "_top", min(tops, default=None))
        object.__setattr__(made, "_sets", _fewer(chain.from_iterable(sets for _, sets in held)))
        return made

    def _held(self) -> tuple[int | None, Iterable[frozenset[str]]]:
        """The `top`, and the sets of what was seen; nothing is added up for that."""
        if hasattr(self, "_sets"):
            return self._top, self._sets
        return self.critics.by_author.top, (self.seen,)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Add up what a sum has waited with: Python calls this where a field was not set yet."""
            if name not in self.__match_args__ or not hasattr(self, "_sets"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            made = DistinctSummary.of_seen(chain.from_iterable(self._sets), self._top)
            for field in self.__match_args__:
                object.__setattr__(self, field, getattr(made, field))
            object.__setattr__(self, "_sets", (self.seen,))
            return getattr(self, name)

    def __add__(self, other: Summary) -> DistinctSummary:
        return self.merge(other) if isinstance(other, Summary) else NotImplemented

    def __radd__(self, other: Summary | int) -> DistinctSummary:
        return self if other == 0 else self + other if isinstance(other, Summary) else NotImplemented


def _fewer(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """What is in these sets, in few sets, each at least twice as large as the next.

    So what is in a set is moved a few times only, however many summaries are added one by one, and none is kept twice
    for long.
    """
    kept: list[frozenset[str]] = []
    for each in sorted(sets, key=len, reverse=True):
        while kept and len(kept[-1]) < 2 * len(each):
            each |= kept.pop()
        kept.append(each)
    return tuple(kept)


# --- a page as lines -------------------------------------------------------------------------------------------------
# A line is an array of JSON: title, kind, season, platform, side, the page (where it counts which one), then what is
# said: for a side of the page three booleans and four counts, and for a review its fields.

PAGE: Final = 5
"""Which item of a line is the page."""
HEAD: Final = 6
"""How many items of a line say whose it is."""


def _lines(page: ReviewPage, kind: Kind | str | None, fold: Callable[[str], str] | None) -> list[str]:
    """What a page says, as `seen` keeps it."""
    about = [page.title, page.kind if kind is None else kind, page.season, page.platform]
    rows = [[*about, None, page.title is None]]
    rows += chain.from_iterable(_rows(about, section, fold) for section in page.sections)
    if any(row[PAGE] for row in rows):
        name = _digest(_json(rows))
        for place, row in enumerate(rows):
            if page.title is None:
                row[PAGE] = name
            elif row[PAGE]:  # a review of which nothing tells that it is another one
                row[PAGE] = f"{name}-{place}"
    return [_json([*row[:PAGE], row[PAGE] or None, *row[HEAD:]]) for row in rows]


def _json(row: list[Any]) -> str:
    try:
        return json.dumps(row)
    except ValueError:
        raise too_many_digits() from None


def _rows(about: list[Any], section: Section, fold: Callable[[str], str] | None) -> Iterator[list[Any]]:
    """A row for a section and for each of its reviews. The item of the page is true where that is to be named."""
    counts = section.distribution or Distribution()
    whose = [*about, "critics" if isinstance(section, CriticSection) else "users"]
    printed = [section.score is not None, section.verdict is not None, section.count is not None]
    yield [*whose, False, *printed, counts.total, counts.positive, counts.mixed, counts.negative]
    reviews: tuple[Review, ...] = section.reviews
    for review in reviews:
        names = [getattr(review, "publication", None), review.author]
        if fold is not None:
            names = [name if name is None else fold(name) for name in names]
        byline = getattr(review, "byline", None)
        day = None if review.date is None else review.date.isoformat()
        text = _digest(review.text) if review.text else review.text
        more = (review.citation if isinstance(review, CriticReview) else review.helpful) is not None
        named = review.id or any((*names, byline, day, text))
        yield [*whose, not named, review.id, *names, byline, day, text, review.score, more]


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


# --- lines as pages --------------------------------------------------------------------------------------------------


def _pages(lines: Iterable[str]) -> Iterator[ReviewPage]:
    """The page of each title."""
    titles: dict[tuple[Any, Any], list[list[Any]]] = {}
    for row in map(json.loads, lines):
        titles.setdefault((row[0], row[PAGE] if row[0] is None else None), []).append(row)
    for rows in titles.values():
        for place in (1, 2, 3):  # what one page prints holds for those that do not, where all pages agree
            values = {row[place] for row in rows} - {None}
            if len(values) == 1:
                (value,) = values
                for row in rows:
                    row[place] = value
        parts: dict[tuple[Any, ...], list[list[Any]]] = {}
        for row in rows:
            parts.setdefault(tuple(row[1:4]), []).append(row)
        yield from map(_page, parts.values())


def _page(rows: list[list[Any]]) -> ReviewPage:
    """The one page of a title, of the rows of all."""
    sections: list[Any] = []
    for side, kind in (("critics", CriticSection), ("users", UserSection)):
        own = [row[HEAD:] for row in rows if row[4] == side]
        heads = [said for said in own if isinstance(said[0], bool)]
        # The greatest counts first: the first one holds.
        heads.sort(key=lambda said: [-1 if count is None else count for count in said[3:]], reverse=True)
        sections += [_section(kind, *said) for said in heads]
        reviews: Any = tuple(_review(side, *said) for said in own if not isinstance(said[0], bool))
        sections += [kind(reviews=reviews)] if heads else []
    return merged([ReviewPage(tuple(sections), kind=rows[0][1])]).page


def _section(kind: Any, score: bool, verdict: bool, count: bool, *counts: int | None) -> Any:
    """A section that prints what another one did, whatever it said there, and the same counts."""
    total, positive, mixed, negative = counts
    return kind(
        score=0 if score else None,
        verdict=Verdict.MIXED_OR_AVERAGE if verdict else None,
        count=0 if count else None,
        distribution=None if set(counts) == {None} else Distribution(positive, mixed, negative, total),
    )


def _review(
    side: str,
    id: str | None,
    publication: Any,
    author: Any,
    byline: Any,
    day: str | None,
    text: str | None,
    score: Any,
    more: bool,
) -> Review:
    date = None if day is None else dt.date.fromisoformat(day)
    if side == "critics":
        citation = Citation("") if more else None
        return CriticReview(None, publication, author, date, score, text, citation, byline, id=id)
    return UserReview(None, author, date, score, text, Helpful(0, 0) if more else None, id=id)
