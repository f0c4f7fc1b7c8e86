"""Finds lines of the page that were read as part of reviews' texts: lines and endings that many texts share."""

from __future__ import annotations

import re
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

_MONTH: Final = re.compile(f"(?:{'|'.join(MONTHS)})[a-z]*")
_DIGITS: Final = re.compile(r"\d+")
_REPEATED: Final = re.compile(r"(\W)\1+")
_FIRST_WORDS: Final = re.compile(r"[^.!?…\n]{1,40}+[.!?…](?=\s)")
_STOPS: Final = '.!?…"”)]'
_LAST_WORDS: Final = re.compile(rf"(?<=[{re.escape(_STOPS)}])\s+(\w[^{re.escape(_STOPS)}]{{1,30}})\Z")


def check_texts(reviews: Sequence[Review], notes: Notes) -> None:
    """Note texts that hold a line or an ending of the page, as they do after a change of its layout."""
    shared: dict[str, list[int]] = {}
    held = set()
    for i, review in enumerate(reviews):
        text = review.text
        if not text:
            continue
        for mark in _marks(text):
            shared.setdefault(mark, []).append(i)
        if isinstance(review, CriticReview) and "\n" in text.strip():
            held.add(i)  # a critic's text is one paragraph: what follows it is a link, or a review without its number
        if (
            len(text) > 2 * HEAD.start
            and text.find(text[: HEAD.start], HEAD.start) != -1
            and without_head(text) != text
        ):
            held.add(i)
    fewest = max(2, -(-len(reviews) // SHARE))
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


def _marks(text: str) -> Iterator[str]:
    """What a text begins and ends with, in such a form that what is printed for the same purpose is equal."""
    end = text.find("\n")
    if end != -1:
        for where, line in (("first", text[:end]), ("last", text[text.rfind("\n") + 1 :])):
            if len(line) <= SHORT:
                label = terminal("_LABEL").match(line)
                shape = label[0][:-1] if label else _REPEATED.sub(r"\1", _DIGITS.sub("0", _MONTH.sub("M", line)))
                yield f"{where} line {shape}"
    if words := _FIRST_WORDS.match(text):
        yield words[0]
    if text[-1] not in _STOPS and (ending := _LAST_WORDS.search(text, len(text) - SHORT)):
        yield ending[1]
