"""The texts to measure with: pages of `facts` as an extractor prints them and as HTML shows them, and hostile texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Final, NamedTuple

from attrs import evolve

from benchmarks.facts import LONG, critic_page, summary_page, user_page
from reviewparse import CriticReview, CriticSection, Line, ReviewPage, UserReview, UserSection

__all__ = ["FAMILIES", "SIZE", "Sample", "hostile", "many_pages", "sample", "samples"]

MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MENU: Final = ("Search", "Games »", "  • PC", "  • Consoles", "  • Coming Soon", "Movies", "Share this", "Watch On")
SPOILER: Final = "This review contains spoilers, click expand to view."


class Sample(NamedTuple):
    """A text, the HTML of each of its pages where there is HTML, and the pages that a contender has to find in it."""

    name: str
    text: str
    htmls: tuple[str, ...]
    pages: tuple[ReviewPage, ...]


# --- text ------------------------------------------------------------------------------------------------------------


def _text_of(page: ReviewPage, other_lines: int) -> tuple[str, ReviewPage]:
    """A page as text with lines that are not of the format, and the page with these as its `unrecognized`."""
    lines = [] if not other_lines else [_other_line(i) for i in range(other_lines // 2)]
    unrecognized = [Line(number, line) for number, line in enumerate(lines, 1)]
    heading = "Score distribution:" if other_lines else ""
    for section in page.sections:
        users = isinstance(section, UserSection)
        lines += _section_lines(section, heading or f"{'User' if users else 'Critic'} score distribution:")
        lines.append("")
        if other_lines and not users:
            lines += ["User Reviews", ""]
    for i in range(other_lines // 2, other_lines):
        lines.append(_other_line(i))
        unrecognized.append(Line(len(lines), lines[-1]))
    return "\n".join(lines) + "\n", evolve(page, unrecognized=tuple(unrecognized))


def _other_line(number: int) -> str:
    """A line of a page that no section holds: navigation, links, credits."""
    if number % 3:
        return f"    {MENU[number % len(MENU)]} {number}"
    return f"• {MENU[number % len(MENU)]}: see all the new releases of week {number} and what people say of them"


def _section_lines(section: CriticSection | UserSection, heading: str) -> list[str]:
    users = isinstance(section, UserSection)
    who = "Ratings" if users else "Critics"
    lines = ["User Score" if users else "Metascore", str(section.score), ""]
    lines += [f"{section.verdict}{'' if users else ' '}- based on {section.count:,} {who}", "", heading]
    counts = section.distribution
    assert counts is not None
    for number, name in enumerate(("positive", "mixed", "negative"), 1):
        lines.append(f"  {number}. {name.capitalize()}: {getattr(counts, name):,} out of {counts.total}")
    for review in section.reviews:
        first, *rest = _user_lines(review) if isinstance(review, UserReview) else _critic_lines(review)
        lines += [f"  {review.number}. {first}", *(f"    {line}" if line else "" for line in rest)]
    if section.see_all is not None:
        lines += ["", f"See all {section.see_all} {'User' if users else 'Critic'} Reviews"]
    return lines


def _critic_lines(review: CriticReview) -> list[str]:
    assert review.publication is not None
    lines = [review.publication]
    if review.author is not None:
        lines.append(f"Reviewed by:\N{NO-BREAK SPACE} {review.author}")
    lines += [_printed(review), str(review.score)]
    lines.append(f"{review.text} [{review.citation.text}]" if review.citation else f"{review.text}")
    lines.append("• All this publication's reviews")
    if review.author is not None:
        lines.append("• All this critic's reviews")
    return [*lines, "• Read full review"]


def _user_lines(review: UserReview) -> list[str]:
    assert review.author is not None
    assert review.text is not None
    assert review.helpful is not None
    text = f"{SPOILER} {review.text}" if review.spoiler else review.text
    shown = text.split("\n")
    if _is_long(review):
        text = review.text[: LONG // 2] + review.text
        shown = [*text.split("\n"), "… Expand"]
    votes = f"• {review.helpful.count} of {review.helpful.total} users found this helpful"
    return [review.author, _printed(review), str(review.score), *shown, votes]


def _is_long(review: UserReview) -> bool:
    return len(review.text or "") >= LONG and not review.spoiler


def _printed(review: CriticReview | UserReview) -> str:
    assert review.date is not None
    return f"{MONTHS[review.date.month - 1]} {review.date.day}, {review.date.year}"


# --- HTML ------------------------------------------------------------------------------------------------------------


def _html_of(page: ReviewPage, other_lines: int) -> str:
    """The page in HTML, marked up as such pages are: a class for each field, a menu, and links."""
    menu = "".join(
        f'<li class="nav_item"><a href="/{i}">{escape(_other_line(i).strip())}</a></li>' for i in range(other_lines)
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Reviews</title></head><body>'
        f'<ul class="nav">{menu}</ul>{"".join(map(_section_html, page.sections))}</body></html>'
    )


def _section_html(section: CriticSection | UserSection) -> str:
    users = isinstance(section, UserSection)
    kind, who = ("user", "Ratings") if users else ("critic", "Critics")
    counts = section.distribution
    assert counts is not None
    bars = "".join(
        f'<li class="score_count"><span class="label">{name.capitalize()}:</span> <span class="data">'
        f'<span class="count">{getattr(counts, name):,}</span> out of <span class="total">{counts.total}</span></span></li>'
        for name in ("positive", "mixed", "negative")
    )
    reviews = "".join(map(_review_html, section.reviews))
    link = (
        ""
        if section.see_all is None
        else f'<p class="see_all"><a href="/all">See all {section.see_all} reviews</a></p>'
    )
    return (
        f'<div class="section {kind}_section"><div class="summary"><div class="metascore_w">{section.score}</div>'
        f'<span class="desc">{section.verdict}</span> - based on <span class="count"><a href="/all">'
        f'<span>{section.count:,}</span> {who}</a></span></div><ol class="score_counts">{bars}</ol>'
        f'<ol class="reviews">{reviews}</ol>{link}</div>'
    )


def _review_html(review: CriticReview | UserReview) -> str:
    assert review.text is not None
    source = review.publication if isinstance(review, CriticReview) else review.author
    author = ""
    body, actions = _body_html(review.text), "<li>All this publication's reviews</li>"
    if isinstance(review, CriticReview):
        if review.author is not None:
            author = f'<div class="author">Reviewed by:&nbsp; <a href="/c">{escape(review.author)}</a></div>'
        if review.citation is not None:
            body += f' [<span class="citation">{escape(review.citation.text)}</span>]'
    else:
        assert review.helpful is not None
        if review.spoiler:
            body = f'<span class="spoiler">{SPOILER}</span> <span class="blurb">{body}</span>'
        elif _is_long(review):
            head = _body_html(review.text[: LONG // 2])
            body = (
                f'<span class="blurb_collapsed">{head}</span><span class="blurb">{body}</span> <a href="#">Expand</a>'
            )
        actions = (
            f'<li class="helpful"><span class="yes">{review.helpful.count}</span> of '
            f'<span class="all">{review.helpful.total}</span> users found this helpful</li>'
        )
    return (
        f'<li class="review"><div class="review_stats"><div class="source"><a href="/s">{escape(source or "")}</a></div>{author}'
        f'<div class="date">{_printed(review)}</div></div><div class="review_grade"><div class="metascore_w">{review.score}'
        f'</div></div><div class="review_body">{body}</div><ul class="review_actions">{actions}<li><a href="/r">Read full '
        "review</a></li></ul></li>"
    )


def _body_html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


# --- what is measured ------------------------------------------------------------------------------------------------

SIZE: Final = 1_000_000
"""The characters of the text of many pages."""


def sample(name: str, page: ReviewPage, other_lines: int = 0) -> Sample:
    """One page as a sample."""
    text, page = _text_of(page, other_lines)
    return Sample(name, text, (_html_of(page, other_lines),), (page,))


def many_pages(size: int, *, html: bool = True) -> Sample:
    """Pages of all documents, one below the other, of about that many characters; form feeds part them."""
    texts: list[str] = []
    htmls: list[str] = []
    pages: list[ReviewPage] = []
    length, line = 0, 0
    while length < size:
        seed = len(pages)
        made = (critic_page(seed, 25), summary_page(seed, 7), user_page(seed, 40))[seed % 3]
        others = 150 if seed % 3 == 1 else 0
        text, page = _text_of(made, others)
        unrecognized = tuple(Line(found.number + line, found.text) for found in page.unrecognized)
        pages.append(evolve(page, unrecognized=unrecognized))
        texts.append(text)
        htmls += [_html_of(made, others)] if html else []
        length += len(text) + 2
        line += text.count("\n") + 1
    return Sample("many pages", "\f\n".join(texts), tuple(htmls), tuple(pages))


FAMILIES: Final[dict[str, Callable[[int], str]]] = {
    "digits": lambda n: "7" * n,
    "spaces": lambda n: "x" + " " * n + "x",
    "brackets": lambda n: "[" * n,
    "citations": lambda n: "[May 2003, p.1] " * (n // 16) + "x",
    "item numbers": lambda n: "1. " * (n // 3),
    "expand": lambda n: "… Expand " * (n // 9) + "x",
}
"""Hostile lines of about `n` characters, by name. None of them is a line of the format, wherever it stands."""


def hostile(name: str, size: int) -> Sample:
    """A page with a hostile line of that size above its sections, and the same as a review's text."""
    line = FAMILIES[name](size // 2).rstrip()
    page = critic_page(5, 3)
    critics = page.critics
    assert critics is not None
    reviews = (*critics.reviews[:2], evolve(critics.reviews[2], text=line, citation=None))
    made = evolve(page, sections=(evolve(critics, reviews=reviews), *page.sections[1:]))
    text, _ = _text_of(made, 0)
    return Sample(f"hostile: {name}", f"{line}\n\n{text}", (), (evolve(made, unrecognized=(Line(1, line),)),))


@cache
def samples(size: int = SIZE, hostile_size: int = 20_000) -> Sequence[Sample]:
    """All that is measured."""
    return (
        sample("25 reviews", critic_page(1, 25)),
        sample("summary, 300 other lines", summary_page(2, 7), 300),
        sample("100 user reviews", user_page(3, 100)),
        many_pages(size),
        *(hostile(name, hostile_size) for name in FAMILIES),
    )
