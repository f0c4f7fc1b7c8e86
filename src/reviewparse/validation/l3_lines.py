"""What the lines of a page of layout L3 leave open: whose a review is, and what marks of the layout stand unread."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reviewparse.lines import Line, Lines
from reviewparse.records import ReviewPage, UserSection
from reviewparse.review_grammar import terminal
from reviewparse.validation.notes import Notes
from reviewparse.vocabulary import Layout

__all__ = ["check_l3_lines"]

WORDS: Final = ("%", "[SPOILER ALERT:", " Critic Review", " User Review", "FULL REVIEW", "Report")
"""Each line that only layout L3 prints holds one of these strings. They are searched first, which is quick."""


def check_l3_lines(page: ReviewPage, lines: Lines, about: Notes) -> None:
    """Reviews in doubt, a list that only its scores tell to be the users', and marks that stand unread."""
    if marks := lines.holding(WORDS, like=lambda line: terminal("_L3_MARK").match(f"{line}\n")):
        number = lines[marks[0]].number
        message = f"Line {number} is a line of layout L3 that was not understood."
        about.add("layout-not-known", message, "unrecognized", line=number)
    if page.layout is not Layout.L3:
        return
    for line in _in_doubt(lines):
        message = f"The review that begins on line {line.number} may be a critic's or a user's."
        about.add("review-in-doubt", message, "unrecognized", line=line.number)
    (section, *others) = page.sections or (None,)
    if isinstance(section, UserSection) and not others and section == UserSection(reviews=section.reviews):
        reviews = [review for review in section.reviews if hasattr(review, "spoiler")]
        if len(reviews) > 1 and not any(review.spoiler or review.platform for review in reviews):
            message = "These reviews are taken to be the users' only because all scores are at most 10."
            about.add("users-by-scores", message, "sections", line=section.line)


def _in_doubt(lines: Lines) -> Iterator[Line]:
    """The dates right below which a score stands: so a review begins."""
    for line, below in pairwise(lines):
        if below.number == line.number + 1 and terminal("_L3_DATED_SCORE").search(f"{line.text}\n{below.text}\n"):
            yield line
