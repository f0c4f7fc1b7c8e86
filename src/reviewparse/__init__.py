"""Review pages, as text, to data that can be trusted.

`parse` reads a page's text into immutable records; `render` writes it back; `validate` lists what is wrong with a page;
`aggregate` sums up any number of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from reviewparse.vocabulary import Badge, Kind, Layout, ReviewClass, Verdict

if TYPE_CHECKING:
    from reviewparse.aggregation import aggregate
    from reviewparse.errors import ReviewError, ReviewParseError, ReviewRenderError
    from reviewparse.html import parse_html
    from reviewparse.inference import ScoreRange, complete, score_bounds
    from reviewparse.parsing import parse, parse_all
    from reviewparse.problems import Problem, Severity
    from reviewparse.rendering import render
    from reviewparse.serialization import dump_lines, from_dict, json_schema, load_lines, to_dict
    from reviewparse.sniffing import sniff
    from reviewparse.summary import Summary
    from reviewparse.validation import validate

__all__ = [
    "Badge",
    "Citation",
    "CriticReview",
    "CriticSection",
    "Distribution",
    "Helpful",
    "Kind",
    "Layout",
    "Line",
    "Problem",
    "ReviewClass",
    "ReviewError",
    "ReviewPage",
    "ReviewParseError",
    "ReviewRenderError",
    "ScoreRange",
    "Severity",
    "Summary",
    "UserReview",
    "UserSection",
    "Verdict",
    "aggregate",
    "complete",
    "dump_lines",
    "from_dict",
    "json_schema",
    "load_lines",
    "parse",
    "parse_all",
    "parse_html",
    "render",
    "score_bounds",
    "sniff",
    "to_dict",
    "validate",
]

_ON_USE = {
    "Problem": "problems",
    "ReviewError": "errors",
    "ReviewParseError": "errors",
    "ReviewRenderError": "errors",
    "ScoreRange": "inference",
    "Severity": "problems",
    "Summary": "summary",
    "aggregate": "aggregation",
    "complete": "inference",
    "dump_lines": "serialization",
    "from_dict": "serialization",
    "json_schema": "serialization",
    "load_lines": "serialization",
    "parse": "parsing",
    "parse_all": "parsing",
    "parse_html": "html",
    "render": "rendering",
    "score_bounds": "inference",
    "sniff": "sniffing",
    "to_dict": "serialization",
    "validate": "validation",
}
"""What is imported when it is first asked for, so that a scraper that only parses does not pay for the rest."""


def __getattr__(name: str) -> Any:
    if name not in _ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_ON_USE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
