"""What stands below a line is found without another look at all that stands above it."""

from __future__ import annotations

from collections.abc import Iterator

from reviewparse.extractors.items import line_below


class Lines(list[str]):
    """Lines that can be asked for by their place, but not one after the other."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all lines are gone through")


def test_line_below() -> None:
    """Only the lines from there on are looked at."""
    lines = Lines(["  1. kimfog", "", "Oct 7, 2014", " "])
    assert [line_below(lines, place) for place in range(4)] == ["Oct 7, 2014", "Oct 7, 2014", "", ""]
