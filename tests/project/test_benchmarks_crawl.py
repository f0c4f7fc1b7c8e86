"""The benchmark of crawls measures what it says: one document in ten is a page, and all ways find the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import bare_loop as loop
from benchmarks.crawl_runs import document, write_shards
from benchmarks.processes import cpu_of, descendants

from reviewparse.arrow import from_arrow
from reviewparse.crawl import Options
from reviewparse.crawl.parts import make_part
from reviewparse.sniffing import sniff

FROZEN = "20453cdb05c1790c2a31546adf30e5896b3a94e9a850557f2f0adb82b7627361"


def test_the_loop_is_frozen() -> None:
    """What crawls are measured against over time stays as it was: a change makes all older ratios void."""
    assert hashlib.sha256(Path(loop.__file__).read_bytes()).hexdigest() == FROZEN


def test_one_document_in_ten_is_a_page(tmp_path: Path) -> None:
    """The loop and a crawl find the same pages and reviews in the same documents."""
    shards = write_shards(tmp_path / "in", 120, 50)
    assert len(shards) == 3
    documents, pages, reviews = loop.bare_loop(shards)
    assert (documents, pages) == (120, 12)
    done = make_part(tmp_path, "part", shards, Options(id_field="id"))
    assert (done.documents, done.pages, done.problems) == (120, 12, 0)
    found = list(from_arrow(pq.read_table(tmp_path / "pages" / "part.parquet")))
    assert sum(len(section.reviews) for page in found for section in page.sections) == reviews
    assert [sniff(document(number)["text"]) for number in range(60)] == [number % 10 == 3 for number in range(60)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")
def test_processes() -> None:
    """A process that was started is a descendant, and its time is counted."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        assert process.pid in descendants(os.getpid())
        assert cpu_of(os.getpid()) > 0
        process.communicate(b"\n")
