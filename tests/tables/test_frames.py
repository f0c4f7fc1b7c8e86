"""Data frames: the rows, with types that know what is missing."""

from __future__ import annotations

from typing import Any

import attrs
import pandas as pd
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from full_page import pages
from reviewparse import ReviewPage, parse, rows
from reviewparse.arrow import PAGES
from reviewparse.frames import to_pandas, to_polars
from reviewparse.samples import NAMES, read

tables = st.lists(pages, max_size=3)


def wanted(found: list[ReviewPage]) -> list[dict[str, Any]]:
    return [attrs.asdict(row) for page in found for row in rows(page)]


@given(tables)
def test_pandas_has_the_rows(found: list[ReviewPage]) -> None:
    """Each value of a frame of pandas is that of the row, and what is absent is missing, whatever its type."""
    frame = to_pandas(found)
    got = [
        {name: None if value is pd.NA or value != value else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
    assert got == wanted(found)


@given(tables)
def test_polars_has_the_rows(found: list[ReviewPage]) -> None:
    """Each value of a frame of Polars is that of the row."""
    assert to_polars(found).to_dicts() == wanted(found)


def test_types_know_what_is_missing() -> None:
    """No score becomes a float, and no date a text, because another one is missing."""
    found = [parse(read(name)) for name in NAMES]
    types = to_pandas(found, bounds=True).dtypes.astype(str)
    assert types[["score", "low", "spoiler", "text", "kind"]].tolist() == [
        "Int64", "Int64", "boolean", "string", "category",
    ]  # fmt: skip
    assert types["date"] == "date32[day][pyarrow]"
    frame = to_polars(found, PAGES)
    assert [frame.schema[name] for name in ("metascore", "user_score")] == [pl.Int64(), pl.Decimal(3, 1)]


def test_pages_are_a_frame_too() -> None:
    """A table of pages keeps its lists."""
    frame = to_pandas([parse(read("blue-harbor"))], PAGES)
    assert frame["critic_count"].tolist() == [12]
    assert len(frame["reviews"][0]) == 14
