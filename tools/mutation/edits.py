"""One edit of a text."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Edit"]


class Edit(NamedTuple):
    """`text[start:end]` becomes `new`; `operator` is the kind of change."""

    start: int
    end: int
    new: str
    operator: str

    def of(self, text: str) -> str:
        """The text with the edit made.

        >>> Edit(0, 1, "b", "letter").of("abc")
        'bbc'
        """
        return text[: self.start] + self.new + text[self.end :]
