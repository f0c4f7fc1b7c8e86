"""The letters that a regular expression begins with, by which most lines are dismissed before it is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

__all__ = ["LETTERS", "Beginning", "beginnings", "one_of"]

LETTERS: Final = 4
"""How many letters are looked at: with more, hardly another line is dismissed."""

Beginning: TypeAlias = tuple[str, ...]
"""The first letters, white space aside, each as a regular expression of one letter; what follows may be anything."""

_LETTER: Final = re.compile(r"(?:\\?[^\w\\.^$*+?{}()|\[\]\n]|\w|\[[^\]\\^]+\])(?![*?]|\{0)")
"""A letter or a class of letters that is not optional."""
_SPACE: Final = re.compile(r"(?:\[\^\\S\\n\]|\[ \]|\\? )(?:[*+?]{1,2}|\{[0-9,]+\})?")
_TOKEN: Final = re.compile(r"\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|[\s\S]")


def beginnings(pattern: str) -> list[Beginning]:
    r"""What the lines begin with that a regular expression matches; none where that cannot be told.

    It is told of letters, classes of letters, and alternatives of them, behind white space and what is optional.

    >>> beginnings(r"[^\S\n]*+(?:Table|TABLE|[0-9]{1,2}(?=\n))")
    [('T', 'a', 'b', 'l'), ('T', 'A', 'B', 'L'), ('[0-9]',)]
    >>> beginnings(r"(?:[+*][ ])?Over"), beginnings(r"(?=a)b")
    ([('[+*]', '[ ]'), ('O', 'v', 'e', 'r')], [])
    """
    while space := _SPACE.match(pattern):
        pattern = pattern[space.end() :]
    if pattern.startswith("(?!"):
        return beginnings(pattern[_group(pattern)[1] :])
    if pattern.startswith(("(?:", "(?>")):
        alternatives, end = _group(pattern)
        if pattern[end : end + 1] in ("*", "{"):
            return []
        found = [beginnings(alternative) for alternative in alternatives]
        if pattern[end : end + 1] == "?":
            found.append(beginnings(pattern[end + 1 :].removeprefix("+")))
        return [letters for some in found for letters in some] if all(found) else []
    letters: list[str] = []
    position = 0
    while len(letters) < LETTERS and (letter := _LETTER.match(pattern, position)):
        letters.append(letter[0])
        position = letter.end()
        if pattern[position : position + 1] in ("+", "{"):
            break
    return [tuple(letters)] if letters else []


def _group(pattern: str) -> tuple[list[str], int]:
    """The alternatives of the group that a pattern begins with, and where it ends."""
    alternatives, depth, start = [], 0, 3
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0 or (depth == 1 and token[0] == "|"):
            alternatives.append(pattern[start : token.start()])
            start = token.end()
        if depth == 0:
            break
    return alternatives, start


def one_of(found: Iterable[Beginning]) -> str:
    """A regular expression that matches where one of the beginnings stands; what they share is written once.

    >>> one_of([("M", "e"), ("M", "E"), ("[0-9]",)])
    '(?:M(?:e|E)|[0-9])'
    """
    following: dict[str, list[Beginning]] = {}
    for first, *rest in found:
        following.setdefault(first, []).append(tuple(rest))
    branches = [first + (one_of(rests) if all(rests) else "") for first, rests in following.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
