"""What `reviewparse aggregate` shows of a summary: the screen, and the JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text

from reviewparse.aggregation.tables import NameTable
from reviewparse.cli.screens import DIM, INDENT, bar, plural, printable, show_rows
from reviewparse.serialization import to_dict
from reviewparse.vocabulary import ReviewClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction

    from rich.console import Console

    from reviewparse.aggregation.summary import CriticSummary, SectionSummary, Summary, UserSummary
    from reviewparse.aggregation.tables import ClassCount, Row

BAR_WIDTH = 30
GROUPS = ("author", "publication", "month", "year")
TIMES = ("month", "year")
"""The groups that are listed in the order of time, and not compared with each other."""


def totals_as_json(summary: Summary, by: str | None, top: int | None) -> dict[str, Any]:
    """What the screen shows, and under `summary` all that `from_dict` takes back, to be added to others.

    A mean is given twice: `exact` as a fraction, `float` as near to it as a float can be.
    """
    tree: dict[str, Any] = {"pages": summary.pages}
    for name, side in _sides(summary):
        tree[name] = _side_as_json(side)
        rows = _rows(side, by)
        if rows is not None:
            tree[name][f"by_{by}"] = [{by: key, **_row_as_json(row)} for key, row in _first(rows, by, top)]
    tree["summary"] = to_dict(summary)
    return tree


def show_totals(screen: Console, summary: Summary, by: str | None, top: int | None) -> None:
    """Print the totals side by side, the histograms, and the rows of the group."""
    screen.print(Text(plural(summary.pages, "page"), "bold"))
    screen.print()
    sides = _sides(summary)
    columns = [dict(_facts(side)) for _, side in sides]
    heads = ["", *(name for name, _ in sides)]
    cells = [[Text(fact), *(Text(column.get(fact, "")) for column in columns)] for fact in _in_order(columns)]
    show_rows(screen, heads, cells)
    for name, side in sides:
        if side.printed:
            screen.print()
            screen.print(Text(f"Scores that {name} print", "bold"))
            _show_histogram(screen, side)
    for name, side in sides:
        rows = _rows(side, by)
        if by is not None and rows:
            screen.print()
            _show_group(screen, f"{name.capitalize()} by {by}", rows, by, top)


def _sides(summary: Summary) -> list[tuple[str, CriticSummary | UserSummary]]:
    return [("critics", summary.critics), ("users", summary.users)]


def _facts(side: CriticSummary | UserSummary) -> Iterable[tuple[str, str]]:
    """What is known of one side: a label and its value, line by line."""
    yield "pages", f"{side.pages:,}"
    yield "reviews", f"{side.reviews:,}"
    yield "scores printed", f"{side.printed:,}" + _percent(side.printed, side.reviews)
    yield "  lowest, highest", "-" if side.minimum is None else f"{side.minimum}, {side.maximum}"
    yield "  median", _number(side.median)
    yield "  mean", _number(side.mean)
    bounds = side.mean_bounds
    yield "mean of all reviews", "-" if bounds is None else f"{_number(bounds[0])} to {_number(bounds[1])}"
    for review_class in ReviewClass:
        count: ClassCount = getattr(side, review_class)
        yield f"{review_class}, as printed", _on_pages(count.printed, count.printed_pages)
        yield f"{review_class}, with implied", _on_pages(count.completed, count.completed_pages)
    yield "all classes, as printed", _on_pages(side.total.printed, side.total.printed_pages)
    for name, lacking in side.missing.pairs:
        yield f"no {name} printed", f"{lacking:,}" + _percent(lacking, side.reviews)


def _in_order(columns: Iterable[dict[str, str]]) -> list[str]:
    """The labels of all columns, each once."""
    return list(dict.fromkeys(label for column in columns for label in column))


def _on_pages(count: int, pages: int) -> str:
    return f"{count:,} on {plural(pages, 'page')}"


def _percent(count: int, whole: int) -> str:
    return f" ({100 * count / whole:.0f}%)" if whole else ""


def _number(value: Fraction | None) -> str:
    return "-" if value is None else f"{float(value):.2f}"


def _show_histogram(screen: Console, side: SectionSummary) -> None:
    counts = side.histogram.pairs
    most = max(count for _, count in counts)
    width = len(f"{most:,}")
    for low, count in reversed(counts):
        high = side.BINS[-1] + side.BINS.step if low == side.BINS[-1] else low + side.BINS.step - 1
        label = str(low) if side.BINS.step == 1 else f"{low}-{high}"
        line = Text(f"{INDENT}{label:>6} ").append_text(bar(screen, count / most, BAR_WIDTH))
        screen.print(line.append(f" {count:>{width},}"))


def _rows(side: CriticSummary | UserSummary, by: str | None) -> Mapping[Any, Row] | None:
    rows: Mapping[Any, Row] | None = None if by is None else getattr(side, f"by_{by}", None)
    return rows


def _first(rows: Mapping[Any, Row], by: str | None, top: int | None) -> list[tuple[Any, Row]]:
    """The rows of the most reviews, most first; months and years in the order of time."""
    ranked = sorted(rows.items(), key=lambda item: (-item[1].reviews, item[0]))[:top]
    return sorted(ranked) if by in TIMES else ranked


def _show_group(screen: Console, title: str, rows: Mapping[Any, Row], by: str, top: int | None) -> None:
    shown = _first(rows, by, top)
    screen.print(Text(title, "bold").append(f" ({len(shown):,} of {len(rows):,})" if len(shown) < len(rows) else ""))
    columns: dict[str, Callable[[Row], str]] = {
        "reviews": lambda row: f"{row.reviews:,}" + (f" to {row.reviews + row.missed:,}" if row.missed else ""),
        "scores": lambda row: f"{row.printed:,}",
        "mean": lambda row: _number(row.mean),
        "vs others": lambda row: "-" if row.mean_difference is None else f"{float(row.mean_difference):+.2f}",
        "pos.": partial(_share, name=ReviewClass.POSITIVE),
        "mixed": partial(_share, name=ReviewClass.MIXED),
        "neg.": partial(_share, name=ReviewClass.NEGATIVE),
    }
    if by in TIMES:
        del columns["vs others"]  # reviewers are compared, times are not
    cells = [[*(Text(cell(row)) for cell in columns.values()), Text(printable(str(name)))] for name, row in shown]
    show_rows(screen, [*columns, by], cells, right=columns)
    if isinstance(rows, NameTable) and rows.error:
        screen.print(Text(f"{INDENT}A name without a row has at most {plural(rows.error, 'review')}.", DIM))


def _share(row: Row, name: ReviewClass) -> str:
    share = row.share(name)
    return "-" if share is None else f"{100 * float(share):.0f}%"


def _side_as_json(side: CriticSummary | UserSummary) -> dict[str, Any]:
    bounds = side.mean_bounds
    return {
        "pages": side.pages,
        "reviews": side.reviews,
        "printed": side.printed,
        "sum": side.sum,
        "minimum": side.minimum,
        "maximum": side.maximum,
        "mean": _fraction(side.mean),
        "mean_bounds": None if bounds is None else [_fraction(bound) for bound in bounds],
        "median": _fraction(side.median),
        "histogram": {str(low): count for low, count in side.histogram.pairs},
        **{name: _count_as_json(getattr(side, name)) for name in (*ReviewClass, "total")},
        "missing": dict(side.missing.pairs),
    }


def _count_as_json(count: ClassCount) -> dict[str, int]:
    return {
        "printed": count.printed,
        "printed_pages": count.printed_pages,
        "completed": count.completed,
        "completed_pages": count.completed_pages,
    }


def _row_as_json(row: Row) -> dict[str, Any]:
    return {
        "reviews": row.reviews,
        "missed": row.missed,
        "printed": row.printed,
        "mean": _fraction(row.mean),
        "mean_difference": _fraction(row.mean_difference),
        **{str(name): _fraction(row.share(name)) for name in ReviewClass},
    }


def _fraction(value: Fraction | None) -> dict[str, Any] | None:
    return None if value is None else {"exact": str(value), "float": float(value)}
