"""The letters that a regular expression begins with, by which most lines are dismissed before it is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["beginning_of_one"]

LETTERS: Final = 3
"""How many letters are looked at: with more, hardly another line is dismissed."""

_LETTER: Final = re.compile(r"(?:\\?[^\w\\.^$*+?{}()|\[\]\n]|\w|\[[^\]\\^]+\])(?![*?]|\{0)")
"""A letter or a class of letters that is not optional."""

_TOKEN: Final = re.compile(r"\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|[\s\S]")


def beginning_of_one(patterns: Iterable[str]) -> str:
    r"""A regular expression that matches wherever one of some others can: it looks at their first letters.

    It is empty, and so matches anywhere, where one of them begins with anything but letters, classes of them, or
    alternatives of words.

    >>> beginning_of_one(["Table", "TABLE(?=\n)", "(?:Tree|Over)", "[0-9]{1,2}"])
    '(?=T(?:ab|AB|re)|Ove|[0-9])'
    >>> beginning_of_one(["Table", "(?=a)b"])
    ''
    """
    found = [_beginnings(pattern) for pattern in patterns]
    if not all(found):
        return ""
    return f"(?={_branches(dict.fromkeys(letters for some in found for letters in some))})"


def _beginnings(pattern: str) -> list[tuple[str, ...]]:
    """The first letters of a pattern, one way after the other; none where they cannot be told."""
    if pattern.startswith("(?!"):
        return _beginnings(pattern[_group(pattern)[1] :])
    if pattern.startswith("(?:"):
        alternatives, end = _group(pattern)
        if pattern[end : end + 1] in ("*", "?", "{"):
            return []
        found = [_beginnings(alternative) for alternative in alternatives]
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


def _branches(beginnings: Iterable[tuple[str, ...]]) -> str:
    """Beginnings as alternatives, what they share written once."""
    following: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in beginnings:
        following.setdefault(first, []).append(tuple(rest))
    branches = []
    for first, rests in following.items():
        inner = "" if not all(rests) else _branches(rests)
        branches.append(f"{first}(?:{inner})" if "|" in inner else first + inner)
    return "|".join(branches)
