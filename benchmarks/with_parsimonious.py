"""The same format as a grammar for parsimonious: its tree, visited to make the same records."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Any, Final

from parsimonious.grammar import Grammar  # type: ignore[import-untyped]
from parsimonious.nodes import Node, NodeVisitor  # type: ignore[import-untyped]

from benchmarks.fields import critic, distribution, score, section, user, whole_text
from reviewparse import Line, ReviewPage

__all__ = ["read"]

GRAMMAR: Final = Grammar(
    r"""
    page = blank* (section / heading / other)*
    section = (critics / users) (blank / see_all)*
    heading = ~r"(?:Critic|User) Reviews\n" blank*

    critics = "Metascore\n" (critic_score nl)? blank* verdict blank* ("Critic score" / "Score") " distribution:\n" counts critic*
    users = "User Score\n" (user_score nl)? blank* verdict blank* ("User score" / "Score") " distribution:\n" counts user*
    verdict = words " "? "- based on " count " " ("Critics" / "Ratings") nl
    counts = positive mixed negative
    positive = ~r"  [0-9]\. " "Positive: " count " out of " count nl
    mixed = ~r"  [0-9]\. " "Mixed: " count " out of " count nl
    negative = ~r"  [0-9]\. " "Negative: " count " out of " count nl
    see_all = "See all " count (" Critic" / " User") " Reviews\n"

    critic = "  " number ". " line nl author? date? item_score? critic_text action* blank*
    author = ~r"    Reviewed by:\s*" line nl
    critic_text = "    " cited_text citation? nl
    cited_text = ~r"[^\n]+?(?=(?: \[[^\]\n]+\])?\n)"
    citation = " [" ~r"[^\]\n]+" "]"
    action = "    • " ("All this publication's reviews" / "All this critic's reviews" / "Read full review") nl

    user = "  " number ". " line nl date? item_score? "    " spoiler? user_text expand? helpful? blank*
    spoiler = ~r"This review contains spoilers, click expand to view\. *"
    user_text = line nl (text_line / (nl &"    "))*
    text_line = !helpful !expand "    " line nl
    expand = "    … Expand\n"
    helpful = "    • " count " of " count " users found this helpful\n"

    date = "    " day nl
    item_score = "    " critic_score nl
    day = ~r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{1,2}, [0-9]{4}"
    words = "Universal acclaim" / "Generally favorable reviews" / "Mixed or average reviews"
          / "Generally unfavorable reviews" / "Overwhelming dislike"
    user_score = ~r"[0-9]{1,2}\.[0-9]"
    critic_score = ~r"[0-9]{1,3}"
    number = ~r"[0-9]+"
    count = ~r"[0-9,]+"
    other = line nl blank*
    line = ~r"[^\n]+"
    blank = ~r"[ \t]*\n"
    nl = "\n"
    """
)


class _Visitor(NodeVisitor):  # type: ignore[misc]
    """Trees to records: each visit gives what the parent needs, by name."""

    unwrapped_exceptions = (AssertionError,)

    def __init__(self, text: str) -> None:
        self.unrecognized: list[Line] = []
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def generic_visit(self, node: Node, visited: list[Any]) -> Any:
        """The fields that the children name, together; of a leaf nothing."""
        fields: dict[str, Any] = {}
        for child in visited:
            for name, value in child.items():
                if name in ("critic_reviews", "user_reviews", "sections"):
                    fields.setdefault(name, []).extend(value)
                else:
                    fields[name] = value
        if node.expr_name in ("line", "number", "day", "words", "user_score", "critic_score"):
            fields[node.expr_name] = node.text
        return fields

    def visit_count(self, node: Node, _: list[Any]) -> dict[str, Any]:
        return {"count": node.text}

    def _share(self, node: Node, visited: list[Any]) -> dict[str, Any]:
        return {node.expr_name: (visited[2]["count"], visited[4]["count"])}

    visit_positive = visit_mixed = visit_negative = _share

    def visit_verdict(self, _: Node, visited: list[Any]) -> dict[str, Any]:
        return {"verdict": visited[0]["words"], "based_on": visited[3]["count"]}

    def visit_see_all(self, _: Node, visited: list[Any]) -> dict[str, Any]:
        return {"see_all": visited[1]["count"]}

    def visit_author(self, _: Node, visited: list[Any]) -> dict[str, Any]:
        return {"author": visited[1]["line"]}

    def visit_item_score(self, _: Node, visited: list[Any]) -> dict[str, Any]:
        return {"item_score": visited[1]["critic_score"]}

    def visit_cited_text(self, node: Node, _: list[Any]) -> dict[str, Any]:
        return {"text": node.text}

    def visit_citation(self, node: Node, _: list[Any]) -> dict[str, Any]:
        return {"citation": node.children[1].text}

    def visit_user_text(self, node: Node, _: list[Any]) -> dict[str, Any]:
        return {"text": node.text.replace("\n    ", "\n").strip()}

    def visit_spoiler(self, _: Node, __: list[Any]) -> dict[str, Any]:
        return {"spoiler": True}

    def visit_expand(self, _: Node, __: list[Any]) -> dict[str, Any]:
        return {"expand": True}

    def visit_helpful(self, _: Node, visited: list[Any]) -> dict[str, Any]:
        return {"helpful": (visited[1]["count"], visited[3]["count"])}

    def visit_text_line(self, _: Node, __: list[Any]) -> dict[str, Any]:
        return {}

    def visit_critic(self, node: Node, visited: list[Any]) -> dict[str, Any]:
        found = self.generic_visit(node, visited[4:])
        review = critic(
            int(visited[1]["number"]), visited[3]["line"], found.get("author"), found.get("day"),
            found.get("item_score"), found["text"], found.get("citation"),
        )  # fmt: skip
        return {"critic_reviews": [review]}

    def visit_user(self, node: Node, visited: list[Any]) -> dict[str, Any]:
        found = self.generic_visit(node, visited[4:])
        text = whole_text(found["text"]) if "expand" in found else found["text"]
        review = user(
            int(visited[1]["number"]), visited[3]["line"], found.get("day"), found.get("item_score"), text,
            found.get("spoiler", False), *found.get("helpful", (None, None)),
        )  # fmt: skip
        return {"user_reviews": [review]}

    def visit_section(self, node: Node, visited: list[Any]) -> dict[str, Any]:
        found = self.generic_visit(node, visited)
        users = node.text.startswith("User")
        made = section(
            users, score(users, found.get("user_score" if users else "critic_score")), found["verdict"], found["based_on"],
            distribution([found["positive"], found["mixed"], found["negative"]]),
            tuple(found.get("user_reviews" if users else "critic_reviews", ())), found.get("see_all"),
        )  # fmt: skip
        return {"sections": [made]}

    def visit_other(self, node: Node, _: list[Any]) -> dict[str, Any]:
        number = bisect_right(self.starts, node.start)
        self.unrecognized.append(Line(number, node.children[0].text))
        return {}


def read(text: str) -> ReviewPage:
    """The page that a text holds."""
    visitor = _Visitor(text)
    sections = visitor.visit(GRAMMAR.parse(text)).get("sections", ())
    return ReviewPage(tuple(sections), tuple(visitor.unrecognized))
