"""Compiles a grammar: each block of lines to forms, the rules of the states to a state machine."""

from __future__ import annotations

import re

from reviewparse.engine.beginnings import beginnings, by_case, letters_of, one_of, words
from reviewparse.engine.expressions import hints_of, in_parts, stages_of
from reviewparse.engine.forms import Form, Machine, Rule, State
from reviewparse.engine.notation import Part, Symbol
from reviewparse.engine.patterns import Grammar, grammar_of, name_of, parts_of
from reviewparse.engine.steps import Terminals, looked_for, openings_of, regex_of, split

__all__ = ["compile_grammar"]


def compile_grammar(source: str, start: str, other: str) -> Machine:
    """The machine of a grammar whose first rule is `start` and whose rule of other lines is `other`."""
    grammar = grammar_of(source)
    leading, states_rule = parts_of(parts_of(grammar.rule(start)[1])[0])
    names = [name_of(parts_of(state)[0]) for state in parts_of(grammar.rule(name_of(states_rule))[1])]
    transitions = _transitions(grammar, names)
    read = dict.fromkeys(rule for state in names for rule in transitions[state])
    terminals = _terminals(grammar)
    rules = {
        name: _rule(grammar, name, number, terminals, in_two_steps=name != other) for number, name in enumerate(read)
    }
    every = [form for name, rule in rules.items() if name != other for form in rule.forms]
    opens = one_of(by_case(each for form in every if form.beginnings for each in _beginnings(form.patterns)))
    line = rules[other].forms[0]
    any_line = grammar.terminal(line.openings[0])
    return Machine(
        [_state(number, names, transitions[name], rules, other) for number, name in enumerate(names)],
        list(rules.values()),
        terminals,
        re.compile(regex_of(grammar.step(leading, {}), grammar.terminal)),
        # A line of white space is read as one more of them: it is in no list of lines.
        rf"({any_line}(?:\n++(?! *+[^\S\n]*+{opens}){any_line})*+)\n++",
        list(dict.fromkeys(word for form in every for word in form.words)),
        line,
    )


def _terminals(grammar: Grammar) -> Terminals:
    """The terminals of a grammar; what is worked out of them is when it is asked for."""
    return Terminals(
        grammar.terminal,
        parts=lambda name: stages_of(in_parts(grammar.terminal(name))),
        hints=lambda name: hints_of(grammar.terminal(name)),
    )


def _rule(grammar: Grammar, name: str, number: int, terminals: Terminals, *, in_two_steps: bool) -> Rule:
    rule = Rule(name, number)
    for alternative in parts_of(grammar.rule(name)[1]):
        step = grammar.step(alternative, {})
        openings = openings_of(step)
        opening, rest = split(step) if in_two_steps else (looked_for(step), step)
        priority = max(map(grammar.priority, openings))
        patterns = list(map(grammar.terminal, openings))
        begins = list(dict.fromkeys(map(letters_of, _beginnings(patterns))))
        rare = [] if begins else _words(patterns)
        rule.forms.append(Form(rule, opening, rest, openings, terminals, priority, begins, rare))
    return rule


def _beginnings(patterns: list[str]) -> list[tuple[str, ...]]:
    """What the first line begins with that one of these opens; none where that cannot be told."""
    found = list(map(beginnings, patterns))
    return [letters for some in found for letters in some] if all(found) else []


def _words(patterns: list[str]) -> list[str]:
    """Strings of which the first line has one that one of these opens; none where nothing does."""
    found = list(map(words, patterns))
    return [word for some in found for word in some] if all(found) else []


def _transitions(grammar: Grammar, names: list[str]) -> dict[str, dict[str, str]]:
    """For each state, the rules that are read in it and the states that they lead to."""

    def named(part: Part) -> list[str]:
        """The states or rules that alternatives name; a rule of nothing but names stands for them."""
        if not isinstance(part, Symbol):
            return [name for child in parts_of(part) for name in named(child)]
        if part.name in names or not part.name.startswith("_"):
            return [part.name]
        if part.name not in lists:
            lists[part.name] = named(grammar.rule(part.name)[1])
        return lists[part.name]

    lists: dict[str, list[str]] = {}
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    for target in names:
        for alternative in parts_of(grammar.rule(target)[1]):
            if reads := parts_of(alternative):
                before, read = reads
                for state in named(before):
                    for rule in named(read):
                        found[state][rule] = target
    return found


def _state(number: int, names: list[str], reads: dict[str, str], rules: dict[str, Rule], other: str) -> State:
    others = {rule: target for rule, target in reads.items() if rule != other}
    pairs = [(form, names.index(target)) for rule, target in others.items() for form in rules[rule].forms]
    pairs.sort(key=lambda pair: -pair[0].priority)
    forms, targets = [form for form, _ in pairs], [target for _, target in pairs]
    return State(number, names[number], forms, targets, names.index(reads[other]))
