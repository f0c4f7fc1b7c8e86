"""What can open a block of lines, in plain English, for errors that say what was expected at a line."""

from __future__ import annotations

from typing import Final

__all__ = ["ENGLISH", "GROUPS", "describe"]

ENGLISH: Final = {
    # scores and verdicts
    "_METASCORE_HEAD": "a line 'Metascore'",
    "_USER_SCORE_HEAD": "a line 'User Score'",
    "CRITIC_VERDICT": "a verdict such as 'Universal acclaim - based on 23 Critics'",
    "USER_VERDICT": "a verdict such as 'Generally favorable reviews - based on 49 Ratings'",
    "NO_CRITIC_SCORE": "'No score yet - based on 3 Critics'",
    "NO_CRITIC_REVIEWS": "'No score yet - based on 0 Critics'",
    "NO_USER_SCORE": "'No user score yet'",
    # distributions
    "_CRITIC_DISTRIBUTION_HEAD": "a line 'Critic score distribution:'",
    "_USER_DISTRIBUTION_HEAD": "a line 'User score distribution:'",
    "_SCORE_DISTRIBUTION_HEAD": "a line 'Score distribution:'",
    "_UNKNOWN_COUNT": "a count line such as '  1. Positive: 21 out of 23'",
    # lines between the sections
    "_SEE_ALL_CRITICS": "a line 'See all critic reviews'",
    "_SEE_ALL_USERS": "a line 'See all user reviews'",
    "_SEE_ALL_N_CRITICS": "a line such as 'See all 13 Critic Reviews'",
    "_SEE_ALL_N_USERS": "a line such as 'See all 27 User Reviews'",
    "_CRITICS_HEADING": "a line 'Critic Reviews'",
    "_USERS_HEADING": "a line 'User Reviews'",
    "_WRITE_A_REVIEW": "a line 'Write a Review'",
    # reviews
    "FLUSH_NUMBER": "a numbered review such as '  1. A Paper'",
    "DEEP_NUMBER": "a numbered review such as '  1. A Paper'",
    "NEXT_FLUSH_NUMBER": "the next review such as '  3. A Paper'",
    "NEXT_DEEP_NUMBER": "the next review such as '  3. A Paper'",
    "LATER_FLUSH_NUMBER": "a numbered review with a date or a score or 'Reviewed by:'",
    "LATER_DEEP_NUMBER": "a numbered review with a date or a score or 'Reviewed by:'",
    "_EMPTY_ITEM": "a number with nothing after it, as in '  3. '",
    # layout L2
    "_L2_CRITICS_HEAD": "a line 'Metascore' in capitals",
    "_L2_USERS_HEAD": "a line 'User Score' in capitals",
    "USER_SCORE_ABOVE": "a User Score such as '6.5' with a line 'User Score' below it",
    "TBD_ABOVE": "a line 'tbd' with a line 'User Score' below it",
    "_L2_VOTE": "a line 'VOTE NOW' with the row of scores below it",
    "_L2_CRITICS_HEADING": "a line 'CRITIC REVIEWS'",
    "_L2_USERS_HEADING": "a line 'USER REVIEWS'",
    "_L2_SEE_ALL_N": "a line such as 'SEE ALL 46 REVIEWS'",
    "ENDED_L2_CRITIC_SCORE": "a score such as '80' with a review below it that ends in 'Read full review'",
    "L2_CRITIC_SCORE": "a score such as '80' with a critic's review below it",
    "ENDED_L2_USER_SCORE": "a score such as '8' with a review below it that ends in '12 of 15 users …'",
    "L2_USER_SCORE": "a score such as '8' with a user's review below it",
    # details
    "MOVIE_LINE": "a line such as 'Director: …'",
    "TV_LINE": "a line such as 'Network: …'",
    "MUSIC_LINE": "a line such as 'Record Label: …'",
    "GAME_LINE": "a line such as 'Publisher: …'",
    "_TITLE_OPENING": "a line such as 'Your score has been saved for …'",
}
"""What each terminal that can open a block is called."""

GROUPS: Final = {
    "a numbered review such as '  3. A Paper'": (
        "FLUSH_NUMBER DEEP_NUMBER NEXT_FLUSH_NUMBER NEXT_DEEP_NUMBER _EMPTY_ITEM"
    ),
    "a numbered review with a date or a score or 'Reviewed by:'": "LATER_FLUSH_NUMBER LATER_DEEP_NUMBER",
    "a score with a review below it": "L2_CRITIC_SCORE L2_USER_SCORE ENDED_L2_CRITIC_SCORE ENDED_L2_USER_SCORE",
    "a verdict such as 'Universal acclaim - based on 23 Critics'": (
        "CRITIC_VERDICT USER_VERDICT NO_CRITIC_SCORE NO_CRITIC_REVIEWS NO_USER_SCORE"
    ),
    "a line 'Metascore' or 'User Score'": (
        "_METASCORE_HEAD _USER_SCORE_HEAD _L2_CRITICS_HEAD _L2_USERS_HEAD USER_SCORE_ABOVE TBD_ABOVE"
    ),
    "a distribution that begins with a line such as 'Critic score distribution:'": (
        "_CRITIC_DISTRIBUTION_HEAD _USER_DISTRIBUTION_HEAD _SCORE_DISTRIBUTION_HEAD _UNKNOWN_COUNT"
    ),
    "a heading such as 'Critic Reviews'": (
        "_CRITICS_HEADING _USERS_HEADING _WRITE_A_REVIEW _L2_CRITICS_HEADING _L2_USERS_HEADING"
    ),
    "a link such as 'See all 13 Critic Reviews'": (
        "_SEE_ALL_CRITICS _SEE_ALL_USERS _SEE_ALL_N_CRITICS _SEE_ALL_N_USERS _L2_SEE_ALL_N _L2_VOTE"
    ),
    "a line of details such as 'Director: …'": "MOVIE_LINE TV_LINE MUSIC_LINE GAME_LINE _TITLE_OPENING",
}
"""What is said once where several of these terminals (by name, in one string) could stand, the likeliest first."""


def describe(terminals: set[str]) -> str:
    """Plain English of what was expected at a line.

    Args:
        terminals: names of terminals that can open a block (keys of `ENGLISH`), at least one.

    The order is that of `GROUPS` and then of `ENGLISH`, whatever that of the set; nothing is said twice.

    >>> describe({"_CRITICS_HEADING", "_METASCORE_HEAD"})
    "a line 'Metascore' or a line 'Critic Reviews'"
    >>> describe({"FLUSH_NUMBER", "DEEP_NUMBER", "MOVIE_LINE", "_EMPTY_ITEM"})
    "a numbered review such as '  3. A Paper' or a line such as 'Director: …'"
    """
    phrases: list[str] = []
    left = set(terminals)
    for phrase, names in GROUPS.items():
        members = [name for name in names.split() if name in left]
        phrases += [phrase] if len(members) > 1 else [ENGLISH[name] for name in members]
        left.difference_update(members)
    phrases += [english for name, english in ENGLISH.items() if name in left]
    told = list(dict.fromkeys(phrases))
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} or {told[-1]}"
