"""The spider that the docs show, run by Scrapy against pages on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import attrs
import pytest

import reviewparse
from reviewparse import samples

pytestmark = pytest.mark.integration

pytest.importorskip("scrapy")
SPIDER_PAGE = Path(__file__).parent.parent / "docs" / "spider.md"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a site that serves a review page as HTML, a page that is none, and nothing else."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "review.html").write_text(samples.read_html("blue-harbor"), encoding="utf-8")
    (folder / "about.html").write_text("<html><body><p>We review harbors.</p></body></html>", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


def test_spider_of_the_docs(site: str, tmp_path: Path) -> None:
    """The spider in docs/spider.md yields a record of each review page, as Scrapy writes items, and logs the others."""
    (source,) = re.findall(r"^```python\n(import scrapy\n.*?)^```$", SPIDER_PAGE.read_text("utf-8"), re.M | re.S)
    spider = tmp_path / "spider.py"
    spider.write_text("from __future__ import annotations\n" + source, encoding="utf-8")
    out = tmp_path / "pages.jsonl"
    urls = ",".join(f"{site}/{name}" for name in ("review.html", "about.html"))
    options = ["-o", str(out), "-a", f"urls={urls}", "-L", "WARNING"]
    command = [sys.executable, "-m", "scrapy", "runspider", str(spider), *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert f"{site}/about.html: " in done.stderr
    (item,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert item["url"] == f"{site}/review.html"
    page = reviewparse.parse_html(samples.read_html("blue-harbor"))
    assert item["page"] == json.loads(json.dumps(attrs.asdict(page), default=str))
