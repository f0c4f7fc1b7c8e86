"""Whose a review of layout L3 is: told card by card, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import CriticReview, CriticSection, ReviewPage, UserSection, parse, render, samples, validate
from reviewparse.cards import Clue, ClueKind, Printed, printed, tell
from reviewparse.vocabulary import Layout

PLACE = (0, 19)
BLOCK, SHOWING, LINK = ClueKind.COUNTS, ClueKind.SHOWING, ClueKind.SEE_ALL


def scored(*scores: int | None) -> list[Printed | Clue]:
    return [printed(line, PLACE, score=score) for line, score in enumerate(scores, 1)]


def told(events: list[Printed | Clue]) -> str:
    """A letter for each review: of a critic, of a user, or in doubt."""
    return "".join("?" if of is None else "C" if of is CriticSection else "U" for _, of in tell(events))


@pytest.mark.parametrize(
    ("events", "letters"),
    [
        (scored(80, 11), "CC"),
        (scored(80, 9), "C?"),
        (scored(9, 10), "UU"),
        (scored(9), "?"),
        (scored(None, None), "??"),
        ([Clue(SHOWING, UserSection), *scored(9, None)], "UU"),
        ([Clue(SHOWING, CriticSection), *scored(9, 90)], "CC"),
        ([Clue(BLOCK, UserSection), *scored(9, 8, 7)], "UUU"),
        ([Clue(BLOCK, CriticSection), *scored(None, None, None)], "CC?"),
        ([Clue(BLOCK, CriticSection), *scored(9)], "?"),
        (
            [Clue(BLOCK, UserSection), *scored(*[None] * 7), Clue(LINK, CriticSection), *scored(*[None] * 5)],
            "UUCCCCC?????",
        ),
        ([Clue(BLOCK, UserSection), *scored(None, None, None), Clue(LINK, CriticSection)], "??C"),
        ([Clue(BLOCK, UserSection), *scored(*[None] * 5), Clue(LINK, CriticSection)], "??CCC"),
        ([Clue(BLOCK, CriticSection), *scored(None, None), Clue(BLOCK, UserSection), *scored(None, None)], "CC??"),
        ([*scored(90, 80, 9, 8, 70), Clue(LINK, CriticSection)], "CC??C"),
        ([*scored(9, 8, 70), Clue(LINK, CriticSection), printed(4, PLACE, score=9, section=UserSection)], "CCCU"),
        ([*scored(None, None), Clue(LINK, CriticSection), *scored(None), Clue(LINK, UserSection)], "CCU"),
        ([Clue(BLOCK, CriticSection), printed(1, PLACE, score=9, spoiler=True)], "U"),
        ([*scored(90), printed(1, PLACE, score=9, section=UserSection)], "CU"),
        ([printed(1, PLACE, score=9, section=CriticSection)], "C"),
        ([Clue(BLOCK, CriticSection), *scored(9, 8, 7), printed(4, PLACE, score=9, section=UserSection)], "CC?U"),
    ],
)
def test_whose_a_review_is(events: list[Printed | Clue], letters: str) -> None:
    """Footer, score, the line above a list, and place tell it, in this order; else it is in doubt."""
    assert told(events) == letters


@given(st.lists(st.integers(0, 100) | st.none(), max_size=12))
def test_each_card_is_told_once(scores: list[int | None]) -> None:
    """Each card comes back, in its order, and a score above 10 is never a user's."""
    events = scored(*scores)
    assert [card for card, _ in tell(events)] == events
    assert all(of is not UserSection for card, of in tell(events) if (card.score or 0) > 10)


def test_a_review_in_doubt_is_a_problem_with_its_line() -> None:
    """What is in neither section is listed, and `validate` says where."""
    page = parse(
        "Showing 2 Critic Reviews\nSep 1, 2026\n80\nGull\nSlow.\n86% Positive\n6 Ratings\n"
        "Sep 2, 2026\n9\nwalker\nFog.\nSep 3, 2026\n8\noar\nRow.\nSep 4, 2026\n7\nfog\nNo.\n"
    )
    assert page.users is not None
    assert [review.author for review in page.users.reviews] == ["walker", "oar"]
    assert [(problem.code, problem.line) for problem in validate(page)] == [("review-in-doubt", 16)]


def test_a_mark_that_is_not_understood_is_a_problem() -> None:
    """A line of layout L3 that stands unread is `layout-not-known`, whatever else was read."""
    page = parse("Metascore\n90\nSep 1, 2026\nFULL REVIEW\n")
    assert page.critics == CriticSection(score=90)
    assert [(problem.code, problem.line) for problem in validate(page)] == [("layout-not-known", 4)]


def test_users_by_their_scores_are_a_problem() -> None:
    """A list that only its scores tell to be the users' says so."""
    page = parse(
        "Sep 1, 2026\n8\nwalker\nThe fog is the best of it.\nSep 2, 2026\n3\noarlock\nRowing, all night long.\n" * 2
    )
    assert page.users is not None
    assert [problem.code for problem in validate(page) if problem.code == "users-by-scores"] == ["users-by-scores"]


@pytest.mark.parametrize(("counts", "authors"), [(True, ["walker"]), (False, [])])
def test_only_counts_tell_whose_a_review_below_them_is(counts: bool, authors: list[str]) -> None:
    """A review directly below the counts of the users is a user's; below their score alone it is in doubt."""
    critics = "Metascore\nUniversal Acclaim\nBased on 45 Critic Reviews\n90\n"
    users = "User score\nGenerally Favorable\nBased on 66 User Ratings\n8.6\n"
    below = "positive\n43(96%)\nmixed\n2(4%)\nnegative\n0(0%)\n" if counts else ""
    page = parse(f"{critics}{users}{below}Sep 1, 2026\n9\nwalker\nThe fog is the best of it.\n")
    assert page.users is not None
    assert [review.author for review in page.users.reviews] == authors


def test_the_sample_is_whole() -> None:
    """The invented page of today has no problem, and comes back from what is written of it."""
    page = parse(samples.read("harbor-nine"))
    assert page.layout is Layout.L3
    assert validate(page, today=date(2026, 11, 1)) == ()
    assert parse(render(page)).sections == page.sections


def test_what_only_another_layout_has_is_not_written() -> None:
    """A page of layout L3 that prints nothing of it is refused, as it would be read as one of L1."""
    with pytest.raises(Exception, match="its layout is L3"):
        render(ReviewPage((CriticSection(score=90),), layout=Layout.L3))
    review = CriticReview(date=date(2026, 9, 1), score=80, text="Report")
    with pytest.raises(Exception, match="read back"):
        render(ReviewPage((CriticSection(reviews=(review,)),), layout=Layout.L3))


def test_an_author_without_a_link_is_no_part_of_a_long_text() -> None:
    """A text as long as a line of lynx ends above `By Ann Example`, which is the author of a review of layout L3."""
    text = f"{'fog and pier ' * 77}[sic]"
    page = parse(f"Showing 49 Critic Reviews\nOct 7, 2026\n80\nReel\n{text}\nBy Ann Example\n\nUser Reviews\n")
    assert page.critics is not None
    assert [(review.author, review.text) for review in page.critics.reviews] == [("Ann Example", text)]


def test_words_of_a_page_with_one_review_or_none() -> None:
    """Of one review the site does not say "all", and without any it names what is reviewed."""
    page = parse(
        "Metascore\nUniversal Acclaim\nBased on 1 Critic Review\n80\n100% Positive\n1 Review\n"
        "Oct 7, 2026\n80\nReel\nSlow.\nFULL REVIEW\nSee 1 Critic Review\n"
        "There are no user reviews yet. Be the first to add a review.\n"
    )
    assert page.critics is not None
    assert page.users is not None
    assert (page.critics.count, page.critics.see_all, page.users.no_reviews) == (1, 1, True)
    for kind in ("game", "movie", "tv show"):
        page = parse(f"User score\nAvailable after 4 ratings\ntbd\nThere are no critic reviews for this {kind} yet.\n")
        assert page.critics == CriticSection(no_reviews=True)


@pytest.mark.parametrize("name", ["The tide was slow today.", "Well, the tide was very slow today."])
def test_the_first_line_of_a_text_is_no_name_where_names_were_dropped(name: str) -> None:
    """An extractor that drops the names of users does so in all cards: where two have none, no line is a name."""
    cards = ("Slow.", f"{name}\nAnd the fog was thick.", "Fog.", "One lamp.\nTwo lamps.")
    page = parse(
        "Showing 4 User Reviews\n"
        + "".join(f"Oct {day}, 2026\n7\n{text}\n" for day, text in enumerate(cards, 1))
        + "Advertisement\n"
    )
    assert page.users is not None
    assert [(review.author, review.text) for review in page.users.reviews] == [(None, text) for text in cards]


def test_one_text_without_a_name_takes_no_name_from_others() -> None:
    """A text that looks like a footer is no sign that names were dropped."""
    cards = ("walker\nReport", "oar\nFog.", "gull\nSlow.")
    page = parse(
        "Showing 3 User Reviews\n" + "".join(f"Oct {day}, 2026\n7\n{text}\n" for day, text in enumerate(cards, 1))
    )
    assert page.users is not None
    assert [review.author for review in page.users.reviews[1:]] == ["oar", "gull"]


def test_a_long_sentence_is_no_name() -> None:
    """Below a score, a long line that ends as a sentence does is the first line of the text."""
    lines = "The tide was slow and the lamps were low.\nAnd the fog was thick."
    page = parse(f"Showing 1 User Review\nOct 7, 2026\n7\n{lines}\nReport\n")
    assert page.users is not None
    assert [(review.author, review.text) for review in page.users.reviews] == [(None, lines)]
