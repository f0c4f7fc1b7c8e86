"""Faults that are put into the package one at a time, and that the harness has to find."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from reviewparse import errors, parsing, serialization
from reviewparse.cli import commands
from reviewparse.html import text as html_text
from reviewparse.pages import PageBuilder
from reviewparse.records import Citation, CriticReview
from reviewparse.transformer import l1_reviews, l1_scores

__all__ = ["FAULTS", "Fault"]


class Fault(NamedTuple):
    """A fault: which target has to find it, and how it is put in."""

    target: str
    plant: Callable[[], None]


def _number_with_control_character() -> None:
    l1_scores.number_of = int


def _last_line_of_a_text_lost() -> None:
    whole = l1_reviews.text_of
    l1_reviews.text_of = lambda printed: whole(printed).rpartition("\n")[0] or whole(printed)


def _long_lines_not_listed() -> None:
    whole = PageBuilder.unread

    def unread(self: PageBuilder, line: int, text: str) -> None:
        whole(self, line, "\n".join(each if len(each) < 60 else "" for each in text.split("\n")))

    PageBuilder.unread = unread  # type: ignore[method-assign]


def _thousands_cut_off() -> None:
    whole = l1_scores.count_of
    l1_scores.count_of = lambda printed: whole(printed.partition(",")[0])
    l1_scores.optional_count = lambda printed: None if printed is None else l1_scores.count_of(printed)


def _citation_cut_off() -> None:
    l1_reviews.citation_of = lambda printed: Citation(printed.strip()[1:7])


def _author_lost() -> None:
    l1_reviews.CriticReview = lambda number, by, author, *rest: CriticReview(number, by, None, *rest)


def _error_at_the_wrong_place() -> None:
    whole = errors.ReviewParseError

    def error(code: str, message: str, line: int, column: int, offset: int, source: str) -> errors.ReviewParseError:
        return whole(code, message, line, column, offset + (line > 1), source)

    parsing.ReviewParseError = error


def _second_of_two_blocks_lost() -> None:
    whole = html_text.text_of

    def text_of(page: str) -> str:
        return whole(page.replace("</b></div>", "<!--", 1))

    from reviewparse import html

    html.text_of = text_of


def _wrong_title_not_refused() -> None:
    whole: Any = serialization._read_page

    def read(tree: dict[str, Any]) -> Any:
        str.strip(tree.get("title") or "")
        return whole(tree)

    serialization._read_page = read


def _carriage_return_between_pieces() -> None:
    whole = parsing._cleaned

    def cleaned(pieces: Iterator[str]) -> Iterator[tuple[str, bool]]:
        return whole(piece.removesuffix("\r") for piece in pieces)

    parsing._cleaned = cleaned


def _half_a_pair_not_escaped() -> None:
    commands.dump = lambda tree, indent=None: json.dumps(tree, ensure_ascii=False, indent=indent).encode()


FAULTS: Final = {
    "number with a control character": Fault("text", _number_with_control_character),
    "last line of a text lost": Fault("text", _last_line_of_a_text_lost),
    "long lines not listed": Fault("text", _long_lines_not_listed),
    "thousands cut off": Fault("text", _thousands_cut_off),
    "citation cut off": Fault("text", _citation_cut_off),
    "author lost": Fault("pieces", _author_lost),
    "error at the wrong place": Fault("text", _error_at_the_wrong_place),
    "words behind an end tag lost": Fault("html", _second_of_two_blocks_lost),
    "wrong title not refused": Fault("json", _wrong_title_not_refused),
    "carriage return between pieces": Fault("pieces", _carriage_return_between_pieces),
    "half a surrogate pair not escaped": Fault("command", _half_a_pair_not_escaped),
}
