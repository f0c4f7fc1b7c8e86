"""Whether a text is markup: a document or a fragment of HTML, and not the text of a page."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_markup"]

_BLOCKS: Final = (
    r"(?:html|head|body|div|section|article|main|header|nav|[ou]l|li|p|h[1-6]|table|t[rd]|script|meta|link)"
)
_AHEAD: Final = r"[\ufeff\0\s]*+"
_BLOCK_AHEAD: Final = re.compile(_AHEAD + rf"<(?:!doctype\s|!--|\?xml\s|{_BLOCKS}[\s/>])", re.IGNORECASE)
_TAG_AHEAD: Final = re.compile(_AHEAD + r"</?[a-z][-:a-z0-9]*+(?:\s[^<>]*+)?/?>", re.IGNORECASE)
_BLOCK_END: Final = re.compile(rf"</{_BLOCKS}\s*+>", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Whether a text begins with a document type, a comment or the tag of a block, or else with another tag and holds
    the end of a block.

    >>> is_markup("<li>Dot Review<div>80</div></li>"), is_markup("1. Dot Review\\n   <b>Bold</b> and slow.")
    (True, False)
    """
    return _BLOCK_AHEAD.match(text) is not None or (
        _TAG_AHEAD.match(text) is not None and _BLOCK_END.search(text) is not None
    )
