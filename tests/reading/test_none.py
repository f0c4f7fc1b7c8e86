"""Texts that are no review page are not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from conformance.none import count, texts

DOCUMENTATION = Path("/usr/share/doc")
SAMPLE = 600
"""How many texts are read; `python -m conformance.none FOLDER...` reads all."""


def test_a_page_is_counted(tmp_path: Path) -> None:
    """A page among other texts is found, files that are no text are left out, and lists and dates are counted."""
    (tmp_path / "page.txt").write_text("Metascore\n74\n", "utf-8")
    (tmp_path / "list.txt").write_text("1. One pier\n2. Two piers\n", "utf-8")
    (tmp_path / "changes.txt").write_text("Fog 1.2 (Oct 7, 2014)\n", "utf-8")
    (tmp_path / "binary").write_bytes(b"Metascore\n\0")
    counted = count(texts([tmp_path]))
    assert counted == (3, 1, 1, (tmp_path / "page.txt",))
    assert str(counted) == "3 texts, 1 with a numbered list, 1 with dates: 1 taken for a review page"


@pytest.mark.slow
def test_no_page_in_documentation() -> None:
    """None of the texts of a machine's documentation is a review page."""
    if not DOCUMENTATION.is_dir():
        pytest.skip(f"{DOCUMENTATION} is not there")
    some = [text for text, _ in zip(texts([DOCUMENTATION]), range(SAMPLE), strict=False)]
    assert count(some).found == ()
