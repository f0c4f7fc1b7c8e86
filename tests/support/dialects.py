"""One invented page as each of six extractors prints it: margins, bullets, blank lines, and what it drops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attrs import evolve

from reviewparse import (
    CriticReview,
    CriticSection,
    Distribution,
    ReviewPage,
    UserReview,
    UserSection,
)

__all__ = ["DIALECTS", "Dialect", "kept", "print_page"]

MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
SPOILER: Final = "This review contains spoilers, click expand to view."


class Dialect(NamedTuple):
    """How an extractor prints: `body` is the margin of plain lines, `number` where the number of an item ends."""

    name: str
    body: int = 0
    number: int = 3
    further: int = 4
    action: str = "    • "
    space: str = "\u00a0"
    blank: bool = False
    closes_up: bool = False
    drops: frozenset[str] = frozenset()


LINKS: Final = frozenset({"publication", "name", "actions", "mixed", "see_all"})
DIALECTS: Final = (
    Dialect("Resiliparse 0.14, main", closes_up=True, drops=LINKS),
    Dialect("Resiliparse 0.14, whole page"),
    Dialect("Resiliparse 1.0, main", drops=frozenset({"actions"})),
    Dialect("Resiliparse 2.0, main", drops=LINKS),
    Dialect("lynx", body=3, number=5, further=7, action="          + ", space=" "),
    Dialect("w3m", number=2, action="      □ ", blank=True),
)


def kept(page: ReviewPage, dialect: Dialect) -> ReviewPage:
    """The page without what the extractor drops."""
    return evolve(page, sections=tuple(_kept(section, dialect.drops) for section in page.sections))


def _kept(section: CriticSection | UserSection, drops: frozenset[str]) -> CriticSection | UserSection:
    if "mixed" in drops and section.distribution:
        section = evolve(section, distribution=evolve(section.distribution, mixed=None))
    if "see_all" in drops:
        section = evolve(section, see_all=None)
    if isinstance(section, CriticSection):
        if "publication" in drops:
            section = evolve(section, reviews=tuple(evolve(review, publication=None) for review in section.reviews))
        return section
    reviews = section.reviews
    if "name" in drops:
        reviews = tuple(evolve(review, author=None) for review in reviews)
    if "actions" in drops:
        reviews = tuple(evolve(review, helpful=None) for review in reviews)
    return evolve(section, reviews=reviews)


def print_page(page: ReviewPage, dialect: Dialect, document: str) -> str:
    """The text of a page: of its `summary`, `/critic-reviews` or `/user-reviews` document."""
    lines = _body(dialect, "Search", "Games »", "Your Score", "0 out of 10")
    if document == "summary":
        for section in page.sections:
            lines += _head(section, dialect, document)
    for section in page.sections:
        users = isinstance(section, UserSection)
        if document == "summary":
            lines += _body(dialect, *(("User Reviews", "Write a Review") if users else ("Critic Reviews",)))
        else:
            lines += _head(section, dialect, document)
        whose = "Score" if document == "summary" else "User score" if users else "Critic score"
        lines += _body(dialect, f"{whose} distribution:")
        lines += _list(_counts(section.distribution, dialect), dialect)
        lines += _list([(review.number or 0, list(_fields(review, dialect))) for review in section.reviews], dialect)
        if section.see_all is not None and "see_all" not in dialect.drops:
            lines += _body(dialect, f"See all {section.see_all} {'User' if users else 'Critic'} Reviews")
    lines += _list([(1, ["New Releases by Date"]), (2, ["New Releases by Title"])], dialect)
    return "\n".join(lines) + "\n"


def _body(dialect: Dialect, *lines: str) -> list[str]:
    return [" " * dialect.body + line for line in lines]


def _head(section: CriticSection | UserSection, dialect: Dialect, document: str) -> list[str]:
    users = isinstance(section, UserSection)
    verdict = f"{section.verdict}{'' if users else ' '}- based on {section.count} {'Ratings' if users else 'Critics'}"
    if document == "summary" and not users:
        verdict += " What's this?"
    return _body(dialect, "User Score" if users else "Metascore", str(section.score), "", verdict)


def _list(items: Sequence[tuple[int, list[str]]], dialect: Dialect) -> list[str]:
    """A numbered list: in each item the first line beside the number, the others below it."""
    lines = [""] if dialect.blank else []
    for number, (first, *others) in items:
        lines.append(f"{number}".rjust(dialect.number) + ". " + first)
        lines += [line if not line or line.startswith("      ") else _further(line, dialect) for line in others]
    return lines + ([""] if dialect.body or dialect.blank else [])


def _further(line: str, dialect: Dialect) -> str:
    return line if line.startswith(dialect.action) else " " * dialect.further + line


def _counts(distribution: Distribution | None, dialect: Dialect) -> list[tuple[int, list[str]]]:
    if distribution is None:
        return []
    counts = [
        (number, [f"{name.title()}: {getattr(distribution, name):,} out of {distribution.total}"])
        for number, name in enumerate(("positive", "mixed", "negative"), 1)
        if name not in dialect.drops and getattr(distribution, name) is not None
    ]
    return [(n, count) for n, (_, count) in enumerate(counts, 1)] if dialect.closes_up else counts


def _fields(review: CriticReview | UserReview, dialect: Dialect) -> Iterator[str]:
    text = review.text or ""
    if isinstance(review, CriticReview):
        if review.publication and "publication" not in dialect.drops:
            yield review.publication
        if review.author:
            yield f"Reviewed by:{dialect.space}{review.author}"
        if review.citation:
            text += f" [{review.citation.text}]"
    else:
        if review.author and "name" not in dialect.drops:
            yield review.author
        if review.spoiler:
            text = f"{SPOILER} {text}"
    if review.date:
        yield f"{MONTHS[review.date.month - 1]} {review.date.day}, {review.date.year}"
    if review.score is not None:
        yield str(review.score)
    if isinstance(review, UserReview) and len(text) > 300:
        text = text[:200] + text + "… Expand"
    yield from text.split("\n")
    if "actions" in dialect.drops:
        return
    if isinstance(review, CriticReview):
        yield from (dialect.action + line for line in ("All this critic's reviews", "Read full review"))
        return
    if review.helpful:
        yield f"{dialect.action}{review.helpful.count} of {review.helpful.total} users found this helpful"
    yield dialect.action + "All this user's reviews"
