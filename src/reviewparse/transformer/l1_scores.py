"""The rules of `grammar/l1_scores.lark`: scores, verdicts, distributions and the lines between the sections."""

from __future__ import annotations

from reviewparse.cards import SectionType
from reviewparse.records import CriticSection, UserSection
from reviewparse.statements import FURNITURE, OTHER, SourceBlock, Statement
from reviewparse.transformer.base import BlockMethods, Text, distribution_of
from reviewparse.values import count_of
from reviewparse.vocabulary import L1

__all__ = ["L1Scores"]


class L1Scores(BlockMethods):
    """One method for each rule."""

    def critic_score(
        self, block: SourceBlock, score: Text, tbd: Text, verdict: Text, no_score: Text, awaiting: Text
    ) -> None:
        self._say_standing(
            block, CriticSection, L1,
            score=score, tbd=tbd, verdict=verdict, no_score=no_score, awaiting=awaiting,
        )  # fmt: skip

    def user_score(
        self, block: SourceBlock, score: Text, tbd: Text, verdict: Text, no_score: Text, awaiting: Text
    ) -> None:
        self._say_standing(
            block, UserSection, L1,
            score=score, tbd=tbd, verdict=verdict, no_score=no_score, awaiting=awaiting,
        )  # fmt: skip

    def critic_verdict(
        self, block: SourceBlock, verdict: Text, no_score: Text, count: Text, awaiting: Text, other_column: Text,
        score: Text = None,
    ) -> None:  # fmt: skip
        self._say_standing(
            block, CriticSection, L1,
            whole=other_column is None,
            score=score, verdict=verdict, no_score=no_score, count=count, awaiting=awaiting,
        )  # fmt: skip

    def no_critic_reviews(
        self, block: SourceBlock, no_score: Text, count: Text, awaiting: Text, other_column: Text
    ) -> None:
        if no_score is None:
            self.no_critics(block)
        else:
            self.critic_verdict(block, None, no_score, count, awaiting, other_column)

    def user_verdict(
        self, block: SourceBlock, verdict: Text, count: Text, awaiting: Text, score: Text, other_column: Text,
        no_score: Text,
    ) -> None:  # fmt: skip
        self._say_standing(
            block, UserSection, L1,
            whole=other_column is None,
            score=score, verdict=verdict, no_score=no_score, count=count, awaiting=awaiting,
        )  # fmt: skip

    def listed_critic_verdict(
        self, block: SourceBlock, verdict: Text, count: Text, awaiting: Text, above_positive: Text, positive: Text,
        positive_total: Text, above_mixed: Text, mixed: Text, mixed_total: Text, above_negative: Text, negative: Text,
        negative_total: Text,
    ) -> None:  # fmt: skip
        self.critic_verdict(block, verdict, None, count, awaiting, None)
        if positive or mixed or negative:
            self.critic_distribution(
                block, above_positive, positive, positive_total, above_mixed, mixed, mixed_total, above_negative,
                negative, negative_total,
            )  # fmt: skip

    def listed_user_verdict(
        self, block: SourceBlock, verdict: Text, count: Text, awaiting: Text, above_positive: Text, positive: Text,
        positive_total: Text, above_mixed: Text, mixed: Text, mixed_total: Text, above_negative: Text, negative: Text,
        negative_total: Text,
    ) -> None:  # fmt: skip
        self.user_verdict(block, verdict, count, awaiting, None, None, None)
        if positive or mixed or negative:
            self.user_distribution(
                block, above_positive, positive, positive_total, above_mixed, mixed, mixed_total, above_negative,
                negative, negative_total,
            )  # fmt: skip

    def no_critics(self, block: SourceBlock) -> None:
        self._say(block, CriticSection, L1, begins=False, no_reviews=True)

    def no_users(self, block: SourceBlock) -> None:
        self._say(block, UserSection, L1, begins=False, no_reviews=True)

    # --- distributions ------------------------------------------------------------------------------------------------

    def critic_distribution(
        self, block: SourceBlock, above_positive: Text, positive: Text, positive_total: Text, above_mixed: Text,
        mixed: Text, mixed_total: Text, above_negative: Text, negative: Text, negative_total: Text,
    ) -> None:  # fmt: skip
        totals = (positive_total, mixed_total, negative_total)
        stray = bool(above_positive or above_mixed or above_negative)
        self._distribution(block, CriticSection, (positive, mixed, negative), totals, stray=stray)

    def user_distribution(
        self, block: SourceBlock, above_positive: Text, positive: Text, positive_total: Text, above_mixed: Text,
        mixed: Text, mixed_total: Text, above_negative: Text, negative: Text, negative_total: Text,
    ) -> None:  # fmt: skip
        totals = (positive_total, mixed_total, negative_total)
        stray = bool(above_positive or above_mixed or above_negative)
        self._distribution(block, UserSection, (positive, mixed, negative), totals, stray=stray)

    summary_critic_distribution = empty_critic_distribution = critic_distribution
    summary_user_distribution = marked_user_distribution = only_user_distribution = user_distribution

    def _distribution(
        self, block: SourceBlock, section: SectionType, counts: tuple[Text, Text, Text], totals: tuple[Text, ...], *,
        stray: bool,
    ) -> None:  # fmt: skip
        """Totals that contradict each other: which one is true cannot be told, so the lines are listed.

        `stray`: lines that were not understood stand above some of the counts.
        """
        different = {*map(count_of, filter(None, totals))}
        agree = len(different) < 2
        distribution = distribution_of(*counts, different.pop() if different else None) if agree else None
        self._page.say(block, Statement(section, {}, distribution, agree, begins=False, distributes=True), L1)
        if stray and agree and self._page.boundary is None:
            self._list_lines(block, *block.spans()[-9::3])

    def unknown_critic_count(self, block: SourceBlock) -> None:
        self._page.say(block, OTHER)

    unknown_user_count = unknown_critic_count

    # --- lines between the sections -----------------------------------------------------------------------------------

    def see_all_critics(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, CriticSection, L1, see_all)

    def see_all_users(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, UserSection, L1, see_all)

    def critics_heading(self, block: SourceBlock) -> None:
        self._page.say(block, FURNITURE)

    users_heading = critics_list_heading = users_list_heading = users_form_heading = critics_heading
    critics_tab = users_tab = users_tab_again = users_own_tab = unscored_note = critics_heading

    def shop_line(self, block: SourceBlock) -> None:
        self._page.say(block, OTHER)
