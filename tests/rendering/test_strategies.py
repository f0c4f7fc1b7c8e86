"""The strategies give pages that can be written, and all that a page can print comes up often enough to be tested."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

import reviewparse.strategies
from reviewparse import ReviewRenderError, parse, render
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
from reviewparse.review_grammar import engine
from reviewparse.strategies import (
    citations,
    critic_reviews,
    critic_sections,
    distributions,
    helpful_votes,
    review_pages,
    user_reviews,
    user_sections,
)
from reviewparse.strategies.words import SECTION_LINES
from reviewparse.vocabulary import Layout, Verdict
from sampling import sample

SIZE: Final = 500
"""How many pages of each layout are looked at, and half as many of each record."""
pytestmark = pytest.mark.timeout(900)  # the samples are drawn once, by the first test that asks for them
LEAST: Final = 0.02
"""The least share of the sampled pages in which a feature of the format has to come up."""

MOST_REFUSED: Final = 0.02
"""The greatest share of what a strategy gives that `render` may refuse; of print sources, none."""

BOTH: Final = (Layout.L1, Layout.L2)
ENGLISH_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@cache
def pages() -> tuple[ReviewPage, ...]:
    """A sample of pages of layouts L1 and L2, as many of each as `SIZE`, roughly."""
    return tuple(sample("pages", st.sampled_from(BOTH).flatmap(review_pages), 2 * SIZE))


def wrapped(records: st.SearchStrategy[Any], layout: Layout) -> st.SearchStrategy[ReviewPage]:
    """Pages that hold nothing but one section, review, distribution, citation or vote."""

    def wrap(record: Any) -> ReviewPage:
        match record:
            case CriticReview():
                return wrap(CriticSection(reviews=(record,)))
            case UserReview():
                return wrap(UserSection(reviews=(record,)))
            case Distribution():
                return wrap(CriticSection(distribution=record))
            case ReviewPage():
                return record
        return ReviewPage(sections=(record,), layout=layout)

    return records.map(wrap)


STRATEGIES: Final = (
    {
        f"{strategy.__name__} {layout}": (strategy(layout), layout)
        for strategy in (critic_reviews, user_reviews, critic_sections, user_sections)
        for layout in BOTH
    }
    | {f"review_pages {Layout.L3}": (review_pages(Layout.L3), Layout.L3)}
    | {
        f"{name} {layout}": (records, layout)
        for layout in BOTH
        for name, records in (
            ("distributions", distributions(total=layout is Layout.L1)),
            ("citations", citations().map(lambda source: CriticReview(1, score=80, text="Fog.", citation=source))),
            ("helpful_votes", helpful_votes().map(lambda votes: UserReview(1, score=8, text="Fog.", helpful=votes))),
        )
        if (name, layout)
        not in (("citations", Layout.L2), ("helpful_votes", Layout.L2))  # reviews there have no number
    }
)


@pytest.mark.parametrize("name", STRATEGIES)
def test_what_a_strategy_gives_can_be_written_and_comes_back(name: str) -> None:
    """Nearly each record of a strategy is accepted by `render`, and none is read back as another."""
    size = 2 * SIZE if name.startswith("citations") else SIZE // 2
    _come_back(sample(name, wrapped(*STRATEGIES[name]), size), 0 if name.startswith("citations") else MOST_REFUSED)


@pytest.mark.slow
def test_each_page_can_be_written_and_comes_back() -> None:
    """Nearly each page of either layout is accepted by `render`, and none is read back with other sections."""
    assert {layout for layout in BOTH if len(of_layout(layout)) > 0.8 * SIZE} == set(BOTH)
    _come_back(pages())


def _come_back(given: Sequence[ReviewPage], most_refused: float = MOST_REFUSED) -> None:
    refused = 0
    for page in given:
        try:
            text = render(page)
        except ReviewRenderError:
            refused += 1
            continue
        assert parse(text, strict=True).sections == page.sections
    assert refused <= most_refused * len(given)


def of_layout(layout: Layout) -> list[ReviewPage]:
    return [page for page in pages() if page.layout is layout]


# --- how often each feature of the format comes up --------------------------------------------------------------------


def reviews(page: ReviewPage) -> Iterator[Review]:
    for section in page.sections:
        yield from section.reviews


def of_critics(holds: Callable[[CriticReview], object]) -> Callable[[ReviewPage], bool]:
    return lambda page: any(holds(review) for review in (page.critics.reviews if page.critics else ()))


def of_users(holds: Callable[[UserReview], object]) -> Callable[[ReviewPage], bool]:
    return lambda page: any(holds(review) for review in (page.users.reviews if page.users else ()))


def of_critic_section(holds: Callable[[CriticSection], object]) -> Callable[[ReviewPage], bool]:
    return lambda page: page.critics is not None and bool(holds(page.critics))


def of_user_section(holds: Callable[[UserSection], object]) -> Callable[[ReviewPage], bool]:
    return lambda page: page.users is not None and bool(holds(page.users))


def of_sections(holds: Callable[[Any], object]) -> Callable[[ReviewPage], bool]:
    return lambda page: any(holds(section) for section in page.sections)


def of_texts(holds: Callable[[str], object]) -> Callable[[ReviewPage], bool]:
    return lambda page: any(review.text is not None and bool(holds(review.text)) for review in reviews(page))


def of_user_texts(holds: Callable[[str], object]) -> Callable[[ReviewPage], bool]:
    return of_users(lambda review: review.text is not None and holds(review.text))


def line_like(pattern: str) -> Callable[[ReviewPage], bool]:
    return of_texts(lambda text: any(re.fullmatch(pattern, line) for line in text.split("\n")))


def cited(pattern: str) -> Callable[[ReviewPage], bool]:
    return of_critics(lambda review: review.citation and re.fullmatch(pattern, review.citation.text))


def judged(kind: type[CriticSection] | type[UserSection], verdict: Verdict) -> Callable[[ReviewPage], bool]:
    return lambda page: any(isinstance(section, kind) and section.verdict is verdict for section in page.sections)


def dated_in(month: int) -> Callable[[ReviewPage], bool]:
    return lambda page: any(review.date is not None and review.date.month == month for review in reviews(page))


def order(*kinds: type) -> Callable[[ReviewPage], bool]:
    return lambda page: tuple(map(type, page.sections)) == kinds


def scripts(text: str) -> set[str]:
    """The scripts of a text's letters, as Unicode names them."""
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


MONTH: Final = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)"
SEASON: Final = "Christmas|Xmas|Holiday|Spring|Summer|Autumn|Fall|Winter|Easter|Halloween|Annual"
FEATURES: Final[dict[str, tuple[Callable[[ReviewPage], bool], tuple[Layout, ...]]]] = {
    # documents
    "critics only": (order(CriticSection), BOTH),
    "users only": (order(UserSection), BOTH),
    "critics first": (order(CriticSection, UserSection), BOTH),
    "users first": (order(UserSection, CriticSection), BOTH),
    "several reviews": (lambda page: len(list(reviews(page))) > 2, BOTH),
    "several reviews of critics": (of_critic_section(lambda section: len(section.reviews) > 3), BOTH),
    "several reviews of users": (of_user_section(lambda section: len(section.reviews) > 3), BOTH),
    "no review": (lambda page: not list(reviews(page)), BOTH),
    # scores and empty states
    "Metascore": (of_critic_section(lambda section: section.score is not None), BOTH),
    "User Score": (of_user_section(lambda section: section.score is not None), BOTH),
    **{
        f"{verdict} of {kind.__name__}": (judged(kind, verdict), BOTH)
        for verdict in Verdict
        for kind in (CriticSection, UserSection)
    },
    "verdict without a count": (of_sections(lambda section: section.verdict and section.count is None), BOTH),
    "count of critics": (of_critic_section(lambda section: section.count is not None), BOTH),
    "count of users": (of_user_section(lambda section: section.count is not None), BOTH),
    "tbd of critics": (of_critic_section(lambda section: section.tbd), BOTH),
    "tbd of users": (of_user_section(lambda section: section.tbd), BOTH),
    "no score of critics": (of_critic_section(lambda section: section.no_score), BOTH),
    "no score of users": (of_user_section(lambda section: section.no_score), BOTH),
    "no score, but a count": (of_sections(lambda section: section.no_score and section.count is not None), BOTH[:1]),
    "awaiting of critics": (of_critic_section(lambda section: section.awaiting is not None), BOTH),
    "awaiting of users": (of_user_section(lambda section: section.awaiting is not None), BOTH),
    "no reviews of critics": (of_critic_section(lambda section: section.no_reviews), BOTH[:1]),
    "no reviews of users": (of_user_section(lambda section: section.no_reviews), BOTH),
    "see all of critics": (of_critic_section(lambda section: section.see_all is not None), BOTH),
    "see all of users": (of_user_section(lambda section: section.see_all is not None), BOTH),
    # distributions
    "all three counts": (of_sections(lambda section: section.distribution and _counts(section) == "pmn"), BOTH),
    "no mixed count": (of_sections(lambda section: section.distribution and _counts(section) == "pn"), BOTH),
    "no positive count": (of_sections(lambda section: section.distribution and "p" not in _counts(section)), BOTH),
    "no negative count": (of_sections(lambda section: section.distribution and "n" not in _counts(section)), BOTH),
    "a total": (of_sections(lambda section: section.distribution and section.distribution.total is not None), BOTH[:1]),
    "no total": (of_sections(lambda section: section.distribution and section.distribution.total is None), BOTH),
    "reviews, no distribution": (of_sections(lambda section: section.reviews and not section.distribution), BOTH),
    "thousands": (of_sections(lambda section: (section.count or 0) > 999), BOTH),
    # reviews
    "publication": (of_critics(lambda review: review.publication), BOTH),
    "critic": (of_critics(lambda review: review.author), BOTH),
    "byline": (of_critics(lambda review: review.byline), BOTH[1:]),
    "byline and date": (of_critics(lambda review: review.byline and review.date), BOTH[1:]),
    "a date alone in the byline": (
        of_critics(lambda review: review.date and not (review.publication or review.author or review.byline)),
        BOTH[1:],
    ),
    "no field but a text": (
        of_critics(lambda review: review == CriticReview(review.number, text=review.text)), BOTH[:1]
    ),
    "no field but a publication and a text": (
        of_critics(lambda review: review == CriticReview(review.number, review.publication, text=review.text)
                   and review.publication),
        BOTH[:1],
    ),
    "date of a critic's review": (of_critics(lambda review: review.date), BOTH),
    "score of a critic": (of_critics(lambda review: review.score is not None), BOTH),
    "no score of a critic": (of_critics(lambda review: review.score is None), BOTH[:1]),
    "no text of a critic": (of_critics(lambda review: review.text is None), BOTH[:1]),
    "user name": (of_users(lambda review: review.author), BOTH),
    "no user name": (of_users(lambda review: review.author is None), BOTH),
    "date of a user's review": (of_users(lambda review: review.date), BOTH),
    "score of a user": (of_users(lambda review: review.score is not None), BOTH),
    "no score of a user": (of_users(lambda review: review.score is None), BOTH[:1]),
    "no text of a user": (of_users(lambda review: review.text is None), BOTH),
    "votes": (of_users(lambda review: review.helpful), BOTH),
    "no votes": (of_users(lambda review: review.helpful is None), BOTH),
    "spoilers": (of_users(lambda review: review.spoiler and review.text), BOTH),
    "spoilers without a text": (of_users(lambda review: review.spoiler and not review.text), BOTH),
    "full review": (of_users(lambda review: review.full_review), BOTH[:1]),
    "spoilers and full review": (of_users(lambda review: review.full_review and review.spoiler), BOTH[:1]),
    "a gap in the numbers": (
        of_sections(lambda section: any(two.number != one.number + 1 for one, two in _pairs(section.reviews))),
        BOTH[:1],
    ),
    "a list that begins above 1": (
        of_sections(lambda section: section.reviews and section.reviews[0].number > 1), BOTH[:1]
    ),
    "numbers of two digits": (of_sections(lambda section: any(r.number > 9 for r in section.reviews)), BOTH[:1]),
    **{f"dated in {name}": (dated_in(number), BOTH) for number, name in enumerate(ENGLISH_MONTHS, 1)},
    "Feb 29": (lambda page: any(r.date and (r.date.month, r.date.day) == (2, 29) for r in reviews(page)), BOTH),
    "a 31st": (lambda page: any(r.date and r.date.day == 31 for r in reviews(page)), BOTH),
    "a 30th": (lambda page: any(r.date and r.date.day == 30 for r in reviews(page)), BOTH),
    # citations
    "citation": (of_critics(lambda review: review.citation), BOTH),
    "citation with a date": (of_critics(lambda review: review.citation and review.citation.date), BOTH),
    "citation with a page": (of_critics(lambda review: review.citation and review.citation.page), BOTH),
    "27 October 1995": (cited(rf"[0-9]+ {MONTH} [0-9]{{4}}(?:, p.*)?"), BOTH),
    "27 October 1995, Friday": (cited(rf"[0-9]+ {MONTH} [0-9]{{4}}, Friday(?:, p.*)?"), BOTH),
    "Dec 2016": (cited(rf"{MONTH} [0-9]{{4}}(?:, p.*)?"), BOTH),
    "Jul/Aug 2016": (cited(rf"{MONTH}[/-]{MONTH} [0-9]{{4}}(?:, p.*)?"), BOTH),
    "June 3, 2016": (cited(rf"{MONTH} [0-9]+, [0-9]{{4}}(?:, p.*)?"), BOTH),
    "Christmas 2018": (cited(rf"(?:{SEASON}) [0-9]{{4}}(?:, p.*)?"), BOTH),
    "13/2017": (cited(r"[0-9]+/[0-9]+(?:, p.*)?"), BOTH),
    "Issue#177": (cited(r"(?:Issue|No|Vol|#|[0-9]+,|[0-9]+$).*"), BOTH),
    "2016-12-04": (cited(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:, p.*)?"), BOTH),
    "p.54": (cited(r"p.*"), BOTH),
    # texts
    "several paragraphs": (of_texts(lambda text: "\n\n" in text), BOTH),
    "several paragraphs of a critic": (of_critics(lambda review: "\n\n" in (review.text or "")), BOTH[:1]),
    "several paragraphs of a user": (of_user_texts(lambda text: "\n\n" in text), BOTH),
    "several lines of a user": (of_user_texts(lambda text: re.search(r"[^\n]\n[^\n]", text)), BOTH),
    "two blank lines in a text": (of_texts(lambda text: "\n\n\n" in text), BOTH),
    "several scripts": (of_texts(lambda text: len(scripts(text)) > 1), BOTH),
    "right to left": (of_texts(lambda text: {"ARABIC", "HEBREW"} & scripts(text)), BOTH),
    "more than 80 characters": (line_like(r".{81,}"), BOTH),
    "a lone number": (line_like(r"[0-9]{1,3}"), BOTH),
    "a date line": (line_like(r"[A-Z][a-z]{2} [0-9]{1,2}, [0-9]{4}"), BOTH),
    "a numbered list": (line_like(r"[0-9]+\. .*"), BOTH),
    "a label": (line_like(r"[A-Z][a-z]+: .*"), BOTH),
    "a bullet": (line_like(r"[•*+-] .*"), BOTH),
    "a bracket": (line_like(r"\[.*\]"), BOTH),
    "a line of a distribution": (line_like(r".*[0-9] out of [0-9]+"), BOTH),
    "a head of a section": (line_like(r"Metascore|User Score|METASCORE|USER SCORE|.*based on .*"), BOTH),
    "an ellipsis at the end": (of_texts(lambda text: text.endswith("…")), BOTH),
}  # fmt: skip
"""What pages print, and in which layouts."""


FLOORS: Final = (
    {"several reviews": 0.45}
    | {f"{verdict} of {kind.__name__}": 0.01 for verdict in Verdict for kind in (CriticSection, UserSection)}
    | dict.fromkeys(("Dec 2016", "Jul/Aug 2016", "June 3, 2016", "13/2017", "2016-12-04"), 0.01)
)
"""The least shares of what is not `LEAST`: one of five verdicts, or of ten forms of a source, comes up less often."""


def _counts(section: CriticSection | UserSection) -> str:
    """The classes that a section's distribution counts, by their first letters."""
    counts = section.distribution
    assert counts is not None
    return "".join(name[0] for name in ("positive", "mixed", "negative") if getattr(counts, name) is not None)


def _pairs(reviews: tuple[Review, ...]) -> Iterator[tuple[Any, Any]]:
    return pairwise(reviews)


STATES: Final[dict[str, Callable[[Section], object]]] = {
    "a score to be determined": lambda it: it.tbd and not it.no_score and it.verdict is None,
    "one beside a verdict": lambda it: it.tbd and it.verdict is not None,
    "no score yet": lambda it: it.no_score and not it.tbd,
    "no score yet, with a score to be determined": lambda it: it.no_score and it.tbd,
    "reviews awaited": lambda it: it.no_score and it.awaiting,
    "one review awaited": lambda it: it.awaiting == 1,
    "a verdict alone": lambda it: it.verdict is not None and it.score is None and it.count is None,
    "a score alone": lambda it: it.score is not None and it.verdict is None,
    "a count below no verdict": lambda it: it.no_score and it.count is not None,
}
"""What a section of layout L1 may say of its score."""
FIRST: Final = settings(database=None, max_examples=2000, phases=[Phase.generate])
"""The first example that is found will do."""


@pytest.mark.parametrize("strategy", [critic_sections, user_sections])
@pytest.mark.parametrize("state", STATES)
def test_each_state_of_a_section_comes_up(strategy: Callable[[Layout], Any], state: str) -> None:
    """Sections without a score are as various as those of pages."""
    found = find(strategy(Layout.L1), lambda section: bool(STATES[state](section)), settings=FIRST)
    assert parse(render(ReviewPage((found,))), strict=True).sections == (found,)


@pytest.mark.slow
def test_each_feature_comes_up_often() -> None:
    """Of the pages of a layout, some 2 % have each feature: never less than half of that, whatever is drawn."""
    shares = {
        (feature, layout): sum(map(holds, of_layout(layout))) / len(of_layout(layout))
        for feature, (holds, layouts) in FEATURES.items()
        for layout in layouts
    }
    rare = {key: share for key, share in shares.items() if share < FLOORS.get(key[0], LEAST) / 2}
    assert rare == {}


def test_each_name_of_an_issue_comes_up() -> None:
    """Of the print sources, 0.25 % name each month, season, and word before a number: none can be misspelt unseen."""
    texts = [citation.text for citation in sample("citations", citations(), 2 * SIZE)]
    names = [*ENGLISH_MONTHS, *SEASON.split("|"), *(f"^{word}[0-9]" for word in ("Issue#", "Issue ", "No. ", "Vol. "))]
    found = {name: sum(re.search(name, text) is not None for text in texts) / len(texts) for name in names}
    rare = {name: share for name, share in found.items() if share < LEAST / 8}
    assert rare == {}


def test_the_strategies_do_not_ask_the_parser() -> None:
    """The strategies import records, the vocabulary and each other, so that no error of the parser can be theirs."""
    folder = Path(reviewparse.strategies.__file__).parent
    imported = {
        name
        for path in folder.glob("*.py")
        for name in re.findall(r"^\s*(?:from|import) (reviewparse[\w.]*)", path.read_text("utf-8"), re.MULTILINE)
    }
    own = {name for name in imported if name.startswith("reviewparse.strategies.")}
    assert own
    assert imported - own == {"reviewparse.records", "reviewparse.vocabulary"}


def test_lines_of_sections_are_of_the_format() -> None:
    """What the strategies put between reviews as a line of a section is one, below one of these heads at the latest."""
    for line in SECTION_LINES:
        texts = (f"{head}{line}\n" for head in ("", "User Score\n", "USER SCORE\n", "METASCORE\n74\nCRITIC REVIEWS\n"))
        assert any("other_line" not in {block.rule.name for block in engine().blocks(text)} for text in texts), line
