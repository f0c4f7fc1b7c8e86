"""`merge`: what several pages say of one title, as one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs
from attrs import evolve, frozen

from reviewparse.errors import ReviewError
from reviewparse.records import Review, ReviewPage, Section, UserSection

__all__ = ["Difference", "Merged", "merge"]

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
    """One `page` of what several say, and the `differences` between them.

    >>> Merged(ReviewPage(title="Blue Harbor")).differences
    ()
    """

    page: ReviewPage
    differences: tuple[Difference, ...] = ()


def merge(pages: Iterable[ReviewPage]) -> Merged:
    """What several pages of one title say, as one page: a summary, its `/critic-reviews`, all its `/user-reviews`.

    Each field is that of the first page that prints it; where a later one differs, `differences` says so. A
    distribution is one field. Each review is there once, in the order of the pages: two are one where they have the
    same `id`, or no two ids and the same author (of critics, publication too), date and text. `number`, `line`,
    `first_line`, `last_line`, and lines that were not understood, belong to one page and are left out.

    Raises:
        ReviewError: no page (`no-pages`), or pages of two titles, kinds, seasons or platforms (`several-titles`).
        TypeError: one of them is no `ReviewPage`.

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
    reviews: list[Review] = []
    origins: list[int] = []  # the number of the first page that prints each review
    places: dict[object, int] = {}
    for n, review in ((n, review) for n, section in found for review in section.reviews):
        keys = _keys(review)
        place = next((places[key] for key in keys if key in places), None)
        if place is not None and review.id and reviews[place].id not in (None, review.id):
            place = None
        if place is None:
            place = len(reviews)
            reviews.append(evolve(review, number=None, line=None))
            origins.append(n)
        else:
            path = f"{name}.reviews[{place}]"
            reviews[place] = _joined((origins[place], reviews[place]), (n, review), path, differences)
        places.update((key, place) for key in keys if key is not None)
    listed: Any = tuple(reviews)
    return kind(reviews=listed, **values)


def _keys(review: Review) -> list[object]:
    """What tells a review from others."""
    said = (getattr(review, "publication", None), review.author, review.date, review.text)
    keys: list[object] = [("id", review.id)] if review.id else []
    return [*keys, said] if any(said) else keys


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
