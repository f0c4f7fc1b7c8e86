"""The transformer: what each block of a page's text says, one method for each rule that `grammar/page.lark` names.

A method takes the block and the text of each field of its rule, in the rule's order, `None` where a field is not
printed. To follow a line of a page: find its rule in `grammar/`, then the method of that name here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from reviewparse.engine import Block
from reviewparse.pages import FURNITURE, OTHER, PageBuilder, SectionType, Statement, Title
from reviewparse.records import CriticReview, CriticSection, Distribution, Helpful, UserReview, UserSection
from reviewparse.review_grammar import engine
from reviewparse.values import (
    citation_of,
    count_of,
    date_of,
    number_of,
    text_of,
    user_score_of,
    verdict_of,
    without_head,
)
from reviewparse.vocabulary import Kind, Layout

__all__ = ["PageTransformer", "SourceBlock", "read_into", "read_review"]

Text = str | None
"""The text of a field, `None` where it is not printed."""


class SourceBlock(Protocol):
    """Where a block stands in the text: an engine's block, or one of Lark's trees."""

    @property
    def line(self) -> int:
        """The number of its first line."""

    @property
    def source(self) -> str:
        """Its text."""

    @property
    def start(self) -> int:
        """Where in the text it begins."""

    def spans(self) -> tuple[tuple[int, int] | None, ...]:
        """Where in the text each of its fields stands."""


class PageTransformer:
    """Gives what each block says to a `PageBuilder`."""

    def __init__(self, page: PageBuilder) -> None:
        self._page = page

    # --- scores and verdicts ------------------------------------------------------------------------------------------

    def critic_score(
        self, block: SourceBlock, metascore: Text, tbd: Text, verdict: Text, no_score: Text, awaiting: Text
    ) -> None:
        self._say(
            block, CriticSection,
            score=_number(metascore), tbd=_flag(tbd), verdict=_verdict(verdict), no_score=_flag(no_score),
            awaiting=_count(awaiting),
        )  # fmt: skip

    def user_score(
        self, block: SourceBlock, user_score: Text, tbd: Text, verdict: Text, no_score: Text, awaiting: Text
    ) -> None:
        self._say(
            block, UserSection,
            score=_user_score(user_score), tbd=_flag(tbd), verdict=_verdict(verdict), no_score=_flag(no_score),
            awaiting=_count(awaiting),
        )  # fmt: skip

    def critic_verdict(
        self, block: SourceBlock, critic_verdict: Text, no_critic_score: Text, count: Text, awaiting: Text,
        metascore_beside: Text, other_column: Text,
    ) -> None:  # fmt: skip
        self._say(
            block, CriticSection, whole=other_column is None,
            verdict=_verdict(critic_verdict), no_score=_flag(no_critic_score), count=_count(count),
            awaiting=_count(awaiting), score=_number(metascore_beside),
        )  # fmt: skip

    def no_critic_reviews(
        self, block: SourceBlock, no_critic_reviews: Text, count: Text, awaiting: Text, other_column: Text
    ) -> None:
        self._say(
            block, CriticSection, whole=other_column is None,
            no_score=_flag(no_critic_reviews), count=_count(count), awaiting=_count(awaiting),
        )  # fmt: skip

    def user_verdict(
        self, block: SourceBlock, user_verdict: Text, count: Text, awaiting: Text, user_score_beside: Text,
        other_column: Text, no_user_score: Text,
    ) -> None:  # fmt: skip
        self._say(
            block, UserSection, whole=other_column is None,
            verdict=_verdict(user_verdict), no_score=_flag(no_user_score), count=_count(count),
            awaiting=_count(awaiting), score=_user_score(user_score_beside),
        )  # fmt: skip

    # --- distributions ------------------------------------------------------------------------------------------------

    def critic_distribution(self, block: SourceBlock, *counts: Text) -> None:
        self._distribution(block, CriticSection, *counts)

    def user_distribution(self, block: SourceBlock, *counts: Text) -> None:
        self._distribution(block, UserSection, *counts)

    summary_critic_distribution = critic_distribution
    summary_user_distribution = user_distribution

    def unknown_count(self, block: SourceBlock) -> None:
        self._page.say(block.line, block.source, OTHER)

    # --- lines between the sections -----------------------------------------------------------------------------------

    def see_all_critics(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, CriticSection, see_all)

    def see_all_users(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, UserSection, see_all)

    def critics_heading(self, block: SourceBlock) -> None:
        self._page.say(block.line, block.source, FURNITURE)

    users_heading = empty_item = critics_heading

    # --- reviews of layout L1 -----------------------------------------------------------------------------------------

    def critic_review(
        self, block: SourceBlock, number: Text, publication: Text, author: Text, unknown: Text, date: Text,
        no_date: Text, unknown_below: Text, score: Text, critic_text: Text, citation: Text, trailing: Text,
    ) -> None:  # fmt: skip
        self._page.add(
            CriticSection,
            CriticReview(
                number_of(number) if number else None,
                publication,
                author.rstrip() if author else None,
                date_of(date) if date else None,
                number_of(score) if score else None,
                text_of(critic_text) if critic_text else None,
                citation_of(citation) if citation else None,
                None,
                block.line,
            ),
        )
        if unknown or no_date or unknown_below or trailing:
            _, _, _, *spans = block.spans()
            self._unread(block, spans[0], spans[2], spans[3], spans[7])

    first_critic_review = next_critic_review = later_critic_review = critic_review

    def user_review(
        self, block: SourceBlock, number: Text, name: Text, unknown: Text, date: Text, no_date: Text,
        unknown_below: Text, score: Text, spoiler: Text, user_text: Text, expand: Text, full_review: Text,
        helpful: Text, helpful_total: Text, trailing: Text,
    ) -> None:  # fmt: skip
        if user_text:
            user_text = text_of(user_text)
            if expand:
                user_text = without_head(user_text)
        self._page.add(
            UserSection,
            UserReview(
                number_of(number) if number else None,
                name.strip() if name else None,
                date_of(date) if date else None,
                number_of(score) if score else None,
                user_text,
                Helpful(count_of(helpful), count_of(helpful_total)) if helpful and helpful_total else None,
                spoiler is not None,
                full_review is not None,
                block.line,
            ),
        )
        if unknown or no_date or unknown_below or trailing:
            _, _, *spans, below = block.spans()
            self._unread(block, spans[0], spans[2], spans[3], below)

    first_user_review = next_user_review = later_user_review = user_review

    # --- layout L2 ----------------------------------------------------------------------------------------------------

    def l2_critic_score(
        self, block: SourceBlock, tbd: Text, critic_verdict: Text, count: Text, awaiting: Text,
        metascore_beside: Text, other_column: Text, verdict: Text, no_score: Text, metascore: Text,
        positive: Text, mixed: Text, negative: Text,
    ) -> None:  # fmt: skip
        self._say(
            block, CriticSection, layout=Layout.L2, whole=other_column is None, distribution=_counts(positive, mixed, negative),
            tbd=_flag(tbd), verdict=_verdict(critic_verdict or verdict), no_score=_flag(no_score), count=_count(count),
            awaiting=_count(awaiting), score=_number(metascore_beside or metascore),
        )  # fmt: skip

    def l2_user_score(
        self, block: SourceBlock, user_score_above: Text, tbd_above: Text, tbd: Text, user_verdict: Text,
        count: Text, awaiting: Text, user_score_beside: Text, other_column: Text, verdict: Text, no_score: Text,
        user_score: Text, positive: Text, mixed: Text, negative: Text, no_reviews: Text,
    ) -> None:  # fmt: skip
        self._say(
            block, UserSection, layout=Layout.L2, whole=other_column is None, distribution=_counts(positive, mixed, negative),
            tbd=_flag(tbd_above or tbd), verdict=_verdict(user_verdict or verdict), no_score=_flag(no_score),
            count=_count(count), awaiting=_count(awaiting), no_reviews=_flag(no_reviews),
            score=_user_score(user_score or user_score_beside or user_score_above),
        )  # fmt: skip

    def l2_vote(self, block: SourceBlock) -> None:
        self._say(block, UserSection, begins=False, layout=Layout.L2)

    def l2_see_all_critics(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, CriticSection, see_all, Layout.L2)

    def l2_see_all_users(self, block: SourceBlock, see_all: Text) -> None:
        self._see_all(block, UserSection, see_all, Layout.L2)

    def l2_critics_heading(self, block: SourceBlock) -> None:
        self._page.say(block.line, block.source, FURNITURE, Layout.L2)

    l2_users_heading = l2_critics_heading

    def l2_critic_review(
        self, block: SourceBlock, score: Text, publication: Text, date: Text, no_date: Text, author: Text,
        byline: Text, text: Text, citation: Text,
    ) -> None:  # fmt: skip
        self._page.add(
            CriticSection,
            CriticReview(
                None,
                publication.strip() if publication else None,
                author.strip() if author else None,
                date_of(date) if date else None,
                number_of(score) if score else None,
                text.strip() if text else None,
                citation_of(citation) if citation else None,
                byline.strip() if byline else None,
                block.line,
            ),
        )
        if no_date:
            self._unread(block, block.spans()[3])

    next_l2_critic_review = later_l2_critic_review = l2_critic_review

    def later_l2_user_review(
        self, block: SourceBlock, score: Text, name: Text, date: Text, no_date: Text, spoiler: Text, text: Text,
        expand: Text, trailing: Text, helpful: Text, helpful_total: Text,
    ) -> None:  # fmt: skip
        self.user_review(
            block, None, name, None, date, None, None, score, spoiler, text, expand, None, helpful, helpful_total, None
        )
        if no_date or trailing:
            spans = block.spans()
            self._unread(block, spans[3], spans[7])

    def next_l2_user_review(
        self, block: SourceBlock, score: Text, name: Text, date: Text, no_date: Text, spoiler: Text, text: Text
    ) -> None:
        self.later_l2_user_review(block, score, name, date, no_date, spoiler, text, None, None, None, None)

    # --- details and other lines --------------------------------------------------------------------------------------

    def kind_line(self, block: SourceBlock, movie: Text, tv: Text, music: Text, game: Text) -> None:
        kind = Kind.MOVIE if movie else Kind.TV if tv else Kind.MUSIC if music else Kind.GAME
        self._page.say(block.line, block.source, kind)

    def title_line(self, block: SourceBlock, title: Text) -> None:
        self._page.say(block.line, block.source, Title((title or "").strip()))

    def other_line(self, block: SourceBlock, line: Text) -> None:
        self._page.say(block.line, block.source, OTHER)

    # --- what the methods share ---------------------------------------------------------------------------------------

    def _say(
        self, block: SourceBlock, section: SectionType, *, layout: Layout = Layout.L1, whole: bool = True,
        begins: bool = True, distribution: Distribution | None = None, distributes: bool = False, **values: Any,
    ) -> None:  # fmt: skip
        printed = {name: value for name, value in values.items() if value is not None}
        distributes = distributes or distribution is not None
        statement = Statement(section, printed, distribution, whole, begins, distributes)
        self._page.say(block.line, block.source, statement, layout)

    def _distribution(
        self, block: SourceBlock, section: SectionType,
        positive: Text, positive_total: Text, mixed: Text, mixed_total: Text, negative: Text, negative_total: Text,
    ) -> None:  # fmt: skip
        totals = {count_of(total) for total in (positive_total, mixed_total, negative_total) if total}
        agree = len(totals) < 2
        distribution = _counts(positive, mixed, negative, totals.pop() if totals else None) if agree else None
        self._say(block, section, whole=agree, begins=False, distribution=distribution, distributes=True)

    def _see_all(
        self, block: SourceBlock, section: SectionType, see_all: Text, layout: Layout = Layout.L1
    ) -> None:
        if see_all is None:
            self._page.say(block.line, block.source, FURNITURE, layout)
        else:
            self._say(block, section, layout=layout, begins=False, see_all=count_of(see_all))

    def _unread(self, block: SourceBlock, *spans: tuple[int, int] | None) -> None:
        """List the whole lines of a review in which these fields stand."""
        for span in spans:
            if span is not None:
                source, start = block.source, span[0] - block.start
                end = start + len(source[start : span[1] - block.start].rstrip())
                first = source.rfind("\n", 0, start) + 1
                self._page.unread(block.line + source.count("\n", 0, first), source[first : source.find("\n", end)])


def _number(text: Text) -> int | None:
    return None if text is None else number_of(text)


def _user_score(text: Text) -> Any:
    return None if text is None else user_score_of(text)


def _verdict(text: Text) -> Any:
    return None if text is None else verdict_of(text)


def _count(text: Text) -> int | None:
    return None if text is None else count_of(text)


def _flag(text: Text) -> bool | None:
    return None if text is None else True


def _counts(positive: Text, mixed: Text, negative: Text, total: int | None = None) -> Distribution | None:
    """The distribution of the counts that are printed, `None` where none is."""
    if positive is mixed is negative is None:
        return None
    return Distribution(_count(positive), _count(mixed), _count(negative), total)


def read_into(page: PageBuilder, text: str, line: int = 1, start: int = 0, end: int | None = None) -> int:
    """Read a text from `start` to `end`, where a line must end, into a page; `line` is the number of its first line.

    Returns the number of the line after the text, or after the block at which its first page has ended.
    """
    last = len(text) if end is None else end
    reads = _methods(page)
    for block in engine().blocks(text, line, start, last):
        form, _, match = block
        reads[form.number](block, *form.texts(match))
        if page.boundary is not None:
            return block.line
    return line + text.count("\n", start, last)


def read_review(rule: str, item: str) -> CriticReview | UserReview | None:
    """The review that an item is by a rule, `None` where it is not one, whole and with every line understood."""
    form = engine().form(rule)
    match = form.pattern.fullmatch(item)
    if match is None:
        return None
    page = PageBuilder()
    _methods(page)[form.number](Block(form, 1, match), *form.texts(match))
    read = page.finish(1)
    return None if read.unrecognized else read.sections[0].reviews[0]


def _methods(page: PageBuilder) -> list[Callable[..., None]]:
    """The method of each rule, by the rule's number."""
    transformer = PageTransformer(page)
    return [getattr(transformer, rule.name) for rule in engine().rules]
