"""What a review page says, as immutable records.

Absent is `None`. A record holds what was printed and nothing else: no default stands in for a value that was not
there, and nothing is checked on construction; `reviewparse.validate` judges a page.

Each `line` is the number (from 1) of the line where the thing begins in the text it was parsed from, `None` for a
record that was built by hand. `url`, `author_url`, `publication_url` and `id` are the addresses and the name of a thing
in the page's HTML; no text prints them. All of these say where a record came from, not what it says: they take no part
in equality.

Each class of records takes its fields by keyword; those that layout L3 or HTML alone prints by keyword only. A `repr`
leaves these out where they have their default.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
from attrs import field, frozen

from reviewparse.vocabulary import Badge, Kind, Layout, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
class Line:
    """One line of the input: its `number` from 1, and its `text` without the line end.

    >>> Line(7, "Watch On")
    Line(number=7, text='Watch On')
    """

    number: int
    text: str


@frozen
class Distribution:
    """How many reviews are in each class, each count only as printed (an int of 0 or more, or `None`).

    `total` is the number after "out of". Layouts L2 and L3 print none. L3 alone prints per cents, each an int 0-100
    rounded by itself, so that they need not add up to 100. It shortens high counts: of `6.3k` the exact count is not
    on the page, so the count is `None`, and `positive_short` (or `mixed_short`, `negative_short`) is what was printed.

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

    `text` is the bracket's content as printed; `date` and `page` are set where the content is one.

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
    """One critic's review: `score` is an int 0-100, `number` its place as printed (layouts L2 and L3 print none).

    `byline` holds publication, author and date where an extractor ran them together on one line and they cannot be
    told apart for certain; then those fields are `None`, but for a date, which is certain.

    `platform` is the one that a game was reviewed on (`PlayStation 4`), and `spoiler` the page's notice that the review
    holds spoilers: layout L3 prints both. Of HTML alone: `url` is the address of the whole review, `author_url` and
    `publication_url` those of the site's pages of these, and `id` the name of the review in the page.
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
    """One user's review: `score` is an int 0-10, `number` its place as printed (layouts L2 and L3 print none).

    `spoiler`: the page marks it as holding spoilers. `full_review`: it ends in `Full Review »`, so the text may be
    the beginning of a longer one. `platform`, `url`, `author_url` and `id` are those of `CriticReview`.
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

    `count` is the number after "based on". The empty states: `tbd` (printed in place of the score), `no_score` ("No
    score yet"), `awaiting` ("Awaiting 4 more reviews" is 4), `no_reviews` ("No reviews yet."). `see_all` is the number
    in "See all 13 Critic Reviews", `showing` the one in "Showing 49 Critic Reviews" (layout L3): both count reviews
    without a score, too. `badge` is the site's mark below the Metascore, such as `must-play` (L3).
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
    """What the page says of the users: `score` is the User Score, a `Decimal` 0.0-10.0 with its one decimal.

    The other fields are those of `CriticSection`; "based on" counts ratings, which are more than the reviews. Users
    give no badge.
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


views: Final[dict[str, Callable[[ReviewPage], Any]]] = {}
"""What makes the health, the `repr` and the HTML of a page. These modules build on the records, so the records cannot
import them; the package's `__init__`, which knows all modules, registers them here."""

Review: TypeAlias = CriticReview | UserReview
Section: TypeAlias = CriticSection | UserSection


@frozen
class ReviewPage:
    """A review page: its `sections` in the page's order, and each line that is not of the format, with its number.

    `layout` is how the page is laid out. What it reviews is told where the page says so for certain: `kind`, `title`,
    `season` (an int, of TV), `platform` (of a game), and `url`, the page's own address (of HTML alone). `first_line`
    and `last_line` tell where in the text the page stands (from 1, both included). `unsure` is true of a page of
    `parse_all` of which it cannot be told whether its sections are a part of the page before it or after it.

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
        """How well the page was read; worked out each time that it is asked for. See `health_of`."""
        health: Health = views["health"](self)
        return health

    def __repr__(self) -> str:
        """The page on one line; each section and review has a `repr` of its own."""
        return str(views["repr"](self))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return str(views["html"](self))
