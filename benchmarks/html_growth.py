"""How the time of `html_to_text` grows with the page: `python -m benchmarks.html_growth [--size BYTES] [FAMILY ...]`.

Each hostile family is read at half the size and at the size (5 MB unless told otherwise), both in turn. Where the larger
takes `LIMIT` times the smaller or more, both are read again, up to five times, and the least processor time of each
counts. One row a family is printed; the exit status is 1 where one is still as steep.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Final

from reviewparse.html import html_to_text, looks_like_html, page_metadata

__all__ = ["FAMILIES", "LIMIT", "read"]

LIMIT: Final = 2.5

Family = Callable[[int], bytes]
"""A page of about as many bytes as it is told."""

NAMES: Final = "a b p li ol ul td tr table div span h1 pre svg select option button dt em x-y".split()


def _fill(piece: str | bytes, head: str = "", tail: str = "") -> Family:
    """One piece over and over."""
    data = piece.encode() if isinstance(piece, str) else piece
    return lambda size: head.encode() + data * (size // len(data)) + tail.encode()


def _halves(first: str, second: str, middle: str = "x") -> Family:
    """One piece over and over, then another as often."""

    def family(size: int) -> bytes:
        times = size // (len(first) + len(second))
        return (first * times + middle + second * times).encode()

    return family


def _numbered(piece: str) -> Family:
    """A piece that holds another number each time."""
    return lambda size: "".join(piece.replace("@", f"{n:06}") for n in range(size // (len(piece) + 5))).encode()


def _mixed(start: str, end: str) -> Family:
    """Tags of all names in turn."""
    return _halves("".join(start.replace("@", name) for name in NAMES), "".join(end.replace("@", n) for n in NAMES))


FAMILIES: Final[dict[str, Family]] = {
    # tags that do not match
    "b, then /i": _halves("<b>", "</i>"),
    "div, then /p": _halves("<div>", "</p>"),
    "div, then /li": _halves("<div>", "</li>"),
    "li, then /ol": _halves("<li>", "</ol>"),
    "ol li, then /div": _halves("<ol><li>", "</div>"),
    "a, then /span": _halves("<a>", "</span>"),
    "td, then /div": _halves("<td>", "</div>"),
    "div table, then /div": _halves("<div><table>", "</div>"),
    "section, then /div in a cell": lambda size: b"<div><td>" + _halves("<section>", "</div>")(size),
    "many names, then their ends": _mixed("<@>", "</@>"),
    "many names, then other ends": _mixed("<@>", "</@@>"),
    "names that none has": _numbered("<n@>x</n>"),
    "ends that none has": _numbered("</n@>"),
    "ends alone": _fill("</div></li></ol></p></a></td>"),
    # nested
    "nested div": _halves("<div>", "</div>"),
    "nested div, not ended": _fill("<div>"),
    "nested b": _fill("<b>"),
    "nested ol": _halves("<ol><li>x", "</li></ol>"),
    "nested ul, not ended": _fill("<ul><li>x"),
    "nested tables": _halves("<table><tr><td>x", "</td></tr></table>"),
    "nested tables, not ended": _fill("<table><tr><td>"),
    "nested pre": _halves("<pre>\n", "</pre>"),
    "nested svg": _halves("<svg>", "</svg>"),
    "nested template": _fill("<template>x"),
    "nested select": _fill("<select><option>x"),
    "nested buttons": _fill("<button>x"),
    # not ended, side by side
    "li": _fill("<li>x"),
    "li in ol": _fill("<li>x", "<ol>"),
    "li with open div": _fill("<li><div>x", "<ol>"),
    "p": _fill("<p>x"),
    "p, then blocks": _fill("<p>x<div>y</div>"),
    "ends of p": _fill("x</p>"),
    "dt and dd": _fill("<dt>x<dd>y", "<dl>"),
    "rows and cells": _fill("<tr><td>x<td>y", "<table>"),
    "empty items": _fill("<li></li>", "<ol>"),
    "br": _fill("<br>"),
    "br, between texts": _fill("x<br>"),
    "spans side by side": _fill("<span>x</span>"),
    # comments and declarations
    "comments, not ended": _fill("<!--"),
    "comments": _fill("<!-- x -->"),
    "comments that nearly end": _fill("-- >", "<!--"),
    "hyphens in a comment": _fill("-", "<!--"),
    "hyphens and exclamation marks": _fill("--!", "<!--"),
    "short comments": _fill("<!--><!--->"),
    "CDATA, not ended": _fill("<![CDATA["),
    "CDATA in svg": _fill("<svg><![CDATA[x]]>"),
    "instructions, not ended": _fill("<?"),
    "declarations, not ended": _fill("<!x "),
    "document types": _fill('<!DOCTYPE html PUBLIC "">'),
    "ends without a name": _fill("</ "),
    # attributes
    "open quotes": _fill('<a x="'),
    "open quotes of both kinds": _fill("<a x=\"y' z='"),
    "attributes without end": _fill("<a x=y "),
    "attributes of one tag": _fill(" x=y", "<a", ">"),
    "attributes of an image": lambda size: b"<img" + _numbered(" x@=y")(size) + b">",
    "slashes in a tag": _fill("/", "<a", ">"),
    "equals signs in a tag": _fill("=", "<a ", ">"),
    "spaces in a tag": _fill(" ", "<a", ">"),
    "spaces in a tag, not ended": _fill(" ", "<a"),
    "spaces before equals signs": _fill("x  ", "<a ", "=>"),
    "one attribute": _fill("x", '<p title="', '">'),
    "images": _fill('<img alt="x &amp; y">'),
    "one name": _fill("x", "<", ">"),
    "tags not ended": _fill("<a"),
    "end tags not ended": _fill("</a "),
    # characters
    "less-than signs": _fill("<"),
    "less-than signs and spaces": _fill("< "),
    "ampersands": _fill("&"),
    "references": _fill("&amp;"),
    "references without semicolon": _fill("&notit"),
    "unknown references": _fill("&" + "x" * 31),
    "numbers": _fill("&#38;"),
    "one number": _fill("9", "&#", ";"),
    "one hexadecimal number": _fill("f", "&#x", ";"),
    "zeros before a number": _fill("0", "&#", "65;"),
    "numbers without digits": _fill("&#"),
    "controls by reference": _fill("7&#28;&#x1c;"),
    "NUL": _fill("\0"),
    "controls": _fill("\x1c"),
    "carriage returns": _fill("x\r"),
    "spaces": _fill(" ", "x", "x"),
    "words": _fill("word "),
    "no-break spaces": _fill("\N{NO-BREAK SPACE}x "),
    "lines in pre": _fill("x\n", "<pre>"),
    # content that is characters
    "script, not ended": _fill("<script>x"),
    "scripts": _fill("<script>x</script>"),
    "ends that script does not take": _fill("</scrip", "<script>"),
    "less-than signs in style": _fill("<", "<style>"),
    "textarea, not ended": _fill("<textarea>x</"),
    "titles": _fill("<title>x</title>"),
    "title, not ended": _fill("<title><"),
    "script, tag not ended": _fill("<script "),
    "noscript and style in turn": _fill("<noscript><style></noscript>"),
    # bytes
    "not UTF-8": _fill(b"\xff"),
    "not UTF-8, declared": _fill(b"\xe9t\xe9 ", "<meta charset=latin-1>"),
    "declarations of an encoding": _fill(b"<meta charset\xff"),
    "one declaration of an encoding": _fill(b"charset \xff", "<meta "),
    "spaces in a declaration": _fill(b" ", "<meta charset", "\xff"),
    "UTF-16": lambda size: ("x<b>" * (size // 8)).encode("utf-16"),
}
"""Pages that a reader could lose itself in, by name."""


def read(page: bytes) -> None:
    """Read a page in each way."""
    html_to_text(page, max_chars=None)
    page_metadata(page)
    looks_like_html(page)


def seconds(page: bytes) -> float:
    """The processor time of one reading."""
    begin = time.process_time()
    read(page)
    return time.process_time() - begin


def main() -> int:
    """Measure, print the table; the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("families", nargs="*", metavar="FAMILY", help="all unless named")
    arguments.add_argument("--size", type=int, default=5_000_000, help="bytes of the larger page")
    arguments.add_argument("--rounds", type=int, default=5, help="how often a steep family is read, at most")
    options = arguments.parse_args()
    print(f"Python {sys.version.split()[0]}, {options.size:,} bytes")
    print(f"{'family':34} {'half':>8} {'whole':>8} {'ratio':>6}")
    worst = 0.0
    for name in options.families or FAMILIES:
        pages = [FAMILIES[name](size) for size in (options.size // 2, options.size)]
        half, whole = map(seconds, pages)
        for _ in range(options.rounds - 1):
            if whole < LIMIT * half:
                break
            half, whole = min(half, seconds(pages[0])), min(whole, seconds(pages[1]))
        ratio = whole / half
        worst = max(worst, ratio)
        print(f"{name:34} {half:8.3f} {whole:8.3f} {ratio:6.2f}{' <--' if ratio >= LIMIT else ''}", flush=True)
    print(f"{len(options.families or FAMILIES)} families, the steepest {worst:.2f}")
    return int(worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
