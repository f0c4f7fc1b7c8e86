"""Texts of reviews: of one line or of several paragraphs, and as awkward as the place of the text allows."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from hypothesis import strategies as st

from reviewparse.strategies.words import (
    ANYWHERE,
    AWKWARD,
    COUNTS,
    CRITICS_TEXT,
    HEADS,
    LISTED,
    SENTENCE_ENDS,
    USERS_TEXT,
    lines_of_any_characters,
    long_sentences,
    ordinary,
    sentences,
)
from reviewparse.vocabulary import MONTHS

__all__ = ["critic_texts", "l2_critic_texts", "l2_user_texts", "texts", "user_texts"]

Above: TypeAlias = Literal["head", "publication", "nothing"]
"""What stands above a text in its item: an author, a date or a score; a publication and no more; nothing."""

CUT: Final = ("Positive: ", "Mixed: ", "Negative: ", "Reviewed by:", "This review", *(f"{name} " for name in MONTHS))
"""What a page's last line may be the beginning of, where the text of the page was cut."""

DATES: Final = tuple(line for line in HEADS if "," in line)
"""Those of the lines of a head that are dates."""


def texts() -> st.SearchStrategy[str]:
    """Texts of reviews: one or more lines, some blank, of any script and as awkward as can be.

    They are more awkward than some places of a page allow: `critic_reviews` and `user_reviews` have texts that a page
    can print there.

    >>> from hypothesis import find
    >>> find(texts(), lambda text: "Oct 7, 2014" in text.split("\\n")) is not None
    True
    """
    line = sentences() | st.sampled_from(AWKWARD) | lines_of_any_characters(12)
    several = st.lists(line | st.just(""), min_size=1, max_size=5).map(_joined).filter(bool)
    return sentences() | line | several


@cache
def critic_texts(above: Above, *, scored: bool) -> st.SearchStrategy[str]:
    """Texts of a critic's item of layout L1, below what stands there, which may be a score."""
    return _critic_texts(above, scored).filter(_is_whole)


def _critic_texts(above: Above, scored: bool) -> st.SearchStrategy[str]:
    further = _chunks(*ANYWHERE, COUNTS) | st.sampled_from(CRITICS_TEXT)
    if scored:
        return _paragraphs(further)
    if above == "head":
        return _paragraphs(further) | _below_a_long_line(further)
    if above == "publication":  # an item of a list would be an item of the page's there
        return _paragraphs(
            further, first=_chunks(*(table for table in ANYWHERE if table is not LISTED))
        ) | _below_a_long_line(further)
    one_line = sentences() | ordinary() | _lines(*ANYWHERE)
    # Of several lines the first would be a publication, if it did not end as a sentence does.
    ended = sentences().filter(lambda line: line.endswith(SENTENCE_ENDS))
    first = st.tuples(ended | ordinary().map(lambda line: f"{line}."))
    return one_line | _paragraphs(further, first=first) | _below_a_long_line(further)


@cache
def user_texts(above: Above, *, scored: bool, dated: bool) -> st.SearchStrategy[str]:
    """The same for a user's item. Below a score that stands alone, a date would make a name of the score.

    Below a date that stands alone, another one would be of another item.
    """
    lost = _has_head if scored or above != "head" else _has_date
    return _user_texts(above, scored, dated).filter(
        lambda text: _is_whole(text) and not _says_itself_twice(text) and not lost(text)
    )


def _user_texts(above: Above, scored: bool, dated: bool) -> st.SearchStrategy[str]:
    further = _chunks(*ANYWHERE, COUNTS) | st.sampled_from(USERS_TEXT)
    if scored:
        return _paragraphs(further | _chunks(HEADS if dated else _without(HEADS, DATES)))
    first = further if above == "head" else _chunks(*ANYWHERE)
    return _paragraphs(further, first=first) | _below_a_long_line(further | st.tuples(st.sampled_from(HEADS)))


@cache
def l2_critic_texts() -> st.SearchStrategy[str]:
    """Texts of a critic's review of layout L2: one line, which ends in a link to the rest."""
    return sentences() | ordinary() | _lines(*ANYWHERE, COUNTS, HEADS) | long_sentences()


@cache
def l2_user_texts(*, voted: bool) -> st.SearchStrategy[str]:
    """Texts of a user's review of layout L2: of several lines only where votes below it show where it ends."""
    if not voted:
        return sentences() | ordinary() | st.sampled_from(LISTED) | long_sentences()
    chunk = _chunks(*ANYWHERE, COUNTS, DATES, ("Reviewed by: nobody", "All this user's reviews"))
    link = st.tuples(st.just("Read full review"))  # behind the notice of a spoiler, it would end a critic's text
    number = st.tuples(st.sampled_from(("7", "10", "100")), sentences())  # a date right below it would begin a review
    return _paragraphs(chunk | link | number, first=chunk)


def _is_whole(text: str) -> bool:
    """Whether the last line does not look as if the page had been cut within it."""
    last = text.rpartition("\n")[2]
    return not last or not any(words.startswith(last) for words in CUT)


def _says_itself_twice(text: str) -> bool:
    """Whether the text begins anew, as one that is printed twice does."""
    bare = "".join(text.split())
    return len(bare) > 60 and bare.find(bare[:30], 1) != -1


def _has_head(text: str) -> bool:
    """Whether a date stands above a score, as in another item."""
    lines = [line for line in text.split("\n") if line.strip()]
    return any(above in DATES and below in HEADS for above, below in pairwise(lines))


def _has_date(text: str) -> bool:
    return any(line in DATES for line in text.split("\n"))


def _lines(*tables: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Lines of the tables, of each table as many."""
    return st.one_of([st.sampled_from(table) for table in tables])


def _chunks(*tables: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Lines that stand one below the other, mostly one."""
    awkward = st.tuples(_lines(*tables))
    return st.tuples(sentences()) | st.tuples(ordinary()) | awkward | awkward | awkward


def _paragraphs(
    further: st.SearchStrategy[tuple[str, ...]], *, first: st.SearchStrategy[tuple[str, ...]] | None = None
) -> st.SearchStrategy[str]:
    """Texts of one to five chunks, some with blank lines between them."""
    rest = st.lists(st.tuples(st.sampled_from(("\n", "\n", "\n\n", "\n\n\n")), further), max_size=4)

    def build(first: tuple[str, ...], rest: list[tuple[str, tuple[str, ...]]]) -> str:
        return "\n".join(first) + "".join(end + "\n".join(lines) for end, lines in rest)

    return st.builds(build, further if first is None else first, rest)


def _below_a_long_line(further: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[str]:
    """Texts that begin with a line that no head has."""
    return _paragraphs(further, first=st.tuples(long_sentences()))


def _without(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in others)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")
