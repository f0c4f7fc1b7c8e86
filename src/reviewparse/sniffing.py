"""Can a text hold a review page? A quick no for nearly all texts that do not, to filter a crawl with."""

from __future__ import annotations

from reviewparse.cards import Printed, SectionType
from reviewparse.errors import ReviewError
from reviewparse.extractors import undone
from reviewparse.limits import MAX_CHARS, checked_limit
from reviewparse.loading import LOADING
from reviewparse.marks import FRONT_PAGE_MARK, has_mark, has_profile_mark
from reviewparse.pages import PageBuilder
from reviewparse.parsing import checked, ready
from reviewparse.records import Review
from reviewparse.statements import Said, SourceBlock, Statement
from reviewparse.transformer import read_into
from reviewparse.vocabulary import L1, Layout

__all__ = ["sniff"]


def sniff(page: str | bytes, *, max_chars: int | None = MAX_CHARS) -> bool:
    """Whether a text, or the HTML of a page, holds a review section. No record is made: it is much faster than `parse`.

    Args:
        page: a text as `str` or `bytes`, which may hold several pages, or HTML as `bytes`.
        max_chars: the answer for a longer one is `False`, as `parse` and `parse_html` would refuse it; `None` for any
            number.

    Every page holds one of a few strings. Nearly all other texts hold none of them and are dismissed at once; the rest
    are read up to the first line of a section. HTML has to be made a text first, as `html_to_text` does.

    Raises:
        TypeError: `page` is neither `str` nor `bytes`.

    >>> sniff("Universal acclaim - based on 23 Critics"), sniff(b"<p>Universal <b>acclaim</b> - based on 23 Critics")
    (True, True)
    >>> sniff("He wrote of universal acclaim, based on what 23 critics had said.")
    False
    """
    if isinstance(page, bytes):
        with LOADING:
            from reviewparse.html import html_to_text, looks_like_html
            from reviewparse.html.encoding import decoded
        if not looks_like_html(page) and sniff(decoded(page), max_chars=max_chars):
            return True
        try:
            page = html_to_text(page, max_chars=max_chars)
        except ReviewError as error:
            if error.code != "too-long":
                raise
            return False
    given, max_chars = checked(page), checked_limit(max_chars)
    if max_chars is not None and len(given) > max_chars:
        return False
    if not has_mark(given):
        return False
    read, _ = undone(ready(given))
    if has_profile_mark(read) or FRONT_PAGE_MARK in read:
        builder = PageBuilder(read)
        read_into(builder, read)
        return builder.finish(1).sections != () and builder.profile is None
    try:
        read_into(_Watch(""), read)
    except _Found:
        return True
    return False


class _Found(Exception):  # noqa: N818 - nothing is wrong
    """The text has a section."""


class _Watch(PageBuilder):
    """Keeps nothing, and ends the reading where there is a section."""

    def say(self, block: SourceBlock, said: Said, layout: Layout = L1) -> None:
        if isinstance(said, Statement):
            raise _Found

    def add(self, kind: SectionType, review: Review, layout: Layout = L1) -> None:
        raise _Found

    def add_card(self, card: Printed) -> None:
        raise _Found
