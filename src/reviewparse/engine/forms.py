"""What the engine reads with: the rules of blocks, their forms, and the states in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import repeat
from operator import contains
from typing import Final, TypeAlias

from reviewparse.engine.once import once
from reviewparse.engine.steps import Found, Matcher, Span, Step, Steps, Terminals, fields_of, regex_of

__all__ = ["FIRST_LETTERS", "LETTERS", "Beginning", "Choices", "Form", "Machine", "Rule", "State", "fits"]

Beginning: TypeAlias = tuple[str, ...]
"""What the first letters of a line can be, white space left out: for each of them all the letters that it can be."""

Choices: TypeAlias = "tuple[tuple[Form, int], ...]"
Texts: TypeAlias = "Callable[[Found, Found], tuple[str | None, ...]]"

LETTERS: Final = 5
"""How many letters are looked at: with more, hardly another line is dismissed."""

FIRST_LETTERS: Final = re.compile(rf"[^\S\n]*+(\S{{{LETTERS}}}|\S(?:[^\S\n]*+\S){{0,{LETTERS - 1}}}+)")
"""What `fits` needs of a line."""

MOST_CHOICES: Final = 1000
"""For how many first letters a state remembers what can open there, so that no text makes it grow without end."""

BLOCKS_IN_TWO_STEPS: Final = 2000
"""So many blocks of lists are read in two steps each, before one expression of both is compiled.

To compile it takes as long as it saves in 1,000 to 10,000 blocks.
"""

NOTHING_ABOVE: Final = (r"(?<![\s\S])", r"(?<![\s\S][\s\S])")
"""What matches at the beginning of a text alone, or also below an empty line there."""


def fits(beginning: Beginning, letters: str) -> bool:
    """Whether the first letters of a line, without white space, are a beginning's.

    >>> fits(("M", "e"), "Meta"), fits(("M", "0123"), "Meta"), fits(("M", "e"), "M")
    (True, False, False)
    """
    return len(letters) >= len(beginning) and all(map(contains, beginning, letters))


def _have_common(letters: str, others: str) -> bool:
    return not set(letters).isdisjoint(others)


class Rule:
    """A rule that reads a block: its name, its number among all such rules, and a form for each of its alternatives."""

    def __init__(self, name: str, number: int) -> None:
        self.name = name
        self.number = number
        self.forms: list[Form] = []

    @once
    def fields(self) -> tuple[str, ...]:
        """Its fields in their order."""
        return tuple(dict.fromkeys(field for form in self.forms for field in form.fields))


class Form:
    """One alternative of a rule: what it reads, and in which groups of its match the rule's fields stand.

    `openings` are the terminals that it can begin with, `patterns` their regular expressions. A block is read in two
    steps: what opens it, and the rest. Most forms that are tried open none, and many open with a terminal of their own
    and go on in the same way: that way is compiled once. All of it is compiled when it is needed for the first time,
    for most texts need little; what is long is read in smaller steps until all of it is worth to be compiled.

    `beginnings` are those of its first line, none where they cannot be told; then that has one of `words`, if there are
    any. Blocks that only these tell are rare.

    `opening_at` matches what opens the block at a place. Where its match is none of `whole`, `whole_opening_at` tells
    whether anything does. `rest_at` matches the rest. `texts` gives the text of each field of the two matches, which
    are the same one where a block was read in one step.
    """

    def __init__(
        self, rule: Rule, opening: Step, rest: Step, openings: Sequence[str], terminals: Terminals, priority: int,
        beginnings: Sequence[Beginning], words: Sequence[str],
    ) -> None:  # fmt: skip
        self.rule = rule
        self.number = rule.number
        self.opening_step = opening
        self.rest_step = rest
        self.openings = openings
        self.patterns = list(map(terminals.regex, openings))
        self.priority = priority
        self.beginnings = beginnings
        self.words = words
        self._terminals = terminals
        self._hinted = 0
        # What reads text most often are plain attributes, which Python looks up far quicker than any property.
        self.whole: re.Pattern[str] | None = None
        self.opening_at: Matcher = self.whole_opening_at
        self.rest_at: Matcher = self._rest_at
        self.texts: Texts = self._texts_of

    @once
    def opening_text(self) -> str:
        """The regular expression of what opens the block, one group a field."""
        return regex_of(self.opening_step, self._terminals.regex)

    @once
    def rest_text(self) -> str:
        """The regular expression of what follows."""
        return regex_of(self.rest_step, self._terminals.regex)

    @once
    def opens(self) -> re.Pattern[str]:
        """What opens the block, one group a field."""
        return re.compile(self.opening_text)

    def whole_opening_at(self, text: str, position: int, end: int) -> Found | None:
        """The match at a place of what opens the block. Before it is compiled, more and more of it has to match.

        Most forms that are tried open no block of a text, and their long lookaheads need never be compiled. From now
        on, `opening_at` matches as much as was compiled.
        """
        if self._opening_steps.left > 0:
            return self._opening_steps.match(text, position, end)
        while (step := self._hinted) < len(self.hints):
            hint = re.compile(self.hints[step])
            self._hinted = step + 1  # another thread may do the same
            self.opening_at = hint.match
            if not hint.match(text, position, end):
                return None
        self.whole = self.opens
        self.opening_at = self.opens.match
        return self.opens.match(text, position, end)  # another thread may set `opening_at` to a hint once more

    @once
    def hints(self) -> Sequence[str]:
        """What is compiled of the opening before all of it is: nothing where it is short, or one of several."""
        return self._terminals.hints(self.openings[0]) if len(self.openings) == 1 else ()

    @once
    def _opening_steps(self) -> Steps:
        return self._terminals.steps(self.opening_step)

    @once
    def _rest_steps(self) -> Steps:
        return self._terminals.steps(self.rest_step)

    def _rest_at(self, text: str, position: int, end: int) -> Found | None:
        """`rest_at` at first: as soon as that is worth it, it is the matcher of `rest`."""
        if self._rest_steps.left > 0:
            return self._rest_steps.match(text, position, end)
        self.rest_at = self.rest.match
        return self.rest_at(text, position, end)

    @once
    def rest(self) -> re.Pattern[str]:
        """What follows, one group a field. The module `re` keeps what it compiles: forms of equal rests share it."""
        return re.compile(self.rest_text)

    def _texts_of(self, opening: Found, rest: Found) -> tuple[str | None, ...]:
        """`texts` at first: from now on, it is what suits the groups of this form."""
        self.texts = self._of_groups()
        return self.texts(opening, rest)

    def _of_groups(self) -> Texts:
        """A function that gives the text of each field of a block's two matches, `None` where it is absent."""
        plain = 0  # so many fields, the first ones, are held by one group each, in the same order
        while self.groups[plain : plain + 1] == [[plain]]:
            plain += 1
        if plain == len(self.fields) == len(self.groups):
            if not self._groups_before:
                return lambda _, rest: rest.groups()
            return _groups_of
        others = self.groups[plain:]

        def of_any_groups(opening: Found, rest: Found) -> tuple[str | None, ...]:
            found = _groups_of(opening, rest)
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
    def is_first(self) -> bool:
        """Whether it can stand at the beginning of a text alone."""
        return all(opening.startswith(NOTHING_ABOVE) for opening in self.patterns)

    @once
    def firsts(self) -> frozenset[str]:
        """The letters that its first line can begin with."""
        return frozenset(letter for beginning in self.beginnings for letter in beginning[0])

    def can_begin(self, letters: str) -> bool:
        """Whether its first line can begin with these letters, white space left out."""
        return not self.beginnings or any(map(fits, self.beginnings, repeat(letters)))

    def can_begin_as(self, other: Form) -> bool:
        """Whether there may be a line with which both can begin."""
        return not (self.beginnings and other.beginnings) or any(
            all(map(_have_common, mine, others)) for mine in self.beginnings for others in other.beginnings
        )

    def spans(self, opening: Found, rest: Found) -> tuple[Span | None, ...]:
        """Where in the text each field of a block's two matches begins and ends, `None` where it is absent."""
        before = () if opening is rest else opening.regs[1 : self._groups_before + 1]
        spans = (*before, *rest.regs[1:])  # (-1, -1): a group that takes no part
        return tuple(next((spans[group] for group in groups if spans[group][0] != -1), None) for groups in self.groups)

    @once
    def _groups_before(self) -> int:
        """How many groups the match of the opening has."""
        return len(fields_of(self.opening_step))

    @once
    def fields(self) -> list[str]:
        """The field that each group of both matches holds."""
        return [*fields_of(self.opening_step), *fields_of(self.rest_step)]

    @once
    def groups(self) -> list[list[int]]:
        """For each field of the rule, the groups of both matches that hold it, counted from 0."""
        return [[group for group, each in enumerate(self.fields) if each == field] for field in self.rule.fields]


def _groups_of(opening: Found, rest: Found) -> tuple[str | None, ...]:
    """The texts of the groups of a block's two matches."""
    return rest.groups() if opening is rest else opening.groups() + rest.groups()


class State:
    """What can be read at one place, and the states it leads to: `forms` and `targets`, best first.

    `other` is the state that a line leads to at which none opens. `in_one` has what matches a block of a form in one
    step, below another one and where no better one opens, once many were in lists.

    `choices` has, for the first letters of a line, the forms that can open there, and where they lead. `first_choices`
    has those too that only the first line of a text can open, and `rare_choices` all, with those that only a line with
    a word of the machine's can open. `always` are those of which neither letters nor a word tell. Where there are none,
    and `other` is the state itself, the state `goes_on`: a line that opens none is then read in one go with those below
    it that cannot open one of any state.
    """

    def __init__(self, number: int, name: str, forms: Sequence[Form], targets: Sequence[int], other: int) -> None:
        self.name = name
        self.forms = forms
        self.targets = targets
        self.other = other
        self.in_one: dict[Form, Matcher] = {}
        self._times: dict[Form, int] = {}
        self.always = [form for form in forms if not (form.beginnings or form.words or form.is_first)]
        self.choices = _Choices(self, lambda form: not (form.words or form.is_first))
        self.first_choices = _Choices(self, lambda form: not form.words)
        self.rare_choices = _Choices(self, lambda _: True)
        self.goes_on = other == number and not self.always

    def note_list(self, form: Form) -> None:
        """Note that a block of a form stands below another one, and that both lead to this state."""
        times = self._times[form] = self._times.get(form, 0) + 1  # another thread may count at once
        if times >= BLOCKS_IN_TWO_STEPS and form not in self.in_one:
            others = [other for other in self.forms[: self.forms.index(form)] if not other.is_first]
            better = "|".join(pattern for other in others if form.can_begin_as(other) for pattern in other.patterns)
            no_better = f"(?!{better})" if better else ""
            self.in_one[form] = re.compile(f"(?>{no_better}{form.opening_text}){form.rest_text}").match


class _Choices(dict[str, "Choices"]):
    """The forms that can open a line that begins with these letters, worked out when they are first met."""

    def __init__(self, state: State, is_one: Callable[[Form], bool]) -> None:
        super().__init__()
        self._state = state
        self._is_one = is_one
        self._by_first: dict[str, Choices] = {}
        self._known: dict[Choices, Choices] = {}

    @once
    def _reads(self) -> Choices:
        """All of them. A text meets few of the states."""
        reads = zip(self._state.forms, self._state.targets, strict=True)
        return tuple(read for read in reads if self._is_one(read[0]))

    def __missing__(self, letters: str) -> Choices:
        first, without_gaps = letters[0], "".join(letters.split())
        reads = self._by_first.get(first)
        if reads is None:
            reads = tuple(read for read in self._reads if not read[0].beginnings or first in read[0].firsts)
        found = tuple(read for read in reads if read[0].can_begin(without_gaps))
        found = self._known.setdefault(found, found)  # few differ
        if len(self) < MOST_CHOICES:
            self._by_first[first] = reads
            self[letters] = found
        return found


class Machine:
    """The states, the first one being where a text begins; `leading` is what may stand before everything.

    `lines` matches a line of any kind, and those below it that cannot open a block of any state, as many as there are:
    their first letters tell. The blocks of which these do not tell have one of `words` on their first line. `other` is
    the form of one line of any kind; it is read in one step, with no groups in what opens it, and so are `lines`.
    """

    def __init__(
        self, states: list[State], rules: list[Rule], terminals: Terminals, leading: re.Pattern[str], lines: str,
        words: list[str], other: Form,
    ) -> None:  # fmt: skip
        self.states = states
        self.rules = rules
        self.terminals = terminals
        self.leading = leading
        self.lines = lines
        self.words = words
        self.other = other
