"""The documents of a file: what is packed, cut, nameless or far too long."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crawled import TEXTS, answer, as_lines
from reviewparse import spark
from reviewparse.crawl import Options, crawl
from reviewparse.crawl.files import documents_of, unreadable
from reviewparse.crawl.parts import Finished, make_part
from reviewparse.crawl.shards import files_of
from reviewparse.errors import ReviewError

HTML = TEXTS[3].encode()


@pytest.mark.parametrize(
    ("headers", "body", "found"),
    [
        (b"", HTML, HTML),
        (b"Content-Encoding: gzip\r\n", gzip.compress(HTML, mtime=0), HTML),
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


GOOD = answer(b"", HTML)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\ngarbage", b"garbage", b"\0", GOOD + b"garbage\r\n" + GOOD, GOOD + GOOD[:3], GOOD + GOOD[:50],
        GOOD.replace(b"\r\nContent-Length", b"\r\nContent-Width", 1) + GOOD, GOOD.replace(b"\r\n", b"\n"),
        GOOD.replace(b"WARC/1.", b"warc/1.") + GOOD, GOOD + b"WARC/1.0\r\n" + b"x" * (1 << 21),
        GOOD.replace(b"text/html", b"image/png")[:-50],
    ],
)  # fmt: skip
def test_an_archive_holds_nothing_but_records(data: bytes, packed: bool, tmp_path: Path) -> None:
    """A WARC in which something is not a whole record is damaged, wherever that is, and whatever the record holds."""
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(gzip.compress(data) if packed else data)
    with pytest.raises(unreadable()):
        list(documents_of(str(file), Options()))


def test_a_damaged_archive_is_named_in_spark(tmp_path: Path) -> None:
    """The error of its task says which of many archives is damaged, or is not there."""
    whole, cut = (str(tmp_path / name) for name in ("whole.warc", "cut.warc"))
    Path(whole).write_bytes(GOOD)
    Path(cut).write_bytes(GOOD[:-9])
    for wrong in (cut, str(tmp_path / "none.warc")):
        with pytest.raises(ReviewError, match=Path(wrong).name) as caught:
            list(spark._archived([pa.record_batch({"path": [whole, wrong]})], max_chars=None))
        assert caught.value.code == "unreadable"


def test_records_of_any_size(tmp_path: Path) -> None:
    """Records are found whole wherever the blocks end in which a file is read, and with empty lines before them."""
    records = [answer(b"", b"y" * size) for size in range(0, 200_000, 9_973)]
    file = tmp_path / "a.warc"
    file.write_bytes(b"\r\n" + b"".join(records))
    found = [document.content for document in documents_of(str(file), Options())]
    assert found == [b"y" * size for size in range(0, 200_000, 9_973)]


@pytest.mark.parametrize("options", [Options(text_field="wrong"), Options(id_field="wrong")])
def test_a_field_that_no_line_has(options: Options, tmp_path: Path) -> None:
    """A field that no line has is an error, as a column is that a Parquet file has not; one that some have is not."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_lines([{"text": "a"}, {"text": "b"}]))
    with pytest.raises(ValueError, match="no line has the field 'wrong'"):
        list(documents_of(str(file), options))
    file.write_bytes(as_lines([{"text": "a"}, {"wrong": None}]))
    assert len(list(documents_of(str(file), options))) == 2
    file.write_bytes(b"\n")
    assert list(documents_of(str(file), options)) == []


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())])
def test_columns_of_texts_are_of_any_type_of_strings(kind: pa.DataType, tmp_path: Path) -> None:
    """Texts and ids are read of strings and of bytes, as other programs write them to Parquet."""
    texts = pa.array([TEXTS[0], None])
    column = texts.dictionary_encode() if pa.types.is_dictionary(kind) else texts.cast(kind)
    file = tmp_path / "a.parquet"
    names = pa.array([b"caf\xc3\xa9", b"caf\xe9"])
    pq.write_table(pa.table({"text": column, "id": names}), file)
    first, second = documents_of(str(file), Options(id_field="id"))
    assert first.content == (TEXTS[0].encode() if kind == pa.binary() else TEXTS[0])
    assert isinstance(second.content, ReviewError)
    assert (first.id, second.id) == ("café", r"caf\xe9")


@pytest.mark.parametrize("values", [[1, 2], [["a"]], [{"a": "b"}]])
def test_a_column_of_something_else(values: list[Any], tmp_path: Path) -> None:
    """A column that cannot hold texts is an error of the shard, as one is that is not there."""
    file = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": values}), file)
    assert "column 'text' holds " in str(make_part(tmp_path, "part", [str(file)], Options()).error)
    pq.write_table(pa.table({"text": pa.nulls(2)}), file)
    assert make_part(tmp_path, "part", [str(file)], Options()).problems == 2


@pytest.mark.skipif(os.name == "nt", reason="no names that long here")
def test_deep_folders(tmp_path: Path) -> None:
    """A tree of folders may be deeper than Python's stack: its files are found, in the order of their names."""
    place = tmp_path
    for _ in range(1200):
        place /= "d"
        place.mkdir()
    (place / "page.txt").write_text(TEXTS[0], "utf-8")
    (tmp_path / "a.txt").write_text(TEXTS[0], "utf-8")
    found = files_of([tmp_path])
    (page := place / "page.txt").unlink()
    while place != tmp_path:  # what clears folders away is no better with deep ones
        place.rmdir()
        place = place.parent
    assert found == [str(tmp_path / "a.txt"), str(page)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_pipes_are_not_read(tmp_path: Path) -> None:
    """A pipe in a folder is passed over, one that is named is refused, and one that took a file's place is reported."""
    os.mkfifo(tmp_path / "p")
    os.mkfifo(tmp_path / "p.jsonl")
    page = tmp_path / "page.txt"
    page.write_text(TEXTS[0], "utf-8")
    assert files_of([tmp_path]) == [str(page)]
    with pytest.raises(ReviewError, match="is a pipe or a device") as caught:
        files_of([page, tmp_path / "p"])
    assert caught.value.code == "no-input"
    assert make_part(tmp_path, "part", [str(tmp_path / "p")], Options()) == Finished(1, 0, 1, 1)
    os.mkfifo(tmp_path / "p.parquet")
    for name in ("p.jsonl", "p.parquet"):
        assert "a pipe or a device" in str(make_part(tmp_path, "part", [str(tmp_path / name)], Options()).error)


@pytest.mark.parametrize("wrong", ["a.txt", Path("a.txt"), b"a.txt", None])
def test_one_name_is_no_list(wrong: Any, tmp_path: Path) -> None:
    """One name in place of a list is refused: a string would be taken for the names of its letters."""
    with pytest.raises(TypeError, match="crawl takes an iterable of files and folders, such as a list, not"):
        list(crawl(wrong, tmp_path))


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that cannot be opened or unpacked are counted, links to nothing and closed folders too; other problems are
    not."""
    folder = tmp_path / "in"
    folder.mkdir()
    contents = {"a.txt": b"caf\xe9", "b.gz": b"\x1f\x8bno", "c.txt.gz": gzip.compress(HTML)[:-9], "d.png": b"\x89PNG\0"}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "e.txt").symlink_to(tmp_path / "nothing")
    (folder / "f").mkdir()
    look = os.scandir

    def refuse(name: str) -> object:
        if name.endswith("f"):
            raise PermissionError(13, "Permission denied", name)
        return look(name)

    monkeypatch.setattr(os, "scandir", refuse)
    files = files_of([folder])
    assert [Path(file).name for file in files] == [*contents, "e.txt", "f"]
    assert make_part(tmp_path, "part", files, Options()) == Finished(6, 0, 6, 4)
    assert files_of([folder / "e.txt"]) == [str(folder / "e.txt")]
