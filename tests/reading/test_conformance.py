"""Real pages, which `REVIEWPARSE_CORPUS` names: all that a text still shows is read, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve
from conformance.measure import Measured, Tally, measure, measure_page

from reviewparse import CriticReview, Line, ReviewPage, UserReview, parse, validate
from reviewparse.aggregation import aggregate
from reviewparse.inference import complete, score_bounds
from reviewparse.problems import Severity
from reviewparse.records import Distribution, Review
from reviewparse.rendering import render
from reviewparse.vocabulary import Verdict

INPUTS = "resiliparse-0.14-main resiliparse-0.14-full resiliparse-1.0-main resiliparse-2.0-main lynx w3m html".split()


@pytest.fixture(scope="module")
def measured(corpus: Path) -> list[Measured]:
    return list(measure(corpus))


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[str]:
    return [path.read_text("utf-8", errors="replace") for path in sorted(corpus.glob("text/*/*.txt"))]


@pytest.mark.parametrize("source", INPUTS)
def test_all_that_is_shown_is_read_and_nothing_else(measured: list[Measured], source: str) -> None:
    """Each extractor's text, and HTML: every review and field that it shows comes out right, and nothing else does."""
    total = sum((one.tally for one in measured if one.source == source), Tally())
    if not total.present:
        pytest.skip(f"the corpus has no page as {source}")
    assert total.misses == []
    assert (total.found, total.right) == (total.present, total.shown)
    assert (total.wrong, total.spurious, total.errors) == (0, 0, 0)


# --- no line is lost --------------------------------------------------------------------------------------------------

PIECES = (
    r"metascore|user score|tbd|vote now|0 1 2 3 4 5 6 7 8 9 10|[\d,.]+",
    r"(?:critic|user) reviews|write a review|(?:critic|user) (?:rating|score) distribution",
    r"(?:(?:critic|user) )?score distribution:|(?:positive|mixed|negative):(?: [\d,]+ out of(?: [\d,]+)?)?",
    r"see all(?: [\d,]+)?(?: critic| user)?(?: reviews?)?(?: »)?",
    r"universal acclaim ?-?|(?:generally|mixed|overwhelming) (?:\w+ )*(?:reviews|dislike) ?-?",
    r"no (?:user )?score yet ?-?|no reviews yet\.?|be the first to review!|awaiting \d+ more (?:review|rating)s?",
    r"based on [\d,]+ (?:critics?(?: reviews?)?|ratings?)|what's this\?| ",
)
HEADS = re.compile(f"(?i)(?:{'|'.join(PIECES)})+")
"""What stands on the lines of a section's head."""

BELOW = re.compile(
    r"(?:All this (?:critic|publication|user)'s reviews|Read full review|Full Review »|\d{1,5}\."
    r"|(?:… ?)?(?:Expand|Collapse)|…"
    r"|(?:Helpful\? )?(?P<helpful>[\d,]+ of [\d,]+) users (?:found this helpful|said yes)\d*)"
)
"""What stands below a review, and the number of an item that holds none."""

ENDING = re.compile(r"(?:…? ?(?:Expand|Collapse)|…| Read full review| Full Review »)$")
VOTE = "0 1 2 3 4 5 6 7 8 9 10"
MARKER = re.compile(r"^\s*(?:[•*+□·◦‣-]\s+)?")
SPOILER = "This review contains spoilers, click expand to view."


def squeeze(text: str) -> str:
    return "".join(text.split())


def said_by(review: Review) -> str:
    """All that a review holds, in the words of a page, without white space."""
    parts = [str(review.number or "") + "."]
    for name in ("publication", "author", "byline", "score", "text"):
        value = getattr(review, name, None)
        parts.append("" if value is None else str(value))
    parts.append("Reviewed by: " + (review.author or ""))
    if review.date:
        parts += [f"{review.date:%b} {day}, {review.date.year}" for day in {review.date.day, f"{review.date.day:02}"}]
        parts.append((review.author or "") + f"{review.date:%b} {review.date.day}, {review.date.year}")
    if isinstance(review, CriticReview) and review.citation:
        parts.append(f"[{review.citation.text}]")
    return "\0".join(map(squeeze, parts))


def is_said(line: str, review: Review) -> bool:
    """Whether a line is a piece of what was read, or two: the head of a long text and the whole of it share a line."""
    rest, said = squeeze(line), said_by(review)
    if rest.isdecimal():  # a score, or else a whole line of the text
        return rest in (str(review.score), *map(squeeze, (review.text or "").split("\n")))
    for _ in range(2):
        length = next((n for n in range(len(rest), 0, -1) if rest[:n] in said), 0)
        rest = rest[length:]
    return not rest


def is_head(line: str, page: ReviewPage) -> bool:
    """Whether a line is of a section's head, and its numbers are in a section."""
    found: list[object] = []
    for section in page.sections:
        found += [section.score, section.count, section.awaiting, section.see_all]
        if section.distribution:
            d = section.distribution
            found += [d.positive, d.mixed, d.negative, d.total]
    words = re.sub(r"^\d\. (?=[PMN])", "", line)
    printed = re.findall(r"\d+(?:\.\d+)?", words.replace(",", "").replace(VOTE, ""))
    return HEADS.fullmatch(words) is not None and set(printed) <= set(map(str, found))


def lines_not_accounted_for(text: str, page: ReviewPage) -> Iterator[Line]:
    """The lines that are neither listed as not of the format, nor in a record, nor furniture."""
    listed = {line.number for line in page.unrecognized}
    reviews = {review.line: review for section in page.sections for review in section.reviews}
    last = [section.reviews[-1] for section in page.sections if section.reviews]
    review: Review | None = None
    for number, line in enumerate(text.split("\n"), 1):
        review = reviews.get(number, review)
        bare = " ".join(MARKER.sub("", line, count=1).split())
        if not bare or number in listed:
            continue
        if (review is None or review in last) and is_head(bare, page):
            continue
        below = BELOW.fullmatch(bare)
        votes = getattr(review, "helpful", None)
        if below and (not below["helpful"] or (votes and below["helpful"] == f"{votes.count} of {votes.total}")):
            continue
        if review is not None and is_said(ENDING.sub("", bare).replace(SPOILER, ""), review):
            continue
        yield Line(number, line)


def test_no_line_is_lost(texts: list[str]) -> None:
    """Every line of a text that is not blank is listed as not of the format, or what it says stands in a record."""
    for text in texts:
        assert list(lines_not_accounted_for(text, parse(text))) == []


def test_what_is_listed_is_a_line_of_the_text(texts: list[str]) -> None:
    """Each line that is listed as not of the format is a line of the text, has its number, and is listed once."""
    for text in texts:
        lines = text.removeprefix("\ufeff").split("\n")
        page = parse(text)
        numbers = [line.number for line in page.unrecognized]
        assert numbers == sorted(set(numbers))
        assert [line.text for line in page.unrecognized] == [lines[number - 1] for number in numbers]


def test_lists_are_whole(texts: list[str]) -> None:
    """No line between the first and the last review of a list is unknown, and no page contradicts itself."""
    for text in texts:
        page = parse(text)
        for section in page.sections:
            begins = [review.line for review in section.reviews if review.line is not None]
            inside = range(begins[0], begins[-1]) if begins else range(0)
            assert [line for line in page.unrecognized if line.number in inside] == []
        problems = [p for p in validate(page) if p.severity is Severity.ERROR or p.code == "lines-not-understood"]
        assert problems == []


# --- the measure itself -----------------------------------------------------------------------------------------------

TEXT = """\
Metascore
71

Generally favorable reviews - based on 9 Critics
Critic score distribution:
  1. Positive: 6 out of 9
  2. Mixed: 3 out of 9
  1. The Dusty Reel
    Reviewed by: Ann Example
    Oct 7, 2014
    80
    Slow, and worth each one of its hours on a foggy pier. [May 2003, p.41]
  2. It\u2019s a film of fog.
"""
TRUTH = {
    "metascore": {"score": "71", "verdict": "Generally favorable reviews", "count": "- based on 9 Critics"},
    "userscore": None,
    "distributions": [{"title": "Critic score distribution:", "counts": [
        ["Positive:", "6", "out of 9"], ["Mixed:", "3", "out of 9"], ["Negative:", "0", "out of 9"]]}],
    "critic_reviews": [
        {"publication": "The Dusty Reel", "author": "Ann Example", "date": "Oct 7, 2014", "score": "80",
         "quote": "Slow, and worth each one of its hours on a foggy pier. [May 2003, p.41] Read full review"},
        {"publication": "Lone Reel", "author": None, "date": None, "score": "60", "quote": "It\ufffds a film of fog."},
        {"publication": "Pier", "author": None, "date": None, "score": "50", "quote": "Nobody prints this one."},
    ],
    "user_reviews": [],
}  # fmt: skip
SHOWN = 6 + 5 + 1
"""Six values of the head, five fields of the first review, and the text of the second."""


def damaged() -> Iterator[tuple[str, ReviewPage]]:
    """The page with one thing wrong, and what the measure counts of it."""
    page = parse(TEXT)
    section = page.critics
    assert section
    first, second = section.reviews
    review = CriticReview(number=3, text="Nobody wrote this.")
    for what, critics in {
        "found": evolve(section, reviews=(first,)),
        "right": evolve(section, reviews=(evolve(first, score=None), second)),
        "wrong": evolve(section, reviews=(evolve(first, score=8), second)),
        "wrong ": evolve(section, reviews=(first, evolve(second, author="Fog"))),
        "wrong  ": evolve(section, reviews=(evolve(first, citation=None), second)),
        "wrong   ": evolve(section, distribution=Distribution(6, 3, 3, 9)),
        "right ": evolve(section, verdict=None),
        "spurious": evolve(section, reviews=(first, second, review)),
    }.items():
        yield what.strip(), evolve(page, sections=(critics,))


def test_the_measure_of_what_is_right() -> None:
    """What the text does not show is not asked for; U+FFFD in the truth is any character."""
    tally = measure_page(parse(TEXT), TRUTH, TEXT, "")
    assert (tally.found, tally.present, tally.right, tally.shown) == (2, 2, SHOWN, SHOWN)
    assert tally.perfect
    assert not tally.misses


def test_the_measure_of_nothing() -> None:
    """All that is shown is missed in an empty page; all of the truth, where nothing was dropped."""
    nothing = measure_page(ReviewPage(), TRUTH, TEXT, "")
    assert (nothing.found, nothing.present, nothing.right, nothing.wrong) == (0, 2, 0, 0)
    assert measure_page(parse(TEXT), TRUTH, None, "").present == 3
    assert not measure_page(parse(TEXT), TRUTH, None, "").perfect


@pytest.mark.parametrize(("what", "page"), list(damaged()))
def test_the_measure_of_damage(what: str, page: ReviewPage) -> None:
    """A page that lost or invented one thing is not perfect, and the tally says what it was."""
    whole, tally = measure_page(parse(TEXT), TRUTH, TEXT, ""), measure_page(page, TRUTH, TEXT, "")
    assert not tally.perfect
    assert tally.misses
    if what in ("found", "right"):
        assert getattr(tally, what) < getattr(whole, what)
        assert (tally.wrong, tally.spurious) == (0, 0)
    else:
        assert getattr(tally, what) == 1


# --- the page that the format was first described by ------------------------------------------------------------------


@pytest.fixture(scope="module")
def seed(corpus: Path) -> str:
    """The one text in the folder `seed` beside the corpus."""
    found = sorted((corpus.parent / "seed").glob("*.txt"))
    if not found:
        pytest.skip("there is no folder `seed` with a text beside the corpus")
    (path,) = found
    return path.read_text("utf-8")


def test_seed_critics(seed: str) -> None:
    """Its critics: 23 reviews, 4 of them with a score, 9 with an author, 2 with a citation."""
    page = parse(seed, strict=True)
    assert [type(section) for section in page.sections] == [type(page.critics), type(page.users)]
    critics = page.critics
    assert critics
    assert (critics.verdict, critics.count) == (Verdict.UNIVERSAL_ACCLAIM, 23)
    assert critics.distribution == Distribution(positive=21, mixed=None, negative=0, total=23)
    assert [review.number for review in critics.reviews] == [*range(1, 24)]
    assert {r.number: r.score for r in critics.reviews if r.score is not None} == {1: 100, 5: 90, 13: 88, 15: 80}
    assert [review.number for review in critics.reviews if review.author] == [3, 6, 7, 8, 10, 11, 18, 22, 23]
    assert [review.number for review in critics.reviews if review.citation] == [9, 12]
    assert {(r.publication, r.date, r.byline) for r in critics.reviews} == {(None, None, None)}
    assert all(review.text for review in critics.reviews)


def test_seed_users(seed: str) -> None:
    """Its users: 2 reviews of 16, both cut short, without names, scores and votes."""
    users = parse(seed, strict=True).users
    assert users
    assert (users.verdict, users.count) == (Verdict.GENERALLY_FAVORABLE, 49)
    assert users.distribution == Distribution(positive=11, mixed=None, negative=3, total=16)
    assert [review.number for review in users.reviews] == [1, 2]
    assert [review.date for review in users.reviews] == [dt.date(2012, 11, 15), dt.date(2012, 1, 23)]
    assert all(review.full_review and review.text for review in users.reviews)
    assert [evolve(r, number=None, date=None, text=None, full_review=False) for r in users.reviews] == [
        UserReview()
    ] * 2


def test_seed_comes_back(seed: str) -> None:
    """It is written as it was read, a final line end aside, and nothing is wrong with it."""
    page = parse(seed, strict=True)
    assert page.unrecognized == ()
    assert render(page).removesuffix("\n") == seed.removesuffix("\n")
    assert [problem for problem in validate(page) if problem.severity is Severity.ERROR] == []


def test_seed_implies(seed: str) -> None:
    """What it does not print: two mixed reviews of each kind, and, as it is in order, bounds on the 19 lost scores."""
    page = parse(seed)
    critics, users = page.critics, page.users
    assert critics
    assert critics.distribution
    assert users
    assert users.distribution
    assert (complete(critics.distribution).mixed, complete(users.distribution).mixed) == (2, 2)
    bounds = [
        (1, 100, 100),
        (3, 90, 100),
        (1, 90, 90),
        (7, 88, 90),
        (1, 88, 88),
        (1, 80, 88),
        (1, 80, 80),
        (6, 61, 80),
        (2, 40, 60),
    ]
    expected = [(low, high) for count, low, high in bounds for _ in range(count)]
    assert [(range_.low, range_.high) for range_ in score_bounds(critics, kind="movie", ordered=True)] == expected
    assert aggregate([page], kind="movie", ordered=True).critics.mean_bounds == (Fraction(1770, 23), Fraction(1976, 23))
