"""The text of a section in layout L1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reviewparse.errors import ReviewRenderError
from reviewparse.records import CriticReview, Distribution, Section, UserReview, UserSection
from reviewparse.rendering.values import awaiting_of, check_section, count_of, date_of, each_review, score_of
from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from reviewparse.records import Review

__all__ = ["blocks"]


def blocks(section: Section) -> Iterator[str]:
    """The text of a section of layout L1, in pieces."""
    users = isinstance(section, UserSection)
    which = "users" if users else "critics"
    check_section(section, which)
    standing = _standing(section, which)
    value = "tbd" if section.tbd else None if section.score is None else str(section.score)
    says_whose = section.count is not None or (users and section.no_score)
    if users or value or (standing and not says_whose) or not (standing or section.distribution or section.reviews):
        yield "User Score\n" if users else "Metascore\n"
        yield f"{value}\n\n" if value else "\n"
    if standing:
        yield f"{standing}\n\n"
    if section.distribution is not None or section.reviews:
        yield "User score distribution:\n" if users else "Critic score distribution:\n"
        yield _counts(section.distribution, which)
    yield from each_review(section.reviews, which, _user_review if users else _critic_review)
    if section.no_reviews:
        yield f"There are no {'user' if users else 'critic'} reviews yet.\n"
    if section.see_all is not None:
        yield f"\nSee all {section.see_all} {'User' if users else 'Critic'} Reviews\n"


def _standing(section: Section, which: str) -> str:
    """The line of verdict and count, or of the empty state; empty where the section has none of these."""
    users = which == "users"
    words = str(section.verdict) if section.verdict else ""
    if section.no_score:
        words = "No user score yet" if users else "No score yet"
    if not words:
        for name in ("count", "awaiting"):
            if getattr(section, name) is not None:
                message = "A page prints this beside the verdict, and the section has no verdict."
                raise ReviewRenderError("no-verdict", message, f"{which}.{name}")
        return ""
    dash = "-" if users else " -"
    based = f"{dash} based on {section.count} {'Ratings' if users else 'Critics'}" if section.count is not None else ""
    awaiting = awaiting_of(section)
    if users and section.no_score and not based:
        return words + (f"-{awaiting}" if awaiting else "- Be the first to review!")
    return words + based + awaiting


def _counts(distribution: Distribution | None, which: str) -> str:
    """The lines of a distribution, numbered as the extractor numbers what is left of them."""
    if distribution is None:
        return ""
    lines: list[str] = []
    total = distribution.total
    for name in ReviewClass:
        count = getattr(distribution, name)
        if count is not None:
            of = f" {count_of(total, f'{which}.distribution.total')}" if total is not None else ""
            lines.append(
                f"  {len(lines) + 1}. {name.title()}: {count_of(count, f'{which}.distribution.{name}')} out of{of}\n"
            )
    if not lines:
        message = "A distribution needs the count of a class. Use `None` where the page prints no distribution."
        raise ReviewRenderError("empty-distribution", message, f"{which}.distribution")
    return "".join(lines)


def _number_of(review: Review, index: int) -> int:
    number = review.number
    if type(number) is not int or not 0 <= number <= 99999 or (index and number == 1):
        message = (
            "In layout L1 a review has a number, and this one has none."
            if number is None
            else "A review's number is an int of at most five digits, and only the first can have the number 1."
        )
        raise ReviewRenderError("number", message, "number")
    return number


def _critic_review(review: CriticReview, index: int) -> str:
    number = _number_of(review, index)
    if review.byline is not None:
        raise ReviewRenderError("byline", "Only layout L2 prints a byline.", "byline")
    printed = [review.publication] if review.publication is not None else []
    if review.author is not None:
        printed.append(f"Reviewed by:\u00a0{review.author}")  # with the NO-BREAK SPACE that the pages have
    if review.date is not None:
        printed.append(date_of(review.date, "date"))
    if review.score is not None:
        printed.append(score_of(review.score, "score"))
    headed = bool(printed)
    text = review.text or ""
    if review.citation is not None:
        text = f"{text} [{review.citation.text}]".lstrip()
    if text or not headed:
        printed.append(text)
    return _item(number, printed)


def _user_review(review: UserReview, index: int) -> str:
    number = _number_of(review, index)
    printed = [review.author] if review.author is not None else []
    if review.date is not None:
        printed.append(date_of(review.date, "date"))
    if review.score is not None:
        printed.append(score_of(review.score, "score"))
    text = review.text or ""
    if review.spoiler:
        text = f"This review contains spoilers, click expand to view. {text}".rstrip()
    if review.full_review:
        text = f"{text} Full Review »".lstrip()
    if text:
        printed.append(text)
    if review.helpful is not None:
        count, total = review.helpful.count, review.helpful.total
        printed.append(f"• {count_of(count, 'helpful')} of {count_of(total, 'helpful')} users found this helpful")
    return _item(number, printed)


def _item(number: int, fields: Sequence[str]) -> str:
    """The lines of an item: the first field beside the number, the others indented; blank lines stay blank."""
    item = "\n    ".join(fields)
    if "\n" in "".join(fields):
        first, *others = "\n".join(fields).split("\n")
        item = "\n".join([first, *(f"    {line}" if line else "" for line in others)])
    return f"  {number}. {item}\n"
