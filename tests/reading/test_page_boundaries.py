"""Where one page of a text ends and the next one begins: no page holds what two say."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewPage, parse_all, samples, validate

A_USERS = """User Score
7.1
Generally favorable reviews- based on 9 Ratings
User score distribution:
  1. Positive: 2 out of 3
  1. walker
    Oct 7, 2014
    9
    I liked the fog.
"""
B_CRITICS = """Metascore
81
Universal acclaim - based on 5 Critics
Critic score distribution:
  1. Positive: 1 out of 1
  1. The Dusty Reel
    80
    Slow, and worth it.
"""
B_USERS = """User Score
5.5
Mixed or average reviews- based on 7 Ratings
User score distribution:
  1. Positive: 1 out of 2
  1. oarlock
    Oct 9, 2014
    5
    The lamps burn low.
"""


def summary(name: str, score: int, *, users: bool) -> str:
    """A summary page, whose distributions do not say whose they are."""
    text = f"{name} Image\nMetascore\n{score}\nGenerally favorable reviews - based on {score} Critics What's this?\n"
    text += "User Score\n6.5\nGenerally favorable reviews- based on 8 Ratings\n" if users else "No user score yet\n"
    counts = "Score distribution:\n  1. Positive: 1 out of 1\n"
    text += f"Critic Reviews\n{counts}  1. {name} Reel\n    70\n    {name} is slow.\n"
    if users:
        text += f"User Reviews\n{counts}  1. {name} fan\n    7\n    {name} is long.\n"
    return text


def holds(page: ReviewPage) -> set[str]:
    """Which of two films a page has values of."""
    return {word for word in ("walker", "Dusty", "oarlock", "Salt", "Fog") if word in repr(page.sections)}


def test_users_of_one_film_and_a_page_of_another() -> None:
    """The critics between two lists of users are not given to the users above them, and it is said that none tells."""
    pages = list(parse_all(A_USERS + B_CRITICS + B_USERS))
    assert [holds(page) & {"walker"} for page in pages] == [{"walker"}, *[set()] * (len(pages) - 1)]
    assert {"Dusty", "oarlock"} == set().union(*map(holds, pages[1:]))
    mixed = {problem.code for page in pages for problem in validate(page)}
    assert len(pages) == 2 or "pages-may-be-mixed" in mixed


@pytest.mark.parametrize(("first", "second"), [*product([True, False], repeat=2)])
def test_summaries_one_after_the_other(first: bool, second: bool) -> None:
    """A summary whose users are not listed ends above the next one's head; its critics are not read as users."""
    pages = list(parse_all(summary("Salt", 62, users=first) + summary("Fog", 78, users=second)))
    assert [holds(page) for page in pages] == [{"Salt"}, {"Fog"}]
    assert [page.title for page in pages] == ["Salt", "Fog"]
    assert [page.critics.score for page in pages if page.critics] == [62, 78]


def test_another_layout_begins_a_page() -> None:
    """Layouts do not mix."""
    pages = list(parse_all(samples.read("blue-harbor") + "\n" + samples.read("salt-road")))
    assert [str(page.layout) for page in pages] == ["L1", "L2"]


PARTS = {
    "U": A_USERS,
    "C": B_CRITICS,
    "V": B_USERS,
    "S": summary("Salt", 62, users=True),
    "F": summary("Fog", 78, users=False),
}
OF = {"walker": "U", "Dusty": "CV", "oarlock": "CV", "Salt": "S", "Fog": "F"}


@given(st.permutations(["U", "CV", "S", "F"]))
def test_no_page_holds_values_of_two(order: list[str]) -> None:
    """Whatever the order of documents that each begin with a head of their own, each page is of one of them."""
    text = "".join(PARTS[part] for document in order for part in document)
    pages = list(parse_all(text))
    for page in pages:
        if not any(problem.code == "pages-may-be-mixed" for problem in validate(page)):
            assert len({OF[word] for word in holds(page)}) <= 1, repr(page.sections)
    assert set().union(*map(holds, pages)) == set(OF)
    numbers = [number for page in pages for number in (page.first_line, page.last_line)]
    assert numbers == sorted(numbers, key=lambda number: number or 0)


def test_a_list_is_of_documents() -> None:
    """`parse_all` reads one text; what may be many names `parse_many`."""
    for wrong in ([A_USERS], (A_USERS, B_USERS)):
        with pytest.raises(TypeError, match="parse_many"):
            parse_all(wrong)


# --- whole pages one after the other ---------------------------------------------------------------------------------


def _whole_pages() -> dict[str, str]:
    """The golden texts of one page that has a head and something below it for critics and for users."""
    found = {}
    for path in sorted((Path(__file__).parents[1] / "pages").glob("*/*.txt")):
        text = path.read_bytes().decode()
        pages = list(parse_all(text))
        headed = [
            section for section in pages[0].sections
            if (section.count is not None or section.score is not None) and (section.reviews or section.distribution)
        ]  # fmt: skip
        if len(pages) == 1 and len(headed) == 2 and "\f" not in text:
            found[path.stem] = text
    return found


WHOLE = _whole_pages()
PRINTED_TWICE = {("heads-printed-twice", "counts-below-labels"), ("heads-printed-twice", "summary-page-of-a-movie")}
"""A page whose heads end with one of critics alone: it may be that of the next page as well."""
PAIRS = [pair for pair in product(WHOLE, repeat=2) if pair[0] != pair[1] and pair not in PRINTED_TWICE]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_whole_pages_do_not_mix(first: str, second: str) -> None:
    """Of two whole pages each section is of one, or a problem says that it cannot be told."""
    begins = WHOLE[first].count("\n") + 1
    pages = list(parse_all(WHOLE[first] + WHOLE[second]))
    if any(problem.code == "pages-may-be-mixed" for page in pages for problem in validate(page)):
        return
    for page in pages:
        lines = [line for section in page.sections for line in (section.line, *(r.line for r in section.reviews))]
        assert len({line >= begins for line in lines if line}) <= 1, repr(page)


HEADS = {
    "L2": "METASCORE\nMixed or average reviews\nbased on 8 Critics\n59\n",
    "L3": "Metascore\nUniversal Acclaim\nBased on 45 Critic Reviews\n90\n",
}


@pytest.mark.parametrize("layout", HEADS)
def test_a_head_of_another_layout_begins_or_ends_a_page(layout: str) -> None:
    """A list of layout L1 belongs to no head of another, whether that stands above it or below."""
    above = list(parse_all(HEADS[layout] + B_CRITICS))
    below = list(parse_all(B_CRITICS + HEADS[layout]))
    assert [str(page.layout) for page in above] == [layout, "L1"]
    assert [str(page.layout) for page in below] == ["L1", layout]
    for page in (above[1], below[0]):
        assert page.critics is not None
        assert (page.critics.score, page.critics.count, len(page.critics.reviews)) == (81, 5, 1)


def test_heads_without_lists_one_after_the_other() -> None:
    """A page that has lost its lists does not take those of the next page."""
    heads = "Metascore\n62\nGenerally favorable reviews - based on 12 Critics\n"
    pages = list(parse_all(heads + B_CRITICS))
    assert [page.critics.count for page in pages if page.critics] == [12, 5]
    assert [len(page.critics.reviews) for page in pages if page.critics] == [0, 1]


def test_a_head_below_its_list_begins_a_page() -> None:
    """The same page twice is two pages."""
    pages = list(parse_all(B_CRITICS + "Blue Harbor\n" + B_CRITICS))
    assert [len(page.critics.reviews) for page in pages if page.critics] == [1, 1]


def test_another_count_above_a_list_without_a_distribution_begins_a_page() -> None:
    """A head that says another count than the page's begins a page, though its list has no distribution."""
    other = (
        "Metascore\n74\nGenerally favorable reviews - based on 9 Critics\n  1. Pier Weekly\n    90\n    It floats.\n"
    )
    pages = list(parse_all(B_CRITICS + other))
    assert [(page.first_line, page.last_line) for page in pages] == [(1, 8), (9, 14)]
    assert [[(section.score, len(section.reviews)) for section in page.sections] for page in pages] == [
        [(81, 1)], [(74, 1)],
    ]  # fmt: skip


def test_no_critic_reviews_below_users_begin_a_page() -> None:
    """Below that line, "Score distribution:" is the users', and not that of the critics of a page with users above."""
    none = "No score yet - based on 0 Critics\nUser Score\n7.1\nScore distribution:\n  1. Positive: 2 out of 3\n"
    pages = list(parse_all(A_USERS + none))
    assert [page.users.distribution.total for page in pages if page.users and page.users.distribution] == [3, 3]
    assert all(page.critics is None or page.critics.distribution is None for page in pages)


def test_a_part_without_any_word_of_a_section_is_listed_and_has_no_title() -> None:
    other = "Old Pier Reviews - Metacritic\nWatch On\n\nCast\n"
    pages = list(parse_all(f"{other}\f\n{A_USERS}\f\n{other}"))
    assert [len(page.sections) for page in pages] == [0, 1, 0]
    first, _, last = pages
    assert (first.title, first.kind) == (None, None)
    assert [(line.number, line.text) for line in first.unrecognized] == [
        (1, "Old Pier Reviews - Metacritic"), (2, "Watch On"), (4, "Cast"),
    ]  # fmt: skip
    assert [line.number for line in last.unrecognized] == [16, 17, 19]
