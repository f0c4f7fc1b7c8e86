"""Inputs, names and surroundings that are made to break a command: it answers each with a result or one sentence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import CRITICS, READERS, Run, finish, on_terminal, start
from reviewparse import CriticReview, CriticSection, ReviewPage, render, to_dict
from reviewparse.cli.output import UNSEEN, Results
from reviewparse.cli.status import Status

STEERING = "A\x1b[31m\x1b]0;name\x07B\x9b\u202eC"
"""What colors a terminal, names its window, rings its bell and turns a text around."""
SCRIPT = "import sys\nfrom reviewparse.cli import main\nif __name__ == '__main__':\n    sys.exit(main())"
"""What pip writes for the command."""


class TestNames:
    """Files are found once each, and nothing that was not named is waited for."""

    def test_glob_over_links_in_a_circle(self, run: Run, tmp_path: Path) -> None:
        """`**` does not go through links to folders, so a page below a link to a folder above is read once."""
        folder = tmp_path / "loop" / "a"
        folder.mkdir(parents=True)
        (folder / "page.txt").write_text(CRITICS, "utf-8")
        for name in ("b", "c"):  # two circles have 2^40 ways
            (folder / name).symlink_to("..")
        result = run("parse", f"{tmp_path}/loop/**/*.txt")
        assert (result.status, result.out.count("\n")) == (Status.FINE, 1)

    @pytest.mark.parametrize(
        ("pattern", "found"),
        [
            ("**/*.txt", ["a.txt", "x/b.txt", "x/y/c.txt"]),
            ("**/**/*.txt", ["a.txt", "x/b.txt", "x/y/c.txt"]),
            ("x/**", ["x/b.txt", "x/y/c.txt"]),
            ("**/y/**/c*", ["x/y/c.txt"]),
            ("*/**/b.txt", ["x/b.txt"]),
            (".h/**/*", [".h/d.txt"]),
            ("[x]/**/[bc].*", ["x/b.txt", "x/y/c.txt"]),
        ],
    )
    def test_any_number_of_folders(
        self, pattern: str, found: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`**` stands for any number of folders, none among them, and for no hidden ones."""
        monkeypatch.chdir(tmp_path)
        for name in ("a.txt", "x/b.txt", "x/y/c.txt", ".h/d.txt", ".e.txt"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(CRITICS, "utf-8")
        assert [json.loads(line)["file"] for line in run("parse", pattern).out.splitlines()] == found

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
    def test_pipe_in_a_glob(self, tmp_path: Path) -> None:
        """A pipe that a glob finds is left out: nobody may ever write to it."""
        os.mkfifo(tmp_path / "pipe.txt")
        (tmp_path / "page.txt").write_text(CRITICS, "utf-8")
        result = finish(start("validate", f"{tmp_path}/*.txt"))
        assert (result.status, result.err) == (Status.FINE, "1 page, 0 problems\n")

    def test_deep_folders(self, run: Run, tmp_path: Path) -> None:
        """A tree of folders may be deeper than Python's stack, and deeper than a name may be long."""
        if os.open not in os.supports_dir_fd:
            pytest.skip("no way to make such a tree here")
        (tmp_path / "page.txt").write_text(CRITICS, "utf-8")
        above = os.open(tmp_path, os.O_RDONLY)
        for _ in range(3000):
            os.mkdir("d", dir_fd=above)
            below = os.open("d", os.O_RDONLY, dir_fd=above)
            os.close(above)
            above = below
        os.close(above)
        result = run("parse", tmp_path)
        assert result.out.count("\n") == 1
        assert result.err.count("\n") <= 1  # where a name is too long for the system, it says so
        assert result.status == (Status.BAD_INPUT if result.err else Status.FINE)
        os.chdir(tmp_path)
        for _ in range(3000):
            os.chdir("d")
        for _ in range(3000):
            os.chdir("..")
            Path("d").rmdir()
        os.chdir(tmp_path.parent)


class TestSurroundings:
    """What the environment says is taken where it makes sense."""

    @pytest.fixture(autouse=True)
    def _interruptible(self) -> Iterator[None]:
        """A shell lets what it starts in the background ignore Ctrl-C, and each child would ignore it, too."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
        signal.signal(signal.SIGINT, before)

    @pytest.mark.parametrize("command", READERS)
    @pytest.mark.parametrize("columns", ["0", "00", "-1", "", "x", "²", "9" * 30, "9" * 5000])
    def test_columns_that_are_none(
        self, columns: str, command: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`COLUMNS=0`, and all else that is no width, is as if it were not set."""
        page = tmp_path / "page.txt"
        page.write_text(CRITICS, "utf-8")
        monkeypatch.setenv("LINES", columns)
        assert run(command, page, width=columns) == run(command, page, width=80)

    @pytest.mark.parametrize("encoding", ["punycode", "idna", "undefined", "utf-7", "utf-16", "utf-32", "cp037"])
    def test_encodings_of_other_things(self, encoding: str, run: Run) -> None:
        """Any encoding that Python knows reads any bytes or is refused with one sentence."""
        for data in (CRITICS.encode(), bytes(range(256)) * 3, b"<html>" + bytes(range(256)), b"\\N{x}\n\\ud800\n+AA"):
            result = run("parse", "-", "--encoding", encoding, stdin=data)
            assert result.status in (Status.FINE, Status.BAD_INPUT, Status.USAGE)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no signals to send here")
    @pytest.mark.parametrize("place", ["click", "rich", "reviewparse.records", "reviewparse.cli.commands"])
    @pytest.mark.parametrize("way", [SCRIPT, "import runpy; runpy.run_module('reviewparse', run_name='__main__')"])
    def test_interrupted_at_the_start(self, way: str, place: str) -> None:
        """Ctrl-C while the command is still being imported ends it without a traceback, however it was started."""
        first = (
            "import importlib.abc, os, signal\n"
            "class Interrupts(importlib.abc.MetaPathFinder):\n"
            "    def find_spec(self, name, *_):\n"
            f"        if name == {place!r}: os.kill(os.getpid(), signal.SIGINT)\n"
            f"sys.meta_path.insert(0, Interrupts())\n{way}"
        )
        result = finish(start("sample", first=first))
        assert (result.status, result.out, result.err) == (Status.INTERRUPTED, "", "")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no signals to send here")
    def test_interrupted_at_work(self, tmp_path: Path) -> None:
        """Ctrl-C while pages are read ends the command without a traceback, and leaves no half file."""
        out = tmp_path / "out.json"
        process = start("parse", "-", "-o", out, stdin=-1)
        assert process.stdin is not None
        process.stdin.write(CRITICS.encode())
        process.stdin.flush()
        while not any(tmp_path.iterdir()):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert finish(process) == (Status.INTERRUPTED, "", "")
        assert list(tmp_path.iterdir()) == []


class TestTerminal:
    """What a page holds does not steer the terminal of whoever looks at it."""

    def test_json(self, run: Run, tmp_path: Path) -> None:
        """JSON holds an escape for each character that steers a terminal, and is the same JSON."""
        page = tmp_path / "page.json"
        page.write_text(json.dumps(to_dict(ReviewPage(title=STEERING + "\ud800 \U000e0041"))), "utf-8")
        out = run("parse", page).out
        assert out.rstrip("\n").isprintable()
        assert json.loads(out)["title"] == STEERING + "\ud800 \U000e0041"

    def test_all_that_steers(self) -> None:
        """Every control, every mark of direction, every line end and every half of a pair is escaped in JSON."""
        for number in range(sys.maxunicode + 1):
            character = chr(number)
            steers = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or (
                unicodedata.bidirectional(character) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
            )
            assert not steers or number < 32 or UNSEEN.match(character), hex(number)  # json escapes those below 32

    @pytest.mark.slow
    @pytest.mark.skipif(sys.platform == "win32", reason="no terminals to make here")
    def test_terminal(self, tmp_path: Path) -> None:
        """`render` and CSV hold a text as it is in a file; on a terminal, every command leaves out what steers it."""
        reviews = (CriticReview(1, publication=STEERING, score=80),)
        text = render(ReviewPage((CriticSection(score=80, reviews=reviews),)))
        assert STEERING in text
        page = tmp_path / "page.txt"
        page.write_text(text, "utf-8")
        assert finish(start("render", page)).out == text
        assert STEERING in finish(start("parse", page, "--format", "csv")).out
        tables = ["parse --format csv", "parse --format rows", "aggregate --by publication", "aggregate --format json"]
        for command in ("render", "parse", "report", "validate", *tables):
            shown = on_terminal(*command.split(), page, NO_COLOR="1")
            assert shown
            assert [steers for steers in ("\x1b[31m", "\x1b]", "\x07", "\x9b", "\u202e") if steers in shown] == []

    def test_titles_of_pictures(self, run: Run, tmp_path: Path) -> None:
        """A title that no file or font can hold is drawn with spaces."""
        pytest.importorskip("matplotlib")
        page = tmp_path / "page.json"
        tree = to_dict(ReviewPage((CriticSection(score=80),), title=STEERING + "\ud800$x_"))
        page.write_text(json.dumps(tree), "utf-8")
        for name in ("out.svg", "out.png"):
            assert run("report", page, "--plot", tmp_path / name).status == Status.FINE
            assert (tmp_path / name).stat().st_size > 1000


class TestFiles:
    """`--output` names a file that is complete, or not there."""

    @pytest.mark.parametrize("command", ["parse", "render"])
    def test_output(self, command: str, run: Run, tmp_path: Path) -> None:
        """The file holds what would have been printed, and keeps its mode and the link that led to it."""
        page, out, link = tmp_path / "page.txt", tmp_path / "out", tmp_path / "link"
        page.write_text(CRITICS, "utf-8")
        out.write_text("before", "utf-8")
        out.chmod(0o640)
        link.symlink_to(out)
        printed = run(command, page).out
        assert run(command, page, "-o", link) == (Status.FINE, "", "")
        assert out.read_bytes().decode("utf-8") == printed
        assert link.is_symlink()
        assert out.stat().st_mode & 0o777 == 0o640
        assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "out", "page.txt"]

    def test_the_file_that_is_read(self, run: Run, tmp_path: Path) -> None:
        """No option writes over a file that is read, whatever link leads to it."""
        page, link, picture = tmp_path / "page.txt", tmp_path / "link", tmp_path / "page.svg"
        for place in (page, picture):
            place.write_text(CRITICS, "utf-8")
        link.symlink_to(page)
        cases = [("parse", page, "-o", page), ("render", page, "-o", link), ("report", picture, "--plot", picture)]
        for arguments in cases:
            status, out, err = run(*arguments)
            assert (status, out) == (Status.USAGE, "")
            assert "would overwrite" in err
        assert [page.read_text("utf-8"), picture.read_text("utf-8")] == [CRITICS, CRITICS]

    @pytest.mark.slow
    @pytest.mark.parametrize("argument", ["folder", "**"])
    def test_the_output_in_a_folder_that_is_read(self, argument: str, tmp_path: Path) -> None:
        """The file that the results go to is not read where it is found in a folder: it would grow without end."""
        folder = tmp_path / "folder"
        folder.mkdir()
        (folder / "a.txt").write_text(CRITICS, "utf-8")
        place = folder / "z.jsonl"
        for _ in range(2):
            with place.open("wb") as file:
                status, _, err = finish(start("parse", argument, stdout=file, cwd=tmp_path))
            assert (status, place.read_bytes().count(b"\n")) == (Status.FINE, 1)
            assert err.endswith("z.jsonl: not read, because the output goes there\n")
            assert finish(start("parse", argument, "-o", str(place), cwd=tmp_path)).status == Status.FINE
            assert place.read_bytes().count(b"\n") == 1

    def test_the_output_that_is_named(self, tmp_path: Path) -> None:
        """Where the user names the file that standard output goes to, that is a failure, through a pipe too."""
        page = tmp_path / "page.txt"
        page.write_text(CRITICS, "utf-8")
        for argument in (str(page), "-"):
            with page.open("rb") as read, page.open("ab") as file:
                status, _, err = finish(start("parse", argument, stdout=file, stdin=read))
            assert status == Status.BAD_INPUT
            assert err.endswith(": is not read, because the output goes there\n")
        assert page.read_text("utf-8") == CRITICS

    @pytest.mark.skipif(not hasattr(signal, "SIGTERM") or sys.platform == "win32", reason="a signal of POSIX")
    def test_asked_to_end(self, tmp_path: Path) -> None:
        """A process that is asked to end leaves no unfinished file, and says so in its exit status."""
        place = tmp_path / "out"
        process = start("parse", "-", "-o", str(place), stdin=subprocess.PIPE)
        while not list(tmp_path.iterdir()):
            time.sleep(0.01)
        process.terminate()
        assert finish(process) == (143, "", "")
        assert list(tmp_path.iterdir()) == []

    def test_stopped_when_the_file_is_there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C at the moment at which the unfinished file is made leaves none."""
        made: list[Path] = []
        whole = Path.open

        def stopped(path: Path, mode: str) -> None:
            whole(path, mode).close()
            made.append(path)
            raise KeyboardInterrupt

        monkeypatch.setattr(Path, "open", stopped)
        with pytest.raises(KeyboardInterrupt), Results(tmp_path / "out"):
            pass
        assert len(made) == 1
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("place", ["none/out", "."])
    def test_no_such_place(self, place: str, run: Run, tmp_path: Path) -> None:
        """A file that cannot be written is one sentence."""
        page = tmp_path / "page.txt"
        page.write_text(CRITICS, "utf-8")
        status, out, err = run("parse", page, "-o", tmp_path / place)
        assert status in (Status.NO_OUTPUT, Status.USAGE)
        assert (out, "Error: " in err) == ("", True)

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
    def test_full_disk(self, run: Run, tmp_path: Path) -> None:
        """Neither is a full disk more than that."""
        page = tmp_path / "page.txt"
        page.write_text(CRITICS, "utf-8")
        sentence = "Error: the output cannot be written: No space left on device\n"
        assert run("parse", page, "-o", "/dev/full") == (Status.NO_OUTPUT, "", sentence)

    def test_a_broken_line_of_json(self, run: Run) -> None:
        """A line of JSON that is cut off is reported under its own number."""
        good = run("parse", "-", stdin=CRITICS.encode()).out
        _, out, err = run("parse", "-", stdin=f'{good}{{"a": \n{good}'.encode())
        assert (out, err.split(" ")[0]) == (good * 2, "<stdin>:2:")
