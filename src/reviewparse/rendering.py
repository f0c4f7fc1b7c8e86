"""`render`: a page's records to the canonical text of its layout, which `parse` reads back as the same sections."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import fields

from reviewparse.assemble import Assembler
from reviewparse.errors import ReviewRenderError
from reviewparse.read import read_review, scan
from reviewparse.records import (
    CriticReview,
    CriticSection,
    Distribution,
    ReviewPage,
    Section,
    UserReview,
    UserSection,
)
from reviewparse.vocabulary import MONTHS, Layout, ReviewClass, Verdict

if TYPE_CHECKING:
    from reviewparse.records import Review

__all__ = ["render"]

_PLAIN_NAME: Final = re.compile(r"[^\W\d_](?:[\w .&'-]{0,48}[^\W_])?")
"""A name that cannot be read as any other field, wherever it stands."""
_USER_SCORE: Final = re.compile(r"[0-9]{1,2}\.[0-9]")
_LINE_END: Final = re.compile(r"\n(?=[^\n])")
_PLAIN_TEXT: Final = re.compile(
    r"(?:(?!Reviewed by:|This review contains spoilers)[^\W\d_][^\n]*+(?<=[.!?])(?:\n++(?=.)|\Z))++"
)
"""Lines that begin and end as sentences do, which nothing but text does."""


def render(page: ReviewPage) -> str:
    """The text of a page, such that `parse(render(page)).sections == page.sections`.

    The text is canonical: in the page's layout, as the extractor Resiliparse prints it. Lines that were not recognized,
    and the kind and the title, which stand in such lines, are not part of it.

    Raises:
        ReviewRenderError: the page says what no text can say without being read as something else, such as a text that
            ends in the words of a link; `path` names the field. Never is a text made that reads back differently.
        TypeError: `page` is not a `ReviewPage`.

    >>> from reviewparse import CriticReview, CriticSection, ReviewPage
    >>> review = CriticReview(number=1, publication="The Dusty Reel", score=80, text="Slow, and worth it.")
    >>> print(render(ReviewPage(sections=(CriticSection(reviews=(review,)),))), end="")
    Critic score distribution:
      1. The Dusty Reel
        80
        Slow, and worth it.
    """
    if not isinstance(page, ReviewPage):
        raise TypeError(f"render writes a ReviewPage, not {type(page).__name__}.")
    try:
        return _page(page)
    except ReviewRenderError:
        raise
    except Exception as error:  # whatever a record built by hand holds, its user gets one kind of error
        message = f"A field holds a value that is not of its type ({type(error).__name__}: {error})."
        raise ReviewRenderError("wrong-type", message, "page") from None


def _page(page: ReviewPage) -> str:
    kinds = [type(section) for section in page.sections]
    if not kinds:
        raise ReviewRenderError("no-section", "A page without a section has no text.", "sections")
    if len(set(kinds)) < len(kinds) or not set(kinds) <= {CriticSection, UserSection}:
        raise ReviewRenderError("several-sections", "A page has one section of critics and one of users.", "sections")
    if page.layout not in (Layout.L1, Layout.L2):
        raise ReviewRenderError("layout", "Pages are written in the layouts L1 and L2.", "layout")
    for section in page.sections:
        _check_printed(section)
    blocks = _l2_blocks if page.layout is Layout.L2 else _l1_blocks
    text = "".join(block for section in page.sections for block in blocks(section))
    if page.layout is Layout.L2:
        _check_page(text, page)
    return text


# --- layout L1 --------------------------------------------------------------------------------------------------------


def _l1_blocks(section: Section) -> Iterator[str]:
    """The text of a section of layout L1, in pieces."""
    users = isinstance(section, UserSection)
    which = "users" if users else "critics"
    _check_section(section, which)
    if section.no_reviews:
        raise ReviewRenderError("no-reviews", "Layout L1 has no line that says so.", f"{which}.no_reviews")
    standing = _standing(section, which)
    value = "tbd" if section.tbd else None if section.score is None else str(section.score)
    says_whose = section.count is not None or (users and section.no_score)
    if users or value or (standing and not says_whose) or not (standing or section.distribution or section.reviews):
        yield "User Score\n" if users else "Metascore\n"
        yield f"{value}\n\n" if value else "\n"
    if standing:
        yield f"{standing}\n\n"
    if section.distribution is not None or section.reviews:
        yield "User score distribution:\n" if users else "Critic score distribution:\n"
        yield _counts(section.distribution, which)
    write = _l1_user_review if users else _l1_critic_review
    reviews: tuple[Review, ...] = section.reviews
    for index, review in enumerate(reviews):
        path = f"{which}.reviews[{index}]"
        if type(review.number) is not int or not 0 <= review.number <= 99999 or (index and review.number == 1):
            message = (
                "In layout L1 a review has a number, and this one has none."
                if review.number is None
                else "A review's number is an int of at most five digits, and only the first can have the number 1."
            )
            raise ReviewRenderError("number", message, f"{path}.number")
        yield write(review, path, first=not index)  # type: ignore[arg-type]
    if section.see_all is not None:
        yield f"\nSee all {section.see_all} {'User' if users else 'Critic'} Reviews\n"


def _standing(section: Section, which: str) -> str:
    """The line of verdict and count, with what the empty states say; empty where there is none."""
    users = which == "users"
    words = str(section.verdict) if section.verdict else ""
    if section.no_score:
        words = "No user score yet" if users else "No score yet"
    if not words:
        for name in ("count", "awaiting"):
            if getattr(section, name) is not None:
                message = "It stands in the line of the verdict, so it cannot be written without one."
                raise ReviewRenderError("no-verdict", message, f"{which}.{name}")
        return ""
    dash = "-" if users else " -"
    based = f"{dash} based on {section.count} {'Ratings' if users else 'Critics'}" if section.count is not None else ""
    awaiting = _awaiting(section)
    if users and section.no_score and not based:
        return words + (f"-{awaiting}" if awaiting else "- Be the first to review!")
    return words + based + awaiting


def _awaiting(section: Section) -> str:
    """What follows a verdict where too few have judged; empty where that is not said."""
    if section.awaiting is None:
        return ""
    more = "rating" if isinstance(section, UserSection) else "review"
    return f" Awaiting {section.awaiting} more {more}{'s' * (section.awaiting != 1)}"


def _counts(distribution: Distribution | None, which: str) -> str:
    """The lines of a distribution, numbered as the extractor numbers what is left of them."""
    if distribution is None:
        return ""
    lines: list[str] = []
    total = distribution.total
    for name in ReviewClass:
        count = getattr(distribution, name)
        if count is not None:
            of = f" {_count(total, f'{which}.distribution.total')}" if total is not None else ""
            lines.append(
                f"  {len(lines) + 1}. {name.title()}: {_count(count, f'{which}.distribution.{name}')} out of{of}\n"
            )
    if not lines:
        message = (
            "A distribution without a count of a class leaves no line to print; `None` is a page that prints none."
        )
        raise ReviewRenderError("empty-distribution", message, f"{which}.distribution")
    return "".join(lines)


def _count(count: object, path: str) -> str:
    if type(count) is not int or not 0 <= count < 10**12:
        raise ReviewRenderError("count", "A count is an int from 0 to twelve digits.", path)
    return str(count)


def _date(date: object, path: str) -> str:
    if type(date) is not dt.date:
        raise ReviewRenderError("date", "A date is a datetime.date.", path)
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year:04}"


def _score(score: object, path: str) -> str:
    if type(score) is not int or not 0 <= score <= 999:
        raise ReviewRenderError("score", "A review's score is an int of at most three digits.", path)
    return str(score)


def _l1_critic_review(review: CriticReview, path: str, *, first: bool) -> str:
    if review.byline is not None:
        raise ReviewRenderError("byline", "Only layout L2 has bylines that run together.", f"{path}.byline")
    printed = [review.publication] if review.publication is not None else []
    if review.author is not None:
        printed.append(f"Reviewed by:\u00a0{review.author}")  # with the NO-BREAK SPACE that the pages have
    if review.date is not None:
        printed.append(_date(review.date, f"{path}.date"))
    if review.score is not None:
        printed.append(_score(review.score, f"{path}.score"))
    headed = bool(printed)
    text = review.text or ""
    plain = (
        _plain_text(text)
        and (review.publication is None or (len(printed) > 1 and _PLAIN_NAME.fullmatch(review.publication)))
        and (review.author is None or _PLAIN_NAME.fullmatch(review.author))
        and review.citation is None
    )
    if review.citation is not None:
        text = f"{text} [{review.citation.text}]".lstrip()
    if text or not headed:
        printed.append(text)
    item = _item(review.number, printed)
    if not plain:
        _check_review(item, review, path, "Critic", first)
    return item


def _l1_user_review(review: UserReview, path: str, *, first: bool) -> str:
    printed = [review.author] if review.author is not None else []
    if review.date is not None:
        printed.append(_date(review.date, f"{path}.date"))
    if review.score is not None:
        printed.append(_score(review.score, f"{path}.score"))
    text = review.text or ""
    plain = _plain_text(text) and (review.author is None or (len(printed) > 1 and _PLAIN_NAME.fullmatch(review.author)))
    if review.spoiler:
        text = f"This review contains spoilers, click expand to view. {text}".rstrip()
    if review.full_review:
        text = f"{text} Full Review »".lstrip()
    if text:
        printed.append(text)
    if review.helpful is not None:
        count, total = review.helpful.count, review.helpful.total
        where = f"{path}.helpful"
        printed.append(f"• {_count(count, where)} of {_count(total, where)} users found this helpful")
    item = _item(review.number, printed)
    if not plain:
        _check_review(item, review, path, "User", first)
    return item


def _plain_text(text: str) -> bool:
    """Whether a text is sure to be read back as it is."""
    return type(text) is str and _PLAIN_TEXT.fullmatch(text) is not None


def _item(number: int | None, fields: Sequence[str]) -> str:
    """The lines of an item: the first field beside the number, the others indented; blank lines stay blank."""
    lines = "\n".join(fields)
    one_each = lines.count("\n") < len(fields)
    lines = lines.replace("\n", "\n    ") if one_each else _LINE_END.sub("\n    ", lines)
    return f"  {number}. {lines}\n"


# --- layout L2 --------------------------------------------------------------------------------------------------------


def _l2_blocks(section: Section) -> Iterator[str]:
    """The text of a section of layout L2, in pieces."""
    users = isinstance(section, UserSection)
    which = "users" if users else "critics"
    _check_section(section, which)
    yield "USER SCORE\n" if users else "METASCORE\n"
    if section.tbd:
        yield "tbd\n"
    if section.verdict or section.no_score:
        words = "No score yet" if section.no_score else str(section.verdict)
        based = f"\nbased on {section.count} {'Ratings' if users else 'Critics'}" if section.count is not None else ""
        yield f"{words}{based}{_awaiting(section)}\n"
    if section.score is not None:
        yield f"{section.score}\n"
    if section.distribution is not None:
        for name in ReviewClass:
            count = getattr(section.distribution, name)
            if count is not None:
                yield f"{name.title()}:\n{_count(count, f'{which}.distribution.{name}')}\n"
    if section.no_reviews:
        yield "No reviews yet.\n"
    if section.reviews or section.see_all is not None:
        yield "USER REVIEWS\n" if users else "CRITIC REVIEWS\n"
    reviews: tuple[Review, ...] = section.reviews
    for index, review in enumerate(reviews):
        path = f"{which}.reviews[{index}]"
        yield _l2_user_review(review, path) if isinstance(review, UserReview) else _l2_critic_review(review, path)
    if section.see_all is not None:
        yield f"SEE ALL {section.see_all} REVIEWS\n"


def _l2_critic_review(review: CriticReview, path: str) -> str:
    date = None if review.date is None else _date(review.date, f"{path}.date")
    if review.byline is not None:
        byline = review.byline + (date or "")
    else:
        byline = "\t".join(field for field in (review.publication, review.author, date) if field is not None)
    citation = f" [{review.citation.text}]" if review.citation else ""
    return f"{_score(review.score, f'{path}.score')}\n{byline}\n{review.text}{citation} Read full review\n"


def _l2_user_review(review: UserReview, path: str) -> str:
    date = "" if review.date is None else _date(review.date, f"{path}.date")
    lines = [_score(review.score, f"{path}.score"), f"{review.author}\t{date}" if review.author is not None else date]
    text = review.text or ""
    lines.append(f"This review contains spoilers, click expand to view. {text}".rstrip() if review.spoiler else text)
    if review.helpful is not None:
        lines.append(f"{review.helpful.count} of {review.helpful.total} users found this helpful")
    return "".join(f"{line}\n" for line in lines)


# --- what cannot be said ----------------------------------------------------------------------------------------------


def _check_printed(section: Section) -> None:
    """Refuse what layout L3 alone prints: of the fields that are by keyword only, those that take part in equality."""
    which = "users" if isinstance(section, UserSection) else "critics"
    parts: list[tuple[Any, str]] = [(section, which), (section.distribution or Distribution(), f"{which}.distribution")]
    for record, path in [*parts, *((review, f"{which}.reviews[{i}]") for i, review in enumerate(section.reviews))]:
        for field in fields(type(record)):
            if field.kw_only and field.eq and getattr(record, field.name) != field.default:
                raise ReviewRenderError("layout", "Only layout L3 prints it.", f"{path}.{field.name}")


def _check_section(section: Section, which: str) -> None:
    for one, other in (("tbd", "score"), ("no_score", "verdict"), ("no_score", "score")):
        if getattr(section, one) and getattr(section, other) is not None:
            message = f"It contradicts `{other}`: a page prints one of them."
            raise ReviewRenderError("contradiction", message, f"{which}.{one}")
    score, users = section.score, which == "users"
    if score is not None and not (
        (type(score) is Decimal and _USER_SCORE.fullmatch(str(score)))
        if users
        else (type(score) is int and 0 <= score <= 999)
    ):
        message = (
            "A User Score is a Decimal with one decimal." if users else "A Metascore is an int of at most three digits."
        )
        raise ReviewRenderError("score", message, f"{which}.score")
    if section.verdict is not None and not isinstance(section.verdict, Verdict):
        raise ReviewRenderError("verdict", "A verdict is one of `Verdict`.", f"{which}.verdict")
    for name in ("count", "see_all"):
        if getattr(section, name) is not None:
            _count(getattr(section, name), f"{which}.{name}")
    if section.awaiting is not None and (type(section.awaiting) is not int or not 0 <= section.awaiting <= 9999):
        raise ReviewRenderError("count", "A count is an int, here of at most four digits.", f"{which}.awaiting")
    for name in ("tbd", "no_score", "no_reviews"):
        if type(getattr(section, name)) is not bool:
            raise ReviewRenderError("wrong-type", "It is True or False.", f"{which}.{name}")


def _check_review(item: str, review: Review, path: str, kind: str, first: bool) -> None:
    """Read the item back where it will stand, and refuse it unless it is the same review."""
    if first:  # what stands right below the counts of a distribution could be read as one of them
        assembler = Assembler()
        scan(f"{kind} score distribution:\n{item}", assembler)
        page = assembler.finish(1)
        reviews: tuple[Review, ...] = page.sections[0].reviews if len(page.sections) == 1 else ()
        read = reviews[0] if len(reviews) == 1 and not page.unrecognized else None
    else:
        read = read_review(f"next_{kind.lower()}_review", item)
    if read != review:
        raise _refusal(review, read, path)


def _refusal(review: Review, read: Review | None, path: str) -> ReviewRenderError:
    """The error that names the first field that would be read as something else."""
    for name in (field.name for field in fields(type(review)) if field.eq):
        value = getattr(review, name)
        got = getattr(read, name, None) if read is not None else None
        if type(read) is type(review) and value == got:
            continue
        message = f"As the page prints it, it would be read back as {got!r}."[:300]
        return ReviewRenderError("ambiguous", message, f"{path}.{name}")
    return ReviewRenderError("ambiguous", "As the page prints it, it would not be read back as one review.", path)


def _check_page(text: str, page: ReviewPage) -> None:
    """Read the page back, and refuse it unless it has the same sections."""
    assembler = Assembler()
    scan(text, assembler)
    read = assembler.finish(1)
    if read.sections == page.sections and not read.unrecognized and assembler.boundary is None:
        return
    for section, other in zip(page.sections, read.sections, strict=False):
        which = "users" if isinstance(section, UserSection) else "critics"
        for name in (field.name for field in fields(type(section)) if field.eq and field.name != "reviews"):
            if getattr(section, name) != getattr(other, name):
                message = f"As the page prints it, it would be read back as {getattr(other, name)!r}."[:300]
                raise ReviewRenderError("ambiguous", message, f"{which}.{name}")
        reviews: tuple[Review, ...] = section.reviews
        for index, review in enumerate(reviews):
            back = other.reviews[index] if index < len(other.reviews) else None
            if review != back:
                raise _refusal(review, back, f"{which}.reviews[{index}]")
    raise ReviewRenderError("ambiguous", "As the page prints it, it would be read back as another page.", "sections")
