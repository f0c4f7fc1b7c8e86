"""How the lines show that open a block: by their first letters, or by a word. Most lines are dismissed by these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, TypeAlias

from reviewparse.engine.expressions import WHITE, Alternatives, Piece, alternatives_of
from reviewparse.engine.forms import LETTERS

__all__ = ["Beginning", "beginnings", "letters_of", "one_of", "words"]

SHORTEST_WORD: Final = 5
"""A word of fewer letters is on too many lines."""

Beginning: TypeAlias = tuple[str, ...]
"""The first letters, each as a regular expression of one letter; what follows may be anything.

One that white space may stand before has a space in front. At the beginning of a line it may stand before any.
"""

ASCII: Final = "".join(map(chr, range(128)))

_NAMED: Final = re.compile(r"\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[^\s\\^\[\]-])++-?\]")
"""A class of letters that are none of white space."""

_CASES: Final = re.compile(r"\[([A-Za-z]{2})\]")
"""A class of two letters: of both cases of one, as a rule."""

_GAP: Final = " "
"""Stands for white space, which is no letter."""

_END: Final = ""
"""Ends a beginning behind which anything can come."""


@cache
def beginnings(pattern: str) -> list[Beginning]:
    r"""What the lines begin with that a regular expression matches; none where that cannot be told.

    >>> beginnings(r"[^\S\n]*+(?:T(?:a|A)ble|[0-9]{1,2}(?=\n))")
    [('T', 'a', 'b', 'l', 'e'), ('T', 'A', 'b', 'l', 'e'), ('[0-9]',), ('[0-9]', '[0-9]')]
    >>> beginnings(r"(?:[+*][ ])?(?i:o)v ers"), beginnings(r"[^\n]*x")
    ([('[Oo]', 'v', ' e', 'r', 's'), ('[+*]', ' [Oo]', 'v', ' e', 'r')], [])
    """
    alternatives = alternatives_of(pattern, LETTERS)
    grown = _one_of_these(alternatives, [()])
    found = dict.fromkeys(tuple(letter for letter in letters if letter not in (_END, _GAP)) for letters in grown)
    return list(found) if all(found) else []


def _one_of_these(alternatives: Alternatives, before: list[Beginning]) -> list[Beginning]:
    """Each beginning with what each of the alternatives adds."""
    if len(alternatives) == 1:
        return _in_a_row(alternatives[0], before)
    return list(dict.fromkeys(grown for pieces in alternatives for grown in _in_a_row(pieces, before)))


def _in_a_row(pieces: Iterable[Piece], before: list[Beginning]) -> list[Beginning]:
    """Each beginning with what the pieces add, one after the other."""
    for piece in pieces:
        if piece.kind not in ("letter", "group"):
            continue
        if all(map(_is_done, before)):
            break
        if piece.text in WHITE:
            before = [letters if _is_done(letters) else _with(letters, _GAP) for letters in before]
            continue
        if piece.least == piece.most == 1:
            before = _once(piece, before)
            continue
        grown = [] if piece.least else before
        for times in range(1, min(piece.most, LETTERS) + 1):
            before = _once(piece, before)
            grown = [*grown, *before] if times >= min(piece.least, LETTERS) else grown
        before = list(dict.fromkeys(grown))
    return before


def _is_done(beginning: Beginning) -> bool:
    last = beginning[-1:]
    return last == (_END,) or len(beginning) - (last == (_GAP,)) == LETTERS


def _once(piece: Piece, before: list[Beginning]) -> list[Beginning]:
    """Each beginning with what the piece adds where it stands once."""
    if piece.kind == "group":
        done = [letters for letters in before if _is_done(letters)]
        return [*done, *_one_of_these(piece.alternatives, [letters for letters in before if not _is_done(letters)])]
    added = piece.text if _tells(piece.text) else _END
    return [letters if _is_done(letters) else _with(letters, added) for letters in before]


def _with(letters: Beginning, added: str) -> Beginning:
    """Letters and one more, or a gap; a gap that ends them goes into the next one."""
    if letters[-1:] != (_GAP,):
        return (*letters, added) if letters or added != _GAP else letters
    if added in (_GAP, _END):
        return letters if added == _GAP else (*letters[:-1], _END)
    return (*letters[:-1], f"{_GAP}{added}")


def _tells(letter: str) -> bool:
    r"""Whether a letter or a class is one of letters that are named, and none of white space or a line's end.

    >>> _tells("x"), _tells(r"[0-9]"), _tells(r"[^,]"), _tells(r"\S"), _tells("[ x]")
    (True, True, False, False, False)
    """
    return not _is_class(letter) or _NAMED.fullmatch(letter) is not None


def letters_of(beginning: Beginning) -> tuple[str, ...]:
    """For each letter of a beginning all those that it can be, white space left out.

    >>> letters_of(("[0-3]", " [Mm]", "x", r"\\#"))
    ('0123', 'Mm', 'x', '#')
    """
    return tuple(_letters(letter.lstrip()) for letter in beginning)


@cache
def _letters(letter: str) -> str:
    """The letters that a regular expression of one matches: it names them, or a range of ASCII."""
    return "".join(dict.fromkeys(re.findall(letter, ASCII + letter)))


def words(pattern: str) -> tuple[str, ...]:
    r"""Strings of which one is on the first line of each text that a regular expression matches; none where none is.

    >>> words(r"\S[^\n]*+(?:(?<=, the end)|(?<=, to be continued))(?=\n)"), words(r"[a-z]+\n(?=the end)")
    ((', the end', ', to be continued'), ())

    One string is better than several, however long these are:

    >>> words(r"[^\n]*+(?<= the end)(?:(?<=this is the end)|(?<=that was the end))")
    (' the end',)
    """
    found = _words(alternatives_of(pattern))
    return found if len(min(found, key=len, default="")) >= SHORTEST_WORD else ()


def _words(alternatives: Alternatives) -> tuple[str, ...]:
    """Of each alternative a string that each text of it has on its first line."""
    found = [_best_words(pieces) for pieces in alternatives]
    return tuple(dict.fromkeys(word for some in found for word in some)) if all(found) else ()


def _best_words(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Of the strings that the pieces of a sequence require, up to the line's end, the fewest, or the longest."""
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
    return max(choices, key=_worth)


def _worth(choice: tuple[str, ...]) -> tuple[bool, int, int]:
    """How much it is worth to look for these strings: each is a search, and a long one is on few lines."""
    shortest = len(min(choice, key=len, default=""))
    return shortest >= SHORTEST_WORD, -len(choice), shortest


def _is_class(letter: str) -> bool:
    return letter == "." or letter[0] == "[" or (letter[0] == "\\" and letter[1].isalnum())


def _may_end_line(piece: Piece) -> bool:
    if piece.kind == "letter":
        return _is_class(piece.text) and re.match(piece.text, "\n") is not None
    return any(_may_end_line(inner) for pieces in piece.alternatives for inner in pieces)


def by_case(found: Iterable[Beginning]) -> list[Beginning]:
    """The same beginnings, each with one letter where either case of it can stand first: that is quicker to look for.

    >>> by_case([("[Oo]", "[Nn]"), ("O", "f"), ("[0-9]",)])
    [('O', '[Nn]'), ('o', '[Nn]'), ('O', 'f'), ('[0-9]',)]
    """
    split: list[Beginning] = []
    for first, *rest in found:
        cases = _CASES.fullmatch(first)
        split += [(letter, *rest) for letter in (cases[1] if cases else [first])]
    return list(dict.fromkeys(split))


def one_of(found: Iterable[Beginning]) -> str:
    r"""A regular expression that matches where one of the beginnings stands; what they share is written once.

    >>> one_of([("M", "e"), ("M", " E"), ("[0-9]",)])
    '(?:M(?:e|[^\\S\\n]*+E)|[0-9])'
    """
    following: dict[str, list[Beginning]] = {}
    behind_gap: list[Beginning] = []
    for first, *rest in found:
        if first[0] == _GAP:
            behind_gap.append((first[1:], *rest))
        else:
            following.setdefault(first, []).append(tuple(rest))
    branches = [first + (one_of(rests) if all(rests) else "") for first, rests in following.items()]
    if behind_gap:
        branches.append(rf"[^\S\n]*+{one_of(behind_gap)}")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
