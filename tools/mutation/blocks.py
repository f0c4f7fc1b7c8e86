"""Texts of which two grammars make different blocks: `python -m tools.mutation.blocks FILE`, in a copy of the project.

What is read from a text depends on its blocks alone, unless the two also differ in a terminal that the code looks for
or in the rules that a state expects, which an error names. Where both grammars are compiled to one machine, no text can
differ. FILE is a request as JSON: the arguments of `Texts`, and `numbers`, the first number of a text and the number
behind the last. Prints, as JSON, `none` where no text can differ, `all` where no block tells, else the numbers of the
texts that differ, at most `MOST`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reviewparse import parse_all
from reviewparse.engine import Engine
from reviewparse.engine.patterns import grammar_of
from reviewparse.parsing import ready
from tools.mutation.texts import Texts

__all__ = ["main"]

MOST: Final = 50
_OTHER: Final = re.compile(r"[^\n]*\S[^\n]*")


def main(arguments: list[str]) -> None:
    request = json.loads(Path(arguments[0]).read_text("utf-8"))
    first, end = request.pop("numbers")
    grammars = request["grammars"]
    try:
        one, other = map(Engine, grammars)
    except Exception:
        print('"all"')
        return
    if _expected(one) != _expected(other) or _looked_for(grammars):
        print('"all"')
        return
    if _machine(one) == _machine(other):
        print('"none"')
        return
    if first == end:
        print("[]")
        return
    texts = Texts(**request)
    found: list[int] = []
    for number in range(first, end):
        text = ready(texts.text(number))
        if any(_blocks(one, text, start) != _blocks(other, text, start) for start in _starts(text)):
            found.append(number)
            if len(found) == MOST:
                break
    print(json.dumps(found))


def _starts(text: str) -> Iterator[int]:
    """Where the pages of a text begin, from which it is read anew."""
    yield 0
    for page in list(parse_all(text))[1:]:
        start = 0
        for _ in range((page.first_line or 1) - 1):
            start = text.index("\n", start) + 1
        yield start


def _blocks(engine: Engine, text: str, start: int) -> list[Any]:
    """The blocks from `start`; lines that fit nowhere one by one, for one grammar may take several at once."""
    found: list[Any] = []
    for block in engine.blocks(text, 1, start):
        if block.rule.name == "other_line":
            found += [other.span() for other in _OTHER.finditer(text, block.start, block.end)]
        else:
            found.append((block.rule.name, block.start, block.end, block.spans()))
    return found


def _machine(engine: Engine) -> list[Any]:
    """All that an engine goes by: in each state what can be read, in which order, and where it leads."""
    return [
        (
            state.name, state.other, state.targets,
            [(form.rule.name, form.opening_text, form.rest_text, form.patterns) for form in state.forms],
        )
        for state in engine.states
    ]  # fmt: skip


def _expected(engine: Engine) -> list[tuple[str, list[str]]]:
    return [(state.name, sorted({form.rule.name for form in state.forms})) for state in engine.states]


def _looked_for(grammars: list[str]) -> bool:
    """Whether a terminal that the code names differs."""
    code = "\n".join(path.read_text("utf-8") for path in sorted(Path("src").rglob("*.py")))
    names = re.findall(r"^(_?[A-Z][A-Z0-9_]*)(?:\.-?[0-9]+)?:", grammars[0], re.MULTILINE)
    named = [name for name in names if re.search(rf"\b{name}\b", code)]
    one, other = map(grammar_of, grammars)
    return any(one.terminal(name) != other.terminal(name) for name in named)


if __name__ == "__main__":
    main(sys.argv[1:])
