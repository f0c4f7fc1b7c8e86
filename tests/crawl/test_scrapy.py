"""The spiders that the docs show, run by Scrapy against pages on this machine."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from benchmarks.invented_html import PAGES, invented_page
from scrapy.exceptions import DropItem
from scrapy.http import HtmlResponse
from scrapy.utils.reactor import install_reactor
from scrapy.utils.test import get_crawler

import reviewparse
from reviewparse import ReviewPage, samples
from reviewparse.scrapy import PageRows, Pages, ReviewRows
from reviewparse.tabulation import PAGE_COLUMNS, REVIEW_COLUMNS

# Scrapy 2.13 makes no crawler before there is one; later releases neither need it nor mind.
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")

SPIDER_PAGE = Path(__file__).parents[2] / "docs" / "spider.md"
URL = "http://127.0.0.1/"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a site on this machine that serves the files of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


def spider_of_the_docs(name: str) -> str:
    """The source of one of the spiders in docs/spider.md."""
    blocks = re.findall(r"^```python\n(.*?)^```$", SPIDER_PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (source,) = (block for block in blocks if f"class {name}(" in block)
    return str(source)


def crawl(tmp_path: Path, source: str, *options: str) -> tuple[list[dict[str, Any]], list[dict[str, str]], str]:
    """Run a spider: its items as JSON lines has them, the same as CSV has them, and what was logged."""
    spider, lines, table = tmp_path / "spider.py", tmp_path / "items.jsonl", tmp_path / "items.csv"
    spider.write_text(source, encoding="utf-8")
    feeds = ["-O", str(lines), "-O", str(table)]
    command = [sys.executable, "-m", "scrapy", "runspider", str(spider), *feeds, *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=100)
    assert done.returncode == 0, done.stderr
    with table.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    return [json.loads(line) for line in lines.read_text("utf-8").splitlines()], cells, done.stderr


def as_json(row: Any, **changed: object) -> dict[str, Any]:
    """A row as this library writes it as JSON, without what is of the format alone."""
    tree = {**reviewparse.to_dict(row), **changed}
    return {name: value for name, value in tree.items() if name not in ("type", "format")}


def as_cells(tree: dict[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in tree.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with review pages as HTML, and a page that is none."""
    folder = tmp_path_factory.mktemp("site")
    pages = {"review": samples.read_html("blue-harbor"), "about": "<html><body><p>We review harbors.</p></body></html>"}
    pages |= {f"page-{number}": invented_page(name) for number, name in enumerate(PAGES)}
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def read_folder(folder: Path, address: str) -> dict[str, ReviewPage]:
    """The review pages in a folder of HTML, by the address that they have on the site."""
    paths = sorted(folder.glob("*.html"))
    return {f"{address}/{p.name}": reviewparse.parse_html(p.read_bytes()) for p in paths if p.stem != "about"}


@pytest.mark.integration
def test_spider_of_the_docs(site: Path, tmp_path: Path) -> None:
    """The docs' spider has under 25 lines; its feeds have a flat, typed row for each review; it logs the rest."""
    source = spider_of_the_docs("ReviewSpider")
    assert len(source.splitlines()) < 25
    with serving(site) as address:
        pages = read_folder(site, address)
        urls = f"urls={','.join(pages)},{address}/about.html"
        items, cells, log = crawl(tmp_path, source, "-a", urls)
    rows = [as_json(row, page_url=url) for url, page in pages.items() for row in reviewparse.rows(page)]
    assert len(rows) > 100
    key = json.dumps
    assert sorted(items, key=key) == sorted(rows, key=key)
    assert cells == [as_cells(item) for item in items]
    assert [*items[0]] == [column.name for column in REVIEW_COLUMNS]
    warnings = [line for line in log.splitlines() if " WARNING: " in line or " ERROR: " in line]
    (warning,) = warnings
    assert f"{address}/about.html: The text holds no review section" in warning
    stats = dict(re.findall(r"'reviewparse/(\S+)': (\d+)", log))
    assert stats == {
        "health/ok": str(len(pages)),
        "health/not-a-review-page": "1",
        "error/no-review-section": "1",
        **expected_problems([*pages.values()]),
    }


def expected_problems(pages: list[ReviewPage]) -> dict[str, str]:
    codes = [f"problem/{problem.code}" for page in pages for problem in reviewparse.validate(page)]
    return {code: str(codes.count(code)) for code in codes}


@pytest.mark.integration
def test_spider_on_real_pages(corpus: Path, tmp_path: Path) -> None:
    """On real pages the docs' spider finds every review, and logs no warning."""
    with serving(corpus / "html") as address:
        pages = read_folder(corpus / "html", address)
        urls = f"urls={','.join(pages)}"
        items, cells, log = crawl(tmp_path, spider_of_the_docs("ReviewSpider"), "-a", urls)
    assert len(items) == len(cells) == sum(len(reviewparse.rows(page)) for page in pages.values()) > 0
    assert not re.findall(r".* (?:WARNING|ERROR): .*", log)


@pytest.mark.integration
def test_pages_spider_of_the_docs(site: Path, tmp_path: Path) -> None:
    """With the pipeline for rows of pages, the feeds have one flat, typed row for each page."""
    with serving(site) as address:
        pages = read_folder(site, address)
        source = "import scrapy\n\n" + spider_of_the_docs("PageSpider") + f"    start_urls = {[*pages]}\n"
        items, cells, _ = crawl(tmp_path, source)
    rows = list(reviewparse.page_rows(pages.values()))
    scores = [None if row.user_score is None else float(row.user_score) for row in rows]
    expected = [as_json(row, url=url, user_score=score) for url, row, score in zip(pages, rows, scores, strict=True)]
    assert sorted(items, key=lambda item: str(item["url"])) == sorted(expected, key=lambda item: str(item["url"]))
    assert any(isinstance(item["user_score"], float) for item in items)
    assert cells == [as_cells(item) for item in items]
    assert [*items[0]] == [column.name for column in PAGE_COLUMNS]


def response_of(html: str) -> HtmlResponse:
    return HtmlResponse(URL, body=html.encode())


HTML = samples.read_html("blue-harbor")
SOURCES = [
    response_of(HTML),
    {"url": URL, "html": HTML},
    {"url": URL, "html": HTML.encode("utf-8"), "fetched": 3},
    {"url": URL, "body": HTML.encode("utf-8")},
    {"url": URL, "body": HTML, "text": "Blue Harbor"},
    {"url": URL, "text": HTML},  # what Scrapy calls the text of a response is its HTML
]


@pytest.mark.parametrize("source", SOURCES, ids=range(len(SOURCES)))
def test_a_page_is_read_from_whatever_holds_it(source: Any) -> None:
    """A response, and an item with HTML, a body or both, become the page, its rows and its row."""
    page = reviewparse.parse_html(HTML)
    assert Pages.from_crawler(get_crawler()).process_item(source) == page
    made = list(ReviewRows.from_crawler(get_crawler()).process_spider_output(None, [source]))
    assert made == [as_json(row, page_url=URL) for row in reviewparse.rows(page)]
    assert PageRows.from_crawler(get_crawler()).process_item(source)["metascore"] == 84


def test_text_is_read_as_text() -> None:
    """An item with the text of a page becomes the page that `parse` reads."""
    text = samples.read("harbor-nine")
    assert Pages.from_crawler(get_crawler()).process_item({"url": URL, "text": text}) == reviewparse.parse(text)


OTHERS: list[Any] = [
    {"title": "Blue Harbor"},
    {"text": "A comment."},
    {"url": URL},
    {"url": URL, "html": None},
    "a string",
    reviewparse.rows(reviewparse.parse_html(HTML))[0],
    as_json(reviewparse.rows(reviewparse.parse_html(HTML))[0]),
    reviewparse.parse_html(HTML),
]


@pytest.mark.parametrize("other", OTHERS, ids=range(len(OTHERS)))
def test_other_items_pass_through(other: Any) -> None:
    """What holds no page, or is a row or a page already, is passed on as it is, and nothing is counted."""
    crawler = get_crawler()
    assert list(ReviewRows.from_crawler(crawler).process_spider_output(None, [other])) == [other]
    for pipeline in (Pages, PageRows):
        assert pipeline.from_crawler(crawler).process_item(other) is other
    assert crawler.stats is not None
    assert not [key for key in crawler.stats.get_stats() if key.startswith("reviewparse")]


BAD = [
    (b"", "empty-page"),
    (b"<p>We review harbors.</p>", "no-review-section"),
    (b"%PDF-1.7\n", "pdf"),
    (b"\x1f\x8b\x08\x00", "gzip"),
    (7, "wrong-type"),
]


@pytest.mark.parametrize(("body", "code"), BAD, ids=[code for _, code in BAD])
def test_what_is_no_page_is_dropped_counted_and_logged(body: Any, code: str, caplog: pytest.LogCaptureFixture) -> None:
    """A body that is no review page comes out of nothing: it is counted by its error, with one warning."""
    crawler = get_crawler()
    item = {"url": URL, "body": body}
    assert list(ReviewRows.from_crawler(crawler).process_spider_output(None, [item])) == []
    with pytest.raises(DropItem):
        Pages.from_crawler(crawler).process_item(item)
    assert crawler.stats is not None
    assert crawler.stats.get_value(f"reviewparse/error/{code}") == 2
    assert crawler.stats.get_value("reviewparse/health/not-a-review-page") == 2
    assert [record.getMessage().startswith(f"{URL}: ") for record in caplog.records] == [True, True]


def test_a_page_that_is_not_read_well_is_counted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """A page with problems is passed on, with a warning that names them, and each is counted."""
    crawler = get_crawler()
    text = "Generally favorable reviews - based on 9 Critics\nCritic score distribution:\n  1. Positive: 8 out of 5\n"
    page = Pages.from_crawler(crawler).process_item({"url": URL, "text": text})
    assert page == reviewparse.parse(text)
    assert crawler.stats is not None
    assert crawler.stats.get_value("reviewparse/health/partial") == 1
    assert crawler.stats.get_value("reviewparse/problem/class-above-total") == 1
    (record,) = caplog.records
    assert "class-above-total" in record.getMessage()


def test_asynchronous_callbacks() -> None:
    """What an asynchronous callback yields is read as what any other yields."""

    async def yielded() -> AsyncIterator[Any]:
        for source in (response_of(HTML), {"title": "Blue Harbor"}):
            yield source

    async def collected() -> list[Any]:
        middleware = ReviewRows.from_crawler(get_crawler())
        return [item async for item in middleware.process_spider_output_async(None, yielded())]

    middleware = ReviewRows.from_crawler(get_crawler())
    expected = list(middleware.process_spider_output(None, [response_of(HTML), {"title": "Blue Harbor"}]))
    assert asyncio.run(collected()) == expected
    assert expected[-1] == {"title": "Blue Harbor"}


def test_the_address_of_the_page_wins() -> None:
    """A page that names its own address keeps it."""
    html = HTML.replace("<head>", '<head><link rel="canonical" href="http://harbor.invalid/film">')
    assert Pages.from_crawler(get_crawler()).process_item(response_of(html)).url == "http://harbor.invalid/film"
