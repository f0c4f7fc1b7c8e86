"""What is wrong, unlikely or worth knowing on a page.

Most checks first test all reviews at once with built-in functions, which is quick; only where that fails are the
reviews checked one by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from reviewparse.errors import not_taken
from reviewparse.problems import Problem, show
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Review,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
    is_as_read,
    listed,
)
from reviewparse.validation.extractors import check_extractor, hold_content
from reviewparse.validation.headlines import check_headlines
from reviewparse.validation.l3_lines import check_l3_lines
from reviewparse.validation.notes import Notes
from reviewparse.validation.scores import (
    Counts,
    Tables,
    check_order,
    check_scores,
    check_verdict,
    known_counts,
    usable_scores,
)
from reviewparse.validation.texts import check_texts
from reviewparse.validation.types import Place, well_typed
from reviewparse.validation.unread_lines import Part, check_lines, in_order
from reviewparse.vocabulary import Layout, ReviewClass, Scale

__all__ = ["problems_of_health", "validate"]

SITE_OPENED: Final = dt.date(2001, 1, 1)
"""No review on the site is older. Print citations are."""

_EMPTY: Final = (CriticSection(), UserSection())


def validate(page: ReviewPage, *, today: dt.date | None = None, ordered: bool = False) -> tuple[Problem, ...]:
    """All problems of a page, in the page's order: section by section, and in each field by field.

    `today` is the last day that a review can be dated; by default the current day. `ordered=True` says that the critics
    are listed by score, best first; then a list that is not sorted, or whose counts contradict the order, is a warning.
    `CODES` in `reviewparse.problems` lists what can be found. A page of a known `kind` is checked against the table of
    bands for that kind, any other against both tables.

    Raises `TypeError` where `page` is not a `ReviewPage` or `today` not a date, and nothing else, whatever the page
    holds.

    >>> from reviewparse.records import CriticReview, CriticSection, Distribution, ReviewPage
    >>> section = CriticSection(distribution=Distribution(positive=3, total=2), reviews=(CriticReview(score=104),))
    >>> for problem in validate(ReviewPage(sections=(section,))):
    ...     print(problem)
    error class-above-total at critics.distribution.positive: The positive count is 3, but the total is 2.
    error score-out-of-range at critics.reviews[0].score: The score of a review is 0 to 100 here, not 104.
    """
    if not isinstance(page, ReviewPage):
        raise not_taken("validate", "a ReviewPage", page, "give it what parse returns")
    if today is None:
        today = dt.date.today()
    elif not isinstance(today, dt.date) or isinstance(today, dt.datetime):
        raise TypeError(f"today must be a datetime.date, not {type(today).__name__}.")

    return _problems(page, today, ordered)


def problems_of_health(page: ReviewPage) -> tuple[Problem, ...]:
    """Those of a page that decide its health, of a page that was read: its values are of the types declared.

    Types are not checked, nor what `validate` only warns of; so it takes half the time.

    >>> problems_of_health(ReviewPage((CriticSection(count=-4),)))[0].code
    'count-out-of-range'
    """
    return _problems(page, None, False)


def _problems(page: ReviewPage, today: dt.date | None, ordered: bool) -> tuple[Problem, ...]:
    """All problems of a page; without `today`, those that `problems_of_health` promises, and maybe others."""
    trusted = today is None or is_as_read(page)
    about = Notes("", trusted=trusted)
    page = well_typed([page], ReviewPage, about, lambda _: ((), None))[0] or ReviewPage()
    tables = Tables(page.kind)
    problems: list[Problem] = []
    parts: dict[str, Part] = {}
    for i, printed in enumerate(page.sections):
        kind: type[Section] = UserSection if isinstance(printed, UserSection) else CriticSection
        name = "users" if kind is UserSection else "critics"
        path = f"sections[{i}]" if name in parts or not isinstance(printed, kind) else name
        notes = Notes(path, trusted=trusted)
        section = well_typed([printed], kind, notes, lambda _: ((), None))[0]
        if section is not None:
            notes.line = section.line
            if path != name:
                notes.add("section-repeated", f"The page has a section of {name} before this one.")
            reviews = _reviews(section, notes)
            counted = _check_section(section, reviews, tables, today, ordered, notes)
            parts[path] = Part(section, reviews, counted)
        problems += notes.in_order()
    if not page.sections:
        about.add("section-empty", "The page holds no section.", "sections")
    lines = in_order(listed(page), about)
    named = True
    if parts and lines:
        reviewless = any(not part.reviews for part in parts.values())
        named = check_extractor(lines, page.layout, reviewless, about)
        if not named and all(part.section in _EMPTY for part in parts.values()) and hold_content(lines):
            message = f"Nothing below the headings was understood: {len(lines)} lines are in no section."
            about.add("layout-not-known", message, "unrecognized")
            named = True
    if page.unsure:
        message = "These sections may belong to the page before or to the page after: no line says which."
        about.add("pages-may-be-mixed", message, "sections")
    if page.layout is not Layout.L3:  # there, lists are not whole: the headings of one stand within the other
        check_lines(list(parts.items()), lines, about)
        if not named:
            check_headlines([part.section for part in parts.values()], lines, about)
    check_l3_lines(page, lines, about)
    return (*problems, *about.in_order())


def _reviews(section: Section, notes: Notes) -> Sequence[Review]:
    """The reviews of a section, with an empty one in place of anything else, so that each keeps its index."""

    def place(i: int) -> Place:
        return ("reviews", i), None

    if notes.trusted:
        return section.reviews
    if isinstance(section, CriticSection):
        critics = well_typed(section.reviews, CriticReview, notes, place)
        cited = [(i, review) for i, review in enumerate(critics) if review and review.citation is not None]

        def place_cited(n: int) -> Place:
            i, review = cited[n]
            return ("reviews", i, "citation"), review.line

        well_typed([review.citation for _, review in cited], Citation, notes, place_cited)
        return [review or CriticReview() for review in critics]
    users = well_typed(section.reviews, UserReview, notes, place)
    return [review or UserReview() for review in users]


def _check_section(
    section: Section, reviews: Sequence[Review], tables: Tables, today: dt.date | None, ordered: bool, notes: Notes
) -> int | None:
    """Check one section. Returns how many reviews it counts, `None` where it does not say."""
    if section in _EMPTY:
        notes.add("section-empty", "The section prints nothing.")
        return None
    metascore = _metascore(section, notes)
    if metascore is not None and section.verdict is not None:
        check_verdict(section, section.verdict, metascore, tables, notes)
    counts = known_counts(_distribution(section, notes), notes)
    _check_totals(section, counts, notes)
    counted = counts.total
    if counted is None and section.count is not None and section.count >= 0 and not section.no_score:
        counted = section.count
    if reviews:
        critics = isinstance(section, CriticSection)
        bands = Scale.GAME.critic if critics else Scale.GAME.user  # both tables have the same best score
        scores = usable_scores(reviews, bands[ReviewClass.POSITIVE].high, notes)
        fits = counted is None or _check_size(section, len(reviews), len(scores.ascending), counted, notes)
        ordered = ordered and critics  # the site does not sort users' reviews by score
        descends = today is not None and check_order(scores, ordered, reviews, notes)
        if fits:
            sorted_whole = ordered and descends and len(reviews) == counts.total
            check_scores(section, scores, counts, sorted_whole, tables, notes)
        _check_numbers(reviews, notes)
        if today is not None:
            _check_dates(reviews, today, notes)
            _check_doubles(reviews, notes)
        check_texts(reviews, notes)
        if not critics:
            _check_helpful(reviews, notes)
    if today is not None:
        _check_see_all(section, counts, notes)
        _check_states(section, notes)
    return counted


def _distribution(section: Section, notes: Notes) -> Distribution | None:
    if section.distribution is None:
        return None
    return well_typed([section.distribution], Distribution, notes, lambda _: (("distribution",), None))[0]


def _metascore(section: Section, notes: Notes) -> int | None:
    """The printed score as a Metascore (0-100): a User Score is a tenth of one."""
    score = section.score
    if score is None:
        return None
    if isinstance(score, int):
        if 0 <= score <= 100:
            return score
        notes.add("score-out-of-range", f"A Metascore is 0 to 100, not {show(score)}.", "score")
    elif not score.is_finite() or not 0 <= score <= 10:
        notes.add("score-out-of-range", f"A User Score is 0.0 to 10.0, not {show(score)}.", "score")
    elif score.as_tuple().exponent != -1:
        notes.add("score-decimals", f"A User Score has one decimal, unlike {show(score)}.", "score")
    else:
        return int(str(score).replace(".", ""))
    return None


def _check_totals(section: Section, counts: Counts, notes: Notes) -> None:
    """Check the numbers around the list against each other."""
    for name in ("count", "awaiting", "see_all", "showing"):
        number = getattr(section, name)
        if number is not None and number < 0:
            notes.add("count-out-of-range", f"A count is 0 or more, not {show(number)}.", name)
    total = counts.total
    if total is None:
        return
    count = section.count
    if isinstance(section, UserSection):
        if count is not None and 0 <= count < total:
            message = f"There are {show(count)} ratings, but the distribution counts {show(total)} reviews."
            notes.add("count-below-total", message, "count")
        return
    if count is not None and count != total and count >= 0:
        message = f"The score is based on {show(count)} critics, but the distribution counts {show(total)}."
        notes.add("count-differs-from-total", message, "count")


def _check_see_all(section: Section, counts: Counts, notes: Notes) -> None:
    """Check `see_all` and `showing`. Of critics they count reviews without a score too, of users those with text."""
    if section.showing is not None and 0 <= section.showing < len(section.reviews):
        message = f"The page says that it shows {section.showing} reviews, but {len(section.reviews)} are listed."
        notes.add("see-all-too-low", message, "showing")
    see_all = section.see_all
    if see_all is None or see_all < 0:
        return
    if see_all < len(section.reviews):
        message = f"The page links to {see_all} reviews, but {len(section.reviews)} are listed."
        notes.add("see-all-too-low", message, "see_all")
    elif isinstance(section, CriticSection) and counts.total is not None and see_all < counts.total:
        message = f"The page links to {show(see_all)} reviews, but the distribution counts {show(counts.total)}."
        notes.add("see-all-too-low", message, "see_all")


def _check_size(section: Section, listed: int, scored: int, counted: int, notes: Notes) -> bool:
    """Check that the section counts as many reviews as it lists."""
    if listed <= counted:
        return True
    # A critic's review without a score is listed, but not counted. A user's always has one, printed or lost.
    if scored <= counted and isinstance(section, CriticSection):
        message = f"{listed} reviews are listed, {scored} of them with a score, but the count is {counted}."
        notes.add("unscored-above-total", message, "reviews")
        return True
    notes.add("reviews-above-total", f"{listed} reviews are listed, but the count is {counted}.", "reviews")
    return False


def _check_numbers(reviews: Sequence[Review], notes: Notes) -> None:
    numbers = [review.number for review in reviews]
    if numbers == list(range(1, len(numbers) + 1)):
        return
    gaps = []
    before = 0
    for i, number in enumerate(numbers):
        if number is None:
            continue
        if number < 0:
            message = f"A review's number is 1 or more, not {show(number)}."
            notes.add("count-out-of-range", message, "reviews", i, "number", line=reviews[i].line)
            number = before + 1
        if number <= before and before:
            message = f"Number {show(number)} follows number {show(before)}."
            notes.add("number-not-increasing", message, "reviews", i, "number", line=reviews[i].line)
        elif number != before + 1:
            gaps.append((i, before, number))
        before = number
    if gaps:
        i, before, number = gaps[0]
        begins = f"Number {show(before)} is followed by" if before else "The first number is"
        more = f"; there are {len(gaps)} such gaps" if len(gaps) > 1 else ""
        notes.add("number-gap", f"{begins} {show(number)}{more}.", "reviews", i, "number", line=reviews[i].line)


def _check_dates(reviews: Sequence[Review], today: dt.date, notes: Notes) -> None:
    dates = [review.date for review in reviews if review.date is not None]
    if not dates or (min(dates) >= SITE_OPENED and max(dates) <= today):
        return
    for i, review in enumerate(reviews):
        date = review.date
        if date is not None and date > today:
            message = f"{date.isoformat()} is later than today, {today.isoformat()}."
            notes.add("date-in-future", message, "reviews", i, "date", line=review.line)
        elif date is not None and date < SITE_OPENED:
            message = f"{date.isoformat()} is before the site opened in {SITE_OPENED.year}."
            notes.add("date-before-site", message, "reviews", i, "date", line=review.line)


def _check_doubles(reviews: Sequence[Review], notes: Notes) -> None:
    texts = [review.text for review in reviews if review.text]
    if len(set(texts)) == len(texts):
        return
    del texts  # a page of doubled reviews is one of many, and many problems come
    first: dict[tuple[str | None, str | None], int] = {}
    for i, review in enumerate(reviews):
        if review.text and (other := first.setdefault((review.text, review.author), i)) != i:
            author = "author" if review.author else "lack of an author"
            message = f"It has the same text and {author} as reviews[{other}]."
            notes.add("doubled-review", message, "reviews", i, "text", line=review.line)


def _check_helpful(reviews: Sequence[Review], notes: Notes) -> None:
    voted = [
        (i, review) for i, review in enumerate(reviews) if isinstance(review, UserReview) and review.helpful is not None
    ]

    def place(n: int) -> Place:
        i, review = voted[n]
        return ("reviews", i, "helpful"), review.line

    votes = well_typed([review.helpful for _, review in voted], Helpful, notes, place)
    for (i, review), vote in zip(voted, votes, strict=True):
        if vote is None or 0 <= vote.count <= vote.total:
            continue
        if vote.count < 0 or vote.total < 0:
            message = f"A count is 0 or more, not {show(min(vote.count, vote.total))}."
            notes.add("count-out-of-range", message, "reviews", i, "helpful", line=review.line)
        else:
            message = f"{show(vote.count)} of {show(vote.total)} users found it helpful."
            notes.add("helpful-above-total", message, "reviews", i, "helpful", line=review.line)


def _check_states(section: Section, notes: Notes) -> None:
    judged = section.score is not None or section.verdict is not None
    for name, says in (("tbd", "tbd"), ("no_score", "No score yet"), ("awaiting", "Awaiting more reviews")):
        if judged and getattr(section, name):
            notes.add("state-contradicted", f'The section says "{says}" beside a score or verdict.', name)
    if section.no_reviews and section.reviews:
        message = f'The section says "No reviews yet", but lists {len(section.reviews)}.'
        notes.add("state-contradicted", message, "no_reviews")
