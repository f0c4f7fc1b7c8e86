"""What a review page says, as immutable records.

Absent is `None`. A record holds what was printed and nothing else. Nothing is checked when a record is made;
`reviewparse.validate` checks a page.

`line` is the number, from 1, of the line where a section or a review begins in its text, `None` in a record made by
hand. `url`, `author_url`, `publication_url` and `id` come from HTML; no text prints them. All of these say where a
record came from, not what it says, so they take no part in equality.

Every field can be given by keyword; those that only layout L3 or HTML prints must be. A `repr` leaves these out where
they have their default.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
from attrs import field, frozen

from reviewparse.lines import Line, Lines
from reviewparse.loading import views
from reviewparse.vocabulary import Badge, Kind, Layout, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewparse.problems import Health

__all__ = [
    "Citation",
    "CriticReview",
    "CriticSection",
    "Distribution",
    "Helpful",
    "Line",
    "Review",
    "ReviewPage",
    "Section",
    "UserReview",
    "UserSection",
    "is_as_read",
    "listed",
    "numbers_of",
]


def _repr(record: Any) -> str:
    """The call that makes a record, without the fields that are by keyword only where they have their default."""
    return f"{type(record).__name__}({', '.join(_shown(record))})"


def _shown(record: Any) -> Iterator[str]:
    for each in attrs.fields(type(record)):
        value = getattr(record, each.name)
        if each.repr and not (each.kw_only and value == each.default):
            yield f"{each.name}={value!r}"


@frozen
class Distribution:
    """How many reviews are positive, mixed and negative, as printed (ints from 0, or `None`).

    `total` is the number after "out of"; layouts L2 and L3 do not print it. Only L3 prints per cents, ints 0-100, each
    rounded by itself, so they need not add up to 100. L3 also shortens high counts: where it prints `6.3k`, the exact
    count is not known and is `None`, and `positive_short` (or `mixed_short`, `negative_short`) is `"6.3k"`.

    >>> Distribution(positive=21, negative=0, total=23)
    Distribution(positive=21, mixed=None, negative=0, total=23)
    >>> Distribution(mixed=590, positive_short="6.3k", positive_percent=86)
    Distribution(positive=None, mixed=590, negative=None, total=None, positive_percent=86, positive_short='6.3k')
    """

    positive: int | None = None
    mixed: int | None = None
    negative: int | None = None
    total: int | None = None
    positive_percent: int | None = field(default=None, kw_only=True)
    mixed_percent: int | None = field(default=None, kw_only=True)
    negative_percent: int | None = field(default=None, kw_only=True)
    positive_short: str | None = field(default=None, kw_only=True)
    mixed_short: str | None = field(default=None, kw_only=True)
    negative_short: str | None = field(default=None, kw_only=True)

    __repr__ = _repr


@frozen
class Citation:
    """The print source in square brackets at the end of a critic's text.

    `text` is what the brackets hold; `date` and `page` are set where that names a day and a page.

    >>> Citation("4 March 1998", date=dt.date(1998, 3, 4))
    Citation(text='4 March 1998', date=datetime.date(1998, 3, 4), page=None)
    """

    text: str
    date: dt.date | None = None
    page: str | None = None


@frozen
class Helpful:
    """`count` of `total` users found a user review helpful (both int, 0 or more).

    >>> Helpful(12, 15)
    Helpful(count=12, total=15)
    """

    count: int
    total: int


@frozen
class CriticReview:
    """One critic's review: `score` is an int 0-100, `number` its printed place in the list (layout L1 only).

    `byline` holds publication, author and date where an extractor ran them together on one line and they cannot be
    told apart for certain. Then `publication` and `author` are `None`; the date is set, because it is certain.

    Layout L3 prints `platform`, the one that a game was reviewed on (`PlayStation 4`), and `spoiler`, the notice that
    the review holds spoilers. Only HTML has `url` (the address of the whole review), `author_url` and `publication_url`
    (the site's pages of these), and `id` (the review's name in the page).

    >>> review = CriticReview(1, "The Dusty Reel", "Ann Example", score=80, text="Slow, and worth it.")
    >>> review.score, review.date
    (80, None)
    """

    number: int | None = None
    publication: str | None = None
    author: str | None = None
    date: dt.date | None = None
    score: int | None = None
    text: str | None = None
    citation: Citation | None = None
    byline: str | None = None
    spoiler: bool = field(default=False, kw_only=True)
    platform: str | None = field(default=None, kw_only=True)
    url: str | None = field(default=None, kw_only=True, eq=False)
    author_url: str | None = field(default=None, kw_only=True, eq=False)
    publication_url: str | None = field(default=None, kw_only=True, eq=False)
    id: str | None = field(default=None, kw_only=True, eq=False)
    line: int | None = field(default=None, eq=False, repr=False)

    __repr__ = _repr


@frozen
class UserReview:
    """One user's review: `score` is an int 0-10, `number` its printed place in the list (layout L1 only).

    `spoiler` is true where the page says that the review holds spoilers. `full_review` is true where the review ends in
    `Full Review »`: its text may be the beginning of a longer one. The other fields are those of `CriticReview`.

    >>> UserReview(author="kimfog", score=8, helpful=Helpful(12, 15)).helpful.total
    15
    """

    number: int | None = None
    author: str | None = None
    date: dt.date | None = None
    score: int | None = None
    text: str | None = None
    helpful: Helpful | None = None
    spoiler: bool = False
    full_review: bool = False
    platform: str | None = field(default=None, kw_only=True)
    url: str | None = field(default=None, kw_only=True, eq=False)
    author_url: str | None = field(default=None, kw_only=True, eq=False)
    id: str | None = field(default=None, kw_only=True, eq=False)
    line: int | None = field(default=None, eq=False, repr=False)

    __repr__ = _repr


@frozen
class CriticSection:
    """What the page says of the critics: `score` is the Metascore, an int 0-100.

    `count` is the number after "based on". A page without a score prints `tbd`, `no_score` ("No score yet"), `awaiting`
    ("Awaiting 4 more reviews" is 4) or `no_reviews` ("No reviews yet."). `see_all` is the number in "See all 13 Critic
    Reviews", `showing` the one in "Showing 49 Critic Reviews" (layout L3); both count reviews without a score, too.
    `badge` is the site's mark below the Metascore, such as `must-play` (L3).

    >>> section = CriticSection(81, Verdict.GENERALLY_FAVORABLE, 19, Distribution(15, 4, 0, 19))
    >>> section.score, str(section.verdict), section.reviews
    (81, 'Generally favorable reviews', ())
    """

    score: int | None = None
    verdict: Verdict | None = None
    count: int | None = None
    distribution: Distribution | None = None
    reviews: tuple[CriticReview, ...] = ()
    tbd: bool = False
    no_score: bool = False
    awaiting: int | None = None
    no_reviews: bool = False
    see_all: int | None = None
    showing: int | None = field(default=None, kw_only=True)
    badge: Badge | None = field(default=None, kw_only=True)
    line: int | None = field(default=None, eq=False, repr=False)

    __repr__ = _repr


@frozen
class UserSection:
    """What the page says of the users: `score` is the User Score, a `Decimal` 0.0-10.0 with one decimal.

    The other fields are those of `CriticSection`, without `badge`. `count` counts ratings, which are more than reviews.

    >>> UserSection(Decimal("7.6"), count=212).score
    Decimal('7.6')
    """

    score: Decimal | None = None
    verdict: Verdict | None = None
    count: int | None = None
    distribution: Distribution | None = None
    reviews: tuple[UserReview, ...] = ()
    tbd: bool = False
    no_score: bool = False
    awaiting: int | None = None
    no_reviews: bool = False
    see_all: int | None = None
    showing: int | None = field(default=None, kw_only=True)
    line: int | None = field(default=None, eq=False, repr=False)

    __repr__ = _repr


Review: TypeAlias = CriticReview | UserReview
Section: TypeAlias = CriticSection | UserSection


@frozen
class ReviewPage:
    """A review page: its `sections` in the page's order, and the `unrecognized` lines, with their numbers.

    `layout` is how the page is laid out. `kind`, `title`, `season` (an int, of TV), `platform` (of a game) and `url`
    (from HTML) say what the page reviews; each is `None` where the page does not say it for certain. `first_line` and
    `last_line` say where in its text the page stands (from 1, both included). `unsure` is true of a page of `parse_all`
    of which it cannot be told whether its sections are a part of the page before it or after it.

    >>> page = ReviewPage(sections=(CriticSection(score=74), UserSection(score=Decimal("6.5"))))
    >>> page.critics.score, page.users.score
    (74, Decimal('6.5'))
    """

    sections: tuple[Section, ...] = ()
    unrecognized: tuple[Line, ...] = ()
    layout: Layout = Layout.L1
    kind: Kind | None = None
    title: str | None = None
    season: int | None = field(default=None, kw_only=True)
    platform: str | None = field(default=None, kw_only=True)
    url: str | None = field(default=None, kw_only=True, eq=False)
    unsure: bool = field(default=False, kw_only=True, eq=False)
    first_line: int | None = field(default=None, eq=False, repr=False)
    last_line: int | None = field(default=None, eq=False, repr=False)

    @property
    def critics(self) -> CriticSection | None:
        """The first section of critics, or `None`."""
        return next((section for section in self.sections if isinstance(section, CriticSection)), None)

    @property
    def users(self) -> UserSection | None:
        """The first section of users, or `None`."""
        return next((section for section in self.sections if isinstance(section, UserSection)), None)

    @property
    def health(self) -> Health:
        """How well the page was read, computed on each access. See `health_of`."""
        health: Health = views["health"](self)
        return health

    def __repr__(self) -> str:
        """The page on one line; each section and review has a `repr` of its own."""
        return str(views["repr"](self))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return str(views["html"](self))


class _MadeWhenAsked:
    """The field of a page that holds its unrecognized lines: a tuple is made of `Lines` when it is asked for."""

    def __init__(self, slot: Any) -> None:
        self.slot = slot

    def __get__(self, page: ReviewPage | None, owner: type[ReviewPage]) -> Any:
        if page is None:
            return self.slot
        value = self.slot.__get__(page, owner)
        if type(value) is Lines:
            value = tuple(value)
            self.slot.__set__(page, value)
        return value

    def __set__(self, page: ReviewPage, value: object) -> None:
        self.slot.__set__(page, value)


_field: Final = _MadeWhenAsked(vars(ReviewPage)["unrecognized"])
setattr(ReviewPage, "unrecognized", _field)  # noqa: B010 - the class itself is not frozen, but declared to be


def listed(page: ReviewPage) -> Any:
    """The unrecognized lines of a page, as they are kept: `Lines`, where no tuple was given or has been made of them.

    >>> listed(ReviewPage(unrecognized=(Line(7, "Watch On"),)))
    (Line(number=7, text='Watch On'),)
    """
    lines: Sequence[Line] = _field.slot.__get__(page, ReviewPage)
    return lines


def is_as_read(page: ReviewPage) -> bool:
    """Whether a page still is as it was read: it keeps `Lines`, as none does that was made by hand or changed.

    The values of such a page are of the types declared. `False` says nothing: a page of which the lines were asked for
    is not known from one that was made by hand.

    >>> from reviewparse import parse, samples
    >>> page = parse(samples.read("blue-harbor"))
    >>> is_as_read(page), is_as_read(attrs.evolve(page, title=5))
    (True, False)
    """
    return type(listed(page)) is Lines


def numbers_of(page: ReviewPage) -> Sequence[int]:
    """The numbers of its unrecognized lines."""
    lines = listed(page)
    return lines.numbers if isinstance(lines, Lines) else [line.number for line in lines]
