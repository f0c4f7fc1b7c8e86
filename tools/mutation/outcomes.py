"""What the library in this folder makes of texts: `python -m tools.mutation.outcomes FILE`, in a copy of the project.

FILE is a list of texts as JSON. Prints, for each, a digest of all that its pages say and of what a strict reading says.
`--show` prints that itself, as JSON; `--pages COUNT` prints rendered pages, as JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import attrs

import reviewparse

__all__ = ["outcome"]


def outcome(text: str) -> str:
    """All that is read from a text: its pages with the lines of their parts, and the error of a strict reading."""
    try:
        pages = list(reviewparse.parse_all(text))
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    said = [repr(attrs.astuple(page)) for page in pages]  # a page shows itself on one line
    for page in pages:
        parts = [part.line for section in page.sections for part in (section, *section.reviews)]
        said.append(f"lines {page.first_line} to {page.last_line}, {parts}")
    try:
        reviewparse.parse(text, strict=True)
    except Exception as error:
        said.append(f"{type(error).__name__}: {error}")
    return "\n".join(said)


def rendered(count: int) -> list[str]:
    """The texts of pages that the strategies give."""
    from hypothesis import HealthCheck, Phase, given, settings

    from reviewparse.strategies import review_pages

    found: list[str] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(review_pages())
    def collect(page: reviewparse.ReviewPage) -> None:
        try:
            found.append(reviewparse.render(page))
        except reviewparse.ReviewRenderError:
            return

    collect()
    return found


def main(arguments: list[str]) -> None:
    if arguments[0] == "--pages":
        print(json.dumps(rendered(int(arguments[1]))))
        return
    for text in json.loads(Path(arguments[0]).read_text("utf-8")):
        said = outcome(text)
        show = "--show" in arguments
        print(json.dumps(said) if show else hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12])


if __name__ == "__main__":
    main(sys.argv[1:])
