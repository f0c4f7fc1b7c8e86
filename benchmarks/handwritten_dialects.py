"""The regular expressions by hand for what `handwritten` does not read: items with any subset of fields, w3m, L2, L3."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from benchmarks.handwritten import BLOCK, HEAD, MONTHS, VERDICTS, Patterns, day, user
from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Layout,
    ReviewPage,
    UserReview,
    UserSection,
)

__all__ = ["ANY_FIELDS", "W3M_WRAPPED", "read_l2", "read_l3"]

DATE: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{1,2}, [0-9]{4}"
CITATION: Final = re.compile(r" \[(([0-9]{1,2}) (\w{3})\w* ([0-9]{4}))(?:, \w+)?(?:, p\.\s?([^\]]*))?\]$")


def _cited(text: str) -> tuple[str, Citation | None]:
    if text[-1] != "]" or (found := CITATION.search(text)) is None:
        return text, None
    _, number, month, year, page = found.groups()
    return text[: found.start()], Citation(found[0][2:-1], date(int(year), MONTHS[month], int(number)), page)


# --- any subset of fields --------------------------------------------------------------------------------------------

ANY_CRITIC: Final = re.compile(
    rf"  ([0-9]+)\. (?:(.++)\n    (?=Reviewed by:|[0-9]{{1,3}}\n|{DATE}\n))?(?:Reviewed by:\s*(.+)\n    )?"
    rf"(?:({DATE})\n    )?(?:([0-9]{{1,3}})\n    )?(.+)\n(?:    • (?:All this .*|Read full review)\n)*\n*"
)
ANY_USER: Final = re.compile(
    rf"  ([0-9]+)\. (?:(.++)\n    (?={DATE}\n))?(?:({DATE})\n    )?(?:([0-9]{{1,2}})\n    )?"
    r"(?:(This review contains spoilers, click expand to view\.) *)?(.*(?:\n|\Z)(?:(?!    (?:• [0-9]+ of|… Expand\n))    .*(?:\n|\Z)|\n(?=    ))*)"
    r"(?:    … (Expand)\n)?(?:    • ([0-9,]+) of ([0-9,]+) users found this helpful\n)?\n*"
)


def _any_critic(
    line: int, number: str, publication: Any, author: Any, when: Any, score: Any, text: str
) -> CriticReview:
    text, citation = _cited(text)
    return CriticReview(
        int(number),
        publication,
        author,
        day(when) if when else None,
        int(score) if score else None,
        text,
        citation,
        None,
        line,
    )


def _any_user(
    line: int, number: str, name: Any, when: Any, score: Any, spoiler: Any, text: str, expand: Any, yes: Any, total: Any
) -> UserReview:
    text = text.replace("\n    ", "\n").strip()
    whole = text.removesuffix(" Full Review »")
    if expand and (second := whole.find(whole[:40], 40)) > 0 and whole.startswith(whole[:second], second):
        whole = whole[second:]
    return UserReview(
        int(number),
        name,
        day(when) if when else None,
        int(score) if score else None,
        whole,
        Helpful(int(yes), int(total)) if yes else None,
        spoiler is not None,
        text.endswith(" Full Review »"),
        line,
    )


ANY_FIELDS: Final = Patterns(BLOCK, ANY_CRITIC, ANY_USER, _any_critic, _any_user)

# --- w3m, wrapped ----------------------------------------------------------------------------------------------------

W3M_HEAD: Final = HEAD.replace("distribution:\\n", "distribution:\\n+").replace("[ ]{2}[0-9]", "[ ][0-9]")
W3M_CRITIC: Final = re.compile(
    rf" ([0-9]+)\. (.+)\n(?:    Reviewed by:\s*(.+)\n)?(?:    ({DATE})\n)?(?:    ([0-9]{{1,3}})\n)?"
    r"    (.+\n(?:    (?!  □).+\n)*)(?:      □ (?:All this .*|Read full review)\n)*\n*"
)
W3M_USER: Final = re.compile(
    rf" ([0-9]+)\. (.+)\n(?:    ({DATE})\n)?(?:    ([0-9]{{1,2}})\n)?"
    r"    (?:(This review contains spoilers, click expand to view\.) *)?(.+\n(?:    (?!  □|… Expand\n).+\n)*)"
    r"(?:    … (Expand)\n)?(?:      □ ([0-9,]+) of ([0-9,]+) users found this helpful\n)?\n*"
)


def _w3m_critic(
    line: int, number: str, publication: str, author: str, when: str, score: str, text: str
) -> CriticReview:
    text, citation = _cited(text[:-1].replace("\n    ", " "))
    return CriticReview(int(number), publication, author, day(when), int(score), text, citation, None, line)


def _w3m_user(
    line: int, number: str, name: str, when: str, score: str, spoiler: str, text: str, *rest: str
) -> UserReview:
    return user(line, number, name, when, score, spoiler, text.replace("\n    ", " "), *rest)


W3M_WRAPPED: Final = Patterns(re.compile(rf"(?x:(?:{W3M_HEAD})\n*)"), W3M_CRITIC, W3M_USER, _w3m_critic, _w3m_user)

# --- layout L2 -------------------------------------------------------------------------------------------------------

L2_SECTION: Final = re.compile(
    r"(?:(METASCORE)|USER SCORE)\n(?:(.+)\nbased on ([0-9,]+) \w+\n)?(?:([0-9.]+)\n)?"
    r"(?:Positive:\n([0-9,]+)\n)?(?:Mixed:\n([0-9,]+)\n)?(?:Negative:\n([0-9,]+)\n)?(?:CRITIC|USER) REVIEWS\n"
)
L2_CRITIC: Final = re.compile(rf"([0-9]{{1,3}})\n(.+?)({DATE})\n(.+) Read full review\n")
L2_USER: Final = re.compile(
    rf"([0-9]{{1,2}})\n(.+?)({DATE})\n(.+\n(?:(?![0-9]+ of ).*\n)*)([0-9]+) of ([0-9]+) users found this helpful.*\n"
)
L2_SEE_ALL: Final = re.compile(r"SEE ALL ([0-9,]+) REVIEWS\n")


def read_l2(text: str) -> ReviewPage:
    """The page that a text of layout L2 holds. What stands around its sections is passed over."""
    sections: list[CriticSection | UserSection] = []
    for found in L2_SECTION.finditer(text):
        critic, verdict, based_on, score, *printed = found.groups()
        counts = [int(count.replace(",", "")) if count else None for count in printed]
        reviews: list[Any] = []
        position, line = found.end(), text.count("\n", 0, found.end()) + 1
        items: Any = L2_CRITIC if critic else L2_USER
        make: Any = _l2_critic if critic else _l2_user
        for review in iter(items.scanner(text, position).match, None):
            reviews.append(make(line, *review.groups()))
            line += review[0].count("\n")
            position = review.end()
        see_all = L2_SEE_ALL.match(text, position)
        kind: Any = CriticSection if critic else UserSection
        sections.append(
            kind(
                score and (int(score) if critic else Decimal(score)),
                VERDICTS[verdict] if verdict else None,
                int(based_on.replace(",", "")) if based_on else None,
                Distribution(counts[0], counts[1], counts[2]),
                tuple(reviews),
                see_all=int(see_all[1].replace(",", "")) if see_all else None,
                line=text.count("\n", 0, found.start()) + 1,
            )
        )
    return ReviewPage(tuple(sections))


def _l2_critic(line: int, score: str, byline: str, when: str, text: str) -> CriticReview:
    text, citation = _cited(text)
    return CriticReview(None, None, None, day(when), int(score), text, citation, byline, line)


def _l2_user(line: int, score: str, name: str, when: str, text: str, yes: str, total: str) -> UserReview:
    return UserReview(None, name, day(when), int(score), text.strip(), Helpful(int(yes), int(total)), line=line)


# --- layout L3 -------------------------------------------------------------------------------------------------------

L3_SECTION: Final = re.compile(
    r"(?:(Metascore)|User Score)\n(.+)\nBased on ([0-9,]+) \w+ \w+\n([0-9.]+)\n"
    r"([0-9]+)% Positive\n([0-9]+) \w+\n([0-9]+)% Mixed\n([0-9]+) \w+\n([0-9]+)% Negative\n([0-9]+) \w+\n"
)
L3_CRITIC: Final = re.compile(rf"({DATE})\n([0-9]{{1,3}})\n(.+)\n(.+)\n(?:By (.+) )?FULL REVIEW\n")
L3_USER: Final = re.compile(rf"({DATE})\n([0-9]{{1,2}})\n(.+)\n(.+)\nReport\n")
L3_SEE_ALL: Final = re.compile(r"See All ([0-9,]+) \w+ Reviews\n")
L3_VERDICTS: Final = {name.removesuffix(" reviews").lower(): verdict for name, verdict in VERDICTS.items()}


def read_l3(text: str) -> ReviewPage:
    """The page that a text of layout L3 holds. What stands around its sections is passed over."""
    sections: list[CriticSection | UserSection] = []
    for found in L3_SECTION.finditer(text):
        critic, verdict, based_on, score, *printed = found.groups()
        shares = [int(number) for number in printed]
        reviews: list[Any] = []
        position, line = found.end(), text.count("\n", 0, found.end()) + 1
        items: Any = L3_CRITIC if critic else L3_USER
        make: Any = _l3_critic if critic else _l3_user
        for review in iter(items.scanner(text, position).match, None):
            reviews.append(make(line, *review.groups()))
            line += review[0].count("\n")
            position = review.end()
        see_all = L3_SEE_ALL.match(text, position)
        kind: Any = CriticSection if critic else UserSection
        sections.append(
            kind(
                int(score) if critic else Decimal(score),
                L3_VERDICTS[verdict.lower()],
                int(based_on.replace(",", "")),
                Distribution(
                    shares[1], shares[3], shares[5], positive_percent=shares[0], mixed_percent=shares[2],
                    negative_percent=shares[4],
                ),
                tuple(reviews),
                see_all=int(see_all[1].replace(",", "")) if see_all else None,
                line=text.count("\n", 0, found.start()) + 1,
            )
        )  # fmt: skip
    return ReviewPage(tuple(sections), (), Layout.L3)


def _l3_critic(line: int, when: str, score: str, name: str, text: str, author: str | None) -> CriticReview:
    text, citation = _cited(text)
    return CriticReview(None, name, author, day(when), int(score), text, citation, None, line=line)


def _l3_user(line: int, when: str, score: str, name: str, text: str) -> UserReview:
    return UserReview(None, name, day(when), int(score), text, line=line)
