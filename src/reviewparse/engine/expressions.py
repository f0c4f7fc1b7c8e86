"""Takes the regular expressions of a grammar apart: letters, groups, and how often each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Alternatives", "Piece", "alternatives_of"]


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
_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?(?:i:|<?[=!]|[:>]))?)"
    r"|(?P<letter>\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|[^()|*+?{])"
    r"|(?P<count>[*+?]|\{[0-9,]+\})[+?]?+"
    r"|[)|]",
    re.DOTALL,
)
_LOOKS: Final = {"(?=": "ahead", "(?<=": "behind", "(?!": "not", "(?<!": "not"}
_COUNTS: Final = {"*": (0, MANY), "+": (1, MANY), "?": (0, 1)}


def alternatives_of(pattern: str) -> Alternatives:
    r"""The alternatives of a regular expression, each the pieces that follow one another.

    >>> [[piece.text for piece in pieces] for pieces in alternatives_of(r"[ab]\.|(?i:c)")]
    [['[ab]', '\\.'], ['(?i:']]
    """
    return _alternatives(_TOKEN.finditer(pattern), either_case=False)


def _alternatives(tokens: Iterator[re.Match[str]], *, either_case: bool) -> Alternatives:
    """What the tokens spell, to the end of the group that they are in."""
    found: list[list[Piece]] = [[]]
    for token in tokens:
        text = token[0]
        if text == ")":
            break
        if text == "|":
            found.append([])
        elif token["open"]:
            inner = _alternatives(tokens, either_case=either_case or text == "(?i:")
            found[-1].append(Piece(_LOOKS.get(text, "group"), text, inner))
        elif token["count"]:
            least, most = _times(token["count"])
            found[-1][-1] = found[-1][-1]._replace(least=least, most=most)
        else:
            letter = f"[{text.upper()}{text.lower()}]" if either_case and text.isalpha() else text
            found[-1].append(Piece("letter", letter))
    return tuple(map(tuple, found))


def _times(count: str) -> tuple[int, int]:
    """`{1,3}` as the least and the most."""
    if count in _COUNTS:
        return _COUNTS[count]
    least, comma, most = count[1:-1].partition(",")
    return int(least), int(most or MANY) if comma else int(least)
