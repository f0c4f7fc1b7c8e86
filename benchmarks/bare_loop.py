"""The loop that anyone would write around the library, which `benchmarks.crawl` measures against. It is frozen."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable

from reviewparse import parse, rows, sniff

__all__ = ["bare_loop"]


def bare_loop(shards: Iterable[str]) -> tuple[int, int, int]:
    """How many documents these files of gzipped JSON lines hold, how many pages are in them, and how many reviews."""
    documents = pages = reviews = 0
    for name in shards:
        with gzip.open(name, "rt", encoding="utf-8") as shard:
            for line in shard:
                documents += 1
                text = json.loads(line)["text"]
                if sniff(text):
                    pages += 1
                    reviews += len(rows(parse(text)))
    return documents, pages, reviews
