"""The command line meets every kind of input and output: it goes on, says what happened, and never breaks off."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import CRITICS, GAME, READERS, Run, finish, on_terminal, scores, start
from reviewparse import from_dict, read, samples
from reviewparse.cli import main
from reviewparse.cli.status import Status

ROOT = Path(__file__).parents[2]


class TestFiles:
    """Where pages come from."""

    def test_folder(self, run: Run, tmp_path: Path) -> None:
        """A folder stands for all files in it and below it, sorted, but for hidden ones; the suffix says nothing."""
        for name in ("b.html", "a.dat", "below/c", ".hidden.txt", ".git/page.txt"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(CRITICS, "utf-8")
        found = scores(run("parse", tmp_path))
        assert found == [[str(tmp_path / name), 12] for name in ("a.dat", "b.html", "below/c")]

    def test_glob(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A glob that the shell left alone is expanded; a file whose name looks like one is that file."""
        monkeypatch.chdir(tmp_path)
        for name in ("a1.txt", "a2.txt", "b.txt", "[1].txt"):
            Path(name).write_text(CRITICS, "utf-8")
        assert scores(run("parse", "a?.txt")) == [["a1.txt", 12], ["a2.txt", 12]]
        assert scores(run("parse", "[1].txt")) == [["[1].txt", 12]]
        assert scores(run("parse", str(tmp_path / "*" / ".." / "b.*"))) == []

    def test_standard_input(self, run: Run) -> None:
        """`-` is standard input, whatever it holds."""
        for data in (CRITICS.encode(), samples.read_html("blue-harbor").encode()):
            assert scores(run("parse", "-", stdin=data)) == [["<stdin>", 12]]

    def test_many_pages_in_one_file(self, run: Run) -> None:
        """A dump of several pages gives them all."""
        dump = f"{CRITICS}\n\f\n{GAME}\n\f\nA letter.\n\f\n{CRITICS}"
        result = run("parse", "-", stdin=dump.encode())
        assert scores(result) == [["<stdin>", 12], ["<stdin>", 7], ["<stdin>", 12]]
        line = dump[: dump.index("A letter.")].count("\n") + 1
        assert result.err.startswith(f"<stdin>:{line}: there is no review section here")

    def test_html_by_content(self, run: Run, tmp_path: Path) -> None:
        """HTML is told by what it holds, text in a file called `.html` too."""
        html, text = tmp_path / "page.txt", tmp_path / "page.html"
        html.write_text(samples.read_html("blue-harbor"), "utf-8")
        text.write_text(CRITICS, "utf-8")
        assert scores(run("parse", html, text)) == [[str(html), 12], [str(text), 12]]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
    def test_utf8(self, encoding: str, run: Run) -> None:
        """UTF-8 is read as it is, with or without a byte order mark."""
        assert "Anselm Rüdiger" in run("report", "-", stdin=CRITICS.encode(encoding)).out

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16(self, encoding: str, run: Run) -> None:
        """UTF-16 with a byte order mark is read as the library reads it, a cut last character too."""
        data = ("\ufeff" + CRITICS).encode(encoding)
        for saved in (data, data + b"x"):
            result = run("parse", "-", stdin=saved)
            assert result.status == Status.FINE
            assert from_dict({**json.loads(result.out)}) == read(saved)

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("shape", ["jsonl", "json"])
    def test_json_in_utf16(self, shape: str, encoding: str, run: Run) -> None:
        """JSON that a shell has saved in UTF-16, as PowerShell does, is the JSON that it was."""
        pages = run("parse", "--format", shape, "-", stdin=f"{CRITICS}\n\f\n{GAME}".encode()).out
        assert run("parse", "-", stdin=("\ufeff" + pages).encode(encoding)) == run("parse", "-", stdin=pages.encode())
        status, _, err = run("parse", "-", stdin=("\ufeff\n" + pages[:-9]).encode(encoding))
        assert (status, err) == run("parse", "-", stdin=("\n" + pages[:-9]).encode())[::2]

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-32-be"])
    def test_other_encodings(self, encoding: str, run: Run) -> None:
        """Any other encoding is reported, not guessed, and `--encoding` reads it."""
        data = CRITICS.replace("»", ">").encode(encoding, "replace")
        status, out, err = run("parse", "-", stdin=data)
        assert (status, out) == (Status.BAD_INPUT, "")
        assert "--encoding" in err
        assert "Anselm Rüdiger" in run("parse", "-", "--encoding", encoding, stdin=data).out

    @pytest.mark.parametrize("encoding", ["no-such-encoding", "hex", "idna", "\0"])
    def test_encoding_that_is_none(self, encoding: str, run: Run) -> None:
        """What names no encoding of text is an error of usage."""
        status, _, err = run("parse", "-", "--encoding", encoding)
        assert status == Status.USAGE
        assert "is not the name of an encoding" in err


class TestFailures:
    """What cannot be read or parsed is reported with its place; the others go on; the exit status says so."""

    def test_name_that_no_file_has(self, run: Run) -> None:
        """A name with a character that no name can have is reported as a file that cannot be opened."""
        status, out, err = run("parse", "pier\0.txt", stdin=CRITICS.encode())
        assert (status, out) == (Status.BAD_INPUT, "")
        assert "null byte" in err

    def test_name_that_is_too_long(self, run: Run) -> None:
        """A name that is longer than any file's is reported like one that no file has."""
        name = "x" * 5000
        assert run("parse", name) == (Status.BAD_INPUT, "", f"{name}: cannot be read: File name too long\n")

    def test_an_address_is_no_file(self, run: Run) -> None:
        """An address in place of a file is answered with what to do."""
        address = "https://site.example/movie/blue-harbor"
        advice = "cannot be read: nothing is fetched from the web; save the page, and name the file"
        assert run("parse", address) == (Status.BAD_INPUT, "", f"{address}: {advice}\n")

    def test_each_failure_is_one_line(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Every kind of unreadable file has its line, `file:line: message`, and the good page is still printed."""
        monkeypatch.chdir(tmp_path)
        bad = {
            "binary": (
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
                "binary: this is a binary file. If it is a text, --encoding says",
            ),
            "broken": (b'{\n"sections": [\n', "broken:3: this is not JSON"),
            "deep": (b"[" * 200_000, "deep:1: this JSON cannot be read: maximum recursion depth"),
            "empty": (b"", "empty: this file is empty"),
            "latin": (b"Metascore\ncaf\xe9\n", "latin:2: byte 0xE9 is not UTF-8"),
            "numbers": (b'[{"sections": []}, 2]', "numbers:1: [1]: a page should be an object, not 2"),
            "other": (b"A letter.\n\nNo page.\n", "other:1: "),
            "strange": (b'{"sections": [{"type": "users", "a": 1}]}', "strange:1: sections[0].a: expected a key of"),
        }
        for name, (data, _) in bad.items():
            Path(name).write_bytes(data)
        Path("folder").mkdir()
        Path("page").write_text(CRITICS, "utf-8")
        result = run("parse", *bad, "folder", "none", "x*", "page")
        assert result.status == Status.BAD_INPUT
        assert scores(result) == [["page", 12]]
        expected = [beginning for _, beginning in bad.values()]
        expected += [
            "folder: there is no file",
            "none: cannot be read: No such file or directory",
            "x*: no file matches",
        ]
        lines = sorted(result.err.splitlines())
        assert len(lines) == len(expected)
        for line, beginning in zip(lines, sorted(expected), strict=True):
            assert line.startswith(beginning)

    def test_lines_of_json_go_on(self, run: Run) -> None:
        """A line of JSON that is no page is reported with its number, and the lines after it are read."""
        good = run("parse", "-", stdin=CRITICS.encode()).out
        lines = f'{good}{{"sections": 1}}\n\n{{oops}}\n{good}'.encode()
        status, out, err = run("parse", "-", stdin=lines)
        assert (status, out) == (Status.BAD_INPUT, good * 2)
        assert [line.split(" ")[0] for line in err.splitlines()] == ["<stdin>:2:", "<stdin>:4:"]
        status, out, err = run("parse", "-", stdin=f"{good[:99]}\n{good}".encode())
        assert (status, out, err[:11]) == (Status.BAD_INPUT, good, "<stdin>:1: ")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_special_files(self, run: Run, tmp_path: Path) -> None:
        """In a folder, a pipe is passed over, since it may never end, and a broken link is reported."""
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "link").symlink_to(tmp_path / "nowhere")
        (tmp_path / "loop").symlink_to(tmp_path)
        status, out, err = run("parse", tmp_path)
        assert (status, out) == (Status.BAD_INPUT, "")
        assert err == f"{tmp_path / 'link'}: cannot be read: No such file or directory\n"

    @pytest.mark.parametrize("command", READERS)
    def test_status_of_each_command(self, command: str, run: Run, tmp_path: Path) -> None:
        """Every command that reads says by its status that something could not be read, and works on the rest."""
        page = tmp_path / "page.txt"
        page.write_text(CRITICS, "utf-8")
        whole, broken = run(command, page), run(command, page, "no-such-file")
        assert (whole.status, broken.status) == (Status.FINE, Status.BAD_INPUT)
        assert broken.out == whole.out

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        command=st.sampled_from(READERS),
        data=st.binary(max_size=200)
        | st.builds(
            lambda text, place, part: text[: place % len(text)] + part + text[place % len(text) :],
            st.sampled_from([CRITICS.encode(), GAME.encode(), samples.read_html("blue-harbor").encode()]),
            st.integers(0),
            st.binary(max_size=20),
        ),
    )
    def test_any_bytes(self, command: str, data: bytes, tmp_path: Path) -> None:
        """Whatever a file holds, the command ends with a status of its own and no traceback."""
        path = tmp_path / "any"
        path.write_bytes(data)
        written = io.BytesIO()
        out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(written, "utf-8", write_through=True)
        with redirect_stdout(out), redirect_stderr(err):
            status = main([command, str(path)])
        said = written.getvalue().decode("utf-8")
        assert status in {Status.FINE, Status.BAD_INPUT, Status.PROBLEM_FOUND}
        assert (status == Status.BAD_INPUT) == said.startswith(str(path))


class TestOutput:
    """Where results go."""

    @pytest.mark.parametrize("arguments", [["parse"], ["report"], ["render"], ["validate"]])
    def test_closed_pipe(self, arguments: list[str], tmp_path: Path) -> None:
        """A reader that stops reading ends the command quietly, as `| head` does."""
        dump = tmp_path / "dump.txt"
        dump.write_text(f"{CRITICS.replace('of 12', 'of 7')}\n\f\n" * 300, "utf-8")
        process = start(*arguments, str(dump))
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        assert finish(process) == (Status.PIPE_CLOSED, "", "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
    @pytest.mark.parametrize("arguments", [["sample"], ["report", "--sample"], ["--help"]])
    def test_full_disk(self, arguments: list[str]) -> None:
        """Output that cannot be written is one clear sentence."""
        with Path("/dev/full").open("wb") as full:
            status, _, err = finish(start(*arguments, stdout=full))
        assert status == Status.NO_OUTPUT
        assert err == "Error: the output cannot be written: No space left on device\n"

    @pytest.mark.parametrize(
        ("module", "arguments", "sentence"),
        [
            ("click", ["sample"], 'The command line needs click: pip install "reviewparse[cli]"\n'),
            ("rich", ["sample"], 'The command line needs rich: pip install "reviewparse[cli]"\n'),
            ("matplotlib", ["report", "--sample", "--plot", "x.svg"], "Error: Pictures need matplotlib: pip install "),
        ],
    )
    def test_missing_extra(self, module: str, arguments: list[str], sentence: str) -> None:
        """An extra that is not installed is one sentence that says how to install it."""
        status, out, err = finish(start(*arguments, first=f"sys.modules[{module!r}] = None"))
        assert (status, out) == (Status.NO_OUTPUT, "")
        assert err.startswith(sentence)
        assert err.count("\n") == 1

    def test_html_needs_no_extra(self, tmp_path: Path) -> None:
        """HTML is read where lxml is not installed."""
        html = tmp_path / "a"
        html.write_text(samples.read_html("blue-harbor"), "utf-8")
        result = finish(start("parse", html, first="sys.modules['lxml'] = None"))
        assert (result.status, result.err) == (Status.FINE, "")
        assert scores(result) == [[str(html), 12]]


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals to make here")
class TestTerminal:
    """On a terminal there are colors and progress, elsewhere there are not."""

    @pytest.mark.slow
    @pytest.mark.parametrize("command", ["report", "validate"])
    def test_colors(self, command: str, tmp_path: Path) -> None:
        """Colors are for terminals, and not for those whose user asks for none."""
        page = tmp_path / "page.txt"
        page.write_text(CRITICS.replace("Positive: 10", "Positive: 13"), "utf-8")
        assert "\x1b[1;31m" in on_terminal(command, page)
        assert "\x1b[1;31m" not in on_terminal(command, page, NO_COLOR="1")
        assert "\x1b" not in finish(start(command, page)).out

    @pytest.mark.slow
    def test_progress(self, tmp_path: Path) -> None:
        """Work that takes long shows how far it is, and nothing of that is left in the results."""
        for number in range(3):
            (tmp_path / f"{number}.txt").write_text(CRITICS, "utf-8")
        impatient = "import reviewparse.cli.progress as progress; progress.PATIENCE = -1"
        seen = on_terminal("aggregate", tmp_path, first=impatient)
        assert "of 3 files" in seen
        assert "3 pages" in seen
        patient = impatient.replace("-1", "1000")
        assert "of 3 files" not in on_terminal("aggregate", tmp_path, first=patient)
        assert finish(start("aggregate", tmp_path, first=impatient)).err == ""


class TestHelp:
    """What the command says of itself."""

    @pytest.mark.parametrize("command", [*READERS, "sample"])
    def test_examples(self, command: str, run: Run) -> None:
        """Each command's help has examples, and each of them is a call that the command understands."""
        status, out, _ = run(command, "--help")
        assert status == Status.FINE
        _, _, examples = out.partition("Examples:")
        lines = [line.strip() for line in examples.splitlines() if line.strip()]
        assert lines
        assert [line for line in lines if not re.search(rf"\breviewparse (?:{command}|parse|sample)\b", line)] == []

    def test_exit_statuses(self, run: Run) -> None:
        """The help and the docs list every exit status."""
        _, help_text, _ = run("--help")
        page = (ROOT / "docs" / "cli.md").read_text("utf-8")
        for status in Status:
            assert re.search(rf"^ +{status.value} ", help_text, re.MULTILINE), status
            assert re.search(rf"^\| {status.value} \|", page, re.MULTILINE), status

    @pytest.mark.parametrize("arguments", [["no-such-command"], ["parse"], ["parse", "--no-such-option", "x"]])
    def test_usage(self, arguments: list[str], run: Run) -> None:
        """A command line that cannot be understood is an error of usage."""
        assert run(*arguments).status == Status.USAGE

    def test_version(self, run: Run) -> None:
        """`--version` is the installed package's; a checkout has none."""
        assert re.fullmatch(r"reviewparse(?: \d+\.\d+\.\d+.*|, from a checkout)\n", run("--version").out)

    def test_module(self) -> None:
        """`python -m reviewparse` is the same command."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(item for item in sys.path if item)}
        command = [sys.executable, "-m", "reviewparse", "sample"]
        assert subprocess.run(command, env=environment, capture_output=True, check=True).stdout == CRITICS.encode()
