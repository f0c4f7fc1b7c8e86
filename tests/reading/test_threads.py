"""The first parse of a process may be one of many: in threads, and in processes that are made in any way."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from reviewparse import ReviewPage, parse, samples

MAKING = "machine_of" if find_spec("reviewparse.prepared") else "compile_grammar,step,beginnings,get_data"
"""What makes the engine: of an installed wheel, and of a checkout."""

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
import reviewparse

points, often = sys.argv[1].split(","), int(sys.argv[2])
if sys.argv[3] == "imported":  # all that the first parse needs
    import reviewparse.html, reviewparse.parsing, reviewparse.transformer
html = "<p>Metascore</p><p>74</p><ol><li>Positive: 1 out of 1</li></ol>"
there, go_on, seen, statuses = threading.Event(), threading.Event(), {}, []
sys.setswitchinterval(60)  # so that the thread goes on only where this one waits
os.register_at_fork(before=go_on.set)

def stop_at_points(frame, event, argument):
    name = frame.f_code.co_name
    if event == "call" and name in points and seen.setdefault(name, 0) < often:
        seen[name] += 1
        there.set()
        go_on.wait()
        go_on.clear()

def first_parse():
    sys.setprofile(stop_at_points)
    reviewparse.parse_html(html)
    sys.setprofile(None)
    seen["all"] = 1
    there.set()

thread = threading.Thread(target=first_parse)
thread.start()
while True:
    there.wait()
    there.clear()
    if "all" in seen:
        break
    child = os.fork()
    if child == 0:
        signal.alarm(50)  # a child that waits for ever is killed
        os._exit(reviewparse.parse_html(html).critics.score)
    statuses.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
thread.join()
assert seen.keys() == {*points, "all"}, seen
print(*sorted(set(statuses)))
"""


def said(program: str, *arguments: str) -> str:
    """What a program prints, in a process that has not parsed before."""
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_threads() -> None:
    """Eight threads that parse at once, in a process that has not parsed before, get equal pages."""
    assert said(THREADS) == "equal"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize(
    "arguments",
    [
        (f"_texts_of,rest,_compile,terminal,{MAKING}", "2", "imported"),
        ("exec_module", "1", "fresh"),
    ],
    ids=["while the engine is made", "while modules are imported"],
)
def test_fork_while_another_thread_parses_first(arguments: tuple[str, ...]) -> None:
    """A process that is forked at any point of another thread's first parse waits for nothing: it parses, too."""
    assert said(FORK, *arguments) == "74"


def _parsed(name: str) -> ReviewPage:
    return parse(samples.read(name))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes(method: str) -> None:
    """Processes that are forked, spawned or made by a server give the pages that this one reads."""
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(_parsed, samples.NAMES) == [*map(_parsed, samples.NAMES)]
