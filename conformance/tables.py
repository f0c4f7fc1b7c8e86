"""What `conformance.measure` counted, as the tables of `docs/layouts.md`. No page is named there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from conformance.measure import HTML, Measured, Tally

__all__ = ["PAGE", "tables", "write"]

PAGE: Final = Path(__file__).parent.parent / "docs" / "layouts.md"
BEGIN: Final = "<!-- measured: begin -->"
END: Final = "<!-- measured: end -->"

SOURCES: Final = {
    "resiliparse-0.14-main": "Resiliparse 0.14, main content",
    "resiliparse-0.14-full": "Resiliparse 0.14, whole page",
    "resiliparse-1.0-main": "Resiliparse 1.0, main content",
    "resiliparse-2.0-main": "Resiliparse 2.0, main content",
    "lynx": "`lynx -dump -nolist`",
    "w3m": "`w3m -dump`",
    HTML: "HTML, `parse_html`",
}
COLUMNS: Final = "pages read | reviews found | fields right | wrong | spurious | errors"


def tables(measured: Sequence[Measured]) -> str:
    """Two tables: by extractor and layout, and by layout, document, kind and input."""
    lines = [f"| input | layout | {COLUMNS} |", "|---|---|" + "---:|" * 6]
    for source in sorted({one.source for one in measured}, key=_rank):
        for layout in ("L1", "L2"):
            if some := [one for one in measured if (one.source, one.layout) == (source, layout)]:
                lines.append(f"| {SOURCES.get(source, source)} | {layout} | {_row(some)} |")
    lines += ["", f"| layout | document | kind | input | {COLUMNS} |", "|---|---|---|---|" + "---:|" * 6]
    for layout, document, kind in sorted({(one.layout, one.document, one.kind or "") for one in measured}):
        for html in (False, True):
            some = [
                one
                for one in measured
                if (one.layout, one.document, one.kind or "", one.source == HTML) == (layout, document, kind, html)
            ]
            if some:
                name = document if document == "summary" else f"`{document}`"
                lines.append(f"| {layout} | {name} | {kind} | {'HTML' if html else 'text'} | {_row(some)} |")
    return "\n".join(lines)


def write(measured: Sequence[Measured], page: Path = PAGE) -> None:
    """Put the tables between the markers of the page."""
    before, after = re.split(f"{BEGIN}.*{END}", page.read_text("utf-8"), flags=re.DOTALL)
    page.write_text(f"{before}{BEGIN}\n\n{tables(measured)}\n\n{END}{after}", "utf-8")


def _rank(source: str) -> tuple[int, str]:
    known = list(SOURCES)
    return (known.index(source) if source in known else -1, source)


def _row(some: Sequence[Measured]) -> str:
    total = sum((one.tally for one in some), Tally())
    return (
        f"{len(some)} | {total.found} of {total.present} | {total.right} of {total.shown} "
        f"| {total.wrong} | {total.spurious} | {total.errors}"
    )
