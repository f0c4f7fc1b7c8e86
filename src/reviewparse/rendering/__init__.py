"""`render`: a page's records to the canonical text of its layout, which `parse` reads back as the same sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Final

from attrs import Attribute, fields

from reviewparse.errors import ReviewRenderError, not_taken
from reviewparse.records import CriticSection, ReviewPage, Section, UserSection
from reviewparse.rendering import l1, l2, l3
from reviewparse.rendering.read_back import check_page
from reviewparse.vocabulary import Layout

__all__ = ["render"]

_BLOCKS: Final = {Layout.L1: l1.blocks, Layout.L2: l2.blocks, Layout.L3: l3.blocks}


def render(page: ReviewPage) -> str:
    """The text of a page, such that `parse(render(page)).sections == page.sections`.

    The text is in the page's layout, as the extractor Resiliparse prints it. Unrecognized lines, and the lines that
    tell kind and title, are not part of it.

    Raises:
        ReviewRenderError: a field cannot be printed so that `parse` reads the same value, such as a text that ends in
            the words of a link; `path` names the field. `render` never writes text that would parse differently.
        TypeError: `page` is not a `ReviewPage`.

    >>> from reviewparse import CriticReview, CriticSection, ReviewPage
    >>> review = CriticReview(number=1, publication="The Dusty Reel", score=80, text="Slow, and worth it.")
    >>> print(render(ReviewPage(sections=(CriticSection(reviews=(review,)),))), end="")
    Critic score distribution:
      1. The Dusty Reel
        80
        Slow, and worth it.
    """
    if not isinstance(page, ReviewPage):
        raise not_taken("render", "a ReviewPage", page, "parse a text first")
    try:
        return _page(page)
    except ReviewRenderError:
        raise
    except Exception as error:  # whatever a record built by hand holds, its user gets one kind of error
        message = f"A field holds a value that is not of its type ({type(error).__name__}: {error})."
        raise ReviewRenderError("wrong-type", message, "page") from None


def _page(page: ReviewPage) -> str:
    kinds = [type(section) for section in page.sections]
    if not kinds:
        raise ReviewRenderError("no-section", "A page without a section has no text.", "sections")
    if len(set(kinds)) < len(kinds) or not set(kinds) <= {CriticSection, UserSection}:
        raise ReviewRenderError("several-sections", "A page has one section of critics and one of users.", "sections")
    if page.layout not in _BLOCKS:
        raise ReviewRenderError("layout", "The layout must be L1, L2 or L3.", "layout")
    if page.layout is not Layout.L3:
        for section in page.sections:
            _check_printed(section)
    text = "".join(block for section in page.sections for block in _BLOCKS[page.layout](section))
    check_page(text, page)
    return text


def _check_printed(section: Section) -> None:
    """Refuse what layout L3 alone prints: of the fields that are by keyword only, those that take part in equality."""
    which = "users" if isinstance(section, UserSection) else "critics"
    _check_alike((section,), lambda _: which)
    if section.distribution is not None:
        _check_alike((section.distribution,), lambda _: f"{which}.distribution")
    _check_alike(section.reviews, lambda i: f"{which}.reviews[{i}]")


def _check_alike(records: Sequence[Any], path: Callable[[int], str]) -> None:
    """Refuse such a field of any of these records, which mostly are of one class."""
    kinds = set(map(type, records))
    if len(kinds) == 1:
        _, values_of, defaults = _only_in_l3(records[0].__class__)
        if [*map(values_of, records)].count(defaults) == len(records):
            return
    for i, record in enumerate(records):
        found, _, _ = _only_in_l3(record.__class__)
        for field in found:
            if getattr(record, field.name) != field.default:
                raise ReviewRenderError("layout", "Only layout L3 prints this field.", f"{path(i)}.{field.name}")


@cache
def _only_in_l3(kind: Any) -> tuple[list[Attribute[Any]], Callable[[Any], Any], Any]:
    """The fields of a class of records that only layout L3 prints, what gives the values of all, and their defaults."""
    found = [field for field in fields(kind) if field.kw_only and field.eq]
    if not found:
        return found, lambda _: (), ()
    values_of = attrgetter(*(field.name for field in found))
    return found, values_of, values_of(kind())
