"""Reads back what is written, and names the field that would be read as something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import fields

from reviewparse.errors import ReviewParseError, ReviewRenderError
from reviewparse.parsing import read_page
from reviewparse.records import ReviewPage, UserSection, listed
from reviewparse.transformer import read_into

if TYPE_CHECKING:
    from reviewparse.records import Review

__all__ = ["check_page"]


def check_page(text: str, page: ReviewPage) -> None:
    """Read the page back, and refuse it unless it has the same sections."""
    try:
        read = read_page(text, False, read_into)
    except ReviewParseError as error:
        message = f"Written as text, the page could not be read back: {error.message}"
        raise ReviewRenderError("ambiguous", message, "sections") from None
    if read.sections == page.sections and not listed(read):
        if read.layout is page.layout:
            return
        message = f"Nothing on the page shows that its layout is {page.layout}, so it would be read back as another."
        raise ReviewRenderError("ambiguous", message, "layout")
    for section, other in zip(page.sections, read.sections, strict=False):
        which = "users" if isinstance(section, UserSection) else "critics"
        for name in (field.name for field in fields(type(section)) if field.eq and field.name != "reviews"):
            if getattr(section, name) != getattr(other, name):
                message = f"Written as text, it would be read back as {getattr(other, name)!r}."[:300]
                raise ReviewRenderError("ambiguous", message, f"{which}.{name}")
        reviews: tuple[Review, ...] = section.reviews
        for index, review in enumerate(reviews):
            back = other.reviews[index] if index < len(other.reviews) else None
            if review != back:
                raise _refusal(review, back, f"{which}.reviews[{index}]")
    raise ReviewRenderError("ambiguous", "Written as text, it would be read back as another page.", "sections")


def _refusal(review: Review, read: Review | None, path: str) -> ReviewRenderError:
    """The error that names the first field that would be read as something else."""
    for name in (field.name for field in fields(type(review)) if field.eq):
        value = getattr(review, name)
        got = getattr(read, name, None) if read is not None else None
        if type(read) is type(review) and value == got:
            continue
        message = f"Written as text, it would be read back as {got!r}."[:300]
        return ReviewRenderError("ambiguous", message, f"{path}.{name}")
    return ReviewRenderError("ambiguous", "Written as text, it would not be read back as one review.", path)
