"""`merge`: what several pages say of one title, as one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import attrs
from attrs import evolve, frozen

from reviewparse.declared import check_page, check_pages
from reviewparse.errors import ReviewError, not_taken
from reviewparse.records import Review, ReviewPage, Section, UserSection

__all__ = ["Difference", "Merged", "merge", "merged", "same"]

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
    have the same `id`, or if not both have one and author (for critics, also publication), date and text are equal. A
    copy that lost its author or publication is the same too, where text and date are those of one other review, and
    nothing that it prints differs; where several fit, it is listed by itself. `number`, `line`, `first_line`,
    `last_line` and unrecognized lines belong to one page and are left out.

    A page that prints no title, kind, season or platform is taken as one of the same title: then look at
    `differences`, for two scores or counts may come of two titles.

    Raises:
        ReviewError: no page (`no-pages`), pages of two titles, kinds, seasons or platforms (`several-titles`), or a
            page that holds values of the wrong type (`bad-record`).
        TypeError: `pages` is not an iterable of `ReviewPage`.

    >>> from reviewparse.records import UserReview
    >>> one, two = UserReview(author="walker", text="Slow."), UserReview(author="oarlock", text="Worth it.")
    >>> pages = [ReviewPage((UserSection(count=9, reviews=(one,)),)), ReviewPage((UserSection(reviews=(one, two)),))]
    >>> merged = merge(pages)
    >>> merged.page.users.count, [review.author for review in merged.page.users.reviews], merged.differences
    (9, ['walker', 'oarlock'], ())
    """
    check_pages("merge", pages)
    given = list(pages)
    for page in given:
        if not isinstance(page, ReviewPage):
            raise not_taken("merge", "pages, each a ReviewPage", page, "parse a text first")
        check_page(page)
    return merged(given)


def merged(given: Sequence[ReviewPage]) -> Merged:
    """What `merge` does, with pages that were checked.

    >>> merged([ReviewPage(title="Blue Harbor")]).page.title
    'Blue Harbor'
    """
    if not given:
        raise ReviewError("no-pages", "There is no page to merge.")
    for name in ("title", "kind", "season", "platform"):
        values = {value for page in given if (value := getattr(page, name)) is not None}
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
    too), the date and the text are the same, and one of these is known. Those with the same text and date are one, too,
    where none of them prints what contradicts another: where that is so of all of them, else of those with the same
    publication, then author, byline and score. Which are one does not hang on their order.

    >>> from reviewparse.records import UserReview
    >>> same([UserReview(text="Slow."), UserReview(), UserReview(text="Slow.", id="u1"), UserReview()])
    [[0, 2], [1], [3]]
    >>> same([UserReview(author="bo", text="Slow."), UserReview(text="Fog."), UserReview(author="ann", text="Fog.")])
    [[0], [1, 2]]
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
    return _joined_by_text(reviews, list(groups.values()))


_FIELDS: Final = ("publication", "author", "byline", "score", "id")
"""What two reviews of one text and day print differently if they are two, in the order in which they are told apart."""


def _joined_by_text(reviews: Sequence[Review], groups: list[list[int]]) -> list[list[int]]:
    """The groups, those as one that have the same text and date and contradict each other in nothing."""
    by_text: dict[Any, list[list[int]]] = {}
    for group in groups:
        texts = {(reviews[place].text, reviews[place].date) for place in group}
        if len(texts) == 1 and (text := texts.pop())[0]:
            by_text.setdefault(text, []).append(group)
    whole: dict[int, list[int]] = {}  # by the first place of each group
    for alike in by_text.values():
        for joined in _compatible(reviews, alike):
            places = sorted(place for group in joined for place in group)
            whole |= {group[0]: places for group in joined}
    found = [whole.get(group[0], group) for group in groups]
    return [group for group, own in zip(found, groups, strict=True) if group[0] == own[0]]


def _compatible(reviews: Sequence[Review], alike: list[list[int]]) -> Iterator[list[list[int]]]:
    """Of groups of one text and date, those that are one. Each field takes them apart once, so the time is linear."""
    if len(alike) < 2:
        return
    for name in _FIELDS:
        printed = [{getattr(reviews[place], name, None) for place in group} - {None} for group in alike]
        if len(set().union(*printed)) > 1:
            parts: dict[Any, list[list[int]]] = {}
            for group, values in zip(alike, printed, strict=True):
                if len(values) == 1:  # without the value, nobody can tell which of the parts it belongs to
                    parts.setdefault(values.pop(), []).append(group)
            for part in parts.values():
                yield from _compatible(reviews, part)
            return
    yield alike


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
