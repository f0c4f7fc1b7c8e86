"""What a picture looks like: its words, their sizes, its limits, colors and keys, for pages that are small."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.transforms import Bbox

from reviewparse import plot
from reviewparse.records import CriticReview, CriticSection, Distribution, ReviewPage, UserReview, UserSection

GREEN, YELLOW, RED, GRAY, BLUE, DARK = "#4a9f73", "#f2cf72", "#a93d38", "#c4c4c4", "#9fb4cc", "#1f3a57"
CLASSES = ["positive", "mixed", "negative"]


def seen(axes: Axes) -> list[tuple[Patch, Bbox]]:
    """The shapes that can be seen, and where: a band is a rectangle or, before Matplotlib 3.9, a polygon."""
    found = [(each, each.get_patch_transform().transform_path(each.get_path()).get_extents()) for each in axes.patches]
    return [(each, box) for each, box in found if box.width and box.height]


def parts(axes: Axes) -> list[tuple[float, ...]]:
    """Of the shapes that can be seen: left, bottom, width, height."""
    return [tuple(round(float(value), 6) for value in box.bounds) for _, box in seen(axes)]


def colors(axes: Axes) -> list[str]:
    return [to_hex(each.get_facecolor()) for each, _ in seen(axes)]


def keys(axes: Axes) -> list[str]:
    """The words of the keys, which stand in one line without a frame, in small letters, below the axes."""
    legend = axes.get_legend()
    assert legend is not None
    assert legend._ncols == len(legend.get_texts())  # type: ignore[attr-defined]
    assert not legend.get_frame_on()
    assert {text.get_fontsize() for text in legend.get_texts()} == {8}
    assert (legend.handlelength, legend.columnspacing) == (1.2, 1.2)
    return [text.get_text() for text in legend.get_texts()]


def ticks(axis: Any) -> list[str]:
    axis.axes.figure.canvas.draw()
    low, high = sorted(axis.get_view_interval())
    shown = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
    return [label.get_text() for place, label in shown if low <= place <= high]


def title(axes: Axes) -> str:
    """The title, which stands on the left."""
    assert axes.title.get_text() == ""
    assert axes._left_title.get_fontsize() == 10  # type: ignore[attr-defined]
    return axes.get_title(loc="left")


def limits(axes: Axes) -> list[float]:
    return [round(float(value), 6) for value in (*axes.get_xlim(), *axes.get_ylim())]


def test_distribution() -> None:
    """One bar for a section, as wide as the axes, with its counts above it; what is implied is hatched."""
    page = ReviewPage(
        (
            CriticSection(distribution=Distribution(6, None, 1, 10)),
            UserSection(distribution=Distribution(positive=1, total=4)),
            UserSection(distribution=Distribution(0, 0, 0, 0)),
        )
    )
    (axes,) = plot.distribution(page).axes
    assert title(axes) == "Score distribution"
    assert (axes.get_xlabel(), axes.get_ylabel(), limits(axes)) == ("share of the reviews", "", [0, 1, 2.3, -0.6])
    assert ticks(axes.xaxis)[::5] == ["0%", "100%"]
    assert ticks(axes.yaxis) == []
    assert [name for name, spine in axes.spines.items() if spine.get_visible()] == ["bottom"]
    assert parts(axes) == [
        (0, -0.2, 0.6, 0.4), (0.6, -0.2, 0.3, 0.4), (0.9, -0.2, 0.1, 0.4),
        (0, 0.8, 0.25, 0.4), (0.25, 0.8, 0.75, 0.4),
        (0, 1.8, 1, 0.4),
    ]  # fmt: skip
    assert colors(axes)[:5] == [GREEN, YELLOW, RED, GREEN, GRAY]
    assert [each.get_hatch() for each, _ in seen(axes)] == [None, "////", None, None, None, None]
    assert [(text.get_position(), text.get_fontsize(), text.get_verticalalignment()) for text in axes.texts] == [
        ((0, row - 0.27), 9, "bottom") for row in range(3)
    ]
    assert keys(axes) == [*CLASSES, "implied", "not printed"]


SCORES = CriticSection(
    distribution=Distribution(1, 0, 2, 3),
    reviews=(CriticReview(1, score=90), CriticReview(2), CriticReview(3, score=0)),
)


def test_scores() -> None:
    """A point for each printed score, a ring for each that is certain, a bar for each that is possible."""
    (axes,) = plot.scores(SCORES, kind="movie").axes
    assert title(axes) == "Critics: 3 reviews, 2 scores printed"
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("review, in the page's order", "score")
    assert limits(axes) == [0.4, 5.6, -4, 104]
    assert keys(axes) == ["printed", "certain", "possible", *CLASSES]
    assert [(bottom, height) for _, bottom, _, height in parts(axes)] == [
        (60.5, 40), (39.5, 21), (-0.5, 40), (0, 39),
    ]  # fmt: skip
    assert colors(axes) == [GREEN, YELLOW, RED, BLUE]
    assert [patch.get_alpha() for patch in axes.patches] == [0.15, 0.15, 0.15, None]
    assert ticks(axes.xaxis) == ["1", "2", "3", "4", "5"]
    (bare,) = plot.scores(SCORES).axes
    assert keys(bare) == ["printed", "certain", "possible"]


@pytest.mark.parametrize(("reviews", "size"), [(59, 22), (60, 9), (199, 9), (200, 3)])
def test_many_scores_have_small_points(reviews: int, size: int) -> None:
    """The more points, the smaller they are; they lie above all else and are not cut at the edge."""
    section = UserSection(reviews=tuple(UserReview(number, score=7) for number in range(1, reviews + 1)))
    (axes,) = plot.scores(section).axes
    rings, points = (item for item in axes.collections if isinstance(item, PathCollection))
    assert {float(each) for each in points.get_sizes()} == {float(each) for each in rings.get_sizes()} == {size}
    assert len(np.asarray(points.get_offsets())) == reviews
    assert (points.get_zorder(), points.get_clip_on()) == (3, False)
    assert limits(axes) == [0.4, reviews + 0.6, -0.4, 10.4]
    assert to_hex(tuple(np.asarray(points.get_facecolor())[0])) == DARK
    assert np.asarray(rings.get_linewidth())[0] == pytest.approx(size**0.5 / 4)


def test_histogram() -> None:
    """Ten bars of ten scores for critics, eleven of one for users, as high as the reviews are many."""
    critics = CriticSection(reviews=tuple(CriticReview(score=score) for score in (100, 90, 61, 60, 9)))
    (axes,) = plot.histogram(critics, kind="movie").axes
    assert title(axes) == "Critics: 5 reviews, 5 scores printed"
    assert (axes.get_xlabel(), axes.get_ylabel(), limits(axes)) == ("score", "reviews", [-0.6, 9.6, 0, 2.12])
    assert [label.get_text() for label in axes.get_xticklabels()] == [str(10 * n) for n in range(11)]
    assert [float(place) for place in axes.get_xticks()] == [n - 0.5 for n in range(11)]
    assert sorted(parts(axes)) == [(-0.45, 0, 0.9, 1), (5.55, 0, 0.9, 1), (5.55, 1, 0.9, 1), (8.55, 0, 0.9, 2)]
    assert keys(axes) == CLASSES
    users = UserSection(reviews=(UserReview(score=10), UserReview(score=0)))
    (axes,) = plot.histogram(users).axes
    assert limits(axes) == [-0.6, 10.6, 0, 1.06]
    assert ticks(axes.xaxis) == [str(n) for n in range(11)]
    assert ticks(axes.yaxis) == ["0", "1"]
    assert keys(axes) == ["class not known"]


def test_timeline() -> None:
    """A bar for each day on which reviews were written, below the same dates for critics and for users."""
    day = dt.date(2014, 10, 7)
    page = ReviewPage(
        (
            CriticSection(reviews=(CriticReview(date=day), CriticReview(date=day, score=80), CriticReview())),
            UserSection(reviews=(UserReview(date=day + dt.timedelta(20)),)),
        )
    )
    figure = plot.timeline(page, kind="movie")
    upper, lower = figure.axes
    assert title(upper) == "Critics: 2 dated reviews, 1 without a date"
    assert title(lower) == "Users: 1 dated review"
    assert (upper.get_xlabel(), lower.get_xlabel()) == ("", "date of the review, by day")
    first = day.toordinal()
    assert limits(upper) == [first - 0.6, first + 20.6, 0, 2.12]
    assert parts(upper) == [(first - 0.425, 0, 0.85, 1), (first - 0.425, 1, 0.85, 1)]
    assert colors(upper) == [GRAY, GREEN]
    assert [label.get_text() for label in lower.get_xticklabels()] == [
        "2014-10-07", "2014-10-11", "2014-10-15", "2014-10-19", "2014-10-23", "2014-10-27",
    ]  # fmt: skip
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == [*CLASSES, "class not known"]
    assert lower.get_legend() is None


def test_keys_of_a_timeline_in_given_axes() -> None:
    """In axes of the caller's figure, the keys stand below the lower ones."""
    figure = Figure()
    upper, lower = figure.subplots(2, 1)
    plot.timeline(ReviewPage((SCORES,)), ax=(upper, lower))
    assert keys(lower) == [*CLASSES, "class not known"]
    assert (upper.get_legend(), figure.legends) == (None, [])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("distribution", "The page prints no distribution."),
        ("scores", "The page lists no reviews."),
        ("histogram", "No review prints a score."),
        ("timeline", "No review has a date."),
    ],
)
def test_nothing_to_draw(name: str, sentence: str) -> None:
    """Where there is nothing to draw, a gray sentence in the middle of the axes says so."""
    empty = CriticSection()
    figure = getattr(plot, name)(empty if name in ("scores", "histogram") else ReviewPage((empty,)))
    for axes in figure.axes:
        (text,) = axes.texts
        assert text.get_text() == sentence
        assert text.get_position() == (0.5, 0.5)
        assert text.get_transform() == axes.transAxes
        assert (text.get_horizontalalignment(), text.get_verticalalignment(), text.get_color()) == (
            "center",
            "center",
            "#666666",
        )
