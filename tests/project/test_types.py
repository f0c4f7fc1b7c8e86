"""The types hold, inside the package and for those who use it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import pytest

import reviewparse
from reviewparse import samples

ROOT = Path(__file__).parents[2]


@pytest.mark.lint
def test_mypy_strict() -> None:
    """`mypy --strict` over the folders that pyproject.toml names reports no error."""
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_public_types() -> None:
    """A type checker knows what each part of a page is (each line below is read by mypy, and runs)."""
    page = assert_type(reviewparse.parse(samples.read("lantern-keepers")), reviewparse.ReviewPage)
    assert_type(page.title, str | None)
    assert_type(page.kind, reviewparse.Kind | None)
    critics = assert_type(page.critics, reviewparse.CriticSection | None)
    users = assert_type(page.users, reviewparse.UserSection | None)
    assert critics
    assert users
    assert_type(critics.score, int | None)
    assert_type(users.score, Decimal | None)
    assert_type(critics.verdict, reviewparse.Verdict | None)
    assert_type(critics.reviews, tuple[reviewparse.CriticReview, ...])
    assert_type(users.reviews[0].date, dt.date | None)
    assert_type(users.reviews[0].helpful, reviewparse.Helpful | None)
    assert_type(reviewparse.render(page), str)
    assert_type(reviewparse.validate(page), tuple[reviewparse.Problem, ...])
    assert_type(reviewparse.score_bounds(critics), tuple[reviewparse.ScoreRange, ...])
    assert_type(reviewparse.aggregate([page]) + reviewparse.aggregate([]), reviewparse.Summary)
