"""The documents of a crawl, for tests: what is in them, and the files that they stand in."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.warc import WarcRecord, WarcRecordType

from reviewparse import parse, parse_html
from reviewparse.samples import read, read_html

SEA = "A text about the sea, which no one scores."
TEXTS = [read("blue-harbor"), SEA, read("lantern-keepers"), read_html("blue-harbor")]
PAGES = [parse(TEXTS[0]), parse(TEXTS[2]), parse_html(TEXTS[3])]
"""The pages that are in the texts."""
NAMED = ["film", "game", "film as HTML"]
DOCUMENTS = [
    {"id": name, "text": text} for name, text in zip(["film", "sea", "game", "film as HTML"], TEXTS, strict=True)
]


def as_lines(documents: list[Any] = DOCUMENTS) -> bytes:
    return "".join(json.dumps(document) + "\n" for document in documents).encode()


def as_parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(DOCUMENTS), file)
    return file.getvalue()


def as_archive(kind: WarcRecordType, form: str) -> bytes:
    """The documents as records of a WARC or a WET; the address of each is its name."""
    file = io.BytesIO()
    for document in DOCUMENTS:
        record = WarcRecord()
        record.init_headers(record_type=kind, record_urn=b"urn:uuid:0")
        record.headers["WARC-Target-URI"] = document["id"]
        body = document["text"].encode()
        if form == "http":
            record.headers["Content-Type"] = "application/http; msgtype=response"
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        else:
            record.headers["Content-Type"] = form
        record.set_bytes_content(body)
        record.write(file)
    return file.getvalue()


def answer(headers: bytes, body: bytes) -> bytes:
    """A record of a WARC with what a server has answered."""
    file = io.BytesIO()
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response, record_urn=b"urn:uuid:0")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + body)
    record.write(file)
    return file.getvalue()
