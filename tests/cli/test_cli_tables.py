"""The command line writes tables, and reads shards of documents."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.console import Console

from commands import CRITICS, GAME, Run
from reviewparse import from_dict, page_rows, parse, rows, write_csv
from reviewparse.arrow import PAGES, REVIEWS, from_arrow, to_arrow
from reviewparse.cli import crawling, formats, output
from reviewparse.cli.status import Status
from reviewparse.crawl import Progress

FOUND = [parse(CRITICS), parse(GAME)]
ALL_ROWS = [row for page in FOUND for row in rows(page)]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files that hold a page each."""
    paths = [tmp_path / "film.txt", tmp_path / "game.txt"]
    for path, text in zip(paths, (CRITICS, GAME), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_rows(run: Run, files: list[Path]) -> None:
    """Rows are JSON lines that name their file, and come back as the rows that they are."""
    status, out, err = run("parse", "--format", "rows", *files)
    trees = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (Status.FINE, "")
    assert {tree.pop("file") for tree in trees} == set(map(str, files))
    assert [from_dict(tree) for tree in trees] == ALL_ROWS


@pytest.mark.parametrize("table", formats.TABLES)
def test_csv(run: Run, files: list[Path], table: str) -> None:
    """CSV has one line of names for all files, and is what `write_csv` writes."""
    wanted = io.StringIO(newline="")
    write_csv(ALL_ROWS if table == "reviews" else page_rows(FOUND), wanted)
    _, out, _ = run("parse", "--format", "csv", "--table", table, *files)
    assert out == wanted.getvalue()
    assert len(list(csv.reader(io.StringIO(out)))) == 1 + (len(ALL_ROWS) if table == "reviews" else 2)


def test_csv_on_a_terminal(run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal is shown the lines of the file, without the characters that could steer it."""
    steering = CRITICS.replace("Anselm", "An\x1b[31mselm")
    files[0].write_text(steering, "utf-8")
    place = files[0].with_name("out.csv")
    run("parse", "--format", "csv", "-o", place, *files)
    monkeypatch.setattr(output.Results, "to_terminal", True)
    lines = place.read_bytes().decode("utf-8").split("\r\n")
    assert any("\x1b" in line for line in lines)
    assert run("parse", "--format", "csv", *files).out == "\n".join(lines).replace("\x1b", " ")


@pytest.mark.parametrize("at_once", [1, 256])
def test_parquet(run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """A Parquet file holds the table that `to_arrow` makes, however many pages are in memory at once."""
    monkeypatch.setattr(formats, "AT_ONCE", at_once)
    place = files[0].with_name("out.parquet")
    assert run("parse", "--format", "parquet", "-o", place, *files) == (Status.FINE, "", "")
    table = pq.read_table(place)
    assert table.schema.equals(REVIEWS, check_metadata=True)
    assert table.equals(to_arrow(FOUND))
    run("parse", "--format", "parquet", "--table", "pages", "-o", place, *files)
    assert pq.read_schema(place).equals(PAGES)
    assert list(from_arrow(pq.read_table(place))) == FOUND


def test_what_no_table_holds_is_reported(run: Run, files: list[Path]) -> None:
    """A page that no Parquet file can hold is reported, and the others are written."""
    _, out, _ = run("parse", *files)
    first = json.loads(out.splitlines()[0])
    first["sections"][0]["reviews"][0]["text"] = "half \ud800"
    lines = files[0].with_name("pages.jsonl")
    lines.write_text(json.dumps(first) + "\n" + out.splitlines()[1], "utf-8")
    place = files[0].with_name("out.parquet")
    status, _, err = run("parse", "--format", "parquet", "--table", "pages", "-o", place, lines)
    assert status == Status.BAD_INPUT
    assert "`text`" in err
    assert list(from_arrow(pq.read_table(place))) == FOUND[1:]


@pytest.mark.parametrize("table", formats.TABLES)
@pytest.mark.parametrize("shape", ["csv", "parquet"])
def test_half_a_surrogate_pair(run: Run, files: list[Path], shape: str, table: str) -> None:
    """A text that UTF-8 cannot write is in no table, CSV or Parquet, and is reported; JSON holds it."""
    tree = json.loads(run("parse", files[1]).out)
    lines = files[0].with_name("pages.jsonl")
    lines.write_text(json.dumps({**tree, "title": "\ud800"}) + "\n", "utf-8")
    place = files[0].with_name("out")
    status, _, err = run("parse", "--format", shape, "--table", table, "-o", place, lines, files[1])
    assert status == Status.BAD_INPUT
    assert "A record holds in `title` what no table can" in err
    wanted = list(rows(FOUND[1])) if table == "reviews" else list(page_rows([FOUND[1]]))
    written = pq.read_table(place).num_rows if shape == "parquet" else len(list(csv.reader(place.open("r")))) - 1
    assert written == len(wanted)
    for form in ("rows", "jsonl"):
        status, out, _ = run("parse", "--format", form, lines)
        assert (status, json.loads(out.splitlines()[0])["title"]) == (Status.FINE, "\ud800")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["parse", "--table", "pages"], "--table is for tables: --format rows, csv or parquet."),
        (["parse", "--table", "reviews", "--format", "json"], "--table is for tables"),
        (["aggregate", "--top", "3"], "--top limits the table of --by"),
        (["aggregate", "--top", "3", "--format", "json"], "--top limits the table of --by"),
    ],
)
def test_no_option_is_passed_over(run: Run, files: list[Path], arguments: list[str], sentence: str) -> None:
    """An option that would change nothing is refused."""
    status, out, err = run(*arguments, *files)
    assert (status, out) == (Status.USAGE, "")
    assert sentence in err


@pytest.mark.parametrize("shape", formats.FORMATS)
def test_a_file_is_whole_or_as_it_was(run: Run, files: list[Path], shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written to its end is not there at all, and an old one of its name stays."""
    place = files[0].with_name("out")
    place.write_text("as it was", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(formats, "to_dict", fail)
    monkeypatch.setattr(formats, "rows", fail)
    monkeypatch.setattr(formats, "_tables", fail)
    status, _, err = run("parse", "--format", shape, "-o", place, *files)
    assert status == Status.NO_OUTPUT
    assert "No space left" in err
    assert place.read_text("utf-8") == "as it was"
    assert sorted(place.parent.iterdir()) == sorted([*files, place])


def test_parquet_is_not_for_a_screen(run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet is not printed on a terminal."""
    monkeypatch.setattr(output.Results, "to_terminal", True)
    status, printed, err = run("parse", "--format", "parquet", *files)
    assert (status, printed) == (Status.USAGE, "")
    assert "-o FILE" in err


def test_crawl(run: Run, files: list[Path]) -> None:
    """A crawl says what it found; another with other options, or without input, is refused; a bad shard is reported."""
    out = files[0].with_name("out")
    status, _, err = run("crawl", "--output", out, "--jobs", "1", *files)
    assert (status, err) == (Status.FINE, "1 of 1 shard: 2 documents, 2 pages, 0 problems\n")
    status, _, err = run("crawl", "--output", out, "--jobs", "1", "--no-unrecognized", *files)
    assert status == Status.USAGE
    assert "does not mix: name another folder" in err
    status, _, err = run("crawl", "--output", out, files[0].with_name("none"))
    assert status == Status.USAGE
    assert "There is no file" in err
    status, _, err = run("crawl", "--output", out, out)
    assert status == Status.USAGE
    assert "those in the folder that the crawl writes are not" in err
    bad = files[0].with_name("bad.parquet")
    bad.touch()
    status, _, err = run("crawl", "--output", out, "--jobs", "1", *files, bad)
    assert status == Status.BAD_INPUT
    assert f"not read to the end: {bad}: " in err
    assert err.endswith("1 of 2 shards (1 were there before): 0 documents, 0 pages, 0 problems\n")
    bad.rename(bad.with_name("bad.gz")).write_bytes(b"\x1f\x8bno")
    status, _, err = run("crawl", "--output", out, "--jobs", "1", *files, bad.with_name("bad.gz"))
    assert status == Status.BAD_INPUT
    assert err.startswith("unreadable: 1 file could not be opened or unpacked; problems/ names each\n")
    status, _, err = run("crawl", *files)
    assert (status, err.splitlines()[-1]) == (Status.USAGE, "Error: Missing option '-o' / '--output'.")


STEPS = [Progress(shards=3, done=done, documents=1000 * done, pages=2 * done) for done in range(4)]


def test_a_line_a_minute(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no person looks on, a crawl says where it is once a minute, and no more often."""
    clock = iter([0.0, 30.0, 61.0, 61.0, 90.0])
    monkeypatch.setattr(crawling, "monotonic", lambda: next(clock))
    assert crawling._shown(iter(STEPS), output.Messages()) == STEPS[-1]
    assert capsys.readouterr().err == "2 of 3 shards: 2,000 documents, 4 pages, 0 problems\n"


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal, a bar says how many shards, documents and pages there are."""
    messages = output.Messages()
    file = io.StringIO()
    messages.screen = Console(file=file, force_terminal=True, color_system=None, width=120)
    assert crawling._shown(iter(STEPS), messages) == STEPS[-1]
    assert "3/3 shards, 3,000 documents, 6 pages" in file.getvalue()
