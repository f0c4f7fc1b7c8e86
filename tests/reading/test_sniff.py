"""`sniff` tells whether a text holds a review page, as `parse` does, and quicker."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mutations import PIECES, mutated
from required_strings import marks, required
from reviewparse import ReviewPage, ReviewParseError, parse, parse_html, samples, sniff
from reviewparse.extractors.apart import apart
from reviewparse.extractors.unwrapping import unwrapped
from reviewparse.marks import FREQUENT, LETTERS, MARKS, SPARSE, TOP, begins_with_mark, has_mark
from reviewparse.pages import PageBuilder
from reviewparse.parsing import ready
from reviewparse.strategies import review_pages
from reviewparse.transformer import read_into
from writing import written

SAMPLES = [samples.read(name) for name in samples.NAMES]
ROOT = Path(__file__).parents[2]


def has_section(text: str) -> bool:
    """What `parse` makes of a text; where it meets a second page, it has found a first one."""
    try:
        return bool(parse(text).sections)
    except ReviewParseError as error:
        refused = dict.fromkeys(("no-review-section", "empty-page", "layout-not-known", "profile-page"), False)
        return {**refused, "several-pages": True}[error.code]


@given(review_pages().map(written))
def test_every_page_is_one(text: str) -> None:
    """No false negative on any page that `parse` accepts."""
    assert sniff(text) == has_section(text)


@given(review_pages().map(written).flatmap(mutated))
def test_nearly_a_page(text: str) -> None:
    """Whatever happened to a page, the answer is that of `parse`."""
    assert sniff(text) == has_section(text)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=8), st.sampled_from(["\n", "\r\n", " "]))
def test_any_text(pieces: list[str], between: str) -> None:
    """The answer is that of `parse` for any text, of any line ends."""
    text = between.join(pieces)
    assert sniff(text) == has_section(text)


@pytest.mark.parametrize("name", ["Positive", "Mixed", "Negative"])
@pytest.mark.parametrize("counted", ["Reviews", "Ratings"])
def test_one_count_of_layout_l3(name: str, counted: str) -> None:
    """One count is a section, whichever it is."""
    assert sniff(f"96% {name}\n43 {counted}\n")


@pytest.mark.parametrize("text", SAMPLES, ids=samples.NAMES)
def test_the_rest_of_a_page(text: str) -> None:
    """A page of which the beginning is cut off, or all but one line, is told as `parse` tells it."""
    lines = text.split("\n")
    parts = [*("\n".join(lines[start:]) for start in range(len(lines))), *lines]
    assert [sniff(part) for part in parts] == [has_section(part) for part in parts]
    assert {sniff(part) for part in parts} == {True, False}


def test_real_pages(corpus: Path) -> None:
    """No false negative on real pages, whatever extractor printed them."""
    texts = {path: path.read_text("utf-8", "replace") for path in (corpus / "text").glob("*/*.txt")}
    assert [path for path, text in texts.items() if sniff(text) != has_section(text)] == []
    assert any(map(sniff, texts.values()))


@pytest.mark.parametrize(
    "text",
    ["", "\n", "\ufeff", "Fog over the pier.", "No critic wrote a review.", "He has a metascore of 80.", "x" * 100_000],
)
def test_no_page(text: str) -> None:
    """A text without any of the strings is none, and is not read."""
    assert not any(literal in text for literal in MARKS)
    assert sniff(text) is False


def test_a_string_alone_makes_no_page() -> None:
    """Where a text has one of the strings, it is read, and the grammar decides."""
    texts = [f"They said {literal} and nothing else." for literal in MARKS]
    assert [text for text in texts if sniff(text)] == []


def test_code_that_speaks_of_pages() -> None:
    """The code of the package has the strings in it, and is told as `parse` tells it."""
    sources = [path.read_text("utf-8") for path in (ROOT / "src" / "reviewparse").glob("*.py")]
    assert any(literal in source for source in sources for literal in MARKS)
    assert [source for source in sources if sniff(source) != has_section(source)] == []


@pytest.mark.parametrize("wrong", [None, bytearray(b"Metascore"), 7, ["Metascore"], Path("page.txt")])
def test_what_is_neither_str_nor_bytes(wrong: object) -> None:
    """`sniff` says what to do, as `parse` does."""
    with pytest.raises(TypeError) as by_sniff:
        sniff(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError) as by_parse:
        parse(wrong)  # type: ignore[arg-type]
    assert str(by_sniff.value) == str(by_parse.value)


# --- HTML ------------------------------------------------------------------------------------------------------------


def html_has_section(html: bytes) -> bool:
    """What `parse_html` makes of HTML."""
    try:
        return bool(parse_html(html).sections)
    except ReviewParseError as error:
        return error.code == "several-pages"


@given(review_pages().map(written))
def test_html_that_holds_a_page(text: str) -> None:
    """Bytes are HTML, and the answer is that of `parse_html`."""
    html = f"<pre>{escape(text)}</pre>".encode()
    assert sniff(html) == html_has_section(html)


def test_real_html(corpus: Path) -> None:
    """No false negative on real pages of HTML."""
    pages = [path.read_bytes() for path in (corpus / "html").glob("*.html")]
    assert pages
    assert all(map(sniff, pages))


@given(review_pages().map(written), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_bytes_of_a_text(text: str, encoding: str) -> None:
    """The bytes of a text have the answer of the text: no page is lost where nobody has decoded it."""
    assert sniff(text.encode(encoding)) >= sniff(text)


def test_bytes_of_an_old_text() -> None:
    """So do those of a text that is not in UTF-8, which `read` then asks to decode."""
    assert sniff("Critic score distribution:\n  1. Positive: 1 out of 1\n  1. Café Weekly".encode("cp1252"))


def test_html_of_no_page() -> None:
    """HTML without a section, HTML that is too long, and bytes that are no HTML are no page."""
    page = b"<p>Universal <b>acclaim</b> - based on 23 Critics</p>"
    assert [sniff(page), sniff(page, max_chars=5), sniff(page, max_chars=None)] == [True, False, True]
    assert not any(map(sniff, (b"", b"<p>Universal</p> acclaim", b"\xff\0\1", b"A text about the sea.")))


# --- the strings to look for -----------------------------------------------------------------------------------------


def test_the_strings_are_those_of_the_grammar() -> None:
    """Each block that makes a section holds one of the strings, or stands only where a block does that holds one."""
    assert marks() == MARKS


def test_there_are_few_strings() -> None:
    """The quick way is a few searches, each for something that is rare in other texts."""
    assert 1 < len(MARKS) <= 32
    assert min(map(len, MARKS)) >= 6
    assert not any("\n" in literal or "\r" in literal for literal in MARKS)


@pytest.mark.parametrize("mark", MARKS)
def test_each_string_is_enough(mark: str) -> None:
    """Whatever strings are searched first, because many others hold them, a text with any one string is read on."""
    assert has_mark(f"They said {mark} and nothing else.")
    assert not has_mark(f"They said {mark[:-1]}-{mark[-1]} and nothing else.") or any(
        other in mark[:-1] for other in MARKS
    )


@pytest.mark.parametrize("mark", FREQUENT)
def test_a_frequent_string_is_one_of_the_strings(mark: str) -> None:
    """What is looked for first, where a text begins, is one of the strings that a page has, and ends within that."""
    assert mark in MARKS
    for before, is_found in ((0, True), (TOP - len(mark), True), (TOP - len(mark) + 1, False), (TOP, False)):
        assert begins_with_mark("x" * before + mark) == is_found
        assert not begins_with_mark("x" * before + mark[:-1])


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", ["", *LETTERS])
def test_each_string_is_found_behind_many_letters(mark: str, before: str) -> None:
    """Where nearly all of a text is letters with which strings begin, each string is found as well."""
    for times in (1, SPARSE, 10 * SPARSE):
        assert has_mark(before * times + mark)
        assert has_mark(before * times + "x" * SPARSE * times + mark)


def test_a_print_source_counts_in_a_list() -> None:
    """A print source at a line's end and an item's number at a line's beginning are both there, or nothing is read."""
    text = "  1. Slow.\n    The pier burns.\n  2. It floats. [4 March 1998]\n"
    assert has_mark(text)
    assert sniff(text) is has_section(text) is True
    for other in (text.replace("]", "] x"), text.replace("1.", "a.").replace("2.", "b."), "x = y[0]\n1. z\n"[:9]):
        assert not has_mark(other)
        assert not has_section(other)


def reads_section(text: str) -> bool:
    """Whether the grammar finds a section, in a text that is read whatever strings it has."""
    read = unwrapped(ready(text), apart)[0]
    builder = PageBuilder(read)
    try:
        read_into(builder, read)
        return builder.finish(1).sections != ()
    except ReviewParseError:
        return False


LINES = (
    "  1. Slow.|    The pier burns.|  2. It floats. [4 March 1998]|1. Fog. [May 2003, p.12] | 3. Salt [12]|"
    "    Dot Review|    80|    Mar 4, 2014|      2. Rust [No. 7]|"
    "    It floats. [Spring 2004]|10. Tar|    Warm [p. 4]|x = y[0]|"
).split("|")


@given(st.lists(st.sampled_from(LINES), max_size=7), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans())
@example(["    Slow.", "  2. It floats. [4 March 1998]"], "\n", True)
def test_lists_that_cite_are_never_missed(lines: list[str], between: str, marked: bool) -> None:
    """A text in which the grammar finds a section has one of the strings, or a list with a print source."""
    text = "\ufeff" * marked + between.join(lines)
    assert has_mark(text) or not reads_section(text)


@given(review_pages().map(written).flatmap(mutated))
def test_what_is_read_is_never_missed(text: str) -> None:
    """So has whatever becomes of a page."""
    assert has_mark(text) or not reads_section(text)


def test_some_lists_that_cite_are_read() -> None:
    """The two properties are about something: such a list makes a section."""
    assert reads_section("  1. Slow.\n    The pier burns.\n  2. It floats. [4 March 1998]")
    assert reads_section("    Slow.\n  2. It floats. [4 March 1998]\n    80")


@given(review_pages())
def test_each_page_has_one_of_the_strings(page: ReviewPage) -> None:
    """At least one of the strings is in each text that holds a section."""
    text = written(page)
    if has_section(text):
        assert any(literal in text for literal in MARKS)


PARTS = st.recursive(
    st.text("abcdefgh ", min_size=1, max_size=9).map(re.escape) | st.sampled_from(["[a-h]", r"\s*", ".?", "[^x]"]),
    lambda parts: (
        st.lists(parts, min_size=1, max_size=4).map("".join)
        | st.lists(parts, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})")
        | st.builds("(?:{}){}".format, parts, st.sampled_from(["?", "*", "+", "{2}", "{0,3}", "++"]))
        | parts.map(lambda part: f"({part})")
        | parts.map(lambda part: f"(?>{part})")
    ),
    max_leaves=8,
)


@given(PARTS, st.data())
def test_required_strings_are_required(pattern: str, data: st.DataObject) -> None:
    """Each text that a pattern matches has at least one of the strings, where there are any."""
    strings = required(pattern)
    plain = pattern.replace("(?>", "(?:").replace("++", "+")  # what Hypothesis can make texts of matches no less
    text = data.draw(st.from_regex(plain, fullmatch=True))
    if strings and re.fullmatch(pattern, text):
        assert any(string in text for string in strings)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"\s*Universal acclaim\n", {"Universal acclaim"}),
        (r"(?:Universal acclaim|No score yet) - based on", {"Universal acclaim", "No score yet"}),
        (r"[0-9]+(?=[^\n]*+(?<=Read full review)\n)", {"Read full review"}),
        (r"(?!Read full review)[a-z]+", set()),
        (r"(?:Metascore)?[0-9]+", set()),
        (r"(?>Metascore|[0-9]{3})", set()),
        (r"tbd\n", set()),
    ],
)
def test_required(pattern: str, strings: set[str]) -> None:
    """What is optional, forbidden, or one of several ways is not required; what a lookahead wants is."""
    assert required(pattern) == strings


def test_a_text_as_long_as_it_may_be() -> None:
    """A text with as many characters as the limit allows is looked at, and one with more is no page."""
    text = "Metascore\n74\n"
    assert [sniff(text, max_chars=most) for most in (len(text) + 1, len(text), len(text) - 1)] == [True, True, False]
