"""The problems of one part of a page while they are being found, and the order in which they come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import fields

from reviewparse.problems import CODES, Problem
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
)
from reviewparse.unfrozen import maker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attrs import AttrsInstance

__all__ = ["Notes"]

_PARTS: Final = {
    "": (CriticSection, ReviewPage),
    "distribution": (Distribution,),
    "reviews": (CriticReview, UserReview),
    "citation": (Citation,),
    "helpful": (Helpful,),
    "unrecognized": (Line,),
}


def _in_order(records: Iterable[type[AttrsInstance]]) -> list[str]:
    """The fields of all these records, such that those of each stand in its own order."""
    names: list[str] = []
    for record in records:
        place = 0
        for field in fields(record):
            if field.name not in names:
                names.insert(place, field.name)
            place = names.index(field.name) + 1
    return names


_problem: Final = maker(Problem, ("code", "severity", "message", "path", "line"))
_SHARED: Final = 64
"""So many messages are kept once, however many problems have them: a page can have a hundred thousand."""
_RANK: Final = {(part, name): rank for part, records in _PARTS.items() for rank, name in enumerate(_in_order(records))}
"""Where a field stands in its record, by the field that holds the record ("" for a section or the page)."""


class Notes:
    """The problems of one part of a page, which come out in the order of that part's fields.

    `trusted`: the values there are of the types declared, and need no look.
    """

    __slots__ = ("_messages", "_places", "_problems", "line", "path", "trusted")

    def __init__(self, path: str, line: int | None = None, *, trusted: bool = False) -> None:
        self.path = path
        self.line = line
        self.trusted = trusted
        self._problems: list[Problem] = []
        self._places: list[bytes] = []  # of each problem: indexes and ranks, which bytes hold in a third of the memory
        self._messages: dict[str, str] = {}

    def add(self, code: str, message: str, *place: str | int, line: int | None = None) -> None:
        """Note a problem at a place below this part: field names, and indexes of reviews."""
        path = self.path
        where = b""
        part = ""
        for step in place:
            if isinstance(step, int):
                path += f"[{step}]"
                where += step.to_bytes(4, "big")
            else:
                path += f".{step}"
                where += _RANK[part, step].to_bytes(4, "big")
                part = step
        if len(self._messages) < _SHARED:
            message = self._messages.setdefault(message, message)
        else:
            message = self._messages.get(message, message)
        problem = _problem(code, CODES[code].severity, message, path.lstrip("."), self.line if line is None else line)
        self._problems.append(problem)
        self._places.append(where)

    def in_order(self) -> list[Problem]:
        """The problems, sorted by place."""
        if len(self._problems) < 2:
            return self._problems
        return [self._problems[i] for i in sorted(range(len(self._places)), key=self._places.__getitem__)]
