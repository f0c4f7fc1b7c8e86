"""How long what is read may be, so that a text from a stranger takes no more memory than its reader has."""

from __future__ import annotations

from typing import Final

from reviewparse.errors import SNIPPET_WIDTH, ReviewError, ReviewParseError, not_taken

__all__ = ["MARKUP", "MAX_CHARS", "MAX_JSON_CHARS", "checked_jobs", "checked_limit", "html_within", "within"]

MAX_CHARS: Final = 4_000_000
"""How many characters a page may have by default: eight times those of the largest page of HTML that was looked at."""
MARKUP: Final = 8
"""So many times as long as its text the HTML of a page may be: a saved page may hold scripts and pictures."""
MAX_JSON_CHARS: Final = 32 * MAX_CHARS
"""How many a line of JSON may have by default: the shortest reviews take so many times as much as JSON."""


def checked_limit(max_chars: int | None) -> int | None:
    """The limit itself, where it is one: a whole number of 0 or more, or `None`.

    Raises `TypeError` for anything else, and `ReviewError` (code `bad-limit`) for a number below 0.

    >>> checked_limit(-1)
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: max_chars must be 0 or more, or None for any number, not -1.
    """
    if max_chars is None:
        return None
    if not isinstance(max_chars, int) or isinstance(max_chars, bool):
        raise not_taken("max_chars", "a whole number, or None for any number", max_chars)
    if max_chars < 0:
        raise ReviewError("bad-limit", f"max_chars must be 0 or more, or None for any number, not {max_chars}.")
    return max_chars


def checked_jobs(jobs: int) -> int:
    """The number of processes itself, where it is one: a whole number of 1 or more.

    Raises `TypeError` for anything else, and `ReviewError` (code `bad-limit`) for a number below 1.

    >>> checked_jobs(0)
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: jobs must be 1 or more, not 0.
    """
    if not isinstance(jobs, int) or isinstance(jobs, bool):
        raise not_taken("jobs", "a whole number", jobs)
    if jobs < 1:
        raise ReviewError("bad-limit", f"jobs must be 1 or more, not {jobs}.")
    return jobs


def within(text: str, max_chars: int | None) -> str:
    """The text, where it has no more than `max_chars` characters; else the error that says so.

    >>> within("Blue Harbor", 4)
    Traceback (most recent call last):
    reviewparse.errors.ReviewParseError: line 1, column 5: The text has more than 4 characters, the limit ...
      Blue Harbor
          ^
    """
    max_chars = checked_limit(max_chars)
    if max_chars is None or len(text) <= max_chars:
        return text
    start = text.rfind("\n", 0, max_chars) + 1
    source = text[start : max_chars + SNIPPET_WIDTH].partition("\n")[0]
    message = f"The text has more than {max_chars:,} characters, the limit that `max_chars` sets."
    line, column = text.count("\n", 0, start) + 1, max_chars - start + 1
    raise ReviewParseError("too-long", message, line, column, max_chars, source)


def html_within(html: str | bytes, max_chars: int | None) -> None:
    """Raise the error that says so where HTML is longer than that of a text of `max_chars` characters."""
    max_chars = checked_limit(max_chars)
    if max_chars is None:
        return
    most = MARKUP * max_chars
    bytes_a_character = 4 if isinstance(html, bytes) else 1
    if len(html) > bytes_a_character * most:
        raise ReviewError("too-long", f"The HTML has more than {most:,} characters, the limit that `max_chars` sets.")
