"""Hypothesis strategies of all records, for the tests of this library and of those who use it.

They need Hypothesis (extra `dev`). With Hypothesis installed, `st.from_type(ReviewPage)` works in any test without an
import of this module: it is registered as an entry point.

Each page that is generated can be written: `parse(render(page)).sections == page.sections`. They are as awkward as that
allows: texts of several paragraphs and of any script that hold lone numbers, dates, list items and brackets, missing
fields, empty states, either order of the sections, both layouts.

What a page can print is written down here in its own words, without the parser: nothing here reads or writes a text.
So a page that does not come back is an error of the grammar, of `parse` or of `render`. `words` has the lines, by where
they may stand; `texts`, `reviews` and `sections` put them together.
"""

from __future__ import annotations

from reviewparse.strategies.reviews import citations, critic_reviews, helpful_votes, user_reviews
from reviewparse.strategies.sections import critic_sections, distributions, lines, review_pages, user_sections
from reviewparse.strategies.texts import texts
from reviewparse.strategies.words import names

__all__ = [
    "citations",
    "critic_reviews",
    "critic_sections",
    "distributions",
    "helpful_votes",
    "lines",
    "names",
    "review_pages",
    "texts",
    "user_reviews",
    "user_sections",
]
