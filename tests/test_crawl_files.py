"""The documents of a file: what is packed, cut, nameless or far too long."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from reviewparse.crawl import Options
from reviewparse.crawl.files import documents_of
from reviewparse.errors import ReviewError
from test_crawl import TEXTS, as_lines


def answer(headers: bytes, body: bytes) -> bytes:
    """A record of a WARC with what a server has answered."""
    file = io.BytesIO()
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response, record_urn=b"urn:uuid:0")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + body)
    record.write(file)
    return file.getvalue()


HTML = TEXTS[3].encode()


@pytest.mark.parametrize(
    ("headers", "body", "found"),
    [
        (b"", HTML, HTML),
        (b"Content-Encoding: gzip\r\n", gzip.compress(HTML), HTML),
        (b"Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML), HTML),
        (b"Content-Encoding: gzip\r\n", HTML, HTML),
        (b"Transfer-Encoding: chunked\r\n", HTML, HTML),
        (b"Content-Encoding: br\r\n", b"\x8b\x02\x80 no Brotli", "unreadable"),
        (b"Content-Encoding: gzip\r\n", b"\x1f\x8b no gzip", "unreadable"),
    ],
)
def test_what_a_server_has_packed(headers: bytes, body: bytes, found: bytes | str, tmp_path: Path) -> None:
    """An answer is unpacked as its headers say, or left as it is where that was done before; else it is a problem, and
    the next one is read all the same."""
    file = tmp_path / "a.warc"
    file.write_bytes(answer(headers, body) + answer(b"", b"<p>The next"))
    first, second = (document.content for document in documents_of(str(file), Options()))
    assert (first.code if isinstance(first, ReviewError) else first) == found
    assert second == b"<p>The next"


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc", "a.html"])
def test_a_document_of_any_size_takes_no_more_memory(name: str, tmp_path: Path) -> None:
    """Of a document that is much too long no more is read than `max_chars` allows, and the next one is read."""
    file = tmp_path / name
    long = b"<p>" + b"x" * 10**6
    both = {
        "a.jsonl": as_lines([{"text": long.decode()}, {"text": "The next"}]),
        "a.warc": answer(b"", long) + answer(b"", b"The next"),
        "a.html": long,
    }
    file.write_bytes(both[name])
    first, *others = (document.content for document in documents_of(str(file), Options(max_chars=99)))
    assert isinstance(first, ReviewError)
    assert first.code == "too-long"
    assert others == {"a.jsonl": ["The next"], "a.warc": [b"The next"], "a.html": []}[name]


def test_a_document_without_a_name_has_its_place(tmp_path: Path) -> None:
    """Where the field is null or not there, a document is called by its file and line."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_lines([{"id": None, "text": "a"}, {"text": "b"}, {"id": 0, "text": "c"}]))
    names = [document.id for document in documents_of(str(file), Options(id_field="id"))]
    assert names == [f"{file}:1", f"{file}:2", "0"]
