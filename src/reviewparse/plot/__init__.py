"""Pictures of a page and of many pages (extra `plot`, drawn by matplotlib).

Each function returns a `matplotlib.figure.Figure`, 600 pixels wide, without a window or `pyplot` state. A notebook
shows it as it stands, and `save` writes it as SVG, PNG or any other format that matplotlib knows.

With `ax`, the axes of a figure of your own, a function draws into these, and returns their figure.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

try:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch
except ImportError as error:
    raise ImportError('Pictures need matplotlib: pip install "reviewparse[plot]"', name=error.name) from error

from reviewparse.declared import check_page
from reviewparse.errors import not_taken
from reviewparse.plot.sections import draw_distribution, draw_histogram, draw_scores
from reviewparse.plot.style import DPI, UNKNOWN, class_keys, figure_of, legend, shown
from reviewparse.plot.timelines import STEPS, Tally, draw_timeline, share_dates, step_for
from reviewparse.records import CriticSection, ReviewPage, UserSection

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from reviewparse.records import Section
    from reviewparse.vocabulary import Kind

__all__ = ["STEPS", "distribution", "histogram", "overview", "save", "scores", "timeline"]


def distribution(page: ReviewPage, *, ax: Axes | None = None) -> Figure:
    """How the reviews of a page divide into positive, mixed and negative: one bar for critics, one for users.

    A count that is implied, not printed (see `complete`), is hatched; the unknown rest is gray.
    Raises `TypeError` for anything but a `ReviewPage`.

    >>> from reviewparse.records import Distribution
    >>> figure = distribution(ReviewPage((CriticSection(distribution=Distribution(21, None, 0, 23)),)))
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Critics: 21 positive, 2 mixed (implied), 0 negative, of 23']
    """
    _check_page("distribution", page)
    axes = _axes(ax, 2.5)
    draw_distribution(axes, page)
    return _figure_with(axes)


def scores(
    section: Section, *, kind: Kind | str | None = None, ordered: bool = False, ax: Axes | None = None
) -> Figure:
    """The score of each listed review: a point where it is printed, else a bar over what `score_bounds` leaves open.

    A hollow point is a score that is not printed but certain. `kind` and `ordered` are those of `score_bounds`; where
    `kind` is known, the background shows the three classes. Raises `TypeError` for anything but a section,
    `ValueError` for a string that is not a `Kind`.

    >>> from reviewparse.records import CriticReview
    >>> figure = scores(CriticSection(reviews=(CriticReview(score=88), CriticReview())))
    >>> figure.axes[0].get_title(loc="left")
    'Critics: 2 reviews, 1 score printed'
    """
    _check_section("scores", section)
    axes = _axes(ax, 3.5)
    draw_scores(axes, section, kind, ordered)
    return _figure_with(axes)


def histogram(
    sections: Section | Iterable[Section], *, kind: Kind | str | None = None, ax: Axes | None = None
) -> Figure:
    """How many of the listed reviews print each score: a bar for each score of users, for each ten of critics'.

    `sections` is one section, or those of many pages, all of critics or all of users. A bar is stacked by class where
    `kind` is known, else it is gray; a score that is not printed is not counted. Raises `TypeError` for anything but
    sections, `ValueError` for sections of both sides and for a string that is not a `Kind`.

    >>> from reviewparse.records import UserReview
    >>> figure = histogram(UserSection(reviews=(UserReview(score=9), UserReview(score=9), UserReview())))
    >>> figure.axes[0].get_title(loc="left")
    'Users: 3 reviews, 2 scores printed'
    """
    listed: list[Section] = []
    for section in (sections,) if isinstance(sections, CriticSection | UserSection) else _iterable(sections):
        _check_section("histogram", section)
        listed.append(section)
    if len({*map(type, listed)}) > 1:
        raise ValueError("histogram takes sections of critics or sections of users: their scales differ")
    axes = _axes(ax, 3.2)
    draw_histogram(axes, type(listed[0]) if listed else CriticSection, listed, kind)
    return _figure_with(axes)


def timeline(
    pages: ReviewPage | Iterable[ReviewPage], *, kind: Kind | str | None = None, ax: Sequence[Axes] | None = None
) -> Figure:
    """When the reviews of one or many pages were written: a bar for each day, month, quarter or year, stacked by class.

    The class of a review follows from its printed score and from the page's kind (or `kind`, where given); where it
    does not, the bar is gray. `ax` is a pair, for the critics and for the users. Raises `TypeError` for anything but
    pages, `ValueError` for a string that is not a `Kind`.

    >>> import datetime as dt
    >>> from reviewparse.records import UserReview
    >>> reviews = (UserReview(date=dt.date(2012, 1, 23), score=9), UserReview(date=dt.date(2012, 11, 15)))
    >>> timeline(ReviewPage((UserSection(reviews=reviews),))).axes[1].get_title(loc="left")
    'Users: 2 dated reviews'
    """
    critics, users = Tally(CriticSection), Tally(UserSection)
    if isinstance(pages, str) or not isinstance(pages, Iterable | ReviewPage):
        raise not_taken("timeline", "a ReviewPage or an iterable of them", pages, "parse the text first")
    for page in (pages,) if isinstance(pages, ReviewPage) else pages:
        _check_page("timeline", page)
        for section in page.sections:
            (critics if isinstance(section, CriticSection) else users).add(section, kind or page.kind)
    dates = {date for tally in (critics, users) for date, _ in tally.dated}
    step = step_for(dates)
    upper, lower = figure_of(4.6).subplots(2, 1, sharex=True) if ax is None else ax
    draw_timeline(upper, critics, step)
    draw_timeline(lower, users, step)
    share_dates(upper, lower, dates, step)
    figure = _figure_with(lower)
    legend([*class_keys(), Patch(facecolor=UNKNOWN, label="class not known")], figure if ax is None else lower)
    return figure


def overview(page: ReviewPage, *, ordered: bool = False) -> Figure:
    """A page in one picture: its distributions, and below them the scores of each section that lists reviews.

    `ordered=True` says that the critics are listed in the site's order by score; see `score_bounds`.
    Raises `TypeError` for anything but a `ReviewPage`.

    >>> from reviewparse.records import CriticReview
    >>> len(overview(ReviewPage((CriticSection(reviews=(CriticReview(score=88),)), UserSection()))).axes)
    2
    """
    _check_page("overview", page)
    sections = [section for section in page.sections if section.reviews]
    heights = [2.5, *(3.3 for _ in sections)]
    figure = figure_of(sum(heights))
    axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    if page.title:
        figure.suptitle(shown(page.title), parse_math=False)
    draw_distribution(axes[0], page)
    for section, below in zip(sections, axes[1:], strict=True):
        draw_scores(below, section, page.kind, ordered and isinstance(section, CriticSection))
    return figure


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write the picture as what the suffix of `path` says (`.svg`, `.png`, `.pdf`, ...); equal pictures, equal bytes.

    Raises `TypeError` for what is no figure, `ValueError` for a suffix that matplotlib does not know, `OSError` where
    the file cannot be written.

    >>> from reviewparse import CriticSection, Distribution, ReviewPage
    >>> page = ReviewPage((CriticSection(distribution=Distribution(10, 2, 0, 12)),))
    >>> save(distribution(page), "/no-such-folder/picture.svg")
    Traceback (most recent call last):
    FileNotFoundError: ...
    """
    if not isinstance(figure, Figure):
        raise not_taken("save", "a picture that a function of reviewparse.plot made", figure)
    if not (isinstance(path, str | os.PathLike) or hasattr(path, "write")):
        raise not_taken("save", "the name of a file", path)
    metadata = {"Date": None} if str(path).lower().endswith(".svg") else None
    with mpl.rc_context({"svg.hashsalt": "reviewparse"}):
        figure.savefig(path, dpi=2 * DPI, metadata=metadata)


def _axes(ax: Axes | None, height: float) -> Axes:
    """The caller's axes, or those of a new figure."""
    return figure_of(height).subplots() if ax is None else ax


def _figure_with(axes: Axes) -> Figure:
    """The figure that holds these axes, also where they stand in a figure within it."""
    return axes.figure.figure


def _check_page(function: str, page: ReviewPage) -> None:
    if not isinstance(page, ReviewPage):
        raise not_taken(function, "a ReviewPage", page, "parse the text first")
    check_page(page)


def _check_section(function: str, section: Section) -> None:
    if not isinstance(section, CriticSection | UserSection):
        raise not_taken(function, "a section, such as page.critics", section)


def _iterable(sections: Iterable[Section]) -> Iterable[Section]:
    if isinstance(sections, ReviewPage | str) or not isinstance(sections, Iterable):
        raise not_taken("histogram", "a section, such as page.critics", sections)
    return sections
