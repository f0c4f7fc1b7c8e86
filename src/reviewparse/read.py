"""A text to pages, by the grammar: the quick way (`scan`) and Lark's own (`parse_plainly`), with equal results."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reviewparse import transform
from reviewparse.assemble import Assembler, Statement
from reviewparse.scanner import OTHER, Block, State, machine

if TYPE_CHECKING:
    from lark import Token, Tree

    from reviewparse.records import Review

__all__ = ["read_plainly", "read_review", "scan"]

LOST: Final = ("unknown", "trailing", "l2_trailing", "no_date")
"""The parts of a review that are not of the format."""

_CRITIC: Final = ("number", "publication", "author", "date", "score", "critic_text", "citation")
_USER: Final = (
    "number", "name", "date", "score", "spoiler", "user_text", "expand", "full_review", "helpful", "helpful_total",
)  # fmt: skip
_L2_CRITIC: Final = ("score", "publication", "author", "date", "byline", "text", "citation")
_BUILDERS: Final[dict[str, tuple[Callable[..., Review], tuple[str, ...]]]] = {
    "l2_critic_review": (transform.l2_critic_review, _L2_CRITIC),
    "critic_review": (transform.critic_review, _CRITIC),
    "user_review": (transform.user_review, _USER),
}
_SAME: Final = {
    "publication_cell": "publication", "author_cell": "author", "dated_byline": "byline", "l2_cited_line": "text",
    "l2_critic_line": "text", "l2_user_text": "user_text", "l2_name": "name", "spoiler_note": "spoiler",
    "l2_expand": "expand", "l2_citation": "citation",
}  # fmt: skip
"""What a layout's own terminals are called where the layouts are one."""


class _Plan(NamedTuple):
    """How a block of a review becomes a record: the builder, and the groups of its arguments and of what is lost."""

    build: Callable[..., Review]
    user: bool
    arguments: tuple[int, ...]
    spares: tuple[tuple[int, tuple[int, ...]], ...]
    lost: tuple[int, ...]


@cache
def _plan(block: Block) -> _Plan | None:
    """The plan of a block, `None` for one that is not a review."""
    base = block.name.partition("_")[2]
    rule = base if base in _BUILDERS else base.removeprefix("l2_")
    if rule not in _BUILDERS or not block.name.startswith(("first_", "next_", "later_")):
        return None
    build, parameters = _BUILDERS[rule]
    groups: dict[str, list[int]] = {}
    for group, field in enumerate(block.fields, 1):
        groups.setdefault(_parameter(field, rule), []).append(group)
    never = len(block.fields) + 1
    arguments = tuple(groups.get(parameter, [never])[0] for parameter in parameters)
    spares = tuple(
        (place, tuple(groups[parameter][1:]))
        for place, parameter in enumerate(parameters)
        if len(groups.get(parameter, ())) > 1
    )
    lost = tuple(group for name in LOST for group in groups.get(name, ()))
    return _Plan(build, rule == "user_review", arguments, spares, lost)


def _parameter(field: str, rule: str) -> str:
    """The builder's name of a field."""
    if field.endswith("number"):
        return "number"
    if field.endswith("_score"):
        return "score"
    if field == "l2_line":
        return "user_text" if rule == "user_review" else "text"
    return _SAME.get(field, field)


def scan(text: str, assembler: Assembler, line: int = 1, position: int = 0, end: int | None = None) -> State:
    """Read a text from `position` to `end`, where a line must end, into the assembler; `line` is the first line's number.

    Returns the state in which the text, or its first page, ends.
    """
    states, leading, others = machine()
    if end is None:
        end = len(text)
    if blank := leading.match(text, position, end):
        line += text.count("\n", position, blank.end())
        position = blank.end()
    state = states[0]
    while position < end:
        if found := others.match(text, position, end):
            assembler.take(Statement(OTHER, line, found[0], ()))
            line += text.count("\n", position, found.end())
            position = found.end()
            state = states[state.other]
            continue
        opening = state.opening.match(text, position, end)
        if opening is None:  # what would open a block elsewhere opens none here
            after = _line_end(text, position, end)
            assembler.take(Statement(OTHER, line, text[position:after], ()))
            line += text.count("\n", position, after)
            position = after
            state = states[state.other]
            continue
        number = (opening.lastindex or 1) - 1
        block = state.blocks[number]
        state = states[state.targets[number]]
        if "l2_" in block.name:
            assembler.l2()
        plan = _plan(block)
        if plan is not None:
            position, line = _review(text, position, end, line, block, plan, assembler)
            continue
        found = block.pattern.match(text, position, end)
        assert found is not None, f"{block.name} was opened but does not complete"
        assembler.take(Statement(block.name, line, found[0], tuple(zip(block.fields, found.groups(), strict=False))))
        if assembler.boundary is not None:
            break
        line += text.count("\n", position, found.end())
        position = found.end()
    return state


_BLANK: Final = re.compile(r"[^\n]*+\n(?:[^\S\n]*+\n)*+")


def _line_end(text: str, position: int, end: int) -> int:
    """Where the line ends that begins at this position, blank lines after it included."""
    found = _BLANK.match(text, position, end)
    return found.end() if found else end


def _review(
    text: str, position: int, end: int, line: int, block: Block, plan: _Plan, assembler: Assembler
) -> tuple[int, int]:
    """Read one review; returns the position and the line number after it."""
    found = block.pattern.match(text, position, end)
    assert found is not None, f"{block.name} was opened but does not complete"
    into: list[Any] = assembler.user_reviews(line) if plan.user else assembler.critic_reviews(line)
    values = found.group(*plan.arguments)
    if plan.spares:
        filled = list(values)
        for place, groups in plan.spares:
            for group in groups:
                filled[place] = found[group] if filled[place] is None else filled[place]
        values = tuple(filled)
    into.append(plan.build(line, *values))
    for group in plan.lost:
        if found[group] is not None:
            _lose(text, found.start(), line, found.start(group), found[group], assembler)
    after = found.end()
    return after, line + text.count("\n", position, after)


@cache
def _block(name: str) -> Block:
    """The first alternative of a rule: of reviews, the one with the margins that `render` writes."""
    return next(block for state in machine().states for block in state.blocks if block.name == name)


def read_review(name: str, item: str) -> Review | None:
    """The review of a rule's name that an item is, `None` where it is not one, whole and with nothing lost."""
    block = _block(name)
    plan = _plan(block)
    found = block.pattern.fullmatch(item)
    if plan is None or found is None or any(found[group] is not None for group in plan.lost):
        return None
    return plan.build(1, *found.group(*plan.arguments))


def _lose(text: str, start: int, line: int, position: int, content: str, assembler: Assembler) -> None:
    """List the whole lines that hold `content`, which begins at `position` in the review that begins at `start`."""
    first = text.rfind("\n", 0, position) + 1
    last = text.find("\n", position + len(content.rstrip()))
    assembler.lost(line + text.count("\n", start, first), text[first:last])


# --- Lark's own way ------------------------------------------------------------------------------------------------------


def read_plainly(text: str, assembler: Assembler) -> None:
    """Do what `scan` does with Lark's own lexer and LALR parser and the tree that they make."""
    from reviewparse.grammar import plain_parser

    tree: Tree[Token] = plain_parser().parse(text)
    for block in tree.children:
        rule, meta = str(block.data), block.meta  # type: ignore[union-attr]
        source = text[meta.start_pos : meta.end_pos]
        if "l2_" in rule:
            assembler.l2()
        fields = [_field(child, text) for child in block.children]  # type: ignore[union-attr]
        base = rule.partition("_")[2]
        kind = base if base in _BUILDERS else base.removeprefix("l2_")
        if kind in _BUILDERS and rule.startswith(("first_", "next_", "later_")):
            build, parameters = _BUILDERS[kind]
            given: dict[str, str] = {}
            for name, content, _ in fields:
                given.setdefault(_parameter(name, kind), content)
            line = meta.line
            into: list[Any] = assembler.user_reviews(line) if kind == "user_review" else assembler.critic_reviews(line)
            into.append(build(line, *(given.get(parameter) for parameter in parameters)))
            for name, content, position in fields:
                if name in LOST:
                    _lose(text, meta.start_pos, line, position, content, assembler)
        else:
            assembler.take(Statement(rule, meta.line, source, tuple((name, content) for name, content, _ in fields)))
            if assembler.boundary is not None:
                return


def _field(child: Any, text: str) -> tuple[str, str, int]:
    """A field's name, text and position, of a token or of the tree of a rule."""
    if hasattr(child, "data"):
        return str(child.data), text[child.meta.start_pos : child.meta.end_pos], child.meta.start_pos
    return child.type.lower(), str(child), child.start_pos
