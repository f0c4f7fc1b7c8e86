"""Records as JSON and back: what `reviewparse parse` prints, and what `reviewparse aggregate` reads again.

`page_to_json` gives a tree of dicts, lists, strings, ints, bools and `None` that `json.dumps` takes as it is. Every
field stands under its own name; what is absent is `null`; a date is ISO 8601; a User Score is a string, because 9.0 is
not 9. A section says which it is under `type`: `critics` or `users`. Line numbers are kept, so that the way back is
exact.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from reviewparse.errors import ReviewError
from reviewparse.making import maker
from reviewparse.records import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Kind, Layout, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from reviewparse.records import Section

__all__ = ["page_from_json", "page_to_json"]

Json: TypeAlias = dict[str, Any]
T = TypeVar("T")
E = TypeVar("E", bound="StrEnum")


def page_to_json(page: ReviewPage) -> Json:
    """The page as a dict that `json.dumps` takes as it is, and from which `page_from_json` makes the same page.

    Raises `TypeError` for anything but a `ReviewPage`.

    >>> page = ReviewPage(sections=(UserSection(score=Decimal("9.0")),), kind=Kind.GAME)
    >>> tree = page_to_json(page)
    >>> tree["kind"], tree["sections"][0]["type"], tree["sections"][0]["score"]
    ('game', 'users', '9.0')
    >>> page_from_json(tree) == page
    True
    """
    if not isinstance(page, ReviewPage):
        raise TypeError(f"page_to_json takes a ReviewPage, not {type(page).__name__}; parse the text first")
    return {
        "layout": str(page.layout),
        "kind": None if page.kind is None else str(page.kind),
        "title": page.title,
        "first_line": page.first_line,
        "last_line": page.last_line,
        "sections": [_section(section) for section in page.sections],
        "unrecognized": [{"number": line.number, "text": line.text} for line in page.unrecognized],
    }


def page_from_json(tree: Json) -> ReviewPage:
    """The page that `page_to_json` made this dict of.

    A key that is left out is absent, as `null` is; only `sections` and each section's `type` must be there. The
    outermost dict may hold more keys (a URL, a file's name), which are left alone; further in, an unknown key is an
    error, so that a misspelled one loses nothing in silence.

    Raises `TypeError` for anything but a dict, and `ReviewError` (code `bad-json`), which says where, for a dict that
    is not a page.

    >>> page_from_json({"sections": [{"type": "critics", "score": 74}], "url": "https://example.org/"}).critics.score
    74
    >>> page_from_json({"sections": [{"type": "critics", "score": "74"}]})
    Traceback (most recent call last):
    reviewparse.errors.ReviewError: sections[0].score: a whole number should stand here, not '74'
    """
    if not isinstance(tree, dict):
        raise TypeError(f"page_from_json takes a dict, not {type(tree).__name__}; use json.loads on a text first")
    page = _Reader(tree)
    if "sections" not in tree:
        raise page.error("sections", "a page's sections should stand here, and there is no such key")
    return ReviewPage(
        tuple(_read_section(reader) for reader in page.readers("sections")),
        _read_lines(page),
        page.enum("layout", Layout) or Layout.L1,
        page.enum("kind", Kind),
        page.text("title"),
        page.number("first_line"),
        page.number("last_line"),
    )


def _section(section: Section) -> Json:
    critics = isinstance(section, CriticSection)
    return {
        "type": "critics" if critics else "users",
        "line": section.line,
        "score": section.score if critics or section.score is None else str(section.score),
        "verdict": None if section.verdict is None else str(section.verdict),
        "count": section.count,
        "distribution": None if section.distribution is None else _distribution(section.distribution),
        "tbd": section.tbd,
        "no_score": section.no_score,
        "awaiting": section.awaiting,
        "no_reviews": section.no_reviews,
        "see_all": section.see_all,
        "reviews": [
            _critic_review(review) if isinstance(review, CriticReview) else _user_review(review)
            for review in section.reviews
        ],
    }


def _distribution(counts: Distribution) -> Json:
    return {"positive": counts.positive, "mixed": counts.mixed, "negative": counts.negative, "total": counts.total}


def _critic_review(review: CriticReview) -> Json:
    return {
        "number": review.number,
        "publication": review.publication,
        "author": review.author,
        "date": _date(review.date),
        "score": review.score,
        "text": review.text,
        "citation": None if review.citation is None else _citation(review.citation),
        "byline": review.byline,
        "line": review.line,
    }


def _citation(citation: Citation) -> Json:
    return {"text": citation.text, "date": _date(citation.date), "page": citation.page}


def _user_review(review: UserReview) -> Json:
    helpful = review.helpful
    return {
        "number": review.number,
        "author": review.author,
        "date": _date(review.date),
        "score": review.score,
        "text": review.text,
        "helpful": None if helpful is None else {"count": helpful.count, "total": helpful.total},
        "spoiler": review.spoiler,
        "full_review": review.full_review,
        "line": review.line,
    }


def _date(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


class _Reader:
    """One JSON object, read key by key; it knows its path, so that an error can say where it is."""

    __slots__ = ("_above", "_key", "tree")

    def __init__(self, tree: Json, above: _Reader | None = None, key: str | int = "") -> None:
        self.tree = tree
        self._above = above
        self._key = key

    def error(self, key: str, message: str) -> ReviewError:
        return ReviewError("bad-json", f"{self._at(key)}: {message}")

    def known(self, keys: frozenset[str]) -> None:
        """Refuse a key that this record does not have."""
        if not self.tree.keys() <= keys:
            unknown = next(key for key in self.tree if key not in keys)
            raise self.error(unknown, "there is no such key in this place")

    def number(self, key: str) -> int | None:
        value = self.tree.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self._expected(key, "a whole number")

    def text(self, key: str) -> str | None:
        value = self.tree.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._expected(key, "a text")

    def flag(self, key: str) -> bool:
        value = self.tree.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._expected(key, "true or false")

    def enum(self, key: str, kind: type[E]) -> E | None:
        return self._made(key, kind, "one of " + ", ".join(kind))

    def date(self, key: str) -> dt.date | None:
        return self._made(key, dt.date.fromisoformat, "a date such as 2014-10-07")

    def decimal(self, key: str) -> Decimal | None:
        value = self._made(key, Decimal, 'a User Score such as "6.5"')
        if value is None or value.is_finite():
            return value
        raise self._expected(key, 'a User Score such as "6.5"')

    def reader(self, key: str) -> _Reader | None:
        value = self.tree.get(key)
        if value is None:
            return None
        if isinstance(value, dict):
            return _Reader(value, self, key)
        raise self._expected(key, "an object")

    def items(self, key: str) -> list[Json]:
        """A list of objects."""
        value = self.tree.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._expected(key, "a list")
        if not {*map(type, value)} <= {dict}:
            for place, item in enumerate(value):
                if not isinstance(item, dict):
                    raise self.error(f"{key}[{place}]", f"an object should stand here, not {item!r:.60}")
        return value

    def readers(self, key: str) -> list[_Reader]:
        items = _Reader({}, self, key)
        return [_Reader(item, items, place) for place, item in enumerate(self.items(key))]

    def _made(self, key: str, make: Callable[[str], T], what: str) -> T | None:
        value = self.text(key)
        if value is None:
            return None
        try:
            return make(value)
        except (ValueError, ArithmeticError):  # Decimal's own error is an ArithmeticError
            raise self._expected(key, what) from None

    def _expected(self, key: str, what: str) -> ReviewError:
        return self.error(key, f"{what} should stand here, not {self.tree[key]!r:.60}")

    def _at(self, key: str | int) -> str:
        path = "" if self._above is None else self._above._at(self._key)
        if isinstance(key, int):
            return f"{path}[{key}]"
        return f"{path}.{key}" if path else key


# Quicker than the classes of records, which set each field by a call.
_make_line, _make_helpful = maker(Line), maker(Helpful)
_make_critic_review, _make_user_review = maker(CriticReview), maker(UserReview)

_SECTION_KEYS = frozenset(_section(CriticSection()))
_DISTRIBUTION_KEYS = frozenset(_distribution(Distribution()))
_CRITIC_KEYS = frozenset(_critic_review(CriticReview()))
_CITATION_KEYS = frozenset(_citation(Citation("")))
_USER_KEYS = frozenset(_user_review(UserReview()))
_HELPFUL_KEYS = frozenset(("count", "total"))
_LINE_KEYS = frozenset(("number", "text"))


def _read_section(reader: _Reader) -> Section:
    reader.known(_SECTION_KEYS)
    kind = reader.text("type")
    verdict = reader.enum("verdict", Verdict)
    count = reader.number("count")
    distribution = _read_distribution(reader.reader("distribution"))
    states = (
        reader.flag("tbd"),
        reader.flag("no_score"),
        reader.number("awaiting"),
        reader.flag("no_reviews"),
        reader.number("see_all"),
        reader.number("line"),
    )
    reviews = reader.readers("reviews")
    if kind == "critics":
        critics = tuple(_read_critic_review(review) for review in reviews)
        return CriticSection(reader.number("score"), verdict, count, distribution, critics, *states)
    if kind == "users":
        users = tuple(_read_user_review(review) for review in reviews)
        return UserSection(reader.decimal("score"), verdict, count, distribution, users, *states)
    raise reader.error("type", f'"critics" or "users" should stand here, not {kind!r:.60}')


def _read_distribution(reader: _Reader | None) -> Distribution | None:
    if reader is None:
        return None
    reader.known(_DISTRIBUTION_KEYS)
    return Distribution(
        reader.number("positive"), reader.number("mixed"), reader.number("negative"), reader.number("total")
    )


def _read_critic_review(reader: _Reader) -> CriticReview:
    reader.known(_CRITIC_KEYS)
    return _make_critic_review(
        reader.number("number"),
        reader.text("publication"),
        reader.text("author"),
        reader.date("date"),
        reader.number("score"),
        reader.text("text"),
        _read_citation(reader.reader("citation")),
        reader.text("byline"),
        reader.number("line"),
    )


def _read_citation(reader: _Reader | None) -> Citation | None:
    if reader is None:
        return None
    reader.known(_CITATION_KEYS)
    return Citation(_needed(reader, "text", reader.text("text")), reader.date("date"), reader.text("page"))


def _read_user_review(reader: _Reader) -> UserReview:
    reader.known(_USER_KEYS)
    return _make_user_review(
        reader.number("number"),
        reader.text("author"),
        reader.date("date"),
        reader.number("score"),
        reader.text("text"),
        _read_helpful(reader.reader("helpful")),
        reader.flag("spoiler"),
        reader.flag("full_review"),
        reader.number("line"),
    )


def _read_helpful(reader: _Reader | None) -> Helpful | None:
    if reader is None:
        return None
    reader.known(_HELPFUL_KEYS)
    return _make_helpful(
        _needed(reader, "count", reader.number("count")), _needed(reader, "total", reader.number("total"))
    )


def _read_lines(page: _Reader) -> tuple[Line, ...]:
    items = page.items("unrecognized")
    numbers, texts = [item.get("number") for item in items], [item.get("text") for item in items]
    if not ({*map(type, numbers)} <= {int} and {*map(type, texts)} <= {str} and {*map(len, items)} <= {2}):
        return tuple([_read_line(reader) for reader in page.readers("unrecognized")])
    return tuple(map(_make_line, numbers, texts))


def _read_line(reader: _Reader) -> Line:
    reader.known(_LINE_KEYS)
    return Line(_needed(reader, "number", reader.number("number")), _needed(reader, "text", reader.text("text")))


def _needed(reader: _Reader, key: str, value: T | None) -> T:
    if value is None:
        raise reader.error(key, "a value should stand here, and there is none")
    return value
