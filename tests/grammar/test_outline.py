"""An engine is plain data, too: what is made of that reads as what is made of the grammar."""

from __future__ import annotations

from ast import literal_eval
from pathlib import Path

import pytest

from reviewparse.engine import Engine
from reviewparse.review_grammar import prepared, source

PAGES = sorted((Path(__file__).parents[1] / "pages").rglob("*.txt"))


def stored() -> Engine:
    """The engine of the review page, made of what was written down of it."""
    written: dict[str, object] = {}
    for line in prepared().splitlines()[1:]:
        name, _, value = line.partition(" = ")
        written[name] = literal_eval(value)
    assert list(written) == ["CHECKSUM", "OUTLINE", "TERMINALS"]
    return Engine.of_outline(written["OUTLINE"], written["TERMINALS"])  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def from_data() -> Engine:
    return stored()


@pytest.fixture(scope="module")
def from_grammar() -> Engine:
    return Engine(source())


def test_an_outline_is_all_that_the_engine_is(from_data: Engine) -> None:
    """Written, read and written again, an outline is the same; so is all that the machine has of its forms."""
    own = Engine(source())
    assert from_data.outline == own.outline
    assert len(from_data.rules) == len(own.rules) > 50
    for mine, other in zip(own.rules, from_data.rules, strict=True):
        assert (mine.name, mine.number, mine.fields) == (other.name, other.number, tuple(other.fields))
        for form, same in zip(mine.forms, other.forms, strict=True):
            assert (form.opening_text, form.rest_text) == (same.opening_text, same.rest_text)
            assert (form.patterns, form.is_first) == (same.patterns, same.is_first)
            assert (form.opening_step, form.rest_step) == (same.opening_step, same.rest_step)
            assert (form.fields, form.groups) == (same.fields, same.groups)


def test_states(from_data: Engine) -> None:
    """The states of both have the same forms that may always stand and that a line may begin with."""
    for mine, other in zip(Engine(source()).states, from_data.states, strict=True):
        assert (mine.name, mine.other, mine.goes_on) == (other.name, other.other, other.goes_on)
        for letters in ("Meta", "1. Th", "Univ", "Oct 7", "    a"):
            names = [[(form.rule.name, to) for form, to in state.choices[letters]] for state in (mine, other)]
            assert names[0] == names[1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_blocks(path: Path, from_data: Engine, from_grammar: Engine) -> None:
    """Each page has the same blocks, with the same fields in the same places."""
    text = path.read_text("utf-8")
    text = text if text.endswith("\n") else text + "\n"
    found = [
        [
            (block.rule.name, block.line, block.start, block.end, block.texts(), block.spans())
            for block in own.blocks(text)
        ]
        for own in (from_grammar, from_data)
    ]
    assert found[0] == found[1]
