"""Properties that are worked out on the first request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

__all__ = ["once"]

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - used as a decorator, like `property`
    """A property that is worked out on the first request.

    `functools.cached_property` does it under a lock in Python 3.11, for which a process waits for ever that is forked
    while another thread holds it. Here, two threads may work out the same value.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object, owner: type) -> Any:
        if instance is None:
            return self
        value = vars(instance)[self._make.__name__] = self._make(instance)
        return value
