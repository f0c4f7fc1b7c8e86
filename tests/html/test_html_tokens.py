"""HTML's tokens: where tags, comments and attributes begin and end, and what broken markup comes to."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors import resiliparse_2
from reviewparse.html import html_to_text
from reviewparse.html.tokens import TOKEN, attribute, attributes, characters


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param("a < b <3 <_c <<p>d", "a < b <3 <_c <\n\nd", id="less-than"),
        pytest.param("a</>b</3 c>d", "abd", id="ends-without-a-name"),
        pytest.param("<p title='>'>a<p title=\">\">b<p title=x'>c", "a\n\nb\n\nc", id="quotes"),
        pytest.param('<p \'>a<p x="y"z="\'>">b', "a\n\nb", id="quotes-that-are-names"),
        pytest.param("<p\n=x='>'>a<p x = \n'>' / y>b", "a\n\nb", id="equals-signs"),
        pytest.param("<P>a</P\n>b<Br/>c<DIV/>d", "a\n\nb\nc\nd", id="case-and-slashes"),
        pytest.param("a<b<p>c", "ac", id="a-name-takes-a-less-than-sign"),
        pytest.param("a<!--> b --> c", "a b --> c", id="empty-comment"),
        pytest.param("a<!---> b --> c", "a b --> c", id="empty-comment-of-three"),
        pytest.param("a<!-- > -- > --!> b", "a b", id="comment-with-an-exclamation-mark"),
        pytest.param("a<!-- <!-- --> b --->c", "a b --->c", id="comments-do-not-nest"),
        pytest.param("a<!--x--->b<!---->c", "abc", id="hyphens"),
        pytest.param("a<?x > b<!x '>' c<![CDATA[d]]>e", "a b' ce", id="other-comments"),
        pytest.param("a<!-- b", "a", id="comment-without-end"),
        pytest.param("a<p title='b>c", "a", id="quote-without-end"),
        pytest.param("a<p b", "a", id="tag-without-end"),
        pytest.param("a</p b", "a", id="end-tag-without-end"),
        pytest.param("a<script>b<p>c", "a", id="script-without-end"),
        pytest.param("a<", "a<", id="less-than-at-the-end"),
        pytest.param("a</", "a</", id="end-tag-at-the-end"),
        pytest.param("<script>'</p>'</scripts><b></SCRIPT x>a", "a", id="script"),
        pytest.param("<style></script></style\n>a<title><p></title>b", "ab", id="style-and-title"),
        pytest.param("<textarea><p>a</textarea/>b<scripts>c", "bc", id="textarea"),
    ],
)
def test_tokens(page: str, text: str) -> None:
    """Tags, comments and content that is characters begin and end where the HTML standard says."""
    assert html_to_text(page) == text


PIECES = (
    "<div> </div> <p> </p> <ol> </ol> <ul> </ul> <li> </li> <b> </b> <br> <br/> <em> </em> <h2> </h2> <section> "
    "</section> <blockquote> </blockquote> <center> </center> a b 3 < > \" ' = / &amp; &#65; &copy &#0; &#x80; &nbsp; "
    "<!--x--> <!-- <!--> --> <!--> <!---> <? </> </3> <![CDATA[q]]> <x <p\ntitle='>'> <div/title=a>b> <img\nalt=k> "
    '<script>z</script> <style><p></style> <b\tx="</div>"> <dl> <dt> <dd> </dl> <hr> <form> </form>'
).split(" ")


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
@example("<ul><li>a</div><li>b")
def test_broken_markup_is_what_a_browsers_parser_makes_of_it(page: str) -> None:
    """Whatever is broken, the words and the lines are those that Resiliparse prints, by the parser Lexbor.

    Margins and list markers are left out: Resiliparse keeps those of lists that have ended.
    """

    def lines(text: str) -> list[str]:
        bare = [re.sub(r"^ *(• *|\d+\.(?: +|$))?", "", line).rstrip() for line in text.split("\n")]
        return "\n".join(bare).strip("\n").split("\n")

    page = f"<div>{page}"
    assert lines(html_to_text(page)) == lines(resiliparse_2(page))


@given(st.text(st.sampled_from("<>/!?-'\"= \nab&;#x[]") | st.characters(exclude_categories=["Cs"])))
def test_tokens_tile_the_page(page: str) -> None:
    """Each token begins where the one before it ended, and the last one ends with the page."""
    ends = [0]
    for token in TOKEN.finditer(page):
        assert token.start() == ends[-1]
        ends.append(token.end())
    assert ends[-1] == len(page)


NAMES = st.text(st.characters(exclude_characters="\t\n\f\r />=", exclude_categories=["Cs", "Cc"]), min_size=1)
VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(st.dictionaries(NAMES.map(str.lower).filter(lambda name: name == name.lower()), VALUES), st.booleans())
def test_attributes_read_back(found: dict[str, str], single: bool) -> None:
    """What is written as attributes, quoted either way, is read as it was."""
    quote = "'" if single else '"'
    text = " ".join(f"{name} = {quote}{html.escape(value)}{quote}" for name, value in found.items())
    assert attributes(" " + text) == found


@given(st.text(st.sampled_from('aAbB==\'""  \n/>&'), max_size=20), st.sampled_from(["a", "b", "ab"]))
@example(' b="a=" a="c"', "a")
@example(' ab="c" A="d" a="e"', "a")
def test_attribute_is_one_of_the_attributes(text: str, name: str) -> None:
    """One attribute alone is read as all of them are."""
    assert attribute(text, name) == attributes(text).get(name, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        (" a b=c D='e' f = \"g\"h", {"a": "", "b": "c", "d": "e", "f": "g", "h": ""}),
        (" a=1 A=2", {"a": "1"}),
        (" a=b/ /c=d=e", {"a": "b/", "c": "d=e"}),
        (' =a="b"', {"=a": "b"}),
        (" a='&lt;&#39;&notit;' b=&amp", {"a": "<'¬it;", "b": "&"}),
    ],
)
def test_attributes(text: str, found: dict[str, str]) -> None:
    """Names are in lower case, the first of a name counts, and references are replaced."""
    assert attributes(text) == found


@given(st.text(st.sampled_from("&#x0123456789abAB;lgt ") | st.characters(exclude_categories=["Cs"])))
def test_references_are_those_of_the_standard_library(text: str) -> None:
    """Character references mean what `html.unescape` says; control characters are left out."""
    controls = {*map(chr, range(32)), "\x7f"} - {*"\t\n\f\r"}
    assert characters(text) == "".join(character for character in html.unescape(text) if character not in controls)
