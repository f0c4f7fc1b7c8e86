"""`tests/states.txt`, for tests: the states of the reader, and the blocks that are read in them.

The file names each state with a text that ends in it, as far as `¦`, and then each block with a text of it. Below
blocks stand the states that they lead to, each with those in which they are read: `_critic_list < _critics` is from
`_critics` to `_critic_list`. In all other states the text is read as something else. `marks.py` has the other marks.
"""

from __future__ import annotations

from pathlib import Path

from marks import unmarked

STATES: dict[str, str] = {}
BLOCKS: dict[str, str] = {}
WAYS: dict[str, dict[str, str]] = {}
_named: list[str] = []
for row in (Path(__file__).parents[1] / "states.txt").read_text("utf-8").splitlines():
    name, _, value = row.strip().partition(" ")
    if row.startswith("    "):
        for block in _named:
            WAYS[block] |= dict.fromkeys(value.removeprefix("< ").split(), name)
    elif name.startswith("_"):
        STATES[name] = unmarked(value)
    elif row and not row.startswith("#"):
        BLOCKS[name], WAYS[name] = unmarked(value), {}
        _named.append(name)
    else:
        _named = []
