"""How a value of each declared type stands in JSON: one table, from which readers, writers and the schema are made."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType
from typing import Any, Final, NamedTuple, NoReturn, TypeAlias

__all__ = [
    "MOST",
    "SHAPES",
    "Form",
    "Json",
    "Wrong",
    "form_of",
    "number",
    "one_by_one",
    "quoted",
    "refuse",
    "unchanged",
]

Json: TypeAlias = dict[str, Any]

MOST: Final = 2**63 - 1
"""The highest number in JSON and in tables: the highest of a signed integer of 64 bits, which every reader can hold."""

SHAPES: Final = 1024
"""For so many combinations of the classes of a record's values it is remembered how these are read or written."""

_USER_SCORE: Final = r"[0-9]{1,2}(?:\.[0-9]{1,9})?"
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Wrong(Exception):  # noqa: N818 - it never leaves the package
    """A value that cannot be where it is. `path` is filled in from the inside out, as the error goes up."""

    def __init__(self, expected: str, value: object, path: str = "") -> None:
        super().__init__(expected, value, path)
        self.expected = expected
        self.value = value
        self.path = path

    def below(self, step: str) -> Wrong:
        """The same, seen from the record that holds the place in its field or list `step`."""
        self.path = step + ("." if self.path and not self.path.startswith("[") else "") + self.path
        return self

    def __str__(self) -> str:
        return f"{self.path or 'the whole'}: expected {self.expected}, not {_shown(self.value)}"


def _shown(value: object) -> str:
    """A value for a message, always short, even for deep lists and long numbers."""
    if isinstance(value, bool | float | NoneType) or (isinstance(value, int) and -MOST <= value <= MOST):
        return repr(value)
    if isinstance(value, str):
        return repr(value[:60])[:60]
    names = {int: "a number of over 18 digits", list: "a list", dict: "an object"}
    return names.get(type(value), f"a value of type {type(value).__name__[:60]}")


class Form(NamedTuple):
    """How values of one type stand in JSON: as values of the type `json`.

    What writes and reads values takes those of the one type and of the other. It raises `Wrong` for any that is not
    `expected` all the same.
    """

    expected: str
    json: type[Any]
    write: Callable[[Any], Any]
    text: Callable[[Any], str]
    """Writes a value as the text of its JSON."""
    read: Callable[[Any], Any]
    schema: Json


quoted: Final[Callable[[str], str]] = json.JSONEncoder().encode
"""The JSON of a string, as a text."""


def unchanged(value: Any) -> Any:
    """The value: it stands in JSON as it is."""
    return value


_REMEMBERED: Final = 4096
"""So many days are remembered in each form, since many reviews have one of few."""

_A_NUMBER: Final = "a whole number from 0 to 2^63 - 1"
_A_DAY: Final = "a date such as 2014-10-07"
_A_USER_SCORE: Final = 'a User Score such as "6.5"'


def number(value: int) -> int:
    if 0 <= value <= MOST:
        return value
    raise Wrong(_A_NUMBER, value)


def _number_text(value: int) -> str:
    return f"{value if 0 <= value <= MOST else number(value)}"


@lru_cache(_REMEMBERED)
def _day_text(day: dt.date) -> str:
    return quoted(day.isoformat())


@lru_cache(_REMEMBERED)
def _day(iso: str) -> dt.date:
    try:
        if re.fullmatch(_DAY, iso):
            return dt.date.fromisoformat(iso)
    except ValueError:  # no calendar has it
        pass
    raise Wrong(_A_DAY, iso)


def _user_score_as_string(value: Decimal) -> str:
    if re.fullmatch(_USER_SCORE, text := str(value)):
        return text
    raise Wrong(_A_USER_SCORE, value)


def _user_score_text(value: Decimal) -> str:
    return quoted(_user_score_as_string(value))


def _user_score(value: str) -> Decimal:
    if re.fullmatch(_USER_SCORE, value):
        return Decimal(value)
    raise Wrong(_A_USER_SCORE, value)


_FORMS: Final = {
    int: Form(_A_NUMBER, int, number, _number_text, number, {"type": "integer", "minimum": 0, "maximum": MOST}),
    str: Form("a text", str, unchanged, quoted, unchanged, {"type": "string"}),
    bool: Form(
        "true or false", bool, unchanged, {False: "false", True: "true"}.__getitem__, unchanged, {"type": "boolean"}
    ),
    dt.date: Form(
        _A_DAY, str, dt.date.isoformat, _day_text, _day,
        {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
    ),
    Decimal: Form(
        _A_USER_SCORE, str, _user_score_as_string, _user_score_text, _user_score,
        {"type": "string", "pattern": f"^{_USER_SCORE}$"},
    ),
}  # fmt: skip


@cache
def form_of(kind: type[Any]) -> Form:
    """The form of a type: one of the table, or that of an enumeration, which stands as its member's text."""
    if not issubclass(kind, StrEnum):
        return _FORMS[kind]
    members = {str(member): member for member in kind}
    expected = f"one of {', '.join(members)}"

    def read(value: str) -> StrEnum:
        if value in members:
            return members[value]
        raise Wrong(expected, value)

    return Form(expected, str, str, quoted, read, {"enum": list(members)})


def refuse(expected: str) -> Callable[[Any], NoReturn]:
    """What raises the error of any value that is not `expected`."""

    def refuse_value(value: Any) -> NoReturn:
        raise Wrong(expected, value)

    return refuse_value


def one_by_one(convert: Callable[[Any], Any], given: type[Any], result: type[Any]) -> Callable[[Any], Any]:
    """What converts each item of a `given` (a list or a tuple) and makes a `result` of them."""
    expected = f"a {given.__name__}"

    def convert_all(items: Any) -> Any:
        if type(items) is not given:
            raise Wrong(expected, items)
        converted: list[Any] = []
        try:
            for item in items:
                converted.append(convert(item))
        except Wrong as wrong:
            raise wrong.below(f"[{len(converted)}]") from None
        return converted if result is list else result(converted)

    return convert_all
