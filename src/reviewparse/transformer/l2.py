"""The rules of `grammar/l2.lark`."""

from __future__ import annotations

from reviewparse.fresh import fresh_critic_review, fresh_user_review, new_helpful
from reviewparse.records import CriticReview, CriticSection, UserReview, UserSection
from reviewparse.statements import FURNITURE, SourceBlock
from reviewparse.transformer.base import BlockMethods, Text, distribution_of, end_of
from reviewparse.values import (
    citation_of,
    count_of,
    date_of,
    number_of,
    text_of,
    without_excerpt,
)
from reviewparse.vocabulary import L2

__all__ = ["L2Blocks"]


class L2Blocks(BlockMethods):
    """One method for each rule."""

    def l2_critic_score(
        self, block: SourceBlock, score: Text, verdict: Text, count: Text, awaiting: Text, other_column: Text,
        no_score: Text, positive: Text, mixed: Text, negative: Text, score_left: Text, tbd: Text, score_below: Text,
    ) -> None:  # fmt: skip
        score, second = _first_of(score or score_left, score_below)
        self._say_standing(
            block, CriticSection, L2,
            whole=other_column is score_left is second is None,
            distribution=distribution_of(positive, mixed, negative),
            score=score, tbd=tbd, verdict=verdict, no_score=no_score, count=count, awaiting=awaiting,
        )  # fmt: skip

    def l2_user_score(
        self, block: SourceBlock, score: Text, tbd: Text, verdict: Text, count: Text, awaiting: Text,
        other_column: Text, no_score: Text, score_below: Text, positive: Text, mixed: Text, negative: Text,
        no_reviews: Text, score_left: Text,
    ) -> None:  # fmt: skip
        score, second = _first_of(score or score_left, score_below)
        self._say_standing(
            block, UserSection, L2,
            whole=other_column is score_left is second is None,
            distribution=distribution_of(positive, mixed, negative),
            no_reviews=no_reviews,
            score=score, tbd=tbd, verdict=verdict, no_score=no_score, count=count, awaiting=awaiting,
        )  # fmt: skip

    def table_distribution(
        self, block: SourceBlock, table_line: Text, positive: Text, mixed: Text, negative: Text
    ) -> None:
        distribution = distribution_of(positive, mixed, negative)
        self._say(block, CriticSection, L2, distribution=distribution)
        if self._page.boundary is None:
            self._list_lines(block, block.spans()[0])

    def l2_vote(self, block: SourceBlock) -> None:
        self._say(block, UserSection, L2, begins=False)

    # --- reviews ------------------------------------------------------------------------------------------------------

    def l2_critic_review(
        self, block: SourceBlock, score: Text, publication: Text, author: Text, byline: Text, date: Text,
        l2_critic_text: Text, citation: Text,
    ) -> None:  # fmt: skip
        day = date_of(date) if date else None
        review = fresh_critic_review(block.line)
        review.number = None
        review.publication = publication.strip() if publication else None
        review.author = author.strip() if author else None
        review.date = day
        review.score = number_of(score) if score else None
        review.text = l2_critic_text.strip() if l2_critic_text else None
        review.citation = citation_of(citation) if citation else None
        review.byline = byline.strip() if byline else None
        review.__class__ = CriticReview
        self._page.add(CriticSection, review, L2)
        if date and day is None:
            self._list_lines(block, block.spans()[4])

    next_l2_critic_review = later_l2_critic_review = l2_critic_review

    def later_l2_user_review(
        self, block: SourceBlock, score: Text, linked_name: Text, name: Text, date: Text, l2_other_date: Text,
        spoiler: Text, l2_user_text: Text, expand: Text, l2_trailing: Text, helpful: Text, helpful_total: Text,
    ) -> None:  # fmt: skip
        day = date_of(date) if date else None
        text = text_of(l2_user_text) if l2_user_text else None
        review = fresh_user_review(block.line)
        review.number = None
        review.author = name.strip() if name else None
        review.date = day
        review.score = number_of(score) if score else None
        review.text = without_excerpt(text) if text and expand and not spoiler else text
        review.helpful = new_helpful(count_of(helpful), count_of(helpful_total)) if helpful and helpful_total else None
        review.spoiler = spoiler is not None
        review.full_review = False
        review.__class__ = UserReview
        self._page.add(UserSection, review, L2)
        if expand:
            self._page.say_end(review, end_of(text, expand, review.text, spoiler))
        if l2_trailing or linked_name or day is None:
            spans = block.spans()
            dated = spans[3] or spans[4] if linked_name or day is None else None
            self._list_lines(block, dated, spans[8] if l2_trailing else None)

    def next_l2_user_review(
        self, block: SourceBlock, score: Text, linked_name: Text, name: Text, date: Text, l2_other_date: Text,
        spoiler: Text, l2_user_line: Text,
    ) -> None:  # fmt: skip
        self.later_l2_user_review(
            block, score, linked_name, name, date, l2_other_date, spoiler, l2_user_line, None, None, None, None
        )

    def table_critic_review(self, block: SourceBlock, byline: Text, date: Text, table_text: Text) -> None:
        known = date is not None and date_of(date) is not None
        self.l2_critic_review(block, None, None, None, byline, date if known else None, table_text, None)
        if date and not known:
            self._list_lines(block, block.spans()[1])

    def table_season_review(
        self, block: SourceBlock, byline: Text, date: Text, season_review: Text, season_text: Text, citation: Text
    ) -> None:
        known = date is not None and date_of(date) is not None
        self.l2_critic_review(block, None, None, None, byline, date if known else None, season_text, citation)
        spans = block.spans()
        self._list_lines(block, *(spans[1:3] if date and not known else spans[2:3]))

    # --- lines between the sections -----------------------------------------------------------------------------------

    def l2_see_all_critics(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, CriticSection, L2, see_all)

    def l2_see_all_users(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, UserSection, L2, see_all)

    def l2_critics_heading(self, block: SourceBlock, l2_tabs: Text) -> None:
        self._page.say(block, FURNITURE, L2)
        if l2_tabs:
            self._list_lines(block, block.spans()[0])

    def l2_users_heading(self, block: SourceBlock) -> None:
        self._page.say(block, FURNITURE, L2)


def _first_of(score: Text, below: Text) -> tuple[Text, Text]:
    """The score of a block in which a number may stand in two places, and the other number, if it is another one."""
    if score is None or below is None or score.strip() == below.strip():
        return score or below, None
    return score, below
