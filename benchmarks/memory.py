"""Memory: what a parse needs at its peak and what its records keep, and a file of any size read page by page."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path
from typing import Final

from benchmarks.texts import Sample, many_pages
from reviewparse import parse_all

__all__ = ["of_a_file", "of_a_text"]

MEGABYTE: Final = 1 << 20
STREAM: Final = """\
import resource, sys
import reviewparse
from reviewparse import samples
reviewparse.parse(samples.read("lantern-keepers"))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], encoding="utf-8") as file:
    pages = sum(1 for _ in reviewparse.parse_all(file))
print(pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def of_a_text(sample: Sample) -> tuple[float, float]:
    """Bytes at the peak of reading a sample, and bytes that its records keep, both for each byte of its text."""
    size = len(sample.text.encode())
    list(parse_all(sample.text))
    tracemalloc.start()
    try:
        pages = list(parse_all(sample.text))
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert pages
    return peak / size, kept / size


def of_a_file(megabytes: int) -> tuple[int, float]:
    """Pages read from a file of that size, and the megabytes that it took more than reading one small page."""
    text = many_pages(MEGABYTE, html=False).text + "\f\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.txt"
        with path.open("w", encoding="utf-8") as file:
            for _ in range(megabytes):
                file.write(text)
        run = subprocess.run([sys.executable, "-c", STREAM, str(path)], check=True, capture_output=True, text=True)
    pages, kilobytes = map(int, run.stdout.split())
    return pages, kilobytes / 1024
