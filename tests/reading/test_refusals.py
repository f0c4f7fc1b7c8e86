"""A text that is no review page is refused with a code that says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewParseError, parse, parse_html, samples


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-page"),
        (" \n\t\n\u00a0\n", "empty-page"),
        ("Just a moment...\nEnable JavaScript and cookies to continue\n", "challenge-page"),
        ("Please solve the CAPTCHA below to prove that you are not a robot.\n", "challenge-page"),
        ("Access Denied\nYou don't have permission to access this page on this server.\n", "challenge-page"),
        ("Metacritic.com\nFilm\n8.9 out of 10\nbased on 49 votes\n", "layout-not-known"),
        ("This publication has graded:\n31% higher than the average critic\n", "profile-page"),
        ("The harbor is closed on Mondays.\n", "no-review-section"),
        ("The harbor is closed on Mondays.\n" * 200 + "A captcha is a puzzle.\n", "no-review-section"),
    ],
)
def test_the_code_says_why(text: str, code: str) -> None:
    """Nothing, a robot check, another layout, a profile and any other text are five codes."""
    with pytest.raises(ReviewParseError) as caught:
        parse(text)
    assert caught.value.code == code
    assert caught.value.line == 1 or code == "profile-page"


@pytest.mark.parametrize(
    "words",
    [
        "captcha", "are you a robot", "are not a robot", "unusual traffic", "Access Denied", "Just a moment...",
        "Checking your browser", "Enable JavaScript and cookies to continue", "Verify you are human",
        "Verifying you are human", "403 Forbidden", "Too Many Requests",
    ],
)  # fmt: skip
def test_a_robot_check_is_told_by_any_of_its_phrases(words: str) -> None:
    """Each phrase of a robot check alone tells one, in capitals or not, and beside letters that are not ASCII."""
    for text in (words, words.upper(), words.lower(), f"Ä… {words} …"):
        with pytest.raises(ReviewParseError) as caught:
            parse(text)
        assert caught.value.code == "challenge-page"


@pytest.mark.parametrize("words", ["METACRITIC", "metascore", "critic reviews", "Average user score"])
def test_the_site_is_told_by_its_words(words: str) -> None:
    """A text that names the site is of an unknown layout, however long it is and wherever the name stands."""
    for text in (words, f"{'The fog is thick. ' * 1000}… {words} …\n"):
        with pytest.raises(ReviewParseError) as caught:
            parse(text)
        assert caught.value.code == "layout-not-known"


def test_html_is_told_apart_like_its_text() -> None:
    """An empty body and a robot check in HTML have the same codes."""
    for html, code in (("<html><body></body></html>", "empty-page"), ("<p>Verify you are human</p>", "challenge-page")):
        with pytest.raises(ReviewParseError) as caught:
            parse_html(html)
        assert caught.value.code == code


@given(st.text(" \n\t\u00a0\u2028", max_size=20))
def test_white_space_alone_is_empty(text: str) -> None:
    """Whatever white space a text is, it is an empty page."""
    with pytest.raises(ReviewParseError) as caught:
        parse(text)
    assert caught.value.code == "empty-page"


@pytest.mark.parametrize("text", [samples.read("blue-harbor"), samples.read("blue-harbor").encode(), "Metacritic"])
def test_text_given_as_html_is_named(text: str | bytes) -> None:
    """`parse_html` of the text of a page says that it is text, and which function reads that."""
    with pytest.raises(ReviewParseError, match=r"This is text and not HTML.*`parse`") as refused:
        parse_html(text)
    assert refused.value.code == "no-review-section"
    with pytest.raises(ReviewParseError, match="no review section"):
        parse_html("<p>Blue Harbor is closed.</p>")
