"""The JSON Schema says what JSON there can be, and says no to all else."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

import reviewparse
from full_page import FULL, WRONG, pages, places
from reviewparse.aggregation import aggregate
from reviewparse.records import ReviewPage
from reviewparse.serialization import json_schema, to_dict

SCHEMA = json.loads((Path(reviewparse.__file__).parent / "schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_published() -> None:
    """The file in the package is the schema of this release, and a schema."""
    assert json_schema() == SCHEMA
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(pages)
def test_every_page_and_summary_is_of_the_schema(page: ReviewPage) -> None:
    """What is written is what the schema says."""
    for record in (FULL, page, aggregate([page]), aggregate([page], top=1)):
        VALIDATOR.validate(json.loads(json.dumps(to_dict(record))))
    VALIDATOR.validate(to_dict(page, unrecognized=False))


@pytest.mark.parametrize("wrong", ["float", "below 0", "over 63 bits", "list", "object"])
def test_what_is_no_page_is_not_of_the_schema(wrong: str) -> None:
    """Wherever a value is replaced by one that cannot be there, the schema says no, as `from_dict` does."""
    for number in range(len(list(places(to_dict(FULL))))):
        tree = to_dict(FULL)
        holder, key = list(places(tree))[number]
        if type(holder[key]) is not type(WRONG[wrong]) or isinstance(holder[key], int):
            holder[key] = WRONG[wrong]
            assert not VALIDATOR.is_valid(tree)


def test_a_misspelled_or_missing_key_is_not_of_the_schema() -> None:
    """A key that no record has, and an object that does not say what it is, are refused below the outermost object."""
    for number in range(len(list(places(to_dict(FULL))))):
        tree = to_dict(FULL)
        holder, key = list(places(tree))[number]
        if isinstance(key, str) and (holder is not tree or key in ("type", "format", "sections")):
            holder[f"{key}_"] = holder.pop(key)
            assert not VALIDATOR.is_valid(tree)
