"""When reviews were written: a bar for each day, month, quarter or year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from reviewparse.plot.style import bands_of, name_of, plural, say, stack
from reviewparse.vocabulary import ReviewClass, classify

if TYPE_CHECKING:
    from collections.abc import Collection

    from matplotlib.axes import Axes

    from reviewparse.records import Section
    from reviewparse.vocabulary import Kind

__all__ = ["STEPS", "Step", "Tally", "draw_timeline", "share_dates", "step_for"]

MOST_BARS: Final = 48
"""A timeline takes the shortest step that needs no more bars than this."""
MOST_TICKS: Final = 6
"""So many dates fit below a timeline."""


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


class Tally:
    """What a timeline needs to know of all critics, or of all users."""

    def __init__(self, of: type[Section]) -> None:
        self.name = name_of(of)
        self.dated: Counter[tuple[dt.date, ReviewClass | None]] = Counter()
        self.undated = 0

    def add(self, section: Section, kind: Kind | str | None) -> None:
        """Count the reviews of a section."""
        bands = bands_of(type(section), kind)
        for review in section.reviews:
            if review.date is None:
                self.undated += 1
            else:
                self.dated[review.date, None if review.score is None else classify(review.score, bands)] += 1


def step_for(dates: Collection[dt.date]) -> Step:
    """The shortest step that these dates allow."""
    if not dates:
        return STEPS[-1]
    first, last = min(dates), max(dates)
    return next((step for step in STEPS if step.bar(last) - step.bar(first) < MOST_BARS), STEPS[-1])


def draw_timeline(axes: Axes, tally: Tally, step: Step) -> None:
    """The bars of all critics, or of all users."""
    counts: Counter[tuple[int, ReviewClass | None]] = Counter()
    for (date, name), count in tally.dated.items():
        counts[step.bar(date), name] += count
    heights = stack(axes, counts, 0.85)
    if not heights:
        say(axes, "No review has a date.")
    title = f"{tally.name}: {plural(sum(heights), 'dated review')}"
    axes.set_title(title + (f", {tally.undated:,} without a date" if tally.undated else ""), loc="left", fontsize=10)


def share_dates(upper: Axes, lower: Axes, dates: Collection[dt.date], step: Step) -> None:
    """The same dates below both axes, and what they are below the lower one."""
    for axes in (upper, lower):
        if not dates:
            axes.set_xticks([])
            continue
        first, last = step.bar(min(dates)), step.bar(max(dates))
        margin = 0.6 + max(0, 11 - (last - first)) / 2  # so that one bar alone does not fill the picture
        axes.set_xlim(first - margin, last + margin)
        ticks = range(first, last + 1, (last - first) // MOST_TICKS + 1)
        axes.set_xticks(ticks, [step.label(bar) for bar in ticks])
    lower.set_xlabel(f"date of the review, by {step.name}" if dates else "date of the review")
