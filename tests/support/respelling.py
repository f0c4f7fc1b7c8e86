"""A page in the spellings of other extractors and other years: the same records, printed in another way.

`respelled` prints a page's records by the tables below, and shares no code with `render`. What it draws is how each
thing is spelled, and which lines of no record stand between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from hypothesis import reject
from hypothesis import strategies as st

from reviewparse.records import CriticReview, Review, ReviewPage, Section, UserReview, UserSection
from reviewparse.vocabulary import Layout
from unsaid import columns, like_users, looks_wrapped, may_be_cut, no_reviews

__all__ = ["Respelled", "respelled"]

Choice = TypeVar("Choice")

MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
SPOILER: Final = "This review contains spoilers, click expand to view."
DAY: Final = re.compile(r"[A-Z][a-z]{2} [0-9]+, [0-9]{4}\n")
"""A date that begins a text. With the text's head run on into it, it would be a name and a date, as above a review."""

CLASSES: Final = ("positive", "mixed", "negative")


class Extractor(NamedTuple):
    """How an extractor prints a list: the number of an item, the margin of its other lines, and of links below it."""

    number: str
    further: str
    links: tuple[str, ...]
    body: str = ""


EXTRACTORS: Final = (
    Extractor("  {}. ", "    ", ("    • ", "    ")),  # Resiliparse
    Extractor("{:>2}. ", "    ", ("      □ ", "    • ")),  # w3m
    Extractor("{:>5}. ", "       ", ("          + ", "       * "), "   "),  # lynx
)
REVIEWED_BY: Final = ("Reviewed by:\u00a0", "Reviewed by: ", "Reviewed by:\u00a0 ")
DAY_FORMS: Final = ("{} {}, {:04}", "{} {}, {:04}", "{} {:>2}, {:04}", "{} {:02}, {:04}")
WHATS_THIS: Final = ("", "", " What's this?")
CRITIC_LINKS: Final = ("All this critic's reviews", "All this publication's reviews", "Read full review")
EXPAND: Final = (" Expand", "… Expand", "…Expand", " … Expand", "\nExpand", "\n… Expand", "…\nExpand")
COLLAPSE: Final = (" Collapse", "… Collapse", "\nCollapse", "\n… Collapse")
L2_EXPAND: Final = (" Expand", "… Expand", "…Expand", "\nExpand", "\n… Expand")
VOTES: Final = ("{} of {} {} found this helpful", "{} of {} {} found this helpful{}", "Helpful? {} of {} {} said yes")
L2_VOTES: Final = ("{} of {} {} found this helpful", "{} of {} {} found this helpful{}")
FOREIGN: Final = ("Buy On", "Advertisement", "Watch On", "Summary: A boat leaves at dawn.", "Trailers")
FORM: Final = (
    ("  1. Your Score", "    0 out of 10", "    Rate this:", "  2. Submit", "  3. Check Spelling"),
    ("  1. Submit",), ("  1. Check Spelling",), ("Buy Now",),
)  # fmt: skip
"""What may stand between the counts and the list: the form in which a user rates, or what is left of it."""


class Respelled(NamedTuple):
    """A page's text, and those of its lines that are of no record, in order."""

    text: str
    foreign: list[str]


@st.composite
def respelled(draw: st.DrawFn, page: ReviewPage) -> Respelled:
    """The page as some extractor prints it."""
    printer = (_L2 if page.layout is Layout.L2 else _L1)(draw)
    printer.page(page)
    if any(looks_wrapped(printer.lines, measure) for measure in (len, columns)):
        reject()
    return Respelled("\n".join(printer.lines) + "\n", printer.foreign)


class _Printer:
    """What both layouts share: choices, counts, texts that are printed twice."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.foreign: list[str] = []
        self.extractor = self.one_of(EXTRACTORS)
        self.blank = draw(st.booleans())
        self.tail = self.one_of(("", "", "", "  ", "\u00a0"))

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        return self.draw(st.sampled_from(choices))

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def line(self, *lines: str) -> None:
        """Lines of the page's body, of which each may have blank lines below it."""
        for line in lines:
            self.lines.append(self.extractor.body + line + self.tail)
            if self.blank and self.maybe():
                self.lines.append("")

    def other(self, *lines: str) -> None:
        """Lines that are of no record."""
        self.lines += lines
        self.foreign += [line.strip() for line in lines]

    def count(self, count: int) -> str:
        return f"{count:,}" if self.maybe() else str(count)

    def day(self, record: Review) -> str:
        assert record.date is not None
        return self.one_of(DAY_FORMS).format(MONTHS[record.date.month - 1], record.date.day, record.date.year)

    def critics(self, count: int, nouns: tuple[str, str] = ("Critic", "Critic Review")) -> str:
        noun = self.one_of(nouns)
        return f"{self.count(count)} {noun if count == 1 else noun + 's'}"

    def ratings(self, count: int) -> str:
        return f"{self.count(count)} Rating{'' if count == 1 else 's'}"

    def awaiting(self, section: Section) -> str:
        if section.awaiting is None:
            return ""
        noun = "rating" if isinstance(section, UserSection) else "review"
        return f" Awaiting {section.awaiting} more {noun}{'' if section.awaiting == 1 else 's'}"

    def votes(self, review: UserReview, forms: tuple[str, ...]) -> str:
        assert review.helpful is not None
        count, total = review.helpful.count, review.helpful.total
        noun = "user" if total == 1 else "users"  # the number run on behind the votes is that of another column
        return self.one_of(forms).format(self.count(count), self.count(total), noun, self.one_of(("3", "\t12")))

    def ended(self, text: str, ends: tuple[str, ...], *, twice: bool) -> str:
        """A user's text with what ends a long one, and with `twice` maybe with its head before it."""
        bare = "".join(text.split())
        last = text.rpartition("\n")[2]
        if last.endswith(("…", "Expand", "Collapse", "»")) or bare.find(bare[:30], 1) != -1:
            return text
        head = ""
        if twice and len(bare) > 60 and self.maybe():
            head = text[: self.draw(st.integers(55, min(len(text), 400)))].rstrip()
        if len("".join(head.split())) < 40:
            head = ""
        return head + text + self.one_of(ends)


class _L1(_Printer):
    """Layout L1: heads, numbered counts, numbered items."""

    def page(self, page: ReviewPage) -> None:
        printed = [bool(section.distribution or section.reviews) or self.maybe() for section in page.sections]
        critics_first = len(page.sections) == 2 and not isinstance(page.sections[0], UserSection)
        heads_first = critics_first and self.maybe()
        summary = critics_first and all(printed) and not heads_first and not no_reviews(page) and self.maybe()
        summary = summary and not like_users(page)
        if heads_first:
            for section in page.sections:
                self.head(section, needed=True)
        for section, heading in zip(page.sections, printed, strict=True):
            if not heads_first:
                self.head(section, needed=not heading)
            if heading:
                self.distribution(section, summary=summary)
                self.items(section, like_users=like_users(page))
            if section.no_reviews:
                self.line(f"There are no {'user' if isinstance(section, UserSection) else 'critic'} reviews yet.")
            self.see_all(section)
            if self.maybe() and (section.reviews or not heading):
                self.other(self.extractor.body + self.one_of(FOREIGN))
        if page.sections[-1].reviews and (self.maybe() or may_be_cut(page.sections[-1])):
            self.other("  1. New Releases by Date", "  2. New Releases by Title")

    def head(self, section: Section, *, needed: bool) -> None:
        users = isinstance(section, UserSection)
        says_whose = section.count is not None or (users and section.no_score)
        standing = bool(section.verdict or section.no_score)
        value = "tbd" if section.tbd else "" if section.score is None else str(section.score)
        beside = bool(section.score is not None and section.count is not None and self.maybe())
        if beside or not (value or (standing and not says_whose) or (needed and not standing) or self.maybe()):
            value = ""
        else:
            self.line("User Score" if users else "Metascore", *([value] if value else []))
        if standing:
            column = f"       {section.score}" if beside else ""
            self.line(self.verdict(section) + self.one_of(WHATS_THIS) + column)

    def verdict(self, section: Section) -> str:
        users = isinstance(section, UserSection)
        words = "No user score yet" if users else "No score yet"
        words = words if section.no_score else str(section.verdict)
        if section.count is not None:
            counted = self.ratings(section.count) if users else self.critics(section.count)
            return f"{words}{'-' if users else ' -'} based on {counted}{self.awaiting(section)}"
        if users and section.no_score:
            return f"{words}-{self.awaiting(section) or ' Be the first to review!'}"
        return words + self.awaiting(section)

    def distribution(self, section: Section, *, summary: bool) -> None:
        users = isinstance(section, UserSection)
        self.line("Score distribution:" if summary else f"{'User' if users else 'Critic'} score distribution:")
        if section.distribution is None:
            return
        counts = [name for name in CLASSES if getattr(section.distribution, name) is not None]
        gaps, numbered = self.maybe(), self.one_of((True, True, True, False))
        total = section.distribution.total
        for place, name in enumerate(CLASSES if gaps else counts, 1):
            if name in counts:
                number = self.extractor.number.format(place) if numbered else self.extractor.further
                count = self.count(getattr(section.distribution, name))
                self.lines.append(f"{number}{name.title()}: {count} out of {'' if total is None else total}")

    def items(self, section: Section, *, like_users: bool) -> None:
        """The list; `like_users` says that a list of critics has what shows that a list is the users'.

        Below a line that is of no record, that tells whose the list is, unless the first score is none that users give.
        """
        reviews: tuple[Review, ...] = section.reviews
        for place, review in enumerate(reviews):
            headed = review.date is not None or review.score is not None
            if not place and isinstance(review, CriticReview) and like_users and (review.score or 0) <= 10:
                headed = False
            users_form = not place and isinstance(section, UserSection)
            if headed and (self.maybe() if users_form else self.one_of((False, False, False, True))):
                lines = self.one_of(FORM) if users_form else (self.extractor.body + self.one_of(FOREIGN),)
                self.other(*lines)
            self.item(review)

    def item(self, review: Review) -> None:
        fields = self.critic(review) if isinstance(review, CriticReview) else self.user(review)
        lines = [self.extractor.further + line if line else "" for field in fields for line in field.split("\n")]
        if self.blank:
            blank = self.one_of(("", self.extractor.further))
            lines = [line or blank for line in lines]
        number = self.extractor.number.format(review.number)
        lines[0] = number + lines[0].removeprefix(self.extractor.further)
        if isinstance(review, CriticReview):
            links = [link for link in CRITIC_LINKS if self.maybe()]
        else:
            links = [] if review.helpful is None else [self.votes(review, VOTES)]
            if self.maybe():
                links.insert(self.one_of((0, len(links))), "All this user's reviews")
        if links and self.blank:
            lines.append("")
        margin = self.one_of(self.extractor.links)
        self.lines += lines + [margin + link for link in links] + [""] * self.blank

    def critic(self, review: CriticReview) -> list[str]:
        fields = [] if review.publication is None else [review.publication]
        if review.author is not None:
            fields.append(self.one_of(REVIEWED_BY) + review.author)
        fields += self.day_and_score(review)
        text = review.text
        if review.citation is not None:
            citation = f"[{review.citation.text}]"
            ends = [" "]
            if fields:  # below a text alone, it would make a publication of it
                ends.append("\n")
            if text and not text.endswith("]"):  # "[Fog][4]" is a link
                ends.append("")
            text = citation if text is None else text + self.one_of(tuple(ends)) + citation
        return fields + ([] if text is None else [text])

    def user(self, review: UserReview) -> list[str]:
        fields = [] if review.author is None else [review.author]
        fields += self.day_and_score(review)
        text = review.text or ""
        if text and not review.full_review and self.one_of((True, True, False)):
            text = self.ended(text, (*EXPAND, *COLLAPSE), twice=not review.spoiler)
        if review.spoiler:
            text = SPOILER + (self.one_of((" ", "\n")) + text if text else "")
        if review.full_review:
            text += self.one_of((" Full Review »", "\nFull Review »")) if text else "Full Review »"
        return fields + ([text] if text else [])

    def day_and_score(self, review: Review) -> list[str]:
        fields = [] if review.date is None else [self.day(review)]
        return fields + ([] if review.score is None else [str(review.score)])

    def see_all(self, section: Section) -> None:
        whose = "User" if isinstance(section, UserSection) else "Critic"
        if section.see_all is not None:
            self.line(f"See all {self.count(section.see_all)} {whose} Review{'' if section.see_all == 1 else 's'}")
        elif self.maybe():
            self.line(f"See all {whose.lower()} reviews{self.one_of(('', ' »'))}")


class _L2(_Printer):
    """Layout L2: heads in capitals, bars, reviews without numbers."""

    closed = True
    """Whether what stands above is a list of reviews or nothing: there, a score can be only that of the next head."""

    def page(self, page: ReviewPage) -> None:
        for section in page.sections:
            users = isinstance(section, UserSection)
            self.head(section)
            self.bars(section)
            if section.no_reviews:
                self.line(self.one_of(("No reviews yet.", "No reviews yet")))
            if users and self.maybe():
                self.line("VOTE NOW", "0 1 2 3 4 5 6 7 8 9 10")
            if self.maybe():
                self.other(self.extractor.body + self.one_of(FOREIGN))
            if section.reviews or section.see_all is not None:
                self.line("USER REVIEWS" if users else "CRITIC REVIEWS")
            for review in section.reviews:
                self.review(review)
            if section.see_all is not None:
                self.line(f"SEE ALL {self.count(section.see_all)} REVIEW{'' if section.see_all == 1 else 'S'}")
            self.closed = bool(section.reviews)

    def head(self, section: Section) -> None:
        users = isinstance(section, UserSection)
        value = "tbd" if section.tbd else "" if section.score is None else str(section.score)
        one_line = self.maybe()
        beside = bool(one_line and section.score is not None and section.count is not None and self.maybe())
        above = users and bool(value) and not beside and self.closed and self.maybe()
        if above:
            self.lines.append(self.extractor.body + value)
        self.line(("User Score" if above and self.maybe() else "USER SCORE") if users else "METASCORE")
        if users and self.maybe():
            self.line("WRITE A REVIEW")
        if section.tbd and not above:
            self.line(value)
        if section.verdict or section.no_score:
            words = "No score yet" if section.no_score else str(section.verdict)
            if section.count is None:
                self.line(words + self.awaiting(section) + self.one_of(WHATS_THIS))
            else:
                counted = self.ratings(section.count) if users else self.critics(section.count)
                based = f"based on {counted}{self.awaiting(section)}{self.one_of(WHATS_THIS)}"
                column = f"        {section.score}" if beside else ""
                self.line(*([f"{words} {based}{column}"] if one_line else [words, based]))
        if self.maybe():
            self.line("See All")
        if section.score is not None and not above and not beside:
            self.line(value)

    def bars(self, section: Section) -> None:
        if self.maybe():
            whose = "USER" if isinstance(section, UserSection) else "CRITIC"
            self.line(f"{whose} {self.one_of(('RATING', 'SCORE'))} DISTRIBUTION")
        for name in CLASSES:
            if section.distribution is not None and (count := getattr(section.distribution, name)) is not None:
                self.line(f"{name.title()}:", self.count(count))

    def review(self, review: Review) -> None:
        lines = self.critic(review) if isinstance(review, CriticReview) else self.user(review)
        known_by_its_end = isinstance(review, CriticReview) or review.helpful is not None
        if known_by_its_end and self.one_of((False, False, False, True)):
            self.other(self.extractor.body + self.one_of(FOREIGN))
        for place, line in enumerate(lines):
            self.lines.append(self.extractor.body + line if line else "")
            if self.blank and ((known_by_its_end and place < 2) or place == len(lines) - 1):
                self.lines.append("")

    def critic(self, review: CriticReview) -> list[str]:
        day = [] if review.date is None else [self.day(review)]
        if review.byline is not None:
            byline = self.one_of(("", " ")).join([review.byline, *day])
        else:
            byline = "\t".join([*filter(None, (review.publication, review.author)), *day])
        citation = "" if review.citation is None else f" [{review.citation.text}]"
        return [str(review.score), byline, f"{review.text}{citation} Read full review"]

    def user(self, review: UserReview) -> list[str]:
        name = "" if review.author is None else review.author + self.one_of(("", " ", "\t"))
        lines = [str(review.score), name + self.day(review)]
        text = review.text or ""
        if text and review.helpful is not None and self.maybe():
            text = self.ended(text, L2_EXPAND, twice=not review.spoiler and not DAY.match(text))
        if review.spoiler:
            ends = (" ", "\n") if review.helpful is not None else (" ",)
            text = SPOILER + (self.one_of(ends) + text if text else "")
        lines += text.split("\n") if text else []
        if review.helpful is not None:
            lines.append(self.votes(review, L2_VOTES))
        return lines + ["All this user's reviews"] * self.maybe()
