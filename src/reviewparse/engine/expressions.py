"""Takes the regular expressions of a grammar apart: letters, groups, and how often each stands."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["WHITE", "Alternatives", "Piece", "alternatives_of", "shortened", "ungrouped"]


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
LEAST: Final = 12
"""So many characters of one of many alternatives dismiss most of what it does not match."""

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


def ungrouped(pattern: str) -> str:
    """What stands in a group that is all of a regular expression and not needed: `a|b` of `(?:a|b)`.

    >>> ungrouped("(?:(?:a|b))"), ungrouped("(?:a)(?:b)")
    ('a|b', '(?:a)(?:b)')
    """
    while pattern.startswith("(?:") and _end(pattern, 3, ")") == len(pattern) - 1:
        pattern = pattern[3:-1]
    return pattern


def shortened(pattern: str, most: int) -> str:
    r"""An expression of about `most` characters that matches wherever a long one does, and dismisses most of the rest.

    It ends where the next piece is too long. A group that is too long is shortened: of alternatives, each is. One that
    may be absent is then one of two alternatives, the other being what follows it. What is only looked for is shortened
    or left out, and what follows it is taken on.

    >>> shortened(r"a(?!bcdefghijklmnopqrstuvwxyz)(?:c|d)[0-9]{1,3}efg", 20)
    'a(?:c|d)[0-9]{1,3}ef'
    >>> shortened(r"a(?:bcdefghijklmnopqrstuvwxyz)?+[0-9]{1,3}", 30)
    'a(?:bcdefghijklmn|[0-9]{1,3})'
    """
    return _shortened(_split(pattern, 0)[0], pattern, most, may_leave_out=True)[0]


def _split(pattern: str, start: int) -> tuple[list[int], int]:
    """Where each of the alternatives begins that stand from `start` to the end of their group, and where that is."""
    starts = [start]
    while pattern[(end := _end(pattern, starts[-1], "|)")) : end + 1] == "|":
        starts.append(end + 1)
    return starts, end


def _shortened(starts: list[int], pattern: str, most: int, *, may_leave_out: bool) -> tuple[str, bool]:
    """Alternatives, each shortened, and whether they match to the same places as before."""
    found = []
    for number, start in enumerate(starts):
        each = max(LEAST, most // (len(starts) - number))
        found.append(_shortened_sequence(pattern, start, each, may_leave_out=may_leave_out))
        most -= len(found[-1][0])
    if not all(text for text, _ in found):
        return "", False
    return "|".join(text for text, _ in found), all(is_whole for _, is_whole in found)


def _shortened_sequence(pattern: str, place: int, most: int, *, may_leave_out: bool) -> tuple[str, bool]:
    """One of the alternatives, and whether it matches to the same places as before.

    Within an atomic group nothing is left out: its first match could then be another one, and that the wrong one.
    """
    taken = ""
    while (token := _TOKEN.match(pattern, place)) and token[0] not in ("|", ")"):
        opens = token[0]
        starts, end = _split(pattern, token.end()) if token["open"] else ([], place)
        end = end + 1 if starts else token.end()
        count = _COUNT.match(pattern, end)
        after = count.end() if count else end
        left = most - len(taken)
        if after - place <= left:
            taken += pattern[place:after]
            place = after
            continue
        kind = _LOOKS.get(opens, "group") if starts else "letter"
        if kind in ("not", "behind") and may_leave_out:
            place = after
            continue
        if kind not in ("ahead", "group") or left < LEAST:
            return taken, False
        if count and not _times(count[1])[0]:
            starts.append(after)
        may = may_leave_out and opens != "(?>"
        inner, is_whole = _shortened(starts, pattern, left - len(opens), may_leave_out=may)
        taken += f"{opens}{inner})" if inner else ""
        if count or not (is_whole or (kind == "ahead" and may_leave_out)):
            return taken, False
        place = after
    return taken, True
