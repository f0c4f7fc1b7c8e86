"""Pages as rows of tables: one flat record for each review, or for each page, with the same columns for every page.

The fields of `ReviewRow` and `PageRow` are the columns: `REVIEW_COLUMNS` and `PAGE_COLUMNS` list them with their types
and what they hold, for CSV, JSON, data frames and the documentation alike.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args, get_type_hints

from attrs import field, fields, frozen

from reviewparse.declared import check_head, check_is_page, check_page, check_pages
from reviewparse.errors import not_taken, too_many_digits
from reviewparse.inference import ScoreRange, score_bounds
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Review,
    ReviewPage,
    Section,
    UserSection,
    is_as_read,
    listed,
)
from reviewparse.unfrozen import unfrozen
from reviewparse.vocabulary import Badge, Kind, Layout, Verdict

if TYPE_CHECKING:
    from typing import Protocol

    class Writable(Protocol):
        """What text is written to, such as an open file."""

        def write(self, text: str, /) -> object:
            """Write a text."""


__all__ = [
    "PAGE_COLUMNS",
    "REVIEW_COLUMNS",
    "Column",
    "PageRow",
    "ReviewRow",
    "columns_of",
    "page_rows",
    "page_values",
    "rows",
    "write_csv",
]


class Column(NamedTuple):
    """A column: its name, the type of its values, whether one can be missing (`None`), and what they say.

    >>> PAGE_COLUMNS[1].name, PAGE_COLUMNS[1].type, PAGE_COLUMNS[1].nullable
    ('title', <class 'str'>, True)
    """

    name: str
    type: type[Any]
    nullable: bool
    doc: str


def _column(doc: str, default: Any = None) -> Any:
    return field(default=default, metadata={"doc": doc})


@frozen
class ReviewRow:
    """One review as a flat record. Absent is `None`; `REVIEW_COLUMNS` lists the columns.

    >>> from reviewparse import parse, samples
    >>> row = rows(parse(samples.read("lantern-keepers")))[0]
    >>> row.title, row.side, row.place, row.score, row.publication
    ('Lantern Keepers', 'critics', 1, 95, 'Pixel Almanac')
    """

    page_url: str | None = _column("address of the page")
    title: str | None = _column("title of what the page reviews")
    kind: Kind | None = _column("what the page reviews")
    season: int | None = _column("season, of TV")
    layout: Layout = _column("layout of the page", Layout.L1)
    side: str = _column("whose review: `critics` or `users`", "")
    place: int = _column("place in the list, from 1", 0)
    number: int | None = _column("number in the list, as printed")
    id: str | None = _column("name of the review in the page's HTML")
    publication: str | None = _column("publication of a critic")
    author: str | None = _column("name of the critic or user")
    byline: str | None = _column("publication, author and date where they cannot be told apart")
    date: dt.date | None = _column("day of the review")
    score: int | None = _column("score as printed: critics 0-100, users 0-10")
    low: int | None = _column("lowest score that it can have (with `bounds=True`)")
    high: int | None = _column("highest score that it can have (with `bounds=True`)")
    text: str | None = _column("text")
    citation: str | None = _column("print source, as printed in brackets")
    citation_date: dt.date | None = _column("day of the print source")
    citation_page: str | None = _column("page of the print source")
    helpful: int | None = _column("users who found it helpful")
    helpful_total: int | None = _column("users who were asked")
    spoiler: bool = _column("whether the page says that it holds spoilers", False)
    full_review: bool = _column("whether the text may be the beginning of a longer one", False)
    platform: str | None = _column("platform of the review, else that of the page")
    url: str | None = _column("address of the whole review")
    author_url: str | None = _column("address of the author's page")
    publication_url: str | None = _column("address of the publication's page")
    line: int | None = _column("line of the text where the review begins, from 1")


@frozen
class PageRow:
    """What one page says above its reviews, as a flat record. Absent is `None`; `PAGE_COLUMNS` lists the columns.

    >>> from reviewparse import parse, samples
    >>> (row,) = page_rows([parse(samples.read("lantern-keepers"))])
    >>> row.metascore, row.user_score, row.critic_reviews
    (81, Decimal('7.6'), 7)
    """

    url: str | None = _column("address of the page")
    title: str | None = _column("title of what the page reviews")
    kind: Kind | None = _column("what the page reviews")
    season: int | None = _column("season, of TV")
    platform: str | None = _column("platform, of a game")
    layout: Layout = _column("layout of the page", Layout.L1)
    metascore: int | None = _column("Metascore, 0-100")
    badge: Badge | None = _column("badge below the Metascore")
    critic_verdict: Verdict | None = _column("verdict of the critics")
    critic_count: int | None = _column("critics that the Metascore is based on")
    critic_positive: int | None = _column("positive critics, as printed")
    critic_mixed: int | None = _column("mixed critics, as printed")
    critic_negative: int | None = _column("negative critics, as printed")
    critic_total: int | None = _column("critics in all classes, as printed")
    critic_reviews: int = _column("reviews of critics that are listed", 0)
    user_score: Decimal | None = _column("User Score, 0.0-10.0")
    user_verdict: Verdict | None = _column("verdict of the users")
    user_count: int | None = _column("ratings that the User Score is based on")
    user_positive: int | None = _column("positive users, as printed")
    user_mixed: int | None = _column("mixed users, as printed")
    user_negative: int | None = _column("negative users, as printed")
    user_total: int | None = _column("users in all classes, as printed")
    user_reviews: int = _column("reviews of users that are listed", 0)
    unrecognized: int = _column("lines that are not of the format", 0)
    unsure: bool = _column("whether its sections may be a part of the page before it or after it", False)
    first_line: int | None = _column("first line of the page in its text, from 1")
    last_line: int | None = _column("last line of the page")


def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """The fields of a class of records as columns.

    >>> [(column.name, column.type) for column in columns_of(Helpful)]
    [('count', <class 'int'>), ('total', <class 'int'>)]
    """
    found = []
    hints = get_type_hints(kind)
    for each in fields(kind):
        types = get_args(hints[each.name]) or (hints[each.name],)
        value = next(held for held in types if held is not NoneType)
        found.append(Column(each.name, value, NoneType in types, each.metadata.get("doc", "")))
    return tuple(found)


REVIEW_COLUMNS: Final = columns_of(ReviewRow)
"""The columns of a table of reviews, in order."""

PAGE_COLUMNS: Final = columns_of(PageRow)
"""The columns of a table of pages, in order."""


def rows(page: ReviewPage, *, bounds: bool = False, ordered: bool = False) -> tuple[ReviewRow, ...]:
    """The reviews of a page, one flat row each, section by section in the page's order.

    `bounds=True` fills `low` and `high` with the result of `score_bounds` for the page's `kind`. `ordered` is that of
    `score_bounds`, for the critics.

    Raises `TypeError` for anything but a `ReviewPage`, and `ReviewError` (code `bad-record`) for one that holds values
    of the wrong type.

    >>> reviews = (CriticReview(publication="The Dusty Reel", score=80), CriticReview())
    >>> page = ReviewPage((CriticSection(distribution=Distribution(2, 0, 0, 2), reviews=reviews),), title="Blue Harbor")
    >>> for row in rows(page, bounds=True):
    ...     print(row.title, row.side, row.place, row.publication, row.score, row.low, row.high)
    Blue Harbor critics 1 The Dusty Reel 80 80 80
    Blue Harbor critics 2 None None 61 100
    """
    if not isinstance(page, ReviewPage):
        raise not_taken("rows", "a ReviewPage", page, "parse a text first")
    if not is_as_read(page):
        check_page(page)
    return tuple(row for section in page.sections for row in _section_rows(page, section, bounds, ordered))


def page_rows(pages: Iterable[ReviewPage]) -> Iterator[PageRow]:
    """One flat row for each page. Where a page has several sections of critics, or of users, the first counts.

    Raises `TypeError` for anything but an iterable of `ReviewPage`, and `ReviewError` (code `bad-record`) for a page
    that holds values of the wrong type.

    >>> page = ReviewPage((CriticSection(score=74, reviews=(CriticReview(),)), UserSection(score=Decimal("6.5"))))
    >>> [(row.metascore, row.critic_reviews, row.user_score) for row in page_rows([page])]
    [(74, 1, Decimal('6.5'))]
    """
    check_pages("page_rows", pages)
    return map(_page_row, pages)


def write_csv(table: Iterable[ReviewRow | PageRow], file: Writable) -> None:
    r"""Write rows of one kind as CSV: a line of column names, then one row each; no row at all writes nothing.

    `file` is a text file, opened with `newline=""` and an encoding such as UTF-8. Absent is an empty cell, a date is
    ISO 8601, and a `bool` is `true` or `false`. Raises `TypeError` for anything but rows of one kind and a file, and
    `ReviewError` (`bad-record`) for a number of more digits than Python prints.

    >>> import io
    >>> file = io.StringIO(newline="")
    >>> write_csv(rows(ReviewPage((UserSection(),))), file)
    >>> write_csv([ReviewRow(author="ann", score=8, text="Fog, and more.")], file)
    >>> file.getvalue().splitlines()[1]
    ',,,,L1,,0,,,,ann,,,8,,,"Fog, and more.",,,,,,false,false,,,,,'
    """
    if not isinstance(table, Iterable):
        raise not_taken("write_csv", "rows of one kind, such as rows(page) gives", table)
    if not hasattr(file, "write"):
        raise not_taken("write_csv", _TEXT_FILE, file)
    kind: type[Any] | None = None
    writer = csv.writer(file)
    names: list[str] = []
    for row in table:
        if kind is None and isinstance(row, ReviewRow | PageRow):
            kind = type(row)
            names = [each.name for each in fields(kind)]
            try:
                writer.writerow(names)
            except TypeError:  # a file of bytes
                raise not_taken("write_csv", _TEXT_FILE, file) from None
        if kind is None or not isinstance(row, kind):
            raise not_taken("write_csv", "rows of one kind, such as rows(page) gives", row)
        values = [getattr(row, name) for name in names]
        try:
            writer.writerow([str(value).lower() if isinstance(value, bool) else value for value in values])
        except ValueError:
            if any(isinstance(value, int) and value.bit_length() > PRINTED_BITS for value in values):
                raise too_many_digits() from None
            raise


_TEXT_FILE: Final = 'a file, such as open(name, "w", encoding="utf-8", newline="") gives'
PRINTED_BITS: Final = 2_000
"""Python prints any `int` of so few bits, whatever `sys.set_int_max_str_digits` was set to."""
_NO_CITATION: Final = Citation("")
_NO_VOTES: Final[Any] = Helpful(None, None)  # type: ignore[arg-type]
_NO_COUNTS: Final = Distribution()


_UnfrozenRow: Final = unfrozen(ReviewRow)


def _section_rows(page: ReviewPage, section: Section, bounds: bool, ordered: bool) -> Iterator[ReviewRow]:
    critics = isinstance(section, CriticSection)
    reviews: tuple[Review, ...] = section.reviews
    ranges: Iterable[ScoreRange | None] = [None] * len(reviews)
    if bounds:
        ranges = score_bounds(section, kind=page.kind, ordered=ordered and critics)
    side = "critics" if critics else "users"
    about = (page.url, page.title, page.kind, page.season, page.layout, side)
    for place, (review, bound) in enumerate(zip(reviews, ranges, strict=True), 1):
        publication = byline = publication_url = None
        citation, helpful, full_review = _NO_CITATION, _NO_VOTES, False
        if isinstance(review, CriticReview):
            publication, byline, publication_url = review.publication, review.byline, review.publication_url
            citation = review.citation or _NO_CITATION
        else:
            helpful, full_review = review.helpful or _NO_VOTES, review.full_review
        row = _UnfrozenRow()
        row.page_url, row.title, row.kind, row.season, row.layout, row.side = about
        row.place = place
        row.number = review.number
        row.id = review.id
        row.publication = publication
        row.author = review.author
        row.byline = byline
        row.date = review.date
        row.score = review.score
        row.low = None if bound is None else bound.low
        row.high = None if bound is None else bound.high
        row.text = review.text
        row.citation = citation.text or None
        row.citation_date = citation.date
        row.citation_page = citation.page
        row.helpful = helpful.count
        row.helpful_total = helpful.total
        row.spoiler = review.spoiler
        row.full_review = full_review
        row.platform = review.platform or page.platform
        row.url = review.url
        row.author_url = review.author_url
        row.publication_url = publication_url
        row.line = review.line
        row.__class__ = ReviewRow  # and so it is frozen
        yield row


def _page_row(page: ReviewPage) -> PageRow:
    check_is_page("page_rows", page)
    check_head(page)
    return PageRow(*page_values(page))


def page_values(page: ReviewPage) -> tuple[Any, ...]:
    """The values of the columns of a page, in order.

    >>> page_values(ReviewPage((CriticSection(score=74),)))[6]
    74
    """
    critics, users = page.critics or CriticSection(), page.users or UserSection()
    counts, ratings = critics.distribution or _NO_COUNTS, users.distribution or _NO_COUNTS
    return (
        page.url,
        page.title,
        page.kind,
        page.season,
        page.platform,
        page.layout,
        critics.score,
        critics.badge,
        critics.verdict,
        critics.count,
        counts.positive,
        counts.mixed,
        counts.negative,
        counts.total,
        len(critics.reviews),
        users.score,
        users.verdict,
        users.count,
        ratings.positive,
        ratings.mixed,
        ratings.negative,
        ratings.total,
        len(users.reviews),
        len(listed(page)),
        page.unsure,
        page.first_line,
        page.last_line,
    )
