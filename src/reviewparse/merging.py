"""`merge`: what several pages say of one title, as one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import attrs
from attrs import evolve, frozen

from reviewparse.errors import ReviewError
from reviewparse.records import Review, ReviewPage, Section, UserSection

__all__ = ["Difference", "Merged", "merge", "same"]

T = TypeVar("T")


@frozen
class Difference:
    """A field that two pages say differently: its `path`, and what is printed on which page.

    `values` has the number of each page that says the field, from 0, and its value; the first one holds.

    >>> print(Difference("critics.score", ((0, 74), (2, 75))))
    critics.score: page 0 says 74, page 2 says 75
    """

    path: str
    values: tuple[tuple[int, Any], ...]

    def __str__(self) -> str:
        said = ", ".join(f"page {number} says {getattr(value, 'value', value)}" for number, value in self.values)
        return f"{self.path}: {said}"


@frozen
class Merged:
    """The result of `merge`: one `page`, and the `differences` between the pages that it was made from.

    >>> Merged(ReviewPage(title="Blue Harbor")).differences
    ()
    """

    page: ReviewPage
    differences: tuple[Difference, ...] = ()


def merge(pages: Iterable[ReviewPage]) -> Merged:
    """One page from several of the same title, such as its summary, `/critic-reviews` and `/user-reviews`.

    Each field has the value of the first page that prints it; `differences` lists later values that differ. A
    distribution is one field. Each review is listed once, in the order of the pages. Two reviews are the same if they
    have the same `id`, or if not both have one and author (for critics, also publication), date and text are equal.
    `number`, `line`, `first_line`, `last_line` and unrecognized lines belong to one page and are left out.

    Raises:
        ReviewError: no page (`no-pages`), or pages of two titles, kinds, seasons or platforms (`several-titles`).
        TypeError: one of `pages` is not a `ReviewPage`.

    >>> from reviewparse.records import UserReview
    >>> one, two = UserReview(author="walker", text="Slow."), UserReview(author="oarlock", text="Worth it.")
    >>> pages = [ReviewPage((UserSection(count=9, reviews=(one,)),)), ReviewPage((UserSection(reviews=(one, two)),))]
    >>> merged = merge(pages)
    >>> merged.page.users.count, [review.author for review in merged.page.users.reviews], merged.differences
    (9, ['walker', 'oarlock'], ())
    """
    given = list(pages)
    for page in given:
        if not isinstance(page, ReviewPage):
            raise TypeError(f"merge takes pages, each a ReviewPage, not {type(page).__name__}.")
    if not given:
        raise ReviewError("no-pages", "There is no page to merge.")
    for name in ("title", "kind", "season", "platform"):
        values = {str(value) for page in given if (value := getattr(page, name)) is not None}
        if len(values) > 1:
            raise ReviewError("several-titles", f"The pages are not of one title: their {name} differs.")
    differences: list[Difference] = []
    whole: dict[str, Any] = {
        name: _first([(n, getattr(page, name)) for n, page in enumerate(given)], name, differences)
        for name in ("layout", "kind", "title", "season", "platform")
    }
    url = next((page.url for page in given if page.url), None)  # each page has its own
    sections: list[Section] = []
    for kind in dict.fromkeys(type(section) for page in given for section in page.sections):
        found = [(n, section) for n, page in enumerate(given) for section in page.sections if type(section) is kind]
        sections.append(_merged(kind, found, differences))
    return Merged(ReviewPage(tuple(sections), url=url, **whole), tuple(differences))


def _merged(kind: type[Section], found: list[tuple[int, Any]], differences: list[Difference]) -> Section:
    name = "users" if issubclass(kind, UserSection) else "critics"
    values: dict[str, Any] = {
        field.name: _first(
            [(n, getattr(section, field.name)) for n, section in found], f"{name}.{field.name}", differences
        )
        for field in attrs.fields(kind)
        if field.name not in ("reviews", "line")
    }
    if values["score"] is not None or values["verdict"] is not None:  # one page was saved before there was a score
        values.update(tbd=False, no_score=False)
    listed = [(n, review) for n, section in found for review in section.reviews]
    reviews: list[Any] = []
    for place, group in enumerate(same([review for _, review in listed])):
        origin, review = listed[group[0]]
        whole = evolve(review, number=None, line=None)
        for each in group[1:]:
            whole = _joined((origin, whole), listed[each], f"{name}.reviews[{place}]", differences)
        reviews.append(whole)
    return kind(reviews=tuple(reviews), **values)


def same(reviews: Sequence[Review]) -> list[list[int]]:
    """Which of these reviews of one title, by critics or by users, are one: their places, the first one's order kept.

    Two are one where they have the same `id`; or not both have one, and the author (of critics, publication and byline
    too), the date and the text are the same, and one of these is known. Which are one does not hang on their order.

    >>> from reviewparse.records import UserReview
    >>> same([UserReview(text="Slow."), UserReview(), UserReview(text="Slow.", id="u1"), UserReview()])
    [[0, 2], [1], [3]]
    """
    ids: dict[Any, str] = {}  # the first id, in the order of the alphabet, of those that say this
    for review in reviews:
        if review.id:
            said = _said(review)
            ids[said] = min(review.id, ids.get(said, review.id))
    groups: dict[Any, list[int]] = {}
    for place, review in enumerate(reviews):
        said = _said(review)
        key = review.id or (place if said is None else ids.get(said) or said)
        groups.setdefault(key, []).append(place)
    return list(groups.values())


def _said(review: Review) -> tuple[object, ...] | None:
    """What tells a review without an id from others; `None` where it says nothing of that."""
    names = (getattr(review, "publication", None), getattr(review, "byline", None), review.author)
    said = (*names, review.date, review.text)
    return said if any(said) else None


def _joined(earlier: tuple[int, Review], later: tuple[int, Review], path: str, differences: list[Difference]) -> Review:
    """A review that two pages print, with their numbers: what the first does not print is the other's."""
    (n, one), (m, other) = earlier, later
    values = {}
    for field in attrs.fields(type(one)):
        if field.name in ("number", "line"):
            continue
        first, second = getattr(one, field.name), getattr(other, field.name)
        if first in (None, False):
            values[field.name] = second
        elif field.eq and second not in (None, False, first):
            differences.append(Difference(f"{path}.{field.name}", ((n, first), (m, second))))
    return evolve(one, **values)


def _first(said: list[tuple[int, T | None]], path: str, differences: list[Difference]) -> T | None:
    """The value of the first page that prints the field; where another differs, that is noted."""
    printed = [(n, value) for n, value in said if value is not None and value is not False]
    if not printed:
        return said[0][1]
    if any(value != printed[0][1] for _, value in printed):
        differences.append(Difference(path, tuple(printed)))
    return printed[0][1]
