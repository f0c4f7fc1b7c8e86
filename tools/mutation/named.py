"""Mutants that once survived all the tests: parts of the format that are seldom printed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from tools.mutation.edits import Edit
from tools.mutation.mutants import Mutant

__all__ = ["NAMED", "named"]

_L1: Final = "grammar/l1_reviews.lark"
_L2: Final = "grammar/l2.lark"
_COMMON: Final = "grammar/common.lark"
_MONTHS: Final = "src/reviewparse/vocabulary.py"
_VALUES: Final = "src/reviewparse/values.py"
_RENDER_L2: Final = "src/reviewparse/rendering/l2.py"

NAMED: Final = {
    "blank lines in a user's text of L2": (
        _L2,
        "l2_user_text: ((L2_PLAIN_LINE | L2_EXPANDED_LINE | L2_USER_LINE) _NL?)+\n",
        "l2_user_text: ((L2_PLAIN_LINE | L2_EXPANDED_LINE | L2_USER_LINE) _LINE_END?)+\n_LINE_END: /\\n/\n",
    ),
    "Annual in a citation": (_COMMON, ' | "Annual"', ""),
    "the notice of a spoiler in L2": (
        _L2,
        "_l2_user_head{L2_USER_LINE} (SPOILER _NL?)?",
        "_l2_user_head{L2_USER_LINE}",
    ),
    "the notice of a spoiler with the text of L2": (_L2, "_l2_user_head{L2_LINE} spoiler?", "_l2_user_head{L2_LINE}"),
    "… Collapse": ("grammar/l1_texts.lark", '_EXPAND_WORD: "Collapse" | "Expand"', '_EXPAND_WORD: "Expand"'),
    "1 Critic Review": (_COMMON, "/\\s++Critic(?: Reviews?|s)?+/", "/\\s++Critic(?: Reviews|s)?+/"),
    "a later review at column 4": (_L1, "_DEEP_MARGIN: /[ ]{3,4}+/", "_DEEP_MARGIN: /[ ]{3}+/"),
    "Sep misspelt": (_MONTHS, "Aug Sep Oct", "Aug Sex Oct"),
    "Jun misspelt": (_MONTHS, "May Jun Jul", "May Jux Jul"),
    "Mar without its 31st": (
        _VALUES,
        "        return dt.date(int(year), _MONTHS[month[:3]], int(day))",
        '        return dt.date(int(year), _MONTHS[month[:3]], int(day) if (month, day) != ("Mar", "31") else 0)',
    ),
    "Feb 29": (
        _VALUES,
        "        return dt.date(int(year), _MONTHS[month[:3]], int(day))",
        '        return dt.date(int(year), _MONTHS[month[:3]], int(day) if (month, day) != ("Feb", "29") else 0)',
    ),
    "Check Spelling": (_L1, ' | "Check Spelling"', ""),
    "counts of L2 with a gap": (_L2, "(_MIXED_BAR _NL? MIXED _NL?)?", "(_MIXED_BAR _NL? MIXED _NL?)"),
    "render: counts of L2 with a gap": (
        _RENDER_L2,
        "            if count is not None:\n",
        "            if section.distribution.mixed is None or count is not None:\n",
    ),
    "render: verdicts of L2": (_RENDER_L2, "str(section.verdict)", "str(section.verdict).upper()"),
    "render: No reviews yet.": (_RENDER_L2, "    if section.no_reviews:\n", "    if False:\n"),
}
"""The file, a text that it holds once, and what stands there instead."""


def named(root: Path) -> dict[str, Mutant]:
    """The mutants of the project at `root`.

    Raises:
        ValueError: a file does not hold the text once.
    """
    found = {}
    for name, (file, old, new) in NAMED.items():
        text = (root / file).read_text("utf-8")
        if text.count(old) != 1:
            raise ValueError(f"{name}: {file} holds {old!r} {text.count(old)} times")
        start = text.index(old)
        version = hashlib.sha256(text.encode()).hexdigest()[:8]
        found[name] = Mutant(file, 0, version, Edit(start, start + len(old), new, "named"))
    return found
