"""Pictures of a page and of many pages (extra `plot`, drawn by matplotlib).

Each function returns a `matplotlib.figure.Figure`, 600 pixels wide, without a window or `pyplot` state. `save` writes
it as SVG, PNG or any other format that matplotlib knows.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

try:
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter
    from matplotlib.transforms import offset_copy
except ImportError as error:
    raise ImportError('Pictures need matplotlib: pip install "reviewparse[plot]"', name=error.name) from error

from reviewparse.inference import complete, score_bounds
from reviewparse.records import CriticSection, Distribution, ReviewPage, UserSection
from reviewparse.vocabulary import ReviewClass, classify, scales

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from reviewparse.records import Review, Section
    from reviewparse.vocabulary import Band, Kind

__all__ = ["distribution", "overview", "save", "scores", "timeline"]

WIDTH: Final = 6.0
DPI: Final = 100
"""`WIDTH` inches at so many dots an inch are 600 pixels."""

# These differ in lightness too, so that people who cannot tell red from green can tell them apart.
COLORS: Final = {ReviewClass.POSITIVE: "#4a9f73", ReviewClass.MIXED: "#f2cf72", ReviewClass.NEGATIVE: "#a93d38"}
UNKNOWN: Final = "#c4c4c4"
BOUND: Final = "#9fb4cc"
INK: Final = "#1f3a57"
HATCH: Final = "////"

MOST_BARS: Final = 48
"""A timeline takes the shortest step that needs no more bars than this."""
MOST_TICKS: Final = 6
"""So many dates fit below a timeline."""
MANY_REVIEWS: Final = 200
"""From here on the bars of `scores` are drawn as one band: single ones would be thinner than a pixel."""


def distribution(page: ReviewPage) -> Figure:
    """How the reviews of a page divide into positive, mixed and negative: one bar for critics, one for users.

    A count that is implied, not printed (see `complete`), is hatched; the unknown rest is gray.
    Raises `TypeError` for anything but a `ReviewPage`.

    >>> figure = distribution(ReviewPage((CriticSection(distribution=Distribution(21, None, 0, 23)),)))
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['Critics: 21 positive, 2 mixed (implied), 0 negative, of 23']
    """
    _check_page("distribution", page)
    figure = _figure(2.5)
    _draw_distribution(figure, figure.subplots(), page)
    return figure


def scores(section: Section, *, kind: Kind | str | None = None, ordered: bool = False) -> Figure:
    """The score of each listed review: a point where it is printed, else a bar over what `score_bounds` leaves open.

    A hollow point is a score that is not printed but certain. `kind` and `ordered` are those of `score_bounds`; where
    `kind` is known, the background shows the three classes. Raises `TypeError` for anything but a section,
    `ValueError` for a string that is not a `Kind`.

    >>> from reviewparse.records import CriticReview
    >>> figure = scores(CriticSection(reviews=(CriticReview(score=88), CriticReview())))
    >>> figure.axes[0].get_title(loc="left")
    'Critics: 2 reviews, 1 score printed'
    """
    if not isinstance(section, CriticSection | UserSection):
        raise TypeError(f"scores takes a section, such as page.critics, not {type(section).__name__}")
    figure = _figure(3.5)
    _draw_scores(figure, figure.subplots(), section, kind, ordered)
    return figure


def timeline(pages: ReviewPage | Iterable[ReviewPage], *, kind: Kind | str | None = None) -> Figure:
    """When the reviews of one or many pages were written: a bar for each day, month, quarter or year, stacked by class.

    The class of a review follows from its printed score and from the page's kind (or `kind`, where given); where it
    does not, the bar is gray. Raises `TypeError` for anything but pages, `ValueError` for a string that is not a
    `Kind`.

    >>> from reviewparse.records import UserReview
    >>> reviews = (UserReview(date=dt.date(2012, 1, 23), score=9), UserReview(date=dt.date(2012, 11, 15)))
    >>> timeline(ReviewPage((UserSection(reviews=reviews),))).axes[1].get_title(loc="left")
    'Users: 2 dated reviews'
    """
    critics, users = _Tally(CriticSection), _Tally(UserSection)
    for page in (pages,) if isinstance(pages, ReviewPage) else pages:
        _check_page("timeline", page)
        for section in page.sections:
            (critics if isinstance(section, CriticSection) else users).add(section, kind or page.kind)
    dates = sorted({date for tally in (critics, users) for date, _ in tally.dated})
    step = next((step for step in STEPS if dates and step.bar(dates[-1]) - step.bar(dates[0]) < MOST_BARS), STEPS[-1])
    figure = _figure(4.6)
    upper, lower = figure.subplots(2, 1, sharex=True)
    _draw_timeline(upper, critics, step)
    _draw_timeline(lower, users, step)
    if dates:
        first, last = step.bar(dates[0]), step.bar(dates[-1])
        margin = 0.6 + max(0, 11 - (last - first)) / 2  # so that one bar alone does not fill the picture
        lower.set_xlim(first - margin, last + margin)
        ticks = range(first, last + 1, (last - first) // MOST_TICKS + 1)
        lower.set_xticks(ticks, [step.label(bar) for bar in ticks])
    else:
        lower.set_xticks([])
    lower.set_xlabel(f"date of the review, by {step.name}" if dates else "date of the review")
    _legend(figure, [*_class_keys(), Patch(facecolor=UNKNOWN, label="class not known")])
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
    figure = _figure(sum(heights))
    axes = figure.subplots(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    if page.title:
        figure.suptitle(_shown(page.title), parse_math=False)
    _draw_distribution(figure, axes[0], page)
    for section, below in zip(sections, axes[1:], strict=True):
        _draw_scores(figure, below, section, page.kind, ordered and isinstance(section, CriticSection))
    return figure


def _shown(title: str) -> str:
    """A title as a picture shows it: no font has a control character, and no file holds half a surrogate pair."""
    seen = "".join(c if c.isprintable() else " " for c in title[:60])
    return seen if len(title) <= 60 else seen[:59] + "…"


def save(figure: Figure, path: str | os.PathLike[str]) -> None:
    """Write the picture as what the suffix of `path` says (`.svg`, `.png`, `.pdf`, ...); equal pictures, equal bytes.

    Raises `ValueError` for a suffix that matplotlib does not know, `OSError` where the file cannot be written.

    >>> from io import BytesIO
    >>> from reviewparse import CriticSection, Distribution, ReviewPage
    >>> page = ReviewPage((CriticSection(distribution=Distribution(10, 2, 0, 12)),))
    >>> save(distribution(page), "/no-such-folder/picture.svg")
    Traceback (most recent call last):
    FileNotFoundError: ...
    """
    metadata = {"Date": None} if str(path).lower().endswith(".svg") else None
    with mpl.rc_context({"svg.hashsalt": "reviewparse"}):
        figure.savefig(path, dpi=2 * DPI, metadata=metadata)


def _draw_distribution(figure: Figure, axes: Axes, page: ReviewPage) -> None:
    rows = [(section, section.distribution) for section in page.sections if section.distribution is not None]
    for row, (section, printed) in enumerate(rows):
        counts = complete(printed)
        parts = {name: getattr(counts, name) or 0 for name in ReviewClass}
        known = sum(parts.values())
        whole = max(known, counts.total or 0)
        left = 0.0
        for name, count in parts.items() if whole else ():
            hatch = HATCH if getattr(printed, name) is None else None
            axes.barh(row, count / whole, 0.4, left, color=COLORS[name], edgecolor="white", hatch=hatch)
            left += count / whole
        if known < whole or not whole:
            axes.barh(row, 1.0 - left, 0.4, left, color=UNKNOWN if whole else "none", edgecolor=UNKNOWN)
        axes.text(0, row - 0.27, f"{_name(type(section))}: {_in_words(printed, counts)}", va="bottom", fontsize=9)
    if not rows:
        _say(axes, "The page prints no distribution.")
    axes.set(xlim=(0, 1), ylim=(max(len(rows), 1) - 0.7, -0.6), yticks=[], xlabel="share of the reviews")
    axes.set_title("Score distribution", loc="left", fontsize=10)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.spines[["left", "right", "top"]].set_visible(False)
    implied = Patch(facecolor=UNKNOWN, edgecolor="white", hatch=HATCH, label="implied")
    _legend(figure, [*_class_keys(), implied, Patch(facecolor=UNKNOWN, label="not printed")], axes)


def _in_words(printed: Distribution, counts: Distribution) -> str:
    """The counts of one bar: `21 positive, 2 mixed (implied), 0 negative, of 23`."""
    parts = []
    for name in ReviewClass:
        count = getattr(counts, name)
        implied = " (implied)" if getattr(printed, name) is None else ""
        parts.append(f"{name} not printed" if count is None else f"{count:,} {name}{implied}")
    return ", ".join(parts) + ("" if counts.total is None else f", of {counts.total:,}")


def _draw_scores(figure: Figure, axes: Axes, section: Section, kind: Kind | str | None, ordered: bool) -> None:
    best = 100 if isinstance(section, CriticSection) else 10
    bands = _bands(type(section), kind)
    for name, band in bands.items():
        axes.axhspan(band.low - 0.5, band.high + 0.5, color=COLORS[name], alpha=0.15, linewidth=0)
    ranges = score_bounds(section, kind=kind, ordered=ordered)
    reviews: tuple[Review, ...] = section.reviews
    listed = list(enumerate(zip(reviews, ranges, strict=True), 1))
    printed = [(place, review.score) for place, (review, _) in listed if review.score is not None]
    points = [(place, score) for place, score in printed if 0 <= score <= best]
    lost = [(place, bound) for place, (review, bound) in listed if review.score is None]
    if len(listed) < MANY_REVIEWS:
        heights, bottoms = [bound.high - bound.low for _, bound in lost], [bound.low for _, bound in lost]
        axes.bar([place for place, _ in lost], heights, bottom=bottoms, color=BOUND)
    else:
        lows, highs = [bound.low for bound in ranges], [bound.high for bound in ranges]
        axes.fill_between([place for place, _ in listed], lows, highs, step="mid", color=BOUND, linewidth=0)
    certain = [(place, bound.low) for place, bound in lost if bound.low == bound.high]
    dots = len(certain) + len(points)
    size = 22.0 if dots < 60 else 9.0 if dots < MANY_REVIEWS else 3.0
    _dots(axes, certain, s=size, facecolor="white", edgecolor=INK, linewidth=size**0.5 / 4)
    _dots(axes, points, s=size, color=INK, linewidth=0)
    if not listed:
        _say(axes, "The page lists no reviews.")
    title = f"{_name(type(section))}: {_plural(len(listed), 'review')}, {_plural(len(printed), 'score')} printed"
    title += f" ({len(printed) - len(points):,} off the scale)" if len(printed) > len(points) else ""
    axes.set_title(title, loc="left", fontsize=10)
    axes.set(ylim=(-best * 0.04, best * 1.04), ylabel="score", xlabel="review, in the page's order")
    axes.set_xlim(0.4, max(len(listed), 5) + 0.6)
    _whole_ticks(axes.xaxis, 8)
    dot: dict[str, Any] = {"marker": "o", "linestyle": "", "color": INK, "markersize": 5}
    keys = [Line2D([], [], label="printed", **dot), Line2D([], [], label="certain", markerfacecolor="white", **dot)]
    _legend(figure, [*keys, Patch(facecolor=BOUND, label="possible"), *(_class_keys(0.3) if bands else ())], axes)


def _draw_timeline(axes: Axes, tally: _Tally, step: Step) -> None:
    counts: Counter[tuple[int, ReviewClass | None]] = Counter()
    for (date, name), count in tally.dated.items():
        counts[step.bar(date), name] += count
    bars = sorted({bar for bar, _ in counts})
    heights = [0] * len(bars)
    for name, color in ((None, UNKNOWN), *reversed(COLORS.items())):
        parts = [counts[bar, name] for bar in bars]
        axes.bar(bars, parts, bottom=heights, color=color, width=0.85)
        heights = [height + part for height, part in zip(heights, parts, strict=True)]
    if not bars:
        _say(axes, "No review has a date.")
    title = f"{tally.name}: {_plural(sum(heights), 'dated review')}"
    axes.set_title(title + (f", {tally.undated:,} without a date" if tally.undated else ""), loc="left", fontsize=10)
    axes.set(ylabel="reviews", ylim=(0, max(heights, default=1) * 1.06))
    _whole_ticks(axes.yaxis, 5)


class _Tally:
    """What a timeline needs to know of all critics, or of all users."""

    def __init__(self, of: type[Section]) -> None:
        self.name = _name(of)
        self.dated: Counter[tuple[dt.date, ReviewClass | None]] = Counter()
        self.undated = 0

    def add(self, section: Section, kind: Kind | str | None) -> None:
        bands = _bands(type(section), kind)
        for review in section.reviews:
            if review.date is None:
                self.undated += 1
            else:
                self.dated[review.date, None if review.score is None else classify(review.score, bands)] += 1


class Step(NamedTuple):
    """What one bar of a timeline stands for: the bar of a date, as an int that grows by one, and that bar's label."""

    name: str
    bar: Callable[[dt.date], int]
    label: Callable[[int], str]


STEPS: Final = (
    Step("day", dt.date.toordinal, lambda bar: dt.date.fromordinal(bar).isoformat()),
    Step("month", lambda date: date.year * 12 + date.month - 1, lambda bar: f"{bar // 12}-{bar % 12 + 1:02}"),
    Step("quarter", lambda date: date.year * 4 + (date.month - 1) // 3, lambda bar: f"{bar // 4} Q{bar % 4 + 1}"),
    Step("year", lambda date: date.year, str),
)


def _bands(of: type[Section], kind: Kind | str | None) -> dict[ReviewClass, Band]:
    """The classes of one review's score; none where the kind does not settle which of the two tables holds."""
    tables = scales(kind)
    if len(tables) > 1:
        return {}
    return tables[0].critic if of is CriticSection else tables[0].user


def _figure(height: float) -> Figure:
    return Figure((WIDTH, height), dpi=DPI, layout="constrained")


def _class_keys(alpha: float = 1.0) -> list[Patch]:
    return [Patch(facecolor=color, alpha=alpha, label=str(name)) for name, color in COLORS.items()]


def _legend(figure: Figure, keys: Sequence[Patch | Line2D], below: Axes | None = None) -> None:
    """One line of keys below the axes or the whole figure, where it hides no bar and no point."""
    style: dict[str, Any] = {"fontsize": 8, "frameon": False, "handlelength": 1.2, "columnspacing": 1.2}
    if below is None:
        figure.legend(handles=keys, loc="outside lower center", ncols=len(keys), **style)
    else:  # clear of the label of the axis, however high the picture is
        style["bbox_transform"] = offset_copy(below.transAxes, figure, y=-34, units="points")
        below.legend(handles=keys, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=len(keys), **style)


def _whole_ticks(axis: Axis, most: int) -> None:
    """Ticks at whole numbers only."""
    axis.set_major_locator(MaxNLocator(nbins=most, integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))


def _dots(axes: Axes, places: Sequence[tuple[int, int]], **style: Any) -> None:
    axes.scatter([x for x, _ in places], [y for _, y in places], zorder=3, clip_on=False, **style)


def _say(axes: Axes, sentence: str) -> None:
    axes.text(0.5, 0.5, sentence, ha="center", va="center", color="#666666", transform=axes.transAxes)


def _name(of: type[Section]) -> str:
    return "Critics" if of is CriticSection else "Users"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _check_page(function: str, page: ReviewPage) -> None:
    if not isinstance(page, ReviewPage):
        raise TypeError(f"{function} takes a ReviewPage, not {type(page).__name__}; parse the text first")
