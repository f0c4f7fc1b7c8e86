"""What could have stood at a place, in plain English, for the error of a line that is not recognized."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["EXPECTED", "describe"]

EXPECTED: Final = {
    "a numbered review such as '  3. A Paper'": (
        "first_critic_review next_critic_review first_user_review next_user_review "
        "second_critic_review second_user_review critics_without_numbers empty_item "
        "line_in_list unclaimed_list unclaimed_critic_list unclaimed_user_list"
    ),
    "a numbered review with its date or score or 'Reviewed by:'": (
        "later_critic_review opening_critic_review later_user_review opening_user_review marked_critic_review "
        "cited_critic_review upper_critic_review marked_user_review cited_user_review first_critics_without_numbers"
    ),
    "a score with a review below it": (
        "next_l2_critic_review later_l2_critic_review next_l2_user_review later_l2_user_review next_l3_review "
        "table_critic_review table_season_review "
        "scored_l3_review paired_l3_review later_l3_review"
    ),
    "a verdict such as 'Universal acclaim - based on 23 Critics'": (
        "critic_verdict user_verdict listed_critic_verdict listed_user_verdict no_critic_reviews no_critics no_users"
    ),
    "a line 'Metascore' or 'User Score'": (
        "critic_score user_score l2_critic_score l2_user_score l3_critic_score l3_user_score"
    ),
    "a distribution that begins with a line such as 'Critic score distribution:'": (
        "critic_distribution user_distribution summary_critic_distribution summary_user_distribution "
        "empty_critic_distribution only_user_distribution marked_user_distribution "
        "table_distribution "
        "l3_critic_distribution l3_user_distribution"
    ),
    "a count line such as '  1. Positive: 21 out of 23'": "unknown_critic_count unknown_user_count",
    "a heading such as 'Critic Reviews'": (
        "critics_heading users_heading critics_list_heading users_list_heading users_form_heading critics_tab "
        "users_tab users_tab_again users_own_tab "
        "shop_line unscored_note "
        "l2_critics_heading l2_users_heading"
    ),
    "a link such as 'See all 13 Critic Reviews'": (
        "see_all_critics see_all_users l2_see_all_critics l2_see_all_users l2_vote l3_see_all_critics l3_see_all_users "
        "l3_showing_critics l3_showing_users l3_menu"
    ),
    "a line of details such as 'Director: …'": (
        "movie_line tv_line music_line game_line title_line image_line document_title season_line season_heading "
        "platform_line list_heading profile_line"
    ),
}
"""What to expect where any of these rules (by name, in one string) could read, the likeliest first."""


def describe(rules: Iterable[str]) -> str:
    """Plain English of what could stand at a place, for a sentence such as "expected …".

    Args:
        rules: names of the grammar's rules, at least one of them in `EXPECTED`.

    >>> describe({"critics_heading", "critic_score", "user_score"})
    "a line 'Metascore' or 'User Score' or a heading such as 'Critic Reviews'"
    """
    given = set(rules)
    *phrases, last = (phrase for phrase, names in EXPECTED.items() if not given.isdisjoint(names.split()))
    return f"{', '.join(phrases)} or {last}" if phrases else last
