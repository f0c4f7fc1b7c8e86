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
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewparse.alternatives import any_of
from reviewparse.grammar import definitions

if TYPE_CHECKING:
    from lark import Tree

__all__ = ["Block", "Machine", "State", "machine", "terminal"]

START = "start"
OTHER = "other_line"
NEVER = r"(?:(?!)())?"
"""A group that takes no part in any match: the value of a field that a block does not have."""


class Block:
    """One alternative of a rule: what it reads, and the fields that it captures.

    `fields` are the terminals and rules that the rule names, in the order of the pattern's groups; `openings` are the
    terminals that it can begin with, `opening` is the pattern of these. The pattern is
    compiled when the block is met for the first time: most texts need few of them.
    """

    __slots__ = ("_pattern", "fields", "name", "opening", "openings", "priority", "regex")

    def __init__(
        self, name: str, regex: str, fields: tuple[str, ...], openings: tuple[str, ...], opening: str, priority: int
    ) -> None:
        self.name = name
        self.regex = regex
        self.fields = fields
        self.openings = openings
        self.opening = opening
        self.priority = priority
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The whole block, one group a field, and one more that takes no part."""
        if self._pattern is None:
            self._pattern = re.compile(self.regex + NEVER)
        return self._pattern


class State:
    """What can be read at one place, and the state it leads to: `blocks` and `targets`, best first.

    `other` is the state that a line leads to at which no block opens.

    `opening` matches where one of the blocks begins; the number of its group is the block's, counted from 1.
    `list_block` is the first block where it leads to this state again: a list of them can be read in one go.
    """

    __slots__ = ("_opening", "blocks", "list_block", "name", "other", "targets")

    def __init__(self, name: str, blocks: tuple[Block, ...], targets: tuple[int, ...], other: int) -> None:
        self.name = name
        self.other = other
        self.blocks = blocks
        self.targets = targets
        self.list_block: Block | None = None
        self._opening: re.Pattern[str] | None = None

    @property
    def opening(self) -> re.Pattern[str]:
        """The openings of all blocks; compiled when the state is reached for the first time."""
        if self._opening is None:
            self._opening = re.compile("|".join(f"({block.opening})" for block in self.blocks))
        return self._opening


class Machine(NamedTuple):
    """The states, the first one being where a text begins; `leading` is what may stand before everything.

    `others` matches lines at which no block of any state opens, as many as there are.
    """

    states: tuple[State, ...]
    leading: re.Pattern[str]
    others: re.Pattern[str]


@cache
def terminal(name: str) -> re.Pattern[str]:
    """The pattern of one terminal."""
    return re.compile(_Rules().terminal(name))


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
    rules = _Rules()
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
    openings = any_of(
        rules.terminal(opening) for group in blocks.values() for block in group for opening in block.openings
    )
    others = re.compile(f"(?:(?!{openings}){rules.pattern(rules.rules[OTHER][1], {}, None)})++")
    return Machine(tuple(states), re.compile(page.leading), others)


def _blocks(rules: _Rules, name: str) -> Iterator[Block]:
    """The block of each alternative of a rule."""
    for expansion in rules.rules[name][1].children:
        fields: list[str] = []
        regex = rules.pattern(expansion, {}, fields)
        openings = rules.opening(expansion, {})
        opening = "|".join(rules.terminal(opening) for opening in openings)
        yield Block(
            name, regex, tuple(fields), tuple(openings), opening, max(rules.priorities[opening] for opening in openings)
        )


class _Rules:
    """The grammar's definitions by name, and what a tree of them is as a regular expression."""

    def __init__(self) -> None:
        grammar = definitions()
        self.rules: Mapping[str, tuple[tuple[str, ...], Any]] = {
            name: (parameters, tree) for name, parameters, tree, _ in grammar.rule_defs
        }
        self._terminals = {name: tree for name, (tree, _) in grammar.term_defs}
        self.priorities = {name: priority for name, (_, priority) in grammar.term_defs}
        self._patterns: dict[str, str] = {}

    def terminal(self, name: str) -> str:
        from lark.load_grammar import PrepareLiterals, TerminalTreeToPattern

        if name not in self._patterns:
            tree = (PrepareLiterals() * TerminalTreeToPattern()).transform(self._terminals[name])
            self._patterns[name] = tree.to_regexp()
        return self._patterns[name]

    def pattern(self, tree: Any, scope: Mapping[str, str], fields: list[str] | None) -> str:
        """The regular expression of a tree. `scope` says what a template's parameters stand for.

        Terminals and rules that the tree names become groups, their names are added to `fields`; a name that begins
        with an underscore is furniture and has none, and `fields=None` makes no groups at all.
        """
        from lark.grammar import NonTerminal, Terminal

        if isinstance(tree, Terminal):
            return self._group(tree.name, self.terminal(tree.name), fields)
        if isinstance(tree, NonTerminal):
            return self._rule(scope.get(tree.name, tree.name), (), scope, fields)
        parts = tree.children
        if tree.data == "value":
            return self.pattern(parts[0], scope, fields)
        if tree.data == "template_usage":
            return self._rule(parts[0].name, tuple(self._argument(part, scope) for part in parts[1:]), scope, fields)
        if tree.data == "expansion":
            return "".join(self.pattern(part, scope, fields) for part in parts)
        if tree.data == "expansions":
            alternatives = [self.pattern(part, scope, fields) for part in parts]
            return alternatives[0] if len(alternatives) == 1 else f"(?>{'|'.join(alternatives)})"
        if tree.data == "expr":
            return f"(?:{self.pattern(parts[0], scope, fields)}){parts[1]}+"
        raise NotImplementedError(f"The grammar uses a construct that the scanner does not know: {tree.data}")

    def opening(self, tree: Any, scope: Mapping[str, str]) -> list[str]:
        """The terminals with which a tree can begin."""
        from lark.grammar import NonTerminal, Terminal

        if isinstance(tree, Terminal):
            return [tree.name]
        if isinstance(tree, NonTerminal):
            name = scope.get(tree.name, tree.name)
            return [name] if name in self._terminals else self.opening(self.rules[name][1], {})
        parts = tree.children
        if tree.data == "template_usage":
            parameters, body = self.rules[parts[0].name]
            arguments = tuple(self._argument(part, scope) for part in parts[1:])
            return self.opening(body, dict(zip(parameters, arguments, strict=True)))
        if tree.data == "expansions":
            return [name for part in parts for name in self.opening(part, scope)]
        found: list[str] = []
        for part in parts:
            found += self.opening(part, scope) if hasattr(part, "data") or hasattr(part, "is_term") else []
            if not (getattr(part, "data", None) == "expr" and part.children[1] in "?*"):
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

    def _argument(self, part: Any, scope: Mapping[str, str]) -> str:
        name: str = part.children[0].name
        return scope.get(name, name)


class _Page:
    """The left-linear rules of `page.lark`: for each state, the blocks that it reads and the states they lead to."""

    def __init__(self, rules: _Rules) -> None:
        self._rules = rules
        (expansion,) = rules.rules[START][1].children
        leading, page = expansion.children
        self.leading = rules.pattern(leading, {}, None)
        self.states = [
            alternative.children[0].children[0].name for alternative in rules.rules[self._only(page)][1].children
        ]
        self.transitions: dict[str, dict[str, str]] = {state: {} for state in self.states}
        for target in self.states:
            for alternative in rules.rules[target][1].children:
                if alternative.children:
                    sources, blocks = alternative.children
                    for source in self._names(sources):
                        for block in self._names(blocks):
                            self.transitions[source][block] = target

    def _only(self, tree: Tree[Any]) -> str:
        name: str = tree.children[0].name  # type: ignore[union-attr]
        return name

    def _names(self, tree: Any) -> list[str]:
        """The states or blocks that a tree of alternatives names; a rule of nothing but names stands for them."""
        if hasattr(tree, "is_term"):
            name = tree.name
            if name in self.transitions or not name.startswith("_"):
                return [name]
            return self._names(self._rules.rules[name][1])
        return [name for part in tree.children for name in self._names(part)]
