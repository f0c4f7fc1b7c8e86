"""Scrapy: responses become rows of tables or pages, and the crawl's statistics say how well they were read.

Needs the extra `scrapy`. Each class of this module takes a response that a spider yields, or an item (a dict, or any
other that itemadapter knows) with a `url` and one of these:

- `html`: the HTML of a page, `str` or `bytes`,
- `body` or `text`: what was fetched, or the text of it, `str` or `bytes`, HTML or text, told by its content.

Every other item passes through as it is. `url` becomes the address of the page, unless the page names its own.

Statistics are counted in `reviewparse/health/STATUS`, one for each page and for what is none,
`reviewparse/problem/CODE`, one for each problem that `validate` finds, and `reviewparse/error/CODE`, where nothing was
read. A warning is logged for what is not a review page, or was read in part.
"""

from __future__ import annotations

import datetime as dt
import logging
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve

from reviewparse.errors import ReviewError
from reviewparse.health import health_from
from reviewparse.html import parse_html
from reviewparse.problems import HealthStatus
from reviewparse.reading import read
from reviewparse.tabulation import REVIEW_COLUMNS, page_rows, rows
from reviewparse.validation import validate

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
    from scrapy.http import Response
except ImportError as error:
    raise ImportError('The spider needs Scrapy: pip install "reviewparse[scrapy]"', name=error.name) from error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from reviewparse.records import ReviewPage
    from reviewparse.tabulation import PageRow, ReviewRow

__all__ = ["PageRows", "Pages", "ReviewRows"]

_log = logging.getLogger(__name__)

_READERS: dict[str, Callable[[Any], ReviewPage]] = {"html": parse_html, "body": read, "text": read}
"""The function for each field of an item."""
_WELL = (HealthStatus.OK, HealthStatus.EMPTY)
_A_ROW = REVIEW_COLUMNS[0].name
"""An item with this field is a row already, though it has a `url` and a `text`."""


class _Component:
    """What Scrapy makes, and gives the statistics of the crawl."""

    def __init__(self, stats: StatsCollector) -> None:
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """What Scrapy calls."""
        assert crawler.stats is not None  # Scrapy makes them first
        return cls(crawler.stats)

    def _read(self, item: object, source: tuple[str, Any, str]) -> ReviewPage | None:
        """The page in what `_source` found, counted; `None`, with a warning, where there is none."""
        url, value, kind = source
        try:
            page = _READERS[kind](value)
        except (ReviewError, TypeError) as error:
            self._count("error", getattr(error, "code", "wrong-type"))
            self._count("health", HealthStatus.NOT_A_REVIEW_PAGE)
            _log.warning("%s: %s", url, getattr(error, "message", error))
            return None
        problems = validate(page)
        health = health_from(page, problems)
        self._count("health", health.status)
        for problem in problems:
            self._count("problem", problem.code)
        if health.status not in _WELL:
            _log.warning("%s: %s", url, health)
        return page if page.url else evolve(page, url=url)

    def _count(self, what: str, name: str) -> None:
        self.stats.inc_value(f"reviewparse/{what}/{name}")


class ReviewRows(_Component):
    """A spider middleware that makes of each page the rows of its reviews, as `rows` does: flat dicts, one a review.

    A row holds strings, numbers, `bool` and `None` alone, and dates as ISO 8601, so every feed export can write it.
    What is not a review page yields nothing.

    >>> from reviewparse import samples
    >>> from scrapy import Spider
    >>> from scrapy.crawler import Crawler
    >>> from scrapy.statscollectors import MemoryStatsCollector
    >>> stats = MemoryStatsCollector(Crawler(Spider))  # Scrapy gives its own
    >>> middleware = ReviewRows(stats)
    >>> page = {"url": "http://localhost/", "html": samples.read_html("blue-harbor")}
    >>> reviews = list(middleware.process_spider_output(None, [page]))
    >>> reviews[9]["page_url"], reviews[9]["author"], reviews[9]["score"], reviews[5]["citation_date"]
    ('http://localhost/', 'Anselm Rüdiger', 75, '2003-03-14')
    >>> middleware.stats.get_value("reviewparse/health/ok")
    1
    """

    def process_spider_output(self, response: object, result: Iterable[Any], spider: object = None) -> Iterator[Any]:
        """What Scrapy calls with all that a callback yields."""
        for item in result:
            yield from self._rows(item)

    async def process_spider_output_async(
        self, response: object, result: AsyncIterator[Any], spider: object = None
    ) -> AsyncIterator[Any]:
        """The same for a callback that is an asynchronous generator."""
        async for item in result:
            for each in self._rows(item):
                yield each

    def _rows(self, item: Any) -> Iterable[Any]:
        source = _source(item)
        if source is None:
            return (item,)
        page = self._read(item, source)
        return () if page is None else map(_flat, rows(page))


class _Pipeline(_Component):
    """An item pipeline that makes one item of each page."""

    def _item(self, page: ReviewPage) -> Any:
        raise NotImplementedError

    def process_item(self, item: Any, spider: object = None) -> Any:
        """What Scrapy calls with each item; raises `DropItem` for what is not a review page."""
        source = _source(item)
        if source is None:
            return item
        page = self._read(item, source)
        if page is None:
            # The warning is logged already, and Scrapy would log the whole item.
            raise DropItem("This is not a review page.", log_level="DEBUG")
        return self._item(page)


class PageRows(_Pipeline):
    """An item pipeline that makes of each page one row, as `page_rows` does: a flat dict, as those of `ReviewRows`.

    The User Score is a `float`. What is not a review page is dropped.

    >>> from reviewparse import samples
    >>> from scrapy import Spider
    >>> from scrapy.crawler import Crawler
    >>> from scrapy.statscollectors import MemoryStatsCollector
    >>> stats = MemoryStatsCollector(Crawler(Spider))  # Scrapy gives its own
    >>> pipeline = PageRows(stats)
    >>> row = pipeline.process_item({"url": "http://localhost/", "text": samples.read("lantern-keepers")})
    >>> row["url"], row["title"], row["metascore"], row["user_score"]
    ('http://localhost/', 'Lantern Keepers', 81, 7.6)
    """

    def _item(self, page: ReviewPage) -> dict[str, Any]:
        return _flat(next(page_rows([page])))


class Pages(_Pipeline):
    """An item pipeline that makes of each page its `ReviewPage`, for pipelines of your own.

    Records are items: they are attrs classes, which itemadapter knows. What is not a review page is dropped.

    >>> from reviewparse import samples
    >>> from scrapy import Spider
    >>> from scrapy.crawler import Crawler
    >>> from scrapy.statscollectors import MemoryStatsCollector
    >>> stats = MemoryStatsCollector(Crawler(Spider))  # Scrapy gives its own
    >>> pipeline = Pages(stats)
    >>> page = pipeline.process_item({"url": "http://localhost/", "body": samples.read_html("blue-harbor").encode()})
    >>> page.url, page.critics.score
    ('http://localhost/', 84)
    """

    def _item(self, page: ReviewPage) -> ReviewPage:
        return page


def _source(item: Any) -> tuple[str, Any, str] | None:
    """The address of what was fetched, the page, and the key of its reader; `None` for any other item."""
    if isinstance(item, Response):
        return item.url, item.body, "body"
    if ItemAdapter.is_item(item):
        fields = ItemAdapter(item)
        if fields.get("url") and _A_ROW not in fields.field_names():
            for kind in _READERS:
                if fields.get(kind) is not None:
                    return fields["url"], fields[kind], kind
    return None


def _flat(row: ReviewRow | PageRow) -> dict[str, Any]:
    """A row as a dict of values that all formats of feeds know."""
    return {name: _plain(value) for name, value in ItemAdapter(row).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value) if isinstance(value, Enum) else value
