"""Records as JSON and back: pages, rows of tables and summaries, one dict or one JSON line each.

`to_dict` returns dicts, lists, strings, ints, bools and `None`, which `json.dumps` accepts. Each field has its own name
as key. Absent is `null`; a date is ISO 8601; a User Score is a string, because 9.0 is not 9; a number is 0 to 2^63 - 1.
Each object names its record in `type`, and the outermost one the version of this form in `format`. Line numbers are
kept, so `from_dict` returns an equal record.

`json_schema` returns the JSON Schema (draft 2020-12), which the package also holds as the file `schema.json`.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from reviewparse.errors import ReviewError, not_taken
from reviewparse.limits import MAX_JSON_CHARS, checked_limit
from reviewparse.loading import LOADING
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
    listed,
)
from reviewparse.serialization.fields import named, schema
from reviewparse.serialization.forms import Json, Wrong
from reviewparse.serialization.line_lists import read_lines, write_lines
from reviewparse.serialization.reading import reader
from reviewparse.serialization.texts import text_of
from reviewparse.serialization.writing import writer
from reviewparse.serialization.written import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from attrs import AttrsInstance

    from reviewparse.aggregation.summary import Summary
    from reviewparse.tabulation import PageRow, ReviewRow

    Serializable: TypeAlias = ReviewPage | ReviewRow | PageRow | Summary

__all__ = ["FORMAT", "dump_lines", "from_dict", "json_schema", "load_lines", "to_dict"]

FORMAT: Final = 2
"""The version of the JSON that is written. 1 is that of release 0.1.0, which is read as well."""

_encode: Final = json.JSONEncoder(check_circular=False).encode
"""`json.dumps`, without looking for circles: what `to_dict` makes holds none."""

named(
    page=ReviewPage,
    critics=CriticSection,
    users=UserSection,
    critic_review=CriticReview,
    user_review=UserReview,
    distribution=Distribution,
    citation=Citation,
    helpful=Helpful,
    line=Line,
)


def to_dict(record: Serializable, *, unrecognized: bool = True) -> Json:
    """A page, a row of a table or a `Summary` as a dict, for `json.dumps`; `from_dict` is the way back.

    `unrecognized=False` leaves out the unrecognized lines of a page, which may be most of it.

    Raises `TypeError` for any other object, and `ReviewError` (code `bad-record`) for a record that holds a value of
    the wrong type, a number below 0 or one above 2^63 - 1; the message names the field.

    >>> from decimal import Decimal
    >>> page = ReviewPage(sections=(UserSection(score=Decimal("9.0")),), kind="game")
    >>> tree = to_dict(page)
    >>> tree["type"], tree["format"], tree["kind"], tree["sections"][0]["type"], tree["sections"][0]["score"]
    ('page', 2, 'game', 'users', '9.0')
    >>> from_dict(tree) == page
    True
    """
    try:
        if isinstance(record, ReviewPage):
            return _page_dict(record, unrecognized)
        with LOADING:
            from reviewparse.aggregation.summary import Summary
            from reviewparse.serialization.summaries import summary_dict
        if isinstance(record, Summary):
            return {"type": "summary", "format": FORMAT, **summary_dict(record)}
        for tag, kind in _row_kinds().items():
            if isinstance(record, kind):
                return {"type": tag, "format": FORMAT, **writer(kind)(record)}
    except Wrong as wrong:
        raise ReviewError("bad-record", f"{wrong}") from None
    raise not_taken("to_dict", "a ReviewPage, a row or a Summary", record, "parse a text first")


def from_dict(tree: Json) -> Any:
    """The record that `to_dict` wrote: a page, a row or a `Summary`, as `type` says.

    A missing key counts as `null`; only a page's `sections` and each section's `type` are required. The outermost dict
    of a page may hold other keys, such as a file's name, which are ignored. Elsewhere an unknown key is an error, so
    that a misspelled one is noticed.

    The JSON of release 0.1.0, which has no `format`, is read as well.

    Raises `TypeError` for anything but a dict, and `ReviewError` for a dict that is not such a record (code `bad-json`;
    the message names the place) or that a later version wrote (code `unknown-format`).

    >>> from_dict({"sections": [{"type": "critics", "score": 74}], "file": "page.txt"}).critics.score
    74
    >>> from_dict({"sections": [{"type": "critics", "score": "74"}]})
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: sections[0].score: expected a whole number from 0 to 2^63 - 1, not '74'
    """
    if not isinstance(tree, dict):
        raise not_taken("from_dict", "a dict", tree, "use json.loads on a text first")
    return _record_of(tree)


def _record_of(tree: Json, *, short: bool = False) -> Any:
    """What `from_dict` returns; with `short`, of a dict that `tree_of` made."""
    version = tree.get("format", 1)
    try:
        if type(version) is not int or version < 1:
            raise Wrong("the number of a format", version, "format")
        if version > FORMAT:
            message = (
                f"This JSON is of format {version if version < 10**9 else 'unknown'}; this release reads 1 to {FORMAT}."
            )
            raise ReviewError("unknown-format", message)
        kind = tree.get("type")
        if kind is None and "sections" not in tree and "critics" in tree:
            kind = "summary"  # as release 0.1.0 wrote it
        if kind is None or kind == "page":
            if "sections" not in tree:
                raise Wrong("the sections of a page", None, "sections")
            return _page_reader(short)(tree)
        if kind == "summary":
            with LOADING:
                from reviewparse.serialization.summaries import read_summary
            return read_summary({key: value for key, value in tree.items() if key not in ("type", "format")})
        if type(kind) is str and kind in _row_kinds():
            return reader(_row_kinds()[kind])({key: value for key, value in tree.items() if key != "format"})
        raise Wrong('"page", "review-row", "page-row" or "summary"', kind, "type")
    except Wrong as wrong:
        raise ReviewError("bad-json", f"{wrong}") from None


def dump_lines(records: Iterable[Serializable], *, unrecognized: bool = True) -> Iterator[str]:
    r"""Each record as a line of JSON, with its line end: JSON lines, as `file.writelines` takes them.

    `unrecognized` is that of `to_dict`. Raises `TypeError` for anything but an iterable, and what `to_dict` raises.

    >>> list(dump_lines([ReviewPage()]))[0].startswith('{"type": "page", "format": 2, ')
    True
    """
    if not isinstance(records, Iterable):
        raise not_taken("dump_lines", "an iterable of records, such as a list", records)
    return (_as_json(record, unrecognized) + "\n" for record in records)


def _as_json(record: Serializable, unrecognized: bool) -> str:
    if type(record) is ReviewPage or type(record) in _row_kinds().values():
        with suppress(Wrong):
            return text_of(record, FORMAT, unrecognized=unrecognized)
    return _encode(to_dict(record, unrecognized=unrecognized))


def load_lines(lines: Iterable[str | bytes], *, max_chars: int | None = MAX_JSON_CHARS) -> Iterator[Any]:
    r"""The records of JSON lines, such as an open file; blank lines are passed over.

    `max_chars` is how many characters, or bytes, a line may have, `None` for any number.

    Raises `TypeError` for anything but an iterable of `str` or `bytes`, and `ReviewError` (code `bad-json`,
    `unknown-format` or `too-long`) that names the line, from 1, and the place in it.

    >>> list(load_lines(dump_lines([ReviewPage(title="Blue Harbor")])))[0].title
    'Blue Harbor'
    >>> list(load_lines(["\n", '{"sections": 3}']))
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: line 2: sections: expected a list, not 3
    """
    if isinstance(lines, str | bytes | bytearray) or not isinstance(lines, Iterable):
        raise not_taken("load_lines", "an iterable of lines, such as an open file", lines, "splitlines() makes a list")
    return _loaded(lines, checked_limit(max_chars))


def _loaded(lines: Iterable[str | bytes], max_chars: int | None) -> Iterator[Any]:
    for number, line in enumerate(lines, 1):
        if not isinstance(line, str | bytes | bytearray):
            raise not_taken("load_lines", "lines that are str or bytes", line)
        if number == 1:
            line = line.removeprefix("\ufeff") if isinstance(line, str) else line.removeprefix(BOM_UTF8)
        if not line or line.isspace():
            continue
        if max_chars is not None and len(line) > max_chars:
            raise ReviewError("too-long", f"line {number}: this line is longer than {max_chars:,} characters", number)
        try:
            yield _loaded_record(line)
        except ReviewError as error:
            raise ReviewError(error.code, f"line {number}: {error.message}", number) from None
        except json.JSONDecodeError as error:
            column = error.colno if error.lineno == 1 else len(error.doc.rstrip()) + 1  # behind its end
            message = f"line {number}: not JSON: {error.msg} at column {column}"
            raise ReviewError("bad-json", message, number, column) from None
        except (Wrong, RecursionError, ValueError) as error:  # too deep, no UTF-8, or a number of over 4,300 digits
            raise ReviewError("bad-json", f"line {number}: {error}", number) from None


def _loaded_record(line: str | bytes) -> Any:
    if isinstance(line, str) and type(tree := tree_of(line)) is dict:
        try:
            return _record_of(tree, short=True)
        except ReviewError:
            pass  # what is wrong is said of what the line holds
    tree = json.loads(line)
    if not isinstance(tree, dict):
        raise Wrong("an object", tree)
    return from_dict(tree)


def json_schema() -> Json:
    """The JSON Schema of what `to_dict` returns, as in the package's file `schema.json`.

    A page may hold more keys than the schema names. Raises nothing.

    >>> sorted(json_schema()["$defs"])[:3]
    ['citation', 'class-count', 'critic-review']
    """
    with LOADING:
        from reviewparse.serialization.summaries import summary_schema
    inner = [CriticSection, UserSection, CriticReview, UserReview, Distribution, Citation, Helpful, Line]
    page = schema(ReviewPage)
    page["properties"] = {"type": {"const": "page"}, "format": {"const": FORMAT}, **page["properties"]}
    page["required"] = ["type", "format", "sections"]
    page["additionalProperties"] = True
    definitions = {"page": page, **dict(map(_definition, inner)), **summary_schema(FORMAT)}
    for tag, kind in _row_kinds().items():
        row = schema(kind)
        row["properties"] = {"type": {"const": tag}, "format": {"const": FORMAT}, **row["properties"]}
        row["required"] = list(row["properties"])
        definitions[tag] = row
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"reviewparse, format {FORMAT}",
        "oneOf": [{"$ref": f"#/$defs/{tag}"} for tag in ("page", *_row_kinds(), "summary")],
        "$defs": definitions,
    }


@cache
def _row_kinds() -> dict[str, type[AttrsInstance]]:
    """The classes of rows, by their `type` in JSON."""
    with LOADING:
        from reviewparse.tabulation import PageRow, ReviewRow
    named(review_row=ReviewRow, page_row=PageRow)
    return {"review-row": ReviewRow, "page-row": PageRow}


def _definition(kind: type[Any]) -> tuple[str, Json]:
    of = schema(kind)
    return of["properties"]["type"]["const"], of


_write_head: Final[Callable[[Any], Json]] = writer(ReviewPage, without="unrecognized")


@cache  # made when it is asked for, since many programs only write
def _page_reader(short: bool) -> Callable[[Any], Any]:
    return reader(ReviewPage, more=True, short=short, unrecognized=read_lines)


def _page_dict(page: ReviewPage, unrecognized: bool) -> Json:
    tree: Json = {"type": "page", "format": FORMAT, **_write_head(page)}
    if unrecognized:
        try:
            tree["unrecognized"] = write_lines(listed(page))
        except Wrong as wrong:
            raise wrong.below("unrecognized") from None
    return tree
