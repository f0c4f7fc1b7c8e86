"""docs/records.md says which layouts print a field: those, and no others, are the layouts of pages that have it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reviewparse import Layout, ReviewPage, parse_all, samples
from reviewparse.strategies import review_pages

pytestmark = pytest.mark.lint

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "pages").glob("*/*.txt"))
NOT_SHOWN = {
    ("ReviewPage", "season"): {"L2"},
    ("ReviewPage", "platform"): {"L1", "L2", "L3"},
    ("ReviewPage", "unsure"): {"L1", "L2", "L3"},
    ("CriticReview", "spoiler"): {"L3"},
}
"""What the page says of a field, though no golden, sample or generated page shows it."""


def note(record: Any, layout: str, found: dict[tuple[str, str], set[str]]) -> None:
    """Put down which fields of this record, and of those in it, are printed."""
    if isinstance(record, tuple):
        for part in record:
            note(part, layout, found)
    elif attrs.has(type(record)):
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if value not in (None, False, ()):
                found[type(record).__name__, field.name].add(layout)
            note(value, layout, found)


@cache
def shown() -> dict[tuple[str, str], set[str]]:
    """The layouts of the pages that print each field."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    texts = [path.read_bytes().decode("utf-8") for path in GOLDEN] + [samples.read(name) for name in samples.NAMES]
    assert len(texts) > 100
    for text in texts:
        for page in parse_all(text):
            note(page, str(page.layout), found)

    @settings(
        max_examples=300,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(review_pages())
    def generate(page: ReviewPage) -> None:
        note(page, str(page.layout), found)

    generate()
    return found


def rows() -> list[tuple[str, str, str]]:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    found = []
    for record, table in re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL):
        found += [
            (record, name, layouts) for name, layouts in re.findall(r"^\| `(\w+)`.* \| (.+) \|$", table, re.MULTILINE)
        ]
    return found


@pytest.mark.parametrize(("record", "field", "layouts"), rows())
def test_layouts_that_print_a_field(record: str, field: str, layouts: str) -> None:
    """The table names the layouts that print a field, or only HTML."""
    named = {str(layout) for layout in Layout} if layouts == "all" else set(layouts.split(", ")) - {"HTML"}
    assert named - NOT_SHOWN.get((record, field), set()) == shown().get((record, field), set())


def test_the_page_lists_fields() -> None:
    """There are rows to compare, and what is said to be shown nowhere is a row."""
    assert len(rows()) > 70
    assert set(NOT_SHOWN) <= {(record, field) for record, field, _ in rows()}
