"""HTML to text of the format: which lines come out, from which bytes, however broken the page."""

from __future__ import annotations

import html as stdlib_html
import importlib.metadata
import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewparse import parse
from reviewparse.errors import ReviewError
from reviewparse.html import html_to_text, looks_like_html, parse_html

pytest.importorskip("lxml")

# ---- which lines come out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<ol><li>a<div>b</div></li></ol>", "  1. a\n    b", id="item"),
        pytest.param("<ol>" + "<li>x" * 9 + "<li>a<div>b</ol>", "  1. x\n" * 0 + _ + "  10. a\n    b", id="tenth-item")
        if (_ := "".join(f"  {n}. x\n" for n in range(1, 10)))
        else None,
        pytest.param("<ol><li>a<p>b</p>c</li></ol>", "  1. a\n\n    b\n\n    c", id="paragraph-in-item"),
        pytest.param("<ol><li>a<br>b<br><br>c</li></ol>", "  1. a\n    b\n\n    c", id="line-breaks-in-item"),
        pytest.param("<ol><li>a<ol><li>b</ol>c</ol>", "  1. a\n    1. b\n    c", id="nested-numbers"),
        pytest.param("<ul><li>x</ul>", "  • x", id="bullet"),
        pytest.param("<ol><li>a<ul><li>x<li>y</ul></ol>", "  1. a\n    • x\n    • y", id="nested-bullets"),
        pytest.param("<ol><li>a</ol><ol><li>b</ol>", "  1. a\n  1. b", id="lists-side-by-side"),
        pytest.param("<ol start=7 reversed><li value=9>a</ol>", "  1. a", id="attributes-of-numbering"),
        pytest.param("<ol><li>a<li><li> <li>d</ol>", "  1. a\n  4. d", id="empty-items-leave-a-gap"),
        pytest.param("<li>a<div>b</div></li>c", "  • a\n    b\nc", id="item-without-list"),
        pytest.param("<h2>Critic Reviews</h2>a<div>b</div>c", "Critic Reviews\n\na\nb\nc", id="heading"),
        pytest.param("a <b>b</b><i>c</i>\n d&nbsp;&nbsp;e", "a bc d\u00a0\u00a0e", id="white-space"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a\tb\nc", id="table"),
        pytest.param("<pre>\n  1. a\r\n     b\n</pre>c", "  1. a\n     b\nc", id="preformatted"),
        pytest.param("<script>a</script><style>b</style><!-- c --><noscript>d</noscript>e", "e", id="not-text"),
        pytest.param("<select><option>a<option>b</select><template>c</template>d", "d", id="choices-and-templates"),
        pytest.param("<title>a</title><svg><text>b</text></svg><textarea>c</textarea>d", "d", id="titles-and-fields"),
        pytest.param("a</body></html>b", "a\nb", id="after-the-end"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lines(html: str, text: str) -> None:
    assert html_to_text(html) == text
