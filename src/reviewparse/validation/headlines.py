"""Finds headlines among the lines that are in no section: unknown ones, and those that contradict another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from reviewparse.lines import Lines
from reviewparse.problems import show
from reviewparse.records import CriticSection, Section
from reviewparse.review_grammar import opening, terminal
from reviewparse.validation.notes import Notes

__all__ = ["beginnings", "check_headlines"]

LONGEST: Final = 120
"""No headline is longer."""

IN_ANY_CASE: Final = {"[Ii]": "[Ii\u0130\u0131]", "[Kk]": "[Kk\u212a]", "[Ss]": "[Ss\u017f]"}
"""For a letter of ASCII in both cases, all that `re.IGNORECASE` takes for it, where there are others."""

MESSAGES: Final = {
    "headline-not-taken": "is a headline that contradicts another one, or does not say whose it is",
    "headline-not-understood": "resembles a headline, but is not a known one",
}


def check_headlines(sections: Sequence[Section], lines: Lines, about: Notes) -> None:
    """Note the first line that is a headline, and the first that resembles one.

    A line that resembles the head of a score is that of another title where the section has its score.
    """
    scored = {isinstance(section, CriticSection) for section in sections if section.score is not None or section.tbd}
    like, known, score = terminal("_HEADLINE_LIKE"), terminal("_HEADLINE"), terminal("_SCORE_LIKE")
    beside_others = terminal("CRITIC_VERDICT"), terminal("USER_VERDICT")
    found: dict[str, int] = {}
    for begun in beginnings().finditer(f"\n{lines.text}"):
        place = begun.end() - 1
        text = lines.text_at(place).strip() + "\n"
        if len(text) > LONGEST or not like.match(text):
            continue
        if known.match(text):
            found.setdefault("headline-not-taken", place)
        elif any(verdict.match(text) for verdict in beside_others):
            pass  # it was read, and listed for what stands beside it
        elif not score.match(text.lower()) or (text[0] not in "uU") not in scored:
            found.setdefault("headline-not-understood", place)
    for code, place in found.items():
        number = lines[lines.index_at(place)].number
        about.add(code, f"Line {show(number)} {MESSAGES[code]}.", "unrecognized", line=number)


@cache
def beginnings() -> re.Pattern[str]:
    """The first letters of the lines that resemble a headline. They are searched first."""
    letters = opening("_HEADLINE_LIKE")
    for pair, all_of_them in IN_ANY_CASE.items():
        letters = letters.replace(pair, all_of_them)
    return re.compile(rf"\n\s*+{letters}")
