"""A MkDocs hook: pages that include a file of the checkout refer to others as the site has them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

INCLUDE = re.compile(r'--8<-- "(?P<path>[\w/]+\.md)"\s*')
LINK = re.compile(r"\]\((?:docs/)?(?P<path>[\w/]+\.md)(?P<anchor>#[\w.-]+)?\)")
PAGES = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "README.md": "index.md",
    "SECURITY.md": "security.md",
    "grammar/README.md": "grammar.md",
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The text of the file that a page is made of, with its links to files of `docs/` made links to pages."""
    included = INCLUDE.fullmatch(markdown)
    if included is None:
        return markdown
    text = Path(included["path"]).read_text("utf-8")
    return LINK.sub(lambda link: f"]({PAGES.get(link['path'], link['path'])}{link['anchor'] or ''})", text)
