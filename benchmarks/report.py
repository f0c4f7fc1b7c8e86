"""The sections of `docs/benchmarks.md`: each measures, and gives a text in Markdown whose tables fit a narrow page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from benchmarks import follow, html_pages, memory, shapes, shares, start
from benchmarks.contenders import CONTENDERS, agrees, contenders_for
from benchmarks.guard import PHRASE
from benchmarks.texts import Sample, many_pages
from benchmarks.timing import medians
from reviewparse import parse_all, sniff

__all__ = [
    "by_shape",
    "following",
    "growing",
    "of_html",
    "of_no_pages",
    "remembering",
    "sharing",
    "speed",
    "starting",
    "table",
]

GOALS: Final = {"b-full": 1.0, "c": 4, "d": 30, "e": 30, "f": 50}
"""How many times as long as reviewparse each contender is meant to take."""

SHARES: Final = """\
## Where the time goes

The reviews of the longest list, step by step. Finding a review takes longer than by hand. Before the grammar takes a
field, it checks that the lines below agree (a line is a publication only if a date, a score or an author follows), so
that no line of a changed page becomes a wrong value. And it allows for the margins, blank lines and marks of six
extractors, where the patterns by hand know one. Making the records takes less time.

"""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, its first column to the left."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.3g}"


# --- reading ---------------------------------------------------------------------------------------------------------


def speed(measured: Sequence[Sample], rounds: int, budget: float) -> str:
    """All contenders on all texts: what reviewparse takes, and how many times as long the others take."""
    times: dict[str, dict[str, float]] = {}
    for sample in measured:
        found = contenders_for(sample)
        for key in found:
            if not agrees(key, sample):
                raise SystemExit(f"{CONTENDERS[key].name} does not find the records of {sample.name}")
        runs: dict[str, Callable[[], object]] = {key: partial(one.read, sample) for key, one in found.items()}
        times[sample.name] = medians(runs, rounds=rounds, budget=budget)
        print(f"  {sample.name}", file=sys.stderr)
    ours = [
        [
            sample.name,
            f"{len(sample.text):,}",
            _ms(seconds := times[sample.name]["a"]),
            f"{len(sample.text.encode()) / seconds / 1e6:.1f}",
            f"{len(sample.pages) / seconds:,.0f}" if sample.pages[0].sections else "",
        ]
        for sample in measured
    ]
    usual = [
        len(sample.pages) / times[sample.name]["a"]
        for sample in measured
        if sample.pages[0].sections and not sample.name.startswith("hostile")
    ]
    return "\n".join(
        (
            "## Speed\n\nThe time of `parse`, or of `parse_all` for many pages and for texts that are not pages.\n",
            table(["Text", "characters", "ms", "MB/s", "pages a second"], ours),
            f"One core reads {min(usual):,.0f} to {max(usual):,.0f} of the pages above a second, hostile texts aside.\n",
            "The time of the others, as a multiple of that of reviewparse.\n",
            _beside(times, ("b-full", "c", "d", "e")),
            _beside(times, ("f", "g")),
            _smallest(times),
            _goals(times),
        )
    )


def _beside(times: dict[str, dict[str, float]], keys: Sequence[str]) -> str:
    rows = [
        [name, *(f"{of[key] / of['a']:.3g}" if key in of else "" for key in keys)]
        for name, of in times.items()
        if any(key in of for key in keys)
    ]
    return table(["Text", *(f"{key}. {CONTENDERS[key].name}" for key in keys)], rows)


def _smallest(times: dict[str, dict[str, float]]) -> str:
    name, of = next((name, of) for name, of in times.items() if "b-smallest" in of)
    keys = ("b-full", "b-smallest", "b-records")
    rows = [[f"{key}. {CONTENDERS[key].name}", _ms(of[key]), f"{of['a'] / of[key]:.2f}"] for key in keys]
    return (
        f"The least code that reads the page of *{name}*: fixed patterns for its fields only, to tuples, and from these\n"
        "to the library's records. It lists no unrecognized lines and knows no line numbers.\n\n"
        + table(["", "ms", "reviewparse takes, times as long"], rows)
    )


def _goals(times: dict[str, dict[str, float]]) -> str:
    goals = [(key, goal, [of[key] / of["a"] for of in times.values() if key in of]) for key, goal in GOALS.items()]
    met = [
        [
            f"{key}. {CONTENDERS[key].name}",
            f"{min(ratios):.3g}",
            f"{max(ratios):.3g}",
            f"{goal:g}",
            f"{sum(ratio >= goal for ratio in ratios)} of {len(ratios)}",
        ]
        for key, goal, ratios in goals
    ]
    return table(["Times as long as reviewparse", "least", "most", "goal", "texts that reach it"], met)


def by_shape(rounds: int) -> str:
    """What a character costs, by the shape of the item that it stands in."""
    head = ["Shape", *(cell for n in shapes.LENGTHS for cell in (f"ns a character, items of {n:,}", "×"))]
    return (
        "## Shapes of items\n\nLists of reviews of one shape, all of the same length. × compares with the cheapest shape of that\n"
        "length (goal: 2). `python -m benchmarks.shapes --instructions` counts instructions instead.\n\n"
        + table(head, shapes.rows(shapes.in_seconds(rounds)))
    )


def of_no_pages(measured: Sequence[Sample], rounds: int) -> str:
    """`sniff` and `parse_all` on texts that are no review page."""
    rows = []
    for sample in measured:
        text = sample.text
        runs: dict[str, Callable[[], object]] = {
            "in": partial(text.__contains__, PHRASE),
            "sniff": partial(sniff, text),
            "parse_all": lambda text=text: list(parse_all(text)),  # type: ignore[misc]
        }
        times = medians(runs, rounds=rounds, budget=2.0)
        ratios = (f"{times['sniff'] / times['in']:.1f}", f"{times['parse_all'] / times['sniff']:.2f}")
        rows.append([sample.name, f"{len(text.encode()) / times['sniff'] / 1e6:,.0f}", *ratios])
    head = ["Text", "`sniff`, MB/s", "`sniff`, times one `in`", "`parse_all`, times `sniff`"]
    return "## Texts that are not review pages\n\n" + table(head, rows)


def of_html(rounds: int) -> str:
    """`parse_html` on pages as large as real ones."""
    columns = [html_pages.HEAD.index(name) for name in ("Page", "kB", "pages/s", "× lxml tree", "× selectolax")]
    rows = [[row[column] for column in columns] for row in html_pages.rows(None, rounds)]
    return (
        "## HTML\n\n`parse_html` on invented pages as large as real ones, compared with lxml's bare tree of the page (goal:\n"
        "2.5), and with a script that takes five fields of each review by CSS selectors.\n\n"
        + table(["Page", "kB", "pages a second", "× lxml tree", "× selectolax"], rows)
    )


# --- around reading --------------------------------------------------------------------------------------------------


def sharing(rounds: int, critics: Sample, users: Sample) -> str:
    """What the time goes for."""
    columns = [found for sample in (critics, users) for found in shares.measure(sample, sample is users, rounds)]
    rows = [[step, *(f"{column[step] * 1e6:.2f}" for column in columns)] for step in shares.STEPS]
    rows.append(["in all", *(f"{sum(column.values()) * 1e6:.2f}" for column in columns)])
    head = [name + whose for name in (critics.name, users.name) for whose in ("", ", by hand")]
    return SHARES + table(["Microseconds for each review", *head], rows)


def starting(rounds: int) -> str:
    """Start-up, in fresh processes."""
    found = start.measure(rounds)
    rows = [[name, _ms(seconds)] for name, seconds in found.items()]
    rows.append(
        ["import reviewparse / import attrs (goal: 1.3)", f"{found['import reviewparse'] / found['import attrs']:.2f}"]
    )
    rows.append(["first parse / import lark (goal: 2)", f"{found['first parse'] / found['import lark']:.2f}"])
    return "## Start\n\nMilliseconds in a fresh process.\n\n" + table(["", "ms"], rows)


def remembering(measured: Sequence[Sample], megabytes: int) -> str:
    """Memory."""
    rows = []
    for sample in measured:
        peak, kept = memory.of_a_text(sample)
        rows.append([sample.name, f"{peak:.1f}", f"{kept:.1f}"])
    pages, more = memory.of_a_file(megabytes)
    head = ["Text", "peak (goal: 12)", "records (goal: 3)"]
    return (
        "## Memory\n\nBytes for each byte of the text.\n\n"
        + table(head, rows)
        + f"\n`parse_all` over a file of {megabytes} MB, {pages:,} pages: {more:.0f} MB more than after one small page.\n"
        "\nAn unrecognized line is kept as a record and a string, about 160 bytes even if it is short. So a page of only\n"
        "short lines takes more memory than its text.\n"
    )


def growing(sizes: Sequence[int], rounds: int) -> str:
    """Time for each character, of texts of very different size."""
    texts = {f"{size:,}": many_pages(size, html=False).text for size in sizes}
    runs: dict[str, Callable[[], object]] = {name: partial(_read_through, text) for name, text in texts.items()}
    times = medians(runs, rounds=rounds, budget=20.0)
    each = {name: times[name] / len(text) for name, text in texts.items()}
    first = next(iter(each.values()))
    rows = [[name, f"{seconds * 1e9:.0f}", f"{seconds / first:.2f}"] for name, seconds in each.items()]
    head = ["Characters", "ns a character", "ratio (goal: 1.3)"]
    return "## Growth\n\nMany pages in one text, read by `parse_all`.\n\n" + table(head, rows)


def _read_through(text: str) -> None:
    for _ in parse_all(text):
        pass


def following(measured: Sequence[Sample], rounds: int) -> str:
    """What is done with a page that was read."""
    found = {sample.name: follow.measure(sample, rounds) for sample in measured}
    steps = list(next(iter(found.values())))
    rows = [[step, *(f"{ratios[step]:.2f}" for ratios in found.values())] for step in steps]
    return "## After reading\n\nMultiples of the time of `parse` on the same page (goal: 1).\n\n" + table(
        ["", *found], rows
    )
