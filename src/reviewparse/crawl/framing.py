"""Checks that a WARC or WET holds nothing but whole records: FastWARC just ends at bytes that are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["Framed"]

BLOCK: Final = 1 << 16
"""How many bytes are read at once of what FastWARC leaves."""
LONGEST_HEAD: Final = 1 << 20
"""How many bytes the headers of a record may have."""
NEWLINES: Final = re.compile(rb"[\r\n]++")
HEAD: Final = re.compile(rb"WARC/[0-9]++\.[0-9]++[ \t]*+\r\n(?:[^\r\n]++\r\n)*+\r\n")
"""The version and the headers of a record, with the empty line that ends them."""
LENGTH: Final = re.compile(rb"\nContent-Length[ \t]*+:[ \t]*+([0-9]{1,18}+)[ \t]*+\r\n", re.IGNORECASE)
START: Final = b"WARC/"


class Framed:
    """A stream of records as FastWARC reads one. Where a record is damaged, the stream ends, and `check` says so."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._given = 0
        self._body = 0
        self._head = b""
        self._damage: str | None = None

    def tell(self) -> int:
        """How many bytes were read."""
        return self._given

    def read(self, size: int = -1) -> bytes:
        """Read bytes; none are left where the stream ends, or where it is damaged."""
        block = b"" if self._damage else self._stream.read(size)
        self._given += len(block)
        self._follow(block)
        return block

    def check(self) -> None:
        """Read what is left.

        Raises `ValueError` where there is something that is not a record, and `EOFError` where a record is cut off.
        """
        while self.read(BLOCK):
            pass
        if self._damage:
            raise ValueError(self._damage)
        if self._body or self._head:
            raise EOFError("the file ends within a record")

    def _follow(self, block: bytes) -> None:
        """Go on from record to record, as far as the block reaches."""
        block = self._head + block
        place = 0
        while place < len(block) and not self._damage:
            if self._body:
                step = min(self._body, len(block) - place)
                self._body -= step
                place += step
                continue
            empty = NEWLINES.match(block, place)
            place = empty.end() if empty else place
            head = HEAD.match(block, place)
            if head is None:
                break
            length = LENGTH.search(head[0])
            if length is None:
                self._damage = "a record does not say how long it is"
                break
            self._body = int(length[1])
            place = head.end()
        self._head = block[place:]
        if not self._damage and (len(self._head) > LONGEST_HEAD or self._head[:5] != START[: len(self._head)]):
            self._damage = "something in this file is not a record"
