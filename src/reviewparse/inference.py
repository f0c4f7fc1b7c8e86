"""What a page implies about the counts and scores that it does not print."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import mul, neg
from typing import NamedTuple

from attrs import frozen

from reviewparse.errors import WRONG_TYPE, ReviewError, holds_wrong_type
from reviewparse.fresh import new_distribution
from reviewparse.records import CriticSection, Distribution, Section, UserSection
from reviewparse.vocabulary import KIND_WORDS, Kind, ReviewClass, Scale, scales

__all__ = ["ScoreRange", "complete", "contradictions", "score_bounds"]


@frozen
class ScoreRange:
    """The lowest and the highest score that a review can have (ints, both included).

    >>> ScoreRange(61, 80)
    ScoreRange(low=61, high=80)
    """

    low: int
    high: int


def complete(distribution: Distribution) -> Distribution:
    """The distribution with its missing count, where exactly one is missing and the total is printed; else as it was.

    The three counts add up to the total, so the missing one is the rest. Where the rest would be below 0, the page
    contradicts itself, and nothing is added.

    Raises `TypeError` for anything but a `Distribution`, and `ReviewError` (code `bad-record`) for one that holds
    values of the wrong type.

    >>> complete(Distribution(positive=21, negative=0, total=23))
    Distribution(positive=21, mixed=2, negative=0, total=23)
    """
    if not isinstance(distribution, Distribution):
        raise TypeError(
            f"complete() takes a Distribution, such as page.critics.distribution, not {_name(distribution)}"
        )
    if distribution.total is None:
        return distribution
    counts = [distribution.positive, distribution.mixed, distribution.negative]
    try:
        rest = distribution.total - sum([count for count in counts if count is not None])
        if counts.count(None) != 1 or rest < 0:
            return distribution
    except WRONG_TYPE as error:
        raise holds_wrong_type(error) from error
    positive, mixed, negative = [rest if count is None else count for count in counts]
    return new_distribution(
        (positive, mixed, negative),
        distribution.total,
        (distribution.positive_percent, distribution.mixed_percent, distribution.negative_percent),
        (distribution.positive_short, distribution.mixed_short, distribution.negative_short),
    )


def score_bounds(section: Section, *, kind: Kind | str | None = None, ordered: bool = False) -> tuple[ScoreRange, ...]:
    """The range of scores that each listed review can have, in list order.

    Args:
        section: a section of critics (scores 0-100) or of users (0-10).
        kind: selects the table of class limits. With `None`, either table may apply, the same one for all reviews.
        ordered: the list is sorted by score, best first. Pages do not say so, and many lists are sorted otherwise.

    The ranges follow from the printed scores and, if the list is whole (as many reviews as the distribution's total),
    from the counts that `complete` returns. They are exact: all scores that agree with these facts lie within them, and
    some reach each end. If no scores agree with all facts, the order is ignored; if that does not help, the counts
    instead; and at last both. `contradictions` says which. A printed score off the scale counts as not printed.

    Raises:
        TypeError: `section` is not a section, or `kind` neither a string nor `None`.
        ReviewError: `kind` is not a `Kind` (`unknown-kind`), or the section holds values of the wrong type
            (`bad-record`).

    >>> from reviewparse.records import CriticReview
    >>> reviews = (CriticReview(score=90), CriticReview(), CriticReview())
    >>> section = CriticSection(distribution=Distribution(positive=2, negative=0, total=3), reviews=reviews)
    >>> score_bounds(section, kind="movie")
    (ScoreRange(low=90, high=90), ScoreRange(low=40, high=100), ScoreRange(low=40, high=100))
    >>> score_bounds(section, kind="movie", ordered=True)
    (ScoreRange(low=90, high=90), ScoreRange(low=61, high=90), ScoreRange(low=40, high=60))
    """
    worlds, _ = _inferred(section, kind, ordered)
    lows, highs = worlds[0].lows, worlds[0].highs
    for world in worlds[1:]:
        lows, highs = list(map(min, lows, world.lows)), list(map(max, highs, world.highs))
    ranges: dict[tuple[int, int], ScoreRange] = {}
    ends = list(zip(lows, highs, strict=True))
    for low, high in set(ends):
        ranges[low, high] = ScoreRange(low, high)
    return tuple([ranges[end] for end in ends])


def contradictions(section: Section, *, kind: Kind | str | None = None, ordered: bool = False) -> tuple[str, ...]:
    """Which facts `score_bounds` ignores for these arguments because they contradict the others: `"order"`, `"counts"`.

    Raises what `score_bounds` raises.

    >>> from reviewparse.records import CriticReview
    >>> contradictions(CriticSection(reviews=(CriticReview(score=60), CriticReview(score=90))), ordered=True)
    ('order',)
    """
    return _inferred(section, kind, ordered)[1]


def _inferred(section: Section, kind: Kind | str | None, ordered: bool) -> tuple[list[World], tuple[str, ...]]:
    if not isinstance(section, CriticSection | UserSection):
        raise TypeError(f"a section is expected, such as page.critics, not {_name(section)}")
    limits(isinstance(section, CriticSection), kind)  # an unknown kind is an error of its own
    try:
        return infer(section, kind, ordered, printed_scores(section, kind))
    except WRONG_TYPE as error:
        raise holds_wrong_type(error) from error


class World(NamedTuple):
    """What one table allows: the ends of each review's range, and of the sum of all scores.

    Without an order, the highest scores of all reviews cannot be had at once: then the sums say more than the ranges.
    """

    lows: Sequence[int]
    highs: Sequence[int]
    low_sum: int
    high_sum: int


class Cuts(NamedTuple):
    """The class limits of one table: the lowest positive and the lowest mixed score."""

    positive: int
    mixed: int


class Limits(NamedTuple):
    """The scale of a section's scores and the tables that can hold for it."""

    worst: int
    best: int
    tables: tuple[Cuts, ...]


def infer(
    section: Section, kind: Kind | str | None, ordered: bool, scores: list[int | None]
) -> tuple[list[World], tuple[str, ...]]:
    """The worlds in which the section's facts hold, and what was given up because they contradict each other.

    `scores` are the section's `printed_scores`.
    """
    worst, best, tables = limits(isinstance(section, CriticSection), kind)
    distribution = section.distribution
    counts = None
    if distribution is not None and distribution.total == len(scores):
        counts = complete(distribution)
    span = _descend(scores, worst, best) if ordered else None
    contradicted: tuple[str, ...] = ("order",) if ordered and span is None else ()
    if counts is not None and (counts.positive, counts.mixed, counts.negative) != (None, None, None):
        if span is not None:
            worlds = [world for cuts in tables if (world := _ordered_world(span, counts, cuts))]
            if worlds:
                return worlds, ()
        printed = sorted([score for score in scores if score is not None])
        worlds = [world for cuts in tables if (world := _unordered_world(scores, printed, counts, cuts, worst, best))]
        if worlds:
            return worlds, ("order",) if ordered else ()
        contradicted += ("counts",)
    lows, highs = span or ([worst if s is None else s for s in scores], [best if s is None else s for s in scores])
    return [World(lows, highs, sum(lows), sum(highs))], contradicted


def printed_scores(section: Section, kind: Kind | str | None) -> list[int | None]:
    """The scores that the listed reviews print, `None` where they print none, or one that is off the scale."""
    worst, best, _ = limits(isinstance(section, CriticSection), kind)
    scores = [review.score for review in section.reviews]
    return [score if score is not None and worst <= score <= best else None for score in scores]


def sum_bounds(section: Section, kind: Kind | str | None, ordered: bool, scores: list[int | None]) -> tuple[int, int]:
    """The lowest and the highest that the scores of all listed reviews can add up to."""
    if None not in scores:
        total = sum(score for score in scores if score is not None)
        return total, total
    worlds, _ = infer(section, kind, ordered, scores)
    return min([world.low_sum for world in worlds]), max([world.high_sum for world in worlds])


def limits(critics: bool, kind: Kind | str | None) -> Limits:
    """The scale and the tables of a section of critics or of users on a page of this kind."""
    if not isinstance(kind, str | None):
        raise TypeError(f"kind must be a Kind, a string or None, not {_name(kind)}")
    return _limits(critics, kind)


@lru_cache(maxsize=32)
def _limits(critics: bool, kind: Kind | str | None) -> Limits:
    both = [scale.critic if critics else scale.user for scale in known_scales(kind)]
    cuts = tuple(Cuts(bands[ReviewClass.POSITIVE].low, bands[ReviewClass.MIXED].low) for bands in both)
    return Limits(both[0][ReviewClass.NEGATIVE].low, both[0][ReviewClass.POSITIVE].high, cuts)


def known_scales(kind: Kind | str | None) -> tuple[Scale, ...]:
    """`vocabulary.scales`, with errors of this library."""
    if not isinstance(kind, str | None):
        raise TypeError(f"kind must be a Kind, a string or None, not {_name(kind)}")
    try:
        return scales(kind)
    except ValueError:
        meant = KIND_WORDS.get(kind.lower()) if kind else None
        known = repr(str(meant)) if meant else f"one of {', '.join(Kind)}, or None"
        raise ReviewError("unknown-kind", f"There is no kind {kind!r}: use {known}.") from None


def _descend(scores: list[int | None], worst: int, best: int) -> tuple[list[int], list[int]] | None:
    """The lowest and highest scores of a list in descending order, `None` where the printed ones are not."""
    highs = []
    high = best
    for score in scores:
        if score is not None:
            if score > high:
                return None
            high = score
        highs.append(high)
    lows = []
    low = worst
    for score in reversed(scores):
        if score is not None:
            low = score
        lows.append(low)
    lows.reverse()
    return lows, highs


def _ordered_world(span: tuple[list[int], list[int]], counts: Distribution, cuts: Cuts) -> World | None:
    """The world of a descending list with these class counts, `None` where there is none.

    The order makes the classes three runs: the list is cut after its last positive review (`top`) and after its last
    mixed one (`middle`). The printed scores and the counts bound both cuts; the cuts that lie furthest down give every
    review its highest score at once, those furthest up its lowest.
    """
    lows, highs = span
    size = len(lows)
    top_low, top_high = _at_least(cuts.positive, lows), _at_least(cuts.positive, highs)
    middle_low, middle_high = _at_least(cuts.mixed, lows), _at_least(cuts.mixed, highs)
    if counts.positive is not None:
        top_low, top_high = max(top_low, counts.positive), min(top_high, counts.positive)
    if counts.negative is not None:
        middle_low, middle_high = max(middle_low, size - counts.negative), min(middle_high, size - counts.negative)
    least, most = (0, size) if counts.mixed is None else (counts.mixed, counts.mixed)
    top_low, top_high = max(top_low, middle_low - most), min(top_high, middle_high - least)
    middle_low, middle_high = max(middle_low, top_low + least), min(middle_high, top_high + most)
    if least < 0 or top_low > top_high or middle_low > middle_high:
        return None
    positive, mixed = cuts
    world_lows = (
        [low if low > positive else positive for low in lows[:top_low]]
        + [low if low > mixed else mixed for low in lows[top_low:middle_low]]
        + lows[middle_low:]
    )
    world_highs = (
        highs[:top_high]
        + [high if high < positive else positive - 1 for high in highs[top_high:middle_high]]
        + [high if high < mixed else mixed - 1 for high in highs[middle_high:]]
    )
    return World(world_lows, world_highs, sum(world_lows), sum(world_highs))


def _at_least(limit: int, descending: list[int]) -> int:
    """How many of these scores are `limit` or more."""
    return bisect_right(descending, -limit, key=neg)


def _unordered_world(
    scores: list[int | None], printed: list[int], counts: Distribution, cuts: Cuts, worst: int, best: int
) -> World | None:
    """The world of a list in any order with these class counts, `None` where there is none.

    Reviews without a score are all alike: what counts is how many of them each class can take. `printed` are the scores
    in ascending order. The classes stand best first: positive, mixed, negative.
    """
    hidden = len(scores) - len(printed)
    bottoms, tops = (*cuts, worst), (best, cuts.positive - 1, cuts.mixed - 1)
    below, not_above = bisect_left(printed, cuts.mixed), bisect_left(printed, cuts.positive)
    shown = (len(printed) - not_above, not_above - below, below)
    known = (counts.positive, counts.mixed, counts.negative)
    least = [0 if count is None else count - seen for count, seen in zip(known, shown, strict=True)]
    spare = hidden - sum(least)  # for the classes whose counts are not known, any of which can take them all
    unknown = [place for place, count in enumerate(known) if count is None]
    if min(least) < 0 or spare < 0 or (spare and not unknown):
        return None
    taken = [place for place, few in enumerate(least) if few or (spare and place in unknown)]
    low, high = (bottoms[taken[-1]], tops[taken[0]]) if taken else (worst, best)
    low_sum = sum(printed) + sum(map(mul, least, bottoms))
    high_sum = sum(printed) + sum(map(mul, least, tops))
    if spare:
        low_sum += spare * bottoms[unknown[-1]]
        high_sum += spare * tops[unknown[0]]
    return World(
        [low if score is None else score for score in scores],
        [high if score is None else score for score in scores],
        low_sum,
        high_sum,
    )


def _name(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"
