"""The HTML of a page as others hand it on: saved by a browser or a program, minified, or in another encoding."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from benchmarks.invented_html import invented_page

from reviewparse import ReviewError, parse_html, read, samples, sniff, to_dict

PAGES = [
    samples.read_html("blue-harbor"),
    *(invented_page(name).replace("&mdash;", "\N{EM DASH}") for name in ("critic reviews", "user reviews")),
]
JSON_LD = (
    '<script type="application/ld+json">{"@type": "Movie", "name": "<b>Copper Lane", "review": [{"reviewBody": '
    '"<li>Universal acclaim - based on 3 Critics</li>"}]}</script>'
    '<script>if (a < b && c > d) {x = "<div>Metascore<\\/div>"}</script>'
    "<noscript><p>Metascore</p></noscript><template><li>x</li></template>"
)


def minified(html: str) -> str:
    """Without comments, and each white space a single blank."""
    return re.sub(r"\s+", " ", re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL))


def declared(html: str, encoding: str) -> str:
    """With another encoding in `meta`."""
    return html.replace('charset="utf-8"', f'charset="{encoding}"')


def unquoted(html: str) -> str:
    """Attributes without quotes where they need none."""
    return re.sub(r'="([-\w./]+)"', r"=\1", html)


def references(html: str) -> str:
    """Each character that is not ASCII as a hexadecimal reference."""
    return "".join(char if char.isascii() else f"&#x{ord(char):X};" for char in html)


def single_file(html: str) -> str:
    """As the browser extension SingleFile writes a page."""
    page = re.sub(r"<script.*?</script>|<!DOCTYPE[^>]*>|</?(?:html|body)[^>]*>", "", html, flags=re.DOTALL)
    head = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://example.com/ \n-->"
    return head + unquoted(minified(page)).replace("<style>", "<style>.a{background:url(data:image/png;base64,AA==)}")


def translated(html: str) -> str:
    """As a browser that has translated a page: each text in two elements of its own."""
    font = '<font style="vertical-align: inherit;">' * 2
    return re.sub(r">([^<>]*\w[^<>]*)</(?=div|a|p)", rf">{font}\1</font></font></", html)


SAVED: dict[str, Callable[[str], str | bytes]] = {
    "UTF-8 with a byte order mark": lambda html: html.encode("utf-8-sig"),
    "UTF-16": lambda html: html.encode("utf-16"),
    "UTF-16, big-endian": lambda html: b"\xfe\xff" + html.encode("utf-16-be"),
    "Windows-1252": lambda html: html.encode("cp1252", "xmlcharrefreplace"),
    "Windows-1252, declared": lambda html: declared(html, "windows-1252").encode("cp1252", "xmlcharrefreplace"),
    "ASCII": lambda html: html.encode("ascii", "xmlcharrefreplace"),
    "references": references,
    "a browser": lambda html: "<!-- saved from url=(0023)https://example.com/x -->\r\n" + html.replace("\n", "\r\n"),
    "SingleFile": single_file,
    "tags in upper case": lambda html: re.sub(r"<(/?\w+)", lambda tag: f"<{tag[1].upper()}", html),
    "attributes without quotes": unquoted,
    "attributes in single quotes": lambda html: re.sub(r'="([^"\'<>]*)"', r"='\1'", html),
    "tags broken into lines": lambda html: re.sub(r'(<\w[^<>]*?)(/?>)', r"\1\n  \2", html),
    "minified": minified,
    "minified, no white space between tags": lambda html: re.sub(r">\s+<", "><", html),
    "translated in a browser": translated,
    "comments": lambda html: re.sub("(</(?:div|li|a|p)>)", r'\1<!-- end of <b>"it"</b> -- x -->', html),
    "ends left out": lambda html: re.sub("</(?:p|li|body|html)>", "", html),
    "document left out": lambda html: re.sub("<!DOCTYPE html>|</?(?:html|head|body)[^>]*>", "", html),
    "scripts and JSON-LD": lambda html: re.sub("(?=</(?:head|body)>)", lambda _: JSON_LD, html),
    "a NUL before each tag": lambda html: html.replace("<", "\0<"),
}  # fmt: skip
"""How a page is written by others, without another content."""


@pytest.mark.parametrize("html", PAGES, ids=["sample", "critics", "users"])
@pytest.mark.parametrize("way", SAVED)
def test_a_page_is_the_same_however_it_was_saved(way: str, html: str) -> None:
    """What a page says does not depend on who has written its HTML, and `read` and `sniff` take it for HTML."""
    saved = SAVED[way](html)
    assert saved != html
    page = parse_html(saved)
    assert to_dict(page) == to_dict(parse_html(html))
    assert read(saved) == page
    assert sniff(saved if isinstance(saved, bytes) else saved.encode())


def archived(html: str) -> str:
    """As a web archive shows a page: its own bar above, and addresses that lead to it."""
    bar = (
        '<!-- BEGIN TOOLBAR --><style>body {margin: 0}</style><script>x.rw("<li>1. 90</li>");</script><div lang="en" '
        'style="display:none"><form><input type="text" value="https://example.com/x"></form><a title="all captures">37 '
        'captures</a><div title="Timespan">07 Mar 2014 - 12 Jan 2020</div><table><tr><td>Oct<td>NOV<td>Dec</tr><tr><td>'
        "<td>03<td></tr><tr><td>2015<td>2016<td>2017</tr></table><div>COLLECTED BY</div><div>TIMESTAMPS</div></div>"
    )
    page = re.sub('(href|src)="(?=https?:)', r'\1="https://archive.example.org/web/20161103030405/', html)
    return re.sub("(<body[^>]*>)", lambda body: body[1] + bar, page) + "<!-- ARCHIVED ON 03:04:05 Nov 03, 2016 -->"


@pytest.mark.parametrize("html", PAGES, ids=["sample", "critics", "users"])
def test_the_bar_of_a_web_archive_is_not_of_the_page(html: str) -> None:
    """Its dates and numbers are no scores, and change nothing of what the page says."""
    page, saved = parse_html(html), parse_html(archived(html))
    assert saved.sections == page.sections
    assert (saved.title, saved.kind, saved.layout) == (page.title, page.kind, page.layout)


@pytest.mark.parametrize("html", PAGES, ids=["sample", "critics", "users"])
def test_an_archive_of_a_page_is_named(html: str) -> None:
    """MHTML holds the page in another notation, in which lines are broken and characters coded: it is not read."""
    archive = EmailMessage(SMTP)
    archive["From"] = "<Saved by Blink>"
    archive["Subject"] = "Copper Lane"
    archive.add_related(html.encode(), "text", "html", cte="quoted-printable")
    for saved in (archive.as_bytes(), archive.as_bytes().decode()):
        for function in (parse_html, read):
            with pytest.raises(ReviewError) as caught:
                function(saved)
            assert caught.value.code == "mhtml"
