"""Many regular expressions as one that dismisses most texts at their first letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

__all__ = ["any_of", "letters_of", "quicker"]

SPACE: Final = r"[^\S\n]*+"
"""White space before the first letter."""

SHORT: Final = 20
"""How long what follows several words can be to be written once for each of them."""

_SPACES: Final = (r"[^\S", r"(?:[^\S", "[ ]", r"\s", " ")
"""What parts begin with that are white space."""

_PART: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[()|]", re.DOTALL)
_INSIDE: Final = re.compile(r"(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[()])+", re.DOTALL)
"""What stands in a group and is neither the beginning nor the end of one."""

_SPACE_CLASS: Final = re.compile(r"\[ \]\{([0-9])\}(?![?+])")
_TOKEN: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:>]|<?[=!]))?|\)(?:\?(?![?+]))?|[^\\\[()]+", re.DOTALL
)
_BRACKET: Final = re.compile(r"\((?:\?(?:[:>]|<?[=!]))?|[)|]")
_COUNT: Final = re.compile(r"(?:[?*+]|\{[0-9,]*\})?[?+]?")


def any_of(patterns: Iterable[str]) -> str:
    r"""A pattern that matches at the beginning of a line where one of these does.

    What several begin with is written once, and where an alternative does not begin with a certain letter, the letters
    that it can begin with are looked for first. How much is matched is not what the alternatives would match.

    >>> any_of(["Metascore", "METASCORE", "[0-9]{1,2}x"])
    '(?:M(?:etascore|ETASCORE)|(?=[0-9])[0-9]{1,2}x)'
    """
    following: dict[str, list[str]] = {}
    for pattern in dict.fromkeys(spread for given in patterns for spread in _spread(given)):
        first = next(_parts(pattern), "")
        following.setdefault(first, []).append(pattern[len(first) :])
    guarded: dict[str, list[str]] = {}
    for first, rests in following.items():
        branch = first + (rests[0] if len(rests) == 1 else "" if "" in rests else any_of(rests))
        letters = "" if len(first) == 1 else "".join(sorted(_letters(branch) or ()))
        guarded.setdefault(letters, []).append(branch)
    branches = guarded.pop("", [])
    for letters, group in guarded.items():
        space = SPACE if any(branch.startswith(_SPACES) for branch in group) else ""
        branches.append(f"(?={space}[{letters}]){_either(group)}")
    return _either(branches)


def letters_of(patterns: Iterable[str]) -> str:
    """The letters and ranges, as in a class, that one of the patterns can begin with; empty where that is not known.

    >>> letters_of([r"[^\\S\\n]*+(?:Metascore|METASCORE)", "[0-9]{1,2}x"])
    '0-9M'
    """
    found = [_letters(pattern) for pattern in patterns]
    return "" if None in found else "".join(sorted(set().union(*(letters for letters in found if letters))))


def _spread(pattern: str) -> list[str]:
    """A pattern that begins with a group of alternatives as one pattern each, unless much follows the group."""
    first = next(_parts(pattern), "")
    rest = pattern[len(first) :]
    if not first.startswith("(?:") or not first.endswith(")") or len(rest) > SHORT:
        return [pattern]
    return [spread for alternative in _alternatives(first[3:-1]) for spread in _spread(alternative + rest)]


def quicker(pattern: str) -> str:
    r"""The same regular expression in constructs that `re` is quicker at.

    An optional group is one with an empty last alternative, which needs no counter; spaces are spaces.

    >>> quicker(r"(?:Helpful\? )?[0-9]++\n[ ]{4}")
    '(?:Helpful\\? |)[0-9]++\\n    '
    """
    groups: list[str] = []
    pieces: list[str] = []
    for token in _TOKEN.finditer(_SPACE_CLASS.sub(lambda found: " " * int(found[1]), pattern)):
        piece = token[0]
        if piece[0] == "(":
            groups.append(piece)
        elif piece[0] == ")" and groups.pop() == "(?:" and piece == ")?":
            piece = "|)"
        pieces.append(piece)
    return "".join(pieces)


def _either(branches: list[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _parts(pattern: str) -> Iterator[str]:
    """The characters, classes and groups of a pattern, each with how often; all of it where it has alternatives."""
    alternatives = _alternatives(pattern)
    if len(alternatives) > 1:
        yield pattern
        return
    position = 0
    while position < len(pattern):
        end = _part_end(pattern, position)
        count = _COUNT.match(pattern, end)
        end = count.end() if count else end
        yield pattern[position:end]
        position = end


def _part_end(pattern: str, position: int) -> int:
    """Where the character, class or group ends that begins at a position; how often it stands is not part of it."""
    part = _PART.match(pattern, position)
    if part is not None:
        return part.end()
    depth = 0
    while True:
        part = _BRACKET.match(pattern, position) or _INSIDE.match(pattern, position)
        assert part is not None, f"not a regular expression: {pattern}"
        depth += part[0].startswith("(") - (part[0] == ")")
        position = part.end()
        if not depth:
            return position


@cache
def _alternatives(pattern: str) -> tuple[str, ...]:
    found, position, start = [], 0, 0
    while position < len(pattern):
        if pattern[position] == "|":
            found.append(pattern[start:position])
            start = position = position + 1
        else:
            position = _part_end(pattern, position)
    return (*found, pattern[start:])


def _letters(pattern: str) -> set[str] | None:
    """The letters and ranges that a text which the pattern matches can begin with, white space aside.

    `None` where they are not known.
    """
    found: set[str] = set()
    for part in _parts(pattern):
        if part.startswith(_SPACES) or re.match(r"\(\?<?[=!]", part):
            continue
        if part.startswith("("):
            opening = _BRACKET.match(part)
            assert opening is not None
            inside = part[opening.end() : _part_end(part, 0) - 1]
            each = [_letters(alternative) for alternative in _alternatives(inside)]
            letters = None if None in each else set().union(*(some for some in each if some))
        elif part.startswith("["):
            letters = None if part[1] == "^" or "\\" in part else {part[1 : part.index("]")]}
        else:
            letters = (
                {part[:2]} if part[0] == "\\" and not part[1].isalnum() else None if part[0] in "\\." else {part[0]}
            )
        if letters is None:
            return None
        found |= letters
        count = part[_part_end(part, 0) :]
        if not count.startswith(("?", "*", "{0", "{,")):
            return found
    return None
