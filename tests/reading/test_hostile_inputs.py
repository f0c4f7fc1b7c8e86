r"""Inputs that once broke a promise of `SECURITY.md`, letter by letter, and what they are today."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from reviewparse import (
    CriticReview,
    CriticSection,
    Distribution,
    HealthStatus,
    Helpful,
    ReviewError,
    ReviewPage,
    Summary,
    UserReview,
    UserSection,
    aggregate,
    from_dict,
    load_lines,
    merge,
    page_rows,
    parse,
    parse_html,
    render,
    rows,
    to_dict,
    validate,
    write_csv,
)
from reviewparse.parsing import read_page
from reviewparse.reference import read_tree_into

USERS = "User score distribution:\n  1. Positive: 1 out of 1\n  1. ann\n    Oct 7, 2014\n    9\n"
SENTENCE = "The pier is long and foggy, and nobody is in any hurry."


@pytest.mark.parametrize("white", ["\x1c", "\x1d", "\x1e", "\x1f"])
def test_white_space_around_numbers(white: str) -> None:
    """What the grammar takes for white space around a number is white space for its value as well."""
    page = parse(f"Metascore\n{white}74\n")
    assert page.critics is not None
    assert page.critics.score == 74
    in_html = parse_html(f"<p>Metascore</p><p>&#{ord(white)};74</p>").critics
    assert in_html is not None
    assert in_html.score == 74
    users = parse(f"User Score\n{white}7.5\nOct 7, 2014\n{white}9{white}\nI liked the fog.\n").users
    assert users is not None
    assert str(users.score) == "7.5"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tree: tree["critics"]["by_publication"].update(top=-1),
        lambda tree: tree["critics"]["scores"].update({"95": -1}),
        lambda tree: tree.update(pages=10**4400),
        lambda tree: tree.update(pages=True),
    ],
    ids=["top", "scores", "digits", "type"],
)
def test_impossible_summaries(spoil: Callable[[Any], None]) -> None:
    """A summary that no pages can have is refused when it is read, and not where it is used."""
    tree = to_dict(Summary())
    spoil(tree)
    with pytest.raises(ReviewError):
        from_dict(tree)


@pytest.mark.parametrize("line", ["[" * 5000 + "]" * 5000, f'{{"pages": {"9" * 4400}}}'], ids=["deep", "digits"])
def test_json_that_python_cannot_read(line: str) -> None:
    """A list 5,000 deep and a number of 4,400 digits are errors that name their line."""
    good = json.dumps(to_dict(parse("Metascore\n74\n")))
    with pytest.raises(ReviewError, match="line 2"):
        list(load_lines([good, line]))


def test_repeated_sentence() -> None:
    """A writer who says one sentence five times has said so, and that is no sign of lines not understood."""
    five = "\n".join([SENTENCE] * 5)
    for text, said in (
        (f"    {five}\n".replace("\n", "\n    "), five),
        (f"    {' '.join([SENTENCE] * 5)}\n", " ".join([SENTENCE] * 5)),
        (f"    Good.\n{five}\n", "Good."),
    ):
        page = parse(USERS + text)
        assert page.users is not None
        assert [review.text for review in page.users.reviews] == [said]
        assert [problem.code for problem in validate(page)] == []
        assert page.health.status is HealthStatus.OK


def test_half_doubled_head() -> None:
    """A text that begins twice, but not letter by letter, is left as it is: no letter is lost."""
    text = "A poor excuseforamovThishasto be told: a poor excuse for a mov, and that is all of it that I can say"
    users = parse(f"{USERS}    {text} Expand\n").users
    assert users is not None
    assert [review.text for review in users.reviews] == [text]


def test_two_lines_of_votes() -> None:
    """Where votes stand twice, both ways of reading take the same of them."""
    text = "0\nDec 3, 2000\n• 3 of 5 user found this helpful\n0 of 7 user found this helpful"
    users = parse(text).users
    assert users is not None
    assert read_page(text, False, read_tree_into).users == users
    assert [(review.score, review.date) for review in users.reviews] == [(0, dt.date(2000, 12, 3))]


BIG = 10**5000


@pytest.mark.parametrize(
    "page",
    [
        ReviewPage(season=BIG),
        ReviewPage((CriticSection(count=BIG),)),
        ReviewPage((CriticSection(reviews=(CriticReview(number=BIG, score=BIG),)),)),
        ReviewPage((UserSection(distribution=Distribution(BIG, 1, 1, BIG)),)),
        ReviewPage((UserSection(reviews=(UserReview(helpful=Helpful(BIG, BIG)),)),)),
    ],
    ids=["season", "count", "review", "distribution", "helpful"],
)
def test_numbers_that_python_does_not_print(page: ReviewPage) -> None:
    """A record that a program made with a number of 5,001 digits gets an answer, or an error of the family."""
    for answer in (
        lambda: merge([page, page]),
        lambda: aggregate([page, page]),
        lambda: aggregate([page, page], distinct=True),
        lambda: to_dict(page),
        lambda: render(page),
    ):
        with suppress(ReviewError):
            answer()
    validate(page)
    for table in (rows(page), page_rows([page])):
        with suppress(ReviewError):
            write_csv(table, io.StringIO(newline=""))
    with pytest.raises(ValueError, match="closed"):
        write_csv(rows(ReviewPage((UserSection(reviews=(UserReview(),)),))), closed())


def closed() -> io.StringIO:
    """A file that is closed."""
    file = io.StringIO(newline="")
    file.close()
    return file


def test_text_that_ends_in_an_empty_line() -> None:
    """`validate` takes a text of a record that no parser makes: it ends in an empty line."""
    page = ReviewPage((CriticSection(reviews=(CriticReview(number=1, publication="A Paper", text="Fog.\n"),)),))
    assert [problem.code for problem in validate(page)] == []
