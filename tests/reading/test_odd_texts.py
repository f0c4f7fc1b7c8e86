"""Names and texts that look like something else are read as what their place says, or listed."""

from __future__ import annotations

import pytest

from reviewparse import Citation, Distribution, parse, validate

CRITICS = "Critic score distribution:\n  1. Positive: 2 out of 9\n"


# --- layout L1 -------------------------------------------------------------------------------------------------------


def test_a_second_paragraph_of_a_critic_is_told() -> None:
    """A critic's text is one paragraph: a second one, which no gap in the numbers explains, is a problem."""
    items = "  1. A slow film.\n  2. The fog is thick.\n    The lamps burn low, and nobody is in any hurry.\n"
    assert "lines-not-understood" in {problem.code for problem in validate(parse(CRITICS + items))}
    apart = parse(CRITICS + items + "  4. A fine pier.\n")
    assert "lines-not-understood" not in {problem.code for problem in validate(apart)}
    assert apart.critics is not None
    assert [review.number for review in apart.critics.reviews] == [1, 2, 3, 4]


def test_one_word_above_a_text_is_the_publication() -> None:
    """A name may end like a sentence: where no number is missing below, a critic's text is the next line."""
    item = "  1. Foghorn!\n    The lamps burn low. [4 March 1998]\n"
    page = parse(f"{CRITICS}{item}  2. A fine pier.\n")
    assert page.critics is not None
    review = page.critics.reviews[0]
    assert (review.publication, review.text) == ("Foghorn!", "The lamps burn low.")
    assert review.citation is not None
    for other in (f"{item}  3. A fine pier.\n", item, f"{item.replace('!', ' is real!')}  2. A fine pier.\n"):
        critics = parse(CRITICS + other).critics
        assert critics is not None
        assert critics.reviews[0].publication is None


@pytest.mark.parametrize("margin", ["", "  ", "    "])
def test_a_tab_is_the_margin_of_an_item(margin: str) -> None:
    """A line behind a tab goes on in the item above, wherever the numbers stand: a publication is no text."""
    page = parse(
        f"{CRITICS}{margin}1. Pier Weekly\n\tThe lamps burn low.\n{margin}2. The Dusty Reel\n\tJul 4, 2014\n\tSlow.\n"
    )
    assert page.critics is not None
    assert [(review.publication, review.text) for review in page.critics.reviews] == [
        ("Pier Weekly", "The lamps burn low."), ("The Dusty Reel", "Slow."),
    ]  # fmt: skip
    assert page.unrecognized == ()


@pytest.mark.parametrize("margin", ["", " ", "  ", "   "])
def test_an_item_of_one_line_stands_above_a_line_of_the_page(margin: str) -> None:
    """Where the whole page has a margin, the last item of a list is a review, whatever stands below it."""
    page = parse(f"{CRITICS}  1. Slow.\n  2. Salty, and slow.\n{margin}See all 9 Critic Reviews\n{margin}Trailers\n")
    assert page.critics is not None
    assert [review.text for review in page.critics.reviews] == ["Slow.", "Salty, and slow."]
    assert page.critics.see_all == 9


@pytest.mark.parametrize("name", [r"kim\_fog", r"\*fog\*"])
def test_a_name_with_marks_of_markdown_is_listed(name: str) -> None:
    """Markdown does not print such a name as the page has it."""
    page = parse(
        f"User score distribution:\n  1. Positive: 9 out of 9\n  1. {name}\n    Oct 7, 2014\n    8\n    Fog.\n"
    )
    glued = parse(f"USER REVIEWS\n8\n{name}Oct 7, 2014\nFog.\n1 of 2 users found this helpful\n")
    for read in (page, glued):
        assert read.users is not None
        assert [(review.author, review.score, review.text) for review in read.users.reviews] == [(None, 8, "Fog.")]
        assert [line.number for line in read.unrecognized] == [3]


# --- layout L2 -------------------------------------------------------------------------------------------------------


def test_votes_tell_a_user_from_a_critic() -> None:
    """A text that ends in `Read full review` is a user's where votes stand below it, and the words are the writer's."""
    page = parse(
        "USER REVIEWS\n4\nkimfogAug 3, 2018\nThe fog is thick. Read full review\n0 of 2 users found this helpful\n"
        "8\nharborOct 7, 2014\nSlow.\n1 of 2 users found this helpful\n"
    )
    assert page.critics is None
    assert page.users is not None
    texts = [(review.author, review.text) for review in page.users.reviews]
    assert texts == [("kimfog", "The fog is thick. Read full review"), ("harbor", "Slow.")]


# --- layout L3 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Staff", "E. Orne, Jr.", "ann", "3", "Ann Example"])
def test_a_name_of_any_shape_ends_a_review(name: str) -> None:
    """An author without a link is one where the next review or a heading stands below, and no line of the text."""
    card = f"Oct 7, 2026\n80\nPier Weekly\nThe lamps burn low.\nBy {name}\n"
    page = parse(f"Showing 2 Critic Reviews\n{card}{card}Advertisement\n")
    assert page.critics is not None
    assert [(review.author, review.text) for review in page.critics.reviews] == [(name, "The lamps burn low.")] * 2


@pytest.mark.parametrize("name", ["Ann Example and Bo Gull", "Ann Example & Bo Gull", "Ann Example Jr.", "Ann B."])
def test_an_author_without_a_link_on_the_last_card(name: str) -> None:
    """Two names, or a short form at their end, are an author whatever line stands below."""
    page = parse(f"Showing 1 Critic Review\nOct 7, 2026\n80\nPier Weekly\nThe lamps burn low.\nBy {name}\nAbout us\n")
    assert page.critics is not None
    assert [(review.author, review.text) for review in page.critics.reviews] == [(name, "The lamps burn low.")]


@pytest.mark.parametrize("line", ["Slow.  By Ann Example FULL REVIEW", "Slow! FULL REVIEW here FULL REVIEW"])
def test_a_sentence_is_no_platform(line: str) -> None:
    """A text on the line of the link is listed with it, and no platform."""
    page = parse(f"Showing 1 Critic Review\nOct 7, 2026\n80\nPier Weekly\nThe lamps burn low.\n{line}\n")
    assert page.critics is not None
    assert [(review.platform, review.text) for review in page.critics.reviews] == [(None, "The lamps burn low.")]
    assert [unread.text for unread in page.unrecognized] == [line]


@pytest.mark.parametrize("name", ["8 kimfog", "[kimfog](/user/kimfog)"])
def test_a_card_without_a_score_has_no_name(name: str) -> None:
    """Where a line is in the score's place and is none, what it holds is not known: the review is listed."""
    page = parse(f"Showing 2 User Reviews\nOct 7, 2026\n{name}\nThe lamps burn low.\nReport\nOct 6, 2026\nFog.\n")
    assert page.users is not None
    assert page.users.reviews == ()
    assert [line.number for line in page.unrecognized][:4] == [2, 3, 4, 5]


# --- links above a page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["Metascore\n71\n", "Generally favorable reviews - based on 11 Critics\n"])
def test_a_link_to_the_users_above_the_head_is_not_their_heading(head: str) -> None:
    """`User Reviews` above what heads a page does not give the users what is the critics'."""
    counts = "Score distribution:\n  1. Positive: 9 out of 11\n"
    text = f"{head}{counts}  1. 90\n    The lamps burn low.\n{counts}  1. Oct 8, 2014\n    9\n    The fog.\n"
    page, linked = parse(text), parse(f"User Reviews\nWrite a Review\nAdvertisement\n{text}")
    assert (linked.critics, linked.users) == (page.critics, page.users)


@pytest.mark.parametrize("end", ["[sic]", "[Reissue]", "[Pier Bros.]"])
def test_words_in_brackets_are_no_print_source(end: str) -> None:
    """In layout L3 too, only what has the form of a print source is one."""
    page = parse(f"Showing 1 Critic Reviews\nOct 7, 2026\n80\nPier Weekly\nThe lamps burn low. {end}\nPC FULL REVIEW\n")
    assert page.critics is not None
    assert [(review.text, review.citation) for review in page.critics.reviews] == [(f"The lamps burn low. {end}", None)]


@pytest.mark.parametrize(
    "lines",
    [
        "1. Positive:\n\n    [9\n    out of 12](/a?dist=positive)\n2. Mixed:\n\n\n   3\n    out of 12\n",  # markdownify
        "Positive:\n\n \n9\n\n out of 12\n\n \nMixed:\n\n3\n out of 12\n",  # get_text
        "  1. Positive:\n    9 out of 12\n  2. Mixed: 3\n    out of 12\n",
        "1. \n                Positive: 9 out of 12\n2. \n                Mixed: 3 out of 12\n",  # trafilatura
    ],
)
def test_a_count_on_several_lines_is_read(lines: str) -> None:
    """The number of a count, what it is, the count and its total may each be on a line of its own."""
    head = "[Critic Reviews](/critics)\n--------------\n\n[See All](/a)\n\n" if "](" in lines else ""
    page = parse(f"{head}Critic score distribution:\n\n{lines}\n1. The Dusty Reel\n\n    80\n\n    Slow.\n")
    assert page.critics is not None
    assert page.critics.distribution == Distribution(positive=9, mixed=3, total=12)
    assert [(review.publication, review.score) for review in page.critics.reviews] == [("The Dusty Reel", 80)]


NOTES = (
    "This publication does not provide a score for their reviews.\n"
    "This publication has not posted a final review score yet.\n"
    "These unscored reviews do not factor into the Metascore calculation.\n"
)


@pytest.mark.parametrize("notes", [NOTES, *NOTES.splitlines(keepends=True), NOTES.replace("\n", "  \n\n")])
@pytest.mark.parametrize("above", ["", "See all 3 Critic Reviews\n"])
def test_critic_reviews_without_a_score_are_a_list_of_their_own(notes: str, above: str) -> None:
    """The page says of them that they have no score; their numbers begin at 1 again."""
    scored = "  1. Oct 7, 2014\n    70\n    Slow.\n  2. 60\n    Wet.\n"
    page = parse(f"{CRITICS}{scored}{above}{notes}  1. Oct 8, 2014\n    No score.\n  2. None here.\n")
    assert page.critics is not None
    assert [(review.number, review.score, review.text) for review in page.critics.reviews] == [
        (1, 70, "Slow."), (2, 60, "Wet."), (1, None, "No score."), (2, None, "None here."),
    ]  # fmt: skip
    assert (page.users, page.unrecognized, page.health.status) == (None, (), "ok")


@pytest.mark.parametrize("between", ["", "Buy On\n"])
def test_only_critic_reviews_without_a_score_are_listed(between: str) -> None:
    """A page of one class may list none of it, and those without a score below the counts."""
    page = parse(f"{CRITICS}{between}{NOTES}  1. Slow.\n    And wet it is.\n  2. None here.\n")
    assert page.critics is not None
    assert [(review.number, review.score) for review in page.critics.reviews] == [(1, None), (2, None)]


@pytest.mark.parametrize("below", ["Oct 7, 2014\n    80\n    Slow.", "80\n    Slow.", "Slow."])
def test_the_name_of_a_magazine_may_hold_a_colon(below: str) -> None:
    """`Pierbox: The Official Magazine` is a publication, and no line with a label."""
    page = parse(f"Critic score distribution:\n  1. Pierbox: The Official Magazine (US)\n    {below}\n")
    assert page.critics is not None
    assert [(review.publication, review.text) for review in page.critics.reviews] == [
        ("Pierbox: The Official Magazine (US)", "Slow.")
    ]
    assert page.unrecognized == ()


@pytest.mark.parametrize(
    "days",
    [
        "12/19 Oct 2012", "12 / 19 Oct. 2012", "20 Apr - 3 May 2015", "20 Apr-3 May 2015", "29 Jul./5 Aug 2011",
        "27 Dec 2010 - 9 Jan 2011", "27 Dec 2010/3 Jan 2011",
    ],
)  # fmt: skip
def test_a_print_source_may_have_several_days(days: str) -> None:
    """The issue of two weeks, in one month or two, is a print source without one date; cut anywhere, it is no text."""
    source = f"{days}, The Pier, p.37"
    page = parse(f"Critic score distribution:\n  1. Slow. [{source}]\n  2. Fog. [20 Apr - and then May 2015]\n")
    assert page.critics is not None
    assert [(review.text, review.citation) for review in page.critics.reviews] == [
        ("Slow.", Citation(source, page="37")),
        ("Fog. [20 Apr - and then May 2015]", None),
    ]
    for end in range(len(source)):
        cut = parse(f"Critic score distribution:\n  1. Fog.\n  2. 80\n    Slow. [{source[:end]}")
        assert cut.critics is not None
        assert [review.text for review in cut.critics.reviews] == ["Fog.", "Slow."]


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("October, p.37", "37"),
        ("Oct p.37", "37"),
        ("Sept., p. 37", "37"),
        ("Holiday, p.37", "37"),
        ("Jan/Feb, p.3", "3"),
    ],
)
def test_a_print_source_may_have_no_year(source: str, number: str) -> None:
    """A month and a page are a print source, a month alone is text."""
    page = parse(f"Critic score distribution:\n  1. Slow. [{source}]\n  2. Fog. [October]\n")
    assert page.critics is not None
    assert [(review.text, review.citation) for review in page.critics.reviews] == [
        ("Slow.", Citation(source, page=number)),
        ("Fog. [October]", None),
    ]


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("Dec 2006; Score revised in the issue of January", None),
        ("Issue 4; p.37", "37"),
        ("A+; Jan 2003, p.62", "62"),
        ("C; Issue#4", None),
    ],
)
def test_a_print_source_may_hold_a_remark(source: str, number: str | None) -> None:
    """The magazine's own grade stands above the date, what else it says below; a remark alone is text."""
    page = parse(f"Critic score distribution:\n  1. Slow. [{source}]\n  2. Fog. [A+; see the pier]\n")
    assert page.critics is not None
    assert [(review.text, review.citation) for review in page.critics.reviews] == [
        ("Slow.", Citation(source, page=number)),
        ("Fog. [A+; see the pier]", None),
    ]
