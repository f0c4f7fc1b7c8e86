"""Tables to pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
from attrs import fields

from reviewparse.arrow.schemas import PAGES
from reviewparse.errors import ReviewError, not_taken
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Badge, Kind, Layout, Verdict

__all__ = ["from_arrow"]


def from_arrow(table: pa.Table | pa.RecordBatch) -> Iterator[ReviewPage]:
    """The pages of a table with the columns of `PAGES`, one at a time, each as it was, its line numbers too.

    More columns are left alone, and rows without a page are passed over: `parse_batch` makes both. Strings may be of
    any of Arrow's types of them, as other programs write them.

    Raises `TypeError` for anything but a table or a batch, and `ReviewError` (code `bad-table`) for one that lacks a
    column of `PAGES`, has one of another type, or holds what no page can.

    >>> from reviewparse import parse, samples
    >>> from reviewparse.arrow import to_arrow
    >>> page = parse(samples.read("blue-harbor"))
    >>> list(from_arrow(to_arrow([page], PAGES))) == [page]
    True
    """
    if not isinstance(table, pa.Table | pa.RecordBatch):
        raise not_taken("from_arrow", "a table or a batch of Arrow", table)
    missing = [name for name in PAGES.names if name not in table.schema.names]
    if missing:
        raise ReviewError("bad-table", f"This is no table of pages: it has no column {', '.join(missing)}.")
    return _pages(table.select(PAGES.names))


def _pages(table: pa.Table | pa.RecordBatch) -> Iterator[ReviewPage]:
    try:
        for batch in table.to_batches() if isinstance(table, pa.Table) else [table]:
            batch = batch.filter(batch.column("sections").is_valid()).cast(PAGES)
            for tree in batch.select(_READ).to_pylist():
                yield _page(**tree)
    except (pa.ArrowException, ValueError, LookupError, OverflowError) as error:
        raise ReviewError("bad-table", f"This is no table of pages: {error}"[:300]) from None


_READ: Final = [
    *(each.name for each in fields(ReviewPage) if each.name not in ("sections", "unrecognized")),
    "sections",
    "reviews",
    "unrecognized_lines",
]


def _page(sections: list[Any], reviews: list[Any], unrecognized_lines: list[Any], **said: Any) -> ReviewPage:
    lists: dict[int, list[Any]] = {place: [] for place in range(len(sections))}
    for review in reviews:
        lists[review["section"]].append(_review(**review))
    return ReviewPage(
        sections=tuple(_section(tuple(own), **each) for each, own in zip(sections, lists.values(), strict=True)),
        unrecognized=tuple(Line(**line) for line in unrecognized_lines),
        **_valued(said),
    )


def _section(
    reviews: tuple[Any, ...], side: str, metascore: int | None, user_score: Decimal | None, **said: Any
) -> Any:
    if said["distribution"] is not None:
        said["distribution"] = Distribution(**said["distribution"])
    if _IS_CRITIC[side]:
        return CriticSection(score=metascore, reviews=reviews, **_valued(said))
    del said["badge"]
    return UserSection(score=user_score, reviews=reviews, **_valued(said))


def _review(
    section: int,
    side: str,
    place: int,
    publication: str | None,
    byline: str | None,
    citation: str | None,
    citation_date: dt.date | None,
    citation_page: str | None,
    publication_url: str | None,
    helpful: int | None,
    helpful_total: int | None,
    full_review: bool,
    **said: Any,
) -> Any:
    if _IS_CRITIC[side]:
        source = None if citation is None else Citation(citation, citation_date, citation_page)
        own: dict[str, Any] = {"publication": publication, "byline": byline, "publication_url": publication_url}
        return CriticReview(citation=source, **own, **said)
    votes = None if helpful is None or helpful_total is None else Helpful(helpful, helpful_total)
    return UserReview(helpful=votes, full_review=full_review, **said)


def _valued(said: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record, with the members of enums for their words."""
    for name in said.keys() & _ENUMS.keys():
        if said[name] is not None:
            said[name] = _ENUMS[name](said[name])
    return said


_IS_CRITIC: Final = {"critics": True, "users": False}
_ENUMS: Final = {"kind": Kind, "layout": Layout, "verdict": Verdict, "badge": Badge}
