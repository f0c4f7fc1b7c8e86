"""How much of real pages is read right, by extractor, layout, document and kind.

    python -m conformance [CORPUS] [--failures] [--write]

The corpus is a folder with `text/EXTRACTOR/NAME.txt`, the text that an extractor printed of a page, `html/NAME.html`,
the page itself, and `truth/NAME.json`, what the page says; `REVIEWPARSE_CORPUS` names it where no argument does.
`--failures` lists each miss, `--write` puts the tables into `docs/layouts.md`. The exit status is 0 only where all that
is present is found and right, and nothing else is.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from conformance.measure import Tally, measure
from conformance.tables import tables, write


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure a corpus, print the tables; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m conformance", description="Measure the parser on real pages.")
    parser.add_argument("corpus", type=Path, nargs="?", default=os.environ.get("REVIEWPARSE_CORPUS"))
    parser.add_argument("--failures", action="store_true", help="list each miss, with the page and what it says")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/layouts.md")
    options = parser.parse_args(arguments)
    if options.corpus is None:
        parser.error("name a corpus, or set REVIEWPARSE_CORPUS")
    measured = list(measure(options.corpus))
    if not measured:
        parser.error(f"no page in {options.corpus}")
    print(tables(measured))
    total = sum((one.tally for one in measured), Tally())
    if options.failures:
        print("\n".join(total.misses))
    print(f"right = {total.right} of {total.shown} fields, found = {total.found} of {total.present} reviews, "
          f"wrong = {total.wrong}, spurious = {total.spurious}, errors = {total.errors}")  # fmt: skip
    if options.write:
        write(measured)
    return int(not total.perfect)


if __name__ == "__main__":
    sys.exit(main())
