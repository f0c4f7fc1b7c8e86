"""Lines that are not of the format: kept as the text they are, and made records of when they are asked for.

A record of a line takes 100 bytes, and a line may be one letter. So a page holds its unrecognized lines as `Lines`.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import accumulate, chain, compress, count, islice, starmap
from typing import Any, Final, TypeAlias, overload

from attrs import frozen

from reviewparse.unfrozen import unfrozen

__all__ = ["CHUNK", "Line", "Lines", "Listing", "MadeLines", "Span", "pieces"]

CHUNK: Final = 1 << 13
"""So many characters of a text are taken apart at once, because each of its lines is an object while that is done."""
PARTS_AT_ONCE: Final = 1 << 12
"""So many parts of a text are joined at once, for the same reason."""

Span: TypeAlias = tuple[int, int]
"""A part of a text: where it starts and where it ends."""


@frozen
class Line:
    """One line of the input: its `number` from 1, and its `text` without the line end.

    >>> Line(7, "Watch On")
    Line(number=7, text='Watch On')
    """

    number: int
    text: str


def pieces(text: str, start: int, end: int) -> Iterator[str]:
    r"""The lines of a text from `start` to `end`, many at once.

    >>> [*pieces("Slow.\nFog.\n", 6, 11)]
    ['Fog.\n']
    """
    while start < end:
        stop = (
            end
            if end - start <= CHUNK
            else text.rfind("\n", start, start + CHUNK) + 1 or text.find("\n", start + CHUNK, end) + 1 or end
        )
        yield text[start:stop]
        start = stop


_UnfrozenLine: Final = unfrozen(Line)  # there are many


def _line(number: int, text: str) -> Line:
    line = _UnfrozenLine()
    line.number = number
    line.text = text
    line.__class__ = Line
    made: Line = line
    return made


class Lines(Sequence[Line]):
    r"""The lines of some parts of a text, without its blank ones.

    Args:
        text: the parts, one below the other. Each of their lines ends in a line feed.
        firsts: the number of each part's first line.
        starts: where in `text` each part begins; without it, each line is a part.

    >>> lines = Lines("Fog.\n\nSlow.\nWatch On\n", [4, 9], [0, 12])
    >>> len(lines), lines[1], list(lines.numbers)
    (3, Line(number=6, text='Slow.'), [4, 6, 9])
    """

    __slots__ = ("_begins", "_behind", "_firsts", "_places", "text")

    def __init__(self, text: str, firsts: Sequence[int], starts: Sequence[int] | None = None) -> None:
        self.text: Final = text
        """All of them, blank ones too, each with its line end."""
        self._firsts = firsts
        self._begins = starts
        self._places: tuple[Sequence[int], Sequence[int]] | None = None
        self._behind: dict[int, int] = {}

    @classmethod
    def of(cls, parts: Iterable[tuple[int, str]]) -> Any:
        """The lines of parts, each the number of its first line and its text; a page makes a tuple of them."""
        text, firsts, starts = StringIO(), array("Q"), array("Q")
        for first, part in parts:
            firsts.append(first)
            starts.append(text.tell())
            text.write(part)
        return cls(text.getvalue(), firsts, starts)

    @classmethod
    def numbered(cls, numbers: Sequence[int], text: str) -> Lines | None:
        r"""Lines with these numbers, in ascending order; `None` where `text` has not as many, or a blank one.

        >>> list(Lines.numbered([7], "Watch On\n")), Lines.numbered([7], "Watch\nOn\n")
        ([Line(number=7, text='Watch On')], None)
        """
        *contents, end = text.split("\n")
        if end or len(contents) != len(numbers) or not all(contents) or any(map(str.isspace, contents)):
            return None
        return cls(text, array("Q", numbers))

    def parts(self) -> Iterator[tuple[int, str]]:
        """The number of the first line of each part, and its text."""
        return ((first, self.text[start:end]) for first, start, end in self._parts())

    def __bool__(self) -> bool:
        return self.text != "" and not self.text.isspace()

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, place: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        numbers, starts = self._found()
        start = starts[place]
        return _line(numbers[place], self.text[start : self.text.find("\n", start)])

    def __iter__(self) -> Iterator[Line]:
        return starmap(_line, self.pairs())

    def pairs(self) -> Iterator[tuple[int, str]]:
        """The number and the text of each line."""
        return chain.from_iterable(self._pairs())

    def texts(self) -> Iterator[str]:
        """The text of each line."""
        return (self.text[start : self.text.find("\n", start)] for start in self.starts)

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each line."""
        return self._found()[0]

    @property
    def starts(self) -> Sequence[int]:
        """Where in the text each line begins."""
        return self._found()[1]

    def start_of(self, number: int) -> int:
        """Where in the text the first line begins that has this number or a higher one."""
        part = bisect_right(self._firsts, number) - 1
        if part < 0:
            return 0
        if number < self._number_behind(part):
            return self.starts[place] if (place := bisect_left(self.numbers, number)) < len(self) else len(self.text)
        return self._end(part)

    def within(self, span: Span) -> range:
        """Which lines begin within a part of the text."""
        start, end = span
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def holding(
        self, words: Iterable[str], span: Span | None = None, like: Callable[[str], object] | None = None
    ) -> list[int]:
        r"""Which lines hold one of these strings: of all lines, or of those within a part of the text.

        `like` tells of the text of such a line whether it is wanted. Where all lines begin is found out only if one is.

        >>> Lines("Fog.\n\nSlow.\nWatch On\n", [4, 9], [0, 12]).holding(["Watch", "og"])
        [0, 2]
        """
        start, end = span or (0, len(self.text))
        places = []
        for word in words:
            place = self.text.find(word[0], start, end)  # a letter is far quicker to find, and many texts have none
            place = self.text.find(word, place, end) if place != -1 else -1
            while place != -1:
                if like is None or like(self.text_at(place)):
                    places.append(place)
                place = self.text.find(word, self.text.find("\n", place) + 1 or end, end)
        return sorted({*map(self.index_at, places)})

    def text_at(self, place: int) -> str:
        """The text of the line that is at this place of the text."""
        return self.text[self.text.rfind("\n", 0, place) + 1 : self.text.find("\n", place)]

    def index_at(self, place: int) -> int:
        """Which line is at this place of the text, where that is not a blank line."""
        return bisect_right(self.starts, place) - 1

    @property
    def _starts(self) -> Sequence[int]:
        """Where in the text each part begins."""
        if self._begins is None:
            lengths = [len(content) + 1 for content in self.text.split("\n")]
            self._begins = array("Q", accumulate(lengths[: len(self._firsts) - 1], initial=0))
        return self._begins

    def _number_behind(self, part: int) -> int:
        """The number that a line below this part would have."""
        behind = self._behind.get(part)
        if behind is None:
            lines = self.text.count("\n", self._starts[part], self._end(part))
            behind = self._behind[part] = self._firsts[part] + lines
        return behind

    def _end(self, part: int) -> int:
        """Where this part ends."""
        starts = self._starts
        return starts[part + 1] if part + 1 < len(starts) else len(self.text)

    def _parts(self) -> Iterator[tuple[int, int, int]]:
        """The number of the first line of each part, and where the part begins and ends."""
        ends = chain(islice(self._starts, 1, None), (len(self.text),))
        return zip(self._firsts, self._starts, ends, strict=False)  # where there is no part, there is an end

    def _pairs(self) -> Iterator[Iterable[tuple[int, str]]]:
        """The same, many at once."""
        for number, start, end in self._parts():
            for piece in pieces(self.text, start, end):
                contents = piece.removesuffix("\n").split("\n")
                yield compress(zip(count(number), contents, strict=False), map(str.strip, contents))
                number += len(contents)

    def _found(self) -> tuple[Sequence[int], Sequence[int]]:
        """The numbers of the lines, and where they begin; found out on the first request."""
        if self._places is None:
            code: Any = "I" if max(self._firsts, default=0) + len(self.text) < 1 << 32 else "Q"
            numbers, starts = array(code), array(code)
            for number, start, end in self._parts():
                for piece in pieces(self.text, start, end):
                    contents = piece.removesuffix("\n").split("\n")
                    filled = [*map(str.strip, contents)]
                    begins = accumulate([len(content) + 1 for content in contents], initial=start)
                    numbers.fromlist([*compress(count(number), filled)])
                    starts.fromlist([*compress(begins, filled)])
                    number, start = number + len(contents), start + len(piece)
            self._places = numbers, starts
        return self._places


class MadeLines(Lines):
    """Lines that were made by hand, in the order of their numbers; their texts may hold anything."""

    __slots__ = ("_made",)

    def __init__(self, made: Sequence[Line]) -> None:
        super().__init__("".join(f"{line.text}\n" for line in made), (), ())
        self._made = made
        starts = accumulate((len(line.text) + 1 for line in made[:-1]), initial=0)
        self._places = [line.number for line in made], [*starts][: len(made)]

    def __bool__(self) -> bool:
        return bool(self._made)

    def __getitem__(self, place: Any) -> Any:
        return self._made[place]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._made)

    def holding(
        self, words: Iterable[str], span: Span | None = None, like: Callable[[str], object] | None = None
    ) -> list[int]:
        words = tuple(words)
        which = ((i, self._made[i].text) for i in (self.within(span) if span else range(len(self._made))))
        held = ((i, text) for i, text in which if any(word in text for word in words))
        return [i for i, text in held if like is None or like(text)]

    def text_at(self, place: int) -> str:
        return self._made[self.index_at(place)].text

    def start_of(self, number: int) -> int:
        place = bisect_left(self.numbers, number)
        return self.starts[place] if place < len(self) else len(self.text)


class Listing:
    """The parts of a text whose lines are to be listed, as they are found."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = array("Q")

    def add(self, line: int, start: int, end: int) -> None:
        """List what stands from `start` to `end`, where a line ends; `line` is the number of the first line there."""
        self._parts.extend((line, start, end))

    def cut(self, line: int) -> None:
        """Take out what begins on this line or below."""
        kept = [part for part in self._in_order() if part[0] < line]
        self._parts = array("Q", (number for part in kept for number in part))

    def lines(self) -> Lines:
        """The lines, in order and whole, each once."""
        if not self._parts:
            return Lines("", (), ())
        text, firsts, starts, pieces = self._text, array("Q"), array("Q"), []
        done = length = 0
        parts = iter(self._in_order())
        while some := list(islice(parts, PARTS_AT_ONCE)):
            whole = []
            for line, begin, end in some:
                start = text.rfind("\n", 0, begin) + 1
                if start < done:  # two parts stand on one line
                    line, start = line + text.count("\n", start, done), done
                if start < end:
                    firsts.append(line)
                    starts.append(length)
                    done = text.find("\n", end - 1) + 1
                    whole.append(text[start:done])
                    length += done - start
            pieces.append("".join(whole))
        return Lines("".join(pieces), firsts, starts)

    def _in_order(self) -> Iterable[tuple[int, int, int]]:
        numbers = iter(self._parts)
        parts: Any = zip(numbers, numbers, numbers, strict=True)
        starts = self._parts[1::3]
        if all(map(int.__le__, starts, islice(starts, 1, None))):
            return parts  # type: ignore[no-any-return]
        return sorted(parts, key=lambda part: (part[1], part[0]))
