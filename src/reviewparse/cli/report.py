"""The screen of `reviewparse report`: one page in a readable form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.rule import Rule
from rich.text import Text

from reviewparse.cli.screens import DIM, INDENT, SEVERITIES, STYLES, bar, plural, printable, show_rows
from reviewparse.inference import ScoreRange, complete, score_bounds
from reviewparse.records import CriticReview, CriticSection, listed
from reviewparse.validation import validate
from reviewparse.vocabulary import ReviewClass, classify, scales

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from reviewparse.problems import Problem
    from reviewparse.records import Distribution, Review, ReviewPage, Section
    from reviewparse.vocabulary import Kind

BAR_WIDTH = 40
MOST_TEXT = 300
"""No terminal is so wide that it shows more of a review on one line."""


def show_report(screen: Console, name: str, page: ReviewPage, *, ordered: bool = False) -> None:
    """Print what a page says: each section with its verdict, score, distribution and reviews, then the problems.

    `ordered` says that the critics are listed in the site's order by score.
    """
    title = Text(printable(page.title or name), "bold")
    if page.kind is not None:
        title.append(f" ({page.kind})")
    if page.title:
        title.append(f" - {printable(name)}", DIM)
    screen.print(Rule(title, characters="-" if screen.options.ascii_only else "─", style=DIM))
    for section in page.sections:
        screen.print()
        _show_section(screen, section, page.kind, ordered and isinstance(section, CriticSection))
    screen.print()
    _show_problems(screen, page, ordered)
    screen.print()


def _show_section(screen: Console, section: Section, kind: Kind | None, ordered: bool) -> None:
    critics = isinstance(section, CriticSection)
    head = Text("Critics" if critics else "Users", "bold")
    for said in _said(section):
        head.append(", " if ":" in head.plain else ": ").append(said)
    screen.print(head, soft_wrap=False)
    if section.distribution is not None:
        _show_distribution(screen, section.distribution)
    if section.reviews:
        screen.print()
        _show_reviews(screen, section, kind, ordered)


def _said(section: Section) -> Iterator[str]:
    """What the head of a section says, part by part."""
    if section.verdict is not None:
        yield str(section.verdict)
    if section.score is not None:
        yield f"{'Metascore' if isinstance(section, CriticSection) else 'User Score'} {section.score}"
    if section.tbd:
        yield "score to be determined"
    if section.no_score:
        yield "no score yet"
    if section.count is not None:
        yield f"based on {plural(section.count, 'critic' if isinstance(section, CriticSection) else 'rating')}"
    if section.awaiting is not None:
        yield f"awaiting {plural(section.awaiting, 'more review')}"
    if section.no_reviews:
        yield "no reviews yet"


def _show_distribution(screen: Console, printed: Distribution) -> None:
    counts = complete(printed)
    known = {name: getattr(counts, name) for name in ReviewClass}
    whole = max(counts.total or 0, sum(count or 0 for count in known.values()))
    width = len(f"{whole:,}")
    room = max(min(BAR_WIDTH, screen.width - len(INDENT) - width - 20), 8)
    for name, count in known.items():
        line = Text(f"{INDENT}{name:<9} ")
        if count is None:
            line.append("not printed", DIM)
        else:
            line.append_text(bar(screen, count / whole if whole else 0.0, room, STYLES[name]))
            line.append(f" {count:>{width},}").append(" implied" if getattr(printed, name) is None else "", DIM)
        screen.print(line)
    if counts.total is not None:
        screen.print(Text(f"{INDENT}{'of':<9} {'':{room}} {counts.total:>{width},}"))


def _show_reviews(screen: Console, section: Section, kind: Kind | None, ordered: bool) -> None:
    critics = isinstance(section, CriticSection)
    tables = scales(kind)
    bands = [table.critic if critics else table.user for table in tables]
    whole = ScoreRange(0, 100 if critics else 10)
    reviews: tuple[Review, ...] = section.reviews
    rows, implied = [], False
    bounds = score_bounds(section, kind=kind, ordered=ordered)
    for place, (review, bound) in enumerate(zip(reviews, bounds, strict=True), 1):
        if review.score is not None:
            classes = {classify(review.score, band) for band in bands}
            name = classes.pop() if len(classes) == 1 else None
            score = Text(str(review.score), STYLES[name] if name else "")
        elif bound == whole:
            score = Text()
        else:
            implied = True
            score = Text(f"({bound.low})" if bound.low == bound.high else f"({bound.low}-{bound.high})", DIM)
        number = Text(str(place if review.number is None else review.number), DIM)
        date = Text("" if review.date is None else review.date.isoformat())
        rows.append([number, score, Text(_by(review)), date, Text(_beginning(review))])
    heads = ["#", "score", "by", "date", "text"]
    used = [i for i, head in enumerate(heads) if head == "text" or any(row[i].plain for row in rows)]
    show_rows(screen, [heads[i] for i in used], [[row[i] for i in used] for row in rows], right=("#", "score"))
    if implied:
        screen.print(Text(f"{INDENT}(a-b): not printed, but implied by the page", DIM))


def _by(review: Review) -> str:
    parts = [review.publication, review.author, review.byline] if isinstance(review, CriticReview) else [review.author]
    return ", ".join(printable(part) for part in parts if part)


def _beginning(review: Review) -> str:
    return " ".join(printable((review.text or "")[:MOST_TEXT]).split())


def _show_problems(screen: Console, page: ReviewPage, ordered: bool) -> None:
    problems = validate(page, ordered=ordered)
    if not problems:
        screen.print(Text("No problems.", "green"))
    else:
        screen.print(Text(plural(len(problems), "problem"), "bold"))
    for problem in problems:
        for line in _problem(problem).wrap(screen, screen.width - len(INDENT)):
            line.rstrip()
            screen.print(Text(INDENT).append_text(line))
    if lines := listed(page):
        screen.print(Text(f"Not of the format: {plural(len(lines), 'line')}.", DIM))


def _problem(problem: Problem) -> Text:
    line = Text().append(problem.severity, SEVERITIES[problem.severity])
    line.append("" if problem.line is None else f" in line {problem.line}")
    return line.append(f": {printable(problem.message)}").append(f" ({problem.code}, {problem.path})", DIM)
