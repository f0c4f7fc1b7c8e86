"""The grammar of review pages: its files, and the engine that is made of them."""

from __future__ import annotations

import re
from functools import cache
from pkgutil import get_data
from typing import Final

from reviewparse.engine import Engine
from reviewparse.engine.beginnings import beginnings, one_of, words
from reviewparse.engine.patterns import grammar_of

__all__ = ["FILES", "engine", "opening", "read_file", "required", "source", "terminal"]

FILES: Final = ("page", "l1_scores", "l1_reviews", "l2", "l3", "details", "common")
"""The files of the grammar, in the order in which they are read as one."""


def read_file(name: str) -> str:
    """The text of the grammar file `name`, such as `"page.lark"`.

    The files stand inside the package where it is installed, at the top of the project in a checkout.

    Raises:
        FileNotFoundError: the grammar has no such file.

    >>> read_file("README.md").startswith("# ")
    True
    """
    try:
        data = get_data("reviewparse", f"grammar/{name}")  # unlike a path, right in a zip too
    except OSError:
        data = None
    if data is not None:
        return data.decode("utf-8")
    from pathlib import Path  # takes long to import, and an installed package never comes here

    checkout = Path(__file__).parents[2] / "grammar" / name
    if not checkout.is_file():
        raise FileNotFoundError(f"The grammar of reviewparse has no file {name!r}.")
    return checkout.read_text(encoding="utf-8")


@cache
def source() -> str:
    """The whole grammar in Lark's notation."""
    return "\n".join(read_file(f"{name}.lark") for name in FILES)


@cache
def engine() -> Engine:
    """The engine of the grammar; made on first use.

    Threads that ask for it at once may each make one, and all are equal. A lock would be worse: a process that is
    forked while another thread holds it waits for ever.
    """
    return Engine(source())


@cache
def terminal(name: str) -> re.Pattern[str]:
    """The pattern of one terminal of the grammar."""
    return re.compile(grammar_of(source()).terminal(name))


def opening(*names: str) -> str:
    """A regular expression of the first letters of the lines that begin with one of these terminals, past white space.

    >>> opening("_LONE_VALUE")
    '(?=[A-Z]|[0-9])(?:[A-Z][a-z][a-z][^\\\\S\\\\n]*+[0-9](?:,|[0-9])|[0-9])'
    """
    grammar = grammar_of(source())
    found = dict.fromkeys(letters for name in names for letters in beginnings(grammar.terminal(name)))
    first = dict.fromkeys(letters[0].replace(" ", r"[^\S\n]*+") for letters in found)
    return f"(?={'|'.join(first)}){one_of(found)}"  # one class mostly, which dismisses most lines


def required(name: str) -> tuple[str, ...]:
    """Strings of which one is in each line that a terminal matches.

    >>> required("_LINK_APART")
    (' FULL REVIEW',)
    """
    return words(grammar_of(source()).terminal(name))
