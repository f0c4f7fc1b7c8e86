"""The errors of this library: what went wrong, and where."""

from __future__ import annotations

from typing import Any

__all__ = [
    "WRONG_TYPE",
    "ReviewError",
    "ReviewParseError",
    "ReviewRenderError",
    "holds_wrong_type",
    "not_taken",
    "too_many_digits",
]

SNIPPET_WIDTH = 100
"""How much of a long source line an error shows, so that a page on one line does not flood a log."""

WRONG_TYPE = (TypeError, AttributeError, ArithmeticError)
"""What comes of a record whose fields hold what they are not for: records check nothing when they are built."""


class ReviewError(ValueError):
    """The base of every error that this library raises for a text, a record or JSON that it was given.

    `code` is stable and meant for programs; `message` is one sentence for people and may change. `line` and `column`
    count from 1 and say where in the input it is wrong; `None` where no one place is.

    >>> from reviewparse import from_dict
    >>> try:
    ...     from_dict({"sections": 3})
    ... except ReviewError as error:
    ...     print(error.code, "-", error.message, error.line)
    bad-json - sections: expected a list, not 3 None
    """

    line: int | None
    column: int | None

    def __init__(self, code: str, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.line = line
        self.column = column

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.__dict__.copy())

    def __str__(self) -> str:
        return self.message


class ReviewParseError(ReviewError):
    """The text is not a review page or, with `strict=True`, holds an unrecognized line.

    `line` and `column` count from 1, `offset` from 0, all in the text as it was given; `source_line` is the whole line.
    `str()` shows the line with a marker below the place.

    >>> error = ReviewParseError("unrecognized-line", "Unrecognized line.", 3, 1, 20, "Watch On")
    >>> print(error)
    line 3, column 1: Unrecognized line.
      Watch On
      ^
    """

    line: int
    column: int

    def __init__(self, code: str, message: str, line: int, column: int, offset: int, source_line: str) -> None:
        super().__init__(code, message, line, column)
        self.offset = offset
        self.source_line = source_line

    def __str__(self) -> str:
        start = max(0, self.column - 1 - SNIPPET_WIDTH // 2)
        snippet = "".join(c if c.isprintable() else " " for c in self.source_line[start : start + SNIPPET_WIDTH])
        marker = " " * (self.column - 1 - start) + "^"
        return f"line {self.line}, column {self.column}: {self.message}\n  {snippet}\n  {marker}"


class ReviewRenderError(ReviewError):
    """A field of the page holds a value that no text can print so that `parse` reads the same value.

    `path` names the field, such as `critics.reviews[3].text`.

    >>> print(ReviewRenderError("ambiguous-text", "The text would be read as a date.", "users.reviews[0].text"))
    users.reviews[0].text: The text would be read as a date.
    """

    def __init__(self, code: str, message: str, path: str) -> None:
        super().__init__(code, message)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def not_taken(function: str, takes: str, given: object, hint: str = "") -> TypeError:
    """The `TypeError` for an argument of a wrong type: what the function takes, what it was given, and what to do.

    >>> not_taken("rows", "a ReviewPage", None, "parse a text first")
    TypeError('rows takes a ReviewPage, not NoneType; parse a text first')
    """
    return TypeError(f"{function} takes {takes}, not {type(given).__name__}" + (f"; {hint}" if hint else ""))


def holds_wrong_type(error: object, what: str = "A record") -> ReviewError:
    """The error (code `bad-record`) for a record, or for a page of a number, that holds a value of the wrong type.

    >>> holds_wrong_type("'str' object has no attribute 'reviews'", "Page 3")
    ReviewError("Page 3 holds a value of the wrong type: 'str' object has no attribute 'reviews'")
    """
    return ReviewError("bad-record", f"{what} holds a value of the wrong type: {error}")


def too_many_digits() -> ReviewError:
    """The error (code `bad-record`) for a number of over 4,300 digits, which Python does not print.

    >>> too_many_digits().code
    'bad-record'
    """
    return ReviewError("bad-record", "A record holds a number of more digits than Python prints.")


def _rebuild(kind: type[ReviewError], state: dict[str, Any]) -> ReviewError:
    """Make an error again from its attributes (what `pickle` and `copy` call)."""
    error = kind.__new__(kind, state["message"])
    error.__dict__.update(state)
    return error
