"""HTML cut into tokens: text, start tags and end tags, as the HTML standard cuts it (section 13.2.5, Tokenization).

One regular expression cuts. Each repeat in it is possessive, and a token that never ends takes the rest of the page, so
a page is read once from left to right and the time grows with its length alone.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from reviewparse.html.elements import BY_NAME, ENDS_BY_NAME

__all__ = [
    "END", "LINK", "NAMES", "RAW", "RUN", "START", "TAG", "TAGS", "TOKEN",
    "attributes", "characters", "without_controls",
]  # fmt: skip

_TEXT: Final = r"[^<]*+(?:<(?![a-zA-Z!?]|/(?s:.))[^<]*+)*+"
_SPACES: Final = r"[\t\n\f\r ]*+"
_NAME: Final = r"[a-zA-Z][^\t\n\f\r />]*+"
# A quote counts only behind the equals sign of an attribute; one that never ends takes the rest of the page.
_ATTRIBUTE: Final = (
    r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"""(?:{_SPACES}={_SPACES}(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?+)?+"""
)
_ATTRIBUTES: Final = rf"(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+"
# What most tags have, in fewer steps: ` a="b" c="d"`, and then other white space, names without a value and characters
# in names. An equals sign behind a space or a quote begins a name.
_PLAIN_ATTRIBUTES: Final = (
    r"""(?: [-a-z0-9]++="[^"]*+")*+(?=>)"""
    r"""|[^"'<>=]*+(?:(?<![\t\n\f\r /"])="[^"]*+"[^"'<>=]*+)*+(?=>)"""
)
_COMMENT: Final = r"!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>)?+)"
# A document type, a processing instruction, CDATA and an end tag without a name: each is a comment up to the next `>`.
_OTHER_COMMENT: Final = r"(?:[!?]|/(?=[^a-zA-Z]))[^>]*+>?+"
# The content of these is characters up to their own end tag. Nothing of it is text that a reader of the page sees.
_RAW: Final = (
    r"(?=[sStTiInN][cCtTiIeEfFoO])"  # dismisses most tags at once
    rf"(?i:(script|style|title|textarea|iframe|noembed|noframes|noscript))(?=[\t\n\f\r />]){_ATTRIBUTES}(?<!/)>"
    r"([^<]*+(?:<(?!/(?i:\4)[\t\n\f\r />])[^<]*+)*+)"
)
_UNFINISHED: Final = r"/?[a-zA-Z](?s:.)*+"

_TAG: Final = (
    rf"<(?:/({_NAME})(?:>|{_ATTRIBUTES}>)|{_RAW}|({_NAME})({_PLAIN_ATTRIBUTES}|{_ATTRIBUTES})>"
    rf"|{_COMMENT}|{_OTHER_COMMENT}|{_UNFINISHED})"
)
# Tags of which nothing counts but the name, in the way that nearly all pages write them.
_RUN: Final = (
    rf"(?:<(?:/(?:{'|'.join(ENDS_BY_NAME)})>|(?:{'|'.join(BY_NAME)})(?:>|(?=[\t\n\f\r /])(?:{_PLAIN_ATTRIBUTES})>)"
    rf"|!--[^-<>]*+-->){_SPACES})*+"
)

# These are in most runs, too, but their attributes count.
_LINK: Final = r"(?:<(?:a|li|img)(?=[\t\n\f\r />]))"
_REST_OF_LINK: Final = rf"(?<=[aig])(?=[\t\n\f\r />])(?:({_PLAIN_ATTRIBUTES}|{_ATTRIBUTES})>|(?s:.)*+)"

TOKEN: Final = re.compile(rf"{_SPACES}({_TEXT})({_RUN}{_LINK}?+)(?:{_TAG}|{_REST_OF_LINK})?+")
"""Text, a run of tags of which only the names count, and another tag. Group 1 is the text, without the white space
before it, and group 2 the run; the last group that matched (`lastindex`) tells what the other tag is. Of a link, an
item or an image, the beginning is in group 2."""

TAG: Final = re.compile(rf"{_SPACES}({_TEXT})()(?:{_TAG})?+")
"""The same with an empty run: tag by tag."""

_IN_TAG: Final = r'[^">]*+(?:"[^"]*+"[^">]*+)*+'
NAMES: Final = re.compile(rf"<(/?[a-z][a-z0-9]*+){_IN_TAG}")
"""The names of the tags of a run, those of end tags with their slash."""

TAGS: Final = re.compile(rf"<(?:(/?[a-z][a-z0-9]*+)({_IN_TAG})>?+|!--[^>]*+>)({_SPACES})")
"""The same and the comments: the name, what else is in the tag, and the white space behind it."""

RUN: Final = 2
"""No other tag: a comment, or a text that has ended."""
END: Final = 3
"""An end tag: its name is group 3."""
RAW: Final = 5
"""An element whose content is no text of the page, up to its end tag: its name is group 4, its content is group 5."""
START: Final = 7
"""A start tag: its name is group 6, its attributes are group 7."""
LINK: Final = 8
"""A link, an item or an image, whose name ends the run: its attributes are group 8."""

# ---- what stands within a token -------------------------------------------------------------------------------------

_NAME_AND_VALUE: Final = re.compile(
    r"([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"""(?:{_SPACES}={_SPACES}(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+))?+)?+"""
)


def attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag by their names in lower case; of two with one name the first counts.

    >>> attributes(' class=source HREF="/a?b&amp;c" hidden')
    {'class': 'source', 'href': '/a?b&c', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _NAME_AND_VALUE.findall(text):
        value = double or single or bare
        found.setdefault(name.lower(), characters(value) if "&" in value else without_controls(value))
    return found


# `html.unescape` takes each number for an `int`, which has to be short (sys.set_int_max_str_digits).
_ZEROS: Final = re.compile(r"&#0++(?=[0-9])")
_TOO_LARGE: Final = re.compile(r"&#[0-9]{8,}+;?+")


def characters(text: str) -> str:
    """A text or an attribute's value with its character references replaced, and without control characters.

    References are read as the HTML standard says, without their semicolon too. White space is kept, a carriage return
    as well; the other characters below U+0020 and U+007F are left out, however they are written.

    >>> characters("Dot &amp; Co&#46; 7&#28;4 &#99999999999;")
    'Dot & Co. 74 \ufffd'
    """
    if "&" in text:
        if "&#" in text:
            text = _TOO_LARGE.sub("\ufffd", _ZEROS.sub("&#", text))
        text = unescape(text)
    return without_controls(text)


_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]++")


def without_controls(text: str) -> str:
    """A text without the control characters that are no white space in HTML: a browser shows none of them."""
    return text if text.isprintable() else _CONTROLS.sub("", text)
