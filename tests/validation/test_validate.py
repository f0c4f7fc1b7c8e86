"""`validate`: each code alone, in its place; nothing true called an error; nothing raised, whatever a record holds."""

from __future__ import annotations

import contextlib
import datetime as dt
import doctest
import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from reviewparse import parse, validate
from reviewparse.problems import CODES, Severity
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.validation.notes import Notes
from reviewparse.vocabulary import Kind, Verdict

TODAY = dt.date(2020, 6, 1)


def codes(page: ReviewPage) -> list[str]:
    return [problem.code for problem in validate(page, today=TODAY)]


def well_formed() -> ReviewPage:
    """A page as an extractor leaves it: most scores, the publications and a count of each list are lost."""
    named = {3: "Ada Quill", 6: "Bo Lindqvist", 10: "Cy Marlowe"}
    scores = {1: 100, 5: 90, 9: 88, 11: 80}
    reviews = [
        CriticReview(
            number=i, author=named.get(i), score=scores.get(i), text=f"A lighthouse keeper, {i} times.", line=5 + i
        )
        for i in range(1, 13)
    ]
    reviews[7] = attrs.evolve(reviews[7], citation=Citation("29 May 1998", date=dt.date(1998, 5, 29)))
    opinions = (
        UserReview(number=1, date=dt.date(2012, 11, 15), text="It stays with you.", full_review=True, line=25),
        UserReview(number=2, date=dt.date(2012, 1, 23), text="I saw it twice.", helpful=Helpful(3, 3), line=27),
    )
    return ReviewPage(
        sections=(
            CriticSection(
                score=86,
                verdict=Verdict.UNIVERSAL_ACCLAIM,
                count=12,
                distribution=Distribution(positive=11, negative=0, total=12),
                reviews=tuple(reviews),
                line=1,
            ),
            UserSection(
                score=Decimal("7.9"),
                verdict=Verdict.GENERALLY_FAVORABLE,
                count=49,
                distribution=Distribution(positive=11, negative=3, total=16),
                reviews=opinions,
                line=20,
            ),
        ),
        unrecognized=(Line(18, "Watch On"), Line(40, "  1. First Review"), Line(41, "  2. New Releases")),
    )


def test_a_well_formed_page_has_no_problem() -> None:
    """A page that loses values, but contradicts none, is not to blame."""
    assert validate(well_formed(), today=TODAY) == validate(well_formed(), today=TODAY, ordered=True) == ()


C, U = 0, 1
"""The critics' and the users' section of the well-formed page."""

CHANGES: list[tuple[int, dict[str, Any], str, str, int | None]] = [
    (C, {"score": 101}, "score-out-of-range", "critics.score", 1),
    (C, {"score": -1}, "score-out-of-range", "critics.score", 1),
    (U, {"score": Decimal("10.1")}, "score-out-of-range", "users.score", 20),
    (U, {"score": Decimal("NaN")}, "score-out-of-range", "users.score", 20),
    (U, {"score": Decimal("8")}, "score-decimals", "users.score", 20),
    (C, {"score": True}, "bad-value", "critics.score", 1),
    (U, {"score": 7.9}, "bad-value", "users.score", 20),
    (C, {"verdict": Verdict.MIXED_OR_AVERAGE}, "verdict-contradicts-score", "critics.verdict", 1),
    (U, {"score": Decimal("8.5")}, "tables-disagree", "users.verdict", 20),
    (C, {"count": -1}, "count-out-of-range", "critics.count", 1),
    (C, {"count": 11}, "count-differs-from-total", "critics.count", 1),
    (U, {"count": 15}, "count-below-total", "users.count", 20),
    (U, {"distribution": Distribution(11, 17, 3, 16)}, "class-above-total", "users.distribution.mixed", 20),
    (U, {"distribution": Distribution(11, -1, 3, 16)}, "count-out-of-range", "users.distribution.mixed", 20),
    (U, {"distribution": Distribution(11, 1, 3, 16)}, "counts-do-not-add-up", "users.distribution", 20),
    (U, {"distribution": Distribution(14, None, 3, 16)}, "counts-do-not-add-up", "users.distribution", 20),
    (U, {"distribution": Distribution(1, 0, 0, 1)}, "reviews-above-total", "users.reviews", 20),
    (U, {"distribution": None, "count": 1}, "reviews-above-total", "users.reviews", 20),
    (C, {"distribution": Distribution(total=11), "count": 11}, "unscored-above-total", "critics.reviews", 1),
    (C, {"distribution": Distribution(3, 0, 0, 3), "count": 3}, "reviews-above-total", "critics.reviews", 1),
    (C, {"distribution": Distribution(3, 9, 0, 12)}, "scores-contradict-counts", "critics.distribution", 1),
    (C, {"distribution": Distribution(10, 2, 0, 12)}, "order-contradicts-counts", "critics.reviews", 1),
    (C, {"see_all": 11}, "see-all-too-low", "critics.see_all", 1),
    (U, {"see_all": 1}, "see-all-too-low", "users.see_all", 20),
    (C, {"tbd": True}, "state-contradicted", "critics.tbd", 1),
    (C, {"no_score": True}, "state-contradicted", "critics.no_score", 1),
    (C, {"awaiting": 4}, "state-contradicted", "critics.awaiting", 1),
    (U, {"no_reviews": True}, "state-contradicted", "users.no_reviews", 20),
]

REVIEW_CHANGES: list[tuple[int, int, dict[str, Any], str, str]] = [
    (C, 4, {"score": 101}, "score-out-of-range", "critics.reviews[4].score"),
    (U, 0, {"score": 11}, "score-out-of-range", "users.reviews[0].score"),
    (C, 6, {"score": 89}, "", ""),
    (C, 6, {"score": 91}, "not-descending", "critics.reviews[6].score"),
    (C, 3, {"number": -4}, "count-out-of-range", "critics.reviews[3].number"),
    (C, 11, {"number": 11}, "number-not-increasing", "critics.reviews[11].number"),
    (C, 11, {"number": 14}, "number-gap", "critics.reviews[11].number"),
    (C, 0, {"number": 0}, "number-gap", "critics.reviews[0].number"),
    (C, 5, {"date": TODAY}, "", ""),
    (C, 5, {"date": TODAY + dt.timedelta(1)}, "date-in-future", "critics.reviews[5].date"),
    (U, 1, {"date": dt.date(2001, 1, 1)}, "", ""),
    (U, 1, {"date": dt.date(2000, 12, 31)}, "date-before-site", "users.reviews[1].date"),
    (U, 1, {"date": dt.datetime(2012, 1, 1)}, "bad-value", "users.reviews[1].date"),
    (U, 1, {"text": "It stays with you."}, "doubled-review", "users.reviews[1].text"),
    (U, 1, {"text": "It stays with you.", "author": "Bo"}, "", ""),
    (U, 1, {"helpful": Helpful(4, 3)}, "helpful-above-total", "users.reviews[1].helpful"),
    (U, 1, {"helpful": Helpful(-4, 3)}, "count-out-of-range", "users.reviews[1].helpful"),
    (U, 1, {"helpful": "4 of 3"}, "bad-value", "users.reviews[1].helpful"),
    (U, 1, {"helpful": Helpful("4", 3)}, "bad-value", "users.reviews[1].helpful.count"),  # type: ignore[arg-type]
    (C, 7, {"citation": Citation(None)}, "bad-value", "critics.reviews[7].citation.text"),  # type: ignore[arg-type]
    (C, 2, {"author": 7}, "bad-value", "critics.reviews[2].author"),
]


def assert_only(page: ReviewPage, code: str, path: str, line: int | None) -> None:
    found = [(problem.code, problem.path, problem.line) for problem in validate(page, today=TODAY, ordered=True)]
    assert found == ([(code, path, line)] if code else [])


@pytest.mark.parametrize(("index", "change", "code", "path", "line"), CHANGES)
def test_one_change_to_a_section_is_one_problem(
    index: int, change: dict[str, Any], code: str, path: str, line: int | None
) -> None:
    """A problem is reported once, by its own code, at its own place, and hides no other fact."""
    sections = list(well_formed().sections)
    sections[index] = attrs.evolve(sections[index], **change)
    assert_only(attrs.evolve(well_formed(), sections=tuple(sections)), code, path, line)


@pytest.mark.parametrize(("index", "place", "change", "code", "path"), REVIEW_CHANGES)
def test_one_change_to_a_review_is_one_problem(
    index: int, place: int, change: dict[str, Any], code: str, path: str
) -> None:
    sections: list[Any] = list(well_formed().sections)
    reviews = list(sections[index].reviews)
    reviews[place] = attrs.evolve(reviews[place], **change)
    sections[index] = attrs.evolve(sections[index], reviews=tuple(reviews))
    assert_only(attrs.evolve(well_formed(), sections=tuple(sections)), code, path, reviews[place].line)


NOT_UNDERSTOOD: list[tuple[list[tuple[int, str]], int | None, int]] = [
    ([(6, "At the first review's own line")], 6, 1),
    ([(7, "Verified")], 7, 1),
    ([(9, "Verified"), (7, "Verified")], 7, 2),
    ([(17, "At the last review's own line")], 17, 1),
    ([(26, "  13. In the other list")], 26, 1),
    ([(7, "Verified"), (9, "Verified"), (19, "Between the lists")], 7, 2),
    ([(18, "  13. Rating withheld"), (19, "    A storm in a bottle.")], 18, 2),
    ([(18, "Sponsored"), (19, "  13. Rating withheld")], 19, 1),
    ([(18, "  1. First Review"), (19, "  13. Thirteenth Review")], None, 0),
    ([(18, "13.5 million viewers"), (19, "In 13. place")], None, 0),
    ([(30, "  3. Rating withheld"), (31, "Bring a coat."), (33, "  4. Again"), (99, "Elsewhere")], 30, 3),
]


@pytest.mark.parametrize(("lines", "line", "count"), NOT_UNDERSTOOD)
def test_lines_inside_a_list_are_counted(lines: list[tuple[int, str]], line: int | None, count: int) -> None:
    """Lines between a list's first and last review, or that go on with its numbers, are never lost in silence."""
    page = attrs.evolve(well_formed(), unrecognized=tuple(Line(*line) for line in lines))
    found = validate(page, today=TODAY)
    assert [(problem.code, problem.path, problem.line) for problem in found] == (
        [("lines-not-understood", "unrecognized", line)] if count else []
    )
    for problem in found:
        assert problem.message.startswith(f"{count} line")


LISTLESS: list[tuple[dict[str, Any], list[tuple[int, str]], str, str]] = [
    ({"count": 2}, [(4, "  1. A-"), (5, "    Wry."), (6, "  2. B"), (60, "  1. Home")], "lines-not-understood", "3"),
    ({"distribution": Distribution(total=2)}, [(4, "Grades"), (5, "  1. A-")], "lines-not-understood", "1"),
    ({"count": 1}, [(4, "  1. Good: 1"), (5, "  2. Bad: 0"), (6, "  1. A-")], "lines-not-understood", "3"),
    ({"count": 1}, [(4, "  1. Good: 1"), (5, "  2. Bad: 0"), (9, "  1. Home")], "lines-not-understood", "2"),
    ({"count": 2}, [(40, "  1. First Review")], "no-review-listed", "No"),
    ({"count": 2}, [(4, "A-")], "no-review-listed", "No"),
    ({"count": 2, "no_reviews": True}, [(4, "A-")], "", ""),
    ({"count": 0}, [(4, "  1. Home")], "", ""),
    ({"score": 80}, [(4, "  1. Home")], "", ""),
]


@pytest.mark.parametrize(("facts", "lines", "code", "word"), LISTLESS)
def test_a_section_that_counts_reviews_and_lists_none(
    facts: dict[str, Any], lines: list[tuple[int, str]], code: str, word: str
) -> None:
    """A list of which nothing was understood is not lost in silence."""
    page = ReviewPage(sections=(CriticSection(**facts, line=1),), unrecognized=tuple(Line(*line) for line in lines))
    assert [(p.code, p.line, p.message.split()[0]) for p in validate(page)] == (
        [(code, 5 if lines[0][1] == "Grades" else lines[0][0], word)] if code else []
    )


@pytest.mark.parametrize(("first", "count"), [("8", 4), ("Bo, Dec 7, 2019", 4), ("More films", 0)])
def test_a_list_without_numbers_goes_on_with_a_score_on_a_line_of_its_own(first: str, count: int) -> None:
    """In the layout without numbers a review begins with its score: lines that hold one are more of the list."""
    texts = [first, "7" if count else "2:25", "Cy, Dec 8, 2019", "Long.", "12"]
    lines = tuple(Line(i, text) for i, text in zip((13, 14, 15, 17, 90), texts, strict=True))
    section = UserSection(reviews=(UserReview(score=9, text="Short.", line=9),), line=1)
    found = [p.message.split()[0] for p in validate(ReviewPage(sections=(section,), unrecognized=lines))]
    assert found == [str(count)] * bool(count)


def test_sections() -> None:
    """Sections that print nothing, and those beyond the first of a kind, are told by their place on the page."""
    page = ReviewPage(sections=(CriticSection(), UserSection(tbd=True), CriticSection(score=104, line=9)))
    assert [(p.code, p.path, p.line) for p in validate(page)] == [
        ("section-empty", "critics", None),
        ("section-repeated", "sections[2]", 9),
        ("score-out-of-range", "sections[2].score", 9),
    ]
    assert [(p.code, p.path) for p in validate(ReviewPage())] == [("section-empty", "sections")]


@pytest.mark.parametrize(
    ("score", "verdict", "fits_film", "fits_game"),
    [
        (81, Verdict.UNIVERSAL_ACCLAIM, True, False),
        (90, Verdict.UNIVERSAL_ACCLAIM, True, True),
        (80, Verdict.GENERALLY_FAVORABLE, True, True),
        (61, Verdict.GENERALLY_FAVORABLE, True, False),
        (61, Verdict.MIXED_OR_AVERAGE, False, True),
        (40, Verdict.GENERALLY_UNFAVORABLE, False, True),
        (20, Verdict.OVERWHELMING_DISLIKE, False, False),
    ],
)
def test_the_kind_decides_which_table_a_verdict_is_held_against(
    score: int, verdict: Verdict, fits_film: bool, fits_game: bool
) -> None:
    """Games have bands of their own; a page of no known kind is wrong only if both tables say so."""
    critic = CriticSection(score=score, verdict=verdict)
    user = UserSection(score=Decimal(score).scaleb(-1), verdict=verdict)
    for kind, fits in {
        Kind.MOVIE: fits_film,
        Kind.TV: fits_film,
        Kind.GAME: fits_game,
        None: fits_film or fits_game,
    }.items():
        for section in (critic, user):
            assert codes(ReviewPage(sections=(section,), kind=kind)) == ["verdict-contradicts-score"] * (not fits)
    [message] = [problem.message for problem in validate(ReviewPage(sections=(critic,), kind=Kind.MUSIC))] or [""]
    assert ("game table fits" in message) == (fits_game and not fits_film)


def test_counts_of_zero_without_a_total_say_nothing() -> None:
    """A page without reviews prints "0 out of" and no total: that is no count of the reviews below it."""
    section = CriticSection(reviews=(CriticReview(score=90), CriticReview(score=80)))
    for distribution, found in {Distribution(positive=0): [], Distribution(0, 1): ["scores-contradict-counts"]}.items():
        assert codes(ReviewPage(sections=(attrs.evolve(section, distribution=distribution),))) == found


def test_a_count_beside_no_score_yet_says_nothing() -> None:
    """Reviews are listed, and a score is awaited, where it is based on none of them."""
    section = CriticSection(
        no_score=True, awaiting=2, count=0, reviews=(CriticReview(score=90), CriticReview(score=80))
    )
    assert codes(ReviewPage(sections=(section,))) == []


@pytest.mark.parametrize(
    ("section", "ordered", "code"),
    [
        (CriticSection(), True, "not-descending"),
        (CriticSection(), False, "unsorted-list"),
        (UserSection(), True, "unsorted-list"),
        (UserSection(), False, "unsorted-list"),
    ],
)
def test_a_list_need_be_sorted_only_where_the_caller_says_so(section: Any, ordered: bool, code: str) -> None:
    """The site sorts critics by score, date, publication or clicks, and no page says by which; users never by score."""
    review = CriticReview if isinstance(section, CriticSection) else UserReview
    reviews = tuple(review(score=score) for score in (3, 5, 5, 4, 9))
    page = ReviewPage(sections=(attrs.evolve(section, distribution=Distribution(total=5), reviews=reviews),))
    [problem] = validate(page, ordered=ordered)
    assert (problem.code, problem.path.partition(".")[2]) == (code, "reviews[1].score")
    assert "2 places" in problem.message


def test_where_scores_stand_says_nothing_of_a_list_in_any_order() -> None:
    """What a sorted list could not be is a problem only of a list that is said to be sorted."""
    reviews = (CriticReview(), CriticReview(score=50), CriticReview())
    section = CriticSection(distribution=Distribution(positive=2, mixed=1, total=3), reviews=reviews)
    page = ReviewPage(sections=(section,))
    assert [problem.code for problem in validate(page)] == []
    assert [problem.code for problem in validate(page, ordered=True)] == ["order-contradicts-counts"]


def test_what_is_no_page_is_a_type_error() -> None:
    """A wrong type of argument is told with what to do instead."""
    with pytest.raises(TypeError, match="what parse returns"):
        validate("Metascore")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"datetime\.date"):
        validate(ReviewPage(), today=dt.datetime(2020, 1, 1))


DOCS = Path(__file__).parents[2] / "docs" / "problems.md"


def test_docs_list_every_code_with_an_example() -> None:
    """The list in the docs and the table of codes are the same, and each example shows its code."""
    severities = {"Errors": Severity.ERROR, "Warnings": Severity.WARNING, "Infos": Severity.INFO}
    namespace: dict[str, Any] = {}
    listed = {}
    severity = None
    for part in re.split(r"^(?=##)", DOCS.read_text("utf-8"), flags=re.MULTILINE):
        for block in re.findall(r"^```python\n(.*?)^```", part, re.MULTILINE | re.DOTALL):
            examples = doctest.DocTestParser().get_examples(block)
            source = "".join(example.source for example in examples) or block
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(source, str(DOCS), "exec", dont_inherit=True), namespace)
        if heading := re.match(r"## (\w+)\n", part):
            severity = severities.get(heading[1])
        elif heading := re.match(r"### `([\w-]+)`\n\n(.+)\n", part):
            assert severity
            listed[heading[1]] = (severity, heading[2])
            assert f"{severity} {heading[1]} at " in printed.getvalue()
    assert listed == CODES


def test_no_real_page_has_an_error(corpus: Path) -> None:
    """What a real page prints is true: nothing on it is called an error."""
    from reviewparse import ReviewParseError, parse

    errors = []
    for path in sorted(corpus.glob("text/*/*.txt")):
        try:
            page = parse(path.read_text("utf-8"))
        except ReviewParseError:
            continue
        errors += [f"{path}: {problem}" for problem in validate(page) if problem.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("Score 9 of ten\n", "1 line inside the review list was not understood (critics, from line 6 on)."),
        ("Rank 7\nRank 8\n", "2 lines inside the review list were not understood (critics, from line 6 on)."),
    ],
)
def test_messages_say_how_many_lines(odd: str, said: str) -> None:
    """A message says how many lines were not understood, one or several, and where the first one stands."""
    head = "Critic score distribution:\n  1. Positive: 9 out of 12\n  1. The Dusty Reel\n    80\n    Slow.\n"
    problems = validate(parse(f"{head}{odd}  2. Pier Weekly\n    70\n    It floats.\n"))
    assert [(each.code, each.message, each.line) for each in problems] == [("lines-not-understood", said, 6)]


def test_problems_of_reviews_are_in_the_order_of_the_reviews() -> None:
    """A problem of the first review comes before one of the second, whichever field of theirs they are in."""
    notes = Notes("critics")
    for place in (("reviews", 1, "score"), ("reviews", 0, "text"), ("reviews", 0, "score"), ("score",)):
        notes.add("score-out-of-range", "No such score.", *place)
    paths = [problem.path for problem in notes.in_order()]
    assert paths == ["critics.score", "critics.reviews[0].score", "critics.reviews[0].text", "critics.reviews[1].score"]


def test_votes_of_a_wrong_type_have_their_place() -> None:
    """Votes that are none are a problem of their review, also below reviews without votes."""
    reviews = UserReview(1, score=7, line=3), UserReview(2, score=8, helpful="2 of 3", line=9)  # type: ignore[arg-type]
    (problem,) = (each for each in validate(ReviewPage((UserSection(reviews=reviews),))) if each.code == "bad-value")
    assert (problem.path, problem.line) == ("users.reviews[1].helpful", 9)


@pytest.mark.parametrize(
    ("section", "is_out"),
    [
        *((CriticSection(score=score), not 0 <= score <= 100) for score in (-1, 0, 1, 99, 100, 101)),
        *((UserSection(score=Decimal(score)), score in ("-0.1", "10.1")) for score in ("-0.1", "0.0", "10.0", "10.1")),
    ],
)
def test_scores_at_the_ends_of_their_scales(section: CriticSection | UserSection, is_out: bool) -> None:
    """A Metascore is 0 to 100 and a User Score 0.0 to 10.0, the ends with it."""
    codes = {problem.code for problem in validate(ReviewPage((section,)))}
    assert ("score-out-of-range" in codes) == is_out
