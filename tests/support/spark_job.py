"""Run by the Python that has Spark, not by pytest: `spark_job.py MASTER INPUT OUT [--kill MARK] [--zip FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession


def parent_of(process: int) -> int:
    """The process that started another one."""
    return int(Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[1])


def killing(mark: str) -> Any:
    """Work that changes nothing, and kills the executor that it runs in, once in all."""

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            if number == 1:
                try:
                    os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    pass
                else:
                    daemon = os.getppid()  # of Python; the executor has started it
                    os.kill(parent_of(daemon), signal.SIGKILL)
            yield batch

    return work


def documented(name: str) -> Any:
    """The function of that name in the documentation."""
    text = (Path(__file__).parents[2] / "docs" / "crawl.md").read_text("utf-8")
    names: dict[str, Any] = {}
    exec(text[text.index(f"def {name}(") :].partition("```")[0], names)
    return names[name]


def main() -> None:
    """Read a Parquet file of documents (or archives) and write what Spark makes of it."""
    options = argparse.ArgumentParser()
    options.add_argument("master")
    options.add_argument("input")
    options.add_argument("out")
    options.add_argument("--kill")
    options.add_argument("--zip")
    given = options.parse_args()
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "20",
        "spark.executorEnv.PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "spark.sql.shuffle.partitions": "4",
    }
    builder = SparkSession.builder.master(given.master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    if given.zip:
        spark.sparkContext.addPyFile(given.zip)
    from reviewparse import to_dict
    from reviewparse.spark import read, read_archives, reviews

    summary_of = documented("summary_of")
    if given.input.endswith(".parquet"):
        documents = spark.read.parquet(given.input).repartition(4)
        if given.kill:
            documents = documents.mapInArrow(killing(given.kill), documents.schema)
        pages = read(documents, text="text", id="id").cache()
    else:
        pages = read_archives(spark, given.input.split(",")).cache()
    pages.write.parquet(f"{given.out}/pages")
    reviews(pages).write.parquet(f"{given.out}/reviews")
    for name, distinct in (("plain", False), ("distinct", True)):
        Path(given.out, name).write_text(json.dumps(to_dict(summary_of(pages, distinct=distinct))), "utf-8")
    print(sys.modules["reviewparse"].__file__)
    spark.stop()


if __name__ == "__main__":
    main()
