"""Why a text without a review section is not a page: the code and message of the error."""

from __future__ import annotations

from typing import Final, NamedTuple

from reviewparse.markup import is_markup

__all__ = ["Refusal", "refusal_of"]

NO_SECTION: Final = (
    "The text holds no review section: no verdict such as 'Universal acclaim - based on 23 Critics', no score "
    "distribution, no block that begins with 'Metascore' or 'User Score', and no review that is marked as one."
)
EMPTY: Final = "The text is empty: nothing of a page was fetched or extracted."
HTML: Final = "This is HTML and not text: `parse_html` reads it, and `read` reads both."
CHALLENGE: Final = "The site did not send the page: the text asks whether its reader is a robot, or refuses access."
UNKNOWN_LAYOUT: Final = "The text names the site, but holds no line of a known layout (August 2010 to today)."

SHORT: Final = 2_000
"""A page that only asks or refuses has fewer characters: the longest one tried had 900."""

_CHALLENGE: Final = (
    b"captcha", b"are you a robot", b"are not a robot", b"unusual traffic", b"access denied", b"just a moment...",
    b"checking your browser", b"enable javascript and cookies to continue", b"verify you are human",
    b"verifying you are human", b"403 forbidden", b"too many requests",
)  # fmt: skip
_SITE: Final = (b"metacritic", b"metascore", b"critic reviews", b"average user score")
"""What the site's pages say; both tables in small letters, as bytes, which take less memory than text does."""


class Refusal(NamedTuple):
    """The `code` of the error, and its `message`."""

    code: str
    message: str


def refusal_of(text: str) -> Refusal:
    """Why a text in which no review section was found is not a page, as far as that can be told.

    >>> refusal_of("  ").code, refusal_of("Just a moment...").code
    ('empty-page', 'challenge-page')
    >>> refusal_of("Metacritic: 8.9 out of 10").code, refusal_of("Blue Harbor is closed.").code
    ('layout-not-known', 'no-review-section')
    """
    if not text.strip():
        return Refusal("empty-page", EMPTY)
    said = text.encode("ascii", "replace").lower()
    if len(text) <= SHORT and any(words in said for words in _CHALLENGE):
        return Refusal("challenge-page", CHALLENGE)
    if is_markup(text):
        return Refusal("no-review-section", HTML)
    if text.count("](") >= 2 or "\n## " in text:
        hint = (
            "The text looks like Markdown, in which no list could be read: give the HTML of the page to `parse_html`."
        )
        return Refusal("no-review-section", f"{NO_SECTION} {hint}")
    if any(words in said for words in _SITE):
        return Refusal("layout-not-known", UNKNOWN_LAYOUT)
    return Refusal("no-review-section", NO_SECTION)
