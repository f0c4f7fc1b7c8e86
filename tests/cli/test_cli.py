"""The command line: what it prints, what it reports, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from commands import CRITICS, GAME, READERS, WRONG, Run, finish, start
from reviewparse import samples
from reviewparse.aggregation import aggregate
from reviewparse.cli.status import Status
from reviewparse.html import parse_html
from reviewparse.parsing import parse, parse_all
from reviewparse.serialization import from_dict
from reviewparse.validation import validate


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A file that holds the sample page of a film."""
    path = tmp_path / "page.txt"
    path.write_text(CRITICS, "utf-8")
    return path


class TestReport:
    """`report` shows a person what the page says."""

    def test_all_that_the_page_prints_is_shown(self, run: Run, page: Path) -> None:
        """Verdicts, counts, each review's text, author and printed score are on the screen."""
        status, out, err = run("report", page)
        assert (status, err) == (Status.FINE, "")
        assert "Critics: Universal acclaim, based on 12 critics" in out
        assert "Users: Generally favorable reviews, based on 31 ratings" in out
        for author in re.findall("Reviewed by:\u00a0? *(.+)", CRITICS):
            assert author.strip() in out
        texts = re.findall(r"^ +(?:\d+\. )?(.{40,})$", CRITICS, re.MULTILINE)
        assert len(texts) == 14
        assert [text for text in texts if text.partition(" [")[0][:100] not in out] == []
        printed = re.findall(r"^ +\d+\. (\d+)$", CRITICS, re.MULTILINE)
        assert re.findall(r"^ +\d+ +(\d+)  ", out, re.MULTILINE) == printed
        assert "No problems." in out

    def test_what_is_implied_is_marked(self, run: Run, page: Path) -> None:
        """A count that is not printed is marked, and a score that is not printed is a range in parentheses."""
        out = run("report", page, "--kind", "movie").out
        assert re.search(r"mixed +█+. +2 implied", out)
        assert re.search(r"\n  11 +\(40-100\) ", out)
        assert re.search(r"\n  11 +\(50-60\) ", run("report", page, "--kind", "movie", "--ordered").out)

    def test_states_and_problems(self, run: Run) -> None:
        """A page without scores says so, and a wrong page's problems stand below it."""
        empty = b"Metascore\ntbd\n\nNo score yet - based on 0 Critics Awaiting 4 more reviews What's this?\n"
        assert "Critics: score to be determined, no score yet" in run("report", "-", stdin=empty).out
        out = run("report", "-", stdin=WRONG.encode()).out
        for problem in validate(parse(WRONG)):
            assert problem.code in out

    def test_width(self, run: Run, page: Path) -> None:
        """No line is longer than the screen is wide."""
        for width in (60, 80, 120):
            lines = run("report", page, width=width).out.splitlines()
            assert lines
            assert max(map(len, lines)) <= width

    def test_control_characters_do_not_reach_the_terminal(self, run: Run) -> None:
        """Whatever a text or a file's name holds, nothing is printed that could steer a terminal."""
        hostile = CRITICS.replace("A film about", "\x1b[2J\x07 film \u202e about")
        for status, out, err in (run("report", "-", stdin=hostile.encode()), run("report", "no\x1b[2Jfile")):
            assert status in (Status.FINE, Status.BAD_INPUT)
            assert not set(out + err) & {"\x1b", "\x07", "\u202e"}

    def test_ascii(self, page: Path) -> None:
        """Where the output can hold ASCII alone, the bars are ASCII and nothing fails."""
        status, out, _ = finish(start("report", page, env={"PYTHONIOENCODING": "ascii"}))
        assert status == Status.FINE
        assert out.isascii()
        assert "####" in out

    def test_sample(self, run: Run) -> None:
        """`--sample` needs no file; without one and without `--sample` the command says what to do."""
        assert "Blue Harbor has the nerve" in run("report", "--sample").out
        status, _, err = run("report")
        assert status == Status.USAGE
        assert "Give a FILE" in err

    def test_plot(self, run: Run, page: Path, tmp_path: Path) -> None:
        """`--plot` draws each page, the second one to a file with a number."""
        status, _, err = run("report", page, page, "--plot", tmp_path / "out.svg")
        assert status == Status.FINE
        assert "out.svg" in err
        for name in ("out.svg", "out-2.svg"):
            assert b"<svg" in (tmp_path / name).read_bytes()
        assert run("report", page, "--plot", tmp_path / "out.png").status == Status.FINE
        assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")

    def test_plot_that_cannot_be(self, run: Run, page: Path, tmp_path: Path) -> None:
        """A picture of no known kind, or in a folder that is not there, is one clear sentence."""
        status, _, err = run("report", page, "--plot", tmp_path / "out.gif")
        assert status == Status.USAGE
        assert ".svg or .png" in err
        status, _, err = run("report", page, "--plot", tmp_path / "none" / "out.svg")
        assert status == Status.NO_OUTPUT
        assert "cannot be written: No such file or directory" in err


class TestParse:
    """`parse` prints JSON."""

    def test_jsonl(self, run: Run, page: Path, tmp_path: Path) -> None:
        """One object a page and line, with the file it is from, from which the page can be made again."""
        game = tmp_path / "game.txt"
        game.write_text(GAME, "utf-8")
        status, out, err = run("parse", page, game)
        assert (status, err) == (Status.FINE, "")
        trees = [json.loads(line) for line in out.splitlines()]
        assert [tree["file"] for tree in trees] == [str(page), str(game)]
        assert [from_dict(tree) for tree in trees] == [parse(CRITICS), parse(GAME)]
        assert "Rüdiger" in out

    def test_json(self, run: Run, page: Path) -> None:
        """`--format json` prints one array, an empty one where there is no page."""
        trees = json.loads(run("parse", "--format", "json", page, page).out)
        assert [from_dict(tree) for tree in trees] == [parse(CRITICS)] * 2
        assert json.loads(run("parse", "--format", "json", "no-such-file").out) == []

    @pytest.mark.parametrize("shape", ["jsonl", "json"])
    def test_what_it_prints_can_be_read_again(self, shape: str, run: Run, page: Path) -> None:
        """The JSON of `parse` is an input of each command, and stands for the same pages, from the same files."""
        once = run("parse", "--format", shape, page, page).out
        assert run("parse", "--format", shape, "-", stdin=once.encode()).out == once
        for command in READERS:
            assert run(command, "-", stdin=once.encode()) == run(command, page, page)

    def test_half_a_character(self, run: Run) -> None:
        """A surrogate that JSON can hold and UTF-8 cannot is printed as JSON escapes it."""
        tree = {"sections": [{"type": "critics", "reviews": [{"text": "\ud800"}]}]}
        status, out, _ = run("parse", "-", stdin=json.dumps(tree).encode())
        assert status == Status.FINE
        assert json.loads(out)["sections"][0]["reviews"][0]["text"] == "\ud800"
        assert run("report", "-", stdin=json.dumps(tree).encode()).status == Status.FINE
        assert run("aggregate", "-", stdin=json.dumps(tree).encode()).status == Status.FINE


class TestValidate:
    """`validate` prints problems for programs and people alike."""

    def test_problems(self, run: Run, tmp_path: Path) -> None:
        """Each problem is one line, `file:line: code message`, in the page's order, and an error makes the status 1."""
        path = tmp_path / "wrong.txt"
        path.write_text(WRONG, "utf-8")
        status, out, err = run("validate", path)
        problems = validate(parse(WRONG))
        assert status == Status.PROBLEM_FOUND
        assert any(problem.severity == "error" for problem in problems)
        found = [re.fullmatch(r"(.+?):(\d+): (\S+) (.+) \((\w+), (.+)\)", line) for line in out.splitlines()]
        assert [match and match.groups() for match in found] == [
            (str(path), str(problem.line), problem.code, problem.message, problem.severity, problem.path)
            for problem in problems
        ]
        assert err.startswith(f"1 page, {len(problems)} problem")

    def test_no_error(self, run: Run, page: Path) -> None:
        """Without an error the status is 0, whatever else there is to say."""
        assert run("validate", page).status == Status.FINE

    def test_kind(self, run: Run) -> None:
        """`--kind` says which bands hold: universal acclaim begins at 81, but for a game at 90."""
        acclaimed = f"Metascore\n84\n\n{CRITICS}".encode()
        assert run("validate", "-", "--kind", "movie", stdin=acclaimed).status == Status.FINE
        assert run("validate", "-", "--kind", "game", stdin=acclaimed).status == Status.PROBLEM_FOUND

    def test_file_that_cannot_be_read_goes_before_errors(self, run: Run) -> None:
        """Where a file could not be read, the status says that not all was checked."""
        status, out, _ = run("validate", "-", "no-such-file", stdin=WRONG.encode())
        assert status == Status.BAD_INPUT
        assert "<stdin>:" in out


class TestAggregate:
    """`aggregate` adds pages up."""

    def test_json(self, run: Run, page: Path) -> None:
        """`--json` holds the whole summary, exactly, and means beside it."""
        status, out, err = run("aggregate", "--format", "json", page, "-", "--kind", "movie", stdin=GAME.encode())
        assert (status, err) == (Status.FINE, "")
        tree = json.loads(out)
        summary = aggregate([parse(CRITICS), parse(GAME)], kind="movie")
        assert from_dict(tree["summary"]) == summary
        assert tree["pages"] == 2
        assert tree["critics"]["mean"] == {
            "exact": str(summary.critics.mean),
            "float": float(summary.critics.mean or 0),
        }

    def test_parts_add_up(self, run: Run, page: Path) -> None:
        """The summaries of two runs add up to the summary of one run over all."""
        parts = [
            run("aggregate", "--format", "json", page),
            run("aggregate", "--format", "json", "-", stdin=GAME.encode()),
        ]
        whole = run("aggregate", "--format", "json", page, "-", stdin=GAME.encode())
        one, other, both = (from_dict(json.loads(part.out)["summary"]) for part in (*parts, whole))
        assert one + other == both

    @pytest.mark.parametrize("by", ["author", "publication", "month", "year"])
    def test_by(self, by: str, run: Run) -> None:
        """`--by` lists a row for each name, the most reviews first, or for each month or year, in the order of time."""
        tree = json.loads(run("aggregate", "--format", "json", "--by", by, "-", stdin=GAME.encode()).out)
        rows = {row[by]: row["reviews"] for row in tree["critics"][f"by_{by}"]}
        patterns = {
            "author": "Reviewed by:\u00a0? *(.+)",
            "publication": r"^  \d\. (?!Positive|Mixed|Negative)(.+)$",
            "month": r"^    (Mar) \d+, 2018$",
            "year": r"^    Mar \d+, (2018)$",
        }
        of_critics, _, _ = GAME.partition("User Reviews\n\n")
        names = [name.strip() for name in re.findall(patterns[by], of_critics, re.MULTILINE)]
        assert sum(rows.values()) == len(names)
        assert set(map(str, rows)) == ({"2018-03"} if by == "month" else set(names))
        screen = run("aggregate", "--by", by, "-", stdin=GAME.encode()).out
        assert all(re.search(rf"^ +{count} .*  {name}$", screen, re.MULTILINE) for name, count in rows.items())

    def test_top_is_exact_and_keep_says_its_error(self, run: Run) -> None:
        """`--top` cuts the list alone; `--keep` bounds the memory, and the screen says what may be missing."""
        full = json.loads(run("aggregate", "--format", "json", "--by", "publication", "-", stdin=GAME.encode()).out)
        top = run("aggregate", "--format", "json", "--by", "publication", "--top", "2", "-", stdin=GAME.encode())
        assert json.loads(top.out)["critics"]["by_publication"] == full["critics"]["by_publication"][:2]
        kept = run("aggregate", "--by", "publication", "--keep", "2", "-", stdin=GAME.encode()).out
        assert "A name without a row has at most 1 review." in kept

    def test_distinct(self, run: Run, tmp_path: Path) -> None:
        """Reviews that two files list count once; the order of a list is not known then."""
        files = [tmp_path / name for name in ("a.txt", "b.txt")]
        for file in files:
            file.write_text(GAME, "utf-8")
        counts = [
            json.loads(run("aggregate", "--format", "json", *options, *files).out)["critics"]["reviews"]
            for options in ((), ("--distinct",))
        ]
        assert counts == [14, 7]
        assert run("aggregate", "--distinct", "--ordered", *files).status == Status.USAGE

    def test_fold_names(self, run: Run) -> None:
        """Names are one where told, and only there."""
        twice = f"{GAME}\n\f\n{GAME.replace('Boss Room', 'BOSS  ROOM')}".encode()
        apart, folded = (
            json.loads(run("aggregate", "--format", "json", "--by", "publication", *options, "-", stdin=twice).out)
            for options in ((), ("--fold-names",))
        )
        assert len(apart["critics"]["by_publication"]) == len(folded["critics"]["by_publication"]) + 1

    def test_no_page(self, run: Run) -> None:
        """Where there is no page, the totals are empty and the status says why."""
        status, out, err = run("aggregate", "no-such-file")
        assert status == Status.BAD_INPUT
        assert out.startswith("0 pages")
        assert "no-such-file: cannot be read: No such file or directory" in err


class TestRender:
    """`render` prints canonical text."""

    def test_canonical_text(self, run: Run, page: Path) -> None:
        """The text parses to the same sections, and is its own canonical text."""
        status, out, _ = run("render", page)
        assert status == Status.FINE
        assert parse(out).sections == parse(CRITICS).sections
        assert run("render", "-", stdin=out.encode()).out == out

    def test_many_pages(self, run: Run, page: Path) -> None:
        """The texts of several pages, one after the other, are read as these pages."""
        out = run("render", page, "-", page, stdin=GAME.encode()).out
        assert [p.sections for p in parse_all(out)] == [parse(text).sections for text in (CRITICS, GAME, CRITICS)]

    def test_what_no_text_can_say(self, run: Run) -> None:
        """A page that no text can say is reported with the place in it; the others are printed."""
        bad = {"file": "odd.txt", "sections": [{"type": "critics", "reviews": [{"number": 1, "publication": "a\nb"}]}]}
        good = run("parse", "-", stdin=CRITICS.encode()).out
        status, out, err = run("render", "-", stdin=json.dumps(bad).encode() + b"\n" + good.encode())
        assert status == Status.BAD_INPUT
        assert err.startswith("odd.txt: critics.reviews[0]")
        assert parse(out).sections == parse(CRITICS).sections


class TestSample:
    """`sample` prints the pages that come with the package."""

    def test_text_and_html(self, run: Run) -> None:
        """Each sample is printed as it is, and is a page for the other commands."""
        assert run("sample").out == CRITICS
        assert run("sample", "lantern-keepers").out == GAME
        html = run("sample", "--format", "html").out
        assert html == samples.read_html("blue-harbor")
        assert from_dict(json.loads(run("parse", "-", stdin=html.encode()).out)) == parse_html(html)

    def test_no_such_sample(self, run: Run) -> None:
        """What is not there is an error of usage that names what is."""
        assert "blue-harbor" in run("sample", "no-such-page").err
        assert run("sample", "lantern-keepers", "--format", "html").status == Status.USAGE
