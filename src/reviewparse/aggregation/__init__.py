"""`aggregate`: many pages to one `Summary`, page by page, in memory that does not grow with the number of pages.

| module | holds |
|---|---|
| `tables` | the parts of a summary: rows, counts, tables |
| `summary` | the summary, which adds up |
| `adding` | the pages to a summary |
| `distinct` | the same of titles, whose pages may overlap |
"""

from __future__ import annotations

from collections.abc import Iterable

from reviewparse.aggregation.adding import added_up
from reviewparse.aggregation.distinct import DistinctSummary
from reviewparse.aggregation.summary import Summary
from reviewparse.declared import check_pages
from reviewparse.errors import ReviewError
from reviewparse.inference import limits
from reviewparse.records import ReviewPage
from reviewparse.vocabulary import Kind

__all__ = ["aggregate"]


def aggregate(
    pages: Iterable[ReviewPage],
    *,
    kind: Kind | str | None = None,
    ordered: bool = False,
    top: int | None = None,
    fold_names: bool = False,
    distinct: bool = False,
) -> Summary:
    """Add up any number of pages: what they print, and what their scores and counts imply about the rest.

    Args:
        pages: any iterable of `ReviewPage`. It is read once, at a constant cost for each page.
        kind: what all pages review; with `None`, each page's own kind is used, if it has one.
        ordered: all pages list their critics by score, best first. That narrows `mean_bounds` (see `score_bounds`). It
            does not apply to users.
        top: how many rows the tables by author and by publication may have, 1 or more; `NameTable` says how exact they
            are then. `None` for any number.
        fold_names: count names that differ only in case or white space as one, in lower case with single spaces.
        distinct: count the pages of one title as one page, and each of its reviews once. The result is then a
            `DistinctSummary`, which grows with the number of different reviews.

    The summary of all pages is exactly the sum of the summaries of any parts. With `top`, this does not hold for the
    limited tables, except with `distinct`.

    Raises:
        TypeError: `pages` holds anything but pages, or `ordered` is given with `distinct`, which keeps no order.
        ReviewError: `kind` is not a `Kind` (`unknown-kind`), `top` is below 1 (`bad-top`), or a record holds values of
            the wrong type (`bad-record`).

    >>> from reviewparse.records import CriticReview, CriticSection, Distribution
    >>> reviews = (CriticReview(author="Ann Lee", score=90), CriticReview(author="Bo Dahl", score=70), CriticReview())
    >>> distribution = Distribution(positive=2, negative=0, total=3)
    >>> page = ReviewPage(sections=(CriticSection(distribution=distribution, reviews=reviews),))
    >>> critics = aggregate([page], kind="movie").critics
    >>> critics.mean, critics.mean_bounds
    (Fraction(80, 1), (Fraction(200, 3), Fraction(220, 3)))
    >>> critics.by_author["Ann Lee"].mean_difference
    Fraction(20, 1)
    >>> critics.mixed
    ClassCount(printed=0, printed_pages=0, completed=1, completed_pages=1)
    """
    check_pages("aggregate", pages)
    if top is not None and (not isinstance(top, int) or isinstance(top, bool)):
        raise TypeError(f"top must be an int or None, not a {type(top).__name__}")
    if top is not None and top < 1:
        raise ReviewError("bad-top", f"top must be 1 or more, not {top}")
    limits(True, kind)  # an unknown kind is an error even where there is no page
    if ordered and distinct:
        raise TypeError("ordered=True reads the order of each page's list, which distinct=True does not keep")
    fold = _folded if fold_names else None
    if distinct:
        return DistinctSummary.of(pages, kind=kind, top=top, fold=fold)
    return added_up(pages, kind=kind, ordered=ordered, top=top, fold=fold)


def _folded(name: str) -> str:
    """A name without what differs only in case or white space."""
    return " ".join(name.split()).casefold()
