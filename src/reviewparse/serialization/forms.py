"""How a value of each declared type stands in JSON: one table, from which readers, writers and the schema are made."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from types import NoneType
from typing import Any, Final, NamedTuple, TypeAlias

__all__ = ["MOST", "Form", "Json", "Wrong", "form_of", "one_by_one", "quoted"]

Json: TypeAlias = dict[str, Any]

MOST: Final = 2**63 - 1
"""The highest number in JSON and in tables: the highest of a signed integer of 64 bits, which every reader can hold."""

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
    """How values of one type stand in JSON. All raise `Wrong` for a value that is not of the type."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    text: Callable[[Any], str]
    """The JSON of a value of exactly this type, as a text."""
    schema: Json
    same: type[Any] | None = None
    """The type itself where its values stand as they are, all but numbers below 0 or above `MOST`."""


quoted: Final[Callable[[str], str]] = json.JSONEncoder().encode
"""The JSON of a string, as a text."""


def _whole_number(value: Any) -> int:
    if type(value) is int and 0 <= value <= MOST:
        return value
    raise Wrong("a whole number from 0 to 2^63 - 1", value)


def _number_text(value: int) -> str:
    return f"{value if 0 <= value <= MOST else _whole_number(value)}"


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    raise Wrong("a text", value)


def _truth(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise Wrong("true or false", value)


_A_DATE: Final = "a date such as 2014-10-07"
_A_USER_SCORE: Final = 'a User Score such as "6.5"'


_DAYS: Final = 4096
"""So many days are remembered in each form, since many reviews have one of few."""
_iso_of: Final = lru_cache(_DAYS)(dt.date.isoformat)


@lru_cache(_DAYS)
def _day_of(iso: str) -> dt.date | None:
    """The day, `None` where it is not written so, or no calendar has it."""
    try:
        return dt.date.fromisoformat(iso) if re.fullmatch(_DAY, iso) else None
    except ValueError:
        return None


@lru_cache(_DAYS)
def _date_text(value: dt.date) -> str:
    return quoted(value.isoformat())


def _write_date(value: Any) -> str:
    if type(value) is dt.date:
        return _iso_of(value)
    raise Wrong(_A_DATE, value)


def _read_date(value: Any) -> dt.date:
    if type(value) is str and len(value) == len("2014-10-07") and (day := _day_of(value)):
        return day
    raise Wrong(_A_DATE, value)


def _write_user_score(value: Any) -> str:
    if type(value) is Decimal and re.fullmatch(_USER_SCORE, text := str(value)):
        return text
    raise Wrong(_A_USER_SCORE, value)


def _user_score_text(value: Decimal) -> str:
    return quoted(_write_user_score(value))


def _read_user_score(value: Any) -> Decimal:
    if type(value) is str and re.fullmatch(_USER_SCORE, value):
        return Decimal(value)
    raise Wrong(_A_USER_SCORE, value)


_FORMS: Final = {
    int: Form(_whole_number, _whole_number, _number_text, {"type": "integer", "minimum": 0, "maximum": MOST}, int),
    str: Form(_text, _text, quoted, {"type": "string"}, str),
    bool: Form(_truth, _truth, {False: "false", True: "true"}.__getitem__, {"type": "boolean"}, bool),
    dt.date: Form(_write_date, _read_date, _date_text, {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}),
    Decimal: Form(
        _write_user_score, _read_user_score, _user_score_text, {"type": "string", "pattern": f"^{_USER_SCORE}$"}
    ),
}


def form_of(kind: type[Any]) -> Form:
    """The form of a type: one of the table, or that of an enumeration, which stands as its member's text."""
    if not issubclass(kind, StrEnum):
        return _FORMS[kind]
    members = {str(member): member for member in kind}
    expected = f"one of {', '.join(members)}"

    def write(value: Any) -> str:
        if type(value) in (str, kind) and value in members:  # a plain string is taken wherever a member is
            return str(value)
        raise Wrong(expected, value)

    def read(value: Any) -> StrEnum:
        if type(value) is str and value in members:
            return members[value]
        raise Wrong(expected, value)

    return Form(write, read, quoted, {"enum": list(members)})


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
