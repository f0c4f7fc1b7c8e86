"""Generated and mutated texts, the same ones for the same number: what two versions of the library are compared on.

A third are texts of the grammar, made alternative by alternative; the others are windows of whole pages, the samples',
the tests' and rendered ones. Then lines of nearly all are cut, doubled, moved, indented, split or joined, characters
are changed, and pieces of the definition that was changed are thrown in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from tools.mutation.of_grammar import words
from tools.mutation.sampling import Sampler

__all__ = ["Texts", "pages_of"]

_WINDOW: Final = 40
_SPACES: Final = ("", " ", "  ", "   ", "    ", "     ", "       ", "\t", "\u00a0")


def pages_of(root: Path) -> list[str]:
    """The pages of text below `src/` and `tests/`."""
    paths = sorted(path for folder in ("src", "tests") for path in (root / folder).rglob("*.txt"))
    return [path.read_text("utf-8") for path in paths]


class Texts:
    """Texts by number. `grammars` are the grammar as it is and as it was changed, `definition` is the one that was, at
    `offset`. `pool` is how many pages, and how many pieces, the grammars give to make the texts from.
    """

    def __init__(self, pages: Sequence[str], grammars: Sequence[str], definition: str, offset: int, pool: int) -> None:
        random = Random(definition)
        samplers = [Sampler(grammar, definition, offset) for grammar in grammars]
        self.pages = [page.split("\n") for page in pages] or [[""]]
        self.made = [random.choice(samplers).text("start", random).split("\n") for _ in range(pool)]
        self.lines = sorted({line for page in self.pages for line in page})
        self.words = sorted({word for grammar in grammars for word in words(grammar)}) or [""]
        leading = sorted(samplers[0].leading - {"start"})
        names = [definition if random.random() < 1 / 2 else random.choice(leading) for _ in range(pool)]
        self.pieces = [random.choice(samplers).text(name, random) for name in names]

    def text(self, number: int) -> str:
        """The text of that number."""
        random = Random(number)
        page = random.choice(self.made if random.random() < 1 / 3 else self.pages)
        first = random.randrange(len(page)) if random.random() < 1 / 2 else 0
        lines = page[first : first + random.randint(1, _WINDOW)]
        for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
            random.choice(_CHANGES)(self, random, lines)
        return "\n".join(lines)

    def any_piece(self, random: Random) -> str:
        """A line of a page, a word of the grammar, or what leads to the changed definition."""
        kind = random.random()
        if kind < 1 / 2:
            return random.choice(_SPACES) + random.choice(self.pieces)
        return random.choice(self.lines if kind < 3 / 4 else self.words)

    def cut(self, random: Random, lines: list[str]) -> None:
        at = _place(random, lines)
        lines[at : at + 1] = []

    def double(self, random: Random, lines: list[str]) -> None:
        at = _place(random, lines)
        lines[at:at] = lines[at : at + 1]

    def move(self, random: Random, lines: list[str]) -> None:
        at = _place(random, lines)
        moved, lines[at : at + 1] = lines[at : at + 1], []
        lines[_place(random, lines) : 0] = moved

    def insert(self, random: Random, lines: list[str]) -> None:
        lines.insert(_place(random, lines), self.any_piece(random))

    def append(self, random: Random, lines: list[str]) -> None:
        _change(random, lines, lambda line: line + random.choice(_SPACES) + self.any_piece(random))

    def put_before(self, random: Random, lines: list[str]) -> None:
        _change(random, lines, lambda line: self.any_piece(random) + random.choice(_SPACES) + line)

    def replace(self, random: Random, lines: list[str]) -> None:
        _change(random, lines, lambda line: self.any_piece(random))

    def indent(self, random: Random, lines: list[str]) -> None:
        _change(random, lines, lambda line: random.choice(_SPACES) + line.lstrip())

    def split(self, random: Random, lines: list[str]) -> None:
        def halves(line: str) -> str:
            at = random.randint(0, len(line))
            return line[:at] + random.choice(("\n", "\n    ", "\n       ")) + line[at:]

        _change(random, lines, halves)

    def replace_a_character(self, random: Random, lines: list[str]) -> None:
        def typed(line: str) -> str:
            at = random.randint(0, len(line))
            return line[:at] + random.choice(("", " ", "  ", ",", "0", "7", "x", ".", "\u00a0")) + line[at + 1 :]

        _change(random, lines, typed)


_CHANGES: Final[tuple[Callable[[Texts, Random, list[str]], None], ...]] = (
    Texts.cut, Texts.double, Texts.move, Texts.insert, Texts.insert, Texts.append, Texts.put_before, Texts.replace,
    Texts.replace, Texts.indent, Texts.split, Texts.replace_a_character, Texts.replace_a_character,
)  # fmt: skip


def _place(random: Random, lines: list[str]) -> int:
    return random.randrange(len(lines)) if lines else 0


def _change(random: Random, lines: list[str], change: Callable[[str], str]) -> None:
    at = _place(random, lines)
    lines[at : at + 1] = [change(lines[at] if lines else "")]
