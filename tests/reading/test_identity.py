"""What a page reviews: title, kind, season and platform, and the addresses that HTML alone has."""

from __future__ import annotations

import pytest

from reviewparse import Kind, parse, parse_html
from reviewparse.identity import Identity, agreed, of_document_title, of_heading

HEAD = "Metascore\n74\n"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Copper Lane Image\n{}", (None, "Copper Lane", None, None)),
        ("Copper Lane Image\n  1. First Review\n  2. Second Review\n{}", (None, "Copper Lane", None, None)),
        ("Copper Lane Image\n  1. First Fog\n  2. Second Fog\n{}", (None, None, None, None)),
        ("Copper Lane\nSeason 6\n8 Seasons\nSeason Premiere: Apr 24, 2016\n{}", ("tv", None, 6, None)),
        ("Season 1\n  1 Season\n{}", ("tv", None, 1, None)),
        ("Season 6\nSeason 7\n8 Seasons\n{}", ("tv", None, 7, None)),
        ("Season 6\nSeasons\n{}Season Premiere: \nNov 26, 2025", ("tv", None, None, None)),
        ("The Best Films of the Year Image\nPublished: May 1\n{}", (None, None, None, None)),
        ("Copper Lane (2014) Reviews - Metacritic\n{}", (None, "Copper Lane", None, None)),
        ("Copper Lane by Ann Example Reviews and Tracks - Metacritic\n{}", ("music", "Copper Lane", None, None)),
        ("Reviews and Tracks for By the Sea by Kim by Fog - Metacritic\n{}", ("music", None, None, None)),
        ("Copper Lane - Season 2 Reviews - Metacritic\n{}", (None, "Copper Lane", 2, None)),
        ("Read User Reviews and Submit your own for Dot on PC - Metacritic\n{}", ("game", "Dot", None, "PC")),
        ("Quest for Rope Reviews - Metacritic\n{}", (None, None, None, None)),
        ("Quest for Rope Reviews - Metacritic\n{}Director: Kim Fog", ("movie", "Quest for Rope", None, None)),
        ("Copper Lane : Season 2\n  • Network: Pier TV\n{}", ("tv", "Copper Lane", 2, None)),
        ("{}Season 2 premiere date: May 1, 2014", ("tv", None, 2, None)),
        ("{}Season 2 premiere date: May 1, 2014\nSeason 3 premiere date: May 1, 2015", ("tv", None, None, None)),
        ("Xbox One\n  * Publisher: Lone Pier\n{}", ("game", None, None, "Xbox One")),
        ("PC\nSwitch\n{}", (None, None, None, None)),
        ("Rope\nNintendo Switch Critic Reviews\n{}", ("game", None, None, "Nintendo Switch")),
        ("PC Gamer Critic Reviews\n{}", (None, None, None, None)),
        ("Copper Lane critic reviews - Metacritic\n{}", (None, "Copper Lane", None, None)),
        ("The Critic user reviews - Metacritic\n{}", (None, "The Critic", None, None)),
        ("{}Review this album", ("music", None, None, None)),
        ("{}Review this movie   VOTE NOW", ("movie", None, None, None)),
        ("{}Review this game if you like", (None, None, None, None)),
        ("Salt Image\n{}Log in to finish rating Rope", (None, None, None, None)),
        ("Salt Image\n{}Log in to finish rating SALT", (None, "Salt", None, None)),
    ],
)
def test_lines_that_tell_what_a_page_reviews(lines: str, said: tuple[object, ...]) -> None:
    """Each is told where it is certain, and where two lines differ, none."""
    page = parse(lines.format(HEAD))
    assert (page.kind, page.title, page.season, page.platform) == said
    assert len(page.unrecognized) == lines.count("\n") + (not lines.endswith("{}"))


def test_titles_with_what_the_site_adds() -> None:
    """A title with an artist, a platform or a year is that of the title alone; any other is another."""
    title = Identity(title="Copper Lane")
    for whole in ("Copper Lane by Ann Example", "COPPER LANE", "Copper Lane (2014)", "Copper Lane for Ouya"):
        assert agreed([title, Identity(whole_title=whole)]).title == "Copper Lane"
    for whole in ("Copper Lane 2", "Copper", "Blue Harbor"):
        assert agreed([title, Identity(whole_title=whole)]).title is None


def test_headings_of_lists_are_no_titles() -> None:
    """A page of reviews is headed by what it lists, and may name its platform."""
    assert of_heading("PC Critic Reviews") == Identity(platform="PC")
    assert of_heading("User Reviews") == Identity()
    assert of_document_title("Copper Lane Reviews").whole_title == "Copper Lane"
    assert of_document_title("Copper Lane critic reviews").whole_title == "Copper Lane"
    assert of_document_title("The Critic Reviews - Metacritic").whole_title == "The Critic"


TITLES = ["Copper Lane Image", "Copper Lane Reviews - Metacritic", "Copper Lane : Season 2\n  • Network: Pier TV"]


@pytest.mark.parametrize("blanks", [" ", "  \t", "\xa0"])
@pytest.mark.parametrize("line", TITLES)
def test_blanks_behind_a_title(line: str, blanks: str) -> None:
    """Extractors that break lines with blanks print them behind a title as well."""
    page = parse(line.replace("\n", f"{blanks}\n") + f"{blanks}\nMetascore\n74\n")
    assert page.title == "Copper Lane"
    assert page.season == (2 if "Season" in line else None)


@pytest.mark.parametrize("line", TITLES)
def test_an_item_of_a_list_is_no_title(line: str) -> None:
    """Neither the number nor the bullet of a link's item is of a title, and the link may be to another title's page."""
    assert parse(f"{line}\nMetascore\n74\n").title == "Copper Lane"
    for mark in ("1. ", "  12. ", "• ", "   * "):
        page = parse(f"{mark}{line}\nMetascore\n74\n")
        assert (page.title, page.season) == (None, None)
        assert page.unrecognized[0].text == f"{mark}{line}".partition("\n")[0]


PAGE = """<title>Copper Lane Reviews - Metacritic</title><meta property="og:type" content="video.movie">
<link rel="canonical" href="https://example.com/movie/copper-lane"><h1>Copper Lane</h1>
<div>Critic score distribution:</div><ol><li>Positive: 2 out of 2</li></ol>
<ol><li id="card_1"><a href="/publication/dusty-reel">The Dusty Reel</a>
<div>Reviewed by: <a href="/critic/ann?filter=movies">Ann Example</a></div><div>80</div><div>Slow.</div>
<ul><li><a href="https://example.org/fog">Read full review</a></li></ul></li><li id="advertisement"></li>
<li><div>Lone Reel</div><div>70</div><div>The lamps burn low.</div><a href="#">Read full review</a></li></ol>
<div>Watch On</div><a href="/critic/kim">Kim Fog</a>"""


def test_what_only_html_holds() -> None:
    """A review has the addresses on its own lines, by what they lead to; the page has its own."""
    page = parse_html(PAGE)
    assert (page.kind, page.title, page.url) == (Kind.MOVIE, "Copper Lane", "https://example.com/movie/copper-lane")
    assert page.critics is not None
    said = [(each.url, each.publication_url, each.author_url, each.id) for each in page.critics.reviews]
    assert said == [
        ("https://example.org/fog", "/publication/dusty-reel", "/critic/ann?filter=movies", "card_1"),
        (None, None, None, None),
    ]
