"""The playground in a real browser: the documentation is built with it, served, and opened in headless Chromium."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.playground.playground import LINES, SHOWN, Playground
from tools.playground.__main__ import UNREACHABLE

from chromium import chromium, find_chromium, served
from playground_page import TABS, PlaygroundPage
from reviewparse import samples

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "pages").rglob("*.txt"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation with the playground, as its one command builds it."""
    if find_chromium() is None:
        pytest.skip("there is no Chromium on this machine to open the playground with")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "tools.playground", "--site", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode == UNREACHABLE:
        pytest.skip(f"npm or pip cannot fetch what the playground runs. {' '.join(done.stderr.splitlines()[:2])}")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def opened(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlaygroundPage]:
    with served(site) as address, chromium(tmp_path_factory.mktemp("profile")) as page:
        yield PlaygroundPage(page, address)


@pytest.fixture
def playground(opened: PlaygroundPage) -> Iterator[PlaygroundPage]:
    """The page, as large as a desk has it; no script may raise an error while a test uses it."""
    opened.page.screen(1280)
    yield opened
    assert opened.page.errors == []


def rows_of_command_line(text: str, folder: Path) -> str:
    file = folder / "page.txt"
    file.write_text(text, encoding="utf-8", newline="")
    command = [sys.executable, "-m", "reviewparse", "parse", "--format", "csv", str(file)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


FIVE = {
    **{name: samples.read(name) for name in ("blue-harbor", "lantern-keepers", "salt-road", "harbor-nine")},
    "golden page": (ROOT / "tests" / "pages" / "l1" / "fields-of-a-critic.txt").read_text("utf-8"),
    "HTML": samples.read_html("blue-harbor"),
}


@pytest.mark.parametrize("name", FIVE)
def test_the_table_is_that_of_the_command_line(name: str, playground: PlaygroundPage, tmp_path: Path) -> None:
    """The rows that are shown are those that `reviewparse parse --format csv` prints; columns left out are empty."""
    playground.give(FIVE[name])
    rows = list(csv.DictReader(io.StringIO(rows_of_command_line(FIVE[name], tmp_path), newline="")))
    shown = playground.table()
    assert rows
    used = [column for column in rows[0] if any(row[column] for row in rows)]
    assert list(shown[0]) == used
    assert shown == [{column: row[column] for column in used} for row in rows]


def test_the_csv_is_that_of_the_command_line(playground: PlaygroundPage, tmp_path: Path) -> None:
    """The button saves the bytes that the command line prints."""
    playground.choose("lantern-keepers text")
    playground.page.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    playground.tab("table")
    playground.on("csv", "it.click()")
    file = tmp_path / "reviews.csv"
    while not file.exists():  # the test's own time limit ends it
        playground.run("new Promise((done) => setTimeout(done, 50))")
    expected = rows_of_command_line(samples.read("lantern-keepers"), tmp_path)
    assert file.read_bytes().decode("utf-8") == expected


def test_nothing_is_asked_of_another_machine(playground: PlaygroundPage) -> None:
    """From its start through all its samples the page asks nothing of another machine; if it did, it would be seen."""
    refused = playground.page.refused
    del refused[:]
    playground.open()
    for sample in playground.run("[...document.getElementById('pg-sample').options].map((it) => it.value)"):
        if sample:
            playground.choose(sample)
    assert refused == []
    for asked in (
        "fetch(address)",
        "new Promise((done) => { new Worker('data:text/javascript,fetch(\"' + address + '\")."
        "then(close, () => postMessage(1))').onmessage = done })",
    ):
        playground.run(f"((address) => {asked})('http://elsewhere.invalid/x').then(() => 1, () => 1)")
    assert len(refused) == 2
    del refused[:]


def test_python_in_the_browser_reads_as_python_here(playground: PlaygroundPage) -> None:
    """On each golden page, Python 3.14 in the browser answers as this Python does."""
    assert re.fullmatch(r"Python 3\.14\.\d+", playground.texts("#pg-python")[0])
    here = Playground()
    playground.run("""(async () => {
        const { Client } = await import('./client.js');
        globalThis.client = new Client();
    })()""")
    assert len(GOLDEN) > 100
    for path in GOLDEN:
        for question in (
            {"ask": "read", "source": path.read_text("utf-8"), "kind": "", "ordered": True},
            {"ask": "lines", "first": 1},
            {"ask": "csv"},
        ):
            there = playground.run(f"client.ask({json.dumps(question)})")
            assert there == json.loads(here.answer(json.dumps(question))), path


def test_a_line_shows_its_fields_and_its_rule(playground: PlaygroundPage) -> None:
    """A field has its colour and name; a click on a line shows the rule that read it, whose names lead on."""
    playground.choose("lantern-keepers text")
    fields = "[...it.querySelectorAll('.pg-field')].map((field) => [field.textContent, field.title, field.className])"
    assert playground.on("line-57", fields) == [
        ["15", "positive", "pg-field pg-of-count"],
        ["19", "positive_total", "pg-field pg-of-count"],
    ]
    playground.on("line-60", "it.click()")
    assert playground.on("panel-rule", "it.hidden") is False
    shown = playground.on("panel-rule", "it.innerText")
    assert "first_critic_review:" in shown
    assert "l1_reviews.lark" in shown
    assert "Pixel Almanac" in shown
    playground.run("[...document.querySelectorAll('#pg-panel-rule pre button')].at(0).click()")
    assert re.search(r"^_critic_review\{.*\}:", playground.on("panel-rule", "it.innerText"), re.MULTILINE)
    assert playground.on("line-1", "it.classList.contains('pg-unread')") is True
    assert playground.on("line-60", "it.classList.contains('pg-unread')") is False
    assert playground.on("line-3", "it.querySelector('.pg-foreign').textContent") == "• PC"
    playground.on("line-3", "it.click()")
    assert playground.texts(".pg-fields td") == ["• PC"]


def test_a_problem_leads_to_its_line(playground: PlaygroundPage) -> None:
    """A problem names its line, and a click on it picks that line, in a part of the text that is not shown as well."""
    numbers = [*range(1, 301), 250]
    reviews = [f"  {number}. Dot Review\n    80\n    Slow, {place}.\n" for place, number in enumerate(numbers)]
    playground.give("Critic score distribution:\n" + "".join(reviews))
    playground.tab("problems")
    assert "number-not-increasing" in playground.on("panel-problems", "it.textContent")
    playground.run(
        "[...document.querySelectorAll('.pg-problems .pg-link')].find((it) => it.textContent === 'line 902').click()"
    )
    playground.page.wait("document.getElementById('pg-line-902')?.ariaSelected === 'true'")
    assert playground.run("document.activeElement.id") == "pg-lines"
    top, bottom = playground.on("line-902", "[it.getBoundingClientRect().top, it.getBoundingClientRect().bottom]")
    assert playground.on("lines", "it.getBoundingClientRect().top") <= top
    assert bottom <= playground.on("lines", "it.getBoundingClientRect().bottom")


def test_records_and_ranges_are_shown(playground: PlaygroundPage) -> None:
    """The records open as a tree down to a review; a range is a bar from its lowest to its highest score."""
    playground.choose("blue-harbor text")
    playground.order()
    assert "91 to 100" in playground.texts(".pg-ranges td:last-child")
    bars = playground.run("[...document.querySelectorAll('.pg-range')].map((it) => [it.style.left, it.style.width])")
    assert bars[0] == ["91%", "9%"]
    playground.order()
    playground.tab("records")
    for path in ("0", "0/reviews", "0/reviews/1"):
        found = "document.querySelector('.pg-tree')"
        for name in ("sections", *path.split("/")):
            named = f"it.querySelector('.pg-key').textContent === '{name}'"
            found = f"[...{found}.querySelectorAll('details')].find((it) => {named})"
        playground.run(f"{found}.querySelector('summary').click()")
        playground.page.wait(f"{found}.querySelector('li')")
    assert 'author: "Odile Farrant"' in playground.texts(".pg-tree li")


def test_keys_alone_do_all(playground: PlaygroundPage) -> None:
    """Tab reaches the controls in their order, arrows and Enter pick a line, and arrows move between the tabs."""
    playground.choose("blue-harbor text")
    playground.tab("rule")
    playground.on("sample", "it.focus()")
    order = []
    for _ in range(7):
        order.append(playground.run("document.activeElement.id"))
        playground.key("Tab")
    assert order == [
        f"pg-{name}" for name in ("sample", "kind", "ordered", "source", "lines", "tab-rule", "panel-rule")
    ]
    playground.on("lines", "it.focus()")
    picked = "document.querySelector('#pg-lines [aria-selected=true]')?.dataset.line"
    for key, line in (
        ("Home", "1"),
        ("ArrowDown", "2"),
        ("ArrowDown", "3"),
        ("ArrowUp", "2"),
        ("End", "37"),
        ("PageUp", "17"),
    ):
        playground.key(key)
        playground.page.wait(f"{picked} === '{line}'")
        assert playground.on("lines", "it.getAttribute('aria-activedescendant')") == f"pg-line-{line}"
    playground.tab("records")
    playground.key("Enter")
    playground.page.wait("!document.getElementById('pg-panel-rule').hidden")
    playground.on("tab-rule", "it.focus()")
    for key, name in (
        ("ArrowRight", "problems"),
        ("End", "table"),
        ("ArrowRight", "records"),
        ("ArrowLeft", "table"),
        ("Home", "records"),
    ):
        playground.key(key)
        assert playground.run("document.activeElement.id") == f"pg-tab-{name}"
        assert [tab for tab in TABS if not playground.on(f"panel-{tab}", "it.hidden")] == [name]


def test_each_control_has_a_name(playground: PlaygroundPage) -> None:
    """Whatever can be focused on the page has a name that a screen reader says."""
    playground.choose("lantern-keepers text")
    playground.on("line-60", "it.click()")
    for tab in TABS:
        playground.tab(tab)
        nodes = playground.page.call("Accessibility.getFullAXTree")["nodes"]
        focusable = [n for n in nodes if any(each["name"] == "focusable" for each in n.get("properties", ()))]
        assert len(focusable) > 10
        nameless = [node["backendDOMNodeId"] for node in focusable if not node.get("name", {}).get("value")]
        described = [playground.page.call("DOM.describeNode", backendNodeId=node)["node"] for node in nameless]
        assert [node["attributes"] for node in described if "md-search__scrollwrap" not in node["attributes"]] == []


WIDE = """[...document.querySelectorAll('.playground *')].filter((it) => {
    const box = it.getBoundingClientRect();
    const kept = (at) => at !== document.body
        && (getComputedStyle(at).overflowX !== 'visible' || kept(at.parentElement));
    return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5) && !kept(it.parentElement);
}).map((it) => it.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", [400, 768, 1280])
def test_nothing_is_wider_than_the_screen(width: int, playground: PlaygroundPage) -> None:
    """On a narrow screen, too, the page scrolls in one direction alone, in each tab."""
    playground.give(samples.read("lantern-keepers") + "x" * 3000 + "\n")
    playground.page.screen(width)
    playground.on("line-60", "it.click()")
    for tab in TABS:
        playground.tab(tab)
        assert playground.run("document.documentElement.scrollWidth <= innerWidth && innerWidth") == width
        assert playground.run(WIDE) == []


CONTRAST = """(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const over = (colours) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (colour) => colour.map((it) => it / 255)
        .map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4))
        .reduce((sum, it, place) => sum + it * [0.2126, 0.7152, 0.0722][place], 0);
    const low = {};
    let looked = 0;
    for (const it of document.querySelectorAll('.playground *')) {
        const text = [...it.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('').trim();
        if (!text || !it.checkVisibility() || it.closest(':disabled, option, noscript')) continue;
        const grounds = [];
        for (let at = it; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
        const [a, b] = [over(grounds), over([...grounds, getComputedStyle(it).color])].map(light);
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        looked += 1;
        if (ratio < 4.5) low[it.className || it.tagName] = ratio;
    }
    return { looked, low };
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_text_can_be_read(dark: bool, playground: PlaygroundPage) -> None:
    """The page follows the scheme that is preferred, and in it all text has the contrast of WCAG's level AA, 4.5."""
    playground.open(dark=dark)
    assert playground.run("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
    playground.give(
        samples.read("harbor-nine") + samples.read("lantern-keepers").replace("15 out of 19", "25 out of 19")
    )
    playground.on("line-8", "it.click()")
    for tab in TABS:
        playground.tab(tab)
        found = playground.run(CONTRAST)
        assert found["looked"] > 100
        assert found["low"] == {}


HOSTILE = """Critic score distribution:
  1. Positive: 1 out of 1
  1. <img src=x onerror=document.hacked=1>
    Reviewed by: </textarea><script>document.hacked = 2</script>
    80
    Slow. <iframe srcdoc="<script>parent.document.hacked=3</script>"></iframe> &lt;b onclick=x&gt; ' " \u202e \ufffe
"""


@pytest.mark.parametrize("text", [HOSTILE, f"<ol><li>{HOSTILE}</li></ol>"], ids=["text", "HTML"])
def test_markup_in_a_text_stays_text(text: str, playground: PlaygroundPage) -> None:
    """Whatever a text holds is shown as letters: no element is made of it, and no script of it runs."""
    playground.give(text)
    for tab in TABS:
        playground.tab(tab)
    playground.on("line-3", "it?.click()")
    made = "document.querySelectorAll('.playground :is(img, script, iframe, b, style, svg, object)').length"
    assert playground.run(made) == 0
    assert playground.run("document.hacked === undefined") is True
    assert playground.page.refused == []
    if text == HOSTILE:
        assert "onerror=document.hacked=1" in playground.texts("#pg-line-3")[0]


def test_a_large_text_leaves_the_page_usable(playground: PlaygroundPage) -> None:
    """While a megabyte is read the page answers, what it shows is bounded, and it says what is not shown."""
    review = "  {}. Dot Review\n    Reviewed by: Ann Example\n    80\n    Slow, and worth it.\n"
    text = "Critic score distribution:\n" + "".join(map(review.format, range(1, 14_001)))
    assert len(text) > 1_000_000
    playground.run(f"document.getElementById('pg-source').value = {json.dumps(text)}")
    playground.run("document.getElementById('pg-source').dispatchEvent(new Event('input'))")
    seen = set()
    while not (status := playground.status()).startswith("Read in") or "14,000 reviews" not in status:
        seen.add(status)
        playground.run("new Promise((done) => requestAnimationFrame(done))")
    assert f"Reading {len(text):,} characters …" in seen
    assert playground.run("document.querySelectorAll('#pg-lines [role=option]').length") == LINES
    assert len(playground.table()) == SHOWN
    notes = playground.texts(".pg-note")
    assert f"Lines 1 to {LINES} of 56,001 are shown." in notes
    assert f"The first {SHOWN} of 14,000 rows are shown." in notes
    playground.on("lines", "it.focus()")
    playground.key("End")
    playground.page.wait("document.getElementById('pg-line-56001')?.ariaSelected === 'true'")


def test_a_failure_is_said_and_the_next_text_is_read(playground: PlaygroundPage) -> None:
    """Where Python itself fails, the page says so, and starts it anew for the next text."""
    playground.run("""(async () => {
        const { Client } = await import('./client.js');
        globalThis.failing = new Client();
    })()""")
    assert playground.run("failing.ask({ ask: 'nothing' }).catch((error) => error.message)") == "KeyError: 'nothing'"
    assert playground.run("failing.ask({ ask: 'csv' })") == {"csv": ""}


@pytest.mark.parametrize(
    ("missing", "said"),
    [("runtime", "python -m tools.playground"), ("*.whl", "The playground failed: /playground/runtime/")],
    ids=["playground", "wheels"],
)
def test_what_a_site_lacks_is_said(missing: str, said: str, site: Path, tmp_path: Path, opened: PlaygroundPage) -> None:
    """Where MkDocs alone built the site, the page says what builds the rest; a file that is missing is named."""
    bare = shutil.copytree(site, tmp_path / "site", ignore=shutil.ignore_patterns(missing))
    with served(bare) as address:
        opened.page.open(f"{address}/playground/")
        opened.page.wait(f"document.getElementById('pg-status').textContent.includes({json.dumps(said)})")
        assert opened.on("results", "it.hidden") is True
    opened.open()
