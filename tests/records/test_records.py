"""Records: immutable, comparable, and at home in what a scraper does with items."""

from __future__ import annotations

import copy
import datetime as dt
import inspect
import json
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from itemadapter import ItemAdapter

from reviewparse import (
    Citation,
    CriticReview,
    CriticSection,
    Distribution,
    Helpful,
    Layout,
    Line,
    ReviewPage,
    UserReview,
    UserSection,
    Verdict,
)
from reviewparse.strategies import review_pages

ALL = (Citation, CriticReview, CriticSection, Distribution, Helpful, Line, ReviewPage, UserReview, UserSection)


@pytest.mark.parametrize("record", ALL)
def test_every_record_is_frozen_and_slotted(record: type) -> None:
    """Nothing can change a record or add to it."""
    made = record(*range(sum(f.default is attrs.NOTHING for f in attrs.fields(record))))
    name = attrs.fields(record)[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(made, name, 1)
    assert not hasattr(made, "__dict__")


@given(review_pages())
def test_pages_are_hashed_compared_copied_and_pickled(page: ReviewPage) -> None:
    """A copy of a record is the record, however it was made."""
    for same in (copy.copy(page), copy.deepcopy(page), pickle.loads(pickle.dumps(page)), attrs.evolve(page)):
        assert same == page
        assert hash(same) == hash(page)


@given(review_pages())
def test_pages_go_into_json(page: ReviewPage) -> None:
    """`json.dumps(attrs.asdict(page), default=str)` writes any page; verdicts are their wording."""
    data = json.loads(json.dumps(attrs.asdict(page), default=str))
    assert len(data["sections"]) == len(page.sections)
    for section, record in zip(data["sections"], page.sections, strict=True):
        assert section["verdict"] == (None if record.verdict is None else str(record.verdict))


def test_items_go_into_itemadapter() -> None:
    """Scrapy's item adapter takes records as they are."""
    review = UserReview(number=1, author="pier_watcher", date=dt.date(2014, 10, 7), score=9, helpful=Helpful(2, 3))
    adapter = ItemAdapter(review)
    assert adapter["author"] == "pier_watcher"
    assert adapter.asdict()["helpful"] == {"count": 2, "total": 3}


def test_a_repr_can_be_read() -> None:
    """A record prints as the call that makes it; where it stood in a text is not part of what it says."""
    section = UserSection(score=Decimal("6.5"), verdict=Verdict.GENERALLY_FAVORABLE, line=12)
    assert repr(section).startswith("UserSection(score=Decimal('6.5'), verdict=<Verdict.GENERALLY_FAVORABLE: ")
    assert "12" not in repr(section)


def test_lines_take_no_part_in_equality() -> None:
    """The same review on another line is the same review."""
    assert CriticReview(number=1, line=3) == CriticReview(number=1, line=7)
    assert hash(CriticReview(number=1, line=3)) == hash(CriticReview(number=1, line=7))


def test_a_page_finds_its_sections_by_kind() -> None:
    """`critics` and `users` are the first section of each kind, or `None`."""
    users, critics = UserSection(count=3), CriticSection(count=4)
    page = ReviewPage(sections=(users, critics))
    assert page.critics is critics
    assert page.users is users
    assert ReviewPage(sections=(users,)).critics is None


def test_addresses_take_no_part_in_equality() -> None:
    """The same review from a page's text, which prints no address, and from its HTML is the same review."""
    review = CriticReview(1, score=80, text="Slow, and worth it.")
    found = attrs.evolve(review, url="https://a.example/1", author_url="/critic/a", publication_url="/a", id="r1")
    assert found == review
    assert hash(found) == hash(review)
    assert ReviewPage(url="https://a.example/") == ReviewPage()


def test_a_repr_leaves_out_what_few_pages_print() -> None:
    """Fields that layout L3 or HTML alone prints are shown where they are set."""
    assert "platform" not in repr(UserReview(score=9))
    assert repr(UserReview(score=9, platform="PC")).endswith("platform='PC')")
    for record in (UserReview(score=9, platform="PC", id="u1"), Distribution(1, positive_short="1.2k")):
        assert eval(repr(record)) == record


BY_PLACE = {
    Citation: 3, CriticReview: 9, CriticSection: 11, Distribution: 4, Helpful: 2, Line: 2, ReviewPage: 7, UserReview: 9,
    UserSection: 11,
}  # fmt: skip
"""How many fields of a record can be given without their names; one that came later has to be named."""


@pytest.mark.parametrize("record", ALL)
def test_a_field_that_came_later_is_given_by_name(record: type) -> None:
    """A new field breaks no call, and what a record is not given is absent."""
    parameters = inspect.signature(record).parameters.values()
    assert sum(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters) == BY_PLACE[record]
    defaults = [parameter.default for parameter in parameters if parameter.default is not parameter.empty]
    assert [default for default in defaults if default not in (None, False, (), Layout.L1)] == []
