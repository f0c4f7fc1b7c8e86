"""The grammar, compiled: each block of lines to one pattern, the page's rules to a state machine.

This is not a second definition of the format. It is computed from the rules and terminals of `grammar/` when the first
text is parsed, and it reads them as follows.

- `page.lark` is left-linear: a state, then what is read in it. So its rules are a finite state machine as they stand.
- What is read is a *block*: a rule without recursion, hence a regular expression over terminals. What opens a block
  looks ahead far enough that the block completes, so optional parts and repetitions are possessive: nothing is ever
  given back, and time is linear.
- At one place the terminals are tried in the order in which the rules name them: that of their priorities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from threading import Lock
from typing import NamedTuple, TypeAlias

from reviewparse.beginnings import Beginning, beginnings, one_of
from reviewparse.grammar import source
from reviewparse.making import remembering
from reviewparse.notation import Part, Symbol, Tree, definitions

__all__ = ["Block", "Machine", "Rules", "State", "machine", "terminal"]

START = "start"
OTHER = "other_line"
LETTERS = 6
"""How many of a line's first characters tell which blocks it can open."""

MOST_BEGINNINGS = 1000
"""For how many of these a state remembers that, so that no text makes it grow without end."""

NEVER = r"(?:(?!)())?"
"""A group that takes no part in any match: the value of a field that a block does not have."""


class Block:
    """One alternative of a rule: what it reads, and the fields that it captures.

    `fields` are the terminals and rules that the rule names, in the order of the pattern's groups; `openings` are the
    terminals that it can begin with, by name, and their patterns. What is compiled is compiled when it is needed for
    the first time: most texts need little.
    """

    __slots__ = ("_begins", "_pattern", "fields", "name", "openings", "priority", "regex")

    def __init__(
        self, name: str, regex: str, fields: tuple[str, ...], openings: Mapping[str, str], priority: int
    ) -> None:
        self.name = name
        self.regex = regex
        self.fields = fields
        self.openings = openings
        self.priority = priority
        self._begins: re.Pattern[str] | None = None
        self._pattern: re.Pattern[str] | None = None

    def beginnings(self) -> set[Beginning]:
        """What its first line begins with, white space aside."""
        return set().union(*(_beginnings(terminal) for terminal in self.openings.values()))

    def can_begin(self, letters: str) -> bool:
        """Whether these can be the first letters of its first line, white space aside."""
        if self._begins is None:
            self._begins = re.compile(one_of(self.beginnings(), cut=True))
        return self._begins.match(letters) is not None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The whole block, one group a field, and one more that takes no part."""
        if self._pattern is None:
            self._pattern = re.compile(self.regex + NEVER)
        return self._pattern


@cache
def _beginnings(terminal: str) -> set[Beginning]:
    return beginnings(terminal, LETTERS)


Choice: TypeAlias = "tuple[tuple[Block, int], ...]"


class State:
    """What can be read at one place, and the state it leads to: `blocks` and `targets`, best first.

    `other` is the state that a line leads to at which no block opens. `choices` tells for the first letters of a
    line, white space aside, the blocks that it can open, best first, and their targets.

    `list_block` is the first block where it leads to this state again: a list of them can be read in one go.
    """

    __slots__ = ("blocks", "choices", "list_block", "name", "other", "targets")

    def __init__(self, name: str, blocks: tuple[Block, ...], targets: tuple[int, ...], other: int) -> None:
        self.name = name
        self.other = other
        self.blocks = blocks
        self.targets = targets
        self.list_block: Block | None = None
        self.choices = remembering(self._choices, most=MOST_BEGINNINGS)

    def _choices(self, letters: str) -> Choice:
        every = zip(self.blocks, self.targets, strict=True)
        return tuple((block, target) for block, target in every if block.can_begin(letters))


class Machine(NamedTuple):
    """The states, the first one being where a text begins; `leading` is what may stand before everything.

    `others` matches lines at which no block of any state opens, as many as there are; `other` one line of any kind.
    """

    states: tuple[State, ...]
    leading: re.Pattern[str]
    others: re.Pattern[str]
    other: re.Pattern[str]


@cache
def terminal(name: str) -> re.Pattern[str]:
    """The pattern of one terminal."""
    return re.compile(_rules().terminal(name))


_making = Lock()


def machine() -> Machine:
    """The grammar's machine; made once, on first use, however many threads ask for it."""
    global _machine
    if _machine is None:
        with _making:
            _machine = _machine or _make()
    return _machine


_machine: Machine | None = None


def _make() -> Machine:
    rules = _rules()
    page = _Page(rules)
    numbers = {name: number for number, name in enumerate(page.states)}
    blocks: dict[str, tuple[Block, ...]] = {}
    states = []
    for name in page.states:
        reads = []
        for block_name, target in page.transitions[name].items():
            if block_name != OTHER:
                if block_name not in blocks:
                    blocks[block_name] = tuple(_blocks(rules, block_name))
                reads += [(block, numbers[target]) for block in blocks[block_name]]
        reads.sort(key=lambda read: -read[0].priority)
        states.append(
            State(
                name,
                tuple(block for block, _ in reads),
                tuple(target for _, target in reads),
                numbers[page.transitions[name][OTHER]],
            )
        )
    for number, state in enumerate(states):
        if state.targets[0] == number and state.blocks[0].name.endswith("_review"):
            state.list_block = state.blocks[0]
    every = [block for group in blocks.values() for block in group]
    openings = "|".join(dict.fromkeys(opening for block in every for opening in block.openings.values()))
    begins = one_of(sorted(set().union(*(block.beginnings() for block in every))))
    other, *_ = rules.opening(rules.rules[OTHER][1], {})
    # A line of white space is read as one more of them: it is in no list of lines.
    others = re.compile(rf"(?:(?!(?= *+[^\S\n]*+{begins})(?:{openings})){rules.terminal(other)}\n++)++")
    other_line = re.compile(rules.pattern(rules.rules[OTHER][1], {}, None))
    return Machine(tuple(states), re.compile(page.leading), others, other_line)


def _blocks(rules: Rules, name: str) -> Iterator[Block]:
    """The block of each alternative of a rule."""
    for expansion in rules.rules[name][1].children:
        fields: list[str] = []
        regex = rules.pattern(expansion, {}, fields)
        openings = rules.opening(expansion, {})
        priority = max(rules.priorities[opening] for opening in openings)
        yield Block(name, regex, tuple(fields), {opening: rules.terminal(opening) for opening in openings}, priority)


class Rules:
    """The grammar's definitions by name, and what a tree of them is as a regular expression."""

    def __init__(self) -> None:
        self.rules: dict[str, tuple[tuple[str, ...], Tree]] = {}
        self.priorities: dict[str, int] = {}
        self._terminals: dict[str, Tree] = {}
        self._patterns: dict[str, str] = {}
        for name, parameters, priority, tree in definitions(source()):
            if Symbol(name).is_term:
                self._terminals[name] = tree
                self.priorities[name] = priority
            else:
                self.rules[name] = (parameters, tree)

    def terminal(self, name: str) -> str:
        if name not in self._patterns:
            self._patterns[name] = self._regex(self._terminals[name])
        return self._patterns[name]

    def _regex(self, part: Part) -> str:
        """The regular expression of a part of a terminal."""
        if isinstance(part, Symbol):
            return self.terminal(part.name)
        assert isinstance(part, Tree)
        if part.data == "literal":
            return str(part.children[0])
        if part.data == "expr":
            return f"(?:{self._regex(part.children[0])}){part.children[1]}"
        pieces = [self._regex(child) for child in part.children]
        if part.data == "expansions":
            return pieces[0] if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"
        return "".join(pieces)

    def pattern(self, part: Part, scope: Mapping[str, str], fields: list[str] | None) -> str:
        """The regular expression of a part of a rule. `scope` says what a template's parameters stand for.

        Terminals and rules that the part names become groups, their names are added to `fields`; a name that begins
        with an underscore is furniture and has none, and `fields=None` makes no groups at all.
        """
        if isinstance(part, Symbol):
            return self._rule(scope.get(part.name, part.name), (), scope, fields)
        assert isinstance(part, Tree)
        parts = part.children
        if part.data == "template_usage":
            name, *arguments = (_name(child) for child in parts)
            return self._rule(name, tuple(scope.get(argument, argument) for argument in arguments), scope, fields)
        if part.data == "expansion":
            return "".join(self.pattern(child, scope, fields) for child in parts)
        if part.data == "expansions":
            alternatives = [self.pattern(child, scope, fields) for child in parts]
            return alternatives[0] if len(alternatives) == 1 else f"(?>{'|'.join(alternatives)})"
        assert part.data == "expr", f"a rule of the grammar has a {part.data} of its own"
        return f"(?:{self.pattern(parts[0], scope, fields)}){parts[1]}+"

    def opening(self, part: Part, scope: Mapping[str, str]) -> list[str]:
        """The terminals with which a part can begin."""
        if isinstance(part, Symbol):
            name = scope.get(part.name, part.name)
            return [name] if name in self._terminals else self.opening(self.rules[name][1], {})
        assert isinstance(part, Tree)
        if part.data == "template_usage":
            template, *arguments = (_name(child) for child in part.children)
            parameters, body = self.rules[template]
            given = (scope.get(argument, argument) for argument in arguments)
            return self.opening(body, dict(zip(parameters, given, strict=True)))
        if part.data == "expansions":
            return [name for child in part.children for name in self.opening(child, scope)]
        if part.data == "expr":
            return self.opening(part.children[0], scope)
        found: list[str] = []
        for child in part.children:
            found += self.opening(child, scope)
            if not (isinstance(child, Tree) and child.data == "expr" and child.children[1] in ("?", "*")):
                break
        return found

    def _rule(self, name: str, arguments: tuple[str, ...], scope: Mapping[str, str], fields: list[str] | None) -> str:
        if name in self._terminals:  # what a template's parameter stood for
            return self._group(name, self.terminal(name), fields)
        parameters, body = self.rules[name]
        inner = dict(zip(parameters, arguments, strict=True))
        if name.startswith("_"):
            return self.pattern(body, inner, fields)
        return self._group(name, self.pattern(body, inner, None), fields)

    def _group(self, name: str, pattern: str, fields: list[str] | None) -> str:
        if fields is None or name.startswith("_"):
            return f"(?:{pattern})"
        fields.append(name.lower())
        return f"({pattern})"


def _name(part: Part) -> str:
    assert isinstance(part, Symbol)
    return part.name


@cache
def _rules() -> Rules:
    return Rules()


class _Page:
    """The left-linear rules of `page.lark`: for each state, the blocks that it reads and the states they lead to."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        leading, page = _sequence(rules.rules[START][1].children[0])
        self.leading = rules.pattern(leading, {}, None)
        self.states = [_name(_sequence(state)[0]) for state in rules.rules[_name(page)][1].children]
        self.transitions: dict[str, dict[str, str]] = {state: {} for state in self.states}
        for target in self.states:
            for alternative in rules.rules[target][1].children:
                if reads := _sequence(alternative):
                    sources, blocks = reads
                    for source in self._names(sources):
                        for block in self._names(blocks):
                            self.transitions[source][block] = target

    def _names(self, part: Part) -> list[str]:
        """The states or blocks that alternatives name; a rule of nothing but names stands for them."""
        if isinstance(part, Symbol):
            if part.name in self.transitions or not part.name.startswith("_"):
                return [part.name]
            return self._names(self._rules.rules[part.name][1])
        assert isinstance(part, Tree)
        return [name for child in part.children for name in self._names(child)]


def _sequence(part: Part) -> tuple[Part, ...]:
    assert isinstance(part, Tree)
    return part.children
