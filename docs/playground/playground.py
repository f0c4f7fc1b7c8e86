"""What the page of the playground asks the library: one question in JSON, one answer in JSON.

`worker.js` runs this module in the browser, and `tests/project/test_playground.py` without one. `answer` takes an
object whose `ask` names the question:

| `ask` | and | answers |
|---|---|---|
| `about` | | the samples, the kinds, the groups of fields, the definitions of the grammar, the version of Python |
| `sample` | `name`, `html` | `source`: the text or the HTML of a sample page |
| `read` | `source`, `kind`, `ordered` | records, problems, ranges and rows, each cut to what a page can show |
| `lines` | `first` | the lines of the text that was read last, from this number on |
| `csv` | | `csv`: all rows of what was read last |

Text goes out in pieces, never as offsets, because Python and JavaScript count characters differently.
"""

from __future__ import annotations

import io
import json
import platform
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final, TypeAlias

from attrs import evolve

import reviewparse
from reviewparse import ReviewError, ReviewPage, ReviewParseError, samples
from reviewparse.formats import check_readable
from reviewparse.html import html_to_text, looks_like_html, parse_html
from reviewparse.inference import contradictions, score_bounds
from reviewparse.limits import MAX_CHARS
from reviewparse.parsing import parse, parse_all
from reviewparse.problems import CODES
from reviewparse.records import CriticReview, CriticSection, Review
from reviewparse.review_grammar import FILES, read_file
from reviewparse.tabulation import REVIEW_COLUMNS, ReviewRow, rows, write_csv
from reviewparse.tracing import TracedBlock, trace
from reviewparse.validation import validate
from reviewparse.vocabulary import Kind

__all__ = ["GROUPS", "LINES", "LONGEST", "PAGES", "SHOWN", "Playground", "answer", "definitions", "group_of"]

Json: TypeAlias = "dict[str, Any]"

LINES: Final = 400
"""How many lines of a text are shown at once."""
LONGEST: Final = 1000
"""How many characters of a line, and of a cell of a table, are shown."""
SHOWN: Final = 200
"""How many reviews of a section, rows and problems are shown."""
PAGES: Final = 20
"""Of how many pages of one text the records and the ranges are shown."""

GROUPS: Final[dict[str, str]] = {
    "score": "score score_below score_left tbd no_score",
    "verdict": "verdict badge awaiting",
    "count": "count positive mixed negative positive_total mixed_total negative_total positive_short mixed_short "
    "negative_short positive_percent mixed_percent negative_percent see_all showing no_reviews",
    "number": "number opening_flush_number opening_deep_number upper_number marked_critic_number marked_user_number",
    "name": "publication author name linked_name byline l3_name l3_author",
    "date": "date citation",
    "text": "critic_text user_text l2_critic_text l2_user_text l2_user_line l3_text table_text season_text",
    "note": "helpful helpful_total spoiler expand full_review l3_full_review",
    "title": "title document_title image_line movie_line tv_line music_line game_line season season_heading "
    "platform platform_after platform_of_critic platform_of_user platform_line list_heading",
}
"""The fields of the grammar by what they hold: each group has a colour. A field of no group becomes no value."""
_GROUP_OF: Final = {field: group for group, fields in GROUPS.items() for field in fields.split()}


def group_of(field: str) -> str | None:
    """The group of a field as `trace` names it; `None` where it becomes no value.

    >>> group_of("positive_total"), group_of("any_line")
    ('count', None)
    """
    return _GROUP_OF.get(field)


_HEAD: Final = re.compile(r"([A-Za-z_]\w*)(?:\{[^}]*\})?(?:\.-?[0-9]+)?:")


def definitions() -> dict[str, Json]:
    """Each rule and terminal of the grammar by its name: its `file`, its `line` there, and its `text`, with comment."""
    found: dict[str, Json] = {}
    for file in FILES:
        comment: list[str] = []
        current: Json | None = None
        for number, line in enumerate(read_file(f"{file}.lark").splitlines(), 1):
            if head := _HEAD.match(line):
                current = {"file": f"{file}.lark", "line": number, "text": "\n".join([*comment, line])}
                found[head[1]], comment = current, []
            elif line.startswith("//"):
                comment, current = [*comment, line], None
            elif not line.strip():
                comment, current = [], None
            elif current is not None:
                current["text"] += "\n" + line
    return found


class Playground:
    """Answers questions about one text at a time: the last that was given to `read`."""

    def __init__(self) -> None:
        self._reading = _Reading("", None, False)
        self._questions: dict[str, Callable[..., Json]] = {
            "about": self._about,
            "sample": self._sample,
            "read": self._read,
            "lines": self._lines,
            "csv": self._csv,
        }

    def answer(self, request: str) -> str:
        """The answer to a question; the module says which there are.

        >>> Playground().answer('{"ask": "sample", "name": "salt-road", "html": false}')[:24]
        '{"source": "CRITIC SCORE'
        """
        question = json.loads(request)
        return json.dumps(self._questions[question.pop("ask")](**question))

    def _about(self) -> Json:
        return {
            "python": platform.python_version(),
            "samples": [
                {"name": name, "html": html}
                for html, names in ((False, samples.NAMES), (True, samples.HTML_NAMES))
                for name in names
            ],
            "kinds": [str(kind) for kind in Kind],
            "groups": list(GROUPS),
            "grammar": definitions(),
        }

    def _sample(self, name: str, html: bool) -> Json:
        return {"source": samples.read_html(name) if html else samples.read(name)}

    def _read(self, source: str, kind: str | None, ordered: bool) -> Json:
        self._reading = _Reading(source, kind or None, ordered)
        return self._reading.summary()

    def _lines(self, first: int) -> Json:
        return {"first": first, "lines": list(self._reading.lines(first))}

    def _csv(self) -> Json:
        file = io.StringIO(newline="")
        write_csv(self._reading.rows, file)
        return {"csv": file.getvalue()}


class _Reading:
    """One text and what was read of it. `pages` are the pages with a section; `error` says why there are none."""

    def __init__(self, source: str, kind: str | None, ordered: bool) -> None:
        self.ordered = ordered
        self.html = looks_like_html(source)
        self.text = ""
        self.error: ReviewError | None = None
        everything: tuple[ReviewPage, ...] = ()
        try:
            check_readable(source)
            self.text = html_to_text(source) if self.html else source[: MAX_CHARS + 1]
            everything = (parse_html(source),) if self.html else _pages_of(source)
        except ReviewError as error:
            self.error = error
        pages = (page for page in everything if page.sections)
        self.pages = [page if kind is None else evolve(page, kind=Kind(kind)) for page in pages]
        self.rows: list[ReviewRow] = [row for page in self.pages for row in rows(page)]
        self._starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        if self.text.endswith("\n"):
            self._starts.pop()
        self._blocks = list(self._traced({page.first_line or 1 for page in everything}))
        self._block_starts = [block.start for block in self._blocks]
        self._unread = {line.number for page in everything for line in page.unrecognized}

    def summary(self) -> Json:
        problems = [self._error()] if self.error is not None else []
        problems += [
            {
                "line": problem.line,
                "severity": str(problem.severity),
                "code": problem.code,
                "message": problem.message,
                "meaning": CODES[problem.code].meaning,
            }
            for page in self.pages
            for problem in validate(page, ordered=self.ordered)
        ]
        names = [column.name for column in REVIEW_COLUMNS]
        return {
            "html": self.html,
            "lines": len(self._starts) if self.text else 0,
            "unread": len(self._unread),
            "pages": [self._tree(page) for page in self.pages[:PAGES]],
            "page_count": len(self.pages),
            "problems": problems[:SHOWN],
            "problem_count": len(problems),
            "ranges": list(self._ranges()),
            "columns": names,
            "rows": [[_cell(getattr(row, name)) for name in names] for row in self.rows[:SHOWN]],
            "row_count": len(self.rows),
        }

    def lines(self, first: int) -> Iterator[Json]:
        """`LINES` lines of the text from this number on: the rule that read each, and its pieces with their fields."""
        for number in range(max(first, 1), min(first + LINES, len(self._starts) + 1)):
            start = self._starts[number - 1]
            end = self._starts[number] if number < len(self._starts) else len(self.text)
            whole = self.text[start:end].rstrip("\r\n")
            if not self.text:
                return
            place = bisect_right(self._block_starts, start + len(whole) - len(whole.lstrip())) - 1
            block = self._blocks[place] if place >= 0 and whole.strip() else None
            cut = len(whole[:LONGEST])
            unread = number in self._unread or (
                self.error is not None and block is not None and block.rule == "other_line"
            )
            yield {
                "number": number,
                "rule": None if block is None else block.rule,
                "block": None if block is None else block.line,
                "unread": unread,
                "more": len(whole) - cut,
                "pieces": list(_pieces(self.text, start, start + cut, block)),
            }

    def _traced(self, first_lines: set[int]) -> Iterator[TracedBlock]:
        """The blocks of the text, page by page, because a text of several pages is traced as one."""
        if len(self.text) > MAX_CHARS:
            return
        cuts = sorted({0, len(self.text)} | {self._starts[line - 1] for line in first_lines if line > 1})
        for start, end in pairwise(cuts):
            above = bisect_right(self._starts, start) - 1
            for block in trace(self.text[start:end]):
                fields = tuple(evolve(each, start=each.start + start, end=each.end + start) for each in block.fields)
                yield TracedBlock(block.rule, block.line + above, block.start + start, block.end + start, fields)

    def _error(self) -> Json:
        line = self.error.line if isinstance(self.error, ReviewParseError) and self.text else None
        assert self.error is not None
        return {
            "line": line,
            "severity": "error",
            "code": self.error.code,
            "message": self.error.message,
            "meaning": "Nothing was read.",
        }

    def _tree(self, page: ReviewPage) -> Json:
        """The records of a page, as JSON names them, without its unrecognized lines and with the first reviews only."""
        tree: Json = reviewparse.to_dict(page, unrecognized=False)
        for section in tree["sections"]:
            section["review_count"] = len(section["reviews"])
            del section["reviews"][SHOWN:]
        return tree

    def _ranges(self) -> Iterator[Json]:
        for number, page in enumerate(self.pages[:PAGES], 1):
            for section in page.sections:
                critics = isinstance(section, CriticSection)
                ordered = self.ordered and critics
                bounds = score_bounds(section, kind=page.kind, ordered=ordered)
                reviews: tuple[Review, ...] = section.reviews
                yield {
                    "page": number,
                    "side": "critics" if critics else "users",
                    "best": 100 if critics else 10,
                    "ignored": list(contradictions(section, kind=page.kind, ordered=ordered)),
                    "count": len(reviews),
                    "reviews": [
                        {
                            "place": place,
                            "line": review.line,
                            "by": _by(review),
                            "printed": review.score is not None,
                            "low": bound.low,
                            "high": bound.high,
                        }
                        for place, (review, bound) in enumerate(zip(reviews[:SHOWN], bounds, strict=False), 1)
                    ],
                }


def _pages_of(text: str) -> tuple[ReviewPage, ...]:
    """All parts of a text; raises the error of `parse` where none of them has a section."""
    pages = tuple(parse_all(text))
    return pages if any(page.sections for page in pages) else (parse(text),)


def _pieces(text: str, start: int, end: int, block: TracedBlock | None) -> Iterator[tuple[str, str | None, str | None]]:
    """A part of a line, in order, as pieces: the text of each, its field and the field's group; margins have none."""
    for field in sorted(block.fields, key=lambda each: each.start) if block is not None else ():
        first, last = max(field.start, start), min(field.end, end)
        shown = text[first:last].strip()
        if shown:
            first = text.index(shown, first)
            last = first + len(shown)
            if start < first:
                yield text[start:first], None, None
            yield text[first:last], field.name, group_of(field.name)
            start = last
    if start < end:
        yield text[start:end], None, None


def _by(review: Review) -> str:
    names = (review.publication, review.author, review.byline) if isinstance(review, CriticReview) else (review.author,)
    return ", ".join(name for name in names if name)[:LONGEST]


def _cell(value: object) -> str:
    """A value as `write_csv` writes it, cut to what is shown."""
    return "" if value is None else (str(value).lower() if isinstance(value, bool) else str(value))[:LONGEST]


answer: Final = Playground().answer
"""What the page asks."""
