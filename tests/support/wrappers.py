"""Text wrapped as terminal programs wrap it, written from their manuals and output and not from the code under test."""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["item", "wrapped", "wrapped_lines"]


def wrapped(text: str, width: int, measure: Callable[[str], int] = len) -> str:
    """Each line of a text wrapped at `width`; what is continued begins below the line's text, past a list's marker."""
    return "\n".join(line for given in text.split("\n") for line in wrapped_lines(given, width, measure))


def wrapped_lines(line: str, width: int, measure: Callable[[str], int] = len) -> list[str]:
    """The lines that a line is wrapped to: as many words on each as fit, and one at least."""
    words = line.split()
    if not words:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    margin = indent
    if item(words[0]) and len(words) > 1:
        margin = " " * (line.index(words[1], len(indent) + len(words[0])))
    lines, taken = [], indent + words[0]
    first = line[len(indent) + len(words[0]) :]
    gap = first[: len(first) - len(first.lstrip())]
    for place, word in enumerate(words[1:]):
        blank = gap if place == 0 else " "
        if measure(taken + blank + word) > width:
            lines.append(taken)
            taken = margin + word
        else:
            taken += blank + word
    return [*lines, taken]


def item(word: str) -> bool:
    """Whether a word opens an item of a list."""
    return word in ("*", "+", "•", "□") or (word[:-1].isdigit() and word.endswith("."))


def letters(lines: Iterable[str]) -> str:
    """All but the white space."""
    return "".join("".join(lines).split())
