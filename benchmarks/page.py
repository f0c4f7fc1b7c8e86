"""Pages of measurements, as `docs/benchmarks.md`: sections with tables and goals; above them, which goals are missed."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

__all__ = ["DOCS", "SHORT", "assembled", "goal", "processors", "sections_of", "table", "write"]

DOCS: Final = Path(__file__).parents[1] / "docs" / "benchmarks.md"
SHORT: Final = "In short"
"""The title of the section that is made of the goals of the others."""

GOAL: Final = re.compile(r"^\*\*(?P<result>Reached|Missed)\.\*\* (?P<what>.+?)\n(?=\n|\Z)", re.MULTILINE | re.DOTALL)
"""A goal as `goal` writes it."""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, its first column to the left."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def goal(what: str, limit: float, measured: Mapping[str, float], *, least: bool = False) -> str:
    """A paragraph that says whether what was measured is at most the limit, or at least, and what is furthest from it.

    >>> print(goal("`rows` should take {} × `parse`", 0.3, {"a page": 0.2, "another": 0.4}))
    **Missed.** `rows` should take at most 0.3 × `parse`: 1 of 2 do, the most is 0.4 (another).
    <BLANKLINE>
    >>> print(goal("Lark should take {} × as long", 4, {"a page": 5}, least=True))
    **Reached.** Lark should take at least 4 × as long: it is 5.
    <BLANKLINE>
    """
    name = (min if least else max)(measured, key=measured.__getitem__)
    met = sum(value >= limit if least else value <= limit for value in measured.values())
    bound, furthest = (f"at least {limit:g}", "least") if least else (f"at most {limit:g}", "most")
    goal_met, value = what.format(bound), f"{measured[name]:.3g}"
    if len(measured) == 1:
        return f"**{'Reached' if met else 'Missed'}.** {goal_met}: it is {value}.\n"
    result, some = ("Reached", "all") if met == len(measured) else ("Missed", f"{met} of {len(measured)}")
    return f"**{result}.** {goal_met}: {some} do, the {furthest} is {value} ({name}).\n"


def sections_of(page: str) -> dict[str, str]:
    """The sections of a page by their titles.

    >>> list(sections_of("# Title\\n\\n## One\\n\\nText.\\n\\n## Two\\n"))
    ['One', 'Two']
    """
    return {part.partition("\n")[0]: "## " + part.rstrip("\n") + "\n" for part in ("\n" + page).split("\n## ")[1:]}


def assembled(head: str, sections: Mapping[str, str]) -> str:
    """The whole page: its head, the goals in short, and the sections."""
    goals = [found for text in sections.values() for found in GOAL.finditer(text)]
    missed = [found["what"] for found in goals if found["result"] == "Missed"]
    lines = [
        f"Of {len(goals)} goals, {len(goals) - len(missed)} are reached" + (". These are missed:" if missed else "."),
        "",
    ]
    lines += [f"- {what}" for what in missed]
    return "\n".join([head, f"## {SHORT}\n", *lines, "", *sections.values()])


def write(output: Path, head: str, known: Mapping[str, Callable[[], str]], names: Sequence[str], *, keep: bool) -> None:
    """Measure the sections of these names, all of the known ones where none is named, and write each into the page.

    With `keep`, the page's other sections stay as they are.
    """
    sections = sections_of(output.read_text("utf-8")) if keep and output.exists() else {}
    sections.pop(SHORT, None)
    for name in names or known:
        text = known[name]()
        print(text, flush=True)
        sections |= sections_of(text)
        output.write_text(assembled(head, sections), "utf-8")
    print(f"written: {output}")


def processors() -> str:
    """The processors, the system and the Python that it was measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [
            line.partition(":")[2].strip() for line in info.read_text("utf-8").splitlines() if "model name" in line
        ]
        cpu = f"{len(models)} × {models[0]}" if models else cpu
    return f"{cpu}, {platform.system()}, with {platform.python_implementation()} {platform.python_version()}"
