"""Compiles a grammar: each block of lines to one regular expression, the rules of the states to a state machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, overload

from reviewparse.engine.beginnings import Beginning, beginnings, one_of, words
from reviewparse.engine.notation import Part, Symbol, Tree
from reviewparse.engine.patterns import Fields, Grammar, grammar_of, name_of, parts_of

__all__ = ["Choices", "Form", "Machine", "Rule", "State", "compile_grammar"]

Span: TypeAlias = "tuple[int, int]"
Choices: TypeAlias = "tuple[tuple[Form, int], ...]"
Texts: TypeAlias = "Callable[[re.Match[str]], tuple[str | None, ...]]"

MOST = 1000
"""For how many first letters a state remembers what can open there, so that no text makes it grow without end."""

NOTHING_ABOVE = r"(?<![\s\S])"
"""What matches at the beginning of a text alone."""

NEVER = r"(?:(?!)())?"
"""A group that takes no part in any match: the text of a field that a form does not have."""


Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - used as a decorator, like `property`
    """A property that is worked out on the first request.

    `functools.cached_property` does it under a lock in Python 3.11, for which a process waits for ever that is forked
    while another thread holds it. Here, two threads may work out the same value.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object, owner: type) -> Any:
        if instance is None:
            return self
        value = vars(instance)[self._make.__name__] = self._make(instance)
        return value


class Rule(NamedTuple):
    """A rule that reads a block: its name, its number among all such rules, and its fields in their order."""

    name: str
    number: int
    fields: tuple[str, ...]


class Form:
    """One alternative of a rule: what it reads, and in which groups of its match the rule's fields stand.

    `openings` are the terminals that it can begin with. The pattern is compiled when it is needed for the first time:
    most texts need few.
    """

    def __init__(
        self, rule: Rule, regex: str, slots: list[int], openings: list[str], patterns: list[str], priority: int
    ) -> None:
        self.rule = rule
        self.number = rule.number
        self.openings = openings
        self.patterns = patterns
        self.priority = priority
        self.regex = regex
        self._groups: list[list[int]] = [[] for _ in rule.fields]
        for group, slot in enumerate(slots, 1):
            self._groups[slot].append(group)
        self._last = len(slots)

    @once
    def pattern(self) -> re.Pattern[str]:
        """The whole block, one group a field, and one more that takes no part."""
        compiled = re.compile(self.regex if self._in_order else self.regex + NEVER)
        vars(self)["opens"] = compiled
        return compiled

    @once
    def opens(self) -> re.Pattern[str]:
        """What opens the block; once the pattern was needed, the pattern itself.

        To compile what opens a block takes a fraction of the time, and most forms that are tried open none.
        """
        return re.compile("|".join(self.patterns))

    @once
    def texts(self) -> Texts:
        """A function that gives the text of each field of a match, `None` where it is absent."""
        if self._in_order:
            return re.Match.groups
        never = self._last + 1
        firsts = [*(groups[0] if groups else never for groups in self._groups), never]
        others = [(field, group) for field, groups in enumerate(self._groups) for group in groups[1:]]
        if not others:
            return lambda match: match.group(*firsts)[:-1]

        def of_either_group(match: re.Match[str]) -> tuple[str | None, ...]:
            texts = list(match.group(*firsts)[:-1])
            for field, group in others:
                if texts[field] is None:
                    texts[field] = match[group]
            return tuple(texts)

        return of_either_group

    @once
    def beginnings(self) -> list[Beginning]:
        """The letters that its first line begins with; none where that cannot be told."""
        found = [beginnings(opening) for opening in self.patterns]
        return [letters for some in found for letters in some] if all(found) else []

    @once
    def words(self) -> list[str]:
        """Strings of which its first line has one, where its first letters do not tell it; none where nothing does."""
        if self.beginnings:
            return []
        found = [words(opening) for opening in self.patterns]
        return [word for some in found for word in some] if all(found) else []

    @property
    def is_first(self) -> bool:
        """Whether it can stand at the beginning of a text alone."""
        return all(opening.startswith(NOTHING_ABOVE) for opening in self.patterns)

    def can_begin(self, letters: str) -> bool:
        """Whether its first line can begin with these letters, white space aside."""
        return not self.beginnings or self._begins.match(letters) is not None

    @once
    def _begins(self) -> re.Pattern[str]:
        return re.compile(one_of(self.beginnings))

    def spans(self, match: re.Match[str]) -> tuple[Span | None, ...]:
        """Where each field of a match begins and ends, `None` where it is absent."""
        spans = match.regs  # (-1, -1) of a group that takes no part
        return tuple(next((spans[group] for group in groups if spans[group][0] != -1), None) for groups in self._groups)

    @property
    def _in_order(self) -> bool:
        """Whether the groups of the pattern are the fields of the rule."""
        return self._groups == [[group] for group in range(1, self._last + 1)]


class State:
    """What can be read at one place, and the states it leads to: `forms` and `targets`, best first.

    `other` is the state that a line leads to at which none opens. `repeats` is the best form where it leads to this
    state again: a list of such blocks is read in one go.

    `choices` has, for the first letters of a line, the forms that can open there, and where they lead; `rare_choices`
    has those too that only a line with a word of the machine's can open, or only the first line of a text. `always` are
    those of which neither letters nor a word tell. Where there are none, and `other` is the state itself, the state
    `goes_on`: lines that cannot open a block of any state are then read in one go.
    """

    def __init__(self, number: int, name: str, reads: list[tuple[Form, int]], other: int) -> None:
        self.name = name
        self.forms = [form for form, _ in reads]
        self.targets = [target for _, target in reads]
        self.other = other
        self.repeats = self.forms[0] if reads and self.targets[0] == number else None
        often = [(form, target) for form, target in reads if not (form.is_first or form.words)]
        self.always = [(form, target) for form, target in often if not form.beginnings]
        self.choices = _Choices(often)
        self.rare_choices = _Choices(reads)
        self.goes_on = other == number and not self.always


class _Choices(dict[str, "Choices"]):
    """The forms that can open a line that begins with these letters, worked out when they are first met."""

    def __init__(self, reads: Iterable[tuple[Form, int]]) -> None:
        super().__init__()
        self._reads = list(reads)
        self._known: dict[Choices, Choices] = {}

    def __missing__(self, letters: str) -> Choices:
        found = tuple(read for read in self._reads if read[0].can_begin(letters))
        found = self._known.setdefault(found, found)  # few differ
        if len(self) < MOST:
            self[letters] = found
        return found


class Machine(NamedTuple):
    """The states, the first one being where a text begins; `leading` is what may stand before everything.

    `lines` matches lines that cannot open a block of any state, as many as there are: their first letters tell. The
    blocks of which these do not tell have one of `words` on their first line. `other` is the form of one line of any
    kind.
    """

    states: list[State]
    rules: list[Rule]
    leading: re.Pattern[str]
    lines: re.Pattern[str]
    words: list[str]
    other: Form


def compile_grammar(source: str, start: str, other: str) -> Machine:
    """The machine of a grammar whose first rule is `start` and whose rule of other lines is `other`."""
    grammar = grammar_of(source)
    leading, states_rule = parts_of(parts_of(grammar.rules[start][1])[0])
    names = [name_of(parts_of(state)[0]) for state in parts_of(grammar.rules[name_of(states_rule)][1])]
    transitions = _transitions(grammar, names)
    forms: dict[str, list[Form]] = {}
    for name in dict.fromkeys(rule for state in names for rule in transitions[state]):
        forms[name] = _forms(grammar, name, len(forms))
    every = [form for name, some in forms.items() if name != other for form in some]
    opens = one_of(dict.fromkeys(letters for form in every for letters in form.beginnings))
    (line,) = forms[other]
    return Machine(
        [_state(number, names, transitions[name], forms, other) for number, name in enumerate(names)],
        [some[0].rule for some in forms.values()],
        re.compile(grammar.pattern(leading, {}, None)),
        # A line of white space is read as one more of them: it is in no list of lines.
        re.compile(rf"((?:(?![^\S\n]*+{opens}){grammar.terminal(line.openings[0])}\n++)++)"),
        list(dict.fromkeys(word for form in every for word in form.words)),
        line,
    )


def _transitions(grammar: Grammar, names: list[str]) -> dict[str, dict[str, str]]:
    """For each state, the rules that are read in it and the states that they lead to."""

    def named(part: Part) -> list[str]:
        """The states or rules that alternatives name; a rule of nothing but names stands for them."""
        if isinstance(part, Symbol):
            if part.name in names or not part.name.startswith("_"):
                return [part.name]
            return named(grammar.rules[part.name][1])
        assert isinstance(part, Tree)
        return [name for child in part.children for name in named(child)]

    found: dict[str, dict[str, str]] = {name: {} for name in names}
    for target in names:
        for alternative in parts_of(grammar.rules[target][1]):
            if reads := parts_of(alternative):
                before, read = reads
                for state in named(before):
                    for rule in named(read):
                        found[state][rule] = target
    return found


def _forms(grammar: Grammar, name: str, number: int) -> list[Form]:
    """The forms of a rule: one for each of its alternatives."""
    fields: list[str] = []
    found = []
    for alternative in parts_of(grammar.rules[name][1]):
        of_this = Fields(fields)
        regex = grammar.pattern(alternative, {}, of_this)
        openings = grammar.opening(alternative, {})
        patterns = [grammar.terminal(opening) for opening in openings]
        found.append(
            (regex, of_this.slots, openings, patterns, max(grammar.priorities[opening] for opening in openings))
        )
    rule = Rule(name, number, tuple(fields))
    return [Form(rule, *parts) for parts in found]


def _state(number: int, names: list[str], reads: dict[str, str], forms: dict[str, list[Form]], other: str) -> State:
    pairs = [(form, names.index(target)) for rule, target in reads.items() if rule != other for form in forms[rule]]
    pairs.sort(key=lambda pair: -pair[0].priority)
    return State(number, names[number], pairs, names.index(reads[other]))
