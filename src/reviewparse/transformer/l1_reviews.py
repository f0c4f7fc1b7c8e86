"""The rules of `grammar/l1_reviews.lark`: reviews as numbered items."""

from __future__ import annotations

from functools import partial

from reviewparse.fresh import fresh_critic_review, fresh_user_review, new_helpful
from reviewparse.records import CriticReview, CriticSection, UserReview, UserSection
from reviewparse.review_grammar import terminal
from reviewparse.statements import FURNITURE, OTHER, SourceBlock, Unnumbered
from reviewparse.transformer.base import BlockMethods, Text, end_of
from reviewparse.values import citation_of, count_of, date_of, number_of, text_of, without_excerpt

__all__ = ["L1Reviews"]


class L1Reviews(BlockMethods):
    """One method for each rule."""

    def critic_review(
        self, block: SourceBlock, number: Text, publication: Text, above_author: Text, author: Text, unknown: Text,
        date: Text, unknown_below: Text, score: Text, critic_text: Text, citation: Text, trailing: Text,
    ) -> None:  # fmt: skip
        day = date_of(date) if date else None
        review = fresh_critic_review(block.line)
        review.number = number_of(number) if number else None
        review.publication = publication
        review.author = author.rstrip() if author else None
        review.date = day
        review.score = number_of(score) if score else None
        review.text = text_of(critic_text) if critic_text else None
        review.citation = citation_of(citation) if citation else None
        review.__class__ = CriticReview
        self._page.add(CriticSection, review)
        if review.text and "\n" in review.text:
            self._page.say_paragraphs(review, partial(_paragraphs, block))
        if above_author or unknown or unknown_below or trailing or (date and day is None):
            _, _, first, _, above, dated, below, _, _, _, last = block.spans()
            self._list_lines(block, first, above, None if day else dated, below, last)

    first_critic_review = next_critic_review = later_critic_review = opening_critic_review = critic_review
    marked_critic_review = cited_critic_review = upper_critic_review = second_critic_review = critic_review

    def critics_without_numbers(self, block: SourceBlock, without_numbers: Text) -> None:
        lines = (without_numbers or "").split("\n")
        reviews = [_of_one_line(line, number) for number, line in enumerate(lines, block.line) if line.strip()]
        self._page.say(block, Unnumbered(tuple(reviews)))

    first_critics_without_numbers = critics_without_numbers

    def user_review(
        self, block: SourceBlock, number: Text, name: Text, unknown: Text, date: Text, unknown_below: Text, score: Text,
        spoiler: Text, user_text: Text, expand: Text, full_review: Text, helpful: Text, helpful_total: Text,
        trailing: Text,
    ) -> None:  # fmt: skip
        day = date_of(date) if date else None
        lost = _lost_head(user_text) if user_text and date and not score and "\n" in user_text else None
        if lost is not None:
            user_text = (user_text or "")[:lost]
            expand = full_review = helpful = None
        text = text_of(user_text) if user_text else None
        review = fresh_user_review(block.line)
        review.number = number_of(number) if number else None
        review.author = name.strip() if name else None
        review.date = day
        review.score = number_of(score) if score else None
        review.text = without_excerpt(text) if text and not spoiler and (expand or full_review) else text
        review.helpful = new_helpful(count_of(helpful), count_of(helpful_total)) if helpful and helpful_total else None
        review.spoiler = spoiler is not None
        review.full_review = full_review is not None
        review.__class__ = UserReview
        self._page.add(UserSection, review)
        if expand or full_review:
            self._page.say_end(review, end_of(text, expand, review.text, spoiler))
        if unknown or unknown_below or trailing or lost is not None or (date and day is None):
            _, _, above, dated, below, _, _, written, *_, last = block.spans()
            if lost is not None and written:
                last = (written[0] + lost, block.end)
            self._list_lines(block, above, None if day else dated, below, last)

    first_user_review = next_user_review = later_user_review = opening_user_review = user_review
    marked_user_review = cited_user_review = second_user_review = user_review

    def empty_item(self, block: SourceBlock) -> None:
        self._page.say(block, FURNITURE)

    def line_in_list(self, block: SourceBlock) -> None:
        self._page.say(block, OTHER)

    def unclaimed_list(self, block: SourceBlock, *_: Text) -> None:
        self._page.say(block, OTHER)

    unclaimed_critic_list = unclaimed_user_list = unclaimed_list


def _lost_head(text: str) -> int | None:
    """Where in a user's text another item begins, which lost the line with its number."""
    found = terminal("LOST_HEAD").search(f"\n{text}")
    return found and found.start()


def _paragraphs(block: SourceBlock) -> tuple[CriticReview, ...]:
    """The lines of a critic's text, each as if it were a review."""
    span = block.spans()[8]
    assert span is not None
    start, end = span[0] - block.start, span[1] - block.start
    first = block.line + block.source.count("\n", 0, start)
    lines = block.source[start:end].split("\n")
    return tuple(_of_one_line(line, number) for number, line in enumerate(lines, first) if line.strip())


def _of_one_line(line: str, number: int) -> CriticReview:
    """A critic's review of nothing but a text and maybe a print source; `number` is that of the line."""
    text, citation = line.strip(), None
    if cited := terminal("CITED_LINE").match(text + "\n"):
        text, citation = cited[0].rstrip(), citation_of(text[cited.end() :])
    return CriticReview(text=text, citation=citation, line=number)
