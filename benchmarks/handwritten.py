"""The regular expressions that a scraper's author would write by hand, as quick as CPython allows: the limit to reach.

It reads one dialect of one layout, what `texts` mostly prints, and builds the same records. `handwritten_dialects` has
the patterns of others; which one a text is in is known beforehand. None of them knows the citations of other forms or
the empty states, none explains an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any, Final, NamedTuple

from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
    Verdict,
)

__all__ = ["BLOCK", "HEAD", "MONTHS", "RESILIPARSE", "Patterns", "day", "read", "read_all", "user"]

VERDICTS: Final = {str(verdict): verdict for verdict in Verdict}
MONTHS: Final = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}

HEAD: Final = r"""
    (Metascore | User[ ]Score)\n (?:([0-9]{1,3}|[0-9]\.[0-9])\n)?
  | (Universal[ ]acclaim|Generally[ ]favorable[ ]reviews|Mixed[ ]or[ ]average[ ]reviews|Generally[ ]unfavorable[ ]reviews
    |Overwhelming[ ]dislike)[ ]?-[ ]based[ ]on[ ]([0-9,]+)[ ](Critic|Rating)[^\n]*\n
  | (Critic[ ]score|User[ ]score|Score)[ ]distribution:\n
    (?:[ ]{2}[0-9]\.[ ]Positive:[ ]([0-9,]+)[ ]out[ ]of[ ]([0-9]+)\n)?
    (?:[ ]{2}[0-9]\.[ ]Mixed:[ ]([0-9,]+)[ ]out[ ]of[ ]([0-9]+)\n)?
    (?:[ ]{2}[0-9]\.[ ]Negative:[ ]([0-9,]+)[ ]out[ ]of[ ]([0-9]+)\n)?
  | See[ ]all[ ]([0-9,]+)[ ](Critic|User)[ ]Reviews\n
  | (?:Critic|User)[ ]Reviews\n
"""
BLOCK: Final = re.compile(rf"(?x:(?:{HEAD})\n*)")
BLANK: Final = re.compile(r"\n*")
OTHER: Final = re.compile(
    r"(?:(?!Metascore\n|User Score\n|(?:Universal acclaim|Generally |Mixed or|Overwhelming ).*based on|Critic score dist"
    r"|User score dist|Score dist|See all [0-9]|Critic Reviews\n|User Reviews\n).*\n)+"
)
DATE: Final = r"(?:    ((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{1,2}, [0-9]{4})\n)?"
CRITIC: Final = re.compile(
    r"  ([0-9]+)\. (.+)\n(?:    Reviewed by:\s*(.+)\n)?" + DATE + r"(?:    ([0-9]{1,3})\n)?(?:    (.+)\n)?"
    r"(?:    • (?:All this .*|Read full review)\n)*\n*"
)
USER: Final = re.compile(
    r"  ([0-9]+)\. (.+)\n" + DATE + r"(?:    ([0-9]{1,2})\n)?"
    r"    (?:(This review contains spoilers, click expand to view\.) *)?(.*\n(?:(?!    (?:• [0-9]+ of|… Expand\n))    .*\n|\n(?=    ))*)"
    r"(?:    … (Expand)\n)?(?:    • ([0-9,]+) of ([0-9,]+) users found this helpful\n)?\n*"
)
CITATION: Final = re.compile(r" \[(([0-9]{1,2}) (\w{3})\w* ([0-9]{4}))(?:, p\.\s?([^\]]*))?\]$")


@lru_cache(maxsize=4096)
def day(printed: str) -> date:
    month, number, year = printed.split()
    return date(int(year), MONTHS[month], int(number[:-1]))


def critic(line: int, number: str, publication: str, author: str, when: str, score: str, text: str) -> CriticReview:
    citation = None
    if text[-1] == "]" and (found := CITATION.search(text)):
        _, cited_day, month, year, page = found.groups()
        citation = Citation(found[0][2:-1], date(int(year), MONTHS[month], int(cited_day)), page)
        text = text[: found.start()]
    return CriticReview(int(number), publication, author, day(when), int(score), text, citation, None, line)


def user(
    line: int, number: str, name: str, when: str, score: str, spoiler: str, text: str, expand: str, yes: str, total: str
) -> UserReview:
    text = text.replace("\n    ", "\n").strip()
    if expand and (second := text.find(text[:40], 40)) > 0 and text.startswith(text[:second], second):
        text = text[second:]
    helpful = Helpful(int(yes), int(total)) if yes else None
    return UserReview(int(number), name, day(when), int(score), text, helpful, spoiler is not None, False, line)


class Patterns(NamedTuple):
    """What one dialect needs: the patterns of a head and of the items, and what makes records of an item's groups."""

    block: re.Pattern[str]
    critic: re.Pattern[str]
    user: re.Pattern[str]
    make_critic: Callable[..., CriticReview]
    make_user: Callable[..., UserReview]


RESILIPARSE: Final = Patterns(BLOCK, CRITIC, USER, critic, user)


def read(text: str, line: int = 1, patterns: Patterns = RESILIPARSE) -> ReviewPage:
    """The page that a text holds; its first line has that number."""
    unrecognized: list[Line] = []
    sections: dict[type[CriticSection] | type[UserSection], dict[str, Any]] = {}
    position = 0
    while position < len(text):
        found = patterns.block.match(text, position)
        if found is None:
            found = OTHER.match(text, position)
            assert found is not None
            unrecognized += [Line(n, other) for n, other in zip(count(line), found[0].split("\n")) if other.strip()]
            line += text.count("\n", position, found.end())
            position = found.end()
            continue
        (head, score, verdict, based_on, who, whose, positive, positive_total, mixed, mixed_total, negative,
         negative_total, see_all, seen) = found.groups()  # fmt: skip
        begins, line = line, line + text.count("\n", position, found.end())
        position = found.end()
        if head:
            users = head == "User Score"
        elif verdict:
            users = who == "Rating"
        elif whose:
            users = whose == "User score" or (whose == "Score" and "distribution" in sections.get(CriticSection, ()))
        elif see_all:
            users = seen == "User"
        else:
            continue
        section = sections.setdefault(UserSection if users else CriticSection, {"line": begins})
        if score:
            section["score"] = Decimal(score) if users else int(score)
        if verdict:
            section["verdict"] = VERDICTS[verdict]
            section["count"] = int(based_on.replace(",", ""))
        if see_all:
            section["see_all"] = int(see_all)
        if whose:
            total = positive_total or mixed_total or negative_total
            counts = [int(n.replace(",", "")) if n else None for n in (positive, mixed, negative)]
            section["distribution"] = Distribution(counts[0], counts[1], counts[2], int(total) if total else None)
            reviews: list[Any] = []
            make: Callable[..., Any] = patterns.make_user if users else patterns.make_critic
            items: Any = patterns.user if users else patterns.critic  # typeshed does not know of `scanner`
            for review in iter(items.scanner(text, position).match, None):
                reviews.append(make(line, *review.groups()))
                line += review[0].count("\n")
                position = review.end()
            section["reviews"] = tuple(reviews)
    return ReviewPage(tuple(kind(**section) for kind, section in sections.items()), tuple(unrecognized))


def read_all(text: str, patterns: Patterns = RESILIPARSE) -> list[ReviewPage]:
    """The pages of a text in which form feeds part them."""
    pages = []
    line = 1
    for part in text.split("\f\n"):
        pages.append(read(part, line, patterns))
        line += part.count("\n") + 1
    return pages
