"""What a text must hold to be a review page: a few strings, computed from the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Final, TypeAlias

from reviewparse.engine import State
from reviewparse.review_grammar import engine

__all__ = ["marks", "required"]

SECTIONLESS: Final = frozenset(
    "critics_heading empty_item game_line l2_critics_heading l2_users_heading movie_line music_line title_line tv_line "
    "unknown_critic_count unknown_user_count users_heading line_in_list unclaimed_list l3_menu image_line "
    "document_title season_line season_heading platform_line profile_line critics_list_heading critics_tab "
    "users_list_heading users_form_heading users_own_tab users_tab users_tab_again shop_line unscored_note".split()
)
"""The rules of blocks that say nothing of a section."""

SEARCHED: Final = {"later_l3_review", "paired_l3_review", "cited_critic_review", "first_critics_without_numbers"}
"""The rules of blocks that `sniff` looks for by their patterns: a date with a score below it, and a print source."""

Choice: TypeAlias = frozenset[str]
"""Strings of which at least one is in each text that a pattern matches; the empty choice says nothing."""

SHORTEST: Final = 6
"""A string of fewer characters is in too many texts to tell anything."""

ALIKE: Final = 10
"""Strings that share as many characters in a row are looked for as one."""

NEWLINE: Final = ord("\n")
"""It is no part of a string to look for: in a text as it is given, lines may end in another way."""


def marks() -> tuple[str, ...]:
    """A few strings, at least one of which is in each text in which `parse` finds a section.

    A text is read from the first state on through blocks that make no section, to one that does. So a string of each
    block that can be that one is enough. Where a state reads one that has none (a review of layout L2 begins with just
    a number), a string of each block that leads to the state is enough, too.
    """
    states = engine().states
    start = states[0]
    reached = [start]
    for state in reached:
        for _, target in _reads(states, state, sections=False):
            if target not in reached:
                reached.append(target)
    found: Choice = frozenset()
    for state in reached:
        choices = [choice for choice, _ in _reads(states, state, sections=True)]
        if not all(choices) and state is not start:
            leads = [_reads(states, source, sections=False) for source in reached if source is not state]
            choices = [choice for lead in leads for choice, target in lead if target is state]
        if not all(choices):
            return ("",)  # which is in every text
        found = found.union(*choices)
    return tuple(sorted(_merged(found)))


def _reads(states: list[State], state: State, *, sections: bool) -> Iterator[tuple[Choice, State]]:
    """What the blocks require that a state reads, and where they lead: those that can make a section, or the others."""
    for form, target in zip(state.forms, state.targets, strict=True):
        regex = form.opening_text + form.rest_text
        plain = form.rule.name in SECTIONLESS or (form.rule.name.startswith("see_all") and not re.compile(regex).groups)
        if plain != sections and form.rule.name not in SEARCHED:
            yield required(regex), states[target]
    if not sections:
        yield frozenset(), states[state.other]


def required(pattern: str) -> Choice:
    """Strings of which at least one is in each text that a regular expression matches, as long as they can be.

    >>> sorted(required(r"\\s*(?:Universal acclaim|Mixed) reviews\\n"))
    [' reviews']
    >>> required("[a-z]+")
    frozenset()
    """
    return _required(import_module("re._parser").parse(pattern))


def _required(tree: Iterable[tuple[Any, Any]]) -> Choice:
    """Of the choices that the parts of a sequence offer, the one whose shortest string is the longest."""
    choices: list[Choice] = []
    word = ""
    for part, value in (*tree, ("END", None)):
        kind = str(part)
        if kind == "LITERAL" and value != NEWLINE:
            word += chr(value)
            continue
        choices.append(frozenset([word]))
        word = ""
        if kind in ("SUBPATTERN", "ASSERT"):
            choices.append(_required(value[-1]))
        elif kind == "ATOMIC_GROUP":
            choices.append(_required(value))
        elif kind.endswith("REPEAT") and value[0]:
            choices.append(_required(value[2]))
        elif kind == "BRANCH":
            alternatives = [_required(alternative) for alternative in value[1]]
            choices.append(frozenset().union(*alternatives) if all(alternatives) else frozenset())
    best = max(choices, key=lambda choice: (min(map(len, choice), default=0), -len(choice), sorted(choice)))
    return best if min(map(len, best), default=0) >= SHORTEST else frozenset()


def _merged(strings: Iterable[str]) -> set[str]:
    """The strings, with what those have in common that are alike in place of them."""
    merged: list[str] = []
    for string in sorted(strings, key=lambda string: (len(string), string)):
        for place, other in enumerate(merged):
            common = _common(string, other)
            if len(common) >= min(ALIKE, len(other)):
                merged[place] = common
                break
        else:
            merged.append(string)
    return set(merged)


def _common(one: str, other: str) -> str:
    """The longest string that is in both."""
    parts = (one[start:end] for end in range(len(one) + 1) for start in range(end))
    return max((part for part in parts if part in other), key=len, default="")
