"""Every public function answers an argument of a wrong type with a `TypeError` that says what to pass."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import reviewparse
from reviewparse import CriticSection, ReviewError, ReviewPage, UserReview, UserSection, samples
from reviewparse.html import html_to_text

R: Any = reviewparse
TEXT = samples.read("lantern-keepers")
LIMITED: dict[str, Any] = {
    "parse": R.parse,
    "parse_all": R.parse_all,
    "parse_html": R.parse_html,
    "html_to_text": html_to_text,
    "read": R.read,
    "sniff": R.sniff,
    "parse_many": lambda text, **limit: R.parse_many([text], **limit),
    "load_lines": lambda text, **limit: R.load_lines([text], **limit),
}
"""The functions that take `max_chars`."""
FUNCTIONS: dict[str, Any] = {
    **{name: getattr(R, name) for name in ("parse", "parse_all", "parse_html", "read", "sniff", "trace")},
    **{name: getattr(R, name) for name in ("validate", "render", "rows", "page_rows", "to_dict", "from_dict")},
    **{name: getattr(R, name) for name in ("merge", "aggregate", "complete", "score_bounds", "parse_many")},
    **{name: getattr(R, name) for name in ("dump_lines", "load_lines")},
    "write_csv": lambda value: R.write_csv(value, io.StringIO()),
}
NO_CALL = {"json_schema"}
"""The public functions that take nothing."""


def test_the_table_names_all_public_functions() -> None:
    """No public function is left out of these tests."""
    public = {name for name in reviewparse.__all__ if not isinstance(getattr(R, name), type)}
    public = {name for name in public if callable(getattr(R, name))}
    assert public - NO_CALL - FUNCTIONS.keys() == set()


@pytest.mark.parametrize("wrong", [None, 7, 1.5, object()])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_argument(name: str, wrong: object) -> None:
    """The `TypeError` names the type that was given, and comes of the library, not of Python."""
    with pytest.raises(TypeError, match=type(wrong).__name__.replace("NoneType", "None")) as caught:
        FUNCTIONS[name](wrong)
    assert "object is not" not in str(caught.value)
    assert Path(caught.traceback[-1].path).is_relative_to(R.__path__[0])


@pytest.mark.parametrize("name", ["merge", "aggregate", "page_rows", "dump_lines", "load_lines", "write_csv"])
def test_a_wrong_item(name: str) -> None:
    """An item of another type is found when it is reached."""
    with pytest.raises(TypeError, match=r"takes .*not NoneType"):
        list(FUNCTIONS[name]([None]))


@pytest.mark.parametrize("text", ["", b"", bytearray()])
@pytest.mark.parametrize("name", ["merge", "aggregate", "page_rows"])
def test_an_empty_text_is_no_pages(name: str, text: object) -> None:
    """A text in the place of pages is told apart from no pages at all, an empty one too."""
    with pytest.raises(TypeError, match=f"{name} takes an iterable of ReviewPage, such as a list, not"):
        FUNCTIONS[name](text)


@pytest.mark.parametrize("lines", ["{}", b"{}"])
def test_one_text_is_no_lines(lines: Any) -> None:
    """A whole text in the place of lines is told apart from an open file."""
    with pytest.raises(TypeError, match="splitlines"):
        R.load_lines(lines)


@pytest.mark.parametrize("limit", ["9", 1.5, True, [], b"9"])
@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_of_another_type(name: str, limit: object) -> None:
    """`max_chars` is a whole number or `None`, at once, also where the result comes one by one."""
    with pytest.raises(TypeError, match=f"max_chars takes a whole number.*not {type(limit).__name__}"):
        LIMITED[name](TEXT, max_chars=limit)


@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_below_nothing(name: str) -> None:
    """A negative `max_chars` is refused as such, whatever the text."""
    for text in ("", TEXT):
        with pytest.raises(ReviewError, match="0 or more, or None") as caught:
            LIMITED[name](text, max_chars=-1)
        assert caught.value.code == "bad-limit"


def test_other_arguments() -> None:
    """Names of fields and kinds that cannot be looked up are a `TypeError` too."""
    kind: Any
    for kind in ([], {}, 7):
        with pytest.raises(TypeError, match="kind must be"):
            R.score_bounds(CriticSection(), kind=kind)
        with pytest.raises(TypeError, match="kind must be"):
            R.aggregate([], kind=kind)
        with pytest.raises(TypeError, match="name of a key"):
            R.parse_many([{"text": ""}], text=kind)
        with pytest.raises(TypeError, match="name of a key"):
            R.parse_many([{"text": ""}], id=kind)
    with pytest.raises(ReviewError) as caught:
        samples.read(None)  # type: ignore[arg-type]
    assert caught.value.code == "no-sample"
    with pytest.raises(ReviewError, match="'salt-road' is no sample with HTML; these are: blue-harbor"):
        samples.read_html("salt-road")


WRONG: list[Any] = [
    ReviewPage(sections=(1,)),  # type: ignore[arg-type]
    ReviewPage(title=5),  # type: ignore[arg-type]
    ReviewPage((CriticSection(score="x"),)),  # type: ignore[arg-type]
    ReviewPage((UserSection(distribution=3),)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("page", WRONG)
@pytest.mark.parametrize("name", ["rows", "page_rows", "merge"])
def test_a_wrong_record(name: str, page: ReviewPage) -> None:
    """A record that holds a value of a wrong type is `bad-record`, wherever the value is printed to."""
    with pytest.raises(ReviewError, match="wrong type") as caught:
        list(FUNCTIONS[name](page if name == "rows" else [page]))
    assert caught.value.code == "bad-record"


@pytest.mark.parametrize("text", [b"x", 5, ["x"]])
def test_a_wrong_review(text: Any) -> None:
    """Rows are made of reviews whose every value is of its type."""
    for review in (R.CriticReview(text=text), R.CriticReview(citation=R.Citation(text)), R.CriticReview(score="a")):
        with pytest.raises(ReviewError, match="wrong type"):
            R.rows(ReviewPage((CriticSection(reviews=(review,)),)))
    with pytest.raises(ReviewError, match="`author` of a UserReview takes None or str"):
        R.rows(ReviewPage((UserSection(reviews=(UserReview(author=text),)),)))
    kind: Any = "game"  # a string that is a kind
    assert R.rows(ReviewPage((UserSection(reviews=(UserReview(author="ann"),)),), kind=kind))[0].author == "ann"
