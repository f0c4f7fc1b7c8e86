"""Texts that hold a line or an ending of the page: which of them `validate` finds."""

from __future__ import annotations

from collections import Counter
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import validate
from reviewparse.records import CriticReview, CriticSection, ReviewPage, UserReview, UserSection

BEGINNINGS = ("", "Al fine. ", "Also fine. ", "Al? ", "A. ", "Awful… ")
"""First words of texts, some of which begin with the same letters."""

ENDINGS = ("", " Read more", " Reads on", "\nPosted Jan 3", "\nPosted March 12", "\n\nVote: yes")
SAME = {"\nPosted March 12": "\nPosted Jan 3"}
"""Endings that are alike but for the day."""

parts = st.lists(st.tuples(st.sampled_from(BEGINNINGS), st.sampled_from(ENDINGS)), min_size=1, max_size=12)


def noted(page: ReviewPage) -> list[tuple[str, str]]:
    return [(each.path, each.message) for each in validate(page) if each.code == "lines-not-understood"]


@given(parts)
def test_what_a_fourth_of_the_texts_share_is_the_page_s(chosen: list[tuple[str, str]]) -> None:
    """A text is noted where a fourth of the list, and two texts at least, begin or end as it does; no other is."""
    own = [f"{letter.upper()}{letter} drifts." for letter in ascii_lowercase]  # alike in no other text
    texts = [f"{begin}{own[i]}{end}" for i, (begin, end) in enumerate(chosen)]
    beginnings = Counter(begin for begin, _ in chosen)
    endings = Counter(SAME.get(end, end) for _, end in chosen)
    fewest = max(2, (len(texts) + 3) // 4)
    wanted = [
        i
        for i, (begin, end) in enumerate(chosen)
        if (begin and beginnings[begin] >= fewest) or (end and endings[SAME.get(end, end)] >= fewest)
    ]
    found = noted(ReviewPage((UserSection(reviews=tuple(UserReview(text=text) for text in texts)),)))
    if not wanted:
        assert found == []
        return
    ((path, message),) = found
    assert path == f"users.reviews[{wanted[0]}].text"
    assert message.startswith(f"{len(wanted)} line")


@pytest.mark.parametrize(
    ("text", "is_noted"), [("Slow, and worth it.\n□ Watch", True), ("□ Watch", True), ("Dry.\n", False)]
)
def test_a_second_paragraph_of_a_critic_is_the_page_s(text: str, is_noted: bool) -> None:
    """What stands below a critic's text, or a link that stands for it, is noted; a user's text may have paragraphs."""
    critics = CriticReview(text="Salty."), CriticReview(text=text)
    found = noted(ReviewPage((CriticSection(reviews=critics),)))
    assert [path for path, _ in found] == ["critics.reviews[1].text"] * is_noted
    users = UserReview(text="Salty."), UserReview(text=text)
    assert noted(ReviewPage((UserSection(reviews=users),))) == []


@pytest.mark.parametrize("behind", [" Then it lifted.", " t", ""])
def test_a_head_before_the_whole_text_is_the_page_s(behind: str) -> None:
    """A text that begins with its own head was printed twice, and is noted; one that is said once is not."""
    head = "Nobody at the pier expected the fog to stay for a week, nor the lamps to fail."
    for text, wanted in ((head + head + behind, True), (head + behind, False)):
        found = noted(ReviewPage((UserSection(reviews=(UserReview(text=text),)),)))
        assert [path for path, _ in found] == ["users.reviews[0].text"] * wanted
