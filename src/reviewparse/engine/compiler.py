"""Compiles a grammar: each block of lines to one regular expression, the rules of the states to a state machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, overload

from reviewparse.engine.beginnings import Beginning, beginnings, firsts, fits, one_of, words
from reviewparse.engine.expressions import shortened
from reviewparse.engine.notation import Part, Symbol
from reviewparse.engine.patterns import Fields, Grammar, Scope, grammar_of, name_of, parts_of

__all__ = ["Choices", "Form", "Machine", "Rule", "State", "compile_grammar"]

Span: TypeAlias = "tuple[int, int]"
Choices: TypeAlias = "tuple[tuple[Form, int], ...]"
Texts: TypeAlias = "Callable[[re.Match[str], re.Match[str]], tuple[str | None, ...]]"

Matcher: TypeAlias = "Callable[[str, int, int], re.Match[str] | None]"

MOST = 1000
"""For how many first letters a state remembers what can open there, so that no text makes it grow without end."""

ENOUGH = 200
"""So many characters of a regular expression dismiss most lines that it does not match."""

MORE = 3
"""So many times as many dismiss most lines that these do not."""

NOTHING_ABOVE = r"(?<![\s\S])"
"""What matches at the beginning of a text alone."""

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


class Rule:
    """A rule that reads a block: its name, its number among all such rules, and a form for each of its alternatives."""

    def __init__(self, name: str, number: int) -> None:
        self.name = name
        self.number = number
        self.forms: list[Form] = []

    @classmethod
    def of_grammar(cls, grammar: Grammar, name: str, number: int, *, in_two_steps: bool) -> Rule:
        """A rule as the grammar has it."""
        rule = cls(name, number)
        for alternative in parts_of(grammar.rule(name)[1]):
            openings = grammar.opening(alternative, {})
            form = Form(rule, openings, grammar.terminal, max(map(grammar.priority, openings)))
            form.written(grammar, grammar.sequence(alternative, {}), in_two_steps)
            rule.forms.append(form)
        return rule

    @once
    def fields(self) -> tuple[str, ...]:
        """Its fields in their order."""
        return tuple(self.read[0])

    def of(self, form: Form) -> tuple[str, list[list[int]]]:
        """The regular expression of what follows the opening of a form, and for each field the groups that hold it."""
        fields, read = self.read
        regex, slots = read[form]
        return regex, [[group for group, slot in enumerate(slots) if slot == field] for field in range(len(fields))]

    @once
    def read(self) -> tuple[Sequence[str], dict[Form, tuple[str, Sequence[int]]]]:
        """The names of the fields, and for each form what follows its opening and which field each group holds."""
        names: list[str] = []
        read: dict[Form, tuple[str, Sequence[int]]] = {}
        for form in self.forms:
            fields = Fields(names)
            form.opening(fields)
            read[form] = form.following(fields), fields.slots
        return names, read


class Form:
    """One alternative of a rule: what it reads, and in which groups of its match the rule's fields stand.

    `openings` are the terminals that it can begin with, `patterns` their regular expressions. A block is read in two
    steps: what opens it, and the rest. Most forms that are tried open none, and many open with a terminal of their own
    and go on in the same way: that way is compiled once. All of it is compiled when it is needed for the first time,
    for most texts need little.

    `opening_at` matches what opens the block at a place. Where its match is none of `whole`, `whole_opening_at` tells
    whether anything does. `rest_at` matches the rest. `texts` gives the text of each field of the two matches.
    """

    def __init__(self, rule: Rule, openings: Sequence[str], terminal: Callable[[str], str], priority: int) -> None:
        self.rule = rule
        self.number = rule.number
        self.openings = openings
        self.patterns = [terminal(opening) for opening in openings]
        self.priority = priority
        self.hints: Sequence[str] = ()
        self._steps = 0
        # What reads text most often are plain attributes, which Python looks up far quicker than any property.
        self.whole: re.Pattern[str] | None = None
        self.opening_at: Matcher = self.whole_opening_at
        self.rest_at: Matcher = self._rest_at
        self.texts: Texts = self._texts_of

    def written(self, grammar: Grammar, parts: list[tuple[Part, Scope]], in_two_steps: bool) -> None:
        """Take what the grammar says of this form, to be read when it is needed."""
        split = in_two_steps and grammar.is_terminal(*parts[0])
        self._grammar = grammar
        self._parts = parts[:split], parts[split:]

    def opening(self, fields: Fields) -> str:
        """The regular expression of what opens the block."""
        return self._joined(self._parts[0], fields) or f"(?={'|'.join(self.patterns)})"

    def following(self, fields: Fields) -> str:
        """The regular expression of what follows."""
        return self._joined(self._parts[1], fields)

    def _joined(self, parts: list[tuple[Part, Scope]], fields: Fields) -> str:
        return "".join(self._grammar.pattern(part, scope, fields) for part, scope in parts)

    @property
    def regex(self) -> str:
        """The regular expression of the whole block."""
        return self.opening_text + self.rule.of(self)[0]

    @once
    def opening_text(self) -> str:
        """The regular expression of what opens the block, one group a field."""
        return self.opening(Fields([]))

    @once
    def opens(self) -> re.Pattern[str]:
        """What opens the block, one group a field."""
        return re.compile(self.opening_text)

    def whole_opening_at(self, text: str, position: int, end: int) -> re.Match[str] | None:
        """The match at a place of what opens the block. Before it is compiled, more and more of it has to match.

        Most forms that are tried open no block of a text, and their long lookaheads need never be compiled. From now
        on, `opening_at` matches as much as was compiled.
        """
        while (step := self._steps) < len(self.lengths):
            hint = re.compile(self.hint(step))
            self._steps = step + 1  # another thread may do the same
            self.opening_at = hint.match
            if not hint.match(text, position, end):
                return None
        self.whole = self.opens
        self.opening_at = self.whole.match
        return self.opening_at(text, position, end)

    @once
    def lengths(self) -> list[int]:
        """How much of the opening is compiled before all of it is: none where it is short, or one of several."""
        lengths, length = [], ENOUGH
        while len(self.patterns) == 1 and 2 * len(self.patterns[0]) > 3 * length:
            lengths.append(length)
            length *= MORE
        return lengths

    def hint(self, step: int) -> str:
        """What is compiled of the opening in each of these steps."""
        return self.hints[step] if self.hints else shortened(self.patterns[0], self.lengths[step])

    def _rest_at(self, text: str, position: int, end: int) -> re.Match[str] | None:
        """`rest_at` at first: from now on, it is the matcher of `rest`."""
        self.rest_at = self.rest.match
        return self.rest_at(text, position, end)

    @once
    def rest(self) -> re.Pattern[str]:
        """What follows, one group a field. The module `re` keeps what it compiles: forms of equal rests share it."""
        return re.compile(self.rule.of(self)[0])

    def _texts_of(self, opening: re.Match[str], rest: re.Match[str]) -> tuple[str | None, ...]:
        """`texts` at first: from now on, it is what suits the groups of this form."""
        self.texts = self._of_groups()
        return self.texts(opening, rest)

    def _of_groups(self) -> Texts:
        """A function that gives the text of each field of a block's two matches, `None` where it is absent."""
        plain = 0  # so many fields, the first ones, are held by one group each, in the same order
        while self._groups[plain : plain + 1] == [[plain]]:
            plain += 1
        if plain == self.opens.groups + self.rest.groups == len(self._groups):
            if not self.opens.groups:
                return lambda _, rest: rest.groups()
            return lambda opening, rest: opening.groups() + rest.groups()
        others = self._groups[plain:]

        def of_any_groups(opening: re.Match[str], rest: re.Match[str]) -> tuple[str | None, ...]:
            found = opening.groups() + rest.groups()
            texts = [*found[:plain]]
            for groups in others:
                text = None
                for group in groups:
                    text = found[group]
                    if text is not None:
                        break
                texts.append(text)
            return tuple(texts)

        return of_any_groups

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

    @once
    def is_first(self) -> bool:
        """Whether it can stand at the beginning of a text alone."""
        return all(opening.startswith(NOTHING_ABOVE) for opening in self.patterns)

    @once
    def firsts(self) -> frozenset[str]:
        """The first letters of these."""
        return firsts(self.beginnings)

    def can_begin(self, letters: str) -> bool:
        """Whether its first line can begin with these letters, white space left out."""
        if not self.beginnings:
            return True
        return letters[0] in self.firsts and any(fits(beginning, letters) for beginning in self.beginnings)

    def spans(self, opening: re.Match[str], rest: re.Match[str]) -> tuple[Span | None, ...]:
        """Where each field of a block's two matches begins and ends, `None` where it is absent."""
        spans = (*opening.regs[1 : self.opens.groups + 1], *rest.regs[1:])  # (-1, -1) of a group that takes no part
        return tuple(next((spans[group] for group in groups if spans[group][0] != -1), None) for groups in self._groups)

    @once
    def _groups(self) -> list[list[int]]:
        """For each field of the rule, the groups of both matches that hold it, counted from 0."""
        return self.rule.of(self)[1]


class State:
    """What can be read at one place, and the states it leads to: `forms` and `targets`, best first.

    `other` is the state that a line leads to at which none opens. `repeats` is a form that leads to this state again,
    where no better one can open a line that it can open: a list of such blocks is read in one go.

    `choices` has, for the first letters of a line, the forms that can open there, and where they lead. `first_choices`
    has those too that only the first line of a text can open, and `rare_choices` all, with those that only a line with
    a word of the machine's can open. `always` are those of which neither letters nor a word tell. Where there are none,
    and `other` is the state itself, the state `goes_on`: a line that opens none is then read in one go with those below
    it that cannot open one of any state.
    """

    def __init__(self, number: int, name: str, reads: list[tuple[Form, int]], other: int) -> None:
        self.name = name
        self.forms = [form for form, _ in reads]
        self.targets = [target for _, target in reads]
        self.other = other
        self.repeats = next((form for form, target in reads if target == number and self._is_best(form)), None)
        often = [(form, target) for form, target in reads if not (form.is_first or form.words)]
        self.always = [(form, target) for form, target in often if not form.beginnings]
        self.choices = _Choices(often)
        self.first_choices = _Choices((form, target) for form, target in reads if not form.words)
        self.rare_choices = _Choices(reads)
        self.goes_on = other == number and not self.always

    def _is_best(self, form: Form) -> bool:
        """Whether no better form can open a line that this one can open, below the first line of a text."""
        better = (other for other in self.forms[: self.forms.index(form)] if not other.is_first)
        return all(other.beginnings and form.firsts.isdisjoint(other.firsts) for other in better)


class _Choices(dict[str, "Choices"]):
    """The forms that can open a line that begins with these letters, worked out when they are first met."""

    def __init__(self, reads: Iterable[tuple[Form, int]]) -> None:
        super().__init__()
        self._reads = list(reads)
        self._known: dict[Choices, Choices] = {}

    def __missing__(self, letters: str) -> Choices:
        without_gaps = "".join(letters.split())
        found = tuple(read for read in self._reads if read[0].can_begin(without_gaps))
        found = self._known.setdefault(found, found)  # few differ
        if len(self) < MOST:
            self[letters] = found
        return found


class Machine(NamedTuple):
    """The states, the first one being where a text begins; `leading` is what may stand before everything.

    `lines` matches a line of any kind, and those below it that cannot open a block of any state, as many as there are:
    their first letters tell. The blocks of which these do not tell have one of `words` on their first line. `other` is
    the form of one line of any kind; it is read in one step, with no groups in what opens it, and so are `lines`.
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
    leading, states_rule = parts_of(parts_of(grammar.rule(start)[1])[0])
    names = [name_of(parts_of(state)[0]) for state in parts_of(grammar.rule(name_of(states_rule))[1])]
    transitions = _transitions(grammar, names)
    read = dict.fromkeys(rule for state in names for rule in transitions[state])
    rules = {
        name: Rule.of_grammar(grammar, name, number, in_two_steps=name != other) for number, name in enumerate(read)
    }
    every = [form for name, rule in rules.items() if name != other for form in rule.forms]
    opens = one_of(dict.fromkeys(letters for form in every for letters in form.beginnings))
    line = rules[other].forms[0]
    any_line = rf"{grammar.terminal(line.openings[0])}\n++"
    return Machine(
        [_state(number, names, transitions[name], rules, other) for number, name in enumerate(names)],
        list(rules.values()),
        re.compile(grammar.pattern(leading, {}, None)),
        # A line of white space is read as one more of them: it is in no list of lines.
        re.compile(rf"({any_line}(?:(?![^\S\n]*+{opens}){any_line})*+)"),
        list(dict.fromkeys(word for form in every for word in form.words)),
        line,
    )


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
    return State(number, names[number], pairs, names.index(reads[other]))
