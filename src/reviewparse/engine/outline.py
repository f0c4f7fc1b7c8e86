"""The machine of a grammar as plain data, so that what it takes to work one out need not be done in each process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from reviewparse.engine.compiler import Form, Machine, Rule, State

__all__ = ["Outline", "machine_of", "outline_of"]

Outline: TypeAlias = "tuple[Any, ...]"
"""Nothing but tuples, strings and numbers: Python writes and reads them as they are."""


def outline_of(machine: Machine) -> Outline:
    """All that was worked out of a grammar, and all that would be when a text needs it."""
    places = {form: (rule.number, place) for rule in machine.rules for place, form in enumerate(rule.forms)}
    return (
        tuple((rule.name, rule.fields, tuple(_said(rule, form) for form in rule.forms)) for rule in machine.rules),
        tuple((state.name, state.other, _reads(state, places)) for state in machine.states),
        machine.leading.pattern,
        machine.lines.pattern,
        tuple(machine.words),
        machine.other.number,
    )


def _reads(state: State, places: Mapping[Form, tuple[int, int]]) -> Outline:
    return tuple((*places[form], target) for form, target in zip(state.forms, state.targets, strict=True))


def _said(rule: Rule, form: Form) -> Outline:
    following, slots = rule.read[1][form]
    hints = tuple(map(form.hint, range(len(form.lengths))))
    begins = tuple(form.beginnings), tuple(form.words), form.is_first
    return (tuple(form.openings), form.priority, form.opening_text, hints, following, tuple(slots), *begins)


def machine_of(outline: Outline, terminals: Mapping[str, str]) -> Machine:
    """The machine that an outline is of; `terminals` has the regular expressions of the grammar's terminals."""
    rules_said, states_said, leading, lines, words, other = outline
    rules = [_rule(number, said, terminals) for number, said in enumerate(rules_said)]
    states = []
    for number, (name, to_other, reads) in enumerate(states_said):
        pairs = [(rules[rule].forms[place], target) for rule, place, target in reads]
        states.append(State(number, name, pairs, to_other))
    return Machine(states, rules, re.compile(leading), re.compile(lines), list(words), rules[other].forms[0])


def _rule(number: int, said: Outline, terminals: Mapping[str, str]) -> Rule:
    name, fields, forms = said
    rule = Rule(name, number)
    read = {}
    for openings, priority, opening, hints, following, slots, beginnings, words, is_first in forms:
        form = Form(rule, openings, terminals.__getitem__, priority)
        form.hints = hints
        vars(form).update(opening_text=opening, beginnings=beginnings, words=words, is_first=is_first)
        read[form] = following, slots
        rule.forms.append(form)
    vars(rule)["read"] = fields, read
    return rule
