"""What the command line shows of one small page, line by line: it is small enough to check each number by hand."""

from __future__ import annotations

from commands import Run

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
