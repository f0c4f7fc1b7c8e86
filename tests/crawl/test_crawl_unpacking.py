"""Packed files: what they hold, whatever their frames are, and an error where one is damaged or cut."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import example, given
from hypothesis import strategies as st

from reviewparse.crawl.files import unreadable
from reviewparse.crawl.unpacking import AT_ONCE, Unpacked

PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
FRAMES = st.lists(st.binary(max_size=300) | st.integers(0, 1 << 18).map(bytes), max_size=4)
COMPRESSIONS = st.sampled_from(sorted(PACK))


@given(FRAMES, COMPRESSIONS, st.integers(1 << 9, 1 << 17))
def test_what_a_packed_file_holds(frames: list[bytes], compression: str, size: int) -> None:
    """The frames of a file are read one after the other, whatever their sizes, and however much is asked for."""
    packed = b"".join(map(PACK[compression], frames))
    with io.BufferedReader(Unpacked(io.BytesIO(packed), compression), size) as file:
        assert file.read() == b"".join(frames)


@given(st.binary(min_size=1, max_size=300), COMPRESSIONS, st.data())
def test_a_file_that_is_cut(content: bytes, compression: str, data: st.DataObject) -> None:
    """A file that ends within a frame is an error, wherever that is."""
    packed = PACK[compression](content)
    whole = PACK[compression](b"Fog.")
    place = data.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(EOFError, match="the file ends within a frame"):
        Unpacked(io.BytesIO(whole + packed[:place]), compression).readall()


@given(st.binary(min_size=1, max_size=99), st.integers(0, 2000))
@example(b"", AT_ONCE[".gz"])
def test_padding(content: bytes, zeros: int) -> None:
    """What is padded with zeros, as a file of gzip may be, is read as if it were not."""
    packed = gzip.compress(content) + bytes(zeros)
    assert Unpacked(io.BytesIO(packed), ".gz").readall() == gzip.decompress(packed) == content
    assert Unpacked(io.BytesIO(packed + gzip.compress(b"Fog.")), ".gz").readall() == content + b"Fog."


@pytest.mark.parametrize("compression", sorted(PACK))
def test_damage(compression: str) -> None:
    """What is no frame, and one whose checksum is wrong, are errors that a crawl knows."""
    whole = PACK[compression](b"Fog, and more.")
    changed = zlib.crc32(b"another text").to_bytes(4, "little")
    for packed in (
        b"no frame",
        whole + b"no frame",
        whole[:-8] + changed + whole[-4:] if compression == ".gz" else b"x",
    ):
        with pytest.raises(unreadable()):
            Unpacked(io.BytesIO(packed), compression).readall()


@pytest.mark.parametrize("compression", sorted(PACK))
def test_a_file_that_unpacks_to_far_more(compression: str) -> None:
    """No more than 70 MB of a file are in memory at once, however much it holds."""
    packed = PACK[compression](bytes(1 << 27))
    raw = Unpacked(io.BytesIO(packed), compression)
    buffer = memoryview(bytearray(1))
    assert raw.readinto(buffer) == 1
    assert len(raw._ready) < 70 << 20
