"""A crawl: whatever the documents stand in, and however often it was stopped, its parts hold what a bare loop finds."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from fastwarc.warc import WarcRecordType

from commands import start
from crawled import DOCUMENTS, NAMED, PAGES, TEXTS, as_archive, as_lines, as_parquet
from reviewparse import aggregate
from reviewparse.arrow import from_arrow
from reviewparse.crawl import CRAWLED, PROBLEMS, Options, Progress, aggregate_parts, crawl
from reviewparse.crawl.files import documents_of, unreadable
from reviewparse.crawl.manifest import locked, planned
from reviewparse.crawl.parts import make_part
from reviewparse.crawl.shards import files_of, grouped
from reviewparse.errors import ReviewError

FILES: dict[str, Callable[[], bytes]] = {
    "a.jsonl": as_lines,
    "a.ndjson.gz": lambda: gzip.compress(as_lines()),
    "a.jsonl.zst": lambda: zstandard.compress(as_lines()[:999]) + zstandard.compress(as_lines()[999:]),
    "a.parquet": as_parquet,
    "a.warc": lambda: as_archive(WarcRecordType.response, "http"),
    "a.warc.gz": lambda: gzip.compress(as_archive(WarcRecordType.response, "http")),
    "a.wet": lambda: as_archive(WarcRecordType.conversion, "text/plain"),
}


def tables(out: Path) -> tuple[pa.Table, pa.Table]:
    pages, problems = (pq.read_table(out / name) for name in ("pages", "problems"))
    assert pages.schema.equals(CRAWLED, check_metadata=True)
    assert problems.schema.equals(PROBLEMS, check_metadata=True)
    return pages, problems


@pytest.mark.parametrize("name", [*FILES, "a.json"])
def test_kinds_of_files(name: str, tmp_path: Path) -> None:
    """The same documents are read of whatever they stand in: JSON lines, Parquet, WARC, WET, packed or not."""
    file = tmp_path / name
    file.write_bytes(FILES.get(name, as_lines)())
    done = make_part(tmp_path, "part", [str(file)], Options(id_field="id"))
    assert (done.documents, done.pages, done.problems, done.error) == (4, 3, 0, None)
    pages, problems = tables(tmp_path)
    assert pages.column("id").to_pylist() == NAMED
    assert list(from_arrow(pages)) == PAGES
    assert problems.num_rows == 0


def test_other_content_of_an_archive_is_left_alone(tmp_path: Path) -> None:
    """A picture in a WARC is no document."""
    file = tmp_path / "a.warc"
    file.write_bytes(as_archive(WarcRecordType.response, "http").replace(b"text/html", b"image/png"))
    assert list(documents_of(str(file), Options())) == []


def test_files_of_one_document(tmp_path: Path) -> None:
    """Each file of another name is one document, packed or not, and is called by its name; one that is damaged is a
    problem, and the others are read."""
    files = [tmp_path / name for name in ("a.txt", "b.html", "c.gz", "d.gz", "e.txt")]
    contents = [TEXTS[0].encode(), TEXTS[3].encode(), gzip.compress(TEXTS[2].encode()), b"\x1f\x8bno", b"caf\xe9"]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    done = make_part(tmp_path, "part", list(map(str, files)), Options())
    assert (done.documents, done.pages, done.problems) == (5, 3, 2)
    pages, problems = tables(tmp_path)
    assert pages.column("id").to_pylist() == list(map(str, files[:3]))
    assert problems.select(["id", "code"]).to_pylist() == [
        {"id": str(files[3]), "code": "unreadable"},
        {"id": str(files[4]), "code": "not-utf-8"},
    ]


def test_problems(tmp_path: Path) -> None:
    """What is wrong with a document is a row of the problems, and the rest of the shard is read."""
    changed = TEXTS[0].replace("Positive: 10 out of 12", "Positive: 13 out of 12")
    documents = [
        "no object", {"id": "none"}, {"id": "long", "text": "x" * 9000 + TEXTS[0]},
        {"id": "half", "text": TEXTS[0] + "\nsaid \ud800"},
        {"id": "wrong", "text": changed}, {"id": 7, "text": TEXTS[0] + "\f\n" + TEXTS[2]},
    ]  # fmt: skip
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_lines(documents) + b"{")
    make_part(tmp_path, "part", [str(file)], Options(id_field="id", max_chars=9000))
    pages, problems = tables(tmp_path)
    assert pages.select(["id", "page", "health"]).to_pylist() == [
        {"id": "wrong", "page": 1, "health": "partial"},
        {"id": "7", "page": 1, "health": "ok"},
        {"id": "7", "page": 2, "health": "ok"},
    ]
    found = problems.select(["id", "page", "health", "code"]).to_pylist()
    assert sorted(map(list, map(dict.values, found)), key=str) == sorted(
        [
            [f"{file}:1", None, None, "bad-json"],
            ["none", None, None, "no-text"],
            ["long", None, None, "too-long"],
            ["half", 1, "ok", "bad-record"],
            ["wrong", 1, "partial", "class-above-total"],
            [f"{file}:7", None, None, "bad-json"],
        ],
        key=str,
    )


def test_a_crawl_does_not_read_what_it_writes(tmp_path: Path) -> None:
    """Where the folder of the parts is within one that is read, the second crawl finds nothing new."""
    (tmp_path / "a.txt").write_text(TEXTS[0], "utf-8")
    for before in (0, 1):
        *_, last = crawl([tmp_path], tmp_path / "out")
        assert (last.shards, last.before, last.failed) == (1, before, ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl.gz", gzip.compress(as_lines() * 50)[:-20]),
        ("a.jsonl.zst", zstandard.compress(os.urandom(9000) + as_lines())[:-20]),
        ("a.parquet", as_parquet()[:-20]),
        ("b.parquet", as_parquet().replace(b"text", b"past")),
        ("a.warc.gz", gzip.compress(as_archive(WarcRecordType.response, "http") * 50)[:-20]),
        ("a.warc", as_archive(WarcRecordType.response, "http")[:-20]),
        ("a.wet", as_archive(WarcRecordType.conversion, "text/plain")[:-20]),
    ],
)
def test_damaged_shards_have_no_part(name: str, data: bytes, tmp_path: Path) -> None:
    """A shard that cannot be read to its end has no part, and says why; so it is read again when it is mended."""
    file = tmp_path / name
    file.write_bytes(data)
    done = make_part(tmp_path, "part", [str(file)], Options())
    assert done.error is not None
    assert done.error.startswith(f"{file}: ")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]
    with pytest.raises(unreadable()):
        list(documents_of(str(file), Options()))


def test_shards(tmp_path: Path) -> None:
    """Files of many documents are shards by themselves, others go together; hidden ones are no input."""
    for name in ("b.warc.gz", "a.txt", "c/d.html", "c/e.parquet", ".hidden", ".git/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    files = files_of([tmp_path, tmp_path / "a.txt"])
    names = [[Path(file).name for file in group] for group in grouped(files)]
    assert names == [["b.warc.gz"], ["e.parquet"], ["a.txt", "d.html"]]
    assert [len(group) for group in grouped([f"{number}.txt" for number in range(2500)])] == [1000, 1000, 500]
    with pytest.raises(ReviewError, match="no file or folder"):
        files_of([tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReviewError, match="no file to read"):
        files_of([tmp_path / "empty"])


def test_a_manifest_refuses_to_mix(tmp_path: Path) -> None:
    """A folder keeps its version and options; new files make new parts, and the names of the others stay."""
    first = planned(tmp_path, ["a.jsonl", "b.txt"], Options())
    assert first == {"part-000000": ["a.jsonl"], "part-000001": ["b.txt"]}
    assert planned(tmp_path, ["0.jsonl", "0.txt", "a.jsonl", "b.txt"], Options()) == {
        **first,
        "part-000002": ["0.jsonl"],
        "part-000003": ["0.txt"],
    }
    assert planned(tmp_path, ["0.jsonl"], Options()) == {"part-000002": ["0.jsonl"]}
    with pytest.raises(ReviewError, match="crawled with id_field None, not 'url'") as caught:
        planned(tmp_path, ["a.jsonl"], Options(id_field="url"))
    assert caught.value.code == "other-crawl"
    manifest = tmp_path / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"reviewparse": "', '"reviewparse": "9'), "utf-8")
    with pytest.raises(ReviewError, match="crawled with reviewparse '9"):
        planned(tmp_path, ["a.jsonl"], Options())
    manifest.write_text("[]", "utf-8")
    with pytest.raises(ReviewError, match="not the manifest of a crawl"):
        planned(tmp_path, ["a.jsonl"], Options())


def test_a_manifest_names_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout that is not installed has no version, and says so."""

    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    planned(tmp_path, ["a.jsonl"], Options())
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["reviewparse"] == "checkout"


def test_one_crawl_at_a_time(tmp_path: Path) -> None:
    """A second crawl into a folder is refused while one is at work, and what a stopped one left is cleared away."""
    pytest.importorskip("fcntl", reason="this system has no such locks")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / ".part-000000.parquet.1.tmp").touch()
    with locked(tmp_path), pytest.raises(ReviewError, match="Another crawl"), locked(tmp_path):
        pass
    assert list((tmp_path / "pages").iterdir()) == []


def test_crawl_and_go_on(tmp_path: Path) -> None:
    """Two processes find what a bare loop finds; a second crawl makes only what is missing, and totals are exact."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_bytes(FILES[name]())
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(as_lines())[:-20])
    *_, last = crawl([folder], out, jobs=2, options=Options(id_field="id"))
    assert (last.shards, last.before, last.done, last.pages) == (8, 0, 8, 21)
    assert [message.partition(": ")[0] for message in last.failed] == [str(folder / "cut.jsonl.gz")]
    pages = list(from_arrow(tables(out)[0]))
    assert pages == PAGES * 7
    for jobs in (1, 2):
        assert aggregate_parts(out, jobs=jobs, ordered=True) == aggregate(PAGES * 7, ordered=True)
        assert aggregate_parts(out, jobs=jobs, distinct=True) == aggregate(PAGES, distinct=True)
    before = inodes(out)
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(as_lines()))
    *_, last = crawl([folder], out, options=Options(id_field="id"))
    assert last == Progress(shards=8, before=7, done=1, documents=4, pages=3)
    assert inodes(out).items() > before.items()


@pytest.mark.parametrize("name", ["", "no-such-folder", "\0", "empty"])
def test_a_folder_without_parts_is_an_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that holds no part has no summary."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty" / "pages").mkdir(parents=True)
    for jobs in (1, 2):
        with pytest.raises(ReviewError, match="no part of a crawl") as caught:
            aggregate_parts(name, jobs=jobs)
        assert caught.value.code == "no-input"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of POSIX")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_crawl_that_is_stopped_says_nothing_of_itself(number: int, status: int, tmp_path: Path) -> None:
    """Ctrl-C, which all processes of a terminal get, and a request to end: the processes end and leave nothing."""
    (tmp_path / "a.jsonl").write_bytes(as_lines(DOCUMENTS * 9000))
    first = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    arguments = ("crawl", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), "--jobs", "1")
    process = start(*arguments, first=first, start_new_session=True)
    while not list(tmp_path.glob("out/pages/.*")):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (status, b"")
    assert list(tmp_path.glob("out/*/*")) == []


def test_progress_is_told_while_a_shard_is_read(tmp_path: Path) -> None:
    """Where no shard is done for so many seconds, the progress is told again, as it was."""
    (tmp_path / "a.jsonl").write_bytes(as_lines())
    first, *others, last = crawl([tmp_path / "a.jsonl"], tmp_path / "out", every=0.001)
    assert len(others) > 1
    assert {first, *others[:-1]} == {Progress(shards=1)}
    assert last == Progress(shards=1, done=1, documents=4, pages=3)


def inodes(out: Path) -> dict[str, tuple[int, int]]:
    """The finished parts: which file each is, and when it was written."""
    stats = {path.name: path.stat() for path in (out / "pages").glob("[!.]*")}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in stats.items()}


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_killed_at_any_time(tmp_path: Path) -> None:
    """A crawl that was killed twenty times, wherever it was, has the parts of one that was not, and none made twice."""
    folder, whole, out = (tmp_path / name for name in ("in", "whole", "out"))
    folder.mkdir()
    chance = random.Random(14)
    for number in range(80):
        texts = [chance.choice(TEXTS) + f"\nshard {number}, document {place}" for place in range(40)]
        (folder / f"{number:02}.jsonl").write_bytes(as_lines([{"text": text} for text in texts]))
    *_, last = crawl([folder], whole, jobs=2)
    assert last.done == 80

    killed = 0
    finished: dict[str, tuple[int, int]] = {}
    while killed < 20:
        process = start("crawl", str(folder), "--output", str(out), "--jobs", "2")
        wanted = len(finished) + chance.randrange(4)
        while process.poll() is None and len(inodes(out)) < wanted:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "the crawl was done before it was killed: it needs more shards"
        killed += 1
        now = inodes(out)
        assert now.items() >= finished.items()
        finished = now
    assert 10 < len(finished) < 80
    *_, last = crawl([folder], out, jobs=2)
    assert (last.shards, last.done) == (80, 80 - last.before)
    assert inodes(out).items() >= finished.items()
    for name in ("pages", "problems"):
        assert sorted(path.name for path in (out / name).iterdir()) == sorted(
            path.name for path in (whole / name).iterdir()
        )
        for path in (whole / name).iterdir():
            assert pq.read_table(out / name / path.name).equals(pq.read_table(path))


@pytest.mark.slow
def test_a_lost_process_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system kills a worker, the crawl says so and keeps what is done."""
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number:02}.jsonl").write_bytes(as_lines(DOCUMENTS * 40))
    progress = crawl([tmp_path / "in"], tmp_path / "out", jobs=1)
    next(progress)
    next(progress)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(ReviewError, match="was killed") as caught:
        list(progress)
    assert caught.value.code == "worker-lost"
    assert inodes(tmp_path / "out")


def test_options_of_other_types() -> None:
    """Options that nothing could be read with are refused when they are made."""
    wrong: Any
    for wrong in ({"max_chars": "x"}, {"text_field": 0}, {"id_field": 0}):
        with pytest.raises(TypeError, match=r"takes .*not (str|int)"):
            Options(**wrong)
    with pytest.raises(ReviewError, match="0 or more"):
        Options(max_chars=-1)
