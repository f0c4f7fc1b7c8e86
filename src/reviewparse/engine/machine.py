"""Reads a text block by block, with the machine that a grammar was compiled to."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from typing import Final

from reviewparse.engine.forms import FIRST_LETTERS, Choices, Form, Machine, Rule, State
from reviewparse.engine.once import once
from reviewparse.engine.outline import Outline, machine_of, outline_of
from reviewparse.engine.steps import Found, Span

__all__ = ["Block", "Engine"]

FIRST_SEARCH: Final = 2000
"""So many characters are searched at first for the words of rare blocks."""

SEARCH_GROWTH: Final = 4
"""So many times as many are searched each time it goes on, for lines that no block opens are then matched again."""

ONE_BY_ONE: Final = 64
"""So many lines that open no block are read one by one, before the expression of many of them is compiled."""


class Block:
    """A block of a text: what it was read as, where it stands, and its two matches.

    `line` is the number of the line where it begins, `start` and `end` are places in the text. Lines that fit nowhere,
    and blocks of a list that are read in one step, have one match, which is both.
    """

    __slots__ = ("end", "form", "line", "opening", "rest", "start")

    form: Form
    line: int
    start: int
    end: int
    opening: Found
    rest: Found

    @property
    def rule(self) -> Rule:
        """The rule that read it. Lines that fit nowhere and follow each other may come as one block."""
        return self.form.rule

    @property
    def source(self) -> str:
        """Its whole text, with the line end and the blank lines below it."""
        return self.rest.string[self.start : self.end]

    def texts(self) -> tuple[str | None, ...]:
        """The text of each field of its rule, `None` where it is absent."""
        return self.form.texts(self.opening, self.rest)

    def spans(self) -> tuple[Span | None, ...]:
        """Where in the text each field of its rule begins and ends, `None` where it is absent."""
        return self.form.spans(self.opening, self.rest)


class Engine:
    """Reads text by a grammar: `blocks` tiles a text. Any number of threads can use one engine.

    Args:
        source: the grammar, in Lark's notation.
        start: the name of its first rule.
        other: the name of its rule for a line that fits nowhere.
    """

    def __init__(self, source: str, *, start: str = "start", other: str = "other_line") -> None:
        # What it takes to compile a grammar is not needed where all was worked out of it before.
        from reviewparse.engine.compiler import compile_grammar

        self._begin(compile_grammar(source, start, other))

    def _begin(self, machine: Machine) -> None:
        self._machine = machine
        self._one_by_one = ONE_BY_ONE

    @classmethod
    def of_outline(cls, outline: Outline, terminals: dict[str, str]) -> Engine:
        """An engine of what was worked out of a grammar before, and of the grammar's terminals."""
        engine = cls.__new__(cls)
        engine._begin(machine_of(outline, terminals))
        return engine

    @property
    def outline(self) -> Outline:
        """What was worked out of the grammar, as plain data: tuples, strings and numbers."""
        return outline_of(self._machine)

    @property
    def rules(self) -> list[Rule]:
        """The rules that read blocks; `rule.number` is the place in this list."""
        return self._machine.rules

    @property
    def states(self) -> list[State]:
        """The states of the grammar, the first one being where a text begins."""
        return self._machine.states

    def blocks(
        self, text: str, line: int = 1, start: int = 0, end: int | None = None, *, sparing: bool = False
    ) -> Generator[Block, None, State]:
        """The blocks of a text in their order, from `start` to `end`, where a line must end.

        `line` is the number of the first line. Lines that fit nowhere come as one block with those below them; with
        `sparing`, the first ones in a process come one by one, which spares a long expression. The generator returns
        the state that the text ends in.
        """
        states, other = self._machine.states, self._machine.other
        lines_at = self._lines_at if sparing and self._one_by_one > 0 else self._lines.match
        position, end = start, len(text) if end is None else end
        count, first_letters = text.count, FIRST_LETTERS.match
        if blank := self._machine.leading.match(text, position, end):
            line += count("\n", position, blank.end())
            position = blank.end()
        line_with_word = _finder(text, self._machine.words, end)
        opening: Found | None
        rest: Found | None
        counted = position  # the number of the line is that of the one that begins here
        first = rare_line = position  # a rare block can open at the first line, and at the next one with a word
        state = states[0]
        form = other
        while position < end:
            above, form, target = form, other, state.other
            opening = rest = None
            if position >= rare_line:
                rare_line = line_with_word(position)
            # Its first letters tell which forms can open a line. More can at the first one, or where a word is.
            choices: Choices = ()
            if letters := first_letters(text, position, end):
                if position == rare_line:
                    choices = state.rare_choices[letters[1]]
                else:
                    choices = (state.first_choices if position == first else state.choices)[letters[1]]
            for tried, leads_to in choices:
                opening = tried.opening_at(text, position, end)
                if opening and opening.re is not tried.whole:
                    opening = tried.whole_opening_at(text, position, end)
                if opening and (rest := tried.rest_at(text, opening.end(), end)):
                    form, target = tried, leads_to
                    break
            if rest is None:  # nothing opens here
                if state.goes_on and position < rare_line:
                    rest = lines_at(text, position, rare_line)
                    while rest and rest.end() == rare_line < end and (further := line_with_word(rare_line)) > rare_line:
                        rare_line = further  # none of the words was near
                        rest = lines_at(text, position, rare_line)
                opening = rest = rest or other.rest_at(text, position, end)
                assert rest is not None, "a text ends where a line does"
            assert opening is not None
            next_state = states[target]
            if form is above and form is not other and next_state is state:
                state.note_list(form)
            state = next_state
            in_one = state.in_one.get(form)
            while rest is not None:  # this block, and those below it that are read in one step
                block = Block()
                block.form = form
                line += count("\n", counted, position)
                block.line = line
                block.start = counted = position
                block.end = after = rest.end()
                block.opening = opening
                block.rest = rest
                yield block
                position = after
                rest = None
                if in_one:
                    rest = in_one(text, position, end)
                    opening = rest or opening
        return state

    def _lines_at(self, text: str, position: int, end: int) -> re.Match[str] | None:
        """The match of lines that open no block; none until there have been many of them."""
        self._one_by_one -= 1
        return None if self._one_by_one >= 0 else self._lines.match(text, position, end)

    @once
    def _lines(self) -> re.Pattern[str]:
        return re.compile(self._machine.lines)

    def state_at(self, text: str, position: int) -> State:
        """The state in which a text is read on at `position`, where a line must begin."""
        blocks = self.blocks(text, end=position)
        while True:
            try:
                next(blocks)
            except StopIteration as ended:
                state: State = ended.value
                return state


def _finder(text: str, words: list[str], end: int) -> Callable[[int], int]:
    """A function that gives, for the place where a line begins, where the next line begins that has one of the words.

    It may be that line itself. Where none is near, it is a line below, at which to ask again. The places asked for only
    grow, and what lies between them is not searched: the words of a long list are none that matter.
    """
    places = [-1] * len(words)
    searched, size = -1, FIRST_SEARCH

    def line_with_word(position: int) -> int:
        nonlocal searched, size
        if position >= searched:
            size = SEARCH_GROWTH * size if position == searched else FIRST_SEARCH
            searched = text.find("\n", position + size, end) + 1 or end
        for number, place in enumerate(places):
            if place <= position:
                found = text.find(words[number], position, searched)
                places[number] = searched if found == -1 else found
        first = min(places, default=end)
        return first if first == searched else text.rfind("\n", position, first) + 1 or position

    return line_with_word
