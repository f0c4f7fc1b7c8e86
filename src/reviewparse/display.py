"""How records show themselves: on one line, and as HTML in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from reviewparse.lines import Lines
from reviewparse.problems import show
from reviewparse.records import CriticReview, CriticSection, ReviewPage, listed
from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewparse.records import Distribution, Review, Section

__all__ = ["page_in_html", "page_in_short"]

FIRST_REVIEWS: Final = 5
"""How many reviews of a section a notebook shows."""
MOST_TEXT: Final = 300
"""How much of a text it shows."""


def page_in_short(page: ReviewPage) -> str:
    """The page on one line of at most 250 characters, whatever it holds.

    >>> page_in_short(ReviewPage((CriticSection(score=86, reviews=(CriticReview(),)),), title="Blue Harbor"))
    "<ReviewPage L1 'Blue Harbor': critics 86, 1 review; 0 unrecognized lines>"
    """
    about = [show(page.layout), show(page.kind)] if page.kind is not None else [show(page.layout)]
    if page.title is not None:
        about.append(repr(show(page.title))[:60])
    parts = [_section_in_short(section) for section in _items(page.sections)[:4]]
    parts.append(f"{len(_items(listed(page)))} unrecognized lines")
    return f"<ReviewPage {' '.join(about)}: {'; '.join(parts)}>"


def _section_in_short(section: Any) -> str:
    reviews = len(_items(getattr(section, "reviews", ())))
    score = getattr(section, "score", None)
    name = "critics" if isinstance(section, CriticSection) else "users"
    return f"{name}{'' if score is None else ' ' + show(score)}, {reviews} review{'s' * (reviews != 1)}"


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple | Lines) else ()


def page_in_html(page: ReviewPage) -> str:
    """The page as HTML: of each section its verdict, its distribution and its first reviews. All text is escaped.

    >>> html = page_in_html(ReviewPage((CriticSection(reviews=(CriticReview(text="<b>Fog</b>"),)),)))
    >>> "&lt;b&gt;Fog&lt;/b&gt;" in html
    True
    """
    title = _text(page.title or "Review page")
    about = [_text(part) for part in (page.kind, page.season, page.platform, page.layout) if part is not None]
    body = "".join(part for section in _items(page.sections) for part in _section(section))
    return f"<div><h3>{title} <small>({', '.join(about)})</small></h3>{body}</div>"


def _section(section: Section) -> Iterator[str]:
    critics = isinstance(section, CriticSection)
    said = [_text(section.verdict)] if section.verdict is not None else []
    if section.score is not None:
        said.append(f"{'Metascore' if critics else 'User Score'} {_text(section.score)}")
    if section.count is not None:
        said.append(f"based on {_text(section.count)}")
    yield f"<p><b>{'Critics' if critics else 'Users'}</b>{': ' * bool(said)}{', '.join(said)}</p>"
    if section.distribution is not None:
        yield f"<p>{', '.join(_counts(section.distribution))}</p>"
    reviews: Sequence[Review] = _items(section.reviews)
    if reviews:
        rows = "".join(map(_review, reviews[:FIRST_REVIEWS]))
        yield f"<table><tr><th>score</th><th>by</th><th>date</th><th>text</th></tr>{rows}</table>"
    if len(reviews) > FIRST_REVIEWS:
        yield f"<p>and {len(reviews) - FIRST_REVIEWS} more</p>"


def _counts(counts: Distribution) -> Iterator[str]:
    for name in (*ReviewClass, "total"):
        count = getattr(counts, name)
        if count is not None:
            yield f"{_text(count)} {name}"


def _review(review: Review) -> str:
    names = (review.publication, review.author, review.byline) if isinstance(review, CriticReview) else (review.author,)
    by = ", ".join(str(name) for name in names if name is not None)
    text = str(review.text or "")
    cells = ("" if review.score is None else review.score, by, review.date or "")
    shown = escape(text[:MOST_TEXT]) + "…" * (len(text) > MOST_TEXT)
    return f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in cells)}<td>{shown}</td></tr>"


def _text(value: object) -> str:
    return escape(show(value))
