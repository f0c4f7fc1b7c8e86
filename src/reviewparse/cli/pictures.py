"""The pictures of `reviewparse report --plot`."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import click

from reviewparse.cli.status import Status

if TYPE_CHECKING:
    from pathlib import Path

    from reviewparse.records import ReviewPage


class NoOutput(click.ClickException):
    """The output cannot be made, for any input."""

    exit_code = Status.NO_OUTPUT


class Pictures:
    """The pictures of `report --plot`: one file for each page, numbered from the second on."""

    def __init__(self, path: Path) -> None:
        try:
            from reviewparse import plot
        except ImportError as error:
            raise NoOutput(str(error)) from None
        self.plot = plot
        self.path = path
        self.count = 0

    def draw(self, page: ReviewPage, *, ordered: bool) -> Path:
        """Draw the page and return the file's path; `ordered` is that of `overview`."""
        self.count += 1
        path = self.path if self.count == 1 else self.path.with_stem(f"{self.path.stem}-{self.count}")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # a title in a script that the font does not have
                self.plot.save(self.plot.overview(page, ordered=ordered), path)
        except OSError as error:
            raise NoOutput(f"{path} cannot be written: {error.strerror or error}") from None
        return path
