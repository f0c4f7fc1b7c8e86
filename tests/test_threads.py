"""The first parse of a process may be one of many: in threads, and in processes that are made in any way."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys

import pytest

from reviewparse import ReviewPage, parse, samples

THREADS = """
import sys, threading
from reviewparse import parse, samples

sys.setswitchinterval(1e-5)
text = samples.read("blue-harbor")
pages = []
threads = [threading.Thread(target=lambda: pages.append(parse(text))) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(pages) == 8 and len(set(pages)) == 1, pages
print("equal")
"""

FORK = """
import os, signal, sys, threading
import reviewparse.review_grammar as grammar
from reviewparse import parse, samples

text = samples.read("blue-harbor")
inside, go_on = threading.Event(), threading.Event()
make = grammar.Engine

def waiting(source):
    if threading.current_thread() is thread:
        inside.set()
        go_on.wait()
    return make(source)

grammar.Engine = waiting
thread = threading.Thread(target=parse, args=(text,))
thread.start()
inside.wait()
child = os.fork()  # while the other thread makes the engine
if child == 0:
    signal.alarm(30)  # a child that waits for ever is killed
    os._exit(len(parse(text).critics.reviews))
go_on.set()
thread.join()
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""

def said(program: str) -> str:
    """What a program prints, in a process that has not parsed before."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_threads() -> None:
    """Eight threads that parse at once, in a process that has not parsed before, get equal pages."""
    assert said(THREADS) == "equal"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_while_another_thread_parses_first() -> None:
    """A process that is forked while a thread makes the engine waits for nothing: it makes its own."""
    assert said(FORK) == "12"


def _parsed(name: str) -> ReviewPage:
    return parse(samples.read(name))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes(method: str) -> None:
    """Processes that are forked, spawned or made by a server give the pages that this one reads."""
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(_parsed, samples.NAMES) == [*map(_parsed, samples.NAMES)]
