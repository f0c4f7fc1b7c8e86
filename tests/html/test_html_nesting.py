"""Items, lists and tables within each other, in any order."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse.html import html_to_text, nesting

TAGS = (
    "a ; b  ;<ol>;</ol>;<li class=x>;<li>;</li>;<p>;</p>;<div> ;</div>;<td>;<span>;</span>;<a href=x>;</a>;<svg>"
    ';</svg>;<pre>;</pre>;<br>;<img alt="c">;<!-- x -->'
).split(";")
TABLE_TAGS = ("<li>", "<tr>", "<td>", "<ul>", "</ul>", "<table>", "</table>")


def test_items_lists_and_tables_in_any_order() -> None:
    """However items, lists and tables are opened and closed, the words between them are kept, in order."""
    for tags in product(TABLE_TAGS, repeat=5):
        page = "".join(f"{tag}w{number}" for number, tag in enumerate(tags))
        assert re.findall("w.", html_to_text(page)) == ["w0", "w1", "w2", "w3", "w4"], page


@pytest.mark.parametrize("item", ["<li>", '<li class="x">', '<li class="x" id="y">', "<LI\nclass=x>"])
def test_an_empty_item_leaves_its_number_out(item: str) -> None:
    """An item without a text prints nothing, and the next one has the next number, however its tag is written."""
    assert html_to_text(f"<ol>{item}</li>\n{item}b</li>{item}{item}c</ol><ol>{item}d") == "  2. b\n  4. c\n  1. d"


def test_an_item_in_an_items_table() -> None:
    """An item without a list lasts as long as the outermost one, though another stands in its table."""
    assert html_to_text("<tr><li>a<td>b<li>c<tr>d<li>e") == "  • a\tb\n  • c\nd\n  • e"


def test_a_block_ends_a_paragraph_whatever_has_ended_in_it() -> None:
    """No block stands in a paragraph, so that one ends where a block begins, behind other elements, too."""
    for inside in ("x", "<span>x</span>", "<b><a>x</a></b>", "<svg></svg>x"):
        assert html_to_text(f"<p>{inside}<div>y</div>z") == "x\n\ny\nz"


@pytest.mark.parametrize("tag", ["<div>", "<section>", "<ul><li>", "<table><tr>", "<blockquote><p>"])
def test_elements_deeper_than_browsers_read_them_end_lines(tag: str) -> None:
    """However deep elements are nested, their texts stand on lines of their own, none is lost, and none comes up."""
    times = nesting.DEEPEST + 100
    text = html_to_text(f"{tag}x" * times + "<template>y</template><select>y</select><pre>z\nz</pre>")
    assert re.findall(r"\w.*", text) == ["x"] * times + ["z", "z"]


def test_lists_are_read_behind_any_number_of_open_blocks() -> None:
    """Where more blocks are open than are followed, lists and their items are read as elsewhere."""
    page = (
        "<div><ol><li><div>a</div><div>b</div></li><li><section>c</section></li></ol></div><ul><li>d</ul><div>e</div>f"
    )
    assert html_to_text("<div>" * (nesting.DEEPEST + 100) + page) == html_to_text(page)


def test_so_much_is_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """What tags do at a place is remembered, as long as there is room for it."""
    monkeypatch.setattr(nesting, "ROOM", 2 * nesting.STEP + len("divp"))
    steps = nesting.Steps()
    outside = steps.outside
    made = [steps.of_tag(outside, name) for name in ("div", "p", "br")]
    assert outside.after == {"div": made[0], "p": made[1]}
    steps.forget()
    assert outside.after == {}


def test_pages_share_steps_until_half_of_the_room_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one page has remembered serves the next one, and a page that fills the room leaves nothing behind."""
    monkeypatch.setattr(nesting, "_shared", nesting.Steps())
    html_to_text("<div>a</div>b")
    steps = nesting.shared()
    assert "<div>" in steps.outside.after
    html_to_text("".join(f'<b x="{number}">c' for number in range(nesting.ROOM // nesting.STEP)))
    assert nesting.shared() is not steps
    assert steps.outside.after == nesting.shared().outside.after == {}


@given(st.lists(st.lists(st.sampled_from(TAGS), max_size=9).map("".join), min_size=2, max_size=5))
def test_no_page_changes_how_another_is_read(pages: list[str]) -> None:
    """The text of a page is the same whatever was read before it."""
    alone = []
    for page in pages:
        nesting._shared = nesting.Steps()
        alone.append(html_to_text(page))
    nesting._shared = nesting.Steps()
    assert [html_to_text(page) for page in pages] == alone
