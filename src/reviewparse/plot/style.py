"""What all pictures share: colors, figures, keys, ticks and words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import offset_copy

from reviewparse.inference import known_scales
from reviewparse.records import CriticSection
from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.lines import Line2D

    from reviewparse.records import Section
    from reviewparse.vocabulary import Band, Kind

__all__ = [
    "BOUND",
    "COLORS",
    "DPI",
    "HATCH",
    "INK",
    "UNKNOWN",
    "Picture",
    "bands_of",
    "class_keys",
    "dots",
    "figure_of",
    "legend",
    "name_of",
    "plural",
    "say",
    "shown",
    "stack",
    "whole_ticks",
]

WIDTH: Final = 6.0
DPI: Final = 100
"""`WIDTH` inches at so many dots an inch are 600 pixels."""

# These differ in lightness too, so that people who cannot tell red from green can tell them apart.
COLORS: Final = {ReviewClass.POSITIVE: "#4a9f73", ReviewClass.MIXED: "#f2cf72", ReviewClass.NEGATIVE: "#a93d38"}
UNKNOWN: Final = "#c4c4c4"
BOUND: Final = "#9fb4cc"
INK: Final = "#1f3a57"
HATCH: Final = "////"


class Picture(Figure):
    """A figure of matplotlib that a notebook shows as it stands, without a magic command or `pyplot`."""

    def _repr_png_(self) -> tuple[bytes, dict[str, float]]:
        """What a notebook shows: twice as many dots as its size asks for, as `save` writes them."""
        file = io.BytesIO()
        self.savefig(file, format="png", dpi=2 * DPI)
        return file.getvalue(), {"width": self.get_figwidth() * DPI, "height": self.get_figheight() * DPI}


def figure_of(height: float) -> Picture:
    """An empty picture, `height` inches high."""
    return Picture((WIDTH, height), dpi=DPI, layout="constrained")


def bands_of(of: type[Section], kind: Kind | str | None) -> dict[ReviewClass, Band]:
    """The classes of one review's score; none where the kind does not settle which of the two tables holds."""
    tables = known_scales(kind)
    if len(tables) > 1:
        return {}
    return tables[0].critic if of is CriticSection else tables[0].user


def stack(axes: Axes, counts: dict[tuple[int, ReviewClass | None], int], width: float) -> list[int]:
    """Bars at the places of `counts`, each stacked by class, the unknown ones lowest; how high they are, by place."""
    places = sorted({place for place, _ in counts})
    heights = [0] * len(places)
    for name, color in ((None, UNKNOWN), *reversed(COLORS.items())):
        parts = [counts.get((place, name), 0) for place in places]
        axes.bar(places, parts, bottom=heights, color=color, width=width)
        heights = [height + part for height, part in zip(heights, parts, strict=True)]
    axes.set(ylabel="reviews", ylim=(0, max(heights, default=1) * 1.06))
    whole_ticks(axes.yaxis, 5)
    return heights


def class_keys(alpha: float = 1.0) -> list[Patch]:
    """The keys of the three classes."""
    return [Patch(facecolor=color, alpha=alpha, label=str(name)) for name, color in COLORS.items()]


def legend(keys: Sequence[Patch | Line2D], below: Axes | Figure) -> None:
    """One line of keys below the axes or the whole figure, where it hides no bar and no point."""
    style: dict[str, Any] = {"fontsize": 8, "frameon": False, "handlelength": 1.2, "columnspacing": 1.2}
    if isinstance(below, Figure):
        below.legend(handles=keys, loc="outside lower center", ncols=len(keys), **style)
    else:  # clear of the label of the axis, however high the picture is
        style["bbox_transform"] = offset_copy(below.transAxes, below.figure.figure, y=-34, units="points")
        below.legend(handles=keys, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=len(keys), **style)


def whole_ticks(axis: Axis, most: int) -> None:
    """Ticks at whole numbers only."""
    axis.set_major_locator(MaxNLocator(nbins=most, integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))


def dots(axes: Axes, places: Sequence[tuple[int, int]], **style: Any) -> None:
    """A point at each place."""
    axes.scatter([x for x, _ in places], [y for _, y in places], zorder=3, clip_on=False, **style)


def say(axes: Axes, sentence: str) -> None:
    """A sentence where there is nothing to draw."""
    axes.text(0.5, 0.5, sentence, ha="center", va="center", color="#666666", transform=axes.transAxes)


def name_of(of: type[Section]) -> str:
    """`Critics` or `Users`."""
    return "Critics" if of is CriticSection else "Users"


def plural(count: int, noun: str) -> str:
    """`1 review`, `1,200 reviews`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def shown(title: str) -> str:
    """A title as a picture shows it: no font has a control character, and no file holds half a surrogate pair."""
    seen = "".join(c if c.isprintable() else " " for c in title[:60])
    return seen if len(title) <= 60 else seen[:59] + "…"
