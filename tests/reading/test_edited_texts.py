"""What extractors and crawls do to the lines of a page invents no value: margins dropped, items torn, texts cut."""

from __future__ import annotations

import pytest

from reviewparse import ReviewPage, parse

CRITICS = """Critic score distribution:
  1. Positive: 9 out of 12
  1. The Dusty Reel
    Reviewed by: Ann Example
    80
    Slow, and worth it.
  2. Lone Gull
    Oct 7, 2014
    70
    It floats.
"""
USERS = """User score distribution:
  1. Positive: 2 out of 3
  1. kimfog
    Oct 7, 2014
    8
    I liked the fog.
  2. walker
    Oct 8, 2014
    7
    More fog.
"""


def texts(page: ReviewPage) -> list[str | None]:
    return [review.text for section in page.sections for review in section.reviews]


def unread(page: ReviewPage) -> list[str]:
    return [line.text.strip() for line in page.unrecognized]


@pytest.mark.parametrize("page", [CRITICS, USERS])
@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_list_without_margins_is_not_read(page: str, blank: str) -> None:
    """Where an item's other lines have lost their margin, its first line is a name, and is taken for no text."""
    lines = [line.strip() for line in page.splitlines()]
    read = parse(f"\n{blank}".join(lines) + "\n")
    assert texts(read) == []
    assert unread(read) == lines[2:]


@pytest.mark.parametrize("page", [CRITICS, USERS])
def test_a_line_at_the_margin_tears_one_item(page: str) -> None:
    """A line at no margin, below a name and above a date or an author: that item is listed, the next one is read."""
    torn = page.splitlines()
    torn.insert(3, "Advertisement")
    read = parse("\n".join(torn) + "\n")
    assert texts(read) == texts(parse(page))[1:]
    assert unread(read)[:3] == [torn[2].strip(), "Advertisement", torn[4].strip()]


@pytest.mark.parametrize("lost", ["  2. Lone Gull", "  2. Lone Gull\n    Oct 7, 2014"])
@pytest.mark.parametrize("end", ["", " [4 March 1998]"])
def test_a_critic_whose_number_was_lost_is_no_text(lost: str, end: str) -> None:
    """A date, a score or an author below a text is of another item, which is listed, and so is its print source."""
    page = parse(
        CRITICS.replace(f"{lost}\n", "").replace("floats.", f"floats.{end}") + "  3. Pier Weekly\n    60\n    Fog.\n"
    )
    assert texts(page) == ["Slow, and worth it.", "Fog."]
    assert unread(page)[-2:] == ["70", f"It floats.{end}"]
    author = CRITICS.replace("worth it.", f"worth it.{end}\n    Reviewed by: Kim Example\n    Fog.")
    read = parse(author)
    assert texts(read) == texts(parse(CRITICS))
    assert unread(read) == ["Reviewed by: Kim Example", "Fog."]
    assert read.critics is not None
    assert [bool(review.citation) for review in read.critics.reviews] == [bool(end), False]


@pytest.mark.parametrize("last", ["", "  4. rope\n    Oct 9, 2014\n    5\n    It rained.\n"])
@pytest.mark.parametrize("end", ["", " Full Review »"])
def test_a_user_whose_number_was_lost_is_no_text(last: str, end: str) -> None:
    """A date above a score is of another item, whether another number is below or not; one of them may be a text's."""
    lost = USERS.replace("liked the fog.", f"liked the fog.{end}").replace("  2. walker\n", "")
    page = parse(lost + last)
    assert texts(page) == ["I liked the fog.", "It rained."][: 1 + bool(last)]
    assert unread(page) == ["Oct 8, 2014", "7", "More fog."]
    for own in ("Oct 8, 2014", "7", "7\n    Oct 8, 2014"):
        page = parse(USERS.replace("liked the fog.", f"liked the fog.\n    {own}\n    And the pier."))
        assert unread(page) == []
        assert texts(page) == [f"I liked the fog.\n{own}\nAnd the pier.".replace("    ", ""), "More fog."]


@pytest.mark.parametrize("end", ["", " Full Review »", "\n    • 1 of 2 users found this helpful"])
@pytest.mark.parametrize("next_item", ["", "  3. Oct 9, 2014\n    It rained.\n"])
def test_a_user_whose_number_was_lost_where_no_scores_are_printed(end: str, next_item: str) -> None:
    """Below a date without a score, a date within the text is of another item, and so is all below it."""
    lost = "  1. kimfog\n    Oct 7, 2014\n    I liked the fog.\n    And the pier.\n    Oct 8, 2014\n    More fog."
    page = parse(f"User score distribution:\n  1. Positive: 2 out of 3\n{lost}{end}\n{next_item}")
    assert texts(page) == ["I liked the fog.\nAnd the pier.", "It rained."][: 1 + bool(next_item)]
    assert unread(page) == ["Oct 8, 2014", *(line.strip() for line in f"More fog.{end}".split("\n"))]
    assert page.users is not None
    assert (page.users.reviews[0].full_review, page.users.reviews[0].helpful) == (False, None)


@pytest.mark.parametrize("above", ["", "\n", "\r\n", "\ufeff\n"])
def test_an_empty_line_above_a_list_without_a_head(above: str) -> None:
    """A text that begins within a list is the same below an empty line."""
    page = parse(f"{above}    Slow, and worth it.\n  2. It floats. [4 March 1998]\n")
    assert texts(page) == ["Slow, and worth it.", "It floats."]
    assert unread(page) == []


def test_the_form_is_no_name() -> None:
    """An item that lost its number below the form in which users rate has no name of the form's words."""
    form = "  1. Your Score\n    0 out of 10\n  2. Submit\n  3. Check Spelling\n"
    page = parse(USERS.replace("  1. kimfog", f"{form}     kimfog"))
    assert "Check Spelling" not in repr(page.sections)
    assert "3. Check Spelling" in unread(page)


@pytest.mark.parametrize(
    "count", ["Positive: 10 out of 13 2. Negative: 0 out of 13", "Mixed: 4 critics", "Positive: 9 Out Of 12"]
)
def test_counts_on_one_line_are_no_review(count: str) -> None:
    """A line of nothing but classes and counts, however they are run together, is no text."""
    page = parse(f"Critic score distribution:\n  1. {count}\n  1. A film.\n")
    assert texts(page) == ["A film."]
    assert unread(page) == [f"1. {count}"]


@pytest.mark.parametrize(("page", "name"), [(CRITICS, "Pier Weekly"), (USERS, "dry dock")])
def test_a_text_that_is_cut_below_a_name(page: str, name: str) -> None:
    """Where each review of a list has a name, a last item of one line without a full stop is a name."""
    read = parse(f"{page}  3. {name}")
    assert texts(read) == texts(parse(page))
    assert unread(read) == [f"3. {name}"]
    assert texts(parse(f"{page}  3. {name}.\n"))[-1] == f"{name}."
    assert texts(parse(f"{page}  3. {name}\nSee all 12 Critic Reviews\n"))[-1] == name
    nameless = page.replace("  2. Lone Gull\n    Oct", "  2. Oct").replace("  2. walker\n    Oct", "  2. Oct")
    # Not all critics have a date there either, but all users have.
    assert (texts(parse(f"{nameless}  3. {name}\n"))[-1] == name) == (page is CRITICS)


@pytest.mark.parametrize("bullet", "•+□*·◦‣▪○●–-")
def test_links_in_a_list_of_any_bullets(bullet: str) -> None:
    """The links below a review are none of its text, whatever bullet stands before them."""
    links = f"    {bullet} All this critic's reviews\n    {bullet} Read full review\n"
    assert texts(parse(CRITICS + links)) == texts(parse(CRITICS))
    votes = f"    {bullet} 2 of 3 users found this helpful\n    {bullet} All this user's reviews\n"
    page = parse(USERS + votes)
    assert texts(page) == texts(parse(USERS))
    assert page.users is not None
    assert page.users.reviews[-1].helpful is not None
    assert unread(page) == []
