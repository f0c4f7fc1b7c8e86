"""Sample pages, invented for this project in the shape of real ones: to try things out, and to write tests with.

`blue-harbor` is the page of all critics' reviews of a film. Its text is what an extractor leaves that drops much of a
page; its HTML still holds everything. `lantern-keepers` is the text of the whole summary page of a game,
`salt-road` that of a film in layout L2, and `harbor-nine` that of a game in layout L3.
"""

from __future__ import annotations

from typing import Final

from reviewparse.errors import ReviewError

__all__ = ["HTML_NAMES", "NAMES", "read", "read_html"]

NAMES: Final = ("blue-harbor", "lantern-keepers", "salt-road", "harbor-nine")
"""The samples that `read` knows."""

HTML_NAMES: Final = ("blue-harbor",)
"""The samples that `read_html` knows."""


def read(name: str) -> str:
    """The text of the sample page `name`, one of `NAMES`.

    Raises `ReviewError` (code `no-sample`) for any other name.

    >>> print(read("blue-harbor").splitlines()[0])
    Universal acclaim - based on 12 Critics
    """
    return _read(name, NAMES, ".txt", "sample")


def read_html(name: str) -> str:
    """The HTML of the sample page `name`, one of `HTML_NAMES`.

    Raises `ReviewError` (code `no-sample`) for any other name.

    >>> read_html("blue-harbor").startswith("<!DOCTYPE html>")
    True
    """
    return _read(name, HTML_NAMES, ".html", "sample with HTML")


def _read(name: str, names: tuple[str, ...], suffix: str, what: str) -> str:
    if name not in names:
        raise ReviewError("no-sample", f"{name!r} is no {what}; these are: {', '.join(names)}.")
    from pkgutil import get_data

    data = get_data(__name__, name + suffix)
    assert data is not None  # only where a loader cannot read data at all
    return data.decode("utf-8")
