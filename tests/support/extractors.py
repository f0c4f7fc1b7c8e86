"""The real extractors: a page's HTML as the text that two releases of Resiliparse print of it.

The two cannot be installed side by side, so the older one runs in a Python of its own (this file is also its script),
which answers one JSON line for each it is asked.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import TypeAlias

Extract: TypeAlias = Callable[..., str]


def resiliparse_2(html: str, *, main_content: bool = False) -> str:
    """The text of a page, by the Resiliparse that is installed beside this code."""
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(html, main_content=main_content)
    return text


def lynx(html: str, *, width: int = 80) -> str:
    """The text of a page, as lynx prints it; raises FileNotFoundError where lynx is not installed."""
    encodings = ("-assume_charset=utf-8", "-display_charset=utf-8")
    return _printed(html, "lynx", "-dump", "-nolist", "-stdin", "-force_html", *encodings, f"-width={width}")


def w3m(html: str, *, width: int = 80) -> str:
    """The same, as w3m prints it."""
    return _printed(html, "w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", str(width))


def _printed(html: str, *command: str) -> str:
    return subprocess.run(command, input=html, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout


@contextlib.contextmanager
def resiliparse_014(python: str) -> Iterator[Extract]:
    """A function like `resiliparse_2` that asks the Resiliparse of another Python."""
    process = subprocess.Popen([python, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def extract(html: str, *, main_content: bool = False) -> str:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps([html, main_content]) + "\n")
        process.stdin.flush()
        text: str = json.loads(process.stdout.readline())
        return text

    try:
        yield extract
    finally:
        process.communicate(timeout=10)


if __name__ == "__main__":
    for question in sys.stdin:
        html, main_content = json.loads(question)
        print(json.dumps(resiliparse_2(html, main_content=main_content)), flush=True)
