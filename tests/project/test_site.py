"""The documentation as a reader sees it: the site, in a real browser."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from chromium import find_chromium

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
CHROMIUM = find_chromium()
MEASURE = """
<script>
addEventListener("load", () => {
  const parts = document.querySelectorAll(".md-content pre, .md-content pre > code, .md-typeset__table");
  const wide = [document.documentElement, ...parts].filter((part) => part.scrollWidth > part.clientWidth + 1);
  const list = document.createElement("pre");
  list.id = "too-wide";
  list.textContent = `${parts.length} parts\\n` + wide.map((part) => part.textContent.trim().slice(0, 80)).join("\\n");
  document.body.append(list);
});
</script>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning."""
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return place


def test_site_builds(site: Path) -> None:
    """The documentation builds without a warning: no page, anchor or name that it refers to is missing."""
    assert "Reviewed by:" in (site / "format" / "index.html").read_text("utf-8")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("name", ["api", "benchmarks", "cli", "records", "."])
def test_nothing_is_cut_off(name: str, site: Path, tmp_path: Path) -> None:
    """In a window of 1280 pixels no signature, example, table or page is wider than its place."""
    page = site / name / "measured.html"
    page.write_text((site / name / "index.html").read_text("utf-8").replace("</body>", f"{MEASURE}</body>"), "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}"]
    command += ["--window-size=1280,2000", "--virtual-time-budget=5000", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=100).stdout
    found = re.search(r'<pre id="too-wide">(\d+) parts\n(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[-2000:]
    assert int(found[1]) > 2
    assert found[2] == ""
