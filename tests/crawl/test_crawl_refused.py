"""A crawl that cannot be begun, or cannot go on: it says why, changes nothing that is done, and goes on when it can."""

from __future__ import annotations

import gzip
import json
import os
import signal
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from commands import finish, start
from crawled import DOCUMENTS, PAGES, TEXTS, as_lines
from reviewparse.arrow import PAGES as SCHEMA
from reviewparse.arrow import to_arrow
from reviewparse.crawl import Options, Progress, aggregate_parts, crawl, running
from reviewparse.crawl.files import documents_of
from reviewparse.crawl.manifest import planned
from reviewparse.crawl.parts import make_part
from reviewparse.errors import ReviewError

pytest.importorskip("resource", reason="this system has no limits on the size of files")
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))"
"""As on a disk that is full: files of over 2,000 bytes cannot be written."""


def test_an_output_that_cannot_be_written_ends_the_crawl(tmp_path: Path) -> None:
    """No shard is blamed for it, no unfinished part stays, and the next crawl makes what is missing."""
    (tmp_path / "in").mkdir()
    for number in range(5):
        (tmp_path / "in" / f"{number}.jsonl").write_bytes(as_lines())
    out = tmp_path / "out"
    status, _, err = finish(start("crawl", tmp_path / "in", "-o", out, "--jobs", "1", first=SMALL_FILES))
    assert status == 4
    assert err.startswith("Error: the output cannot be written: ")
    assert list(out.glob("pages/.*")) == []
    *_, last = crawl([tmp_path / "in"], out)
    assert (last.done, last.failed) == (5, ())
    assert list(out.glob("*/.*tmp")) == []


def test_what_is_unfinished_is_removed_where_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part whose file cannot be brought to the disk raises `OSError` and leaves nothing."""
    file = tmp_path / "a.txt"
    file.write_text(TEXTS[0], "utf-8")

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        make_part(tmp_path, "part", [str(file)], Options())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


@pytest.mark.parametrize(
    ("name", "needs"), [("a.wet", "fastwarc"), ("a.jsonl.zst", "zstandard"), ("a.zst", "zstandard")]
)
def test_an_extra_that_is_not_installed_ends_the_crawl(name: str, needs: str, tmp_path: Path) -> None:
    """No file is blamed for it: it is read by the next crawl, with the extra."""
    (tmp_path / name).write_bytes(b"")
    (tmp_path / "without").mkdir()
    missing = f"raise ModuleNotFoundError('No module named {needs}', name={needs!r})"
    (tmp_path / "without" / f"{needs}.py").write_text(missing, "utf-8")
    first = f"import os; sys.path.insert(0, {str(tmp_path / 'without')!r}); os.environ['PYTHONPATH'] = sys.path[0]"
    status, _, err = finish(start("crawl", tmp_path / name, "-o", tmp_path / "out", "--jobs", "1", first=first))
    assert (status, err.count("\n")) == (4, 1)
    assert 'pip install "reviewparse[' in err
    assert list(tmp_path.glob("out/*/*")) == []


def test_few_shards_are_given_out_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many shards there are, a crawl waits for a few of them at a time, and reads all."""
    files = [tmp_path / f"{number:02}.jsonl" for number in range(23)]
    for file in files:
        file.write_bytes(as_lines(DOCUMENTS[:1]))
    sizes: list[int] = []

    def noted(futures: set[Any], *options: Any) -> Any:
        sizes.append(len(futures))
        return wait(futures, *options)

    monkeypatch.setattr(running, "wait", noted)
    *_, last = crawl(files, tmp_path / "out", jobs=2)
    assert last == Progress(shards=23, done=23, documents=23, pages=23)
    assert max(sizes) == 2 * running.AHEAD


def test_a_crawl_without_input_makes_no_folder(tmp_path: Path) -> None:
    """Where there is nothing to read, nothing is written."""
    with pytest.raises(ReviewError, match="no file or folder"):
        list(crawl([tmp_path / "none"], tmp_path / "out"))
    assert list(tmp_path.iterdir()) == []


def test_parts_without_a_manifest_are_refused(tmp_path: Path) -> None:
    """Where nothing says what the parts in a folder are of, they are not taken for those of this crawl."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(as_lines())
    out = tmp_path / "out"
    list(crawl([file], out))
    (out / "manifest.json").unlink()
    with pytest.raises(ReviewError, match=r"has parts, but no manifest\.json") as caught:
        list(crawl([file], out))
    assert caught.value.code == "bad-manifest"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"options": {"text_field": "html"}}, "text_field 'html', not 'text'; that"),
        ({"options": {"text_field": "text", "new": 1}}, "max_chars None, not 4000000, new 1, not None; that"),
        ({"options": 3}, "options 3, not "),
        ({"tables": 0}, "tables 0, not 1; that"),
        ({"more": 1}, "more 1, not None; that"),
    ],
)
def test_what_differs_from_the_manifest_is_named(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    """Of the crawl that a folder holds, only what was otherwise is said."""
    planned(tmp_path, ["a.jsonl"], Options())
    place = tmp_path / "manifest.json"
    manifest = json.loads(place.read_text("utf-8"))
    if said.startswith("text_field"):
        changes = {"options": manifest["options"] | changes["options"]}
    elif said.startswith("max_chars"):
        changes = {"options": {"unrecognized": True, "id_field": None} | changes["options"]}
    place.write_text(json.dumps(manifest | changes), "utf-8")
    with pytest.raises(ReviewError) as caught:
        planned(tmp_path, ["a.jsonl"], Options())
    assert caught.value.code == "other-crawl"
    assert caught.value.message.startswith(f"{tmp_path} was crawled with {said}")


LINES = as_lines()


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(LINES),
        LINES.decode().encode("utf-16"),
        json.dumps(DOCUMENTS).encode(),
        b"[\n{}]",
        LINES[:50],
        b"7",
    ],
)
def test_lines_that_are_not_json(data: bytes, tmp_path: Path) -> None:
    """A file of which no line is an object is damaged, or not what its name says; it is no shard without pages."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(data)
    with pytest.raises(ValueError, match="no line is an object of JSON: This line is not"):
        list(documents_of(str(file), Options()))
    assert make_part(tmp_path, "part", [str(file)], Options()).error
    file.write_bytes(LINES + data)
    assert make_part(tmp_path, "part", [str(file)], Options()).pages == 3


def test_a_byte_order_mark_is_no_part_of_a_line(tmp_path: Path) -> None:
    """The mark that some programs write before UTF-8 is passed over."""
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + LINES)
    assert [document.content for document in documents_of(str(file), Options())] == TEXTS


@pytest.mark.parametrize(("jobs", "error"), [(0, ReviewError), (-1, ReviewError), (1.5, TypeError), (None, TypeError)])
def test_a_number_of_processes_that_is_none(jobs: Any, error: type[Exception], tmp_path: Path) -> None:
    """It is refused before a file is read or a folder made."""
    (tmp_path / "in.jsonl").write_bytes(as_lines())
    with pytest.raises(error, match="jobs "):
        next(iter(crawl([tmp_path / "in.jsonl"], tmp_path / "out", jobs=jobs)))
    assert not (tmp_path / "out").exists()
    with pytest.raises(error, match="jobs "):
        aggregate_parts(tmp_path, jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_part_that_cannot_be_added_up_is_named(jobs: int, tmp_path: Path) -> None:
    """A part that was cut off or damaged, and a table of something else."""
    (tmp_path / "pages").mkdir()
    part, other = (tmp_path / "pages" / f"part-{number}.parquet" for number in (1, 2))
    pq.write_table(to_arrow(PAGES, SCHEMA), other)
    whole = other.read_bytes()
    for data in (b"", whole[:-9], whole[:4] + b"\xff" * 200 + whole[204:]):
        part.write_bytes(data)
        with pytest.raises(ReviewError, match=r"part-1\.parquet cannot be read") as caught:
            aggregate_parts(tmp_path, jobs=jobs)
        assert caught.value.code == "unreadable"
    pq.write_table(to_arrow(PAGES), part)
    with pytest.raises(ReviewError, match=r"part-1\.parquet: .* no column") as caught:
        aggregate_parts(tmp_path, jobs=jobs)
    assert caught.value.code == "bad-table"


def test_a_sum_whose_process_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system kills a process, the sum says so."""
    (tmp_path / "pages").mkdir()
    for number in (1, 2):
        pq.write_table(to_arrow(PAGES, SCHEMA), tmp_path / "pages" / f"{number}.parquet")
    monkeypatch.setattr("reviewparse.crawl.totals._summary", _die)
    with pytest.raises(ReviewError, match="was killed") as caught:
        aggregate_parts(tmp_path, jobs=2)
    assert caught.value.code == "worker-lost"


def _die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
