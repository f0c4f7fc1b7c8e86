"""Finds lines of the page that were read as part of reviews' texts: lines and endings that many texts share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, compress
from operator import eq, itemgetter
from typing import Final

from reviewparse.problems import show
from reviewparse.records import CriticReview, Review
from reviewparse.review_grammar import terminal
from reviewparse.validation.notes import Notes
from reviewparse.values import EXCERPT, without_excerpt
from reviewparse.vocabulary import MONTHS

__all__ = ["check_texts"]

SHORT: Final = 60
"""No label, date or link is longer."""

SHARE: Final = 4
"""What one in so many reviews of a list has in common, and two at least, is the page's and not the writers'."""

_SHORTEST: Final = EXCERPT.start
_MONTH: Final = re.compile(f"(?:{'|'.join(MONTHS)})[a-z]*")
_DIGITS: Final = re.compile(r"\d+")
_REPEATED: Final = re.compile(r"(\W)\1+")
_FIRST_WORDS: Final = re.compile(r"[^.!?…\n]{1,40}+[.!?…](?=\s)")
_BULLETS: Final = frozenset("•+□*·")
_STOPS: Final = frozenset('.!?…"”)]')
_FIRST: Final = itemgetter(0)
_FIRST_TWO: Final = itemgetter(slice(2))
_LAST: Final = itemgetter(-1)
_ANY_STOP: Final = re.escape("".join(sorted(_STOPS)))
_LAST_WORDS: Final = re.compile(rf"(?<=[{_ANY_STOP}])\s+(\w[^{_ANY_STOP}]{{1,30}})\Z")


def check_texts(reviews: Sequence[Review], notes: Notes) -> None:
    """Note which of these reviews' texts hold a line or an ending of the page, as after a new layout."""
    texts = [review.text for review in reviews if review.text]
    if not texts:
        return
    letters = [*map(_FIRST, texts)]
    held = set(_doubled(texts))
    of_several_lines = "\n" in "".join(texts)
    if isinstance(reviews[0], CriticReview) and (of_several_lines or not _BULLETS.isdisjoint(letters)):
        held.update(_with_other_lines(texts))
    fewest = max(2, -(-len(reviews) // SHARE))
    shared: dict[str, list[int]] = {}
    marks = [
        _beginnings(texts, letters, fewest),
        _endings(texts, fewest),
        *([_short_lines(texts)] if of_several_lines else ()),
    ]
    for i, mark in chain.from_iterable(marks):
        shared.setdefault(mark, []).append(i)
    for which in shared.values():
        if len(which) >= fewest:
            held.update(which)
    if held:
        first = [i for i, review in enumerate(reviews) if review.text][min(held)]
        line = reviews[first].line
        were = "line inside the review list was" if len(held) == 1 else "lines inside the review list were"
        since = "" if line is None else f", from line {show(line)} on"
        message = f"{len(held)} {were} not understood and taken for text ({notes.path}{since})."
        notes.add("lines-not-understood", message, "reviews", first, "text", line=line)


def _doubled(texts: Sequence[str]) -> list[int]:
    """Which texts are printed twice, the excerpt before the whole."""
    # One letter is found far quicker than many.
    find = str.find
    again = [
        i
        for i, text in enumerate(texts)
        if find(text, text[0], _SHORTEST) > 0 < find(text, text[:_SHORTEST], _SHORTEST)
    ]
    return [i for i in again if without_excerpt(texts[i]) != texts[i]]


def _with_other_lines(texts: Sequence[str]) -> list[int]:
    """Which critics' texts are a link, or have a second paragraph, such as a link or a review without its number."""
    return [i for i, text in enumerate(texts) if text[0] in _BULLETS or ("\n" in text and "\n" in text.strip())]


# What follows yields what texts begin or end with, in such a form that what is printed for the same purpose is equal.
# What cannot be of so many texts as `fewest` is left out where that is quick to see.


def _short_lines(texts: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first and the last line of each text that has several."""
    for i, text in enumerate(texts):
        if "\n" in text:
            for where, line in (("first", text[: text.find("\n")]), ("last", text[text.rfind("\n") + 1 :])):
                if len(line) <= SHORT:
                    label = terminal("_LABEL").match(line)
                    shape = label[0][:-1] if label else _REPEATED.sub(r"\1", _DIGITS.sub("0", _MONTH.sub("M", line)))
                    yield i, f"{where} line {shape}"


def _beginnings(texts: Sequence[str], letters: Sequence[str], fewest: int) -> Iterator[tuple[int, str]]:
    """The first words of each text; `letters` are the first ones."""
    if not _repeated(letters, fewest):  # equal first words have them in common
        return
    pairs = [*map(_FIRST_TWO, texts)]
    common = _repeated(pairs, fewest)
    for i, text in enumerate(texts if common else ()):
        if pairs[i] in common and (words := _FIRST_WORDS.match(text)):
            yield i, words[0]


def _repeated(letters: Sequence[str], fewest: int) -> set[str]:
    """Those that are there `fewest` times: in order, each is equal to what stands that far behind it."""
    ordered = sorted(letters)
    return {*compress(ordered, map(eq, ordered, ordered[fewest - 1 :]))}


def _endings(texts: Sequence[str], fewest: int) -> Iterator[tuple[int, str]]:
    """The last words of each text, where no stop is behind them."""
    if len(texts) - sum(map(_STOPS.__contains__, map(_LAST, texts))) >= fewest:
        for i, text in enumerate(texts):
            if text[-1] not in _STOPS and (ending := _LAST_WORDS.search(text, len(text) - SHORT)):
                yield i, ending[1]
