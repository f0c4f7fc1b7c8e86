"""Golden pages: for each page of `tests/pages`, this text is these records.

Text and JSON of a page were written by hand, the JSON from the text and not from what the parser made of it. So a page
states what the format means, and holds where the parser, `render` or the strategies are wrong together.

The JSON holds of each record what differs from the record's defaults, and every `line`. A text of several pages has a
list, in which each page says its `first_line` and `last_line`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from reviewparse import (
    CriticSection,
    Layout,
    ReviewPage,
    ReviewRenderError,
    UserSection,
    parse,
    parse_all,
    render,
    sniff,
)

FOLDER = Path(__file__).parents[1] / "pages"
TEXTS = sorted(FOLDER.glob("*/*.txt"))
LINES = {"line", "first_line", "last_line"}
SECTIONS = {"critics": CriticSection, "users": UserSection}

KNOWN_WRONG: dict[str, str] = {}
"""Pages that the parser does not read as they are, and why. Such a page must fail; once it is read, its entry goes."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def pages() -> list[Any]:
    marks = {name: pytest.mark.xfail(strict=True, reason=reason) for name, reason in KNOWN_WRONG.items()}
    return [
        pytest.param(path, id=name, marks=marks.get(name, ()))
        for path, name in ((path, name_of(path)) for path in TEXTS)
    ]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # `read_text` would change the line ends


def plain(_: object, __: object, value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value


def said(record: attrs.AttrsInstance) -> dict[str, Any]:
    """What a record says: its lines, and each value that differs from its default."""
    return attrs.asdict(
        record,
        filter=lambda attribute, value: attribute.name in LINES or value != attribute.default,
        value_serializer=plain,
    )


def page_said(page: ReviewPage) -> dict[str, Any]:
    """What a page says: its sections under their names, and of an unrecognized line its number and text."""
    whole = said(page) | {"layout": page.layout}
    whole.pop("sections", None)
    lines = {"unrecognized": [[line.number, line.text] for line in page.unrecognized]} if page.unrecognized else {}
    names = {record: name for name, record in SECTIONS.items()}
    return whole | {names[type(section)]: said(section) for section in page.sections} | lines


def order(page: dict[str, Any]) -> list[str]:
    return [name for name in page if name in SECTIONS]


@pytest.mark.parametrize("path", pages())
def test_golden_page(path: Path) -> None:
    """A golden page's text is the records of its JSON, and its sections stand in the order of its keys."""
    text = text_of(path)
    golden = json.loads(path.with_suffix(".json").read_text("utf-8"))
    if isinstance(golden, list):
        found = [page_said(page) for page in parse_all(text)]
    else:
        golden = [golden | {"first_line": 1, "last_line": text.count("\n")}]
        found = [page_said(parse(text))]
    assert found == golden
    assert [order(page) for page in found] == [order(page) for page in golden]


def test_each_text_has_its_json() -> None:
    """No folder of a layout is empty, each text has its JSON and the reverse, and no two pages have one name."""
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert {path.parent.name for path in TEXTS} == {layout.lower() for layout in Layout}
    assert sorted(files) == sorted([*TEXTS, *(path.with_suffix(".json") for path in TEXTS)])
    assert all(count == 1 for count in Counter(path.stem for path in TEXTS).values())


def test_known_wrong_pages_exist() -> None:
    """Each page of the table of wrong ones is a golden page."""
    assert KNOWN_WRONG.keys() <= {name_of(path) for path in TEXTS}


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_golden_pages_are_sniffed(path: Path) -> None:
    """`sniff` takes each golden text for one that can hold a page."""
    assert sniff(text_of(path))


def rendering(page: ReviewPage) -> str | None:
    """What `render` writes of a page, `None` where it refuses the page."""
    try:
        return render(page)
    except ReviewRenderError:
        return None


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_texts_are_typed_by_hand(path: Path) -> None:
    """No golden text is what `render` writes of its pages: a text that the program wrote could only prove itself."""
    text = text_of(path)
    assert text.split("\f\n") != [rendering(page) for page in parse_all(text)]
