"""How the lines show that open a block: by their first letters, or by a word. Most lines are dismissed by these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, TypeAlias

from reviewparse.engine.expressions import WHITE, Alternatives, Piece, alternatives_of

__all__ = ["FIRST_LETTERS", "Beginning", "beginnings", "one_of", "words"]

LETTERS: Final = 4
"""How many letters are looked at: with more, hardly another line is dismissed."""

SHORTEST: Final = 5
"""A word of fewer letters is on too many lines."""

Beginning: TypeAlias = tuple[str, ...]
"""The first letters, white space aside, each as a regular expression of one letter; what follows may be anything."""

FIRST_LETTERS: Final = re.compile(rf"[^\S\n]*+(\S(?:[^\S\n]*+\S){{0,{LETTERS - 1}}})")
"""What `one_of` needs of a line."""

_END: Final = ""
"""Ends a beginning behind which anything can come."""


@cache
def beginnings(pattern: str) -> list[Beginning]:
    r"""What the lines begin with that a regular expression matches; none where that cannot be told.

    >>> beginnings(r"[^\S\n]*+(?:T(?:a|A)ble|[0-9]{1,2}(?=\n))")
    [('T', 'a', 'b', 'l'), ('T', 'A', 'b', 'l'), ('[0-9]',), ('[0-9]', '[0-9]')]
    >>> beginnings(r"(?:[+*][ ])?(?i:o)ver"), beginnings(r"[^\n]*x")
    ([('[+*]', '[Oo]', 'v', 'e'), ('[Oo]', 'v', 'e', 'r')], [])
    """
    alternatives = alternatives_of(pattern, LETTERS)
    found = dict.fromkeys(tuple(filter(None, grown)) for grown in _one_of_these(alternatives, [()]))
    return list(found) if all(found) else []


def _one_of_these(alternatives: Alternatives, before: list[Beginning]) -> list[Beginning]:
    """Each beginning with what each of the alternatives adds."""
    return list(dict.fromkeys(grown for pieces in alternatives for grown in _in_a_row(pieces, before)))


def _in_a_row(pieces: Iterable[Piece], before: list[Beginning]) -> list[Beginning]:
    """Each beginning with what the pieces add, one after the other."""
    for piece in pieces:
        if piece.kind in ("letter", "group") and piece.text not in WHITE:
            grown = [] if piece.least else before
            for times in range(1, min(piece.most, LETTERS) + 1):
                before = [*filter(_is_done, before), *_once(piece, [some for some in before if not _is_done(some)])]
                grown = [*grown, *before] if times >= min(piece.least, LETTERS) else grown
            before = list(dict.fromkeys(grown))
    return before


def _is_done(beginning: Beginning) -> bool:
    return len(beginning) == LETTERS or beginning[-1:] == (_END,)


def _once(piece: Piece, before: list[Beginning]) -> list[Beginning]:
    if piece.kind == "group":
        return _one_of_these(piece.alternatives, before)
    added = piece.text if _tells(piece.text) else _END
    return [(*beginning, added) for beginning in before]


@cache
def _tells(letter: str) -> bool:
    r"""Whether a letter or a class is one of letters that are named, and none of white space or a line's end.

    >>> _tells("x"), _tells(r"[0-9]"), _tells(r"[^,]"), _tells(r"\S"), _tells("[ x]")
    (True, True, False, False, False)
    """
    if letter in (".", r"\S") or letter.startswith("[^"):
        return False
    return not (_is_class(letter) and re.search(letter, " \t\n\xa0"))


def words(pattern: str) -> tuple[str, ...]:
    r"""Strings of which one is on the first line of each text that a regular expression matches; none where none is.

    >>> words(r"\S[^\n]*+(?:(?<=, the end)|(?<=, to be continued))(?=\n)"), words(r"[a-z]+\n(?=the end)")
    ((', the end', ', to be continued'), ())
    """
    found = _words(alternatives_of(pattern))
    return found if len(min(found, key=len, default="")) >= SHORTEST else ()


def _words(alternatives: Alternatives) -> tuple[str, ...]:
    """Of each alternative a string that each text of it has on its first line."""
    found = [_best_words(pieces) for pieces in alternatives]
    return tuple(dict.fromkeys(word for some in found for word in some)) if all(found) else ()


def _best_words(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Of the strings that the pieces of a sequence require, up to the line's end, the longest."""
    choices: list[tuple[str, ...]] = []
    word = ""
    for piece in pieces:
        if piece.kind == "letter" and piece.least == piece.most == 1 and not _is_class(piece.text):
            word += piece.text[-1]
            continue
        choices.append((word,))
        word = ""
        if piece.kind == "not":
            continue
        ends_line = _may_end_line(piece)
        if piece.least and (piece.kind == "ahead" or not ends_line):
            choices.append(_words(piece.alternatives))
        if ends_line and piece.kind in ("letter", "group"):
            break
    choices.append((word,))
    return max(choices, key=lambda choice: len(min(choice, key=len, default="")))


def _is_class(letter: str) -> bool:
    return letter == "." or letter[0] == "[" or (letter[0] == "\\" and letter[1].isalnum())


def _may_end_line(piece: Piece) -> bool:
    if piece.kind == "letter":
        return re.match(piece.text, "\n") is not None
    return any(_may_end_line(inner) for pieces in piece.alternatives for inner in pieces)


def one_of(found: Iterable[Beginning]) -> str:
    r"""A regular expression that matches where one of the beginnings stands; what they share is written once.

    >>> one_of([("M", "e"), ("M", "E"), ("[0-9]",)])
    '(?:M[^\\S\\n]*+(?:e|E)|[0-9])'
    """
    following: dict[str, list[Beginning]] = {}
    for first, *rest in found:
        following.setdefault(first, []).append(tuple(rest))
    branches = [rf"{first}[^\S\n]*+{one_of(rests)}" if all(rests) else first for first, rests in following.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
