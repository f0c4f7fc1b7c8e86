"""No value is invented: what only resembles a count, a score, a name or a page is listed, and makes nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from reviewparse import (
    CriticSection,
    Distribution,
    Layout,
    Line,
    ReviewPage,
    ReviewParseError,
    parse,
    parse_all,
    sniff,
    validate,
)

CRITICS = "Critic score distribution:\n"
USERS = "User score distribution:\n"

COUNTS = [
    "Positive: 13 (59%)", "Positive: [11]1 out of 2", "Positive: 1.007 out of 1102", "Positive: 113 / 113", "Mixed: 2",
    "Mixed:", "Negative: 4 of 12", "negative 4 (18%)", "Positive: 9 ou", "Positive: 5 out of 5 100%",
]  # fmt: skip


def texts(page: ReviewPage) -> list[str | None]:
    return [review.text for section in page.sections for review in section.reviews]


def unread(page: ReviewPage) -> list[str]:
    return [line.text for line in page.unrecognized]


def codes(page: ReviewPage) -> set[str]:
    return {problem.code for problem in validate(page)}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("heading", [CRITICS, USERS])
def test_a_label_with_nothing_but_a_count_is_no_review(heading: str, count: str) -> None:
    """A class and a count, in whatever spelling, is a line that is listed, and the list below it is read."""
    page = parse(f"{heading}  1. {count}\n  1. A film.\n  2. Another.\n")
    assert texts(page) == ["A film.", "Another."]
    assert unread(page) == [f"  1. {count}"]
    assert page.sections[0].distribution is None


@pytest.mark.parametrize("count", [*COUNTS, "Positive: [ 13 out of 14 ](/x)"])
@pytest.mark.parametrize("heading", [CRITICS, USERS])
def test_nor_is_it_one_within_a_list(heading: str, count: str) -> None:
    """The same below a review, below other lines, and where the text is cut behind it."""
    below = parse(f"{heading}  1. Positive: 9 out of 12\n  1. A film.\n  2. {count}\n")
    apart = parse(f"{heading}  1. Positive: 9 out of 12\nOther\n  2. {count}\n    Oct 7, 2014\n    80\n    Slow.\n")
    cut = parse(f"{heading}  1. Positive: 9 out of 12\n  2. {count}")
    assert (texts(below), unread(below)) == (["A film."], [f"  2. {count}"])
    assert texts(apart) == []
    assert f"  2. {count}" in unread(apart)
    assert (texts(cut), unread(cut)) == ([], [f"  2. {count}"])


def test_two_counts_in_another_spelling() -> None:
    """Each of several such lines is listed."""
    page = parse(f"{CRITICS}  1. Positive: 13 (59%)\n  2. Negative: 4 (18%)\n  1. A film.\n")
    assert (texts(page), unread(page)) == (["A film."], ["  1. Positive: 13 (59%)", "  2. Negative: 4 (18%)"])


def test_a_text_can_begin_with_such_a_word() -> None:
    """A text that begins as a label does is a review."""
    lines = [
        "Positive vibes from start to finish.",
        "Mixed: lovely to see, dull to hear.",
        "Negative: 5 actors too many",
    ]
    page = parse(CRITICS + "".join(f"  {n}. {line}\n" for n, line in enumerate(lines, 1)))
    assert (texts(page), unread(page)) == (lines, [])


def test_a_link_of_markdown_is_no_name() -> None:
    """Where Markdown prints a link, its line is listed: its name may be escaped, and is not what stands there."""
    page = parse(
        f"{USERS}  1. Positive: 1 out of 2\n  1. [kim\\_fog](/user/kim_fog)\n    Oct 7, 2014\n    8\n    Fog.\n"
    )
    assert page.users is not None
    (review,) = page.users.reviews
    assert (review.author, review.date, review.score, review.text) == (None, dt.date(2014, 10, 7), 8, "Fog.")
    assert unread(page) == ["  1. [kim\\_fog](/user/kim_fog)"]
    l2 = parse("USER REVIEWS\n8\n[kimfog](/user/kimfog)Oct 7, 2014\nFog.\n")
    assert l2.users is not None
    assert l2.users.reviews[0].author is None
    assert unread(l2) == ["[kimfog](/user/kimfog)Oct 7, 2014"]


def test_a_date_that_runs_on_into_the_text() -> None:
    """A date is no part of a text where an extractor has lost what is between them."""
    page = parse(f"{CRITICS}  1. Oct 7, 2014With all of its fog, a film.\n")
    assert page.critics is not None
    assert (page.critics.reviews[0].date, page.critics.reviews[0].text) == (
        dt.date(2014, 10, 7),
        "With all of its fog, a film.",
    )
    kept = parse(f"{CRITICS}  1. Oct 7, 2014 was a fine day for a film.\n")
    assert texts(kept) == ["Oct 7, 2014 was a fine day for a film."]


# --- scores ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "score", "listed"),
    [
        ("90\nMETASCORE\n\n3\nAWARDS & RANKINGS\n", 90, ["3", "AWARDS & RANKINGS"]),
        ("90\n\nMETASCORE\n\n3\nAWARDS & RANKINGS\n", 90, ["3", "AWARDS & RANKINGS"]),
        ("3\nMETASCORE\nUniversal acclaim\nbased on 46 Critics\n90\n", 90, ["3"]),
        ("METASCORE\n90\n", 90, []),
        ("METASCORE\nMixed or average reviews based on 8 Critics    90\n90\n", 90, []),
        ("Metascore\n74\nMetascore\n81\n", 74, ["Metascore", "81"]),
    ],
)
def test_the_first_metascore_in_its_place_holds(text: str, score: int, listed: list[str]) -> None:
    """A number is the Metascore where a page prints one, and no other number is."""
    page = parse(text)
    assert page.critics is not None
    assert (page.critics.score, unread(page)) == (score, listed)


def test_a_second_number_of_a_block_is_listed() -> None:
    """Of two scores in one block the first is taken, and the block is listed."""
    critics, users = "METASCORE\nMixed or average reviews based on 8 Critics    90\n59\n", "8.6\nUSER SCORE\n2.1\n"
    page = parse(critics + users)
    assert page.critics is not None
    assert page.users is not None
    assert (page.critics.score, page.users.score) == (90, Decimal("8.6"))
    assert unread(page) == (critics + users).splitlines()


def test_a_score_below_the_reviews_is_that_of_another_title() -> None:
    """A section's score stands above its distribution and its reviews."""
    page = parse(
        f"{USERS}  1. Positive: 2 out of 2\n  1. ann\n    Oct 7, 2014\n    9\n    Good.\nMore\nUser Score\n5.5\n"
    )
    assert page.users is not None
    assert (page.users.score, page.users.distribution) == (None, Distribution(positive=2, total=2))
    assert unread(page) == ["More", "User Score", "5.5"]


@pytest.mark.parametrize("white", ["\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u2028"])
def test_what_is_white_space_is_decided_once(white: str) -> None:
    """What is white between the parts of a line is white around a number, too."""
    text = (
        f"Metascore\n{white}74{white}\nUser Score\n{white}7.5\n{CRITICS}  1. Positive:{white}9{white}out of 12\n"
        f"  1. A\n    {white}Oct 7, 2014\n    {white}80{white}\n    Slow.\n"
    )
    page = parse(text)
    assert page.critics is not None
    assert page.users is not None
    assert (page.critics.score, page.users.score) == (74, Decimal("7.5"))
    assert page.critics.distribution == Distribution(positive=9, total=12)
    assert [(review.score, review.text) for review in page.critics.reviews] == [(80, "Slow.")]
    assert page.unrecognized == ()


# --- pages that are none ---------------------------------------------------------------------------------------------

PROFILES = [
    "For 310 reviews, this publication has graded:\nScore distribution:\n  1. Negative: 89 out of 953\n",
    "This critic has graded 12 films.\nScore distribution:\n  1. Positive: 9 out of 12\n  1. Pier\n    80\n    A.\n",
    "Score distribution:\n  1. Negative: 89 out of 953\nAverage Music review score: 65\n",
    "Latest Videos\nMetascore Available after 4 critic reviews\ntbd\nThe Gold Standard in Critical Analysis\n",
    "## The Gold Standard in Critical Analysis \n## Videos\nMetascore  Available after 4 critic reviews \n[tbd](/x/)\n",
]


@pytest.mark.parametrize("text", PROFILES)
def test_a_profile_is_refused(text: str) -> None:
    """The profile of a publication or a critic, or a front page of the site, is an error of its own, and no page."""
    with pytest.raises(ReviewParseError) as refused:
        parse(text)
    assert refused.value.code == "profile-page"
    assert not sniff(text)
    (page,) = parse_all(text)
    assert page.sections == ()
    assert unread(page) == text.splitlines()


@pytest.mark.parametrize("note", ["Based on 12 critic reviews provided by ", "12 reviews \u00b7 Provided by "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_another_site_that_quotes_the_score_is_no_page(note: str, gap: str) -> None:
    """Its heading `Metascore` makes no critics: the site says below whose score it is, and has a layout of its own."""
    text = gap.join(("Critic Reviews", "74", "Metascore", f"{note}Metacritic.com", "80", "Pier Weekly", "Slow.\n"))
    with pytest.raises(ReviewParseError) as refused:
        parse(text)
    assert refused.value.code == "layout-not-known"
    assert not sniff(text)


def test_a_line_of_a_profile_costs_a_page_one_line() -> None:
    """A page with a verdict is one."""
    page = parse(f"Metascore\n74\nThis publication has graded it.\n{CRITICS}  1. A film.\n")
    assert (texts(page), unread(page)) == (["A film."], ["This publication has graded it."])


def test_an_empty_item_makes_no_section() -> None:
    """A number alone says nothing, also not that there are critics."""
    users = f"{USERS}  1. Positive: 2 out of 2\n  1. ann\n    Oct 7, 2014\n    9\n    Good.\n  2.\n"
    page = parse(users)
    assert page.critics is None
    assert texts(page) == ["Good."]
    for text in ("  2.\n", "Blue Harbor\n  1.\n  2.\n"):
        with pytest.raises(ReviewParseError, match="no review section"):
            parse(text)


# --- what extractors make of a page ----------------------------------------------------------------------------------

L1 = "Metascore\n74\nGenerally favorable reviews - based on 12 Critics\nCritic Reviews\n"
TWO = [
    "The Dusty Reel\nReviewed by:\nAnn Example\nOct 7, 2014\n80\nSlow.\n",
    "The Long Pier\nReviewed by:\nKim\n70\nWet.\n",
]


def test_a_text_without_list_numbers_says_so() -> None:
    """Where nothing tells one review from the next, none is read, and the problem names the cause."""
    page = parse(L1 + "".join(TWO))
    assert texts(page) == []
    assert "no-list-numbers" in codes(page)
    numbered = L1.replace("Critic Reviews", "Critic score distribution:") + "  1. Slow.\n  2. Wet.\n"
    assert codes(parse(numbered)) == set()


def test_lists_at_other_margins_are_named() -> None:
    """Items that stand deeper than any of the format, and numbers on lines of their own."""
    deep = parse(L1 + "          1. The Dusty Reel\n            80\n          2. The Long Pier\n            70\n")
    alone = parse(L1 + "Score distribution:\n\n1. \n          Slow.\n2. \n          Wet.\n3. \n          Dry.\n")
    assert "list-not-known" in codes(deep)
    assert "list-not-known" in codes(alone)


def test_markdown_is_named() -> None:
    """As a problem of what could be read, and in the error of a text in which nothing could be."""
    markdown = "## [Critic Reviews](/x)\n\n  1. Positive: [ 13 out of 14 ](/x)\n  1. [The Dusty Reel](/y)\n"
    page = parse(L1 + markdown)
    assert texts(page) == []
    assert "text-is-markdown" in codes(page)
    with pytest.raises(ReviewParseError, match="looks like Markdown"):
        parse("# Blue Harbor\n" + markdown)


CRITIC_ITEM = "  1. The Dusty Reel\n    Reviewed by: Ann Example\n    80\n    Slow.\n"
CRITIC_COUNTS = "Critic score distribution:\n  1. Positive: 1 out of 1\n"


@pytest.mark.parametrize("above", [CRITIC_ITEM, CRITIC_COUNTS, f"Critic Reviews\n{CRITIC_ITEM}"])
def test_a_score_below_a_list_or_a_distribution_is_of_another_title(above: str) -> None:
    """A section's score stands above its distribution and its reviews, so one below either is not taken."""
    page = parse(f"{above}Metascore\n74\n")
    assert [section.score for section in page.sections] == [None]
    assert [line.text for line in page.unrecognized] == ["Metascore", "74"]


def test_what_is_markdown_is_of_no_unknown_layout() -> None:
    """Where Markdown is why nothing was understood, no second cause is named."""
    lines = "[The Dusty Reel](/y)", "[Pier Weekly](/z)", "Oct 7, 2014"
    known, unknown = (
        ReviewPage((CriticSection(),), unrecognized=tuple(Line(n, text) for n, text in enumerate(given, 2)))
        for given in (lines, lines[2:])
    )
    assert codes(known) & {"text-is-markdown", "layout-not-known"} == {"text-is-markdown"}
    assert codes(unknown) & {"text-is-markdown", "layout-not-known"} == {"layout-not-known"}


def test_lines_of_layout_l2_that_are_taken_apart_are_named() -> None:
    """The same where a review is known by the end of its last line, and that end is a line of its own."""
    page = parse(
        "METASCORE\n59\nUSER SCORE\nOther\n80\nThe Dusty Reel\nOther\nSlow.\n\nRead full review\n"
        "70\nThe Long Pier\nOther\nWet.\n\nRead full review\n"
    )
    assert page.layout is Layout.L2
    assert texts(page) == []
    assert "lines-taken-apart" in codes(page)


def test_dropped_content_is_no_new_layout() -> None:
    """`layout-not-known` is said where something was not understood, not where nothing is left to understand."""
    vote = "VOTE NOW\n0 1 2 3 4 5 6 7 8 9 10\n"
    dropped = parse(f"Blue Harbor\nLone Pier | Release Date: December 18, 2013\nDirector: Kim Fog\n{vote}WATCH NOW\n")
    changed = parse(f"Blue Harbor\n{vote}Universal Acclaim\nBased on 12 Critic Reviews\nOct 7, 2024\n80\nSlow.\n")
    assert codes(dropped) == {"section-empty"}
    assert codes(changed) >= {"section-empty", "layout-not-known"}


@pytest.mark.parametrize("between", ["", "User Score\n7.4\n", "Watch On\n"])
@pytest.mark.parametrize(
    "none",
    ["No score yet\n - based on\n0\nCritics", "No score yet\n- based on 0 Critics", "There are no critic reviews yet."],
)
def test_the_only_distribution_of_a_page_without_critic_reviews_is_the_users(none: str, between: str) -> None:
    """Also where an extractor printed what says so on several lines."""
    page = parse(
        f"Metascore\ntbd\n{none}\n{between}Score distribution:\n  1. Positive: 3 out of 4\n"
        "  1. kimfog\n    8\n    I liked the fog.\n"
    )
    assert page.critics is not None
    assert page.critics.distribution is None
    assert page.users is not None
    assert page.users.distribution == Distribution(positive=3, total=4)
    assert [(review.author, review.score) for review in page.users.reviews] == [("kimfog", 8)]


@pytest.mark.parametrize("kind", ["positive critic", "negative critic", "user"])
def test_no_reviews_of_a_class_say_nothing_of_the_distribution_below(kind: str) -> None:
    page = parse(f"Metascore\n74\nThere are no {kind} reviews yet.\nScore distribution:\n  1. Positive: 3 out of 4\n")
    assert page.critics is not None
    assert page.critics.distribution == Distribution(positive=3, total=4)
