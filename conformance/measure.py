"""Holds a page that was read against what the real page says: what is found, what is right, and what should be none.

What counts as present is what a text still shows of the truth; all of it is present in HTML.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from attrs import Factory, define

from reviewparse import CriticReview, ReviewPage, UserReview, UserSection, parse, parse_html
from reviewparse.vocabulary import Kind, ReviewClass, Verdict

__all__ = ["HTML", "Measured", "Tally", "measure", "measure_page"]

Truth: TypeAlias = Mapping[str, Any]

HTML: Final = "html"
MARKER: Final = r"(?:(?:\d{1,5}\.|[•*+□·◦‣-])\s+)?"
SPOILER: Final = "This review contains spoilers, click expand to view."
ACTIONS: Final = re.compile(r"(?:\s*(?:…|\.\.\.)?\s*(?:Expand|Collapse|Read full review|Full Review »))+$")
DAY: Final = re.compile(r"[A-Z][a-z]{2} \d{1,2}, \d{4}$")
ANY: Final = "\ufffd"
"""Stands for any one character where the truth was read from bytes that are not of its charset."""

WORDS: Final = 12
"""By how many of its first words a review is looked up in a text."""

HEAD: Final = 6
"""How many lines of an item can stand above its text."""


@define
class Tally:
    """What was counted: `found` of `present` reviews, `right` of `shown` fields, and what should be none."""

    found: int = 0
    present: int = 0
    right: int = 0
    shown: int = 0
    wrong: int = 0
    spurious: int = 0
    errors: int = 0
    misses: list[str] = Factory(list)
    fields: Counter[tuple[str, str]] = Factory(Counter)
    """Of each field, how often it is `shown`, `right` and `wrong`."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.present + other.present,
            self.right + other.right,
            self.shown + other.shown,
            self.wrong + other.wrong,
            self.spurious + other.spurious,
            self.errors + other.errors,
            self.misses + other.misses,
            self.fields + other.fields,
        )

    @property
    def perfect(self) -> bool:
        """Whether all that is present is found and right, and nothing else is."""
        return (self.found, self.right) == (self.present, self.shown) and not (
            self.wrong or self.spurious or self.errors
        )

    def field(self, name: str, truth: str | None, shown: bool, read: str | None, where: str) -> None:
        """Count one field: what the page says, whether the text shows it, and what was read."""
        right = read is not None and truth is not None and bool(_pattern(truth).fullmatch(read))
        self.shown += shown or right
        self.right += right
        self.wrong += read is not None and not right
        self.fields += Counter(
            {
                (name, "shown"): int(shown or right),
                (name, "right"): int(right),
                (name, "wrong"): int(read is not None and not right),
            }
        )
        if not right and (shown or read is not None):
            self.misses.append(f"{where}: {name} is {truth!r}{'' if shown else ' (not shown)'}, read as {read!r}")


class Measured(NamedTuple):
    """The tally of one page in one form: `source` is the extractor's folder, or `html`."""

    source: str
    name: str
    layout: str
    kind: Kind | None
    document: str
    tally: Tally


# --- the truth and the text -------------------------------------------------------------------------------------------


def fold(text: str | None) -> str:
    """The text with each run of white space as one space."""
    return " ".join((text or "").split())


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern of exactly this text."""
    return re.compile(re.escape(text).replace(ANY, "."))


def _bare(verdict: str | None) -> str | None:
    """A verdict as every layout words it."""
    return verdict and verdict.casefold().removesuffix(" reviews")


_VERDICTS: Final = frozenset(map(_bare, Verdict))


def _text(review: Truth) -> str:
    """A review's text in the truth, without what the page prints around it."""
    text = ACTIONS.sub("", fold(review.get("quote") or review.get("text")))
    return text.removeprefix(SPOILER).strip()


def _opening(text: str) -> str:
    """A pattern of how a text begins, whatever white space and line breaks are in it."""
    words = text.split()
    opening = r"\s+".join(re.escape(word).replace(ANY, ".") for word in words[:WORDS])
    return opening + (r"(?!\w)" if len(words) <= WORDS else "")


def _said(review: Truth) -> dict[str, str | None]:
    """The fields of a review in the truth, each as a page prints it."""
    author = fold(review.get("author") or review.get("name")).removeprefix("Reviewed by:")
    votes = (review["ups"], review["thumbs"]) if review.get("ups") and review.get("thumbs") else None
    return {
        "publication": fold(review.get("publication")) or None,
        "author": author.strip() or None,
        "date": fold(review.get("date")) or None,
        "score": fold(review.get("score")) or None,
        "helpful": "{} of {}".format(*votes) if votes else None,
        "platform": fold(review.get("platform")) or None,
    }


def _read(review: CriticReview | UserReview) -> dict[str, str | None]:
    """The same of a review that was read."""
    day = review.date
    helpful = getattr(review, "helpful", None)
    return {
        "publication": fold(getattr(review, "publication", None)) or None,
        "author": fold(review.author) or None,
        "date": f"{day:%b} {day.day}, {day.year}" if day else None,
        "score": None if review.score is None else str(review.score),
        "helpful": f"{helpful.count} of {helpful.total}" if helpful else None,
        "platform": review.platform,
    }


def _whole_text(review: CriticReview | UserReview) -> str:
    """The text that was read, with the citation that the page prints at its end."""
    citation = getattr(review, "citation", None)
    return f"{fold(review.text)} [{fold(citation.text)}]".strip() if citation else fold(review.text)


class Place(NamedTuple):
    """Where a text shows a review: the cells above its text, and all that comes below the text's first words."""

    cells: list[str]
    below: str


def _places(text: str, reviews: Sequence[Truth], users: bool) -> list[Place | None]:
    """The place of each review of the truth in the text, `None` for one that the text does not show."""
    found: list[tuple[int, int] | None] = []
    cursor = 0
    for review in reviews:
        start = rf"^[^\S\n]*{MARKER}(?:{re.escape(SPOILER)}\s*)?{_opening(_text(review))}"
        match = re.compile(start, re.MULTILINE).search(text, cursor) if _text(review) else None
        found.append(match and match.span())
        cursor = match.end() if match else cursor
    places: list[Place | None] = []
    cursor = 0
    for n, span in enumerate(found):
        if span is None:
            places.append(None)
            continue
        following = next((later[0] for later in found[n + 1 :] if later), len(text))
        places.append(Place(list(_cells(text[cursor : span[0]], users)), text[span[1] : following]))
        cursor = span[1]
    return places


def _cells(above: str, users: bool) -> Iterator[str]:
    """The short pieces above a review's text, up from it to the number of its item."""
    lines = [line for line in above.split("\n")[1:] if line.strip()]
    for line in reversed(lines[-HEAD:]):
        *cells, last = (
            fold(cell).removeprefix("Reviewed by:").strip() for cell in re.sub(rf"^\s*{MARKER}", "", line).split("\t")
        )
        day = DAY.search(last)
        # A name right before a date is certain. Of a publication and an author run together, only the date is.
        yield from (*cells, last, day[0], *([last[: day.start()].strip()] if users else ())) if day else (*cells, last)
        if re.match(r"\s*\d{1,5}\.\s", line):
            return


# --- one page ---------------------------------------------------------------------------------------------------------


def measure_page(page: ReviewPage, truth: Truth, text: str | None, where: str) -> Tally:
    """Hold a page against the truth; `text` is what it was read from, `None` where all of the truth is present."""
    tally = Tally()
    titles = [fold(block.get("title")) for block in truth["distributions"]]
    order = ("users", "critics") if titles[:1] == ["User score distribution:"] else ("critics", "users")
    blocks = {block.get("of") or who: block for who, block in zip(order, truth["distributions"], strict=False)}
    for who, head, listed in (("critics", "metascore", "critic_reviews"), ("users", "userscore", "user_reviews")):
        section = getattr(page, who)
        at = f"{where} {who}"
        _measure_head(tally, truth[head] or {}, blocks.get(who) or {}, section, text, at)
        _measure_reviews(tally, truth[listed], section.reviews if section else (), text, at)
    return tally


def _measure_head(tally: Tally, head: Truth, block: Truth, section: Any, text: str | None, where: str) -> None:
    def field(name: str, value: str | None, shows: str, read: Any) -> None:
        shown = value is not None and (text is None or bool(re.search(shows, text, re.MULTILINE)))
        tally.field(name, value, shown, None if read is None else str(read), where)

    verdict = fold(head.get("verdict")).removesuffix("-").strip() or None
    count = re.sub(r"\D", "", head.get("count") or "") or None
    score = head.get("score") or block.get("score") or None
    based_on = rf"(?i:{verdict}\s*-?\s*based on\s+{int(count or 0):,}|{verdict}\s*-?\s*based on\s+{count})\s"
    said = section and section.verdict
    if count is None and _bare(verdict) in _VERDICTS:  # layout L3 may print no count
        field("verdict", _bare(verdict), rf"(?i:^\s*{verdict}\s*$)", said and _bare(said))
    else:
        field("verdict", _bare(verdict) if count else None, based_on, said and _bare(said))
    field("count", count, based_on, section and section.count)
    # Beside the verdict, on the line above its head, or up to four lines below.
    name = "User Score|USER SCORE" if isinstance(section, UserSection) else "Metascore|METASCORE"
    own = re.escape(str(score))
    beside = rf"{based_on}[^\n]*\s{own}\s*$"
    alone = rf"^\s*{own}\s*\n\s*(?:{name})\s*$|^\s*(?:{name})\s*\n(?:[^\n]*\n){{0,4}}?\s*{own}\s*$"
    if score or not head:  # the truth does not hold every page's score
        field("score", score, f"{beside}|{alone}", section and section.score)
    distribution = section and section.distribution
    rows = block.get("counts") or ()
    totals = [fold(row[2]).removeprefix("out of").strip() for row in rows if len(row) == 3 and row[2]]
    for label, value, *rest in rows:
        klass = ReviewClass(fold(label).rstrip(":").lower())
        of = rf"\s+out of\s+{totals[0]}\s" if totals else r"\s*$" if rest else r"\s+out of\s"
        shows = rf"{re.escape(fold(label))}\s*{value}{of}"
        if len(rest) > 1:  # layout L3: a per cent, and the count as it is printed; a shortened one is not known
            percent, printed = map(re.escape, rest)
            shows = rf"^\s*{printed}(?: (?:Reviews|Ratings)|{percent})\s*$"
        known = None if value is None else value.replace(",", "")
        field(klass, known, shows, distribution and getattr(distribution, klass))
    shows = rf"(?:Positive|Mixed|Negative):\s*[\d,]+\s+out of\s+{totals[0]}\s" if totals else ""
    field("total", totals[0] if totals else None, shows, distribution and distribution.total)


def _measure_reviews(tally: Tally, truths: Sequence[Truth], read: Sequence[Any], text: str | None, where: str) -> None:
    left = list(read)
    users = "name" in truths[0] if truths else False
    places = [None] * len(truths) if text is None else _places(text, truths, users)
    for n, (truth, place) in enumerate(zip(truths, places, strict=True), 1):
        at = f"{where} review {n}"
        opening = re.compile(_opening(_text(truth)))
        review = next((review for review in left if opening.match(_whole_text(review))), None)
        if review is None:
            if text is None or place is not None:
                tally.present += 1
                tally.misses.append(f"{at}: not found: {_text(truth)[:60]!r}")
            continue
        left.remove(review)
        tally.present += 1
        tally.found += 1
        tally.field("text", _text(truth), True, _whole_text(review), at)
        cells = list(place.cells) if place else []
        values = _read(review)
        for name, value in _said(truth).items():
            if name == "helpful":
                if value is None:  # the truth does not hold every page's votes
                    continue
                shown = bool(place and f"{value} users " in place.below)
            else:
                shown = value in cells
                cells.remove(value or "") if shown else None
            tally.field(name, value, value is not None if text is None else shown, values[name], at)
    tally.spurious += len(left)
    tally.misses += [f"{where}: spurious: {review!r:.100}" for review in left]


# --- a corpus ---------------------------------------------------------------------------------------------------------


def measure(corpus: Path) -> Iterator[Measured]:
    """Measure each page of a corpus, in the text of each extractor and in HTML."""
    folders = [*sorted((corpus / "text").iterdir()), *([corpus / HTML] if (corpus / HTML).is_dir() else [])]
    for path in (path for folder in folders for path in sorted(folder.iterdir())):
        truth_path = corpus / "truth" / f"{path.stem}.json"
        if not truth_path.exists():
            continue
        truth = json.loads(truth_path.read_text("utf-8"))
        source = path.parent.name
        text = None if source == HTML else path.read_text("utf-8", errors="replace")
        where = f"{source}/{path.stem}"
        try:
            page = parse_html(path.read_bytes()) if text is None else parse(text)
        except Exception as error:  # one page must not hide the others, whatever is wrong
            tally = measure_page(ReviewPage(), truth, text, where)
            tally.errors += 1
            tally.misses.append(f"{where}: {error!r}")
        else:
            tally = measure_page(page, truth, text, where)
        kind = path.stem.partition("-")[0]
        document = re.search(r"-((?:critic|user)-reviews)(?:-|$)", path.stem)
        heads = [truth[name]["count"] or "" for name in ("metascore", "userscore") if truth[name]]
        yield Measured(
            source,
            path.stem,
            "L1" if any("based on" in head for head in heads) else "L2",
            Kind(kind) if kind in list(Kind) else None,
            f"/{document[1]}" if document else "summary",
            tally,
        )
