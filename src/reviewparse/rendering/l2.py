"""The text of a section in layout L2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reviewparse.records import CriticReview, Section, UserReview, UserSection
from reviewparse.rendering.values import awaiting_of, check_section, count_of, date_of, each_review, score_of
from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from reviewparse.records import Review

__all__ = ["blocks"]


def blocks(section: Section) -> Iterator[str]:
    """The text of a section of layout L2, in pieces."""
    users = isinstance(section, UserSection)
    which = "users" if users else "critics"
    check_section(section, which)
    yield "USER SCORE\n" if users else "METASCORE\n"
    if section.tbd:
        yield "tbd\n"
    if section.verdict or section.no_score:
        words = "No score yet" if section.no_score else str(section.verdict)
        based = f"\nbased on {section.count} {'Ratings' if users else 'Critics'}" if section.count is not None else ""
        yield f"{words}{based}{awaiting_of(section)}\n"
    if section.score is not None:
        yield f"{section.score}\n"
    if section.distribution is not None:
        for name in ReviewClass:
            count = getattr(section.distribution, name)
            if count is not None:
                yield f"{name.title()}:\n{count_of(count, f'{which}.distribution.{name}')}\n"
    if section.no_reviews:
        yield "No reviews yet.\n"
    if section.reviews or section.see_all is not None:
        yield "USER REVIEWS\n" if users else "CRITIC REVIEWS\n"
    yield from each_review(section.reviews, which, _review)
    if section.see_all is not None:
        yield f"SEE ALL {section.see_all} REVIEWS\n"


def _review(review: Review, _: int) -> str:
    return _user_review(review) if isinstance(review, UserReview) else _critic_review(review)


def _critic_review(review: CriticReview) -> str:
    date = None if review.date is None else date_of(review.date, "date")
    if review.byline is not None:
        byline = review.byline + (date or "")
    else:
        byline = "\t".join(field for field in (review.publication, review.author, date) if field is not None)
    citation = f" [{review.citation.text}]" if review.citation else ""
    return f"{score_of(review.score, 'score')}\n{byline}\n{review.text}{citation} Read full review\n"


def _user_review(review: UserReview) -> str:
    date = "" if review.date is None else date_of(review.date, "date")
    lines = [score_of(review.score, "score"), f"{review.author}\t{date}" if review.author is not None else date]
    text = review.text or ""
    lines.append(f"This review contains spoilers, click expand to view. {text}".rstrip() if review.spoiler else text)
    if review.helpful is not None:
        lines.append(f"{review.helpful.count} of {review.helpful.total} users found this helpful")
    return "".join(f"{line}\n" for line in lines)
