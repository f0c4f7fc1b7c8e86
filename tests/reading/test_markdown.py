"""The marks of Markdown are left out, and what is reported stays in the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import ReviewPage, parse, samples, sniff, validate
from reviewparse.extractors import undone
from reviewparse.extractors.markdown import is_markdown, without_markdown
from reviewparse.linemap import Join, LineMap, changed

MENU = "".join(f"* [{word}](/{word})\n" for word in "Fog Pier Boat".split())


def of_markdownify(text: str) -> str:
    """A text of Resiliparse as markdownify prints the page: items at no margin, links, blank lines, and escapes."""
    lines = []
    deep = "   "
    for line in text.split("\n"):
        item = re.match(r"  ([0-9]+)\. (.*)", line)
        if item:
            deep = " " * (len(item[1]) + 2)
            lines.append(f"{item[1]}. {_linked(item[2])}")
        elif line.startswith("    "):
            words = line[4:].replace("• ", "* ")
            lines += [f"{deep}{words if re.match('[0-9A-Z][a-z]* ?[0-9]*,? ?[0-9]*$', words) else _linked(words)}"]
        else:
            lines.append(re.sub(r"^ *• (.*)", r"* [\1](/x)", line))
    return "\n".join(lines)


def _linked(words: str) -> str:
    action = re.fullmatch(r"(\* |)(All this .*|Read full review|.* of .* users found this helpful)", words)
    if action:
        return f"{action[1]}[{action[2]}](/a/b?c=d)"
    return re.sub(r"([*_])", r"\\\1", words)


@pytest.mark.parametrize("name", ["lantern-keepers", "blue-harbor"])
def test_a_page_in_markdown_is_read_as_the_page(name: str) -> None:
    """All but the lines' numbers and the unrecognized lines is that of the page without the marks."""
    text = MENU + of_markdownify(samples.read(name))
    page = parse(text)
    assert is_markdown(text)
    assert sniff(text)
    assert _placeless(page).sections == _placeless(parse(samples.read(name))).sections
    lines = text.split("\n")
    assert all(lines[line.number - 1] == line.text for line in page.unrecognized)
    assert not {problem.code for problem in validate(page)} & {"text-is-markdown", "list-not-known"}


def test_cards_whose_link_holds_score_and_name_are_read() -> None:
    """Reviews of layout L3 alone, with no line of a page around them, are known by their dates and scores."""
    text = (
        "Oct 7, 2026\n\n[80\n\nThe Dusty Reel](/publication/reel)\n\n[A] fog.\n\n"
        "[By Ann Example](#) [FULL REVIEW](#)\n\n"
        "Oct 6, 2026\n\n[7\n\nlone\\_gull\\_](/user/lone_gull_)\n\nNot \\*so\\* slow.\n\n[PC](#) Report\n"
    )
    page = parse(text)
    assert sniff(text)
    assert page.critics is not None
    assert page.users is not None
    (critic,), (user,) = page.critics.reviews, page.users.reviews
    assert (critic.publication, critic.score) == ("The Dusty Reel", 80)
    assert (critic.author, critic.text) == ("Ann Example", "[A] fog.")
    assert (user.author, user.score, user.platform, user.text) == ("lone_gull_", 7, "PC", "Not *so* slow.")


def test_score_and_name_on_one_line_of_a_link_are_two_fields() -> None:
    """html2text prints the words of a card's link on one line; a name without such a link may begin with a number."""
    page = parse(
        "Metascore\n\nUniversal Acclaim\n\n[Based on 45 Critic Reviews](/critic-reviews)\n\n![must-play](/x.svg)\n\n"
        "90\n\nOct 7, 2026\n\n[80 The Dusty\nReel](/publication/reel/)\n\nSlow.\n\n[PC](/pc/)[ FULL REVIEW ](/x)\n\n"
        "Oct 6, 2026\n\n[ 9 3 pier ](/user/x/)\n\n[7] fog.\n\n[PC](/pc/) Report\n\n"
        "Oct 5, 2026\n\n[tbd Pier Weekly](/publication/x/)\n\nFog.\n\n[PC](/pc/)[ FULL REVIEW ](/x)\n"
    )
    assert page.critics is not None
    assert page.users is not None
    assert (page.critics.score, page.critics.badge, page.unrecognized) == (90, "must-play", ())
    critics = [(review.publication, review.score, review.line) for review in page.critics.reviews]
    assert critics == [("The Dusty Reel", 80, 11), ("Pier Weekly", None, 28)]
    (user,) = page.users.reviews
    assert (user.author, user.score, user.text, user.line) == ("3 pier", 9, "[7] fog.", 20)


def test_the_words_of_a_link_are_on_one_line() -> None:
    """Where a page breaks its lines within a link, a name and votes are whole; a blank line parts what is linked."""
    item = "1. [The Dusty\n    Reel](/reel)\n\n   Oct 7, 2014\n\n   80\n\n   Slow \\[sic\\], and **worth it**.\n"
    votes = "   * [115\n     of\n     219\n     users found this helpful](/l)\n"
    votes = f"1. [kimfog](/kim)\n\n   Oct 7, 2014\n\n   8\n\n   Fog.\n\n{votes}"
    page = parse(f"Critic score distribution:\n{item}\nUser score distribution:\n{votes}\n{MENU}")
    assert page.critics is not None
    assert page.users is not None
    critic, user = page.critics.reviews[0], page.users.reviews[0]
    assert (critic.publication, critic.score, critic.text) == ("The Dusty Reel", 80, "Slow [sic], and worth it.")
    assert (user.author, user.text, user.line) == ("kimfog", "Fog.", 12)
    assert user.helpful is not None
    assert user.helpful.count == 115
    assert undone(f"[Positive:\n\n42](/a)\n{MENU}")[0].startswith("Positive:\n\n42\n")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('[![Boat](/b.png "A boat")](/boat) Fog\n', " Fog\n"),
        ("## Critic Reviews\n", "Critic Reviews\n"),
        ("[[x]](/user/x)\n", "[x]\n"),
        ("[Fog](/f_(film)?a=b) \\_ \\* [sic] [1998]\n", "Fog _ * [sic] [1998]\n"),
        ("[Fog](/well-\nknown)\n", "Fog\n"),
        ("Fog](/a)\n", "Fog](/a)\n"),
        ("[Fog\n", "[Fog\n"),
    ],
)
def test_marks(text: str, read: str) -> None:
    """A link is its words, an image nothing, and an escaped letter the letter; other brackets stay."""
    assert without_markdown(text, ())[0] == read


@pytest.mark.parametrize("count", [0, 29, 30, 31, 300])
def test_links_are_found_behind_other_brackets(count: int) -> None:
    """However many brackets stand above the links of a page, it is Markdown."""
    links = "[Fog](/fog) and [Pier](/pier).\n"
    assert is_markdown("[sic] " * count + links)
    assert is_markdown("#" * count + "\n" + "# Fog\n# Pier\n")
    assert not is_markdown("[sic] " * count + links.replace("](", "] ("))


@pytest.mark.parametrize(
    "text",
    [
        "It is slow [sic](and long), ¯\\_(ツ)_/¯ and \\_ again.\n",
        "# 1 is the fog.\n",
    ],
)
def test_other_texts_stay(text: str) -> None:
    """One sign may be of a review's text."""
    assert not is_markdown(text)
    assert undone(text) == (text, ())


PARTS = ["[", "](/a)", "](/a b)", "![", "**", "\\*", "# ", "\n", "   ", "1. ", "Fog ", "é", "]", "-\n", "]("]


@given(st.lists(st.sampled_from(PARTS), max_size=40), st.integers(0, 9))
def test_each_letter_is_found_where_it_was_given(parts: Sequence[str], first: int) -> None:
    """Whatever the text, a letter that is read stands in the given text at the place that is told."""
    text = "".join(parts) + "\n"
    read, joins = without_markdown(text, ())
    lines = LineMap(text, joins, first)
    for number, line in enumerate(read.split("\n")[:-1], first):
        for column, letter in enumerate(line, 1):
            place = lines.place(number, column)
            if letter != " ":
                assert text[place.offset] == letter
        start = lines.line(number)
        assert first <= start <= first + text.count("\n")


def test_changes_and_joins_are_in_one_list() -> None:
    """A place within what is left out is that behind it, and lines above count on."""
    text = "Fog [and\nthe\npier](/p) [boat](/b)\n"
    read, joins = changed(text, (), [(4, 5, ""), (8, 9, " "), (12, 13, " "), (17, 22, ""), (23, 24, ""), (28, 33, "")])
    assert read == "Fog and the pier boat\n"
    lines = LineMap(text, joins)
    assert [lines.place(1, column)[:2] for column in (1, 5, 9, 13, 18)] == [(1, 1), (1, 6), (2, 1), (3, 1), (3, 12)]
    assert lines.line(2) == 4


def test_a_change_on_the_first_line() -> None:
    """Columns count from the first letter that is left, on the first line as well."""
    _, joins = changed("[Fog](/p) x\n", (), [(0, 1, ""), (4, 9, "")])
    assert joins == [Join(1, 1, 2, 0), Join(1, 4, 10, 0)]


def _placeless(page: ReviewPage) -> ReviewPage:
    """The page without the numbers of lines."""

    def other(record: Any) -> Any:
        return evolve(record, line=None)

    sections = [evolve(other(section), reviews=tuple(map(other, section.reviews))) for section in page.sections]
    return evolve(page, sections=tuple(sections))


HEAD = f"{MENU}[Critic Reviews](/reviews)\n--------------\n\nCritic score distribution:\n\n1. Positive: 9 out of 12\n\n"
BREAK = "Fog  \nPier\n"


def critics(text: str) -> list[tuple[object, ...]]:
    page = parse(text)
    assert page.critics is not None
    return [(review.publication, review.score, review.text) for review in page.critics.reviews]


def test_the_lines_of_a_paragraph_are_one() -> None:
    """A line end is white space in Markdown, unless two blanks are in front of it; a date and a score stay apart."""
    paragraphs = ("1. The Dusty\n   Reel", "   Oct 7,\n   2014", "   80", "   Slow, and\n   worth it.")
    item = "\n\n".join([*paragraphs, "   * Read\n     full review\n"])
    page = parse(HEAD + item + BREAK)
    assert page.critics is not None
    (review,) = page.critics.reviews
    assert (review.publication, str(review.date), review.text) == (
        "The Dusty Reel",
        "2014-10-07",
        "Slow, and worth it.",
    )
    joined = "1. The Dusty Reel\n   80\n   Slow.\n"
    assert critics(HEAD + joined + BREAK) == [("The Dusty Reel", 80, "Slow.")]
    # Where no line ends in two blanks, something may have taken them.
    assert critics(HEAD + item)[0][2] == "Slow, and\nworth it."


def test_a_backslash_breaks_a_line() -> None:
    """markdownify can be told to write a hard break so."""
    page = parse(HEAD.replace("Critic", "User") + "1. kimfog\n\n   Oct 7, 2014\n\n   8\n\n   Fog.\\\n   \\\n   Pier.\n")
    assert page.users is not None
    assert page.users.reviews[0].text == "Fog.\n\nPier."


def test_three_stars_are_not_bold() -> None:
    """Two stars around words are left out; others are the text's."""
    assert critics(HEAD + "1. Reel\n\n   80\n\n   What a f*** is **this**?\n")[0][2] == "What a f*** is this?"


def test_two_stars_within_words_are_not_bold() -> None:
    """The site prints stars for letters of some words."""
    assert critics(HEAD + "1. Reel\n\n   80\n\n   What s**t, said **he**, is this f**g?\n")[0][2] == (
        "What s**t, said he, is this f**g?"
    )


def test_a_link_that_a_long_text_prints_twice_is_one() -> None:
    """A user may write Markdown, and a long text is printed twice: that does not make Markdown of the page."""
    link = "Read [my notes](http://example.com/a_b) on the fog of the pier, and of the lamps that nobody lights. "
    text = f"User score distribution:\n  1. Positive: 9 out of 12\n  1. kimfog\n    8\n    {link * 2}But yes… Expand\n"
    page = parse(text)
    assert page.users is not None
    assert [review.text for review in page.users.reviews] == [f"{link}But yes"]


def test_links_to_elsewhere_may_be_users_own() -> None:
    """However many links a user writes, what makes Markdown of a page is a link of the site, or a heading."""
    own = "My [fog](http://example.com/fog), [pier](https://example.com/pier) and [boat](http://example.com/a/boat)."
    text = f"User score distribution:\n\n1. Positive: 9 out of 12\n\n1. kimfog\n\n    8\n\n    {own} **Slow.**\n"
    assert undone(text) == (text, ())
    for address in ("/user/kimfog", "#comments", "https://www.metacritic.com/user/kimfog"):
        page = parse(text.replace("kimfog", f"[kimfog]({address})"))
        assert [(review.author, review.text) for review in page.sections[0].reviews] == [
            ("kimfog", "My fog, pier and boat. Slow.")
        ]


@pytest.mark.parametrize(
    "line",
    [
        "[Reel](/reel)Oct 7, 2014",
        "[Reel](/reel) Oct 7, 2014  80    Slow.",
        "ReelReviewed by: Ann Example",
        "Reel Oct 7, 20148",
    ],
)
def test_a_list_is_not_read_where_fields_are_on_one_line(line: str) -> None:
    """Versions that know of no blocks print several fields on one line: none of the list is read."""
    text = HEAD + f"1. {line}\n   80\n\n   Slow.\n2. Pier Notes\n   70\n\n   Fine.\n"
    assert critics(text) == []
    assert [found.text for found in parse(text).unrecognized if "Pier Notes" in found.text] == ["2. Pier Notes"]


def test_a_text_with_an_escaped_bracket_is_markdown() -> None:
    """Nobody writes `\\[sic\\]` by himself."""
    assert is_markdown("It is slow \\[sic\\].\n")
    assert not is_markdown("It is slow \\[sic] and \\_ again.\n")
