"""What a folder was crawled with: another version or other options are refused, so that its parts are of one making."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import attrs
from attrs import frozen

from reviewparse.arrow.schemas import VERSION
from reviewparse.crawl.shards import grouped
from reviewparse.errors import ReviewError, not_taken
from reviewparse.limits import MAX_CHARS, checked_limit

__all__ = ["Options", "locked", "planned", "put"]

MANIFEST: Final = "manifest.json"


@frozen
class Options:
    """How documents are read: `text_field` and `id_field` name the fields, or columns, of JSON lines and Parquet.

    Without an `id_field`, a document is called by its file and its line (from 1) or row (from 0). A document of more
    than `max_chars` characters is a problem instead of being read; `None` allows any number. `unrecognized=False`
    leaves out the lines that are not of the format. Raises `TypeError` for names that are no `str`, and what
    `parse` raises for `max_chars`.

    >>> Options(id_field="url")
    Options(text_field='text', id_field='url', max_chars=4000000, unrecognized=True)
    """

    text_field: str = "text"
    id_field: str | None = None
    max_chars: int | None = MAX_CHARS
    unrecognized: bool = True

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text_field, str) or not isinstance(self.id_field, str | None):
            wrong = self.id_field if isinstance(self.text_field, str) else self.text_field
            raise not_taken("Options", "names of fields that are str", wrong)
        checked_limit(self.max_chars)


def planned(out: Path, files: Sequence[str], options: Options) -> dict[str, list[str]]:
    """The shards of these files by the names of their parts, as the manifest in `out` says; new ones are added to it.

    Raises `ReviewError`: code `other-crawl` where the folder was crawled with another version or other options, code
    `bad-manifest` where its manifest is none, or where it has parts and no manifest.
    """
    made: dict[str, Any] = {"reviewparse": _version(), "tables": VERSION, "options": attrs.asdict(options)}
    place = out / MANIFEST
    shards: dict[str, list[str]] = {}
    if place.exists():
        try:
            said = json.loads(place.read_text("utf-8"))
            shards = said.pop("shards")
            known = {file for group in shards.values() for file in group}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReviewError("bad-manifest", f"{place} is not the manifest of a crawl: {error}") from None
        if said != made:
            message = f"{out} was crawled with {_others(said, made)}; that does not mix: name another folder."
            raise ReviewError("other-crawl", message)
    elif any(out.glob("pages/*.parquet")):
        raise ReviewError("bad-manifest", f"{out} has parts, but no {MANIFEST} says what they are of.")
    else:
        known = set()
    groups = list(grouped(file for file in files if file not in known))
    first = len(shards)
    shards |= {f"part-{number:06}": group for number, group in enumerate(groups, first)}
    if groups:
        put(place, (json.dumps({**made, "shards": shards}, indent=1) + "\n").encode("utf-8"))
    wanted = set(files)
    return {name: group for name, group in shards.items() if not wanted.isdisjoint(group)}


def _others(said: dict[str, Any], made: dict[str, Any]) -> str:
    """What differs in how two crawls were made, option by option."""
    there, here = _flat(said), _flat(made)
    differ = [name for name in dict.fromkeys((*here, *there)) if there.get(name) != here.get(name)]
    return ", ".join(f"{name} {there.get(name)!r}, not {here.get(name)!r}" for name in differ)


def _flat(made: dict[str, Any]) -> dict[str, Any]:
    options = made.get("options")
    return {**made, **options, "options": None} if isinstance(options, dict) else made


def put(place: Path, data: bytes) -> None:
    """Write a file so that it is there as a whole, or as it was."""
    other = place.with_name(f".{place.name}.tmp")
    with other.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    other.replace(place)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep a second crawl out of a folder, where the system can, and clear away what this or another one has left.

    Raises `ReviewError` (code `crawl-running`) where another one is at work.
    """
    with (out / ".lock").open("wb") as file:
        try:
            import fcntl
        except ImportError:  # a system that has no such locks
            pass
        else:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ReviewError("crawl-running", f"Another crawl is writing to {out}.") from None
        _clear(out)
        try:
            yield
        finally:
            _clear(out)


def _clear(out: Path) -> None:
    for left in out.glob("*/.*.tmp"):
        left.unlink(missing_ok=True)


def _version() -> str:
    try:
        return metadata.version("reviewparse")
    except metadata.PackageNotFoundError:  # a checkout that was never installed
        return "checkout"
