"""The grammar's terminals in plain English, for errors that say what could have stood at a place."""

from __future__ import annotations

from typing import Final

__all__ = ["ENGLISH", "GROUPS", "describe"]

ENGLISH: Final = {
    # scores and verdicts
    "_METASCORE_HEAD": "a line 'Metascore'",
    "_USER_SCORE_HEAD": "a line 'User Score'",
    "METASCORE": "a Metascore such as '74' on a line of its own",
    "USER_SCORE": "a User Score such as '6.5' on a line of its own",
    "METASCORE_BESIDE": "a Metascore such as '74' at the end of the line",
    "USER_SCORE_BESIDE": "a User Score such as '6.5' at the end of the line",
    "TBD": "a line 'tbd'",
    "CRITIC_VERDICT": "a verdict such as 'Universal acclaim - based on 23 Critics'",
    "USER_VERDICT": "a verdict such as 'Generally favorable reviews - based on 49 Ratings'",
    "VERDICT": "a verdict such as 'Universal acclaim'",
    "NO_SCORE": "'No score yet'",
    "NO_CRITIC_SCORE": "'No score yet - based on 3 Critics'",
    "NO_CRITIC_REVIEWS": "'No score yet - based on 0 Critics'",
    "NO_USER_SCORE": "'No user score yet'",
    "_STATE_END": "the end of a verdict, or 'Awaiting 4 more reviews'",
    "_NO_USER_SCORE_END": "the end of the line, or 'Be the first to review!'",
    "_AWAITING": "'Awaiting' and a number",
    "AWAITING": "the number of reviews that are awaited",
    "_MORE": "'more reviews' or 'more ratings'",
    "_BE_THE_FIRST": "'Be the first to review!'",
    "_BASED_ON": "'based on'",
    "COUNT": "a count such as '1,376'",
    "_CRITICS": "'Critics' or 'Critic Reviews'",
    "_RATINGS": "'Ratings'",
    "_WHATS_THIS": "'What's this?'",
    "_GAP": "two or more spaces",
    "OTHER_COLUMN": "what stands in the next column",
    "_VERDICT_WORDS": "the words of a verdict, such as 'Universal acclaim'",
    "_CRITICS_AHEAD": "'based on 23 Critics'",
    "_USERS_AHEAD": "'based on 49 Ratings'",
    # distributions
    "_CRITIC_DISTRIBUTION_HEAD": "a line 'Critic score distribution:'",
    "_USER_DISTRIBUTION_HEAD": "a line 'User score distribution:'",
    "_SCORE_DISTRIBUTION_HEAD": "a line 'Score distribution:'",
    "_UNKNOWN_COUNT": "a count line such as '  1. Positive: 21 out of 23'",
    "_POSITIVE": "a count line such as '  1. Positive: 21 out of 23'",
    "_MIXED": "a count line such as '  2. Mixed: 2 out of 23'",
    "_NEGATIVE": "a count line such as '  3. Negative: 0 out of 23'",
    "_LIST_NUMBER": "a number such as '  1. '",
    "_COUNT_AHEAD": "a count such as '21 out of 23'",
    "POSITIVE": "the number of positive reviews",
    "MIXED": "the number of mixed reviews",
    "NEGATIVE": "the number of negative reviews",
    "POSITIVE_TOTAL": "the number of all reviews",
    "MIXED_TOTAL": "the number of all reviews",
    "NEGATIVE_TOTAL": "the number of all reviews",
    "_OUT_OF": "'out of'",
    # lines between the sections
    "_SEE_ALL_CRITICS": "a line 'See all critic reviews'",
    "_SEE_ALL_USERS": "a line 'See all user reviews'",
    "_SEE_ALL_N_CRITICS": "a line such as 'See all 13 Critic Reviews'",
    "_SEE_ALL_N_USERS": "a line such as 'See all 27 User Reviews'",
    "SEE_ALL": "the number of all reviews",
    "_CRITIC_REVIEWS": "'Critic Reviews'",
    "_USER_REVIEWS": "'User Reviews'",
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
    "_ITEM_AHEAD": "'. ' and the beginning of a review",
    "_HEAD_AHEAD": "a date or a score or 'Reviewed by:' within a few lines",
    "_CRITIC_HEAD_AHEAD": "a date or a score or 'Reviewed by:' within a few lines",
    "_USER_HEAD_AHEAD": "a date or a score within a few lines",
    "_REST_OF_HEAD_AHEAD": "a date or a score within a few lines",
    "_TEXT_AHEAD": "a line of a review's text below it",
    "_MORE_OF_ITEM": "the end of the line, and another line of the same review",
    "_DATE_OR_SCORE": "a line that is a date such as 'Oct 7, 2014' or a score such as '80'",
    "_LABEL": "a label such as 'Platform:'",
    "_EMPTY_ITEM": "a number with nothing after it, as in '  3. '",
    "_DOT": "'. ' after the number of a review",
    "_FLUSH_BREAK": "a line that is indented by 4",
    "_DEEP_BREAK": "a line that is indented by 5 or more",
    "PUBLICATION": "the name of a publication",
    "NAME": "the name of a user",
    "_REVIEWED_BY": "'Reviewed by:'",
    "AUTHOR": "the name of an author",
    "UNKNOWN_LINE": "a line of a kind that is not known",
    "DATE": "a date such as 'Oct 7, 2014'",
    "SCORE": "a score such as '80' on a line of its own",
    "SPOILER": "'This review contains spoilers, click expand to view.'",
    "SPOILER_NOTE": "'This review contains spoilers, click expand to view.' and the text",
    "PLAIN_CRITIC_LINE": "a line of a critic's text",
    "PLAIN_USER_LINE": "a line of a user's text",
    "CITED_LINE": "the last line of a critic's text, with the print source after it",
    "CRITIC_LINE": "a line of a critic's text",
    "EXPANDED_LINE": "the last line of a user's text, with 'Expand' or 'Full Review »' after it",
    "USER_LINE": "a line of a user's text",
    "_END_OF_TEXT": "the end of a review's text",
    "EXPAND": "'… Expand'",
    "FULL_REVIEW": "'Full Review »'",
    "_ACTION_WORDS": "words such as 'Read full review' or 'All this critic's reviews'",
    "_ACTION": "a line such as 'Read full review' or 'All this critic's reviews'",
    "HELPFUL": "a line such as '12 of 15 users found this helpful'",
    "_HELPFUL_OF": "'of'",
    "HELPFUL_TOTAL": "the number of users who voted",
    "_HELPFUL_END": "'users found this helpful'",
    "_VOTES": "words such as '12 of 15 users found this helpful'",
    "TRAILING_LINE": "a line of a kind that is not known",
    "CITATION": "a print source such as '[4 March 1998]'",
    "CITATION_DATE": "a date such as '4 March 1998'",
    "_CITATION_PAGE_MARK": "'p.'",
    "CITATION_PAGE": "a page such as 'C3'",
    # layout L2
    "_L2_CRITICS_HEAD": "a line 'Metascore' in capitals",
    "_L2_USERS_HEAD": "a line 'User Score' in capitals",
    "USER_SCORE_ABOVE": "a User Score such as '6.5' with a line 'User Score' below it",
    "TBD_ABOVE": "a line 'tbd' with a line 'User Score' below it",
    "_L2_WRITE_A_REVIEW": "a line 'WRITE A REVIEW'",
    "_L2_SEE_ALL": "a line 'See All'",
    "_L2_BARS_HEAD": "a line such as 'CRITIC RATING DISTRIBUTION'",
    "_POSITIVE_BAR": "a line 'Positive:' with its count on the next line",
    "_MIXED_BAR": "a line 'Mixed:' with its count on the next line",
    "_NEGATIVE_BAR": "a line 'Negative:' with its count on the next line",
    "NO_REVIEWS": "a line 'No reviews yet'",
    "_L2_VOTE": "a line 'VOTE NOW' with the row of scores below it",
    "_L2_CRITICS_HEADING": "a line 'CRITIC REVIEWS'",
    "_L2_USERS_HEADING": "a line 'USER REVIEWS'",
    "_L2_SEE_ALL_N": "a line such as 'SEE ALL 46 REVIEWS'",
    "_L2_REVIEWS": "'REVIEWS'",
    "ENDED_L2_CRITIC_SCORE": "a score such as '80' with a review below it that ends in 'Read full review'",
    "L2_CRITIC_SCORE": "a score such as '80' with a critic's review below it",
    "ENDED_L2_USER_SCORE": "a score such as '8' with a review below it that ends in '12 of 15 users …'",
    "L2_USER_SCORE": "a score such as '8' with a user's review below it",
    "PUBLICATION_CELL": "the name of a publication, with a tab after it",
    "AUTHOR_CELL": "the name of an author",
    "_TAB": "a tab",
    "_DATE_INDENT": "spaces before a date",
    "_SPACES": "spaces",
    "DATED_BYLINE": "publication and author, with a date after them",
    "BYLINE": "publication and author",
    "L2_NAME": "the name of a user, with a date after it",
    "NO_DATE": "a day that is in no calendar, such as 'Feb 31, 2014'",
    "L2_CITED_LINE": "a critic's text, with the print source and 'Read full review' after it",
    "_L2_CITATION_AHEAD": "a print source such as '[4 March 1998]' and 'Read full review'",
    "L2_CITATION": "a print source such as '[4 March 1998]'",
    "L2_CRITIC_LINE": "a critic's text, with 'Read full review' after it",
    "_READ_FULL_REVIEW": "'Read full review'",
    "L2_LINE": "the text of a review",
    "L2_EXPANDED_LINE": "the last line of a user's text, with 'Expand' after it",
    "L2_USER_LINE": "a line of a user's text",
    "L2_EXPAND": "'… Expand'",
    "_L2_ACTION": "a line such as 'Read full review' or 'All this critic's reviews'",
    "L2_TRAILING_LINE": "a line of a kind that is not known",
    "_L2_TEXT": "the beginning of a review's text",
    "_L2_VOTES": "words such as '12 of 15 users found this helpful'",
    # details
    "MOVIE_LINE": "a line such as 'Director: …'",
    "TV_LINE": "a line such as 'Network: …'",
    "MUSIC_LINE": "a line such as 'Record Label: …'",
    "GAME_LINE": "a line such as 'Publisher: …'",
    "_TITLE_OPENING": "a line such as 'Your score has been saved for …'",
    "TITLE": "a title",
    # any line
    "OTHER_LINE": "any line",
    "_NL": "the end of the line",
    "_EOL": "the end of the line",
    "_BLANK": "blank lines",
    "_SPACE": "spaces",
    "_CRITIC_NUMBER": "a number from 0 to 100",
    "_USER_NUMBER": "a number such as '6.5'",
    "_DAY": "a date such as 'Oct 7, 2014'",
    "_NEXT_LINE": "the next line of the same review",
    "_BULLET": "a bullet",
    "_ANY_DAY": "a date such as 'Oct 7, 2014'",
    "_PRINT_SOURCE": "a print source such as '[4 March 1998]'",
    "_ISSUE_DATE": "the date of an issue such as 'March 1998'",
    "_ISSUE_MONTH": "a month or a season",
    "_ISSUE_NUMBER": "the number of an issue such as 'Issue 12'",
}
"""What each terminal of the grammar is called."""

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
    """Plain English of what could stand at a place, for a sentence such as "Here could stand ….".

    Args:
        terminals: names of the grammar's terminals, at least one.

    The order is that of `GROUPS` and then of `ENGLISH`, whatever that of the set; nothing is said twice.

    >>> describe({"_CRITICS_HEADING", "_METASCORE_HEAD"})
    "a line 'Metascore' or a line 'Critic Reviews'"
    >>> describe({"FLUSH_NUMBER", "DEEP_NUMBER", "DATE", "_NL"})
    "a numbered review such as '  3. A Paper', a date such as 'Oct 7, 2014' or the end of the line"
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
