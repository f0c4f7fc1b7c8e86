"""What a line takes on a terminal: letters as lynx counts them, columns as w3m does, or bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import filterfalse
from typing import Final, TypeAlias

from reviewparse.signs import compiled

__all__ = ["Measure", "has_no_case", "in_bytes", "in_columns", "is_wide", "measures"]

Measure: TypeAlias = "Callable[[str], int]"

WIDE: Final = (
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]"
)
"""Letters that take two columns of a terminal (Unicode's East Asian Width, without the rare blocks and the emoji)."""

ZERO_WIDTH: Final = ("Mn", "Me")
"""Unicode's categories of the letters that take none: marks on another letter."""

WITHOUT_CASE: Final = ("Lo", "Lm", "Mn", "Mc")
"""Unicode's categories of the letters that are neither small nor capitals, and of the marks on them."""

LATIN: Final = "\u02ff"
"""All letters up to here take one column."""

_ASCII: Final = bytes(range(128))


def measures(lines: Iterable[str], shortest: int = 0) -> tuple[Measure, ...]:
    """By what lines of `shortest` letters or more may have been measured: lynx counts letters, w3m columns.

    >>> measures(["Fog"]), len(measures(["霧"]))
    ((<built-in function len>,), 2)
    """
    letters = set(_not_ascii("".join([line for line in filterfalse(str.isascii, lines) if len(line) >= shortest])))
    return (in_columns, len) if any(map(_excess, letters)) else (len,)


def _not_ascii(text: str) -> str:
    """The letters that are not of ASCII."""
    coded = text.encode(errors="surrogatepass").translate(None, _ASCII)  # quicker than any expression
    return coded.decode(errors="surrogatepass")


def in_bytes(text: str) -> int:
    """How many bytes a text takes in UTF-8.

    >>> in_bytes("é")
    2
    """
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))


def in_columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide letter, none for a mark on another one.

    >>> in_columns("霧 e\u0301")
    4
    """
    return len(text) if text.isascii() else len(text) + sum(map(_excess, _not_ascii(text)))


@lru_cache(maxsize=4096)
def _excess(letter: str) -> int:
    """How many columns more than one a letter takes."""
    return letter > LATIN and is_wide(letter) - (unicodedata.category(letter) in ZERO_WIDTH)


def is_wide(letter: str) -> bool:
    """Whether a letter takes two columns.

    >>> is_wide("霧"), is_wide("f")
    (True, False)
    """
    return letter > LATIN and compiled(WIDE).match(letter) is not None  # that takes long to compile


def has_no_case(letter: str) -> bool:
    """Whether a letter is of a script that has no capitals.

    >>> has_no_case("霧"), has_no_case("f")
    (True, False)
    """
    return letter > LATIN and unicodedata.category(letter) in WITHOUT_CASE
