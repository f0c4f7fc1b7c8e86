"""The page of the playground as a person uses it, for tests: give a text, pick a sample, open a tab, read the table."""

from __future__ import annotations

import json
from typing import Any

from chromium import Page

__all__ = ["TABS", "PlaygroundPage"]

TABS = ("records", "rule", "problems", "ranges", "table")
READY = "document.documentElement.dataset.playground === 'ready'"


class PlaygroundPage:
    """The page of the playground, opened."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, f"{address}/playground/"
        self.run, self.key = page.run, page.key
        # The theme stores the colour scheme that was preferred first; without it, each page follows the screen.
        forget = "location.protocol === 'about:' || localStorage.clear()"
        page.call("Page.addScriptToEvaluateOnNewDocument", source=forget)
        self.open()

    def open(self, *, width: int = 1280, dark: bool = False) -> None:
        self.page.screen(width, dark=dark)
        self.page.open("about:blank")
        self.page.open(self.address)
        self.page.wait(READY)

    def on(self, name: str, script: str) -> Any:
        """The value of an expression about the element `it`, whose id is `pg-NAME`."""
        return self.run(f"((it) => {script})(document.getElementById({json.dumps('pg-' + name)}))")

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.run(
            f"[...document.querySelectorAll({json.dumps(selector)})].map((it) => it.textContent)"
        )
        return found

    def status(self) -> str:
        return str(self.on("status", "it.textContent"))

    def _when_read(self, act: str) -> None:
        self.run("document.getElementById('pg-status').textContent = 'waiting'")
        self.run(act)
        self.page.wait("document.getElementById('pg-status').textContent.startsWith('Read in')", 300)

    def give(self, text: str) -> None:
        """Paste a text, and wait until it is read."""
        value = f"it.value = {json.dumps(text)}; it.dispatchEvent(new Event('input'))"
        self._when_read(f"((it) => {{ {value} }})(document.getElementById('pg-source'))")

    def choose(self, sample: str) -> None:
        """Pick a sample, and wait until it is read."""
        value = f"it.value = {json.dumps(sample)}; it.dispatchEvent(new Event('change'))"
        self._when_read(f"((it) => {{ {value} }})(document.getElementById('pg-sample'))")

    def order(self) -> None:
        """Change whether the critics are sorted by score, and wait until the text is read again."""
        self._when_read("document.getElementById('pg-ordered').click()")

    def tab(self, name: str) -> None:
        self.on(f"tab-{name}", "it.click()")

    def table(self) -> list[dict[str, str]]:
        """The rows that are shown, by the names of their columns."""
        heads = self.texts("#pg-rows thead th")
        row = "[...row.cells].map((it) => it.textContent)"
        cells: list[list[str]] = self.run(f"[...document.querySelectorAll('#pg-rows tbody tr')].map((row) => {row})")
        return [dict(zip(heads, row, strict=True)) for row in cells]
