"""The distributions of a page, the scores of one section, and how often each score is given."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from reviewparse.inference import complete, score_bounds
from reviewparse.plot.style import (
    BOUND,
    COLORS,
    HATCH,
    INK,
    UNKNOWN,
    bands_of,
    class_keys,
    dots,
    legend,
    name_of,
    plural,
    say,
    stack,
    whole_ticks,
)
from reviewparse.records import CriticSection
from reviewparse.vocabulary import ReviewClass, classify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from reviewparse.records import Distribution, Review, ReviewPage, Section
    from reviewparse.vocabulary import Kind

__all__ = ["draw_distribution", "draw_histogram", "draw_scores"]

MANY_REVIEWS: Final = 200
"""From here on the bars of `scores` are drawn as one band: single ones would be thinner than a pixel."""
CRITIC_BAR: Final = 10
"""So many scores of critics share a bar of a histogram; 100 is in the last one, too."""


def draw_distribution(axes: Axes, page: ReviewPage) -> None:
    """One bar for each distribution of the page."""
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
        axes.text(0, row - 0.27, f"{name_of(type(section))}: {_in_words(printed, counts)}", va="bottom", fontsize=9)
    if not rows:
        say(axes, "The page prints no distribution.")
    axes.set(xlim=(0, 1), ylim=(max(len(rows), 1) - 0.7, -0.6), yticks=[], xlabel="share of the reviews")
    axes.set_title("Score distribution", loc="left", fontsize=10)
    axes.xaxis.set_major_formatter(PercentFormatter(1.0))
    axes.spines[["left", "right", "top"]].set_visible(False)
    implied = Patch(facecolor=UNKNOWN, edgecolor="white", hatch=HATCH, label="implied")
    legend([*class_keys(), implied, Patch(facecolor=UNKNOWN, label="not printed")], axes)


def _in_words(printed: Distribution, counts: Distribution) -> str:
    """The counts of one bar: `21 positive, 2 mixed (implied), 0 negative, of 23`."""
    parts = []
    for name in ReviewClass:
        count = getattr(counts, name)
        implied = " (implied)" if getattr(printed, name) is None else ""
        parts.append(f"{name} not printed" if count is None else f"{count:,} {name}{implied}")
    return ", ".join(parts) + ("" if counts.total is None else f", of {counts.total:,}")


def draw_scores(axes: Axes, section: Section, kind: Kind | str | None, ordered: bool) -> None:
    """The score of each review of a section, or what is known of it."""
    best = 100 if isinstance(section, CriticSection) else 10
    bands = bands_of(type(section), kind)
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
    drawn = len(certain) + len(points)
    size = 22.0 if drawn < 60 else 9.0 if drawn < MANY_REVIEWS else 3.0
    dots(axes, certain, s=size, facecolor="white", edgecolor=INK, linewidth=size**0.5 / 4)
    dots(axes, points, s=size, color=INK, linewidth=0)
    if not listed:
        say(axes, "The page lists no reviews.")
    title = f"{name_of(type(section))}: {_counted(len(listed), len(printed), len(points))}"
    axes.set_title(title, loc="left", fontsize=10)
    axes.set(ylim=(-best * 0.04, best * 1.04), ylabel="score", xlabel="review, in the page's order")
    axes.set_xlim(0.4, max(len(listed), 5) + 0.6)
    whole_ticks(axes.xaxis, 8)
    dot: dict[str, Any] = {"marker": "o", "linestyle": "", "color": INK, "markersize": 5}
    keys = [Line2D([], [], label="printed", **dot), Line2D([], [], label="certain", markerfacecolor="white", **dot)]
    legend([*keys, Patch(facecolor=BOUND, label="possible"), *(class_keys(0.3) if bands else ())], axes)


def _counted(reviews: int, printed: int, on_scale: int) -> str:
    """`12 reviews, 7 scores printed (1 off the scale)`."""
    words = f"{plural(reviews, 'review')}, {plural(printed, 'score')} printed"
    return words + (f" ({printed - on_scale:,} off the scale)" if printed > on_scale else "")


def draw_histogram(axes: Axes, of: type[Section], sections: Sequence[Section], kind: Kind | str | None) -> None:
    """How many reviews of these sections, all of one side, print each score."""
    best, bar = (100, CRITIC_BAR) if of is CriticSection else (10, 1)
    last = best if bar == 1 else best // bar - 1
    bands = bands_of(of, kind)
    reviews: list[Review] = [review for section in sections for review in section.reviews]
    scores = [review.score for review in reviews if review.score is not None]
    on_scale = [score for score in scores if 0 <= score <= best]
    counts: Counter[tuple[int, ReviewClass | None]] = Counter()
    for score in on_scale:
        counts[min(score // bar, last), classify(score, bands)] += 1
    if not stack(axes, counts, 0.9):
        say(axes, "No review prints a score.")
    axes.set_title(f"{name_of(of)}: {_counted(len(reviews), len(scores), len(on_scale))}", loc="left", fontsize=10)
    axes.set(xlim=(-0.6, last + 0.6), xlabel="score")
    if bar == 1:
        axes.set_xticks(range(last + 1))
    else:  # between the bars
        axes.set_xticks([n - 0.5 for n in range(last + 2)], [str(n * bar) for n in range(last + 2)])
    legend(class_keys() if bands else [Patch(facecolor=UNKNOWN, label="class not known")], axes)
