"""HTML cut into tokens: text, start tags and end tags, as the HTML standard cuts it (section 13.2.5, Tokenization).

One regular expression cuts. Each repeat in it is possessive, and a token that never ends takes the rest of the page, so
a page is read once from left to right and the time grows with its length alone.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Final

from reviewparse.html.elements import BY_NAME, ENDS_BY_NAME

__all__ = [
    "END", "IDENTIFIER", "LINK", "NAMES", "RAW", "RUN", "SPACE", "SPACED", "START", "TAG", "TOKEN",
    "attribute", "attributes", "characters", "identified", "without_controls",
]  # fmt: skip

SPACE: Final = " \t\n\f\r"
"""HTML's white space; a no-break space is none."""

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
_PLAIN: Final = r"""(?: [-a-z0-9]++="[^"]*+")*+"""
_NEARLY_PLAIN: Final = r"""[^"'<>=]*+(?:(?<![\t\n\f\r /"])="[^"]*+"[^"'<>=]*+)*+"""
_PLAIN_ATTRIBUTES: Final = rf"{_PLAIN}(?=>)|{_NEARLY_PLAIN}(?=>)"
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
_BARE: Final = (
    rf"/(?:{'|'.join(ENDS_BY_NAME)})>|(?:{'|'.join(BY_NAME)})(?:{_PLAIN}>|(?=[\t\n\f\r /]){_NEARLY_PLAIN}>)"
    r"""|li(?: class="[^"]*+")?+>|!--[^-<>]*+-->"""
)

IDENTIFIER: Final = "data-mcrefid"
"""In this attribute of a `div` layout L2 names a review."""

_IDENTIFIED: Final = rf"div(?= [^<>]*?{IDENTIFIER})"


def _token(run: str, link: str) -> str:
    """The pattern of `TOKEN`, whose runs are of these tags. A link is one that ends a run, but has attributes."""
    run, link = rf"(?:<(?:{run}){_SPACES})*+", rf"(?:<(?:{link})(?=[\t\n\f\r />]))?+"
    rest = rf"(?<=[aigv])(?=[\t\n\f\r />])(?:({_PLAIN_ATTRIBUTES}|{_ATTRIBUTES})>|(?s:.)*+)"
    return rf"{_SPACES}({_TEXT})({run}{link})(?:{_TAG}|{rest}({_SPACES}{run}))?+"


TOKEN: Final = re.compile(_token(_BARE, "a|li|img"))
"""Text, a run of tags of which only the names count, and another tag. Group 1 is the text, without the white space
before it, and group 2 the run; the last group that matched (`lastindex`) tells what the other tag is. Of a link, an
item or an image, the beginning is in group 2, and one more run follows."""


@cache
def identified() -> re.Pattern[str]:
    """`TOKEN` for a page that names reviews: attributes of those elements count, too."""
    return re.compile(_token(rf"(?!{_IDENTIFIED})(?:{_BARE})", f"a|li|img|{_IDENTIFIED}"))


TAG: Final = re.compile(rf"{_SPACES}({_TEXT})()(?:{_TAG})?+")
"""The same with an empty run: tag by tag."""

_IN_TAG: Final = r'[^">]*+(?:"[^"]*+"[^">]*+)*+'
NAMES: Final = re.compile(rf"<(/?[a-z][a-z0-9]*+){_IN_TAG}")
"""The names of the tags of a run, those of end tags with their slash."""

SPACED: Final = re.compile(rf"(?:<!--[^>]*+>|<{_IN_TAG}>)*+[\t\n\f\r ]")
"""A run that holds white space between its tags or at one of its ends."""

RUN: Final = 2
"""The run; it is the last group of a token that is all text and run, and of a comment."""
END: Final = 3
"""An end tag: its name is group 3."""
RAW: Final = 5
"""An element whose content is no text of the page, up to its end tag: its name is group 4, its content is group 5."""
START: Final = 7
"""A start tag: its name is group 6, its attributes are group 7."""
LINK: Final = 8
"""A link, an item or an image, whose name ends the run: group 8 is its attributes, and group 9 the run behind it."""

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
        found.setdefault(name.lower(), _value(double or single or bare))
    return found


def attribute(text: str, name: str) -> str:
    """One of the attributes of a start tag, or an empty text.

    >>> attribute(' class=source HREF="/a?b&amp;c" hidden', "href")
    '/a?b&c'
    """
    if name not in text and name not in text.lower():
        return ""
    found = _plain(name).match(text)
    return _value(found[1]) if found else attributes(text).get(name, "")


@cache
def _plain(name: str) -> re.Pattern[str]:
    """Plain attributes up to that one, whose value is the group."""
    spaces = r"[\t\n\f\r ]++"
    return re.compile(rf"""(?:{spaces}(?!{name}=)[-a-z0-9]++="[^"]*+")*+{spaces}{name}="([^"]*+)\"""")


def _value(written: str) -> str:
    return characters(written) if "&" in written else without_controls(written)


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
