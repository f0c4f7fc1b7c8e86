"""The round trip of layout L3 through real extractors: records, as HTML of the site's shape, as text, as records again.

A terminal browser wraps, and the main text of a page has no footers: `DROPS` says what each extractor leaves out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import escape
from typing import Final
from unicodedata import category, east_asian_width

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors import Extract, lynx, w3m
from reviewparse import (
    CriticReview,
    CriticSection,
    ReviewPage,
    ReviewRenderError,
    UserReview,
    UserSection,
    parse,
    render,
)
from reviewparse.records import Distribution, Review, Section
from reviewparse.strategies import critic_sections, user_sections
from reviewparse.values import citation_of
from reviewparse.vocabulary import Layout, ReviewClass

pytestmark = pytest.mark.integration

CRITICS, USERS = critic_sections(Layout.L3), user_sections(Layout.L3)
SECTIONS: Final = CRITICS | USERS
PAGES: Final = st.one_of(
    st.tuples(CRITICS), st.tuples(USERS), st.tuples(CRITICS, USERS), st.tuples(USERS, CRITICS)
)  # fmt: skip

PLOT: Final = " ".join([*["a"] * 50, "an"] * 24)
"""Many lines of short words, of even and of odd length, so that some are as long as the width allows."""

# What the main text leaves out of a page of reviews: the footer of these reviews, or of all (`None`), and so their
# platform and a critic's author. By the share of links, Resiliparse 2 drops footers of critics with short platforms.
DROPS: Final[dict[str, dict[type[Review], frozenset[str | None] | None]]] = {
    "0.14": {CriticReview: None, UserReview: None},
    "2.x": {CriticReview: frozenset({None, "PC"}), UserReview: frozenset()},
}


@pytest.fixture
def release(request: pytest.FixtureRequest) -> str:
    """The release of Resiliparse that `extract` is of."""
    return str(request.node.callspec.params["extract"])


@pytest.fixture(scope="module", params=[lynx, w3m])
def browse(request: pytest.FixtureRequest) -> Extract:
    """`browse(html, width=...) -> text`, once by each browser of a terminal."""
    browser: Extract = request.param
    if shutil.which(browser.__name__) is None:
        pytest.skip(f"{browser.__name__} is not installed")
    return browser


def _shown(text: str | None) -> str | None:
    """A line as HTML can show it: white space is one space."""
    return text and (" ".join("".join(c if c.isprintable() else " " for c in text).split()) or None)


def _reviews_of(section: Section) -> tuple[Review, ...]:
    reviews: list[Review] = []
    listed: tuple[Review, ...] = section.reviews
    for review in listed:
        if isinstance(review, CriticReview):
            citation = review.citation and citation_of(f"[{_shown(review.citation.text)}]")
            review = evolve(review, publication=_shown(review.publication), citation=citation)
        reviews.append(evolve(review, author=_shown(review.author), text=_shown(review.text)))
    return tuple(reviews)


def _on_summary(section: Section) -> Section:
    """What a summary page prints of a section: no shortened counts, and no number of reviews in the list."""
    counts = section.distribution
    if counts is not None:
        counts = Distribution(
            **{
                field: getattr(counts, field)
                for name in ReviewClass
                if getattr(counts, name) is not None
                for field in (name, f"{name}_percent")
            }
        )
        counts = None if counts == Distribution() else counts
    return evolve(section, reviews=_reviews_of(section), distribution=counts, showing=None)  # type: ignore[arg-type]


def _on_own_page(section: Section) -> Section:
    """What a page of reviews alone prints of a section: score, verdict and counts or none of them, and `showing`."""
    kept = {"reviews": _reviews_of(section), "showing": section.showing or len(section.reviews)}
    if section.score is not None and section.distribution is not None:
        kept |= {"score": section.score, "verdict": section.verdict, "distribution": section.distribution}
    return type(section)(**kept)  # type: ignore[arg-type]


def _summary(section: Section) -> Iterator[str]:
    """A section of a summary page: the head with its counts, the cards, the link to all of them."""
    users = isinstance(section, UserSection)
    yield _head(section, users)
    if section.distribution is not None:
        yield f"<div>{''.join(_counts(section.distribution, 'Ratings' if users else 'Reviews'))}</div>"
    menu = ("All Reviews", "Positive Reviews", "Mixed Reviews", "Negative Reviews")
    yield '<ul data-testid="global-header-menu">'
    yield "".join(f'<li data-testid="header-menu-item"><div>{words}</div></li>' for words in menu)
    yield "</ul>"
    yield from _cards(section, own_page=False)
    if section.see_all is not None:
        yield f'<a href="#"><span>See All {section.see_all:,} {"User" if users else "Critic"} Reviews</span></a>'


def _head(section: Section, users: bool) -> str:
    said = []
    if section.tbd:
        said.append(("sentiment", f"Available after 4 {'ratings' if users else 'critic reviews'}"))
    if section.verdict is not None:
        said.append(("sentiment", str(section.verdict).removesuffix(" reviews").title().replace(" Or ", " or ")))
    if section.count is not None:
        printed = f"Based on {section.count:,} {'User Ratings' if users else 'Critic Reviews'}"
        said.append(("review-count", f'<a href="#">{printed}</a>'))
    if isinstance(section, CriticSection) and section.badge is not None:
        said.append(("badge", f'<img src="#" alt="{section.badge}" width="52" height="52">'))
    if section.tbd or section.score is not None:
        said.append(("value-wrapper", f"<span>{'tbd' if section.tbd else section.score}</span>"))
    head = f'<div data-testid="global-score-header">{"User score" if users else "Metascore"}</div>'
    below = "".join(f'<div data-testid="global-score-{name}">{inner}</div>' for name, inner in said)
    return f'<div data-testid="global-score-wrapper"><div>{head}</div><div>{below}</div></div>'


def _counts(counts: Distribution, of: str) -> Iterator[str]:
    for name in ReviewClass:
        if getattr(counts, name) is not None:
            percent = f"{getattr(counts, f'{name}_percent')}% {name.title()}"
            yield f"<div><span>{percent}</span><br><span>{getattr(counts, name)} {of}</span></div>"


def _own_page(section: Section) -> Iterator[str]:
    """A section on a page of its own: its score above its head, its counts run together with their per cents."""
    users = isinstance(section, UserSection)
    if section.score is not None and section.distribution is not None:
        yield f'<div data-testid="score-card-overview"><div><div><span>{section.score}</span></div></div>'
        yield f"<div><span>{'User score' if users else 'Metascore'}</span>"
        if section.verdict is not None:
            yield f"<div>{str(section.verdict).removesuffix(' reviews').title().replace(' Or ', ' or ')}</div>"
        yield "</div><div>"
        for name in ReviewClass:
            count, short, percent = (getattr(section.distribution, name + end) for end in ("", "_short", "_percent"))
            if percent is not None:
                printed = short if count is None else str(count)
                yield f"<div>{name}</div><div><div></div></div>"
                yield f"<div><span>{printed}</span><span>({percent}%)</span></div>"
        yield "</div></div>"
    yield f"<div><div>Showing {section.showing:,} {'User' if users else 'Critic'} Reviews</div></div>"
    yield from _cards(section, own_page=True)


def _cards(section: Section, *, own_page: bool) -> Iterator[str]:
    yield '<div data-testid="product-reviews">'
    for review in section.reviews:
        yield f'<div data-testid="review-card">{"".join(_card(review, own_page))}</div>'
    yield "</div>"


def _card(review: Review, own_page: bool) -> Iterator[str]:
    """A card: date, then score and name in one link, then text and footer."""
    critic = isinstance(review, CriticReview)
    name = review.publication if isinstance(review, CriticReview) else review.author
    text = review.text or ""
    if isinstance(review, CriticReview) and review.citation:
        text = f"{text} [{review.citation.text}]"
    yield '<div data-testid="review-card-content">'
    if review.date is not None:
        yield f'<div data-testid="review-card-date">{review.date:%b} {review.date.day}, {review.date.year:04}</div>'
    yield '<a data-testid="review-card-header" href="#"><div class="c-siteReviewScore_background">'
    yield f'<div class="c-siteReviewScore"><span>{review.score}</span></div></div> {escape(name or "")}</a>'
    yield f'<div data-testid="review-card-quote-block"><div data-testid="review-quote-text">{escape(text)}</div>'
    yield '<button type="button">Read More</button>' * (not critic and review.spoiler)
    yield f'</div></div><div class="review-footer review-footer--{"critic" if critic else "user"}">'
    if isinstance(review, CriticReview) and review.author is not None:
        yield f'<a class="movie-review-footer__author" href="#">By {escape(review.author)}</a>'
    if review.platform is not None:
        tag = "span" if own_page else "a"
        link = "" if own_page else ' href="#"'
        yield f'<{tag} class="game-review-footer__platform"{link}>{escape(review.platform)}</{tag}>'
    if critic:
        yield '<a href="#"><span class="review-action-button review-link"> FULL REVIEW <span></span></span></a></div>'
    else:
        yield '<span class="review-action-button review-report-link"><span></span> Report </span></div>'


def _kept(section: Section, release: str) -> Section:
    """A section of a page of reviews without the footers that the main text of it leaves out."""
    reviews: list[Review] = []
    listed: tuple[Review, ...] = section.reviews
    for review in listed:
        dropped = DROPS[release][type(review)]
        if dropped is None or review.platform in dropped:
            review = evolve(review, platform=None)
            if isinstance(review, CriticReview):
                review = evolve(review, author=None)
        reviews.append(review)
    return evolve(section, reviews=tuple(reviews))  # type: ignore[arg-type]


def _names_all_or_none(section: Section) -> bool:
    """Whether all reviews have a name, or none: sites print the name of each, and extractors drop those of a kind."""
    reviews: tuple[Review, ...] = section.reviews
    names = (each.publication if isinstance(each, CriticReview) else each.author for each in reviews)
    return len({name is None for name in names}) < 2


def _html(pieces: Iterator[str]) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>{"".join(pieces)}</body></html>'


def _closed_up(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections without blanks between two wide letters: w3m prints none, and where it wraps there, none can be told."""
    return tuple(evolve(section, reviews=tuple(map(_closed_up_review, section.reviews))) for section in sections)  # type: ignore[arg-type]


def _closed_up_review(review: Review) -> Review:
    if isinstance(review, CriticReview):
        review = evolve(review, publication=_without_wide_blanks(review.publication))
    return evolve(review, author=_without_wide_blanks(review.author), text=_without_wide_blanks(review.text))


def _without_wide_blanks(text: str | None) -> str | None:
    wide = [east_asian_width(letter) in "WF" for letter in text or ""]
    return text and "".join(
        letter
        for place, letter in enumerate(text)
        if not (letter == " " and 0 < place < len(text) - 1 and wide[place - 1] and wide[place + 1])
    )


def _below_plot(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces below a summary of the plot, as pages have it: few wrapped lines alone do not show the width."""
    yield f"<div>{PLOT}</div>"
    yield from pieces


def _named(section: Section) -> Section:
    """A section as a browser can print it: it drops no name, as a text alone, wrapped, would show a name above."""
    listed: tuple[Review, ...] = section.reviews
    reviews = (
        evolve(review, publication=_spaced(review.publication) or "Pier Weekly", text=_spaced(review.text))
        if isinstance(review, CriticReview)
        else evolve(review, author=_spaced(review.author) or "oarlock", text=_spaced(review.text))
        for review in listed
    )
    return evolve(section, reviews=tuple(reviews))  # type: ignore[arg-type]


def _spaced(text: str | None) -> str | None:
    """A text without the marks on letters and the codes that are no letters: terminals differ in how wide these are."""
    return text and _shown("".join(letter for letter in text if category(letter)[0] not in "MC"))


def _is_written(*sections: Section) -> None:
    """Goes on where a text can say what the sections say; what none can, HTML cannot make an extractor print."""
    try:
        render(ReviewPage(sections=sections, layout=Layout.L3))
    except ReviewRenderError:
        assume(False)


def _read(text: str) -> tuple[Section, ...]:
    page = parse(f"{text}\n")  # all of it is there
    assert page.layout is Layout.L3, text
    return page.sections


@settings(suppress_health_check=list(HealthCheck))
@given(sections=PAGES)
def test_summary_comes_back_through_resiliparse(extract: Extract, sections: tuple[Section, ...]) -> None:
    """What Resiliparse prints of a whole summary page is read as the sections that the page was made of."""
    sections = tuple(_on_summary(section) for section in sections)
    _is_written(*sections)
    text = extract(_html(piece for section in sections for piece in _summary(section)), main_content=False)
    assert _read(text) == sections, text


@settings(suppress_health_check=list(HealthCheck))
@given(section=SECTIONS)
def test_page_of_reviews_comes_back_through_resiliparse(extract: Extract, section: Section) -> None:
    """What Resiliparse prints of a whole page of reviews is read as the section that the page was made of."""
    section = _on_own_page(section)
    _is_written(section)
    text = extract(_html(_own_page(section)), main_content=False)
    assert _read(text) == (section,), text


@settings(suppress_health_check=list(HealthCheck))
@given(section=SECTIONS)
def test_page_of_reviews_comes_back_from_its_main_text(extract: Extract, release: str, section: Section) -> None:
    """What Resiliparse takes for the main text of a page of reviews is read as the section, but for the footers."""
    section = _on_own_page(section)
    _is_written(section)
    assume(_names_all_or_none(section))  # without footers, nothing else tells a name from a text of one line
    text = extract(_html(_own_page(section)), main_content=True)
    assert _read(text) == (_kept(section, release),), text


@pytest.mark.parametrize("width", [80, 1000])
@settings(suppress_health_check=list(HealthCheck))
@given(sections=PAGES)
def test_summary_comes_back_through_a_terminal(browse: Extract, width: int, sections: tuple[Section, ...]) -> None:
    """What a browser in a terminal prints of a summary page, wrapped, is read as the sections of the page."""
    sections = tuple(_named(_on_summary(section)) for section in sections)
    _is_written(*sections)
    text = browse(_html(_below_plot(piece for section in sections for piece in _summary(section))), width=width)
    assert _closed_up(_read(text)) == _closed_up(sections), text


@pytest.mark.parametrize("width", [80, 1000])
@settings(suppress_health_check=list(HealthCheck))
@given(section=SECTIONS)
def test_page_of_reviews_comes_back_through_a_terminal(browse: Extract, width: int, section: Section) -> None:
    """What a browser in a terminal prints of a page of reviews, wrapped, is read as the section of the page."""
    section = _named(_on_own_page(section))
    _is_written(section)
    text = browse(_html(_below_plot(_own_page(section))), width=width)
    assert _closed_up(_read(text)) == _closed_up((section,)), text
