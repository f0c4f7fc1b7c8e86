"""HTML to a text of the format: which lines come out, however broken the page."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import resiliparse_2
from reviewparse import parse
from reviewparse.errors import ReviewError, ReviewParseError
from reviewparse.html import html_to_text, looks_like_html, parse_html

# ---- which lines come out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<ol><li>a<div>b</div></li></ol>", "  1. a\n    b", id="item"),
        pytest.param("<ol>" + "<li></li>" * 9 + "<li>a<div>b</ol>", "  10. a\n    b", id="tenth-item"),
        pytest.param("<ol><li>a<p>b</p>c</li></ol>", "  1. a\n\n    b\n\n    c", id="paragraph-in-item"),
        pytest.param("<ol><li>a<br>b<br><br>c</li></ol>", "  1. a\n    b\n\n    c", id="line-breaks-in-item"),
        pytest.param("<ol><li>a<ol><li>b</ol>c</ol>", "  1. a\n    1. b\n    c", id="nested-numbers"),
        pytest.param("<ul><li>x</ul>", "  • x", id="bullet"),
        pytest.param("<ol><li>a<ul><li>x<li>y</ul></ol>", "  1. a\n    • x\n    • y", id="nested-bullets"),
        pytest.param("<ol><li>a</ol><ol><li>b</ol>", "  1. a\n  1. b", id="lists-side-by-side"),
        pytest.param("<ol start=7 reversed><li value=9>a</ol>", "  1. a", id="attributes-of-numbering"),
        pytest.param("<ol><li>a<li><li> <li>d</ol>", "  1. a\n  4. d", id="empty-items-leave-a-gap"),
        pytest.param("<ol><li>a<ul><li></li></ul>b</ol>", "  1. a\n    b", id="no-marker-of-an-empty-item"),
        pytest.param("<li>a<div>b</div></li>c", "  • a\n    b\nc", id="item-without-list"),
        pytest.param("<h2>Critic Reviews</h2>a<div>b</div>c", "Critic Reviews\n\na\nb\nc", id="heading"),
        pytest.param("a <b>b</b><i>c</i>\n d&nbsp;&nbsp;e", "a bc d\u00a0\u00a0e", id="white-space"),
        pytest.param("a  b", "a b", id="spaces-between-words"),
        pytest.param("<p>\ta\nb\tc\r\nd\fe</p>", "a b c d e", id="lines-of-the-source"),
        pytest.param("\ufeffa<\0p>b\0c", "a\n\nbc", id="byte-order-mark-and-nul"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a\tb\nc", id="table"),
        pytest.param("<pre>\n  1. a\r\n     b\n</pre>c", "  1. a\n     b\nc", id="preformatted"),
        pytest.param("<script>a</script><style>b</style><!-- c --><noscript>d</noscript>e", "e", id="not-text"),
        pytest.param("<select><option>a<option>b</select><template>c</template>d", "d", id="choices-and-templates"),
        pytest.param("<title>a</title><svg><text>b</text></svg><textarea>c</textarea>d", "d", id="titles-and-fields"),
        pytest.param("<p>a<svg><title>b</title><b>c</b></svg>d", "ad", id="drawing"),
        pytest.param("a<svg/>b<svg><path/><p>c", "ab\n\nc", id="drawing-without-end"),
        pytest.param("<p>a<div>b", "a\n\nb", id="a-block-ends-a-paragraph"),
        pytest.param("a</div>b</b></span>", "ab", id="ends-of-nothing"),
        pytest.param("<a>a<div>b</a>c</div>d", "a\nbc\nd", id="ends-out-of-order"),
        pytest.param("a</p>b</br>c", "a\n\nb\nc", id="ends-that-print"),
        pytest.param("a<hr>b<hr/>c", "a\nb\nc", id="rules"),
        pytest.param("<dl><dt>a<dd>b<dd>c</dl>d", "a\nb\nc\nd", id="terms"),
        pytest.param("<div><table><tr><td>a</div>b<tr><td>c</table>d</div>", "ab\nc\nd", id="ends-in-a-cell"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lines(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            "<div><span>Film Almanac</span><span><a>Ida Quill</a></span><span>Dec 1, 2005</span></div>",
            "Film Almanac\tIda Quill\tDec 1, 2005",
            id="publication-author-date",
        ),
        pytest.param(
            "<span>1 of 4 users found this helpful</span><span><i></i><span>1</span></span><span><i></i>3</span>",
            "1 of 4 users found this helpful\t1\t3",
            id="counts",
        ),
        pytest.param("<a>a</a><a>b</a>", "a\tb", id="links"),
        pytest.param("<span>a</span><SPAN>b</SPAN>", "a\tb", id="names-in-capitals"),
        pytest.param("<span>a</span><SPAN></SPAN>b", "ab", id="an-empty-one-in-capitals"),
        pytest.param("<span>a</span> <span>b</span>", "a b", id="white-space-between"),
        pytest.param("<span>a </span><span>b</span>", "a b", id="white-space-within"),
        pytest.param("<span>a&nbsp;</span><span>b</span>", "a\u00a0b", id="no-break-space"),
        pytest.param("<span>a</span><br><span>b</span>", "a\nb", id="line-break-between"),
        pytest.param("<span>a<span>b</span></span>", "ab", id="one-in-the-other"),
        pytest.param("<span>a</span>b<span>c</span>", "abc", id="text-between"),
        pytest.param("<span>a</span><span></span>b", "ab", id="nothing-in-the-second"),
        pytest.param("<b>a</b><i>b</i><em>c</em><sup>d</sup><q>e</q><mark>f</mark>", "abcdef", id="formatting"),
        pytest.param("<span>Ruin</span><span>ous</span>", "Ruin\tous", id="no-guess"),
        pytest.param("<span>reviews</span><span>- based on</span>", "reviews- based on", id="hyphen"),
        pytest.param("<span>a.</span><span>…</span>", "a.…", id="ellipsis"),
    ],
)
def test_a_tab_between_elements_that_only_the_style_sheet_keeps_apart(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>a <img alt='b  c'> d</p>", "a b c d", id="in-a-text"),
        pytest.param("<p>a<img alt=b>c", "abc", id="in-a-word"),
        pytest.param("<ol><li><IMG ALT='Dot &amp; Co'><div>80</div></ol>", "  1. Dot & Co\n    80", id="in-an-item"),
        pytest.param("<span><a><img alt=Dot></a></span><span>Ann</span>", "Dot\tAnn", id="apart"),
        pytest.param("a<img>b<img alt>c<img alt=''>d<img data-alt=x>e", "abcde", id="without"),
        pytest.param("<img alt=first alt=second>", "first", id="the-first-counts"),
        pytest.param("<svg><img alt=a></svg><select><img alt=b></select>c", "c", id="dropped"),
    ],
)
def test_an_image_prints_its_alternative_text(html: str, text: str) -> None:
    """An image prints its `alt` as text extractors do."""
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>Metascore</p>\x1c7&#28;4&#x1C;\x1f", "Metascore\n\n74", id="controls"),
        pytest.param("a&#0;b&#x110000;c&#99999999;d", "a\ufffdb\ufffdc\ufffdd", id="no-characters"),
        pytest.param("&#" + "9" * 5000 + ";", "\ufffd", id="a-number-of-any-length"),
        pytest.param("&#" + "0" * 5000 + "65;&#x" + "0" * 5000 + "42;", "AB", id="zeros-of-any-length"),
        pytest.param("a&#13;b&#xd;&#10;c\rd\r\ne", "a b c d e", id="carriage-returns"),
        pytest.param("<pre>a&#13;b\rc\r\nd</pre>", "a b\nc\nd", id="carriage-returns-in-pre"),
        pytest.param("<p>\x1d a \x1e</p>b\x0bc\x7f", "a\n\nbc", id="controls-and-spaces"),
        pytest.param("<img alt='a\x1c&#28;b&#13;c'>", "ab c", id="in-attributes"),
    ],
)
def test_control_characters_are_nothing_or_white_space(html: str, text: str) -> None:
    """A control character prints nothing, and a carriage return is white space, written as a reference or not."""
    assert html_to_text(html) == text


INLINE = st.sampled_from(["one", "two words", "3", "x &amp; y", "é", "a\n  b", "q&nbsp;", "<b>bold</b>", " <a>l</a> "])
BREAKS = st.builds("{0}{1}{0}".format, INLINE, st.sampled_from(["<br>", "<br><br>", "<br><br><br>"]))
PARAGRAPHS = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["p", "h2"]), INLINE)


def _nest(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.lists(content, max_size=4).map(lambda parts: f"<li>{''.join(parts)}</li>\n"), min_size=1)
    blocks = st.builds("<div>{}</div>".format, st.lists(content, max_size=3).map("".join))
    return st.builds("<{0}>\n{1}</{0}>".format, st.sampled_from(["ol", "ul"]), items.map("".join)) | blocks


@given(st.recursive(INLINE | BREAKS | PARAGRAPHS, _nest, max_leaves=15))
def test_the_text_is_the_extractors(html: str) -> None:
    """Lists, blocks, line breaks and white space print as Resiliparse 2 prints them, with nothing left out."""
    page = f"<div>{html}</div>"
    assert html_to_text(page) == resiliparse_2(page)


ELEMENTS = st.sampled_from(
    "div p span a b i em sup ol ul li table tr td h1 section article blockquote dl dt dd label button q pre".split()
)
TREES = st.recursive(
    st.just("@"),
    lambda content: st.builds("<{0}>{1}</{0}>".format, ELEMENTS, st.lists(content, max_size=4).map(" ".join)),
    max_leaves=30,
)


@given(TREES)
def test_no_word_is_dropped_doubled_or_moved(tree: str) -> None:
    """Nothing that a reader of the page can see is dropped."""
    count = tree.count("@")
    for number in range(count):
        tree = tree.replace("@", f"word{number}", 1)
    assert re.findall(r"word\d+", html_to_text(tree)) == [f"word{number}" for number in range(count)]


CONTROLS = "".join(map(chr, {*range(32), 127} - {*map(ord, "\t\n\f")}))


@given(st.lists(st.text(st.characters(exclude_characters=CONTROLS, exclude_categories=["Cs"]))).map("\n".join))
def test_a_text_in_pre_is_that_text(text: str) -> None:
    """A page that shows a text of the format as it is (`pre`) is read as that text, but for control characters."""
    assert html_to_text(f"<pre>{escape(text)}</pre>").rstrip("\n") == text.strip("\n")


# ---- however broken -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "<div> </div> <p> </p> <ol> </ol> <ul> </ul> <li> </li> <span> </span> <a> </a> <b> </b> <br> <br/> <pre> </pre> "
    "<td> </td> <table> </table> <select> </select> <option> <script> </script> <title> </title> <template> <svg> "
    '<html> </html> <body> </body> <head> <!-- --> <![CDATA[ ]]> <? &amp; &# &#0; < > " = / \0 \ud800 \u2028 é'.split(
        " "
    )
)
SOUP = st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


@given(SOUP | st.binary() | SOUP.map(lambda soup: soup.encode("utf-8", "surrogatepass")))
def test_nothing_but_a_review_error_is_raised(html: str | bytes) -> None:
    """Whatever the markup, `html_to_text` gives a text, and `parse_html` a page or a `ReviewParseError`.

    Bytes with a NUL may be no text at all: then the error is a `ReviewError` that says what they are.
    """
    assert isinstance(html_to_text(html), str)
    assert isinstance(looks_like_html(html), bool)
    try:
        parse_html(html)
    except ReviewParseError:
        pass
    except ReviewError as error:
        if error.code not in ("binary", "utf-16") or isinstance(html, str) or b"\0" not in html:
            raise


REVIEWS = "".join(
    f"<li><div><span>Paper {n}</span><div>{n}0</div></div><div><div>A <i>good</i> film.</div></div></li>\n"
    for n in range(1, 6)
)


@given(st.sets(st.integers(0, REVIEWS.count("</div>") - 1)), st.sampled_from(["div", "DIV"]))
def test_ends_of_blocks_may_be_missing(missing: set[int], name: str) -> None:
    """A block that is never closed ends with the item or the list around it."""
    page = f"<div><ol>{REVIEWS}</ol><p>After</p></div>"
    parts = page.split("</div>")
    broken = "".join(part + "</div>" * (n not in missing) for n, part in enumerate(parts[:-1])) + parts[-1]
    assert html_to_text(broken.replace("div>", name + ">")) == html_to_text(page)
    assert html_to_text(page).splitlines()[-5:] == ["  5. Paper 5", "    50", "    A good film.", "", "After"]


@pytest.mark.parametrize("nested", ["<div>", "<span>", "<b>", "<table>", "<ol><li>", "<ul>", "<pre>", "<p><a>"])
def test_any_depth(nested: str) -> None:
    """Nesting is followed without recursion, and indents no text beyond reason."""
    text = html_to_text(nested * 100_000 + "end")
    assert re.fullmatch(r"(?:[0-9]+\. )?end", text.strip())
    assert len(text) < 100


def test_a_margin_has_forty_blanks_at_most() -> None:
    """Each list indents its items by two more, down to the twentieth."""
    found = [line.index("•") for line in html_to_text("<ul><li>a" * 25).split("\n")]
    assert found == [*range(2, 40, 2), *[40] * 6]


def test_parts_of_many_megabytes() -> None:
    """A saved page may hold its pictures in attributes, and its scripts in comments."""
    big = "x" * 11_000_000
    assert html_to_text(f'<p title="{big}"><!-- {big} --><script>{big}</script>end', max_chars=None) == "end"


def test_text_after_the_end_of_the_document() -> None:
    assert html_to_text("<html><body>a</body></html><p>b") == "a\n\nb"


@pytest.mark.parametrize("function", [html_to_text, looks_like_html, parse_html])
@pytest.mark.parametrize("value", [None, 7, ["<p>"], bytearray(b"<p>")])
def test_other_types(function: Any, value: object) -> None:
    with pytest.raises(TypeError, match=rf"HTML is str or bytes, not {type(value).__name__}; .*read\(\)"):
        function(value)


# ---- is it markup? --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><p>a",
        "\ufeff\n <html lang=en>",
        "<?xml version='1.0'?><html/>",
        "<!-- saved --><body>",
        "<div class=review>80",
        "<li>Dot Review",
        '<span class="a">Dot Review</span><div>80</div>',
        "</div><p>a",
        b"\xef\xbb\xbf<!doctype html>",
        "<html>".encode("utf-16"),
        b"<ol><li>caf\xe9</li></ol>",
    ],
)
def test_markup(page: str | bytes) -> None:
    assert looks_like_html(page)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "Metascore\n74\n",
        "  1. Dot Review\n    <b>Bold</b> and <i>slow</i>.\n",
        "  1. 9\n    The <div> of the year, says </div>.\n",
        "<3 this film\n",
        "<< Back to All Platforms\n  • New Releases\n",
        "< p >",
        "<b>Great</b>\n",
        b"User Score\n6.5\n",
    ],
)
def test_text(page: str | bytes) -> None:
    assert not looks_like_html(page)


@given(st.text(), st.text())
def test_a_text_that_begins_with_a_letter_is_not_markup(text: str, tail: str) -> None:
    """A text that shows a tag somewhere is not markup."""
    assert not looks_like_html(f"Metascore {text}<div>{tail}</div>")


# ---- through the grammar --------------------------------------------------------------------------------------------

PAGE_L1 = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Copper Lane</title></head><body>
<div><div>Metascore</div><a href="#"><div><span>71</span></div></a><div><p><span>Generally favorable reviews</span>
 <span><span> - </span><span>based on</span> <a href="#"><span>2</span> Critics</a></span></p></div></div>
<div>Score distribution:</div>
<ol><li><span>Positive:</span> <span><a href="#"><span>1</span> <span> out of 2</span></a></span></li>
<li><span>Mixed:</span> <span>1 <span> out of 2</span></span></li>
<li><span>Negative:</span> <span>0 <span> out of 2</span></span></li></ol>
<ol><li><div><div>Dot Review</div><div><span>Reviewed by:&nbsp;</span> <a href="#">Ida Quill</a></div>
<div>Mar  4, 2014</div></div><div>88</div><div>A film that listens.</div>
<ul><li>All this critic's reviews</li><li>Read full review</li></ul></li>
<li><div><div>The Valley Gazette</div><div>Mar 5, 2014</div></div><div>54</div><div>It stops &amp; starts.</div>
<ul><li>Read full review</li></ul></li></ol></body></html>"""


def test_a_page_of_lists() -> None:
    critics = parse_html(PAGE_L1).critics
    assert critics is not None
    assert (critics.score, str(critics.verdict), critics.count) == (71, "Generally favorable reviews", 2)
    assert critics.distribution is not None
    assert (critics.distribution.positive, critics.distribution.mixed, critics.distribution.total) == (1, 1, 2)
    assert [(r.number, r.publication, r.author, str(r.date), r.score, r.text) for r in critics.reviews] == [
        (1, "Dot Review", "Ida Quill", "2014-03-04", 88, "A film that listens."),
        (2, "The Valley Gazette", None, "2014-03-05", 54, "It stops & starts."),
    ]


PAGE_L2 = """<div><div><a href="#">METASCORE</a></div><a href="#"><span>Mixed or average reviews</span>
<span>based on 4 Critics</span></a><div>See All</div><span>58</span></div>
<div><a href="#">CRITIC REVIEWS</a></div>
<div><div><div>75</div></div><div><div><span><a>Film Almanac</a></span><span><a>Ida Quill</a></span
><span>Jan  9, 2018</span></div><div><a> A <i>quiet</i> hour well spent.</a> <a>Read full review</a></div></div></div>
<div><div><div>40</div></div><div><div><span><a>Dot Review</a></span><span><a>Noor Vale</a></span
><span>Jan 10, 2018</span></div><div><a> Half a film.</a> <a>Read full review</a></div></div></div>
<div><a href="#">SEE ALL 4 REVIEWS</a></div>"""


def test_a_page_without_lists() -> None:
    """Where an extractor would run publication, author and date together, the page's HTML tells them apart."""
    critics = parse_html(PAGE_L2).critics
    assert critics is not None
    assert [(r.publication, r.author, str(r.date), r.score, r.text) for r in critics.reviews] == [
        ("Film Almanac", "Ida Quill", "2018-01-09", 75, "A quiet hour well spent."),
        ("Dot Review", "Noor Vale", "2018-01-10", 40, "Half a film."),
    ]


def test_a_publication_may_be_a_logo() -> None:
    """A publication that a page shows as an image with an alternative text is read, and not taken for the author."""
    logo = PAGE_L2.replace("<a>Film Almanac</a>", '<a href="#"><img src="f.png" alt="Film Almanac"></a>')
    assert logo != PAGE_L2
    assert parse_html(logo).critics == parse_html(PAGE_L2).critics


def test_the_records_are_those_of_the_text() -> None:
    """`parse_html` is `parse` of `html_to_text`, of which the last line was not cut: there is one grammar."""
    for page in (PAGE_L1, PAGE_L2):
        read, of_text = parse_html(page), parse(html_to_text(page) + "\n")
        assert read == parse_html(page.encode())
        assert (read.sections, read.unrecognized) == (of_text.sections, of_text.unrecognized)


def test_an_item_that_is_not_ended_has_its_name() -> None:
    """The `id` of a review is that of its list item, whether or not the page writes the item's end tag."""
    named = PAGE_L1.replace("<ol><li><div>", '<ol><li id="r1"><div>').replace(
        "</li>\n<li><div>", "</li>\n<li id=r2><div>"
    )
    for page in (named, named.replace("</li>", "")):
        critics = parse_html(page).critics
        assert critics is not None
        assert [review.id for review in critics.reviews] == ["r1", "r2"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a <b>&#28;</b>b", "a b"),
        ("a<b>\x1c</b>b", "ab"),
        ("a<b> \x1c</b>b", "a b"),
        ("<td>a<select><option>x</td>\n<td>b", "a b"),
        ("<td>a<select><option>x</td><td>b", "a\tb"),
        ("<span>a</span><svg><path></path> </svg><span>b</span>", "a\tb"),
        ("a<img title=' alt=\"\"' alt=b>c", "abc"),
        ('<span>a</span><img alt="b"><span title="<i">c</span>', "abc"),
    ],
)
def test_what_parts_two_texts_on_a_line(html: str, text: str) -> None:
    """White space between two texts counts wherever it stands, but not what a reader of the page does not see."""
    assert html_to_text(html) == text


def test_runs_of_tags_that_never_occur_again() -> None:
    """What is remembered of the runs of a page's tags does not change what is read."""
    items = [f"<div class=x{n} title='{n}'><i class=\"y{n}\">word{n}</i></div>" for n in range(5_000)]
    assert html_to_text("".join(items)) == "\n".join(f"word{n}" for n in range(5_000))
    quoted = [f'<div class="x{n}"><i class="y{n}">word{n}</i></div>' for n in range(5_000)]
    assert html_to_text("".join(quoted)) == "\n".join(f"word{n}" for n in range(5_000))
