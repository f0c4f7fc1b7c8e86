"""Folders of shards to Parquet, on the cores of one machine (extra `crawl`; for WARC and WET, `warc`).

`crawl` reads each shard in a process of a pool and writes its part. A part appears under its name when all of it is on
the disk, and is not made again: a crawl that was stopped, by whatever, goes on where it was. Retries, clusters and
object stores are what Spark is for (`reviewparse.spark`).

| module | holds |
|---|---|
| `shards` | which files are read together |
| `files` | the documents of a file: text, HTML, JSON lines, Parquet, WARC, WET |
| `unpacking` | files of gzip and Zstandard |
| `framing` | tells an archive that is damaged |
| `parts` | the tables that a shard becomes, and how they come to the disk |
| `manifest` | what a folder was crawled with, so that nothing else is mixed into it |
| `running` | the pool |
| `totals` | the summary of a crawl, part by part |
"""

from __future__ import annotations

try:
    import pyarrow  # noqa: F401 - so that what is missing is said here
except ImportError as error:
    raise ImportError('A crawl needs pyarrow: pip install "reviewparse[crawl]"', name=error.name) from error

from reviewparse.crawl.manifest import Options
from reviewparse.crawl.parts import CRAWLED, PROBLEMS
from reviewparse.crawl.running import Progress, crawl
from reviewparse.crawl.totals import aggregate_parts

__all__ = ["CRAWLED", "PROBLEMS", "Options", "Progress", "aggregate_parts", "crawl"]
