"""Lines that were wrapped are joined, no others are, and what is reported stays in the text as it was given."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewparse import ReviewPage, ReviewParseError, parse, parse_all, samples, sniff
from reviewparse.extractors.apart import apart
from reviewparse.extractors.unwrapping import unwrapped
from reviewparse.linemap import LineMap
from unsaid import columns as columns_of
from wrappers import wrapped

WORDS = st.sampled_from("the fog on pier is not thick enough lamp keepers walk slowly and nobody sees überall".split())
PARAGRAPHS = st.lists(WORDS, min_size=60, max_size=120).map(" ".join)
MARGINS = st.sampled_from(["", "   ", "       ", "  • ", "     * ", "    1. ", " 12. "])
WIDTHS = st.integers(50, 110)

PAGE = """\
Metascore
81
Universal acclaim - based on 12 Critics
Critic score distribution:
 1. Positive: 9 out of 12

 1. The Dusty Reel
    Reviewed by: Ann Example
    Oct 7, 2014
    90
    The fog is the only thing in this film that never loses its way, and the pier is the only thing that never moves,
    □ All this critic's reviews
 2. Bay Weekly
    80
    A slow walk through weather that nobody asked for, with a lamp that nobody lights and a keeper who has long gone.
    □ Read full review

User score distribution:
 1. Positive: 3 out of 3

 1. kimfog
    Oct 7, 2014
    9
    I liked the fog and the pier and the boat, and I liked that nothing at all is ever said about any of the three.

    It is a film to be cold in. Bring a coat, and a friend who does not mind that you talk to the gulls on the screen.
    □ 2 of 3 users found this helpful

A word from the harbour office, which has asked us to say that the pier is closed to walkers while the lamp is mended.
"""
"""A page as w3m prints it where it does not have to wrap (invented)."""


# --- what was wrapped is joined ---------------------------------------------------------------------------------------


@given(st.lists(st.tuples(MARGINS, PARAGRAPHS), min_size=1, max_size=4), WIDTHS)
def test_wrapped_paragraphs_are_whole_again(paragraphs: list[tuple[str, str]], width: int) -> None:
    """What a wrapper did that puts as many words on a line as fit is undone, at any width and margin."""
    text = "".join(f"{margin}{paragraph}\n\n" for margin, paragraph in paragraphs)
    narrow = wrapped(text, width)
    assume(narrow.count("\n") >= text.count("\n") + 3)
    assert unwrapped(narrow)[0] == text


@given(st.lists(WORDS, min_size=250, max_size=400).map(" ".join), st.integers(995, 1023))
def test_one_line_tells_the_width_that_terminal_programs_cannot_pass(paragraph: str, width: int) -> None:
    """At about 1,000 columns one line is enough."""
    assume(len(paragraph) > width)
    first = wrapped(paragraph, width).split("\n")[0]
    assume(len(first) >= 990)
    assert unwrapped(wrapped(paragraph, width) + "\n")[0] == paragraph + "\n"


@given(st.text("漢字仮名交文章", min_size=300, max_size=500), st.lists(WORDS, min_size=100, max_size=100).map(" ".join))
def test_a_script_without_blanks_is_joined_without_blanks(unbroken: str, paragraph: str) -> None:
    """w3m counts two columns for a wide letter, and breaks between any two of them."""
    lines = [unbroken[start : start + 39] for start in range(0, len(unbroken), 39)]
    text = wrapped(paragraph, 79, columns_of) + "\n\n" + "\n".join(lines) + "\n"
    assert unwrapped(text)[0] == f"{paragraph}\n\n{unbroken}\n"


@given(st.integers(200, 400), st.lists(WORDS, min_size=100, max_size=100).map(" ".join))
def test_a_word_longer_than_the_width_is_joined_without_blanks(length: int, paragraph: str) -> None:
    """lynx fills lines with a long word."""
    word = "x" * length
    lines = [word[start : start + 74] for start in range(0, length, 74)]
    assume(len(lines[-1]) < 70)
    text = wrapped(paragraph, 74) + "\n\n" + "\n".join(lines) + "\n"
    assert unwrapped(text)[0] == f"{paragraph}\n\n{word}\n"


@pytest.mark.parametrize(("longer", "is_wrapped"), [(0, True), (3, True), (4, False)])
def test_for_one_line_that_is_longer_ten_have_to_agree_on_the_width(longer: int, is_wrapped: bool) -> None:
    """Beside 30 lines that were wrapped at one width there can be three longer ones; with four, none were wrapped."""
    row = "The lamp of the pier is lit by nobody at all in these days"
    text = 10 * f"{row}\nlanterns and boats are gone\n" + 20 * f"{row}\nLanterns and boats are gone\n"
    table = "\n" + longer * f"{row} {row}.\n\n"
    joined = text.replace(f"{row}\n", f"{row} ")
    assert unwrapped(text + table)[0] == (joined if is_wrapped else text) + table


@given(st.lists(st.sampled_from(["", " ", "\t", "\N{NO-BREAK SPACE}  "]), min_size=9, max_size=9), WIDTHS)
def test_white_space_at_the_ends_of_lines_joins_nothing_twice(ends: list[str], width: int) -> None:
    """One blank stands where two lines were joined, whatever stood at the end of the first; the last end is kept."""
    # The sentence is longer than any width: else each could be a line, and nothing would show that it goes on below.
    paragraph = 7 * ("The pier is long and the fog is thick and nobody who walks on it " + 3 * "is in any hurry, and ")
    lines = wrapped(f"  1. {paragraph.strip()}", width).split("\n")
    text = "".join(f"{line}{end}\n" for line, end in zip(lines, (ends * 9)[: len(lines)], strict=True))
    assert unwrapped(text)[0] == f"  1. {paragraph.strip()}{(ends * 9)[len(lines) - 1]}\n"


def test_a_line_goes_on_below_what_seems_to_be_the_number_of_an_item() -> None:
    """What goes on below a number goes on at the margin of its text, be it an item or not."""
    first = "The keeper counts the boats in the harbour, and there are as many as"
    words = "walkers and gulls and lamps are all that is left of the pier now"
    text = f"{first}\n12. {words}\n    {words}\n    nothing\n"
    read, joins = unwrapped(text * 3)
    assert read == f"{first} 12. {words} {words} nothing\n" * 3
    assert [(join.line, join.column, join.given_column, join.joined) for join in joins][:4] == [
        (1, 70, 1, 1),
        (1, 139, 5, 2),
        (1, 204, 5, 3),
        (2, 70, 1, 4),
    ]


def test_a_citation_that_w3m_broke_is_whole_again() -> None:
    """w3m breaks a word behind a slash."""
    paragraph = "The pier is long and the fog is thick and nobody who walks on it is in any hurry. " * 3
    last = "The keeper counts the boats and finds that one is missing, or is it? [13/"
    text = f"{wrapped(paragraph, 75)}\n\n{last}\n2017, p.38]\n"
    assert unwrapped(text)[0].endswith(f"\n\n{last}2017, p.38]\n")


def test_lynx_also_counts_bytes() -> None:
    """A text of two bytes a letter was wrapped at half as many columns."""
    words = "лампа туман пирс хранитель берег " * 40
    lines, rest = [], words.split()
    while rest:
        taken = rest.pop(0)
        while rest and len(f"{taken} {rest[0]}".encode()) <= 1024:
            taken += " " + rest.pop(0)
        lines.append(taken)
    assert len(lines) > 2
    assert unwrapped("\n".join(lines) + "\n")[0] == words.strip() + "\n"


# --- and nothing else is ----------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.sampled_from(["a", "bb ", "\t", "\u3000", "漢", "1. ", "* ", "\f", "\r"]) | st.text(max_size=3), max_size=9
    )
)
def test_only_white_space_changes(parts: list[str]) -> None:
    """Whatever the text, no letter is lost, added or moved, and each join is where a line of the text begins."""
    lines = ["".join(parts) * n for n in (40, 39, 41, 1, 40, 0, 38)]
    text = "".join(f"{line}\n" for line in lines)
    read, joins = unwrapped(text)
    assert "".join(read.split()) == "".join(text.split())
    assert read.count("\n") + len(joins) == text.count("\n")
    whole, given_lines, read_lines = LineMap(text, joins), text.split("\n"), read.split("\n")
    for join in joins:
        place = whole.place(join.line, join.column)
        assert given_lines[place.line - 1][place.column - 1] == read_lines[join.line - 1][join.column - 1]


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_text_that_was_not_wrapped_is_the_same_object(name: str) -> None:
    """Nothing is made anew where nothing was wrapped."""
    text = samples.read(name) + "\n"
    assert unwrapped(text, apart) == (text, ())
    assert unwrapped(text, apart)[0] is text


@pytest.mark.parametrize(
    "text",
    [
        "Slow.\n" * 50,
        "".join(f"{n}. A line of a list that is as long as all of its others\n" for n in range(10, 60)),
        "".join(f"    Another Name Of Some Fifty Letters And No Text, No {n}\n" for n in range(10, 60)),
        "  * the fog, the pier, the lamp, the boat and the keeper\n" * 50,
        "    The keeper counts the boats, and the lamps burn.\n    霧が深い、それでも船は出る。\n" * 9,
        "The Dusty Reel\tAnn Example-Pier of the Bay\tOct 7, 2014\nnobody leaves the pier\n" * 9,
    ],
)
def test_lists_are_not_joined(text: str) -> None:
    """Lines of one length are no wrapped text where each begins as an item or a sentence does."""
    assert unwrapped(text) == (text, ())


@pytest.mark.parametrize("bullet", "*+•□·")
def test_items_with_bullets_are_not_joined_to_a_full_line_above_them(bullet: str) -> None:
    """An item begins with its bullet, however few letters were left on the line above it, at whatever width."""
    words = "the fog came in over pier and nobody left ferry until it rained on old lamps by night".split()
    tried = 0
    for seed in range(400):
        random = Random(seed)
        width = random.randint(45, 80)
        lines = wrapped(" ".join(random.choices(words, k=random.randint(40, 70))), width).split("\n")
        items = "".join(f"\n{bullet} {' '.join(random.choices(words, k=4))}" for _ in range(2)) + "\n"
        if width - 2 <= len(lines[-1]) <= width:
            tried += 1
            assert unwrapped("\n".join(lines) + items)[0].endswith(items)
    assert tried > 10


@given(st.lists(WORDS, min_size=100, max_size=100).map(" ".join), WIDTHS)
def test_lines_that_are_apart_are_not_joined(paragraph: str, width: int) -> None:
    """What the reader knows of its format goes before the widths."""
    text = wrapped(paragraph, width) + "\n"
    last = text.split("\n")[-2]
    assert unwrapped(text, lambda lines: range(lines.count("\n"))) == (text, ())
    assert unwrapped(text, lambda lines: [lines[: lines.rindex(last)].count("\n") - 1])[0].endswith(f"\n{last}\n")


@pytest.mark.parametrize(
    ("above", "below", "are_two"),
    [
        ("    The fog came in over the pier", "    and nobody left.", False),
        ("    The fog came in over the pier of 1998", "    2 boats later it rained.", False),
        ("    The fog came in over the pier", "    Reviewed by: Ann Example", True),
        ("    Reviewed by: Ann Example", "    and nobody left.", False),
        ("    Ann ExampleOct 7, 2014", "    and nobody left.", True),
        ("    Ann ExampleOct 7, 2014 [12]", "    and nobody left.", True),
        ("    [3]Write a Review", "    and nobody left.", True),
        ("    The fog came in over the pier", "    The Dusty Reel [12]FULL REVIEW", True),
        ("    The Dusty Reel FULL REVIEW", "    and nobody left.", True),
        ("    The fog came in. Read full review", "    More From This Movie", True),
        ("    The fog came in. Read full review", "    Watch On", True),
        ("    They hope for a Full review", "    and nobody left.", False),
    ],
)
def test_two_lines_of_the_format_are_apart(above: str, below: str, are_two: bool) -> None:
    """A line of the format is told wherever it stands among others, with the numbers of its links and without."""
    around = ["    A pier is long, and the fog", "    is thick.", "    See All", "    57"]
    lines = [*around[:2], above, below, *around[2:]]
    numbered = "[" in above + below
    assert 4 in apart("\n".join(lines) + "\n", numbered=numbered)
    assert apart("\n".join(lines[:4]) + "\n", numbered=numbered) - {1, 3} == ({2} if are_two else set())


# --- a page that was wrapped ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", range(50, 112))
def test_a_wrapped_page_is_read_as_the_page(width: int) -> None:
    """All but the numbers of lines is that of the page; these are those of the lines that were given."""
    whole, page = parse(PAGE), parse(text := wrapped(PAGE, width))
    assert _without_lines(page).sections == _without_lines(whole).sections
    lines = text.split("\n")
    assert page.last_line == len(lines) - 1
    for section in page.sections:
        for review in section.reviews:
            assert review.line is not None
            assert lines[review.line - 1].split()[0] == f"{review.number}."


@pytest.mark.parametrize("width", range(50, 112))
def test_unrecognized_lines_are_those_of_the_given_text(width: int) -> None:
    """A line that was joined and is not of the format is listed as the lines that were given, each with its number."""
    text = wrapped(PAGE, width)
    listed = parse(text).unrecognized
    lines = text.split("\n")
    assert all(lines[line.number - 1] == line.text for line in listed)
    assert " ".join(line.text for line in listed) == PAGE.split("\n")[-2]
    assert [line.number for line in listed] == list(range(len(lines) - len(listed), len(lines)))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_error_tells_the_place_that_was_given(newline: str, mark: str) -> None:
    """Line, column, offset and source line are those of the text before its lines were joined."""
    text = mark + wrapped(PAGE, 60).replace("\n", newline)
    with pytest.raises(ReviewParseError) as caught:
        parse(text, strict=True)
    error = caught.value
    assert error.source_line == "A word from the harbour office, which has asked us to say"
    assert text.removeprefix(mark).split(newline)[error.line - 1] == error.source_line
    assert text.startswith(error.source_line, error.offset)


@given(st.lists(st.sampled_from([50, 60, 79, 200]), min_size=1, max_size=4), st.booleans(), st.integers(0, 3_000))
def test_wrapped_pages_come_back_one_by_one(widths: list[int], stream: bool, cut: int) -> None:
    """Of pages that a form feed parts, each is read by its own width, with the lines of the whole text."""
    texts = [wrapped(PAGE, width) for width in widths]
    whole = "\f\n".join(texts)
    pages = list(parse_all(iter((whole[:cut], whole[cut:])) if stream else whole))
    shift = 0
    for text, page in zip(texts, pages, strict=True):
        assert page == _shifted(parse(text), shift)
        shift += text.count("\n") + 1


def test_wrapped_pages_without_a_mark_between_them() -> None:
    """Where a repeated distribution begins a page, its lines are those of the whole text, too."""
    text = wrapped(PAGE, 60)
    first, second = parse_all(text * 2)
    assert (first.first_line, second.first_line) == (1, text.count("\n") + 1)
    assert second.last_line == 2 * text.count("\n")
    assert _without_lines(first).sections == _without_lines(second).sections == _without_lines(parse(PAGE)).sections
    with pytest.raises(ReviewParseError) as caught:
        parse(text * 2)
    assert (caught.value.code, caught.value.line) == ("several-pages", text.count("\n") + 1)


@pytest.mark.parametrize("width", range(50, 112))
def test_a_wrapped_page_is_one(width: int) -> None:
    """`sniff` agrees."""
    assert sniff(wrapped(PAGE, width))


# --- the real programs ------------------------------------------------------------------------------------------------

PROGRAMS = {
    "lynx": ["lynx", "-dump", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8", "-width={}"],
    "w3m": ["w3m", "-dump", "-I", "UTF-8", "-O", "UTF-8", "-cols", "{}"],
}


@pytest.fixture(params=PROGRAMS)
def program(request: pytest.FixtureRequest) -> str:
    """The name of a program that is installed."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return str(request.param)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lynx_and_w3m_wrap_so(program: str, width: int, tmp_path: Path) -> None:
    """The sections of a page are the same however wide the terminal is."""
    page = tmp_path / "page.html"
    page.write_text(samples.read_html("blue-harbor"), encoding="utf-8")

    def text(width: int) -> str:
        command = [argument.format(width) for argument in PROGRAMS[program]]
        done = subprocess.run(
            [*command, str(page)],
            capture_output=True,
            check=True,
            env={"LANG": "C.UTF-8", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )
        return done.stdout.decode("utf-8")

    narrow, wide = text(width), text(400)
    assert narrow.count("\n") > wide.count("\n")
    assert _without_lines(parse(narrow)).sections == _without_lines(parse(wide)).sections


# --- helpers ----------------------------------------------------------------------------------------------------------


def _without_lines(page: ReviewPage) -> ReviewPage:
    return _placed(page, lambda line: None)


def _shifted(page: ReviewPage, lines: int) -> ReviewPage:
    placed = _placed(page, lambda line: line + lines)
    unrecognized = tuple(evolve(line, number=line.number + lines) for line in page.unrecognized)
    return evolve(placed, unrecognized=unrecognized)


def _placed(page: ReviewPage, place: Callable[[int], int | None]) -> ReviewPage:
    """The page with other numbers of lines."""

    def other(record: Any) -> Any:
        return evolve(record, line=place(record.line))

    sections = [evolve(other(section), reviews=tuple(map(other, section.reviews))) for section in page.sections]
    assert page.first_line is not None
    assert page.last_line is not None
    return evolve(page, sections=tuple(sections), first_line=place(page.first_line), last_line=place(page.last_line))


def columns(text: str) -> int:
    """The columns of a terminal that a text of marked letters takes: a mark stands on the letter before it."""
    return sum(not unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("words", ["הַעֲרָפֶל לֹא זָז", "ka\u0304ra\u0304 kuru", "ضَبَاب فَوْقَ المِينَاء"])
def test_marks_on_letters_take_no_column(words: str) -> None:
    """w3m counts columns, and the points of Hebrew, the signs of Arabic and a combining accent take none."""
    items = [f"{n}. {' '.join([words] * 12)} and it stays at the pier until noon.\n" for n in range(1, 9)]
    text = "\n".join(items)
    printed = wrapped(text, 60, columns)
    assert printed.count("\n") > text.count("\n") + 8
    assert unwrapped(printed)[0] == text
