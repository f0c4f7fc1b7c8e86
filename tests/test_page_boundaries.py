"""Where one page of a text ends and the next one begins: no page holds what two say."""

from __future__ import annotations

from itertools import product

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
