"""Prints pages of records as text, in the way of each extractor, and of each layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

from attrs import evolve

from benchmarks.facts import LONG
from reviewparse import CriticReview, CriticSection, Line, ReviewPage, UserReview, UserSection

__all__ = [
    "LYNX",
    "RESILIPARSE",
    "SPOILER",
    "W3M",
    "Dialect",
    "critic_lines",
    "is_long",
    "item",
    "l2_text_of",
    "l3_text_of",
    "other_line",
    "printed_day",
    "text_of",
    "user_lines",
]

MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MENU: Final = ("Search", "Games »", "  • PC", "  • Consoles", "  • Coming Soon", "Movies", "Share this", "Watch On")
SPOILER: Final = "This review contains spoilers, click expand to view."


class Dialect(NamedTuple):
    """How an extractor lays out a page of layout L1."""

    margin: str
    """Of what is no list."""

    number: str
    """Of an item's first line."""

    deep: str
    """Of its other lines."""

    bullet: str
    """Of an action below a review, behind `deep`."""

    airy: bool = False
    """Whether blank lines stand around lists."""

    width: int | None = None
    """Where lines are wrapped, as the extractor does it by default; `None`: nowhere."""


RESILIPARSE: Final = Dialect("", "  ", "    ", "• ")
W3M: Final = Dialect("", " ", "    ", "  □ ", airy=True)
LYNX: Final = Dialect("   ", "    ", "       ", "   + ")


# --- layout L1 -------------------------------------------------------------------------------------------------------


def text_of(page: ReviewPage, other_lines: int = 0, dialect: Dialect = RESILIPARSE) -> tuple[str, ReviewPage]:
    """A page as text with lines that are not of the format, and the page with these as its `unrecognized`."""
    lines = [other_line(i) for i in range(other_lines // 2)]
    unrecognized = [Line(number, line) for number, line in enumerate(lines, 1)]
    heading = "Score distribution:" if other_lines else ""
    for section in page.sections:
        users = isinstance(section, UserSection)
        lines += _section_lines(section, heading or f"{'User' if users else 'Critic'} score distribution:", dialect)
        lines.append("")
        if other_lines and not users:
            lines += ["User Reviews", ""]
    for i in range(other_lines // 2, other_lines):
        lines.append(other_line(i))
        unrecognized.append(Line(len(lines), lines[-1]))
    return "\n".join(lines) + "\n", evolve(page, unrecognized=tuple(unrecognized))


def other_line(number: int) -> str:
    """A line of a page that no section holds: navigation, links, credits."""
    if number % 3:
        return f"    {MENU[number % len(MENU)]} {number}"
    return f"• {MENU[number % len(MENU)]}: see all the new releases of week {number} and what people say of them"


def item(number: int | None, lines: Sequence[str], dialect: Dialect = RESILIPARSE) -> Iterator[str]:
    """A review's lines as an item of a list."""
    if dialect.width is not None:
        width = dialect.width - len(dialect.deep)
        lines = [part for line in lines for part in (wrap(line, width, break_long_words=False) or [""])]
    first, *rest = lines
    yield f"{dialect.number}{number}. {first}"
    yield from (f"{dialect.deep}{line}" if line else "" for line in rest)


def _section_lines(section: CriticSection | UserSection, heading: str, dialect: Dialect) -> Iterator[str]:
    users = isinstance(section, UserSection)
    margin = dialect.margin
    if section.score is not None:
        yield from (f"{margin}{'User Score' if users else 'Metascore'}", f"{margin}{section.score}", "")
    elif users:
        yield from (f"{margin}User Score", "")
    yield f"{margin}{section.verdict}{'' if users else ' '}- based on {section.count:,} {'Ratings' if users else 'Critics'}"
    yield from ("", margin + heading, *([""] if dialect.airy else []))
    counts = section.distribution
    assert counts is not None
    number = 0
    for name in ("positive", "mixed", "negative"):
        if (printed := getattr(counts, name)) is not None:
            number += 1
            yield f"{dialect.number}{number}. {name.capitalize()}: {printed:,} out of {counts.total}"
    yield from [""] if dialect.airy else []
    for review in section.reviews:
        lines = user_lines(review, dialect) if isinstance(review, UserReview) else critic_lines(review, dialect)
        yield from item(review.number, lines, dialect)
    if section.see_all is not None:
        yield from ("", f"{margin}See all {section.see_all} {'User' if users else 'Critic'} Reviews")


def critic_lines(review: CriticReview, dialect: Dialect = RESILIPARSE) -> list[str]:
    """The fields of a critic's review, one a line; links below it where the extractor printed its publication."""
    lines = [] if review.publication is None else [review.publication]
    if review.author is not None:
        lines.append(f"Reviewed by:\N{NO-BREAK SPACE} {review.author}")
    if review.date is not None:
        lines.append(printed_day(review))
    if review.score is not None:
        lines.append(str(review.score))
    lines.append(f"{review.text} [{review.citation.text}]" if review.citation else f"{review.text}")
    if review.publication is not None:
        actions = ["All this publication's reviews", "All this critic's reviews"][: 1 + (review.author is not None)]
        lines += [f"{dialect.bullet}{action}" for action in (*actions, "Read full review")]
    return lines


def user_lines(review: UserReview, dialect: Dialect = RESILIPARSE) -> list[str]:
    """The fields of a user's review, one a line; a long text is printed twice, as `is_long` says."""
    assert review.text is not None
    text = f"{SPOILER} {review.text}" if review.spoiler else review.text
    shown = text.split("\n")
    if is_long(review):
        text = review.text[: LONG // 2] + review.text
        shown = [*text.split("\n"), "… Expand"]
    elif review.full_review:
        shown[-1] += " Full Review »"
    lines = [] if review.author is None else [review.author]
    lines.append(printed_day(review))
    if review.score is not None:
        lines.append(str(review.score))
    lines += shown
    if review.helpful is not None:
        votes = f"{review.helpful.count} of {review.helpful.total} users found this helpful"
        lines.append(f"{dialect.bullet}{votes}")
    return lines


def is_long(review: UserReview) -> bool:
    """Whether a page prints the text twice: its head, then the whole of it, then `Expand`."""
    return len(review.text or "") >= LONG and not review.spoiler and not review.full_review


def printed_day(review: CriticReview | UserReview) -> str:
    """The date as the format prints it: `Oct 7, 2014`."""
    assert review.date is not None
    return f"{MONTHS[review.date.month - 1]} {review.date.day}, {review.date.year}"


# --- layout L2 -------------------------------------------------------------------------------------------------------


def l2_text_of(page: ReviewPage) -> str:
    """A page as text in layout L2, whose reviews have no numbers."""
    lines: list[str] = []
    for section in page.sections:
        users = isinstance(section, UserSection)
        lines.append("USER SCORE" if users else "METASCORE")
        if section.verdict is not None:
            lines += [str(section.verdict), f"based on {section.count} Critics"]
        lines.append(str(section.score))
        counts = section.distribution
        assert counts is not None
        for name in ("positive", "mixed", "negative"):
            lines += [f"{name.capitalize()}:", f"{getattr(counts, name):,}"]
        lines.append("USER REVIEWS" if users else "CRITIC REVIEWS")
        for review in section.reviews:
            lines += _l2_review(review)
        lines.append(f"SEE ALL {section.see_all} REVIEWS")
    return "\n".join(lines) + "\n"


def _l2_review(review: CriticReview | UserReview) -> list[str]:
    if isinstance(review, CriticReview):
        cited = f" [{review.citation.text}]" if review.citation else ""
        return [str(review.score), f"{review.byline}{printed_day(review)}", f"{review.text}{cited} Read full review"]
    votes = review.helpful
    assert votes is not None
    helpful = f"{votes.count} of {votes.total} users found this helpful{votes.count}{votes.total - votes.count}"
    return [str(review.score), f"{review.author}{printed_day(review)}", f"{review.text}", helpful]


# --- layout L3 -------------------------------------------------------------------------------------------------------


def l3_text_of(page: ReviewPage) -> str:
    """A page as text in layout L3: each review begins with its date, and ends with a line that tells whose it is."""
    lines: list[str] = []
    for section in page.sections:
        users = isinstance(section, UserSection)
        verdict = str(section.verdict).removesuffix(" reviews").title().replace(" Or ", " or ")
        lines += ["User Score" if users else "Metascore", verdict]
        lines += [f"Based on {section.count:,} {'User Ratings' if users else 'Critic Reviews'}", str(section.score)]
        counts = section.distribution
        assert counts is not None
        for name in ("positive", "mixed", "negative"):
            lines.append(f"{getattr(counts, f'{name}_percent')}% {name.capitalize()}")
            lines.append(f"{getattr(counts, name)} {'Ratings' if users else 'Reviews'}")
        for review in section.reviews:
            whose = review.publication if isinstance(review, CriticReview) else review.author
            lines += [printed_day(review), str(review.score), str(whose), str(review.text), _l3_footer(review)]
        lines.append(f"See All {section.see_all} {'User' if users else 'Critic'} Reviews")
    return "\n".join(lines) + "\n"


def _l3_footer(review: CriticReview | UserReview) -> str:
    if isinstance(review, UserReview):
        return "Report"
    return f"By {review.author} FULL REVIEW" if review.author else "FULL REVIEW"
