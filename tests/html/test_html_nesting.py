"""Items, lists and tables within each other, in any order."""

from __future__ import annotations

import re
from itertools import product

import pytest

from reviewparse.html import html_to_text, nesting

TABLE_TAGS = ("<li>", "<tr>", "<td>", "<ul>", "</ul>", "<table>", "</table>")


def test_items_lists_and_tables_in_any_order() -> None:
    """However items, lists and tables are opened and closed, the words between them are kept, in order."""
    for tags in product(TABLE_TAGS, repeat=5):
        page = "".join(f"{tag}w{number}" for number, tag in enumerate(tags))
        assert re.findall("w.", html_to_text(page)) == ["w0", "w1", "w2", "w3", "w4"], page


def test_an_item_in_an_items_table() -> None:
    """An item without a list lasts as long as the outermost one, though another stands in its table."""
    assert html_to_text("<tr><li>a<td>b<li>c<tr>d<li>e") == "  • a\tb\n  • c\nd\n  • e"


def test_a_block_ends_a_paragraph_whatever_has_ended_in_it() -> None:
    """No block stands in a paragraph, so that one ends where a block begins, behind other elements, too."""
    for inside in ("x", "<span>x</span>", "<b><a>x</a></b>", "<svg></svg>x"):
        assert html_to_text(f"<p>{inside}<div>y</div>z") == "x\n\ny\nz"


def test_so_many_steps_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tags do at a place is remembered, until `MOST` steps are."""
    monkeypatch.setattr(nesting, "MOST", 2)
    steps = nesting.Steps()
    outside = steps.outside
    made = [steps.of_tag(outside, name) for name in ("div", "p", "br")]
    assert outside.after == {"div": made[0], "p": made[1]}
    steps.forget()
    assert outside.after == {}
