"""The grammar of review pages: its files, and the engine that is made of them."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from io import FileIO
from os import sep
from typing import TYPE_CHECKING, Any, Final

from reviewparse.engine import Engine
from reviewparse.loading import LOADING

if TYPE_CHECKING:
    from reviewparse.engine.patterns import Grammar

__all__ = ["FILES", "engine", "opening", "prepared", "read_file", "required", "source", "terminal", "terminal_text"]

FILES: Final = ("page", "l1_scores", "l1_reviews", "l1_texts", "l2", "l3", "details", "cut_texts", "common")
"""The files of the grammar, in the order in which they are read as one."""


def read_file(name: str) -> str:
    """The text of the grammar file `name`, such as `"page.lark"`.

    The files stand inside the package where it is installed, at the top of the project in a checkout.

    Raises:
        FileNotFoundError: the grammar has no such file.

    >>> read_file("README.md").startswith("# ")
    True
    """
    package, project = (f"{__file__.rsplit(sep, count)[0]}{sep}grammar{sep}{name}" for count in (1, 3))
    try:
        # `pkgutil` and `pathlib` would take longer to import than all files to read.
        data = _data_of(package)
    except OSError:
        try:
            with FileIO(project) as file:
                data = file.read()
        except OSError:
            raise FileNotFoundError(f"The grammar of reviewparse has no file {name!r}.") from None
    return data.decode("utf-8").replace("\r\n", "\n")


def _data_of(path: str) -> bytes:
    """The bytes of a file of the package, which may be in a zip."""
    loader: Any = __loader__  # type: ignore[name-defined]
    return bytes(loader.get_data(path))


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
    return Engine(source()) if _PREPARED is None else Engine.of_outline(_PREPARED.OUTLINE, _PREPARED.TERMINALS)


@cache
def terminal(name: str) -> re.Pattern[str]:
    """The pattern of one terminal of the grammar."""
    return re.compile(terminal_text(name))


def opening(*names: str) -> str:
    """A regular expression of the first letters of the lines that begin with one of these terminals, past white space.

    >>> opening("_LONE_VALUE")
    '(?=[A-Z]|[0-9])(?:[A-Z][A-Za-z][A-Za-z][^\\\\S\\\\n]*+[0-9](?:,|[0-9])|[0-9])'
    """
    with LOADING:
        from reviewparse.engine.beginnings import beginnings, one_of
    found = dict.fromkeys(letters for name in names for letters in beginnings(terminal_text(name)))
    first = dict.fromkeys(letters[0].replace(" ", r"[^\S\n]*+") for letters in found)
    return f"(?={'|'.join(first)}){one_of(found)}"  # one class mostly, which dismisses most lines


@cache
def required(name: str) -> tuple[str, ...]:
    """Strings of which one is in each line that a terminal matches.

    >>> required("_LINK_APART")
    (' FULL REVIEW',)
    """
    with LOADING:
        from reviewparse.engine.beginnings import words
    return words(terminal_text(name))


def terminal_text(name: str) -> str:
    """The regular expression of one terminal of the grammar."""
    return _grammar().terminal(name) if _PREPARED is None else str(_PREPARED.TERMINALS[name])


def _grammar() -> Grammar:
    with LOADING:
        from reviewparse.engine.patterns import grammar_of
    return grammar_of(source())


def prepared() -> str:
    """The text of the module `reviewparse.prepared`, which the build of a wheel adds to the package.

    It has what is worked out of the grammar before a text can be read, and a checksum of the grammar: where that is
    another one, or there is no such module, all is worked out of the grammar when the first text is read.
    """
    grammar = _grammar()
    terminals = {name: grammar.terminal(name) for name in grammar.terminals}
    values = {"CHECKSUM": _checksum(), "OUTLINE": Engine(source()).outline, "TERMINALS": terminals}
    heading = '"""Made of the grammar when this package was built: `reviewparse.review_grammar.prepared`."""'
    return "\n".join((heading, *(f"{name} = {value!r}" for name, value in values.items()), ""))


def _checksum() -> int:
    from zlib import crc32

    return crc32(source().encode())


def _module_prepared() -> Any:
    try:
        module = import_module("reviewparse.prepared")
    except ModuleNotFoundError:
        return None
    return module if _checksum() == module.CHECKSUM else None


_PREPARED: Final = _module_prepared()

if _PREPARED is None:
    import_module("reviewparse.engine.compiler")
