"""Faults that are put into the package one at a time, and that the harness has to find."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, NamedTuple

from attrs import evolve

from reviewparse.records import Citation

__all__ = ["FAULTS", "Fault", "plant"]


class Fault(NamedTuple):
    """A fault: which target has to find it, what of the package is replaced, and what makes the replacement of it."""

    target: str
    module: str
    name: str
    change: Callable[[Any], Any]


def plant(fault: Fault) -> None:
    """Put a fault into the package that is loaded."""
    module = import_module(f"reviewparse.{fault.module}")
    setattr(module, fault.name, fault.change(getattr(module, fault.name)))


def _without_long_lines(whole: Any) -> Any:
    class Builder(whole):  # type: ignore[misc]
        def unread(self, line: int, start: int, end: int) -> None:
            if end - start < 60:
                super().unread(line, start, end)

    return Builder


def _without_authors(whole: Any) -> Any:
    class Builder(whole):  # type: ignore[misc]
        def add(self, kind: Any, review: Any, *layout: Any) -> None:
            super().add(kind, evolve(review, author=None), *layout)

    return Builder


def _at_another_offset(whole: Any) -> Any:
    return lambda code, message, line, column, offset, source: whole(
        code, message, line, column, offset + (line > 1), source
    )


def _fails_for_a_missing_key(whole: Any) -> Any:
    return lambda: lambda tree: (tree["title"], whole()(tree))[1]


FAULTS: Final = {
    "number with a control character": Fault("text", "transformer.base", "number_of", lambda _: int),
    "last line of a text lost": Fault(
        "text",
        "transformer.l1_reviews",
        "text_of",
        lambda whole: lambda printed: whole(printed).rpartition("\n")[0] or whole(printed),
    ),
    "long lines not listed": Fault("text", "parsing", "PageBuilder", _without_long_lines),
    "thousands cut off": Fault(
        "text", "transformer.base", "optional_count", lambda whole: lambda text: text and whole(text.split(",")[0])
    ),
    "citation cut off": Fault(
        "text", "transformer.l1_reviews", "citation_of", lambda _: lambda printed: Citation(printed.strip()[1:7])
    ),
    "error at the wrong place": Fault("text", "parsing", "ReviewParseError", _at_another_offset),
    "author lost": Fault("pieces", "parsing", "PageBuilder", _without_authors),
    "carriage return between pieces": Fault(
        "pieces",
        "parsing",
        "_cleaned",
        lambda whole: lambda pieces: whole(piece.removesuffix("\r") for piece in pieces),
    ),
    "words behind an end tag lost": Fault(
        "html", "html", "text_of", lambda whole: lambda page: whole(page.replace("</li>", "<!--", 1))
    ),
    "missing key fails": Fault("json", "serialization", "_page_reader", _fails_for_a_missing_key),
    "half a surrogate pair not escaped": Fault(
        "command",
        "cli.formats",
        "dump",
        lambda _: lambda tree, indent=None: json.dumps(tree, ensure_ascii=False, indent=indent).encode(),
    ),
}
