"""What each terminal of the grammar matches: its words, its alternatives, and the bounds of its repeats.

`tests/terminals` has a file for each file of the grammar. Below the name of a terminal are texts, one on a line. The
terminal matches what is before `¦`, and no more, if what is after it follows. It does not match a text without `¦`. The
match begins at `▸`, or else where the text begins, and the text has to end at `■`, as where a whole line is compared.
`tests/support/marks.py` has the other marks; `∅` is an empty text.

The texts are kept here, apart from the grammar: a word that it loses, or a bound that moves, makes a test fail.
Most were found by a search for what tells a terminal from its mutants, and then checked by reading.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marks import unmarked
from reviewparse.review_grammar import FILES, terminal

FOLDER = Path(__file__).parents[1] / "terminals"


def texts() -> dict[str, list[str]]:
    """The texts of each terminal."""
    found: dict[str, list[str]] = {}
    name = ""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("    "):
                found[name].append(line.strip())
            elif line and not line.startswith("#"):
                name = line
                assert name not in found, f"{name} stands twice"
                found[name] = []
    return found


TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_terminal(name: str) -> None:
    """A terminal matches as much of each of its texts as the list says."""
    assert [as_matched(name, text) for text in TEXTS[name]] == TEXTS[name]


def as_matched(name: str, marked: str) -> str:
    """The text, with the mark where the terminal's match ends."""
    if marked.endswith("■"):
        return marked if terminal(name).fullmatch(unmarked(marked[:-1])) else marked[:-1]
    before, begin, rest = marked.rpartition("▸")
    plain = before + re.sub("[¦∅]", "", rest)
    match = terminal(name).match(unmarked(plain), len(before))
    end = len(plain) if match is None else match.end()
    return f"{before}{begin}{plain[len(before) : end]}{'¦' if match else ''}{plain[end:]}" or "∅"


def test_each_file_is_of_the_grammar() -> None:
    """The texts are ordered as the grammar is, and no terminal is without any."""
    assert {path.stem for path in FOLDER.glob("*.txt")} <= set(FILES)
    assert len(TEXTS) > 200
    assert [name for name, lines in TEXTS.items() if not lines] == []
