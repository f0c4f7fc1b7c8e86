"""The round trip through real extractors: records, as HTML, as the text Resiliparse prints of it, as records again.

So the parser is not held against a printer of its own kind alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings

from extractors import Extract
from reviewparse import (
    CriticReview,
    CriticSection,
    ReviewPage,
    ReviewRenderError,
    UserReview,
    UserSection,
    parse,
    render,
)
from reviewparse.records import Review, Section
from reviewparse.strategies import critic_sections, user_sections
from reviewparse.values import citation_of

pytestmark = pytest.mark.integration


def _shown(text: str | None) -> str | None:
    """A text as HTML can show it: white space is one space, and of blank lines only the first counts."""
    if text is None:
        return None
    lines = [" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip("\n") or None


def _page_of(section: Section) -> Section:
    """The section with texts that HTML can show, and the numbers that a list gives to its items."""
    reviews: list[Review] = []
    listed: tuple[Review, ...] = section.reviews
    for number, review in enumerate(listed, 1):
        if isinstance(review, CriticReview):
            citation = review.citation and citation_of(f"[{_shown(review.citation.text)}]")
            review = evolve(review, publication=_shown(review.publication), citation=citation)
        reviews.append(evolve(review, number=number, author=_shown(review.author), text=_shown(review.text)))
    return evolve(section, reviews=tuple(reviews), see_all=None)  # type: ignore[arg-type]


def _html(section: Section) -> Iterator[str]:
    """The section as the site's own markup would nest it: blocks in items of lists, paragraphs parted by breaks."""
    text = render(ReviewPage(sections=(evolve(section, reviews=(), distribution=None),)))  # type: ignore[arg-type]
    yield "".join(f"<div>{escape(line)}</div>" for line in text.split("\n") if line)
    if section.distribution is None and not section.reviews:
        return
    users = isinstance(section, UserSection)
    yield f"<div>{'User' if users else 'Critic'} score distribution:</div>"
    counts, total = section.distribution, section.distribution and section.distribution.total
    of = "" if total is None else str(total)
    yield "<ol>"
    for name in ("positive", "mixed", "negative"):
        if counts is not None and getattr(counts, name) is not None:
            yield f"<li>{name.title()}: {getattr(counts, name)} out of {of}</li>"
    yield "</ol><ol>"
    for review in section.reviews:
        yield f"<li>{''.join(_item(review))}</li>"
    yield "</ol>"


def _item(review: Review) -> Iterator[str]:
    if isinstance(review, CriticReview):
        if review.publication:
            yield f"<div>{escape(review.publication)}</div>"
        if review.author:
            yield f"<div>Reviewed by:&nbsp;{escape(review.author)}</div>"
    elif review.author:
        yield f"<div>{escape(review.author)}</div>"
    if review.date:
        yield f"<div>{review.date:%b} {review.date.day}, {review.date.year:04}</div>"
    if review.score is not None:
        yield f"<div>{review.score}</div>"
    body = escape(review.text or "").replace("\n", "<br>")
    if isinstance(review, CriticReview):
        body += f" [{escape(review.citation.text)}]" if review.citation else ""
    else:
        body = "This review contains spoilers, click expand to view. " * review.spoiler + body
        body += " Full Review »" * review.full_review
    if body:
        yield f"<p>{body}</p>"
    if isinstance(review, UserReview) and review.helpful:
        yield f"<ul><li>{review.helpful.count} of {review.helpful.total} users found this helpful</li></ul>"


def _comes_back(section: Section, extract: Extract) -> None:
    section = _page_of(section)
    for review in section.reviews:  # an item of nothing but links gets no number from the extractor
        assume(
            any(
                (
                    review.author,
                    review.date,
                    review.score is not None,
                    review.text,
                    getattr(review, "publication", None),
                )
            )
        )
    page = ReviewPage(sections=(section,))
    try:
        render(page)
    except ReviewRenderError:
        assume(False)  # what no text can say, HTML cannot make an extractor print
    text = extract(f"<html><body>{''.join(_html(section))}</body></html>", main_content=False)
    assert parse(f"{text}\n").sections == page.sections, text  # all of it is there


@settings(suppress_health_check=list(HealthCheck))
@given(section=critic_sections())
def test_critics_come_back_through_the_extractor(extract: Extract, section: CriticSection) -> None:
    """What Resiliparse prints of a list of critics' reviews is read as the reviews that the list was made of."""
    _comes_back(section, extract)


@settings(suppress_health_check=list(HealthCheck))
@given(section=user_sections())
def test_users_come_back_through_the_extractor(extract: Extract, section: UserSection) -> None:
    """What Resiliparse prints of a list of users' reviews is read as the reviews that the list was made of."""
    _comes_back(section, extract)
