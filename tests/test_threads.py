"""The engine is made once, however many threads ask for it first."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys, threading
import reviewparse.review_grammar as grammar
from reviewparse import parse

made = []
make = grammar.Engine
grammar.Engine = lambda source: made.append(1) or make(source)
sys.setswitchinterval(1e-5)
text = "Universal acclaim - based on 23 Critics\\n"
pages = []
threads = [threading.Thread(target=lambda: pages.append(parse(text))) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(pages) == 8 and len(set(pages)) == 1, pages
print(len(made))
"""


def test_threads_share_one_machine() -> None:
    """Eight threads that parse at once, in a process that has not parsed before, get equal pages from one engine."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "1", done.stderr
