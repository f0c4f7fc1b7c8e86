"""Takes the regular expressions of a grammar apart: letters, groups, and how often each stands."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["WHITE", "Alternatives", "Piece", "alternatives_of", "shortened"]


class Piece(NamedTuple):
    r"""A part of a regular expression: `least` to `most` times a letter, a class of letters, or one of alternatives.

    `kind` is `letter` or `group`; or the group is no part of what is read, but looked for: `ahead`, `behind`, or `not`,
    which must not stand there. `text` is the letter or class, and of a group how it opens.
    """

    kind: str
    text: str
    alternatives: Alternatives = ()
    least: int = 1
    most: int = 1


Alternatives = tuple[tuple[Piece, ...], ...]

MANY: Final = 1 << 16
WHITE: Final = frozenset([r"[^\S\n]", " ", "[ ]", r"\ ", r"\t"])
_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?(?:i:|<?[=!]|[:>]))?)"
    r"|\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|[^(]",
    re.DOTALL,
)
_COUNT: Final = re.compile(r"([*+?]|\{[0-9,]+\})[+?]?+")
_LETTERS: Final = r"[^()|\\\[]++|\\.|\[\^?+\]?+(?:[^\]\\]++|\\.)*+\]"
_GROUP: Final = rf"\((?:{_LETTERS}|\|)*+\)"
_NEXT: Final = re.compile(rf"(?:{_LETTERS}|{_GROUP}|\((?:{_LETTERS}|\||{_GROUP})*+\))*+([()|]|\Z)", re.DOTALL)
"""What goes up to the next parenthesis or bar that is no letter, past groups of groups."""

_LOOKS: Final = {"(?=": "ahead", "(?<=": "behind", "(?!": "not", "(?<!": "not"}
_UNREAD: Final = frozenset(_LOOKS.values())
_COUNTS: Final = {"*": (0, MANY), "+": (1, MANY), "?": (0, 1)}


def alternatives_of(pattern: str, enough: int = MANY) -> Alternatives:
    r"""The alternatives of a regular expression, each the pieces that follow one another.

    What must not stand somewhere is not taken apart. With `enough`, an alternative ends behind so many letters that
    must stand, white space aside, and all that is only looked for is left out: most of a long expression need not be
    taken apart then.

    >>> [[piece.text for piece in pieces] for pieces in alternatives_of(r"[ab]\.(?=x)|(?i:c)")]
    [['[ab]', '\\.', '(?='], ['(?i:']]
    >>> [[piece.text for piece in pieces] for pieces in alternatives_of(r"[ab]+(?=x)\.c|d?e(?:f)", 2)]
    [['[ab]', '\\.'], ['d', 'e', '(?:']]
    """
    return _alternatives(pattern, 0, enough, either_case=False)[0]


def _alternatives(pattern: str, start: int, enough: int, *, either_case: bool) -> tuple[Alternatives, int]:
    """What stands from `start` to the end of the group that it is in, and where that is."""
    pieces: list[Piece] = []
    found = [pieces]
    letters = 0
    while token := _TOKEN.match(pattern, start):
        text, start = token[0], token.end()
        if text == ")":
            break
        if text == "|":
            pieces = []
            found.append(pieces)
            letters = 0
            continue
        if letters >= enough:
            start = _end(pattern, token.start(), "|)")
            continue
        kind = "letter"
        inner: Alternatives = ()
        if token["open"]:
            kind = _LOOKS.get(text, "group")
            if kind == "not" or (kind != "group" and enough < MANY):
                start = _end(pattern, start, ")") + 1
            else:
                inner, start = _alternatives(pattern, start, enough, either_case=either_case or text == "(?i:")
        elif either_case and text.isalpha():
            text = f"[{text.upper()}{text.lower()}]"
        least = most = 1
        if count := _COUNT.match(pattern, start):
            start = count.end()
            least, most = _times(count[1])
        if kind not in _UNREAD or enough == MANY:
            pieces.append(Piece(kind, text, inner, least, most))
        letters += least > 0 and kind == "letter" and text not in WHITE
    return tuple(map(tuple, found)), start


def _end(pattern: str, start: int, ends: str) -> int:
    """Where one of the characters `ends` is first that stands in no group which opens behind `start`."""
    depth = 0
    for found in _NEXT.finditer(pattern, start):
        if not depth and found[1] in ends:
            return found.start(1)
        depth += {"(": 1, ")": -1}.get(found[1], 0)
    return len(pattern)


def _times(count: str) -> tuple[int, int]:
    """`{1,3}` as the least and the most."""
    if count in _COUNTS:
        return _COUNTS[count]
    least, comma, most = count[1:-1].partition(",")
    return int(least), int(most or MANY) if comma else int(least)


def shortened(pattern: str, most: int) -> str:
    r"""The beginning of a regular expression, about `most` characters: where the whole matches, it matches as well.

    It can end within a group that stands once and has one alternative. Other groups are whole, or left out.

    >>> shortened(r"(a(?:b|c)d(?=e(?:f|g|h)ij))k", 14)
    '(a(?:b|c)d(?=e))'
    """
    place = depth = 0
    end, closed_by = 0, ""
    while place <= most:
        end, closed_by = place, ")" * depth
        token = _TOKEN.match(pattern, place)
        if token is None or token[0] == "|":
            return pattern
        place = token.end()
        if token[0] == ")":
            depth -= 1
            continue
        if token["open"]:
            group_end = _end(pattern, place, "|)")
            behind = _end(pattern, group_end, ")") + 1
            is_read = _LOOKS.get(token[0], "group") in ("group", "ahead")
            if is_read and behind == group_end + 1 and not _COUNT.match(pattern, behind):
                depth += 1
                continue
            place = behind
        if count := _COUNT.match(pattern, place):
            place = count.end()
    return pattern[:end] + closed_by
