"""Files of gzip and Zstandard, unpacked. One that is cut off raises an error where it was cut, and never just ends."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final

__all__ = ["Unpacked"]

AT_ONCE: Final = {".gz": 1 << 16, ".zst": 1 << 11}
"""How many packed bytes are unpacked at once: neither format makes more than 70 MB of so many."""
GZIP: Final = 31
"""What tells `zlib` that it is given a file of gzip, whose checksums it compares."""
PADDING: Final = b"\0"
"""What may stand behind the last member of a file of gzip."""


class Unpacked(io.RawIOBase):
    """A packed file of any number of frames, which gzip calls members, one after the other.

    Raises `EOFError` where the file ends within one, and what `zlib` or `zstandard` raises for one that is damaged.

    >>> import gzip
    >>> packed = io.BytesIO(gzip.compress(b"Fog, ") + gzip.compress(b"and more."))
    >>> Unpacked(packed, ".gz").readall()
    b'Fog, and more.'
    """

    def __init__(self, packed: BinaryIO, compression: str) -> None:
        self._packed = packed
        self._at_once = AT_ONCE[compression]
        self._padding = PADDING if compression == ".gz" else b""
        self._frame = _frames_of(compression)
        self._unpack = self._frame()
        self._within = False
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """Say that it is read, which `io` asks."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, as `io` does; 0 is the end."""
        while not self._ready:
            block = b""
            if self._unpack.eof:
                block, self._unpack, self._within = self._unpack.unused_data, self._frame(), False
            block = block or self._packed.read(self._at_once)
            if not block:
                if self._within:
                    raise EOFError("the file ends within a frame")
                return 0
            if self._padding and not self._within and not (block := block.lstrip(self._padding)):
                continue
            self._within = True
            self._ready = memoryview(self._unpack.decompress(block))
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def _frames_of(compression: str) -> Callable[[], Any]:
    """What makes an object that unpacks one frame."""
    if compression == ".gz":
        return lambda: zlib.decompressobj(GZIP)
    try:
        from zstandard import ZstdDecompressor
    except ImportError as error:
        raise ImportError('Files of Zstandard need it: pip install "reviewparse[crawl]"', name=error.name) from error
    return ZstdDecompressor().decompressobj
