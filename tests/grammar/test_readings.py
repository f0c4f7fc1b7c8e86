"""What the rules of the grammar read: for each text of `tests/readings`, these blocks with these fields.

Below a text stand its blocks in their order, one a line, each with its fields, and at last the state in which the text
ends, where only that tells two readings apart. `↵` is a line's end, `→` a tab, `␣` a space, `⍽` a NO-BREAK SPACE.

The blocks are kept here, apart from the grammar: an optional part that is lost there, an alternative, or a
way from one state to the next, shows here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from marks import as_marked, unmarked
from reviewparse.review_grammar import FILES, engine

FOLDER = Path(__file__).parents[1] / "readings"
OTHER = "other_line"


def readings() -> Iterator[tuple[str, list[str]]]:
    """Each text, and what is read from it."""
    for path in sorted(FOLDER.glob("*.txt")):
        for part in re.split(r"\n(?:#.*)?\n", path.read_text("utf-8").strip("\n")):
            text, *lines = [line for line in part.splitlines() if not line.startswith("#")]
            yield text, [line.strip() for line in lines]


READINGS = dict(readings())


def read(text: str) -> list[str]:
    """The blocks of a text with their fields, and the state in which it ends."""
    blocks = engine().blocks(text)
    found = []
    try:
        while True:
            block = next(blocks)
            if block.rule.name == OTHER:
                found += [f"{OTHER} | {as_marked(line)}" for line in block.source.split("\n") if line.strip()]
                continue
            fields = zip(block.rule.fields, block.spans(), strict=True)
            said = [f"{name} {as_marked(text[slice(*span)])}" for name, span in fields if span is not None]
            found.append(" | ".join([block.rule.name, *said]))
    except StopIteration as end:
        return [*found, f"… {end.value.name}"]


@pytest.mark.parametrize("text", READINGS)
def test_reading(text: str) -> None:
    """A text is the blocks that stand below it."""
    expected = READINGS[text]
    found = read(unmarked(text))
    assert found[: len(expected)] == expected
    assert len(expected) >= len(found) - 1


def test_there_is_a_file_for_each_of_the_grammar() -> None:
    """The readings are ordered as the grammar is, and no text stands twice."""
    assert {path.stem for path in FOLDER.glob("*.txt")} <= set(FILES)
    assert len(list(readings())) == len(READINGS) > 10
