"""Finds lines of the page that were read as part of reviews' texts: lines and endings that many texts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reviewparse.problems import show
from reviewparse.records import CriticReview, Review
from reviewparse.review_grammar import terminal
from reviewparse.validation.notes import Notes
from reviewparse.values import HEAD, without_head
from reviewparse.vocabulary import MONTHS

__all__ = ["check_texts"]

SHORT: Final = 60
"""No label, date or link is longer."""

SHARE: Final = 4
"""What one in so many reviews of a list has in common, and two at least, is the page's and not the writers'."""

_HEAD: Final = HEAD.start
_MONTH: Final = re.compile(f"(?:{'|'.join(MONTHS)})[a-z]*")
_DIGITS: Final = re.compile(r"\d+")
_REPEATED: Final = re.compile(r"(\W)\1+")
_FIRST_WORDS: Final = re.compile(r"[^.!?…\n]{1,40}+[.!?…](?=\s)")
_BULLETS: Final = frozenset("•+□*·")
_STOPS: Final = '.!?…"”)]'
_LAST_WORDS: Final = re.compile(rf"(?<=[{re.escape(_STOPS)}])\s+(\w[^{re.escape(_STOPS)}]{{1,30}})\Z")


def check_texts(reviews: Sequence[Review], notes: Notes) -> None:
    """Note which of these texts (one review at least) hold a line or an ending of the page, as after a new layout."""
    texts = [review.text or "" for review in reviews]
    held = set(_with_own_lines(texts, isinstance(reviews[0], CriticReview)))
    fewest = max(2, -(-len(reviews) // SHARE))
    shared: dict[str, list[int]] = {}
    for i, mark in _marks(texts, fewest):
        shared.setdefault(mark, []).append(i)
    for found in shared.values():
        if len(found) >= fewest:
            held.update(found)
    if held:
        first = min(held)
        line = reviews[first].line
        were = "line inside the review list was" if len(held) == 1 else "lines inside the review list were"
        since = "" if line is None else f", from line {show(line)} on"
        message = f"{len(held)} {were} not understood and taken for text ({notes.path}{since})."
        notes.add("lines-not-understood", message, "reviews", first, "text", line=line)


def _with_own_lines(texts: Sequence[str], critics: bool) -> Iterator[int]:
    """Which texts hold more than the review, each by itself: its head before the whole of it, or a second paragraph."""
    for i, text in enumerate(texts):
        begins_again = (
            len(text) > 2 * _HEAD
            and text.find(text[0], _HEAD) != -1  # one letter is found far quicker than many
            and text.find(text[:_HEAD], _HEAD) != -1
        )
        if begins_again and without_head(text) != text:
            yield i
        # A critic's text is one paragraph: what follows it is a link, or a review without its number.
        if critics and (text[:1] in _BULLETS or ("\n" in text and "\n" in text.strip())):
            yield i


def _marks(texts: Sequence[str], fewest: int) -> Iterator[tuple[int, str]]:
    """What texts begin and end with, in such a form that what is printed for the same purpose is equal.

    What cannot be of so many texts as `fewest` is left out where that is quick to see.
    """
    for i, text in enumerate(texts):
        if "\n" in text:
            for where, line in (("first", text[: text.find("\n")]), ("last", text[text.rfind("\n") + 1 :])):
                if len(line) <= SHORT:
                    label = terminal("_LABEL").match(line)
                    shape = label[0][:-1] if label else _REPEATED.sub(r"\1", _DIGITS.sub("0", _MONTH.sub("M", line)))
                    yield i, f"{where} line {shape}"
    letters = [text[:2] for text in texts]  # equal first words have them in common
    if len(letters) - len(set(letters)) >= fewest - 1:
        common = {two for two, count in Counter(letters).items() if count >= fewest}
        for i, text in enumerate(texts):
            if letters[i] in common and (words := _FIRST_WORDS.match(text)):
                yield i, words[0]
    open_ended = [i for i, text in enumerate(texts) if text[-1:] not in _STOPS]
    if len(open_ended) >= fewest:
        for i in open_ended:
            if ending := _LAST_WORDS.search(texts[i], len(texts[i]) - SHORT):
                yield i, ending[1]
