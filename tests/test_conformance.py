"""Real pages, which `REVIEWPARSE_CORPUS` names: all that a text still shows is read, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.conformance import Measured, Tally, measure, measure_page
from reviewparse import CriticReview, CriticSection, Line, Review, ReviewPage, UserSection, parse, validate
from reviewparse.aggregation import aggregate
from reviewparse.bounds import complete, score_bounds
from reviewparse.problems import Severity
from reviewparse.records import Distribution
from reviewparse.rendering import render
from reviewparse.vocabulary import Verdict

INPUTS = (
    "resiliparse-0.14-main", "resiliparse-0.14-full", "resiliparse-1.0-main", "resiliparse-2.0-main", "lynx", "w3m", "html",
)  # fmt: skip


@pytest.fixture(scope="module")
def measured(corpus: Path) -> list[Measured]:
    return list(measure(corpus))


@pytest.fixture(scope="module")
def texts(corpus: Path) -> list[str]:
    return [path.read_text("utf-8", errors="replace") for path in sorted(corpus.glob("text/*/*.txt"))]


@pytest.mark.parametrize("source", INPUTS)
def test_all_that_is_shown_is_read_and_nothing_else(measured: list[Measured], source: str) -> None:
    """Each extractor's text, and HTML: every review and field that it shows comes out right, and none that it does not."""
    total = sum((one.tally for one in measured if one.source == source), Tally())
    if not total.present:
        pytest.skip(f"the corpus has no page as {source}")
    assert total.misses == []
    assert (total.found, total.right) == (total.present, total.shown)
    assert (total.wrong, total.spurious, total.errors) == (0, 0, 0)


# --- no line is lost ---------------------------------------------------------------------------------------------------

HEADS = re.compile(
    r"""(?ix) (?: metascore | user\ score | (?:critic|user)\ reviews | write\ a\ review | vote\ now | 0\ 1\ 2\ 3\ 4\ 5\ 6\ 7\ 8\ 9\ 10
    | (?:(?:critic|user)\ )?score\ distribution: | see\ all (?:\ [\d,]+)? (?:\ (?:critic|user))? (?:\ reviews?)?\ ?»? | tbd
    | (?:positive|mixed|negative): (?:\ [\d,]+\ out\ of (?:\ [\d,]+)?)? | [\d,.]+ | be\ the\ first\ to\ review! | no\ reviews\ yet\.?
    | (?:no\ (?:user\ )?score\ yet | universal\ acclaim | (?:generally|mixed|overwhelming)[ ](?:\w+[ ])*(?:reviews|dislike)) [ ]?-?
    | based\ on\ [\d,]+\ (?:critics?(?:\ reviews?)?|ratings?) | awaiting\ \d+\ more\ (?:review|rating)s? | what's\ this\? | [ ] )+"""
)
"""What stands on the lines of a section's head."""

BELOW = re.compile(
    r"(?:All this (?:critic|publication|user)'s reviews|Read full review|Full Review »|(?:… ?)?(?:Expand|Collapse)|…"
    r"|(?:Helpful\? )?(?P<helpful>[\d,]+ of [\d,]+) users (?:found this helpful|said yes)\d*)"
)
"""What stands below a review."""

MARKER = re.compile(r"\s*(?:[•*+□·◦‣-]\s+)?")
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


def is_said(line: str, said: str) -> bool:
    """Whether a line is made of pieces that were read: at most one for each field that can share a line, and a head."""
    rest = squeeze(line)
    for _ in range(5):
        length = next((n for n in range(len(rest), 0, -1) if rest[:n] in said), 0)
        rest = rest[length:]
    return not rest


def numbers_said(page: ReviewPage) -> set[str]:
    """All numbers that the heads of sections hold."""
    found: set[object] = set(range(11))
    for section in page.sections:
        found |= {section.score, section.count, section.awaiting, section.see_all}
        if section.distribution:
            d = section.distribution
            found |= {d.positive, d.mixed, d.negative, d.total}
    return {str(number) for number in found}


def lines_not_accounted_for(text: str, page: ReviewPage) -> Iterator[Line]:
    """The lines that are neither listed as not of the format, nor in a record, nor furniture."""
    listed = {line.number for line in page.unrecognized}
    numbers = numbers_said(page)
    reviews = {review.line: review for section in page.sections for review in section.reviews}
    review: Review | None = None
    for number, line in enumerate(text.split("\n"), 1):
        review = reviews.get(number, review)
        bare = " ".join(line[MARKER.match(line).end() :].split())  # type: ignore[union-attr]
        if not bare or number in listed:
            continue
        head = HEADS.fullmatch(re.sub(r"^\d\. (?=[PMN])", "", bare))
        if head and set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"^\d\. ", "", bare).replace(",", ""))) <= numbers:
            continue
        below = BELOW.fullmatch(bare)
        votes = getattr(review, "helpful", None)
        if below and (not below["helpful"] or (votes and below["helpful"] == f"{votes.count} of {votes.total}")):
            continue
        if review is not None:
            bare = re.sub(r"(?:…? ?(?:Expand|Collapse)|…| Read full review| Full Review »)$", "", bare).replace(SPOILER, "")
            if is_said(bare, said_by(review)):
                continue
        yield Line(number, line)


def test_no_line_is_lost(texts: list[str]) -> None:
    """Every line of a text that is not blank is listed as not of the format, or what it says stands in a record."""
    for text in texts:
        assert list(lines_not_accounted_for(text, parse(text))) == []


def test_what_is_listed_is_a_line_of_the_text(texts: list[str]) -> None:
    """Each line that is listed as not of the format is a line of the text, has its number, and is listed once."""
    for text in texts:
        lines = text.split("\n")
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


def test_the_measure_sees_what_is_lost_or_invented(corpus: Path) -> None:
    """The measure itself: of a page that lost a review, a field or a head, or gained one, it does not say that all is well."""
    for path in sorted(corpus.glob("text/lynx/*.txt")):
        text = path.read_text("utf-8", errors="replace")
        truth = json.loads((corpus / "truth" / f"{path.stem}.json").read_text("utf-8"))

        def tally(read: str, text: str = text, truth: dict[str, object] = truth) -> Tally:
            return measure_page(parse(read), truth, text, "")

        whole = tally(text)
        assert whole.perfect
        nothing = measure_page(ReviewPage(), truth, text, "")
        assert (nothing.present, nothing.found, nothing.right) == (whole.present, 0, 0)
        day = next(line for line in text.split("\n") if re.search(r"[A-Z][a-z]{2} \d{1,2}, \d{4}$", line) and "Date" not in line) if re.search(r"^ {3,7}(?:\w*)[A-Z][a-z]{2} \d{1,2}, \d{4}$", text, re.MULTILINE) else None
        if day:
            other = re.sub(r"\d{4}$", "2009", day)
            assert tally(text.replace(day, other)).wrong
