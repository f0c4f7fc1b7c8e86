"""What a line can begin with that a regular expression matches: most lines are dismissed by their first letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Final, TypeAlias

__all__ = ["Beginning", "beginnings", "one_of"]

Beginning: TypeAlias = "tuple[str, ...]"
"""The first characters of a line, each as a regular expression of one character; white space counts as one."""

Beginnings: TypeAlias = "set[tuple[Beginning, bool]]"
"""Beginnings, and of each whether what follows goes on with it. If not, anything may follow."""

ANYTHING: Final[Beginnings] = {((), False)}
SPACE: Final = r"[^\S\n]++"
LINE_END: Final = r"\n"


def beginnings(pattern: str, length: int) -> set[Beginning]:
    r"""What the lines begin with that a regular expression matches, white space aside: up to `length` characters.

    The line end is the last one of a line that is shorter. What a shorter beginning leaves open may be anything.

    >>> sorted(beginnings(r"[^\S\n]*+(?:Metascore|METASCORE|[0-9]{1,2}(?=\n))", 3))
    [('M', 'E', 'T'), ('M', 'e', 't'), ('[0-9]', '[0-9]', '\\n'), ('[0-9]', '\\n')]
    """
    found = _of_sequence(import_module("re._parser").parse(pattern), length + 1)
    return {beginning[beginning[:1] == (SPACE,) :][:length] for beginning, _ in found}


def _of_sequence(tree: Iterable[tuple[Any, Any]], length: int) -> Beginnings:
    so_far: Beginnings = {((), True)}
    for part, value in tree:
        kind = str(part)
        if kind in ("ASSERT_NOT", "AT") or (kind == "ASSERT" and value[0] < 0):
            continue  # it takes nothing away, and may only rule out
        so_far = _followed(so_far, _of_part(kind, value, length), length)
    return so_far


def _followed(so_far: Beginnings, firsts: Beginnings, length: int) -> Beginnings:
    """Beginnings that are followed by others."""
    found: Beginnings = set()
    for beginning, goes_on in so_far:
        if not goes_on:
            found.add((beginning, False))
            continue
        for first, then in firsts:
            repeated = first[:1] == beginning[-1:] == (SPACE,)
            whole = (beginning + first[repeated:])[:length]
            found.add((whole, then and len(whole) < length and LINE_END not in whole))
    return found


def _of_part(kind: str, value: Any, length: int) -> Beginnings:
    if _is_space(kind, value):
        may_be_none = kind.endswith("REPEAT") and not value[0]
        return {((SPACE,), True), ((), True)} if may_be_none else {((SPACE,), True)}
    if kind == "LITERAL":
        return {((LINE_END,), False)} if chr(value) == "\n" else {((re.escape(chr(value)),), True)}
    if kind == "IN":
        names = [str(name) for name, _ in value]
        if "NEGATE" in names or "CATEGORY" in names:
            return ANYTHING  # the end of the line, perhaps
        return {((f"[{''.join(map(_printed, names, (what for _, what in value)))}]",), True)}
    if kind == "SUBPATTERN":
        return _of_sequence(value[-1], length)
    if kind == "ATOMIC_GROUP":
        return _of_sequence(value, length)
    if kind == "ASSERT":  # what it looks ahead for comes next; what follows in the pattern says the same again
        return {(beginning, False) for beginning, _ in _of_sequence(value[1], length)}
    if kind == "BRANCH":
        return set().union(*(_of_sequence(alternative, length) for alternative in value[1]))
    if kind.endswith("REPEAT"):
        least, most, repeated = value
        once = _of_sequence(repeated, length)
        so_far: Beginnings = {((), True)}
        found: Beginnings = set() if least else so_far
        for times in range(1, min(most, length) + 1):
            so_far = _followed(so_far, once, length)
            if times >= least:
                found = found | so_far
        return found
    return ANYTHING


def _printed(name: str, value: Any) -> str:
    """A character or a range of a class."""
    if name == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return re.escape(chr(value))


def _is_space(kind: str, value: Any) -> bool:
    """Whether a part is nothing but white space."""
    if kind == "LITERAL":
        return chr(value) == " "
    if kind == "IN":
        return [str(what) for _, what in value[:2]] == ["None", "CATEGORY_NOT_SPACE"]
    return kind.endswith("REPEAT") and all(_is_space(str(part), inner) for part, inner in value[2])


def one_of(found: Iterable[Beginning], *, cut: bool = False) -> str:
    """A regular expression that matches where one of the beginnings stands, what they share written once.

    With `cut`, it also matches where the text ends within one.

    >>> one_of([("M", "e"), ("M", "E"), ("[0-9]",)])
    '(?:M(?:e|E)|[0-9])'
    >>> one_of([("M", "e")], cut=True)
    '(?:M(?:e|\\\\Z)|\\\\Z)'
    """
    following: dict[str, list[Beginning]] = {}
    for beginning in found:
        if not beginning:
            return ""
        following.setdefault(beginning[0], []).append(beginning[1:])
    branches = [first + one_of(rests, cut=cut) for first, rests in following.items()]
    if cut:
        branches.append(r"\Z")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
