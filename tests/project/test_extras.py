"""Each extra works alone, and what needs one that is missing says which.

A fresh environment is a folder that holds links to the packages that the wheel and the extra require, and nothing else;
Python is started with that folder, without the packages of the environment that runs the tests.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from building import ROOT
from reviewparse import samples

pytestmark = pytest.mark.integration

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
DEVELOPMENT = {"bench", "docs", "fuzz", "dev"}
"""Extras for a checkout alone, which no module of the package needs."""

Fresh = Callable[..., subprocess.CompletedProcess[str]]
"""`fresh(EXTRA, CODE, ARGUMENTS...)` runs code where that extra alone is installed, `None` for no extra."""


def packages(extra: str | None) -> set[str]:
    """The names of all packages that `pip install "reviewparse[extra]"` brings, as far as this environment has them."""
    extras = [line for each in (extra or "").split(",") for line in EXTRAS.get(each, [])]
    waiting = [Requirement(line) for line in PROJECT["dependencies"] + extras]
    found: set[tuple[str, str]] = set()
    while waiting:
        needed = waiting.pop()
        for each in {"", *needed.extras}:
            name = canonicalize_name(needed.name)
            if (name, each) in found:
                continue
            found.add((name, each))
            lines = EXTRAS.get(each, []) if name == "reviewparse" else distribution(name).requires or []
            requirements = map(Requirement, lines)
            waiting += [r for r in requirements if r.marker is None or r.marker.evaluate({"extra": each})]
    return {name for name, _ in found} - {"reviewparse"}


def link(name: str, folder: Path) -> None:
    """Link all that a package has installed into a folder of its own."""
    installed = distribution(name)
    tops = {file.parts[0] for file in installed.files or () if file.parts[0] not in ("..", "__pycache__")}
    for top in tops:
        place = folder / top
        if not place.exists():
            place.symlink_to(Path(str(installed.locate_file(top))))


@pytest.fixture(scope="module")
def fresh(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    (archive,) = built.glob("*.whl")
    places: dict[str | None, Path] = {}

    def run(extra: str | None, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        if extra not in places:
            try:
                names = packages(extra)
            except PackageNotFoundError as error:
                pytest.skip(f"the extra {extra} needs {error.name}, which is not installed")
            places[extra] = tmp_path_factory.mktemp(extra or "none")
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(places[extra])
            for name in names:
                link(name, places[extra])
        command = [sys.executable, "-S", "-P", "-c", code, *arguments]
        environment = {**os.environ, "PYTHONPATH": str(places[extra]), "PYTHONUTF8": "1"}
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=100)

    return run


PAGE = """
import sys, reviewparse
from reviewparse import samples
page = reviewparse.parse(samples.read('lantern-keepers'))
"""
COMMAND = "import sys\nfrom reviewparse.cli import main\nsys.exit(main(sys.argv[1:]))"
USES = {
    "arrow": PAGE + "from reviewparse.arrow import to_arrow; print(to_arrow([page]).num_rows)",
    "cli": "import sys; from reviewparse.cli import main; sys.exit(main(['report', '--sample']))",
    "crawl": "from reviewparse.crawl import Options, crawl; import sys\n"
    "if __name__ == '__main__': print(*crawl([sys.argv[1]], sys.argv[2], jobs=1))",
    "pandas": PAGE + "from reviewparse.frames import to_pandas; print(len(to_pandas([page])))",
    "plot": PAGE + "from reviewparse import plot; plot.save(plot.overview(page), sys.argv[2] + '.png'); print(12)",
    "polars": PAGE + "from reviewparse.frames import to_polars; print(len(to_polars([page])))",
    "scrapy": PAGE + "from reviewparse.scrapy import PageRows; print(PageRows.__name__)",
    "spark": "import reviewparse.spark, pyspark, pandas; print(reviewparse.spark.read.__name__)",
    "warc": "from fastwarc.warc import ArchiveIterator; from reviewparse.crawl import crawl; print(crawl.__name__)",
}
"""What each extra is for, in lines that print something. The arguments are a folder of texts, and a new name."""


def test_every_extra_is_tried() -> None:
    """There is a program for each extra that is not for development alone."""
    assert USES.keys() == EXTRAS.keys() - DEVELOPMENT


@pytest.mark.parametrize("extra", USES)
def test_an_extra_alone(extra: str, fresh: Fresh, tmp_path: Path) -> None:
    """With the packages of one extra, and no others, what it is for works."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "page.txt").write_text(samples.read("lantern-keepers"), encoding="utf-8")
    done = fresh(extra, USES[extra], str(texts), str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("extra", [extra for extra in USES if extra != "warc"])
def test_without_the_extra(extra: str, fresh: Fresh, tmp_path: Path) -> None:
    """Without any extra, the same fails with an error that says which one to install."""
    done = fresh(None, USES[extra], str(tmp_path), str(tmp_path / "out"))
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert f'pip install "reviewparse[{extra}]"' in last


def test_no_extra_at_all(fresh: Fresh) -> None:
    """Without any extra, everything that the package itself names works."""
    code = PAGE + (
        "import json\nfor name in reviewparse.__all__: getattr(reviewparse, name)\n"
        "summary = reviewparse.aggregate([page, reviewparse.parse_html(samples.read_html('blue-harbor'))])\n"
        "print(json.dumps([reviewparse.to_dict(summary)['critics']['reviews'], reviewparse.render(page)[:9]]))"
    )
    done = fresh(None, code)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0] == 19


ASKED = {
    "a picture": ("cli", ["report", "--sample", "--plot", "OUT.svg"], "plot"),
    "Parquet": ("cli", ["parse", "--format", "parquet", "-o", "OUT.parquet", "TEXTS"], "arrow"),
    "a crawl": ("cli", ["crawl", "TEXTS", "--output", "OUT"], "crawl"),
    "a crawl of Zstandard": ("arrow,cli", ["crawl", "PACKED", "--output", "OUT"], "crawl"),
    "a crawl of WARC": ("crawl", ["crawl", "ARCHIVE", "--output", "OUT"], "warc"),
}
"""What the command line is asked for: the extras that are there, the arguments, and the extra that is missing."""


@pytest.mark.parametrize("name", ASKED)
def test_the_command_line_says_which_extra_is_missing(name: str, fresh: Fresh, tmp_path: Path) -> None:
    """Where the command needs a further extra, it ends with a message of one line that names it, and no traceback."""
    there, asked, missing = ASKED[name]
    (tmp_path / "page.txt").write_text(samples.read("lantern-keepers"), encoding="utf-8")
    (tmp_path / "pages.jsonl.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (tmp_path / "pages.warc").write_bytes(b"WARC/1.0\r\n")
    paths = {"OUT": "out", "TEXTS": "page.txt", "PACKED": "pages.jsonl.zst", "ARCHIVE": "pages.warc"}
    arguments = [re.sub("[A-Z]{3,}", lambda found: str(tmp_path / paths[found[0]]), each) for each in asked]
    done = fresh(there, COMMAND, *arguments)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert f'pip install "reviewparse[{missing}]"' in done.stderr
