"""The rules of `grammar/l3.lark`."""

from __future__ import annotations

from reviewparse.cards import Clue, ClueKind, SectionType, printed
from reviewparse.fresh import new_distribution
from reviewparse.records import CriticSection, Distribution, UserSection
from reviewparse.review_grammar import terminal
from reviewparse.statements import FURNITURE, SourceBlock
from reviewparse.transformer.base import BlockMethods, Text, optional_count
from reviewparse.values import date_of, number_of, text_of
from reviewparse.vocabulary import L3

__all__ = ["L3Blocks"]


class L3Blocks(BlockMethods):
    """One method for each rule."""

    def l3_critic_score(
        self, block: SourceBlock, score: Text, verdict: Text, positive_short: Text, positive: Text,
        positive_percent: Text, mixed_short: Text, mixed: Text, mixed_percent: Text, negative_short: Text,
        negative: Text, negative_percent: Text, count: Text, badge: Text, tbd: Text,
    ) -> None:  # fmt: skip
        distribution = _distribution(
            positive, mixed, negative, positive_percent, mixed_percent, negative_percent, positive_short, mixed_short,
            negative_short,
        )  # fmt: skip
        self._say_standing(
            block, CriticSection, L3,
            distribution=distribution,
            badge=badge,
            score=score, tbd=tbd, verdict=verdict, count=count,
        )  # fmt: skip
        if distribution is not None:
            self._page.add_clue(Clue(ClueKind.COUNTS, CriticSection))

    def l3_user_score(
        self, block: SourceBlock, score: Text, verdict: Text, positive_short: Text, positive: Text,
        positive_percent: Text, mixed_short: Text, mixed: Text, mixed_percent: Text, negative_short: Text,
        negative: Text, negative_percent: Text, count: Text, tbd: Text,
    ) -> None:  # fmt: skip
        distribution = _distribution(
            positive, mixed, negative, positive_percent, mixed_percent, negative_percent, positive_short, mixed_short,
            negative_short,
        )  # fmt: skip
        self._say_standing(
            block, UserSection, L3,
            distribution=distribution,
            score=score, tbd=tbd, verdict=verdict, count=count,
        )  # fmt: skip
        if distribution is not None:
            self._page.add_clue(Clue(ClueKind.COUNTS, UserSection))

    def l3_critic_distribution(
        self, block: SourceBlock, positive_percent: Text, positive: Text, mixed_percent: Text, mixed: Text,
        negative_percent: Text, negative: Text,
    ) -> None:  # fmt: skip
        counts = _distribution(positive, mixed, negative, positive_percent, mixed_percent, negative_percent)
        self._say(block, CriticSection, L3, distribution=counts)
        self._page.add_clue(Clue(ClueKind.COUNTS, CriticSection))

    def l3_user_distribution(
        self, block: SourceBlock, positive_percent: Text, positive: Text, mixed_percent: Text, mixed: Text,
        negative_percent: Text, negative: Text,
    ) -> None:  # fmt: skip
        counts = _distribution(positive, mixed, negative, positive_percent, mixed_percent, negative_percent)
        self._say(block, UserSection, L3, distribution=counts)
        self._page.add_clue(Clue(ClueKind.COUNTS, UserSection))

    # --- reviews ------------------------------------------------------------------------------------------------------

    def l3_review(
        self, block: SourceBlock, date: Text, score: Text, l3_name: Text, l3_text: Text, l3_author: Text,
        l3_full_review: Text, platform_after: Text, platform_of_critic: Text, platform_of_user: Text, report: Text,
        platform: Text,
    ) -> None:  # fmt: skip
        day = date_of(date) if date else None
        text = text_of(l3_text) if l3_text else None
        section: SectionType | None = None
        if l3_author or l3_full_review or platform_of_critic:
            section = CriticSection
        elif report or platform_of_user:
            section = UserSection
        platform = platform or platform_after or platform_of_critic or platform_of_user
        platform = platform.strip() if platform else None
        name = l3_name.strip() if l3_name else None
        author = l3_author.strip() if l3_author else None
        points = number_of(score) if score else None
        spoiler = text is not None and terminal("L3_SPOILER").match(text) is not None
        self._page.add_card(
            printed(block.line, (block.start, block.end), section, name, author, day, points, text, spoiler, platform)
        )
        if date and day is None:
            self._list_lines(block, block.spans()[0])

    later_l3_review = paired_l3_review = scored_l3_review = next_l3_review = l3_review

    # --- lines between the reviews ------------------------------------------------------------------------------------

    def l3_showing_critics(self, block: SourceBlock, showing: Text) -> None:
        self._say(block, CriticSection, L3, begins=False, showing=optional_count(showing))
        self._page.add_clue(Clue(ClueKind.SHOWING, CriticSection))

    def l3_showing_users(self, block: SourceBlock, showing: Text) -> None:
        self._say(block, UserSection, L3, begins=False, showing=optional_count(showing))
        self._page.add_clue(Clue(ClueKind.SHOWING, UserSection))

    def l3_see_all_critics(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, CriticSection, L3, see_all)
        self._page.add_clue(Clue(ClueKind.SEE_ALL, CriticSection))

    def l3_see_all_users(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, UserSection, L3, see_all)
        self._page.add_clue(Clue(ClueKind.SEE_ALL, UserSection))

    def l3_menu(self, block: SourceBlock) -> None:
        self._page.say(block, FURNITURE, L3)


def _distribution(
    positive: Text, mixed: Text, negative: Text, positive_percent: Text, mixed_percent: Text, negative_percent: Text,
    positive_short: Text = None, mixed_short: Text = None, negative_short: Text = None,
) -> Distribution | None:  # fmt: skip
    """The distribution that is printed, `None` where none is; a shortened count is no number."""
    if positive_percent is mixed_percent is negative_percent is None:
        return None
    return new_distribution(
        (optional_count(positive), optional_count(mixed), optional_count(negative)),
        percents=(optional_count(positive_percent), optional_count(mixed_percent), optional_count(negative_percent)),
        short=(_stripped(positive_short), _stripped(mixed_short), _stripped(negative_short)),
    )


def _stripped(text: Text) -> Text:
    return text.strip() if text else None
