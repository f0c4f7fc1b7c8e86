"""The machine of a grammar as plain data, so that what it takes to work one out need not be done in each process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from reviewparse.engine.forms import Form, Machine, Rule, State
from reviewparse.engine.steps import Terminals, terminals_of

__all__ = ["Outline", "machine_of", "outline_of"]

Outline: TypeAlias = "tuple[Any, ...]"
"""Nothing but tuples, strings and numbers: Python writes and reads them as they are."""


def outline_of(machine: Machine) -> Outline:
    """All that was worked out of a grammar, and all that would be when a text needs it."""
    forms = [form for rule in machine.rules for form in rule.forms]
    numbers = {form: number for number, form in enumerate(forms)}
    return (
        tuple((rule.name, rule.fields, tuple(map(_said, rule.forms))) for rule in machine.rules),
        tuple((state.name, state.other, _numbers(state, numbers), tuple(state.targets)) for state in machine.states),
        machine.leading.pattern,
        machine.lines,
        tuple(machine.words),
        machine.other.number,
        tuple((name, machine.terminals.parts(name)) for name in sorted(_terminals(forms))),
        tuple((name, machine.terminals.hints(name)) for name in sorted({form.openings[0] for form in forms})),
    )


def _numbers(state: State, numbers: Mapping[Form, int]) -> Outline:
    return tuple(numbers[form] for form in state.forms)


def _said(form: Form) -> Outline:
    begins = tuple(form.beginnings), tuple(form.words)
    return (form.opening_step, form.rest_step, tuple(form.openings), form.priority, *begins)


def _terminals(forms: Iterable[Form]) -> set[str]:
    """The terminals that may be taken in steps."""
    return {name for form in forms for step in (form.opening_step, form.rest_step) for name in terminals_of(step)}


def machine_of(outline: Outline, terminals: Mapping[str, str]) -> Machine:
    """The machine that an outline is of; `terminals` has the regular expressions of the grammar's terminals."""
    rules_said, states_said, leading, lines, words, other, parts, hints = outline
    known = Terminals(terminals.__getitem__, dict(parts).__getitem__, dict(hints).__getitem__)
    rules = [_rule(number, said, known) for number, said in enumerate(rules_said)]
    forms = [form for rule in rules for form in rule.forms]
    states = []
    for number, (name, to_other, said, targets) in enumerate(states_said):
        states.append(State(number, name, [forms[form] for form in said], targets, to_other))
    other_form = rules[other].forms[0]
    return Machine(states, rules, known, re.compile(leading), lines, list(words), other_form)


def _rule(number: int, said: Outline, terminals: Terminals) -> Rule:
    name, fields, forms = said
    rule = Rule(name, number)
    vars(rule)["fields"] = fields
    for opening, rest, openings, priority, beginnings, words in forms:
        rule.forms.append(Form(rule, opening, rest, openings, terminals, priority, beginnings, words))
    return rule
