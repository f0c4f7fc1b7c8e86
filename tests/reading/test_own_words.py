"""The page's own words: read in each spelling, told from a writer's, and named where they have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import pytest

from reviewparse import CriticReview, Helpful, ReviewPage, Verdict, parse, validate

COUNTS = "User score distribution:\n  1. Positive: 9 out of 12\n"
LONG = "".join(f"The lamps burn low on pier {number}, and nobody is in any hurry. " for number in range(12))
LONGER = LONG + "".join(f"The fog is thick on pier {number}. " for number in range(12))


def user_texts(*texts: str) -> list[str | None]:
    """The texts that are read of users' reviews with these."""
    items = [f"  {number}. kimfog\n    Oct 7, 2014\n    8\n    {text}\n" for number, text in enumerate(texts, 1)]
    page = parse(COUNTS + "".join(items))
    assert page.users is not None
    return [review.text for review in page.users.reviews]


def codes(page: ReviewPage) -> set[str]:
    return {problem.code for problem in validate(page)}


# --- the end of a long text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end",
    [" Expand", "… Expand", "…Expand", "...Expand", " ... Expand", "\n    ... Expand", "\n    ...\n    Expand",
     "… Collapse", "\n    Expand", " Full Review »"],
)  # fmt: skip
def test_the_end_of_a_long_text_is_the_pages(end: str) -> None:
    """A long text ends in these words in each spelling, and its text is what stands before them."""
    text = "I liked the fog, and the lamps too."
    assert user_texts(text + end) == [text]


def test_full_stops_before_the_end_are_the_pages_where_each_text_has_them() -> None:
    """Of a single text, three full stops may be the writer's."""
    assert user_texts("I liked it.... Expand", "The fog... Expand") == ["I liked it.", "The fog"]
    assert user_texts("I liked it... Expand", "The fog. Expand") == ["I liked it...", "The fog."]
    assert user_texts("I liked it... Expand") == ["I liked it..."]


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize("end", ["… Expand", "…Expand", "  Expand", "     Expand"])
def test_full_stops_before_the_pages_ellipsis_are_the_writers(space: str, end: str) -> None:
    """A text ends in three full stops, whatever stands before them, where the page's ellipsis or blanks follow."""
    text = f"I liked it{space}..."
    assert user_texts(text + end, "The fog.") == [text, "The fog."]
    page = parse(f"USER REVIEWS\n8\nkimfogOct 7, 2014\n{text}{end}\n1 of 2 users found this helpful\n")
    assert page.users is not None
    assert page.users.reviews[0].text == text


def test_the_word_behind_a_text_with_a_notice_is_the_pages() -> None:
    """A page ends each text behind a notice, however long: a longer text without that end says nothing."""
    item = "This review contains spoilers, click expand to view. He wakes. Expand"
    assert user_texts(item, LONG, "Short.")[0] == "He wakes."
    page = parse(
        "USER REVIEWS\n"
        + "".join(f"8\nkimfogOct 7, 2014\n{text}\n1 of 2 users found this helpful\n" for text in (item, LONG, "No."))
    )
    assert page.users is not None
    assert page.users.reviews[0].text == "He wakes."


@pytest.mark.parametrize("word", ["Expand", "Collapse"])
def test_a_text_keeps_its_own_last_word(word: str) -> None:
    """Where a longer text of the page ends without, `Expand` is the writer's: a page ends each long text with it."""
    text = f"I have seen that universe {word}"
    assert user_texts(text, LONG, "Short.")[0] == text
    assert user_texts(text, f"{LONG}Expand", "Short.")[0] == text.removesuffix(f" {word}")
    assert user_texts(text, "Short.")[0] == text.removesuffix(f" {word}")


def test_what_a_last_word_does_not_depend_on() -> None:
    """A text that may be cut, one that is shorter, and an ellipsis of the page's tell nothing, or tell the reverse."""
    assert user_texts("The lamps Expand", LONG)[0] == "The lamps"  # the last text may be cut before its end
    assert user_texts(f"{LONGER}Expand", LONG, "Short.")[0] == LONGER.strip()
    assert user_texts("The lamps… Expand", LONG, "Short.")[0] == "The lamps"
    assert user_texts("The lamps  Expand", LONG, "Short.")[0] == "The lamps"
    l2 = "USER REVIEWS\n" + "".join(
        f"8\nkimfogOct 7, 2014\n{text}\n1 of 2 users found this helpful\n" for text in ("It will Expand", LONG, "No.")
    )
    page = parse(l2)
    assert page.users is not None
    assert page.users.reviews[0].text == "It will Expand"


def test_the_word_behind_a_text_printed_twice_is_the_pages() -> None:
    """A page prints a text twice only where it ends it: a longer text without that end changes nothing."""
    head, dotted = LONG[:200], f"{LONG[:200]}..."
    assert user_texts(f"{head} {head}and the fog Expand", LONGER, "Short.")[0] == f"{head}and the fog"
    assert user_texts(f"{head}{dotted} Expand", "The fog... Expand") == [head, "The fog"]
    page = parse(
        "USER REVIEWS\n"
        + "".join(
            f"8\nkimfogOct 7, 2014\n{text}\n1 of 2 users found this helpful\n"
            for text in (f"{head}{head}and the fog Expand", LONGER, "No.")
        )
    )
    assert page.users is not None
    assert page.users.reviews[0].text == f"{head}and the fog"


def test_a_text_behind_a_notice_is_printed_once() -> None:
    """A page prints no head of a text that tells the end: what is said twice there is said twice by the writer."""
    text = f"{LONG[:200]} {LONG[:200]} And again."
    item = f"This review contains spoilers, click expand to view. {text} Expand"
    assert user_texts(item, "The fog.") == [text, "The fog."]
    page = parse(f"USER REVIEWS\n8\nkimfogOct 7, 2014\n{item}\n1 of 2 users found this helpful\n")
    assert page.users is not None
    assert page.users.reviews[0].text == text


def test_full_review_is_the_pages() -> None:
    """`Full Review »` is never a writer's last word."""
    assert user_texts("The fog. Full Review »", LONG, "Short.")[0] == "The fog."


# --- other words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "votes",
    ["2 of 3 users found this helpful", "2 of 3 users found this helpful 2 1", "2 of 3 users found this helpful2\t1",
     "Helpful? 2 of 3 users said yes", "• 2 of 3 users found this helpful"],
)  # fmt: skip
def test_votes(votes: str) -> None:
    """The numbers of a column beside the votes are none of them."""
    page = parse(f"{COUNTS}  1. kimfog\n    Oct 7, 2014\n    8\n    Fog.\n    {votes}\n    All this user’s reviews\n")
    assert page.users is not None
    assert page.users.reviews[0].helpful == Helpful(2, 3)
    assert page.unrecognized == ()


@pytest.mark.parametrize(
    "words",
    ["Generally favorable reviews - based on 12 Critics", "Generally favorable reviews - Based on 12 Critics",
     "Generally Favorable Reviews - Based on 12 Critics", "Generally favorable reviews\n- based on\n12\nCritics",
     "Generally favorable reviews\n-\nbased on\n12 Critic Reviews",
     "Generally favorable reviews - based on 12 Critics What’s this?"],
)  # fmt: skip
def test_verdicts(words: str) -> None:
    """A verdict and its count, in title case, with a capital, and on several lines."""
    page = parse(f"Metascore\n74\n{words}\n")
    assert page.critics is not None
    assert (page.critics.score, page.critics.verdict, page.critics.count) == (74, Verdict.GENERALLY_FAVORABLE, 12)
    assert page.unrecognized == ()
    assert page.layout == "L1"


def test_verdicts_of_users_in_title_case() -> None:
    """A verdict in title case with a hyphen is not one of layout L3."""
    page = parse("User Score\n8.6\nUniversal Acclaim- Based on 31 Ratings\n")
    assert page.users is not None
    assert (page.users.score, page.users.verdict, page.users.count) == (Decimal("8.6"), Verdict.UNIVERSAL_ACCLAIM, 31)
    assert page.layout == "L1"


@pytest.mark.parametrize("heading", ["Critic score distribution:", "Critic Score Distribution:"])
def test_distributions(heading: str) -> None:
    """A heading in title case."""
    page = parse(f"{heading}\n  1. Positive: 9 out of 12\n  1. A film.\n")
    assert page.critics is not None
    assert page.critics.distribution is not None
    assert page.critics.distribution.positive == 9


def l2_reviews(text: str) -> Sequence[CriticReview]:
    page = parse(text)
    assert page.critics is not None
    assert page.unrecognized == ()
    return page.critics.reviews


@pytest.mark.parametrize("heading", ["CRITIC REVIEWS\n", "METASCORE\n80\n"])
def test_a_link_of_layout_l2_on_a_line_of_its_own(heading: str) -> None:
    """`Read full review` alone, with or without a blank line above it."""
    two = l2_reviews(
        f"{heading}80\nThe Dusty ReelOct 7, 2014\nSlow.\nRead full review\n70\nThe PierOct 17, 2014\nToo slow.\n\n"
        "Read full review\n"
    )
    assert [(review.score, review.byline, review.text) for review in two] == [
        (80, "The Dusty Reel", "Slow."),
        (70, "The Pier", "Too slow."),
    ]
    assert two[1].date == dt.date(2014, 10, 17)


def test_a_print_source_of_layout_l2_without_a_link() -> None:
    """A print source is no part of the text where no link follows it."""
    (one,) = l2_reviews("CRITIC REVIEWS\n80\nThe Dusty Reel\nSlow. [4 March 1998, p. D6]\n")
    assert one.text == "Slow."
    assert one.citation is not None
    assert one.citation.page == "D6"


# --- words that have changed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["Generally favorable reviews - rated by 12 Critics", "Generally favourable reviews - based on 12 Critics",
     "Universal acclaim (12 Critics)", "Mixed or Average", "Critic score breakdown:", "Meta Score", "MetaScore: 74",
     "Based on 12 Critics", "No score yet: 4 reviews missing"],
)  # fmt: skip
def test_a_headline_in_other_words_is_named(line: str) -> None:
    """A line that resembles a headline is listed, and is a problem that makes the page partial."""
    page = parse(f"Blue Harbor\nUser Score\n8.6\n{line}\n")
    assert [each.text for each in page.unrecognized] == ["Blue Harbor", line]
    assert codes(page) == {"headline-not-understood"}
    assert page.health.status == "partial"


@pytest.mark.parametrize(
    ("head", "line", "found"),
    [
        ("Metascore\n74", "Metascore: 72", set()), ("Metascore\n74", "User Score: 7.5", {"headline-not-understood"}),
        ("User Score\n8.6", "User Score: 7.5", set()),
        ("User Score\n8.6", "Metascore: 72", {"headline-not-understood"}),
    ],
)  # fmt: skip
def test_whose_score_in_other_words(head: str, line: str, found: set[str]) -> None:
    """A score in other words is that of another title where its side has its score, and is not understood elsewhere."""
    assert codes(parse(f"{head}\nBuy On\n{line}\n")) == found


@pytest.mark.parametrize(
    "line",
    ["Universal acclaim is what it deserves.", "Mixed or average at its best, says one.", "Overwhelming dislikes",
     "No score yet decided the fight.", "Your Score", "User Scores", "A distribution of lamps:", "Metascore: 72"],
)  # fmt: skip
def test_a_sentence_is_no_headline(line: str) -> None:
    """Words of a headline in a sentence are none, and another title's score is none of this page where it has one."""
    page = parse(f"Metascore\n74\nBuy On\n{line}\n")
    assert line in [each.text for each in page.unrecognized]
    assert codes(page) == set()


@pytest.mark.parametrize(
    "lines",
    ["Metascore\n81\n", "Universal acclaim - based on 5 Critics\n", "No score yet\n", "METASCORE\n81\n"],
)
def test_a_second_headline_is_named(lines: str) -> None:
    """The first holds; what says another thing is listed, and is a problem."""
    page = parse(f"Metascore\n74\nGenerally favorable reviews - based on 12 Critics\nBuy On\n{lines}")
    assert page.critics is not None
    assert (page.critics.score, page.critics.count) == (74, 12)
    assert "headline-not-taken" in codes(page)
