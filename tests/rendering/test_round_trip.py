"""The round trip: what is written is read back as what it was, or it is not written at all."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution

import attrs
import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import reviewparse.strategies
from reviewparse import ReviewPage, ReviewParseError, ReviewRenderError, parse, parse_all, records, render
from reviewparse.hypothesis_plugin import STRATEGIES
from reviewparse.records import CriticReview, CriticSection, Distribution, Review, Section
from reviewparse.strategies import critic_sections, review_pages, texts, user_sections
from reviewparse.vocabulary import Badge, Layout
from writing import written


@given(review_pages())
def test_a_page_that_is_written_is_read_back_with_the_same_sections(page: ReviewPage) -> None:
    """A page's text says all that its sections say, and nothing else."""
    read = parse(written(page), strict=True)
    assert read.sections == page.sections
    assert read.layout == page.layout


@given(review_pages())
def test_the_canonical_text_is_a_fixed_point(page: ReviewPage) -> None:
    """`render` after `parse` changes nothing in a text that `render` has written."""
    text = written(page)
    assert render(parse(text)) == text


def test_the_strategies_are_registered() -> None:
    """`st.from_type` knows the records in a program that does not import the strategies."""
    try:
        distribution("reviewparse")
    except PackageNotFoundError:
        pytest.skip("reviewparse is not installed, so its entry points are not known")
    program = (
        "from hypothesis import given, settings, strategies as st\n"
        "from reviewparse import ReviewPage, ReviewParseError, ReviewRenderError, parse, render\n"
        "@settings(max_examples=5, database=None, deadline=None)\n"
        "@given(st.from_type(ReviewPage))\n"
        "def check(page):\n"
        "    try: text = render(page)\n"
        "    except ReviewRenderError: return\n"
        "    assert parse(text).sections == page.sections; print('held')\n"
        "check()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "held" in done.stdout


def test_each_record_has_a_strategy() -> None:
    """What is registered are the records of a page, each with a strategy that gives it."""
    found = {each.__name__ for each in vars(records).values() if isinstance(each, type) and attrs.has(each)}
    assert set(STRATEGIES) == found
    for name, strategy in STRATEGIES.items():
        of = getattr(reviewparse.strategies, strategy)()
        assert (
            type(find(of, lambda record: True, settings=settings(database=None, phases=[Phase.generate]))).__name__
            == name
        )


@given(review_pages(), st.sampled_from(("\r\n", "\n")), st.booleans())
def test_line_ends_and_a_byte_order_mark_change_nothing(page: ReviewPage, newline: str, mark: bool) -> None:
    """Texts come with either line end, and with a byte order mark."""
    changed = ("\ufeff" if mark else "") + written(page).replace("\n", newline)
    assert parse(changed).sections == page.sections


@given(review_pages())
def test_a_missing_last_line_end_changes_nothing_but_what_may_go_on(page: ReviewPage) -> None:
    """Without its line end, the last line says the same, or is listed where it is a name or a number."""
    text = written(page).removesuffix("\n")
    last = text.rpartition("\n")[2]
    try:
        read = parse(text)
    except ReviewParseError:  # the number is all that the page says
        assert last.strip().isdecimal()
        return
    assert read.sections == page.sections or read.unrecognized[-1].text == last
    if not re.fullmatch(r"\s*(?:[0-9]+\. +)?(?:[0-9]+|\S.{0,60})\s*", last):
        assert read.sections == page.sections


@given(st.lists(review_pages(), max_size=4))
def test_pages_one_after_the_other_come_back_one_by_one(pages: list[ReviewPage]) -> None:
    """A line with a form feed ends a page; each page knows its first and its last line."""
    texts = [written(page) for page in pages]
    whole = "\f\n".join(texts)
    read = list(parse_all(whole))
    assert [page.sections for page in read] == [page.sections for page in pages]
    lines = whole.split("\n")
    for page, text in zip(read, texts, strict=True):
        assert page.first_line is not None
        assert page.last_line is not None
        assert "\n".join(lines[page.first_line - 1 : page.last_line]).strip() == text.strip()


@given(st.lists(review_pages(), max_size=3), st.data())
def test_a_stream_gives_the_same_pages_as_the_text(pages: list[ReviewPage], data: st.DataObject) -> None:
    """Where a text is cut into pieces does not matter, not even within a line end."""
    whole = "\f\r\n".join(written(page).replace("\n", "\r\n") for page in pages)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert list(parse_all(iter(pieces))) == list(parse_all(whole))


def test_only_the_first_character_of_a_text_is_a_byte_order_mark() -> None:
    """The same character at the beginning of a later piece is part of its line."""
    pieces = ["\ufeffMetascore\n", "74\n", "\ufeffWatch On\n"]
    (page,) = parse_all(iter(pieces))
    assert [line.text for line in page.unrecognized] == ["\ufeffWatch On"]
    assert page == parse("".join(pieces))


@pytest.mark.parametrize("layout", [Layout.L1, Layout.L2])
@given(data=st.data())
def test_what_cannot_be_written_is_refused_and_never_written_as_something_else(
    layout: Layout, data: st.DataObject
) -> None:
    """A text that would be read as another review gets an error that names the field."""
    section: Section = data.draw(critic_sections(layout) | user_sections(layout))
    text = data.draw(texts())
    listed: tuple[Review, ...] = section.reviews
    reviews = tuple(evolve(review, text=text) for review in listed)
    page = ReviewPage(sections=(evolve(section, reviews=reviews),), layout=layout)  # type: ignore[arg-type]
    try:
        text_of_page = render(page)
    except ReviewRenderError as error:
        refused = error.path
    else:
        refused = ""
        assert parse(text_of_page).sections == page.sections
    assert refused or not page.sections[0].reviews or page.sections[0].reviews[0].text == text


@pytest.mark.parametrize("layout", [Layout.L1, Layout.L2])
def test_what_layout_l3_alone_prints_is_refused_in_the_others(layout: Layout) -> None:
    """A platform, a badge or a per cent has no line in layouts L1 and L2; an address is in no text, and no matter."""
    review = CriticReview(
        1, "The Dusty Reel", "Ann Example", score=80, text="Slow, and worth it.", url="https://a.example/"
    )
    review = evolve(review, number=1 if layout is Layout.L1 else None)
    counts = Distribution(3, 1, 0)
    plain = CriticSection(distribution=counts, reviews=(review,))
    assert parse(render(ReviewPage((plain,), layout=layout))).sections == (plain,)
    changed = {
        "showing": evolve(plain, showing=49),
        "badge": evolve(plain, badge=Badge.MUST_PLAY),
        "distribution.mixed_percent": evolve(plain, distribution=evolve(counts, mixed_percent=25)),
        "reviews[0].platform": evolve(plain, reviews=(evolve(review, platform="PC"),)),
        "reviews[0].spoiler": evolve(plain, reviews=(evolve(review, spoiler=True),)),
    }
    for path, section in changed.items():
        with pytest.raises(ReviewRenderError) as caught:
            render(ReviewPage((section,), layout=layout))
        assert (caught.value.code, caught.value.path) == ("layout", f"critics.{path}")
    with pytest.raises(ReviewRenderError, match="per cent"):
        render(ReviewPage((plain,), layout=Layout.L3))


def test_a_print_source_on_a_line_of_its_own_is_kept_where_the_next_number_follows() -> None:
    """A text of one line and the source below it are one review: no number is missing below it."""
    item = "  1. The Pier\n    80\n    The lamps burn low.\n    [1 March 2000]\n"
    page = parse(f"Critic score distribution:\n{item}  2. Lone Gull\n    70\n    Slow.\n")
    assert page.critics is not None
    first = page.critics.reviews[0]
    assert first.citation is not None
    assert (first.text, first.citation.text) == ("The lamps burn low.", "1 March 2000")
