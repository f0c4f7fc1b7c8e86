"""The tables of a part: in what pieces they are made, what their columns say, and when they are on the disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crawled import TEXTS, as_lines
from reviewparse.crawl import CRAWLED, PROBLEMS, Options, parts
from reviewparse.crawl.parts import make_part


def test_a_part_has_few_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are written together, however many were in memory as records; no more than so many bytes wait for it."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_lines([{"text": TEXTS[0]}] * 20))
    monkeypatch.setattr(parts, "TOGETHER", 2)
    make_part(tmp_path, "one", [str(file)], Options())
    monkeypatch.setattr(parts, "GROUP", 1)
    make_part(tmp_path, "many", [str(file)], Options())
    one, many = (pq.ParquetFile(tmp_path / "pages" / f"{name}.parquet") for name in ("one", "many"))
    assert (one.num_row_groups, many.num_row_groups) == (1, 10)
    assert one.read() == many.read()


@pytest.mark.parametrize("limit", ["TOGETHER", "CHARACTERS"])
def test_however_many_wait_the_tables_are_the_same(limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and problems are in the order of their documents, and few or long documents are not kept back for more."""
    changed = TEXTS[0].replace("Positive: 10 out of 12", "Positive: 13 out of 12")
    documents = [{"text": changed if number % 3 else TEXTS[0]} if number % 4 else {} for number in range(40)]
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_lines(documents))
    make_part(tmp_path, "all", [str(file)], Options())
    sizes: list[int] = []
    made = parts.crawled

    def noted(rows: list[Any], options: Options) -> pa.Table:
        sizes.append(len(rows))
        return made(rows, options)

    monkeypatch.setattr(parts, "crawled", noted)
    monkeypatch.setattr(parts, limit, 3 if limit == "TOGETHER" else 3 * len(changed))
    make_part(tmp_path, "few", [str(file)], Options())
    assert max(sizes) == 3
    for table in ("pages", "problems"):
        few, whole = (pq.read_table(tmp_path / table / f"{name}.parquet") for name in ("few", "all"))
        assert few == whole
        lines = [int(name.rpartition(":")[2]) for name in whole.column("id").to_pylist()]
        assert lines == sorted(lines)
        assert len(lines) >= 20


def test_columns_say_what_they_hold() -> None:
    """The columns that a crawl adds to those of a page have their descriptions in the schema, as all others have."""
    page = {"id": "what the document is called", "page": "which of the pages in the document, from 1"}
    health = {"health": "how the page was read"}
    problem = {
        "code": "code of the error, or of the problem",
        "message": "what is wrong, in words",
        "line": "line of the text, from 1",
    }
    for schema, own in ((CRAWLED, page | health), (PROBLEMS, page | health | problem)):
        said = {field.name: field.metadata for field in schema}
        assert {name: said[name] for name in own} == {name: {b"doc": doc.encode()} for name, doc in own.items()}
    assert [field.name for field in PROBLEMS] == [*page, *health, *problem]


def test_a_part_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a part's file holds is written to the disk, and so is the folder that names it, which is then closed."""
    synced: list[bool] = []
    folders: list[int] = []
    fsync, close = os.fsync, os.close

    def noted(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        folders.extend([handle] * synced[-1])
        fsync(handle)

    def closed(handle: int) -> None:
        if handle in folders:
            folders.remove(handle)
        close(handle)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "close", closed)
    file = tmp_path / "a.txt"
    file.write_text(TEXTS[0], "utf-8")
    make_part(tmp_path, "part", [str(file)], Options())
    assert synced.index(False) < synced.index(True)
    assert folders == []
