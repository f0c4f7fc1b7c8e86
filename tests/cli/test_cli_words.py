"""The command line answers a word that it does not know with the one that is meant, and spells each choice one way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import click
import pytest

from commands import CRITICS, GAME, WRONG, Run
from reviewparse import ReviewError, aggregate, samples, score_bounds
from reviewparse.cli.commands import app
from reviewparse.cli.status import Status
from reviewparse.parsing import parse
from reviewparse.validation import validate
from reviewparse.vocabulary import KIND_WORDS, Kind


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(WRONG, "utf-8")
    return path


class TestHints:
    """A near miss is answered with the word that is meant."""

    def test_no_argument(self, run: Run) -> None:
        """Without an argument the command prints its help, and all is well."""
        status, out, err = run()
        assert (status, err) == (Status.FINE, "")
        assert out == run("--help").out

    @pytest.mark.parametrize(
        ("arguments", "hint"),
        [
            (["pars", "x"], "There is no command 'pars'. Did you mean 'parse'?"),
            (["check", "x"], "Did you mean 'validate'?"),
            (["format", "x"], "It is now called 'render'."),
            (["zzz"], "The commands are report, parse, validate, aggregate, render, sample, crawl."),
            (["report", "x", "--kind", "film"], "Did you mean 'movie'?"),
            (["report", "x", "--kind", "gmae"], "Did you mean 'game'?"),
            (["report", "x", "--kind", "albums"], "Did you mean 'music'?"),
            (["aggregate", "x", "--by", "publicaton"], "Did you mean 'publication'?"),
            (["parse", "x", "--format", "jsonlines"], "Did you mean 'jsonl'?"),
            (["validate", "x", "--fail-on", "warn"], "Did you mean 'warning'?"),
            (["sample", "lantern"], "Did you mean 'lantern-keepers'?"),
            (["parse", "x", "--formt", "csv"], "--format"),
            (["aggregate", "x", "--json"], "--json is now --format json."),
            (["sample", "--html"], "--html is now --format html."),
        ],
    )
    def test_near_misses(self, arguments: list[str], hint: str, run: Run) -> None:
        """A misspelled, earlier or other word for a command, an option or a choice."""
        status, out, err = run(*arguments)
        assert (status, out) == (Status.USAGE, "")
        assert hint in err

    def test_a_word_that_is_near_to_none(self, run: Run) -> None:
        """Of a word that is near to none, only the known ones are said."""
        err = run("report", "x", "--kind", "zzzz").err
        assert "'movie', 'tv', 'music', 'game'" in err
        assert "Did you mean" not in err

    def test_a_file_in_place_of_a_command(self, run: Run, page: Path) -> None:
        """A file without a command before it is answered with a command that shows it."""
        assert f"reviewparse report {page}" in run(page).err
        odd = page.with_name("a\x1b[2J b")
        odd.touch()
        assert "a [2J b'" in run(odd).err
        assert "The commands are" in run("x" * 5000).err

    @pytest.mark.parametrize("word", KIND_WORDS)
    def test_kinds_in_python(self, word: str) -> None:
        """The functions that take a kind refuse another word for one, and name the one that is meant."""
        parsed = parse(GAME)
        assert parsed.critics is not None
        for call in (lambda: score_bounds(parsed.critics, kind=word), lambda: aggregate([parsed], kind=word)):
            with pytest.raises(ReviewError, match=f"use '{KIND_WORDS[word]}'") as caught:
                call()
            assert caught.value.code == "unknown-kind"
        with pytest.raises(ReviewError, match="use one of movie, tv, music, game, or None"):
            score_bounds(parsed.critics, kind="zzzz")

    def test_other_words_are_no_kinds(self) -> None:
        """No word of the table is a kind itself."""
        assert not set(KIND_WORDS) & set(map(str, Kind))


class TestOneSpelling:
    """The same option has the same name in every command."""

    OPTIONS: ClassVar[dict[str, set[str]]] = {
        name: {option for each in command.params for option in each.opts} for name, command in app.commands.items()
    }

    def test_format(self) -> None:
        """A command that prints in several forms has `--format`; no other option chooses one."""
        with_forms = {name for name, options in self.OPTIONS.items() if "--format" in options}
        assert with_forms == {"parse", "validate", "aggregate", "sample"}
        assert not {"--json", "--html", "--csv", "--as"} & set().union(*self.OPTIONS.values())

    def test_output_and_quiet(self) -> None:
        """Every command that prints results takes `-o`, and every command that reports takes `-q`."""
        assert {name for name, options in self.OPTIONS.items() if {"-o", "--output"} <= options} == set(app.commands)
        assert {name for name, options in self.OPTIONS.items() if {"-q", "--quiet"} <= options} == set(app.commands) - {
            "sample"
        }

    def test_one_letter_has_one_meaning(self) -> None:
        """A short option is short for the same long one everywhere."""
        options = [each.opts for command in app.commands.values() for each in command.params if len(each.opts) > 1]
        pairs = {(short, long) for short, long, *_ in options}
        assert len({short for short, _ in pairs}) == len(pairs)

    def test_every_option_says_what_it_does(self) -> None:
        """No option is without help."""
        options = [each for command in app.commands.values() for each in command.params]
        assert [each.name for each in options if isinstance(each, click.Option) and not each.help] == []

    def test_what_an_option_takes_is_one_word_in_capitals(self) -> None:
        """So the help shows where a value stands."""
        options = [each for command in app.commands.values() for each in command.params]
        shown = {each.metavar for each in options if each.metavar is not None}
        assert {"FILE", "FOLDER", "N"} <= shown
        assert [each for each in shown if not re.fullmatch(r"[A-Z]+(?:\.\.\.)?", each)] == []


class TestOutputOption:
    """`-o` writes to a file what standard output would show."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["report"],
            ["parse"],
            ["parse", "--format", "csv"],
            ["validate"],
            ["validate", "--format", "jsonl"],
            ["aggregate"],
            ["aggregate", "--format", "json"],
            ["render"],
        ],
    )
    def test_file(self, arguments: list[str], run: Run, page: Path, tmp_path: Path) -> None:
        """The file holds the same bytes, and standard output nothing."""
        printed = run(*arguments, page)
        assert printed.out
        assert run(*arguments, page, "-o", tmp_path / "out") == printed._replace(out="")
        assert (tmp_path / "out").read_bytes().decode("utf-8") == printed.out

    def test_dash(self, run: Run, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """`-o -` is standard output."""
        monkeypatch.chdir(tmp_path)
        assert run("parse", page, "-o", "-") == run("parse", page)
        assert not Path("-").exists()

    def test_sample(self, run: Run, tmp_path: Path) -> None:
        """`sample` writes to a file, too."""
        assert run("sample", "-o", tmp_path / "out") == (Status.FINE, "", "")
        assert (tmp_path / "out").read_text("utf-8") == samples.read("blue-harbor")


class TestSeverities:
    """`validate` lists and fails by severity."""

    MIXED = WRONG.replace("  6. A small", "  2. A small").replace("  8. Reviewed", "  9. Reviewed")
    """A page with problems of each severity."""

    def test_the_page_has_all(self) -> None:
        assert {problem.severity for problem in validate(parse(self.MIXED))} == {"error", "warning", "info"}

    @pytest.mark.parametrize(("least", "kept"), [("info", 3), ("warning", 2), ("error", 1)])
    def test_min_severity(self, least: str, kept: int, run: Run) -> None:
        """`--min-severity` lists what is at least so severe; the counts are of all problems."""
        severities = ["error", "warning", "info"]
        problems = validate(parse(self.MIXED))
        _, out, err = run("validate", "-", "--min-severity", least, stdin=self.MIXED.encode())
        wanted = [problem.code for problem in problems if problem.severity in severities[:kept]]
        assert re.findall(r"^<stdin>:\d+: (\S+)", out, re.MULTILINE) == wanted
        assert f"{len(problems)} problems" in err

    @pytest.mark.parametrize(
        ("text", "statuses"),
        [(MIXED, (1, 1, 1, 0)), (CRITICS.replace("Positive: 10 out of 12", "Positive: 10 out of 13"), (0, 1, 1, 0))],
    )
    def test_fail_on(self, text: str, statuses: tuple[int, ...], run: Run) -> None:
        """`--fail-on` says from which severity on the status is 1; by default it is an error."""
        found = [
            run("validate", "-", "--fail-on", severity, stdin=text.encode()).status
            for severity in ("error", "warning", "info", "never")
        ]
        assert tuple(found) == statuses
        assert run("validate", "-", stdin=text.encode()).status == statuses[0]

    def test_jsonl(self, run: Run) -> None:
        """`--format jsonl` prints the same problems as objects."""
        out = run("validate", "-", "--format", "jsonl", stdin=self.MIXED.encode()).out
        trees = [json.loads(line) for line in out.splitlines()]
        assert trees == [
            {
                "file": "<stdin>",
                "line": problem.line,
                "code": problem.code,
                "severity": problem.severity,
                "path": problem.path,
                "message": problem.message,
            }
            for problem in validate(parse(self.MIXED))
        ]

    def test_quiet(self, run: Run) -> None:
        """`-q` leaves out the counts, and keeps the problems and the failures."""
        loud = run("validate", "-", "none", stdin=self.MIXED.encode())
        quiet = run("validate", "-", "none", "-q", stdin=self.MIXED.encode())
        assert quiet.out == loud.out
        assert quiet.err == "none: cannot be read: No such file or directory\n"
        assert loud.err.startswith(quiet.err)
        assert "problems" in loud.err


def sentences(command: click.Command) -> Iterator[str]:
    """What a command and each of its options say of themselves."""
    yield from (part for part in (command.help or "").split("\f")[0].split("\n\n") if "\b" not in part)
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    if isinstance(command, click.Group):
        yield command.get_short_help_str(200)
        for inner in command.commands.values():
            yield from sentences(inner)


def test_help_is_made_of_sentences() -> None:
    """Each paragraph of the help, and what each option says, ends with a full stop and holds nothing but words."""
    found = [" ".join(sentence.split()) for sentence in sentences(app)]
    assert len(found) > 40
    assert [each for each in found if not re.fullmatch(r"[A-Z\"][^~^`\\\\]*\.", each)] == []


@pytest.mark.parametrize(
    ("other", "command"),
    [
        ("show", "report"), ("check", "validate"), ("lint", "validate"), ("stats", "aggregate"),
        ("summary", "aggregate"),
    ],
)  # fmt: skip
def test_a_command_of_another_name(other: str, command: str, run: Run) -> None:
    """What other programs call a command is answered with its name here."""
    assert f"'{command}'" in run(other).err.splitlines()[-1]


@pytest.mark.parametrize("command", ["report", "parse", "validate", "aggregate", "render", "crawl"])
def test_usage_names_what_is_read(command: str, run: Run) -> None:
    """The first line of a command's help says how it is called; the help's own option is the last."""
    reads = "INPUT..." if command == "crawl" else "FILE..."
    shown = run(command, "--help").out
    assert shown.splitlines()[0] == f"Usage: reviewparse {command} [OPTIONS] {reads}"
    assert re.findall(r"^  (-[^ ]+)", shown, re.MULTILINE)[-1] == "-h,"
