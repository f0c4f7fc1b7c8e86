"""The sections of `docs/benchmarks.md` that are timed or weighed: each measures, and gives a text in Markdown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from benchmarks import html_pages, memory, start
from benchmarks.contenders import CONTENDERS, agrees, contenders_for
from benchmarks.page import goal, table
from benchmarks.texts import Sample, many_pages
from benchmarks.timing import medians
from reviewparse import parse_all, sniff

__all__ = ["growing", "of_html", "of_no_pages", "remembering", "speed", "starting"]

GOALS: Final = {"c": 4, "d": 30, "e": 30, "f": 50}
"""How many times as long as reviewparse each contender is meant to take."""

PHRASE: Final = "Universal acclaim"

OTHERS: Final = """\
## Other ways to read the same

Times as long as reviewparse takes. **Lark** reads the same grammar with its own parser, to a tree that then becomes records.
**pyparsing** and **parsimonious** have a grammar for the text of one extractor. **BeautifulSoup** and **selectolax** read
HTML with the same content by CSS selectors. Every way must find the same records before it is timed. The goals below say
how far ahead of them the library means to be.
"""


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
    names = {key: CONTENDERS[key].name.partition(",")[0] for key in GOALS}
    return "\n".join(
        (
            "## Speed\n\nThe time of `parse`, or of `parse_all` for many pages and for texts that are not pages. One core reads\n"
            f"{min(usual):,.0f} to {max(usual):,.0f} of the pages a second, hostile texts aside.\n",
            table(["Text", "characters", "ms", "MB/s", "pages a second"], ours),
            OTHERS,
            _beside(times, ("c", "d", "e")),
            _beside(times, ("f", "g")),
            *(
                goal(f"{names[key]} should take {{}} × as long as reviewparse", limit, _ratios(times, key), least=True)
                for key, limit in GOALS.items()
            ),
        )
    )


def _ratios(times: dict[str, dict[str, float]], key: str) -> dict[str, float]:
    return {name: of[key] / of["a"] for name, of in times.items() if key in of}


def _beside(times: dict[str, dict[str, float]], keys: Sequence[str]) -> str:
    rows = [
        [name, *(f"{of[key] / of['a']:.3g}" if key in of else "" for key in keys)]
        for name, of in times.items()
        if any(key in of for key in keys)
    ]
    return table(["Text", *(CONTENDERS[key].name for key in keys)], rows)


def of_no_pages(measured: Sequence[Sample], rounds: int) -> str:
    """`sniff` and `parse_all` on texts that are no review page."""
    rows = []
    as_one = {}
    for sample in measured:
        text = sample.text
        runs: dict[str, Callable[[], object]] = {
            "in": partial(text.__contains__, PHRASE),
            "sniff": partial(sniff, text),
            "parse_all": lambda text=text: list(parse_all(text)),  # type: ignore[misc]
        }
        times = medians(runs, rounds=rounds, budget=2.0)
        as_one[sample.name] = times["sniff"] / times["in"]
        speed = f"{len(text.encode()) / times['sniff'] / 1e6:,.0f}"
        rows.append([sample.name, speed, f"{as_one[sample.name]:.1f}", f"{times['parse_all'] / times['sniff']:.2f}"])
    head = ["Text", "`sniff`, MB/s", "× one `in`", "`parse_all`, × `sniff`"]
    return (
        "## Texts that are not review pages\n\nIn a crawl, `sniff` sees many texts that `parse` never has to read. One `in` "
        "looks for one string in the text.\n\n"
        + table(head, rows)
        + "\n"
        + goal("`sniff` should take {} × one `in`", 17, as_one)
    )


def of_html(rounds: int) -> str:
    """`parse_html` on pages as large as real ones."""
    columns = [html_pages.HEAD.index(name) for name in ("Page", "kB", "pages/s", "× lxml tree", "× selectolax")]
    rows = [[row[column] for column in columns] for row in html_pages.rows(None, rounds)]
    return (
        "## HTML\n\n`parse_html` on invented pages as large as real ones, compared with lxml's bare tree of the page, and "
        "with a script that\ntakes five fields of each review by CSS selectors.\n\n"
        + table(["Page", "kB", "pages a second", "× lxml tree", "× selectolax"], rows)
        + "\n"
        + goal("`parse_html` should take {} × lxml's tree", 2.5, {row[0]: float(row[3]) for row in rows})
    )


# --- around reading --------------------------------------------------------------------------------------------------


def starting(rounds: int) -> str:
    """Start-up, in fresh processes."""
    found = start.measure(rounds)
    ours, first = found["import reviewparse"], found["first parse"]
    return "\n".join(
        (
            "## Start\n\nMilliseconds of processor time in a fresh process. The first text makes what later ones use; a wheel "
            "has a part of\nthat, which a checkout makes of the grammar.\n",
            table(["", "ms"], [[name, _ms(seconds)] for name, seconds in found.items()]),
            goal("`import reviewparse` should take {} × `import attrs`", 1.2, {"import": ours / found["import attrs"]}),
            goal(
                "The first `parse` should take {} × `import lark`", 1.0, {"first parse": first / found["import lark"]}
            ),
        )
    )


def remembering(measured: Sequence[Sample], megabytes: int) -> str:
    """Memory."""
    peaks, kept = {}, {}
    for sample in measured:
        peaks[sample.name], kept[sample.name] = memory.of_a_text(sample)
    rows = [[name, f"{peaks[name]:.1f}", f"{kept[name]:.1f}"] for name in peaks]
    pages, more = memory.of_a_file(megabytes)
    return "\n".join(
        (
            "## Memory\n\nBytes for each byte of the text: at most while it is read, and kept in the records.\n",
            table(["Text", "peak", "records"], rows),
            f"`parse_all` over a file of {megabytes} MB, {pages:,} pages, takes {more:.0f} MB more than one small page. "
            "Unrecognized\nlines are kept as they stood in the text, and become records when `page.unrecognized` is asked "
            "for.\n",
            goal("The peak should be {} bytes for a byte", 12, peaks),
            goal("The records should be {} bytes for a byte", 3, kept),
        )
    )


def growing(sizes: Sequence[int], rounds: int) -> str:
    """Time for each character, of texts of very different size."""
    texts = {f"{size:,}": many_pages(size, html=False).text for size in sizes}
    runs: dict[str, Callable[[], object]] = {name: partial(_read_through, text) for name, text in texts.items()}
    times = medians(runs, rounds=rounds, budget=20.0)
    each = {name: times[name] / len(text) for name, text in texts.items()}
    first = next(iter(each.values()))
    ratios = {f"{name} characters": seconds / first for name, seconds in each.items()}
    rows = [[name, f"{seconds * 1e9:.0f}", f"{seconds / first:.2f}"] for name, seconds in each.items()]
    return (
        "## Long texts\n\nMany pages in one text, read by `parse_all`: a character takes as long in a long text as in a "
        "short one.\n\n"
        + table(["Characters", "ns a character", "× the shortest"], rows)
        + "\n"
        + goal("A character of a long text should take {} × what one of a short text does", 1.3, ratios)
    )


def _read_through(text: str) -> None:
    for _ in parse_all(text):
        pass
