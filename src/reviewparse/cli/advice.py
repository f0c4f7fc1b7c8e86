"""What a person at a terminal can do about a file that these commands do not read, and about a word not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

CRAWL: Final = "'reviewparse crawl FILE -o FOLDER'"

_SAVE: Final = "Save the page as HTML and read that"
_ENCODING: Final = "If it is a text, --encoding says in which encoding"

ADVICE: Final = {
    "gzip": f"this file is compressed by gzip. Unpack it: gunzip -c FILE | reviewparse parse -; or use {CRAWL}",
    "zstd": f"this file is compressed by Zstandard. Unpack it: zstdcat FILE | reviewparse parse -; or use {CRAWL}",
    "zip": "this is a ZIP archive. Unpack it and name the folder",
    "parquet": (
        f"this is a Parquet table. {CRAWL} reads the texts in its column 'text'; --text-field names another. "
        "Pages that reviewparse wrote are read in Python, by reviewparse.arrow.from_arrow"
    ),
    "warc": f"this is a WARC archive. {CRAWL} reads all pages in it; the file's name must end in .warc or .wet",
    "documents": (
        f"these are documents, not pages that 'reviewparse parse' wrote. {CRAWL} reads the texts in the field 'text' "
        "of a .jsonl or .json file; --text-field names another"
    ),
    "pdf": f"this is a PDF document. {_SAVE}",
    "mhtml": f"this is an MHTML archive. {_SAVE}",
    "binary": f"this is a binary file. {_ENCODING}",
    "utf-16": f"this is UTF-16 without a byte order mark, or a binary file. {_ENCODING}",
}
"""Error codes of files that are not read, and what to do instead."""

OTHER_FILES: Final = frozenset({"no-review-section", "profile-page", "other-json", "binary", "zip", "pdf"})
"""Codes of files that hold no review page. In a folder they are counted, not reported one by one."""

TEXT_FIELDS: Final = frozenset({"text", "html", "body", "content", "page", "raw_content"})
"""Keys under which JSON lines of other programs hold the text of a document."""


def is_documents(tree: dict[str, Any]) -> bool:
    """Whether a JSON object is a document with a text, of another program.

    >>> is_documents({"url": "a", "text": "Metascore"}), is_documents({"sections": []})
    (True, False)
    """
    return any(isinstance(tree.get(key), str) for key in TEXT_FIELDS)


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that this one is most likely a misspelling of, `None` where there is none.

    >>> near("publicaton", ["author", "publication"]), near("x", ["author"])
    ('publication', None)
    """
    return next(iter(get_close_matches(word.lower(), list(known), n=1)), None)
