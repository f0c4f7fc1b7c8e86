"""Generated pages as text. `render` may refuse a few (`test_strategies` counts how many), which are passed over."""

from __future__ import annotations

from hypothesis import reject

from reviewparse import ReviewPage, ReviewRenderError, render

__all__ = ["written"]


def written(page: ReviewPage) -> str:
    """The text of a generated page; where `render` refuses it, Hypothesis draws another one."""
    try:
        return render(page)
    except ReviewRenderError:
        reject()
