"""Run by the Python that has Spark: `python -m benchmarks.crawl_spark OUT SHARD...` prints seconds, and those of CPU."""

from __future__ import annotations

import os
import sys
import time

from pyspark.sql import SparkSession

from benchmarks.processes import cpu_of
from reviewparse.spark import read


def main() -> None:
    """Read the shards with two threads and write the pages."""
    out, *shards = sys.argv[1:]
    start = time.perf_counter()
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    documents = spark.read.schema("id string, text string").json(shards)
    pages = read(documents, id="id")
    pages.where("sections is not null").write.parquet(out)
    print(time.perf_counter() - start, cpu_of(os.getpid()))
    spark.stop()


if __name__ == "__main__":
    main()
