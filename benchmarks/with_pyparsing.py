"""The same format as a grammar for pyparsing, whose parse actions make the same records."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any, Final

import pyparsing as pp

from benchmarks.fields import critic, distribution, score, section, user, whole_text
from reviewparse import Line, ReviewPage

__all__ = ["read"]


def _grammar() -> pp.ParserElement:
    pp.ParserElement.set_default_whitespace_chars("")
    nl = pp.Suppress("\n")
    blank = pp.Suppress(pp.Regex(r"[ \t]*\n"))
    indent = pp.Suppress("    ")
    line = pp.Regex(r"[^\n]+")
    count = pp.Regex(r"[0-9,]+")
    points = pp.Regex(r"[0-9]{1,3}")
    day = pp.Regex(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{1,2}, [0-9]{4}")
    number = pp.Suppress("  ") + pp.Regex(r"[0-9]+")("number") + pp.Suppress(". ")

    words = pp.one_of([
        "Universal acclaim", "Generally favorable reviews", "Mixed or average reviews", "Generally unfavorable reviews",
        "Overwhelming dislike",
    ])  # fmt: skip
    verdict = (
        words("verdict")
        + pp.Suppress(pp.Regex(" ?- based on "))
        + count("based_on")
        + pp.Suppress(pp.Regex(" (?:Critics|Ratings)\n"))
    )

    def share(label: str) -> pp.ParserElement:
        opening = pp.Suppress(pp.Regex(rf"  [0-9]\. {label}: "))
        whole: pp.ParserElement = pp.Group(opening + count("count") + pp.Suppress(" out of ") + count("total") + nl)
        return whole

    counts = share("Positive")("positive") + share("Mixed")("mixed") + share("Negative")("negative")

    date = indent + day("day") + nl
    item_score = indent + points("score") + nl
    author = pp.Suppress(pp.Regex(r"    Reviewed by:\s*")) + line("author") + nl
    citation = pp.Suppress(" [") + pp.Regex(r"[^\]\n]+")("citation") + pp.Suppress("]")
    critic_text = indent + pp.Regex(r"[^\n]+?(?=(?: \[[^\]\n]+\])?\n)")("text") + pp.Opt(citation) + nl
    action = pp.Suppress(
        pp.Literal("    • ")
        + (pp.Literal("All this publication's reviews") | "All this critic's reviews" | "Read full review")
        + "\n"
    )
    critic_item = (
        number + line("publication") + nl + pp.Opt(author) + pp.Opt(date) + pp.Opt(item_score) + critic_text + action[...]
        + blank[...]
    )  # fmt: skip
    critic_item.set_parse_action(_critic)

    expand = pp.Literal("    … Expand\n")
    helpful = (
        pp.Suppress("    • ") + count("yes") + pp.Suppress(" of ") + count("of")
        + pp.Suppress(" users found this helpful\n")
    )  # fmt: skip
    text_line = ~expand + ~helpful + indent + line + pp.Literal("\n")
    paragraph = pp.Literal("\n") + pp.FollowedBy(pp.Literal("    "))
    user_text = pp.Combine(line + pp.Literal("\n") + (text_line | paragraph)[...])
    spoiler = pp.Regex(r"This review contains spoilers, click expand to view\. *")
    user_item = (
        number + line("name") + nl + pp.Opt(date) + pp.Opt(item_score) + indent + pp.Opt(spoiler("spoiler"))
        + user_text("text") + pp.Opt(expand("expand")) + pp.Opt(helpful) + blank[...]
    )  # fmt: skip
    user_item.set_parse_action(_user)

    see_all = pp.Suppress("See all ") + count("see_all") + pp.Suppress(pp.Regex(" (?:Critic|User) Reviews\n"))
    heading = pp.Suppress(pp.Regex(r"(?:Critic|User) Reviews\n"))

    def part(head: str, points_of: pp.ParserElement, whose: str, item: pp.ParserElement) -> pp.ParserElement:
        opening = pp.Literal(f"{head}\n")("head") + pp.Opt(points_of("score") + nl) + blank[...] + verdict + blank[...]
        title = pp.Suppress(pp.Literal(f"{whose} distribution:\n") | "Score distribution:\n")
        whole: pp.ParserElement = (
            opening + title + counts + pp.Group(item[...])("reviews") + blank[...] + pp.Opt(see_all) + blank[...]
        )
        return whole

    critics = part("Metascore", points, "Critic score", critic_item).set_parse_action(_section)
    users = part("User Score", pp.Regex(r"[0-9]{1,2}\.[0-9]"), "User score", user_item).set_parse_action(_section)
    other = (line + nl + blank[...]).set_parse_action(_other)
    page: pp.ParserElement = blank[...] + (critics | users | heading + blank[...] | other)[...] + pp.StringEnd()
    return page


def _critic(found: Any) -> Any:
    return critic(
        int(found["number"]), found["publication"], found.get("author"), found.get("day"), found.get("score"),
        found["text"], found.get("citation"),
    )  # fmt: skip


def _user(found: Any) -> Any:
    text = found["text"].strip()
    return user(
        int(found["number"]), found["name"], found.get("day"), found.get("score"),
        whole_text(text) if "expand" in found else text, "spoiler" in found, found.get("yes"), found.get("of"),
    )  # fmt: skip


def _section(found: Any) -> Any:
    users = found["head"].startswith("User")
    shares = [(found[name]["count"], found[name]["total"]) for name in ("positive", "mixed", "negative")]
    return section(
        users, score(users, found.get("score")), found["verdict"], found["based_on"], distribution(shares),
        tuple(found["reviews"]), found.get("see_all"),
    )  # fmt: skip


def _other(_: str, position: int, found: Any) -> Any:
    return (position, found[0])


GRAMMAR: Final = _grammar()


def read(text: str) -> ReviewPage:
    """The page that a text holds."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    found = GRAMMAR.parse_string(text)
    others = [part for part in found if isinstance(part, tuple)]
    lines = tuple(Line(bisect_right(starts, position), other) for position, other in others)
    return ReviewPage(tuple(part for part in found if not isinstance(part, tuple)), lines)
