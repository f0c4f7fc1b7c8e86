"""Read review pages of Metacritic, as text or HTML, into immutable records.

`parse` reads a page's text and `parse_html` its HTML; `validate` lists what is wrong with a page, `aggregate` adds up
any number of pages, and `render` writes a page as text again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs  # noqa: F401 - all records need it: the first page does not wait for it, and forked processes share it

from reviewparse.loading import LOADING, views

if TYPE_CHECKING:
    from reviewparse.aggregation import aggregate
    from reviewparse.aggregation.summary import Summary
    from reviewparse.documents import parse_many
    from reviewparse.errors import ReviewError, ReviewParseError, ReviewRenderError
    from reviewparse.html import parse_html
    from reviewparse.inference import ScoreRange, complete, score_bounds
    from reviewparse.merging import Difference, Merged, merge
    from reviewparse.parsing import parse, parse_all
    from reviewparse.problems import Health, HealthStatus, Problem, Severity
    from reviewparse.reading import read
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
    )
    from reviewparse.rendering import render
    from reviewparse.serialization import dump_lines, from_dict, json_schema, load_lines, to_dict
    from reviewparse.sniffing import sniff
    from reviewparse.tabulation import PageRow, ReviewRow, page_rows, rows, write_csv
    from reviewparse.tracing import TracedBlock, TracedField, trace
    from reviewparse.validation import validate
    from reviewparse.vocabulary import Badge, Kind, Layout, ReviewClass, Verdict

__all__ = [
    "Badge",
    "Citation",
    "CriticReview",
    "CriticSection",
    "Difference",
    "Distribution",
    "Health",
    "HealthStatus",
    "Helpful",
    "Kind",
    "Layout",
    "Line",
    "Merged",
    "PageRow",
    "Problem",
    "ReviewClass",
    "ReviewError",
    "ReviewPage",
    "ReviewParseError",
    "ReviewRenderError",
    "ReviewRow",
    "ScoreRange",
    "Severity",
    "Summary",
    "TracedBlock",
    "TracedField",
    "UserReview",
    "UserSection",
    "Verdict",
    "aggregate",
    "complete",
    "dump_lines",
    "from_dict",
    "json_schema",
    "load_lines",
    "merge",
    "page_rows",
    "parse",
    "parse_all",
    "parse_html",
    "parse_many",
    "read",
    "render",
    "rows",
    "score_bounds",
    "sniff",
    "to_dict",
    "trace",
    "validate",
    "write_csv",
]

_ON_USE = {
    "Citation": "records",
    "CriticReview": "records",
    "CriticSection": "records",
    "Distribution": "records",
    "Helpful": "records",
    "Line": "records",
    "ReviewPage": "records",
    "UserReview": "records",
    "UserSection": "records",
    "Badge": "vocabulary",
    "Kind": "vocabulary",
    "Layout": "vocabulary",
    "ReviewClass": "vocabulary",
    "Verdict": "vocabulary",
    "Difference": "merging",
    "Health": "problems",
    "HealthStatus": "problems",
    "Merged": "merging",
    "PageRow": "tabulation",
    "Problem": "problems",
    "ReviewError": "errors",
    "ReviewParseError": "errors",
    "ReviewRenderError": "errors",
    "ReviewRow": "tabulation",
    "ScoreRange": "inference",
    "Severity": "problems",
    "Summary": "aggregation.summary",
    "aggregate": "aggregation",
    "complete": "inference",
    "dump_lines": "serialization",
    "from_dict": "serialization",
    "json_schema": "serialization",
    "load_lines": "serialization",
    "merge": "merging",
    "page_rows": "tabulation",
    "parse": "parsing",
    "parse_all": "parsing",
    "parse_html": "html",
    "parse_many": "documents",
    "read": "reading",
    "render": "rendering",
    "rows": "tabulation",
    "score_bounds": "inference",
    "sniff": "sniffing",
    "to_dict": "serialization",
    "TracedBlock": "tracing",
    "TracedField": "tracing",
    "trace": "tracing",
    "validate": "validation",
    "write_csv": "tabulation",
}
"""The modules of names that are imported on first use, so that `import reviewparse` stays quick."""


def __getattr__(name: str) -> Any:
    if name not in _ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = _load(_ON_USE[name], name)
    globals()[name] = value
    return value


def _load(module: str, name: str) -> Any:
    with LOADING:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{module}"), name)


views["health"] = lambda page: _load("health", "health_of")(page)
views["repr"] = lambda page: _load("display", "page_in_short")(page)
views["html"] = lambda page: _load("display", "page_in_html")(page)


def __dir__() -> list[str]:
    return __all__
