"""A text to pages, by the grammar: the quick way (`scan`) and Lark's own (`read_plainly`), with equal results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from reviewparse import transform
from reviewparse.assemble import Assembler, Manner, manner
from reviewparse.scanner import LETTERS, OTHER, Block, State, machine

if TYPE_CHECKING:
    from lark import Token, Tree

    from reviewparse.records import Review

__all__ = ["FIRST_LETTERS", "block_named", "plan_of", "read_plainly", "read_review", "scan", "state_after"]

Builder: TypeAlias = "Callable[[int, Sequence[str | None]], Review]"
"""Makes a review of the number of its first line and the texts of its fields."""

LOST: Final = ("unknown", "unknown_below", "trailing", "l2_trailing")
"""The parts of a review that are not of the format."""

_BUILDERS: Final[dict[str, tuple[Builder, tuple[str, ...]]]] = {
    "l2_critic_review": (transform.l2_critic_review, transform.L2_CRITIC),
    "critic_review": (transform.critic_review, transform.CRITIC),
    "user_review": (transform.user_review, transform.USER),
}
FIRST_LETTERS: Final = re.compile(rf"[^\S\n]*+(\S[^\n]{{0,{LETTERS - 1}}}\n?)")

_OTHER: Final = manner(OTHER)
_SAME: Final = {
    "l2_critic_text": "text", "l2_user_text": "user_text", "l2_user_line": "user_text", "l2_trailing": "trailing",
}  # fmt: skip
"""What a layout's own fields are called where the layouts are one."""


class _Plan(NamedTuple):
    """How the block of a review becomes a record.

    `groups` are those of the arguments of `build`, `None` where all groups in their order are. `spares` are other
    groups in which an argument may stand. `lost` are the places of three arguments in which stands what is not of the
    format, or that are `None`; `date` is that of the date, which is not of the format where no calendar has it.
    """

    build: Builder
    user: bool
    l2: bool
    groups: tuple[int, ...] | None
    spares: tuple[tuple[int, tuple[int, ...]], ...]
    lost: tuple[int, int, int]
    date: int


@cache
def plan_of(block: Block) -> _Plan | None:
    """The plan of a block, `None` for one that is not a review."""
    rule = _review_rule(block.name)
    if rule is None:
        return None
    build, parameters = _BUILDERS[rule]
    fields = tuple(_SAME.get(field, field) for field in block.fields)
    groups: dict[str, list[int]] = {}
    for group, field in enumerate(fields, 1):
        groups.setdefault(field, []).append(group)
    never = len(fields) + 1
    given = [groups.get(parameter, []) for parameter in parameters]
    lost = [place for place, parameter in enumerate(parameters) if parameter in LOST]
    first, second, third = lost + [len(parameters)] * (3 - len(lost))
    return _Plan(
        build,
        rule == "user_review",
        "l2_" in block.name,
        None if fields == parameters else (*(numbers.pop(0) if numbers else never for numbers in given), never),
        tuple((place, tuple(numbers)) for place, numbers in enumerate(given) if numbers and fields != parameters),
        (first, second, third),
        parameters.index("date"),
    )


@cache
def _manner(block: Block) -> Manner:
    return manner(block.name, block.fields)


def _review_rule(name: str) -> str | None:
    """Which of `_BUILDERS` makes the records of a rule, `None` where it does not read a review."""
    place, _, base = name.partition("_")
    rule = base if base in _BUILDERS else base.removeprefix("l2_")
    return rule if rule in _BUILDERS and place in ("first", "next", "later") else None


def scan(text: str, assembler: Assembler, line: int = 1, position: int = 0, end: int | None = None) -> int:
    """Read a text from `position` to `end`, where a line must end, into the assembler; `line` is where that is.

    Returns the number of the line after the text, or after the block at which its first page has ended.
    """
    return _run(text, assembler, line, position, len(text) if end is None else end)[1]


def state_after(text: str, end: int) -> State:
    """The state in which a text is read on from `end`, where a line must end."""
    return _run(text, Assembler(), 1, 0, end)[0]


def _run(text: str, assembler: Assembler, line: int, position: int, end: int) -> tuple[State, int]:
    states, leading, others, other = machine()
    if blank := leading.match(text, position, end):
        line += text.count("\n", position, blank.end())
        position = blank.end()
    state = states[0]
    while position < end:
        block = state.blocks[0]
        if block is state.list_block:
            pattern: Any = block.pattern  # typeshed does not know of `scanner`, which standard library lexers use
            matches = iter(pattern.scanner(text, position, end).match, None)
            position, line = _reviews(text, matches, position, line, block, assembler)
            if position == end:
                break
        letters = FIRST_LETTERS.match(text, position, end)
        for block, target in state.choices(letters[1]) if letters else ():
            if found := block.pattern.match(text, position, end):
                state = states[target]
                break
        else:
            found = others.match(text, position, end) or other.match(text, position, end)
            assert found is not None, "a text ends where a line does"
            assembler.take(_OTHER, line, found[0])
            line += text.count("\n", position, found.end())
            position = found.end()
            state = states[state.other]
            continue
        if plan_of(block) is not None:
            position, line = _reviews(text, (found,), position, line, block, assembler)
            continue
        if "l2_" in block.name:
            assembler.l2()
        assembler.take(_manner(block), line, found[0], found.groups())
        if assembler.boundary is not None:
            break
        line += text.count("\n", position, found.end())
        position = found.end()
    return state, line


def _reviews(
    text: str, matches: Iterable[re.Match[str]], position: int, line: int, block: Block, assembler: Assembler
) -> tuple[int, int]:
    """Take the reviews that a block matched one after the other; returns the position and line number after them."""
    plan = plan_of(block)
    assert plan is not None, f"{block.name} is not a review"
    build, user, l2, groups, spares, lost, date = plan
    first, second, third = lost
    append: Callable[[Any], None] | None = None
    count = text.count
    for found in matches:
        if append is None:
            into: list[Any] = assembler.user_reviews(line) if user else assembler.critic_reviews(line)
            append = into.append
            if l2:
                assembler.l2()
        values = found.groups() if groups is None else found.group(*groups)
        if spares:
            values = _filled(found, values, spares)
        review = build(line, values)
        append(review)
        no_date = review.date is None and values[date] is not None
        if no_date or not values[first] is values[second] is values[third] is None:
            for place in sorted((date, *lost)) if no_date else lost:
                if values[place] is not None:
                    start = found.start(_group(plan, place, found))
                    _lose(text, position, line, start, values[place] or "", assembler)
        after = found.end()
        line += count("\n", position, after)
        position = after
    return position, line


def _group(plan: _Plan, place: int, found: re.Match[str]) -> int:
    """The group in which an argument stands."""
    if plan.groups is None:
        return place + 1
    spares = [group for spare, others in plan.spares if spare == place for group in others]
    return next(group for group in (plan.groups[place], *spares) if found[group] is not None)


def _filled(
    found: re.Match[str], values: tuple[str | None, ...], spares: tuple[tuple[int, tuple[int, ...]], ...]
) -> tuple[str | None, ...]:
    """The values, those that stand in another group than their first filled in from there."""
    filled = list(values)
    for place, groups in spares:
        for group in groups:
            filled[place] = found[group] if filled[place] is None else filled[place]
    return tuple(filled)


@cache
def block_named(name: str) -> Block:
    """The first alternative of a rule: of reviews, the one with the margins that `render` writes."""
    return next(block for state in machine().states for block in state.blocks if block.name == name)


def read_review(name: str, item: str) -> Review | None:
    """The review of a rule's name that an item is, `None` where it is not one, whole and with nothing lost."""
    block = block_named(name)
    plan = plan_of(block)
    found = block.pattern.fullmatch(item)
    if plan is None or found is None:
        return None
    values = found.groups() if plan.groups is None else found.group(*plan.groups)
    review = plan.build(1, values)
    no_date = review.date is None and values[plan.date] is not None
    return None if no_date or any(values[place] for place in plan.lost) else review


def _lose(text: str, start: int, line: int, position: int, content: str, assembler: Assembler) -> None:
    """List the whole lines that hold `content`, which begins at `position` in the review that begins at `start`."""
    first = text.rfind("\n", 0, position) + 1
    last = text.find("\n", position + len(content.rstrip()))
    assembler.lost(line + text.count("\n", start, first), text[first:last])


# --- Lark's own way ---------------------------------------------------------------------------------------------------


def read_plainly(text: str, assembler: Assembler) -> int:
    """Do what `scan` does with Lark's own lexer and LALR parser and the tree that they make."""
    from reviewparse.grammar import plain_parser

    tree: Tree[Token] = plain_parser().parse(text)
    for block in tree.children:
        rule, meta = str(block.data), block.meta  # type: ignore[union-attr]
        source = text[meta.start_pos : meta.end_pos]
        if "l2_" in rule:
            assembler.l2()
        fields = [_field(child, text) for child in block.children]  # type: ignore[union-attr]
        kind = _review_rule(rule)
        if kind is not None:
            build, parameters = _BUILDERS[kind]
            given: dict[str, str] = {}
            for name, content, _ in fields:
                given.setdefault(_SAME.get(name, name), content)
            line = meta.line
            into: list[Any] = assembler.user_reviews(line) if kind == "user_review" else assembler.critic_reviews(line)
            review = build(line, [*map(given.get, parameters), None])
            into.append(review)
            for name, content, position in fields:
                if name in LOST or (name == "date" and review.date is None):
                    _lose(text, meta.start_pos, line, position, content, assembler)
        else:
            names, contents = tuple(name for name, _, _ in fields), [content for _, content, _ in fields]
            assembler.take(manner(rule, names), meta.line, source, contents)
            if assembler.boundary is not None:
                break
    return text.count("\n") + 1


def _field(child: Any, text: str) -> tuple[str, str, int]:
    """A field's name, text and position, of a token or of the tree of a rule."""
    if hasattr(child, "data"):
        return str(child.data), text[child.meta.start_pos : child.meta.end_pos], child.meta.start_pos
    return child.type.lower(), str(child), child.start_pos
