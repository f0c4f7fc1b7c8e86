"""Reviews while they are filled, with what only some layouts print still absent.

The caller sets every field that has no default here, and then the class: `review.__class__ = CriticReview` freezes it.
"""

from __future__ import annotations

from typing import Any, Final

from reviewparse.records import CriticReview, UserReview
from reviewparse.unfrozen import unfrozen

__all__ = ["fresh_critic_review", "fresh_user_review"]


_CriticReview: Final = unfrozen(CriticReview)
_UserReview: Final = unfrozen(UserReview)


def fresh_critic_review(line: int) -> Any:
    """A critic's review that begins on a line, with what only some layouts print still absent."""
    review = _CriticReview()
    review.byline = review.platform = review.url = review.author_url = review.publication_url = review.id = None
    review.spoiler = False
    review.line = line
    return review


def fresh_user_review(line: int) -> Any:
    """A user's review that begins on a line, with what only some layouts print still absent."""
    review = _UserReview()
    review.platform = review.url = review.author_url = review.id = None
    review.line = line
    return review
