"""The engine: reads text by a grammar in Lark's notation, without Lark.

`Engine(source).blocks(text)` tiles a text into blocks, in order: a rule, the line where it begins and what matched. It
knows grammar files and nothing of what they describe. It is linear in the text and never fails: a line that fits
nowhere is a block of the grammar's rule for other lines. It is computed from the grammar alone, and Lark's own parse
of the same grammar yields the same blocks.

A grammar that the engine reads has three parts.

- Its `start` rule is `start: _BLANK? _page`: what may stand before everything, and a rule that lists the *states*.
- The rule of a state is left-linear: each alternative is a state and what is read in it, `_list: _list item | _top
  heading`, so these rules are a state machine as they stand. One state, where a text begins, has an empty alternative.
- What is read there is a *block*: a rule of whole lines without recursion, hence a regular expression over terminals.
  What opens a block looks ahead far enough that the block completes, so repeats are possessive and nothing is ever
  given back. At one place the terminals are tried in the order of their priorities.

The *fields* of a block are the terminals and rules without a leading underscore that its rule names, in their order; a
field that several alternatives name is one field, and where a block has one twice, it is the first.
"""

from __future__ import annotations

from reviewparse.engine.forms import Form, Rule, State
from reviewparse.engine.machine import Block, Engine

__all__ = ["Block", "Engine", "Form", "Rule", "State"]
