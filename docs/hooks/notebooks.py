"""A MkDocs hook: a page that names a notebook is that notebook, with what its cells show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMED = re.compile(r"<!-- (?P<name>\w+\.ipynb) -->\s*")
DOCS = Path(__file__).parents[1]


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The cells of the notebook that the page names, as Markdown."""
    named = NAMED.fullmatch(markdown)
    if named is None:
        return markdown
    name = named["name"]
    cells = json.loads((DOCS / name).read_text("utf-8"))["cells"]
    parts = [part for cell in cells for part in shown(cell)]
    parts.insert(1, f"This page is a notebook: [download it]({name}).")
    return "\n\n".join(parts) + "\n"


def shown(cell: dict[str, Any]) -> Iterator[str]:
    """A cell and its outputs, each in the richest form that it has."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield source
        return
    yield f"```python\n{source}\n```"
    for output in cell["outputs"]:
        data = output["data"]
        if "image/png" in data:
            yield f'<img alt="the picture" src="data:image/png;base64,{data["image/png"]}" width="600">'
        elif "text/html" in data:
            yield "".join(data["text/html"]).replace("\n\n", "\n")
        else:
            yield f"```text\n{''.join(data['text/plain'])}\n```"
