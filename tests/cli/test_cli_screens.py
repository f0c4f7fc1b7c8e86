"""What the command line shows of one small page, line by line: it is small enough to check each number by hand."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from rich.console import Console

from commands import Run
from reviewparse import CriticReview, CriticSection, Kind, ReviewPage
from reviewparse.cli.report import show_report

PAGE = """\
Metascore
74

Generally favorable reviews - based on 3 Critics

Critic score distribution:
  1. Positive: 2 out of 3
  2. Mixed: 1 out of 3
  3. Negative: 0 out of 3
  1. The Dusty Reel
    Reviewed by: Ann Example
    Oct 7, 2014
    90
    Slow.
  2. Pier Weekly
    40
    It floats. [4 March 1998]
  3. The fog is real.

User Score
7.5

Generally favorable reviews- based on 4 Ratings

User score distribution:
  1. Positive: 1 out of 1
  1. kimfog
    Oct 9, 2014
    10
    I liked the fog.
"""

REPORT = """\
───────────────────────────────────────────── <stdin> ──────────────────────────────────────────────

Critics: Generally favorable reviews, Metascore 74, based on 3 critics
  positive  ██████████████████████████▋              2
  mixed     █████████████▍                           1
  negative                                           0
  of                                                 3

  #     score  by                           date        text
  1        90  The Dusty Reel, Ann Example  2014-10-07  Slow.
  2        40  Pier Weekly                              It floats.
  3  (61-100)                                           The fog is real.
  (a-b): not printed, but implied by the page

Users: Generally favorable reviews, User Score 7.5, based on 4 ratings
  positive  ████████████████████████████████████████ 1
  mixed     not printed
  negative  not printed
  of                                                 1

  #  score  by      date        text
  1     10  kimfog  2014-10-09  I liked the fog.

No problems.

"""

TOTALS = """\
1 page

                           critics         users
  pages                    1               1
  reviews                  3               1
  scores printed           2 (67%)         1 (100%)
    lowest, highest        40, 90          10, 10
    median                 65.00           10.00
    mean                   65.00           10.00
  mean of all reviews      63.67 to 76.67  10.00 to 10.00
  positive, as printed     2 on 1 page     1 on 1 page
  positive, with implied   2 on 1 page     1 on 1 page
  mixed, as printed        1 on 1 page     0 on 0 pages
  mixed, with implied      1 on 1 page     0 on 0 pages
  negative, as printed     0 on 1 page     0 on 0 pages
  negative, with implied   0 on 1 page     0 on 0 pages
  all classes, as printed  3 on 1 page     1 on 1 page
  no author printed        2 (67%)         0 (0%)
  no citation printed      2 (67%)
  no date printed          2 (67%)         0 (0%)
  no publication printed   1 (33%)
  no score printed         1 (33%)         0 (0%)
  no text printed          0 (0%)          0 (0%)
  no helpful printed                       1 (100%)

Scores that critics print
  90-100 ██████████████████████████████ 1
   80-89                                0
   70-79                                0
   60-69                                0
   50-59                                0
   40-49 ██████████████████████████████ 1
   30-39                                0
   20-29                                0
   10-19                                0
     0-9                                0

Scores that users print
      10 ██████████████████████████████ 1
       9                                0
       8                                0
       7                                0
       6                                0
       5                                0
       4                                0
       3                                0
       2                                0
       1                                0
       0                                0

Critics by publication
  reviews  scores   mean  vs others  pos.  mixed  neg.  publication
        1       1  40.00     -50.00    0%     0%    0%  Pier Weekly
        1       1  90.00     +50.00  100%     0%    0%  The Dusty Reel
"""


NARROW = """\
  #     score  by                date        text
  1        90  The Dusty Reel,…  2014-10-07  Slow.
  2        40  Pier Weekly                   It floa…
  3  (61-100)                                The fog…
  (a-b): not printed, but implied by the page
"""


def shown(run: Run, *arguments: str, width: int = 100) -> str:
    """What a command shows on a screen of so many columns, without the blanks at the ends of lines."""
    result = run(*arguments, "-", stdin=PAGE.encode(), width=width)
    assert (result.status, result.err) == (0, "")
    return "\n".join(line.rstrip() for line in result.out.split("\n"))


def test_report(run: Run) -> None:
    """A section has its head, its counts as bars of up to 40 columns, and its reviews with what is known of scores."""
    assert shown(run, "report") == REPORT


def test_aggregate(run: Run) -> None:
    """Critics and users stand side by side; then come the scores as bars of up to 30 columns, and the publications."""
    assert shown(run, "aggregate", "--by", "publication") == TOTALS


def test_a_narrow_screen(run: Run) -> None:
    """No column but the last is wider than a third of the screen, and the last is at least eight columns wide."""
    assert f"\n\n{NARROW}\n" in shown(run, "report", width=48)
    assert "It floa…" in shown(run, "report", width=30)


def test_a_range_that_is_the_whole_scale_is_not_shown(run: Run) -> None:
    """Where nothing is known of a score, there is no column of scores, of critics and of users."""
    for side, heads in (("Critic", "Positive:"), ("User", "Positive:")):
        text = f"{side} score distribution:\n  1. {heads}\n  1. Slow, and worth it.\n"
        out = run("report", "-", stdin=text.encode(), width=100).out
        assert "  #  text\n  1  Slow, and worth it.\n" in out, out


@pytest.mark.parametrize(
    ("kind", "colors"),
    [(None, ["green", "", "", "red"]), ("movie", ["green", "green", "yellow", "red"]),
     ("game", ["green", "yellow", "red", "red"])],
)  # fmt: skip
def test_a_score_has_the_color_of_its_class(kind: Kind | None, colors: list[str]) -> None:
    """Of a page whose kind is not known, a score has a color where games and all others agree on its class."""
    screen = Console(file=StringIO(), force_terminal=True, color_system="standard", width=60, record=True)
    scores = (90, 70, 45, 20)
    reviews = tuple(CriticReview(number=number, score=score) for number, score in enumerate(scores, 1))
    show_report(screen, "page", ReviewPage((CriticSection(reviews=reviews),), kind=kind))
    shown = screen.export_text(styles=True)
    codes = {"32": "green", "33": "yellow", "31": "red", "": ""}
    found = {int(score): codes[code] for code, score in re.findall(r"(?:\x1b\[(\d+)m)?(90|70|45|20)\b", shown)}
    assert [found[score] for score in scores] == colors
