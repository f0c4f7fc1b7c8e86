"""A `Summary` as JSON and back: each field under its name, whole numbers and tables of them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import attrs

from reviewparse.aggregation.distinct import DistinctSummary
from reviewparse.aggregation.summary import CriticSummary, SectionSummary, Summary, UserSummary
from reviewparse.aggregation.tables import ClassCount, CountTable, NameTable, Row, RowTable
from reviewparse.serialization.forms import MOST, Json, Wrong

__all__ = ["read_summary", "summary_dict", "summary_schema"]

MONTH: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
CAN_BE_NEGATIVE: Final = frozenset(("lead",))
"""The sum of a row's differences from others."""


def summary_dict(summary: Summary) -> Json:
    """The summary as a dict; raises `Wrong` for a summary with an impossible value."""
    tree: Json = _tree(summary)
    read_summary(tree)
    return tree


def read_summary(tree: Json) -> Summary:
    """The summary that `summary_dict` wrote; raises `Wrong` for any other dict."""
    read: Summary = _read({key: value for key, value in tree.items() if key != "seen"}, Summary(), "")
    return read if "seen" not in tree else _distinct(read, tree["seen"])


def _distinct(figures: Summary, seen: Any) -> DistinctSummary:
    """The summary of what was seen, which has these figures."""
    if not isinstance(seen, list) or not all(isinstance(line, str) for line in seen):
        raise Wrong("an array of strings", seen, "seen")
    try:
        read = DistinctSummary.of_seen(seen, figures.critics.by_author.top)
    except (ValueError, LookupError, RecursionError):
        raise Wrong("what a summary of distinct reviews keeps", seen, "seen") from None
    if (read.pages, read.critics, read.users) != (figures.pages, figures.critics, figures.users):
        raise Wrong("what adds up to the figures", seen, "seen")
    return read


def _names(record: Any) -> list[str]:
    return [item.name for item in attrs.fields(type(record))]


def _tree(value: Any) -> Any:
    if isinstance(value, RowTable):
        names = _names(Row())
        return {str(key): dict(zip(names, figures, strict=True)) for key, figures in value.pairs}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, CountTable):
        return {str(key): count for key, count in value.pairs}
    if attrs.has(type(value)):
        return {name: _tree(getattr(value, name)) for name in _names(value)}
    return value


def _read(tree: Any, like: Any, name: str, best: int = 0) -> Any:
    """Make of a tree a value of the make of `like`, which is in the field `name`; `best` is the best score there."""
    if isinstance(like, CountTable):
        counts = _items(tree, 0, best)
        if name == "scores":
            return CountTable.of({_score(key, best): count for key, count in counts.items()})
        if counts.keys() != dict(like.pairs).keys():
            raise Wrong(f"the keys {', '.join(like)}", tree)
        return CountTable.of(counts)
    if isinstance(like, RowTable):
        rows = _items(tree, Row(), best)
        if (
            name == "by_month"
            and (wrong := next((key for key in rows if not re.fullmatch(MONTH, key)), None)) is not None
        ):
            raise Wrong("a month such as 2012-11", wrong)
        return RowTable.of({key: row.figures for key, row in rows.items()})
    if attrs.has(type(like)):
        names = _names(like)
        if not isinstance(tree, dict) or tree.keys() != set(names):
            raise Wrong(f"an object with the keys {', '.join(names)}", tree)
        if isinstance(like, SectionSummary):
            best = 100 if isinstance(like, CriticSummary) else 10
        record = type(like)(**{key: _below(key, tree[key], getattr(like, key), best) for key in names})
        _check(record)
        return record
    if tree is None and name == "top":
        return None
    least = 1 if name == "top" else -MOST if name in CAN_BE_NEGATIVE else 0
    if type(tree) is int and least <= tree <= MOST:
        return tree
    raise Wrong(f"a whole number from {'-2^63 + 1' if least < 0 else least} to 2^63 - 1", tree)


def _below(key: str, tree: Any, like: Any, best: int) -> Any:
    try:
        return _read(tree, like, key, best)
    except Wrong as wrong:
        raise wrong.below(key) from None


def _items(tree: Any, like: Any, best: int) -> dict[str, Any]:
    if not isinstance(tree, dict) or not all(isinstance(key, str) for key in tree):
        raise Wrong("an object", tree)
    return {key: _below(key, value, like, best) for key, value in tree.items()}


def _score(key: str, best: int) -> int:
    if re.fullmatch("0|[1-9][0-9]{0,2}", key) and int(key) <= best:
        return int(key)
    raise Wrong(f"a score from 0 to {best}", key)


def _check(record: Any) -> None:
    """Refuse numbers of which one counts a part of what another counts, and more of it."""
    if isinstance(record, Row):
        _at_most(record.printed, record.reviews, "reviews that print a score")
        _at_most(record.positive + record.mixed + record.negative, record.printed, "reviews in a class")
    elif isinstance(record, NameTable) and record.top is not None:
        _at_most(len(record.rows), record.top, "rows")
    elif isinstance(record, SectionSummary):
        _at_most(record.printed + record.off_scale, record.reviews, "reviews that print a score")
        _at_most(record.low_sum, record.high_sum, "in low_sum")


def _at_most(count: int, most: int, what: str) -> None:
    if count > most:
        raise Wrong(f"at most {most} {what}", count)


def summary_schema(version: int) -> Json:
    """The definitions of JSON Schema that a summary is made of; `version` is that of the format."""
    named: Json = {}
    summary = _define(Summary(), "summary", named)
    summary["properties"] = {"type": {"const": "summary"}, "format": {"const": version}, **summary["properties"]}
    summary["properties"]["seen"] = {"type": "array", "items": {"type": "string"}}  # of distinct reviews
    summary["required"] = ["type", "format", *summary["required"]]
    return named


_TAGS: Final = {
    CriticSummary: "critic-summary",
    UserSummary: "user-summary",
    ClassCount: "class-count",
    NameTable: "name-table",
    Row: "row",
}


def _define(like: Any, tag: str, named: Json) -> Json:
    """The definition of a record of the make of `like`, put into `named` with those that it refers to."""
    best = 100 if isinstance(like, CriticSummary) else 10
    properties = {name: _schema(getattr(like, name), name, best, named) for name in _names(like)}
    named[tag] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return named[tag]  # type: ignore[no-any-return]


def _schema(like: Any, name: str, best: int, named: Json) -> Json:
    number: Callable[[int], Json] = lambda least: {"type": "integer", "minimum": least, "maximum": MOST}  # noqa: E731
    if isinstance(like, CountTable):
        if name == "scores":
            pattern = "^(?:[0-9]|10)$" if best == 10 else "^(?:[1-9]?[0-9]|100)$"
            return {"type": "object", "patternProperties": {pattern: number(0)}, "additionalProperties": False}
        keys = list(like)
        properties = dict.fromkeys(keys, number(0))
        return {"type": "object", "properties": properties, "required": keys, "additionalProperties": False}
    if isinstance(like, RowTable):
        row = _schema(Row(), "", best, named)
        if name == "by_month":
            return {"type": "object", "patternProperties": {f"^{MONTH}$": row}, "additionalProperties": False}
        return {"type": "object", "additionalProperties": row}
    if attrs.has(type(like)):
        tag = _TAGS[type(like)]
        if tag not in named:
            _define(like, tag, named)
        return {"$ref": f"#/$defs/{tag}"}
    if name == "top":
        return {**number(1), "type": ["integer", "null"]}
    return number(-MOST if name in CAN_BE_NEGATIVE else 0)
