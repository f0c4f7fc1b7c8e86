"""What reviews are made of: lines of text, and names, by where on a page they may stand.

A line that stands in a text can be one that means something else elsewhere on a page. The tables tell which lines are
text wherever they stand, and which are text only below something that settles what they are.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from hypothesis import strategies as st

__all__ = [
    "AWKWARD",
    "COUNTS",
    "CRITICS_TEXT",
    "HEADS",
    "LABELS",
    "LISTED",
    "SENTENCES",
    "SENTENCE_ENDS",
    "USERS_TEXT",
    "lines_of_any_characters",
    "long_sentences",
    "names",
    "ordinary",
    "sentences",
]

SENTENCES: Final = (
    "The lamps burn low.", "A quiet, patient film about fog.", "Nobody leaves the pier!", "I left twice; why not you?",
    "“It will lift by noon,” he says.", "Ночь, фонарь и пирс.", "霧が深い、それでも船は出る。", "ضباب فوق الميناء.",
    "Η ομίχλη μένει.", "안개가 걷히지 않는다.", "कोहरा नहीं छँटता।", "Der Nebel bleibt – bis März!", "הערפל לא זז.",
    "🎬 Fog! 🌫️", "The fog\u00a0stays.", "Zwei\u2028Zeilen.", "And then the bell…",
)  # fmt: skip
"""Lines that nothing but text is, in several scripts."""

SENTENCE_ENDS: Final = tuple(".!?…\"”'’]")
"""A line that ends in one of these is no publication where nothing but text follows it. The full stops of other scripts
are not among them: the format is read as what it is, the text of a site in English."""

LISTED: Final = ("1. The lamps", "2. 88", "• a bullet", "* a star", "+ the pier", "- the fog", "10) the boat")
"""Items of a list that a reviewer wrote."""

LABELS: Final = ("Label: value", "Pros: the lamps", "Mixed:", "Verdict: see above", "Director: nobody")
"""Lines that begin as details of a page do."""

SECTION_LINES: Final = (
    "Metascore", "User Score", "tbd", "8.6", "Universal acclaim - based on 23 Critics", "Critic score distribution:",
    "Score distribution:", "See all 3 User Reviews", "Critic Reviews", "User Reviews", "Write a Review", "METASCORE",
    "USER SCORE", "CRITIC REVIEWS", "SEE ALL 46 REVIEWS", "No reviews yet.", "See All",
)  # fmt: skip
"""Lines that stand between the reviews of a page."""

BRACKETS: Final = (
    "[sic]",
    "[Reissue]",
    "A [tidy] bracket]",
    "10/10",
    "…",
    "He waits…",
    "Expand your mind",
    "007 or so",
)
"""Lines that resemble a citation, a score, or the end of a text."""

HEADS: Final = ("7", "100", "0", "Oct 7, 2014", "Feb 31, 2014", "Reviewed by: nobody")
"""Lines that the head of a review holds: a user's text may have them below a score, or a line too long for a head."""

COUNTS: Final = ("Positive: 3 out of 4", "Undecided: 1 out of 12")
"""Lines of a distribution: they are text in any line of an item but its first."""

CRITICS_TEXT: Final = (
    ("Expand",), ("Full Review »",), ("12 of 15 users found this helpful",), ("Helpful? 2 of 3 users said yes",),
    ("He quotes it [4 March 1998, p. D6]", "The lamps burn low."), ("This review contains spoilers, I am afraid",),
)  # fmt: skip
"""Lines, one below the other, that end a user's text, and are text of a critic's."""

USERS_TEXT: Final = (
    ("[12 June 1997, p. B5]",), ("See [Issue#41, p.72]",), ("Press what says Expand", "The lamps burn low."),
    ("They hope for a Full Review »", "The lamps burn low."), ("3 of 4 users found this helpful, I did not",),
)  # fmt: skip
"""Lines, one below the other, that end a critic's text, and are text of a user's."""

AWKWARD: Final = (
    *SENTENCES[5:], *LISTED, *LABELS, *SECTION_LINES, *BRACKETS, *HEADS, *COUNTS,
    *(line for lines in (*CRITICS_TEXT, *USERS_TEXT) for line in lines), "All this critic's reviews",
    "Read full review",
)  # fmt: skip
"""Lines of a text that stand somewhere else on a page as well, and lines of other scripts."""

ANYWHERE: Final = (LISTED, LABELS, SECTION_LINES, BRACKETS)
"""The tables of lines that are text wherever they stand in one."""

NAMES: Final = (
    "The Dusty Reel", "Ann Example", "pier_watcher", "O'Fogg & Sons", "Ōno Kiri", "Q-9", "88mph", "Туман", "Fog, Inc.",
    "Who? What?", "Ann Example-Pier, Jr.", "The Pier (UK)", "x",
)  # fmt: skip

_FURNITURE: Final = re.compile(
    r"Expand|Collapse|Full Review|full review|All this|users? |Reviewed by|contains spoilers|out of|based on|"
    r"[A-Z ]{6}|Check box|Submit|Your Score|Review:|SEE ALL|Positive|Mixed|Negative|Score|score|[\[\]:…]"
)
"""Words of a page's own lines. Lines that hold some come from the tables above, and not by chance."""

_BEFORE_A_DATE: Final = re.compile(r"[0-9]{3}|[A-Z][a-z][a-z] {1,2}[0-9]")
_DAY: Final = re.compile(r"[A-Z][a-z][a-z] {0,2}[0-9]{1,2}, [0-9]{4}")
"""A name and a date, run together, begin a review of layout L2. Lines that hold a date come from the tables, too."""

_ESCAPE: Final = re.compile(r"\\[_*]")
"""What Markdown makes of the second character: such a name is not printed as it is."""

_CHARACTERS: Final = st.characters(exclude_categories=["Cs"], exclude_characters="\n")
_NAME_CHARACTERS: Final = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\xa0")


@cache
def sentences() -> st.SearchStrategy[str]:
    """Lines that end as sentences do."""
    return st.sampled_from(SENTENCES)


@cache
def long_sentences() -> st.SearchStrategy[str]:
    """Lines of more than 80 characters, which is more than a field of a head has."""
    return st.lists(sentences(), min_size=9, max_size=12).map(" ".join).filter(lambda line: len(line) > 80)


@cache
def lines_of_any_characters(most: int) -> st.SearchStrategy[str]:
    """Lines of any characters, none of them blank."""
    return st.text(_CHARACTERS, min_size=1, max_size=most).map(str.strip).filter(bool)


@cache
def ordinary() -> st.SearchStrategy[str]:
    """Lines that begin with a letter, hold any characters, and none of a page's own words."""
    letter = st.characters(categories=["L"])
    return (
        st.builds(str.__add__, letter, st.text(_CHARACTERS, max_size=12))
        .map(str.strip)
        .filter(lambda line: not _FURNITURE.search(line) and not _DAY.search(line))
    )


_ANY_NAMES: Final = (
    st.text(_NAME_CHARACTERS, min_size=1, max_size=10)
    .map(str.strip)
    .filter(lambda name: bool(name) and not name.isdigit())
    .filter(lambda name: not any(words.search(name) for words in (_FURNITURE, _BEFORE_A_DATE, _ESCAPE)))
)
_NAMES: Final = st.sampled_from(NAMES) | st.sampled_from(NAMES) | _ANY_NAMES


def names() -> st.SearchStrategy[str]:
    """Names of publications, critics and users: none is a number, a date or a label, and none holds a year.

    >>> from hypothesis import find
    >>> find(names(), lambda name: " " in name).isdigit()
    False
    """
    return _NAMES
