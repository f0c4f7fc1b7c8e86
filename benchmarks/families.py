"""Texts and pages that a reader could lose itself in, of any size: what `benchmarks.growth` reads at two sizes."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

__all__ = ["FAMILIES", "PAGES"]

CRITICS: Final = "Critic score distribution:\n  1. "
USERS: Final = "User score distribution:\n  1. "
L3_CRITICS: Final = "Metascore\nUniversal Acclaim\nBased on 45 Critic Reviews\n90\nShowing 45 Critic Reviews\n"
L3_USERS: Final = "User score\nUniversal Acclaim\nBased on 45 User Ratings\n8.9\nShowing 45 User Reviews\n"
PAGE: Final = "Metascore\n80\nCritic score distribution:\n  1. Positive: 1 out of 1\n  1. A Paper\n    80\n    Good.\n"


def _lines(line: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """A family: one line, or a few, over and over."""
    return lambda size: head + line * (size // len(line)) + tail


FAMILIES: Final[dict[str, Callable[[int], str]]] = {
    "digits": _lines("7"),
    "spaces": _lines(" ", "x", "x"),
    "no-break spaces": _lines("\N{NO-BREAK SPACE}", tail="x"),
    "one line": _lines("word "),
    "numbers on one line": _lines("1. "),
    "numbered items": _lines("  2. x\n", CRITICS + "x\n"),
    "numbers in an item": _lines("    1. x\n", USERS + "x\n"),
    "empty items": _lines("  1.\n", "Critic score distribution:\n"),
    "long item": _lines("    Another line of the text.\n", USERS + "x\n"),
    "long item, deep": _lines("       Another line of the text.\n", "User score distribution:\n    1. x\n"),
    "long text": _lines("word ", USERS),
    "wrapped text": _lines("    and on and on and on and on and on and on and on and on\n", USERS + "x\n"),
    "wrapped items": _lines("  • on and on and on and on and on and on and on and\n    on\n", USERS + "x\n"),
    "wrapped, wide letters": _lines("漢" * 39 + "\n", USERS + "x\n"),
    "brackets": _lines("[", CRITICS + "x "),
    "citations": _lines("[May 2003, p.1] ", CRITICS + "x ", "x\n"),
    "open citations": _lines("[May", CRITICS + "x "),
    "brackets, no page": _lines("[", "", "]\n"),
    "brackets with words, no page": _lines("[x] ", "", "[x]\n"),
    "citation lines": _lines("    [May 2003, p.1]\n", CRITICS + "x\n"),
    "ellipses": _lines("… ", USERS + "x"),
    "ellipses and Expand": _lines("… Expand ", USERS, "x\n"),
    "Expand lines": _lines("    … Expand\n", USERS + "x\n"),
    "doubled head": _lines("a", USERS, " Expand\n"),
    "doubled heads": _lines("  2. " + "a" * 400 + " Expand\n", USERS + "x\n"),
    "actions": _lines("    Read full review\n", CRITICS + "x\n"),
    "actions, then text": _lines("    Read full review\n    x\n", CRITICS + "x\n"),
    "authors": _lines("    Reviewed by: Ann Example\n", CRITICS + "A Paper\n"),
    "helpful": _lines("    1 of 2 users found this helpful\n", USERS + "x\n"),
    "helpful, tabs": _lines("\t", USERS + "x\n    1 of 2 users found this helpful", "x\n"),
    "dates": _lines("    Oct 7, 2014\n", USERS + "x\n"),
    "dates on one line": _lines("Oct 7, 2014 ", "USER REVIEWS\n5\n", "x\n"),
    "scores": _lines("    80\n", CRITICS + "x\n"),
    "labels": _lines("    New Label: x\n", CRITICS + "A Paper\n", "    80\n"),
    "blank lines": _lines("\n", "x\n", "x\n"),
    "blank lines in an item": _lines("    \n", USERS + "x\n", "    y\n"),
    "paragraphs": _lines("\n\n    x\n", USERS + "x\n"),
    "dated scores": _lines("Oct 7, 2026\n80\n"),
    "dates of a list": _lines("Oct 7, 2026\n", "Showing 49 Critic Reviews\n"),
    "cards": _lines("Oct 7, 2026\n80\nA Paper\nGood, and long enough.\n"),
    "cards, one line short": _lines("Oct 7, 2026\n80\nGood, and long enough.\n"),
    "card without an end": _lines("Fog.\n", "Oct 7, 2026\n80\nA Paper\n"),
    "card with an end": _lines("Fog.\n", "Oct 7, 2026\n80\nA Paper\n", "Report\n"),
    "cards and links": _lines("Oct 7, 2026\n8\nFog.\nSee All 5 User Reviews\n", "86% Positive\n6 Ratings\n"),
    "footers": _lines("By A Fog FULL REVIEW\n", "Showing 49 Critic Reviews\n"),
    "heads without a verdict": _lines("User score\nMetascore\n"),
    "per cents": _lines("96% Positive\n43 Reviews\n"),
    "counts below a head": _lines("positive\n43(96%)\n", "90\nMetascore\n"),
    "headings": _lines("Metascore\n"),
    "distributions": _lines("Score distribution:\n"),
    "verdicts": _lines("Universal acclaim\n"),
    "verdicts and blank lines": _lines("No score yet" + "\n" * 50),
    "later items": _lines("  1. x\n", CRITICS + "x\nSee all 13 Critic Reviews\n"),
    "L2: scores": _lines("5\n", "USER REVIEWS\n"),
    "L2: scores and dates": _lines("5\nOct 7, 2014\n", "USER REVIEWS\n"),
    "L2: scores and blank lines": _lines("5\n\n\n", "USER REVIEWS\n"),
    "L2: one long review": _lines("word\n", "USER REVIEWS\n5\nAnn Oct 7, 2014\n"),
    "L2: reviews": _lines("90\nA Paper\nGood. Read full review\n", "CRITIC REVIEWS\n"),
    "L2: helpful": _lines("5\nAnn Oct 7, 2014\nGood.\n1 of 2 users found this helpful\n", "USER REVIEWS\n"),
    "L2: brackets": _lines("[x] ", "CRITIC REVIEWS\n90\nA Paper\n", "Read full review\n"),
    "L2: citations": _lines("[May 2003, p.1] ", "CRITIC REVIEWS\n90\nA Paper\n", "Read full review\n"),
    "L2: tabs": _lines("\t", "CRITIC REVIEWS\n90\nA Paper", "x\nGood.\n"),
    "pages": _lines(PAGE),
    "form feeds": _lines("\f\n"),
    "form feeds on one line": _lines("\f", tail="x"),
    "pages and form feeds": _lines(PAGE + "\f\n"),
    "L3: heads": _lines("Metascore\nUniversal Acclaim\nBased on 45 Critic Reviews\n90\n"),
    "L3: heads without a score": _lines("Metascore\nUniversal Acclaim\n"),
    "L3: heads and blank lines": _lines("\n", "Metascore\n", "Universal Acclaim\nBased on 45 Critic Reviews\n"),
    "L3: counts": _lines("96% Positive\n43 Reviews\n4% Mixed\n2 Reviews\n", "Metascore\nUniversal Acclaim\n"),
    "L3: critics": _lines("Oct 7, 2026\n80\nA Paper\nGood.\nBy Ann Example FULL REVIEW\n", L3_CRITICS),
    "L3: critics, no footer": _lines("Oct 7, 2026\n80\nA Paper\nGood.\n", L3_CRITICS),
    "L3: users": _lines("Oct 7, 2026\n8\nkimfog\nGood.\nReport\n", L3_USERS),
    "L3: critics and users in turn": _lines(
        "Oct 7, 2026\n80\nA Paper\nGood.\nFULL REVIEW\nOct 7, 2026\n8\nkimfog\nGood.\nReport\n", L3_CRITICS
    ),
    "L3: no dates": _lines("80\nA Paper\nGood.\nFULL REVIEW\n", L3_CRITICS),
    "L3: dates and texts": _lines("Oct 7, 2026\nGood, and long enough.\n", L3_CRITICS),
    "L3: scores": _lines("80\n", L3_CRITICS + "Oct 7, 2026\n"),
    "L3: one long review": _lines("word ", L3_CRITICS + "Oct 7, 2026\n80\nA Paper\n", "\nFULL REVIEW\n"),
    "L3: one review of many lines": _lines("Fog.\n", L3_USERS + "Oct 7, 2026\n8\nkimfog\n", "Report\n"),
    "L3: Read More": _lines("Read More\n", L3_USERS + "Oct 7, 2026\n8\nkimfog\nFog.\n"),
    "L3: Report": _lines("Report\n", L3_USERS + "Oct 7, 2026\n8\nkimfog\nFog.\n"),
    "L3: platforms": _lines("PC FULL REVIEW\n", L3_CRITICS + "Oct 7, 2026\n80\nA Paper\nGood.\n"),
    "L3: brackets": _lines("[x] ", L3_CRITICS + "Oct 7, 2026\n80\nA Paper\n", "\nFULL REVIEW\n"),
    "L3: See All": _lines("See All 118 Critic Reviews\n", L3_CRITICS),
    "L3: wrapped": _lines("and on " * 140 + "\n", L3_USERS + "Oct 7, 2026\n8\nkimfog\n", "Report\n"),
    "wrapped: words of one letter": _lines("    " + "a " * 37 + "\n", USERS + "x\n"),
    "wrapped: lines without blanks": _lines("    " + "a" * 75 + "\n", USERS + "x\n"),
    "wrapped: a word a line": _lines("    " + "a" * 60 + " b\n", USERS + "x\n"),
    "wrapped: other widths in turn": lambda size: (
        USERS + "".join(f"    {'and on ' * (1 + number % 11)}\n" for number in range(size // 45))
    ),
    "wrapped: items in turn": _lines("  2. " + "and on " * 10 + "\n    and on\n    80\n", CRITICS + "x\n"),
    "wrapped: citations": _lines("    " + "and on " * 9 + "[May\n    2003, p.1]\n", CRITICS + "x\n"),
    "wrapped: blank lines": _lines("    " + "and on " * 10 + "\n\n", USERS + "x\n"),
    "wrapped: margin of lynx": _lines("       " + "and on " * 10 + "\n", "   User score distribution:\n    1. x\n"),
    "wrapped: no page": _lines("    " + "and on " * 10 + "\n"),
    "wrapped: bylines": _lines("    Reviewed by: " + "Ann " * 14 + "\n    Example\n", CRITICS + "A Paper\n"),
    "no head: items": _lines("  1. x\n"),
    "no head: items and texts": _lines("  1. A Paper\n    80\n    Good.\n"),
    "no head: authors": _lines("  2. A Paper\n    Reviewed by: Ann Example\n    Good.\n", "  1. x\n"),
    "no head: author at the end": _lines("  2. A Paper\n    Good.\n", "  1. x\n", "    Reviewed by: Ann Example\n"),
    "no head: print sources": _lines("  2. Good. [4 March 1998]\n", "  1. x\n"),
    "no head: print source at the end": _lines("  2. Good.\n", "  1. x\n", "  9. Good. [4 March 1998]\n"),
    "no head: votes": _lines("  2. kimfog\n    Fog.\n    • 1 of 2 users found this helpful\n", "  1. x\n"),
    "no head: Expand": _lines("  2. kimfog\n    Fog.\n    … Expand\n", "  1. x\n"),
    "no head: first items": _lines("  1. A Paper\n    Reviewed by: Ann Example\n    Good.\n"),
    "no head: no numbers": _lines("    Good.\n", "", "  2. Good. [4 March 1998]\n"),
    "no head: one long item": _lines("    Good.\n", "  1. x\n", "    Reviewed by: Ann Example\n"),
    "no head: headings": _lines("Critic Reviews\n  1. x\n"),
    "no head: two lists": _lines("  1. x\n    Reviewed by: A\n  2. y\n  1. z\n    • 1 of 2 users found this helpful\n"),
}
"""Texts of about `size` characters, by name."""


def _html(piece: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """A page of HTML: one piece over and over."""
    return lambda size: f"<html><body>{head}{piece * (size // len(piece))}{tail}</body></html>"


def _as_html(make: Callable[[int], str]) -> Callable[[int], str]:
    """The lines of a text as a page of HTML has them."""
    return lambda size: f"<html><body><pre>{escape(make(size))}</pre></body></html>"


OF_LISTS: Final = ("L3", "wrapped", "no head")
L1_LIST: Final = "<p>Critic score distribution:</p><ol>"
REVIEW: Final = '<li><div class="source">A Paper</div><div>Oct 7, 2014</div><div>80</div><p>Good.</p></li>'
CARD: Final = "<div><div>Oct 7, 2026</div><div>80</div><h3>A Paper</h3><p>Good.</p><a>FULL REVIEW</a></div>"
L3_HEAD: Final = "<p>Metascore</p><p>Universal Acclaim</p><p>Based on 45 Critic Reviews</p><p>90</p>"

PAGES: Final[dict[str, Callable[[int], str]]] = {
    "HTML: reviews": _html(REVIEW, L1_LIST, "</ol>"),
    "HTML: reviews, not ended": _html(REVIEW.removesuffix("</li>"), L1_LIST),
    "HTML: reviews, no head": _html(REVIEW.replace("Oct", "Reviewed by: Ann Example</div><div>Oct"), "<ol>", "</ol>"),
    "HTML: one long review": _html("word ", L1_LIST + "<li>A Paper<p>", "</p></li></ol>"),
    "HTML: one review of many lines": _html("word<br>", L1_LIST + "<li>A Paper<p>", "</p></li></ol>"),
    "HTML: nested lists of reviews": _html("<li>x<ol>", L1_LIST),
    "HTML: L2 reviews": _html(
        "<div>90</div><div>A Paper</div><div>Good. <a>Read full review</a></div>", "<p>CRITIC REVIEWS</p>"
    ),
    "HTML: L3 cards": _html(CARD, L3_HEAD),
    "HTML: L3 cards, nested": _html(CARD.removesuffix("</div>"), L3_HEAD),
    "HTML: L3 cards, no head": _html(CARD),
    "HTML: heads": _html(L3_HEAD),
    **{f"HTML: {name}": _as_html(make) for name, make in FAMILIES.items() if name.startswith(OF_LISTS)},
}
"""Pages of HTML of about `size` characters, by name. Those that only break HTML are in `benchmarks.html_growth`."""
