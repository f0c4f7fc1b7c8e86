"""A page whose layout has changed: what is no longer understood is said, and no review is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse import CriticReview, CriticSection, Line, ReviewPage, UserReview, UserSection, parse, validate
from reviewparse.problems import Problem
from reviewparse.review_grammar import terminal
from reviewparse.samples import read
from reviewparse.validation import extractors, l3_lines
from reviewparse.validation.unread_lines import SIGNS, WORDS

L1 = """\
Metascore
71
Generally favorable reviews - based on 5 Critics
Critic score distribution:
  1. Positive: 3 out of 5
  2. Mixed: 1 out of 5
  3. Negative: 1 out of 5
  1. The Dusty Reel
    Reviewed by:\u00a0Ann Example
    Oct 7, 2014
    90
    Slow, and worth it.
    • All this critic's reviews
    • Read full review
  2. Lone Reel
    Reviewed by:\u00a0Kim Fog
    Oct 8, 2014
    80
    The lamps burn low.
    • Read full review
  3. Pier Weekly
    Oct 9, 2014
    70
    Nobody leaves the pier. [May 2003, p.41]
    • Read full review
  4. Evening Gull
    50
    Ropes, ropes, ropes.
    • Read full review
  5. Salt
    Reviewed by:\u00a0Bo Dahl
    Oct 10, 2014
    30
    A long night.
    • Read full review
User Score
7.1
Generally favorable reviews- based on 31 Ratings
User score distribution:
  1. Positive: 2 out of 3
  2. Mixed: 1 out of 3
  1. walker
    Jan 3, 2015
    10
    The best hour at any pier.
    • 3 of 4 users found this helpful
    • All this user's reviews
  2. oarlock
    Feb 15, 2014
    8
    It keeps its distance, and so did I.
    • 0 of 1 users found this helpful
    • All this user's reviews
  3. dry dock
    Feb 16, 2014
    5
    Rowing is what it is about.
    • 12 of 15 users found this helpful
    • All this user's reviews
"""
L2 = """\
METASCORE
Universal acclaim based on 9 Critics
See All
84
METASCORE
84
Positive:
8
Mixed:
1
Negative:
0
CRITIC REVIEWS
100
The Dusty Reel\tAnn Example\tDec 18, 2013
A quiet film that knows its fog. Read full review
88
Lone Reel\tKim Fog\tDec 1, 2013
Every lamp in it burns twice. Read full review
70
Pier Weekly\tDec 2, 2013
Too fond of its own ropes. Read full review
SEE ALL 9 REVIEWS
USER SCORE
7.6
Positive:
20
Mixed:
7
Negative:
4
USER REVIEWS
10
walkerJan 3, 2015
The best hour at any pier, and I have been at many.
3 of 4 users found this helpful31
8
oarlockFeb 15, 2014
It keeps its distance, and so did I.
0 of 1 users found this helpful01
3
dry dockFeb 16, 2014
Rowing is what it is about.
12 of 15 users found this helpful123
SEE ALL 20 REVIEWS
"""
PAGES = {"L1": L1, "L2": L2, "blue-harbor": read("blue-harbor"), "lantern-keepers": read("lantern-keepers")}
DAY = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}), (\d{4})$", re.MULTILINE)
SCORE = re.compile(r"^(    )(\d{1,3})$", re.MULTILINE)

Change = Callable[[str], str]


def rename(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


def rewrite(pattern: str, new: str) -> Change:
    return lambda text: re.sub(pattern, new, text, flags=re.MULTILINE)


# Each change by its name, and the pages that have what it changes.
LABELS: dict[str, tuple[Change, str]] = {
    "Reviewed by": (rename("Reviewed by:", "Critic:"), "L1 blue-harbor lantern-keepers"),
    "every distribution": (rename("core distribution:", "core breakdown:"), "L1 blue-harbor lantern-keepers"),
    "critic distribution": (rename("Critic score distribution:", "Critics:"), "L1 blue-harbor"),
    "user distribution": (rename("User score distribution:", "Users:"), "L1 blue-harbor"),
    "positive": (rename("Positive:", "Good:"), "L1 blue-harbor lantern-keepers"),
    "mixed": (rename("Mixed:", "So-so:"), "L1 lantern-keepers"),
    "negative": (rename("Negative:", "Bad:"), "L1 blue-harbor lantern-keepers"),
    "out of": (rewrite(r"(: \d+) out of ", r"\1 of "), "L1 blue-harbor lantern-keepers"),
    "helpful": (rename("users found this helpful", "people liked this"), "L1 L2 lantern-keepers"),
    "critic's reviews": (rename("All this critic's reviews", "More by this critic"), "L1"),
    "full review": (rename("Read full review", "Go to review"), "L1 L2"),
    "Full Review »": (rename("Full Review »", "More »"), "blue-harbor"),
    "Expand": (rename("… Expand", "… Show more"), "lantern-keepers"),
    "numbers": (rewrite(r"^(  \d+)\.", r"\1)"), "L1 blue-harbor lantern-keepers"),
}
DATES: dict[str, tuple[Change, str]] = {
    name: (lambda text, new=new: DAY.sub(new, text), "L1 L2 blue-harbor lantern-keepers")  # type: ignore[misc]
    for name, new in {
        "7 Oct 2014": r"\2 \1 \3",
        "2014 Oct 7": r"\3 \1 \2",
        "Oct 7": r"\1 \2",
        "7/2014": r"\2/\3",
    }.items()
}
SCORES: dict[str, tuple[Change, str]] = {
    "90/100": (lambda text: SCORE.sub(r"\1\2/100", text), "L1 lantern-keepers"),
    "Score: 90": (lambda text: SCORE.sub(r"\1Score: \2", text), "L1 lantern-keepers"),
    "stars": (lambda text: SCORE.sub(r"\1★★★★", text), "L1 lantern-keepers"),
}
NEW_LINES: dict[str, tuple[Change, str]] = {
    "a label above the date": (
        rewrite(r"^    (?=[A-Z][a-z]{2} \d+, \d{4}$)", "    Platform: PC\n    "),
        "L1 lantern-keepers",
    ),
    "words above the date": (
        rewrite(r"^    (?=[A-Z][a-z]{2} \d+, \d{4}$)", "    Verified\n    "),
        "L1 lantern-keepers",
    ),
    "a label below the date": (
        rewrite(r"^(    [A-Z][a-z]{2} \d+, \d{4})$", r"\1\n    Seen on: a ferry"),
        "L1 lantern-keepers",
    ),
    "words below the date": (rewrite(r"^(    [A-Z][a-z]{2} \d+, \d{4})$", r"\1\n    Top Critic"), "L1 lantern-keepers"),
    "a label below the score": (rewrite(r"^(    \d+)$", r"\1\n    Platform: PC"), "L1 lantern-keepers"),
    "a link above the others": (rewrite(r"^(    • )(?=All|Read)", r"\1Share this\n\1"), "L1"),
    "a line between items": (rewrite(r"^(?=  [2-9]\. (?![PMN]))", "Advertisement\n"), "L1 blue-harbor lantern-keepers"),
    "a line inside of items": (rewrite(r"^(?=    [A-Z][a-z]{2} \d+, \d{4}$)", "Advertisement\n"), "L1 lantern-keepers"),
}
CHANGES = {**LABELS, **DATES, **SCORES, **NEW_LINES}
CASES = [(change, page) for change, (_, pages) in CHANGES.items() for page in pages.split()]


def changed(change: str, page: str) -> str:
    text = CHANGES[change][0](PAGES[page])
    assert text != PAGES[page]
    return text


def told(page: ReviewPage) -> list[Problem]:
    """The problems that say that lines of the list were not understood."""
    return [problem for problem in validate(page) if problem.code == "lines-not-understood"]


def reviews_of(page: ReviewPage) -> list[CriticReview | UserReview]:
    return [review for section in page.sections for review in section.reviews]


def values_of(page: ReviewPage) -> set[tuple[type, str, Any]]:
    """The values of all fields that cannot be taken for text: each with whose it is."""
    fields = ("date", "score", "author", "publication", "helpful")
    return {
        (type(review), field, getattr(review, field))
        for review in reviews_of(page)
        for field in fields
        if getattr(review, field, None) is not None
    }


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_told_of_a_page_as_it_was(name: str) -> None:
    """A page of the layout that is known has no such problem, so that those below come from the change."""
    page = parse(PAGES[name])
    assert [section.reviews == () for section in page.sections] == [False, False]
    assert told(page) == []


@pytest.mark.parametrize(("change", "name"), CASES)
def test_a_change_inside_a_list_is_told(change: str, name: str) -> None:
    """A renamed label, a changed date, score or number, a new kind of line: `validate` counts the lines that it hit."""
    page = parse(changed(change, name))
    problems = told(page)
    assert problems
    for problem in problems:
        said = re.match(r"(\d+) lines? inside the review list (?:was|were) not understood", problem.message)
        assert said
        assert int(said[1]) > 0
        assert problem.line is not None


@pytest.mark.parametrize(("change", "name"), CASES)
def test_no_line_is_lost(change: str, name: str) -> None:
    """Where reviews or fields went missing, their words are in a text or among the lines that were not understood."""
    text = changed(change, name)
    page = parse(text)
    kept = "\n".join([line.text for line in page.unrecognized] + [review.text or "" for review in reviews_of(page)])
    for before in reviews_of(parse(PAGES[name])):
        words = (before.text or "").split("\n")[-1]
        assert words[:30] in kept


@pytest.mark.parametrize("change", [*NEW_LINES, "Reviewed by", *DATES])
@pytest.mark.parametrize("name", ["L1", "lantern-keepers"])
def test_no_value_is_wrong(change: str, name: str) -> None:
    """A new kind of line never becomes the value of a field, and none of the other fields takes another's value."""
    before, after = (
        parse(PAGES[name]),
        parse(changed(change, name)) if name in CHANGES[change][1] else parse(PAGES[name]),
    )
    assert values_of(after) <= values_of(before)


@pytest.mark.parametrize("name", ["L1", "lantern-keepers"])
@pytest.mark.parametrize("change", ["a label above the date", "words above the date", "a label below the date"])
def test_a_line_between_fields_is_listed(change: str, name: str) -> None:
    """A new line between two fields is not understood, by its number and text, and all the fields are still read."""
    text = changed(change, name)
    before, after = parse(PAGES[name]), parse(text)
    assert after.sections == before.sections
    new = [line for line in after.unrecognized if line.text not in PAGES[name].split("\n")]
    assert len(new) == len(text.split("\n")) - len(PAGES[name].split("\n"))
    assert [text.split("\n")[line.number - 1] for line in new] == [line.text for line in new]


EVERY = "L1 L2 blue-harbor lantern-keepers"
HEADS = {
    "based on": ("from", EVERY),
    "Critics": ("Reviewers", EVERY),
    "Ratings": ("Votes", "L1 blue-harbor lantern-keepers"),
    "Metascore": ("Score", "L1 lantern-keepers"),
    "User Score": ("Audience", "L1 blue-harbor lantern-keepers"),
    "Generally favorable reviews": ("Mostly liked", "L1 blue-harbor lantern-keepers"),
    "See all": ("View all", "lantern-keepers"),
    "METASCORE": ("SCORE", "L2"),
    "SEE ALL": ("VIEW ALL", "L2"),
    "Positive:": ("Good:", "L2"),
    "Negative:": ("Bad:", "L2"),
}


@pytest.mark.parametrize(
    ("label", "name"), [(label, name) for label, (_, names) in HEADS.items() for name in names.split()]
)
def test_a_change_outside_of_the_lists(label: str, name: str) -> None:
    """A renamed label of a section's head loses what it says, not the reviews; each line that holds it is listed."""
    text = PAGES[name].replace(label, HEADS[label][0])
    assert text != PAGES[name]
    before, after = parse(PAGES[name]), parse(text)
    assert reviews_of(after) == reviews_of(before)
    listed = [line.text for line in after.unrecognized]
    lines = zip(PAGES[name].split("\n"), text.split("\n"), strict=True)
    known = [line.text for line in before.unrecognized]
    assert [new for old, new in lines if new != old and new not in listed and old not in known] == []


# --- the checks by themselves -----------------------------------------------------------------------------------------


def critics(*texts: str) -> ReviewPage:
    reviews = tuple(CriticReview(number=n, text=text, line=n) for n, text in enumerate(texts, 1))
    return ReviewPage(sections=(CriticSection(reviews=reviews),))


def users(*texts: str) -> ReviewPage:
    reviews = tuple(UserReview(number=n, text=text, line=n) for n, text in enumerate(texts, 1))
    return ReviewPage(sections=(UserSection(reviews=reviews),))


@pytest.mark.parametrize(
    "page",
    [
        users("8/10\nA fine hour.", "7/10\nA long one.", "Fog."),
        users("Seen: twice\nFog.", "Seen: never\nLamps.", "Ropes."),
        users("Fog.\n3 people agree", "Lamps.\n12 people agree", "Ropes."),
        users("Fog is fine. Show all", "Lamps are better. Show all", "Ropes."),
        users("Spoilers! It is the keeper.", "Spoilers! It is the fog.", "Ropes."),
        users("2014-10-07\nFog.", "2014-01-03\nLamps."),
        critics("Fog.\n• Share", "Lamps.", "Ropes.", "Salt.", "Tar."),
        users("The fog came in before anybody at the pier knew of it" * 2 + ", and stayed."),
    ],
)
def test_what_texts_share_is_told(page: ReviewPage) -> None:
    """What a fourth of a list's texts, two at least, begin or end with in the same form is the page's."""
    (problem,) = told(page)
    assert re.fullmatch(
        r"\d lines? inside the review list (was|were) not understood and taken for text \(.*\)\.", problem.message
    )


@pytest.mark.parametrize(
    "page",
    [
        users("8/10\nA fine hour.", "A long one.", "Fog."),
        users("Fog is fine.", "Fog is better.", "Fog is all."),
        users("One. Two. Three", "Four. Five. Six"),
        users(*(["Pros: fog\nCons: none"] * 1), *(f"Lamp {n}." for n in range(9))),
        users("I liked it\nI did", "You did not\nOr did you"),
        users("• one\n• two", "Fog."),
        critics("A quiet film.", "A quiet film."),
    ],
)
def test_what_texts_do_not_share(page: ReviewPage) -> None:
    """What one writer did alone, or many did in their own words, is text."""
    assert told(page) == []


@pytest.mark.parametrize("name", SIGNS)
def test_the_words_looked_for_are_those_of_the_grammar(name: str) -> None:
    """The words by which lost reviews are looked for are in the grammar's own terminals of what only a review has."""
    pattern = terminal(name).pattern.replace("users?", "users").replace("\\ ", " ")
    assert any(word in pattern for word in WORDS)


SEARCHED_FIRST = {
    "marks of layout L3": (terminal("_L3_MARK").pattern, l3_lines.WORDS),
    "Markdown": (extractors._MARKDOWN.pattern, extractors._OF_MARKDOWN),
    "words of reviews": (extractors._REVIEW_WORDS.pattern, extractors._WORDS),
}


@pytest.mark.parametrize("name", SEARCHED_FIRST)
@given(st.data())
def test_what_is_looked_for_holds_one_of_the_words_that_are_searched_first(name: str, data: st.DataObject) -> None:
    """Each line that a check looks for by its pattern holds one of the strings by which lines are dismissed."""
    pattern, words = SEARCHED_FIRST[name]
    greedy = re.compile(re.sub(r"([*+?}])\+", r"\1", pattern), re.MULTILINE)  # Hypothesis knows no possessive repeats
    found = re.search(pattern, data.draw(st.from_regex(greedy)), re.MULTILINE)
    if found:
        assert any(word in found[0] for word in words)


@given(st.lists(st.sampled_from((*L1.split("\n"), *L2.split("\n"), "a\n  1. Positive: 3 out of 5", "out of" * 90))))
def test_the_check_of_lines_never_raises(texts: list[str]) -> None:
    """Whatever lines a page lists, in whatever order, the check counts no more lines than there are."""
    lines = tuple(Line(number * 7 % 50, text) for number, text in enumerate(texts))
    section = CriticSection(line=20, count=3, reviews=(CriticReview(number=1, line=30),))
    for problem in told(ReviewPage(sections=(section, UserSection(line=40)), unrecognized=lines)):
        count = re.match(r"\d+", problem.message)
        assert count
        assert 0 < int(count[0]) <= len(lines)
