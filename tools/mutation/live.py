"""Puts the code of a changed module into the functions that are already there: nothing is imported again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import CodeType, FunctionType

__all__ = ["UnlikeError", "put_in"]


class UnlikeError(Exception):
    """The two versions of a module do not have the same functions, or not with the same outer variables."""


def put_in(file: str, was: str, now: str) -> None:
    """Give each function of the module `file`, which was `was`, the code that it has in the text `now`.

    What the module did when it was imported is not done again.

    Raises:
        UnlikeError: that is not possible.
        SyntaxError: `now` is no Python.
    """
    old, new = (compile(text, file, "exec", dont_inherit=True) for text in (was, now))
    codes = {(before.co_qualname, before.co_firstlineno): after for before, after in _pairs(old, new)}
    for value in gc.get_objects():
        if type(value) is FunctionType and value.__code__.co_filename.endswith(f"/{file}"):
            code = codes.get((value.__code__.co_qualname, value.__code__.co_firstlineno))
            if code is None:
                raise UnlikeError(value.__qualname__)
            try:
                value.__code__ = code
            except ValueError as error:
                raise UnlikeError(str(error)) from None


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each function's code in one version with that in the other."""
    inside = [[each for each in code.co_consts if isinstance(each, CodeType)] for code in (old, new)]
    if [each.co_qualname for each in inside[0]] != [each.co_qualname for each in inside[1]]:
        raise UnlikeError(old.co_qualname)
    for before, after in zip(*inside, strict=True):
        yield before, after
        yield from _pairs(before, after)
