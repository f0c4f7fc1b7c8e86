"""The command line counts files without a page and failures that are alike, and says what to do with other formats."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from commands import CRITICS, GAME, PNG, Run, scores
from reviewparse.cli.status import Status


class TestCounts:
    """What is not worth a line of its own is counted."""

    def test_a_folder_of_other_texts_is_counted(self, run: Run, tmp_path: Path) -> None:
        """Files without a page that a folder or a glob holds are counted, not reported, and are no failure."""
        (tmp_path / "page.txt").write_text(CRITICS, "utf-8")
        other = {
            "a.txt": b"A letter.\n",
            "b.json": b'{"name": 1}',
            "c.png": PNG,
            "d": b"1. One",
        }
        for name, data in other.items():
            (tmp_path / name).write_bytes(data)
        for place in (tmp_path, f"{tmp_path}/*"):
            result = run("parse", place)
            assert (result.status, scores(result)) == (Status.FINE, [[str(tmp_path / "page.txt"), 12]])
            assert result.err == "4 of 5 files hold no review page (-v lists them)\n"
        assert run("parse", tmp_path, "-q").err == ""
        listed = run("parse", tmp_path, "-v")
        assert [line.partition(": ")[0] for line in listed.err.splitlines()[:4]] == [
            str(tmp_path / name) for name in other
        ]
        named = run("parse", *(tmp_path / name for name in other))
        assert (named.status, named.err.count("\n")) == (Status.BAD_INPUT, 4)

    def test_a_folder_without_a_page(self, run: Run, tmp_path: Path) -> None:
        """A folder in which no file holds a page is a failure, in one line."""
        for number in range(20):
            (tmp_path / f"{number}.txt").write_text("A letter.\n", "utf-8")
        status, _, err = run("validate", tmp_path, "-q")
        assert status == Status.BAD_INPUT
        assert err == "no page: none of the 20 files holds a review page (-v lists them)\n"

    def test_failures_that_are_alike_are_counted(self, run: Run, tmp_path: Path) -> None:
        """Of failures with one code three are reported and the rest are counted; `-v` reports each."""
        names = [str(tmp_path / f"{number}.txt") for number in range(10)]
        for name in names:
            Path(name).write_text("A letter.\n", "utf-8")
        status, _, err = run("parse", *names, "none")
        assert status == Status.BAD_INPUT
        assert [line.partition(":")[0] for line in err.splitlines()[:4]] == [*names[:3], "none"]
        assert err.splitlines()[4:] == ["... and 7 more like this: no-review-section (-v reports each)"]
        assert run("parse", *names, "none", "-v").err.count("\n") == 11


class TestAdvice:
    """A file of another form is answered with what to do."""

    @pytest.mark.parametrize(
        ("data", "advice"),
        [
            (gzip.compress(CRITICS.encode(), mtime=0), "gunzip -c FILE | reviewparse parse -"),
            (b"\x28\xb5\x2f\xfd\x04", "zstdcat FILE | reviewparse parse -"),
            (b"PAR1\x15\x04\x15", "reviewparse crawl FILE -o FOLDER"),
            (b"PAR1\x15\x04\x15", "Pages that reviewparse wrote are read in Python"),
            (b"WARC/1.0\r\nWARC-Type: response\r\n", "reviewparse crawl FILE -o FOLDER"),
            (b'{"url": "a", "text": "A letter."}\n' * 50, "reviewparse crawl FILE -o FOLDER"),
            (b"PK\x03\x04\x14\0", "Unpack it"),
            (b"%PDF-1.7\n", "Save the page as HTML"),
        ],
        ids=["gzip", "zstd", "parquet", "part", "warc", "jsonl", "zip", "pdf"],
    )
    def test_what_to_do_instead(self, data: bytes, advice: str, run: Run) -> None:
        """A file of another form is one sentence that says what to do with it."""
        status, out, err = run("parse", "-", stdin=data)
        assert (status, out, err.count("\n")) == (Status.BAD_INPUT, "", 1)
        assert advice in err

    def test_advice_works(self, run: Run, tmp_path: Path) -> None:
        """What the sentence for JSON lines and Parquet says to do reads their pages."""
        shards = [tmp_path / "a.jsonl", tmp_path / "b.parquet"]
        shards[0].write_text(json.dumps({"text": CRITICS}) + "\n", "utf-8")
        pyarrow.parquet.write_table(pyarrow.table({"text": [GAME]}), shards[1])
        for shard in shards:
            assert "'reviewparse crawl FILE -o FOLDER'" in run("parse", shard).err
            status, _, err = run("crawl", shard, "-o", tmp_path / f"{shard.stem}-out", "--jobs", "1")
            assert (status, err) == (Status.FINE, "1 of 1 shard: 1 document, 1 page, 0 problems\n")

    def test_json_of_other_commands(self, run: Run, tmp_path: Path) -> None:
        """Rows and totals are not pages: one sentence says what they are."""
        page, rows, totals = tmp_path / "page.txt", tmp_path / "rows.jsonl", tmp_path / "totals.json"
        page.write_text(CRITICS, "utf-8")
        run("parse", page, "--format", "rows", "-o", rows)
        run("aggregate", page, "--format", "json", "-o", totals)
        assert (
            run("report", rows).err
            == f"{rows}: these are rows of a table. 'reviewparse parse --format jsonl' writes pages\n"
        )
        assert run("report", totals).err == f"{totals}: these are the totals of 'reviewparse aggregate', not pages\n"

    def test_an_empty_name(self, run: Run) -> None:
        """An empty name, as of a variable that is not set, is not the current folder."""
        assert run("parse", "") == (Status.BAD_INPUT, "", "'': a name is empty\n")
