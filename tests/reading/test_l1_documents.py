"""The documents and dialects of layout L1, on invented pages: what real pages at hand do not show is here as well."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product

import pytest
from attrs import evolve

from dialects import DIALECTS, Dialect, kept, print_page
from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Kind,
    ReviewPage,
    ReviewParseError,
    UserReview,
    UserSection,
    Verdict,
    parse,
    parse_all,
    validate,
)

LONG = (
    "Nobody on the pier expected the fog to stay for a week, nor the lamps to fail one by one. When they did, we sat "
    "in the dark and told each other the film, scene by scene, each a bit differently, and every version was better "
    "than the last. So go with friends, and take a lamp of your own. I have seen it twice since, and it held up well."
)
CRITICS = CriticSection(
    score=71,
    verdict=Verdict.GENERALLY_FAVORABLE,
    count=14,
    distribution=Distribution(positive=11, mixed=2, negative=1, total=14),
    reviews=(
        CriticReview(1, "The Dusty Reel", "Ann Example", dt.date(2014, 10, 7), 100, "Slow, and worth it."),
        CriticReview(2, "Lone Reel", None, dt.date(2014, 10, 9), 90, "The lamps burn low."),
        CriticReview(3, "88mph", "Kim Fog", None, 80, "Nobody leaves. [sic]", Citation("May 2003, p.41", page="41")),
        CriticReview(4, "Salt", None, None, 70, "A patient film [of sorts] about ropes"),
        *(CriticReview(n, f"Paper {n}", None, None, 70 - n, f"Lamp number {n} is lit.") for n in range(5, 15)),
    ),
    see_all=14,
)
USERS = UserSection(
    score=Decimal("7.6"),
    verdict=Verdict.GENERALLY_FAVORABLE,
    count=1376,
    distribution=Distribution(positive=1007, mixed=60, negative=35, total=1102),
    reviews=(
        UserReview(1, "walker", dt.date(2015, 1, 3), 10, LONG, Helpful(3, 4)),
        UserReview(2, "oarlock", dt.date(2014, 2, 15), 8, "It keeps its distance.\n\nAnd so did I.", Helpful(0, 1)),
        UserReview(3, "dry dock", dt.date(2014, 2, 16), 5, "The keeper did it.", Helpful(12, 15), spoiler=True),
        UserReview(4, "lamp_7", dt.date(2014, 3, 1), 3, "Three things:\n1. fog\n2. ropes\n3. more fog", Helpful(1, 2)),
        UserReview(5, "霧", dt.date(2014, 3, 2), 0, "霧が深い。", Helpful(0, 0)),
    ),
    see_all=1102,
)
DOCUMENTS = {
    "summary": ReviewPage(sections=(CRITICS, USERS)),
    "/critic-reviews": ReviewPage(sections=(CRITICS, USERS)),
    "/user-reviews": ReviewPage(sections=(USERS, CRITICS)),
}


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_document_in_each_dialect(document: str, dialect: Dialect) -> None:
    """A page says the same whoever printed it, as far as it was printed; what stands around it is listed."""
    page = DOCUMENTS[document]
    text = print_page(page, dialect, document)
    read = parse(text)
    assert read.sections == kept(page, dialect).sections
    listed = [line.text.strip() for line in read.unrecognized]
    assert listed[:4] == ["Search", "Games »", "Your Score", "0 out of 10"]
    assert listed[-1].endswith("New Releases by Title")
    assert len(listed) == 6


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_page_without_users(dialect: Dialect) -> None:
    """A page with one section is that section, whoever printed it."""
    page = ReviewPage(sections=(CRITICS,))
    assert parse(print_page(page, dialect, "/critic-reviews")).sections == kept(page, dialect).sections


# --- what a section says when there is little to say ------------------------------------------------------------------


def section_of(text: str) -> CriticSection | UserSection:
    page = parse(text)
    assert page.unrecognized == ()
    (section,) = page.sections
    return section


@pytest.mark.parametrize(
    ("text", "section"),
    [
        (
            "No score yet - based on 0 Critics Awaiting 4 more reviews What's this?",
            CriticSection(count=0, no_score=True, awaiting=4),
        ),
        ("No score yet - based on 3 Critics Awaiting 1 more review", CriticSection(count=3, no_score=True, awaiting=1)),
        ("No user score yet- Be the first to review!", UserSection(no_score=True)),
        ("No user score yet- Awaiting 1 more rating", UserSection(no_score=True, awaiting=1)),
        ("Metascore\ntbd", CriticSection(tbd=True)),
        ("User Score\ntbd\nNo user score yet- Be the first to review!", UserSection(tbd=True, no_score=True)),
        ("Metascore", CriticSection()),
        ("User Score\n0.0", UserSection(score=Decimal("0.0"))),
        ("User Score\n10.0", UserSection(score=Decimal("10.0"))),
        ("Metascore\n0", CriticSection(score=0)),
        ("Universal acclaim - based on 1 Critic", CriticSection(verdict=Verdict.UNIVERSAL_ACCLAIM, count=1)),
        (
            "Universal acclaim - based on 53 Critic Reviews",
            CriticSection(verdict=Verdict.UNIVERSAL_ACCLAIM, count=53),
        ),
        (
            "Overwhelming dislike- based on 29,511 Ratings",
            UserSection(verdict=Verdict.OVERWHELMING_DISLIKE, count=29511),
        ),
    ],
)
def test_heads(text: str, section: CriticSection | UserSection) -> None:
    """Pages without a score: what is printed in its place says why, and no number is put there."""
    read = section_of(text)
    assert read == section
    assert str(read.score) == str(section.score)


CLASSES = ("Positive", "Mixed", "Negative")


@pytest.mark.parametrize("printed", list(product((False, True), repeat=3)))
@pytest.mark.parametrize("gaps", [False, True])
def test_any_of_the_counts_may_be_missing(printed: tuple[bool, ...], gaps: bool) -> None:
    """Any subset of the three counts, with or without a gap in the numbering, also none; a review may follow."""
    lines = ["Critic score distribution:"]
    names = [(n, name) for n, (name, shown) in enumerate(zip(CLASSES, printed, strict=True), 1) if shown]
    for place, (n, name) in enumerate(names, 1):
        lines.append(f"  {n if gaps else place}. {name}: {n * 10} out of 60")
    review = CriticReview(1, text="The lamps burn low.")
    counts = {name: n * 10 for n, name in names}
    positive, mixed, negative = map(counts.get, CLASSES)
    distribution = Distribution(positive, mixed, negative, 60) if counts else None
    assert section_of("\n".join([*lines, ""])).distribution == distribution
    read = section_of("\n".join([*lines, "  1. The lamps burn low."]))
    assert read == CriticSection(distribution=distribution, reviews=(review,))


def test_counts() -> None:
    """A comma in a count and none in its total, no total at all, and the heading by itself."""
    text = "User score distribution:\n  1. Positive: 1,007 out of 1102\n  2. Mixed: 60 out of 1102\n"
    assert section_of(text).distribution == Distribution(positive=1007, mixed=60, total=1102)
    assert section_of("User score distribution:\n  1. Positive: 0 out of \n").distribution == Distribution(positive=0)
    assert section_of("User score distribution:\n  1. Positive: 0 out of\n").distribution == Distribution(positive=0)
    assert section_of("User score distribution:\n") == UserSection()


# --- items ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "votes",
    [
        "    Helpful? 2 of 3 users said yes",
        "    • Helpful? 2 of 3 users said yes",
        "    2 of 3 users found this helpful",
        "      □ 2 of 3 users found this helpful",
        "    + Helpful? 2 of 3 users said yes",
    ],
)
def test_pages_of_2010_to_2012(votes: str) -> None:
    """The first pages print no dates, and ask for votes in other words."""
    first, second = f"  1. walker\n    9\n    Fine.\n{votes}\n", "  2. oarlock\n    3\n    Long."
    text = f"User score distribution:\n  1. Positive: 1 out of 2\n{first}{second}"
    assert section_of(text).reviews == (
        UserReview(1, "walker", score=9, text="Fine.", helpful=Helpful(2, 3)),
        UserReview(2, "oarlock", score=3, text="Long."),
    )


def test_empty_items() -> None:
    """The place of an advertisement in a list is no review, and parts none."""
    text = "Critic score distribution:\n  1. Salt\n    80\n    Slow.\n  2.\n  3. \n  4. Lone Reel\n    70\n    Lamps.\n"
    assert section_of(text).reviews == (
        CriticReview(1, "Salt", score=80, text="Slow."),
        CriticReview(4, "Lone Reel", score=70, text="Lamps."),
    )


# --- whose is a distribution that does not say it? --------------------------------------------------------------------

ONE_LEFT = "Score distribution:\n  1. Positive: 9 out of 11\n  1. Oct 7, 2014\n    9\n    The lamps burn low.\n"


def test_only_the_critics_distribution_is_left() -> None:
    """Of a summary page's two distributions, the first is the critics'."""
    page = parse("Critic Reviews\n" + ONE_LEFT)
    assert page.users is None
    assert page.critics
    assert page.critics.reviews == (CriticReview(1, date=dt.date(2014, 10, 7), score=9, text="The lamps burn low."),)


@pytest.mark.parametrize(
    "above",
    [
        "User Reviews",
        "User Reviews\nWrite a Review",
        "Metascore\n71\nCritic Reviews\nUser Reviews",
        "No score yet - based on 0 Critics Awaiting 4 more reviews What's this?\nUser Score\n7.1",
    ],
)
def test_only_the_users_distribution_is_left(above: str) -> None:
    """Below the users' heading, or on a page that has no critic reviews, it is the users'."""
    page = parse(f"{above}\n{ONE_LEFT}")
    assert page.critics is None or page.critics.reviews == ()
    assert page.users
    assert page.users.distribution == Distribution(positive=9, total=11)
    assert page.users.reviews == (UserReview(1, None, dt.date(2014, 10, 7), 9, "The lamps burn low."),)


# --- details, kind and title ------------------------------------------------------------------------------------------

HEAD = "Metascore\n71\n"


def test_a_page_of_details() -> None:
    """A page that holds details alone has no review section; with a score it has one, and its lists are no reviews."""
    details = "Fog Over Pier\nRecord Label: Quiet Pier\nGenre(s): Folk\nCredits\n  1. Ann Example\n  2. Kim Fog\n"
    with pytest.raises(ReviewParseError) as caught:
        parse(details)
    assert caught.value.code == "no-review-section"
    page = parse(HEAD + details)
    assert page.sections == (CriticSection(score=71),)
    assert page.kind is Kind.MUSIC
    assert [line.number for line in page.unrecognized] == [*range(3, 9)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Director: Kim Fog", Kind.MOVIE),
        ("Runtime: 96 min", Kind.MOVIE),
        ("Network: PIER", Kind.TV),
        ("Season #: 2", Kind.TV),
        ("Record Label: Quiet Pier", Kind.MUSIC),
        ("Publisher: Quiet Pier", Kind.GAME),
        ("Developer: Quiet Pier", Kind.GAME),
        ("Genre(s): Drama", None),
        ("Starring: Kim Fog", None),
        ("The Director: A Life", None),
    ],
)
@pytest.mark.parametrize("margin", ["", "   ", "  • ", "     * "])
def test_kind(line: str, kind: Kind | None, margin: str) -> None:
    """Some lines of the details tell what a page is about, in any margin; they stay in the list of other lines."""
    page = parse(f"{HEAD}{margin}{line}\n")
    assert page.kind is kind
    assert [listed.text for listed in page.unrecognized] == [margin + line]


def test_a_page_that_says_two_kinds_has_none() -> None:
    """Lines that contradict each other tell nothing for certain."""
    assert parse(HEAD + "Director: Kim Fog\nNetwork: PIER\n").kind is None
    assert parse(HEAD + "Director: Kim Fog\nRuntime: 96 min\n").kind is Kind.MOVIE


@pytest.mark.parametrize(
    "words", ["Log in to finish rating", "Log in to finish your rating", "Your score has been saved for"]
)
def test_title(words: str) -> None:
    """The line that asks to log in holds the title."""
    assert parse(f"{HEAD}{words} Fog Over Pier\n").title == "Fog Over Pier"
    assert parse(f"{HEAD}{words}\n").title is None


# --- pages that follow each other -------------------------------------------------------------------------------------


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("between", ["\f\n", ""])
def test_pages_in_one_text(dialect: Dialect, between: str) -> None:
    """Pages that follow each other come one by one, each with its lines, with a form feed between them or without."""
    documents = ["summary", "/user-reviews", "/critic-reviews", "summary"]
    pages = [DOCUMENTS[document] for document in documents]
    texts = [print_page(page, dialect, document) for page, document in zip(pages, documents, strict=True)]
    text = between.join(texts)
    read = list(parse_all(text))
    assert [page.sections for page in read] == [kept(page, dialect).sections for page in pages]
    lines = text.split("\n")
    for page, whole in zip(read, texts, strict=True):
        assert page.first_line is not None
        assert page.last_line is not None
        part = "\n".join(lines[page.first_line - 1 : page.last_line]) + "\n"
        assert parse(part).sections == page.sections
        if between:
            assert part == whole
    with pytest.raises(ReviewParseError) as caught:
        parse(texts[0] + texts[1])
    assert caught.value.code == "several-pages"


@pytest.mark.parametrize(
    "first",
    [
        "Metascore\n74\n",
        "Universal acclaim - based on 12 Critics\n",
        "No score yet - based on 0 Critics\n",
        "No score yet - based on 3 Critics\nAwaiting 1 more review\n",
    ],
)
def test_a_page_begins_with_what_says_how_it_stands(first: str) -> None:
    """Where no form feed parts two pages, the second begins at the first line that says a score or verdict, or none."""
    users = "User score distribution:\n  1. Positive: 1 out of 1\n  1. walker\n    10\n"
    one = f"Metascore\n80\n\n{users}Watch On\n"
    two = f"{first}\n" + ("USER REVIEWS\n10\nwalkerOct 7, 2014\nGood.\n" if "METASCORE" in first else users)
    assert [page.first_line for page in parse_all(one + two)] == [1, one.count("\n") + 1]


@pytest.mark.parametrize(
    ("printed", "text", "full"),
    [
        ("One.\n\n    Two.    … Expand", "One.\n\nTwo.", False),
        ("One. … Expand", "One.", False),
        ("One.… Expand", "One.", False),
        ("One. Expand", "One.", False),
        ("I wonder…… Expand", "I wonder…", False),
        ("I wonder...… Expand", "I wonder...", False),
        ("I wonder… … Expand", "I wonder…", False),
        ("I wonder... ... Expand", "I wonder...", False),
        ("I wonder… Full Review »", "I wonder…", True),
        ("One. Full Review »", "One.", True),
    ],
)
def test_what_ends_a_text_is_no_part_of_it(printed: str, text: str, full: bool) -> None:
    """Each extractor prints the end of a shortened text in its own way."""
    item = f"User score distribution:\n  1. walker\n    Oct 7, 2014\n    8\n    {printed}\n"
    (review,) = section_of(item).reviews
    assert review == UserReview(1, "walker", dt.date(2014, 10, 7), 8, text, full_review=full)


def test_waiting_beside_a_link() -> None:
    """What a link is called that stands behind a state is no part of the state."""
    section = section_of("Metascore\ntbd\nNo score yet Awaiting 4 more reviews What's this?\n")
    assert section == CriticSection(tbd=True, no_score=True, awaiting=4)


# --- layout L2 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "review"),
    [
        ("Lone Reel\tKim Fog\tDec 1, 2013", CriticReview(None, "Lone Reel", "Kim Fog", dt.date(2013, 12, 1))),
        ("Lone Reel\tKim Fog", CriticReview(None, "Lone Reel", "Kim Fog")),
        ("Lone Reel\tDec 1, 2013", CriticReview(None, "Lone Reel", None, dt.date(2013, 12, 1))),
        ("Lone Reel\t1 Dec 2013", CriticReview(None, byline="Lone Reel\t1 Dec 2013")),
        ("Lone ReelKim FogDec 1, 2013", CriticReview(None, date=dt.date(2013, 12, 1), byline="Lone ReelKim Fog")),
        ("Lone ReelKim Fog", CriticReview(None, byline="Lone ReelKim Fog")),
        ("Dec 1, 2013", CriticReview(None, date=dt.date(2013, 12, 1))),
    ],
)
@pytest.mark.parametrize("ending", [" Read full review", ""])
def test_bylines_of_layout_l2(byline: str, review: CriticReview, ending: str) -> None:
    """Tabs part the fields of a byline; where they were run together, only a date is certain, and the rest is kept."""
    section = section_of(f"CRITIC REVIEWS\n88\n{byline}\nThe lamps burn low.{ending}\n")
    assert section.reviews == (evolve(review, score=88, text="The lamps burn low."),)


@pytest.mark.parametrize("text", ["Positive: the fog.", "Mixed: no.", "METASCORE or not, go.", "SEE ALL of it."])
def test_texts_of_layout_l2_that_begin_like_furniture(text: str) -> None:
    """A text is one although it begins with a word that heads a line of its own elsewhere."""
    section = section_of(f"CRITIC REVIEWS\n88\nLone Reel\tDec 1, 2013\n{text}\n70\nSalt\tDec 2, 2013\nSlow.\n")
    assert [review.text for review in section.reviews] == [text, "Slow."]


# --- a layout that is not known ---------------------------------------------------------------------------------------


def test_a_layout_that_is_not_known_gives_no_value() -> None:
    """Of pages that are laid out in a way that is not known, no line becomes a value."""
    lines = [
        "Widely Loved", "118 Opinions of Critics", "90", "Liked by 118 Critics", "Disliked by 2",
        "Mostly Liked", "29,511 Opinions of Users", "7.8", "The Dusty Reel", "Slow, and worth it.",
    ]  # fmt: skip
    with pytest.raises(ReviewParseError) as caught:
        parse("\n".join(lines))
    assert caught.value.code == "no-review-section"
    page = parse("\n".join(["Metascore", *lines, "User Score", *lines]))
    assert page.sections == (CriticSection(), UserSection())
    assert len(page.unrecognized) == 2 * len(lines)
    assert "layout-not-known" in {problem.code for problem in validate(page)}
