"""What a summary says is what the pages say, worked out again from all of them."""

from __future__ import annotations

import datetime as dt
import importlib
import pickle
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given

from pages_of_records import OPTIONS, PAGES
from reviewparse.aggregation import aggregate
from reviewparse.aggregation.summary import CriticSummary, SectionSummary, Summary
from reviewparse.errors import ReviewError
from reviewparse.inference import complete
from reviewparse.records import (
    CriticReview,
    CriticSection,
    Distribution,
    Review,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Kind, ReviewClass


def sides(summary: Summary, pages: list[ReviewPage]) -> Iterator[tuple[SectionSummary, list[Section], int]]:
    """Each side of a summary, the sections it is of, and its highest score."""
    for side, record, best in ((summary.critics, CriticSection, 100), (summary.users, UserSection, 10)):
        yield side, [section for page in pages for section in page.sections if isinstance(section, record)], best


def scores_of(section: Section, best: int) -> list[int]:
    return [r.score for r in section.reviews if r.score is not None and 0 <= r.score <= best]


@given(PAGES)
def test_printed_scores(pages: list[ReviewPage]) -> None:
    """The summary counts pages, reviews and printed scores, with their exact sum, mean, median, ends and histogram."""
    summary = aggregate(pages)
    assert summary.pages == len(pages)
    for side, found, best in sides(summary, pages):
        scores = [score for section in found for score in scores_of(section, best)]
        reviews = [review for section in found for review in section.reviews]
        assert side.pages == len(found)
        assert side.reviews == len(reviews)
        assert side.printed == len(scores)
        assert side.sum == sum(scores)
        assert dict(side.scores) == Counter(scores)
        assert side.minimum == min(scores, default=None)
        assert side.maximum == max(scores, default=None)
        assert side.mean == (statistics.mean(map(Fraction, scores)) if scores else None)
        assert side.median == (statistics.median(map(Fraction, scores)) if scores else None)
        assert side.off_scale == sum(r.score is not None for r in reviews) - len(scores)
        if side is summary.critics:
            tens = Counter(90 if score == 100 else int(f"{score:02}"[0]) * 10 for score in scores)
            assert dict(side.histogram) == {low: tens[low] for low in (0, 10, 20, 30, 40, 50, 60, 70, 80, 90)}
        else:
            assert dict(side.histogram) == {score: scores.count(score) for score in range(11)}


@given(PAGES)
def test_counts_as_printed_and_as_completed(pages: list[ReviewPage]) -> None:
    """Each count is summed as printed and as completed, each with the number of pages it stands on."""
    for side, found, _ in sides(aggregate(pages), pages):
        printed = [section.distribution or Distribution() for section in found]
        for name in ("positive", "mixed", "negative", "total"):
            before = [count for counts in printed if (count := getattr(counts, name)) is not None]
            after = [count for counts in printed if (count := getattr(complete(counts), name)) is not None]
            count = getattr(side, name)
            assert (count.printed, count.printed_pages) == (sum(before), len(before))
            assert (count.completed, count.completed_pages) == (sum(after), len(after))
            assert side.missing_on_pages[name] == len(found) - len(before)
        for name in ("score", "verdict", "count"):
            assert side.missing_on_pages[name] == sum(getattr(section, name) is None for section in found)


@given(PAGES)
def test_missing_fields(pages: list[ReviewPage]) -> None:
    """The summary says of how many reviews each field is missing."""
    summary = aggregate(pages)
    for missing, record, names in (
        (summary.critics.missing, CriticReview, ("publication", "author", "date", "score", "text", "citation")),
        (summary.users.missing, UserReview, ("author", "date", "score", "text", "helpful")),
    ):
        reviews = [r for page in pages for section in page.sections for r in section.reviews if isinstance(r, record)]
        assert dict(missing) == {name: sum(getattr(r, name) is None for r in reviews) for name in names}


def class_of(score: int, best: int, kind: Kind | None) -> ReviewClass | None:
    """The class of a score, `None` where it hangs on the kind and that is not known. Written out again."""
    film = (61, 40) if best == 100 else (7, 4)
    game = (75, 50) if best == 100 else (8, 5)
    tables = [film, game] if kind is None else [game] if kind == "game" else [film]
    names = {
        ReviewClass.POSITIVE if score >= high else ReviewClass.MIXED if score >= low else ReviewClass.NEGATIVE
        for high, low in tables
    }
    return names.pop() if len(names) == 1 else None


Listed = tuple[Review, Section, "Kind | None"]


def rows_of(pages: list[ReviewPage], record: type[Section], kind: Kind | None, key: Callable[[Review], Any]) -> Any:
    """The rows of a table, each worked out of all reviews that have its key."""
    best = 100 if record is CriticSection else 10
    listed: list[Listed] = [
        (review, section, kind or page.kind)
        for page in pages
        for section in page.sections
        if isinstance(section, record)
        for review in section.reviews
    ]
    rows = {}
    for name in {key(review) for review, _, _ in listed} - {None}:
        mine = [item for item in listed if key(item[0]) == name]
        scored = [item for item in mine if item[0].score is not None and 0 <= item[0].score <= best]
        scores = [review.score or 0 for review, _, _ in scored]
        classes = [class_of(review.score or 0, best, kind) for review, _, kind in scored]
        others = [
            Fraction((review.score or 0) - (other.score or 0))
            for review, section, _ in scored
            for other in section.reviews
            if other is not review and other.score is not None and 0 <= other.score <= best
        ]
        rows[name] = {
            "reviews": len(mine),
            "printed": len(scored),
            "mean": statistics.mean(map(Fraction, scores)) if scores else None,
            "mean_difference": statistics.mean(others) if others else None,
            "unclear": classes.count(None),
            **{str(name): Fraction(classes.count(name), len(scores)) if scores else None for name in ReviewClass},
        }
    return rows


def shown(table: Any) -> Any:
    return {
        key: {
            **{name: getattr(row, name) for name in ("reviews", "printed", "mean", "mean_difference", "unclear")},
            **{str(name): row.share(name) for name in ReviewClass},
        }
        for key, row in table.items()
    }


@given(PAGES, OPTIONS)
def test_tables(pages: list[ReviewPage], options: Any) -> None:
    """By author, publication, month and year: how many reviews, their mean, how they compare, and their classes.

    A score is compared with each other printed score of its page; its class is known where the kind is, or where both
    tables agree. Names are folded for white space and case only where told.
    """
    summary = aggregate(pages, **options)

    def named(name: str) -> Callable[[Review], Any]:
        def key(review: Review) -> Any:
            value = getattr(review, name)
            return " ".join(value.split()).casefold() if value is not None and options["fold_names"] else value

        return key

    def month(review: Review) -> Any:
        return review.date and review.date.isoformat()[:7]

    def year(review: Review) -> Any:
        return review.date and review.date.year

    kind = options["kind"]
    for side, record in ((summary.critics, CriticSection), (summary.users, UserSection)):
        assert shown(side.by_author) == rows_of(pages, record, kind, named("author"))
        assert shown(side.by_month) == rows_of(pages, record, kind, month)
        assert shown(side.by_year) == rows_of(pages, record, kind, year)
        assert list(side.by_month) == sorted(side.by_month)
    assert shown(summary.critics.by_publication) == rows_of(pages, CriticSection, kind, named("publication"))


def test_names_are_folded_only_where_told() -> None:
    """Names that differ in case or white space are one where the caller says so, and not otherwise."""
    reviews = (CriticReview(author="Ann  Großmann", score=80), CriticReview(author=" ANN GROSSMANN"))
    pages = [ReviewPage(sections=(CriticSection(reviews=reviews),))]
    assert set(aggregate(pages).critics.by_author) == {"Ann  Großmann", " ANN GROSSMANN"}
    folded = aggregate(pages, fold_names=True).critics.by_author
    assert {name: row.reviews for name, row in folded.items()} == {"ann grossmann": 2}


def test_kind_of_the_page() -> None:
    """A page that says its kind is judged by it, unless the caller says what all pages are."""
    section = CriticSection(distribution=Distribution(positive=1, total=1), reviews=(CriticReview(),))
    page = ReviewPage(sections=(section,), kind=Kind.GAME)
    assert aggregate([page]).critics.low_sum == 75
    assert aggregate([page], kind="movie").critics.low_sum == 61
    assert aggregate([attrs.evolve(page, kind=None)]).critics.low_sum == 61


def test_memory_does_not_grow_with_the_pages() -> None:
    """With `top`, what is held after 40 times as many pages, all of new names, is about as much."""
    module = importlib.import_module("reviewparse.aggregation.adding")

    def held(count: int) -> int:
        side = module._Side(CriticSummary, ("author", "publication"), ("text", "citation"), 10)
        for page in range(count):
            review = CriticReview(author=f"{page:08}", publication=f"{page:08}", date=dt.date(2012, 11, 15), score=70)
            side.add(CriticSection(reviews=(review,)), None, False, None)
        return len(pickle.dumps(vars(side) | {"record": None}))

    assert held(20 * module.BATCH) < 1.1 * max(held(module.BATCH // 2), held(module.BATCH))


def test_any_iterable_is_taken_once() -> None:
    """The pages can come from a generator, which is gone through once."""
    page = ReviewPage(sections=(CriticSection(reviews=(CriticReview(score=70),)),))
    taken: list[int] = []

    def pages() -> Iterator[ReviewPage]:
        for number in range(3):
            taken.append(number)
            yield page

    assert aggregate(pages()).pages == 3
    assert taken == [0, 1, 2]


@pytest.mark.parametrize("pages", [ReviewPage(), "Metascore", 3, None, [CriticSection()], ["Metascore"], [None]])
def test_what_is_not_a_page(pages: Any) -> None:
    """What is no iterable of pages is a `TypeError` that says what to give."""
    with pytest.raises(TypeError, match="ReviewPage"):
        aggregate(pages)


@pytest.mark.parametrize(
    "section",
    [
        None,
        CriticSection(score=1, distribution=Distribution(positive="2")),  # type: ignore[arg-type]
        CriticSection(reviews=(CriticReview(score="90"),)),  # type: ignore[arg-type]
        CriticSection(reviews=(CriticReview(score=90.5),)),  # type: ignore[arg-type]
        CriticSection(reviews=(CriticReview(date="May 29, 2003"),)),  # type: ignore[arg-type]
        CriticSection(reviews=(CriticReview(author=["Ann Lee"]),)),  # type: ignore[arg-type]
        CriticSection(reviews=(CriticReview(author=1), CriticReview(author="Ann Lee"))),  # type: ignore[arg-type]
    ],
)
def test_records_of_wrong_types(section: Any) -> None:
    """A record whose field holds what it is not for is an error of the library."""
    with pytest.raises(ReviewError) as caught:
        aggregate([ReviewPage(sections=(section,))])
    assert caught.value.code == "bad-record"


def test_wrong_options() -> None:
    """An unknown kind and a `top` that is no bound are errors, even where there is no page."""
    with pytest.raises(ReviewError, match="no kind 'film'"):
        aggregate([], kind="film")
    with pytest.raises(ReviewError, match="top must be 1 or more, not 0"):
        aggregate([], top=0)
    with pytest.raises(TypeError, match="top must be an int"):
        aggregate([], top="5")  # type: ignore[arg-type]
