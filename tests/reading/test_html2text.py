"""The lists of html2text are read where it is certain where each of their items ends."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewPage, parse
from reviewparse.extractors.html2text import is_html2text, with_margins
from reviewparse.linemap import LineMap

HEAD = """## [User Reviews](/reviews)

User score distribution:

  1. Positive: [ 9 out of 12 ](/reviews?dist=positive)

"""
VOTES = "     * [ 3 of 4 users found this helpful ](/login)\n\n"
END = "[See all 12 User Reviews](/reviews)  \n"


def item(number: int, name: str, text: str, votes: str = VOTES) -> str:
    return f"  {number}. [{name}](/user/{name})\n\nOct 7, 2014\n\n8\n\n{text}\n\n{votes}"


def users(page: ReviewPage) -> list[tuple[object, ...]]:
    assert page.users is not None
    return [(review.number, review.author, review.score, review.text) for review in page.users.reviews]


def test_an_item_ends_at_the_next_number() -> None:
    """A number in a text is escaped, so each that is not is an item's; the lines of a paragraph are one."""
    text = (
        HEAD + item(1, "kim_fog", "Two reasons:  \n1\\. Fog.  \n2\\. Pier, and\nmore fog.") + item(2, "walker", "Slow.")
    )
    page = parse(text + END)
    assert users(page) == [
        (1, "kim_fog", 8, "Two reasons:\n1. Fog.\n2. Pier, and more fog."),
        (2, "walker", 8, "Slow."),
    ]
    assert page.users is not None
    assert page.users.distribution is not None
    assert page.users.distribution.positive == 9
    assert str(page.users.reviews[1].helpful) == "Helpful(count=3, total=4)"


def test_bullets_may_be_dashes() -> None:
    """`--dash-unordered-list` prints them: what stands below a text is no line of it."""
    text = HEAD + item(1, "kimfog", "Slow, and\nworth it.") + item(2, "walker", "Fine.") + END
    dashed = text.replace("     * ", "     - ")
    assert dashed != text
    assert (
        users(parse(dashed))
        == users(parse(text))
        == [(1, "kimfog", 8, "Slow, and worth it."), (2, "walker", 8, "Fine.")]
    )


def test_a_text_may_begin_like_markdown() -> None:
    """`#1` is no heading, and a paragraph that begins with `>` is printed with it in front of each line."""
    items = item(1, "kimfog", "#1 of all.") + item(2, "walker", "> Slow, and\n> worth it.")
    assert users(parse(HEAD + items + END)) == [
        (1, "kimfog", 8, "#1 of all."),
        (2, "walker", 8, "> Slow, and worth it."),
    ]


def test_an_empty_item_is_on_the_line_of_the_next() -> None:
    """html2text prints an advertisement's number in front of the next item's."""
    text = HEAD + item(1, "kimfog", "Slow.") + "  2. " + item(3, "walker", "Fine.") + END
    assert users(parse(text)) == [(1, "kimfog", 8, "Slow."), (3, "walker", 8, "Fine.")]


L2 = """[CRITIC REVIEWS](/movie/blue-harbor/critic-reviews)

100

[The Dusty Reel](/publication/the-dusty-reel)[Ann Example](/critic/ann-example)

[ Slow, and worth it. ](http://example.org/fog)
[Read full review](http://example.org/fog)

75

[Lone Gull](/publication/lone-gull)Kim FogOct 7, 2014

[ It floats ](http://example.org/pier) [Read full review](http://example.org/pier)

[USER REVIEWS](/movie/blue-harbor/user-reviews)

8

[kimfog](/user/kimfog)Oct 7, 2014

I liked the fog.

__ 3 of 4 users found this helpful __3 __1

7

[walker](/user/walker)Oct 8, 2014

The pier burns.… Expand

0 of 0 users found this helpful __0 __0 __

[All this user's reviews](/user/walker)
"""


def test_a_film_in_layout_l2() -> None:
    """An element without words, a picture of a font, is two underscores; two blanks may stand in front of a link."""
    page = parse(L2)
    assert page.critics is not None
    assert [(review.score, review.byline, review.text) for review in page.critics.reviews] == [
        (100, "The Dusty ReelAnn Example", "Slow, and worth it."),
        (75, "Lone GullKim Fog", "It floats"),
    ]
    assert [(score, text) for _, _, score, text in users(page)] == [(8, "I liked the fog."), (7, "The pier burns.")]
    assert page.users is not None
    assert [str(review.helpful) for review in page.users.reviews] == [
        "Helpful(count=3, total=4)",
        "Helpful(count=0, total=0)",
    ]


@pytest.mark.parametrize("width", [78, 1000])
@pytest.mark.parametrize("image", ["", f"![Of two words](http://example.org/{'pier-' * 20}image.jpg)\n\n" * 5])
def test_layout_l2_without_links(width: int, image: str) -> None:
    """With `ignore_links`, votes and a heading show that it is Markdown; the address of an image is never wrapped."""
    said = [f"{name} is slow at first, and then it finds the fog, the pier and its lamps " * 3 for name in "ABCD"]
    reviews = [
        "\n".join([*wrap(f"{text}too.  Read full review", width), f"\n{75 - place}\n\nLone Gull\n\n"])
        for place, text in enumerate(said)
    ]
    page = parse(
        "# Blue Harbor\n\nMETASCORE __ Universal acclaim  based on 12 Critics See All |  84  \n---|---  \n  \n"
        f"VOTE NOW |  __ 0 1 2 3 4 5 6 7 8 9 10  \n---|---  \n  \n{image}"
        f"CRITIC REVIEWS\n\n100\n\nThe Dusty Reel\n\n{''.join(reviews)}It floats  Read full review\n\n"
        "USER REVIEWS\n\n8\n\nkimfogOct 7, 2014\n\nI liked the fog.\n\n__ 3 of 4 users found this helpful __3 __1\n"
    )
    assert page.critics is not None
    assert (page.critics.score, page.critics.count) == (84, 12)
    assert [review.text for review in page.critics.reviews] == [*(f"{text}too." for text in said), "It floats"]
    assert [(score, text) for _, _, score, text in users(page)] == [(8, "I liked the fog.")]


def test_layout_l1_without_links() -> None:
    """A heading may have a blank more than one behind its signs."""
    text = HEAD.replace("## [User Reviews](/reviews)", "##  User Reviews\n\n##  Trailers").replace("](/reviews", "")
    text = text.replace("[ 9 out of 12", "9 out of 12").replace("?dist=positive)", "")
    votes = "     * Helpful?\n\n3 of 4 users said yes\n\n"
    items = "".join(f"  {number}. {name}\n\n8\n\nSlow.\n\n{votes}" for number, name in ((1, "kimfog"), (2, "walker")))
    assert users(parse(text + items + "See all 12 User Reviews\n")) == [
        (1, "kimfog", 8, "Slow."),
        (2, "walker", 8, "Slow."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        item(1, "kimfog", "Slow.", votes=""),  # nothing shows where the last text ends
        item(1, "kimfog", "Slow.") + item(4, "walker", "Fine."),  # not in order
        item(1, "kimfog", f"Slow.\n\n{VOTES}And long.") + item(2, "walker", "Fine."),  # a text goes on below votes
        item(1, "kimfog", "Slow.").replace("\n\nOct", "\nOct"),  # printed with `single_line_break`
    ],
)
def test_a_list_in_doubt_is_not_read(text: str) -> None:
    """No review is read where an item may end at another line than it seems to; counts are read all the same."""
    page = parse(HEAD + text + END)
    assert users(page) == []
    assert page.users is not None
    assert page.users.distribution is not None


def test_other_markdown_stays() -> None:
    """A list of the site's navigation is left as it is, and so is a text whose items have margins."""
    menu = "# Fog\n\n  1. [Pier](/pier)\n\n  2. [Boat](/boat)\n\n"
    assert with_margins(menu, ()) == (menu, ())
    assert not is_html2text("# Fog\n\n  1. [Pier](/pier)\n    Oct 7, 2014\n")


def test_lines_are_those_of_the_given_text() -> None:
    """The first letter of each line that is read has its place in the text as html2text printed it."""
    text = (Path(__file__).parents[1] / "pages" / "l1" / "printed-by-html2text.txt").read_text("utf-8")
    read, joins = with_margins(text, ())
    places = LineMap(text, joins)
    for number, line in enumerate(read.split("\n"), 1):
        words = line.lstrip(" *")
        if words:
            place = places.place(number, len(line) - len(words) + 1)
            assert text[place.offset] == words[0]
            assert text.count("\n", 0, place.offset) + 1 == place.line


PARTS = [
    "  1. ",
    "  2. ",
    "  3. Positive: 1 out of 2",
    "     * ",
    "Fog",
    "80",
    "\n",
    "\n\n",
    "  \n",
    "Read full review",
    "# ",
]


@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_no_words_are_lost(parts: list[str]) -> None:
    """Whatever the text, all words that are no numbers of items are kept, in order."""
    text = "".join(parts)
    read, _ = with_margins(text, ())

    def words(of: str) -> list[str]:
        return [word for word in of.split() if not word.endswith(".")]

    assert words(read) == words(text)
