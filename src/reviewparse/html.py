"""A page's HTML as a text of the format, so that one grammar reads both.

The text looks like that of Resiliparse's full extraction (see the format's dialects): list items carry their number or
bullet, blocks stand on lines of their own, and nothing that a reader of the page can see is dropped. No class names and
no page's structure are known here. lxml tokenizes (extra `html`); this module keeps the few facts that make the lines.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reviewparse.records import ReviewPage

__all__ = ["html_to_text", "looks_like_html", "parse_html"]


def parse_html(html: str | bytes) -> ReviewPage:
    """Read a review page from its HTML: `parse` of `html_to_text`, so that `line` numbers are of that text.

    Raises `TypeError` for anything but `str` and `bytes`, `ReviewParseError` where the page holds no review section,
    and `ImportError` where lxml (extra `html`) is not installed.

    >>> page = parse_html("<div>Metascore</div><div>74</div><p>Mixed or average reviews - based on 9 Critics</p>")
    >>> page.critics.score, page.critics.count
    (74, 9)
    """
    from reviewparse import parse

    return parse(html_to_text(html))


def html_to_text(html: str | bytes) -> str:
    """The text of an HTML page or fragment, of any size and however broken; the last line has no line end.

    A `str` is taken as it is. Of `bytes` the encoding is that of a byte order mark, else UTF-8 where the page is valid
    UTF-8, else the declared one, else UTF-8 in which each byte that does not fit is Windows-1252. The time grows with
    the size of the page alone, whatever it holds.

    Raises `TypeError` for anything but `str` and `bytes`, and `ImportError` where lxml (extra `html`) is not installed.

    >>> print(html_to_text("<ol><li>The Valley Gazette<div>80</div>Warm &amp; funny.</li><li>Dot Review</li></ol>"))
      1. The Valley Gazette
        80
        Warm & funny.
      2. Dot Review
    """
    page = _characters(html)
    try:
        from lxml import etree
    except ImportError as error:
        raise ImportError("Reading HTML needs lxml: pip install reviewparse[html]") from error
    # A target gets tokens in place of a tree: neither deep nesting nor many attributes cost more than their size.
    parser = etree.HTMLParser(target=_TextBuilder(), encoding="utf-8", huge_tree=True)
    parser.feed(_without_div(_utf8(page.replace("\0", ""))))
    text: str = parser.close()
    return text


def looks_like_html(text: str | bytes) -> bool:
    """Whether this is markup, a document or a fragment of one, and not a page's text: told by the content alone.

    Markup begins with a document type, a comment or the tag of a block, or else with another tag and holds the end of
    a block. A text that shows a tag somewhere is not markup. Raises `TypeError` for anything but `str` and `bytes`.

    >>> looks_like_html("<li>Dot Review<div>80</div></li>"), looks_like_html("1. Dot Review\\n   <b>Bold</b> and slow.")
    (True, False)
    """
    page = _characters(text)
    return _BLOCK_AHEAD.match(page) is not None or (
        _TAG_AHEAD.match(page) is not None and _BLOCK_END.search(page) is not None
    )


_BLOCKS: Final = (
    r"(?:html|head|body|div|section|article|main|header|nav|[ou]l|li|p|h[1-6]|table|t[rd]|script|meta|link)"
)
_AHEAD: Final = r"[\ufeff\0\s]*+"
_BLOCK_AHEAD: Final = re.compile(_AHEAD + rf"<(?:!doctype\s|!--|\?xml\s|{_BLOCKS}[\s/>])", re.IGNORECASE)
_TAG_AHEAD: Final = re.compile(_AHEAD + r"</?[a-z][-:a-z0-9]*+(?:\s[^<>]*+)?/?>", re.IGNORECASE)
_BLOCK_END: Final = re.compile(rf"</{_BLOCKS}\s*+>", re.IGNORECASE)

# ---- bytes to characters --------------------------------------------------------------------------------------------

_DECLARED: Final = re.compile(
    rb"""<(?:meta[^<>]*?charset|\?xml[^<>]*?encoding)\s*+=\s*+["']?([-\w.:]{2,40})""", re.IGNORECASE
)
# Python has codecs that no page is in (idna, unicode_escape, zip, ...). Those that a page can be in are named so:
_CODECS: Final = ("ascii", "big5", "cp", "euc", "gb", "iso", "koi8", "mac", "shift")
# What a page calls by the left name is the right one's, wherever the two differ (WHATWG, Encoding Standard).
_SUPERSETS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_CP1252: Final = [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)]


def _byte_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """An error handler for `bytes.decode`: one byte that does not fit, as Windows-1252 (its five gaps as controls)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _CP1252[error.object[error.start]], error.start + 1


codecs.register_error("reviewparse.cp1252", _byte_as_cp1252)


def _characters(page: str | bytes) -> str:
    if isinstance(page, str):
        return page
    if isinstance(page, bytes):
        return _decode(page)
    raise TypeError(f"HTML is str or bytes, not {type(page).__name__}; of a file, give what its read() returns.")


def _decode(page: bytes) -> str:
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page.decode("utf-16", "replace")
    try:
        return page.decode()  # whatever is declared: text in another encoding is hardly ever valid UTF-8
    except UnicodeDecodeError:
        declared = _DECLARED.search(page)
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name if declared else ""
        if name.startswith(_CODECS):
            name = _SUPERSETS.get(name, name)
            return page.decode(name, "reviewparse.cp1252" if name == "cp1252" else "strict")
    except (LookupError, UnicodeError):
        pass
    return page.decode("utf-8", "reviewparse.cp1252")


def _utf8(page: str) -> bytes:
    try:
        return page.encode()
    except UnicodeEncodeError:  # surrogates: a pair is a character, a lone one is none
        return page.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


# ---- tokens to lines ------------------------------------------------------------------------------------------------


def _without_div(page: bytes) -> bytes:
    """Make every div a center, which is the same to a text.

    libxml2 lets the end of a div win over the ends of the elements around it, so that one div which is never closed
    keeps a list open to the end of the page. The end of a center has no such privilege.
    """
    for div in (b"div", b"DIV"):
        page = page.replace(b"<" + div, b"<center").replace(b"</" + div, b"</center")
    return page


_DROPPED: Final = frozenset(
    "datalist iframe noembed noframes noscript optgroup option script select style svg template textarea title".split()
)
"""What a reader of the page does not see as text, and the choices of a form."""

_LINE_ENDS: Final = dict.fromkeys(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form header hgroup hr html legend li main menu nav ol pre search section summary table tr ul".split(),
    1,
) | dict.fromkeys("h1 h2 h3 h4 h5 h6 p".split(), 2)
"""How many line ends stand before and after an element; 2 make a blank line."""

_LISTS: Final = frozenset(("ol", "ul", "menu", "dir"))
_CELLS: Final = frozenset(("td", "th"))

# Two of these side by side without white space are two things that the page's style sheet keeps apart (a publication,
# an author, a date), so a tab keeps them apart here. Elements that format running text (b, i, em, sup, q, ...) are not
# among them: they may meet inside a word.
_APART: Final = frozenset(("span", "a", "button", "data", "label", "time"))
_NO_TAB_BEFORE: Final = frozenset("-.,:;!?…)]")

_BULLETS: Final = -1
_NO_LIST: Final = -2
_DEEPEST: Final = 20
"""Lists nested deeper than this are indented no further: it would make the text grow with the square of the page."""

_SPACE: Final = " \t\n\f\r"  # HTML's white space: no-break spaces stay
_SPACES: Final = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")


class _TextBuilder:
    """An lxml parser target: takes the page's tokens, and `close` returns its text."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.last = ""  # the last character written
        self.breaks = 0  # line ends due before the next text
        self.space = False  # white space since the last text
        self.cell = False  # a table cell began since the last text
        self.left = False  # an element of `_APART` that held the last text has ended
        self.entered = 0  # elements of `_APART` begun since the last text, and not ended
        self.lists: list[int] = []  # the open lists, outermost first: the last number, or `_BULLETS`, or `_NO_LIST`
        self.marker = ""  # an item's number or bullet that waits for the item's first text
        self.dropped = 0  # open elements from the outermost of `_DROPPED` on
        self.preformatted = 0

    def start(self, tag: str, attributes: object) -> None:
        if self.dropped or tag in _DROPPED:
            self.dropped += 1
        elif breaks := _LINE_ENDS.get(tag):
            self.breaks = max(self.breaks, breaks)
            if tag == "li":
                self._begin_item()
            elif tag in _LISTS:
                self.lists.append(0 if tag == "ol" else _BULLETS)
            elif tag == "pre":
                self.preformatted += 1
        elif tag in _APART:
            self.entered += 1
        elif tag == "br":
            self.breaks += 1
        elif tag in _CELLS:
            self.cell = True

    def end(self, tag: str) -> None:
        if self.dropped:
            self.dropped -= 1
        elif breaks := _LINE_ENDS.get(tag):
            self.breaks = max(self.breaks, breaks)
            if tag == "li":
                self.marker = ""  # an empty item prints nothing, and leaves its number out
            if tag in _LISTS or (tag == "li" and self.lists[-1:] == [_NO_LIST]):
                self.lists.pop()
            elif tag == "pre":
                self.preformatted -= 1
        elif tag in _APART:
            if self.entered:
                self.entered -= 1
            else:
                self.left = True

    def data(self, text: str) -> None:
        if self.dropped or not text:
            return
        if self.preformatted:
            for number, line in enumerate(text.split("\n")):
                self.breaks += number > 0
                self._write(line)
            return
        words = text.strip(_SPACE)
        if not words:
            self.space = True
            return
        if text[0] in _SPACE:
            self.space = True
        if "  " in words or not words.isprintable():
            words = _SPACES.sub(" ", words)
        self._write(words)
        self.space = text[-1] in _SPACE

    def close(self) -> str:
        return "".join(self.out)

    def _begin_item(self) -> None:
        if not self.lists:
            self.lists.append(_NO_LIST)
        if self.lists[-1] < 0:
            self.marker = "• "
        else:
            self.lists[-1] += 1
            self.marker = f"{self.lists[-1]}. "

    def _write(self, text: str) -> None:
        if not text:
            return
        if self.breaks or not self.out:
            if self.out:
                self.out.append("\n" * self.breaks)
            if self.lists:
                self.out.append("  " * min(len(self.lists), _DEEPEST) + (self.marker or "  "))
            self.marker = ""
        elif self.space:
            self.out.append(" ")
        elif self.cell or (self.left and self.entered and not self._joins(text[0])):
            self.out.append("\t")
        self.out.append(text)
        self.last = text[-1]
        self.breaks = self.entered = 0
        self.space = self.cell = self.left = False

    def _joins(self, first: str) -> bool:
        """Whether a text with this first character belongs to the one before it: no tab between them."""
        return first in _NO_TAB_BEFORE or first.isspace() or self.last.isspace()
