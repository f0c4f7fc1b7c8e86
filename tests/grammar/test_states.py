"""How a page is read from one state to the next: what may stand where, and where that leads.

The ways are kept there, apart from the grammar: one that is lost, or that leads elsewhere, shows here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reviewparse.review_grammar import engine
from states import BLOCKS, STATES, WAYS


def walk(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Where each block of a text begins, the state that it is read in, its rule, and the state that it leads to."""
    states = engine().states
    state = states[0]
    for block in engine().blocks(text):
        before = state
        place = state.forms.index(block.form) if block.form in state.forms else None
        state = states[state.other if place is None else state.targets[place]]
        yield block.start, before.name, block.rule.name, state.name


def read_in(state: str, block: str) -> tuple[str, str] | None:
    """As what a block's text is read in a state, and the state that this leads to; `None` where the two do not meet."""
    above = STATES[state].partition("¦")[0]
    for start, before, rule, after in walk(above + BLOCKS[block]):
        if start == len(above):
            return (rule, after) if before == state else None
    return None


@pytest.mark.parametrize("state", STATES)
def test_text_of_a_state(state: str) -> None:
    """The text of a state ends in it."""
    above, _, ahead = STATES[state].partition("¦")
    assert [after for start, _, _, after in walk(above + ahead) if start < len(above)][-1] == state


@pytest.mark.parametrize("block", BLOCKS)
def test_ways(block: str) -> None:
    """A block is read in these states and in no other, and leads where it should."""
    found = {state: read_in(state, block) for state in STATES}
    assert {state: read[1] for state, read in found.items() if read and read[0] == block} == WAYS[block]


def test_all_states_are_tried() -> None:
    """No state of the grammar is without a text, and no block; every state is reached."""
    assert set(BLOCKS) == {rule.name for rule in engine().rules}
    assert set(STATES) == {state.name for state in engine().states}
    assert {leads for ways in WAYS.values() for leads in ways.values()} == set(STATES)
