"""Records made quickly: filled first and frozen then, which is quicker than calling their class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import attrs

__all__ = ["maker", "remembering", "unfrozen"]

Record = TypeVar("Record")
Value = TypeVar("Value")

MOST: Final = 4096
"""How many texts are remembered, so that no input makes it grow without end."""


def unfrozen(kind: type[Any]) -> Any:
    """A class of records of `kind` to which fields can be set, until `kind` is set as their `__class__`.

    A frozen class sets each field through `object.__setattr__`, a call a field. This one has the same fields in the
    same places and allows plain assignment. What is frozen then is a record of `kind` like any other, provided that
    every field was set.

    >>> from reviewparse.records import Helpful
    >>> votes = unfrozen(Helpful)()
    >>> votes.count, votes.total = 12, 15
    >>> votes.__class__ = Helpful
    >>> votes == Helpful(12, 15), type(votes) is Helpful
    (True, True)
    """
    methods = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"Unfrozen{kind.__name__}", (kind,), {"__slots__": (), "__doc__": kind.__doc__, **methods})


def maker(kind: type[Record]) -> Callable[..., Record]:
    """A function that takes what the class of a record takes, and makes the same record of an `unfrozen` one.

    It is written out, as attrs writes an `__init__`, because a loop over the fields would take as long.

    >>> from reviewparse.records import Helpful
    >>> maker(Helpful)(12, total=15)
    Helpful(count=12, total=15)
    """
    names: dict[str, Any] = {"_kind": kind, "_unfrozen": unfrozen(kind)}  # no field's name begins with an underscore
    parameters: list[str] = []
    keywords: list[str] = []
    body = []
    for field in attrs.fields(kind):  # type: ignore[arg-type]
        names[f"_default_{field.name}"] = field.default
        has_default = field.default is not attrs.NOTHING
        parameter = f"{field.name}=_default_{field.name}" if has_default else field.name
        (keywords if field.kw_only else parameters).append(parameter)
        body.append(f"    _record.{field.name} = {field.name}\n")
    parameters += ["*", *keywords] if keywords else []
    source = (
        f"def make({', '.join(parameters)}):\n"
        f"    _record = _unfrozen()\n{''.join(body)}    _record.__class__ = _kind\n    return _record\n"
    )
    exec(source, names)
    make: Callable[..., Record] = names["make"]
    return make


def remembering(make: Callable[[str], Value], *, most: int = MOST) -> Callable[[str], Value]:
    """A function that does what `make` does, and does it once for each of the first `most` texts.

    It is quicker than `functools.lru_cache`, for it forgets nothing and orders nothing.

    >>> number = remembering(int)
    >>> number(" 80"), number(" 80")
    (80, 80)
    """
    return _Remembered(make, most).__getitem__


class _Remembered(dict[str, Value]):
    def __init__(self, make: Callable[[str], Value], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, text: str) -> Value:
        made = self._make(text)
        if len(self) < self._most:
            self[text] = made
        return made
