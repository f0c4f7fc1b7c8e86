"""Takes the regular expressions of a grammar apart: letters, groups, and how often each stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from reviewparse.engine.steps import UNBOUNDED, TerminalPart, repeats_of

__all__ = ["WHITE", "Alternatives", "Piece", "alternatives_of", "hints_of", "in_parts", "shortened", "stages_of"]


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

COMPARED: Final = 4
"""So many letters in a row, or more, are compared as they are: to compile them takes longer."""

FIRST_HINT: Final = 200
"""So many characters has the first hint of a long regular expression: they dismiss most lines that do not match."""

HINT_GROWTH: Final = 3
"""So many times as long as the hint before it is each further one."""

SHORTEST_ALTERNATIVE: Final = 12
"""So many characters of one of many alternatives dismiss most of what it does not match."""

WHITE: Final = frozenset([r"[^\S\n]", " ", "[ ]", r"\ ", r"\t"])
_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?(?:i:|<?[=!]|[:>]))?)"
    r"|\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|[^(]",
    re.DOTALL,
)
_LITERAL: Final = re.compile(r"(?:(?:[^\\.^$|()\[*+?{]|\\[^A-Za-z0-9])(?![*+?{]))++")
"""Letters that stand for themselves, none of which is repeated."""
_ESCAPE: Final = re.compile(r"\\(.)")
_COUNT: Final = re.compile(r"([*+?]|\{[0-9,]+\})[+?]?+")
_LETTERS: Final = r"[^()|\\\[]++|\\.|\[\^?+\]?+(?:[^\]\\]++|\\.)*+\]"
_GROUP: Final = rf"\((?:{_LETTERS}|\|)*+\)"
_NEXT: Final = re.compile(rf"(?:{_LETTERS}|{_GROUP}|\((?:{_LETTERS}|\||{_GROUP})*+\))*+([()|]|\Z)", re.DOTALL)
"""What goes up to the next parenthesis or bar that is no letter, past groups of groups."""
_SIGN: Final = re.compile(
    rf"(?:{_LETTERS})*+(?:(?P<opens>\((?:\?(?:i:|<?[=!]|[:>]))?)|(?P<bar>\|)|(?P<closes>\))|\Z)", re.DOTALL
)
"""What goes up to the next of them, and that one; at last, what goes up to the end."""

_LOOKS: Final = {"(?=": "ahead", "(?<=": "behind", "(?!": "not", "(?<!": "not"}
_UNREAD: Final = frozenset(_LOOKS.values())


def alternatives_of(pattern: str, enough: int = UNBOUNDED) -> Alternatives:
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
            if kind == "not" or (kind != "group" and enough < UNBOUNDED):
                start = _end(pattern, start, ")") + 1
            else:
                inner, start = _alternatives(pattern, start, enough, either_case=either_case or text == "(?i:")
        elif either_case and text.isalpha():
            text = f"[{text.upper()}{text.lower()}]"
        least = most = 1
        if count := _COUNT.match(pattern, start):
            start = count.end()
            least, most = repeats_of(count[1])
        if kind not in _UNREAD or enough == UNBOUNDED:
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
    starts, end = _groups(pattern)[start]
    return [*starts], end


@lru_cache(maxsize=8)
def _groups(pattern: str) -> Mapping[int, tuple[list[int], int]]:
    r"""For each group, by where its inside begins: where each of its alternatives begins, and where it ends.

    >>> _groups(r"a(?:b|\(|c)")
    {4: ([4, 6, 9], 10), 0: ([0], 11)}
    """
    found = {}
    opened: list[list[int]] = [[0]]
    for sign in _SIGN.finditer(pattern):
        if sign["opens"]:
            opened.append([sign.end()])
        elif sign["bar"]:
            opened[-1].append(sign.end())
        elif sign["closes"]:
            starts = opened.pop()
            found[starts[0]] = starts, sign.start("closes")
    found[0] = opened[0], len(pattern)
    return found


def in_parts(pattern: str) -> TerminalPart:
    """A regular expression in parts, each of which is taken once and for all: if a later one fails, all does.

    From where it can match in more than one way, a sequence is one expression.

    >>> in_parts("[ab](?=abc[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]|x)c*cd")
    ('', ('=', '[ab]'), ('&', ('|', ('=', 'abc[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'), ('=', 'x'))), ('=', 'c*cd'))
    """
    return _in_parts(pattern, 0)[0]


def stages_of(part: TerminalPart) -> TerminalPart:
    """A part of a terminal, and of each of its expressions the stages in which it is compiled, which are shorter.

    An expression matches wherever one matches of which it is a stage.
    """
    sign, *parts = part
    if sign == "'":
        return part
    if sign != "=":
        return sign, *map(stages_of, parts)
    (regex,) = parts
    return sign, *hints_of(regex), regex


def hints_of(regex: str) -> tuple[str, ...]:
    """What is compiled of a regular expression before all of it is: nothing where it is short."""
    hints, length = [], FIRST_HINT
    while 2 * len(regex) > 3 * length:
        hints.append(shortened(regex, length))
        length *= HINT_GROWTH
    return tuple(hints)


def _in_parts(pattern: str, start: int) -> tuple[TerminalPart, int]:
    """What `in_parts` gives for what stands from `start` to the end of the group that it is in, and where that is."""
    starts, end = _split(pattern, start)
    parts = [_sequence_in_parts(pattern, each) for each in starts]
    return parts[0] if len(parts) == 1 else ("|", *parts), end


def _sequence_in_parts(pattern: str, start: int) -> TerminalPart:
    parts: list[TerminalPart] = []
    place = start  # what stands from `start` to here is no part yet

    def expression() -> list[TerminalPart]:
        return [("=", pattern[start:place])] if place > start else []

    while (token := _TOKEN.match(pattern, place)) and token[0] not in ("|", ")"):
        if len(letters := _letters(pattern, place)) >= COMPARED:
            parts += [*expression(), ("'", _ESCAPE.sub(r"\1", letters))]
            start = place = place + len(letters)
            continue
        opens = token["open"]
        end = _groups(pattern)[token.end()][1] + 1 if opens else token.end()
        count = _COUNT.match(pattern, end)
        after = count.end() if count else end
        ends = pattern[after : after + 1] in ("", "|", ")")
        sign = _sign(opens, count, is_last=ends or _is_one_of_words(pattern[token.end() : end - 1]))
        if count and opens in ("(?:", "(?>") and _is_lazy(count) and _is_sure(pattern[place:end]):
            part, _ = _in_parts(pattern, token.end())
            return _in_a_row([*parts, *expression(), (count[0], part, _sequence_in_parts(pattern, after))])
        if sign is not None:
            part, _ = _in_parts(pattern, token.end())
            parts += [*expression(), (sign, part) if sign else part]
            start = after
        elif not _is_sure(pattern[place:after]):
            parts += expression()
            start, place = place, _end(pattern, after, "|)")
            break
        place = after
    return _in_a_row(parts + expression() or [("=", "")])


def _letters(pattern: str, place: int) -> str:
    """The letters that stand at a place, as they are written, up to one that is repeated."""
    found = _LITERAL.match(pattern, place)
    return found[0] if found else ""


def _is_one_of_words(alternatives: str) -> bool:
    """Whether each of the alternatives is letters, and none begins another: at most one can match."""
    words = alternatives.split("|")
    if not all(word and _letters(word, 0) == word for word in words):
        return False
    return not any(word != other and other.startswith(word) for word in words for other in words)


def _in_a_row(parts: list[TerminalPart]) -> TerminalPart:
    return parts[0] if len(parts) == 1 else ("", *parts)


def _sign(opens: str | None, count: re.Match[str] | None, *, is_last: bool) -> str | None:
    """The sign of a group that can be taken apart: it is only looked for, or never tried in another way."""
    if count:
        return count[1] if opens in ("(?:", "(?>") and _is_possessive(count) else None
    if opens == "(?>" or (opens == "(?:" and is_last):
        return ""
    return {"(?=": "&", "(?!": "!"}.get(opens or "")


def _is_possessive(count: re.Match[str]) -> bool:
    return count[0] == f"{count[1]}+"


def _is_lazy(count: re.Match[str]) -> bool:
    """Whether what follows is tried first, each time; it need not be repeated at all."""
    return count[0] == f"{count[1]}?" and repeats_of(count[1])[0] == 0


def _is_sure(pattern: str) -> bool:
    """Whether there is one way alone in which a sequence can match."""
    place = 0
    while token := _TOKEN.match(pattern, place):
        end = place = _end(pattern, token.end(), ")") + 1 if token["open"] else token.end()
        if count := _COUNT.match(pattern, place):
            place = count.end()
            if _is_possessive(count):
                continue
            least, most = repeats_of(count[1])
            if least < most:
                return False
        inner = pattern[token.end() : end - 1]
        if token[0] == "|" or (token[0] in ("(?:", "(?i:", "(") and not (_is_one_of_words(inner) or _is_sure(inner))):
            return False
    return True


def _shortened(starts: list[int], pattern: str, most: int, *, may_leave_out: bool) -> tuple[str, bool]:
    """Alternatives, each shortened, and whether they match to the same places as before."""
    found = []
    for number, start in enumerate(starts):
        each = max(SHORTEST_ALTERNATIVE, most // (len(starts) - number))
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
        if kind not in ("ahead", "group") or left < SHORTEST_ALTERNATIVE:
            return taken, False
        if count and not repeats_of(count[1])[0]:
            starts.append(after)
        may = may_leave_out and opens != "(?>"
        inner, is_whole = _shortened(starts, pattern, left - len(opens), may_leave_out=may)
        taken += f"{opens}{inner})" if inner else ""
        if count or not (is_whole or (kind == "ahead" and may_leave_out)):
            return taken, False
        place = after
    return taken, True
