"""The text of a section in layout L3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reviewparse.errors import ReviewRenderError
from reviewparse.records import CriticReview, CriticSection, Distribution, Section, UserSection
from reviewparse.rendering.values import check_section, count_of, date_of, each_review, score_of
from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from reviewparse.records import Review

__all__ = ["blocks"]


def blocks(section: Section) -> Iterator[str]:
    """The text of a section of layout L3, in pieces. Each review has a footer, which tells whose it is."""
    users = isinstance(section, UserSection)
    which, whose = ("users", "User") if users else ("critics", "Critic")
    check_section(section, which)
    counts = section.distribution
    short = counts is not None and (counts.positive_short or counts.mixed_short or counts.negative_short)
    said = list(_said(section))
    links = section.reviews or section.see_all is not None or section.showing is not None or counts is not None
    if said or short or not links:
        yield "User score\n" if said and users else "User Score\n" if users else "Metascore\n"
        yield from said
    if counts is not None:
        yield from _counts_below_head(counts, which) if short else _counts(counts, which)
    if section.showing is not None:
        yield f"Showing {count_of(section.showing, f'{which}.showing')} {whose} Reviews\n"
    yield from each_review(section.reviews, which, _review)
    if section.see_all is not None:
        yield f"See All {count_of(section.see_all, f'{which}.see_all')} {whose} Reviews\n"


def _said(section: Section) -> Iterator[str]:
    """What a head says: verdict, count, badge, score."""
    users = isinstance(section, UserSection)
    if section.verdict is not None:
        yield f"{str(section.verdict).removesuffix(' reviews').title().replace(' Or ', ' or ')}\n"
    if section.count is not None:
        yield f"Based on {section.count} {'User Ratings' if users else 'Critic Reviews'}\n"
    if isinstance(section, CriticSection) and section.badge is not None:
        yield f"{section.badge}\n"
    if section.tbd:
        yield f"Available after 4 {'ratings' if users else 'critic reviews'}\ntbd\n"
    if section.score is not None:
        yield f"{section.score}\n"


def _counts(counts: Distribution, which: str) -> Iterator[str]:
    """The counts of a summary page, each below its per cent."""
    for name in ReviewClass:
        count, percent = getattr(counts, name), getattr(counts, f"{name}_percent")
        if count is not None or percent is not None:
            printed = count_of(count, f"{which}.distribution.{name}")
            percents = _percent(percent, f"{which}.distribution.{name}_percent")
            yield f"{percents}% {name.title()}\n{printed} {'Ratings' if which == 'users' else 'Reviews'}\n"


def _counts_below_head(counts: Distribution, which: str) -> Iterator[str]:
    """The counts of a page of reviews, high ones shortened."""
    for name in ReviewClass:
        count, percent = getattr(counts, name), getattr(counts, f"{name}_percent")
        short = getattr(counts, f"{name}_short")
        if count is not None or percent is not None or short is not None:
            printed = short or count_of(count, f"{which}.distribution.{name}")
            yield f"{name}\n{printed}({_percent(percent, f'{which}.distribution.{name}_percent')}%)\n"


def _percent(percent: object, path: str) -> str:
    if type(percent) is not int or not 0 <= percent <= 999:
        raise ReviewRenderError("count", "A page of layout L3 prints a per cent with each count, as an int.", path)
    return str(percent)


def _review(review: Review, _: int) -> str:
    lines = [] if review.date is None else [date_of(review.date, "date")]
    if review.score is not None:
        lines.append(score_of(review.score, "score"))
    text = review.text
    if isinstance(review, CriticReview):
        name, footer = review.publication, "FULL REVIEW"
        before = f"By {review.author}" if review.author is not None else review.platform
        if review.citation is not None:
            text = f"{text or ''} [{review.citation.text}]".lstrip()
    else:
        name, footer, before = review.author, "Report", review.platform
    lines += [line for line in (name, text, footer if before is None else f"{before} {footer}") if line is not None]
    return "".join(f"{line}\n" for line in lines)
