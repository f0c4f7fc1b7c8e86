"""The pictures show what the page says: no more, no less, at any size."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from reviewparse import plot
from reviewparse.errors import ReviewError
from reviewparse.inference import score_bounds
from reviewparse.plot.style import COLORS, UNKNOWN
from reviewparse.records import CriticReview, CriticSection, Distribution, ReviewPage, UserReview, UserSection
from reviewparse.vocabulary import ReviewClass

counts = st.none() | st.integers(0, 1500)
dates = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))


def critics(*scores: int | None) -> CriticSection:
    reviews = tuple(CriticReview(number, score=score) for number, score in enumerate(scores, 1))
    return CriticSection(distribution=Distribution(total=len(scores)), reviews=reviews)


def dots(figure: Figure, *, hollow: bool) -> list[tuple[float, float]]:
    """Where the points of a picture of scores are."""
    (axes,) = figure.axes
    found = [item for item in axes.collections if isinstance(item, PathCollection)]
    assert len(found) == 2
    return [(float(x), float(y)) for x, y in np.asarray(found[0 if hollow else 1].get_offsets())]


def bars(figure: Figure) -> list[tuple[float, float, float]]:
    """The bars of a picture of scores: the review, and the ends of its bar."""
    (axes,) = figure.axes
    rectangles = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_width() < 0.9]
    return [(r.get_x() + 0.4, r.get_y(), r.get_y() + r.get_height()) for r in rectangles]


def drawn(figure: Figure, path: Path) -> Path:
    """The picture, written: only then does matplotlib lay it out."""
    plot.save(figure, path)
    return path


@given(st.lists(st.none() | st.integers(0, 100), max_size=30), st.booleans())
def test_scores_are_points_and_bounds_are_bars(scores: list[int | None], ordered: bool) -> None:
    """Each printed score is a point, each other review a bar over exactly its bound, a certain score a hollow point."""
    section = critics(*scores)
    figure = plot.scores(section, kind="movie", ordered=ordered)
    lost = [
        (place, bound.low, bound.high)
        for place, bound in enumerate(score_bounds(section, kind="movie", ordered=ordered), 1)
        if scores[place - 1] is None
    ]
    assert dots(figure, hollow=False) == [(place, score) for place, score in enumerate(scores, 1) if score is not None]
    assert [(round(x), *ends) for x, *ends in bars(figure)] == lost
    assert dots(figure, hollow=True) == [(place, low) for place, low, high in lost if low == high]


@given(st.lists(st.none() | st.integers(-3, 104), max_size=40), st.booleans(), st.sampled_from(["game", "tv", None]))
def test_histogram_counts_each_printed_score_once(scores: list[int | None], of_critics: bool, kind: str | None) -> None:
    """The bars over a range of scores are as high together as there are reviews that print one of them."""
    best = 100 if of_critics else 10
    half = len(scores) // 2
    if of_critics:
        sections: list[Any] = [critics(*scores[:half]), critics(*scores[half:])]
    else:
        sections = [UserSection(reviews=tuple(UserReview(score=score) for score in scores))]
    (axes,) = plot.histogram(sections, kind=kind).axes
    heights: Counter[int] = Counter()
    for patch in axes.patches:
        if isinstance(patch, Rectangle):
            heights[round(patch.get_x() + patch.get_width() / 2)] += round(patch.get_height())
    printed = [score for score in scores if score is not None and 0 <= score <= best]
    for place in range(10 if of_critics else 11):
        first, last = (10 * place, 10 * place + 9 + (place == 9)) if of_critics else (place, place)
        assert heights[place] == sum(first <= score <= last for score in printed)
    assert sum(heights.values()) == len(printed)


def test_histogram_colors_by_class() -> None:
    """A bar is stacked by the classes of its scores where the kind settles them, and is gray where it does not."""
    for kind, colors in (("movie", ["positive", "mixed"]), ("game", ["mixed"]), (None, [])):
        (axes,) = plot.histogram(critics(60, 61), kind=kind).axes
        found = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height()]
        shown = {to_hex(patch.get_facecolor()) for patch in found}
        assert shown == ({COLORS[ReviewClass(name)] for name in colors} or {UNKNOWN})


def test_histogram_of_both_sides() -> None:
    """Sections of critics and of users have no scale in common, so they have no histogram."""
    with pytest.raises(ValueError, match="scales differ"):
        plot.histogram([critics(80), UserSection()])


def test_scores_off_the_scale_are_counted_not_drawn() -> None:
    """A score that none can be is not drawn, and the title says how many there are."""
    figure = plot.scores(critics(101, 100, 0, -1))
    assert dots(figure, hollow=False) == [(2, 100), (3, 0)]
    assert figure.axes[0].get_title(loc="left") == "Critics: 4 reviews, 4 scores printed (2 off the scale)"
    figure = plot.scores(UserSection(reviews=tuple(UserReview(score=score) for score in (11, 10, 0))))
    assert dots(figure, hollow=False) == [(2, 10), (3, 0)]
    assert figure.axes[0].get_title(loc="left") == "Users: 3 reviews, 3 scores printed (1 off the scale)"


@given(counts, counts, counts, counts)
def test_distribution_shares(positive: int | None, mixed: int | None, negative: int | None, total: int | None) -> None:
    """The parts of the bar fill it, and the known classes have the widths of their counts."""
    page = ReviewPage((CriticSection(distribution=Distribution(positive, mixed, negative, total)),))
    (axes,) = plot.distribution(page).axes
    widths: list[float] = [patch.get_width() for patch in axes.patches if isinstance(patch, Rectangle)]
    assert sum(widths) == pytest.approx(1)
    known = [count for count in (positive, mixed, negative) if count is not None]
    if len(known) == 3 and any(known):
        whole = max(sum(known), total or 0)
        assert widths[:3] == pytest.approx([count / whole for count in known])


def test_distribution_in_words() -> None:
    """Above each bar its counts are written out, and which of them is implied or not printed."""
    page = ReviewPage(
        (
            CriticSection(distribution=Distribution(1007, None, 95, 1102)),
            UserSection(distribution=Distribution(positive=7, total=10)),
        )
    )
    texts = plot.distribution(page).axes[0].texts
    assert {text.get_position()[0] for text in texts} == {0}
    assert [text.get_text() for text in texts] == [
        "Critics: 1,007 positive, 0 mixed (implied), 95 negative, of 1,102",
        "Users: 7 positive, mixed not printed, negative not printed, of 10",
    ]


@pytest.mark.slow
@given(st.lists(st.none() | dates, max_size=60), st.lists(st.none() | dates, max_size=10))
def test_timeline_counts_each_dated_review_once(
    of_critics: list[dt.date | None], of_users: list[dt.date | None]
) -> None:
    """The heights of the bars add up to the reviews that have a date, and the title counts the others."""
    page = ReviewPage(
        (
            CriticSection(reviews=tuple(CriticReview(date=date, score=50) for date in of_critics)),
            UserSection(reviews=tuple(UserReview(date=date) for date in of_users)),
        )
    )
    for axes, listed in zip(plot.timeline(page).axes, (of_critics, of_users), strict=True):
        heights = [patch.get_height() for patch in axes.patches if isinstance(patch, Rectangle)]
        assert sum(heights) == len(listed) - listed.count(None)
        assert (f"{listed.count(None)} without a date" in axes.get_title(loc="left")) == (None in listed)


@pytest.mark.parametrize(
    ("last", "step"),
    [
        (dt.date(2012, 3, 1), "day"),
        (dt.date(2012, 3, 19), "month"),
        (dt.date(2016, 1, 1), "quarter"),
        (dt.date(2024, 1, 1), "year"),
        (dt.date(9999, 12, 31), "year"),
    ],
)
def test_timeline_step(last: dt.date, step: str) -> None:
    """The bars are as short as they can be without being more than fit, and their labels name the step."""
    reviews = (UserReview(date=dt.date(2012, 1, 31)), UserReview(date=last))
    figure = plot.timeline([ReviewPage((UserSection(reviews=reviews),))])
    assert figure.axes[1].get_xlabel() == f"date of the review, by {step}"
    labels = [label.get_text() for label in figure.axes[1].get_xticklabels()]
    assert 2 <= len(labels) <= 6
    assert {len(label) for label in labels} == {{"day": 10, "month": 7, "quarter": 7, "year": 4}[step]}


@pytest.mark.parametrize(
    ("step", "label"), [("day", "2014-11-07"), ("month", "2014-11"), ("quarter", "2014 Q4"), ("year", "2014")]
)
def test_timeline_labels(step: str, label: str) -> None:
    """The label of a date's bar says when it is, and the next bar begins where this one ends."""
    (found,) = (item for item in plot.STEPS if item.name == step)
    date = dt.date(2014, 11, 7)
    assert found.label(found.bar(date)) == label
    while found.bar(date) == found.bar(dt.date(2014, 11, 7)):
        date += dt.timedelta(1)
    assert found.bar(date) == found.bar(dt.date(2014, 11, 7)) + 1


def test_timeline_colors_by_class() -> None:
    """A bar has the color of its reviews' class where the kind settles it, and is gray where it does not."""
    page = ReviewPage((CriticSection(reviews=(CriticReview(date=dt.date(2014, 1, 1), score=65),)),))
    colors = {}
    for kind in ("movie", "game", None):
        axes = plot.timeline(page, kind=kind).axes[0]
        (bar,) = (patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_height())
        colors[kind] = bar.get_facecolor()
    assert len(set(colors.values())) == 3
    assert len(set(colors[None][:3])) == 1


def many(size: int) -> ReviewPage:
    """A page with so many reviews of each kind, half of their scores and most of their dates printed."""
    first = dt.date(2010, 1, 1)
    return ReviewPage(
        title="The $9.99 Lighthouse $",
        sections=(
            CriticSection(
                distribution=Distribution(size, None, 0, size),
                reviews=tuple(
                    CriticReview(
                        number,
                        date=first + dt.timedelta(number % 4000) if number % 5 else None,
                        score=100 - number * 60 // size if number % 2 else None,
                    )
                    for number in range(1, size + 1)
                ),
            ),
            UserSection(
                score=Decimal("7.6"),
                distribution=Distribution(positive=size, total=2 * size),
                reviews=tuple(UserReview(number, date=first, score=number % 11) for number in range(1, size + 1)),
            ),
        ),
    )


PICTURES: dict[str, Any] = {
    "distribution": plot.distribution,
    "scores": lambda page: plot.scores(page.critics),
    "histogram": lambda page: plot.histogram(page.critics),
    "timeline": plot.timeline,
    "overview": plot.overview,
}


@pytest.mark.parametrize("size", [0, 1, 23, pytest.param(10_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", PICTURES)
def test_any_size_is_drawn(name: str, size: int, tmp_path: Path) -> None:
    """With 0, 1 and 10,000 reviews the picture has labelled axes and is 600 pixels wide."""
    figure = PICTURES[name](many(size))
    assert all(axes.get_xlabel() or axes is not figure.axes[-1] for axes in figure.axes)
    assert all(axes.get_ylabel() or not axes.get_yticks().size for axes in figure.axes)
    assert figure.get_figwidth() * figure.dpi == 600
    assert drawn(figure, tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_equal_pictures_are_equal_files(tmp_path: Path) -> None:
    """The same page gives the same SVG, byte for byte, so that a picture in a repository changes only with its page."""
    one, other = (drawn(plot.overview(many(23)), tmp_path / f"{name}.svg").read_bytes() for name in "ab")
    assert one == other
    assert ElementTree.fromstring(one).tag.endswith("svg")


def test_title_is_text() -> None:
    """A title that looks like a formula is shown as it stands, and a long one is cut."""
    figure = plot.overview(many(1))
    assert figure.get_suptitle() == "The $9.99 Lighthouse $"
    assert len(plot.overview(ReviewPage(title="x" * 500)).get_suptitle()) == 60


@pytest.mark.parametrize(
    "function",
    [
        plot.distribution,
        plot.overview,
        plot.scores,
        plot.histogram,
        lambda it: plot.histogram([it]),
        lambda it: plot.timeline([it]),
    ],
)
def test_wrong_type(function: Any) -> None:
    """What is no page or section is a `TypeError` that says what was expected."""
    with pytest.raises(TypeError, match="takes a"):
        function("Metascore 90")


def test_wrong_values() -> None:
    """A page that holds what no page does is `bad-record`; what is no figure or no kind is a `TypeError`."""
    wrong: Any
    for wrong in (ReviewPage(sections=(1,)), ReviewPage((CriticSection(score="x"),))):  # type: ignore[arg-type]
        for function in (plot.distribution, plot.overview, plot.timeline):
            with pytest.raises(ReviewError, match="wrong type"):
                function(wrong)
    wrong = None
    with pytest.raises(TypeError, match="timeline takes a ReviewPage"):
        plot.timeline(wrong)
    with pytest.raises(TypeError, match="save takes a picture"):
        plot.save(wrong, "a.svg")
    with pytest.raises(TypeError, match="save takes the name of a file, not NoneType"):
        plot.save(plot.overview(many(1)), wrong)
    wrong = []
    for draw in (plot.scores, plot.histogram):
        with pytest.raises(TypeError, match="kind must be"):
            draw(CriticSection(), kind=wrong)


INTO_AXES: dict[str, Any] = {
    "distribution": lambda page, axes: plot.distribution(page, ax=axes[0]),
    "scores": lambda page, axes: plot.scores(page.critics, ax=axes[0]),
    "histogram": lambda page, axes: plot.histogram(page.users, ax=axes[0]),
    "timeline": lambda page, axes: plot.timeline(page, ax=axes),
}


@pytest.mark.parametrize("name", INTO_AXES)
@pytest.mark.parametrize("nested", [False, True])
def test_axes_of_the_caller(name: str, nested: bool) -> None:
    """With `ax`, the picture is drawn into the caller's axes, no others are made, and their figure is returned."""
    figure = Figure()
    parts: Any = figure.subfigures(1, 2)
    axes = (parts[0] if nested else figure).subplots(2, 1)
    assert INTO_AXES[name](many(23), axes) is figure
    assert figure.axes == list(axes)
    assert axes[0].get_title(loc="left")
    alone = PICTURES[name](many(23)).axes[0]
    if name != "histogram":  # there, of the users
        assert [type(patch) for patch in axes[0].patches] == [type(patch) for patch in alone.patches]


@pytest.mark.parametrize("name", PICTURES)
def test_notebooks_show_pictures(name: str) -> None:
    """A notebook shows a picture without any set-up: as a PNG, with the size that it should have on the page."""
    shown, size = PICTURES[name](many(3))._repr_png_()
    assert shown.startswith(b"\x89PNG")
    width, height = (int.from_bytes(shown[place : place + 4], "big") for place in (16, 20))
    assert (width, height) == pytest.approx((2 * size["width"], 2 * size["height"]), abs=2)
    assert size["width"] == 600


def test_unknown_suffix(tmp_path: Path) -> None:
    """A suffix that stands for no picture is a `ValueError`, and nothing is written."""
    with pytest.raises(ValueError, match="txt"):
        plot.save(plot.overview(many(1)), tmp_path / "picture.txt")
    assert not list(tmp_path.iterdir())


def test_no_window_and_no_global_state(tmp_path: Path) -> None:
    """Drawing touches neither `pyplot` nor the settings that other pictures of the process are made with."""
    code = (
        "import sys, matplotlib; before = {**matplotlib.rcParamsDefault}\n"
        "from reviewparse import plot, ReviewPage\n"
        "plot.save(plot.overview(ReviewPage()), sys.argv[1])\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
        "assert matplotlib.rcParams['svg.hashsalt'] == before['svg.hashsalt']\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "picture.svg")], check=True)
