"""Pages built of records, in which names, months and scores come up again and again."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from reviewparse.records import (
    CriticReview,
    CriticSection,
    Distribution,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import Kind

NAMES = st.none() | st.sampled_from(["Ann Lee", "ann  lee", "Bo Dahl", "Cy Orr", "Di\ud800", "É", ""])
DATES = st.none() | st.dates(dt.date(2011, 11, 1), dt.date(2013, 2, 28)) | st.just(dt.date(1, 1, 1))
COUNT = st.none() | st.integers(0, 4)
DISTRIBUTIONS = st.none() | st.builds(Distribution, COUNT, COUNT, COUNT, COUNT)
KINDS = st.none() | st.sampled_from(Kind)


def sections() -> st.SearchStrategy[Section]:
    text = st.sampled_from([None, "A quiet film."])
    critic = st.builds(
        CriticReview, publication=NAMES, author=NAMES, date=DATES, score=st.none() | st.integers(-1, 101), text=text
    )
    user = st.builds(UserReview, author=NAMES, date=DATES, score=st.none() | st.integers(-1, 11), text=text)
    return st.one_of(
        st.builds(
            CriticSection,
            score=st.none() | st.just(74),
            distribution=DISTRIBUTIONS,
            reviews=st.lists(critic, max_size=4).map(tuple),
        ),
        st.builds(
            UserSection,
            count=st.none() | st.just(9),
            distribution=DISTRIBUTIONS,
            reviews=st.lists(user, max_size=4).map(tuple),
        ),
    )


PAGE = st.builds(ReviewPage, sections=st.lists(sections(), max_size=2).map(tuple), kind=KINDS)
PAGES = st.lists(PAGE, max_size=4)
OPTIONS = st.fixed_dictionaries({"kind": KINDS, "fold_names": st.booleans()})
