"""Spark finds what a crawl on one machine finds, an executor killed in mid-job or not.

`REVIEWPARSE_SPARK` names the Python of a virtual environment that has the extras `spark` and `warc`; Java is the
machine's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import reviewparse
from crawled import NAMED, PAGES, answer, as_archive
from reviewparse import aggregate, from_dict
from reviewparse.arrow import from_arrow, to_arrow
from reviewparse.crawl import Options
from reviewparse.crawl.parts import make_part
from reviewparse.samples import NAMES, read

pytestmark = [pytest.mark.integration, pytest.mark.timeout(1800)]

SOURCE = Path(reviewparse.__file__).parents[1]
JOB = Path(__file__).parents[1] / "support" / "spark_job.py"


@pytest.fixture(scope="module")
def python() -> str:
    """The Python that has Spark."""
    named = os.environ.get("REVIEWPARSE_SPARK")
    if not named:
        pytest.skip("REVIEWPARSE_SPARK names no Python that has Spark")
    if not shutil.which("java"):
        pytest.skip("this machine has no Java, which Spark needs")
    return named


def spark(python: str, path: Path, master: str, given: str, out: Path, *options: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(path), "PYSPARK_PYTHON": python, "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [python, str(JOB), master, given, str(out), *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of which two in three are pages, and one cannot be read."""
    texts = [read(name) for name in NAMES] + ["A text about the sea.", "", None, "Metascore\nnothing"]
    rows: list[dict[str, Any]] = [{"id": f"{number:03}", "text": texts[number % len(texts)]} for number in range(200)]
    rows.append({"id": "200", "text": read("blue-harbor") * 2})
    place = tmp_path_factory.mktemp("documents") / "documents.parquet"
    pq.write_table(pa.Table.from_pylist(rows), place)
    return place


def by_id(table: pa.Table) -> pa.Table:
    return table.sort_by("id")


def assert_as_crawled(documents: Path, out: Path, folder: Path) -> None:
    """The pages, their health and their reviews are those of the local crawl; what is no page has its row too."""
    make_part(folder, "part", [str(documents)], Options(id_field="id"))
    crawled = by_id(pq.read_table(folder / "pages").filter(pc.field("id") != "200"))
    found = by_id(pq.read_table(out / "pages"))
    assert found.column("id").to_pylist() == [f"{number:03}" for number in range(201)]
    pages = found.filter(found.column("sections").is_valid())
    assert pages.select(["id", "health"]).to_pylist() == crawled.select(["id", "health"]).to_pylist()
    assert list(from_arrow(pages)) == list(from_arrow(crawled))
    assert [error["code"] for error in found.column("error").to_pylist() if error] == ["several-pages"]
    for name, distinct in (("plain", False), ("distinct", True)):
        summary = from_dict(json.loads((out / name).read_text("utf-8")))
        assert summary == aggregate(from_arrow(crawled), distinct=distinct)
    wanted = sorted(to_arrow(from_arrow(crawled)).to_pylist(), key=str)
    assert sorted(pq.read_table(out / "reviews").to_pylist(), key=str) == wanted


def test_spark_finds_what_a_crawl_finds(python: str, documents: Path, tmp_path: Path) -> None:
    """With two threads, Spark's pages and reviews are those of the local crawl."""
    spark(python, SOURCE, "local[2,4]", str(documents), tmp_path / "out")
    assert_as_crawled(documents, tmp_path / "out", tmp_path / "crawl")


def test_a_killed_executor_changes_nothing(python: str, documents: Path, tmp_path: Path) -> None:
    """In a cluster of two executors, one of which is killed in mid-job, no row is lost and none is there twice."""
    mark = tmp_path / "killed"
    spark(python, SOURCE, "local-cluster[2,1,1024]", str(documents), tmp_path / "out", "--kill", str(mark))
    assert mark.exists(), "no executor was killed"
    assert_as_crawled(documents, tmp_path / "out", tmp_path / "crawl")


def test_archives_from_a_zip(python: str, tmp_path: Path) -> None:
    """The package as a zip for `addPyFile` finds its grammar, and reads archives in the workers."""
    from fastwarc.warc import WarcRecordType

    whole = tmp_path / "whole"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SOURCE / "reviewparse", whole / "reviewparse", ignore=skip)
    if not (whole / "reviewparse" / "grammar").exists():  # a checkout, where it stands at the top
        shutil.copytree(SOURCE.parent / "grammar", whole / "reviewparse" / "grammar")
    file = shutil.make_archive(str(tmp_path / "reviewparse"), "zip", whole)
    for name, kind, form in [("a.warc", "response", "http"), ("b.wet", "conversion", "text/plain")]:
        (tmp_path / name).write_bytes(as_archive(getattr(WarcRecordType, kind), form))
    (tmp_path / "c.warc").write_bytes(answer(b"Content-Encoding: br\r\n", b"no Brotli"))
    given = ",".join(str(tmp_path / name) for name in ("a.warc", "b.wet", "c.warc"))
    used = spark(python, tmp_path, "local[2,4]", given, tmp_path / "out", "--zip", file)
    assert ".zip" in used
    found = pq.read_table(tmp_path / "out" / "pages")
    errors = found.filter(found.column("error").is_valid())
    assert [error["code"] for error in errors.column("error").to_pylist()] == ["unreadable"]
    named = found.filter(found.column("error").is_null())
    assert sorted(named.column("id").to_pylist()) == sorted([*NAMED, "sea"] * 2)
    assert sorted(map(repr, from_arrow(found))) == sorted(map(repr, PAGES * 2))
