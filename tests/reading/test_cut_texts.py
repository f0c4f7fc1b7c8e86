"""A text that was cut: its last line is no text of a review where it begins as a line of the format does."""

from __future__ import annotations

import datetime as dt

import pytest

from reviewparse import (
    Citation,
    Distribution,
    Line,
    ReviewError,
    ReviewParseError,
    parse,
    parse_all,
    parse_html,
    parse_many,
    samples,
)

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LINES = [
    *(f"{name}: 1,204 out of" for name in ("Positive", "Mixed", "Negative")),
    *(f"{name} 28, 201" for name in MONTHS),
    "Reviewed by",
    "This review contains spoilers, click expand to view",
]
"""Lines of the format, but for their ends."""


@pytest.mark.parametrize("line", LINES)
def test_beginnings_of_a_line_are_listed(line: str) -> None:
    """Wherever such a line was cut, it is listed, and the review above it is whole."""
    shortest = len("This revi") if line.startswith("This") else 1  # "This" begins many a sentence
    for end in range(shortest, len(line) + 1):
        last = f"    {line[:end]}".rstrip()
        page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n{last}")
        assert page.critics is not None
        assert [review.text for review in page.critics.reviews] == ["Slow, and worth it."], last
        assert [(found.number, found.text) for found in page.unrecognized] == [(3, last)]


@pytest.mark.parametrize("line", ["Posh.", "Maybe.", "Decades.", "Rewarding.", "This reviewer slept.", "Oct 7, 2014."])
def test_a_sentence_is_a_text(line: str) -> None:
    """A last line that only shares letters with one of the format is text."""
    page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n    {line}")
    assert page.critics is not None
    assert [review.text for review in page.critics.reviews] == [f"Slow, and worth it.\n{line}"]
    assert page.unrecognized == ()


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("publication", "The Dusty Reel\n    "), ("author", "Reviewed by: Ann Example\n    "),
        ("date", "Oct 7, 2014\n    "), ("score", "80\n    "),
    ],
)  # fmt: skip
def test_a_review_of_which_only_the_text_was_cut_is_kept(name: str, head: str) -> None:
    """Where the last line is no text, the review is kept for what else is known of it."""
    page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n  2. {head}Dec 1")
    assert page.critics is not None
    assert [review.text for review in page.critics.reviews] == ["Slow, and worth it.", None]
    assert getattr(page.critics.reviews[1], name) is not None


@pytest.mark.parametrize("below", ["", "\n", "\n\n", "\n  \n\t\n", "\n\u3000\n"])
def test_blank_lines_below_a_line_that_was_cut_are_in_no_list(below: str) -> None:
    """The line has its own number and the white space at its end, however many blank lines the text ends in."""
    page = parse(f"Critic score distribution:\n  1. Slow, and worth it.\n  2. Dec 1 {below}")
    assert [(line.number, line.text) for line in page.unrecognized] == [(3, "  2. Dec 1 ")]


HEADS = "Critic score distribution:\n  1. Positive: 9 out of 12\n"
USERS = (
    "User score distribution:\n  1. Positive: 2 out of 3\n  1. kimfog\n    Oct 7, 2014\n    8\n    I liked the fog.\n"
)


@pytest.mark.parametrize(
    "last",
    [
        "  1. Reviewed by: Ann Ex", "  1. Reviewed by: Ann\n    8", "  1. Lone Gull\n    8", "  1. 8",
        "  1. Lone Gull\n    10", "  1. Lone Gull\n    201",
    ],
)  # fmt: skip
def test_a_value_that_may_go_on_is_listed(last: str) -> None:
    """A name or a number at the end of a text without a line end is no value; a line end makes it one."""
    read, whole = (parse(f"{HEADS}{text}").critics for text in (last, last + "\n"))
    assert read is not None
    assert whole is not None
    assert [(review.author, review.score) for review in read.reviews] in ([], [("Ann", None)])
    assert len(whole.reviews) == 1
    assert [line.text for line in parse(f"{HEADS}{last}").unrecognized][-1] == last.rpartition("\n")[2]


@pytest.mark.parametrize("last", ["  1. Lone Gull\n    74", "  1. Lone Gull\n    100", "  1. Lone Gull\n    0\n"])
def test_a_value_that_cannot_go_on_is_read(last: str) -> None:
    """A score of two digits is one with a line end or without, and so is 100."""
    page = parse(f"{HEADS}{last}")
    assert page.critics is not None
    assert [review.score for review in page.critics.reviews] == [int(last.split()[-1])]
    assert page.unrecognized == ()


def test_a_total_that_is_cut() -> None:
    """A total at the end of a text without a line end may go on, unless a line above has it, too."""
    page = parse("Critic score distribution:\n  1. Positive: 21 out of 2")
    assert page.critics is not None
    assert page.critics.distribution == Distribution(positive=21)
    assert page.unrecognized == (Line(2, "  1. Positive: 21 out of 2"),)
    whole = "Critic score distribution:\n  1. Positive: 21 out of 23\n  2. Mixed: 2 out of 23"
    for text in (whole, whole[: whole.index("  2.")]):
        read = parse(text)
        assert read.critics is not None
        assert read.critics.distribution is not None
        assert (read.critics.distribution.total, read.unrecognized) == (23, ())


@pytest.mark.parametrize(("text", "score"), [("Metascore\n7", None), ("Metascore\n0", 0), ("Metascore\n74", 74)])
def test_a_metascore_may_go_on(text: str, score: int | None) -> None:
    """One digit at the end of a text without a line end is no Metascore, for it may be the first one of two."""
    page = parse(f"User Score\n8.1\n{text}")
    assert (page.critics.score if page.critics else None) == score
    assert [line.text for line in page.unrecognized] == ([] if score is not None else ["7"])
    assert parse("Metascore\n7\n").critics is not None


def test_a_count_of_layout_l2_may_go_on() -> None:
    """A count at the end of a text is none without a line end."""
    head = "METASCORE\n90\nCRITIC RATING DISTRIBUTION\nPositive:\n42\nMixed:\n"
    read, whole = parse(head + "1").critics, parse(head + "1\n").critics
    assert read is not None
    assert whole is not None
    assert (read.distribution, whole.distribution) == (Distribution(positive=42), Distribution(positive=42, mixed=1))
    longer = parse(head + "1,2").critics
    assert longer is not None
    assert longer.distribution == read.distribution


@pytest.mark.parametrize(
    ("last", "text"),
    [
        ("Slow. [14 March 2003, p.", "Slow."), ("Slow. [Aut", "Slow."), ("Slow. [sic", "Slow. [sic"),
        ("Slow. Full Rev", "Slow."), ("Slow… Ex", "Slow"), ("Slow. Exp", "Slow."), ("Slow. Ex", "Slow. Ex"),
        ("Slow. Read full re", "Slow."), ("It floats. [Fog] F", "It floats. [Fog] F"),
    ],
)  # fmt: skip
def test_the_beginning_of_a_link_or_a_source_is_no_text(last: str, text: str) -> None:
    """What stands behind the words of a text, and was cut, is not of them."""
    page = parse(f"{HEADS}  1. 80\n    {last}")
    assert page.critics is not None
    assert [review.text for review in page.critics.reviews] == [text]


@pytest.mark.parametrize(
    "line", ["• 1 of 2 users fo", "•", "+ All this us", "1 of 2 us", "Full Re", "… Exp", "Helpful? 1 of"]
)
def test_what_follows_a_review_is_no_text(line: str) -> None:
    """Votes and links below a text, cut anywhere, are listed."""
    page = parse(f"{USERS}    {line}")
    assert page.users is not None
    assert [review.text for review in page.users.reviews] == ["I liked the fog."]
    assert [found.text for found in page.unrecognized] == [f"    {line}"]


def test_a_text_above_votes_is_whole() -> None:
    """The last line of a page may be the same as the last one of a text: with votes between them, it is another."""
    text = "USER REVIEWS\n2\nkimfog\tAug 31, 1996\nFog.\nAll this user's reviews\n1 of 2 users found this helpful\n"
    page = parse(f"{text}All this user's reviews\n")
    assert page.users is not None
    assert [review.text for review in page.users.reviews] == ["Fog.\nAll this user's reviews"]
    assert page.unrecognized == ()


def test_nothing_goes_on_below_a_print_source() -> None:
    """A line that begins like a link, below a print source, makes that no text."""
    page = parse(f"{HEADS}  1. 80\n    Slow. [14 March 2003]\n    All t")
    assert page.critics is not None
    (review,) = page.critics.reviews
    assert (review.text, review.citation) == ("Slow.", Citation("14 March 2003", date=dt.date(2003, 3, 14)))
    assert [found.text for found in page.unrecognized] == ["    All t"]


@pytest.mark.parametrize(
    "last", ["  2. walker", "  2. A. B.", "  2. A. B.\n    ", "  2. walker\n    Oct 8, 20", "  2. A. B.\n    Oct"]
)
def test_a_user_has_a_date_where_others_have(last: str) -> None:
    """What stands above the date of the last review, or where one is missing, is a name and no text."""
    page = parse(USERS + last)
    assert page.users is not None
    assert [review.text for review in page.users.reviews] == ["I liked the fog."]
    assert [line.text for line in page.unrecognized] == last.rstrip().split("\n")


@pytest.mark.parametrize("kind", ["Critic", "User"])
@pytest.mark.parametrize("above", ["", "  1. The fog is real.\n"])
def test_a_few_letters_at_the_end_are_no_text(kind: str, above: str) -> None:
    """A text without a line end may end within a name; a sentence, a line end or some more letters make it a text."""
    number = above.count("\n") + 1
    head = f"{kind} score distribution:\n  1. Positive: 9 out of 12\n{above}  {number}. "

    def texts(last: str) -> list[str | None]:
        section = parse(head + last).sections[0]
        return [review.text for review in section.reviews][number - 1 :]

    assert texts("Pier Week") == texts("Fo") == []
    assert parse(f"{head}Pier Week").unrecognized[-1].text == f"  {number}. Pier Week"
    assert texts("Slow.") == ["Slow."]
    assert texts("Pier Week\n") == ["Pier Week"]
    assert texts("Pier Weekly goes") == ["Pier Weekly goes"]


def test_the_first_name_is_no_text() -> None:
    """Where the next line has begun, a short line alone may be a name."""
    page = parse("User score distribution:\n  1. Positive: 2 out of 3\n  1. kimfog\n    ")
    assert page.users is not None
    assert page.users.reviews == ()
    assert [line.text for line in page.unrecognized] == ["  1. kimfog"]


def test_a_name_above_a_critics_text_is_no_text() -> None:
    """A critic's text is one line: where the next line of the item has begun, a name stands above it."""
    head = f"{HEADS}  1. 80\n    Slow.\n  2. Oct 7, 2014\n    Wet.\n  3. "
    for last, texts in {"Pier\n    ": ["Slow.", "Wet."], "It floats.\n    ": ["Slow.", "Wet.", "It floats."]}.items():
        page = parse(head + last)
        assert page.critics is not None
        assert [review.text for review in page.critics.reviews] == texts


@pytest.mark.parametrize("name", ["blue-harbor", "harbor-nine", "lantern-keepers", "salt-road"])
def test_a_text_that_is_cut_anywhere_says_nothing_else(name: str) -> None:
    """Of a sample that is cut at any letter, each value is that of the whole page, and each text is its beginning.

    One word at the end, or "This re", may be of a line of the format of which too little is left to know it, and a text
    that is printed twice is its head and a part of the whole where it was cut within that. The name of a review alone
    may be a text, where the review is the first of its list, or the line is whole.
    """
    whole, text = parse(samples.read(name)), samples.read(name)
    reviews = {review.line: review for section in whole.sections for review in section.reviews}
    sections = {type(section): section for section in whole.sections}
    for end in range(len(text) // 40, len(text), 3):
        try:
            page = parse(text[:end])
        except ReviewParseError:
            continue
        for section in page.sections:
            for each in ("score", "verdict", "count", "see_all", "awaiting"):
                assert getattr(section, each) in (None, getattr(sections[type(section)], each)), end
            for review in section.reviews:
                same = reviews[review.line]
                for each in ("publication", "author", "date", "score", "citation", "helpful"):
                    value = getattr(review, each, None)
                    assert value is None or value == getattr(same, each), end
                read, known = ("".join(words(each.text)) for each in (review, same))
                last = "".join(words(review.text)[-1:])
                named = f"{getattr(same, 'publication', None)}" if section is page.critics else f"{same.author}"
                assert (
                    known.startswith((read, read.removesuffix(last)))
                    or "Thisrevi".startswith(read)
                    or is_printed_twice(read, known)
                    or ((review is section.reviews[0] or text[end - 1] == "\n") and named.startswith(review.text or ""))
                ), end


def is_printed_twice(read: str, known: str) -> bool:
    return any(known.startswith(read[:end]) and known.startswith(read[end:]) for end in range(40, len(read)))


def words(text: str | None) -> list[str]:
    return (text or "").split()


@pytest.mark.parametrize("end", ["\n\f\n", "\f\n", "\n\n\f\n", "\n"])
def test_a_form_feed_is_no_line_of_the_text(end: str) -> None:
    """The line that is listed is the last one of its page, whatever parts that from the next page."""
    first, _ = parse_all(f"{USERS}  2. walker{end}Universal acclaim - based on 5 Critics\n{USERS}")
    assert [(line.number, line.text.rstrip()) for line in first.unrecognized][-1:] in ([], [(7, "  2. walker")])
    assert (first.unrecognized == ()) == (end == "\n")


@pytest.mark.parametrize("html", ["<p>Metascore</p><p>7</p>", f"<div><pre>{HEADS}  1. Lone Gull\n    8</pre></div>"])
def test_the_end_of_html_was_not_cut(html: str) -> None:
    """What an element holds is whole, so the last value of HTML is read; `html_to_text` gives it no line end."""
    of_many = [pages[0] for _, pages in parse_many([html, f"{html}\f{html}"]) if not isinstance(pages, ReviewError)]
    assert len(of_many) == 2
    for read in (parse_html(html), *of_many):
        assert read.critics is not None
        assert 7 <= (read.critics.score or read.critics.reviews[0].score or 0) <= 8


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("Sep 2, 2026\n80\nPier Weekly", None),
        ("Sep 2, 2026\n80\nPier Weekly\n", None),
        ("Sep 2, 2026\n80\nToo slow.\n", "Too slow."),
        ("Sep 2, 2026\n80\nPier Weekly\nToo slow", "Too slow"),
    ],
)
def test_a_name_at_the_end_of_a_list_of_layout_l3_is_no_text(end: str, text: str | None) -> None:
    """Where each other review has a name, a last line that may be one is listed: the text was cut below it."""
    page = parse(f"Showing 49 Critic Reviews\nSep 1, 2026\n90\nLone Gull\nSlow.\nPC FULL REVIEW\n{end}")
    assert page.critics is not None
    assert (page.critics.reviews[-1].score, page.critics.reviews[-1].text) == (80, text)
    assert [line.text for line in page.unrecognized] == ([] if text else ["Pier Weekly"])


@pytest.mark.parametrize(("end", "text"), [("", None), ("\n", "Lone Gull"), (".", "Lone Gull.")])
def test_a_line_that_was_cut_below_the_first_score_of_layout_l3_is_no_text(end: str, text: str | None) -> None:
    """It may be a name; a whole line may be the text of a page whose extractor drops names."""
    page = parse(f"Showing 49 Critic Reviews\nSep 1, 2026\n90\nLone Gull{end}")
    assert page.critics is not None
    assert [(review.score, review.text) for review in page.critics.reviews] == [(90, text)]


def test_a_last_text_in_japanese_is_whole() -> None:
    """An item of one line that ends as a Japanese sentence does is a text."""
    dated = "  {}. Ann Example\n    Jan 1, 2012\n    Slow.\n".format
    page = parse(f"User score distribution:\n{dated(1)}{dated(2)}  3. 霧が深い。\n")
    assert page.users is not None
    assert [review.text for review in page.users.reviews] == ["Slow.", "Slow.", "霧が深い。"]
    assert not page.unrecognized
