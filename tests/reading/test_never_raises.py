"""Whatever is given, `parse` answers with a page or with one kind of error."""

from __future__ import annotations

import contextlib
import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import PIECES, mutated
from reviewparse import (
    CriticReview,
    CriticSection,
    Distribution,
    ReviewError,
    ReviewPage,
    ReviewParseError,
    ReviewRenderError,
    UserReview,
    UserSection,
    aggregate,
    complete,
    parse,
    parse_all,
    render,
    score_bounds,
    validate,
)
from reviewparse.samples import NAMES, read
from reviewparse.strategies import review_pages
from writing import written

ROUNDS = 10_000


def _answers(text: str) -> None:
    """One text through all that reads it."""
    try:
        page = parse(text)
    except ReviewParseError as error:
        _is_whole(error, text)
    else:
        _loses_no_line(page, text)
        validate(page)
        aggregate([page])
        with contextlib.suppress(ReviewRenderError):
            render(page)
    try:
        parse(text, strict=True)
    except ReviewParseError as error:
        _is_whole(error, text)


def _is_whole(error: ReviewParseError, text: str) -> None:
    """The error says where, and keeps all of it in a pickle."""
    lines = text.split("\n")
    assert 1 <= error.line <= len(lines)
    assert error.source_line in lines[error.line - 1]
    assert text[error.offset :].startswith(error.source_line[error.column - 1 :])
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.__dict__) == (str(error), error.__dict__)


def _loses_no_line(page: ReviewPage, text: str) -> None:
    """The lines listed as not understood are lines of the text, under their numbers, each once."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    numbers = [line.number for line in page.unrecognized]
    assert numbers == sorted(set(numbers))
    for line in page.unrecognized:
        assert lines[line.number - 1] == line.text


def test_ten_thousand_random_and_mutated_texts() -> None:
    """Lines and pieces of the format, put together at random, and pages with pieces cut out and thrown in."""
    rng = random.Random(20_10_2010)
    pages = [read(name) for name in NAMES]
    for round_ in range(ROUNDS):
        if round_ % 4:
            lines = [rng.choice(PIECES) for _ in range(rng.randrange(1, 12))]
            text = "\n".join(" " * rng.choice((0, 0, 2, 3, 4)) + line for line in lines)
        else:
            text = rng.choice(pages)
            for _ in range(rng.randrange(1, 6)):
                cut = rng.randrange(len(text))
                text = (
                    text[:cut]
                    + rng.choice((*PIECES, "\n", "\n    ", chr(rng.randrange(0x250))))
                    + text[cut + rng.randrange(40) :]
                )
        with contextlib.suppress(ReviewParseError):
            parse(text)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("\n".join))
def test_any_text(text: str) -> None:
    """Any `str` gets a page or a `ReviewParseError` that is whole."""
    _answers(text)


@given(review_pages().map(written).flatmap(mutated))
def test_pages_that_are_nearly_pages(text: str) -> None:
    """So does what is nearly a page."""
    _answers(text)
    list(parse_all(text))


anything = (
    st.none() | st.integers() | st.text(max_size=5) | st.floats() | st.tuples(st.integers()) | st.binary(max_size=3)
)


@given(
    st.builds(CriticReview, *[anything] * 8) | st.builds(UserReview, *[anything] * 6),
    st.builds(Distribution, *[anything] * 4) | anything,
    anything,
    st.sampled_from((CriticSection, UserSection)),
)
def test_any_record(review: CriticReview | UserReview, distribution: object, score: object, kind: type) -> None:
    """Any record gets an answer or an error of the one family."""
    section = kind(score=score, distribution=distribution, reviews=(review,))
    page = ReviewPage(sections=(section,))
    validate(page)
    for function in (render, lambda page: aggregate([page]), lambda _: score_bounds(section)):
        with contextlib.suppress(ReviewError):
            function(page)
    if isinstance(distribution, Distribution):
        with contextlib.suppress(ReviewError):
            complete(distribution)


@pytest.mark.parametrize("wrong", [None, b"Metascore", 7, ["Metascore"], object()])
def test_what_is_no_text_gets_a_type_error_that_says_what_to_do(wrong: object) -> None:
    """A caller who gives bytes or a path is told what to give."""
    with pytest.raises(TypeError, match="str"):
        parse(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="ReviewPage"):
        render(wrong)  # type: ignore[arg-type]
