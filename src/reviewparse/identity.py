"""What a page reviews: its kind, title, season and platform, of all that the page says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeVar

from reviewparse.review_grammar import terminal
from reviewparse.vocabulary import Kind

T = TypeVar("T")

__all__ = ["Identity", "agreed", "of_document_title", "of_heading"]


class Identity(NamedTuple):
    """What one line, or one element of HTML, says of what the page reviews; also what all of them agree on.

    `whole_title` is a title with what the site adds to it: `Copper Lane by Ann Example`, `Lantern Keepers for PC`.
    """

    kind: Kind | None = None
    title: str | None = None
    season: int | None = None
    platform: str | None = None
    whole_title: str | None = None


NOTHING: Final = Identity()


def of_heading(text: str) -> Identity:
    """What a heading says: a title, which may end in a season.

    >>> of_heading("Copper Lane : Season 2")[:3]
    (None, 'Copper Lane', 2)
    """
    title = " ".join(text.split())
    if of_list := _at_end(title, "TITLE_OF_LIST"):
        before = title[: of_list.start()]
        platform = terminal("PLATFORM_OF_LIST").fullmatch(before) if before else None
        if platform or not before:
            return Identity(platform=platform and platform[1])
    title, season = _without(title, "TITLE_SEASON")
    return Identity(title=title or None, season=int(season) if season else None)


def of_document_title(text: str) -> Identity:
    """What the title of a document says.

    >>> of_document_title("Reviews and Tracks for Copper Lane by Ann Example - Metacritic").whole_title
    'Copper Lane by Ann Example'
    >>> of_document_title("Copper Lane - Season 2 Reviews - Metacritic").season
    2
    """
    whole = " ".join(text.split())
    after = _at_end(whole, "TITLE_AFTER")
    if after is None:
        return Identity(whole_title=whole or None)
    whole = whole[: after.start()]
    before = terminal("TITLE_BEFORE").match(whole)
    heading = of_heading(whole[before.end() :] if before else whole)
    title, platform = _without(heading.title or "", "TITLE_PLATFORM")
    kind = Kind.MUSIC if "Reviews and Tracks" in text else Kind.GAME if platform else None
    whole_title = title if platform else heading.title
    return Identity(kind, title if platform else None, heading.season, platform or heading.platform, whole_title)


def agreed(said: Iterable[Identity]) -> Identity:
    """What all that is said agrees on; `None` for each field where two differ.

    >>> agreed([Identity(Kind.MUSIC, "Copper Lane"), Identity(whole_title="Copper Lane by Ann Example")])[:2]
    (<Kind.MUSIC: 'music'>, 'Copper Lane')
    >>> agreed([Identity(title="Copper Lane"), Identity(title="Blue Harbor")]).title is None
    True
    """
    facts = list(said)
    if not facts:
        return NOTHING
    kind, season = _only(fact.kind for fact in facts), _only(fact.season for fact in facts)
    titles = {title.casefold(): title for fact in reversed(facts) if (title := fact.title)}
    whole_titles = [fact.whole_title for fact in facts if fact.whole_title]
    platform = _only(fact.platform for fact in facts)
    if len(titles) == 1:
        title = next(iter(titles.values()))
        if all(_is_of(title, whole) for whole in whole_titles):
            return Identity(kind, title, season, platform)
    elif not titles and whole_titles:
        return Identity(kind, _only(_alone(whole, kind) for whole in whole_titles), season, platform)
    return Identity(kind, None, season, platform)


def _only(values: Iterable[T | None]) -> T | None:
    """The one value that is said, `None` where none is, or several are."""
    distinct = {value for value in values if value is not None}
    return distinct.pop() if len(distinct) == 1 else None


def _is_of(title: str, whole_title: str) -> bool:
    """Whether a title with additions is that of `title`."""
    if whole_title.casefold() == title.casefold():
        return True
    start = whole_title[: len(title)].casefold() == title.casefold()
    rest = whole_title[len(title) :]
    return start and (rest.startswith((" by ", " for ", " on ")) or terminal("TITLE_YEAR").fullmatch(rest) is not None)


def _alone(whole_title: str, kind: Kind | None) -> str | None:
    """The title without additions, where it is certain which they are."""
    title, _ = _without(whole_title, "TITLE_YEAR")
    if kind == Kind.MUSIC:
        before, by, after = title.partition(" by ")
        return before if by and " by " not in after else None
    return None if kind in (None, Kind.GAME) and " for " in title else title


def _at_end(text: str, name: str) -> re.Match[str] | None:
    """Where a terminal ends a text."""
    return next((found for found in _found(text, name) if found.end() == len(text)), None)


def _found(text: str, name: str) -> Iterator[re.Match[str]]:
    return terminal(name).finditer(text)


def _without(text: str, name: str) -> tuple[str, str | None]:
    """A text without the terminal that ends it, and the group of that."""
    found = _at_end(text, name)
    if found is None:
        return text, None
    return text[: found.start()], found[1] if found.re.groups else None
