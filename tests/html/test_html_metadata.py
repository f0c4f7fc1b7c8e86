"""What a page of HTML says of itself: title, heading, address and type, as printed or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewparse.html import PageMetadata, page_metadata

PAGE = """<!DOCTYPE html><html><head><title>
 Copper Lane &amp; Co.   Reviews </title><title>Another</title>
<meta charset=utf-8><META PROPERTY="og:type" content="video.movie"><meta content="Copper Lane" property="og:title">
<meta name="og:url" content="https://example.com/copper-lane"><link rel="stylesheet" href="/a.css">
<link href="https://example.com/copper-lane/reviews?a=1&amp;b=2" rel="alternate Canonical"></head>
<body><!-- <h1>Not this</h1> --><svg><title>menu</title></svg><h1><a href="#">Copper <i>Lane</i></a>
</h1><h1>Nor this</h1></body></html>"""


def test_a_whole_page() -> None:
    """Each field is what the page prints, with white space folded and references replaced."""
    assert (
        page_metadata(PAGE)
        == page_metadata(PAGE.encode())
        == PageMetadata(
            title="Copper Lane & Co. Reviews",
            heading="Copper Lane",
            url="https://example.com/copper-lane/reviews?a=1&b=2",
            og_title="Copper Lane",
            og_type="video.movie",
            og_url="https://example.com/copper-lane",
        )
    )


@pytest.mark.parametrize(
    "page",
    [
        "",
        "Copper Lane",
        "<title> </title><h1></h1><meta property=og:title><meta property=og:type content=''><link rel=canonical>",
        "<svg><title>Search</title></svg>",
        "<script>'<title>Copper Lane</title>'</script><!--<h1>Copper Lane</h1>-->",
        "<link rel=alternate href=/x><meta property=og:image content=x><meta content=y>",
    ],
)
def test_what_is_not_printed_is_none(page: str) -> None:
    """Nothing is guessed."""
    assert page_metadata(page) == PageMetadata()


@pytest.mark.parametrize("page", ["<h1>Copper Lane", "<svg/><h1>Copper\n Lane</h2></h1>", "<h1>\x1cCopper Lane&#28;"])
def test_a_heading_may_be_broken(page: str) -> None:
    """A heading ends with the page at the latest."""
    assert page_metadata(page).heading == "Copper Lane"


def test_what_stands_below_the_heading_is_not_looked_at() -> None:
    """What a page says of itself stands above the end of its first heading."""
    below = "<meta property=og:title content='Other Lane'><link rel=canonical href=/other><title>Other Lane</title>"
    assert page_metadata(f"<h1>Copper Lane</h1>{below}") == PageMetadata(heading="Copper Lane")
    assert page_metadata(f"{below}<h1>Copper Lane</h1>").og_title == "Other Lane"


@given(st.text() | st.binary())
def test_nothing_is_raised(page: str | bytes) -> None:
    """Whatever the page, there is an answer."""
    assert isinstance(page_metadata(page), PageMetadata)


@pytest.mark.parametrize("value", [None, 7, bytearray(b"<p>")])
def test_other_types(value: Any) -> None:
    """Anything but `str` and `bytes` is a `TypeError` that names its type."""
    with pytest.raises(TypeError, match=type(value).__name__):
        page_metadata(value)
